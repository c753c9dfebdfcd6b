//! Numbers in figures and in words.

use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::scan::{Kind, Scan};

/// A number found at a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FoundNumber {
    /// One past its last token.
    pub end: usize,
    /// Its value, multiplied out.
    pub value: f64,
    /// Written in words ("seven").
    pub worded: bool,
}

/// The number that begins at token `at`: "8 000", "2.4 million", "1,000", "2,7 миллионов", "twenty-one", "seven".
pub(crate) fn number_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<FoundNumber> {
    let token = scan.tokens.get(at)?;
    let found = match token.kind {
        Kind::Number => figures(scan, at)?,
        Kind::Word => words(scan, at, pack)?,
        _ => return None,
    };
    let multiplier = scan.longest(found.end, Label::Multiplier, pack);
    let factor = multiplier
        .and_then(|m| scan.packs.numbers.get(m.entry.payload as usize).map(|n| (*n, m.end as usize)));
    let Some((factor, end)) = factor else { return Some(found) };
    let value = found.value * factor;
    // "one hundred and twenty-six"
    let rest = (found.worded && factor >= 100.0 && scan.class(end, Class::And, pack))
        .then(|| words(scan, end + 1, pack))
        .flatten()
        .filter(|rest| rest.value < 100.0);
    Some(match rest {
        Some(rest) => FoundNumber { end: rest.end, value: value + rest.value, worded: true },
        None => smaller_part(scan, FoundNumber { end, value, ..found }, factor, pack),
    })
}

/// "28 миллиардов 400 миллионов", "2 million 300 thousand": figures with a smaller multiplier go on the number.
fn smaller_part(scan: &Scan<'_>, number: FoundNumber, factor: f64, pack: u8) -> FoundNumber {
    let part =
        scan.tokens.get(number.end).filter(|t| t.kind == Kind::Number && !number.worded && !t.paragraph);
    let part = part.and_then(|_| figures(scan, number.end)).and_then(|part| {
        let smaller = scan.longest(part.end, Label::Multiplier, pack)?;
        let times = scan.packs.numbers.get(smaller.entry.payload as usize).filter(|n| **n < factor)?;
        Some((part.value * times, smaller.end as usize))
    });
    match part.filter(|&(value, _)| value < factor) {
        Some((value, end)) => FoundNumber { end, value: number.value + value, ..number },
        None => number,
    }
}

/// The most groups of three digits in one number.
const GROUPS_MAX: usize = 5;

/// Figures with points, commas or blanks between groups of three.
fn figures(scan: &Scan<'_>, at: usize) -> Option<FoundNumber> {
    let mut digits = scan.word(at).to_owned();
    let mut end = at + 1;
    // "8 000", "23 000": a group of three behind a blank (mostly a non-breaking one).
    let plain = !digits.contains(['.', ',']) && digits.len() <= 3;
    while plain
        && end - at < GROUPS_MAX
        && scan
            .tokens
            .get(end)
            .is_some_and(|t| t.kind == Kind::Number && t.span().len() == 3 && !t.line && !t.glued)
        && single_blank(scan, end)
    {
        digits.push_str(scan.word(end));
        end += 1;
    }
    let value = parse(&digits).filter(|value| value.is_finite())?;
    Some(FoundNumber { end, value, worded: false })
}

/// Whether exactly one blank stands before token `at`.
fn single_blank(scan: &Scan<'_>, at: usize) -> bool {
    let (Some(before), Some(token)) =
        (at.checked_sub(1).and_then(|i| scan.tokens.get(i)), scan.tokens.get(at))
    else {
        return false;
    };
    scan.text.get(before.end as usize..token.start as usize).is_some_and(|gap| gap.chars().count() == 1)
}

/// Reads figures: "1,000" and "1.000" have groups of three, "2.4" and "2,7" a fraction.
fn parse(digits: &str) -> Option<f64> {
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = digits.split(['.', ',']).collect();
    let grouped = groups.len() > 1
        && groups.iter().skip(1).all(|group| group.len() == 3)
        && !groups[0].is_empty()
        && groups[0].len() <= 3
        && groups[0] != "0";
    if marks.is_empty()
        || grouped
            && (marks.len() > 1 || groups.len() == 2)
            && marks.windows(2).all(|pair| pair[0] == pair[1])
    {
        return groups.concat().parse().ok();
    }
    if marks.len() == 1 {
        return digits.replace(',', ".").parse().ok();
    }
    // "1,234.5"
    let last = digits.rfind(['.', ','])?;
    let whole: String = digits[..last].chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{}", &digits[last + 1..]).parse().ok()
}

/// Number words: "seven", "twenty-one", "a dozen".
fn words(scan: &Scan<'_>, at: usize, pack: u8) -> Option<FoundNumber> {
    let found = scan.longest(at, Label::Number, pack)?;
    let value = *scan.packs.numbers.get(found.entry.payload as usize)?;
    let end = found.end as usize;
    if (20.0..100.0).contains(&value) {
        let next = end + usize::from(scan.mark(end, b'-'));
        if let Some(unit) = scan.longest(next, Label::Number, pack)
            && let Some(small) = scan.packs.numbers.get(unit.entry.payload as usize).filter(|n| **n < 10.0)
        {
            return Some(FoundNumber { end: unit.end as usize, value: value + small, worded: true });
        }
    }
    Some(FoundNumber { end, value, worded: true })
}

/// The ordinal at token `at`: "17th", "12e", "inaugural", "third", "forty-eighth".
pub(crate) fn ordinal_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(u32, usize)> {
    let token = scan.tokens.get(at)?;
    if token.kind == Kind::Number {
        let end = skip_ordinal(scan, at + 1, pack);
        return (end > at + 1).then(|| scan.word(at).parse().ok().map(|number| (number, end)))?;
    }
    let ordinal = |at: usize| {
        scan.longest(at, Label::Ordinal, pack).map(|found| (found.entry.payload, found.end as usize))
    };
    ordinal(at).or_else(|| {
        let tens = scan.longest(at, Label::Number, pack)?;
        let ten = *scan.packs.numbers.get(tens.entry.payload as usize)?;
        let unit = tens.end as usize + usize::from(scan.mark(tens.end as usize, b'-'));
        let (unit, end) = ordinal(unit).filter(|(unit, _)| *unit < 10)?;
        TENS.contains(&ten).then_some((ten as u32 + unit, end))
    })
}

/// Number words that an ordinal goes on: "forty-eighth".
const TENS: [f64; 8] = [20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0];

/// Skips the ending that makes a number an ordinal ("th", "er", "-й").
pub(crate) fn skip_ordinal(scan: &Scan<'_>, at: usize, pack: u8) -> usize {
    let endings = |word: &str| {
        let of = |pack: &crate::pack::Pack| {
            pack.ordinal_endings.iter().any(|ending| ending.eq_ignore_ascii_case(word))
        };
        match scan.packs.pack(pack) {
            Some(pack) => of(pack),
            None => scan.packs.packs.iter().any(of),
        }
    };
    let glued = |i: usize| scan.tokens.get(i).is_some_and(|token| token.glued);
    if glued(at) && scan.is_word(at) && endings(scan.word(at)) {
        at + 1
    } else if glued(at) && scan.mark(at, b'-') && glued(at + 1) && endings(scan.word(at + 1)) {
        at + 2
    } else {
        at
    }
}
