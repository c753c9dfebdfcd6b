//! Pictures drawn on the server as SVG. They use attributes and classes only, so that the strict policy of the pages
//! holds; each has a title and a description for those who do not see it, and its table stands underneath.

pub(crate) mod citation;
pub(crate) mod draw;
pub(crate) mod figure;
pub(crate) mod meeting;
pub(crate) mod network;
pub(crate) mod scale;
pub(crate) mod timeline;

use std::fmt::Write;

/// A picture: marks on a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Picture {
    /// The id of the picture on its page.
    pub(crate) id: String,
    /// What it shows, in a few words.
    pub(crate) title: String,
    /// What is seen on it, in a sentence.
    pub(crate) about: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) marks: Vec<Mark>,
}

/// Something drawn. Classes are of the style sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// A line or an outline, as SVG writes paths; the words are shown to whoever points at it.
    Path { class: &'static str, path: String, words: String },
    /// A line of a certain width.
    Band { class: &'static str, path: String, width: f64, words: String },
    /// Words at a place.
    Text { class: &'static str, x: f64, y: f64, words: String },
}

impl Picture {
    /// An empty sheet.
    pub(crate) fn new(id: &str, title: String, about: String, (width, height): (u32, u32)) -> Self {
        Self { id: id.to_owned(), title, about, width, height, marks: Vec::new() }
    }

    /// Draws a straight line.
    pub(crate) fn line(&mut self, class: &'static str, from: (f64, f64), to: (f64, f64)) {
        let mut path = String::new();
        // Writing to a string does not fail.
        let _ = write!(path, "M{:.1} {:.1}L{:.1} {:.1}", from.0, from.1, to.0, to.1);
        self.marks.push(Mark::Path { class, path, words: String::new() });
    }

    /// Draws an outline; the words are shown to whoever points at it.
    pub(crate) fn path(&mut self, class: &'static str, path: String, words: impl Into<String>) {
        self.marks.push(Mark::Path { class, path, words: words.into() });
    }

    /// Draws a line of a certain width; the words are shown to whoever points at it.
    pub(crate) fn band(&mut self, class: &'static str, path: String, width: f64, words: impl Into<String>) {
        self.marks.push(Mark::Band { class, path, width, words: words.into() });
    }

    /// Writes words.
    pub(crate) fn write(&mut self, class: &'static str, (x, y): (f64, f64), words: impl Into<String>) {
        self.marks.push(Mark::Text { class, x, y, words: words.into() });
    }
}

impl Mark {
    /// A length as it is written.
    pub(crate) fn length(value: &f64) -> String {
        format!("{value:.1}")
    }
}
