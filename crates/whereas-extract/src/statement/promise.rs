//! What a "will" promises: somebody acts, or the thing the speaker gives does; a mere effect, what is only said and
//! what befalls somebody promise nothing.

use std::ops::Range;

use super::content::actor_head;
use super::operative::{Cue, best_cue};
use super::{Maker, grammar};
use crate::Genre;
use crate::pack::lexicon::{BASE, Label, PARTICIPLE, THIRD};
use crate::pack::{Class, Role};

/// How far before "that" its verb of saying begins, in tokens.
const SAYING_REACH: usize = 3;

/// Whether a "will" promises: somebody acts, or the thing the speaker gives does; a mere effect does not.
pub(super) fn promises(maker: &Maker<'_, '_>, subject: &Range<usize>, cue: Cue, pack: u8) -> bool {
    let scan = maker.scan;
    let (at, end) = (cue.first, cue.end);
    // "our plan is to", "there will be a meeting": the cue itself says whose plan it is, or that something takes place.
    if [Class::Possessive, Class::Impersonal].into_iter().any(|class| scan.class(at, class, pack)) {
        return at == 0 || !scan.class(at - 1, Class::Condition, pack);
    }
    if subject.is_empty() {
        // "a anunțat că va publica": whoever says it will do it, where a verb needs no subject.
        let that = at.checked_sub(1).filter(|&that| scan.class(that, Class::That, pack));
        let said = that.is_some_and(|that| reports(maker, that, pack));
        return (said || at > 0 && scan.class(at - 1, Class::And, pack)) && !tells_effect(maker, cue, pack);
    }
    let own = subject.clone().any(|i| scan.class(i, Class::FirstPerson, pack));
    // "Varosia's funding will help": what the speaker's country gives.
    let given = subject
        .clone()
        .any(|i| scan.mark(i, b'\'') && i > subject.start && scan.is(i - 1, Label::Place, pack));
    if scan.class(subject.start, Class::Condition, pack)
        || subject.start > 0 && scan.class(subject.start - 1, Class::Condition, pack)
    {
        return false;
    }
    // "you will find", "I will say that", "they are going to the front": nobody promises anything.
    let spoken_to = scan.class(subject.end - 1, Class::SecondPerson, pack);
    if spoken_to || !leads_to_verb(maker, cue, pack) || own && only_says(maker, end, pack) {
        return false;
    }
    // "they will suffer": what befalls somebody is in nobody's hands.
    if befalls(maker, cue, pack) {
        return false;
    }
    if own || actor_head(maker, subject, pack) {
        return true;
    }
    if maker.document.genre == Genre::Interview && !is_scheduled(maker, cue, pack) {
        // What somebody who is asked expects of others is no promise, unless it is planned.
        return false;
    }
    // "documents intended to facilitate", "studies undertaken to identify": what a thing is for.
    let forms = scan.forms(at);
    if forms & PARTICIPLE != 0 && forms & (BASE | THIRD) == 0 && scan.class(end - 1, Class::Infinitive, pack)
    {
        return false;
    }
    // "noted that it will convene": in what is reported "it" is whoever says so.
    let that = subject.start.checked_sub(1).filter(|&at| scan.class(at, Class::That, pack));
    let reported = that.is_some_and(|that| reports(maker, that, pack));
    // "This will support the schools" tells what was announced before.
    let points = scan.capital(subject.start)
        && scan.class(subject.start, Class::Determiner, pack)
        && scan.class(verb_behind(maker, cue, pack), Class::Gives, pack);
    let impersonal =
        subject.len() == 1 && scan.class(subject.start, Class::Impersonal, pack) && !reported && !points;
    let is = scan.class(verb_behind(maker, cue, pack), Class::Be, pack);
    !impersonal && (!tells_effect(maker, cue, pack) || given && !is)
}

