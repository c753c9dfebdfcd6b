//! `documents`: the documents of the ledger.

use whereas_ledger::Page;
use whereas_ledger::view::{DocumentRow, Listing};

use super::{Context, Outcome};
use crate::args::{Format, Limit, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::outline::{cut, genre};
use crate::table::{Table, on_one_line};

/// A title that is longer is cut; some documents have none but their first words.
const TITLE_WIDTH_MAX: usize = 160;

/// Arguments of `documents`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas documents")]
pub struct Args {
    #[command(flatten)]
    limit: Limit,
    #[command(flatten)]
    printing: Printing,
}

/// Lists the documents, oldest first.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let page = Page { offset: 0, limit: args.limit.limit };
    let documents = context.reader()?.documents(page)?;
    match args.printing.format {
        Format::Table => context.print_lines(&table(&documents, context))?,
        Format::Jsonl => context.print(|out| {
            documents.rows.iter().try_for_each(|row| json::line(out, &json::Document::from(row)))
        })?,
    }
    if documents.rows.is_empty() {
        say("There is no document in this ledger yet; read some with `whereas add FILE`.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(documents: &Listing<DocumentRow>, context: &Context) -> Vec<String> {
    if documents.rows.is_empty() {
        return Vec::new();
    }
    let headings = ["ID", "DATE", "KIND", "LANGUAGE", "DEMANDS", "ALL", "TITLE"];
    let mut table = Table::new(&headings);
    for row in &documents.rows {
        table.row([
            row.id.clone(),
            row.date.clone(),
            genre(row.genre),
            languages(row),
            row.counts[0].to_string(),
            row.counts.iter().sum::<u32>().to_string(),
            title(row),
        ]);
    }
    let mut lines = table.lines(context.terminal);
    lines.push(String::new());
    let shown = documents.rows.len();
    let all = count(documents.total as usize, "document", "documents");
    lines.push(if shown < documents.total as usize { format!("{shown} of {all}") } else { all });
    lines
}

fn languages(row: &DocumentRow) -> String {
    row.languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The title, and behind it what one should know before quoting the document.
fn title(row: &DocumentRow) -> String {
    let mut title = cut(&on_one_line(&row.title), TITLE_WIDTH_MAX);
    if !row.publisher.is_empty() && !row.title.contains(&row.publisher) {
        title = format!("{title} – {}", row.publisher);
    }
    let mut notes = Vec::new();
    if !row.disclosure.is_empty() {
        notes.push(row.disclosure.clone());
    }
    if row.versions > 1 {
        notes.push(format!("{} versions", row.versions));
    }
    if !row.resembles.is_empty() {
        notes.push(format!("looks like a version of {}", row.resembles));
    }
    if notes.is_empty() { title } else { format!("{title} [{}]", notes.join(", ")) }
}
