//! `figures`: the same quantity over time, who says how many.

use serde::Serialize;
use whereas_ledger::view::{FigureRow, FigureSeries, Step};

use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::{Table, on_one_line};

/// Arguments of `figures`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas figures
  whereas figures political prisoners

Without words: the quantities of which at least two documents tell. Bounds count: \"at least 227\" and \"238\" agree.")]
pub struct Args {
    /// Words in what is counted
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    printing: Printing,
}

/// A figure as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    r#type: &'static str,
    series: &'a str,
    #[serde(flatten)]
    row: &'a FigureRow,
}

/// Lists quantities.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let all = context.reader()?.figures(&args.words.join(" "))?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&all, context))?,
        Format::Jsonl => context.print(|out| {
            for series in &all {
                for row in &series.rows {
                    json::line(out, &Line { r#type: "figure", series: &series.of, row })?;
                }
            }
            Ok(())
        })?,
    }
    if all.is_empty() {
        say(if args.words.is_empty() {
            "No two documents tell of the same quantity; `whereas figures WORDS` also lists what one document tells."
        } else {
            "No figure counts anything with these words."
        });
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(all: &[FigureSeries], context: &Context) -> Vec<String> {
    let mut lines = Vec::new();
    for series in all {
        lines.push(on_one_line(&series.of));
        let mut table = Table::new(&["DATE", "PLACE", "", "WHO", "WORDS"]);
        for row in &series.rows {
            table.row([
                row.document_date.clone(),
                format!("{} {}", row.document, row.passage),
                beside(row, series),
                row.speaker.clone(),
                on_one_line(&row.quote),
            ]);
        }
        lines.extend(table.lines(context.terminal).into_iter().map(|line| format!("  {line}")));
        lines.push(String::new());
    }
    if !all.is_empty() {
        lines.push(count(all.len(), "quantity", "quantities"));
    }
    lines
}

/// The figure beside the one before it, and the one it disputes.
fn beside(row: &FigureRow, series: &FigureSeries) -> String {
    let step = match row.step {
        Step::First => "",
        Step::Agrees => "agrees",
        Step::Denies => "denies",
        Step::Higher => "higher",
        Step::Lower => "lower",
    };
    let disputed = row.disputes.and_then(|place| series.rows.get(place as usize));
    disputed.map_or(step.to_owned(), |other| format!("{step}, disputes {}", other.document))
}
