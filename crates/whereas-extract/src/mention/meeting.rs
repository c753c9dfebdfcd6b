//! Meetings: an occurrence of a body, a dialogue or a visit that has a number or a date.

use std::ops::Range;

use super::date::{Calendar, date_at};
use super::finder::{Claim, Finder};
use super::number::ordinal_at;
use crate::Span;
use crate::pack::lexicon::{BASE, Label};
use crate::pack::list::flag;
use crate::pack::{Class, Role};
use crate::scan::Kind;

/// A meeting that was found.
#[derive(Debug, Clone)]
pub(super) struct FoundMeeting {
    /// Ordinal, noun, body, place and date.
    pub range: Range<usize>,
    /// The body that met.
    pub body: Option<Span>,
    /// Its number, 0 without one.
    pub ordinal: u32,
    /// EDTF, `""` without one.
    pub date: String,
}

/// How many tokens of a noun phrase may stand before the noun for the meeting.
const BEFORE_MAX: usize = 10;

/// The longest name of a body behind the noun that is followed, in tokens.
const BODY_TOKENS_MAX: usize = 48;

/// How many complements may follow it ("of the Council", "in Kelmar", "on 3 May").
const COMPLEMENTS_MAX: usize = 6;

/// How far a sentence is followed for its date, in tokens.
const SENTENCE_MAX: usize = 60;

