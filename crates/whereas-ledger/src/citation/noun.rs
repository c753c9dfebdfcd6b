//! What documents are called (`data/citation.toml`), by language.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use whereas_extract::Lang;

use crate::link::Lexis;
use crate::word::words;

const FILE: &str = include_str!("../../data/citation.toml");

/// A noun for documents.
#[derive(Debug, Default)]
pub(crate) struct Noun {
    /// As the table has it.
    pub word: String,
    /// The genres of what it stands for.
    pub genres: Vec<String>,
}

/// The words of one language around the name of a document, as stems.
#[derive(Debug, Default)]
pub(crate) struct Nouns {
    /// By their stems.
    nouns: BTreeMap<String, Noun>,
    own: Vec<String>,
    those: Vec<String>,
    between: Vec<String>,
    dated: Vec<String>,
    about: Vec<String>,
}

/// A language as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    own: Vec<String>,
    those: Vec<String>,
    between: Vec<String>,
    dated: Vec<String>,
    about: Vec<String>,
    nouns: BTreeMap<String, Vec<String>>,
}

/// A text and what it cites; a test tries it.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the table"))]
pub(crate) struct Example {
    pub lang: Lang,
    pub text: String,
    pub cited: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the table"))]
    example: Vec<Example>,
    #[serde(flatten)]
    languages: BTreeMap<String, Table>,
}

impl Nouns {
    /// What is known of a language; nothing where the table does not have it.
    pub(crate) fn of(lang: Lang) -> &'static Nouns {
        static ALL: OnceLock<(Vec<(Lang, Nouns)>, Nouns)> = OnceLock::new();
        let (known, none) = ALL.get_or_init(|| {
            let languages = toml::from_str::<File>(FILE).map(|file| file.languages).unwrap_or_default();
            let read = |(code, table): (String, Table)| {
                let lang = Lang::parse(&code)?;
                Some((lang, Nouns::new(lang, table)))
            };
            (languages.into_iter().filter_map(read).collect(), Nouns::default())
        });
        known.iter().find(|(of, _)| *of == lang).map_or(none, |(_, nouns)| nouns)
    }

    fn new(lang: Lang, table: Table) -> Nouns {
        let lexis = Lexis::of(lang);
        let stems = |list: &[String]| -> Vec<String> {
            list.iter().flat_map(|word| lexis.stems(&words(word).collect::<Vec<_>>())).collect()
        };
        let mut nouns = BTreeMap::<String, Noun>::new();
        for (genre, list) in &table.nouns {
            for word in list {
                for stem in stems(std::slice::from_ref(word)) {
                    let noun = nouns.entry(stem).or_default();
                    if noun.word.is_empty() {
                        noun.word.clone_from(word);
                    }
                    if !noun.genres.contains(genre) {
                        noun.genres.push(genre.clone());
                    }
                }
            }
        }
        Nouns {
            nouns,
            own: stems(&table.own),
            those: stems(&table.those),
            between: stems(&table.between),
            dated: stems(&table.dated),
            about: stems(&table.about),
        }
    }

    /// The noun with a stem.
    pub(crate) fn noun(&self, stem: &str) -> Option<&Noun> {
        self.nouns.get(stem)
    }

    /// Whether the word says that a body speaks of its own document.
    pub(crate) fn is_own(&self, stem: &str) -> bool {
        self.own.iter().any(|other| other == stem)
    }

    /// Whether the word stands for a noun named before.
    pub(crate) fn is_those(&self, stem: &str) -> bool {
        self.those.iter().any(|other| other == stem)
    }

    /// Whether the word may stand between the noun and the day.
    pub(crate) fn is_between(&self, stem: &str) -> bool {
        self.between.iter().any(|other| other == stem)
    }

    /// Whether the word stands right before a day.
    pub(crate) fn is_dated(&self, stem: &str) -> bool {
        self.dated.iter().any(|other| other == stem)
    }

    /// Whether the subject of a document begins with the word.
    pub(crate) fn leads_subject(&self, stem: &str) -> bool {
        self.about.iter().any(|other| other == stem)
    }
}

#[cfg(test)]
pub(crate) fn examples() -> Vec<Example> {
    toml::from_str::<File>(FILE).unwrap().example
}
