//! What the terminal can show: its width, and whether it takes colour.

use std::io::IsTerminal;

use clap::ValueEnum;

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Also into a file or a pipe
    Always,
    /// Never
    Never,
}

/// The width when nobody says how wide the terminal is.
const WIDTH_UNKNOWN: usize = 100;
/// Narrower than this, tables are cut for nobody's good.
const WIDTH_MIN: usize = 40;
/// Lines longer than this are hard to read.
const WIDTH_MAX: usize = 160;

/// What standard output can show.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether bold and underlined letters may be used.
    pub styled: bool,
}

impl Terminal {
    /// Asks the environment and standard output.
    pub fn new(color: Color) -> Self {
        let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = said.or_else(seen).unwrap_or(WIDTH_UNKNOWN).clamp(WIDTH_MIN, WIDTH_MAX);
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let styled = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stdout().is_terminal() && !plain,
        };
        Self { width, styled }
    }

    /// Wraps words in a style, on terminals that show it.
    pub fn style(self, style: Style, words: &str) -> String {
        if self.styled && !words.is_empty() {
            format!("{}{words}\u{1b}[0m", style.code())
        } else {
            words.to_owned()
        }
    }
}

/// The few styles in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Headings of tables, quotations in their paragraph.
    Bold,
    /// What surrounds the thing that was asked for.
    Dim,
    /// A cue, a hit.
    Underlined,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Bold => "\u{1b}[1m",
            Style::Dim => "\u{1b}[2m",
            Style::Underlined => "\u{1b}[1;4m",
        }
    }
}
