//! `compare`: what became of the demands of one document in another.

use std::collections::BTreeMap;

use whereas_ledger::view::{CompareRow, Fate};
use whereas_ledger::{Piece, PieceKind};

use super::statements::ID_DIGITS;
use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, say};
use crate::table::{INDENT, Table, paragraph};

/// Arguments of `compare`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas compare d1 d4
  whereas compare d1 d4 --format jsonl

Words that went stand in [-square brackets-], words that came in {+curly ones+}.")]
pub struct Args {
    /// The earlier document
    #[arg(value_name = "DOC")]
    before: String,
    /// The later document
    #[arg(value_name = "DOC")]
    after: String,
    #[command(flatten)]
    printing: Printing,
}

/// Compares two documents.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let rows = context.reader()?.compare(&args.before, &args.after)?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&rows, context))?,
        Format::Jsonl => context
            .print(|out| rows.iter().try_for_each(|row| json::line(out, &json::Compared::from(row))))?,
    }
    if rows.is_empty() {
        say("Neither document has a demand.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(rows: &[CompareRow], context: &Context) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["FATE", "BEFORE", "AFTER"]).spaced();
    let id = |end: &Option<whereas_ledger::view::LinkEnd>| {
        end.as_ref().map_or(String::new(), |end| end.statement.chars().take(ID_DIGITS).collect())
    };
    for row in rows {
        let quote = match (&row.before, &row.after) {
            _ if !row.wording.is_empty() && row.fate != Fate::Mentioned => marked(&row.wording),
            (Some(before), Some(after)) => format!("{} → {}", before.quote, after.quote),
            (Some(end), None) | (None, Some(end)) => end.quote.clone(),
            (None, None) => String::new(),
        };
        let cells = [fate(row.fate), id(&row.before), id(&row.after)];
        table.row_with(cells, paragraph(&quote, context.terminal, INDENT));
    }
    let mut lines = table.lines(context.terminal);
    lines.push(String::new());
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.fate).or_insert(0) += 1;
    }
    let counts: Vec<String> = counts.into_iter().map(|(of, n)| format!("{n} {}", fate(of))).collect();
    lines.push(counts.join(", "));
    lines
}

fn fate(fate: Fate) -> String {
    format!("{fate:?}").to_lowercase()
}

/// The words of both, those that went and those that came marked.
fn marked(wording: &[Piece]) -> String {
    let pieces = wording.iter().map(|piece| match piece.kind {
        PieceKind::Kept => piece.words.clone(),
        PieceKind::Gone => format!("[-{}-]", piece.words),
        PieceKind::Added => format!("{{+{}+}}", piece.words),
    });
    pieces.collect::<Vec<_>>().join(" ")
}
