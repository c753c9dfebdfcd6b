//! What two statements have in common, and how much that is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use whereas_extract::Act;

use super::gist::Gist;
use super::lexis::TELLING;
use super::name::same_person;
use super::root::roots;

/// What each thing in common counts.
pub(super) const PERSON: f32 = 4.0;
pub(super) const LAW: f32 = 4.0;
const CONCEPT: f32 = 3.0;
const BROAD: f32 = 1.5;
pub(super) const DEED: f32 = 1.0;
const NAME: f32 = 2.0;
const THEME: f32 = 1.0;
const COUNT: f32 = 1.5;
pub(super) const WORD: f32 = 1.0;
const COMMON_WORD: f32 = 0.3;
const ROOT: f32 = 0.7;
/// How many of a kind count.
const OF_KIND_MAX: usize = 3;

/// What two statements have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Topic {
    pub persons: Vec<String>,
    pub laws: Vec<String>,
    /// Other names, of texts in two languages only; in one language their words are compared.
    pub names: Vec<String>,
    pub concepts: Vec<String>,
    /// What is to be done, of texts in two languages only.
    pub deeds: Vec<String>,
    pub themes: Vec<String>,
    pub stems: Vec<String>,
    /// How many roots of words, of texts in two languages only.
    pub roots: usize,
    /// How much all that is.
    pub strength: f32,
    /// How much of it tells what is to be done or is spoken of, other than by whose name or by what nearly every
    /// document speaks of.
    pub matter: f32,
    /// Whether words of names are among it, of texts in one language.
    pub named: bool,
    /// Whether the first one speaks of what was promised for the time by which the second one, a promise, is due; that
    /// tells as much as a law.
    pub due: bool,
    /// The share of what both say, 0–1.
    pub share: f32,
    /// The share of what the first one says, 0–1.
    pub part: f32,
    /// The share of what the one says that says less, 0–1.
    pub held: f32,
}

pub(super) fn concept_weight(id: &str) -> f32 {
    static BROAD_ONES: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    let broad = BROAD_ONES.get_or_init(|| {
        let lines = include_str!("../../data/link/broad.txt").lines();
        lines.filter(|line| !line.starts_with('#')).map(str::trim).collect()
    });
    if broad.contains(id) { BROAD } else { CONCEPT }
}

fn word_weight(weight: u8) -> f32 {
    if weight == TELLING { WORD } else { COMMON_WORD }
}

fn common(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Vec<String> {
    a.intersection(b).cloned().collect()
}

fn common_stems(a: &Gist, b: &Gist) -> BTreeMap<String, u8> {
    if a.lang != b.lang {
        return BTreeMap::new();
    }
    a.stems.iter().filter(|(stem, _)| b.stems.contains_key(*stem)).map(|(s, w)| (s.clone(), *w)).collect()
}

impl Topic {
    /// Compares two statements; the first is the later one and may lean on the sentence before it.
    pub(crate) fn of(from: &Gist, to: &Gist) -> Topic {
        let persons: Vec<String> =
            from.persons.iter().filter(|a| to.persons.iter().any(|b| same_person(a, b))).cloned().collect();
        let stems = common_stems(from, to);
        let mut out = Topic {
            laws: common(&from.laws, &to.laws),
            names: if from.lang == to.lang { Vec::new() } else { common(&from.names, &to.names) },
            concepts: common(&from.concepts, &to.concepts),
            deeds: if from.lang == to.lang { Vec::new() } else { common(&from.deeds, &to.deeds) },
            themes: common(&from.themes, &to.themes),
            roots: if from.lang == to.lang { 0 } else { roots(from).intersection(&roots(to)).count() },
            stems: stems.keys().cloned().collect(),
            persons,
            ..Topic::default()
        };
        let carried: f32 =
            common(&from.carried, &to.concepts).iter().map(|id| concept_weight(id) * 0.6).sum();
        let few = |of: usize| of.min(OF_KIND_MAX) as f32;
        let counts = from.counts.iter().filter(|a| {
            to.counts.iter().any(|b| a.value == b.value && (from.lang != to.lang || a.of == b.of))
        });
        let words: f32 = stems.values().map(|weight| word_weight(*weight)).sum();
        let is_name = |stem: &String| from.of_names.contains(stem) || to.of_names.contains(stem);
        let plain = stems.iter().filter(|(stem, _)| !is_name(stem)).map(|(_, weight)| word_weight(*weight));
        out.named = stems.keys().any(is_name);
        let own = |id: &&String| concept_weight(id) > BROAD;
        let counts = COUNT * few(counts.count());
        // Many things are due in a year; a day is among the laws.
        let time = |day: &&String| day.len() > "2024".len() && from.days.contains(*day);
        let told = to.act == Act::Commitment && from.marks.as_promised;
        let due = if told { to.days.iter().find(time) } else { None };
        out.due = due.is_some();
        let due = due.map_or(0.0, |day| if out.laws.contains(day) { 0.0 } else { LAW });
        out.matter = LAW * few(out.laws.len())
            + CONCEPT * out.concepts.iter().filter(own).count() as f32
            + DEED * few(out.deeds.len())
            + ROOT * few(out.roots)
            + counts
            + carried
            + plain.sum::<f32>();
        out.strength = PERSON * few(out.persons.len())
            + LAW * few(out.laws.len())
            + NAME * few(out.names.len())
            + out.concepts.iter().map(|id| concept_weight(id)).sum::<f32>()
            + DEED * few(out.deeds.len())
            + THEME * few(out.themes.len())
            + ROOT * few(out.roots)
            + counts
            + carried
            + due
            + words;
        let same_language = from.lang == to.lang;
        let (a, b) = (mass(from, same_language), mass(to, same_language));
        let (least, most) = (a.min(b), a.max(b));
        out.part = (out.strength / a.max(1.0)).min(1.0);
        out.held = (out.strength / least.max(1.0)).min(1.0);
        out.share = if most > 0.0 { out.strength / (0.5 * (least + most)).max(1.0) } else { 0.0 }.min(1.0);
        out
    }
}

/// How much a statement says at all.
pub(super) fn mass(gist: &Gist, with_words: bool) -> f32 {
    let few = |of: usize| of.min(OF_KIND_MAX) as f32;
    let words: f32 = gist.stems.values().map(|weight| word_weight(*weight)).sum();
    PERSON * few(gist.persons.len())
        + LAW * few(gist.laws.len())
        + gist.concepts.iter().map(|id| concept_weight(id)).sum::<f32>()
        + THEME * few(gist.themes.len())
        + if with_words { words } else { DEED * few(gist.deeds.len()) }
}
