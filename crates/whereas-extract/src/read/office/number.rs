//! Numbers of lists, which Office documents count and do not write.

use std::collections::BTreeMap;

/// Levels of a list.
pub(super) const LEVELS_MAX: usize = 10;

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// `decimal`, `lowerLetter`, `upperRoman` …; anything else shows no number.
    pub format: String,
    /// The label, with `%1` for the number of the first level and so on.
    pub label: String,
    /// The first number.
    pub start: u32,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels of a list, by the list's name.
    pub lists: BTreeMap<String, Vec<Level>>,
    /// How far each list has counted.
    pub counts: BTreeMap<String, [u32; LEVELS_MAX]>,
}

impl Numbering {
    /// Lets a list begin anew on a level, from 0, and on those below it.
    pub fn begin(&mut self, list: &str, level: usize) {
        let fresh = self.fresh(list);
        let level = level.min(LEVELS_MAX - 1);
        if let Some(counts) = self.counts.get_mut(list) {
            counts[level..].copy_from_slice(&fresh[level..]);
        }
    }

    /// Gives the next item of a list on a level its number.
    pub fn set_next(&mut self, list: &str, level: usize, number: u32) {
        let fresh = self.fresh(list);
        let counts = self.counts.entry(list.to_owned()).or_insert(fresh);
        counts[level.min(LEVELS_MAX - 1)] = number.saturating_sub(1);
    }

    /// The counts of a list that has no item yet.
    fn fresh(&self, list: &str) -> [u32; LEVELS_MAX] {
        let levels = self.lists.get(list).map_or(&[][..], Vec::as_slice);
        std::array::from_fn(|at| levels.get(at).map_or(0, |level| level.start.saturating_sub(1)))
    }

    /// The label of the next item of a list on a level, from 0; `""` where it has none.
    pub fn next(&mut self, list: &str, level: usize) -> String {
        let fresh = self.fresh(list);
        let Some(levels) = self.lists.get(list) else { return String::new() };
        let level = level.min(LEVELS_MAX - 1);
        let Some(own) = levels.get(level) else { return String::new() };
        let counts = self.counts.entry(list.to_owned()).or_insert(fresh);
        counts[level] = counts[level].saturating_add(1);
        counts[level + 1..].copy_from_slice(&fresh[level + 1..]);
        if own.format == "bullet" {
            return "•".to_owned();
        }
        let mut label = own.label.clone();
        for (at, count) in counts.iter().enumerate().rev() {
            let sign = format!("%{}", at + 1);
            if label.contains(&sign) {
                let format = levels.get(at).map_or("decimal", |level| level.format.as_str());
                // A level above that no item had yet counts as begun.
                label = label.replace(&sign, &written(*count.max(&1), format));
            }
        }
        label.trim().to_owned()
    }
}

/// A number as a list writes it.
fn written(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" | "a" => letters(number, b'a'),
        "upperLetter" | "A" => letters(number, b'A'),
        "lowerRoman" | "i" => roman(number).to_lowercase(),
        "upperRoman" | "I" => roman(number),
        "none" => String::new(),
        "decimalZero" if number < 10 => format!("0{number}"),
        _ => number.to_string(),
    }
}

/// a … z, aa … zz: the letter of the number, repeated once more after each turn.
fn letters(number: u32, first: u8) -> String {
    let (turn, letter) = ((number.saturating_sub(1)) / 26, (number.saturating_sub(1)) % 26);
    char::from(first + letter as u8).to_string().repeat(turn.min(9) as usize + 1)
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_and_begin_anew() {
        let level =
            |format: &str, label: &str| Level { format: format.into(), label: label.into(), start: 1 };
        let mut numbering = Numbering::default();
        numbering.lists.insert("1".into(), vec![level("decimal", "%1."), level("lowerLetter", "(%2)")]);
        let labels: Vec<String> = [0, 1, 1, 0, 1].map(|at| numbering.next("1", at)).into();
        assert_eq!(labels, ["1.", "(a)", "(b)", "2.", "(a)"]);
        assert_eq!([written(28, "lowerLetter"), written(14, "upperRoman")], ["bb", "XIV"]);
    }
}
