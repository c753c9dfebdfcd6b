//! DOCX: paragraphs with their headings and list numbers, tables, footnotes and endnotes, running heads.

use std::collections::BTreeMap;

use super::broken;
use super::flow::Flow;
use super::number::{LEVELS_MAX, Level, Numbering};
use crate::read::ReadError;
use crate::read::html::raise;
use crate::read::package::Package;
use crate::read::xml::{Element, Sink, stream};
use crate::{Layout, Text};

/// Elements whose text stands elsewhere too: the copy for older programs, and the place that words were moved from.
const HIDDEN: [&str; 2] = ["mc:Fallback", "w:moveFrom"];

/// Reads a document.
pub(in crate::read) fn read(package: &mut Package<'_>) -> Result<Text, ReadError> {
    let mut styles = Styles::default();
    parse(package, "word/styles.xml", &mut styles)?;
    let mut lists = Lists::default();
    parse(package, "word/numbering.xml", &mut lists)?;
    let mut notes = Notes::default();
    parse(package, "word/footnotes.xml", &mut notes)?;
    parse(package, "word/endnotes.xml", &mut notes)?;
    let mut body = Body { styles, numbering: lists.numbering(), notes: notes.found, ..Body::default() };
    parse(package, "word/document.xml", &mut body)?;
    for name in package.names() {
        if name.starts_with("word/header") || name.starts_with("word/footer") {
            body.furniture = true;
            parse(package, &name, &mut body)?;
        }
    }
    Ok(body.flow.finish())
}

fn parse(package: &mut Package<'_>, name: &str, sink: &mut impl Sink) -> Result<(), ReadError> {
    let Some(xml) = package.xml(name)? else { return Ok(()) };
    stream(&xml, sink).map_err(|why| broken(format!("{name}: {why}")))
}

/// What a style of paragraphs says.
#[derive(Debug, Default, Clone)]
struct Style {
    heading: bool,
    list: String,
    level: usize,
}

#[derive(Debug, Default)]
struct Styles {
    styles: BTreeMap<String, Style>,
    id: String,
}

impl Sink for Styles {
    fn open(&mut self, element: &Element<'_>) {
        let style = self.styles.entry(self.id.clone()).or_default();
        match element.name {
            "w:style" => self.id = element.get("w:styleId"),
            "w:name" => {
                let name = element.get("w:val").to_lowercase();
                style.heading = name.starts_with("heading ") || name == "title";
            }
            "w:outlineLvl" => style.heading = true,
            "w:numId" => style.list = element.get("w:val"),
            "w:ilvl" => style.level = element.get("w:val").parse().unwrap_or(0),
            _ => {}
        }
    }

    fn close(&mut self, _: &str) {}

    fn words(&mut self, _: &str) {}
}

/// Lists: the abstract ones say how they are numbered, the concrete ones which abstract one they are.
#[derive(Debug, Default)]
struct Lists {
    forms: BTreeMap<String, Vec<Level>>,
    lists: BTreeMap<String, String>,
    form: String,
    list: String,
}

impl Lists {
    fn numbering(self) -> Numbering {
        let form = |id: &String| self.forms.get(id).cloned().unwrap_or_default();
        let lists = self.lists.iter().map(|(list, id)| (list.clone(), form(id))).collect();
        Numbering { lists, ..Numbering::default() }
    }
}

