//! `demands`: who asked whom for what.

use whereas_extract::Act;

use super::{Context, Outcome, statements};
use crate::args::{Filter, Printing};
use crate::message::Failure;

/// Arguments of `demands`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas demands
  whereas demands --addressee government --from 2021
  whereas demands --law \"criminal code\" --format jsonl

The ID in the first column is what `whereas show` takes.")]
pub struct Args {
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    printing: Printing,
}

/// Lists demands.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    statements::list(&args.filter.of(Some(Act::Demand)), args.printing.format, context)
}
