//! `search`: full text over quotations and mentions.

use whereas_ledger::Page;
use whereas_ledger::view::{Listing, SearchHit};

use super::{Context, Outcome, statements};
use crate::args::{Format, Limit, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::quotation;
use crate::table::{INDENT, Table};

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas search political prisoners
  whereas search '\"political prisoners\"'
  whereas search journal*

Words are compared by their stems: prisoner finds prisoners. Words in double quotes must stand exactly so; \
a star stands for any ending.")]
pub struct Args {
    /// Words that must all occur
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    limit: Limit,
    #[command(flatten)]
    printing: Printing,
}

/// Prints the hits, best first.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let words = args.words.join(" ");
    let hits = context.reader()?.search(&words, Page { offset: 0, limit: args.limit.limit })?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&hits, context))?,
        Format::Jsonl => context
            .print(|out| hits.rows.iter().try_for_each(|hit| json::line(out, &json::Hit::from(hit))))?,
    }
    if hits.rows.is_empty() {
        say(&format!("Nothing in the ledger matches `{words}`"));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(hits: &Listing<SearchHit>, context: &Context) -> Vec<String> {
    if hits.rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["ID", "DATE", "PLACE", "KIND"]).spaced();
    for hit in &hits.rows {
        let cells = [
            hit.statement.chars().take(statements::ID_DIGITS).collect(),
            hit.document_date.clone(),
            format!("{} {}", hit.document, hit.passage),
            kind(hit),
        ];
        let marked = quotation::Marked { quote: None, cues: &hit.matched };
        table.row_with(cells, quotation::lines(&hit.quote, marked, context.terminal, INDENT));
    }
    let mut lines = table.lines(context.terminal);
    lines.push(String::new());
    let all = count(hits.total as usize, "hit", "hits");
    let shown = hits.rows.len();
    lines.push(if shown < hits.total as usize { format!("{shown} of {all}") } else { all });
    lines
}

/// The act of a statement; the kind of a mention, and how often the document has it.
fn kind(hit: &SearchHit) -> String {
    let kind = hit.act.map_or_else(|| hit.kind.clone(), |act| act.as_str().to_owned());
    if hit.times > 1 { format!("{kind}, {} times", hit.times) } else { kind }
}
