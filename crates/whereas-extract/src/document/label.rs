//! Labels at the beginning of a passage: dashes, letters, numbers, brackets.

/// The kinds of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// A dash or bullet.
    Dash,
    /// `A.`, `AA.`
    Letter,
    /// `12.`, `12)`
    Number,
    /// `4.2.1`
    Decimal,
    /// `(a)`, `a)`, `(iv)`, `(3)`
    Bracket,
}

/// A label and what it numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'t> {
    /// What it is.
    pub kind: LabelKind,
    /// As printed, without its dot.
    pub num: &'t str,
    /// Length of label and dot, in bytes.
    pub len: usize,
    /// Byte at which the text behind it begins.
    pub rest: usize,
}

/// Reads the label of a passage.
///
/// `A.  whereas` → `A`; `(a) the` → `(a)`; `4.2.1 définir` → `4.2.1`; `–  having` → a dash.
pub(super) fn label(words: &str) -> Option<Label<'_>> {
    let first = words.chars().next()?;
    if matches!(first, '–' | '—' | '-' | '•' | '*' | '▪' | '●' | '·') {
        let len = first.len_utf8();
        // "-5" and "—text" are no labels; a dash that glues to a word happens in saved pages.
        let spaced = words[len..].starts_with(char::is_whitespace);
        return (spaced || (first == '–' && words[len..].starts_with(char::is_alphabetic)))
            .then(|| with_rest(words, LabelKind::Dash, &words[..0], len));
    }
    if let Some(inner) = words.strip_prefix('(') {
        let close = inner.find(')').filter(|&at| at > 0 && at <= 5)?;
        let num = &words[..close + 2];
        return is_item(&inner[..close]).then(|| with_rest(words, LabelKind::Bracket, num, num.len()));
    }
    let head = words.split([' ', '\t', '\u{a0}', '\n', '\u{2003}', '\u{2002}']).next().unwrap_or("");
    if let Some(item) = head.strip_suffix(')').filter(|item| item.len() <= 5) {
        let kind =
            if item.bytes().all(|b| b.is_ascii_digit()) { LabelKind::Number } else { LabelKind::Bracket };
        return is_item(item).then(|| with_rest(words, kind, item, head.len()));
    }
    numbered(words, head)
}

/// What kind of label a passage has.
pub(crate) fn kind(words: &str) -> Option<LabelKind> {
    label(words).map(|label| label.kind)
}

/// The bytes of the label of a passage with the blanks behind it; 0 where it has none.
pub(crate) fn bytes(words: &str) -> usize {
    label(words).map_or(0, |label| label.rest)
}

fn numbered<'t>(words: &'t str, head: &'t str) -> Option<Label<'t>> {
    let num = head.trim_end_matches('.');
    let dotted = num.len() < head.len();
    if num.is_empty() || num.len() > 12 {
        return None;
    }
    if num.bytes().all(|b| b.is_ascii_digit()) {
        return (dotted && num.len() <= 3).then(|| with_rest(words, LabelKind::Number, num, head.len()));
    }
    if num.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && num.split('.').all(|part| (1..=3).contains(&part.len()))
    {
        return Some(with_rest(words, LabelKind::Decimal, num, head.len()));
    }
    let letters = num.chars().count();
    let capitals = num.chars().all(char::is_uppercase);
    let doubled = letters == 2 && num.chars().collect::<Vec<_>>().windows(2).all(|pair| pair[0] == pair[1]);
    (dotted && capitals && (letters == 1 || doubled))
        .then(|| with_rest(words, LabelKind::Letter, num, head.len()))
}

/// What may stand in brackets as a number: a letter, a roman number, digits.
fn is_item(item: &str) -> bool {
    let digits = item.bytes().all(|b| b.is_ascii_digit()) && item.len() <= 3;
    let roman = item.bytes().all(|b| b"ivxIVX".contains(&b));
    let letter = item.chars().count() == 1 && item.chars().all(char::is_alphabetic);
    let doubled = item.len() == 2 && item.bytes().all(|b| b.is_ascii_lowercase() && b == item.as_bytes()[0]);
    !item.is_empty() && (digits || roman || letter || doubled)
}

fn with_rest<'t>(words: &str, kind: LabelKind, num: &'t str, len: usize) -> Label<'t> {
    let after = &words[len..];
    Label { kind, num, len, rest: len + (after.len() - after.trim_start().len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_resolutions() {
        let read = |words| label(words).map(|label| (label.kind, label.num));
        assert_eq!(read("A.  whereas"), Some((LabelKind::Letter, "A")));
        assert_eq!(read("AA. whereas"), Some((LabelKind::Letter, "AA")));
        assert_eq!(read("12.\u{a0}Urges"), Some((LabelKind::Number, "12")));
        assert_eq!(read("(iv) to act"), Some((LabelKind::Bracket, "(iv)")));
        assert_eq!(read("a) that"), Some((LabelKind::Bracket, "a")));
        assert_eq!(read("4.2.1 définir"), Some((LabelKind::Decimal, "4.2.1")));
        assert_eq!(read("–  having regard"), Some((LabelKind::Dash, "")));
        assert_eq!(read("On 3 May"), None);
        assert_eq!(read("EU. The"), None);
        assert_eq!(read("(see below) it"), None);
    }
}
