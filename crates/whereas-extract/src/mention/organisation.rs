//! Organisations: from the lists, by the shape of their names, by abbreviations, by the words that introduce them.

use std::ops::Range;

use super::finder::{Claim, Finder};
use super::group::{introduced, quoted_name};
use super::office::{mandated, office_end, office_of_person};
use crate::pack::lexicon::Label;
use crate::pack::list::flag;
use crate::pack::{Class, Role};
use crate::scan::Kind;

/// Finds the organisations of a passage.
pub(super) fn find(finder: &mut Finder<'_, '_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = finder.opener(finder.tokens.start);
    while at < finder.tokens.end {
        let blocked = matches!(finder.claims[at], Claim::Law | Claim::Date);
        // The field of an office is no body: "Minister for Social Services".
        if finder.scan.capital(at)
            && !blocked
            && let Some(end) = office_end(finder, at)
        {
            at = finder.opener(end.max(at + 1));
            continue;
        }
        match if blocked { None } else { organisation_at(finder, at) } {
            Some(range) => {
                finder.claim(&range, Claim::Organisation);
                at = range.end;
                // "RFE/RL’s Service": the owner is a body of its own.
                if let Some(owner) = range.clone().find(|&i| finder.genitive(i)).filter(|&i| {
                    i > range.start && finder.longest(range.start, Label::Organisation) == Some(i)
                }) {
                    out.push(range.start..owner);
                }
                out.push(range);
                if let Some(short) = bracketed(finder, at) {
                    finder.claim(&short, Claim::Organisation);
                    at = short.end + 1;
                    out.push(short);
                }
                at = finder.opener(at);
            }
            None => at = finder.opener(at + 1),
        }
    }
    out.extend(introduced(finder));
    out.sort_by_key(|range| range.start);
    out
}

fn organisation_at(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    body_at(finder, at).filter(|range| !office_of_person(finder, range))
}

fn body_at(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    if !finder.scan.is_word(at) {
        return None;
    }
    if let Some(end) = quoted_name(finder, at) {
        return Some(at..end);
    }
    if finder.noun_capitals() {
        return finder.longest(at, Label::Organisation).map(|end| at..end);
    }
    if finder.scan.tokens[at].upper {
        if in_symbol(finder, at) {
            return None;
        }
        if finder.longest(at, Label::Law) == Some(at + 1)
            && finder.scan.role_end(at + 1, Role::Deliberates, finder.pack).is_some()
        {
            return Some(at..at + 1);
        }
    }
    if finder.scan.capital(at) {
        of_two_sides(finder, at)
            .or_else(|| lower_head(finder, at))
            .or_else(|| adjective_head(finder, at).map(|end| at..end))
            .or_else(|| shaped(finder, at))
            .or_else(|| listed(finder, at, at))
    } else {
        lower(finder, at).or_else(|| listed(finder, at, at))
    }
}

/// The longest symbol of a document that is looked at, in tokens to each side.
const SYMBOL_TOKENS_MAX: usize = 12;

/// "A/HRC/11/20": an abbreviation inside a document's symbol is no body.
fn in_symbol(finder: &Finder<'_, '_>, at: usize) -> bool {
    let scan = finder.scan;
    let glued = |i: usize| scan.tokens.get(i).is_some_and(|token| token.glued);
    let slash = scan.mark(at + 1, b'/') && glued(at + 1) || at > 0 && scan.mark(at - 1, b'/') && glued(at);
    let from = at.saturating_sub(SYMBOL_TOKENS_MAX);
    let ahead = || (at + 1..at + SYMBOL_TOKENS_MAX).take_while(|&i| glued(i));
    let back = || (from..at).rev().take_while(|&i| glued(i + 1));
    let number = |i: usize| scan.tokens[i].kind == Kind::Number;
    slash && (ahead().any(number) || back().any(number))
}

/// The most words of the name of a joint body behind its sides.
const JOINT_WORDS_MAX: usize = 5;

