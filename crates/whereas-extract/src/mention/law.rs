//! Laws: treaties, codes, acts, resolutions, and the provisions of them that are cited.

use std::ops::Range;

use super::citation::cited;
use super::finder::{Claim, Finder};
use super::number::ordinal_at;
use crate::pack::lexicon::Label;
use crate::pack::list::flag;
use crate::pack::{Class, Role};
use crate::scan::Kind;

/// Finds the laws of a passage.
pub(super) fn find(finder: &mut Finder<'_, '_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = finder.opener(finder.tokens.start);
    while at < finder.tokens.end {
        if !may_begin(finder, at) {
            at = finder.opener(at + 1);
            continue;
        }
        let found = provisions(finder, at)
            .or_else(|| years(finder, at).map(|r| vec![r]))
            .or_else(|| cited(finder, at).map(|r| vec![r]))
            .or_else(|| numbered(finder, at).map(|r| vec![r]))
            .or_else(|| named(finder, at).map(|r| vec![r]));
        match found {
            Some(ranges) => {
                let end = ranges.last().map_or(at + 1, |range| range.end);
                for range in ranges {
                    finder.claim(&claimed(finder, &range), Claim::Law);
                    if finder.longest(range.start, Label::Law).is_none() {
                        free_bodies(finder, &range);
                    }
                    out.push(range);
                }
                at = finder.opener(end.max(at + 1));
            }
            None => at = finder.opener(at + 1),
        }
    }
    out
}

/// What the first words of a law are, but for capitals and numbers.
pub(super) const LABELS: u64 = Label::Law.bit()
    | Label::LawHead.bit()
    | Label::Citation.bit()
    | Label::Role.bit()
    | Label::Demonym.bit();

fn may_begin(finder: &Finder<'_, '_>, at: usize) -> bool {
    let token = &finder.scan.tokens[at];
    token.capital || token.kind == Kind::Number || finder.scan.opens(at, LABELS, Class::Provision.bit())
}

/// A long title ("resolution of … on the situation in Varosia") leaves its places and bodies free.
fn claimed(finder: &Finder<'_, '_>, range: &Range<usize>) -> Range<usize> {
    let of = range.clone().find(|&at| finder.claims[at] == Claim::Date);
    let version = range.end > range.start && finder.scan.mark(range.end - 1, b')');
    let of = of.filter(|&at| !(version && at + 2 == range.end));
    match of {
        Some(_) => range.start..range.start,
        None => range.clone(),
    }
}

/// "AMU strategy": an abbreviation of a body in a law's name is a name of its own.
fn free_bodies(finder: &mut Finder<'_, '_>, range: &Range<usize>) {
    for at in range.clone() {
        if finder.scan.tokens[at].upper && finder.longest(at, Label::Organisation) == Some(at + 1) {
            finder.claims[at] = Claim::Free;
        }
    }
}

/// "Article 405", "Articles 1, 4, 5 and 235 of the Agreement", "Rule 144(5) and 132(4) of its Rules of Procedure".
fn provisions(finder: &Finder<'_, '_>, at: usize) -> Option<Vec<Range<usize>>> {
    let after = finder.scan.class_end(at, Class::Provision, finder.pack)?;
    let plural = finder.plural(at);
    let capital =
        finder.scan.capital(at) || finder.scan.tokens.get(after).is_some_and(|t| t.kind == Kind::Number);
    let first_end = numbers_end(finder, after)?;
    if !capital {
        return None;
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    parts.push(at..first_end);
    let mut end = first_end;
    while let Some((start, stop)) = more_numbers(finder, end) {
        if plural {
            if let Some(first) = parts.first_mut() {
                first.end = stop;
            }
        } else {
            parts.push(start..stop);
        }
        end = stop;
    }
    if let Some(instrument) = instrument_end(finder, end)
        && let Some(last) = parts.last_mut()
    {
        last.end = instrument;
    }
    Some(parts)
}

/// "144(5)", "460–1", "6.2", "19(2)(a)".
pub(super) fn numbers_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let scan = finder.scan;
    let roman =
        scan.is_word(at) && scan.tokens[at].capital && scan.word(at).chars().all(|c| "IVXLC".contains(c));
    if scan.tokens.get(at)?.kind != Kind::Number && !roman {
        return None;
    }
    let mut end = at + 1;
    loop {
        let glued = scan.tokens.get(end).is_some_and(|t| t.glued);
        if scan.mark(end, b'(')
            && glued
            && scan.mark(end + 2, b')')
            && scan.tokens[end].kind != Kind::NoteMark
        {
            end += 3;
        } else if glued
            && (scan.mark(end, b'-') || scan.mark(end, b'_') || scan.mark(end, b'/'))
            && scan.tokens.get(end + 1).is_some_and(|t| t.kind == Kind::Number && t.glued)
        {
            end += 2;
        } else if glued
            && scan.is_word(end)
            && scan.word(end).chars().count() <= 3
            && scan.tokens[end].kind == Kind::Word
            && (!scan.tokens[end].capital || scan.word(end).len() == 1)
        {
            end += 1;
        } else {
            return Some(end);
        }
    }
}

