//! What a pair of statements is to each other: a kind of link and a score. A pure function of two gists.

use std::cmp::Ordering;

use whereas_extract::Act;

use super::LinkKind;
use super::gist::{Action, Count, Gist};
use super::lexis::TELLING;
use super::name::same_person;
use super::part;
use super::topic::Topic;
use crate::limit;
use crate::series::range;

/// The least share of what both say for the one to repeat the other.
const REPEATED_SHARE_MIN: f32 = 0.25;
/// What a share counts when the languages differ.
const FOREIGN_SHARE: f32 = 0.7;
/// What it adds that the same side speaks; that it says to say so again.
const SAME_SPEAKER: f32 = 0.04;
const SAID_AGAIN: f32 = 0.08;
/// The least share of the shorter demand for the longer one to hold it, and what it counts.
const HELD_MIN: f32 = 0.75;
const HELD: f32 = 0.55;
/// How much beside persons two statements have in common, at least, for one to contradict the other.
const CONTRADICTED_MIN: f32 = 2.0;
/// What is left of the score when both name persons, and not the same.
const OTHER_PERSONS: f32 = 0.7;
/// What is left of a reply when both name persons, or both name provisions, and not the same.
const OTHER_MATTER: f32 = 0.7;
/// The same where only the earlier one names a person, or the languages differ and next to nothing is in common.
const LESS_MATTER: f32 = 0.65;
/// The same where nothing of what is asked is in it.
const BESIDE_THE_POINT: f32 = 0.5;
/// What is left of it where something was done for some of the persons only.
const SOME_PERSONS: f32 = 0.75;
/// The same where both have nothing in common.
const BESIDE_APART: f32 = 0.3;
/// How much of its share counts of what a denial says that the other one says too.
const DENIED_PART: f32 = 0.75;
/// What it counts that a statement stands where a reply to the other one stands.
const BESIDE: f32 = 0.45;
/// How much beside names two demands have in common to be about the same, and what is left of the score where they have
/// less.
const MATTER_MIN: f32 = 1.0;
const OTHER_DEED: f32 = 0.8;
/// What is left of it where what the one begins with is nowhere in the other: "train the police", "open shelters".
const OTHER_VERB: f32 = 0.92;
/// What is left of it when one names a case, and the other speaks of another one or of all.
const OTHER_CASE: f32 = 0.8;

/// How much of what the shorter one says a deed in common must come with, and how many words tell a deed without its
/// verb.
const DEED_HELD_MIN: f32 = 0.4;
const DEED_WORDS_MIN: usize = 2;

/// A link that is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scored {
    pub kind: LinkKind,
    /// Thousandths.
    pub score: u16,
}

/// Where two statements stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whereabouts {
    /// In two documents.
    Elsewhere,
    SameDocument,
    /// In one passage, the later one where a reply to the earlier one stands.
    Beside,
}

/// Which of two statements is the later one. Documents without a day are told apart by the order of adding alone.
pub(crate) fn order(a: (i64, &Gist), b: (i64, &Gist)) -> Ordering {
    let (a_date, b_date) = (a.1.date.as_str(), b.1.date.as_str());
    let far = a_date.len().min(b_date.len());
    let by_date = match (a_date.get(..far), b_date.get(..far)) {
        (Some(x), Some(y)) if far > 0 => x.cmp(y),
        _ => Ordering::Equal,
    };
    by_date.then(a.0.cmp(&b.0))
}

/// What the later statement is to the earlier one, if anything.
pub(crate) fn score(from: &Gist, to: &Gist, place: Whereabouts) -> Option<Scored> {
    let topic = Topic::of(from, to);
    let scored = match place {
        Whereabouts::Elsewhere => repeats(from, to, &topic).or_else(|| replies(from, to, &topic, false)),
        Whereabouts::SameDocument => replies(from, to, &topic, true),
        Whereabouts::Beside => Some(replies_beside(from, &topic)),
    }?;
    (scored.score >= limit::LINK_SCORE_MIN).then_some(scored)
}

