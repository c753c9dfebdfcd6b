//! The country whose speech a document is, where no head tells: the one that welcomes, supports and calls for things,
//! else the one of which the speech tells most in its own voice, and not in words of accusation.

use std::collections::BTreeMap;
use std::ops::Range;

use super::issuer::named;
use super::maker::Maker;
use super::matrix;
use crate::pack::lexicon::{ANY_PACK, Label};
use crate::pack::{Class, Role};
use crate::{Mention, MentionValue, Named};

/// What a State is called by, as bits.
const STATES: u64 = Label::Place.bit() | Label::Demonym.bit();

/// The country that speaks.
pub(super) fn country_of_speech(maker: &Maker<'_, '_>) -> Option<Named> {
    country_that_acts(maker).or_else(|| country_told_of(maker))
}

/// How often a country must be the subject of a verb of doing by words before it is taken to speak.
const ACTS_MIN: usize = 2;

/// The country that welcomes, supports and calls for things in a speech: the one that does so by far the most often.
fn country_that_acts(maker: &Maker<'_, '_>) -> Option<Named> {
    let scan = maker.scan;
    let subjects = maker.mentions.iter().filter_map(|mention| state(maker, mention));
    let subjects = subjects.filter(|subject| !is_region(maker, subject));
    let acts = |subject: &Range<usize>| {
        let pack = scan.tokens.get(subject.start).map_or(ANY_PACK, |token| token.pack);
        let inside = subject.start > 0 && scan.class(subject.start - 1, Class::Of, pack);
        !inside && (subject.end..subject.end + 2).any(|at| matrix::utters(maker, at, pack))
    };
    by_far(maker, subjects.filter(acts), ACTS_MIN)
}

/// The name that stands at least so often, and twice as often as any other, where it first stands.
fn by_far(
    maker: &Maker<'_, '_>,
    subjects: impl Iterator<Item = Range<usize>>,
    least: usize,
) -> Option<Named> {
    let scan = maker.scan;
    let mut counts: Vec<(String, usize, Range<usize>)> = Vec::new();
    for subject in subjects {
        let name = crate::fold_blanks(scan.span(subject.start, subject.end).of(scan.text));
        match counts.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, count, _)) => *count += 1,
            None => counts.push((name, 1, subject)),
        }
    }
    let (name, most, subject) = counts.iter().max_by_key(|(_, count, _)| *count)?;
    let others = counts.iter().filter(|(other, ..)| other != name);
    let second = others.map(|(_, count, _)| *count).max().unwrap_or(0);
    (*most >= least && *most >= 2 * second).then(|| named(scan, subject.clone()))
}

/// What stands between a subject and its verb.
const AUXILIARIES: [Class; 3] = [Class::Have, Class::Will, Class::Auxiliary];

/// How far around a name its sentence is looked at, in tokens.
const SENTENCE_REACH: usize = 45;

/// What a speech tells of a country, in quarters of a point. The weights were tried on speeches of all States whose
/// country is known.
#[derive(Debug, Default)]
struct Told {
    points: i32,
    /// How often the country utters something, or stands in a sentence with "our" or "my".
    own: u32,
    /// Where it first stands, in tokens.
    first: Range<usize>,
}

/// A country utters something ("Varosia welcomes").
const UTTERS: i32 = 12;
/// It is the subject of another verb ("Varosia has built").
const ACTS: i32 = 8;
/// It stands in a sentence with "our" or "my".
const OURS: i32 = 4;
/// It is named.
const NAMED: i32 = 1;
/// It is named with a word of accusation ("aggression").
const ACCUSED: i32 = -8;
/// It stands behind "by", "against", "between", "from".
const OTHER_SIDE: i32 = -4;

/// The fewest points by which a country is taken to speak.
const POINTS_MIN: i32 = 12;

/// The country that a speech without a head tells of by far the most in its own voice.
fn country_told_of(maker: &Maker<'_, '_>) -> Option<Named> {
    let scan = maker.scan;
    if !maker.document.publisher.is_empty() || !(0..scan.tokens.len()).any(|at| says_our_country(maker, at)) {
        return None;
    }
    let mut countries: BTreeMap<String, Told> = BTreeMap::new();
    for mention in maker.mentions.iter().filter(|mention| mention.value == MentionValue::Place) {
        let tokens = scan.range(mention.span);
        if !is_region(maker, &tokens) {
            let told = countries.entry(crate::fold_blanks(mention.span.of(scan.text))).or_default();
            told.add(maker, tokens);
        }
    }
    let (name, best) = countries.iter().max_by_key(|(_, told)| told.points)?;
    let others = countries.iter().filter(|(other, _)| *other != name);
    let second = others.map(|(_, told)| told.points).max().unwrap_or(0).max(0);
    let speaks = best.own > 0 && best.points >= POINTS_MIN && best.points >= 2 * second;
    speaks.then(|| named(scan, best.first.clone()))
}

