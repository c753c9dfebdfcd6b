//! Paragraphs to canonical text: lines are joined, hyphens at their ends too, and every word knows its page.

use std::collections::BTreeSet;

use super::paragraph::Block;
use crate::read::canonical::Canonical;
use crate::{Layout, SourceMap, Span, Text};

/// Lines that end in a hyphen, one in so many, show that the document was hyphenated by a program.
const HYPHENATED: usize = 60;

/// Writes the blocks.
pub(super) fn write(blocks: &[Block]) -> Text {
    let hyphens = Hyphens::of(blocks);
    let mut out = Canonical::default();
    let mut map = SourceMap::default();
    let mut layout = Vec::new();
    for block in blocks {
        let Some((_, page)) = block.lines.first() else { continue };
        map.push_page(out.text.len(), *page);
        if !out.text.is_empty() {
            out.push("\n\n", 0);
        }
        let start = out.text.len();
        for (at, (line, page)) in block.lines.iter().enumerate() {
            map.push_page(out.text.len(), *page);
            let next = block.lines.get(at + 1).map(|(next, _)| next.as_str());
            let (words, gap) = match next {
                Some(next) => hyphens.join(line, next),
                None => (line.as_str(), ""),
            };
            out.push(&words.replace('\u{AD}', ""), 0);
            out.push(gap, 0);
        }
        let span = Span::new(start as u32, out.text.len() as u32);
        if !span.is_empty() {
            layout.push((span, block.layout));
        }
    }
    Text { text: out.text, layout, map, ..Text::default() }
}

/// What the document tells of its hyphens.
#[derive(Debug, Default)]
struct Hyphens {
    /// Words in the middle of lines, small letters.
    known: BTreeSet<String>,
    /// Whether a program hyphenated it.
    hyphenated: bool,
}

impl Hyphens {
    fn of(blocks: &[Block]) -> Hyphens {
        let mut hyphens = Hyphens::default();
        let (mut lines, mut broken) = (0, 0);
        for (line, _) in blocks.iter().filter(|b| b.layout != Layout::Furniture).flat_map(|b| &b.lines) {
            lines += 1;
            broken += usize::from(open_word(line).is_some());
            for word in line.split_whitespace() {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase();
                if !word.is_empty() && !word.ends_with('-') {
                    hyphens.known.insert(word);
                }
            }
        }
        hyphens.hyphenated = broken * HYPHENATED > lines;
        hyphens
    }

    /// A line as it is written before `next`, and what stands between the two.
    ///
    /// A hyphen goes only where the parts join to a word: small letters follow it, and the document knows the word
    /// whole, or does not know it with its hyphen and is hyphenated throughout.
    fn join<'a>(&self, line: &'a str, next: &str) -> (&'a str, &'static str) {
        if let Some(head) = line.strip_suffix('\u{AD}') {
            return (head, "");
        }
        let Some((head, stem)) = open_word(line) else { return (line, " ") };
        let tail: String = next.chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
        if !tail.starts_with(char::is_lowercase) {
            // "human-rights-based", "Asia-Pacific": the hyphen belongs to the word.
            return (line, if tail.is_empty() { " " } else { "" });
        }
        let (whole, parted) =
            (format!("{stem}{tail}").to_lowercase(), format!("{stem}-{tail}").to_lowercase());
        let joins = self.known.contains(&whole) || self.hyphenated && !self.known.contains(&parted);
        if joins { (head, "") } else { (line, "") }
    }
}

/// The line without the hyphen it ends in, and the part of a word before the hyphen.
fn open_word(line: &str) -> Option<(&str, &str)> {
    let head = line.strip_suffix(['-', '\u{2010}'])?;
    let stem = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    (!stem.is_empty()).then_some((head, stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(lines: &[&str]) -> Block {
        Block { layout: Layout::Block, lines: lines.iter().map(|line| ((*line).to_owned(), 1)).collect() }
    }

    #[test]
    fn a_hyphen_goes_where_the_parts_join_to_a_word() {
        let text = write(&[block(&[
            "The detention of the journalists was a deten-",
            "tion without a warrant, and the long-term plan is no long-",
            "term remedy in the Asia-",
            "Pacific, said the re\u{AD}port of the com\u{AD}",
            "mittee.",
        ])]);
        assert_eq!(
            text.text,
            "The detention of the journalists was a detention without a warrant, and the long-term plan is no \
             long-term remedy in the Asia-Pacific, said the report of the committee."
        );
    }
}
