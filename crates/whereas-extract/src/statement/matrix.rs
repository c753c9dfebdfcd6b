//! The main clause of reported speech: who says, by which verb, and the verbs coordinated with it.

use std::ops::Range;

use super::operative::{Cue, best_cue};
use super::{Act, Draft, Maker, attribution, content, grammar, slot};
use crate::pack::lexicon::{BASE, Label, PAST, THIRD};
use crate::pack::{Class, Frame, Rule, Where};
use crate::scan::Kind;
use crate::{MentionValue, Named};

/// A sentence in which somebody is made to say something.
#[derive(Debug, Clone)]
pub(super) struct Matrix {
    /// The whole sentence.
    pub clause: Range<usize>,
    /// Who says it.
    pub speaker: Named,
    /// The main verbs, in order.
    pub cues: Vec<Cue>,
    /// The speaker is neither the issuer nor a pronoun of the first person.
    pub third_party: bool,
}

/// How far from the beginning of a sentence its main verb is looked for, in tokens.
const SUBJECT_REACH: usize = 46;

/// Finds the main verb of saying, asking, praising … with its subject before it.
pub(super) fn find(maker: &Maker<'_, '_>, clause: Range<usize>, pack: u8) -> Option<Matrix> {
    let scan = maker.scan;
    let start = lead_end(maker, &clause, pack);
    let start = scan
        .class_end(start, Class::Adverb, pack)
        .filter(|_| !scan.capital(start) || start > clause.start || scan.mark(start + 1, b','))
        .unwrap_or(start);
    let start = if scan.mark(start, b',') { start + 1 } else { start };
    let limit = clause.end.min(start + SUBJECT_REACH);
    let mut at = start + 1;
    let mut relative = false;
    let mut comma = false;
    while at < limit {
        comma |= scan.mark(at, b',');
        if scan.class(at, Class::Relative, pack) && !scan.capital(at) {
            relative = true;
        }
        if relative && scan.mark(at, b',') {
            relative = false;
        }
        if let Some(cue) = main_cue(maker, at, pack).filter(|_| !relative) {
            let subject = subject_range(maker, start, at, pack);
            if is_subject(maker, subject.clone(), pack) {
                let speaker = speaker(maker, subject.clone(), pack)?;
                let first = scan.class(subject.start, Class::FirstPerson, pack);
                let named = maker
                    .mentions_in(subject.clone())
                    .any(|m| matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation));
                let role = subject.len() > 1
                    && subject.clone().any(|i| {
                        scan.is(i, Label::People, pack)
                            || scan.is(i, Label::Title, pack)
                            || scan.is(i, Label::Group, pack)
                    })
                    && !scan.class(subject.start, Class::Possessive, pack);
                let person = subject.len() == 1
                    && scan.class(subject.start, Class::Person, pack)
                    && scan.class(subject.start, Class::Pronoun, pack);
                let mut cues = vec![cue];
                cues.extend(coordinated(maker, cue, clause.end, pack));
                return Some(Matrix {
                    clause,
                    speaker,
                    cues,
                    third_party: (named || role || person) && !first,
                });
            }
            return None;
        }
        if finite(maker, at, pack) && !relative && !(comma && in_apposition(maker, start, at)) {
            return None;
        }
        at += 1;
    }
    None
}

/// How far a lead ("On 3 May, in Kelmar,") may reach, in tokens.
const LEAD_REACH: usize = 24;

