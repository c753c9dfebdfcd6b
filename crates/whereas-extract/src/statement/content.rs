//! What a sentence does: its act by the strongest cue that governs a clause of it.

use std::ops::Range;

use super::operative::{Cue, best_cue};
use super::promise::{is_scheduled, promises};
use super::slot::Slots;
use super::{Act, Draft, Maker, clause, grammar, own_name, slot};
use crate::pack::lexicon::{BASE, Label, PARTICIPLE, PAST, THIRD};
use crate::pack::{Class, Frame, Role, Rule, Where};
use crate::{Genre, MentionValue, PassageKind, Span};

/// How far before a subject its "I don't think", its "we hope that" begins, in tokens.
const THOUGHT_REACH: usize = 5;
/// How many tokens before a cue the words begin that deny what it says.
const DENIED_REACH: usize = 14;

/// The longest subject behind the "that" of a duty, in tokens.
const SUBJECT_TOKENS_MAX: usize = 14;

/// How far behind a passive the "by" of who acts stands, in tokens.
const AGENT_REACH: usize = 8;

/// How far the slots behind a cue are read, in tokens.
const SLOT_REACH: usize = 500;

/// Reads one sentence in the voice of its speaker.
pub(super) fn read(maker: &Maker<'_, '_>, clause: Range<usize>, index: usize, pack: u8) -> Draft {
    let place = if in_operative(maker, index) { Where::Item } else { Where::Anywhere };
    read_as(maker, clause, index, pack, place)
}

/// Reads words where rules for `place` count.
fn read_as(maker: &Maker<'_, '_>, clause: Range<usize>, index: usize, pack: u8, place: Where) -> Draft {
    let span = maker.scan.span(clause.start, clause.end);
    let mut best: Option<Draft> = None;
    for at in clause.clone().filter(|&at| maker.scan.starts(at, Label::Cue)) {
        if let Some(found) = at_place(maker, &clause, at, index, (pack, place))
            && best.as_ref().is_none_or(|draft| found.act < draft.act && !holds(draft, &found))
            && !(found.act == Act::Demand
                && best.as_ref().is_some_and(|draft| draft.act == Act::Commitment)
                && joined_verb(maker, at, pack))
        {
            best = Some(found);
        }
    }
    match best {
        Some(draft) => Draft { span, ..draft },
        None => {
            let mut draft = Draft::bare(span, index);
            if let Some(cue) = saying_cue(maker, &clause, pack) {
                draft.told_by(maker, cue);
            }
            draft
        }
    }
}

/// "nous nous engageons à": the cue of one statement lies in the longer one of another.
fn holds(outer: &Draft, inner: &Draft) -> bool {
    let (Some(outer), Some(inner)) = (outer.cue, inner.cue) else { return false };
    outer != inner && outer.start <= inner.start && inner.end <= outer.end
}

/// "intend to write and ask …": a bare verb behind "and" goes on with what was promised.
fn joined_verb(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    at > 0 && maker.scan.class(at - 1, Class::And, pack) && maker.scan.forms(at) & BASE != 0
}

/// The act inside the words that a verb of saying reports; `None` for a plain finding.
pub(super) fn inside_report(
    maker: &Maker<'_, '_>,
    rest: Range<usize>,
    index: usize,
    pack: u8,
) -> Option<Draft> {
    let draft = read_as(maker, rest, index, pack, Where::Report);
    matches!(draft.act, Act::Demand | Act::Commitment | Act::Denial).then_some(draft)
}

pub(super) fn has_verb(maker: &Maker<'_, '_>, range: &Range<usize>, pack: u8) -> bool {
    range.clone().any(|at| {
        maker.scan.forms(at) & (PAST | THIRD) != 0 && maker.verb_here(at, range.start, pack)
            || maker.scan.forms(at) & BASE != 0 && at > range.start && maker.verb_here(at, range.start, pack)
            || maker.scan.class(at, Class::Be, pack)
            || maker.scan.class(at, Class::Will, pack)
            || maker.scan.class(at, Class::Must, pack)
            || contracted(maker, at, pack)
    })
}

