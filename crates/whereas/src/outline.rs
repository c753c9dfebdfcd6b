//! A document at a glance: its head, how much was found in it, and its passages.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthChar;
use whereas_extract::{Act, Extraction, Genre, PassageKind, Span, Statement};

use crate::message::count;
use crate::table::{INDENT, Table, on_one_line, paragraph};
use crate::terminal::{Style, Terminal};

/// Columns of a passage that an outline shows at most.
const WORDS_WIDTH_MAX: usize = 160;

/// The genre as a word.
pub fn genre(genre: Genre) -> String {
    match genre {
        Genre::Resolution => "resolution",
        Genre::Readout => "read-out",
        Genre::Statement => "statement",
        Genre::News => "news",
        Genre::Interview => "interview",
        Genre::OpEd => "op-ed",
        Genre::Report => "report",
    }
    .to_owned()
}

/// What was found in one document that is in no ledger.
pub fn summary(file: &str, text: &str, found: &Extraction, terminal: Terminal) -> Vec<String> {
    let head = &found.document;
    let mut lines = vec![terminal.style(Style::Bold, &on_one_line(file))];
    let title = on_one_line(&head.title);
    let languages: Vec<_> = head.languages.iter().map(ToString::to_string).collect();
    let facts = [genre(head.genre), head.date.clone(), head.publisher.clone(), head.author.clone()];
    let facts: Vec<String> =
        facts.into_iter().chain([languages.join(" "), head.disclosure.clone()]).collect();
    let facts: Vec<&str> = facts.iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    for line in [title, on_one_line(&facts.join(" · ")), counts(found)] {
        lines.extend(paragraph(&line, terminal, 2));
    }
    for doubt in &found.diagnostics {
        lines.extend(paragraph(&format!("doubt[{}]: {}", doubt.code, doubt.message), terminal, 2));
    }
    lines.push(String::new());
    if !found.statements.is_empty() {
        lines.extend(statements(text, found, terminal));
        lines.push(String::new());
    }
    lines
}

/// `27 passages · 41 mentions (12 persons …) · 19 demands, 2 appraisals`.
fn counts(found: &Extraction) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in &found.mentions {
        *kinds.entry(mention.value.kind()).or_default() += 1;
    }
    let kinds = kinds.iter().map(|(kind, number)| count(*number, kind, &format!("{kind}s")));
    let acts = Act::ALL.iter().filter_map(|act| {
        let number = found.statements.iter().filter(|statement| statement.act == *act).count();
        (number > 0).then(|| count(number, act.as_str(), &format!("{}s", act.as_str())))
    });
    let parts = [
        count(found.document.passages.len(), "passage", "passages"),
        kinds.collect::<Vec<_>>().join(", "),
        acts.collect::<Vec<_>>().join(", "),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn statements(text: &str, found: &Extraction, terminal: Terminal) -> Vec<String> {
    let mut table = Table::new(&["PLACE", "ACT", "WHO → WHOM"]).spaced();
    for statement in &found.statements {
        let passage = found.document.passages.get(statement.passage as usize);
        let cells = [
            passage.map_or(String::new(), |passage| passage.id.clone()),
            statement.act.as_str().to_owned(),
            who_to_whom(statement, text),
        ];
        table.row_with(cells, paragraph(statement.span.of(text), terminal, INDENT));
    }
    table.lines(terminal)
}

fn who_to_whom(statement: &Statement, text: &str) -> String {
    let addressees: Vec<&str> = statement.addressees.iter().map(|span| span.of(text)).collect();
    if addressees.is_empty() {
        return statement.speaker.name.clone();
    }
    format!("{} → {}", statement.speaker.name, addressees.join(", ")).trim_start().to_owned()
}

/// A passage as a row of an outline.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its kind.
    pub kind: PassageKind,
    /// Its words.
    pub words: &'a str,
    /// The acts in it.
    pub acts: Vec<Act>,
}

/// The passages of a document, one line each.
pub fn passages(rows: &[Row<'_>], terminal: Terminal) -> Vec<String> {
    let mut table = Table::new(&["PASSAGE", "KIND", "ACTS", "BEGINS"]).cut();
    for row in rows {
        table.row([
            row.id.to_owned(),
            row.kind.as_str().to_owned(),
            acts(&row.acts),
            cut(&on_one_line(row.words), WORDS_WIDTH_MAX),
        ]);
    }
    table.lines(terminal)
}

/// `2 demands, 1 denial`.
fn acts(acts: &[Act]) -> String {
    let counted = Act::ALL.iter().filter_map(|act| {
        let number = acts.iter().filter(|other| *other == act).count();
        (number > 0).then(|| count(number, act.as_str(), &format!("{}s", act.as_str())))
    });
    counted.collect::<Vec<_>>().join(", ")
}

/// The beginning of a text that takes at most `width` columns, with an ellipsis where it is cut.
pub fn cut(words: &str, width: usize) -> String {
    let mut taken = 0;
    for (at, c) in words.char_indices() {
        taken += c.width().unwrap_or(0);
        if taken > width {
            let whole = words[..at].rfind(' ').unwrap_or(at);
            return format!("{} …", Span::new(0, whole as u32).of(words).trim_end());
        }
    }
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_ends_behind_a_word() {
        assert_eq!(cut("Urges the Government", 12), "Urges the …");
        assert_eq!(cut("Urges the Government", 20), "Urges the Government");
        assert_eq!(cut("Требуетнемедленно", 8), "Требуетн …");
    }

    #[test]
    fn acts_are_counted_strongest_first() {
        assert_eq!(acts(&[Act::Appraisal, Act::Demand, Act::Demand]), "2 demands, 1 appraisal");
    }
}
