//! Words as they are compared: split, without case and accents.
//!
//! The search index and the filters of lists both use [`words`], so that what one finds the other finds too.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use whereas_extract::Span;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// Where it stands.
    pub span: Span,
    /// As it stands.
    pub text: &'a str,
    /// In lower case, without accents.
    pub folded: String,
}

/// Splits a text into words: runs of letters, digits and the marks that stand on them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let runs = std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let rest = &text[start..];
        let len = rest.find(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).unwrap_or(rest.len());
        at = start + len;
        let word = &text[start..at];
        Some(Word { span: Span { start: start as u32, end: at as u32 }, text: word, folded: fold(word) })
    });
    runs.filter(|word| !word.folded.is_empty())
}

/// Folds one word: lower case, compatibility forms resolved, accents off. Only letters and digits are left.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_alphanumeric() => out.push(c),
            None => {}
        }
    }
    out
}

/// Letters that carry a stroke or a ligature instead of an accent, and so do not decompose.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'þ' => "th",
        'ə' => "e",
        _ => return None,
    })
}

/// Folds a name for filters: a blank before each of its words, so that a word is found by its beginning.
pub(crate) fn fold_name(name: &str, bytes_max: usize) -> String {
    let mut out = String::new();
    for word in words(name) {
        if out.len() + word.folded.len() + 1 > bytes_max {
            break;
        }
        out.push(' ');
        out.push_str(&word.folded);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn words_lose_case_and_accents() {
        assert_eq!(folded("L’Assemblée de l'Union"), ["l", "assemblee", "de", "l", "union"]);
        assert_eq!(folded("Țîrdea ŞTEFAN, ştiinţă"), ["tirdea", "stefan", "stiinta"]);
        assert_eq!(
            folded("Қасым, ЁЖИК; İstanbul Łódź Straße"),
            ["қасым", "ежик", "istanbul", "lodz", "strasse"]
        );
        assert_eq!(folded("26 % of 1,000 (no. 3a)"), ["26", "of", "1", "000", "no", "3a"]);
        assert_eq!(folded(" – …"), Vec::<String>::new());
    }

    #[test]
    fn decomposed_letters_are_one_word() {
        let text = "e\u{301}tat";
        assert_eq!(
            words(text).collect::<Vec<_>>(),
            [Word { span: Span::new(0, 6), text, folded: "etat".to_owned() }]
        );
    }

    #[test]
    fn a_name_has_a_blank_before_each_word() {
        assert_eq!(fold_name("the Government of Varosia", 512), " the government of varosia");
        assert_eq!(fold_name("the Government of Varosia", 15), " the government");
    }
}
