//! The clauses of a sentence: the subject of a verb past appositions and coordinated verbs, the verb by which a cue is
//! uttered ("I take this opportunity to thank"), and where a sentence does two things.

use std::ops::Range;

use super::operative::best_cue;
use super::{Act, Maker, content, grammar, matrix, subject};
use crate::pack::lexicon::{BASE, ING, Label, THIRD};
use crate::pack::{Class, Rule, Where};

/// How many places a sentence may be parted at are tried.
const JOINTS_MAX: usize = 4;

/// The longest sentence that is parted into halves, in tokens.
const HALVES_TOKENS_MAX: usize = 300;

/// The longest subject, in tokens.
const SUBJECT_TOKENS_MAX: usize = 24;

/// The longest insertion between a subject or a verb of uttering and what it belongs to, in tokens.
const INSERTION_MAX: usize = 24;

/// How many verbs of uttering may stand one in the other ("would like to take this opportunity to thank").
const UTTERED_MAX: usize = 3;

/// The longest phrase of uttering ("take this opportunity"), in tokens.
const PHRASE_TOKENS_MAX: usize = 5;

/// The subject of the verb at token `at`.
pub(super) fn subject(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> Range<usize> {
    let scan = maker.scan;
    let first = verb_group(maker, start, at, pack);
    let before = first.checked_sub(1).filter(|&before| before >= start);
    // "Norway supports the talks and calls on": the subject stands before the first verb.
    if let Some(and) =
        before.filter(|&before| scan.class(before, Class::And, pack) || scan.class(before, Class::But, pack))
        && !in_clause_inside(maker, start..and, pack)
        && let Some(main) = main_subject(maker, start..and, pack)
    {
        return main;
    }
    // "Norway, as a friend of peace, condemns": the subject stands before the insertion.
    if let Some(comma) = before.filter(|&before| scan.mark(before, b','))
        && let Some(open) = insertion(maker, start, comma, pack)
    {
        return plain_subject(maker, start, open, pack);
    }
    plain_subject(maker, start, at, pack)
}

/// Where the words begin that stand between a subject and its verb: auxiliaries, adverbs, negations.
fn verb_group(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> usize {
    let scan = maker.scan;
    let loose = |at: usize| {
        grammar::is_adverb(scan, at, pack)
            || [Class::Have, Class::Will, Class::Auxiliary].iter().any(|&class| scan.class(at, class, pack))
    };
    (start..at).rev().take_while(|&at| loose(at)).last().unwrap_or(at)
}

/// Where an insertion begins that ends with the comma at `close`: ", as a friend of peace,", ", which lies far away,".
fn insertion(maker: &Maker<'_, '_>, start: usize, close: usize, pack: u8) -> Option<usize> {
    let scan = maker.scan;
    let near = start.max(close.saturating_sub(INSERTION_MAX))..close;
    let open = near.rev().find(|&at| scan.mark(at, b','))?;
    let next = open + 1;
    let opens = [
        Class::Relative,
        Class::Subordinator,
        Class::Preposition,
        Class::Article,
        Class::Including,
        Class::Possessive,
    ]
    .iter()
    .any(|&class| scan.class(next, class, pack))
        // "together with its neighbours"
        || scan.class(next + 1, Class::Preposition, pack)
        || scan.is(next, Label::Title, pack)
        || scan.forms(next) & ING != 0
        || scan.class_end(next, Class::Including, pack).is_some();
    opens.then_some(open)
}

/// The subject of the first verb of a sentence.
fn main_subject(maker: &Maker<'_, '_>, clause: Range<usize>, pack: u8) -> Option<Range<usize>> {
    let scan = maker.scan;
    let start = subject::lead_end(maker, &clause, pack).min(clause.end);
    let helps = |at: usize| {
        let classes = [Class::Have, Class::Will, Class::Must, Class::Be];
        classes.iter().any(|&class| scan.class(at, class, pack)) && !scan.capital(at)
    };
    let finite =
        |&at: &usize| helps(at) || matrix::finite(maker, at, pack) || matrix::main_verb(maker, at, pack);
    // "welcomes and supports": a verb that may be a noun where no other stands.
    let third = |&at: &usize| scan.forms(at) & THIRD != 0 && !scan.capital(at);
    let mut behind = start + 1..clause.end;
    let verb = behind.clone().find(finite).or_else(|| behind.find(third))?;
    let subject = plain_subject(maker, start, verb, pack);
    let subject = if subject.is_empty() { start..verb } else { subject };
    let comma = subject.clone().find(|&at| scan.mark(at, b','));
    let head = subject.start..comma.unwrap_or(subject.end);
    (!head.is_empty()).then_some(head)
}

/// The words before a verb, back to the beginning of its clause.
fn plain_subject(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> Range<usize> {
    let scan = maker.scan;
    let mut from = at;
    while from > start {
        let last = from - 1;
        let bounds = scan.mark(last, b',')
            || scan.mark(last, b';')
            || scan.mark(last, b':')
            || scan.mark(last, b'"')
            || scan.mark(last, b'_')
            || scan.class(last, Class::Subordinator, pack)
            || scan.class(last, Class::But, pack)
            || scan.class(last, Class::And, pack)
                && (scan.class(from, Class::FirstPerson, pack) || scan.class(from, Class::Pronoun, pack));
        if bounds || at - from > SUBJECT_TOKENS_MAX {
            break;
        }
        from = last;
    }
    let mut end = at;
    while end > from && (grammar::is_adverb(scan, end - 1, pack) || scan.class(end - 1, Class::Have, pack)) {
        end -= 1;
    }
    // "Therefore we", "In this regard the Commission": the lead is no subject.
    let lead = scan.class_end(from, Class::Adverb, pack).filter(|&to| to < end).unwrap_or(from);
    // "I think the authorities": what is thought has its own subject.
    let own = (lead..end).find_map(|at| {
        best_cue(maker, at, pack, |rule, _| {
            rule.act == Act::Finding && rule.places.contains(&Where::Anywhere)
        })
    });
    own.map(|cue| cue.end).filter(|&past| past < end).unwrap_or(lead)..end
}

/// Where the verb stands whose subject utters the cue at token `at`: the cue itself, or the verb before its infinitive
/// where that is one of uttering ("would like to thank"); `None` behind any other infinitive ("helped the office to
/// support").
pub(super) fn uttered(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> Option<usize> {
    let scan = maker.scan;
    let mut verb = at;
    for _ in 0..UTTERED_MAX {
        let mut to = verb;
        while to > start && grammar::is_adverb(scan, to - 1, pack) {
            to -= 1;
        }
        if to <= start + 1 || !scan.class(to - 1, Class::Infinitive, pack) {
            return Some(verb);
        }
        verb = volition(maker, start, to - 1, pack)?;
    }
    Some(verb)
}

/// The verb or phrase of uttering before an infinitive whose mark stands at `to`.
fn volition(maker: &Maker<'_, '_>, start: usize, to: usize, pack: u8) -> Option<usize> {
    let scan = maker.scan;
    // "once again to urge": past the adverbs.
    let last = (start..to)
        .rev()
        .find(|&at| !grammar::is_adverb(scan, at, pack) && !closes_adverb(maker, start, at, pack))?;
    if scan.mark(last, b',') {
        // "I would like, on behalf of my country, to thank".
        let led = |&verb: &usize| scan.class(verb, Class::Volition, pack);
        return (start..last).rev().take(INSERTION_MAX).find(led);
    }
    let first = last.saturating_sub(PHRASE_TOKENS_MAX).max(start);
    (first..=last).find(|&at| scan.class_end(at, Class::Volition, pack) == Some(last + 1))
}

/// Whether an adverb of several words ("once again") ends with token `at`, or goes on there.
fn closes_adverb(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> bool {
    let first = at.saturating_sub(2).max(start);
    (first..=at).any(|from| maker.scan.class_end(from, Class::Adverb, pack).is_some_and(|end| end > at))
}

/// Parts a sentence where its halves, joined by "and", "but" or a semicolon, have verbs with different acts.
pub(super) fn halves(maker: &Maker<'_, '_>, clause: Range<usize>, pack: u8) -> Vec<Range<usize>> {
    let scan = maker.scan;
    if clause.len() > HALVES_TOKENS_MAX {
        return vec![clause];
    }
    let mut joints = 0;
    for at in clause.start + 3..clause.end.saturating_sub(3) {
        let joins = |at: usize| scan.class(at, Class::And, pack) || scan.class(at, Class::But, pack);
        let comma = scan.mark(at, b',');
        let next = match (comma && joins(at + 1), joins(at) && !scan.mark(at - 1, b',')) {
            (true, _) => at + 2,
            (_, true) => at + 1,
            _ if scan.mark(at, b';') => at + 1,
            _ => continue,
        };
        let begins = if joins(at) { false } else { begins_half(maker, next, pack) };
        if !begins && !goes_on_half(maker, clause.start..at, next, pack, comma) {
            continue;
        }
        joints += 1;
        if joints > JOINTS_MAX {
            break;
        }
        let left = maker.trim_clause(clause.start..at, pack);
        let right = maker.trim_clause(next..clause.end, pack);
        // "call for, and commit to, support": the verbs share their object.
        let shares = left.end > left.start && scan.class(left.end - 1, Class::Preposition, pack);
        if left.len() >= 3 && right.len() >= 3 && !shares && content::has_verb(maker, &right, pack) {
            let read = |half: &Range<usize>| content::read(maker, half.clone(), 0, pack).act;
            if read(&left) != read(&right) {
                return vec![left, right];
            }
        }
    }
    vec![clause]
}

/// Whether a half of a sentence with its own subject or auxiliary begins at token `at`.
fn begins_half(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    const FIRST: [Class; 6] =
        [Class::FirstPerson, Class::Pronoun, Class::Article, Class::Be, Class::Have, Class::Will];
    let article = maker.scan.class(at, Class::Article, pack);
    let comma = || (at..at + SUBJECT_TOKENS_MAX).find(|&i| maker.scan.mark(i, b','));
    // "…, and the sectors, including …": a noun phrase alone is no half.
    let verb = || {
        (at..comma().unwrap_or(at + SUBJECT_TOKENS_MAX)).any(|i| {
            matrix::finite(maker, i, pack)
                || [Class::Will, Class::Must, Class::Have]
                    .iter()
                    .any(|&class| maker.scan.class(i, class, pack))
        })
    };
    FIRST.iter().any(|&class| maker.scan.class(at, class, pack)) && (!article || verb())
}

/// Whether a half of a sentence goes on at token `next` with the subject of the first: "… and calls on all States".
fn goes_on_half(maker: &Maker<'_, '_>, left: Range<usize>, next: usize, pack: u8, comma: bool) -> bool {
    let scan = maker.scan;
    let verb = (next..next + 3).find(|&at| !grammar::is_adverb(scan, at, pack)).unwrap_or(next);
    let helps = [Class::Be, Class::Have, Class::Will].iter().any(|&class| scan.class(verb, class, pack));
    let cue = || {
        let acts = |rule: &Rule| rule.places.contains(&Where::Prose) && rule.act != Act::Finding;
        let cue = best_cue(maker, verb, pack, |rule, _| acts(rule))?;
        // "… and calls for reform": what may be a noun is a verb where an object follows.
        let object = [Class::Article, Class::Determiner, Class::Possessive, Class::Pronoun, Class::That];
        let infinitive = grammar::is_infinitive(scan, cue.end, pack);
        let third = scan.forms(verb) & THIRD != 0;
        let follows = object.iter().any(|&class| scan.class(cue.end, class, pack))
            || scan.capital(cue.end)
            || third && infinitive
            || !third && !infinitive && !scan.class(cue.end, Class::Preposition, pack);
        (follows || !grammar::may_be_noun(scan, verb)).then_some(())
    };
    if scan.capital(verb)
        || !maker.verb_here(verb, left.start, pack)
        || !(helps || scan.starts(verb, Label::Cue) && cue().is_some())
    {
        return false;
    }
    let inside = in_clause_inside(maker, left.clone(), pack);
    // "will meet and thank them", "to stop the war and support the talks": no finite verb.
    let governed = |at: usize| {
        let classes = [Class::Infinitive, Class::Will, Class::Must, Class::Auxiliary];
        classes.iter().any(|&class| scan.class(at, class, pack))
    };
    // "imagine grief and thanks": the verbs agree.
    let third = |at: usize| {
        scan.forms(at) & THIRD != 0 && maker.verb_here(at, left.start, pack)
            || scan.class(at, Class::Be, pack)
            || scan.class(at, Class::Have, pack)
    };
    let finite = helps || scan.forms(verb) & THIRD != 0 && left.clone().any(third);
    !inside && (finite || scan.forms(verb) & BASE != 0 && (comma || !left.clone().any(governed)))
}

/// Whether words behind the last comma of a range stand in a clause inside: "those who suffer | and are denied help".
fn in_clause_inside(maker: &Maker<'_, '_>, left: Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    let mut near = left.rev().take_while(|&at| !scan.mark(at, b','));
    near.any(|at| {
        scan.class(at, Class::Relative, pack)
            || scan.class(at, Class::That, pack)
            || scan.class(at, Class::Subordinator, pack) && !scan.class(at, Class::Preposition, pack)
    })
}