/// The main verb of a future: the infinitive behind its cue, else what the cue ends with.
fn verb_behind(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> usize {
    let scan = maker.scan;
    (cue.end.saturating_sub(1)..cue.end + 3)
        .find(|&i| (i >= cue.end && scan.forms(i) & BASE != 0) || scan.class(i, Class::Be, pack))
        .unwrap_or(cue.end)
}

/// "will lead to", "will be difficult": what comes of something, which nobody plans.
fn tells_effect(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> bool {
    let scan = maker.scan;
    let (at, end) = (cue.first, cue.end);
    let verb = verb_behind(maker, cue, pack);
    let is = scan.class(verb, Class::Be, pack);
    // "will take place", "will be held".
    let held = (end..end + 2).any(|i| scan.role_end(i, Role::Held, pack).is_some());
    let scheduled = held || is && scan.forms(verb + 1) & PARTICIPLE != 0 || is_scheduled(maker, cue, pack);
    // What is scheduled or expected of somebody is planned, whatever it brings about.
    let planned = (at..end).any(|i| scan.class(i, Class::Be, pack))
        && !(at..end).any(|i| scan.class(i, Class::Will, pack));
    let copula = is && !(verb + 1..verb + 4).any(|i| scan.forms(i) & BASE != 0);
    let effect = (at..end).chain([verb]).any(|i| scan.class(i, Class::Effect, pack)) || copula;
    effect && !planned && !scheduled
}

/// "will suffer", "will not be felt": the verb of a future, or its participle behind "be", tells what befalls its
/// subject.
fn befalls(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> bool {
    let scan = maker.scan;
    let infinitive = scan.class(cue.end - 1, Class::Infinitive, pack);
    if infinitive && !(cue.first..cue.end).any(|at| scan.class(at, Class::Will, pack)) {
        return false;
    }
    let verb = (cue.end..cue.end + 3).find(|&at| !grammar::is_adverb(scan, at, pack)).unwrap_or(cue.end);
    let behind_be = verb + usize::from(scan.class(verb, Class::Be, pack));
    (cue.first..cue.end).chain([verb, behind_be]).any(|at| scan.class(at, Class::Befall, pack))
}

/// Whether a verb of saying leads to the "that" at token `that`.
fn reports(maker: &Maker<'_, '_>, that: usize, pack: u8) -> bool {
    let said = |at: usize| super::report::says(maker, at, pack).is_some_and(|cue| cue.end >= that);
    (that.saturating_sub(SAYING_REACH)..that).any(said)
}

/// "The draft, which is ready, will be submitted", "sera soumis", "использоваться не будут": a passive that is planned.
pub(super) fn is_scheduled(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> bool {
    let scan = maker.scan;
    let be = (cue.first..cue.end + 1).rev().find(|&at| scan.class(at, Class::Be, pack));
    let participle = |at: usize| scan.forms(at) & PARTICIPLE != 0;
    let passive = be
        .is_some_and(|be| participle(be + 1) || grammar::is_adverb(scan, be + 1, pack) && participle(be + 2));
    passive || cue.first > 0 && grammar::is_infinitive(scan, cue.first - 1, pack)
}

/// Whether a verb may follow a cue that ends with the mark of an infinitive: not "are going to the front". A noun and
/// what one is take a noun as well: "our commitment to the talks", "are committed to the talks".
fn leads_to_verb(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> bool {
    const OTHERS: [Class; 4] = [Class::Article, Class::Determiner, Class::Possessive, Class::Pronoun];
    let scan = maker.scan;
    let before = cue.end.saturating_sub(2);
    let (is, forms) = ((cue.first..before).any(|at| scan.class(at, Class::Be, pack)), scan.forms(before));
    let takes_noun = forms == 0 || is && forms & PARTICIPLE != 0;
    !scan.class(cue.end - 1, Class::Infinitive, pack)
        || takes_noun
        || !scan.capital(cue.end) && !OTHERS.iter().any(|&class| scan.class(cue.end, class, pack))
}

/// "will say that", "will just note that": the promise to say it is nothing but saying it.
fn only_says(maker: &Maker<'_, '_>, after: usize, pack: u8) -> bool {
    let scan = maker.scan;
    let verb = (after..after + 3).find(|&at| !grammar::is_adverb(scan, at, pack)).unwrap_or(after);
    let says = best_cue(maker, verb, pack, |rule, _| rule.says);
    says.is_some_and(|cue| {
        scan.class(cue.end - 1, Class::That, pack) || scan.class(cue.end, Class::That, pack)
    })
}
