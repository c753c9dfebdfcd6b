//! `undo`: a decision is taken back. It stays in the log, with the entry that took it back.

use whereas_ledger::Signature;

use super::{Context, Outcome};
use crate::args::By;
use crate::clock;
use crate::message::Failure;

/// Arguments of `undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas undo 12

`whereas log` lists the decisions with their numbers.")]
pub struct Args {
    /// The number of the decision in the log
    #[arg(value_name = "N")]
    number: i64,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    reason: String,
    #[command(flatten)]
    by: By,
}

/// Takes a decision back.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let mut ledger = context.writer()?;
    let (by, at) = (clock::author(args.by.by.as_deref()), clock::now());
    let signed = Signature { by: &by, at: &at, reason: &args.reason };
    let seq = ledger.undo(args.number, &signed)?;
    context.print_lines(&[format!("Decision {} no longer stands (entry {seq} of the log).", args.number)])?;
    Ok(Outcome::Done)
}