/// "it's", "there's", "they're": a form of "be" behind the apostrophe of a pronoun.
fn contracted(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    let Some(before) = at.checked_sub(1).filter(|_| scan.mark(at, b'\'')) else { return false };
    let subject = [Class::Pronoun, Class::Impersonal, Class::Person, Class::FirstPerson];
    scan.class_end(at, Class::Be, pack).is_some()
        && subject.iter().any(|&class| scan.class(before, class, pack))
}

/// The cue at token `at` of a sentence in somebody's own voice: of one that counts anywhere and one that governs its
/// clause the longer.
fn strongest(maker: &Maker<'_, '_>, at: usize, pack: u8, place: Where) -> Option<Cue> {
    let anywhere = best_cue(maker, at, pack, |rule, _| {
        rule.places.contains(&Where::Anywhere) || rule.places.contains(&place)
    });
    let governed = best_cue(maker, at, pack, |rule, found| {
        let forms = super::operative::forms(maker, found);
        rule.places.contains(&Where::Prose)
            && rule.act != Act::Finding
            && (forms & (PAST | THIRD | BASE) != 0 || forms == 0)
    });
    match (anywhere, governed) {
        (Some(a), Some(g)) if g.end > a.end => Some(g),
        (Some(a), _) => Some(a),
        (None, governed) => governed,
    }
}

/// The statement that a cue at token `at` makes: the strongest, else one that counts only in `place` ("It is necessary
/// to …" asks nobody; in a point of a resolution it asks).
fn at_place(
    maker: &Maker<'_, '_>,
    clause: &Range<usize>,
    at: usize,
    index: usize,
    (pack, place): (u8, Where),
) -> Option<Draft> {
    let cue = strongest(maker, at, pack, place)?;
    at_token(maker, clause, (at, cue), index, pack).or_else(|| {
        let of_place = (place != Where::Anywhere)
            .then(|| best_cue(maker, at, pack, |rule, _| rule.places.contains(&place)))?;
        let other = of_place.filter(|other| other.rule != cue.rule)?;
        at_token(maker, clause, (at, other), index, pack)
    })
}

/// The statement that a cue at token `at` makes, if it governs there.
fn at_token(
    maker: &Maker<'_, '_>,
    clause: &Range<usize>,
    (at, cue): (usize, Cue),
    index: usize,
    pack: u8,
) -> Option<Draft> {
    let scan = maker.scan;
    let rule = &scan.packs.rules[cue.rule];
    let free = [Where::Anywhere, Where::Report, Where::Item];
    let verbal = !free.iter().any(|place| rule.places.contains(place));
    // "the National Plan to end violence": a verb of a phrase may be a noun, too.
    let verb_first = rule.places.contains(&Where::Prose) || rule.frame == Frame::Subject;
    let checked = verbal || verb_first && grammar::may_be_noun(scan, cue.first);
    if cue.end > clause.end || checked && !maker.verb_here(cue.first, clause.start, pack) {
        return None;
    }
    // "provide requested assistance": a participle between a verb and its object.
    let before = cue.first.saturating_sub(1);
    let modifies = verbal
        && cue.first > clause.start
        && scan.forms(cue.first) & PARTICIPLE != 0
        && scan.forms(before) & BASE != 0
        && !grammar::may_be_noun(scan, before)
        && !scan.class(before, Class::Have, pack);
    if modifies
        || noun_like(maker, at, pack)
        || verbal
            && (matches!(rule.act, Act::Demand | Act::Denial) || rule.takes_noun && rule.short)
            && is_passive(maker, cue, pack)
    {
        return None;
    }
    let verb = clause::uttered(maker, clause.start, at, pack).filter(|&verb| verb == at || verbal)?;
    let subject = clause::subject(maker, clause.start, verb, pack);
    let said = Said { clause: clause.clone(), cue, verb, subject, index, pack };
    let (act, slots) = said.read(maker, rule)?;
    let mut draft = Draft::new(rule, Span::default(), index);
    draft.cue = Some(scan.span(cue.first, cue.end));
    if act != rule.act {
        (draft.act, draft.force) = (act, 3);
    }
    (draft.addressees, draft.actions) = (slots.addressees, slots.actions);
    Some(draft)
}

