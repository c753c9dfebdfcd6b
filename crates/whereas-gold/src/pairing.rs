//! Which found thing answers to which wanted thing.

use std::collections::BTreeSet;

use crate::word::fold;

/// A place in a folded text, in characters.
pub(crate) type Place = (usize, usize);

/// A text with blanks folded, in which quotations are looked up.
pub(crate) struct Folded {
    text: String,
    /// The number of characters before each byte.
    before: Vec<u32>,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        let text = fold(text);
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for &byte in text.as_bytes() {
            // A byte inside a character belongs to the character that has begun.
            count += u32::from((byte as i8) >= -0x40);
            before.push(count.saturating_sub(1));
        }
        before.push(count);
        Self { text, before }
    }

    /// Where a quotation stands: the first place that is not taken yet, else the first place.
    pub(crate) fn place(&self, quote: &str, taken: &mut BTreeSet<Place>) -> Option<Place> {
        let quote = fold(quote);
        let step = quote.chars().next()?.len_utf8();
        let mut first = None;
        let mut from = 0;
        while let Some(found) = self.text.get(from..).and_then(|rest| rest.find(&quote)) {
            let at = from + found;
            let place = (self.before[at] as usize, self.before[at + quote.len()] as usize);
            first = first.or(Some(place));
            if taken.insert(place) {
                return Some(place);
            }
            from = at + step;
        }
        first
    }
}

/// How much two places share, from 0 to 1.
pub(crate) fn overlap(a: Option<Place>, b: Option<Place>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 0.0 };
    let common = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    common as f64 / (a.1.max(b.1) - a.0.min(b.0)).max(1) as f64
}

/// Pairs one to one, the best pair first, down to a score of `least`. Of equal pairs the later goes first.
pub(crate) fn pair(
    wanted: usize,
    found: usize,
    score: impl Fn(usize, usize) -> f64,
    least: f64,
) -> Vec<(usize, usize)> {
    let mut ranked: Vec<(f64, usize, usize)> = (0..wanted)
        .flat_map(|i| (0..found).map(move |j| (i, j)))
        .map(|(i, j)| (score(i, j), i, j))
        .filter(|ranked| ranked.0 >= least)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut used_wanted, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in ranked {
        if !used_wanted.contains(&i) && !used_found.contains(&j) {
            used_wanted.insert(i);
            used_found.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_look_finds_the_second_place() {
        let text = Folded::new("Ä bc\n\nbc bc");
        let mut taken = BTreeSet::new();
        let mut next = || text.place("bc", &mut taken);
        assert_eq!(
            [next(), next(), next(), next()],
            [Some((2, 4)), Some((5, 7)), Some((8, 10)), Some((2, 4))]
        );
    }

    #[test]
    fn the_best_pair_goes_first() {
        let scores = [[0.6, 0.9], [0.8, 0.95]];
        assert_eq!(pair(2, 2, |i, j| scores[i][j], 0.5), [(1, 1), (0, 0)]);
    }
}
