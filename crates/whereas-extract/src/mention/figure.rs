//! Figures: a number with its bound and what is counted.

use std::ops::Range;

use super::finder::{Claim, Finder};
use super::number::{number_at, skip_ordinal};
use crate::pack::lexicon::{BASE, Label, PARTICIPLE, PAST, THIRD};
use crate::pack::{Class, Role};
use crate::scan::Kind;
use crate::{Bound, Span};

/// A figure that was found.
#[derive(Debug, Clone)]
pub(super) struct FoundFigure {
    /// Bound, number and what is counted.
    pub range: Range<usize>,
    /// The number.
    pub value: f64,
    /// How it bounds.
    pub bound: Bound,
    /// What is counted.
    pub of: Option<Span>,
}

/// Bounds in the order of [`crate::pack::BOUNDS`].
const BOUNDS: [Bound; 6] =
    [Bound::Exactly, Bound::AtLeast, Bound::AtMost, Bound::MoreThan, Bound::LessThan, Bound::About];

/// Finds the figures of a passage.
pub(super) fn find(finder: &Finder<'_, '_>) -> Vec<FoundFigure> {
    let mut out: Vec<FoundFigure> = Vec::new();
    let mut at = finder.opener(finder.tokens.start);
    while at < finder.tokens.end {
        match figure_at(finder, at) {
            Some(found) => {
                at = finder.opener(found.range.end.max(at + 1));
                out.push(found);
            }
            None => at = finder.opener(at + 1),
        }
    }
    out
}

/// What the first word of a figure is.
pub(super) const LABELS: u64 =
    Label::Number.bit() | Label::Ordinal.bit() | Label::Bound.bit() | Label::Role.bit();

fn figure_at(finder: &Finder<'_, '_>, at: usize) -> Option<FoundFigure> {
    let money = currency(finder, at);
    let number = finder.scan.tokens[at].kind == Kind::Number || finder.scan.opens(at, LABELS, 0);
    if finder.claims[at] != Claim::Free || !number && !money {
        return None;
    }
    if let Some(found) = rank(finder, at).or_else(|| ratio(finder, at)) {
        return Some(found);
    }
    let bound = bound_at(finder, at);
    let (bound_word, start) = bound.map_or((Bound::Exactly, at), |(bound, end)| (bound, end));
    if start >= finder.tokens.end || finder.claims[start] != Claim::Free {
        return None;
    }
    let money = currency(finder, start);
    let number_start = start + usize::from(money);
    let mut number = number_at(finder.scan, number_start, finder.pack)?;
    // "Five Power Arrangements": a number in a name.
    let named = number.worded && finder.scan.capital(number_start) && finder.scan.capital(number.end);
    if named && !finder.starts_sentence(number_start) {
        return None;
    }
    let mut bound_word = bound_word;
    // "40 to 45 bcm": a range counts with its lower value.
    let joint = finder.class(number.end, Class::Until)
        || finder.scan.mark(number.end, b'-')
        || finder.scan.mark(number.end, b'_');
    if joint
        && let Some(upper) = number_at(finder.scan, number.end + 1, finder.pack)
        && upper.value > number.value
        && finder.claims[number.end + 1] == Claim::Free
    {
        number.end = upper.end;
        bound_word = Bound::About;
    }
    // "the two sides" are known already; nobody counts them.
    let definite = number_start > finder.tokens.start
        && (finder.class(number_start - 1, Class::Article)
            || finder.class(number_start - 1, Class::Possessive)
            || finder.class(number_start - 1, Class::Determiner));
    let hyphened = finder.scan.mark(number.end, b'-');
    if number.worded && number.value <= 2.0 && definite && bound.is_none() && !hyphened {
        return None;
    }
    if !counts(finder, number_start, number.end, number.worded, number.value, bound.is_some() || money) {
        return None;
    }
    let (of, end) = counted(finder, number.end, money, number.worded && number.value < 1.0);
    let percent = percent_end(finder, number.end).is_some();
    // "17 Kelmar Road": what has a name is not counted.
    let address = of.as_ref().is_some_and(|of| {
        let first = of.start;
        bound.is_none() && finder.scan.capital(first) && !of.clone().any(|i| is_counted(finder, i))
    });
    if address || of.is_none() && !percent && !money && bound.is_none() {
        return None;
    }
    let end = end.max(number.end);
    Some(FoundFigure {
        range: at..end,
        value: number.value,
        bound: bound_word,
        of: of.map(|range| finder.span(&range)),
    })
}

