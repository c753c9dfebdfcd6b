//! `serve`: the ledger as web pages.

use super::{Context, Outcome};
use crate::message::Failure;

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port on this computer (127.0.0.1); 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8471)]
    pub port: u16,
}

/// Serves until Ctrl-C.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let _ = (args.port, context);
    Err(Failure::new("pages cannot be served yet"))
}