/// ", 4", "and 235", "and 460–2" behind numbers.
fn more_numbers(finder: &Finder<'_, '_>, at: usize) -> Option<(usize, usize)> {
    let joint = finder.scan.mark(at, b',') || finder.class(at, Class::And) || finder.class(at, Class::Until);
    let mut next = at + 1;
    if finder.scan.mark(at, b',') && finder.class(next, Class::And) {
        next += 1;
    }
    let end = joint.then(|| numbers_end(finder, next))??;
    // "Article 5, 12 people": a number with a noun behind it is no provision.
    let counted = finder.scan.is_word(end)
        && (finder.is(end, Label::People) || finder.is(end, Label::Counted) || finder.is(end, Label::Month));
    (!counted).then_some((next, end))
}

/// "of the Agreement", "of Varosia’s Criminal Code", "of its Rules of Procedure", "ICCPR".
fn instrument_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    if !finder.class(at, Class::Of) {
        return None;
    }
    let mut start = at + 1;
    while finder.class(start, Class::Article) || finder.class(start, Class::Possessive) {
        start += 1;
    }
    if let Some(end) = named(finder, start).map(|range| range.end) {
        return Some(end);
    }
    if let Some(place) = finder.longest(start, Label::Place).or_else(|| finder.longest(start, Label::Demonym))
    {
        let next = place + if finder.genitive(place) { 2 } else { 0 };
        if let Some(end) = named(finder, next).map(|range| range.end) {
            return Some(end);
        }
    }
    if finder.scan.tokens.get(start).is_some_and(|t| t.upper) {
        return Some(start + 1);
    }
    let run = finder.capital_run(start);
    ((start..run).any(|i| finder.is(i, Label::LawHead))).then_some(run)
}

/// A law by its name: from the lists, by its shape, or in lower case with its subject.
pub(super) fn named(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    if at >= finder.tokens.end || !finder.scan.is_word(at) {
        return None;
    }
    let found = hyphened(finder, at)
        .or_else(|| listed(finder, at))
        .or_else(|| dated(finder, at))
        .or_else(|| shaped(finder, at))
        .or_else(|| lower(finder, at))?;
    Some(found.start..year_end(finder, found.end))
}

/// "OP-CSH": the abbreviation of a protocol is another treaty than the one it belongs to.
fn hyphened(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let glued = |i: usize| finder.scan.tokens.get(i).is_some_and(|token| token.glued);
    let linked = finder.scan.mark(at + 1, b'-') && glued(at + 1) && glued(at + 2);
    let short = linked && finder.scan.tokens[at].upper && finder.scan.tokens[at + 2].upper;
    (short && finder.longest(at + 2, Label::Law) == Some(at + 3)).then_some(at..at + 3)
}

/// "2030 Agenda": a law of the lists that begins with a number.
fn years(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let number = finder.scan.tokens[at].kind == Kind::Number;
    let end = finder.longest(at, Label::Law).filter(|_| number)?;
    Some(at..end)
}

/// "14th Protocol to the Convention": a law by its number in a row.
fn numbered(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    if finder.scan.tokens[at].kind != Kind::Number {
        return None;
    }
    let (_, head) = ordinal_at(finder.scan, at, finder.pack)?;
    let fits = finder.scan.capital(head) && finder.longest(head, Label::LawHead).is_some();
    let run = finder.capital_run(head);
    let last = (head..run).rev().find(|&i| finder.sure_head(i, Label::LawHead)).filter(|_| fits)?;
    let end = shape_end(finder, last + 1, run);
    // "Protocol to the Charter"
    let to = end == last + 1 && finder.class(end, Class::Infinitive) && finder.class(end + 1, Class::Article);
    let instrument = if to { finder.capital_run(end + 2) } else { end };
    Some(at..if instrument > end + 2 { instrument } else { end })
}

/// A committee known by the abbreviation of its treaty: "CSH was concerned".
fn deliberates(finder: &Finder<'_, '_>, at: usize, end: usize) -> bool {
    finder.scan.tokens[at].upper
        && end == at + 1
        && finder.scan.role_end(end, Role::Deliberates, finder.pack).is_some()
}