/// "$", "CHF": a sign of money before its number.
fn currency(finder: &Finder<'_, '_>, at: usize) -> bool {
    let Some(token) = finder.scan.tokens.get(at) else { return false };
    let code = token.upper && token.span().len() == 3 && finder.is(at, Label::Unit);
    finder.scan.mark(at, b'$')
        || code && finder.scan.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number && !next.line)
}

/// "ranks 94th on …", "fifth largest donor", "88th party to …": a place in an order.
fn rank(finder: &Finder<'_, '_>, at: usize) -> Option<FoundFigure> {
    let numeric = finder.scan.tokens[at].kind == Kind::Number;
    if !numeric && !finder.scan.starts(at, Label::Ordinal) && !finder.role(at, Role::Ranks) {
        return None;
    }
    let ranks = finder.role(at, Role::Ranks);
    let (number, end) = super::number::ordinal_at(finder.scan, at + usize::from(ranks), finder.pack)?;
    let superlative = finder.role(end, Role::Superlative);
    let member = finder.role(end, Role::Ranked);
    if !(ranks || superlative || member && finder.scan.tokens[at].kind == Kind::Number) || number > 300 {
        return None;
    }
    let of = if ranks {
        end + usize::from(finder.class(end, Class::On) || finder.class(end, Class::In))
    } else {
        end
    };
    let of = of + usize::from(superlative && !ranks);
    let to = if superlative { noun_end(finder, of, 4) } else { finder.phrase_end(of, 8) };
    if superlative && to <= of {
        return None;
    }
    Some(FoundFigure {
        range: at..to.max(end),
        value: f64::from(number),
        bound: Bound::Exactly,
        of: (to > of).then(|| finder.span(&(of..to))),
    })
}

/// "about one in three organisations": a share.
fn ratio(finder: &Finder<'_, '_>, at: usize) -> Option<FoundFigure> {
    let (bound, start) = bound_at(finder, at).unwrap_or((Bound::Exactly, at));
    let part = number_at(finder.scan, start, finder.pack).filter(|part| part.worded || part.value < 10.0)?;
    let joint = finder.class(part.end, Class::In) && finder.scan.starts(part.end + 1, Label::Number);
    let whole = number_at(finder.scan, part.end + 1, finder.pack)
        .filter(|whole| joint && whole.value > part.value)?;
    let (of, end) = counted(finder, whole.end, false, false);
    let of = of?;
    Some(FoundFigure { range: at..end, value: part.value / whole.value, bound, of: Some(finder.span(&of)) })
}

/// A word of bound directly before a number.
fn bound_at(finder: &Finder<'_, '_>, at: usize) -> Option<(Bound, usize)> {
    let found = finder.scan.longest(at, Label::Bound, finder.pack)?;
    let end = found.end as usize;
    let number = end + usize::from(currency(finder, end));
    let number = number
        + usize::from(
            finder.class(number, Class::Article)
                && finder.scan.longest(number, Label::Number, finder.pack).is_none(),
        );
    let counted = number_at(finder.scan, number, finder.pack)?;
    if finder.role(at, Role::Stretch) && stretches(finder, at, counted.end) {
        return None;
    }
    let bound = BOUNDS.get(found.entry.payload as usize).copied()?;
    (end < finder.tokens.end).then_some((bound, end))
}

