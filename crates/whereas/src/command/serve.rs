//! `serve`: the ledger as web pages, for a browser on this computer.

use std::io::IsTerminal;
use std::net::SocketAddr;

use clap::ValueEnum;
use whereas_web::serve_blocking;

use super::{Context, Outcome};
use crate::message::{Failure, say};

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas serve
  whereas serve --port 9000 --open no

Only programs on this computer can reach the pages. Ctrl-C ends.")]
pub struct Args {
    #[command(flatten)]
    serving: Serving,
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
    serve(&args.serving, context, |address| {
        vec![format!("The ledger is at {address} for this computer only. Ctrl-C ends.")]
    })
}

/// Serves the ledger until Ctrl-C; `welcome` makes the lines that are printed once the pages can be reached.
pub fn serve(
    serving: &Serving,
    context: &Context,
    welcome: impl FnOnce(&str) -> Vec<String>,
) -> Result<Outcome, Failure> {
    let ready = |address: SocketAddr| {
        let address = format!("http://{address}/");
        // The pages are of use even when nobody reads what is printed here.
        let _ = context.print_lines(&welcome(&address));
        if wants_browser(serving.open) && open::that_detached(&address).is_err() {
            say(&format!("No browser could be opened; go to {address}"));
        }
    };
    serve_blocking(&context.ledger, serving.port, ready)?;
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
