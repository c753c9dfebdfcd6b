//! ODT: paragraphs, headings, numbered lists, tables, notes; what was deleted or remarked at the margin is left out.

use std::collections::BTreeMap;

use super::broken;
use super::flow::Flow;
use super::number::{LEVELS_MAX, Level, Numbering};
use crate::read::ReadError;
use crate::read::html::raise;
use crate::read::package::Package;
use crate::read::xml::{Element, Sink, stream};
use crate::{Layout, Text};

/// Elements whose text is no part of the document.
const HIDDEN: [&str; 5] =
    ["text:tracked-changes", "office:annotation", "text:ruby-text", "svg:title", "svg:desc"];
/// Blanks that one element may stand for.
const BLANKS_MAX: usize = 64;

/// Reads a document.
pub(in crate::read) fn read(package: &mut Package<'_>) -> Result<Text, ReadError> {
    let mut body = Body::default();
    for name in ["styles.xml", "content.xml"] {
        if let Some(xml) = package.xml(name)? {
            stream(&xml, &mut body).map_err(|why| broken(format!("{name}: {why}")))?;
        }
    }
    Ok(body.flow.finish())
}

/// A note while it is read: its mark and its paragraphs.
#[derive(Debug, Default)]
struct Note {
    mark: String,
    paragraphs: Vec<String>,
    /// How many paragraphs were open where it began; what stands directly in the note is white space.
    outside: usize,
}

/// A list that is open.
#[derive(Debug)]
struct List {
    style: String,
    id: String,
    /// Whether its item has no paragraph yet. An item that holds nothing but a list below it is not counted.
    waits: bool,
}

#[derive(Debug, Default)]
struct Body {
    flow: Flow,
    numbering: Numbering,
    /// The list style that is being defined.
    style: String,
    /// The lists that are open, outermost first.
    lists: Vec<List>,
    /// How far the lists with an id had counted when they closed.
    closed: BTreeMap<String, [u32; LEVELS_MAX]>,
    /// The label that waits for the first paragraph of its item.
    label: String,
    /// Paragraphs that are open; notes and text boxes put one into another.
    open: Vec<String>,
    note: Option<Note>,
    in_mark: bool,
    in_text: bool,
    cells: usize,
    hidden: usize,
}

