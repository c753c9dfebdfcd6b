//! Lines to paragraphs: by gaps, indents, short lines and numbers, also from one column or page to the next.

use super::furniture::Page;
use super::order::{self, Line};
use crate::Layout;

/// Type smaller than this share of the body's is the type of footnotes.
const NOTE: f64 = 0.93;
/// Type larger than this share of the body's is the type of headings.
const HEADING: f64 = 1.15;
/// The shortest heading, in letters; less is an ornament or an initial.
const HEADING_LETTERS_MIN: usize = 3;
/// The longest heading, in letters.
const HEADING_LETTERS_MAX: usize = 300;
/// A step to the next line that is larger than this multiple of the usual one parts paragraphs.
const STEP: f64 = 1.3;
/// An indent that counts, as a multiple of the type size.
const INDENT: f64 = 0.9;
/// How far from the right margin a full line may end, as a multiple of the type size.
const FULL: f64 = 1.2;
/// What may be left of a line that ends within a sentence, as a share of the column.
const NEARLY_FULL: f64 = 0.25;

/// A paragraph, or a row of furniture.
#[derive(Debug)]
pub(super) struct Block {
    /// What it is.
    pub layout: Layout,
    /// Its lines: the words and the page they stand on.
    pub lines: Vec<(String, u32)>,
}

/// The measures of a column.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f64,
    right: f64,
    step: f64,
}

/// A paragraph while it grows.
#[derive(Debug)]
struct Open {
    lines: Vec<Line>,
    column: Column,
    /// Where its second and later lines begin.
    margin: f64,
}

/// Blocks in reading order; footnotes stand at the end of the document, so that they part no sentence.
pub(super) fn blocks(pages: &[Page], body: f64) -> Vec<Block> {
    let mut flow = Flow { body, ..Flow::default() };
    for page in pages {
        flow.furniture(&page.head, page.number);
        for order::Column { mut lines, cell } in order::columns(page, body) {
            let notes = lines.split_off(notes_start(&lines, body, flow.notes.last()));
            flow.column(lines, cell);
            flow.note_column(notes);
        }
        flow.furniture(&page.foot, page.number);
    }
    flow.finish()
}

/// Where the footnotes of a column begin: small type down to its end, headed by a mark or going on with the last note.
fn notes_start(lines: &[Line], body: f64, last: Option<&Block>) -> usize {
    let small = lines.iter().rev().take_while(|line| line.size < body * NOTE).count();
    let from = lines.len() - small;
    if from == 0 && !lines.first().is_some_and(|line| line.raised) {
        return lines.len();
    }
    // On a later page the first of them may go on with a note of the page before.
    let marked = lines[from..].iter().position(begins_note);
    match marked {
        Some(0) => from,
        Some(at) if last.is_none() || from == 0 => from + at,
        Some(_) => from,
        None if from > 0 && last.is_some_and(|note| note_goes_on(note, lines.get(from))) => from,
        None => lines.len(),
    }
}

/// Whether small type without a mark goes on with a note of this page or the one before: one of the two is cut off.
fn note_goes_on(note: &Block, line: Option<&Line>) -> bool {
    let (Some((words, page)), Some(line)) = (note.lines.last(), line) else { return false };
    line.page <= page + 1 && (!ends_sentence(words) || line.text.starts_with(char::is_lowercase))
}

