//! `demands`: who asked whom for what.

use whereas_extract::Act;

use super::standing::{self, Wanted};
use super::{Context, Outcome, statements};
use crate::args::{Filter, Printing};
use crate::message::Failure;

/// Arguments of `demands`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas demands
  whereas demands --addressee government --from 2021
  whereas demands --status
  whereas demands --status open --addressee government
  whereas demands --law \"criminal code\" --format jsonl

The ID in the first column is what `whereas show` takes.")]
pub struct Args {
    /// Only demands that stand so, each with what that rests on; all without a word
    #[arg(long, value_name = "STATUS", num_args = 0..=1, default_missing_value = "any")]
    status: Option<Wanted>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    printing: Printing,
}

/// Lists demands.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let filter = args.filter.of(Some(Act::Demand));
    match args.status {
        Some(wanted) => standing::list(wanted, filter, args.printing.format, context),
        None => statements::list(&filter, args.printing.format, context),
    }
}