/// "Meridian Union (MU) and Varosia Cooperation Council": a body of two sides, of which no article parts the second
/// from the name.
fn of_two_sides(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let side = |at: usize| {
        finder
            .longest(at, Label::Organisation)
            .or_else(|| finder.longest(at, Label::Place))
            .or_else(|| finder.longest(at, Label::Demonym))
    };
    let first = side(at)?;
    let and = bracketed(finder, first).map_or(first, |short| short.end + 1);
    if !finder.class(and, Class::And) || finder.scan.capital(and) {
        return None;
    }
    let second = finder.longest(and + 1, Label::Place).or_else(|| finder.longest(and + 1, Label::Demonym))?;
    let limit = finder.tokens.end.min(second + JOINT_WORDS_MAX);
    let end = (second..limit).find(|&i| !finder.scan.capital(i)).unwrap_or(limit);
    let joint = finder.flagged(end.checked_sub(1)?, Label::OrganisationHead, flag::JOINT) == Some(end);
    (joint && end > second + 1 && !finder.class(end, Class::Of)).then_some(at..end)
}

/// How many words in lower case may stand between the first word of a name and its head noun.
const LOWER_BEFORE_HEAD_MAX: usize = 2;

/// "Верховный суд", "Демократической партии": in a language whose names have one capital, an adjective with it and a
/// head noun in lower case.
fn adjective_head(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let pack = finder.scan.packs.pack(finder.pack).filter(|pack| pack.first_word_names)?;
    let word = finder.scan.word(at);
    // Endings of one letter are those of nouns too.
    let adjective =
        pack.name_endings.iter().any(|end| end.chars().nth(1).is_some() && word.ends_with(end.as_str()));
    if !adjective
        || finder.starts_sentence(at)
        || finder.is(at, Label::GivenName)
        || finder.is(at, Label::Place)
    {
        return None;
    }
    let limit = finder.tokens.end.min(at + 2 + LOWER_BEFORE_HEAD_MAX);
    let head = (at + 1..limit)
        .take_while(|&i| {
            finder.scan.is_word(i) && !finder.scan.capital(i) && !finder.class(i, Class::Preposition)
        })
        .find(|&i| finder.sure_head(i, Label::OrganisationHead))?;
    Some(finder.first_word_rest(head + 1))
}

/// From the list, with what belongs to it behind.
fn listed(finder: &Finder<'_, '_>, start: usize, at: usize) -> Option<Range<usize>> {
    let end = finder.longest(at, Label::Organisation)?;
    if finder.scan.tokens[at].upper && sector(finder, end) {
        return Some(start..end + 2);
    }
    // "the Lantern Orda" where the list has "Lantern": an unknown name in capitals goes on.
    let single = end == at + 1
        && !finder.scan.tokens[at].upper
        && finder
            .scan
            .tokens
            .get(end)
            .is_some_and(|t| t.capital && t.word == 0 && t.stem == 0 && t.kind == Kind::Word);
    let end = if single && at > finder.tokens.start && finder.class(at - 1, Class::Article) {
        end + 1
    } else {
        end
    };
    Some(start..extended(finder, start, end))
}

/// "MU-T": the letter of a part behind a body's abbreviation.
fn sector(finder: &Finder<'_, '_>, end: usize) -> bool {
    let glued = |i: usize| finder.scan.tokens.get(i).is_some_and(|token| token.glued);
    finder.scan.mark(end, b'-')
        && glued(end)
        && glued(end + 1)
        && finder.scan.capital(end + 1)
        && finder.scan.word(end + 1).len() == 1
}