/// "$5 million over four years": a stretch of time, and no bound; behind a verb or a preposition it is one ("took over
/// four years", "for over four years").
fn stretches(finder: &Finder<'_, '_>, at: usize, unit: usize) -> bool {
    const TIMES: [Class; 4] = [Class::UnitDay, Class::UnitWeek, Class::UnitMonth, Class::UnitYear];
    const BOUNDED: [Class; 3] = [Class::Preposition, Class::Be, Class::Have];
    let before = at.checked_sub(1).filter(|&i| i >= finder.tokens.start);
    let verb = |i: usize| finder.scan.forms(i) & PAST != 0 && !finder.noun(i);
    finder.any_class(unit, &TIMES)
        && !before.is_some_and(|before| finder.any_class(before, &BOUNDED) || verb(before))
}

/// Whether a number counts something: no number of an article, a page, a decade, a name.
fn counts(finder: &Finder<'_, '_>, at: usize, end: usize, worded: bool, value: f64, told: bool) -> bool {
    let scan = finder.scan;
    let before = at.checked_sub(1).filter(|&i| i >= finder.tokens.start);
    if let Some(before) = before {
        let numbered = finder.class(before, Class::Provision)
            || scan.tokens[at].glued
                && matches!(
                    scan.tokens[before].kind,
                    Kind::Word | Kind::Punctuation(b'-' | b'_' | b'+' | b'/' | b'.' | b':')
                )
            || scan.capital(before)
                && !finder.starts_sentence(before)
                && !told
                && !worded
                && scan.tokens[before].kind == Kind::Word
                && finder.claims[before] != Claim::Place
            || finder.role(before, Role::Numbered);
        if numbered {
            return false;
        }
    }
    // "5G" is a name, "5g" a weight.
    let letter = |i: usize| scan.capital(i) && scan.word(i).len() == 1;
    let glued = scan.is_word(end) && scan.tokens[end].glued && (!finder.is(end, Label::Unit) || letter(end));
    let hour = scan.role_end(end, Role::Clock, finder.pack).is_some();
    if worded && value < 1.0 {
        return shares(finder, before, end);
    }
    if glued
        || hour
        || skip_ordinal(scan, end, finder.pack) > end
        || scan.mark(end, b'/') && scan.tokens[end].glued
    {
        return false;
    }
    // "one of the", "one another", "the one who": no count.
    if worded && value <= 1.0 {
        return scan.is_word(end)
            && !finder.class(end, Class::Of)
            && (finder.is(end, Label::Counted)
                || finder.is(end + 1, Label::Group)
                || finder.is(end, Label::People)
                || finder.is(end + 1, Label::Counted)
                || finder.is(end, Label::Unit))
            && before.is_none_or(|b| !finder.class(b, Class::Determiner));
    }
    true
}

/// How far behind a share the noun stands that it is a share of, in tokens: "half the world's population".
const SHARED_REACH: usize = 6;

/// "half of the women", "almost half the harvest": a share counts before what it is a share of; "the first half of
/// the year" is another.
fn shares(finder: &Finder<'_, '_>, before: Option<usize>, end: usize) -> bool {
    let definite = |i: usize| finder.class(i, Class::Article) || finder.class(i, Class::Possessive);
    let of = finder.class(end, Class::Of) && (definite(end + 1) || is_counted(finder, end + 1));
    let ordered = before.is_some_and(|i| {
        finder.class(i, Class::Article)
            || finder.class(i, Class::Determiner)
            || finder.scan.starts(i, Label::Ordinal)
    });
    let unit = finder.is(end + 1, Label::Unit) || finder.is(end + 2, Label::Unit);
    // "half a step" is none.
    let whole = definite(end)
        && (end + 1..end + SHARED_REACH)
            .take_while(|&i| !finder.class(i, Class::Preposition))
            .any(|i| is_counted(finder, i));
    (of || whole) && !ordered && !unit
}

/// One past "%" or "per cent".
fn percent_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    if finder.scan.mark(at, b'%') {
        return Some(at + 1);
    }
    finder.scan.role_end(at, Role::Percent, finder.pack)
}

