//! `accept`: a person says that a statement is right.

use whereas_ledger::{Signature, Verdict};

use super::{Context, Outcome, statements};
use crate::args::By;
use crate::clock;
use crate::message::{Failure, say};

/// Arguments of `accept`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas accept 0f3a91c2d4 --by \"Ana Pop\"

The ID is the one that `whereas demands` and `whereas statements` print; its first digits will do. \
`whereas undo N` takes the decision back.")]
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
    decide(Verdict::Accepted, &args.id, &args.reason, &args.by, context)
}

/// Records a verdict and says how to take it back. `reject` comes through here, too.
pub fn decide(
    verdict: Verdict,
    id: &str,
    reason: &str,
    by: &By,
    context: &Context,
) -> Result<Outcome, Failure> {
    let mut ledger = context.writer()?;
    let (by, at) = (clock::author(by.by.as_deref()), clock::now());
    let seq = ledger.decide(id, verdict, &Signature { by: &by, at: &at, reason })?;
    let verdict = statements::verdict(verdict);
    context.print_lines(&[format!("Statement {id} is {verdict} by {by}.")])?;
    say(&format!("hint: take it back with `whereas undo {seq}`"));
    Ok(Outcome::Done)
}
