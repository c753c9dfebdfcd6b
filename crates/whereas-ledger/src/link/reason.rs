//! Why a link is proposed, in words.

use super::LinkKind;
use super::gist::Gist;
use super::lexis::Lexis;
use super::score::cites;
use super::topic::Topic;
use crate::word::{Word, words};

/// How many things of a kind are named.
const NAMED_MAX: usize = 4;

/// Says what two statements have in common and what the later one does about it. Words are named as the later
/// one has them.
pub(crate) fn reasons(kind: LinkKind, from: &Gist, to: &Gist, from_quote: &str) -> Vec<String> {
    let topic = Topic::of(from, to);
    let mut out = vec![stance(kind, from, to).to_owned()];
    if from.marks.again && kind == LinkKind::Repeats {
        out.push("it says that it was asked before".to_owned());
    }
    if cites(from, to) && matches!(kind, LinkKind::Repeats | LinkKind::Readdresses) {
        out.push(format!("it cites the document of {}", to.date));
    }
    let mut persons = names(&topic.persons, from_quote);
    let is_named = |word: &Word<'_>| topic.names.contains(&super::gist::consonants(&word.folded));
    let capital = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    persons
        .extend(words(from_quote).filter(|word| capital(word) && is_named(word)).map(|w| w.text.to_owned()));
    persons.dedup();
    push(&mut out, "both name", &persons);
    push(&mut out, "both cite", &topic.laws);
    let concepts: Vec<String> = topic.concepts.iter().map(|id| id.replace('-', " ")).collect();
    push(&mut out, "both speak of", &concepts);
    let carried = from.carried.intersection(&to.concepts).map(|id| id.replace('-', " ")).collect::<Vec<_>>();
    push(&mut out, "the sentence before speaks of", &carried);
    let themes: Vec<String> = topic.themes.iter().map(|id| id.replace('-', " ")).collect();
    if topic.concepts.is_empty() {
        push(&mut out, "both are about", &themes);
    }
    push(&mut out, "words in common:", &spelled(from, &topic.stems, from_quote));
    out
}

fn push(out: &mut Vec<String>, what: &str, named: &[String]) {
    if named.is_empty() {
        return;
    }
    let more = if named.len() > NAMED_MAX { " …" } else { "" };
    let named: Vec<&str> = named.iter().take(NAMED_MAX).map(String::as_str).collect();
    out.push(format!("{what} {}{more}", named.join(", ")));
}

fn stance(kind: LinkKind, from: &Gist, to: &Gist) -> &'static str {
    match kind {
        LinkKind::Repeats if from.speaker == to.speaker => "the same side says it again",
        LinkKind::Repeats => "another body asks the same side for it",
        LinkKind::Readdresses => "the same words, other addressee",
        LinkKind::Answers => "the side that was asked speaks of it",
        LinkKind::Denies => "the side that was asked says that it is not so",
        LinkKind::Contradicts => "the two cannot both be right",
        LinkKind::Fulfils => "it tells of something done",
    }
}

/// The words of a quotation behind keys of persons.
fn names(keys: &[String], quote: &str) -> Vec<String> {
    let all: Vec<Word<'_>> = words(quote).collect();
    let family = |key: &String| {
        let key = key.split('/').next().unwrap_or_default();
        let word = all.iter().find(|word| {
            super::gist::person_key(word.text).is_some_and(|other| other.split('/').next() == Some(key))
        });
        word.map(|word| word.text.to_owned())
    };
    keys.iter().filter_map(family).collect()
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
