//! `links`: what was said again, answered, denied, contradicted or fulfilled.

use whereas_ledger::LinkKind;
use whereas_ledger::view::{LinkEnd, LinkFilter, LinkView};

use super::{Context, Outcome, entities, statements};
use crate::args::{Format, Printing, link_parser};
use crate::json;
use crate::message::{Failure, say};
use crate::table::{INDENT, Table, paragraph};

/// Arguments of `links`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas links
  whereas links --kind denies --document d5
  whereas links --format jsonl

All links are proposals, the best ones of each statement first; a person confirms or rejects them.")]
pub struct Args {
    /// Only links of this kind
    #[arg(long, value_name = "KIND", value_parser = link_parser())]
    kind: Option<LinkKind>,
    /// Only what this document takes up
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    document: String,
    #[command(flatten)]
    printing: Printing,
}

/// Lists links.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let filter = LinkFilter { kind: args.kind, document: args.document.clone() };
    let reader = context.reader()?;
    let mut links = Vec::new();
    reader.each_link(&filter, &mut |link| {
        links.push(link);
        Ok(())
    })?;
    if args.printing.format == Format::Jsonl {
        let all = args.kind.is_none() && args.document.is_empty();
        let entities = if all { reader.entities()? } else { Vec::new() };
        context.print(|out| {
            entities::lines(&entities, out)?;
            links.iter().try_for_each(|link| json::line(out, &json::Link::from(link)))
        })?;
    } else if !links.is_empty() {
        context.print_lines(&table(&links, context))?;
    }
    if links.is_empty() {
        say("No links.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(links: &[LinkView], context: &Context) -> Vec<String> {
    let mut table = Table::new(&["KIND", "SURE", "WHY"]).spaced();
    for link in links {
        let mut beneath = end(&link.from, context);
        beneath.extend(end(&link.to, context));
        let cells = [link.kind.as_str().to_owned(), format!("{:.2}", link.confidence), link.why.join("; ")];
        table.row_with(cells, beneath);
    }
    table.lines(context.terminal)
}

fn end(end: &LinkEnd, context: &Context) -> Vec<String> {
    let id: String = end.statement.chars().take(statements::ID_DIGITS).collect();
    let words = format!("{id}  {} {} {}: {}", end.document, end.document_date, end.speaker, end.quote);
    paragraph(&words, context.terminal, INDENT)
}
