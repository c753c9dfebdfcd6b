//! `statements`: everything that is said in the documents, by act. `demands` prints through here.

use whereas_extract::Act;
use whereas_ledger::view::{Listing, StatementFilter, StatementRow};

use super::{Context, Outcome};
use crate::args::{Filter, Format, Printing, act_parser};
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::{INDENT, Table, paragraph};

/// Arguments of `statements`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas statements --act denial
  whereas statements --act commitment --actor ministry --format jsonl

The ID in the first column is what `whereas show` takes.")]
pub struct Args {
    /// Only this act
    #[arg(long, value_name = "ACT", value_parser = act_parser())]
    act: Option<Act>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    printing: Printing,
}

/// Digits of an id that are printed in tables; `show` finds a statement by its first digits.
pub const ID_DIGITS: usize = 10;

/// Lists statements.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    list(&args.filter.of(args.act), args.printing.format, context)
}

/// Prints the statements that pass a filter.
pub fn list(filter: &StatementFilter, format: Format, context: &Context) -> Result<Outcome, Failure> {
    let reader = context.reader()?;
    if !filter.document.is_empty() && reader.document(&filter.document)?.is_none() {
        return Err(Failure::new(format!("there is no document `{}`", filter.document))
            .hint("list the documents with `whereas documents`"));
    }
    let statements = reader.statements(filter)?;
    match format {
        Format::Table => context.print_lines(&table(&statements, filter.act, context))?,
        Format::Jsonl => context.print(|out| {
            statements.rows.iter().try_for_each(|row| json::line(out, &json::Statement::from(row)))
        })?,
    }
    if statements.rows.is_empty() {
        let (one, _) = noun(filter.act);
        say(&format!("No {one} passes these filters."));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// The table of a listing, with the number of statements beneath.
pub fn table(statements: &Listing<StatementRow>, act: Option<Act>, context: &Context) -> Vec<String> {
    if statements.rows.is_empty() {
        return Vec::new();
    }
    let mut headings = vec!["ID", "DATE", "PLACE"];
    if act.is_none() {
        headings.push("ACT");
    }
    headings.push(if act == Some(Act::Demand) { "WHO → WHOM" } else { "WHO" });
    let mut table = Table::new(&headings).spaced();
    for row in &statements.rows {
        let mut cells = vec![
            row.id.chars().take(ID_DIGITS).collect(),
            row.document_date.clone(),
            format!("{} {}", row.document, row.passage),
        ];
        if act.is_none() {
            cells.push(row.act.as_str().to_owned());
        }
        cells.push(who_to_whom(row));
        table.row_with(cells, paragraph(&row.quote, context.terminal, INDENT));
    }
    let mut lines = table.lines(context.terminal);
    lines.push(String::new());
    lines.push(footer(statements, act));
    lines
}

fn footer(statements: &Listing<StatementRow>, act: Option<Act>) -> String {
    let (one, many) = noun(act);
    let all = count(statements.total as usize, one, many);
    if statements.rows.len() < statements.total as usize {
        format!("{} of {all}", statements.rows.len())
    } else {
        all
    }
}

fn noun(act: Option<Act>) -> (&'static str, &'static str) {
    match act {
        None => ("statement", "statements"),
        Some(Act::Demand) => ("demand", "demands"),
        Some(Act::Commitment) => ("commitment", "commitments"),
        Some(Act::Denial) => ("denial", "denials"),
        Some(Act::Appraisal) => ("appraisal", "appraisals"),
        Some(Act::Finding) => ("finding", "findings"),
    }
}

/// Speaker, addressees, position of the State under review, and what people decided.
pub fn who_to_whom(row: &StatementRow) -> String {
    let mut words = speakers(row);
    if !row.addressees.is_empty() {
        words = format!("{words} → {}", row.addressees.join(", ")).trim_start().to_owned();
    }
    if let Some(position) = row.position {
        words = format!("{words}, {}", position.as_str());
    }
    if let Some(decision) = row.decisions.last() {
        words = format!("{words} [{}]", verdict(decision.verdict));
    }
    words
}

/// The speakers, joined.
pub fn speakers(row: &StatementRow) -> String {
    if row.speakers.is_empty() { row.speaker.clone() } else { row.speakers.join(", ") }
}

/// A verdict as a word.
pub fn verdict(verdict: whereas_ledger::Verdict) -> &'static str {
    match verdict {
        whereas_ledger::Verdict::Accepted => "accepted",
        whereas_ledger::Verdict::Rejected => "rejected",
    }
}
