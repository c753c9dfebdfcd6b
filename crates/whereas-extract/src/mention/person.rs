//! Persons: capitalised words that are nothing else, with something that speaks for a human being.

use std::ops::Range;

use super::apposition;
use super::finder::{Claim, Finder};
use super::name::{ends_as_family_name, name_end};
use crate::Span;
use crate::pack::lexicon::Label;
use crate::pack::{Class, Role};

/// A person's name, and the title or role before it.
#[derive(Debug, Clone)]
pub(super) struct FoundPerson {
    /// The tokens of the name.
    pub range: Range<usize>,
    /// The title or role at the name.
    pub role: Option<Span>,
}

/// A run of capitals before it is known whether it is a person.
#[derive(Debug)]
struct Candidate {
    range: Range<usize>,
    role: Option<Range<usize>>,
    score: i32,
}

/// From this score on a run is a person.
const PERSON: i32 = 3;

/// Finds the full names of a passage.
pub(super) fn find(finder: &mut Finder<'_, '_>) -> Vec<FoundPerson> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut at = finder.opener(finder.tokens.start);
    while at < finder.tokens.end {
        match candidate(finder, at) {
            Some(found) => {
                at = finder.opener(found.range.end);
                candidates.push(found);
            }
            None => at = finder.opener(at + 1),
        }
    }
    // "the Minister of Justice of X, NAME": what an office belongs to is no name in a list with its holder.
    let roles: Vec<Range<usize>> = candidates.iter().filter_map(|found| found.role.clone()).collect();
    candidates.retain(|found| {
        let inside = |role: &Range<usize>| role.start < found.range.start && found.range.end <= role.end;
        found.score >= PERSON || !roles.iter().any(inside)
    });
    lift_lists(finder, &mut candidates);
    let mut out = Vec::new();
    for found in candidates.into_iter().filter(|c| c.score >= PERSON) {
        finder.claim(&found.range, Claim::Person);
        out.push(FoundPerson { role: found.role.as_ref().map(|role| finder.span(role)), range: found.range });
    }
    out
}

fn candidate(finder: &Finder<'_, '_>, at: usize) -> Option<Candidate> {
    if !finder.scan.capital(at) || finder.claims[at] != Claim::Free {
        return None;
    }
    // A title is no part of the name.
    if let Some(title) = finder.longest(at, Label::Title) {
        let mut start = title;
        start += usize::from(finder.scan.mark(start, b'.') && finder.scan.tokens[start].glued);
        while let Some(next) = finder.longest(start, Label::Title) {
            start = next + usize::from(finder.scan.mark(next, b'.') && finder.scan.tokens[next].glued);
        }
        let end = name_end(finder, start);
        // What stands in the next line below an office is no name unless nobody knows the word.
        let below = finder.scan.tokens.get(start).is_some_and(|t| t.paragraph || t.line && t.word != 0);
        if end > start
            && !below
            && finder.claims[start] == Claim::Free
            && !common(finder, start, end)
            && !ordinary(finder, start, end)
            && (end > start + 1 || !finder.scan.grammatical(start, finder.pack))
        {
            return Some(Candidate { range: start..end, role: Some(at..title), score: PERSON + 2 });
        }
        if !finder.is(at, Label::GivenName) {
            return None;
        }
    }
    let initials = initialled(finder, at);
    if finder.noun_capitals() && !initials && !finder.is(at, Label::GivenName) {
        return None;
    }
    if finder.class(at, Class::NotName) && !finder.is(at, Label::GivenName) && !initials
        || finder.is(at, Label::Month)
        || finder.is(at, Label::Weekday)
    {
        return None;
    }
    let end = name_end(finder, at);
    let words = (at..end).filter(|&i| finder.scan.is_word(i)).count();
    if words == 0 {
        return None;
    }
    let role = role_before(finder, at);
    let score = if initials && words > 1 && !common(finder, at + 2, end) {
        PERSON
    } else {
        score(finder, at, end, words, role.is_some())
    };
    let role = role.or_else(|| office_before(finder, at)).or_else(|| apposition::role(finder, &(at..end)));
    Some(Candidate { range: at..end, role, score })
}

/// "A. Demir", "Kh. Orlo": one letter or two with a point, then a name that no pack knows.
fn initialled(finder: &Finder<'_, '_>, at: usize) -> bool {
    let scan = finder.scan;
    let point = |i: usize| scan.mark(i, b'.') && scan.tokens[i].glued;
    let letters = scan.word(at).chars().count();
    // "C. Revenue" numbers a heading.
    let short = (letters == 1 || letters == 2 && scan.tokens[at].word == 0)
        && !finder.starts_sentence(at)
        && !scan.tokens[at].line;
    let name = if short && point(at + 1) && scan.word(at + 2).chars().nth(1).is_none() && point(at + 3) {
        at + 4
    } else {
        at + 2
    };
    short
        && point(at + 1)
        && scan.capital(name)
        && scan.tokens[name].word == 0
        && scan.word(name).chars().count() > 2
}

