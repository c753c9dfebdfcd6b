//! Nodes: names that stand for one entity as far as their letters tell, and the keys by which a name is looked up.

use std::collections::BTreeSet;

use whereas_extract::Lang;
use whereas_extract::id::{fold_words, sha256};
use whereas_extract::pack::entity::{Listed, is_head, listed};
use whereas_names::{Name, fold as spellings};

use super::sense::senses;
use crate::word::words;

/// How many senses of the name of a body are paired in keys.
const PAIRED_WORDS_MAX: usize = 7;
/// A name of capitals alone tells by itself if it has so many letters: "OSCE", not "MU".
const TELLING_CAPITALS_MIN: usize = 3;

/// A name as it stands for an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node {
    /// A hash of kind and name, and of the document where the name does not tell by itself.
    pub id: String,
    pub kind: String,
    /// As [`fold`] gives it.
    pub name: String,
    pub lang: Lang,
}

impl Node {
    /// Whether the name tells by itself who is meant, whatever the document.
    pub(crate) fn tells(&self) -> bool {
        tells(&self.kind, self.lang, &self.name)
    }
}

/// The node of a base.
pub(crate) fn node(document: &str, kind: &str, lang: Lang, quote: &str) -> Node {
    let name = fold(quote);
    let scope = if tells(kind, lang, &name) { "" } else { document };
    let mut id = sha256(format!("{kind}\0{name}\0{scope}").as_bytes());
    id.truncate(16);
    Node { id, kind: kind.to_owned(), name, lang }
}

/// Folds a name: case, white space, and the forms of hyphens and quotation marks make no difference.
pub(crate) fn fold(quote: &str) -> String {
    let plain = |letter: char| match letter {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        other => other,
    };
    fold_words(&quote.chars().map(plain).collect::<String>())
}

/// Whether a name tells by itself who is meant, whatever the document: a full name, not "the Commission".
fn tells(kind: &str, lang: Lang, name: &str) -> bool {
    match kind {
        "person" => Name::parse(name).is_full(),
        "organisation" => {
            let letters = name.chars().filter(|c| c.is_alphabetic()).count();
            let short = letters < TELLING_CAPITALS_MIN;
            let known = listed(Listed::Organisation, lang, name).is_some();
            let only_head = words(name).all(|word| is_head(lang, word.text));
            !only_head && (known || !short)
        }
        // "Article 9" is one of many.
        "law" => words(name).filter(|word| !word.text.contains(|c: char| c.is_ascii_digit())).count() > 1,
        _ => true,
    }
}

/// The keys by which a node is found, hashed. Two names of one entity most likely share one.
pub(crate) fn keys(node: &Node) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    let mut add = |kind: &str, key: &str| {
        found.insert(hash(&format!("{} {kind} {key}", node.kind)));
    };
    if node.kind == "person" {
        let name = Name::parse(&node.name);
        name.blocks().iter().for_each(|block| add("block", block));
        name.words().iter().for_each(|word| add("word", word));
        return found;
    }
    let list = match node.kind.as_str() {
        "organisation" => Listed::Organisation,
        "law" => Listed::Law,
        _ => Listed::Place,
    };
    if let Some(name) = listed(list, node.lang, &node.name) {
        add("listed", name);
    }
    initials(&node.name).iter().for_each(|letters| add("initials", letters));
    let senses: Vec<String> = senses(node.lang, &node.name).into_iter().take(PAIRED_WORDS_MAX).collect();
    if let [only] = senses.as_slice() {
        add("sense", only);
        spellings(only).iter().for_each(|folded| add("spelling", &folded.key.to_string()));
    }
    for (at, first) in senses.iter().enumerate() {
        senses.iter().skip(at + 1).for_each(|second| add("senses", &format!("{first} {second}")));
    }
    found
}

fn hash(key: &str) -> i64 {
    let hash = sha256(key.as_bytes());
    let short = hash.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok());
    short.unwrap_or_default().cast_signed()
}

/// Words of fewer letters ("of", "de", "по") are often left out of abbreviations.
const CONTENT_LETTERS_MIN: usize = 4;

/// What a name may be abbreviated to: the first letters of all its words, and of the longer ones; of a single word
/// the word itself.
pub(crate) fn initials(name: &str) -> BTreeSet<String> {
    let all: Vec<String> = words(name).map(|word| word.folded).collect();
    if let [only] = all.as_slice() {
        return BTreeSet::from([only.clone()]);
    }
    let first = |words: &mut dyn Iterator<Item = &String>| -> String {
        words.filter_map(|word| word.chars().next()).collect()
    };
    let longer = first(&mut all.iter().filter(|word| word.chars().count() >= CONTENT_LETTERS_MIN));
    BTreeSet::from([first(&mut all.iter()), longer])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(document: &str, kind: &str, quote: &str) -> String {
        node(document, kind, Lang::EN, quote).id
    }

    #[test]
    fn a_full_name_is_one_node_and_a_short_one_is_a_node_of_its_document() {
        for (kind, quote) in [
            ("person", "Ivo Orlo"),
            ("organisation", "Ministry of Justice"),
            ("organisation", "OSCE"),
            ("law", "Criminal Code"),
            ("place", "Kelmar"),
        ] {
            assert_eq!(id("d1", kind, quote), id("d2", kind, &quote.to_uppercase()), "{quote}");
        }
        for (kind, quote) in
            [("person", "Orlo"), ("organisation", "Commission"), ("organisation", "MX"), ("law", "Article 9")]
        {
            assert_ne!(id("d1", kind, quote), id("d2", kind, quote), "{quote}");
        }
    }

    fn share(kind: &str, a: (&str, &str), b: (&str, &str)) -> bool {
        let of = |(lang, quote): (&str, &str)| keys(&node("d1", kind, Lang::parse(lang).unwrap(), quote));
        !of(a).is_disjoint(&of(b))
    }

    #[test]
    fn names_of_one_entity_share_a_key() {
        assert!(share("person", ("en", "Evgeni Talmarov"), ("ru", "Евгений Талмаров")));
        assert!(share("person", ("en", "Talmarov"), ("fr", "Evgueni Talmarov")));
        assert!(share("organisation", ("en", "Free Quill Foundation"), ("en", "FQF")));
        assert!(share("organisation", ("en", "EU"), ("fr", "Union européenne")));
        assert!(share(
            "organisation",
            ("en", "Committee on Prisons and Courts"),
            ("en", "Courts and prisons committee")
        ));
        assert!(!share("organisation", ("en", "Free Quill Foundation"), ("en", "Ministry of Justice")));
    }
}
