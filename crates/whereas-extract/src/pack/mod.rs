//! Language packs: all that the program knows about languages and institutions, as data.
//!
//! A pack is a folder `packs/<language>/`: `pack.toml` (grammar words, numbers, months), one `.toml` of rules for
//! each act, and lists (`places.txt` …). `packs/world/` holds lists of no language. Adding a phrase, a body or a
//! language needs no Rust: files are found by a scan of the folder (docs/packs.md).

mod builder;
mod category;
pub mod entity;
#[cfg(test)]
mod example;
pub(crate) mod lexicon;
pub(crate) mod list;
mod load;
pub(crate) use load::{Place, RelativeUnit};
mod pattern;
mod rule;
mod trie;

use std::sync::OnceLock;

pub use rule::{Example, Frame, Rule, RuleInfo, Where};

use crate::Lang;
use lexicon::Lexicon;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Classes of grammar words that the code asks for; a pack lists the words of each under `[classes]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Class {
    Article,
    And,
    But,
    Infinitive,
    That,
    For,
    Against,
    Of,
    By,
    In,
    On,
    At,
    From,
    Until,
    Between,
    Negation,
    Relative,
    Pronoun,
    FirstPerson,
    Possessive,
    Must,
    Will,
    Be,
    Have,
    Including,
    Adverb,
    /// Words at the head of a sentence that tie it to the one before (also, moreover).
    Connective,
    VerbParticle,
    Preposition,
    Subordinator,
    AccordingTo,
    Provision,
    Determiner,
    NotName,
    Generic,
    ShiftLast,
    ShiftThis,
    ShiftNext,
    Part,
    Ago,
    UnitDay,
    UnitWeek,
    UnitMonth,
    UnitYear,
    YearWord,
    /// Words for somebody that can stand alone as a subject (he, you, everyone).
    Person,
    /// Subjects that are nobody (it, there, nothing).
    Impersonal,
    /// Verbs whose future tells an effect, no promise (lead, mean, cost).
    Effect,
    /// Verbs of giving (support, fund): what "This will …" promises.
    Gives,
    /// Words in which somebody else is accused (aggression, occupation).
    Accusation,
    /// Names of parts of the world that are no State (Africa, Middle East).
    Region,
    /// Verbs that tell what befalls their subject (succeed, suffer): their future promises nothing.
    Befall,
    /// Auxiliaries that are neither "will" nor "must" (would, can, did).
    Auxiliary,
    /// What begins a condition (if, unless).
    Condition,
    /// Words before an infinitive that is done by saying it ("would like to thank").
    Volition,
    /// Words that end as adverbs do and are none (family).
    NotAdverb,
    /// Who is spoken to (you).
    SecondPerson,
    /// Nouns for media that pass on what happened (agency, newspaper).
    Medium,
    /// Verbs of possibility (can, may): what may be said is not said.
    Possible,
    /// Unstressed pronouns between a subject and its verb ("elle lui demande").
    Clitic,
}

/// Roles that words play in names, dates and figures; a pack lists the words of each under `[roles]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    YearKind,
    Decade,
    DecadeHead,
    Later,
    AgoBefore,
    LaterBefore,
    Within,
    Particle,
    Generation,
    Genitive,
    Realm,
    Draft,
    Branch,
    Ranks,
    Ranked,
    Superlative,
    Numbered,
    About,
    NameLink,
    /// Before the office that a body stands under ("under the President").
    Under,
    Meets,
    Visits,
    Held,
    Today,
    PlaceHead,
    Percent,
    /// Before a day or month by which something is to be done.
    Deadline,
    /// "is not true that": what follows is denied.
    Untrue,
    /// The day behind the document's.
    Tomorrow,
    /// Before a week, month or year at whose end something is due ("by the end of the").
    EndOf,
    /// A bound that is as often a preposition of time ("over four years").
    Stretch,
    /// Behind an hour of the day.
    Clock,
    /// The last word of a name of a thing (Highway, Cup, Report).
    ThingHead,
    /// Behind the name of a law or a mandate, and no part of it ("in line with").
    Aside,
    /// What a committee does that is known by the abbreviation of its treaty ("was concerned").
    Deliberates,
    /// Before a noun for meetings that is none then ("press").
    NoMeeting,
    /// Before whom a speaker speaks for ("on behalf of").
    OnBehalf,
}

impl Class {
    /// Its bit where classes are told as bits.
    pub const fn bit(self) -> Classes {
        1 << self as u32
    }
}

/// Grammar classes as bits.
pub(crate) type Classes = u64;

/// One language's part.
#[derive(Debug)]
pub(crate) struct Pack {
    /// Its language.
    pub lang: Lang,
    /// Its script: `latin`, `cyrillic`.
    pub script: String,
    /// Words that end with a point without ending a sentence, folded.
    pub abbreviations: rustc_hash::FxHashSet<String>,
    /// Endings of infinitives, where no word marks them.
    pub infinitive_endings: Vec<String>,
    /// Endings that names take by their case ("-ого"), taken off before names are compared.
    pub name_endings: Vec<String>,
    /// Endings of plural nouns, as far as they tell.
    pub plural_endings: Vec<String>,
    /// Every noun has a capital, so that a capital alone tells no name ("die Freilassung").
    pub noun_capitals: bool,
    /// Only the first word of a name of a body or a law has a capital ("Ministère des affaires étrangères").
    pub first_word_names: bool,
    /// Endings of the words that go on a name whose first word alone has a capital; any word where there are none.
    pub name_word_endings: Vec<String>,
    /// Relative dates.
    pub relatives: Vec<load::Relative>,
    /// Letters that only this language has.
    pub letters: Vec<char>,
    /// Endings that make a number an ordinal ("th", "-й").
    pub ordinal_endings: Vec<String>,
    /// Endings of adverbs ("ly").
    pub adverb_endings: Vec<String>,
    /// Whether `verbs.txt` has the verbs of ordinary prose, so that a sentence without one of them has no verb.
    pub verbs_complete: bool,
    /// Whether a subject often stands behind its verb.
    pub verb_first: bool,
}