/// Finds the meetings of a passage.
pub(super) fn find(finder: &Finder<'_, '_>, calendar: &Calendar) -> Vec<FoundMeeting> {
    let mut out: Vec<FoundMeeting> = Vec::new();
    let mut at = finder.tokens.start;
    while at < finder.tokens.end {
        let done = out.last().map_or(finder.tokens.start, |last| last.range.end);
        match meeting_at(finder, at, done, calendar) {
            Some(found) => {
                at = found.range.end.max(at + 1);
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

fn meeting_at(finder: &Finder<'_, '_>, at: usize, done: usize, calendar: &Calendar) -> Option<FoundMeeting> {
    let none = || at > finder.tokens.start && finder.role(at - 1, Role::NoMeeting) || is_field(finder, at);
    if let Some(noun) = finder.longest(at, Label::Meeting).filter(|_| !none())
        && let Some(found) = occurrence(finder, at..noun, done, calendar)
    {
        return Some(found);
    }
    if ends_body_with_ordinal(finder, at) {
        return occurrence(finder, at..at + 1, done, calendar);
    }
    let verb = |role| finder.scan.role_end(at, role, finder.pack);
    match (verb(Role::Visits), verb(Role::Meets)) {
        (Some(end), _) => encounter(finder, at..end, Come::Visitor, done, calendar),
        (None, Some(end)) => encounter(finder, at..end, Come::Sides, done, calendar),
        (None, None) => None,
    }
}

/// "Working Group on the Periodic Review": a noun for meetings that tells what a body works on.
fn is_field(finder: &Finder<'_, '_>, at: usize) -> bool {
    let body = |i: usize| finder.claims.get(i) == Some(&Claim::Organisation);
    let on = at.saturating_sub(1 + usize::from(at > 0 && finder.class(at - 1, Class::Article)));
    // "Election Observation Mission": a body that is named after what it does.
    let mission = body(at) && finder.scan.capital(at);
    if mission && finder.flagged(at, Label::Meeting, flag::VISIT).is_some() {
        return true;
    }
    on > finder.tokens.start && body(on - 1) && body(on) && body(at) && finder.class(on, Class::On)
}

/// Who comes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Come {
    /// Two sides; the other is the body.
    Sides,
    /// One visits, and is the body.
    Visitor,
}

/// The last word of a body that has an ordinal directly before it: "9th Joint Committee".
fn ends_body_with_ordinal(finder: &Finder<'_, '_>, at: usize) -> bool {
    let body = |i: usize| finder.claims.get(i) == Some(&Claim::Organisation);
    // "first Department of Harbours": only a body that sits has an ordinal for its sitting.
    if !body(at)
        || body(at + 1)
        || !finder.sure_head(at, Label::OrganisationHead) && !finder.is(at, Label::Meeting)
    {
        return false;
    }
    let noun_follows = (at + 1..at + 4)
        .take_while(|&i| finder.scan.is_word(i) && before_noun(finder, i))
        .any(|i| finder.is(i, Label::Meeting));
    if noun_follows {
        return false;
    }
    let from = at.saturating_sub(BEFORE_MAX).max(finder.tokens.start);
    let first = (from..at).rev().take_while(|&i| body(i)).last().unwrap_or(at);
    (from..first)
        .rev()
        .take(3)
        .any(|i| ordinal_at(finder.scan, i, finder.pack).is_some_and(|(_, end)| end == first))
}

/// "17th meeting of the Council of 20 January 2020"; "12th Human Rights Dialogue held on 26 November"; "visit
/// to Varosia in May".
fn occurrence(
    finder: &Finder<'_, '_>,
    noun: Range<usize>,
    done: usize,
    calendar: &Calendar,
) -> Option<FoundMeeting> {
    let (start, ordinal) = begin(finder, noun.start, done);
    let end = complements_end(finder, noun.end);
    let inside = (noun.start..end).find(|&i| begins_date(finder, i));
    let named =
        (start..end).any(|i| matches!(finder.claims[i], Claim::Organisation | Claim::Place | Claim::Person));
    let once = finder.flagged(noun.start, Label::Meeting, flag::ONCE) == Some(noun.end);
    let several = finder.plural(noun.end - 1) && !once;
    let doubtful = finder.flagged(noun.start, Label::Meeting, flag::DOUBTFUL).is_some();
    let around =
        || sentence_date(finder, &(start..end), calendar).filter(|_| ordinal > 0 || named && !doubtful);
    let dated = inside.map(|i| value(finder, i, calendar));
    let of_body = noun.start > start && finder.claims[noun.start - 1] == Claim::Organisation;
    let fits = ordinal > 0 && (!doubtful || dated.is_some())
        || dated.is_some() && !doubtful && (!several || of_body)
        || !several && around().is_some();
    if !fits {
        return None;
    }
    let date = dated.or_else(around).unwrap_or_default();
    let body = body(finder, start, &noun, end);
    Some(FoundMeeting { range: start..end, body: body.map(|range| finder.span(&range)), ordinal, date })
}

/// The body of a meeting: who visits; an organisation in its words; else what it is called.
fn body(finder: &Finder<'_, '_>, start: usize, noun: &Range<usize>, end: usize) -> Option<Range<usize>> {
    if finder.flagged(noun.start, Label::Meeting, flag::VISIT) == Some(noun.end) {
        return visitor(finder, start, noun.end);
    }
    let is_body = |i: usize| finder.claims[i] == Claim::Organisation;
    if let Some(first) = (start..end).find(|&i| is_body(i)) {
        // "Union (MU) and Varosia Cooperation Council"
        let joins =
            |i: usize| finder.scan.mark(i, b'(') || finder.scan.mark(i, b')') || finder.class(i, Class::And);
        let last = (first..end).take_while(|&i| is_body(i) || joins(i)).filter(|&i| is_body(i)).last();
        return last.map(|last| first..last + 1 + usize::from(finder.scan.mark(last + 1, b')')));
    }
    // "COP-28 Summit": the number is no part of the name.
    let number = |i: usize| finder.scan.tokens[i].kind == Kind::Number;
    if let Some(number) = (start + 1..noun.start).find(|&i| number(i)) {
        return Some(start..number - usize::from(finder.scan.mark(number - 1, b'-')));
    }
    // "fourth Northern Summit": nor is the ordinal, and alone it is no name.
    match ordinal_at(finder.scan, start, finder.pack) {
        Some((_, name)) if name < noun.start => Some(name..noun.end),
        Some(_) => sitting_body(finder, start, noun.end),
        None => {
            let name = (start..noun.start)
                .find(|&i| !finder.any_class(i, &[Class::ShiftNext, Class::ShiftLast, Class::ShiftThis]));
            name.map(|name| name..noun.end)
        }
    }
}

/// How far before "its fifth session", or a session in the head of a document, its body is looked for, in tokens.
const BODY_REACH: usize = 24;

/// Whose session it is where its words do not tell: "of the dialogue" behind it, the subject of the sentence, or the
/// body in the lines above.
fn sitting_body(finder: &Finder<'_, '_>, start: usize, noun_end: usize) -> Option<Range<usize>> {
    if finder.class(noun_end, Class::Of) {
        let of = noun_end + 1 + usize::from(finder.class(noun_end + 1, Class::Article));
        return name_end_at(finder, of).map(|end| of..end);
    }
    let body = |i: &usize| finder.claims.get(*i) == Some(&Claim::Organisation);
    let first = sentence(finder, start).start;
    if let Some(subject) = (first..start).find(body) {
        return Some(subject..claim_end(finder, subject));
    }
    // "At its tenth meeting, the Council adopted …", else who the paragraph began with.
    let behind = (noun_end..finder.tokens.end.min(noun_end + BODY_REACH))
        .take_while(|&i| !finder.scan.mark(i, b'.'))
        .find(body)
        .filter(|&i| {
            start > 0 && finder.class(start - 1, Class::Possessive) && finder.class(i - 1, Class::Article)
        });
    if let Some(other) = behind.or_else(|| (finder.tokens.start..first).find(body)) {
        return Some(other..claim_end(finder, other));
    }
    let above = (start.saturating_sub(BODY_REACH)..first).rev().find(body).filter(|_| first == start)?;
    let begin = (above.saturating_sub(BODY_REACH)..=above).rev().take_while(body).last()?;
    Some(begin..above + 1)
}

/// Who comes: "visit by X", "visit of the X", "X’s visit", else the first who is named in the sentence before.
fn visitor(finder: &Finder<'_, '_>, start: usize, noun_end: usize) -> Option<Range<usize>> {
    let named = |i: &usize| matches!(finder.claims.get(*i), Some(Claim::Person | Claim::Organisation));
    if finder.class(noun_end, Class::By) || finder.class(noun_end, Class::Of) {
        let first = noun_end + 1;
        let end = name_end_at(finder, first + usize::from(finder.class(first, Class::Article)));
        if let Some(name) = end.and_then(|end| (first..end).find(named)) {
            return Some(name..claim_end(finder, name));
        }
    }
    let sentence = sentence(finder, start);
    let name = (sentence.start..start).find(named)?;
    Some(name..claim_end(finder, name))
}

/// Where the noun phrase of a meeting begins, and its number: "inaugural", "9th", "COP-28".
fn begin(finder: &Finder<'_, '_>, noun: usize, done: usize) -> (usize, u32) {
    let reach = noun.saturating_sub(BEFORE_MAX).max(finder.tokens.start).max(done);
    let mut start = noun;
    while start > reach && before_noun(finder, start - 1) {
        start -= 1;
    }
    while start < noun && !finder.scan.is_word(start) && finder.scan.tokens[start].kind != Kind::Number {
        start += 1;
    }
    let number = |i: usize| finder.scan.tokens[i].kind == Kind::Number;
    for i in start..=noun {
        if let Some((ordinal, _)) = ordinal_at(finder.scan, i, finder.pack) {
            return (i, ordinal);
        }
        let behind = i + 1 + usize::from(finder.scan.mark(i + 1, b'-'));
        if finder.scan.tokens[i].upper
            && behind < noun
            && number(behind)
            && !finder.scan.mark(behind - 1, b'+')
        {
            return (i, finder.scan.word(behind).parse().unwrap_or(0));
        }
    }
    (start, 0)
}

/// A word of the noun phrase before its noun: adjectives, names, numbers, hyphens.
fn before_noun(finder: &Finder<'_, '_>, at: usize) -> bool {
    const OTHERS: [Class; 14] = [
        Class::Adverb,
        Class::Infinitive,
        Class::Article,
        Class::Possessive,
        Class::Determiner,
        Class::Preposition,
        Class::And,
        Class::But,
        Class::Be,
        Class::Have,
        Class::Will,
        Class::Pronoun,
        Class::FirstPerson,
        Class::Subordinator,
    ];
    let token = finder.scan.tokens[at];
    match token.kind {
        Kind::Word if finder.claims[at] == Claim::Organisation => true,
        Kind::Word => {
            let verb = finder.scan.forms(at) != 0 && !finder.noun(at) && !token.capital;
            let genitive = token.glued && finder.role(at, Role::Genitive);
            let first = finder.starts_sentence(at) && finder.class(at, Class::NotName);
            let claimed = matches!(finder.claims[at], Claim::Date | Claim::Person);
            !(verb || genitive || first || claimed || finder.any_class(at, &OTHERS))
        }
        Kind::Number => finder.claims[at] != Claim::Date,
        Kind::Punctuation(b'-' | b'_' | b'+' | b'/') => token.glued,
        _ => false,
    }
}

/// One past what belongs to a meeting behind its noun.
fn complements_end(finder: &Finder<'_, '_>, noun_end: usize) -> usize {
    let mut end = noun_end;
    let limit = noun_end.saturating_add(BODY_TOKENS_MAX);
    while end < limit && finder.claims.get(end) == Some(&Claim::Organisation) && finder.scan.is_word(end) {
        end += 1;
    }
    // What a comma or "held" adds counts only with the date that it leads to.
    let mut sure = end;
    let mut open = false;
    for _ in 0..COMPLEMENTS_MAX {
        let Some(to) = complement_end(finder, end).filter(|&to| to > end && to <= finder.tokens.end) else {
            break;
        };
        let country = finder.scan.mark(end, b',') && finder.claims.get(end + 1) == Some(&Claim::Place);
        open |= finder.scan.mark(end, b',') && !country
            || finder.scan.role_end(end, Role::Held, finder.pack).is_some();
        let dated = (end..to).any(|i| finder.claims[i] == Claim::Date);
        end = to;
        if dated {
            return end;
        }
        sure = if open { sure } else { end };
    }
    sure
}

/// "of the Council", "(AI)", "held in Kelmar", ", to be held on 2 November", "between A and B".
fn complement_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    if let Some(noun) = finder.longest(at, Label::Meeting) {
        return Some(noun);
    }
    if finder.scan.mark(at, b'(') {
        let inner = date_end(finder, at + 1).or_else(|| finder.scan.capital(at + 1).then_some(at + 2))?;
        return finder.scan.mark(inner, b')').then_some(inner + 1);
    }
    // "Union (MU) and Varosia Cooperation Council": the name goes on behind its abbreviation.
    let joined = at + usize::from(finder.class(at, Class::And));
    if at > finder.tokens.start && finder.scan.mark(at - 1, b')') && finder.scan.capital(joined) {
        return Some(finder.capital_run(joined));
    }
    let comma = at + usize::from(finder.scan.mark(at, b','));
    let held = finder.scan.role_end(comma, Role::Held, finder.pack);
    let start = held.unwrap_or(comma);
    if date_end(finder, start).is_some() {
        return date_end(finder, start);
    }
    let of = finder.class(start, Class::Of);
    let joins = of || finder.class(start, Class::Between) || finder.class(start, Class::Preposition);
    if !joins {
        // ", Varosia" behind a town.
        let place = finder.claims.get(start) == Some(&Claim::Place) && comma > at;
        return place.then(|| claim_end(finder, start));
    }
    let next = start + 1 + usize::from(finder.class(start + 1, Class::Article));
    if let Some(end) = date_end(finder, next) {
        return Some(end);
    }
    if comma > at && held.is_none() {
        return None;
    }
    // "held by videoconference"
    let way = || (held.is_some() && finder.scan.is_word(next)).then_some(next + 1);
    let named = name_end_at(finder, next).or_else(way)?;
    // "between the Union and Varosia"
    let and = finder
        .class(named, Class::And)
        .then(|| named + 1 + usize::from(finder.class(named + 1, Class::Article)))
        .filter(|_| finder.class(start, Class::Between));
    Some(and.and_then(|second| name_end_at(finder, second)).unwrap_or(named))
}

/// One past a name, with the title before it; a single word in lower case too, where it is a meeting ("the dialogue").
fn name_end_at(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    if at >= finder.tokens.end {
        return None;
    }
    if let Some(title) = finder.longest(at, Label::Title)
        && finder.claims.get(title) == Some(&Claim::Person)
    {
        return Some(claim_end(finder, title));
    }
    if matches!(finder.claims[at], Claim::Organisation | Claim::Place | Claim::Person) {
        return Some(claim_end(finder, at));
    }
    if let Some(end) = finder.longest(at, Label::Meeting) {
        return Some(end);
    }
    let run = if finder.scan.capital(at) { finder.capital_run(at) } else { at };
    // A title and the name behind it.
    let person = (at..run).find(|&i| finder.claims[i] == Claim::Person);
    (run > at).then(|| person.map_or(run, |first| claim_end(finder, first)))
}

fn claim_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let claim = finder.claims[at];
    (at..finder.tokens.end).find(|&i| finder.claims[i] != claim).unwrap_or(finder.tokens.end)
}

fn begins_date(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.claims[at] == Claim::Date && (at == finder.tokens.start || finder.claims[at - 1] != Claim::Date)
}

fn date_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    (at < finder.tokens.end && finder.claims[at] == Claim::Date).then(|| claim_end(finder, at))
}

