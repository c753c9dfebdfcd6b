//! Glyphs to words, words to rows: what stands on one base line across the page.

use super::glyph::Glyph;
use crate::read::html::raise;

/// A gap that parts words, as a share of the type size; justified lines are never set tighter.
const BLANK: f64 = 0.15;
/// How far one glyph may be set back over the one before (kerning, italics).
const KERN: f64 = 0.35;
/// How far base lines of one row may differ.
const ROW: f64 = 0.22;
/// Type smaller than this share of its row is raised or lowered, where its base line differs.
const SMALL: f64 = 0.86;

/// Letters without a blank, on one base line, of one size.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Left end.
    pub x: f64,
    /// Right end.
    pub end: f64,
    /// Base line.
    pub y: f64,
    /// Size of the type.
    pub size: f64,
    /// Its letters.
    pub text: String,
    /// Which word of the page it is, in the order of the file.
    pub at: usize,
    /// Whether a blank was written before it.
    pub blank: bool,
    /// Whether it stands above the base line of its row: the mark of a footnote.
    pub raised: bool,
}

/// Words on one base line, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Base line.
    pub y: f64,
    /// Size of most of its type.
    pub size: f64,
    /// Its words.
    pub words: Vec<Word>,
}

impl Row {
    fn of(word: Word) -> Row {
        Row { y: word.y, size: word.size, words: vec![word] }
    }

    /// The words of the row as one line.
    pub fn text(&self) -> String {
        text(&self.words)
    }
}

/// Words that stand beside each other as one string.
pub(super) fn text(words: &[Word]) -> String {
    let mut out = String::new();
    let mut last: Option<&Word> = None;
    for word in words {
        // A raised number at the head of a line is the mark of a footnote, and belongs to no word.
        let behind_mark = !word.raised && words.first().is_some_and(|first| first.raised);
        if last.is_some_and(|last| parted(last, word) || behind_mark && last.raised) {
            out.push(' ');
        }
        if word.raised {
            out.push_str(&raise(&word.text));
        } else {
            out.push_str(&word.text);
        }
        last = Some(word);
    }
    out
}

/// Whether a blank stands between two words of a row.
fn parted(last: &Word, word: &Word) -> bool {
    let gap = word.x - last.end;
    // Where the decoder does not know how wide a letter is, words overlap that were written apart.
    let written = word.blank && (gap > -word.size * KERN || last.at + 1 == word.at);
    gap > word.size * BLANK || written
}

/// Rows of a page, from top to bottom.
pub(super) fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut words = words(glyphs);
    words.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if row.y - word.y <= ROW * row.size.min(word.size) => {
                if word.size > row.size {
                    (row.size, row.y) = (word.size, word.y);
                }
                row.words.push(word);
            }
            _ => rows.push(Row::of(word)),
        }
    }
    for row in &mut rows {
        row.size = main_size(row);
    }
    let mut rows = attach_small(rows);
    for row in &mut rows {
        row.words.sort_by(|a, b| a.x.total_cmp(&b.x));
        // Some programs print a word twice, a hair apart, to make it bold.
        row.words.dedup_by(|next, word| next.text == word.text && next.x - word.x < word.size * 0.2);
    }
    rows
}

/// The size of most letters of a row.
fn main_size(row: &Row) -> f64 {
    let largest = row.words.iter().map(|word| word.size).fold(0., f64::max);
    let letters = |words: &mut dyn Iterator<Item = &Word>| words.map(|word| word.text.len()).sum::<usize>();
    let all = letters(&mut row.words.iter());
    let large = letters(&mut row.words.iter().filter(|word| word.size > largest * 0.9));
    if large * 2 >= all {
        return largest;
    }
    row.words.iter().max_by_key(|word| word.text.len()).map_or(largest, |word| word.size)
}

/// Moves raised and lowered small type to the row whose words it touches.
fn attach_small(rows: Vec<Row>) -> Vec<Row> {
    let bases: Vec<(f64, f64)> = rows.iter().map(|row| (row.y, row.size)).collect();
    let mut out: Vec<Row> =
        rows.iter().map(|row| Row { y: row.y, size: row.size, words: Vec::new() }).collect();
    let reaches: Vec<Vec<(f64, f64)>> = rows.iter().map(reach).collect();
    for (at, row) in rows.into_iter().enumerate() {
        for mut word in row.words {
            let touches = |other: &usize| {
                let (y, size) = bases[*other];
                let lift = word.y - y;
                word.size < size * SMALL
                    && (-size * 0.35..size * 0.8).contains(&lift)
                    && touches_any(&reaches[*other], word.x - size, word.end + size)
            };
            let near = at.saturating_sub(3)..(at + 4).min(bases.len());
            let home = near.filter(|other| *other != at).find(touches);
            let home = home.unwrap_or(at);
            let (y, size) = bases[home];
            word.raised = word.size < size * SMALL && word.y - y > size * 0.12;
            out[home].words.push(word);
        }
    }
    out.retain(|row| !row.words.is_empty());
    out
}

/// Where the words of a row begin, from left to right, and how far those up to each reach.
fn reach(row: &Row) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = row.words.iter().map(|word| (word.x, word.end)).collect();
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut furthest = f64::MIN;
    for (_, end) in &mut out {
        furthest = furthest.max(*end);
        *end = furthest;
    }
    out
}

/// Whether one of the words of a row lies between two places, in part at least.
fn touches_any(reach: &[(f64, f64)], from: f64, to: f64) -> bool {
    let before = reach.partition_point(|word| word.0 < to);
    before.checked_sub(1).is_some_and(|last| reach[last].1 > from)
}

/// Words in the order of the file.
fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut blank = false;
    let mut open = false;
    for glyph in glyphs {
        let letters = fold(&glyph.text);
        if letters.trim().is_empty() {
            (blank, open) = (true, false);
            continue;
        }
        if open
            && let Some(word) = out.last_mut()
            && (word.y - glyph.y).abs() < word.size * 0.05
            && (word.size - glyph.size).abs() < word.size * 0.05
            && (-KERN..BLANK).contains(&((glyph.x - word.end) / glyph.size))
        {
            word.text.push_str(&letters);
            word.end = word.end.max(glyph.end);
            continue;
        }
        out.push(Word {
            x: glyph.x,
            end: glyph.end,
            y: glyph.y,
            size: glyph.size,
            text: letters.trim().to_owned(),
            at: out.len(),
            blank,
            raised: false,
        });
        (blank, open) = (false, true);
    }
    out
}

/// Letters as one would type them: ligatures apart, bullets of symbol fonts as bullets, controls left out.
fn fold(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            // Symbol fonts stand in the private area, at their old codes; a bullet is what they are used for.
            '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}' | '\u{F0FC}' => out.push('•'),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => out.push(' '),
            letter if letter.is_control() || letter == '\u{FEFF}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// The size in which most of the document is set.
pub(super) fn body_size(pages: &[Vec<Row>]) -> f64 {
    let mut sizes = std::collections::BTreeMap::<i64, usize>::new();
    for row in pages.iter().flatten() {
        // Halves of a point are told apart, rounding is not.
        *sizes.entry((row.size * 2.).round() as i64).or_default() += row.text().len();
    }
    sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(10., |(size, _)| size as f64 / 2.)
}