impl Told {
    /// Counts a place where a country is named.
    fn add(&mut self, maker: &Maker<'_, '_>, name: Range<usize>) {
        let scan = maker.scan;
        let pack = scan.tokens.get(name.start).map_or(ANY_PACK, |token| token.pack);
        let class = |at: usize, class| scan.class(at, class, pack);
        let article = name.start.checked_sub(1).filter(|&at| class(at, Class::Article));
        let lead = article.unwrap_or(name.start).checked_sub(1);
        let led = |classes: &[Class]| lead.is_some_and(|at| classes.iter().any(|&wanted| class(at, wanted)));
        let helps = |at: usize| AUXILIARIES.iter().any(|&wanted| class(at, wanted));
        let free = !led(&[Class::Of, Class::Preposition, Class::And]);
        let acts =
            free && (helps(name.end) || (name.end..name.end + 3).any(|at| matrix::finite(maker, at, pack)));
        let utters = !led(&[Class::Of]) && (name.end..name.end + 2).any(|at| matrix::utters(maker, at, pack));
        let other_side = led(&[Class::By, Class::Against, Class::Between, Class::From]);
        let ours = |at: usize| class(at, Class::FirstPerson) && class(at, Class::Possessive);
        let (mut own, mut accused) = (false, false);
        for at in sentence(maker, &name) {
            own |= ours(at);
            accused |= class(at, Class::Accusation);
        }
        let counts = [
            (utters, UTTERS),
            (acts, ACTS),
            (own, OURS),
            (true, NAMED),
            (accused, ACCUSED),
            (other_side, OTHER_SIDE),
        ];
        if self.first.is_empty() {
            self.first = name;
        }
        self.points += counts.iter().filter(|(counts, _)| *counts).map(|(_, points)| points).sum::<i32>();
        self.own += u32::from(own) + u32::from(utters);
    }
}

/// The sentence around a name, as far as it is looked at.
fn sentence(maker: &Maker<'_, '_>, name: &Range<usize>) -> Range<usize> {
    let scan = maker.scan;
    let stop = |at: usize| scan.mark(at, b'.') || scan.mark(at, b'?');
    let floor = name.start.saturating_sub(SENTENCE_REACH);
    let limit = scan.tokens.len().min(name.end + SENTENCE_REACH);
    let start = (floor..name.start).rev().find(|&at| stop(at)).map_or(floor, |at| at + 1);
    start..(name.end..limit).find(|&at| stop(at)).unwrap_or(limit)
}

/// "Africa", "the Middle East", "the Aral Sea": a place that is no State.
fn is_region(maker: &Maker<'_, '_>, name: &Range<usize>) -> bool {
    let scan = maker.scan;
    let whole = |end: Option<usize>| end.is_some_and(|end| end >= name.end);
    whole(scan.class_end(name.start, Class::Region, ANY_PACK))
        || scan.role_end(name.end - 1, Role::PlaceHead, ANY_PACK).is_some()
}

/// "our country", "my delegation": whoever says so speaks for a State.
fn says_our_country(maker: &Maker<'_, '_>, at: usize) -> bool {
    let scan = maker.scan;
    let pack = scan.tokens[at].pack;
    let own = scan.class(at, Class::FirstPerson, pack) && scan.class(at, Class::Possessive, pack);
    own && (at + 1..at + 3).any(|i| scan.is(i, Label::Actor, pack) || scan.is(i, Label::Title, pack))
}

/// A mention that can be a State as a subject: a place, or a body that is called after one ("the Varosian delegation").
pub(super) fn state(maker: &Maker<'_, '_>, mention: &Mention) -> Option<Range<usize>> {
    let scan = maker.scan;
    let tokens = scan.range(mention.span);
    let of_state = tokens.clone().any(|at| scan.is_any(at, STATES, ANY_PACK));
    let listed = scan.longest(tokens.start, Label::Organisation, ANY_PACK);
    match mention.value {
        MentionValue::Place => Some(tokens),
        MentionValue::Organisation => (of_state && listed.is_none()).then_some(tokens),
        _ => None,
    }
}