/// "Charities Act 2006": the year that belongs to a law's name.
fn year_end(finder: &Finder<'_, '_>, end: usize) -> usize {
    let claimed = |i: usize| finder.claims.get(i) == Some(&Claim::Date);
    let capital = end > 0 && finder.scan.capital(end - 1);
    let year = capital && claimed(end) && !claimed(end + 1) && finder.scan.word(end).len() == 4;
    let alone = year && finder.scan.tokens[end].kind == Kind::Number && !finder.scan.tokens[end].line;
    end + usize::from(alone)
}

/// From the list; a run of capitals around it belongs to it ("Second Optional Protocol to the …").
fn listed(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let end = finder.longest(at, Label::Law)?;
    if deliberates(finder, at, end) {
        return None;
    }
    let single = end == at + 1;
    if single && !finder.scan.tokens[at].capital {
        return Some(at..end);
    }
    let to = (end..end + 2).find(|&i| finder.class(i, Class::Infinitive) || finder.class(i, Class::Of));
    if let Some(to) = to.filter(|&to| to == end) {
        let start = to + 1 + usize::from(finder.class(to + 1, Class::Article));
        if let Some(inner) = finder.longest(start, Label::Law) {
            return Some(at..inner);
        }
    }
    Some(at..with_subtitle(finder, end))
}

/// "resolution of 14 March 2019 on …", "Council conclusions of 17 June 2019 on …".
fn dated(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let limit = finder.tokens.end.min(at + 6);
    let dated_head = |i: usize| finder.flagged(i, Label::LawHead, flag::DATED) == Some(i + 1);
    let head = (at..limit).find(|&i| !finder.scan.capital(i) || dated_head(i)).filter(|&i| dated_head(i))?;
    let leading =
        (at..head).all(|i| finder.scan.capital(i)) && !(head > at && finder.class(at, Class::Determiner));
    // "Recalling Resolution 9", "ANNEX TO RESOLUTION 9"
    let outside = finder.opening_verb(at)
        || (at..head).any(|i| finder.any_class(i, &[Class::Infinitive, Class::Preposition]));
    if !leading || head > at && outside {
        return None;
    }
    let date = |i: usize| finder.claims.get(i) == Some(&Claim::Date);
    let by_day = finder.class(head + 1, Class::Of) && date(head + 2);
    let end = if by_day {
        (head + 2..finder.tokens.end).find(|&i| !date(i))?
    } else {
        let number = number_sign_end(finder, head + 1);
        // "executive order I mentioned"
        let figures = finder.scan.tokens.get(number).is_some_and(|token| token.kind == Kind::Number)
            || !finder.class(number, Class::FirstPerson);
        let mut end = numbers_end(finder, number).filter(|_| figures && !date(number))?;
        while let Some((_, stop)) = more_numbers(finder, end).filter(|_| finder.plural(head)) {
            end = stop;
        }
        of_house(finder, bracketed_year_end(finder, end))
    };
    let subject = about_end(finder, end).map(|about| {
        finder.phrase_end(about + usize::from(finder.class(about, Class::Article)), DATED_SUBJECT_WORDS_MAX)
    });
    Some(at..subject.map_or(end, |subject| subject.max(end)))
}

/// "Convention 98 of the ILO": the abbreviation of the body that gave it.
fn of_house(finder: &Finder<'_, '_>, end: usize) -> usize {
    let body = end + 1 + usize::from(finder.class(end + 1, Class::Article));
    let short =
        |&to: &usize| to == body + 1 && finder.scan.tokens[body].upper && finder.class(end, Class::Of);
    let named = finder.longest(body, Label::Organisation).filter(short);
    named.unwrap_or(end)
}

/// The longest subject of a text that is named by its day, in words.
const DATED_SUBJECT_WORDS_MAX: usize = 16;

/// The longest mark of a version behind a numbered text, in tokens.
const VERSION_TOKENS_MAX: usize = 9;

/// "Resolution 71 (Rev. Kelmar, 2018)": where and when a version was adopted belongs to its name.
fn version_end(finder: &Finder<'_, '_>, end: usize) -> Option<usize> {
    let scan = finder.scan;
    if !scan.mark(end, b'(') {
        return None;
    }
    let close = (end + 2..finder.tokens.end.min(end + VERSION_TOKENS_MAX)).find(|&i| scan.mark(i, b')'))?;
    let year = finder.claims[close - 1] == Claim::Date && scan.word(close - 1).len() == 4;
    let plain = (end + 1..close - 1)
        .all(|i| scan.capital(i) || scan.mark(i, b'.') || scan.mark(i, b',') || scan.mark(i, b'-'));
    (year && plain).then_some(close + 1)
}

