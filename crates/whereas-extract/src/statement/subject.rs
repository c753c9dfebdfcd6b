//! Who is made to speak: the subject of a verb, and the name that a pronoun or a role stands for.

use std::ops::Range;

use super::{Maker, attribution, grammar, matrix, own_name, report};
use crate::pack::Class;
use crate::pack::lexicon::{ING, Label, PARTICIPLE};
use crate::scan::Kind;
use crate::{MentionValue, Named};

/// How far a lead ("On 3 May, in Kelmar,") may reach, in tokens.
const LEAD_REACH: usize = 24;

/// One past what stands before the subject: "On 3 May,", "During the visit,".
pub(super) fn lead_end(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> usize {
    let scan = maker.scan;
    let limit = clause.end.min(clause.start + LEAD_REACH);
    let mut start = dateline_end(maker, clause);
    for round in 0..3 {
        // "Asked whether …, he said", "Отвечая ему, министр заявил".
        let participle = round == 0 && participle_leads(maker, start, pack);
        let leads = participle
            || scan.class(start, Class::Preposition, pack)
            || scan.class(start, Class::Subordinator, pack);
        let comma = (start..limit).find(|&at| scan.mark(at, b','));
        // "On Tuesday the minister said that, …": the comma does not end the lead.
        let inside = |comma: usize| (start + 1..comma).any(|at| report::says(maker, at, pack).is_some());
        match comma {
            // "on 20 October, 2023, the Task Force": the year belongs to the lead.
            Some(comma) if start > clause.start && !scan.is_word(start) => start = comma + 1,
            Some(comma) if leads && (scan.class(start, Class::Subordinator, pack) || !inside(comma)) => {
                start = comma + 1
            }
            _ => break,
        }
    }
    start
}

/// "Asked whether …", "Speaking in Kelmar", "Комментируя решение": a participle that leads in; not "Jailed lawyer Ana
/// Demir", where it belongs to the subject.
fn participle_leads(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    const BEHIND: [Class; 6] = [
        Class::Subordinator,
        Class::Preposition,
        Class::Pronoun,
        Class::Determiner,
        Class::Article,
        Class::Possessive,
    ];
    let scan = maker.scan;
    // Where adjectives do not end as this form does, it leads whatever follows.
    let active = scan.forms(at) & ING != 0 && scan.packs.pack(pack).is_some_and(|pack| pack.first_word_names);
    let follows = BEHIND.iter().any(|&class| scan.class(at + 1, class, pack))
        || grammar::is_adverb(scan, at + 1, pack)
        || scan.is(at + 1, Label::Weekday, pack);
    active || scan.forms(at) & (PARTICIPLE | ING) != 0 && follows
}

/// How long a dateline ("KELMAR, 3 May – ") may be, in tokens.
const DATELINE_TOKENS_MAX: usize = 12;

/// One past the dateline at the beginning of a sentence, where there is one: a place in capitals before a dash.
fn dateline_end(maker: &Maker<'_, '_>, clause: &Range<usize>) -> usize {
    let scan = maker.scan;
    if !scan.tokens.get(clause.start).is_some_and(|token| token.upper) {
        return clause.start;
    }
    let limit = clause.end.min(clause.start + DATELINE_TOKENS_MAX);
    let dash = (clause.start + 1..limit).find(|&at| scan.mark(at, b'_'));
    dash.map_or(clause.start, |dash| dash + 1)
}

/// The subject without auxiliaries and adverbs at its end.
pub(super) fn range(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> Range<usize> {
    let scan = maker.scan;
    let mut end = at;
    while end > start {
        let last = end - 1;
        let loose = scan.class(last, Class::Have, pack)
            || scan.class(last, Class::Will, pack)
            || scan.class(last, Class::Auxiliary, pack)
            || grammar::is_adverb(scan, last, pack)
            || last > start && scan.class(last, Class::Clitic, pack)
            || !scan.is_word(last) && !scan.mark(last, b')');
        if !loose {
            break;
        }
        end = last;
    }
    start..end
}

/// Whether the words can be somebody who speaks.
pub(super) fn can_speak(maker: &Maker<'_, '_>, subject: Range<usize>, pack: u8) -> bool {
    const SPEAKERS: u64 = grammar::ACTORS | Label::GivenName.bit();
    let scan = maker.scan;
    if subject.is_empty() {
        return false;
    }
    let head_end = subject
        .clone()
        .find(|&at| scan.mark(at, b',') || scan.class(at, Class::Preposition, pack))
        .unwrap_or(subject.end)
        .max(subject.start + 1);
    let pronoun = subject.len() <= 2
        && (scan.class(subject.start, Class::Pronoun, pack)
            || scan.class(subject.start, Class::FirstPerson, pack));
    let mention = maker.mentions_in(subject.start..head_end.max(subject.start + 1)).any(|m| {
        matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation | MentionValue::Place)
    });
    // "La Varosie", "l'UM": the name behind its article.
    let article = usize::from(scan.class(subject.start, Class::Article, pack));
    let name = subject.start + article + usize::from(article == 1 && scan.mark(subject.start + 1, b'\''));
    pronoun
        || mention
        || (subject.start..head_end).any(|at| scan.is_any(at, SPEAKERS, pack))
        || own_name::is_name(maker, &(subject.start..head_end), pack)
        || is_unlisted_name(maker, name, pack)
            && head_end.saturating_sub(name) <= 3
            && (scan.tokens[name].word != 0 || (name..head_end).all(|at| scan.capital(at)))
}

/// Whether a capital at token `at` begins a name that no list has: at the head of a sentence only a word that no pack
/// knows at all.
pub(super) fn is_unlisted_name(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    let Some(token) = scan.tokens.get(at) else { return false };
    let head = token.line || at == 0 || scan.mark(at - 1, b'.') || scan.mark(at - 1, b'"');
    scan.capital(at) && !scan.class(at, Class::NotName, pack) && (!head || token.word == 0)
}

/// The name of a subject; a pronoun or a role goes back to the name it stands for.
pub(super) fn speaker(maker: &Maker<'_, '_>, subject: Range<usize>, pack: u8) -> Option<Named> {
    let scan = maker.scan;
    let subject = without_opening(maker, subject, pack);
    let own =
        |at: usize| scan.class(at, Class::FirstPerson, pack) && !scan.class(at, Class::Possessive, pack);
    // "the order I", "in which we": the last word is the subject.
    if !subject.is_empty() && (own(subject.start) && subject.len() <= 2 || own(subject.end - 1)) {
        return Some(maker.own_voice());
    }
    if !names_somebody(maker, &subject, pack) {
        return None;
    }
    let single = subject.len() == 1 && scan.class(subject.start, Class::Pronoun, pack);
    if single {
        let person = scan.class(subject.start, Class::Person, pack);
        return Some(maker.antecedent(person).unwrap_or_else(|| maker.own_voice()));
    }
    let named = attribution::named(maker, subject.clone(), pack);
    let holder = maker.by_role(&named).or_else(|| maker.by_head(&named, pack)).or_else(|| {
        // "The minister" with no minister named: the person who spoke last.
        match title_alone(maker, &subject, pack)? {
            // "министр спорта" is nobody of whom the text tells another office.
            Field::Told => maker.last_person(pack).filter(|person| !maker.has_role(person)),
            Field::None => maker.last_person(pack),
        }
    });
    Some(holder.unwrap_or(named))
}

/// A subject without what opens its sentence: "So we", "Firstly the delegation", "However, Varosia".
fn without_opening(maker: &Maker<'_, '_>, subject: Range<usize>, pack: u8) -> Range<usize> {
    let scan = maker.scan;
    let opens = |at: usize| {
        scan.class(at, Class::And, pack)
            || scan.class(at, Class::But, pack)
            || grammar::is_adverb(scan, at, pack)
            || scan.mark(at, b',')
    };
    let start = subject.clone().find(|&at| !opens(at)).unwrap_or(subject.end);
    if start < subject.end { start..subject.end } else { subject }
}

/// Whether the words of a subject are a noun phrase: no clause of their own ("they are", "which broadcasting takes"),
/// no address of a page.
fn names_somebody(maker: &Maker<'_, '_>, subject: &Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    let head = subject.clone().find(|&at| scan.mark(at, b',')).unwrap_or(subject.end);
    let clause = (subject.start..head).any(|at| {
        let own = scan.class(at, Class::FirstPerson, pack) && !scan.class(at, Class::Possessive, pack);
        own || scan.class(at, Class::Will, pack) && !scan.capital(at)
            || scan.class(at, Class::Be, pack) && scan.word(at).len() > 1 && !scan.capital(at)
    });
    let relative = scan.class(subject.start, Class::Relative, pack) && subject.len() > 1
        || scan.class(subject.start, Class::That, pack) && subject.len() > 2;
    let address = subject.clone().any(|at| scan.tokens[at].kind == Kind::NoteMark);
    !clause && !relative && !address
}

/// Whether a title tells its field.
enum Field {
    None,
    Told,
}

/// "the minister", "министр спорта": a title and nothing else, or where names have small letters behind it its field.
fn title_alone(maker: &Maker<'_, '_>, subject: &Range<usize>, pack: u8) -> Option<Field> {
    const FIELD_WORDS_MAX: usize = 2;
    let scan = maker.scan;
    let start = subject.start + usize::from(scan.class(subject.start, Class::Article, pack));
    let named = maker.mentions_in(subject.clone()).next().is_some();
    let small = scan.packs.pack(pack).is_some_and(|pack| pack.first_word_names);
    let field = |words: Range<usize>| {
        words.len() <= if small { FIELD_WORDS_MAX } else { 0 }
            && words.clone().all(|at| scan.is_word(at) && !scan.capital(at) && !scan.grammatical(at, pack))
    };
    let title = scan.longest(start, Label::Title, pack).filter(|_| !named)?.end as usize;
    match title.cmp(&subject.end) {
        std::cmp::Ordering::Equal => Some(Field::None),
        std::cmp::Ordering::Less if field(title..subject.end) => Some(Field::Told),
        _ => None,
    }
}

/// "In advance of the summit in Kelmar, Varosia, on 2 May, the two sides", "On 2 May the minister": what stands behind
/// the lead, where the sentence begins with one.
pub(super) fn behind_lead(
    maker: &Maker<'_, '_>,
    clause: &Range<usize>,
    subject: Range<usize>,
    pack: u8,
) -> Range<usize> {
    let scan = maker.scan;
    let leads = scan.class(clause.start, Class::Preposition, pack)
        || scan.class(clause.start, Class::Subordinator, pack)
        || scan.forms(clause.start) & crate::pack::lexicon::ING != 0;
    let comma = subject.clone().rev().find(|&at| scan.mark(at, b','));
    match comma {
        Some(comma) if leads && can_speak(maker, comma + 1..subject.end, pack) => comma + 1..subject.end,
        None if leads => last_name(maker, subject.clone(), pack).unwrap_or(subject),
        _ => subject,
    }
}

/// How far behind its verb a subject begins, in tokens.
const BEHIND_REACH: usize = 12;

/// "заявил в понедельник министр Ана Демир, что": the subject behind the verb, in languages that put it there.
pub(super) fn behind_verb(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> Option<Range<usize>> {
    let scan = maker.scan;
    if !scan.packs.pack(pack).is_some_and(|pack| pack.verb_first) {
        return None;
    }
    let end = range.clone().find(|&at| scan.mark(at, b',')).unwrap_or(range.end);
    let limit = end.min(range.start + BEHIND_REACH);
    let start = (range.start..limit).find(|&at| {
        let named = maker.mentions_in(at..end).next().is_some_and(|m| {
            matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation)
                && scan.tokens[at].start == m.span.start
        });
        let led = at > range.start && scan.class(at - 1, Class::Preposition, pack);
        (named || scan.is(at, Label::Title, pack)) && !led
    })?;
    can_speak(maker, start..end, pack).then_some(start..end)
}

/// The last name or title of a range that can be a subject up to its end: "On 2 May the minister of finance".
fn last_name(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> Option<Range<usize>> {
    let scan = maker.scan;
    let begins = |at: usize| {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= range.start) else { return false };
        let led = scan.class(before, Class::Preposition, pack) && before > range.start;
        !led && !scan.class(before, Class::Of, pack) && !scan.class(before, Class::And, pack)
    };
    let person = maker
        .mentions_in(range.clone())
        .filter(|m| matches!(m.value, MentionValue::Person { .. }))
        .map(|m| scan.range(m.span))
        .find(|name| name.end == range.end);
    let titled = || {
        range
            .clone()
            .rev()
            .find(|&at| begins(at) && (scan.is(at, Label::Title, pack) || scan.is(at, Label::People, pack)))
    };
    let named = || {
        let bodies =
            maker.mentions_in(range.clone()).filter(|m| matches!(m.value, MentionValue::Organisation));
        bodies.map(|m| scan.range(m.span).start).filter(|&at| begins(at)).last()
    };
    let alone = || {
        let last = range.end.checked_sub(1)?;
        let single = scan.class(last, Class::Pronoun, pack) || scan.capital(last);
        (single && begins(last) && !scan.class(last, Class::NotName, pack)).then_some(last)
    };
    let start = person.map(|name| name.start).or_else(titled).or_else(named).or_else(alone)?;
    can_speak(maker, start..range.end, pack).then_some(start..range.end)
}

/// The person or body that alone is the subject of a sentence in somebody's own voice: "The Assembly took note of …".
pub(super) fn alone(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> Option<Named> {
    let named = named(maker, clause, pack)?;
    let words = maker.scan.range(named.span?);
    let whole = maker.mentions_in(words.clone()).any(|m| maker.scan.range(m.span) == words);
    (whole || own_name::is_name(maker, &words, pack)).then_some(named)
}

/// The person or body that is the subject of a sentence, where one is named.
pub(super) fn named(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> Option<Named> {
    let start = lead_end(maker, clause, pack);
    let verb = (start..clause.end).find(|&at| {
        maker.scan.class(at, Class::Will, pack)
            || maker.scan.class(at, Class::Have, pack)
            || matrix::finite(maker, at, pack)
    })?;
    let subject = start..verb;
    let named = maker
        .mentions_in(subject.clone())
        .any(|m| matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation));
    let pronoun = subject.len() == 1 && maker.scan.class(subject.start, Class::Pronoun, pack);
    let own_name = !subject.is_empty() && own_name::is_name(maker, &subject, pack);
    if named || pronoun || own_name { speaker(maker, subject, pack) } else { None }
}
