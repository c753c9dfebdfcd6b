//! Rows to lines in reading order: columns are found by the gaps that run through them.
//!
//! The order of the file is not trusted. Rows are gathered into bands as long as one gap runs through all of them; a
//! band is set in columns when both sides of the gap read like text. Everything else is read row by row.

use super::furniture::Page;
use super::word::{self, Row, Word};

/// The smallest gap between columns, as a multiple of the type size.
const GUTTER: f64 = 1.1;
/// Rows that both sides of a gap need before they are columns.
const COLUMN_ROWS_MIN: usize = 3;
/// Letters that a line of a column has on the average; less is a table of figures or a list of labels.
const COLUMN_LETTERS_MIN: usize = 14;
/// Columns in columns.
const DEPTH_MAX: usize = 4;
/// A step to the next row that is larger than this multiple of the usual step is a gap.
const STEP: f64 = 1.35;

/// A line of a column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its words.
    pub text: String,
    /// Left end.
    pub x: f64,
    /// Right end.
    pub end: f64,
    /// Base line.
    pub y: f64,
    /// Size of most of its type.
    pub size: f64,
    /// Number of the page.
    pub page: u32,
    /// Width of its first word.
    pub first_width: f64,
    /// Whether its first word is raised: the mark of a footnote.
    pub raised: bool,
    /// Whether a wide gap stands behind its first word, as behind the number of a paragraph.
    pub tab: bool,
}

/// The lines of a page in reading order, one list for each column.
pub(super) fn columns(page: &Page) -> Vec<Vec<Line>> {
    let regions = split(page.rows.clone(), 0);
    let lines = |rows: Vec<Row>| rows.iter().filter_map(|row| line(row, page.number)).collect();
    regions.into_iter().map(lines).filter(|lines: &Vec<Line>| !lines.is_empty()).collect()
}

fn line(row: &Row, page: u32) -> Option<Line> {
    let first = row.words.first()?;
    let end = row.words.iter().map(|word| word.end).fold(first.end, f64::max);
    let gap = row.words.get(1).map_or(0., |second| second.x - first.end);
    Some(Line {
        text: word::text(&row.words),
        x: first.x,
        end,
        y: row.y,
        size: row.size,
        page,
        first_width: first.end - first.x,
        raised: first.raised,
        tab: gap > row.size * 0.7,
    })
}

/// Parts rows into columns, recursively; what is no column stays together.
fn split(rows: Vec<Row>, depth: usize) -> Vec<Vec<Row>> {
    if depth >= DEPTH_MAX {
        return vec![rows];
    }
    let mut out: Vec<Vec<Row>> = Vec::new();
    let mut plain: Vec<Row> = Vec::new();
    for band in bands(rows) {
        match gutter(&band) {
            Some(at) => {
                if !plain.is_empty() {
                    out.push(std::mem::take(&mut plain));
                }
                for cell_rows in table_rows(band) {
                    let (left, right) = part(cell_rows, at);
                    out.extend(split(left, depth + 1));
                    out.extend(split(right, depth + 1));
                }
            }
            None => plain.extend(band),
        }
    }
    if !plain.is_empty() {
        out.push(plain);
    }
    out.retain(|rows| !rows.is_empty());
    out
}

/// Stretches of a row without a gap of the width of a gutter.
fn segments(row: &Row) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = Vec::new();
    for word in &row.words {
        match out.last_mut() {
            Some(last) if word.x - last.1 < row.size * GUTTER => last.1 = last.1.max(word.end),
            _ => out.push((word.x, word.end)),
        }
    }
    out
}

/// Gathers rows as long as a gap runs through all of them.
fn bands(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut out: Vec<Vec<Row>> = Vec::new();
    let mut cover: Vec<(f64, f64)> = Vec::new();
    for row in rows {
        let own = segments(&row);
        let joined = union(&cover, &own, row.size * GUTTER);
        let closes = joined.len() < 2 && (cover.len() > 1 || own.len() > 1);
        match out.last_mut() {
            Some(band) if !closes => {
                band.push(row);
                cover = joined;
            }
            _ => {
                out.push(vec![row]);
                cover = own;
            }
        }
    }
    out
}

/// What either covers; gaps narrower than `gap` count as covered.
fn union(a: &[(f64, f64)], b: &[(f64, f64)], gap: f64) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = a.iter().chain(b).copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (start, end) in all {
        match out.last_mut() {
            Some(last) if start - last.1 < gap => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// The middle of the gap between two columns of text, where the band has one.
fn gutter(band: &[Row]) -> Option<f64> {
    if band.len() < COLUMN_ROWS_MIN {
        return None;
    }
    let size = band.iter().map(|row| row.size).fold(0., f64::max);
    let cover = band.iter().fold(Vec::new(), |cover, row| union(&cover, &segments(row), size * GUTTER));
    let gaps = cover.windows(2).map(|pair| ((pair[0].1 + pair[1].0) / 2., pair[1].0 - pair[0].1));
    let columns = gaps.filter(|(at, _)| {
        let (mut left, mut right) = (Side::default(), Side::default());
        for row in band {
            left.add(row.words.iter().filter(|word| word.x < *at));
            right.add(row.words.iter().filter(|word| word.x >= *at));
        }
        left.reads_like_text(band.len()) && right.reads_like_text(band.len())
    });
    columns.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

/// What stands on one side of a gap.
#[derive(Debug, Default)]
struct Side {
    rows: usize,
    letters: usize,
}

impl Side {
    fn add<'a>(&mut self, words: impl Iterator<Item = &'a Word>) {
        let letters: usize = words.map(|word| word.text.chars().count() + 1).sum();
        self.rows += usize::from(letters > 0);
        self.letters += letters;
    }

    fn reads_like_text(&self, rows: usize) -> bool {
        self.rows >= COLUMN_ROWS_MIN
            && self.rows * 3 >= rows
            && self.letters >= self.rows * COLUMN_LETTERS_MIN
    }
}

/// Parts a band into the rows of a table, where both sides begin anew together again and again; columns do not.
fn table_rows(band: Vec<Row>) -> Vec<Vec<Row>> {
    let mut steps: Vec<f64> = band.windows(2).map(|pair| pair[0].y - pair[1].y).collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 3).copied().unwrap_or(0.);
    let gaps = steps.iter().filter(|step| **step > usual * STEP).count();
    if gaps < 2 || gaps * 8 < band.len() {
        return vec![band];
    }
    let mut out: Vec<Vec<Row>> = Vec::new();
    for row in band {
        match out.last_mut() {
            Some(cell) if cell.last().is_some_and(|above| above.y - row.y <= usual * STEP) => cell.push(row),
            _ => out.push(vec![row]),
        }
    }
    out
}

/// Parts rows at `at`.
fn part(rows: Vec<Row>, at: f64) -> (Vec<Row>, Vec<Row>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in rows {
        let (before, behind): (Vec<Word>, Vec<Word>) = row.words.into_iter().partition(|word| word.x < at);
        for (side, words) in [(&mut left, before), (&mut right, behind)] {
            if !words.is_empty() {
                side.push(Row { y: row.y, size: row.size, words });
            }
        }
    }
    (left, right)
}