fn value(finder: &Finder<'_, '_>, at: usize, calendar: &Calendar) -> String {
    date_at(finder.scan, at, finder.pack, calendar).map_or(String::new(), |found| found.value)
}

/// The sentence around a token, as far as it is followed.
fn sentence(finder: &Finder<'_, '_>, at: usize) -> Range<usize> {
    let from = at.saturating_sub(SENTENCE_MAX).max(finder.tokens.start);
    let around = from..finder.tokens.end.min(at + SENTENCE_MAX);
    let all = crate::statement::sentence::sentences(finder.scan, around, finder.pack);
    all.into_iter().find(|sentence| sentence.contains(&at)).unwrap_or(at..at)
}

/// The date of the sentence around a meeting: its only one, or the document's where it says "today".
fn sentence_date(finder: &Finder<'_, '_>, range: &Range<usize>, calendar: &Calendar) -> Option<String> {
    let sentence = sentence(finder, range.start);
    let mut dates = sentence.clone().filter(|&i| begins_date(finder, i) && !is_of_other(finder, i, range));
    if let Some(date) = dates.next() {
        return Some(value(finder, date, calendar)).filter(|_| dates.next().is_none());
    }
    if sentence.clone().any(|i| begins_date(finder, i)) {
        return None;
    }
    // "spoke today to discuss the visit": what is done today is something else.
    let aim = |i: usize| finder.class(i, Class::Infinitive) && finder.scan.forms(i + 1) & BASE != 0;
    let today = sentence.clone().find(|&i| finder.role(i, Role::Today));
    let today = today.is_some_and(|today| !(today..range.start).any(aim));
    calendar.base.filter(|_| today).map(|base| base.to_string())
}