/// What is counted behind the number, and one past the figure.
fn counted(finder: &Finder<'_, '_>, at: usize, money: bool, share: bool) -> (Option<Range<usize>>, usize) {
    let scan = finder.scan;
    let mut start = at;
    if money {
        return (None, at);
    }
    let of_them = |at: usize| {
        finder.class(at, Class::Of)
            && (finder.class(at + 1, Class::Pronoun) || finder.class(at + 1, Class::Relative))
    };
    if let Some(end) = percent_end(finder, start) {
        return if of_them(end) { (Some(end + 1..end + 2), end + 2) } else { (None, end) };
    }
    // "227 de persoane": a language that counts with a preposition.
    start += usize::from(finder.class(start, Class::Of) && is_counted(finder, start + 1));
    // "three-year ban"
    if (scan.mark(start, b'-') || scan.mark(start, b'_'))
        && scan.tokens[start].glued
        && scan.is_word(start + 1)
    {
        start += 1;
        // "two-way trade", "two-state solution" count nothing.
        if !finder.is(start, Label::Unit) && !finder.is(start, Label::People) {
            return (None, at);
        }
        let end = noun_end(finder, start + 1, 2).max(start + 1);
        return (Some(start..end), end);
    }
    // "57 of them", "seven of whom", "69 of those concerned"
    if of_them(start) {
        let end = start + 2;
        let concerned = scan.is_word(end)
            && scan.forms(end) & (PAST | PARTICIPLE) != 0
            && !finder.class(end, Class::Have);
        let end = end + usize::from(concerned && !finder.class(end, Class::Be));
        return (Some(start + 1..end), end);
    }
    // "nine of its 14 recommendations", "three of their demands"
    let whose = finder.class(start + 1, Class::Possessive) || finder.class(start + 1, Class::Article);
    if finder.class(start, Class::Of) && whose {
        let inner = number_at(scan, start + 2, finder.pack).map_or(start + 2, |number| number.end);
        let end = noun_end(finder, inner, 4);
        // "14 of the Convention", "day three of my trip": of one thing nothing is counted.
        let several = share || end > inner && (finder.plural(end - 1) || is_counted(finder, end - 1));
        return if end > inner && several { (Some(start + 1..end), end) } else { (None, at) };
    }
    // "half the population"
    if share && !finder.class(start, Class::Of) {
        let end = noun_end(finder, start + 1, 4);
        return if end > start + 1 { (Some(start..end), end) } else { (None, at) };
    }
    start += usize::from(share);
    let head = noun_end(finder, start, 5);
    let adverb = head == start + 1 && finder.adverb(start) && !is_counted(finder, start);
    if head <= start || adverb {
        return (None, at);
    }
    let end = complements_end(finder, head);
    (Some(start..end), end)
}

/// "17 leaders of the movement", "38 criminal cases against journalists": one past what belongs to the noun that
/// ends at `head`.
fn complements_end(finder: &Finder<'_, '_>, head: usize) -> usize {
    let mut end = head;
    for _ in 0..2 {
        let joint = finder.class(end, Class::Of) || finder.class(end, Class::Against);
        if !joint {
            break;
        }
        let next = end + 1 + usize::from(finder.class(end + 1, Class::Article));
        // "10 nations of the Meridian Union": the whole name.
        let claim = finder.claims.get(next).copied().unwrap_or_default();
        let name =
            (next..finder.tokens.end).find(|&i| finder.claims[i] != claim).unwrap_or(finder.tokens.end);
        let whole = claim != Claim::Free && !finder.genitive(name);
        let to = if whole { name } else { noun_end(finder, next, 3) };
        if to <= next || claim == Claim::Date {
            break;
        }
        end = to;
    }
    end
}

