//! Reporting clauses: "she said", "according to the minister", and where they stand around what they report.

use std::ops::Range;

use super::operative::{self, Cue, best_cue};
use super::{Maker, attribution, slot, subject};
use crate::pack::lexicon::{BASE, ING, PAST, THIRD};
use crate::pack::{Class, Frame, Where};
use crate::scan::Kind;
use crate::{MentionValue, Named};

/// A reporting clause around a quotation: "she said", "said Ana Demir", "Demir added in Kelmar": speaker and verb.
pub(super) fn reporting(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> Option<(Named, Cue)> {
    let scan = maker.scan;
    let range = slot::trim(scan, skip_marks(maker, range));
    if range.is_empty() {
        return None;
    }
    for at in range.clone().take(40) {
        let Some(cue) = main_cue_reporting(maker, at, pack) else { continue };
        if scan.packs.rules[cue.rule].frame == Frame::Object {
            // "quotes the minister": who is quoted stands behind.
            return Some((quoted(maker, cue.end..range.end)?, cue));
        }
        let before = attribution::skip_lead(maker, range.start..at, pack)..at;
        let before = subject::range(maker, before.start, before.end, pack);
        if !before.is_empty() && subject::can_speak(maker, before.clone(), pack) {
            return Some((subject::speaker(maker, before, pack)?, cue));
        }
        let behind = cue.end..range.end;
        let inverted =
            at == range.start || at == range.start + 1 && scan.class(range.start, Class::Have, pack);
        let behind = slot::trim(scan, behind);
        let behind = behind.start + usize::from(scan.class(behind.start, Class::In, pack))..behind.end;
        if inverted && !behind.is_empty() && subject::can_speak(maker, behind.clone(), pack) {
            return Some((subject::speaker(maker, behind, pack)?, cue));
        }
    }
    None
}

/// Who is quoted in the words behind a verb of quoting: the person, else the first name.
fn quoted(maker: &Maker<'_, '_>, range: Range<usize>) -> Option<Named> {
    let person = maker.mentions_in(range.clone()).find(|m| matches!(m.value, MentionValue::Person { .. }));
    let span = match person {
        Some(person) => person.span,
        None => {
            let first = range.clone().find(|&at| maker.scan.capital(at))?;
            maker.scan.span(first, first + 1)
        }
    };
    Some(Named { name: crate::fold_blanks(span.of(maker.scan.text)), span: Some(span) })
}

fn main_cue_reporting(maker: &Maker<'_, '_>, at: usize, pack: u8) -> Option<Cue> {
    best_cue(maker, at, pack, |rule, found| {
        let forms = super::operative::forms(maker, found);
        rule.places.contains(&Where::Prose)
            && rule.frame != Frame::Source
            && (forms & (PAST | THIRD | BASE) != 0 || forms == 0)
    })
}

/// The longest reporting clause behind what it reports, in tokens.
const TAIL_TOKENS_MAX: usize = 36;

/// A reporting clause at the end of a sentence without quotation marks: "The law stands, the minister said".
///
/// Gives the speaker, the verb, and where what is reported ends.
pub(super) fn tail(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> Option<(Named, Cue, usize)> {
    let scan = maker.scan;
    let floor = clause.start.max(clause.end.saturating_sub(TAIL_TOKENS_MAX)) + 1;
    let commas = (floor..clause.end).rev().filter(|&at| scan.mark(at, b','));
    for comma in commas.take(4) {
        let start = comma + 1;
        let Some((verb, cue)) = (start..clause.end).find_map(|at| Some((at, says(maker, at, pack)?))) else {
            continue;
        };
        if cue.end > clause.end
            || scan.class(cue.end - 1, Class::That, pack)
            || scan.class(cue.end, Class::That, pack)
        {
            continue;
        }
        let inverted = verb == start;
        let words = if inverted { behind_verb(maker, cue.end..clause.end, pack) } else { start..verb };
        let words = subject::range(maker, words.start, words.end, pack);
        let verbs =
            words.clone().any(|at| scan.class(at, Class::Must, pack) || scan.class(at, Class::Will, pack));
        // "The list, she said, is ready": in the middle of what is reported.
        let closes = (inverted || clause.end - cue.end <= 3 || scan.mark(cue.end, b',')) && !verbs;
        let passes_on = words.clone().any(|at| scan.class(at, Class::Medium, pack));
        if closes && !passes_on && !words.is_empty() && subject::can_speak(maker, words.clone(), pack) {
            // "The sum, he added, is small": what is said has its verb behind.
            let rest = words.end.max(cue.end) + 1..clause.end;
            let adds = rest.start < rest.end && scan.forms(rest.start) & ING != 0;
            let verb = |words: &Range<usize>| super::content::has_verb(maker, words, pack);
            let first = verb(&(clause.start..comma));
            let whole = !rest.is_empty() && !adds && (!first || verb(&rest) && goes_on(maker, &rest, pack));
            let end = if whole { clause.end } else { comma };
            return Some((subject::speaker(maker, words, pack)?, cue, end));
        }
    }
    None
}

/// "…, he said, and will be published": whether what stands behind a clause of saying goes on with what is said, and is
/// no clause of its own ("…, but critics disagree").
fn goes_on(maker: &Maker<'_, '_>, rest: &Range<usize>, pack: u8) -> bool {
    const OTHERS: [Class; 3] = [Class::But, Class::Subordinator, Class::Relative];
    let scan = maker.scan;
    let next = rest.start + 1;
    let verb = || scan.class(next, Class::Will, pack) || scan.class(next, Class::Must, pack);
    !OTHERS.iter().any(|&class| scan.class(rest.start, class, pack))
        && (!scan.class(rest.start, Class::And, pack) || verb())
}

/// The words behind an inverted verb that name its subject; none where another verb follows.
fn behind_verb(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> Range<usize> {
    let scan = maker.scan;
    let start = range.start + usize::from(scan.class(range.start, Class::In, pack));
    let end = (start..range.end).find(|&at| scan.mark(at, b',')).unwrap_or(range.end);
    let verb = (start..end).any(|at| {
        scan.class(at, Class::Will, pack)
            || scan.class(at, Class::Must, pack)
            || super::matrix::finite(maker, at, pack)
    });
    if verb { start..start } else { start..end }
}

/// A reporting clause within the marks of the quotation, from its comma on: "« Nous publierons la liste, a déclaré le
/// ministre. Elle est prête. »", "«Список готов, — сказал министр. — Мы его опубликуем»".
pub(super) fn incise(maker: &Maker<'_, '_>, quoted: &Range<usize>, pack: u8) -> Option<Range<usize>> {
    let scan = maker.scan;
    let dash = |at: usize| scan.mark(at, b'_') || scan.mark(at, b'-') && !scan.tokens[at].glued;
    quoted.clone().filter(|&at| scan.mark(at, b',')).find_map(|comma| {
        let start = comma + 1 + usize::from(dash(comma + 1));
        let cue = says(maker, start, pack).filter(|cue| cue.end < quoted.end)?;
        let second = (cue.end..quoted.end.min(cue.end + TAIL_TOKENS_MAX)).find(|&at| scan.mark(at, b','));
        // "Le texte, a dit Mme Demir, sera examiné": what is said goes on behind the second comma.
        let verb = super::content::has_verb(maker, &(quoted.start..comma), pack);
        let reach = quoted.end.min(cue.end + TAIL_TOKENS_MAX);
        let end = (cue.end..reach).find(|&at| dash(at)).or(second.filter(|_| !verb));
        let end = end.unwrap_or(quoted.end);
        let words = behind_verb(maker, cue.end..end, pack);
        let words = subject::range(maker, words.start, words.end, pack);
        let named = !words.is_empty() && subject::can_speak(maker, words, pack);
        named.then_some(comma..end)
    })
}

/// A finite verb of saying at token `at`.
pub(super) fn says(maker: &Maker<'_, '_>, at: usize, pack: u8) -> Option<Cue> {
    best_cue(maker, at, pack, |rule, found| {
        let forms = operative::forms(maker, found);
        rule.says && (forms & (PAST | THIRD) != 0 || forms == 0) && maker.verb_here(at, usize::MAX, pack)
    })
}

/// How far behind its preposition the verb of a source stands, in tokens.
const SOURCE_REACH: usize = 16;

/// "В министерстве сообщили, что …": the source behind a preposition, the verb without a subject.
pub(super) fn source(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> Option<(Named, Cue)> {
    let scan = maker.scan;
    if !scan.class(clause.start, Class::In, pack) {
        return None;
    }
    let limit = clause.end.min(clause.start + SOURCE_REACH);
    let end = (clause.start + 1..limit).find(|&at| scan.mark(at, b',')).unwrap_or(limit);
    let (verb, cue) = (clause.start + 2..=end.min(clause.end - 1)).find_map(|at| {
        let cue = best_cue(maker, at, pack, |rule, _| rule.frame == Frame::Source)?;
        Some((at, cue))
    })?;
    let words = subject::range(maker, clause.start + 1, verb, pack);
    if words.is_empty() {
        return None;
    }
    let body =
        maker.mentions_in(words.clone()).filter(|m| matches!(m.value, MentionValue::Organisation)).last();
    let named = match body {
        Some(body) => Named { name: crate::fold_blanks(body.span.of(scan.text)), span: Some(body.span) },
        None => attribution::named(maker, words, pack),
    };
    Some((named, cue))
}

fn skip_marks(maker: &Maker<'_, '_>, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    while range.start < range.end && matches!(maker.scan.tokens[range.start].kind, Kind::Punctuation(_)) {
        range.start += 1;
    }
    range
}