/// A cue in its clause, with the subject of the verb that utters it.
struct Said {
    clause: Range<usize>,
    cue: Cue,
    verb: usize,
    subject: Range<usize>,
    index: usize,
    pack: u8,
}

impl Said {
    /// The act that is done, with its slots; `None` where nothing is done.
    fn read(&self, maker: &Maker<'_, '_>, rule: &Rule) -> Option<(Act, Slots)> {
        let anywhere = rule.places.contains(&Where::Anywhere);
        let plain = |done: bool| done.then(Slots::default);
        let slots = match (rule.act, rule.frame) {
            (Act::Demand, Frame::Subject) => self.obliges(maker),
            (Act::Demand, _) => self.asks(maker, rule),
            (Act::Commitment, _) if self.lays_down(maker) => {
                return Some((Act::Demand, self.laid_down(maker)?));
            }
            (Act::Commitment, _) => plain(self.promises(maker)),
            // "we do not reject", "we cannot welcome": nothing is done.
            (Act::Appraisal | Act::Denial, _) if !anywhere && self.negated(maker) => None,
            (Act::Appraisal | Act::Denial, _) => plain(anywhere || self.speaks(maker)),
            (Act::Finding, _) => None,
        };
        let slots = slots?;
        let denied = matches!(rule.act, Act::Demand | Act::Commitment) && self.denied(maker);
        (!denied).then_some((rule.act, slots))
    }

    /// What stands behind the cue, as far as its slots are read.
    fn rest(&self, maker: &Maker<'_, '_>) -> Range<usize> {
        let scan = maker.scan;
        let end = self.clause.end.min(self.cue.end + SLOT_REACH);
        // "the plan, which we invite all to join, has three parts": the clause ends at its comma.
        let before = self.subject.start.wrapping_sub(1);
        let relative =
            scan.class(before, Class::Relative, self.pack) && scan.mark(before.wrapping_sub(1), b',');
        let comma = (self.cue.end..end).find(|&at| relative && scan.mark(at, b','));
        self.cue.end..comma.unwrap_or(end)
    }

    /// "the authorities must free them".
    fn obliges(&self, maker: &Maker<'_, '_>) -> Option<Slots> {
        let scan = maker.scan;
        let class = |at: usize, class| scan.class(at, class, self.pack);
        let at = self.cue.first;
        // "they do not need to": nothing is asked.
        let negated = at > 0 && (class(at - 1, Class::Auxiliary) || class(at - 1, Class::Negation));
        // "I don't think they should": it is not asked.
        let doubted = self.thought(maker).any(|i| grammar::negation_end(scan, i, self.pack).is_some());
        if negated || doubted && self.thought(maker).any(|i| class(i, Class::FirstPerson)) {
            return None;
        }
        if let Some(slots) = self.obliges_behind_that(maker) {
            return Some(slots);
        }
        if !can_act(maker, &self.subject, self.pack) {
            if let Some(slots) = self.obliges_agent(maker) {
                return Some(slots);
            }
            // What a resolution says that ought to be is asked, whoever has to act.
            let laid_down = in_operative(maker, self.index) && !scheduled(maker, self.cue, self.pack);
            return if laid_down { self.laid_down(maker) } else { None };
        }
        // "Where possible, schools should …": what leads in is nobody.
        let opens = [Class::Subordinator, Class::Preposition].iter().any(|&c| class(self.subject.start, c));
        let comma = self.subject.clone().find(|&at| opens && scan.mark(at, b','));
        let subject = comma.map_or(self.subject.start, |comma| comma + 1)..self.subject.end;
        let slots = slot::read_subject(scan, subject, self.rest(maker), self.pack);
        Some(slots).filter(|slots| !slots.actions.is_empty())
    }

