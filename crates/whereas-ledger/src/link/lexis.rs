//! What the shipped tables (`data/link`) know of words: which tell nothing, which concept a phrase stands for.
//!
//! Words are compared by their stems, so that one form of a phrase stands for all. Between two words of a
//! phrase one other word may stand ("persecuted for [his] political views").

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;
use whereas_extract::Lang;

use crate::stem::Stems;
use crate::word::{Word, words};

/// The tables, one for each language.
const FILES: [(&str, &str); 4] = [
    ("en", include_str!("../../data/link/en.toml")),
    ("fr", include_str!("../../data/link/fr.toml")),
    ("ro", include_str!("../../data/link/ro.toml")),
    ("ru", include_str!("../../data/link/ru.toml")),
];

/// How many words may stand between two words of a phrase.
const GAP_MAX: usize = 1;

/// How many words of a set phrase tell no deed.
const IDIOM_WORDS: usize = 3;

/// The weight of a stem that no table knows: a word that tells much.
pub(crate) const TELLING: u8 = 3;
/// The weight of a word that is common in such documents.
const COMMON: u8 = 1;

/// What a phrase of the tables says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// It stands for a concept.
    Concept(String),
    /// It stands for what is to be done.
    Deed(String),
    /// Who acts for a country.
    National,
    /// What follows is dealt with and does not act.
    Towards,
    /// The document speaks for its country.
    Ours,
    /// Leads to what somebody is.
    Is,
    /// The speaker's own side.
    We,
    /// It was said before.
    Again,
    /// Before a word of asking: it was asked some time before.
    Retold,
    /// Before what was done: it was not.
    Not,
    /// Before what was done: it will be, or not yet.
    Undone,
    /// What is spoken of is wanted, planned, refused or put off.
    Unsettled,
    /// It was done of what was promised, which puts nothing off.
    AsPromised,
    /// A change of a law that was named before: "a repeal".
    OpenChange,
    /// No word in it tells what is to be done.
    Idiom,
    /// Something was talked about, no more.
    Mere,
    /// A reason, or a tie to something else.
    Motive,
    /// A meeting takes place.
    Meets,
    /// It lies ahead, was put off or called off.
    Ahead,
    /// Before a meeting: it is the time of something else.
    When,
    /// It makes a demand weaker.
    Weakens,
    /// It makes a demand stronger.
    Hardens,
    /// It asks for everything of a kind.
    Whole,
    /// It does not, though it has a word that does: "all necessary measures".
    NotWhole,
    /// Things are good, or get better.
    Better,
    /// Things are bad, or get worse.
    Worse,
    /// Provisions that were named before.
    SameProvisions,
    /// It leans on the sentence before.
    Carry,
    /// What follows describes, behind a comma.
    Which,
    /// What follows is a condition.
    Condition,
    /// It stands for a person who was named before.
    Him,
    /// It stands for persons who were named before.
    Them,
    /// It stands for somebody or something that was named before.
    Pronoun,
}

impl Sign {
    /// The concept that it stands for.
    pub(crate) fn concept(self) -> Option<String> {
        match self {
            Sign::Concept(id) => Some(id),
            _ => None,
        }
    }
}

/// A table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    stop: String,
    common: String,
    national: Vec<String>,
    towards: Vec<String>,
    ours: Vec<String>,
    is: Vec<String>,
    we: Vec<String>,
    again: Vec<String>,
    retold: Vec<String>,
    done: Vec<String>,
    done_endings: Vec<String>,
    auxiliaries: Vec<String>,
    participles: Vec<String>,
    not: Vec<String>,
    undone: Vec<String>,
    unsettled: Vec<String>,
    as_promised: Vec<String>,
    open_changes: Vec<String>,
    idioms: Vec<String>,
    mere: Vec<String>,
    motive: Vec<String>,
    meets: Vec<String>,
    ahead: Vec<String>,
    when: Vec<String>,
    weakens: Vec<String>,
    hardens: Vec<String>,
    whole: Vec<String>,
    not_whole: Vec<String>,
    better: Vec<String>,
    worse: Vec<String>,
    same_provisions: Vec<String>,
    carry: Vec<String>,
    which: Vec<String>,
    condition: Vec<String>,
    him: Vec<String>,
    them: Vec<String>,
    pronouns: Vec<String>,
    concepts: BTreeMap<String, Vec<String>>,
    deeds: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    example: Vec<Example>,
}