fn thousandths(score: f32) -> u16 {
    (score.clamp(0.0, 1.0) * 1000.0) as u16
}

/// How much a topic in common tells, 0–1: a lot in common, and little else.
fn nearness(topic: &Topic) -> f32 {
    nearness_of(topic, topic.share)
}

fn nearness_of(topic: &Topic, share: f32) -> f32 {
    0.55 * topic.strength / (topic.strength + 5.0) + 0.45 * share
}

fn repeats(from: &Gist, to: &Gist, topic: &Topic) -> Option<Scored> {
    let own = from.speaker == to.speaker && !from.speaker.is_empty();
    let kind = match (from.act, to.act) {
        (Act::Demand, Act::Demand) if may_ask_the_same(from, to) => LinkKind::Repeats,
        (Act::Demand, Act::Demand) => LinkKind::Readdresses,
        (Act::Denial, Act::Denial) => LinkKind::Repeats,
        (Act::Finding, Act::Finding) if own && from.about == to.about && topic.share > 0.4 => {
            LinkKind::Repeats
        }
        _ => return None,
    };
    if !is_told(from, to, topic) {
        return None;
    }
    let holds = from.act == Act::Demand && is_held(from, to, topic);
    if topic.share < REPEATED_SHARE_MIN && !holds {
        return None;
    }
    // Of texts in two languages only names and concepts can be compared, which says less.
    let share = if from.lang == to.lang { topic.share } else { FOREIGN_SHARE * topic.share };
    let same_voice = if own { SAME_SPEAKER } else { 0.0 };
    // It says that it was said before, or cites the document that said it.
    let again = if from.marks.again || cites(from, to) { SAID_AGAIN } else { 0.0 };
    let alike = share.sqrt() * 0.75;
    let alike = if holds { alike.max(HELD * topic.held) } else { alike };
    let score = alike + 0.25 * topic.strength / (topic.strength + 5.0) + again + same_voice;
    let other = if names_others(from, to, topic) { OTHER_PERSONS } else { 1.0 }
        * if topic.concepts.is_empty() && topic.matter < MATTER_MIN { OTHER_DEED } else { 1.0 }
        * if asks_otherwise(from, to) { OTHER_VERB } else { 1.0 }
        * if is_other_case(from, to) { OTHER_CASE } else { 1.0 };
    Some(Scored { kind, score: thousandths(score * other) })
}

/// Whether nothing of what the one asks to do is, by its first word or by a deed of the tables, in the other.
fn asks_otherwise(from: &Gist, to: &Gist) -> bool {
    let told = |one: &Gist, other: &Gist| one.actions.iter().any(|a| other.stems.contains_key(&a.head));
    // What begins with a word that tells little ("let", "end") does not tell by it what is to be done.
    let tells = |gist: &Gist| !gist.actions.is_empty() && gist.actions.iter().all(|a| !a.head.is_empty());
    let known = from.lang == to.lang && tells(from) && tells(to);
    known && from.deeds.is_disjoint(&to.deeds) && !told(from, to) && !told(to, from)
}

/// Whether both name persons, and not the same.
fn names_others(from: &Gist, to: &Gist, topic: &Topic) -> bool {
    !from.persons.is_empty() && !to.persons.is_empty() && topic.persons.is_empty()
}

/// Whether one speaks of a single case, told by a place or a person, and the other of another one, or of all cases.
fn is_other_case(from: &Gist, to: &Gist) -> bool {
    let of_all = |all: &Gist, one: &Gist| {
        let single = !one.marks.whole && !one.cases.is_subset(&all.cases);
        all.marks.whole && all.persons.is_empty() && single
    };
    let of_another = |person: &Gist, place: &Gist| {
        let apart = from.names.is_disjoint(&to.names);
        apart && !person.persons.is_empty() && place.persons.is_empty() && !place.names.is_empty()
    };
    [(from, to), (to, from)].iter().any(|(a, b)| of_all(a, b) || of_another(a, b))
}

