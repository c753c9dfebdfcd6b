//! Finds the marks of footnotes in the running text, so that the page can link both.
//!
//! A mark is the number of a footnote in brackets, glued to a word: `its resolution(3)`. The same signs also
//! number provisions (`Rule 144(5)`). Marks come in the order of their notes, so only the mark that is due
//! next counts, and none behind the number of an article or a rule.

use whereas_extract::{Passage, PassageKind, Span};

/// Returns each mark: index of its passage, its place in the text, and the passage id of its footnote.
pub(crate) fn marks<'a>(text: &str, passages: &'a [Passage]) -> Vec<(usize, Span, &'a str)> {
    let mut notes = passages.iter().filter(|passage| {
        passage.kind == PassageKind::Footnote && passage.num.starts_with('(') && passage.num.ends_with(')')
    });
    let mut due = notes.next();
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        if matches!(passage.kind, PassageKind::Footnote | PassageKind::Boilerplate) {
            continue;
        }
        let words = passage.span.of(text);
        let mut from = 0;
        while let Some(note) = due
            && let Some(place) = words[from..].find(&note.num)
        {
            let at = from + place;
            from = at + note.num.len();
            if is_glued(&words[..at]) {
                let start = passage.span.start + at as u32;
                found.push((index, Span { start, end: start + note.num.len() as u32 }, note.id.as_str()));
                due = notes.next();
            }
        }
    }
    found
}

/// Whether a mark behind these words belongs to them: no blank between, and no bare number of a provision.
fn is_glued(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if last.is_whitespace() || matches!(last, '(' | '[') {
        return false;
    }
    if !last.is_ascii_digit() {
        return true;
    }
    // “2013(2)” ends a date, “144(5)” a provision.
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4
}

#[cfg(test)]
mod tests {
    use whereas_extract::Lang;

    use super::*;

    fn passage(kind: PassageKind, num: &str, text: &str, words: &str) -> Passage {
        let start = text.find(words).unwrap_or_default() as u32;
        Passage {
            id: format!("note{num}"),
            kind,
            num: num.to_owned(),
            lang: Lang::EN,
            span: Span { start, end: start + words.len() as u32 },
            label: Span::default(),
        }
    }

    #[test]
    fn only_the_mark_that_is_due_next_counts() {
        let text = "under Rule 144(1), of 18 May 2017(1) and its report(2) on (3) and (2)\nOJ 1\nOJ 2\nOJ 3";
        let passages = [
            passage(PassageKind::Citation, "", text, text.lines().next().unwrap_or_default()),
            passage(PassageKind::Footnote, "(1)", text, "OJ 1"),
            passage(PassageKind::Footnote, "(2)", text, "OJ 2"),
            passage(PassageKind::Footnote, "(3)", text, "OJ 3"),
        ];
        let found: Vec<_> =
            marks(text, &passages).into_iter().map(|(index, span, id)| (index, span.start, id)).collect();
        assert_eq!(found, [(0, 33, "note(1)"), (0, 51, "note(2)")]);
    }
}