    /// "The list must be published by the Ministry": who has to act stands behind the passive.
    fn obliges_agent(&self, maker: &Maker<'_, '_>) -> Option<Slots> {
        let scan = maker.scan;
        // "No one should be tortured by the police": that is asked of all.
        if self.subject.clone().any(|at| grammar::negation_end(scan, at, self.pack).is_some()) {
            return None;
        }
        let be = (self.cue.end..self.cue.end + 2).find(|&at| scan.class(at, Class::Be, self.pack))?;
        let verb = (be + 1..be + 3).find(|&at| scan.forms(at) & PARTICIPLE != 0)?;
        let by = (verb + 1..self.clause.end.min(verb + AGENT_REACH))
            .find(|&at| scan.class(at, Class::By, self.pack))?;
        let limit = self.clause.end.min(by + 1 + SUBJECT_TOKENS_MAX);
        let closes = |at: usize| {
            let leads =
                scan.class(at, Class::Preposition, self.pack) && !scan.class(at, Class::Of, self.pack);
            scan.mark(at, b',') || leads
        };
        let agent = by + 1..(by + 1..limit).find(|&at| closes(at)).unwrap_or(limit);
        let law = maker.mentions_in(agent.clone()).any(|mention| mention.value == MentionValue::Law);
        if law || !can_act(maker, &agent, self.pack) {
            return None;
        }
        let addressees = slot::read_subject(scan, agent.clone(), agent.end..agent.end, self.pack).addressees;
        let action = scan.span(self.subject.start, self.clause.end);
        (!addressees.is_empty()).then(|| Slots { addressees, actions: vec![action] })
    }

    /// "Нужно, чтобы власти освободили их": who has to act stands behind the "that" of an impersonal duty.
    fn obliges_behind_that(&self, maker: &Maker<'_, '_>) -> Option<Slots> {
        let scan = maker.scan;
        let start = self.cue.end;
        let subject = &self.subject;
        let impersonal = subject.is_empty() || scan.class(subject.end - 1, Class::Impersonal, self.pack);
        if !impersonal || !scan.class(start - 1, Class::That, self.pack) {
            return None;
        }
        let limit = self.clause.end.min(start + SUBJECT_TOKENS_MAX);
        let verb = (start + 1..limit).find(|&at| scan.forms(at) != 0 && !grammar::may_be_noun(scan, at))?;
        // "чтобы власти не применяли силу": the negation belongs to what is asked.
        let negation = (start..verb).find(|&at| grammar::negation_end(scan, at, self.pack).is_some());
        let verb = negation.unwrap_or(verb);
        let end = (start..verb).find(|&at| scan.mark(at, b',')).unwrap_or(verb);
        if !can_act(maker, &(start..end), self.pack) {
            return None;
        }
        let slots = slot::read_subject(scan, start..end, verb..self.clause.end, self.pack);
        Some(slots).filter(|slots| !slots.actions.is_empty())
    }

    /// Whether a negation stands right before the verb, an adverb between them or none.
    fn negated(&self, maker: &Maker<'_, '_>) -> bool {
        let scan = maker.scan;
        // "never" may be listed as an adverb, too.
        let adverb = |&at: &usize| {
            grammar::is_adverb(scan, at, self.pack)
                && grammar::negation_end(scan, at, self.pack) != Some(at + 1)
        };
        let first = (self.clause.start..self.cue.first).rev().take_while(adverb).last();
        let before = first.unwrap_or(self.cue.first);
        // "don't" is three tokens.
        (self.clause.start..before)
            .rev()
            .take(3)
            .any(|at| grammar::negation_end(scan, at, self.pack) == Some(before))
    }

    /// "It is not true that we ask for aid": what is denied is neither asked nor promised.
    fn denied(&self, maker: &Maker<'_, '_>) -> bool {
        let scan = maker.scan;
        // The subject of what is denied follows, and nothing that begins something new.
        let governs = |end: usize| {
            let parts = |at: usize| !scan.is_word(at) || scan.class(at, Class::And, self.pack);
            // "Неправда, что …"
            let comma = scan.mark(end, b',') && scan.class(end + 1, Class::That, self.pack);
            let end = end + if comma { 2 } else { 0 };
            end <= self.cue.first
                && self.cue.first - end <= THOUGHT_REACH
                && !(end..self.cue.first).any(parts)
        };
        let from = self.cue.first.saturating_sub(DENIED_REACH);
        (from..self.cue.first).any(|at| scan.role_end(at, Role::Untrue, self.pack).is_some_and(governs))
    }