/// Whether a statement cites the document of another, as far as its day tells.
pub(crate) fn cites(from: &Gist, to: &Gist) -> bool {
    !to.date.is_empty() && from.cites.contains(&to.date)
}

/// Whether one of two demands is nearly all part of the other: the same verb, and the same person or provision.
fn is_held(from: &Gist, to: &Gist, topic: &Topic) -> bool {
    let named = !topic.persons.is_empty() || !topic.laws.is_empty();
    let done =
        topic.stems.iter().any(|stem| from.stems.get(stem) == Some(&TELLING)) || !topic.concepts.is_empty();
    from.lang == to.lang && named && done && topic.held >= HELD_MIN
}

/// Whether two statements have in common what tells one demand from another: a person, a provision, a telling
/// word, or in two languages two concepts.
fn is_told(from: &Gist, to: &Gist, topic: &Topic) -> bool {
    if from.act != Act::Demand && !topic.concepts.is_empty() {
        return true;
    }
    if from.lang != to.lang {
        let named = !topic.persons.is_empty() || !topic.laws.is_empty() || !topic.names.is_empty();
        // A person tells a demand that speaks of nothing that the tables know.
        let bare = from.concepts.is_empty() || to.concepts.is_empty();
        let alone = bare && !topic.persons.is_empty();
        let spoken = topic.concepts.len() + topic.themes.len() + topic.deeds.len();
        return topic.concepts.len() > 1
            || alone
            || (named && spoken > 0)
            || (!topic.concepts.is_empty() && (!topic.deeds.is_empty() || topic.roots > 1));
    }
    let telling = topic.stems.iter().any(|stem| from.stems.get(stem) == Some(&TELLING));
    let spoken = telling || !topic.concepts.is_empty();
    !topic.laws.is_empty() || telling || (spoken && !topic.persons.is_empty())
}

/// Whether two demands go to the same side, as far as both say.
fn may_ask_the_same(from: &Gist, to: &Gist) -> bool {
    from.asked.is_empty()
        || to.asked.is_empty()
        || from.asked.iter().any(|a| to.asked.iter().any(|b| same_side(a, b)))
}

/// Whether two sides are one: the same country, or bodies of which one is named by some of the other's words.
fn same_side(a: &str, b: &str) -> bool {
    let holds =
        |long: &str, short: &str| short.split(' ').all(|word| long.split(' ').any(|other| other == word));
    a == b || holds(a, b) || holds(b, a)
}

fn replies(from: &Gist, to: &Gist, topic: &Topic, same_document: bool) -> Option<Scored> {
    let other = from.speaker != to.speaker || (same_document && from.voice != to.voice);
    let concerned = !from.speaker.is_empty() && to.about.contains(&from.speaker);
    let of_itself = !to.speaker.is_empty() && from.about.contains(&to.speaker);
    let broken = !same_document && tells_broken(from, to, topic);
    let (kind, weight) = if !same_document && tells_done(from, to, topic) {
        (LinkKind::Fulfils, if tells_of_all(from, to) { 0.9 } else { SOME_PERSONS * 0.9 })
    } else if broken {
        (LinkKind::Contradicts, 0.9)
    } else if !other {
        return None;
    } else if concerned {
        takes_up(from, to, topic)?
    } else if of_itself {
        objects(from, to)?
    } else if same_document && from.voice != to.voice {
        let (kind, weight) = takes_up(from, to, topic)?;
        (kind, weight * 0.9)
    } else {
        return None;
    };
    // That the same person is named contradicts nothing.
    if kind == LinkKind::Contradicts && !broken && topic.matter < CONTRADICTED_MIN {
        return None;
    }
    let weight = weight * same_matter(from, to, topic);
    // A denial is short: what it says of a long demand is all that it says.
    let share = if from.act == Act::Denial { topic.share.max(DENIED_PART * topic.part) } else { topic.share };
    // Who replies to one of several demands need not speak of the others.
    let share = share.max(part::share(from, to));
    let near = nearness_of(topic, share);
    (topic.strength >= 2.0).then(|| Scored { kind, score: thousandths(near * weight) })
}

