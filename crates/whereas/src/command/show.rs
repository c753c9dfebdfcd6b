//! `show`: a document's outline, or a statement in its paragraph.

use serde::Serialize;
use whereas_extract::{Act, Mention, Span};
use whereas_ledger::view::{CitationView, DecisionRow, DocumentView, LinkState, StatementView};
use whereas_ledger::{Anchor, LedgerError, Reader};

use super::{Context, Outcome, statements};
use crate::args::{Format, Printing};
use crate::message::{Failure, count};
use crate::table::{INDENT, on_one_line, paragraph};
use crate::terminal::{Style, Terminal};
use crate::{json, outline, quotation};

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas show d1
  whereas show 0f3a91c2d4 --why

The ID of a document is printed by `whereas documents`, that of a statement by `whereas demands` and \
`whereas statements`; its first digits will do.")]
pub struct Args {
    /// A document or a statement
    #[arg(value_name = "ID")]
    id: String,
    /// Also print the rule that found the statement, and where the rule stands
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    printing: Printing,
}

/// Shows a document or a statement.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let reader = context.reader()?;
    if let Some(view) = reader.document(&args.id)? {
        return show_document(&reader, &view, args.printing.format, context);
    }
    match statement(&reader, &args.id)? {
        Some(view) => show_statement(&view, args, context),
        None => Err(Failure::new(format!("there is no document or statement `{}`", args.id))
            .hint("list them with `whereas documents` and `whereas statements`")),
    }
}

/// A word that is too short for a statement's id is most likely a document that is not there.
fn statement(reader: &Reader, id: &str) -> Result<Option<StatementView>, Failure> {
    match reader.statement(id) {
        Err(LedgerError::ShortId { .. }) => Ok(None),
        other => Ok(other?),
    }
}

fn show_document(
    reader: &Reader,
    view: &DocumentView,
    format: Format,
    context: &Context,
) -> Result<Outcome, Failure> {
    let mut citations = Vec::new();
    reader.each_citation(&view.row.id, &mut |citation| {
        citations.push(citation);
        Ok(())
    })?;
    let cited_by = reader.cited_by(&view.row.id)?;
    match format {
        Format::Table => {
            let mut lines = document_lines(view, context.terminal);
            lines.extend(citation_lines(&citations, &cited_by, context.terminal));
            context.print_lines(&lines)?;
        }
        Format::Jsonl => context.print(|out| {
            json::line(out, &json::Document::from(&view.row))?;
            view.statements.iter().try_for_each(|s| json::line(out, &json::Statement::from(&s.row)))?;
            let all = citations.iter().chain(&cited_by);
            all.map(json::Citation::from).try_for_each(|line| json::line(out, &line))
        })?,
    }
    Ok(Outcome::Done)
}

/// What a document cites, and what cites it.
fn citation_lines(cites: &[CitationView], cited_by: &[CitationView], terminal: Terminal) -> Vec<String> {
    let named = |citation: &CitationView| match &citation.to {
        Some(to) => format!("{} “{}”", to.document, on_one_line(&citation.from.quote)),
        None => format!("{} (not in this ledger)", on_one_line(&citation.written)),
    };
    let naming = |citation: &CitationView| {
        format!("{} “{}”", citation.from.document, on_one_line(&citation.from.quote))
    };
    let stands = |citation: &&CitationView| citation.state != LinkState::Rejected;
    let mut fields: Vec<(&str, String)> =
        cites.iter().filter(stands).map(|citation| ("cites", named(citation))).collect();
    fields.extend(cited_by.iter().filter(stands).map(|citation| ("cited by", naming(citation))));
    if fields.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new()];
    lines.extend(field_lines(&fields, terminal));
    lines
}

