//! The slots of a demand: who shall act, and what shall be done.

use std::ops::Range;

use super::grammar;
use crate::Span;
use crate::pack::lexicon::{BASE, ING, Label, THIRD};
use crate::pack::{Class, Frame};
use crate::scan::{Kind, Scan};

/// Addressees and actions of a demand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Slots {
    /// Who shall act.
    pub addressees: Vec<Span>,
    /// What shall be done.
    pub actions: Vec<Span>,
}

/// How far behind the mark of an infinitive its verb stands, in tokens.
const ADVERBS_MAX: usize = 5;

/// How far before the second part of a negation its first one stands: "ne doivent pas".
const NEGATION_REACH: usize = 3;

/// Reads the slots behind a cue; `rest` are the tokens from the end of the cue to the end of the clause.
pub(super) fn read(scan: &Scan<'_>, rest: Range<usize>, frame: Frame, pack: u8) -> Slots {
    let rest = trim(scan, rest);
    if rest.is_empty() {
        return Slots::default();
    }
    let reader = Reader { scan, pack };
    let rest = reader.behind_adverbs(rest);
    if let Some(slots) = super::lettered::read(&reader, rest.clone()) {
        return slots;
    }
    match frame {
        Frame::Addressee => reader.addressee(rest),
        Frame::Against => reader.against(rest),
        Frame::For => reader.calls_for(rest),
        Frame::Impersonal => reader.impersonal(rest),
        Frame::That => reader.that(rest),
        Frame::Object => reader.object(rest),
        Frame::SetOff => super::set_off::read(&reader, rest),
        Frame::Subject | Frame::Source | Frame::None => Slots::default(),
    }
}

/// Reads "ADDRESSEE must ACTION": `subject` before the cue, `rest` behind it.
pub(super) fn read_subject(scan: &Scan<'_>, subject: Range<usize>, rest: Range<usize>, pack: u8) -> Slots {
    let reader = Reader { scan, pack };
    let mut subject = trim(scan, subject);
    // "remember we", "it is something we": who is meant is the last word.
    let own =
        |at: usize| scan.class(at, Class::FirstPerson, pack) && !scan.class(at, Class::Possessive, pack);
    if subject.len() > 1 && own(subject.end - 1) && !scan.class(subject.end - 2, Class::And, pack) {
        subject.start = subject.end - 1;
    }
    let addressees = if subject.is_empty() { Vec::new() } else { reader.list(subject) };
    let mut actions = reader.verb_phrases(trim(scan, rest.clone()));
    // "must not wait or look away": the negation belongs to what is asked, to all of it.
    let not = rest.start.checked_sub(1).filter(|&not| {
        let negates = |at: usize| scan.class(at, Class::Negation, pack);
        // "ne doivent pas" cannot be cut so.
        negates(not) && !(not.saturating_sub(NEGATION_REACH)..not).any(negates)
    });
    let starts = |at: usize| scan.tokens.get(at).map(|token| token.start);
    if let (Some(not), Some(first), Some(last)) = (not, actions.first(), actions.last())
        && starts(rest.start) == Some(first.start)
    {
        actions = vec![Span { start: scan.tokens[not].start, end: last.end }];
    }
    Slots { addressees, actions }
}

/// Drops punctuation at both ends.
pub(super) fn trim(scan: &Scan<'_>, mut range: Range<usize>) -> Range<usize> {
    let loose = |at: usize| {
        matches!(
            scan.tokens[at].kind,
            Kind::Punctuation(b',' | b';' | b'.' | b':' | b'-' | b'_' | b'*') | Kind::NoteMark
        )
    };
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) {
        // The point of an abbreviation belongs to it ("U.S.").
        let abbreviated = range.end >= 2
            && scan.mark(range.end - 1, b'.')
            && scan.tokens[range.end - 1].glued
            && scan.word(range.end - 2).chars().count() == 1
            && scan.capital(range.end - 2);
        if abbreviated {
            break;
        }
        range.end -= 1;
    }
    range
}

/// Reads slots in the language of a pack.
pub(super) struct Reader<'s, 't> {
    pub scan: &'s Scan<'t>,
    pack: u8,
}