/// Whether the words are ordinary ones or heads of bodies and laws.
fn common(finder: &Finder<'_, '_>, start: usize, end: usize) -> bool {
    (start..end).any(|i| {
        finder.is(i, Label::OrganisationHead) && !finder.is(i, Label::GivenName)
            || finder.is(i, Label::LawHead)
            || finder.is(i, Label::Demonym) && !finder.is(i, Label::GivenName)
            || finder.class(i, Class::NotName)
                && !finder.is(i, Label::GivenName)
                && finder.scan.word(i).chars().nth(1).is_some()
    })
}

/// Words behind a title that the packs know and that no given name is among: "Minister for Foreign Affairs", "Deputy
/// Principal Member" go on with the office.
fn ordinary(finder: &Finder<'_, '_>, start: usize, end: usize) -> bool {
    let known = |i: usize| finder.scan.tokens[i].word != 0 && !finder.is(i, Label::GivenName);
    let words = (start..end).filter(|&i| finder.scan.is_word(i)).count();
    (words > 1 || finder.scan.capital(end) && !finder.scan.tokens[end].line)
        && (start..end).all(|i| !finder.scan.is_word(i) || known(i))
}

/// A noun for people or an office directly before the name: "activist", "human rights defender", "his son", "prime
/// minister".
fn role_before(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let from = at.saturating_sub(5).max(finder.tokens.start);
    (from..at).find_map(|i| {
        let exact = finder.scan.found_at(i).iter().any(|f| {
            matches!(f.entry.label, Label::People | Label::Title)
                && (f.entry.pack == finder.pack || f.entry.pack == u8::MAX)
                && f.end as usize == at
        });
        exact.then_some(i..at)
    })
}

/// How long an office with its country or body may be before the name, in tokens.
const OFFICE_TOKENS_MAX: usize = 9;

/// "президент Варосии", "head of the Ministry of Justice": an office with its country or body directly before the name.
fn office_before(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let from = at.saturating_sub(OFFICE_TOKENS_MAX).max(finder.tokens.start);
    let of = |i: usize| {
        matches!(finder.claims[i], Claim::Place | Claim::Organisation)
            || finder.class(i, Class::Of)
            || finder.class(i, Class::Article)
    };
    let named =
        at.checked_sub(1).filter(|&last| matches!(finder.claims[last], Claim::Place | Claim::Organisation));
    let last = named.filter(|_| !finder.starts_sentence(at))?;
    let first = (from..=last).rev().take_while(|&i| of(i)).last()?;
    let title = (from..first).find(|&i| finder.longest(i, Label::Title) == Some(first))?;
    Some(title..at)
}

/// How much speaks for a human being.
fn score(finder: &Finder<'_, '_>, at: usize, end: usize, words: usize, role: bool) -> i32 {
    let scan = finder.scan;
    let given = finder.is(at, Label::GivenName);
    let any_given = (at..end).any(|i| finder.is(i, Label::GivenName));
    let unknown = (at..end)
        .filter(|&i| scan.is_word(i) && scan.tokens[i].word == 0 && scan.tokens[i].stem == 0)
        .count();
    let family = ends_as_family_name(finder, end - 1);
    let mut score = 0;
    let placed = (at..end).any(|i| finder.claims[i] == Claim::Place) && !any_given;
    // "Zarn Highway", "Kelmar Cup", "Outputs T" are things.
    let letter = !any_given && scan.is_word(end - 1) && scan.word(end - 1).chars().nth(1).is_none();
    let thing = words > 1 && (finder.role(end - 1, Role::ThingHead) || letter);
    if common(finder, at, end) || placed && !role || thing {
        return -3;
    }
    score += if role { 3 } else { 0 };
    // A given name and one or two words behind it are a person's name nearly always.
    score += if given && (2..=3).contains(&words) {
        3
    } else if given {
        2
    } else {
        i32::from(any_given)
    };
    // "… of the Assembly Ana Demir": a name directly behind a body or an office.
    let behind_body = at > finder.tokens.start
        && (finder.claims[at - 1] == Claim::Organisation || behind_office_of_place(finder, at))
        && words > 1
        && (given || unknown * 2 >= words);
    score += 2 * i32::from(behind_body);
    score += if family { 2 } else { 0 };
    score += match unknown {
        0 if any_given => -1,
        0 => -3,
        n if n == words && words > 1 => 1,
        _ => 0,
    };
    score += i32::from(words > 1) - 2 * i32::from(words == 1) - i32::from(words > 4);
    score += i32::from(apposition(finder, end));
    score -= 2 * i32::from(scan.tokens[at].upper && words == 1);
    score -= 2 * i32::from(group_before(finder, at));
    // "SECONDARY SCHOOLS": in a heading in capitals, capitals tell nothing.
    let shouted = words > 1 && (at..end).all(|i| !scan.is_word(i) || scan.tokens[i].upper);
    score -= 2 * i32::from(shouted && !any_given && !role);
    score
}