/// A sentence and the concepts that must be found in it; a test tries them.
#[derive(Deserialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the tables"))]
pub(crate) struct Example {
    pub text: String,
    pub concepts: Vec<String>,
}

struct Phrase {
    /// The stems behind the first.
    rest: Vec<String>,
    sign: Sign,
}

/// What is known of the words of one language.
pub(crate) struct Lexis {
    stems: Stems,
    weights: BTreeMap<String, u8>,
    /// By their first stem.
    phrases: BTreeMap<String, Vec<Phrase>>,
    /// What tells of something done, by its first word.
    done: BTreeMap<String, Vec<Vec<String>>>,
    /// The verbs behind which a participle tells what was done to something, and what participles end with.
    auxiliaries: BTreeSet<String>,
    participles: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the tables"))]
    pub examples: Vec<Example>,
}

/// What tells that something was done, in all its endings: the words behind the first, by the first.
fn done_forms(table: &Table) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut out = BTreeMap::<String, Vec<Vec<String>>>::new();
    for phrase in &table.done {
        for ending in std::iter::once("").chain(table.done_endings.iter().map(String::as_str)) {
            let phrase = format!("{phrase}{ending}");
            let mut words = words(&phrase).map(|word| word.folded);
            if let Some(first) = words.next() {
                out.entry(first).or_default().push(words.collect());
            }
        }
    }
    out
}

/// The stem of a word, or the word itself.
fn stem(stems: &Stems, word: &Word<'_>) -> String {
    stems.of_word(word).pop().unwrap_or_else(|| word.folded.clone())
}

