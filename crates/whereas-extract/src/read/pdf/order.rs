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
/// Stretches that a row is parted into; with more it is no row of columns, and counts as one.
const STRETCHES_MAX: usize = 64;
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

/// Lines that are read one below the other.
#[derive(Debug)]
pub(super) struct Column {
    /// Its lines, from top to bottom.
    pub lines: Vec<Line>,
    /// Whether it is a cell of a table, which goes on with nothing before it.
    pub cell: bool,
}

/// Rows that are read one below the other.
#[derive(Debug)]
struct Region {
    rows: Vec<Row>,
    cell: bool,
}

/// The lines of a page in reading order, column by column; `body` is the size of its type.
pub(super) fn columns(page: &Page, body: f64) -> Vec<Column> {
    let mut out = Vec::new();
    split(Region { rows: page.rows.clone(), cell: false }, body * GUTTER, 0, &mut out);
    let column = |region: Region| Column {
        lines: region.rows.iter().filter_map(|row| line(row, page.number)).collect(),
        cell: region.cell,
    };
    out.into_iter().map(column).collect()
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
fn split(region: Region, gap: f64, depth: usize, out: &mut Vec<Region>) {
    let Region { rows, cell } = region;
    if depth >= DEPTH_MAX {
        out.push(Region { rows, cell });
        return;
    }
    let mut plain = Region { rows: Vec::new(), cell };
    for band in bands(rows, gap) {
        let Some(at) = gutter(&band, gap) else {
            plain.rows.extend(band);
            continue;
        };
        flush(&mut plain, out);
        let table = table_rows(band, at);
        let is_table = table.len() > 1;
        for rows in table {
            let (left, right) = part(rows, at);
            // What spans a table, or stands below it, is no cell.
            let cell = cell || is_table && !left.is_empty() && !right.is_empty();
            split(Region { rows: left, cell }, gap, depth + 1, out);
            split(Region { rows: right, cell }, gap, depth + 1, out);
        }
    }
    flush(&mut plain, out);
}

fn flush(plain: &mut Region, out: &mut Vec<Region>) {
    let rows = std::mem::take(&mut plain.rows);
    if !rows.is_empty() {
        out.push(Region { rows, cell: plain.cell });
    }
}

/// Stretches of a row without a gap of the width of a gutter.
fn segments(row: &Row, gap: f64) -> Vec<(f64, f64)> {
    // In large type a blank may be as wide as a gutter of the body.
    let gap = gap.max(row.size * 0.9);
    let mut out: Vec<(f64, f64)> = Vec::new();
    for word in &row.words {
        match out.last_mut() {
            Some(last) if word.x - last.1 < gap => last.1 = last.1.max(word.end),
            _ => out.push((word.x, word.end)),
        }
    }
    limited(out)
}

/// Stretches, or the one that holds them all where there are too many.
fn limited(stretches: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    match stretches.first() {
        Some(first) if stretches.len() > STRETCHES_MAX => {
            vec![(first.0, stretches.iter().fold(first.1, |end, stretch| end.max(stretch.1)))]
        }
        _ => stretches,
    }
}

/// Gathers rows as long as a gap runs through all of them.
fn bands(rows: Vec<Row>, gap: f64) -> Vec<Vec<Row>> {
    let mut out: Vec<Vec<Row>> = Vec::new();
    let mut cover: Vec<(f64, f64)> = Vec::new();
    let mut above: Vec<(f64, f64)> = Vec::new();
    for row in rows {
        let own = segments(&row, gap);
        let joined = union(&cover, &own, gap);
        let pair = union(&above, &own, gap);
        let closes = joined.len() < 2 && (cover.len() > 1 || own.len() > 1);
        // Two rows that share nothing stand in two columns, below something that spanned both.
        let begins = joined.len() < 2 && above.len() == 1 && own.len() == 1 && pair.len() == 2;
        match out.last_mut() {
            Some(band) if begins => {
                let rows = band.pop().into_iter().chain([row]).collect();
                out.push(rows);
                cover = pair;
            }
            Some(band) if !closes => {
                band.push(row);
                cover = joined;
            }
            _ => {
                out.push(vec![row]);
                cover.clone_from(&own);
            }
        }
        above = own;
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
    limited(out)
}

/// The middle of the gap between two columns of text, where the band has one.
fn gutter(band: &[Row], gap: f64) -> Option<f64> {
    if band.len() < COLUMN_ROWS_MIN {
        return None;
    }
    let cover = band.iter().fold(Vec::new(), |cover, row| union(&cover, &segments(row, gap), gap));
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
fn table_rows(band: Vec<Row>, at: f64) -> Vec<Vec<Row>> {
    let left: Vec<f64> = band.iter().filter(|row| row.words.iter().any(|w| w.x < at)).map(|r| r.y).collect();
    let mut steps: Vec<f64> = left.windows(2).map(|pair| pair[0] - pair[1]).collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 3).copied().unwrap_or(0.) * STEP;
    let anew: Vec<&Row> =
        band.windows(2).filter(|pair| pair[0].y - pair[1].y > usual).map(|p| &p[1]).collect();
    let both = |row: &&&Row| row.words.iter().any(|w| w.x < at) && row.words.iter().any(|w| w.x >= at);
    let together = anew.iter().filter(both).count();
    if together < 2 || together * 8 < band.len() || together * 5 < anew.len() * 4 {
        return vec![band];
    }
    let mut out: Vec<Vec<Row>> = Vec::new();
    for row in band {
        match out.last_mut() {
            Some(cell) if cell.last().is_some_and(|above| above.y - row.y <= usual) => cell.push(row),
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
