//! `serve`: the ledger as web pages, for a browser on this computer.

use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::ValueEnum;
use whereas_web::{Clerk, Password, Place, ServeError, serve_blocking};

use super::{Context, Outcome};
use crate::clock;
use crate::input;
use crate::message::{Failure, say};

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas serve
  whereas serve --port 9000 --open no
  whereas serve --host 192.0.2.7 --password-file ~/.whereas-password

Only programs on this computer can reach the pages, unless another address is named. Ctrl-C ends.")]
pub struct Args {
    #[command(flatten)]
    serving: Serving,
    /// The address to listen on; one that other computers reach needs a password file
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// A file whose first line everybody must give beside their name
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Who decides on the pages, where no password is asked for [default: $WHEREAS_USER or the user]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// Where pages are served; also for `demo`.
#[derive(Debug, clap::Args)]
pub struct Serving {
    /// The port on this computer; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8471)]
    pub port: u16,
    /// Open the pages in a browser: auto (on a desktop), yes or no
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Open::Auto, hide_possible_values = true)]
    pub open: Open,
}

/// Whether to open a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Open {
    /// When this is a terminal on a desktop
    Auto,
    /// Always
    Yes,
    /// Never
    No,
}

/// Serves until Ctrl-C.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let password = args.password_file.as_deref().map(Password::read).transpose().map_err(ServeError::from)?;
    let place = Place { host: args.host, port: args.serving.port, password };
    let whom = if args.host.is_loopback() { "this computer only" } else { "whoever has the password" };
    serve(place, args.serving.open, args.by.as_deref(), context, |address| {
        vec![format!("The ledger is at {address} for {whom}. Ctrl-C ends.")]
    })
}

/// Serves the ledger until Ctrl-C; `welcome` makes the lines that are printed once the pages can be reached.
pub fn serve(
    place: Place,
    open: Open,
    by: Option<&str>,
    context: &Context,
    welcome: impl FnOnce(&str) -> Vec<String>,
) -> Result<Outcome, Failure> {
    let ready = |address: SocketAddr| {
        let address = format!("http://{address}/");
        // The pages are of use even when nobody reads what is printed here.
        let _ = context.print_lines(&welcome(&address));
        if wants_browser(open) && open::that_detached(&address).is_err() {
            say(&format!("No browser could be opened; go to {address}"));
        }
    };
    let clerk = Clerk { author: clock::author(by), now: clock::now };
    serve_blocking(&context.ledger, place, clerk, input::papers, ready)?;
    Ok(Outcome::Done)
}

fn wants_browser(open: Open) -> bool {
    let desktop = || {
        let windows = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
        std::io::stdout().is_terminal() && (windows || !cfg!(target_os = "linux"))
    };
    match open {
        Open::Yes => true,
        Open::No => false,
        Open::Auto => desktop(),
    }
}