impl Reader<'_, '_> {
    pub fn class(&self, at: usize, class: Class) -> bool {
        self.scan.class(at, class, self.pack)
    }

    pub fn span(&self, range: &Range<usize>) -> Span {
        self.scan.span(range.start, range.end)
    }

    /// "invites also the ministry", "l'exhorte en outre à": the adverbs behind a cue belong to it.
    fn behind_adverbs(&self, mut rest: Range<usize>) -> Range<usize> {
        while let Some(end) = self.scan.class_end(rest.start, Class::Adverb, self.pack)
            && end < rest.end
            // "recommended further developing": it belongs to what is asked.
            && self.scan.forms(end) & ING == 0
        {
            rest.start = end;
        }
        rest
    }

    fn addressee(&self, rest: Range<usize>) -> Slots {
        let first = rest.start;
        // "recommended to issue an invitation": nobody is named.
        if self.class(first, Class::Infinitive)
            && let Some(verb) = self.verb_behind(first + 1, rest.end)
            && grammar::lists_verbs(self.scan, self.pack)
        {
            return Slots { addressees: Vec::new(), actions: self.verb_phrases(verb..rest.end) };
        }
        // "asked for the prisoners to be freed", "for the ministry to publish the list".
        let to_somebody = self.class(first, Class::Infinitive);
        if self.class(first, Class::For) && !to_somebody && self.infinitive(first + 1..rest.end).is_some() {
            return self.calls_for(first + 1..rest.end);
        }
        // "recommended to Varosia that it free them".
        if self.class(first, Class::Infinitive) && rest.len() > 1 && self.scan.capital(first + 1) {
            return self.addressee(first + 1..rest.end);
        }
        // "recommended improving the courts": what is done is the object.
        let verb = first + usize::from(self.class(first, Class::Adverb));
        if self.scan.forms(verb) & ING != 0 && !self.scan.capital(first) && !self.noun_here(verb) {
            return self.object(rest);
        }
        // "reminds the authorities of their obligation": the object with a preposition is what is asked.
        if let Some(of) = self.find(rest.clone(), Class::Of)
            && of > rest.start
            && self.scan.tokens.get(of + 1).is_some()
            && self.class(of + 1, Class::Possessive)
            && self.infinitive(rest.start..of).is_none()
            && self.is_actor(rest.start..of)
        {
            return Slots {
                addressees: self.list(rest.start..of),
                actions: vec![self.span(&(of + 1..rest.end))],
            };
        }
        if let Some((to, verb)) = self.infinitive(rest.clone())
            && self.is_actor(rest.start..to)
        {
            return Slots {
                addressees: self.list(rest.start..to),
                actions: self.verb_phrases(verb..rest.end),
            };
        }
        if let Some(that) = self.find(rest.clone(), Class::That)
            && that > rest.start
            && self.is_actor(rest.start..that)
        {
            return Slots {
                addressees: self.list(rest.start..that),
                actions: vec![self.span(&(that + 1..rest.end))],
            };
        }
        if self.class(rest.start, Class::That) {
            return self.that(rest);
        }
        self.object(rest)
    }

    fn against(&self, rest: Range<usize>) -> Slots {
        if let Some(against) = self.find(rest.clone(), Class::Against)
            && against > rest.start
            && self.infinitive(rest.clone()).is_none_or(|(to, _)| to > against)
        {
            return Slots {
                addressees: self.list(rest.start..against),
                actions: vec![self.span(&(against..rest.end))],
            };
        }
        // The cue may end with "that".
        let that = usize::from(self.class(rest.start, Class::That));
        if (that == 1 || self.class(rest.start.wrapping_sub(1), Class::That))
            && let Some(slots) = self.subjunctive(rest.start + that..rest.end)
        {
            return slots;
        }
        self.addressee(rest)
    }