/// "resolution 2252 (2019)": the year of a numbered text.
fn bracketed_year_end(finder: &Finder<'_, '_>, end: usize) -> usize {
    if let Some(end) = version_end(finder, end) {
        return end;
    }
    let year = finder.scan.mark(end, b'(')
        && finder.scan.mark(end + 2, b')')
        && finder.scan.word(end + 1).len() == 4;
    if year && finder.scan.tokens[end + 1].kind == Kind::Number { end + 3 } else { end }
}

/// Past "No.", "n°", "№" before a number.
fn number_sign_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let sign = finder.role(at, Role::Numbered) || finder.scan.mark(at, b'#');
    let mut end = at + usize::from(sign);
    while sign && end < at + 3 && (finder.scan.mark(end, b'.') || finder.scan.mark(end, b'#')) {
        end += 1;
    }
    end
}

/// A run of capitals that holds a head noun of laws: "Trade Union Law", "Protocol to Prevent … Trafficking in Persons".
fn shaped(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    // "Faculty of Private Law": the run began before, and was refused.
    let inside =
        at > finder.tokens.start + 1 && finder.class(at - 1, Class::Of) && finder.scan.capital(at - 2);
    if inside
        || !finder.name_word(at)
        || finder.opening_verb(at)
        || at > finder.tokens.start
            && finder.scan.capital(at - 1)
            && !finder.starts_sentence(at)
            && finder.claims[at - 1] == Claim::Law
    {
        return None;
    }
    let run = break_at_article(finder, at, finder.capital_run(at));
    if let Some(end) = bracketed_end(finder, run).filter(|_| run > at) {
        return Some(at..end);
    }
    // The law in "Rule of Law" makes no law, nor do the words "Article" and "Section".
    let head = (at..run).rev().find(|&i| {
        finder.scan.capital(i)
            && finder.sure_head(i, Label::LawHead)
            && !finder.class(i, Class::Provision)
            && !(i > at && finder.class(i - 1, Class::Of) && !finder.scan.capital(i - 1))
    })?;
    // "Institute for the Unification of Private Law" is a body.
    let body = |i: usize| {
        finder.scan.capital(i)
            && finder.sure_head(i, Label::OrganisationHead)
            && finder.any_class(i + 1, &[Class::Of, Class::For, Class::On])
    };
    let before = at.saturating_sub(1 + usize::from(at > 0 && finder.class(at - 1, Class::Article)));
    // "ANNEX TO RESOLUTION 9": a heading in capitals.
    let annexed = (at..head).any(|i| finder.scan.tokens[i].upper && finder.class(i, Class::Infinitive));
    if annexed || (at..head).any(body) || before > finder.tokens.start && body(before - 1) {
        return None;
    }
    let end = shape_end(finder, head + 1, run);
    let start = (at..head + 1)
        .find(|&i| !(finder.class(i, Class::Article) || finder.class(i, Class::And)))
        .unwrap_or(at);
    // A single common word ("Law", "Act") at the beginning of a sentence is none.
    (end - start >= 2).then_some(start..end)
}

/// The longest part of a law's name in brackets, in tokens.
const BRACKET_TOKENS_MAX: usize = 16;

/// "Harbour Amendment (Offshore Measures and Others) Bill": one past the head behind brackets in a name.
fn bracketed_end(finder: &Finder<'_, '_>, run: usize) -> Option<usize> {
    let scan = finder.scan;
    // "Harbour Assembly (HA) Resolution": an abbreviation of what stands before.
    let short = scan.mark(run + 2, b')') && scan.tokens[run + 1].upper;
    if !scan.mark(run, b'(') || short {
        return None;
    }
    let limit = finder.tokens.end.min(run + BRACKET_TOKENS_MAX);
    let inside = |&i: &usize| {
        let mark = scan.mark(i, b'(') || scan.mark(i, b')') || scan.mark(i, b',') || scan.mark(i, b'-');
        mark || scan.capital(i) || finder.any_class(i, &[Class::And, Class::Of, Class::For])
    };
    let head = (run + 1..limit)
        .take_while(inside)
        .find(|&i| scan.mark(i - 1, b')') && scan.capital(i) && finder.sure_head(i, Label::LawHead))?;
    Some(head + 1)
}

/// "Northern Forum and the Security Treaty": an article behind "and" begins another name.
fn break_at_article(finder: &Finder<'_, '_>, at: usize, run: usize) -> usize {
    let between = |i: usize| {
        finder.class(i, Class::And)
            && !finder.scan.capital(i)
            && finder.class(i + 1, Class::Article)
            && (i + 2..run).any(|j| finder.scan.capital(j) && finder.sure_head(j, Label::LawHead))
    };
    (at + 1..run).find(|&i| between(i)).unwrap_or(run)
}

