//! From a ledger file to a running server and its end.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use whereas_ledger::LedgerError;

use crate::intake::ReadFile;
use crate::password::{Password, PasswordError};
use crate::reader::{Clerk, WebState};
use crate::route::router;

/// How long requests that are being answered may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(3);

/// Threads that answer; pages are made on others.
const ANSWERING_THREADS: usize = 2;

/// Why the pages could not be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Somebody else listens there.
    #[error("port {port} of this machine is taken by another program; choose another with `--port`")]
    Taken {
        /// The port.
        port: u16,
    },
    /// Other computers could reach the pages, and nothing would ask them who they are.
    #[error(
        "other computers could read the ledger at {host}; name a file with a password by `--password-file FILE`, \
         or leave `--host` out"
    )]
    Unguarded {
        /// The address.
        host: IpAddr,
    },
    /// The password file will not do.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The port cannot be used for another reason.
    #[error("cannot listen on port {port}: {why}")]
    Listen {
        /// The port.
        port: u16,
        /// What the system says.
        why: io::Error,
    },
    /// The server broke off.
    #[error("the server broke off: {0}")]
    Broken(io::Error),
}

/// Where pages are served, and to whom.
#[derive(Debug, Clone)]
pub struct Place {
    /// The address to listen on. One that other computers reach needs a password.
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// What others must know.
    pub password: Option<Password>,
}

/// Serves the pages of the ledger at `ledger` until Ctrl-C or SIGTERM; `read` reads files that are handed in,
/// `on_ready` learns the address once the server answers.
///
/// # Errors
/// See [`ServeError`].
pub fn serve_blocking(
    ledger: &Path,
    place: Place,
    clerk: Clerk,
    read: ReadFile,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let Place { host, port, password } = place;
    if !host.is_loopback() && password.is_none() {
        return Err(ServeError::Unguarded { host });
    }
    let router = router(WebState::open(ledger, clerk)?.guarded(password).taking_in(read));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(ANSWERING_THREADS)
        .enable_all()
        .build()
        .map_err(ServeError::Broken)?;
    let served = runtime.block_on(async {
        let listen = |why: io::Error| match why.kind() {
            io::ErrorKind::AddrInUse => ServeError::Taken { port },
            _ => ServeError::Listen { port, why },
        };
        let listener = TcpListener::bind((host, port)).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        on_ready(address);
        serve(listener, router).await
    });
    // A page that is still being made must not keep the program alive.
    runtime.shutdown_background();
    served
}

/// Serves `router` until Ctrl-C or SIGTERM. Requests that are being answered then have a few
/// seconds to end.
///
/// # Errors
/// [`ServeError::Broken`].
pub async fn serve(listener: TcpListener, router: Router) -> Result<(), ServeError> {
    serve_until(listener, router, told_to_stop()).await
}

async fn serve_until(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let (stopped, mut stopping) = tokio::sync::watch::channel(false);
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        stopped.send_replace(true);
    });
    tokio::select! {
        served = serving => served.map_err(ServeError::Broken),
        () = async {
            // An error means that the server ended first; then the other branch is ready.
            let _ = stopping.wait_for(|stopped| *stopped).await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    }
}

/// Waits for Ctrl-C or, on systems that have it, SIGTERM.
async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler the system's default ends the program, which is what is wanted.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => interrupt.await,
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use tokio::io::AsyncWriteExt;

    use super::*;

    #[test]
    fn without_a_password_other_computers_are_not_served() {
        let place = Place { host: Ipv4Addr::UNSPECIFIED.into(), port: 0, password: None };
        let clerk = Clerk { author: "ana".to_owned(), now: String::new };
        let served = serve_blocking(Path::new("absent.whereas"), place, clerk, |_, _, _| Vec::new(), |_| {});
        assert!(matches!(served, Err(ServeError::Unguarded { .. })));
    }

    #[tokio::test]
    async fn a_request_that_never_ends_does_not_keep_the_server_alive() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let router = Router::new().route("/", axum::routing::get(std::future::pending::<()>));
        let server = tokio::spawn(serve_until(listener, router, async move {
            let _ = stopped.await;
        }));
        let mut client = tokio::net::TcpStream::connect(address).await.expect("the server answers");
        client.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("the request is sent");
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.send(()).expect("the server runs");
        let ended =
            tokio::time::timeout(GRACE * 3, server).await.expect("the server ends").expect("no panic");
        assert!(ended.is_ok());
    }
}