    /// "that the State revise the code": the subject is the addressee.
    fn subjunctive(&self, rest: Range<usize>) -> Option<Slots> {
        let verb = (rest.start + 1..rest.end.min(rest.start + 14)).find(|&at| {
            let plain = !self.scan.capital(at);
            let named = self.is_actor_word(at - 1) || self.ends_actor(rest.start, at);
            self.scan.forms(at) & BASE != 0 && plain && (!self.noun_here(at) || named)
                // "that Varosia implements the plan"
                || self.scan.forms(at) & THIRD != 0
                    && plain
                    && named
                    && (!self.noun_here(at) || self.class(at + 1, Class::Article))
                || grammar::is_bare_be(self.scan, at, self.pack)
        })?;
        let passive = grammar::is_bare_be(self.scan, verb, self.pack);
        let actor = self.is_actor(rest.start..verb) && !passive;
        actor.then(|| Slots {
            addressees: self.list(rest.start..verb),
            actions: self.verb_phrases(verb..rest.end),
        })
    }

    fn calls_for(&self, rest: Range<usize>) -> Slots {
        let parts = self.split_for(rest.clone());
        if let Some((to, verb)) = self.infinitive(rest.clone())
            && parts.len() == 1
        {
            let passive = self.class(verb, Class::Be);
            if !passive && self.is_actor(rest.start..to) && !self.is_thing(rest.start..to) {
                return Slots {
                    addressees: self.list(rest.start..to),
                    actions: self.verb_phrases(verb..rest.end),
                };
            }
        }
        Slots { addressees: Vec::new(), actions: parts.iter().map(|part| self.span(part)).collect() }
    }

    fn impersonal(&self, rest: Range<usize>) -> Slots {
        if let Some((to, verb)) = self.infinitive(rest.clone())
            && !self.class(verb, Class::Be)
            && self.is_actor(rest.start..to)
            && !self.is_thing(rest.start..to)
        {
            return Slots {
                addressees: self.list(rest.start..to),
                actions: self.verb_phrases(verb..rest.end),
            };
        }
        self.subjunctive(rest.clone()).unwrap_or_else(|| self.object(rest))
    }

