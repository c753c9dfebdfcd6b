//! Why a link is proposed.

use std::collections::BTreeSet;

use whereas_extract::{Lang, Span};

use super::LinkKind;
use super::gist::Gist;
use super::lexis::Lexis;
use super::score::cites;
use super::topic::Topic;
use crate::view::{Common, Reason, Stance};
use crate::word::{Word, words};

/// How many things of a kind are named.
const NAMED_MAX: usize = 4;

/// How many words the name of a law has at most; what stands further apart are words of two names.
const NAME_WORDS_MAX: usize = 16;

/// Says what two statements have in common and what the later one does about it. Words are named as the quotation of
/// the later one has them, else as that of the earlier one.
pub(crate) fn reasons(kind: LinkKind, from: &Gist, to: &Gist, quotes: [&str; 2]) -> Vec<Reason> {
    let [from_quote, to_quote] = quotes;
    let topic = Topic::of(from, to);
    let mut out = vec![Reason::Stance(stance(kind, from, to))];
    if from.marks.again && kind == LinkKind::Repeats {
        out.push(Reason::Again);
    }
    if cites(from, to) && matches!(kind, LinkKind::Repeats | LinkKind::Readdresses) {
        out.push(Reason::Cites(to.date.clone()));
    }
    let mut persons = names(&topic.persons, from_quote);
    let is_named = |word: &Word<'_>| topic.names.contains(&super::name::consonants(&word.folded));
    let capital = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    persons
        .extend(words(from_quote).filter(|word| capital(word) && is_named(word)).map(|w| w.text.to_owned()));
    persons.dedup();
    let carried = from.carried.intersection(&to.concepts).cloned().collect();
    let themes = if topic.concepts.is_empty() { topic.themes } else { Vec::new() };
    let words = spelled(from, &topic.stems, from_quote);
    out.extend(common(Common::Names, persons));
    // A treaty is told by its English name; in a quotation of another language its words cannot be shown.
    let laws = topic.laws.iter().filter_map(|key| {
        let cited = cited(key, from.lang, from_quote).or_else(|| cited(key, to.lang, to_quote));
        cited.or_else(|| key.starts_with(|c: char| c.is_ascii_digit()).then(|| key.replace('+', ", ")))
    });
    out.extend(common(Common::Laws, laws.collect()));
    out.extend(common(Common::Concepts, topic.concepts));
    out.extend(common(Common::ConceptsBefore, carried));
    out.extend(common(Common::Themes, themes));
    out.extend(common(Common::Words, words));
    out
}

fn common(what: Common, mut named: Vec<String>) -> Option<Reason> {
    let more = named.len() > NAMED_MAX;
    named.truncate(NAMED_MAX);
    (!named.is_empty()).then_some(Reason::Common { what, named, more })
}

fn stance(kind: LinkKind, from: &Gist, to: &Gist) -> Stance {
    match kind {
        LinkKind::Repeats if from.speaker == to.speaker => Stance::SameSide,
        LinkKind::Repeats => Stance::OtherBody,
        LinkKind::Readdresses => Stance::OtherAddressee,
        LinkKind::Answers => Stance::Speaks,
        LinkKind::Denies => Stance::Denies,
        LinkKind::Contradicts => Stance::Contradicts,
        LinkKind::Fulfils => Stance::Done,
    }
}

/// The words of a quotation behind keys of persons.
fn names(keys: &[String], quote: &str) -> Vec<String> {
    let all: Vec<Word<'_>> = words(quote).collect();
    let family = |key: &String| {
        let key = key.split('/').next().unwrap_or_default();
        let word = all.iter().find(|word| {
            super::name::person_key(word.text).is_some_and(|other| other.split('/').next() == Some(key))
        });
        word.map(|word| word.text.to_owned())
    };
    keys.iter().filter_map(family).collect()
}

/// The name of a law as a quotation has it: the fewest words in a row that hold all by which it is told.
fn cited(key: &str, lang: Lang, quote: &str) -> Option<String> {
    let stems: BTreeSet<&str> = key.split(' ').collect();
    let all: Vec<Word<'_>> = words(quote).collect();
    let of = Lexis::of(lang).stems(&all);
    let told: Vec<(usize, &str)> = (0..of.len())
        .filter_map(|at| {
            of.get(at).filter(|stem| stems.contains(stem.as_str())).map(|stem| (at, stem.as_str()))
        })
        .collect();
    let whole = |first: usize| {
        let mut left = stems.clone();
        let last = told.get(first..)?.iter().find(|(_, stem)| {
            left.remove(stem);
            left.is_empty()
        })?;
        Some((told.get(first)?.0, last.0))
    };
    let windows = (0..told.len()).filter_map(whole);
    let (first, last) = windows.min_by_key(|(first, last)| last - first)?;
    let span = Span { start: all.get(first)?.span.start, end: all.get(last)?.span.end };
    (last - first < NAME_WORDS_MAX).then(|| span.of(quote).to_owned())
}

/// The words of a quotation behind stems, the longest first.
fn spelled(gist: &Gist, stems: &[String], quote: &str) -> Vec<String> {
    let lexis = Lexis::of(gist.lang);
    let all: Vec<Word<'_>> = words(quote).collect();
    let of = lexis.stems(&all);
    let mut out: Vec<String> = Vec::new();
    for stem in stems.iter().filter(|stem| lexis.weight(stem) == super::lexis::TELLING) {
        let word = of.iter().position(|other| other == stem).and_then(|at| all.get(at));
        out.extend(word.map(|word| word.text.to_lowercase()));
    }
    out.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_is_named_as_the_quotation_has_it() {
        let key = "convent option protocol tortur";
        let quote = "Urges Varosia to ratify the Optional Protocol to the Convention against Torture";
        let named = cited(key, Lang::EN, quote);
        assert_eq!(named.as_deref(), Some("Optional Protocol to the Convention against Torture"));
        assert_eq!(cited(key, Lang::EN, "Urges Varosia to ratify the Convention against Torture"), None);
        let both =
            "as a party to the Convention, to ratify the Optional Protocol to the Convention against Torture";
        let named = cited(key, Lang::EN, both);
        assert_eq!(named.as_deref(), Some("Optional Protocol to the Convention against Torture"));
        assert_eq!(cited(key, Lang::EN, ""), None);
    }
}
