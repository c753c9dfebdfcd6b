//! `erase`: a document or a kept search goes for good, on request of somebody named in it for instance.

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
The log keeps that there was a document, who erased it, when and why. Of a search that somebody kept \
on the pages (`--search`), name and words are removed; `whereas log` has its number.")]
pub struct Args {
    /// The document
    #[arg(value_name = "ID", required_unless_present = "search", conflicts_with = "search")]
    id: Option<String>,
    /// A kept search instead, also one that was taken back
    #[arg(long, value_name = "N")]
    search: Option<i64>,
    /// Why; the log keeps this, so name nobody in it
    #[arg(long, value_name = "WORDS", required = true)]
    reason: String,
    #[command(flatten)]
    by: By,
}

/// Erases a document or a kept search.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let mut ledger = context.writer()?;
    let (by, at) = (clock::author(args.by.by.as_deref()), clock::now());
    let signed = Signature { by: &by, at: &at, reason: &args.reason };
    let said = match (&args.id, args.search) {
        (_, Some(search)) => {
            let seq = ledger.forget_search(search, &signed)?;
            format!("Search {search} is erased (entry {seq} of the log).")
        }
        (id, None) => {
            let id = id.as_deref().unwrap_or_default();
            let seq = ledger.erase(id, &signed)?;
            format!("Document {id} is erased (entry {seq} of the log).")
        }
    };
    context.print_lines(&[said])?;
    Ok(Outcome::Done)
}