/// One past what stands before the subject: "On 3 May,", "During the visit,".
fn lead_end(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> usize {
    let scan = maker.scan;
    let limit = clause.end.min(clause.start + LEAD_REACH);
    let mut start = clause.start;
    for _ in 0..3 {
        let leads =
            scan.class(start, Class::Preposition, pack) || scan.class(start, Class::Subordinator, pack);
        let comma = (start..limit).find(|&at| scan.mark(at, b','));
        match comma {
            Some(comma) if leads => start = comma + 1,
            _ => break,
        }
    }
    start
}

/// A verb that no rule knows ends the search: the sentence says something else.
fn finite(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    if scan.capital(at) {
        return false;
    }
    let forms = scan.forms(at);
    let word = scan.packs.lexicon.word(scan.tokens[at].word);
    let verb = forms & (PAST | THIRD) != 0
        && !word.noun
        && !scan.is(at, Label::People, pack)
        && !scan.is(at, Label::Counted, pack);
    (verb && !scan.class(at.saturating_sub(1), Class::Article, pack) && !participle_modifier(maker, at, pack))
        || scan.class(at, Class::Be, pack) && scan.word(at) != "s"
}

/// "the recently adopted resolution": a participle before a noun is no main verb.
fn participle_modifier(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    at > 0
        && scan.forms(at) & crate::pack::lexicon::PARTICIPLE != 0
        && (scan.class(at + 1, Class::By, pack)
            || scan.class(at + 1, Class::In, pack)
            || scan.class(at - 1, Class::Determiner, pack)
            || grammar::is_adverb(scan, at - 1, pack))
}

fn in_apposition(maker: &Maker<'_, '_>, start: usize, at: usize) -> bool {
    let commas = (start..at).filter(|&i| maker.scan.mark(i, b',')).count();
    commas % 2 == 1
}

/// A cue that can be the main verb: finite, or a phrase with its own auxiliary.
fn main_cue(maker: &Maker<'_, '_>, at: usize, pack: u8) -> Option<Cue> {
    best_cue(maker, at, pack, |rule, found| {
        if !rule.places.contains(&Where::Prose) {
            return false;
        }
        if !maker.verb_here(at, usize::MAX, pack) {
            return false;
        }
        let forms = super::operative::forms(maker, found);
        let infinitive = maker.scan.class(at - 1, Class::Infinitive, pack);
        let helped = !infinitive
            && (1..=3).any(|back| {
                at >= back
                    && (maker.scan.class(at - back, Class::Have, pack)
                        || maker.scan.class(at - back, Class::Will, pack))
                    && !maker.scan.mark(at - back, b',')
            });
        let plural = forms & BASE != 0 && !infinitive;
        let passive = maker.scan.class(at.saturating_sub(1), Class::Be, pack) && found.end - found.first == 1;
        !passive && (forms & (PAST | THIRD) != 0 || forms == 0 || helped || plural)
    })
}

/// The subject without auxiliaries and adverbs at its end.
fn subject_range(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> Range<usize> {
    let scan = maker.scan;
    let mut end = at;
    while end > start {
        let last = end - 1;
        let loose = scan.class(last, Class::Have, pack)
            || scan.class(last, Class::Will, pack)
            || scan.class(last, Class::Auxiliary, pack)
            || grammar::is_adverb(scan, last, pack)
            || !scan.is_word(last) && !scan.mark(last, b')');
        if !loose {
            break;
        }
        end = last;
    }
    start..end
}

/// Whether the words can be somebody who speaks.
fn is_subject(maker: &Maker<'_, '_>, subject: Range<usize>, pack: u8) -> bool {
    const SPEAKERS: [Label; 9] = [
        Label::Actor,
        Label::Organisation,
        Label::OrganisationHead,
        Label::Place,
        Label::Title,
        Label::People,
        Label::Group,
        Label::Demonym,
        Label::GivenName,
    ];
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
    pronoun
        || mention
        || (subject.start..head_end).any(|at| {
            scan.found_at(at).iter().any(|f| {
                SPEAKERS.contains(&f.entry.label) && (f.entry.pack == pack || f.entry.pack == u8::MAX)
            })
        })
        || scan.capital(subject.start)
            && subject.start > 0
            && !scan.tokens[subject.start].line
            && subject.len() <= 3
}

/// The name of a subject; a pronoun or a role goes back to the name it stands for.
pub(super) fn speaker(maker: &Maker<'_, '_>, subject: Range<usize>, pack: u8) -> Option<Named> {
    let scan = maker.scan;
    if scan.class(subject.start, Class::FirstPerson, pack) && subject.len() <= 2 {
        return Some(maker.own_voice());
    }
    let single = subject.len() == 1 && scan.class(subject.start, Class::Pronoun, pack);
    if single {
        return Some(maker.last_speaker.clone().unwrap_or_else(|| maker.own_voice()));
    }
    let named = attribution::named(maker, subject.clone(), pack);
    Some(maker.by_role(&named).unwrap_or(named))
}

/// Verbs coordinated with the main verb: "welcomed X and called on Y to …".
fn coordinated(maker: &Maker<'_, '_>, first: Cue, end: usize, pack: u8) -> Vec<Cue> {
    let scan = maker.scan;
    let tense =
        |cue: &Cue| (cue.first..cue.end).fold(0, |all, at| all | scan.forms(at)) & (PAST | THIRD | BASE);
    let wanted = tense(&first);
    let mut out: Vec<Cue> = Vec::new();
    let mut at = first.end;
    while at < end {
        let joined = scan.class(at, Class::And, pack)
            || scan.class(at, Class::But, pack)
            || scan.mark(at, b',') && !scan.class(at + 1, Class::And, pack) && !out.is_empty()
            || scan.mark(at, b';');
        if !joined {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        while next < end
            && (scan.class(next, Class::Adverb, pack)
                || scan.class(next, Class::But, pack)
                || scan.class(next, Class::Have, pack))
        {
            next += 1;
        }
        // "…, and she reaffirmed": the subject may be said again.
        let again = scan.class(next, Class::Pronoun, pack) || restated(maker, next, pack).is_some();
        let verb = if scan.class(next, Class::Pronoun, pack) {
            next + 1
        } else {
            restated(maker, next, pack).unwrap_or(next)
        };
        match main_cue(maker, verb, pack)
            .filter(|cue| tense(cue) & wanted & (PAST | THIRD) != 0 || again && tense(cue) != 0)
        {
            Some(cue) if cue.end < end => {
                out.push(Cue { first: next, ..cue });
                at = cue.end;
            }
            _ => at += 1,
        }
    }
    out
}

/// "and the Vice President reaffirmed": one past a subject with a title of at most four words.
fn restated(maker: &Maker<'_, '_>, at: usize, pack: u8) -> Option<usize> {
    let scan = maker.scan;
    let start = at + usize::from(scan.class(at, Class::Article, pack));
    let title = scan.longest(start, Label::Title, pack)?.end as usize;
    let named = (title..title + 3).take_while(|&i| scan.capital(i)).count();
    (scan.capital(start)).then_some(title + named)
}

/// The statements of a matrix: one per main verb.
pub(super) fn drafts(maker: &Maker<'_, '_>, found: &Matrix, index: usize, pack: u8) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let mut start = found.clause.start;
    let mut held: Option<(usize, Draft)> = None;
    for (n, cue) in found.cues.iter().enumerate() {
        let end = found.cues.get(n + 1).map_or(found.clause.end, |next| next.first);
        let from = if n == 0 { start } else { cue.first };
        let range = maker.trim_clause(from..end, pack);
        let mut draft = draft(maker, range, *cue, index, pack);
        draft.speaker = Some(found.speaker.clone());
        // Two verbs that do the same are one statement.
        match &mut held {
            Some((_, before))
                if before.act == draft.act
                    && before.polarity == draft.polarity
                    && before.act != Act::Demand
                    && before.act != Act::Commitment =>
            {
                before.span.end = draft.span.end;
            }
            _ => {
                out.extend(held.take().map(|(_, draft)| draft));
                held = Some((n, draft));
            }
        }
        start = end;
    }
    out.extend(held.map(|(_, draft)| draft));
    out
}

fn draft(maker: &Maker<'_, '_>, range: Range<usize>, cue: Cue, index: usize, pack: u8) -> Draft {
    let scan = maker.scan;
    let rule = &scan.packs.rules[cue.rule];
    let verb = real_start(maker, cue, pack);
    let mut draft = Draft::new(rule, scan.span(range.start, range.end), index);
    draft.cue = Some(scan.span(verb, cue.end));
    let rest = cue.end..range.end.max(cue.end);
    if rule.act == Act::Finding
        && let Some(inner) = content::inside_report(maker, rest.clone(), index, pack)
    {
        return Draft { span: draft.span, ..inner };
    }
    if rule.act == Act::Demand {
        let slots = slot::read(scan, rest, frame(rule), pack);
        draft.addressees = slots.addressees;
        draft.actions = slots.actions;
    }
    draft
}

/// The frame of a demand in prose; "insisted that" takes the clause.
fn frame(rule: &Rule) -> Frame {
    rule.frame
}

/// A coordinated cue may begin with its subject or an adverb; the cue itself begins at its verb.
fn real_start(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> usize {
    (cue.first..cue.end)
        .find(|&at| maker.scan.forms(at) != 0 || maker.scan.class(at, Class::Be, pack))
        .map_or(cue.first, |verb| {
            if verb > cue.first && grammar::has_adverb_ending(maker.scan, verb - 1, pack) {
                verb - 1
            } else {
                verb
            }
        })
}

/// A reporting clause around a quotation: "she said", "said Ana Demir", "Demir added in Kelmar": speaker and verb.
pub(super) fn reporting(
    maker: &Maker<'_, '_>,
    range: Range<usize>,
    pack: u8,
) -> Option<(Named, Range<usize>)> {
    let scan = maker.scan;
    let range = slot::trim(scan, skip_marks(maker, range));
    if range.is_empty() {
        return None;
    }
    for at in range.clone().take(40) {
        let Some(cue) = main_cue_reporting(maker, at, pack) else { continue };
        let before = attribution::skip_lead(maker, range.start..at, pack)..at;
        let before = subject_range(maker, before.start, before.end, pack);
        if !before.is_empty() && is_subject(maker, before.clone(), pack) {
            return Some((speaker(maker, before, pack)?, at..cue.end));
        }
        let behind = cue.end..range.end;
        let inverted =
            at == range.start || at == range.start + 1 && scan.class(range.start, Class::Have, pack);
        if inverted && !behind.is_empty() && is_subject(maker, behind.clone(), pack) {
            return Some((speaker(maker, behind, pack)?, at..cue.end));
        }
    }
    None
}

fn main_cue_reporting(maker: &Maker<'_, '_>, at: usize, pack: u8) -> Option<Cue> {
    best_cue(maker, at, pack, |rule, found| {
        let forms = super::operative::forms(maker, found);
        rule.places.contains(&Where::Prose) && (forms & (PAST | THIRD | BASE) != 0 || forms == 0)
    })
}

fn skip_marks(maker: &Maker<'_, '_>, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    while range.start < range.end && matches!(maker.scan.tokens[range.start].kind, Kind::Punctuation(_)) {
        range.start += 1;
    }
    range
}

/// The person or body that is the subject of a sentence, where one is named.
pub(super) fn subject_named(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> Option<Named> {
    let start = lead_end(maker, clause, pack);
    let verb = (start..clause.end).find(|&at| {
        maker.scan.class(at, Class::Will, pack)
            || maker.scan.class(at, Class::Have, pack)
            || finite(maker, at, pack)
    })?;
    let subject = start..verb;
    let named = maker
        .mentions_in(subject.clone())
        .any(|m| matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation));
    let pronoun = subject.len() == 1 && maker.scan.class(subject.start, Class::Pronoun, pack);
    if named || pronoun { speaker(maker, subject, pack) } else { None }
}