impl Sink for Lists {
    fn open(&mut self, element: &Element<'_>) {
        let value = || element.get("w:val");
        match element.name {
            "w:abstractNum" => (self.form, self.list) = (element.get("w:abstractNumId"), String::new()),
            "w:num" => self.list = element.get("w:numId"),
            "w:abstractNumId" => {
                self.lists.insert(self.list.clone(), value());
            }
            // Overrides inside of `w:num` are passed over.
            "w:lvl" if self.list.is_empty() => {
                let levels = self.forms.entry(self.form.clone()).or_default();
                if levels.len() < LEVELS_MAX {
                    levels.push(Level { format: "decimal".to_owned(), label: String::new(), start: 1 });
                }
            }
            _ if !self.list.is_empty() => {}
            name => {
                let Some(level) = self.forms.get_mut(&self.form).and_then(|levels| levels.last_mut()) else {
                    return;
                };
                match name {
                    "w:start" => level.start = value().parse().unwrap_or(1),
                    "w:numFmt" => level.format = value(),
                    "w:lvlText" => level.label = value(),
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, _: &str) {}

    fn words(&mut self, _: &str) {}
}

/// Footnotes and endnotes by the name that their marks give.
#[derive(Debug, Default)]
struct Notes {
    found: BTreeMap<String, Vec<String>>,
    open: Option<String>,
    line: String,
    in_text: bool,
    hidden: usize,
}

impl Sink for Notes {
    fn open(&mut self, element: &Element<'_>) {
        self.hidden += usize::from(HIDDEN.contains(&element.name));
        match element.name {
            // Separators have a type; notes have none.
            "w:footnote" | "w:endnote" if matches!(element.get("w:type").as_str(), "" | "normal") => {
                self.open = Some(format!("{} {}", element.name, element.get("w:id")));
            }
            "w:t" => self.in_text = true,
            "w:tab" | "w:br" => self.line.push(' '),
            "w:noBreakHyphen" => self.line.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.hidden = self.hidden.saturating_sub(usize::from(HIDDEN.contains(&name)));
        match name {
            "w:t" => self.in_text = false,
            "w:p" => {
                let line = std::mem::take(&mut self.line);
                if let Some(id) = &self.open {
                    self.found.entry(id.clone()).or_default().push(line.trim().to_owned());
                }
            }
            "w:footnote" | "w:endnote" => self.open = None,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_text && self.hidden == 0 {
            self.line.push_str(words);
        }
    }
}

/// A paragraph while it grows.
#[derive(Debug, Default)]
struct Paragraph {
    words: String,
    style: String,
    list: Option<String>,
    level: Option<usize>,
    heading: bool,
}

#[derive(Debug, Default)]
struct Body {
    styles: Styles,
    numbering: Numbering,
    notes: BTreeMap<String, Vec<String>>,
    flow: Flow,
    /// Paragraphs that are open; text boxes put one into another.
    open: Vec<Paragraph>,
    cells: usize,
    in_text: bool,
    raised: bool,
    /// How many hidden elements are open.
    hidden: usize,
    /// Whether running heads and feet are read.
    furniture: bool,
}

impl Body {
    fn finish(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if paragraph.words.trim().is_empty() {
            return;
        }
        let style = self.styles.styles.get(&paragraph.style).cloned().unwrap_or_default();
        let list = paragraph.list.unwrap_or(style.list);
        let label = self.numbering.next(&list, paragraph.level.unwrap_or(style.level));
        let words = if label.is_empty() { paragraph.words } else { format!("{label} {}", paragraph.words) };
        let layout = match () {
            () if self.furniture => Layout::Furniture,
            () if self.cells > 0 => Layout::Cell,
            () if style.heading || paragraph.heading => Layout::Heading,
            () => Layout::Block,
        };
        self.flow.block(&words, layout);
    }

    fn push(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.words.push_str(words);
        }
    }

    fn reference(&mut self, id: &str) {
        let Some(paragraphs) = self.notes.remove(id) else { return };
        let mark = (self.flow.notes() + 1).to_string();
        self.push(&raise(&mark));
        self.flow.note(mark, paragraphs);
    }

    fn property(&mut self, element: &Element<'_>) {
        let value = element.get("w:val");
        let Some(paragraph) = self.open.last_mut() else { return };
        match element.name {
            "w:pStyle" => paragraph.style = value,
            "w:outlineLvl" => paragraph.heading = value.parse().is_ok_and(|level: u32| level < 9),
            "w:numId" => paragraph.list = Some(value),
            "w:ilvl" => paragraph.level = value.parse().ok(),
            _ => {}
        }
    }
}

impl Sink for Body {
    fn open(&mut self, element: &Element<'_>) {
        if self.hidden > 0 || HIDDEN.contains(&element.name) {
            self.hidden += usize::from(HIDDEN.contains(&element.name));
            return;
        }
        match element.name {
            "w:p" => self.open.push(Paragraph::default()),
            "w:tc" => self.cells += 1,
            "w:r" => self.raised = false,
            "w:vertAlign" => self.raised = element.get("w:val") == "superscript",
            "w:t" => self.in_text = true,
            "w:tab" => self.push(" "),
            "w:br" | "w:cr" => self.push("\n"),
            "w:noBreakHyphen" => self.push("-"),
            "w:footnoteReference" => self.reference(&format!("w:footnote {}", element.get("w:id"))),
            "w:endnoteReference" => self.reference(&format!("w:endnote {}", element.get("w:id"))),
            _ => self.property(element),
        }
    }

    fn close(&mut self, name: &str) {
        if self.hidden > 0 {
            self.hidden -= usize::from(HIDDEN.contains(&name));
            return;
        }
        match name {
            "w:p" => self.finish(),
            "w:tc" => self.cells = self.cells.saturating_sub(1),
            "w:t" => self.in_text = false,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_text && self.hidden == 0 {
            if self.raised { self.push(&raise(words)) } else { self.push(words) }
        }
    }
}
