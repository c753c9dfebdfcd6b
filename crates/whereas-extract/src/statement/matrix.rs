//! The main clause of reported speech: who says, by which verb, and the verbs coordinated with it.

use std::ops::Range;

use super::operative::{Cue, best_cue};
use super::{Act, Draft, Maker, content, grammar, own_name, report, slot, subject};
use crate::pack::lexicon::{BASE, Label, PARTICIPLE, PAST, THIRD};
use crate::pack::{Class, Frame, Rule, Where};
use crate::{MentionValue, Named, Span};

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
    if let Some((speaker, cue)) = report::source(maker, &clause, pack) {
        return Some(Matrix { clause, speaker, cues: vec![cue], third_party: true });
    }
    let start = subject_start(maker, &clause, pack);
    // "Solicităm autorităților …": nobody is reported.
    if grammar::in_first_person(scan, start, pack) {
        return None;
    }
    let limit = clause.end.min(start + SUBJECT_REACH);
    let mut at = start + 1;
    let leads = scan.class(clause.start, Class::Subordinator, pack)
        || scan.class(clause.start, Class::Preposition, pack);
    let mut relative = false;
    // Where a clause without commas tells who the subject is, and whether its verb has come.
    let mut told: Option<(usize, bool)> = None;
    let mut comma = false;
    while at < limit {
        comma |= scan.mark(at, b',');
        if scan.class(at, Class::Relative, pack) && !scan.capital(at) {
            relative = true;
            // The first one tells of the subject; "who visited the prison where she was held" goes on.
            let first = told.map_or(at, |(first, _)| first);
            told = Some((first, false)).filter(|_| !scan.mark(at - 1, b','));
        }
        if relative && scan.mark(at, b',') {
            relative = false;
        }
        // "Doctors who examined her in May warned that": the second verb is that of the sentence.
        if let Some((first, has_verb)) = told
            && relative
            && (is_verb(maker, at, pack) || at == first + 1 && scan.forms(at) & BASE != 0)
        {
            relative = !has_verb;
            told = Some((first, true));
        }
        // "the Council should recognise that", "nobody can say": what ought to be or may be said is not said.
        if !relative && !leads && is_modal(maker, at, pack) {
            return None;
        }
        let said = !relative && !led_by_modal(maker, start, at, pack);
        if let Some(cue) = main_cue(maker, at, pack).filter(|cue| said && cue.end <= clause.end) {
            let end = told.map_or(at, |(first, _)| first);
            let words = subject_of(maker, &clause, start..end, (cue, comma), pack)?;
            let speaker = subject::speaker(maker, words.clone(), pack)?;
            let mut cues = vec![cue];
            cues.extend(coordinated(maker, cue.end..clause.end, tense(maker, &cue), pack));
            let third_party = is_third_party(maker, &words, pack);
            return Some(Matrix { clause, speaker, cues, third_party });
        }
        if !leads && has_other_verb(maker, at, pack) && !relative {
            return None;
        }
        if finite(maker, at, pack) && !relative && !(comma && in_apposition(maker, start, at)) {
            return None;
        }
        at += 1;
    }
    None
}

/// Who is made to say what `cue` says: the words before it that can be somebody (`before`), else those behind it.
/// `comma`: whether one stands in between.
fn subject_of(
    maker: &Maker<'_, '_>,
    clause: &Range<usize>,
    before: Range<usize>,
    (cue, comma): (Cue, bool),
    pack: u8,
) -> Option<Range<usize>> {
    let scan = maker.scan;
    let at = cue.first;
    let words = subject::range(maker, before.start, before.end, pack);
    let words = subject::behind_lead(maker, clause, words, pack);
    // "Упреки он отверг": the object stands before the subject.
    let pronoun = scan.class(at - 1, Class::Person, pack) && scan.class(at - 1, Class::Pronoun, pack);
    let words = if pronoun && before.end == at { at - 1..at } else { words };
    // "That is why we said": the verb belongs to a clause inside.
    let inside = words.clone().skip(1).any(|at| {
        scan.class(at, Class::Subordinator, pack) && !scan.class(at, Class::Preposition, pack) && !comma
            || scan.class(at, Class::Infinitive, pack) && scan.forms(at + 1) & BASE != 0
    });
    // "Great, thank you": what one comma parts from the verb is no subject.
    let called = scan.mark(at - 1, b',') && !(clause.start..at - 1).any(|i| scan.mark(i, b','));
    let behind = || subject::behind_verb(maker, cue.end..clause.end, pack);
    // "…, сказал эксперт Ана Демир": in a language with the verb first who says it stands behind.
    if inside || scan.mark(at - 1, b',') && behind().is_some() {
        return None;
    }
    match !called && subject::can_speak(maker, words.clone(), pack) {
        true => Some(words),
        // Behind a comma it is a clause of its own (`report::tail`).
        false if scan.mark(at - 1, b',') => None,
        false => behind(),
    }
}