fn document_lines(view: &DocumentView, terminal: Terminal) -> Vec<String> {
    let row = &view.row;
    let languages: Vec<_> = row.languages.iter().map(ToString::to_string).collect();
    let mut lines = heading(&row.title, terminal);
    lines.push(String::new());
    let mut fields = vec![
        ("id", row.id.clone()),
        ("kind", outline::genre(row.genre)),
        ("date", row.date.clone()),
        ("publisher", row.publisher.clone()),
        ("author", row.author.clone()),
        ("disclosure", row.disclosure.clone()),
        ("languages", languages.join(" ")),
    ];
    for capture in &view.captures {
        let size = count(usize::try_from(capture.bytes).unwrap_or(usize::MAX), "byte", "bytes");
        fields.extend([
            ("version", format!("{} · added {} by {} · {size}", capture.version, capture.at, capture.by)),
            ("from", capture.origin.clone()),
            ("SHA-256", capture.sha256.clone()),
        ]);
    }
    fields.extend(
        view.diagnostics.iter().map(|doubt| ("doubt", format!("{} [{}]", doubt.message, doubt.code))),
    );
    lines.extend(field_lines(&fields, terminal));
    lines.push(String::new());
    lines.extend(outline::passages(&outline_rows(view), terminal));
    lines.push(String::new());
    lines.push(counts(view));
    if !view.lost.is_empty() {
        lines.push(String::new());
        lines.push("Decisions whose statement is gone since a newer reading:".to_owned());
        for decision in &view.lost {
            let words = format!("{} – “{}”", decided(decision), on_one_line(&decision.quote));
            lines.extend(field_lines(&[("lost", words)], terminal));
        }
    }
    lines
}

fn heading(words: &str, terminal: Terminal) -> Vec<String> {
    paragraph(words, terminal, 0).iter().map(|line| terminal.style(Style::Bold, line)).collect()
}

fn outline_rows(view: &DocumentView) -> Vec<outline::Row<'_>> {
    let mut rows: Vec<outline::Row<'_>> = view
        .passages
        .iter()
        .map(|passage| outline::Row {
            id: &passage.id,
            kind: passage.kind,
            words: passage.span.of(&view.text),
            acts: Vec::new(),
        })
        .collect();
    for statement in &view.statements {
        if let Some(row) = rows.get_mut(statement.passage as usize) {
            row.acts.push(statement.row.act);
        }
    }
    rows
}

fn counts(view: &DocumentView) -> String {
    let acts = Act::ALL.iter().zip(view.row.counts).filter(|(_, number)| *number > 0);
    let acts: Vec<String> = acts
        .map(|(act, number)| count(number as usize, act.as_str(), &format!("{}s", act.as_str())))
        .collect();
    let acts = if acts.is_empty() { "no statement".to_owned() } else { acts.join(", ") };
    let passages = count(view.passages.len(), "passage", "passages");
    format!("{passages}, {}, {acts}", count(view.mentions.len(), "mention", "mentions"))
}

/// A statement as it leaves the program: as in a list, with its place.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    statement: json::Statement<'a>,
    file: &'a str,
    start: u32,
    end: u32,
    prefix: &'a str,
    suffix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_byte: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    passage_quote: &'a str,
}

fn show_statement(view: &StatementView, args: &Args, context: &Context) -> Result<Outcome, Failure> {
    match args.printing.format {
        Format::Table => context.print_lines(&statement_lines(view, args.why, context.terminal))?,
        Format::Jsonl => {
            let shown = Shown {
                statement: json::Statement::from(&view.placed.row),
                file: &view.document.origin,
                start: view.position.0,
                end: view.position.1,
                prefix: &view.prefix,
                suffix: &view.suffix,
                source_byte: view.source_at,
                page: view.page,
                passage_quote: &view.passage_text,
            };
            context.print(|out| json::line(out, &shown))?;
        }
    }
    Ok(Outcome::Done)
}

