//! When two stretches of words count as the same.

use unicode_normalization::UnicodeNormalization;

/// Blanks that nobody sees, beyond Unicode's white space.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{1c}'..='\u{1f}')
}

/// NFC with every run of blanks folded to one; nothing else is changed.
pub(crate) fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.nfc().collect::<String>().split(is_blank).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Folds what does not count when names and phrases are compared: case, quotation marks, kinds of
/// hyphens, punctuation at the edges, an English article in front.
pub(crate) fn key(words: &str) -> String {
    let plain: String = fold(words)
        .to_lowercase()
        .chars()
        .filter(|letter| !matches!(letter, '‘' | '’' | '\'' | '`' | '"' | '“' | '”' | '«' | '»'))
        .map(|letter| if matches!(letter, '‐' | '‑' | '–' | '—') { '-' } else { letter })
        .collect();
    let bare = plain.trim_matches([' ', '.', ',', ';', ':', '(', ')']);
    let cut = ["the ", "a ", "an "].iter().find_map(|article| bare.strip_prefix(article));
    cut.map_or(bare, str::trim_start).to_owned()
}

/// The words of a phrase in lower case, without punctuation.
pub(crate) fn tokens(words: &str) -> Vec<String> {
    fold(words)
        .to_lowercase()
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How much two phrases share: Jaccard overlap of their words, counted as often as they stand there.
pub(crate) fn similar(a: &str, b: &str) -> f64 {
    let (mut a, b) = (tokens(a), tokens(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let all = a.len() + b.len();
    let mut common = 0;
    for word in &b {
        if let Some(at) = a.iter().position(|other| other == word) {
            a.swap_remove(at);
            common += 1;
        }
    }
    f64::from(common) / (all - common as usize) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_forgets_what_typography_adds() {
        assert_eq!(key("The “Skupra”,"), "skupra");
        assert_eq!(key("so\u{a0}called\n dialogue"), "so called dialogue");
        assert_eq!(key("Zarn–Brenovo"), key("Zarn-Brenovo"));
    }

    #[test]
    fn similar_counts_repeated_words_once_each() {
        assert_eq!(similar("free the press", "free the free press"), 0.75);
        assert_eq!(similar("", "press"), 0.0);
    }
}
