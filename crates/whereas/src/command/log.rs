//! `log`: what was captured and decided, by whom and when.

use serde::Serialize;
use serde_json::Value;
use whereas_ledger::Page;
use whereas_ledger::view::LogRow;

use super::{Context, Outcome};
use crate::args::{Format, Limit, Printing};
use crate::json;
use crate::message::{Failure, say};
use crate::table::Table;

/// Arguments of `log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas log")]
pub struct Args {
    #[command(flatten)]
    limit: Limit,
    #[command(flatten)]
    printing: Printing,
}

/// An entry as it leaves the program.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    r#type: &'static str,
    seq: i64,
    kind: &'a str,
    at: &'a str,
    by: &'a str,
    body: Value,
    prev_hash: &'a str,
    hash: &'a str,
}

/// Lists the log, oldest entry first.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let log = context.reader()?.log(Page { offset: 0, limit: args.limit.limit })?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&log.rows, context))?,
        Format::Jsonl => {
            context.print(|out| log.rows.iter().try_for_each(|row| json::line(out, &entry(row))))?;
        }
    }
    if log.rows.is_empty() {
        say("The log is empty.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn entry(row: &LogRow) -> Entry<'_> {
    Entry {
        r#type: "entry",
        seq: row.seq,
        kind: &row.kind,
        at: &row.at,
        by: &row.by,
        body: serde_json::from_str(&row.body).unwrap_or_else(|_| Value::String(row.body.clone())),
        prev_hash: &row.prev_hash,
        hash: &row.hash,
    }
}

fn table(rows: &[LogRow], context: &Context) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["N", "WHEN", "WHO", "WHAT", "ABOUT"]);
    for row in rows {
        table.row([row.seq.to_string(), row.at.clone(), row.by.clone(), row.kind.clone(), about(row)]);
    }
    table.lines(context.terminal)
}

/// What an entry is about, in words; the hashes are for programs.
fn about(row: &LogRow) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(&row.body) else { return row.body.clone() };
    let field = |name: &str| match fields.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(words)) => words.clone(),
        Some(other) => other.to_string(),
    };
    let words = match row.kind.as_str() {
        "captured" => format!("{} version {} from {}", field("document"), field("version"), field("origin")),
        "extracted" => {
            format!("{} version {} by extractor {}", field("document"), field("version"), field("extractor"))
        }
        "decided" => format!("{} {} {}", field("verdict"), field("act"), field("statement")),
        "judged" => judged(&fields),
        "stated" => format!("{} {}", field("document"), field("item")),
        "noted" => field("replaces"),
        "forgotten" if fields.contains_key("search") => format!("search {}", field("search")),
        "forgotten" => format!("note {}", field("note")),
        "undone" => format!("decision {}", field("decision")),
        "erased" => field("document"),
        _ => row.body.clone(),
    };
    match field("reason") {
        reason if reason.is_empty() => words,
        reason => format!("{words}: {reason}"),
    }
}

/// What was judged: subject, kind of link, what was said, and the ids of what it is about.
fn judged(fields: &serde_json::Map<String, Value>) -> String {
    let words = ["subject", "kind", "says"].into_iter().filter_map(|name| fields.get(name)?.as_str());
    let ends = fields.get("ends").and_then(Value::as_array).into_iter().flatten();
    let items = ends.filter_map(|end| end.get("item")?.as_str());
    words.chain(items).collect::<Vec<_>>().join(" ")
}