    /// The words right before the subject, in which it may be said to be thought, hoped or doubted.
    fn thought(&self, maker: &Maker<'_, '_>) -> impl Iterator<Item = usize> {
        let scan = maker.scan;
        let from = self.clause.start.max(self.subject.start.saturating_sub(THOUGHT_REACH));
        let parts =
            |i: usize| scan.mark(i, b',') || scan.mark(i, b';') || scan.class(i, Class::And, self.pack);
        let first = (from..self.subject.start).rev().find(|&i| parts(i)).map_or(from, |last| last + 1);
        first..self.subject.start
    }

    /// Whether the speaker, or somebody who can speak, utters the cue: "allow me to thank", "we thank".
    fn speaks(&self, maker: &Maker<'_, '_>) -> bool {
        let own = |at: usize| maker.scan.class(at, Class::FirstPerson, self.pack);
        // "allow me to thank", "solicităm": the verb itself tells who speaks.
        let within = (self.verb..self.cue.first).any(own) || self.in_first_person(maker);
        self.subject.is_empty() && within || speaks(maker, &self.subject, self.verb, self.pack)
    }

    /// Whether the verb stands in the first person, which needs no pronoun in some languages: "solicităm", "призываем".
    fn in_first_person(&self, maker: &Maker<'_, '_>) -> bool {
        (self.cue.first..self.cue.end).any(|at| grammar::in_first_person(maker.scan, at, self.pack))
    }

    /// "urges the authorities to free them", "we call for an inquiry".
    fn asks(&self, maker: &Maker<'_, '_>, rule: &Rule) -> Option<Slots> {
        let slots = slot::read(maker.scan, self.rest(maker), rule.frame, self.pack);
        let addressed = !rule.addressed || !slots.addressees.is_empty();
        // "we haven't asked for help": nothing is asked.
        if self.only_recalls(maker, &slots) || self.negated(maker) {
            return None;
        }
        let own =
            maker.scan.class(self.cue.first, Class::FirstPerson, self.pack) || self.in_first_person(maker);
        let impersonal = rule.places.contains(&Where::Anywhere) || rule.places.contains(&Where::Item);
        let uttered = own || impersonal || self.speaks(maker);
        (addressed && uttered).then_some(slots)
    }

    /// "as we asked in 2021", "what they had asked for": it was asked before, and what it was stands elsewhere.
    fn only_recalls(&self, maker: &Maker<'_, '_>, slots: &Slots) -> bool {
        let scan = maker.scan;
        let says_nothing = |at: usize| {
            scan.class(at, Class::Preposition, self.pack)
                || scan.class(at, Class::Person, self.pack)
                || !scan.is_word(at)
        };
        slots.addressees.is_empty()
            && !slots.actions.is_empty()
            && slots.actions.iter().all(|span| scan.range(*span).all(says_nothing))
    }

    /// "the Council shall assess": what a resolution lays down is asked, unless it is planned.
    fn lays_down(&self, maker: &Maker<'_, '_>) -> bool {
        maker.scan.class(self.cue.first, Class::Must, self.pack)
            && in_operative(maker, self.index)
            && !scheduled(maker, self.cue, self.pack)
    }

    /// The whole clause as what is asked.
    fn laid_down(&self, maker: &Maker<'_, '_>) -> Option<Slots> {
        let slots = slot::read(maker.scan, self.clause.clone(), Frame::That, self.pack);
        Some(slots).filter(|slots| !slots.actions.is_empty())
    }