fn statement_lines(view: &StatementView, why: bool, terminal: Terminal) -> Vec<String> {
    let row = &view.placed.row;
    let document = &view.document;
    let parts = [document.id.as_str(), document.date.as_str(), document.title.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = heading(&parts.join(" · "), terminal);
    lines.push(place(view));
    lines.push(String::new());
    let cue: Vec<Span> = view.placed.cue.into_iter().collect();
    let marked = quotation::Marked { quote: Some(view.placed.span), cues: &cue };
    lines.extend(quotation::lines(&view.passage_text, marked, terminal, INDENT));
    lines.push(String::new());
    let mut fields = slots(view);
    fields.extend([
        ("place", position(view)),
        ("file", view.document.origin.clone()),
        ("id", row.id.clone()),
        ("rule", format!("{} (confidence {:.2})", row.rule, row.confidence)),
    ]);
    if why {
        fields.extend(crate::command::rules::explanation(&row.rule));
        let quote = view.placed.span.of(&view.passage_text);
        fields.extend(crate::command::rules::rivals(quote, view.passage.lang, &row.rule));
    }
    fields.extend(view.history.iter().map(|decision| ("decision", decided(decision))));
    lines.extend(field_lines(&fields, terminal));
    lines
}

/// `paragraph 3, point (a)` in the words of the document's own numbers.
fn place(view: &StatementView) -> String {
    let passage = &view.passage;
    let kind = passage.kind.as_str();
    let named = if passage.num.is_empty() { kind.to_owned() } else { format!("{kind} {}", passage.num) };
    format!("{} in {named} ({})", view.placed.row.act.as_str(), passage.id)
}

fn slots(view: &StatementView) -> Vec<(&'static str, String)> {
    let row = &view.placed.row;
    let mut fields = vec![("who", statements::speakers(row))];
    fields.extend(row.addressees.iter().map(|addressee| ("to whom", addressee.clone())));
    fields.extend(row.actions.iter().map(|action| ("to do", action.clone())));
    if let Some(polarity) = row.polarity {
        let words = match polarity {
            whereas_extract::Polarity::Praise => "praise",
            whereas_extract::Polarity::Blame => "blame",
        };
        fields.push(("polarity", words.to_owned()));
    }
    fields.push(("due", row.due.clone()));
    if row.force > 0 {
        fields.push(("force", format!("{} of 5", row.force)));
    }
    fields.push(("position", row.position.map_or(String::new(), |position| position.as_str().to_owned())));
    if row.category > 0 {
        fields.push(("category", format!("{} of 5", row.category)));
    }
    fields.push(("themes", row.themes.join(", ")));
    fields.push(("names", names(&view.mentions, &view.passage_text)));
    fields.push(("disclosure", row.disclosure.clone()));
    fields
}

fn names(mentions: &[Mention], passage: &str) -> String {
    let named = mentions.iter().map(|mention| {
        format!("{} ({})", on_one_line(Span::of(mention.span, passage)), mention.value.kind())
    });
    named.collect::<Vec<_>>().join(", ")
}

fn position(view: &StatementView) -> String {
    let (start, end) = view.position;
    let page = view.page.map_or(String::new(), |page| format!("page {page}, "));
    let byte = view.source_at.map_or(String::new(), |byte| format!(", from byte {byte} of the file"));
    format!("{page}characters {start} to {end} of the text{byte}")
}

fn decided(decision: &DecisionRow) -> String {
    let mut words = format!(
        "{} {} by {} on {}",
        decision.seq,
        statements::verdict(decision.verdict),
        decision.author,
        decision.at
    );
    if !decision.reason.is_empty() {
        words = format!("{words}: {}", on_one_line(&decision.reason));
    }
    match decision.anchor {
        Anchor::Placed => {}
        Anchor::Moved => words.push_str(" [moved here from words that a newer reading quotes otherwise]"),
        Anchor::Lost => words.push_str(" [its statement is gone]"),
    }
    if let Some(entry) = decision.undone {
        words = format!("{words} [taken back by entry {entry}]");
    }
    words
}

/// Names and values in two columns, values wrapped under themselves; empty ones are left out.
pub fn field_lines(fields: &[(&str, String)], terminal: Terminal) -> Vec<String> {
    const NAME_WIDTH: usize = 12;
    let mut lines = Vec::new();
    let mut last = "";
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let shown = if *name == last { "" } else { name };
        last = name;
        let first = format!("{shown:NAME_WIDTH$}");
        let rest = " ".repeat(NAME_WIDTH);
        let options = textwrap::Options::new(terminal.width)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .initial_indent(&first)
            .subsequent_indent(&rest);
        lines.extend(textwrap::wrap(&on_one_line(value), options).into_iter().map(|line| line.into_owned()));
    }
    lines
}
