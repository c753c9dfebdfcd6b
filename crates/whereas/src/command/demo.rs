//! `demo`: an invented country file that ships with the program.

use super::{Context, Outcome};
use crate::message::Failure;

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port on this computer (127.0.0.1); 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8471)]
    pub port: u16,
    /// Print what was found and end, without serving pages
    #[arg(long)]
    pub no_serve: bool,
}

/// Reads the invented documents into a temporary ledger and serves it.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let _ = (args, context);
    Err(Failure::new("not yet"))
}