/// A finite verb at token `at`, its auxiliary counted and not it.
fn is_verb(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    const AUXILIARIES: [Class; 4] = [Class::Be, Class::Have, Class::Will, Class::Auxiliary];
    let scan = maker.scan;
    let helps = |at: usize| AUXILIARIES.iter().any(|&class| scan.class(at, class, pack));
    let verb = scan.forms(at) & (PAST | THIRD) != 0 && !grammar::may_be_noun(scan, at) && !scan.capital(at);
    let led = helps(at - 1) || grammar::is_adverb(scan, at - 1, pack) && helps(at.saturating_sub(2));
    (verb || helps(at)) && !led && !scan.class(at - 1, Class::And, pack)
}

/// What opens a clause inside another.
const INSIDE: [Class; 3] = [Class::Relative, Class::That, Class::Subordinator];

/// "The Secretary met the Minister and urged him to …": behind what is only told of somebody, the verbs joined to it by
/// which he says something. The statement begins with them.
pub(super) fn behind_narrated(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> Option<Matrix> {
    let scan = maker.scan;
    let start = subject_start(maker, clause, pack);
    let limit = clause.end.min(start + SUBJECT_REACH);
    let verb = (start + 1..limit)
        .find(|&at| finite(maker, at, pack) && !in_apposition(maker, start, at) || is_modal(maker, at, pack))
        .filter(|&at| !is_modal(maker, at, pack))?;
    let words = subject::range(maker, start, verb, pack);
    let words = subject::behind_lead(maker, clause, words, pack);
    if !subject::can_speak(maker, words.clone(), pack) {
        return None;
    }
    let cues = coordinated(maker, verb + 1..clause.end, scan.forms(verb), pack);
    let first = cues.first()?.first;
    // "met the Minister, who said … and urged": the verb may belong to the clause inside, if that is told alike.
    let opened = (verb + 1..first)
        .find(|&at| INSIDE.iter().any(|&class| scan.class(at, class, pack) && !scan.capital(at)));
    let inside = opened.is_some_and(|opened| {
        (opened + 1..first)
            .any(|at| finite(maker, at, pack) && scan.forms(at) & scan.forms(verb) & (PAST | THIRD) != 0)
    });
    let speaker = subject::speaker(maker, words.clone(), pack).filter(|_| !inside)?;
    let third_party = is_third_party(maker, &words, pack);
    Some(Matrix { clause: first..clause.end, speaker, cues, third_party })
}

/// Where the subject of a sentence begins: behind what leads it in.
fn subject_start(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> usize {
    let scan = maker.scan;
    let start = subject::lead_end(maker, clause, pack);
    let start = scan
        .class_end(start, Class::Adverb, pack)
        .filter(|_| !scan.capital(start) || start > clause.start || scan.mark(start + 1, b','))
        .unwrap_or(start);
    start + usize::from(scan.mark(start, b','))
}

/// Whether the subject is somebody else than the issuer, his country or his government.
fn is_third_party(maker: &Maker<'_, '_>, subject: &Range<usize>, pack: u8) -> bool {
    const ROLES: [Label; 5] =
        [Label::People, Label::Title, Label::Group, Label::OrganisationHead, Label::Actor];
    let scan = maker.scan;
    let possessive = scan.class(subject.start, Class::Possessive, pack);
    if scan.class(subject.start, Class::FirstPerson, pack) {
        return false;
    }
    let named = maker
        .mentions_in(subject.clone())
        .any(|m| matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation));
    let place = maker.mentions_in(subject.clone()).any(|m| matches!(m.value, MentionValue::Place));
    let role = subject.len() > 1
        && !place
        && !possessive
        && subject.clone().any(|i| ROLES.iter().any(|&label| scan.is(i, label, pack)));
    let person = subject.len() == 1
        && scan.class(subject.start, Class::Person, pack)
        && scan.class(subject.start, Class::Pronoun, pack);
    // A name that no list has ("Tulip has called on …", "The Skupra has called on …").
    let unlisted = !place
        && !scan.class(subject.start, Class::Pronoun, pack)
        && (subject.len() == 1 && subject::is_unlisted_name(maker, subject.start, pack)
            || own_name::is_name(maker, subject, pack));
    // "The Assembly notes that … It urges …": who spoke in the sentence before goes on.
    // "This calls for an inquiry": what points to a thing is nobody.
    let points = [Class::Determiner, Class::Relative].iter().any(|&c| scan.class(subject.start, c, pack));
    let personal = subject.len() == 1 && scan.class(subject.start, Class::Pronoun, pack) && !points;
    let goes_on = personal && maker.spoke_before();
    named || role || person || unlisted || goes_on
}

/// Whether a verb of obligation or possibility stands at token `at`.
fn is_modal(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let modal = [Class::Must, Class::Possible].iter().any(|&class| maker.scan.class(at, class, pack));
    modal && !maker.scan.capital(at) && !maker.scan.class(at, Class::Will, pack)
}

/// Whether one stands before a cue at token `at`, behind the last comma.
fn led_by_modal(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> bool {
    maker.scan.starts(at, Label::Cue)
        && (start..at).rev().take_while(|&i| !maker.scan.mark(i, b',')).any(|i| is_modal(maker, i, pack))
}

/// How far behind an auxiliary its verb is looked for, in tokens.
const AUXILIARY_REACH: usize = 4;

/// An auxiliary at token `at` whose verb no rule knows: "you will hear him say that".
fn has_other_verb(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    let auxiliary =
        [Class::Will, Class::Must, Class::Auxiliary].iter().any(|&class| scan.class(at, class, pack));
    auxiliary
        && !scan.capital(at)
        && !(at + 1..=at + AUXILIARY_REACH).any(|verb| main_cue(maker, verb, pack).is_some())
}

/// A verb that no rule knows ends the search: the sentence says something else.
pub(super) fn finite(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    if scan.capital(at) {
        return false;
    }
    let forms = scan.forms(at);
    let verb = forms & (PAST | THIRD) != 0
        && !is_auxiliary(maker, at, pack)
        && !grammar::may_be_noun(scan, at)
        && !scan.is(at, Label::People, pack)
        && !scan.is(at, Label::Counted, pack);
    (verb && !scan.class(at.saturating_sub(1), Class::Article, pack) && !participle_modifier(maker, at, pack))
        || scan.class(at, Class::Be, pack) && scan.word(at) != "s"
}

/// "has called", "had also said": the verb stands behind it.
fn is_auxiliary(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    let verb = (at + 1..at + AUXILIARY_REACH).find(|&i| !grammar::is_adverb(scan, i, pack));
    scan.class(at, Class::Have, pack) && verb.is_some_and(|verb| scan.forms(verb) & PARTICIPLE != 0)
}

/// "the recently adopted resolution": a participle before a noun is no main verb.
fn participle_modifier(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    at > 0
        && scan.forms(at) & PARTICIPLE != 0
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
        if !rule.places.contains(&Where::Prose) || rule.frame == Frame::Source {
            return false;
        }
        if !maker.verb_here(at, usize::MAX, pack) {
            return false;
        }
        let forms = super::operative::forms(maker, found);
        let infinitive = maker.scan.class(at - 1, Class::Infinitive, pack);
        // "The Minister will underline that …": what will be said is a plan.
        if rule.act == Act::Finding && will_before(maker, at, pack) {
            return false;
        }
        let helped = !infinitive
            && (1..=3).any(|back| {
                at >= back
                    && (maker.scan.class(at - back, Class::Have, pack)
                        || maker.scan.class(at - back, Class::Will, pack))
                    && !maker.scan.mark(at - back, b',')
            });
        let plural = forms & BASE != 0 && !infinitive;
        // "I am very encouraged": asks nobody.
        let alone = found.end - found.first == 1 || rule.act == Act::Demand && forms & PARTICIPLE != 0;
        let passive = maker.scan.class(at.saturating_sub(1), Class::Be, pack) && alone;
        !passive && (forms & (PAST | THIRD) != 0 || forms == 0 || helped || plural)
    })
}