    /// "calls for the ban to be lifted and for him to be freed", "… an end to impunity and action to …".
    fn split_for(&self, rest: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = rest.start;
        for at in rest.clone() {
            let Some(after) = self.scan.class_end(at, Class::And, self.pack) else { continue };
            if after < rest.end && self.class(after, Class::For) {
                parts.push(trim(self.scan, start..at));
                start = after + 1;
            }
        }
        parts.push(trim(self.scan, start..rest.end));
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The whole clause is the action; whoever has to act is looked for in it.
    pub fn that(&self, rest: Range<usize>) -> Slots {
        // "demande de publier": what is asked is an infinitive.
        if self.class(rest.start, Class::Infinitive)
            && let Some(verb) = self.verb_behind(rest.start + 1, rest.end)
        {
            return Slots { addressees: Vec::new(), actions: self.verb_phrases(verb..rest.end) };
        }
        let start = self
            .scan
            .class_end(rest.start, Class::That, self.pack)
            .filter(|_| self.class(rest.start, Class::That))
            .unwrap_or(rest.start);
        let clause = trim(self.scan, start..rest.end);
        let Some(must) = clause.clone().find(|&at| self.class(at, Class::Must)) else {
            return Slots { addressees: Vec::new(), actions: self.one_or_parts(clause) };
        };
        let subject = clause.start..must;
        let mut addressees = Vec::new();
        let after = self.scan.class_end(must, Class::Must, self.pack).unwrap_or(must + 1);
        let passive = self.class(after, Class::Be)
            || self.scan.grammatical(after, self.pack) && self.class(after + 1, Class::Be);
        if self.is_actor(subject.clone())
            && subject.len() <= 12
            && !passive
            && self.actor_head(subject.clone())
        {
            addressees = self.list(subject);
        } else if let Some(agent) = self.agent(must..clause.end) {
            addressees.push(self.span(&agent));
        }
        Slots { addressees, actions: self.obliged(clause, after) }
    }

    /// The clause with its must; a second verb behind "and" is an action of its own.
    fn obliged(&self, clause: Range<usize>, after: usize) -> Vec<Span> {
        let parts = self.verb_ranges(after..clause.end);
        let mut spans: Vec<Span> = parts.iter().map(|part| self.span(part)).collect();
        if let Some(first) = spans.first_mut() {
            *first = Span::new(self.span(&clause).start, first.end);
        }
        spans
    }

    fn one_or_parts(&self, clause: Range<usize>) -> Vec<Span> {
        vec![self.span(&clause)]
    }

    /// "by Varosia", "by the authorities" behind a must.
    fn agent(&self, range: Range<usize>) -> Option<Range<usize>> {
        let by = range.clone().find(|&at| {
            self.class(at, Class::By)
                && self.is_actor_word(at + 1 + usize::from(self.class(at + 1, Class::Article)))
        })?;
        let start = by + 1;
        let head = start + usize::from(self.class(start, Class::Article));
        let end = self.actor_end(head)?;
        Some(start..end.min(range.end))
    }

    pub fn object(&self, rest: Range<usize>) -> Slots {
        let mut parts = Vec::new();
        let mut start = rest.start;
        for at in rest.clone() {
            if self.class(at, Class::And)
                && at > start + 2
                && self.scan.tokens.get(at + 1).is_some()
                && at + 2 < rest.end
                && self.class(at + 2, Class::Infinitive)
                && self.scan.forms(at + 3) & BASE != 0
                && !self.scan.capital(at + 1)
            {
                parts.push(trim(self.scan, start..at));
                start = at + 1;
            }
        }
        parts.push(trim(self.scan, start..rest.end));
        let actions = parts.iter().filter(|part| !part.is_empty()).map(|part| self.span(part)).collect();
        Slots { addressees: Vec::new(), actions }
    }

    fn find(&self, range: Range<usize>, class: Class) -> Option<usize> {
        range.clone().find(|&at| self.class(at, class))
    }

    /// The first infinitive: its marker (or its own place where the language has none) and its verb.
    fn infinitive(&self, range: Range<usize>) -> Option<(usize, usize)> {
        range.clone().find_map(|at| {
            if let Some(marked) = self.scan.class_end(at, Class::Infinitive, self.pack) {
                let verb = self.verb_behind(marked, range.end)?;
                // "not to use": the negation belongs to the action.
                let not = at > range.start && self.class(at - 1, Class::Negation);
                return Some(if not { (at - 1, at - 1) } else { (at, verb) });
            }
            let bare = at > range.start && grammar::ends_infinitive(self.scan, at, self.pack);
            bare.then_some((at, at))
        })
    }

    /// The verb behind an infinitive marker, adverbs included.
    fn verb_behind(&self, at: usize, end: usize) -> Option<usize> {
        // "d’abandonner"
        let elided = self.scan.mark(at, b'\'') && self.scan.tokens[at].glued;
        let at = at + usize::from(elided);
        for verb in at..at + ADVERBS_MAX {
            if verb >= end {
                return None;
            }
            let token = self.scan.tokens[verb];
            let base = self.scan.forms(verb) & BASE != 0
                || self.class(verb, Class::Be)
                || self.class(verb, Class::Have);
            if base && !token.capital {
                return Some(at);
            }
            let adverb = grammar::is_adverb(self.scan, verb, self.pack)
                || self.class(verb, Class::Negation)
                || self.class(verb, Class::But)
                // "to immediately and unconditionally release"
                || verb > at
                    && self.class(verb, Class::And)
                    && grammar::is_adverb(self.scan, verb + 1, self.pack);
            if !adverb {
                break;
            }
        }
        // A pack that lists no verbs: any word in lower case that is no determiner.
        let unlisted = !grammar::lists_verbs(self.scan, self.pack);
        let word = self.scan.tokens.get(at)?;
        (unlisted
            && word.kind == Kind::Word
            && !word.capital
            && !self.class(at, Class::Determiner)
            && !self.class(at, Class::Article))
        .then_some(at)
    }

    /// Whether a noun phrase names somebody who can act.
    pub fn is_actor(&self, range: Range<usize>) -> bool {
        if range.is_empty() || range.len() > 60 || range.clone().any(|at| self.scan.mark(at, b';')) {
            return false;
        }
        // Behind a cue a capital begins a name, also one that no list has.
        range.clone().take(2).any(|at| self.scan.capital(at))
            || range.clone().take(14).any(|at| self.is_actor_word(at))
            || range.clone().any(|at| self.class(at, Class::Pronoun) && range.len() <= 2)
    }

    fn is_actor_word(&self, at: usize) -> bool {
        self.scan.is_any(at, grammar::ACTORS, self.pack)
            || self.scan.tokens.get(at).is_some_and(|token| token.upper)
    }

    /// Whether somebody who can act is named right before token `at` ("Orda Isles | share").
    fn ends_actor(&self, from: usize, at: usize) -> bool {
        (from..at).any(|i| self.actor_end(i) == Some(at))
    }

    fn actor_end(&self, at: usize) -> Option<usize> {
        self.scan
            .found_at(at)
            .iter()
            .filter(|f| {
                matches!(f.entry.label, Label::Actor | Label::Organisation | Label::Place | Label::Demonym)
            })
            .map(|f| f.end as usize)
            .max()
    }

    /// Whether the head of the phrase (its first noun) is an actor, not a thing about one ("the laws of the State").
    fn actor_head(&self, range: Range<usize>) -> bool {
        let of = self.find(range.clone(), Class::Preposition).unwrap_or(range.end);
        (range.start..of).any(|at| self.is_actor_word(at))
    }

    /// Whether the phrase begins with a thing that is asked for ("proper training for officers").
    fn is_thing(&self, range: Range<usize>) -> bool {
        !self.actor_head(range)
    }

    fn noun_here(&self, at: usize) -> bool {
        grammar::may_be_noun(self.scan, at) && !self.object_behind(at)
    }

    /// Whether what follows a word can be its object: then a word that may be a noun is a verb.
    fn object_behind(&self, at: usize) -> bool {
        let next = at + 1;
        self.class(next, Class::Determiner)
            || self.class(next, Class::Possessive)
            || self.class(next, Class::That)
            || self.scan.capital(next)
            || self.scan.mark(next + 1, b'\'')
            || grammar::has_adverb_ending(self.scan, next, self.pack)
            || self.class(next, Class::Against)
            || self.class(next, Class::Infinitive)
                && self.scan.tokens.get(next + 1).is_some_and(|t| t.capital)
    }

    /// Splits "to A, to B and C" into its actions.
    fn verb_phrases(&self, range: Range<usize>) -> Vec<Span> {
        self.verb_ranges(range).iter().map(|part| self.span(part)).collect()
    }

    fn verb_ranges(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = range.start;
        let mut at = range.start + 1;
        while at < range.end {
            match self.next_action(at, start, range.end) {
                Some(next) => {
                    parts.push(trim(self.scan, start..at));
                    start = next;
                    at = next + 1;
                }
                None => at += 1,
            }
        }
        parts.push(trim(self.scan, start..range.end));
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// If a coordinator at `at` parts two actions: the token at which the next one begins.
    fn next_action(&self, at: usize, start: usize, end: usize) -> Option<usize> {
        let comma = self.scan.mark(at, b',') || self.scan.mark(at, b';');
        let mut next = if comma { at + 1 } else { at };
        let joined = self.scan.class_end(next, Class::And, self.pack);
        next = joined.unwrap_or(next);
        if (!comma && joined.is_none()) || next >= end || at <= start {
            return None;
        }
        if self.class(next, Class::Adverb)
            && self.scan.is_word(next)
            && self.class(next + 1, Class::Infinitive)
        {
            next += 1;
        }
        let negated = self.class(next, Class::Negation) && self.class(next + 1, Class::Infinitive);
        if negated {
            return Some(next);
        }
        if self.class(next, Class::Infinitive) {
            return self.verb_behind(next + 1, end);
        }
        self.bare_verb(at, next, comma && joined.is_none(), end).then_some(next)
    }

    /// A verb without its "to" behind a coordinator: "drop the charges and end all harassment".
    fn bare_verb(&self, at: usize, next: usize, only_comma: bool, end: usize) -> bool {
        let adverb = grammar::has_adverb_ending(self.scan, next, self.pack) && next + 1 < end;
        let verb = next + usize::from(adverb);
        let forms = self.scan.forms(verb);
        if forms & BASE == 0 || self.scan.capital(verb) || self.noun_here(verb) {
            return false;
        }
        let Some(before) = at.checked_sub(1) else { return false };
        // Two verbs that share their object are one action; so are verbs behind a preposition.
        let shares = self.is_verb(before)
            || grammar::has_adverb_ending(self.scan, before, self.pack)
            || self.class(before, Class::Preposition)
            || self.class(before, Class::Infinitive);
        let inner = forms & !BASE != 0 && self.class(before, Class::Have);
        let parted = !shares || self.scan.mark(at, b',');
        parted && !inner && (!only_comma || self.list_goes_on(verb, end))
    }

    /// Whether token `at` is a verb in its place: one that may be a noun needs a "to" or an adverb before it.
    fn is_verb(&self, at: usize) -> bool {
        let ambiguous = grammar::may_be_noun(self.scan, at);
        let led = at > 0
            && (self.class(at - 1, Class::Infinitive)
                || self.class(at - 1, Class::And)
                || grammar::has_adverb_ending(self.scan, at - 1, self.pack)
                || self.scan.mark(at - 1, b','));
        self.scan.forms(at) & BASE != 0 && (!ambiguous || led)
    }

    /// A bare verb behind a comma is an action only in a list that ends in "and VERB".
    fn list_goes_on(&self, verb: usize, end: usize) -> bool {
        (verb + 1..end.min(verb + 40)).any(|at| {
            self.class(at, Class::And)
                && (self.scan.forms(at + 1) & BASE != 0 || self.class(at + 1, Class::Infinitive))
        })
    }

    /// Splits a list of addressees; what follows behind a comma that is no addressee is left out.
    pub fn list(&self, range: Range<usize>) -> Vec<Span> {
        let range = trim(self.scan, self.cut_addition(trim(self.scan, range)));
        let commas = range.clone().filter(|&at| self.scan.mark(at, b',')).count();
        let mut parts = Vec::new();
        let mut start = range.start;
        for at in range.clone() {
            let comma = self.scan.mark(at, b',');
            let and = self.class(at, Class::And) && at > range.start;
            if !comma && !and || at < start {
                continue;
            }
            let mut next = at + 1;
            if comma && self.class(next, Class::And) {
                next += 1;
            }
            if comma
                || self.begins_addressee(next, range.end)
                || commas >= 2 && self.scan.mark(at.wrapping_sub(1), b',')
            {
                let part = trim(self.scan, start..at);
                if !part.is_empty() {
                    parts.push(part);
                }
                start = next;
            }
        }
        parts.push(trim(self.scan, start..range.end));
        parts.iter_mut().for_each(|part| part.end = self.without_adverbs(part.clone()));
        parts.iter().filter(|part| !part.is_empty()).map(|part| self.span(part)).collect()
    }

    /// "the Government urgently": where an addressee ends.
    fn without_adverbs(&self, range: Range<usize>) -> usize {
        let last = range.clone().rev().find(|&at| !grammar::is_adverb(self.scan, at, self.pack));
        last.map_or(range.end, |last| last + 1)
    }

    /// "the Union and its Member States, including at summits …": cut at the addition.
    fn cut_addition(&self, range: Range<usize>) -> Range<usize> {
        let cut = range.clone().find(|&at| {
            self.scan.mark(at, b',')
                && (self.class(at + 1, Class::Including)
                    || self.scan.class_end(at + 1, Class::Including, self.pack).is_some()
                    || self.class(at + 1, Class::Relative)
                    || self.class(at + 1, Class::Preposition)
                    || self.scan.class_end(at + 1, Class::Adverb, self.pack).is_some()
                    || self.scan.forms(at + 1) & crate::pack::lexicon::ING != 0)
        });
        range.start..cut.unwrap_or(range.end)
    }

    /// Whether the token can begin an addressee of its own behind "and".
    fn begins_addressee(&self, at: usize, end: usize) -> bool {
        at < end
            && (self.class(at, Class::Article)
                || self.class(at, Class::Possessive)
                || self.class(at, Class::Determiner)
                || self.scan.capital(at) && self.is_actor_word(at)
                || self.scan.is(at, Label::Actor, self.pack))
    }
}
