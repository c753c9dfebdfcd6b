//! Appositions: the office or occupation that a comma parts from the name, before it or behind it.

use std::ops::Range;

use super::finder::{Claim, Finder};
use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::scan::Kind;

/// How many words an apposition has at most.
const WORDS_MAX: usize = 9;

/// How many words may stand before the noun of the apposition: "the exiled former opposition leader".
const MODIFIERS_MAX: usize = 3;

/// How many tokens a preposition that begins the sentence is away from the phrase that it governs.
const FRONTED_MAX: usize = 6;

/// How far before the name the apposition begins at most, in tokens.
const REACH: usize = 14;

/// "the Deputy Minister of Justice, NAME,", "NAME, a lawyer from Kelmar": the tokens of the role without its article.
pub(super) fn role(finder: &Finder<'_, '_>, name: &Range<usize>) -> Option<Range<usize>> {
    behind(finder, name.end).or_else(|| before(finder, name))
}

fn before(finder: &Finder<'_, '_>, name: &Range<usize>) -> Option<Range<usize>> {
    let comma = name.start.checked_sub(1).filter(|&at| at > finder.tokens.start)?;
    let described = finder.scan.mark(name.end, b',') && finder.class(name.end + 1, Class::Relative);
    if !finder.scan.mark(comma, b',') || !closed(finder, name.end) || described {
        return None;
    }
    let from = comma.saturating_sub(REACH).max(finder.tokens.start);
    (from..comma).find_map(|at| {
        // Not every language has articles: the noun itself may begin the sentence.
        let bare = || {
            finder.starts_sentence(at)
                && [Label::Title, Label::People].iter().any(|&label| finder.is(at, label))
        };
        let article = definite(finder, at).filter(|_| !is_taken(finder, at));
        let start = article.or_else(|| bare().then_some(at))?;
        let role = phrase(finder, start)?;
        // "Minister, …" speaks to somebody.
        let calls = article.is_none() && role.len() == 1;
        (role.end == comma && !calls).then_some(role)
    })
}

/// Whether a phrase that begins with an article belongs to what stands before it: to another name ("NAME, the
/// ombudsman, NAME"), to a title, or to a preposition that begins the sentence ("After a meeting with the minister, …").
fn is_taken(finder: &Finder<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= finder.tokens.start) else {
        return false;
    };
    let first = (at.saturating_sub(FRONTED_MAX).max(finder.tokens.start)..at)
        .find(|&first| finder.starts_sentence(first));
    // "In Kelmar, the minister, …": what stands before the comma is no other name.
    let led = first.is_some_and(|first| finder.class(first, Class::Preposition));
    let named = !led
        && finder.scan.mark(before, b',')
        && before.checked_sub(1).is_some_and(|name| finder.scan.capital(name));
    let fronted = led && finder.class(before, Class::Preposition);
    named || fronted || finder.is(before, Label::Title)
}

fn behind(finder: &Finder<'_, '_>, end: usize) -> Option<Range<usize>> {
    if !finder.scan.mark(end, b',') {
        return None;
    }
    let role = phrase(finder, definite(finder, end + 1).unwrap_or(end + 1))?;
    closed(finder, role.end).then_some(role)
}

/// One past the article or the possessive at a place.
fn definite(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    (finder.class(at, Class::Article) || finder.class(at, Class::Possessive)).then_some(at + 1)
}

/// A mark ends the phrase; words that go on would make it a subject or a member of a list.
fn closed(finder: &Finder<'_, '_>, end: usize) -> bool {
    end >= finder.tokens.end
        || finder.scan.tokens[end].paragraph
        || matches!(finder.scan.tokens[end].kind, Kind::Punctuation(b',' | b'.' | b';' | b':' | b')'))
}

/// The noun phrase at a place, where its noun is what one human being is, and no name follows the noun directly.
fn phrase(finder: &Finder<'_, '_>, start: usize) -> Option<Range<usize>> {
    let end = finder.phrase_end(start, WORDS_MAX);
    let noun = (start..end.min(start + MODIFIERS_MAX + 1)).find_map(|at| {
        let found =
            [Label::Title, Label::People].into_iter().filter_map(|label| finder.longest(at, label)).max();
        found.map(|past| at..past)
    })?;
    let modifier = |at: usize| {
        finder.scan.is_word(at)
            && !finder.class(at, Class::Preposition)
            && !finder.class(at, Class::Of)
            && !finder.class(at, Class::And)
            && !finder.class(at, Class::Article)
            && !finder.class(at, Class::Negation)
            && !finder.class(at, Class::Determiner)
            && (!finder.scan.capital(at) || finder.is(at, Label::Demonym))
    };
    let single = noun.end <= end && !finder.plural(head(finder, &noun)) && (start..noun.start).all(modifier);
    // "editor Ana Demir" names another one; "Minister of Justice", "министр Франции", "Ministrul Justiției" go on.
    let realm = |at: usize| matches!(finder.claims[at], Claim::Place | Claim::Organisation);
    let known = |at: usize| finder.scan.tokens[at].word != 0 && !finder.is(at, Label::GivenName);
    let names = noun.end < end
        && finder.scan.capital(noun.end)
        && !realm(noun.end)
        && (!finder.first_word_names() || !known(noun.end));
    (single && !names).then_some(start..end)
}

/// The word of a noun that tells its number: the first one where what belongs to it follows, else the last one.
fn head(finder: &Finder<'_, '_>, noun: &Range<usize>) -> usize {
    if finder.first_word_names() { noun.start } else { noun.end - 1 }
}
