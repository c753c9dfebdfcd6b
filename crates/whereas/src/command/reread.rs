//! `reread`: newer rules over the originals that the ledger keeps. Decisions stay with their statements.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;

use whereas_extract::extractor_version;
use whereas_ledger::view::DocumentRow;
use whereas_ledger::{Added, Page, Reader, Signature};

use super::{Context, Outcome};
use crate::args::By;
use crate::input::{self, Reading};
use crate::message::{Failure, count, report};
use crate::{clock, pipeline};

/// Arguments of `reread`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas reread

Statements that are found again keep their ids and what people decided about them. A decision whose \
statement is not found again stays visible in `whereas show DOCUMENT`.")]
pub struct Args {
    #[command(flatten)]
    by: By,
}

/// Reads every document again.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let interrupt = clock::Interrupt::listen();
    let mut ledger = context.writer()?;
    let (by, extractor) = (clock::author(args.by.by.as_deref()), extractor_version());
    let documents = ledger.documents(Page::ALL)?.rows;
    let reader = Mutex::new(ledger.reader()?);
    let workers = available_parallelism().map_or(1, usize::from);
    let (mut changed, mut same, mut failed) = (0, 0, 0);
    let end = pipeline::in_order(
        documents.iter(),
        workers,
        |row| (row, reading(&reader, row)),
        |(row, reading)| {
            if interrupt.pressed() {
                return ControlFlow::Break(Failure::new("stopped").hint("run `whereas reread` again"));
            }
            let reading = match reading {
                Ok(reading) => reading,
                Err(failure) => {
                    failed += 1;
                    report(&failure);
                    return ControlFlow::Continue(());
                }
            };
            let signed = Signature { by: &by, at: &clock::now(), reason: "" };
            match ledger.reread(&row.id, &reading.text, &reading.found, &extractor, &signed) {
                Ok(Added::Known { .. }) => same += 1,
                Ok(_) => changed += 1,
                Err(error) => return ControlFlow::Break(error.into()),
            }
            ControlFlow::Continue(())
        },
    );
    if let ControlFlow::Break(failure) = end {
        return Err(failure);
    }
    let all = count(documents.len(), "document", "documents");
    context.print_lines(&[format!(
        "{all}: {changed} read again, {same} unchanged, {failed} could not be read."
    )])?;
    Ok(if failed > 0 { Outcome::Failed } else { Outcome::Done })
}

fn reading(reader: &Mutex<Reader>, row: &DocumentRow) -> Result<Reading, Failure> {
    let (bytes, told) = {
        let reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
        (reader.source(&row.id, row.versions)?, reader.told(&row.id, row.versions)?)
    };
    // A document that was handed in on a page has the name of its file apart from its address.
    let name = if told.name.is_empty() { &row.origin } else { &told.name };
    input::reading_told(&bytes, name, &told)
}
