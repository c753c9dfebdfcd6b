//! `notes`: lists what people wrote down themselves.

use serde::Serialize;
use whereas_ledger::view::{NoteFilter, NoteRow};
use whereas_ledger::{NoteKind, Page, Sensitivity};

use super::note::{kind_parser, sensitivity_parser};
use super::{Context, Outcome};
use crate::args::{Format, Limit, Printing};
use crate::json;
use crate::message::{Failure, say};
use crate::table::{Table, on_one_line};

/// Arguments of `notes`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas notes
  whereas notes --kind visit --sensitivity public")]
pub struct Args {
    /// Only those of this kind
    #[arg(long, value_name = "KIND", value_parser = kind_parser())]
    kind: Option<NoteKind>,
    /// Only those of this sensitivity
    #[arg(long, value_name = "WHO", value_parser = sensitivity_parser())]
    sensitivity: Option<Sensitivity>,
    #[command(flatten)]
    limit: Limit,
    #[command(flatten)]
    printing: Printing,
}

/// A note as it leaves the program.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
    r#type: &'static str,
    note: i64,
    seq: i64,
    author: &'a str,
    at: &'a str,
    kind: &'static str,
    date: &'a str,
    place: &'a str,
    source: &'a str,
    sensitivity: &'static str,
    words: &'a str,
    names: &'a [String],
    about: &'a str,
    lost: bool,
}

impl<'a> From<&'a NoteRow> for Line<'a> {
    fn from(row: &'a NoteRow) -> Self {
        Self {
            r#type: "note",
            note: row.first,
            seq: row.seq,
            author: &row.author,
            at: &row.at,
            kind: row.note.kind.as_str(),
            date: &row.note.date,
            place: &row.note.place,
            source: &row.note.source,
            sensitivity: row.note.sensitivity.as_str(),
            words: &row.note.words,
            names: &row.note.names,
            about: &row.about,
            lost: row.lost,
        }
    }
}

/// Lists notes, the latest first.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let filter = NoteFilter { kind: args.kind, sensitivity: args.sensitivity };
    let page = Page { offset: 0, limit: args.limit.limit };
    let rows = context.reader()?.notes(&filter, page)?.rows;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&rows, context))?,
        Format::Jsonl => {
            context.print(|out| rows.iter().try_for_each(|row| json::line(out, &Line::from(row))))?;
        }
    }
    if rows.is_empty() {
        say("There is no such note.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(rows: &[NoteRow], context: &Context) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["N", "DATE", "KIND", "WHO MAY READ", "WORDS"]);
    for row in rows {
        let note = &row.note;
        table.row([
            row.first.to_string(),
            note.date.clone(),
            note.kind.as_str().to_owned(),
            note.sensitivity.as_str().to_owned(),
            on_one_line(&note.words),
        ]);
    }
    table.lines(context.terminal)
}