/// "will underline", "will also say": a future whose verb stands at token `at`.
fn will_before(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    let before = (0..at).rev().take(AUXILIARY_REACH).find(|&i| !grammar::is_adverb(scan, i, pack));
    before.is_some_and(|i| scan.class(i, Class::Will, pack) && scan.forms(at) & BASE != 0)
}

/// Whether a verb by which one speaks for oneself stands at token `at`: of the present tense ("supports", "believes").
pub(super) fn utters(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    scan.starts(at, Label::Cue)
        && main_cue(maker, at, pack)
            .is_some_and(|cue| (cue.first..cue.end).any(|i| scan.forms(i) & THIRD != 0))
}

/// Whether a verb that can be the main one of its sentence stands at token `at`.
pub(super) fn main_verb(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    maker.scan.starts(at, Label::Cue) && main_cue(maker, at, pack).is_some()
}

/// The forms that the words of a cue may have.
fn tense(maker: &Maker<'_, '_>, cue: &Cue) -> u8 {
    (cue.first..cue.end).fold(0, |all, at| all | maker.scan.forms(at)) & (PAST | THIRD | BASE)
}

/// Verbs coordinated with a main verb of these forms, in what stands behind it: "welcomed X and called on Y to …".
fn coordinated(maker: &Maker<'_, '_>, rest: Range<usize>, wanted: u8, pack: u8) -> Vec<Cue> {
    let scan = maker.scan;
    let mut out: Vec<Cue> = Vec::new();
    let Range { start: mut at, end } = rest;
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
            .filter(|cue| tense(maker, cue) & wanted & (PAST | THIRD) != 0 || again && tense(maker, cue) != 0)
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
        let mut draft = draft(maker, range, *cue, (index, pack), &found.speaker);
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

fn draft(
    maker: &Maker<'_, '_>,
    range: Range<usize>,
    cue: Cue,
    (index, pack): (usize, u8),
    speaker: &Named,
) -> Draft {
    let scan = maker.scan;
    let rule = &scan.packs.rules[cue.rule];
    let verb = real_start(maker, cue, pack);
    let mut draft = Draft::new(rule, scan.span(range.start, range.end), index);
    draft.cue = Some(scan.span(verb, cue.end));
    let rest = cue.end..range.end.max(cue.end);
    if rule.act == Act::Finding
        && let Some(inner) = content::inside_report(maker, rest.clone(), index, pack)
        && !of_another_state(maker, speaker, &inner)
    {
        return Draft { span: draft.span, ..inner };
    }
    if rule.act == Act::Demand {
        let slots = slot::read(scan, rest, frame(rule), pack);
        if rule.addressed && slots.addressees.is_empty() {
            // Nobody is asked: then it is only said.
            return Draft { cue: draft.cue, ..Draft::bare(draft.span, index) };
        }
        draft.addressees = slots.addressees;
        draft.actions = slots.actions;
    }
    draft
}

/// "Norway noted that Varosia intends to …", "… that Varosia encourages …": what one State tells of another is no act
/// of its own. What a State "must" is asked of it by whoever says so.
fn of_another_state(maker: &Maker<'_, '_>, speaker: &Named, inner: &Draft) -> bool {
    let scan = maker.scan;
    let state = |span: Span| {
        let tokens = scan.range(span);
        maker.mentions_in(tokens).find(|m| matches!(m.value, MentionValue::Place))
    };
    let (Some(speaks), Some(cue)) = (speaker.span, inner.cue) else { return false };
    if maker.frame_of(inner) == Some(Frame::Subject) || state(speaks).is_none_or(|state| state.span != speaks)
    {
        return false;
    }
    // The subject right before the cue.
    let before = scan.range(Span::new(inner.span.start, cue.start));
    let last = before.clone().rev().find(|&at| {
        !scan.class(at, Class::Have, u8::MAX)
            && !scan.class(at, Class::Adverb, u8::MAX)
            && !scan.class(at, Class::Auxiliary, u8::MAX)
            && !scan.class(at, Class::Be, u8::MAX)
    });
    last.is_some_and(|last| {
        let subject = maker.mentions_in(before.start..last + 1).last();
        subject.is_some_and(|m| {
            matches!(m.value, MentionValue::Place)
                && scan.range(m.span).end == last + 1
                && m.span.of(scan.text) != speaks.of(scan.text)
        })
    })
}

/// The frame of a demand in prose; "insisted that" takes the clause.
fn frame(rule: &Rule) -> Frame {
    rule.frame
}

/// A coordinated cue may begin with its subject or an adverb; the cue itself begins at its verb.
fn real_start(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> usize {
    (cue.first..cue.end)
        .find(|&at| {
            maker.scan.forms(at) != 0
                || maker.scan.class(at, Class::Be, pack)
                || maker.scan.class(at, Class::Have, pack)
        })
        .map_or(cue.first, |verb| {
            if verb > cue.first && grammar::has_adverb_ending(maker.scan, verb - 1, pack) {
                verb - 1
            } else {
                verb
            }
        })
}
