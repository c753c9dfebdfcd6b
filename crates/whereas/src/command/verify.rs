//! `verify`: hashes everything again and checks every invariant.

use serde::Serialize;
use whereas_ledger::{Checked, Report};

use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, count};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas verify

Exit code 1 when something is wrong. Write the last hash down elsewhere: it proves later that nothing was \
cut off the log.")]
pub struct Args {
    #[command(flatten)]
    printing: Printing,
}

/// A report as it leaves the program.
#[derive(Debug, Serialize)]
struct Verified<'a> {
    r#type: &'static str,
    sound: bool,
    #[serde(flatten)]
    report: &'a Report,
}

/// Checks the ledger.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let report = context.reader()?.verify()?;
    match args.printing.format {
        Format::Table => context.print_lines(&lines(&report))?,
        Format::Jsonl => context.print(|out| {
            json::line(out, &Verified { r#type: "verified", sound: report.is_sound(), report: &report })
        })?,
    }
    Ok(if report.is_sound() { Outcome::Done } else { Outcome::Nothing })
}

fn lines(report: &Report) -> Vec<String> {
    let Checked { entries, blobs, extractions, passages, mentions, statements, decisions, indexed } =
        report.checked;
    let mut lines: Vec<String> = report.problems.iter().map(|problem| format!("wrong: {problem}")).collect();
    lines.push(format!(
        "Checked {entries} log entries, {blobs} originals, {extractions} extractions, {passages} passages, \
         {mentions} mentions, {statements} statements, {decisions} decisions, {indexed} rows of the index."
    ));
    if report.last_entry > 0 {
        lines.push(format!("Last entry of the log: {} {}", report.last_entry, report.last_hash));
    }
    lines.push(if report.is_sound() {
        "Everything is as it was written.".to_owned()
    } else {
        format!("The ledger has {}.", count(report.problems.len(), "problem", "problems"))
    });
    lines
}
