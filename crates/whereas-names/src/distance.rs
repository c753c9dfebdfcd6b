//! How alike two keys are: an edit distance in which letters that romanisations mix up cost little.

use std::sync::LazyLock;

use crate::key::{CODES, KEY_LETTERS_MAX, Key, code};
use crate::table;

/// What a letter costs that has nothing to do with the other one.
const FULL: u16 = 10;

struct Costs {
    pairs: [[u8; CODES]; CODES],
    alone: [u8; CODES],
}

static COSTS: LazyLock<Costs> = LazyLock::new(|| {
    let mut costs = Costs { pairs: [[FULL as u8; CODES]; CODES], alone: [FULL as u8; CODES] };
    (0..CODES).for_each(|at| costs.pairs[at][at] = 0);
    for row in table::rows(include_str!("../data/costs.txt")) {
        let mut cells = row.head.split(' ');
        let (Some(a), Some(b), Some(cost)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let code = |cell: &str| cell.chars().next().and_then(code).map(usize::from);
        let (Some(a), Ok(cost)) = (code(a), cost.parse::<u8>()) else { continue };
        match code(b) {
            Some(b) => {
                costs.pairs[a][b] = cost;
                costs.pairs[b][a] = cost;
            }
            None => costs.alone[a] = cost,
        }
    }
    costs
});

/// How alike two keys are, from 0 to 1; 0 where it is less than `least`.
pub fn similarity(a: &Key, b: &Key, least: f32) -> f32 {
    if a == b {
        return 1.0;
    }
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 0.0;
    }
    let whole = FULL * longest as u16;
    let limit = (f32::from(whole) * (1.0 - least)) as u16;
    distance(a.codes(), b.codes(), limit).map_or(0.0, |cost| 1.0 - f32::from(cost) / f32::from(whole))
}

/// What it costs to make the consonants of one key those of the other, in letters; `most` where it is more.
pub fn consonant_cost(a: &Key, b: &Key, most: f32) -> f32 {
    let limit = (most * f32::from(FULL)) as u16;
    let (a, b) = (a.consonants(), b.consonants());
    distance(a.codes(), b.codes(), limit).map_or(most, |cost| f32::from(cost) / f32::from(FULL))
}

/// The cheapest way from one key to the other, if it costs no more than `limit`.
fn distance(a: &[u8], b: &[u8], limit: u16) -> Option<u16> {
    let costs = &*COSTS;
    let alone = |code: u8| u16::from(costs.alone[usize::from(code) % CODES]);
    let mut row = [0u16; KEY_LETTERS_MAX + 1];
    for (at, code) in b.iter().enumerate() {
        row[at + 1] = row[at] + alone(*code);
    }
    for first in a {
        let pairs = &costs.pairs[usize::from(*first) % CODES];
        let mut diagonal = row[0];
        row[0] += alone(*first);
        let mut least = row[0];
        for (at, second) in b.iter().enumerate() {
            let swapped = diagonal + u16::from(pairs[usize::from(*second) % CODES]);
            diagonal = row[at + 1];
            row[at + 1] = swapped.min(diagonal + alone(*first)).min(row[at] + alone(*second));
            least = least.min(row[at + 1]);
        }
        if least > limit {
            return None;
        }
    }
    row.get(b.len()).copied().filter(|cost| *cost <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_costs_brings_its_example_together() {
        for row in table::rows(include_str!("../data/costs.txt")) {
            let cost: f32 = row.head.rsplit(' ').next().unwrap().parse().unwrap();
            assert!((0.0..10.0).contains(&cost), "{}", row.head);
            for (a, b) in row.cells().filter_map(|example| example.split_once(" ~ ")) {
                let letters = |word: &str| Key::of(&word.replacen(|l: char| l.is_uppercase(), "", 0));
                let alike = similarity(&letters(a), &letters(b), 0.0);
                assert!(alike >= 0.8, "{}: {a} ~ {b} is {alike}", row.head);
            }
        }
    }

    #[test]
    fn likeness_has_no_sides_and_ends_early() {
        let (a, b) = (Key::of("omurov"), Key::of("sidin"));
        assert!((similarity(&a, &b, 0.0) - similarity(&b, &a, 0.0)).abs() < f32::EPSILON);
        assert!(similarity(&a, &b, 0.7) < f32::EPSILON);
        assert!((similarity(&a, &a, 0.7) - 1.0).abs() < f32::EPSILON);
    }
}