/// A run of capitals with a listed body or a head noun of bodies in it.
fn shaped(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let skip =
        usize::from(finder.class(at, Class::NotName) && finder.starts_sentence(at) && !head(finder, at));
    const GRAMMAR: [Class; 5] =
        [Class::Article, Class::Preposition, Class::Determiner, Class::Subordinator, Class::And];
    // "That the Senate": capitals of a title that are no name.
    let grammar = finder.any_class(at, &GRAMMAR) && !finder.is(at, Label::Organisation);
    if skip > 0 || grammar || finder.opening_verb(at) {
        return None;
    }
    if let Some(end) = head_of_place(finder, at).or_else(|| governed(finder, at)) {
        return Some(at..end);
    }
    if let Some(end) = numbered_body(finder, at) {
        return Some(at..end);
    }
    let run = break_at_house(finder, break_at_law(finder, at..finder.capital_run(at)), at);
    if run <= at {
        return None;
    }
    // The first listed body or head in the run decides; capitals before it are modifiers ("Varosian", "UN").
    for inner in at..run {
        let connector = !finder.scan.capital(inner);
        if connector && finder.class(inner, Class::And) && !joins_fields(finder, at, inner) {
            break;
        }
        // "Joint Ministerial Economic Commission": a listed word that is a head takes its modifiers along.
        let listed = listed(finder, inner, inner).filter(|listed| {
            finder.scan.capital(inner) && (listed.len() > 1 || inner == at || !head(finder, inner))
        });
        if let Some(listed) = listed {
            let end = listed.end;
            let start = modifier_start(finder, at, inner);
            let reach = extended(finder, start, end);
            let wider = (end..run)
                .rev()
                .find(|&i| head(finder, i))
                .map(|i| i + 1)
                .filter(|&to| no_and(finder, end..to));
            let reach = wider.map_or(reach, |to| reach.max(extended(finder, start, to)));
            return (start == at || inner == at).then_some(start..reach);
        }
        if head(finder, inner) && inner < run {
            // "Directors of the Harbour Bureau", "Russian Federation": the head is another's, or a place's.
            let other =
                (at..inner).any(|i| finder.class(i, Class::Of) && finder.class(i + 1, Class::Article));
            if other || finder.longest(at, Label::Place).is_some_and(|place| place > inner) {
                return None;
            }
            let last =
                (inner..run).rev().find(|&i| head(finder, i) && no_and(finder, inner..i)).unwrap_or(inner);
            let end = extended(finder, at, last + 1);
            let end = if end == last + 1 { finder.first_word_rest(end) } else { end };
            let end = number_end(finder, end);
            let alone = last == at && end == at + 1;
            return (!alone && !titled(finder, at, end)).then_some(at..end);
        }
    }
    None
}

/// The most capitals before the number of a body.
const NUMBERED_WORDS_MAX: usize = 4;

/// "Varosian National Defence and Security Forces": "and" joins two fields behind a people and a word of the name.
fn joins_fields(finder: &Finder<'_, '_>, at: usize, and: usize) -> bool {
    and > at + 1 && finder.is(at, Label::Demonym) && !(at..and).any(|i| finder.is(i, Label::Title))
}

/// "Penal Colony No 7", "School No. 12": a doubtful head counts with a number.
fn numbered_body(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let limit = finder.tokens.end.min(at + NUMBERED_WORDS_MAX);
    let end = (at..limit).find(|&i| !finder.scan.capital(i) || finder.role(i, Role::Numbered))?;
    let head = end > at && finder.flagged(end - 1, Label::OrganisationHead, flag::DOUBTFUL) == Some(end);
    let numbered = number_end(finder, end);
    (head && numbered > end).then_some(numbered)
}

/// "Penal Colony No 7": the number of a body.
fn number_end(finder: &Finder<'_, '_>, end: usize) -> usize {
    let sign = usize::from(finder.role(end, Role::Numbered));
    let point = usize::from(sign > 0 && finder.scan.mark(end + 1, b'.'));
    let number = finder.scan.tokens.get(end + sign + point).is_some_and(|t| t.kind == Kind::Number);
    if sign > 0 && number { end + sign + point + 1 } else { end }
}

/// Where a law or a date begins inside the run, else its end.
fn break_at_law(finder: &Finder<'_, '_>, run: Range<usize>) -> usize {
    run.clone().find(|&i| matches!(finder.claims[i], Claim::Law | Claim::Date)).unwrap_or(run.end)
}