/// "премьер-министр Варосии Борис Лунд": the country of an office stands directly before the name.
fn behind_office_of_place(finder: &Finder<'_, '_>, at: usize) -> bool {
    const PLACE_TOKENS_MAX: usize = 4;
    let from = at.saturating_sub(PLACE_TOKENS_MAX).max(finder.tokens.start + 1);
    let Some(place) = (from..at).rev().take_while(|&i| finder.claims[i] == Claim::Place).last() else {
        return false;
    };
    let back = place.saturating_sub(PLACE_TOKENS_MAX).max(finder.tokens.start);
    (back..place).any(|i| finder.longest(i, Label::Title) == Some(place))
}

/// ", head of …", ", a journalist", ", who …" behind the name.
fn apposition(finder: &Finder<'_, '_>, end: usize) -> bool {
    if !finder.scan.mark(end, b',') {
        return false;
    }
    let next = end + 1;
    finder.class(next, Class::Relative)
        || finder.is(next, Label::People)
        || finder.is(next, Label::Title)
        || finder.class(next, Class::Article)
            && (next + 1..next + 5).any(|i| finder.is(i, Label::People) || finder.is(i, Label::Title))
}

fn group_before(finder: &Finder<'_, '_>, at: usize) -> bool {
    at > finder.tokens.start
        && (finder.is(at - 1, Label::Group)
            || at > finder.tokens.start + 1
                && finder.is(at - 2, Label::Group)
                && finder.class(at - 1, Class::Article))
}

/// Names in one list are of one kind: what speaks for one of them speaks for its neighbours.
fn lift_lists(finder: &Finder<'_, '_>, candidates: &mut [Candidate]) {
    let mut start = 0;
    while start < candidates.len() {
        let mut end = start + 1;
        while end < candidates.len()
            && joined(finder, candidates[end - 1].range.end, candidates[end].range.start)
        {
            end += 1;
        }
        let group = &mut candidates[start..end];
        // "prisoners, including A, B and C": the noun before the list speaks for all of them.
        if let Some(first) = group.first()
            && people_introduce(finder, first.range.start)
        {
            for found in group.iter_mut() {
                found.score += 2;
            }
        }
        // Three full names in a row, none of them an ordinary word, are people unless a noun for groups stands before.
        let full = group.iter().filter(|c| c.score >= 1).count();
        if full >= 3
            && full == group.len()
            && !group.first().is_some_and(|c| group_before(finder, c.range.start))
        {
            for found in group.iter_mut() {
                found.score = found.score.max(PERSON);
            }
        }
        let sure = group.iter().filter(|c| c.score >= PERSON).count();
        if group.len() > 1 && sure * 2 >= group.len()
            || sure >= 2
            || group.len() > 1 && sure >= 1 && group.len() <= 3
        {
            for found in group.iter_mut().filter(|c| c.score >= 1) {
                found.score = found.score.max(PERSON);
            }
        }
        start = end;
    }
}

/// A noun for people before a list: "defenders, including A", "two ethnic Varosians A and B", "namely A".
fn people_introduce(finder: &Finder<'_, '_>, at: usize) -> bool {
    let from = at.saturating_sub(9).max(finder.tokens.start);
    let mut i = at;
    while i > from {
        i -= 1;
        if finder.is(i, Label::People) && !finder.scan.capital(i)
            || finder.is(i, Label::Demonym) && i + 1 == at
        {
            return true;
        }
        let passes = finder.scan.mark(i, b',')
            || finder.scan.mark(i, b':')
            || finder.class(i, Class::Including)
            || finder.class(i, Class::Preposition)
            // The rest of "in particular", "such as".
            || i > 0 && i + 1 < at && finder.scan.class_end(i - 1, Class::Including, finder.pack) == Some(i + 1);
        if !passes && finder.scan.class_end(i, Class::Including, finder.pack).is_none() {
            return i + 4 > at && finder.is(i, Label::People);
        }
    }
    false
}

/// Whether only a comma, "and", and an apposition in lower case part two names.
fn joined(finder: &Finder<'_, '_>, end: usize, start: usize) -> bool {
    let between = end..start;
    between.len() <= 3
        && between
            .clone()
            .all(|i| finder.scan.mark(i, b',') || finder.class(i, Class::And) || finder.is(i, Label::People))
        && !between.is_empty()
}