/// What is left of a reply for what it speaks of: of whom or of which provision nothing was said, of them nothing is
/// answered; who asked about one hears less from what names none; of two texts in two languages one
/// concept in common is little.
fn same_matter(from: &Gist, to: &Gist, topic: &Topic) -> f32 {
    let persons = !to.persons.is_empty() && topic.persons.is_empty();
    let laws = has_provision(to) && topic.laws.is_empty() && !tells_law(from, to);
    let named = topic.persons.len() + topic.laws.len();
    if named == 0 && (persons && !from.persons.is_empty() || laws && has_provision(from)) {
        return OTHER_MATTER;
    }
    // What has but the name of a meeting in common, or a condition of what is asked, is about something else.
    if topic.persons.is_empty() && part::is_beside_the_point(from, to) {
        return BESIDE_THE_POINT;
    }
    if topic.persons.is_empty() && topic.named && topic.matter < MATTER_MIN {
        return LESS_MATTER;
    }
    let unnamed = named == 0 && (persons || laws) && !to.marks.whole;
    let spoken = topic.concepts.len() + topic.names.len() + topic.deeds.len() + named;
    if unnamed || from.lang != to.lang && spoken < 2 { LESS_MATTER } else { 1.0 }
}

/// Whether a provision is named, other than by a day, which may be that of anything.
fn has_provision(gist: &Gist) -> bool {
    gist.laws.iter().any(|law| is_provision(law))
}

/// Whether all words by which a law is told are in a statement: "the Law on Domestic Violence", "the domestic violence
/// bill".
fn tells_law(from: &Gist, to: &Gist) -> bool {
    let told = |law: &String| law.contains(' ') && law.split(' ').all(|word| from.stems.contains_key(word));
    from.lang == to.lang && to.laws.iter().any(told)
}

fn is_provision(law: &str) -> bool {
    law.bytes().filter(|byte| *byte == b'-').count() != 2
}

/// What stands where a reply stands: it is one, the more so the more both have in common.
fn replies_beside(from: &Gist, topic: &Topic) -> Scored {
    let kind = if from.act == Act::Denial { LinkKind::Denies } else { LinkKind::Answers };
    // The next sentence may be about something else; what is denied is what was said.
    let apart = topic.strength == 0.0 && from.act != Act::Denial;
    let near = if apart { BESIDE_APART } else { BESIDE + (1.0 - BESIDE) * nearness(topic) };
    Scored { kind, score: thousandths(near) }
}

/// What somebody says who was asked or spoken of.
fn takes_up(from: &Gist, to: &Gist, topic: &Topic) -> Option<(LinkKind, f32)> {
    use LinkKind::{Answers, Contradicts, Denies};
    Some(match (to.act, from.act) {
        (_, Act::Denial) => (Denies, 1.0),
        (Act::Demand, Act::Finding | Act::Appraisal) => (Answers, 0.85),
        (Act::Demand, Act::Commitment) => (Answers, 0.95),
        (Act::Demand, Act::Demand) => (Answers, 0.6),
        (Act::Denial, _) => (Contradicts, 0.9),
        (_, Act::Finding | Act::Appraisal) if disagree(from, to) => (Contradicts, 0.95),
        (Act::Finding | Act::Appraisal, Act::Finding | Act::Commitment) if to.tone < 0 => (Answers, 0.8),
        (Act::Appraisal, Act::Finding | Act::Appraisal) if topic.share > 0.5 => (Answers, 0.5),
        _ => return None,
    })
}