/// "International Division of the Department of Harbours", "Committee on Prisons of the Meridian Assembly": a part and
/// its house are two, and the run ends between them.
fn break_at_house(finder: &Finder<'_, '_>, run: usize, at: usize) -> usize {
    let between = |i: usize| {
        // A head alone says nothing without its house: "Delegation of the Meridian Union".
        let part = i > at + 1 && finder.longest(at, Label::Organisation).is_none_or(|whole| whole <= i);
        finder.class(i, Class::Of)
            && !finder.scan.capital(i)
            && finder.class(i + 1, Class::Article)
            && finder.scan.capital(i - 1)
            && (head(finder, i + 2) || part && finder.longest(i + 2, Label::Organisation).is_some())
    };
    (at + 1..run).find(|&i| between(i)).unwrap_or(run)
}

fn no_and(finder: &Finder<'_, '_>, range: Range<usize>) -> bool {
    !range.clone().any(|i| {
        finder.class(i, Class::And)
            && (finder.class(i + 1, Class::Article)
                || i > 0 && head(finder, i - 1)
                || finder.longest(i + 1, Label::Organisation).is_some()
                || finder.scan.tokens[i + 1..].first().is_some_and(|t| t.upper))
    })
}

/// Capitals before a listed body belong to it when they are places, peoples or abbreviations of bodies.
fn modifier_start(finder: &Finder<'_, '_>, at: usize, inner: usize) -> usize {
    let mut start = inner;
    let first_word = finder.scan.packs.pack(finder.pack).is_some_and(|pack| pack.first_word_names);
    let abbreviation = finder.scan.tokens[inner].upper && !finder.scan.capital(inner + 1);
    while start > at {
        let before = start - 1;
        let word = finder.scan.tokens[before];
        let fits = word.upper
            || finder.is(before, Label::Place)
            || finder.is(before, Label::Demonym) && !abbreviation
            || matches!(word.kind, Kind::Punctuation(b'-' | b'/' | b'_')) && word.glued
            || word.capital && word.glued && before > at && finder.scan.tokens[before - 1].glued
            || finder.is(before, Label::Organisation);
        if !fits {
            return if !first_word
                && (at..inner).all(|i| finder.scan.is_word(i))
                && inner - at <= 2
                && !finder.is(at, Label::Title)
            {
                at
            } else {
                start
            };
        }
        start -= 1;
    }
    start
}

/// How many phrases may stand behind a body's name and belong to it.
const EXTENSIONS_MAX: usize = 3;

/// "under the President": one past the office that a body stands under.
fn subordinate(finder: &Finder<'_, '_>, end: usize) -> Option<usize> {
    let under = finder.scan.role_end(end, Role::Under, finder.pack)?;
    let office = under + usize::from(finder.class(under, Class::Article));
    if !finder.scan.capital(office) {
        return None;
    }
    let title = finder.longest(office, Label::Title).or_else(|| finder.longest(office, Label::Organisation));
    title.or_else(|| head(finder, office).then_some(office + 1)).filter(|to| *to <= finder.tokens.end)
}

/// "Delegation for Relations with Varosia and Norland": one past the last of several places.
fn places_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let and = finder.class(at, Class::And) && !finder.scan.capital(at);
    let next = if and { finder.longest(at + 1, Label::Place) } else { None };
    next.unwrap_or_else(|| list_end(finder, at))
}