/// What belongs to a law's name behind its head noun.
fn shape_end(finder: &Finder<'_, '_>, end: usize, run: usize) -> usize {
    let joint = [Class::Of, Class::Against, Class::For];
    let joins = finder.role(end, Role::About) || finder.any_class(end, &joint);
    if run > end && joins {
        return with_subtitle(finder, from_end(finder, run));
    }
    if finder.class(end, Class::Infinitive) && finder.scan.capital(end + 1) {
        // "Optional Protocol to CSH and review …": a known treaty is named whole.
        let treaty = finder.longest(end + 1, Label::Law);
        return treaty.unwrap_or_else(|| finder.phrase_end(end + 1, SUBJECT_TO_WORDS_MAX));
    }
    let rest = finder.first_word_rest(end);
    if let Some(about) = about_end(finder, rest).or_else(|| about_end(finder, run)) {
        let subject =
            finder.subject_end(about + usize::from(finder.class(about, Class::Article)), SUBJECT_WORDS_MAX);
        return if subject > about { subject } else { rest };
    }
    if finder.class(end, Class::Against) && finder.scan.is_word(end + 1) {
        return finder.phrase_end(end + 1, SUBJECT_WORDS_MAX).max(end);
    }
    rest
}

/// "Convention for the Protection of All Persons from Harm at Sea": what they are protected from.
fn from_end(finder: &Finder<'_, '_>, run: usize) -> usize {
    let name = |i: usize| {
        finder.scan.capital(i)
            && !finder.is(i, Label::Place)
            && !finder.is(i, Label::Month)
            && !finder.is(i, Label::Organisation)
    };
    let from = finder.class(run, Class::From) && !finder.scan.capital(run) && name(run + 1);
    let end = if from { finder.capital_run(run + 1) } else { run };
    (run..end).find(|&i| finder.is(i, Label::Place) && finder.scan.tokens[i].line).unwrap_or(end)
}

/// The longest subject of a law, in words.
const SUBJECT_WORDS_MAX: usize = 8;

/// The longest purpose of a law ("Protocol to Prevent …"), in words.
const SUBJECT_TO_WORDS_MAX: usize = 14;

/// The fewest capitals behind a colon that make a subtitle.
const SUBTITLE_WORDS_MIN: usize = 3;

/// "Strategy on the North: New Ways for a Stronger Union": a title goes on in capitals behind its colon.
fn with_subtitle(finder: &Finder<'_, '_>, end: usize) -> usize {
    if !finder.scan.mark(end, b':') || !finder.scan.capital(end + 1) {
        return end;
    }
    let run = finder.capital_run(end + 1);
    let capitals = (end + 1..run).filter(|&i| finder.scan.capital(i)).count();
    if capitals >= SUBTITLE_WORDS_MIN { run } else { end }
}

/// "law on peaceful assembly", "draft law on charities", "criminal code": lower case with the subject.
fn lower(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let scan = finder.scan;
    if scan.capital(at) && !scan.tokens[at].upper && finder.longest(at, Label::Demonym).is_none() {
        return None;
    }
    let draft = scan.starts(at + 1, Label::LawHead) && finder.role(at, Role::Draft);
    let head = at + usize::from(draft);
    let by_subject = finder.sure_head(head, Label::LawHead)
        && !finder.class(head, Class::Provision)
        && !scan.capital(head);
    if by_subject && let Some(about) = about_end(finder, head + 1) {
        let end = finder.subject_end(about, 10);
        return (end > about).then_some(at..end);
    }
    // "EU strategy on Central Asia"
    let dated = || finder.flagged(at + 1, Label::LawHead, flag::DATED).is_some();
    let modified = scan.tokens[at].upper && (finder.sure_head(at + 1, Label::LawHead) || dated());
    if modified && let Some(about) = about_end(finder, at + 2) {
        let end = with_subtitle(finder, finder.subject_end(about, 8));
        return (end > about).then_some(at..end);
    }
    let code =
        finder.role(at, Role::Branch) && finder.flagged(at + 1, Label::LawHead, flag::BRANCH) == Some(at + 2);
    code.then_some(at..at + 2)
}

/// One past the words that a law's subject begins behind: "on", "relating to", "relative à", "о".
fn about_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let end = finder.scan.role_end(at, Role::About, finder.pack)?;
    (end < finder.tokens.end).then_some(end)
}
