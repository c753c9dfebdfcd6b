//! Tables for people: fitted to the terminal, the last column wrapped under itself, no lines drawn.
//!
//! A row may have a paragraph beneath it, so that a quotation has the width of the terminal and not that of a
//! column.

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use crate::terminal::{Style, Terminal};

/// Blanks between columns.
const GAP: usize = 2;
/// Blanks before a paragraph that stands beneath its row.
pub const INDENT: usize = 4;
/// The last column is never narrower than this; on a terminal that is too narrow for it the lines run over.
const LAST_WIDTH_MIN: usize = 20;

/// A table under construction.
#[derive(Debug)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Row>,
    spaced: bool,
    cut: bool,
}

#[derive(Debug)]
struct Row {
    cells: Vec<String>,
    beneath: Vec<String>,
}

impl Table {
    /// Starts a table with its headings.
    pub fn new(headings: &[&str]) -> Self {
        let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
        Self { headings, rows: Vec::new(), spaced: false, cut: false }
    }

    /// Leaves a blank line behind each row.
    pub fn spaced(mut self) -> Self {
        self.spaced = true;
        self
    }

    /// Cuts the last column at the edge of the terminal instead of wrapping it.
    pub fn cut(mut self) -> Self {
        self.cut = true;
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.row_with(cells, Vec::new());
    }

    /// Adds a row with lines beneath it, already laid out.
    pub fn row_with(&mut self, cells: impl IntoIterator<Item = String>, beneath: Vec<String>) {
        let cells = cells.into_iter().map(|cell| on_one_line(&cell)).collect();
        self.rows.push(Row { cells, beneath });
    }

    /// Lays the table out, one string a line.
    pub fn lines(self, terminal: Terminal) -> Vec<String> {
        let widths = self.widths();
        let mut lines: Vec<String> = laid_out(&self.headings, &widths, terminal.width)
            .iter()
            .map(|line| terminal.style(Style::Bold, line))
            .collect();
        for row in &self.rows {
            let mut row_lines = laid_out(&row.cells, &widths, terminal.width);
            if self.cut && row_lines.len() > 1 {
                row_lines.truncate(1);
                row_lines.iter_mut().for_each(|line| end_with_ellipsis(line, terminal.width));
            }
            lines.extend(row_lines);
            lines.extend(row.beneath.iter().cloned());
            if self.spaced {
                lines.push(String::new());
            }
        }
        if self.spaced {
            lines.pop();
        }
        lines
    }

    /// The width of each column but the last: that of its widest cell.
    fn widths(&self) -> Vec<usize> {
        let columns = self.headings.len().saturating_sub(1);
        let cells = |at: usize| self.rows.iter().filter_map(move |row| row.cells.get(at));
        (0..columns)
            .map(|at| {
                self.headings.get(at).into_iter().chain(cells(at)).map(|cell| cell.width()).max().unwrap_or(0)
            })
            .collect()
    }
}

/// Puts an ellipsis behind a line, in place of its last word where the line is full.
fn end_with_ellipsis(line: &mut String, width: usize) {
    if line.width() + 2 > width {
        line.truncate(line.rfind(' ').unwrap_or(0));
    }
    line.push_str(" …");
}

fn laid_out(cells: &[String], widths: &[usize], width: usize) -> Vec<String> {
    let mut head = String::new();
    for (cell, column) in cells.iter().zip(widths) {
        head.push_str(cell);
        head.push_str(&" ".repeat((column + GAP).saturating_sub(cell.width())));
    }
    let last = cells.get(widths.len()).map_or("", String::as_str);
    let hanging = " ".repeat(head.width());
    let options = Options::new(width.max(hanging.len() + LAST_WIDTH_MIN))
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(&head)
        .subsequent_indent(&hanging);
    textwrap::wrap(last, options).iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A paragraph wrapped to the terminal, each line with a margin.
pub fn paragraph(words: &str, terminal: Terminal, indent: usize) -> Vec<String> {
    let margin = " ".repeat(indent);
    let options = Options::new(terminal.width)
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(&margin)
        .subsequent_indent(&margin);
    let words = on_one_line(words);
    if words.is_empty() {
        return Vec::new();
    }
    textwrap::wrap(&words, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Folds blanks and takes out what would move the cursor.
pub fn on_one_line(words: &str) -> String {
    whereas_extract::fold_blanks(&printable(words))
}

/// Replaces characters that steer a terminal or turn the direction of writing by blanks of the same number of
/// bytes, so that places in the text stay valid. A document must not be able to write over the screen.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_ascii_control() => ' ',
            c if c.is_control() => '\u{a0}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{2003}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Terminal = Terminal { width: 40, styled: false };

    #[test]
    fn the_last_column_is_wrapped_under_itself() {
        let mut table = Table::new(&["ID", "WHERE", "WORDS"]).spaced();
        table.row(["d1".into(), "Келмар".into(), "Urges the Government\nof Varosia to free all".into()]);
        table
            .row_with(["d2".into(), "".into(), "Regrets\tthis".into()], paragraph("and more", PLAIN, INDENT));
        let expected = [
            "ID  WHERE   WORDS",
            "d1  Келмар  Urges the Government of",
            "            Varosia to free all",
            "",
            "d2          Regrets this",
            "    and more",
        ];
        assert_eq!(table.lines(PLAIN), expected);
    }

    #[test]
    fn the_last_column_can_be_cut() {
        let mut table = Table::new(&["ID", "BEGINS"]).cut();
        table.row(["p1".into(), "having regard to the treaty".into()]);
        table.row(["p2".into(), "having regard to its earlier resolutions".into()]);
        table.row(["p3".into(), "having regard to the 11th hour, and".into()]);
        let expected = [
            "ID  BEGINS",
            "p1  having regard to the treaty",
            "p2  having regard to its earlier …",
            "p3  having regard to the 11th hour, and",
        ];
        assert_eq!(table.lines(PLAIN), expected);
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        let hostile = "a\u{1b}[2Jb\u{9b}c\u{202e}d\n";
        let shown = printable(hostile);
        assert_eq!(shown, "a [2Jb\u{a0}c\u{2003}d ");
        assert_eq!(shown.len(), hostile.len());
    }
}