/// What stands behind a body's name and belongs to it: "on Arbitrary Detention", "to Varosia".
fn extended(finder: &Finder<'_, '_>, start: usize, end: usize) -> usize {
    let mut end = end;
    for _ in 0..EXTENSIONS_MAX {
        if let Some(to) = subordinate(finder, end) {
            end = to;
            continue;
        }
        let joint = finder.class(end, Class::Of)
            || finder.class(end, Class::For)
            || finder.class(end, Class::On)
            || finder.class(end, Class::Infinitive)
            || finder.class(end, Class::Against)
            || (finder.role(end, Role::NameLink) || finder.class(end, Class::At))
                && mandated(finder, start, end);
        if !joint || finder.scan.capital(end) {
            break;
        }
        let next = end + 1 + usize::from(finder.class(end + 1, Class::Article));
        if next >= finder.tokens.end || !finder.scan.capital(next) || finder.claims[next] == Claim::Date {
            // "Special Rapporteur on the promotion and protection of human rights …"
            let about = finder.class(end, Class::On) || finder.class(end, Class::For);
            if about && mandated(finder, start, end) {
                return finder.subject_end(next, 18).max(end);
            }
            break;
        }
        let of = finder.class(end, Class::Of);
        let place = finder.longest(next, Label::Place);
        // "the Security Council on Varosia": what it spoke about.
        let about = finder.class(end, Class::On) && place.is_some() && !mandated(finder, start, end);
        if about && finder.longest(start, Label::Organisation) == Some(end) {
            break;
        }
        let listed = finder.longest(next, Label::Organisation);
        end = match (listed, place) {
            // "Committee on Foreign Affairs of the European Parliament": the committee and its house are two.
            (Some(_), None) if of && !finder.plural(start) => break,
            _ if of
                && !finder.plural(start)
                && finder.class(next - 1, Class::Article)
                && head(finder, next) =>
            {
                break;
            }
            (_, Some(to)) if mandated(finder, start, end) => places_end(finder, to),
            (_, Some(to)) if !finder.class(end, Class::On) || !of => list_end(finder, to),
            _ => list_end(finder, capitals_end(finder, next)),
        };
    }
    end
}

/// One past the capitals in a row.
pub(super) fn capitals_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let mut end = at;
    while end < finder.tokens.end
        && !(end > at
            && finder.scan.capital(end)
            && finder.is(end, Label::GivenName)
            && !finder.is(end, Label::Place))
        && (finder.scan.capital(end)
            || matches!(finder.scan.tokens[end].kind, Kind::Punctuation(b'-' | b'_'))
                && finder.scan.tokens[end].glued)
    {
        end += 1;
    }
    end
}

/// "Human Rights and Rule of Law", "International Affairs, Defence and Security": the rest of a list inside the name.
pub(super) fn list_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let scan = finder.scan;
    let and = |i: usize| {
        finder.class(i, Class::And)
            && !scan.capital(i)
            && scan.capital(i + 1)
            && !finder.is(i + 1, Label::Title)
            && finder.longest(i + 1, Label::Organisation).is_none()
    };
    let commas = scan.mark(at, b',') && scan.capital(at + 1);
    if commas {
        // Only a list that closes with "and" belongs to the name.
        let mut i = at;
        while scan.mark(i, b',') && scan.capital(i + 1) && i < at + 8 {
            i = capitals_end(finder, i + 1);
            if and(i) {
                return capitals_end(finder, i + 1);
            }
            if scan.mark(i, b',') && and(i + 1) {
                return capitals_end(finder, i + 2);
            }
        }
        return at;
    }
    if and(at) && !finder.is(at + 1, Label::Place) {
        return capitals_end(finder, at + 1);
    }
    at
}

/// "Government of Varosia": a doubtful head counts with the name of a place behind it.
fn head_of_place(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let doubtful = finder.scan.capital(at)
        && finder
            .scan
            .found_at(at)
            .iter()
            .any(|f| f.entry.label == Label::OrganisationHead && f.end as usize == at + 1);
    if !doubtful || !finder.class(at + 1, Class::Of) {
        return None;
    }
    let place = at + 2 + usize::from(finder.class(at + 2, Class::Article));
    let unlisted = || {
        let unknown = finder.scan.capital(place) && finder.scan.tokens[place].word == 0;
        (unknown && finder.flagged(at, Label::OrganisationHead, flag::NAMED_AFTER).is_some())
            .then_some(place + 1)
    };
    finder.longest(place, Label::Place).or_else(unlisted)
}

