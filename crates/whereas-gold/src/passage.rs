//! Structure: kind, number and first words of every unit of a resolution, every turn of an interview.

use whereas_extract::PassageKind;
use whereas_extract::record::PassageRecord;

use crate::Sheet;
use crate::gold::Passage;
use crate::results::Outcome;
use crate::word::key;

/// The kinds that are compared, with their words. Titles, headings and prose are not.
const KINDS: [(PassageKind, &str); 7] = [
    (PassageKind::Citation, "citation"),
    (PassageKind::Recital, "recital"),
    (PassageKind::Paragraph, "paragraph"),
    (PassageKind::Point, "point"),
    (PassageKind::Footnote, "footnote"),
    (PassageKind::Question, "question"),
    (PassageKind::Answer, "answer"),
];

/// A passage as it is compared.
struct Unit {
    kind: &'static str,
    num: String,
    words: String,
}

/// A document whose gold marks no passage is not compared.
pub(crate) fn compare(gold: &[Passage], found: &[PassageRecord], sheet: &mut Sheet<'_>) {
    if gold.is_empty() {
        return;
    }
    let wanted: Vec<Unit> = gold.iter().filter_map(|p| unit_of(word(&p.kind)?, &p.num, &p.begins)).collect();
    let got: Vec<Unit> = found.iter().filter_map(|p| unit_of(kind(p.kind)?, &p.num, &p.quote)).collect();
    let mut used = vec![false; got.len()];
    let mut hit = 0;
    for unit in &wanted {
        let at = (0..got.len()).find(|&j| !used[j] && answers(&got[j], unit));
        let outcome = if at.is_some() { Outcome::Found } else { Outcome::Missed };
        if let Some(at) = at {
            used[at] = true;
            hit += 1;
        }
        sheet.datum(&format!("passage.{}", unit.kind), outcome, &unit.words, &unit.num);
    }
    for (unit, _) in got.iter().zip(&used).filter(|(_, used)| !**used) {
        sheet.datum(&format!("passage.{}", unit.kind), Outcome::False, &unit.words, &unit.num);
    }
    sheet.tally("passage", hit, got.len(), wanted.len());
}

fn word(kind: &str) -> Option<&'static str> {
    KINDS.iter().find(|known| known.1 == kind).map(|known| known.1)
}

fn kind(kind: PassageKind) -> Option<&'static str> {
    KINDS.iter().find(|known| known.0 == kind).map(|known| known.1)
}

fn unit_of(kind: &'static str, num: &str, words: &str) -> Option<Unit> {
    let num = num.trim_matches(['.', '(', ')', ' ']).to_lowercase();
    Some(Unit { kind, num, words: key(words) })
}

fn answers(got: &Unit, wanted: &Unit) -> bool {
    got.kind == wanted.kind
        && got.num == wanted.num
        && (got.words.starts_with(&wanted.words) || without_number(&got.words).starts_with(&wanted.words))
}

/// Leaves out a dash and a number that a reader may or may not count to the words.
fn without_number(words: &str) -> &str {
    let words = words.trim_start_matches(|letter: char| letter == '-' || letter.is_whitespace());
    decimal(words).or_else(|| bracketed(words)).map_or(words, str::trim_start)
}

/// Cuts `4.2.1` or `4.2.`.
fn decimal(words: &str) -> Option<&str> {
    let digits = |words: &str| words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = digits(words);
    let mut rest = words.get(first..).filter(|_| first > 0)?;
    let mut parts = 0;
    while let Some(next) = rest.strip_prefix('.').filter(|next| digits(next) > 0) {
        rest = &next[digits(next)..];
        parts += 1;
    }
    (parts > 0).then(|| rest.strip_prefix('.').unwrap_or(rest))
}

/// Cuts `a)`, `(iv)`, `12.`: at most four letters, then a bracket or a dot.
fn bracketed(words: &str) -> Option<&str> {
    let inner = words.strip_prefix('(').unwrap_or(words);
    let rest = inner.trim_start_matches(|letter: char| letter.is_alphanumeric() || letter == '_');
    let letters = inner[..inner.len() - rest.len()].chars().count();
    let rest = rest.strip_prefix(['.', ')']).filter(|_| (1..=4).contains(&letters))?;
    Some(rest.strip_prefix(')').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn numbers_in_front_are_cut() {
        for (words, cut) in [
            ("- having regard", "having regard"),
            ("4.2.1. la conférence", "la conférence"),
            ("(iv) free the press", "free the press"),
            ("a) free", "free"),
            ("urges the council", "urges the council"),
        ] {
            assert_eq!(without_number(words), cut);
        }
    }
}