/// How far before a date the meeting stands that it belongs to: "meetings in September".
const DATED_REACH: usize = 3;

/// Whether a date stands directly behind another meeting, or in another clause.
fn is_of_other(finder: &Finder<'_, '_>, date: usize, range: &Range<usize>) -> bool {
    let from = date.saturating_sub(DATED_REACH).max(finder.tokens.start);
    let between = if date < range.start { date..range.start } else { range.end..date };
    (from..date).any(|i| !range.contains(&i) && finder.is(i, Label::Meeting))
        || between.clone().any(|i| finder.class(i, Class::Relative) || finder.scan.mark(i, b';'))
}

/// "Minister Orlo met today with President Demir", "Orlo will visit Varosia in May": two sides and a date.
fn encounter(
    finder: &Finder<'_, '_>,
    verb: Range<usize>,
    come: Come,
    done: usize,
    calendar: &Calendar,
) -> Option<FoundMeeting> {
    let start = subject_start(finder, verb.start, done)?;
    let mut object = verb.end;
    // "met in Kelmar today with …"
    for _ in 0..3 {
        object += usize::from(finder.role(object, Role::Today) || finder.class(object, Class::Adverb));
        let place = object + 1;
        if finder.class(object, Class::In) && finder.claims.get(place) == Some(&Claim::Place) {
            object = claim_end(finder, place);
        }
    }
    object += usize::from(finder.class(object, Class::Preposition));
    object += usize::from(finder.class(object, Class::Article));
    let sides = name_end_at(finder, object).filter(|_| finder.claims[object] != Claim::Date)?;
    let sides = office_holder_end(finder, sides);
    let end = complements_end(finder, sides);
    let inside = (verb.start..end).find(|&i| begins_date(finder, i)).map(|i| value(finder, i, calendar));
    let date = inside.or_else(|| sentence_date(finder, &(start..end), calendar))?;
    let body = match come {
        Come::Sides => object..country_end(finder, sides),
        Come::Visitor => start..subject_end(finder, start, verb.start),
    };
    Some(FoundMeeting { range: start..end, body: Some(finder.span(&body)), ordinal: 0, date })
}