/// "Varosian Government", "Orlo Administration": a government by the people or the person it is named after.
fn governed(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let mut end =
        finder.longest(at, Label::Demonym).or_else(|| finder.longest(at, Label::Place)).unwrap_or(at + 1);
    while finder.scan.mark(end, b'-') && finder.scan.tokens.get(end + 1).is_some_and(|t| t.glued && t.capital)
    {
        end += 2;
    }
    let name = finder.scan.tokens[at].word == 0 || finder.is(at, Label::GivenName);
    let named = finder.scan.capital(at) && !finder.starts_sentence(at) && name
        || finder.is(at, Label::Demonym)
        || finder.is(at, Label::Place);
    // In lower case only of a person: "Orlo regime", but no "Varosian government".
    let person = !finder.is(at, Label::Demonym) && !finder.is(at, Label::Place);
    let head = finder.flagged(end, Label::OrganisationHead, flag::NAMED_AFTER) == Some(end + 1)
        && (finder.scan.capital(end) || person && finder.scan.tokens[at].word == 0);
    (named && head && !finder.class(at, Class::Article)).then_some(end + 1)
}

/// A capitalised head noun of bodies that is not doubtful.
pub(super) fn head(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.scan.capital(at) && finder.sure_head(at, Label::OrganisationHead)
}

/// "Minister of Foreign Affairs" is an office, no body, when a name follows.
fn titled(finder: &Finder<'_, '_>, at: usize, end: usize) -> bool {
    finder.longest(at, Label::Title).is_some_and(|title| title >= end)
}

/// "ministry of culture", "Varosian parliament": bodies in lower case.
fn lower(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    if finder.flagged(at, Label::OrganisationHead, flag::FIELD) != Some(at + 1) {
        return None;
    }
    let rest = finder.first_word_rest(at + 1);
    if rest > at + 1 {
        return Some(at..rest);
    }
    let end = if finder.class(at + 1, Class::Of) { finder.phrase_end(at + 2, 5) } else { at };
    (end > at + 2).then_some(at..end)
}

/// "Kelmar city administration", "Varosian parliament", "AMU election observation mission": a place or a body, ordinary
/// words, and a noun for bodies in lower case.
fn lower_head(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let named = finder
        .longest(at, Label::Place)
        .or_else(|| finder.longest(at, Label::Organisation))
        .or_else(|| finder.longest(at, Label::Demonym))
        .or_else(|| finder.scan.tokens[at].upper.then_some(at + 1))?;
    let lower = |&i: &usize| {
        !finder.scan.capital(i) && finder.flagged(i, Label::OrganisationHead, flag::LOWER) == Some(i + 1)
    };
    let end = (named..finder.tokens.end.min(named + 4)).find(lower)?;
    let plain = (named..end).all(|i| {
        finder.scan.is_word(i)
            && !finder.scan.capital(i)
            && (finder.scan.forms(i) & crate::pack::lexicon::PAST == 0 || i + 1 < end)
            && !finder.class(i, Class::Preposition)
            && !finder.class(i, Class::Be)
            && !finder.class(i, Class::And)
            && !finder.class(i, Class::Article)
    });
    let of_country = finder.is(at, Label::Place) || finder.is(at, Label::Demonym);
    let long =
        end > named || of_country && finder.flagged(end, Label::OrganisationHead, flag::NATIONAL).is_some();
    (plain && long).then_some(at..end + 1)
}

/// "(EEAS)" behind a body's name.
fn bracketed(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let scan = finder.scan;
    if !scan.mark(at, b'(') {
        return None;
    }
    let close = (at + 1..finder.tokens.end.min(at + 7)).find(|&i| scan.mark(i, b')'))?;
    let short =
        scan.tokens[at + 1].upper || scan.word(at + 1).chars().filter(|c| c.is_uppercase()).count() >= 2;
    (short && close > at + 1).then_some(at + 1..close)
}