/// One past the adjectives and nouns that begin at `at`, a list of nouns included.
fn noun_end(finder: &Finder<'_, '_>, at: usize, words_max: usize) -> usize {
    let scan = finder.scan;
    let mut end = at;
    let mut words = 0;
    while end < finder.tokens.end && words < words_max {
        let token = scan.tokens[end];
        let finite = end > at && finite_behind(finder, end);
        let joins = token.kind == Kind::Word && !stops(finder, end) && !finite
            || token.glued && matches!(token.kind, Kind::Punctuation(b'-' | b'\'')) && end > at;
        if !joins || token.paragraph && end > at || finder.claims[end] == Claim::Date {
            break;
        }
        // "years in prison", "кв. м": terms of more than one word.
        if let Some(to) = counted_term(finder, end).filter(|&to| to > end + 1) {
            return list_end(finder, to, at);
        }
        words += usize::from(token.kind == Kind::Word && !(token.glued && finder.role(end, Role::Genitive)));
        end += 1;
        // "240 Varosian and Ordan people"
        let joined = finder.class(end, Class::And)
            && finder.is(end - 1, Label::Demonym)
            && finder.is(end + 1, Label::Demonym)
            && is_counted(finder, end + 2);
        end += usize::from(joined);
        // The noun that is counted ends the phrase ("seven journalists were"), unless a noun follows it directly.
        let goes_on = is_counted(finder, end) || finder.noun(end);
        let counted = counted_term(finder, end - 1).is_some() || finder.plural(end - 1);
        if counted && is_counted(finder, end - 1) && (plural_noun(finder, end - 1) || !goes_on) {
            break;
        }
    }
    while end > at && !scan.is_word(end - 1) {
        end -= 1;
    }
    list_end(finder, end, at)
}

/// "annexes provide": a verb behind a plural is no part of a noun phrase.
fn finite_behind(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.scan.forms(at) & BASE != 0 && !finder.noun(at) && finder.plural(at - 1) && !is_counted(finder, at)
}

/// The longest term for what is counted that begins at `at`.
fn counted_term(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    [Label::Counted, Label::Unit, Label::People].iter().filter_map(|&label| finder.longest(at, label)).max()
}

/// A plural; in languages whose adjectives follow, any noun that is counted ends its phrase.
fn plural_noun(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.plural(at) || finder.scan.packs.pack(finder.pack).is_some_and(|pack| pack.first_word_names)
}

fn is_counted(finder: &Finder<'_, '_>, at: usize) -> bool {
    at < finder.tokens.end && (counted_term(finder, at).is_some() || finder.is(at, Label::Demonym))
}

/// "21 journalists, bloggers and activists": a list of people is counted together.
fn list_end(finder: &Finder<'_, '_>, end: usize, at: usize) -> usize {
    let people = |i: usize| finder.is(i, Label::People) || finder.is(i, Label::Counted);
    if end <= at || !people(end - 1) {
        return end;
    }
    let mut last = end;
    let mut i = end;
    while finder.scan.mark(i, b',') && people(i + 1) {
        i += 2;
        last = i;
    }
    if finder.class(i, Class::And) && people(i + 1) {
        return i + 2;
    }
    if last > end { end } else { last }
}

fn stops(finder: &Finder<'_, '_>, at: usize) -> bool {
    let forms = finder.scan.forms(at);
    let noun = finder.scan.packs.lexicon.word(finder.scan.tokens[at].word).noun
        || finder.is(at, Label::Counted)
        || finder.is(at, Label::People);
    let finite = forms & (PAST | THIRD) != 0 && !noun && !adjective(finder, at);
    finite
        || finder.class(at, Class::Preposition)
        || finder.class(at, Class::Subordinator)
        || finder.class(at, Class::Relative)
        || finder.class(at, Class::Be)
        || finder.class(at, Class::Have)
        || finder.class(at, Class::Must)
        || finder.class(at, Class::Will)
        || finder.class(at, Class::Auxiliary)
        || finder.class(at, Class::And)
        || finder.class(at, Class::But)
        || finder.class(at, Class::Article)
        || finder.class(at, Class::Negation)
        || finder.class(at, Class::Pronoun)
        || finder.class(at, Class::Infinitive)
}

/// A participle before a noun: "displaced people".
fn adjective(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.scan.forms(at) & PARTICIPLE != 0
        && (finder.is(at + 1, Label::People) || finder.is(at + 1, Label::Counted))
}
