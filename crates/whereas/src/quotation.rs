//! A quotation in its paragraph, the cue underlined.
//!
//! On a terminal the surroundings are dim and the cue is underlined; elsewhere a line of marks stands beneath
//! (`^` the cue, `~` the rest of the quotation), as compilers do.

use unicode_width::UnicodeWidthStr;
use whereas_extract::Span;

use crate::table::printable;
use crate::terminal::{Style, Terminal};

/// A stretch of the paragraph and how it is marked.
#[derive(Debug, Clone, Copy)]
struct Stretch<'a> {
    words: &'a str,
    mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Around,
    Quoted,
    Cue,
}

/// What is marked in a paragraph. Spans are bytes of the paragraph.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    /// The quotation; without one nothing is dim, and no marks stand beneath.
    pub quote: Option<Span>,
    /// The cue, or what a search has found.
    pub cues: &'a [Span],
}

/// Lays a paragraph out; every line begins with `indent` blanks.
pub fn lines(paragraph: &str, marked: Marked<'_>, terminal: Terminal, indent: usize) -> Vec<String> {
    let text = printable(paragraph);
    let margin = " ".repeat(indent);
    let width = terminal.width.saturating_sub(indent).max(20);
    let mut lines = Vec::new();
    let mut from = 0;
    for line in textwrap::wrap(&text, textwrap::Options::new(width).word_splitter(NO_HYPHENS)) {
        // Wrapping leaves out blanks only, so that each line stands in the text behind the one before.
        let start = text.get(from..).and_then(|rest| rest.find(&*line)).map_or(from, |at| from + at);
        from = start + line.len();
        let stretches = stretches(&line, start, marked);
        if terminal.styled {
            let words: String = stretches.iter().map(|part| styled(*part, terminal)).collect();
            lines.push(format!("{margin}{words}"));
        } else {
            lines.push(format!("{margin}{line}"));
            let beneath = marked.quote.and_then(|_| marks(&stretches));
            lines.extend(beneath.map(|marks| format!("{margin}{marks}")));
        }
    }
    lines
}

const NO_HYPHENS: textwrap::WordSplitter = textwrap::WordSplitter::NoHyphenation;

/// Cuts a line, which begins at byte `start` of the text, where the mark changes.
fn stretches<'a>(line: &'a str, start: usize, marked: Marked<'_>) -> Vec<Stretch<'a>> {
    let inside = |span: Span, at: usize| (span.start as usize..span.end as usize).contains(&at);
    let mark_at = |at: usize| {
        if marked.cues.iter().any(|cue| inside(*cue, at)) {
            Mark::Cue
        } else if marked.quote.is_none_or(|quote| inside(quote, at)) {
            Mark::Quoted
        } else {
            Mark::Around
        }
    };
    let mut stretches = Vec::new();
    let mut open = (0, mark_at(start));
    for (at, _) in line.char_indices() {
        let mark = mark_at(start + at);
        if mark != open.1 {
            stretches.push(Stretch { words: &line[open.0..at], mark: open.1 });
            open = (at, mark);
        }
    }
    stretches.push(Stretch { words: &line[open.0..], mark: open.1 });
    stretches
}

fn styled(part: Stretch<'_>, terminal: Terminal) -> String {
    match part.mark {
        Mark::Around => terminal.style(Style::Dim, part.words),
        Mark::Quoted => part.words.to_owned(),
        Mark::Cue => terminal.style(Style::Underlined, part.words),
    }
}

/// The line of marks beneath a line, if anything in it is marked.
fn marks(stretches: &[Stretch<'_>]) -> Option<String> {
    let marks: String = stretches
        .iter()
        .map(|part| {
            let mark = match part.mark {
                Mark::Around => " ",
                Mark::Quoted => "~",
                Mark::Cue => "^",
            };
            mark.repeat(part.words.width())
        })
        .collect();
    let marks = marks.trim_end();
    (!marks.is_empty()).then(|| marks.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "Regrets this; urges the\nGovernment of Varosia to free Ждан; and more.";

    fn span(words: &str) -> Span {
        let start = PARAGRAPH.find(words).unwrap();
        Span::new(start as u32, (start + words.len()) as u32)
    }

    #[test]
    fn marks_stand_beneath_the_words() {
        let quote = span("urges the\nGovernment of Varosia to free Ждан");
        let terminal = Terminal { width: 30, styled: false };
        let expected = [
            "  Regrets this; urges the",
            "                ^^^^^~~~~",
            "  Government of Varosia to",
            "  ~~~~~~~~~~~~~~~~~~~~~~~~",
            "  free Ждан; and more.",
            "  ~~~~~~~~~",
        ];
        let marked = Marked { quote: Some(quote), cues: &[span("urges")] };
        assert_eq!(lines(PARAGRAPH, marked, terminal, 2), expected);
    }

    #[test]
    fn the_cue_is_underlined_on_a_terminal() {
        let styled = Terminal { width: 100, styled: true };
        let marked = Marked { quote: Some(span("urges")), cues: &[span("urges")] };
        let shown = lines(PARAGRAPH, marked, styled, 0);
        let expected = "\u{1b}[2mRegrets this; \u{1b}[0m\u{1b}[1;4murges\u{1b}[0m\u{1b}[2m the Government of \
                        Varosia to free Ждан; and more.\u{1b}[0m";
        assert_eq!(shown, [expected]);
    }
}