    /// "The Council will meet these challenges", in a speech for a country: what is expected of others is no promise.
    fn of_another(&self, maker: &Maker<'_, '_>) -> bool {
        let Some(nation) = &maker.nation else { return false };
        let held = (self.cue.end..self.cue.end + 2)
            .any(|at| maker.scan.role_end(at, Role::Held, self.pack).is_some());
        let names = maker
            .mentions_in(self.subject.clone())
            .filter(|m| matches!(m.value, MentionValue::Organisation | MentionValue::Place));
        let mut others = names.map(|m| m.span.of(maker.scan.text)).peekable();
        !held
            && others.peek().is_some()
            && others.all(|name| !nation.contains(name) && !name.contains(nation.as_str()))
    }

    fn promises(&self, maker: &Maker<'_, '_>) -> bool {
        if self.subject.is_empty() && self.in_first_person(maker) {
            return true;
        }
        // "I hope that he will": what is hoped of others is no promise.
        let own = |i: usize| maker.scan.class(i, Class::FirstPerson, self.pack);
        let hoped = self.thought(maker).any(|i| thinks(maker, i, self.pack));
        // "we hope that he will stay and will help": also of the second verb.
        let far = self.subject.end + THOUGHT_REACH < self.cue.first
            && (self.clause.start..self.cue.first).any(|i| thinks(maker, i, self.pack))
            && (self.subject.end..self.cue.first).any(|i| maker.scan.class(i, Class::That, self.pack));
        // "the funds, which are new, will help": set off from its verb, a thing promises nothing.
        let set_off = maker.scan.mark(self.subject.end, b',') && self.subject.end < self.cue.first;
        let thing = set_off && !self.subject.clone().any(own) && !actor_head(maker, &self.subject, self.pack);
        let thing = thing && !is_scheduled(maker, self.cue, self.pack);
        if far || thing || self.of_another(maker) {
            return false;
        }
        (!hoped || self.subject.clone().any(own)) && promises(maker, &self.subject, self.cue, self.pack)
    }
}

/// Whether a passage is a paragraph or a point of a resolution.
fn in_operative(maker: &Maker<'_, '_>, index: usize) -> bool {
    let kind = maker.document.passages.get(index).map(|passage| passage.kind);
    maker.document.genre == Genre::Resolution
        && matches!(kind, Some(PassageKind::Paragraph | PassageKind::Point))
}

