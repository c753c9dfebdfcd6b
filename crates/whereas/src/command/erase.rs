//! `erase`: a document goes for good, on request of somebody named in it for instance.

use whereas_ledger::Signature;

use super::{Context, Outcome};
use crate::args::By;
use crate::clock;
use crate::message::Failure;

/// Arguments of `erase`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas erase d3 --reason \"asked for by a person named in it\"

The originals, the text and all quotations of the document are removed and cannot be brought back. \
The log keeps that there was a document, who erased it, when and why.")]
pub struct Args {
    /// The document
    #[arg(value_name = "ID")]
    id: String,
    /// Why; the log keeps this, so name nobody in it
    #[arg(long, value_name = "WORDS", required = true)]
    reason: String,
    #[command(flatten)]
    by: By,
}

/// Erases a document.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let mut ledger = context.writer()?;
    let (by, at) = (clock::author(args.by.by.as_deref()), clock::now());
    let seq = ledger.erase(&args.id, &Signature { by: &by, at: &at, reason: &args.reason })?;
    context.print_lines(&[format!("Document {} is erased (entry {seq} of the log).", args.id)])?;
    Ok(Outcome::Done)
}
