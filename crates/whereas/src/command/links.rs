//! `links`: what was said again, answered, denied, contradicted or fulfilled, and what is cited.

use whereas_ledger::Reader;
use whereas_ledger::view::{CitationView, LinkEnd, LinkFilter, LinkView, Reason};

use super::{Context, Outcome, entities, statements};
use crate::args::{CITES, Format, LinkChoice, Printing, link_parser};
use crate::json;
use crate::message::{Failure, say};
use crate::table::{INDENT, Table, paragraph};

/// Arguments of `links`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas links
  whereas links --kind denies --document d5
  whereas links --kind cites --document d5
  whereas links --format jsonl

All links are proposals, the best ones of each statement first; a person confirms or rejects them.")]
pub struct Args {
    /// Only links of this kind
    #[arg(long, value_name = "KIND", value_parser = link_parser())]
    kind: Option<LinkChoice>,
    /// Only what this document takes up
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    document: String,
    #[command(flatten)]
    printing: Printing,
}

/// Lists links.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let reader = context.reader()?;
    let links = links(args, &reader)?;
    let citations = citations(args, &reader)?;
    if args.printing.format == Format::Jsonl {
        let all = args.kind.is_none() && args.document.is_empty();
        let entities = if all { reader.entities()? } else { Vec::new() };
        context.print(|out| {
            entities::lines(&entities, out)?;
            links.iter().try_for_each(|link| json::line(out, &json::Link::from(link)))?;
            citations.iter().try_for_each(|citation| json::line(out, &json::Citation::from(citation)))
        })?;
    } else if !(links.is_empty() && citations.is_empty()) {
        context.print_lines(&table(&links, &citations, context))?;
    }
    if links.is_empty() && citations.is_empty() {
        say("No links.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// The links between statements that are asked for.
fn links(args: &Args, reader: &Reader) -> Result<Vec<LinkView>, Failure> {
    let kind = match args.kind {
        Some(LinkChoice::Cites) => return Ok(Vec::new()),
        Some(LinkChoice::Statements(kind)) => Some(kind),
        None => None,
    };
    let filter = LinkFilter { kind, document: args.document.clone() };
    let mut links = Vec::new();
    reader.each_link(&filter, &mut |link| {
        links.push(link);
        Ok(())
    })?;
    Ok(links)
}

/// The citations that are asked for; what is not in the ledger only where nothing else is.
fn citations(args: &Args, reader: &Reader) -> Result<Vec<CitationView>, Failure> {
    let mut citations = Vec::new();
    if matches!(args.kind, None | Some(LinkChoice::Cites)) {
        reader.each_citation(&args.document, &mut |citation| {
            citations.extend(Some(citation).filter(|it| it.to.is_some() || args.kind.is_some()));
            Ok(())
        })?;
    }
    Ok(citations)
}

fn table(links: &[LinkView], citations: &[CitationView], context: &Context) -> Vec<String> {
    let mut table = Table::new(&["KIND", "SURE", "WHY"]).spaced();
    for link in links {
        let mut beneath = end(&link.from, context);
        beneath.extend(end(&link.to, context));
        let cells =
            [link.kind.as_str().to_owned(), format!("{:.2}", link.confidence), Reason::join(&link.why)];
        table.row_with(cells, beneath);
    }
    for citation in citations {
        let why = match &citation.to {
            Some(_) => citation.why.join("; "),
            None => format!("not in this ledger: {}", citation.written),
        };
        let cells = [CITES.to_owned(), format!("{:.2}", citation.confidence), why];
        table.row_with(cells, ends(citation, context));
    }
    table.lines(context.terminal)
}

fn end(end: &LinkEnd, context: &Context) -> Vec<String> {
    let id: String = end.statement.chars().take(statements::ID_DIGITS).collect();
    let words = format!("{id}  {} {} {}: {}", end.document, end.document_date, end.speaker, end.quote);
    paragraph(&words, context.terminal, INDENT)
}

fn ends(citation: &CitationView, context: &Context) -> Vec<String> {
    let from = &citation.from;
    let id: String = from.citation.chars().take(statements::ID_DIGITS).collect();
    let note = if from.note.is_empty() { String::new() } else { format!(" – {}", from.note) };
    let words =
        format!("{id}  {} {} {}: {}{note}", from.document, from.document_date, from.passage, from.quote);
    let mut lines = paragraph(&words, context.terminal, INDENT);
    if let Some(to) = &citation.to {
        let words = format!("{} {}: {}", to.document, to.document_date, to.quote);
        lines.extend(paragraph(&words, context.terminal, INDENT));
    }
    lines
}
