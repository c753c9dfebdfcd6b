//! Verbatim text: where every datum in the ledger points.
//!
//! A [`Text`] is the canonical text of one source: NFC, line ends LF, no front
//! matter. A [`Span`] is a range of bytes in it. Offsets are bytes inside the
//! program; [`CodePoints`] converts them where data leaves it. The way back to
//! the source is a [`SourceMap`], recorded while the text is made.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a [`Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span; `start` must not lie behind `end`.
    ///
    /// ```
    /// let span = whereas_extract::Span::new(6, 17);
    /// assert_eq!(span.len(), 11);
    /// ```
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Returns whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Returns whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words at this span, or `""` where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// What the source said about itself outside the text (YAML front matter, HTML head).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct FrontMatter {
    /// Title as given.
    pub title: String,
    /// Date as given, cut to `YYYY-MM-DD` where it starts so.
    pub date: String,
    /// Authors as given.
    pub authors: Vec<String>,
    /// Address of the page.
    pub address: String,
    /// Publisher as given.
    pub publisher: String,
    /// Language as given (`<html lang>`), ISO 639-1.
    pub lang: String,
}

/// What the layout of the source said about a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A block of text.
    Block,
    /// A heading (`<h1>` … `<h6>`).
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A block that stands among the footnotes.
    Footnote,
    /// Page furniture: navigation, share bars, footers.
    Furniture,
}

/// Text in canonical form, with what is known of its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Text {
    /// NFC, LF. Spans count bytes of this string.
    pub text: String,
    /// What the source said about itself.
    pub front: FrontMatter,
    /// Blocks as the layout of the source had them, in order, not overlapping;
    /// empty for plain text, where `structure` finds the paragraphs.
    pub layout: Vec<(Span, Layout)>,
    /// The way back to the source.
    pub map: SourceMap,
    /// Doubts that came up while the source was decoded.
    pub notes: Vec<crate::Diagnostic>,
}

/// Says for each place of the text where it came from in the source: its byte, or its page where the source has pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SourceMap {
    /// (byte in the text, byte in the source), both ascending; between two entries
    /// the bytes run in step, up to the next entry's source.
    steps: Vec<(u32, u32)>,
    /// (byte in the text, page from there on), ascending by the byte; empty where the source has no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pages: Vec<(u32, u32)>,
}

impl SourceMap {
    /// Records that the text's byte `text` was read at the source's byte `source`.
    pub fn push(&mut self, text: usize, source: usize) {
        let step = (text as u32, source as u32);
        // A line of a legacy charset may have grown while it was decoded, beyond where the next one begins;
        // text that was written again begins before what was noted for it.
        while let Some(&(last_text, last_source)) = self.steps.last() {
            if last_text >= step.0 || last_source > step.1 {
                self.steps.pop();
            } else if step.0 - last_text == step.1 - last_source {
                return;
            } else {
                break;
            }
        }
        self.steps.push(step);
    }

    /// Records that the text stands on page `page` of the source from byte `text` on.
    pub fn push_page(&mut self, text: usize, page: u32) {
        if self.pages.last().is_some_and(|last| last.0 as usize == text) {
            self.pages.pop();
        }
        if self.pages.last().is_none_or(|last| last.1 != page) {
            self.pages.push((text as u32, page));
        }
    }

    /// Returns the byte of the source at which the text's byte `at` was read; `None` where the source is no text
    /// itself (PDF, Office documents, archives).
    #[must_use]
    pub fn source(&self, at: u32) -> Option<u32> {
        let next = self.steps.partition_point(|step| step.0 <= at);
        let &(text, source) = self.steps.get(next.checked_sub(1)?)?;
        let straight = source.saturating_add(at - text);
        Some(self.steps.get(next).map_or(straight, |limit| straight.min(limit.1)))
    }

    /// Returns the page of the source, from 1, on which the text's byte `at` stands; `None` without pages.
    #[must_use]
    pub fn page(&self, at: u32) -> Option<u32> {
        let next = self.pages.partition_point(|page| page.0 <= at);
        self.pages.get(next.checked_sub(1)?).map(|page| page.1)
    }
}

/// Converts byte offsets of a text to Unicode code points (W3C `TextPositionSelector`).
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before every 256th byte; empty for pure ASCII.
    marks: Vec<u32>,
}

const MARK_BYTES: usize = 256;

impl<'a> CodePoints<'a> {
    /// Counts the text once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / MARK_BYTES + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(MARK_BYTES) {
            marks.push(count);
            count += count_starts(chunk);
        }
        Self { text, marks }
    }

    /// Returns the number of code points before byte `at`.
    #[must_use]
    pub fn at(&self, at: u32) -> u32 {
        if self.marks.is_empty() {
            return at;
        }
        let at = (at as usize).min(self.text.len());
        let mark = (at / MARK_BYTES).min(self.marks.len() - 1);
        self.marks[mark] + count_starts(&self.text.as_bytes()[mark * MARK_BYTES..at])
    }
}

/// Counts the bytes that begin a character.
fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count() as u32
}

/// Returns the text with every run of white space folded to one blank.
#[must_use]
pub fn fold_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "Қазақстан ".repeat(60) + "end";
        let points = CodePoints::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32), n as u32);
        }
    }

    #[test]
    fn source_map_steps_over_what_was_left_out() {
        let mut map = SourceMap::default();
        map.push(0, 10);
        map.push(5, 20);
        assert_eq!(map.source(3), Some(13));
        assert_eq!(map.source(7), Some(22));
        assert_eq!(map.page(3), None);
    }

    #[test]
    fn source_map_knows_pages() {
        let mut map = SourceMap::default();
        for (at, page) in [(0, 1), (9, 1), (20, 2), (30, 3), (30, 1)] {
            map.push_page(at, page);
        }
        assert_eq!([0, 19, 20, 29, 99].map(|at| map.page(at)), [1, 1, 2, 2, 1].map(Some));
        assert_eq!(map.source(3), None);
    }
}
