//! `due`: promises by the day on which they are due, overdue ones first.

use serde::Serialize;
use whereas_extract::Act;
use whereas_ledger::view::{Due, DueRow, Fulfilment, HeldMeeting, LinkState, Listing, StatusJudgement};

use super::statements::{ID_DIGITS, speakers};
use super::{Context, Outcome};
use crate::args::{Filter, Format, Printing};
use crate::message::{Failure, count, say};
use crate::table::{INDENT, Table, paragraph};
use crate::{clock, json};

/// Arguments of `due`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas due
  whereas due --actor ministry --on 2024-12-31
  whereas due --fulfilment broken

Only commitments that name a date or a time from which it follows are listed.")]
pub struct Args {
    /// As of this day: 2021, 2021-02 or 2021-02-11; today if left out
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    on: String,
    /// Only those of which this is known: unheard (their day is over and nothing tells whether they were kept), broken,
    /// kept or running
    #[arg(long, value_name = "WHAT")]
    fulfilment: Option<Fulfilment>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    printing: Printing,
}

/// A commitment as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    statement: json::Statement<'a>,
    last_day: &'a str,
    days_over: i32,
    state: Due,
    fulfilment: Fulfilment,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<json::Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<json::Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<&'a HeldMeeting>,
    late: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    judgements: &'a [StatusJudgement],
}

/// Lists promises.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let today = clock::now().chars().take("2021-02-11".len()).collect();
    let on = if args.on.is_empty() { today } else { args.on.clone() };
    let due = context.reader()?.due(&args.filter.of(Some(Act::Commitment)), args.fulfilment, &on)?.listing;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&due, &on, context))?,
        Format::Jsonl => {
            context.print(|out| due.rows.iter().try_for_each(|row| json::line(out, &line(row))))?
        }
    }
    if due.rows.is_empty() {
        say("No commitment that passes these filters names a date.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn line(row: &DueRow) -> Line<'_> {
    Line {
        statement: json::Statement::from(&row.statement),
        last_day: &row.last_day,
        days_over: row.days_over,
        state: row.due,
        fulfilment: row.fulfilment,
        kept: row.kept.as_ref().map(json::Link::from),
        broken: row.broken.as_ref().map(json::Link::from),
        held: row.held.as_ref(),
        late: row.late,
        judgements: &row.judgements,
    }
}

fn table(due: &Listing<DueRow>, on: &str, context: &Context) -> Vec<String> {
    if due.rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["ID", "DUE", "", "WHO", "SAID ON"]).spaced();
    for row in &due.rows {
        let statement = &row.statement;
        let cells = [
            statement.id.chars().take(ID_DIGITS).collect(),
            statement.due.clone(),
            state(row),
            speakers(statement),
            format!("{} {} {}", statement.document_date, statement.document, statement.passage),
        ];
        table.row_with(cells, told(row, context));
    }
    let mut lines = table.lines(context.terminal);
    lines.push(String::new());
    let all = count(due.total as usize, "commitment with a date", "commitments with a date");
    let is_open = |row: &&DueRow| matches!(row.fulfilment, Fulfilment::Unheard | Fulfilment::Broken);
    let overdue = due.rows.iter().filter(|row| row.due == Due::Overdue).filter(is_open).count();
    let shown =
        if due.rows.len() < due.total as usize { format!("{} of ", due.rows.len()) } else { String::new() };
    lines.push(format!("{shown}{all}; {overdue} overdue on {on}"));
    lines
}

/// What stands below a promise: its quotation, and what is told of it.
fn told(row: &DueRow, context: &Context) -> Vec<String> {
    let write = |words: &str| paragraph(words, context.terminal, INDENT);
    let mut below = write(&row.statement.quote);
    if let Some(held) = &row.held {
        let (date, place) = (&held.date, &held.place);
        below.extend(write(&format!(
            "took place{} {date}, {} {} {}: “{}”",
            late(row),
            place.document,
            place.passage,
            place.document_date,
            place.quote
        )));
    }
    let claims = [(&row.kept, "kept", "to be kept"), (&row.broken, "not kept", "not to be kept")];
    for (link, told, said) in claims {
        let Some(link) = link else { continue };
        let late = if told == "kept" { late(row) } else { "" };
        let claim = match link.state {
            LinkState::Confirmed => format!("{told}{late}, as somebody confirmed, said on"),
            _ => format!("said {said}{late} on"),
        };
        below.extend(write(&format!("{claim} {}: “{}”", link.from.document_date, link.from.quote)));
    }
    for judged in &row.judgements {
        let says = match Fulfilment::judged(judged.says) {
            Some(Fulfilment::Kept) => "kept",
            Some(Fulfilment::Broken) => "not kept",
            _ => "not heard of",
        };
        let reason = if judged.reason.is_empty() { String::new() } else { format!(": {}", judged.reason) };
        below.extend(write(&format!("{says}, says {}{reason}", judged.author)));
    }
    below
}

fn late(row: &DueRow) -> &'static str {
    if row.late { " late" } else { "" }
}

fn state(row: &DueRow) -> String {
    match row.due {
        Due::Overdue => format!("{} over", count(row.days_over.unsigned_abs() as usize, "day", "days")),
        Due::Now => "running".to_owned(),
        Due::Ahead => format!("in {}", count(row.days_over.unsigned_abs() as usize, "day", "days")),
    }
}