/// "shall be held in Kelmar": that something is planned obliges nobody.
fn scheduled(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> bool {
    let scan = maker.scan;
    let be = cue.end..cue.end + usize::from(scan.class(cue.end, Class::Be, pack));
    !be.is_empty() && scan.role_end(be.end, Role::Held, pack).is_some()
}

/// "have been very encouraged": behind a form of "be" the verb asks nobody.
fn is_passive(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> bool {
    let verb = (cue.first..cue.end).find(|&at| maker.scan.forms(at) != 0);
    verb.is_some_and(|verb| maker.scan.forms(verb) & PARTICIPLE != 0)
        && cue.first > 0
        && maker.scan.class(cue.first - 1, Class::Be, pack)
}

/// "the will of the people", "political will to act": a modal behind an article or before no verb is a noun.
fn noun_like(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    let modal = scan.class(at, Class::Will, pack) && scan.forms(at) == 0;
    let next = at + 1;
    let noun = scan.class(next, Class::Of, pack)
        || scan.class(next, Class::Infinitive, pack)
        || scan.class(next, Class::And, pack);
    if modal && noun && grammar::lists_verbs(scan, pack) {
        return true;
    }
    at > 0
        && (maker.scan.class(at, Class::Will, pack) || maker.scan.class(at, Class::Must, pack))
        && (maker.scan.class(at - 1, Class::Article, pack)
            || maker.scan.class(at - 1, Class::Possessive, pack)
                && !maker.scan.class(at - 1, Class::Pronoun, pack))
}

/// Words of thinking, hoping, believing at token `at`.
fn thinks(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let thought = best_cue(maker, at, pack, |rule, _| {
        rule.act == Act::Finding && rule.places.contains(&Where::Anywhere)
    });
    thought.is_some()
}

/// Whether the subject can have a duty: somebody, not a thing.
fn can_act(maker: &Maker<'_, '_>, subject: &Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    if subject.is_empty() || subject.len() > 24 || scan.class(subject.end - 1, Class::Impersonal, pack) {
        return false;
    }
    let first = scan.class(subject.start, Class::FirstPerson, pack)
        && !scan.class(subject.start, Class::Possessive, pack);
    let person = subject.len() <= 2 && scan.class(subject.start, Class::Person, pack);
    first || person || actor_head(maker, subject, pack) || own_name::is_name(maker, subject, pack)
}

/// Whether the head of a noun phrase is an actor: the last noun before a preposition or a comma.
pub(super) fn actor_head(maker: &Maker<'_, '_>, subject: &Range<usize>, pack: u8) -> bool {
    const ACTORS: [Label; 6] =
        [Label::Actor, Label::Organisation, Label::Place, Label::People, Label::Title, Label::Group];
    let scan = maker.scan;
    let end = subject
        .clone()
        .skip(1)
        .find(|&at| scan.class(at, Class::Preposition, pack) || scan.mark(at, b',') || scan.mark(at, b'('))
        .unwrap_or(subject.end);
    let head = end - 1;
    let possessive = scan.mark(end.saturating_sub(2), b'\'');
    let labelled = (subject.start..end).any(|at| {
        scan.found_at(at).iter().any(|f| {
            ACTORS.contains(&f.entry.label)
                && (f.entry.pack == pack || f.entry.pack == u8::MAX)
                && (f.end as usize == end
                    || scan.class(f.end as usize, Class::And, pack)
                    || described(maker, f.end as usize..end, pack))
        })
    });
    let country = maker.mentions_in(subject.clone()).any(|m| {
        let tokens = scan.range(m.span);
        matches!(m.value, MentionValue::Place)
            && tokens.end == subject.end
            && tokens.start <= subject.start + 1
    });
    country
        || labelled && !possessive
        || maker.mentions_in(subject.start..end).any(|m| {
            matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation)
                && m.span.end >= scan.tokens[head].end
        })
}

/// "les associations agréées", "представители власти": what stands behind a noun where names have small letters.
fn described(maker: &Maker<'_, '_>, words: Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    let behind = scan.packs.pack(pack).is_some_and(|pack| pack.first_word_names);
    behind
        && words.len() <= 2
        && words.clone().all(|at| scan.is_word(at) && !scan.capital(at) && !scan.class(at, Class::And, pack))
}

/// Whether the speaker himself, or somebody who can speak, is the subject.
fn speaks(maker: &Maker<'_, '_>, subject: &Range<usize>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    if subject.is_empty() {
        // "…, and urge the parties": the subject stands before the first verb.
        return at > 0
            && (scan.class(at - 1, Class::And, pack) || scan.mark(at - 1, b','))
            && scan.forms(at) & (BASE | THIRD) != 0;
    }
    let own = |i: usize| scan.class(i, Class::FirstPerson, pack) && !scan.class(i, Class::Possessive, pack);
    let first = subject.clone().any(own) && !scan.class(subject.end - 1, Class::Infinitive, pack);
    first || actor_head(maker, subject, pack)
}

/// "I think that", "We know": the words that make an own sentence a finding, where there are any.
fn saying_cue(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> Option<Cue> {
    let scan = maker.scan;
    let own = clause.clone().find_map(|at| {
        best_cue(maker, at, pack, |rule, _| {
            rule.act == Act::Finding && rule.places.contains(&Where::Anywhere)
        })
    });
    if own.is_some() {
        return own;
    }
    clause.clone().take(12).find_map(|at| {
        let cue = best_cue(maker, at, pack, |rule, found| {
            rule.act == Act::Finding
                && rule.places.contains(&Where::Prose)
                && super::operative::forms(maker, found) & (PAST | THIRD | BASE) != 0
        })?;
        let before = at.checked_sub(1).filter(|&i| i >= clause.start)?;
        let first = scan.class(before, Class::FirstPerson, pack)
            || before > clause.start && scan.class(before - 1, Class::FirstPerson, pack);
        // "Varosia recognises …": the issuer speaks of himself by the name of his country.
        let country = scan.is(clause.start, Label::Place, pack) && at <= clause.start + 2;
        (first || country).then_some(cue)
    })
}