/// What somebody says of a side that spoke of itself.
fn objects(from: &Gist, to: &Gist) -> Option<(LinkKind, f32)> {
    match (to.act, from.act) {
        (Act::Denial, Act::Finding | Act::Appraisal) => Some((LinkKind::Contradicts, 0.85)),
        // Who asks for it all the same claims nothing: a link to look at, and no counter-claim.
        (Act::Denial, Act::Demand) => Some((LinkKind::Contradicts, 0.4)),
        (Act::Commitment, Act::Finding | Act::Appraisal) if from.tone < 0 => {
            Some((LinkKind::Contradicts, 0.8))
        }
        (Act::Finding | Act::Appraisal, Act::Denial) => Some((LinkKind::Denies, 0.9)),
        (Act::Finding | Act::Appraisal, Act::Finding | Act::Appraisal) if disagree(from, to) => {
            Some((LinkKind::Contradicts, 0.85))
        }
        _ => None,
    }
}

/// Whether somebody – who asked, who was asked or promised, or a third – tells that what was asked or promised was
/// done. Praise of it says so as well: who welcomes the repeal of a law has seen it.
fn tells_done(from: &Gist, to: &Gist, topic: &Topic) -> bool {
    let told = from.marks.done || undergoes(from, to);
    let done = match from.act {
        Act::Finding => told && from.tone >= 0,
        Act::Appraisal => from.tone > 0 || told && from.tone == 0,
        _ => false,
    };
    // Some of those of whom all were meant are no fulfilment; nor is what is wanted, planned, refused or put off.
    let partial = to.marks.whole && !from.marks.whole && !from.counts.is_empty();
    let done = done && !from.marks.unsettled && !partial;
    let speaks_of = |side: &String| *side == from.speaker || from.about.contains(side);
    let concerned = match to.act {
        Act::Demand if to.asked.is_empty() => to.about.iter().any(speaks_of),
        Act::Demand => to.asked.iter().any(speaks_of),
        Act::Commitment => speaks_of(&to.speaker),
        _ => false,
    };
    // Who did what was not to be done fulfils nothing.
    let forbidden = match to.act {
        Act::Commitment => to.marks.not,
        _ => !to.actions.is_empty() && to.actions.iter().all(|action| action.omits),
    };
    done && concerned && !forbidden && !names_others(from, to, topic) && is_same_deed(from, to, topic)
}

/// Whether everybody whom one statement names is named by the other: the release of one of two persons is half of it.
fn tells_of_all(from: &Gist, to: &Gist) -> bool {
    if from.persons.is_empty() {
        return true;
    }
    // "release all of them" asks more than that one was released.
    let all = to.marks.whole && to.persons.is_empty() && !from.marks.whole;
    !all && to.persons.iter().all(|a| from.persons.iter().any(|b| same_person(a, b)))
}

/// Whether somebody tells that what was promised was not done: "the review was never published".
fn tells_broken(from: &Gist, to: &Gist, topic: &Topic) -> bool {
    let concerned =
        to.act == Act::Commitment && (to.speaker == from.speaker || from.about.contains(&to.speaker));
    let named = !topic.persons.is_empty() || topic.laws.iter().any(|law| is_provision(law));
    let told = !matches!(from.act, Act::Denial | Act::Commitment);
    let failed = from.marks.failed && (named || topic.held >= DEED_HELD_MIN);
    let missed = !from.spared.is_empty() && names_its_day(to, topic);
    concerned && told && (failed || missed || spares(from, to))
}

/// Whether what was not done to something is, by its verb or its deed, what was promised; or it is told of the promise
/// in its words and with its time: "the summary that Varosia undertook to hand over by June has not been received".
fn spares(from: &Gist, to: &Gist) -> bool {
    let deed = from.spared.contains(&to.head) || !from.spared.is_disjoint(&to.deeds);
    let retold = !from.spared.is_empty()
        && from.stems.contains_key(&to.head)
        && to.days.iter().any(|day| day.len() > "2024".len() && from.days.contains(day));
    from.lang == to.lang && (deed || retold) && !undergoes(from, to)
}

