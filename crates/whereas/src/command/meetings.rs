//! `meetings`: series of meetings by body, with the numbers that are missing.

use serde::Serialize;
use whereas_ledger::view::{MeetingPlace, MeetingRow, MeetingSeries};

use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::{Table, on_one_line};

/// Arguments of `meetings`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas meetings
  whereas meetings human rights dialogue")]
pub struct Args {
    /// Words in the name of the body
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    printing: Printing,
}

/// A meeting as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    r#type: &'static str,
    body: &'a str,
    names: &'a [String],
    ordinal: u32,
    dates: &'a [String],
    announced: bool,
    /// Numbers between this one and the next of which no document tells.
    missing_behind: Vec<u32>,
    places: &'a [MeetingPlace],
}

/// Lists series of meetings.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let all = context.reader()?.meetings(&args.words.join(" "))?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&all, context))?,
        Format::Jsonl => context.print(|out| {
            for series in &all {
                for row in &series.rows {
                    json::line(out, &line(series, row))?;
                }
            }
            Ok(())
        })?,
    }
    if all.is_empty() {
        say("No document tells of such a meeting.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn line<'a>(series: &'a MeetingSeries, row: &'a MeetingRow) -> Line<'a> {
    Line {
        r#type: "meeting",
        body: &series.body,
        names: &series.names,
        ordinal: row.ordinal,
        dates: &row.dates,
        announced: row.announced,
        missing_behind: missing_behind(series, row),
        places: &row.places,
    }
}

/// The numbers that are missing between a meeting and the next numbered one.
fn missing_behind(series: &MeetingSeries, row: &MeetingRow) -> Vec<u32> {
    if row.ordinal == 0 {
        return Vec::new();
    }
    let behind = series.missing.iter().copied().filter(|number| *number > row.ordinal);
    (row.ordinal + 1..)
        .zip(behind)
        .take_while(|(next, number)| next == number)
        .map(|(_, number)| number)
        .collect()
}

fn table(all: &[MeetingSeries], context: &Context) -> Vec<String> {
    let mut lines = Vec::new();
    for series in all {
        lines.push(on_one_line(&series.body));
        if !series.names.is_empty() {
            lines.push(format!("  also: {}", on_one_line(&series.names.join(", "))));
        }
        let mut table = Table::new(&["NO", "DATE", "TOLD IN"]);
        for row in &series.rows {
            let number = if row.ordinal == 0 { String::new() } else { row.ordinal.to_string() };
            let places = row.places.iter().map(|place| format!("{} {}", place.document, place.passage));
            let dates = row.dates.join(" or ");
            let dates = if row.announced { format!("{dates} (announced)") } else { dates };
            table.row([number, dates, places.collect::<Vec<_>>().join(", ")]);
            for missing in missing_behind(series, row) {
                table.row([missing.to_string(), String::new(), "missing".to_owned()]);
            }
        }
        lines.extend(table.lines(context.terminal).into_iter().map(|line| format!("  {line}")));
        lines.push(String::new());
    }
    if !all.is_empty() {
        let meetings: usize = all.iter().map(|series| series.rows.len()).sum();
        let of = count(all.len(), "body or visitor", "bodies or visitors");
        lines.push(format!("{} of {of}", count(meetings, "meeting", "meetings")));
    }
    lines
}
