//! `reject`: a person says that a statement is wrong.

use whereas_ledger::Verdict;

use super::{Context, Outcome, accept};
use crate::args::By;
use crate::message::Failure;

/// Arguments of `reject`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas reject 0f3a91c2d4 --reason \"this tells of an older demand\"

The statement stays in the ledger and is marked; `whereas undo N` takes the decision back.")]
pub struct Args {
    /// The statement
    #[arg(value_name = "ID")]
    id: String,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    reason: String,
    #[command(flatten)]
    by: By,
}

/// Records the decision.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    accept::decide(Verdict::Rejected, &args.id, &args.reason, &args.by, context)
}