/// A phrase that marks a genre, a piece of furniture, a disclosure … with its weight.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// What it marks: `genre:news`, `boilerplate`, `sponsored`, `citation`, `recital`, `formula` …
    pub what: String,
    /// How much it counts.
    pub weight: f32,
    /// Where it counts: `title`, `begins` (a passage begins with it), `anywhere`, `line` (the passage is only this).
    pub place: load::Place,
}

/// The code of a text, as a pattern: words, and `%` for a number.
#[derive(Debug, Clone)]
pub(crate) struct Citation {
    /// It begins with a number: "18 U.S.C. § 2383".
    pub number_first: bool,
    /// What follows the words it is found by.
    pub tail: Vec<String>,
}

/// All packs, ready to use.
#[derive(Debug)]
pub(crate) struct Packs {
    /// Languages in order of their folders.
    pub packs: Vec<Pack>,
    /// Words and phrases.
    pub lexicon: Lexicon,
    /// Statement rules.
    pub rules: Vec<Rule>,
    /// Numbers of number words and multipliers.
    pub numbers: Vec<f64>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// What kind of action the leading verbs of recommendations ask for.
    pub categories: category::Categories,
    /// References to texts by their code.
    pub citations: Vec<Citation>,
    /// Ids of themes.
    pub themes: Vec<String>,
    /// Hosts that are known publishers: host, name.
    pub hosts: Vec<(String, String)>,
    /// Endings of family names with the least length of what stands before.
    pub family_endings: Vec<(String, usize)>,
    /// What could not be loaded; empty in a release, tested.
    pub problems: Vec<String>,
}

impl Packs {
    /// The packs that ship with the program.
    pub fn shipped() -> &'static Packs {
        static PACKS: OnceLock<Packs> = OnceLock::new();
        PACKS.get_or_init(|| load::load(FILES))
    }

    /// The index of a language's pack, [`lexicon::ANY_PACK`] without one.
    pub fn index(&self, lang: Lang) -> u8 {
        self.packs.iter().position(|pack| pack.lang == lang).map_or(lexicon::ANY_PACK, |at| at as u8)
    }

    /// Whether statements are read in a language; others are only told apart.
    pub fn reads(&self, lang: Lang) -> bool {
        let index = self.index(lang);
        self.rules.iter().any(|rule| rule.pack == index)
    }

    /// The pack at an index.
    pub fn pack(&self, index: u8) -> Option<&Pack> {
        self.packs.get(index as usize)
    }
}

/// A hash of all packs and lists, 12 hexadecimal digits.
#[must_use]
pub fn hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let mut all = String::new();
        for (name, content) in FILES {
            all.push_str(name);
            all.push('\u{0}');
            all.push_str(content);
            all.push('\u{0}');
        }
        crate::id::sha256(all.as_bytes()).chars().take(12).collect()
    })
    .clone()
}

/// What is wrong with the shipped packs, in words; empty unless somebody edits them.
#[must_use]
pub fn problems() -> &'static [String] {
    &Packs::shipped().problems
}

/// All statement rules, in order of their files.
#[must_use]
pub fn rules() -> Vec<RuleInfo> {
    Packs::shipped().rules.iter().map(Rule::info).collect()
}

/// The rule with an id (`en/demand/urge`).
#[must_use]
pub fn rule(id: &str) -> Option<RuleInfo> {
    Packs::shipped().rules.iter().find(|rule| rule.id == id).map(Rule::info)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_file_loads() {
        assert_eq!(Packs::shipped().problems, Vec::<String>::new());
    }

    #[test]
    fn a_set_holds_single_words() {
        let files: Vec<(&str, String)> = FILES
            .iter()
            .map(|(name, content)| match *name {
                "en/pack.toml" => (*name, content.replacen("[sets]", "[sets]\nodd = [\"first rate\"]", 1)),
                _ => (*name, (*content).to_owned()),
            })
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, content)| (*name, content.as_str())).collect();
        assert_eq!(load::load(&files).problems, ["packs/en: set `odd`: “first rate” is more than one word"]);
    }

    /// "после" is a case of "посол", too; listed, it would make somebody of "After the hearing".
    #[test]
    fn no_actor_is_a_word_of_grammar() {
        const GRAMMAR: [Class; 4] = [Class::Preposition, Class::Subordinator, Class::And, Class::But];
        let packs = Packs::shipped();
        for (name, words) in FILES {
            let Some((lang, list)) = name.split_once('/') else { continue };
            let pack = packs.packs.iter().position(|pack| pack.lang.code() == lang);
            let Some(pack) = pack.filter(|_| ["actors.txt", "titles.txt", "groups.txt"].contains(&list))
            else {
                continue;
            };
            for term in list::lines(words).flat_map(|line| line.split('|')).map(str::trim) {
                let scan = crate::scan::Scan::new(term, packs);
                let grammar = GRAMMAR.iter().any(|&class| scan.class(0, class, pack as u8));
                assert!(scan.tokens.len() != 1 || !grammar, "{name}: {term}");
            }
        }
    }
}
