//! Running heads, running feet and page numbers: rows at the edge of a page that return on other pages.

use std::collections::{BTreeMap, BTreeSet};

use super::glyph::Sheet;
use super::word::Row;

/// How many rows at each edge may be furniture.
const EDGE_ROWS: usize = 4;
/// The longest row in which a page number is looked for, in words; what is longer returns as it is or not at all.
const NUMBERED_WORDS_MAX: usize = 60;

/// A page with its furniture apart.
#[derive(Debug)]
pub(super) struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// What belongs to the text, from top to bottom.
    pub rows: Vec<Row>,
    /// Running heads.
    pub head: Vec<String>,
    /// Running feet, and text that runs in another direction.
    pub foot: Vec<String>,
}

/// Parts the furniture of each page from its text.
pub(super) fn part(pages: Vec<Vec<Row>>, sheets: &[Sheet]) -> Vec<Page> {
    let mut seen = BTreeMap::<(bool, String), u32>::new();
    for (rows, sheet) in pages.iter().zip(sheets) {
        // A row that stands twice on one page, as in a table, has not returned.
        let keys: BTreeSet<(bool, String)> = edge(rows)
            .flat_map(|(top, row)| keys(&row.text(), sheet.number).into_iter().map(move |key| (top, key)))
            .collect();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let enough = if pages.len() > 5 { 3 } else { 2 };
    let returns = |top: bool, row: &Row, page: u32| {
        keys(&row.text(), page)
            .into_iter()
            .any(|key| seen.get(&(top, key)).is_some_and(|count| *count >= enough))
    };
    pages
        .into_iter()
        .zip(sheets)
        .map(|(mut rows, sheet)| {
            let run = |rows: &mut dyn Iterator<Item = &Row>, top: bool| {
                rows.take(EDGE_ROWS).take_while(|row| returns(top, row, sheet.number)).count()
            };
            let head = run(&mut rows.iter(), true);
            let foot = run(&mut rows[head..].iter().rev(), false);
            let foot: Vec<String> = rows.drain(rows.len() - foot..).map(|row| row.text()).collect();
            let head: Vec<String> = rows.drain(..head).map(|row| row.text()).collect();
            let aside = (!sheet.aside.trim().is_empty()).then(|| sheet.aside.trim().to_owned());
            Page { number: sheet.number, rows, head, foot: foot.into_iter().chain(aside).collect() }
        })
        .collect()
}

/// The rows at the edges of a page; `true` at the top.
fn edge(rows: &[Row]) -> impl Iterator<Item = (bool, &Row)> {
    let top = rows.iter().take(EDGE_ROWS).map(|row| (true, row));
    top.chain(rows.iter().rev().take(EDGE_ROWS).map(|row| (false, row)))
}

/// What would have to return: the row itself, or the row with a number that counts with the pages.
///
/// "Article 5" and "Article 6" at the heads of pages 9 and 14 are no page numbers; "5" and "6" on pages 9 and 10 are.
fn keys(text: &str, page: u32) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().take(NUMBERED_WORDS_MAX + 1).collect();
    let numbered = if words.len() > NUMBERED_WORDS_MAX { &[] } else { words.as_slice() };
    let counted: Vec<String> = numbered
        .iter()
        .enumerate()
        .filter_map(|(at, word)| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let offset = i64::from(number(bare)?) - i64::from(page);
            let mut others: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            others[at] = word.replace(bare, &format!("#{offset}"));
            Some(others.join(" "))
        })
        .collect();
    // A number alone returns often by chance; only one that counts with the pages is furniture.
    let itself = text.chars().any(char::is_alphabetic).then(|| text.to_owned());
    counted.into_iter().chain(itself).collect()
}

/// A page number in digits or small Roman numerals.
fn number(word: &str) -> Option<u32> {
    if !word.is_empty() && word.len() < 5 && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    let value = |letter: char| match letter {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let digits: Option<Vec<i64>> = word.chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() < 8)?;
    let sum = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| if digits.get(at + 1).is_some_and(|next| next > digit) { -digit } else { *digit });
    u32::try_from(sum.sum::<i64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_count_with_the_pages() {
        assert_eq!(
            [number("12"), number("xiv"), number("mix"), number("")],
            [Some(12), Some(14), None, None]
        );
        let same =
            |a: (&str, u32), b: (&str, u32)| keys(a.0, a.1).iter().any(|key| keys(b.0, b.1).contains(key));
        assert!(same(("Page 3 of 9", 5), ("Page 4 of 9", 6)));
        assert!(same(("MU/A/12 7", 7), ("MU/A/12 9", 9)));
        assert!(!same(("Article 5", 9), ("Article 6", 14)));
        assert!(!same(("1", 5), ("1", 6)));
    }
}
