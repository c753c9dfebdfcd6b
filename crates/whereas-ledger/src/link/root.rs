//! Roots that the international words of several languages share: "convention", "convenția", "конвенция".

use std::collections::BTreeSet;

use super::gist::Gist;
use super::lexis::TELLING;

/// The letters of a root; a shorter word has none.
const LETTERS: usize = 5;

/// The roots of a statement's telling words.
pub(crate) fn roots(gist: &Gist) -> BTreeSet<String> {
    let telling = gist.stems.iter().filter(|(_, weight)| **weight == TELLING);
    telling.filter_map(|(stem, _)| root(stem)).collect()
}

/// The beginning of a folded word in Latin letters, spelled as most languages would.
fn root(word: &str) -> Option<String> {
    let mut letters: Vec<char> = Vec::new();
    for c in word.chars() {
        for letter in latin(c).chars() {
            match (letters.last(), letter) {
                // "philosophie", "théâtre", "Tschechien"
                (Some('p'), 'h') => {
                    letters.pop();
                    letters.push('f');
                }
                (Some('t' | 'c' | 'k'), 'h') => {}
                (Some(last), letter) if *last == letter => {}
                (_, letter) => letters.push(letter),
            }
        }
    }
    (letters.len() >= LETTERS).then(|| letters.into_iter().take(LETTERS).collect())
}

/// A letter as it is compared.
fn latin(c: char) -> &'static str {
    match c {
        'a' | 'á' | 'à' | 'â' | 'ä' | 'ă' | 'а' | 'я' => "a",
        'b' | 'б' => "b",
        'c' | 'k' | 'q' | 'ç' | 'к' | 'ц' => "k",
        'd' | 'д' => "d",
        'e' | 'é' | 'è' | 'ê' | 'ë' | 'е' | 'ё' | 'э' => "e",
        'f' | 'ф' => "f",
        'g' | 'г' => "g",
        'h' | 'х' => "h",
        'i' | 'y' | 'j' | 'î' | 'ï' | 'и' | 'й' | 'ы' | 'і' => "i",
        'l' | 'л' => "l",
        'm' | 'м' => "m",
        'n' | 'н' => "n",
        'o' | 'ó' | 'ô' | 'ö' | 'о' => "o",
        'p' | 'п' => "p",
        'r' | 'р' => "r",
        's' | 'z' | 'ș' | 'с' | 'з' | 'ж' | 'ш' => "s",
        't' | 'ț' | 'т' => "t",
        'u' | 'ú' | 'ù' | 'û' | 'ü' | 'у' | 'ю' => "u",
        'v' | 'w' | 'в' => "v",
        'x' => "ks",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn international_words_share_their_root() {
        for words in [
            ["convention", "convenția", "конвенция"],
            ["publication", "publicarea", "публикация"],
            ["electoral", "électoral", "электоральный"],
            ["military", "militaires", "милитаризация"],
        ] {
            let roots: BTreeSet<_> = words.iter().map(|word| root(word)).collect();
            assert!(roots.len() == 1 && !roots.contains(&None), "{words:?}: {roots:?}");
        }
        assert_eq!(root("театр"), root("théâtre"));
        assert_ne!(root("release"), root("libération"));
        assert_eq!(root("law"), None);
    }
}