/// Whether a promise is one to do what was asked, as far as both say it: "the review will be completed" is none to
/// repeal the law.
pub(crate) fn promises_it(from: &Gist, to: &Gist) -> bool {
    let both_told = !from.deeds.is_empty() && !to.deeds.is_empty();
    let deed = !from.deeds.is_disjoint(&to.deeds);
    if from.lang != to.lang || to.actions.is_empty() {
        return deed || !both_told;
    }
    let verb = |action: &Action| !action.head.is_empty() && from.stems.contains_key(&action.head);
    let words = |action: &Action| most_in(&action.stems, from);
    deed || to.actions.iter().any(|action| verb(action) || words(action))
}

/// Whether most of some words, and more than one, are in a statement.
fn most_in<'a>(words: impl IntoIterator<Item = &'a String>, gist: &Gist) -> bool {
    let (mut all, mut same) = (0, 0);
    for word in words {
        all += 1;
        same += usize::from(gist.stems.contains_key(word));
    }
    same >= DEED_WORDS_MIN && 2 * same >= all
}

/// Whether what was done looks like what was asked or promised: the same deed among little else, or most words of a
/// thing that was asked.
fn is_same_deed(from: &Gist, to: &Gist, topic: &Topic) -> bool {
    /// A concept that is a deed.
    const RELEASE: &str = "release";
    // Whoever was released, it was somebody: those who are named, where any are.
    let released = || to.persons.is_empty() || !topic.persons.is_empty();
    let deed =
        !from.deeds.is_disjoint(&to.deeds) || topic.concepts.iter().any(|id| id == RELEASE) && released();
    // Where the deed is one of the tables, other words do not stand for it: "blocked" is no lifting of the blocking.
    let tells =
        from.act == Act::Finding && from.lang == to.lang && (to.deeds.is_empty() || undergoes(from, to));
    let asked = to.actions.iter().any(|action| most_in(&action.stems, from));
    // Words that are common in such documents tell little of what was promised.
    let telling = to.stems.iter().filter(|(_, weight)| **weight == TELLING).map(|(stem, _)| stem);
    let promised = to.act == Act::Commitment && most_in(telling, from);
    let told = tells && (asked || promised);
    deed && topic.held >= DEED_HELD_MIN || told || names_its_day(to, topic)
}

/// Whether what is told of a promise names the time by which it was due, and something that was promised: "the summary
/// promised for June 2024 arrived on 2 October".
fn names_its_day(to: &Gist, topic: &Topic) -> bool {
    topic.due && topic.stems.iter().any(|stem| to.stems.get(stem) == Some(&TELLING))
}

/// Whether what was done to something is, by its verb, what was asked or promised.
fn undergoes(from: &Gist, to: &Gist) -> bool {
    let asked = || to.actions.iter().any(|action| !action.omits && from.undergone.contains(&action.head));
    let promised = || to.act == Act::Commitment && from.undergone.contains(&to.head);
    from.lang == to.lang && (asked() || promised())
}

/// Whether both cannot be true as they stand: one is praise and the other blame, or their figures differ.
fn disagree(from: &Gist, to: &Gist) -> bool {
    from.tone.signum() * to.tone.signum() < 0
        || from.counts.iter().any(|a| to.counts.iter().any(|b| a.of == b.of && !compatible(a, b)))
}

/// Whether two figures of the same thing can both be right, each within its bound.
fn compatible(a: &Count, b: &Count) -> bool {
    let (a_low, a_high) = range(a.value, a.bound);
    let (b_low, b_high) = range(b.value, b.bound);
    a_low <= b_high && b_low <= a_high
}
