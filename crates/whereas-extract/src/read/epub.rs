//! EPUB: chapters are web pages, the spine says in which order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::package::Package;
use super::xml::{Element, Sink, stream};
use super::{ReadError, charset, html};
use crate::{Diagnostic, FrontMatter, Layout, SourceMap, Span, Text};

/// Chapters of a book.
const CHAPTERS_MAX: usize = 2_000;
/// Missing chapters that are named one by one.
const MISSING_NAMED_MAX: usize = 20;

/// Reads a book.
pub(super) fn read(package: &mut Package<'_>) -> Result<Text, ReadError> {
    let mut container = Container::default();
    parse(package, "META-INF/container.xml", &mut container)?;
    let mut book = Book::default();
    parse(package, &container.root, &mut book)?;
    if book.spine.len() > CHAPTERS_MAX {
        return Err(ReadError::TooMany { what: "chapters", count: book.spine.len(), max: CHAPTERS_MAX });
    }
    let mut text = Text::default();
    let mut missing = Vec::new();
    for id in book.spine.iter().filter(|id| !book.contents.contains(*id)) {
        let address = book.items.get(id);
        let page = match address {
            Some(address) => package.part(&beside(&container.root, address))?,
            None => None,
        };
        match page {
            Some(page) => append(&mut text, &html::read(&charset::decode(&page, true))),
            None => missing.push(address.unwrap_or(id).as_str()),
        }
    }
    text.notes = notes(&missing);
    text.front = book.front;
    Ok(text)
}

fn parse(package: &mut Package<'_>, name: &str, sink: &mut impl Sink) -> Result<(), ReadError> {
    let broken = |why: String| ReadError::Broken { format: "EPUB", why };
    let Some(xml) = package.xml(name)? else { return Err(broken(format!("`{name}` is missing in it"))) };
    stream(&xml, sink).map_err(|why| broken(format!("{name}: {why}")))
}

/// Chapters that the book names and does not hold.
fn notes(missing: &[&str]) -> Vec<Diagnostic> {
    let note = |message: String| Diagnostic { code: "chapter-missing".to_owned(), message, span: None };
    let named = missing.iter().take(MISSING_NAMED_MAX);
    let mut out: Vec<Diagnostic> = named
        .map(|name| note(format!("the chapter `{name}` is not in the file; its text is missing")))
        .collect();
    if let Some(more) = missing.len().checked_sub(MISSING_NAMED_MAX).filter(|more| *more > 0) {
        out.push(note(format!("{more} more chapters are not in the file; their text is missing")));
    }
    out
}

/// The path of a file that another one names by its address, in which anything but letters and digits may be escaped.
fn beside(root: &str, address: &str) -> String {
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<Cow<'_, str>> =
        folder.split('/').filter(|part| !part.is_empty()).map(Cow::Borrowed).collect();
    let address = address.split('#').next().unwrap_or(address);
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(percent_decode_str(part).decode_utf8_lossy()),
        }
    }
    parts.join("/")
}

/// Adds a chapter.
fn append(text: &mut Text, chapter: &Text) {
    if chapter.text.trim().is_empty() {
        return;
    }
    if !text.text.is_empty() {
        text.text.push_str("\n\n");
    }
    let start = text.text.len() as u32;
    text.text.push_str(&chapter.text);
    let shifted =
        |&(span, layout): &(Span, Layout)| (Span::new(span.start + start, span.end + start), layout);
    text.layout.extend(chapter.layout.iter().map(shifted));
    text.map = SourceMap::default();
}

#[derive(Debug, Default)]
struct Container {
    root: String,
}

impl Sink for Container {
    fn open(&mut self, element: &Element<'_>) {
        if element.name == "rootfile" && self.root.is_empty() {
            self.root = element.get("full-path");
        }
    }

    fn close(&mut self, _: &str) {}

    fn words(&mut self, _: &str) {}
}

#[derive(Debug, Default)]
struct Book {
    front: FrontMatter,
    items: BTreeMap<String, String>,
    /// Tables of contents, which are no text.
    contents: BTreeSet<String>,
    spine: Vec<String>,
    open: String,
    said: String,
}

impl Sink for Book {
    fn open(&mut self, element: &Element<'_>) {
        let name = element.name.rsplit(':').next().unwrap_or(element.name);
        match name {
            "item" if element.get("properties").contains("nav") => {
                self.contents.insert(element.get("id"));
            }
            "item" => {
                self.items.insert(element.get("id"), element.get("href"));
            }
            "itemref" => self.spine.push(element.get("idref")),
            _ => {}
        }
        element.name.clone_into(&mut self.open);
        self.said.clear();
    }

    fn close(&mut self, name: &str) {
        if name != self.open {
            return;
        }
        let said = self.said.trim().to_owned();
        let front = &mut self.front;
        match name {
            "dc:title" if front.title.is_empty() => front.title = said,
            "dc:creator" => front.authors.push(said),
            "dc:publisher" => front.publisher = said,
            "dc:date" if front.date.is_empty() => front.date = super::front::day(&said),
            "dc:language" if front.lang.is_empty() => front.lang = said.chars().take(2).collect(),
            _ => {}
        }
        self.said.clear();
    }

    fn words(&mut self, words: &str) {
        self.said.push_str(words);
    }
}