fn begins_note(line: &Line) -> bool {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    line.raised
        || (1..4).contains(&digits) && line.text[digits..].starts_with(' ')
        || line.text.starts_with(['*', '†', '‡', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

#[derive(Debug, Default)]
struct Flow {
    body: f64,
    out: Vec<Block>,
    notes: Vec<Block>,
    open: Option<Open>,
    /// Whether the lines stand in a cell of a table.
    cell: bool,
    /// Furniture that waits for the end of the paragraph it stands in.
    waiting: Vec<Block>,
}

impl Flow {
    fn furniture(&mut self, rows: &[String], page: u32) {
        let block = |row: &String| Block { layout: Layout::Furniture, lines: vec![(row.clone(), page)] };
        self.waiting.extend(rows.iter().map(block));
        if self.open.is_none() {
            self.out.append(&mut self.waiting);
        }
    }

    fn column(&mut self, lines: Vec<Line>, cell: bool) {
        if cell || self.cell {
            self.close();
        }
        self.cell = cell;
        let Some(column) = measure(&lines) else { return };
        let mut first = true;
        for (at, line) in lines.iter().enumerate() {
            if leads_elsewhere(&line.text) {
                self.close();
                self.out
                    .push(Block { layout: Layout::Furniture, lines: vec![(line.text.clone(), line.page)] });
                continue;
            }
            let goes_on = match &self.open {
                None => false,
                Some(open) if first => goes_on_over_break(open, line, column),
                Some(open) => goes_on(open, line, column, lines.get(at + 1)),
            };
            first = false;
            if !goes_on {
                self.close();
            }
            self.push(line, column);
        }
    }

    fn push(&mut self, line: &Line, column: Column) {
        match &mut self.open {
            Some(open) => {
                open.margin = line.x;
                open.column = column;
                open.lines.push(line.clone());
            }
            None => self.open = Some(Open { lines: vec![line.clone()], column, margin: line.x }),
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let letters: usize = open.lines.iter().map(|line| line.text.len()).sum();
            let size = open.lines.iter().map(|line| line.size).fold(f64::MAX, f64::min);
            let heading =
                size > self.body * HEADING && (HEADING_LETTERS_MIN..HEADING_LETTERS_MAX).contains(&letters);
            let layout = match () {
                () if self.cell => Layout::Cell,
                () if heading => Layout::Heading,
                () => Layout::Block,
            };
            let lines = open.lines.into_iter().map(|line| (line.text, line.page)).collect();
            self.out.push(Block { layout, lines });
        }
        self.out.append(&mut self.waiting);
    }

    fn note_column(&mut self, lines: Vec<Line>) {
        for line in lines {
            match self.notes.last_mut() {
                Some(note) if !begins_note(&line) => note.lines.push((line.text, line.page)),
                _ => self.notes.push(Block { layout: Layout::Footnote, lines: vec![(line.text, line.page)] }),
            }
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close();
        self.out.append(&mut self.notes);
        self.out
    }
}

/// A line of a table of contents: dots lead to the number of a page.
fn leads_elsewhere(text: &str) -> bool {
    text.contains(".....") || text.contains(". . . . .") || text.contains("……")
}

fn measure(lines: &[Line]) -> Option<Column> {
    let first = lines.first()?;
    let mut steps: Vec<f64> =
        lines.windows(2).map(|pair| pair[0].y - pair[1].y).filter(|step| *step > 0.).collect();
    steps.sort_by(f64::total_cmp);
    // Two in five: a page of headings and short items has more gaps than steps inside of paragraphs.
    let step = steps.get(steps.len() * 2 / 5).copied().unwrap_or(first.size * 1.2);
    let mut ends: Vec<f64> = lines.iter().map(|line| line.end).collect();
    ends.sort_by(f64::total_cmp);
    let right = ends.get((ends.len() * 19 / 20).min(ends.len() - 1)).copied().unwrap_or(first.end);
    let left = lines.iter().map(|line| line.x).fold(first.x, f64::min);
    Some(Column { left, right, step })
}

/// Whether `line` belongs to the paragraph above it in its column.
fn goes_on(open: &Open, line: &Line, column: Column, next: Option<&Line>) -> bool {
    let Some(above) = open.lines.last() else { return false };
    if !same_size(above, line) {
        return false;
    }
    let step = above.y - line.y;
    if step > column.step * STEP || step < -line.size * 0.5 {
        return false;
    }
    let ended = ends_sentence(&above.text);
    if begins_item(line) && (line.tab || ended || !is_full(above, line, column)) {
        return false;
    }
    let lower = line.text.starts_with(char::is_lowercase);
    if lower && !ended {
        return true;
    }
    let indent = line.size * INDENT;
    // The first line of a paragraph stands in, the next one back at the margin.
    let stands_in = line.x - open.margin > indent && open.lines.len() > 1 || line.x - above.x > indent;
    let back = next.is_none_or(|next| line.x - next.x > indent || !same_size(line, next));
    if stands_in && back && (open.lines.len() > 1 || ended) {
        return false;
    }
    // Hanging indent: the next item begins further left than the lines of the one before.
    if open.lines.len() > 1 && open.margin - line.x > indent && ended {
        return false;
    }
    let room = column.right - above.end;
    let nearly = room < (column.right - column.left) * NEARLY_FULL;
    is_full(above, line, column) || !ended && (nearly || !line.text.starts_with(char::is_uppercase))
}

/// Whether the first line of the next column or page goes on with the open paragraph.
fn goes_on_over_break(open: &Open, line: &Line, column: Column) -> bool {
    let Some(last) = open.lines.last() else { return false };
    if !same_size(last, line) || begins_item(line) {
        return false;
    }
    let ended = ends_sentence(&last.text);
    if !ended
        && line.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "(“\"«".contains(c))
    {
        return true;
    }
    let offset = (line.x - column.left) - (open.margin - open.column.left);
    is_full(last, line, open.column) && offset < line.size * INDENT && open.lines.len() > 1
}

fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() < a.size.max(b.size) * 0.07
}

/// Whether a line was filled: the first word of the next one would not have fitted into it.
fn is_full(line: &Line, next: &Line, column: Column) -> bool {
    let room = column.right - line.end;
    room < next.first_width + next.size * 0.2 || room < line.size * FULL
}

fn ends_sentence(text: &str) -> bool {
    let bare =
        text.trim_end_matches(['”', '"', '»', ')', '’', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    bare.ends_with(['.', '?', '!', ':', ';', '…'])
}

/// Whether a line begins with a number, a letter or a mark of an item: `12.`, `97.10`, `(a)`, `IV.`, `–`, `•`.
fn begins_item(line: &Line) -> bool {
    let word = line.text.split_whitespace().next().unwrap_or("");
    if matches!(word, "-" | "–" | "—" | "•" | "●" | "▪" | "" | "o" | "*") {
        return line.text.len() > word.len();
    }
    let bare = word.strip_prefix('(').unwrap_or(word);
    let closed = bare.ends_with(['.', ')']);
    let bare = bare.trim_end_matches(['.', ')', ':']);
    let parts: Vec<&str> = bare.split('.').collect();
    let digits = |part: &&str| (1..4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let dotted = parts.len() > 1 && parts.len() < 5 && parts.iter().all(digits);
    let single = parts.len() == 1
        && (digits(&bare)
            || bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic)
            || !bare.is_empty() && bare.len() < 6 && bare.chars().all(|c| "ivxlcIVXLC".contains(c)));
    line.text.len() > word.len() && (dotted && (closed || line.tab) || single && closed)
}