/// How far behind an office its holder is named, in tokens.
const HOLDER_REACH: usize = 10;

/// "the Minister [of foreign affairs of Varosia Boris Lund]": one past the name of who holds an office.
fn office_holder_end(finder: &Finder<'_, '_>, office: usize) -> usize {
    if !finder.class(office, Class::Preposition) && !finder.class(office, Class::Of) {
        return office;
    }
    let goes_on = |i: &usize| {
        finder.scan.is_word(*i)
            && (finder.scan.forms(*i) == 0 || finder.noun(*i) || finder.scan.capital(*i))
            && finder.claims[*i] != Claim::Date
    };
    let limit = finder.tokens.end.min(office + HOLDER_REACH);
    let holder = (office..limit).take_while(goes_on).find(|&i| finder.claims[i] == Claim::Person);
    // "the Minister of Varosia and Boris Lund", "for Ana Demir": another, or the field.
    let alone = |&i: &usize| {
        !finder.class(i - 1, Class::And)
            && !finder.class(i - 1, Class::Of)
            && !finder.class(i - 1, Class::Preposition)
    };
    holder.filter(alone).map_or(office, |holder| claim_end(finder, holder))
}

/// "[Prime Minister Boris Lund] of Varosia": one past the country that a side speaks for.
fn country_end(finder: &Finder<'_, '_>, side: usize) -> usize {
    let place = side + 1 + usize::from(finder.class(side + 1, Class::Article));
    let country = finder.class(side, Class::Of) && finder.claims.get(place) == Some(&Claim::Place);
    if country { claim_end(finder, place) } else { side }
}

