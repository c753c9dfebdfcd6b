//! Tables for people: fitted to the terminal, long words wrapped in their column, no lines drawn.

use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};

use crate::terminal::{Style, Terminal};

/// How wide a column may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As wide as its content: ids, dates, numbers.
    Content,
    /// Wrapped, at most this many columns.
    Narrow(u16),
    /// Takes what is left.
    Rest,
}

/// A table under construction.
#[derive(Debug)]
pub struct Table {
    fits: Vec<Fit>,
    inner: comfy_table::Table,
    /// A blank line behind each row; for rows that are wrapped.
    spaced: bool,
}

impl Table {
    /// Starts a table with its headings.
    pub fn new(columns: &[(&str, Fit)]) -> Self {
        let mut inner = comfy_table::Table::new();
        inner.load_style(presets::NOTHING);
        inner.set_content_arrangement(ContentArrangement::Dynamic);
        inner.set_header(columns.iter().map(|(heading, _)| (*heading).to_owned()));
        Self { fits: columns.iter().map(|(_, fit)| *fit).collect(), inner, spaced: false }
    }

    /// Leaves a blank line behind each row.
    pub fn spaced(mut self) -> Self {
        self.spaced = true;
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut cells: Vec<String> = cells.into_iter().map(|cell| on_one_line(&cell)).collect();
        if self.spaced
            && let Some(last) = cells.last_mut()
        {
            last.push_str("\n ");
        }
        self.inner.add_row(cells);
    }

    /// Lays the table out, one string a line.
    pub fn lines(mut self, terminal: Terminal) -> Vec<String> {
        self.inner.set_width(u16::try_from(terminal.width).unwrap_or(u16::MAX));
        let last = self.fits.len().saturating_sub(1);
        for (at, (column, fit)) in self.inner.column_iter_mut().zip(&self.fits).enumerate() {
            column.set_padding((0, if at == last { 0 } else { 2 }));
            match fit {
                Fit::Content => {
                    column.set_constraint(ColumnConstraint::ContentWidth);
                }
                Fit::Narrow(width) => {
                    column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(*width)));
                }
                Fit::Rest => {}
            }
        }
        let mut lines: Vec<String> = self.inner.lines().map(|line| line.trim_end().to_owned()).collect();
        if let Some(heading) = lines.first_mut() {
            *heading = terminal.style(Style::Bold, heading);
        }
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines
    }
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
        let mut table = Table::new(&[("ID", Fit::Content), ("QUOTATION", Fit::Rest)]).spaced();
        table.row(["d1".into(), "Urges the Government\nof Varosia to free all prisoners".into()]);
        table.row(["d2".into(), "Regrets\tthis".into()]);
        let expected = [
            "ID  QUOTATION",
            "d1  Urges the Government of Varosia to",
            "    free all prisoners",
            "",
            "d2  Regrets this",
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
