//! `citations`: which document cites which, and what is cited that is not in the ledger.

use serde::Serialize;
use whereas_ledger::view::{CitationMap, CitationPair, CitedDocument, CitedOutside};

use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::{Table, on_one_line};

/// Arguments of `citations`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas citations
  whereas citations --document d5
  whereas citations --format jsonl

`whereas links --kind cites` lists each citation with its words.")]
pub struct Args {
    /// Only what this document cites
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    document: String,
    #[command(flatten)]
    printing: Printing,
}

/// A part of the map as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    part: &'a T,
}

/// Shows the map.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let map = context.reader()?.citation_map(&args.document)?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&map, context))?,
        Format::Jsonl => context.print(|out| {
            let pair = |part| Line::<CitationPair> { r#type: "cited", part };
            map.pairs.iter().try_for_each(|part| json::line(out, &pair(part)))?;
            let outside = |part| Line::<CitedOutside> { r#type: "cited_outside", part };
            map.outside.iter().try_for_each(|part| json::line(out, &outside(part)))
        })?,
    }
    if map.more {
        say("There are more citations; `--document` shows those of one document.");
    }
    if map.pairs.is_empty() && map.outside.is_empty() {
        say("No citations.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(map: &CitationMap, context: &Context) -> Vec<String> {
    let mut lines = Vec::new();
    let named = |id: &str| {
        let is_it = |row: &&CitedDocument| row.document == id;
        map.documents.iter().find(is_it).map_or(String::new(), |row| on_one_line(&row.quote))
    };
    if !map.pairs.is_empty() {
        let mut table = Table::new(&["CITES", "CITED", "TIMES", "TITLE OF WHAT IS CITED"]);
        for pair in &map.pairs {
            table.row([pair.from.clone(), pair.to.clone(), pair.times.to_string(), named(&pair.to)]);
        }
        lines.extend(table.lines(context.terminal));
        lines.push(String::new());
    }
    if !map.outside.is_empty() {
        let mut table = Table::new(&["NOT IN THIS LEDGER", "TIMES", "CITED IN"]);
        for row in &map.outside {
            table.row([on_one_line(&row.written), row.times.to_string(), row.documents.join(" ")]);
        }
        lines.extend(table.lines(context.terminal));
        lines.push(String::new());
    }
    if !lines.is_empty() {
        let inside = count(map.pairs.len(), "pair of documents", "pairs of documents");
        lines.push(format!("{inside}, {} outside", map.outside.len()));
    }
    lines
}
