//! Paragraphs as they come, footnotes put aside until the end.

use crate::read::canonical::Canonical;
use crate::read::html::raise;
use crate::{Layout, SourceMap, Span, Text};

/// Text in blocks while it grows.
#[derive(Debug, Default)]
pub(super) struct Flow {
    out: Canonical,
    layout: Vec<(Span, Layout)>,
    notes: Vec<(String, Vec<String>)>,
}

impl Flow {
    /// Writes a block; white space at its ends and in runs is folded, line ends stay.
    pub fn block(&mut self, words: &str, layout: Layout) {
        let lines: Vec<String> = words.lines().map(crate::fold_blanks).collect();
        let words = lines.join("\n");
        let words = words.trim_matches('\n');
        if words.is_empty() {
            return;
        }
        if !self.out.text.is_empty() {
            self.out.push("\n\n", 0);
        }
        let start = self.out.text.len() as u32;
        self.out.push(words, 0);
        self.layout.push((Span::new(start, self.out.text.len() as u32), layout));
    }

    /// Keeps a footnote with its mark for the end of the document.
    pub fn note(&mut self, mark: String, paragraphs: Vec<String>) {
        self.notes.push((mark, paragraphs));
    }

    /// How many footnotes there are so far.
    pub fn notes(&self) -> usize {
        self.notes.len()
    }

    /// The whole text.
    pub fn finish(mut self) -> Text {
        for (mark, paragraphs) in std::mem::take(&mut self.notes) {
            let words = format!("{} {}", raise(&mark), paragraphs.join("\n").trim());
            self.block(&words, Layout::Footnote);
        }
        // The places in the container mean nothing to anybody; there is no way back but the words.
        Text { text: self.out.text, layout: self.layout, map: SourceMap::default(), ..Text::default() }
    }
}