/// A word of tense between the subject and its verb: "will", "has", "reportedly".
fn is_tense(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.any_class(at, &[Class::Will, Class::Be, Class::Have, Class::Adverb])
        || !finder.scan.capital(at) && finder.scan.is_word(at) && finder.is(at, Label::Hedge)
}

/// One past the subject that begins at `start`.
fn subject_end(finder: &Finder<'_, '_>, start: usize, verb: usize) -> usize {
    (start..verb).rev().find(|&i| !is_tense(finder, i)).map_or(verb, |last| last + 1)
}

/// Where the subject before a verb begins, with its titles: a person, a body, a pronoun or a role ("the delegation"),
/// with words of tense between at most.
fn subject_start(finder: &Finder<'_, '_>, verb: usize, done: usize) -> Option<usize> {
    let reach = verb.saturating_sub(BEFORE_MAX).max(finder.tokens.start).max(done);
    let last = (reach..verb).rev().find(|&i| !is_tense(finder, i))?;
    let pronoun = finder.class(last, Class::FirstPerson) || finder.class(last, Class::Person);
    if pronoun && !finder.class(last, Class::Possessive) {
        return Some(last);
    }
    let claim = finder.claims[last];
    let surname = claim == Claim::Free && finder.name_word(last) && !finder.class(last, Class::NotName);
    if surname && finder.is(last, Label::GivenName) {
        return Some(last);
    }
    if !matches!(claim, Claim::Person | Claim::Organisation) {
        return role_start(finder, last, reach);
    }
    let mut start = (reach..=last).rev().take_while(|&i| finder.claims[i] == claim).last()?;
    // The title directly before: "National Security Advisor Ana Demir".
    let name = start;
    while let Some(title) = (reach..start).find(|&i| finder.longest(i, Label::Title) == Some(start)) {
        start = title;
    }
    Some(start.min(name))
}

/// "the delegation", "the Varosian minister": where the words behind the article begin.
fn role_start(finder: &Finder<'_, '_>, last: usize, reach: usize) -> Option<usize> {
    const ROLES: [Label; 4] = [Label::Title, Label::OrganisationHead, Label::People, Label::Actor];
    if !ROLES.iter().any(|&role| finder.is(last, role)) {
        return None;
    }
    let article = (reach..last).rev().find(|&i| !before_noun(finder, i))?;
    // "of the delegation": the subject is longer.
    let inner = article > reach && finder.class(article - 1, Class::Preposition);
    (finder.class(article, Class::Article) && !inner).then_some(article + 1)
}