impl Body {
    fn push(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(words);
        }
    }

    fn finish(&mut self, heading: bool) {
        let Some(words) = self.open.pop() else { return };
        if let Some(note) = &mut self.note {
            note.paragraphs.push(words.trim().to_owned());
            return;
        }
        if words.trim().is_empty() {
            return;
        }
        let label = std::mem::take(&mut self.label);
        let words = if label.is_empty() { words } else { format!("{label} {words}") };
        let layout = match () {
            () if !self.in_text => Layout::Furniture,
            () if heading => Layout::Heading,
            () if self.cells > 0 => Layout::Cell,
            () => Layout::Block,
        };
        self.flow.block(&words, layout);
    }

    /// A level of a list style; ODF writes what stands before and behind the number apart.
    fn level(&mut self, element: &Element<'_>) {
        let at: usize = element.get("text:level").parse().unwrap_or(1);
        let levels = self.numbering.lists.entry(self.style.clone()).or_default();
        if at == 0 || at > LEVELS_MAX {
            return;
        }
        levels.resize_with(levels.len().max(at), Level::default);
        let format = element.get("style:num-format");
        let shown: usize = element.get("text:display-levels").parse().unwrap_or(1);
        let numbers: Vec<String> =
            (at.saturating_sub(shown.clamp(1, at)) + 1..=at).map(|level| format!("%{level}")).collect();
        let numbers = if format.is_empty() { String::new() } else { numbers.join(".") };
        levels[at - 1] = Level {
            label: format!("{}{numbers}{}", element.get("style:num-prefix"), element.get("style:num-suffix")),
            format: if element.name == "text:list-level-style-bullet" { "bullet".to_owned() } else { format },
            start: element.get("text:start-value").parse().unwrap_or(1),
        };
    }

    /// A list counts from its first number, unless it says that it goes on with the one before or with a named one.
    fn open_list(&mut self, element: &Element<'_>) {
        let named = element.get("text:style-name");
        let outer = self.lists.last();
        let below_nothing = outer.is_some_and(|list| list.waits);
        let style = if named.is_empty() { outer.map_or("", |list| &list.style).to_owned() } else { named };
        let earlier = element.get("text:continue-list");
        if let Some(counts) = self.closed.get(&earlier) {
            self.numbering.counts.insert(style.clone(), *counts);
        } else if earlier.is_empty() && element.get("text:continue-numbering") != "true" && !below_nothing {
            self.numbering.begin(&style, self.lists.len());
        }
        self.lists.push(List { style, id: element.get("xml:id"), waits: false });
    }

    fn close_list(&mut self) {
        let Some(list) = self.lists.pop().filter(|list| !list.id.is_empty()) else { return };
        if let Some(counts) = self.numbering.counts.get(&list.style) {
            self.closed.insert(list.id, *counts);
        }
    }

    fn open_item(&mut self, element: &Element<'_>) {
        let level = self.lists.len().saturating_sub(1);
        let Some(list) = self.lists.last_mut() else { return };
        list.waits = true;
        if let Ok(number) = element.get("text:start-value").parse() {
            self.numbering.set_next(&list.style, level, number);
        }
    }

    /// A paragraph begins; the first of an item has the item's number.
    fn open_paragraph(&mut self) {
        let level = self.lists.len().saturating_sub(1);
        if let Some(list) = self.lists.last_mut().filter(|list| list.waits) {
            list.waits = false;
            self.label = self.numbering.next(&list.style, level);
        }
        self.open.push(String::new());
    }

    fn open_note(&mut self) {
        let outside = self.open.len();
        self.note.get_or_insert_with(|| Note { outside, ..Note::default() });
    }

    fn close_note(&mut self) {
        let Some(note) = self.note.take() else { return };
        let mark = match note.mark.trim() {
            "" => (self.flow.notes() + 1).to_string(),
            mark => mark.to_owned(),
        };
        self.push(&raise(&mark));
        self.flow.note(mark, note.paragraphs);
    }
}

impl Sink for Body {
    fn open(&mut self, element: &Element<'_>) {
        if self.hidden > 0 || HIDDEN.contains(&element.name) {
            self.hidden += usize::from(HIDDEN.contains(&element.name));
            return;
        }
        match element.name {
            "office:text" => self.in_text = true,
            "text:list-style" => self.style = element.get("style:name"),
            "text:list-level-style-number" | "text:list-level-style-bullet" => self.level(element),
            "text:list" => self.open_list(element),
            "text:list-item" => self.open_item(element),
            "text:p" | "text:h" => self.open_paragraph(),
            "table:table-cell" => self.cells += 1,
            "text:note" => self.open_note(),
            "text:note-citation" => self.in_mark = true,
            "text:s" => {
                let count: usize = element.get("text:c").parse().unwrap_or(1);
                self.push(&" ".repeat(count.min(BLANKS_MAX)));
            }
            "text:tab" => self.push(" "),
            "text:line-break" => self.push("\n"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.hidden > 0 {
            self.hidden -= usize::from(HIDDEN.contains(&name));
            return;
        }
        match name {
            "office:text" => self.in_text = false,
            "text:list" => self.close_list(),
            "text:list-item" => self.label.clear(),
            "text:p" | "text:h" => self.finish(name == "text:h"),
            "table:table-cell" => self.cells = self.cells.saturating_sub(1),
            "text:note-citation" => self.in_mark = false,
            "text:note" => self.close_note(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        match &mut self.note {
            Some(note) if self.in_mark => note.mark.push_str(words),
            Some(note) if note.outside == self.open.len() => {}
            // A line end in the file is a blank; those of the text are elements.
            _ => self.push(&words.replace('\n', " ")),
        }
    }
}