impl Lexis {
    /// What is known of a language; only its stems where there is no table.
    pub(crate) fn of(lang: Lang) -> &'static Lexis {
        static ALL: OnceLock<(Vec<(Lang, Lexis)>, Lexis)> = OnceLock::new();
        let (known, none) = ALL.get_or_init(|| {
            let tables = FILES.iter().filter_map(|(code, file)| {
                let lang = Lang::parse(code)?;
                Some((lang, Lexis::new(lang, toml::from_str(file).ok()?)))
            });
            let none = Lexis {
                stems: Stems::of(Lang::UNKNOWN),
                weights: BTreeMap::new(),
                phrases: BTreeMap::new(),
                done: BTreeMap::new(),
                auxiliaries: BTreeSet::new(),
                participles: Vec::new(),
                examples: Vec::new(),
            };
            (tables.collect(), none)
        });
        known.iter().find(|(of, _)| *of == lang).map_or(none, |(_, lexis)| lexis)
    }

    fn new(lang: Lang, table: Table) -> Lexis {
        let mut lexis = Lexis {
            stems: Stems::of(lang),
            weights: BTreeMap::new(),
            phrases: BTreeMap::new(),
            done: done_forms(&table),
            auxiliaries: table
                .auxiliaries
                .iter()
                .flat_map(|word| words(word).map(|word| word.folded))
                .collect(),
            participles: table
                .participles
                .iter()
                .flat_map(|word| words(word).map(|word| word.folded))
                .collect(),
            examples: table.example,
        };
        for (list, weight) in [(&table.common, COMMON), (&table.stop, 0)] {
            for word in words(list) {
                lexis.weights.insert(stem(&lexis.stems, &word), weight);
            }
        }
        let lists = [
            (&table.national, Sign::National),
            (&table.towards, Sign::Towards),
            (&table.ours, Sign::Ours),
            (&table.is, Sign::Is),
            (&table.we, Sign::We),
            (&table.again, Sign::Again),
            (&table.retold, Sign::Retold),
            (&table.not, Sign::Not),
            (&table.undone, Sign::Undone),
            (&table.unsettled, Sign::Unsettled),
            (&table.as_promised, Sign::AsPromised),
            (&table.open_changes, Sign::OpenChange),
            (&table.idioms, Sign::Idiom),
            (&table.mere, Sign::Mere),
            (&table.motive, Sign::Motive),
            (&table.meets, Sign::Meets),
            (&table.ahead, Sign::Ahead),
            (&table.when, Sign::When),
            (&table.weakens, Sign::Weakens),
            (&table.hardens, Sign::Hardens),
            (&table.whole, Sign::Whole),
            (&table.not_whole, Sign::NotWhole),
            (&table.better, Sign::Better),
            (&table.worse, Sign::Worse),
            (&table.same_provisions, Sign::SameProvisions),
            (&table.carry, Sign::Carry),
            (&table.which, Sign::Which),
            (&table.condition, Sign::Condition),
            (&table.him, Sign::Him),
            (&table.them, Sign::Them),
            (&table.pronouns, Sign::Pronoun),
        ];
        for (list, sign) in lists {
            list.iter().for_each(|phrase| lexis.learn(phrase, sign.clone()));
        }
        for (concept, list) in table.concepts {
            list.iter().for_each(|phrase| lexis.learn(phrase, Sign::Concept(concept.clone())));
        }
        for (deed, list) in table.deeds {
            list.iter().for_each(|phrase| lexis.learn(phrase, Sign::Deed(deed.clone())));
        }
        lexis
    }

    fn learn(&mut self, phrase: &str, sign: Sign) {
        let mut stems = words(phrase).map(|word| stem(&self.stems, &word));
        if let Some(first) = stems.next() {
            let rest = stems.collect();
            self.phrases.entry(first).or_default().push(Phrase { rest, sign });
        }
    }

    /// The stems of some words, in order.
    pub(crate) fn stems(&self, words: &[Word<'_>]) -> Vec<String> {
        words.iter().map(|word| stem(&self.stems, word)).collect()
    }

    /// Where words tell of something done. They are compared as they stand: "ratified" tells it, "to ratify" does not.
    pub(crate) fn done_at(&self, words: &[Word<'_>]) -> Vec<usize> {
        let goes_on = |rest: &Vec<String>, behind: &[Word<'_>]| {
            rest.len() <= behind.len() && rest.iter().zip(behind).all(|(wanted, word)| word.folded == *wanted)
        };
        let stands = |at: &usize| {
            let rests = words.get(*at).and_then(|first| self.done.get(&first.folded));
            let behind = words.get(at + 1..).unwrap_or_default();
            rests.is_some_and(|rests| rests.iter().any(|rest| goes_on(rest, behind)))
        };
        (0..words.len()).filter(stands).collect()
    }

    /// Where a participle tells what was done to something: "two schools were reopened".
    pub(crate) fn undergone_at(&self, words: &[Word<'_>]) -> Vec<usize> {
        let is_participle = |word: &Word<'_>| {
            self.participles.iter().any(|end| word.folded.len() > end.len() + 2 && word.folded.ends_with(end))
        };
        let led = |at: usize| {
            let before = words.get(at.saturating_sub(GAP_MAX + 1)..at).unwrap_or_default();
            before.iter().any(|word| self.auxiliaries.contains(&word.folded))
        };
        let found = words.iter().enumerate().filter(|(at, word)| is_participle(word) && led(*at));
        found.map(|(at, _)| at).collect()
    }

    /// How much a stem tells: 0 nothing, [`TELLING`] much.
    pub(crate) fn weight(&self, stem: &str) -> u8 {
        match self.weights.get(stem) {
            Some(weight) => *weight,
            None if stem.chars().count() < 3 && !stem.bytes().all(|byte| byte.is_ascii_digit()) => 0,
            None => TELLING,
        }
    }

    /// Whether some words speak of what is the speaker's own country's: "our parliament".
    pub(crate) fn is_ours(&self, words: &[Word<'_>]) -> bool {
        self.signs(&self.stems(words)).contains(&(0, Sign::Ours))
    }

    /// The signs among some stems, each with the place of its first word.
    pub(crate) fn signs(&self, stems: &[String]) -> BTreeSet<(usize, Sign)> {
        let mut out = BTreeSet::new();
        for (at, stem) in stems.iter().enumerate() {
            for phrase in self.phrases.get(stem).into_iter().flatten() {
                if follows(&phrase.rest, &stems[at + 1..]) {
                    out.insert((at, phrase.sign.clone()));
                }
            }
        }
        let idioms: Vec<usize> =
            out.iter().filter(|(_, sign)| *sign == Sign::Idiom).map(|(at, _)| *at).collect();
        let in_idiom = |at: usize| idioms.iter().any(|idiom| (*idiom..*idiom + IDIOM_WORDS).contains(&at));
        out.retain(|(at, sign)| !matches!(sign, Sign::Deed(_)) || !in_idiom(*at));
        out
    }
}

/// Whether the stems stand there in order, with small gaps.
fn follows(rest: &[String], mut stems: &[String]) -> bool {
    rest.iter().all(|wanted| match stems.iter().take(GAP_MAX + 1).position(|stem| stem == wanted) {
        Some(at) => {
            stems = &stems[at + 1..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concepts(lang: &str, text: &str) -> Vec<String> {
        let lexis = Lexis::of(Lang::parse(lang).unwrap());
        let words: Vec<_> = words(text).collect();
        let signs = lexis.signs(&lexis.stems(&words)).into_iter();
        let found: BTreeSet<String> = signs
            .filter_map(|(_, sign)| match sign {
                Sign::Concept(id) => Some(id),
                _ => None,
            })
            .collect();
        found.into_iter().collect()
    }

    #[test]
    fn every_table_is_read_and_has_the_same_concepts_and_deeds() {
        let tables: Vec<Table> = FILES.iter().map(|(_, file)| toml::from_str(file).unwrap()).collect();
        for table in &tables {
            let ids: Vec<_> = table.concepts.keys().collect();
            assert_eq!(ids, tables[0].concepts.keys().collect::<Vec<_>>());
            let deeds: Vec<_> = table.deeds.keys().collect();
            assert_eq!(deeds, tables[0].deeds.keys().collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_table_keeps_its_examples() {
        for (code, _) in FILES {
            let lexis = Lexis::of(Lang::parse(code).unwrap());
            assert!(!lexis.examples.is_empty(), "{code} has no examples");
            for example in &lexis.examples {
                assert_eq!(concepts(code, &example.text), example.concepts, "{code}: {}", example.text);
            }
        }
    }

    #[test]
    fn a_motive_or_a_tie_is_known_in_every_language() {
        for (code, text, wanted) in [
            ("en", "the case has nothing to do with his articles", true),
            ("en", "there was no beating in the colony", false),
            ("fr", "cette affaire n’a rien à voir avec ses articles", true),
            ("fr", "il n’y a pas de motif pour le libérer", false),
            ("ro", "acest dosar nu este motivat politic", true),
            ("ru", "это дело не имеет отношения к его статьям", true),
        ] {
            let lexis = Lexis::of(Lang::parse(code).unwrap());
            let words: Vec<_> = words(text).collect();
            let signs = lexis.signs(&lexis.stems(&words));
            assert_eq!(signs.iter().any(|(_, sign)| *sign == Sign::Motive), wanted, "{code}: {text}");
        }
    }

    #[test]
    fn words_of_a_phrase_stand_near_each_other() {
        assert_eq!(concepts("en", "persecuted for his political views"), ["political-persecution"]);
        assert_eq!(concepts("en", "political parties and their prisoners"), Vec::<String>::new());
    }

    #[test]
    fn a_language_without_a_table_has_no_signs() {
        assert_eq!(concepts("xx", "political prisoners"), Vec::<String>::new());
    }
}
