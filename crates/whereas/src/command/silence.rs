//! `silence`: demands of which nothing was heard in this ledger.

use serde::Serialize;
use whereas_ledger::view::{Listing, SilenceRow};

use super::statements::{ID_DIGITS, who_to_whom};
use super::{Context, Outcome};
use crate::args::{Filter, Format, Printing};
use crate::message::{Failure, count, say};
use crate::table::{INDENT, Table, paragraph};
use crate::{clock, json};

/// Arguments of `silence`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas silence
  whereas silence --addressee government --on 2024-12-31

Silence is silence in this ledger: a reply that nobody has added is not known. The last column says how many
later documents were searched.")]
pub struct Args {
    /// As of this day: 2021, 2021-02 or 2021-02-11; today if left out
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    on: String,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    printing: Printing,
}

/// A demand without a reply as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    demand: json::Standing<'a>,
    days: Option<i32>,
    before: u32,
    searched: u32,
}

/// Lists demands without a reply.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let today = clock::now().chars().take("2021-02-11".len()).collect();
    let on = if args.on.is_empty() { today } else { args.on.clone() };
    let silence = context.reader()?.silence(&args.filter.of(None), &on)?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&silence, context))?,
        Format::Jsonl => context.print(|out| {
            silence.rows.iter().try_for_each(|row| {
                let demand = json::Standing::from(&row.standing);
                json::line(out, &Line { demand, days: row.days, before: row.before, searched: row.searched })
            })
        })?,
    }
    if silence.rows.is_empty() {
        say("No demand that passes these filters is without a reply.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(silence: &Listing<SilenceRow>, context: &Context) -> Vec<String> {
    if silence.rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["ID", "DATE", "SILENT FOR", "ASKED", "SEARCHED", "WHO → WHOM"]).spaced();
    for row in &silence.rows {
        let demand = &row.standing.demand;
        let cells = [
            demand.id.chars().take(ID_DIGITS).collect(),
            demand.document_date.clone(),
            row.days.map_or("?".to_owned(), |days| count(days.unsigned_abs() as usize, "day", "days")),
            format!("{}×", row.before + 1),
            count(row.searched as usize, "document", "documents"),
            who_to_whom(demand),
        ];
        table.row_with(cells, paragraph(&demand.quote, context.terminal, INDENT));
    }
    let mut lines = table.lines(context.terminal);
    lines.push(String::new());
    lines.push(count(silence.total as usize, "demand without a reply", "demands without a reply"));
    lines
}
