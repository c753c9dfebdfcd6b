//! The keys under which a statement meets others. Each joins a side with something that is spoken of, and is
//! kept as a hash.
//!
//! A key of a statement that asks or accuses says whom it asks and what about; a key of a statement that may
//! answer says who speaks and what about. What repeats a demand meets it under the side that is asked and two
//! words of what is asked; what tells that it was done meets it under the country, and the person or provision; what
//! tells what became of a promise meets it under who promised, and the time by which it was due.

use std::collections::BTreeSet;

use whereas_extract::Act;

use super::gist::Gist;
use super::lexis::TELLING;
use crate::likeness::{hash, mix};
use crate::limit;

/// The hash of a key. Its upper half tells what is spoken of, its lower half by whom and how: the keys of a statement
/// that speak of one thing stand close together where they are stored, and are written together.
fn key(what: &[&str], whose: &[&str]) -> i64 {
    let hashed =
        |parts: &[&str]| parts.iter().fold(0u64, |all, part| mix(all.wrapping_add(hash(part.as_bytes()))));
    (hashed(what) << 32 | hashed(whose) & u64::from(u32::MAX)).cast_signed()
}

/// A key, and whether the statement speaks under it. Two statements of which neither speaks, for both accuse the
/// same side, have nothing to say to each other.
pub(crate) type Key = (i64, bool);

/// The keys of a statement.
pub(crate) fn keys(gist: &Gist) -> BTreeSet<Key> {
    let mut out: BTreeSet<Key> = word_keys(gist).into_iter().map(|key| (key, true)).collect();
    if matches!(gist.act, Act::Demand | Act::Denial) {
        let sides = if gist.asked.is_empty() { &gist.about } else { &gist.asked };
        for side in sides.iter().take(limit::KEY_SIDES_MAX) {
            let keys = spoken_of(gist)
                .into_iter()
                .map(|(kind, what)| key(&[kind, &what], &["d", gist.act.as_str(), side]));
            out.extend(keys.map(|key| (key, true)));
        }
    }
    let told = matches!(gist.act, Act::Finding | Act::Appraisal);
    let of_deed = told && (gist.marks.done || !gist.undergone.is_empty() || gist.tone > 0);
    if (gist.act == Act::Demand || of_deed) && !gist.home.is_empty() {
        // Whoever is asked, and whoever tells that it was done: one person, one provision of the country that the
        // document is about.
        let named = spoken_of(gist).into_iter().filter(|(kind, _)| *kind != "concept");
        let keys = named.map(|(kind, what)| key(&[kind, &what], &["h", &gist.home]));
        out.extend(keys.map(|key| (key, true)));
    }
    out.extend(due_keys(gist));
    if !gist.speaker.is_empty() {
        out.extend(topic_keys(gist, &gist.speaker).into_iter().map(|key| (key, true)));
    }
    let others = gist.about.iter().filter(|side| **side != gist.speaker);
    for side in others.take(limit::KEY_SIDES_MAX) {
        out.extend(topic_keys(gist, side).into_iter().map(|key| (key, false)));
    }
    out
}

/// Under what a promise meets who tells what became of it and names the time by which it was due; many are due in a
/// year.
fn due_keys(gist: &Gist) -> BTreeSet<Key> {
    // What tells neither of a promise nor of something that was not done names its day for another reason.
    let told = gist.marks.as_promised || !gist.spared.is_empty();
    let (sides, speaks): (Vec<&String>, bool) = match gist.act {
        Act::Commitment => (vec![&gist.speaker], true),
        Act::Finding | Act::Appraisal if told => (gist.about.iter().chain([&gist.speaker]).collect(), false),
        _ => return BTreeSet::new(),
    };
    let sides: BTreeSet<&String> = sides.into_iter().filter(|side| !side.is_empty()).collect();
    let times = || gist.days.iter().filter(|day| day.len() > "2024".len());
    let keys =
        sides.into_iter().take(limit::KEY_SIDES_MAX).flat_map(|side| times().map(move |time| (side, time)));
    keys.map(|(side, time)| (key(&["u", side], &[time]), speaks)).collect()
}

/// Under what a statement is found by one in the same words, whoever speaks: pairs of telling words.
fn word_keys(gist: &Gist) -> BTreeSet<i64> {
    let mut telling: Vec<&String> =
        gist.stems.iter().filter(|(_, weight)| **weight == TELLING).map(|(stem, _)| stem).collect();
    // Long words tell more than short ones, and the same ones are taken whatever else a statement says.
    telling.sort_by_key(|stem| (std::cmp::Reverse(stem.chars().count()), stem.as_str()));
    telling.truncate(limit::KEY_WORDS_MAX);
    telling.sort();
    let mut out = BTreeSet::new();
    for (at, a) in telling.iter().enumerate() {
        out.extend(telling[at + 1..].iter().map(|b| key(&["w", gist.lang.code(), a], &[b])));
    }
    out
}

/// Under what a statement meets those of another side.
fn topic_keys(gist: &Gist, side: &str) -> BTreeSet<i64> {
    let mut out: BTreeSet<i64> =
        spoken_of(gist).into_iter().map(|(kind, what)| key(&[kind, &what], &["t", side])).collect();
    out.extend(gist.carried.iter().map(|id| key(&["concept", id], &["t", side])));
    out.extend(gist.themes.iter().map(|id| key(&["theme", id], &["t", side])));
    out
}

/// What a statement speaks of that tells more than a theme: concepts, persons by their family names, provisions
/// by their numbers.
fn spoken_of(gist: &Gist) -> Vec<(&'static str, String)> {
    let concepts = gist.concepts.iter().map(|id| ("concept", id.clone()));
    let family = |person: &String| person.split('/').next().unwrap_or_default().to_owned();
    let persons = gist.persons.iter().map(|person| ("person", family(person)));
    let laws = gist.laws.iter().map(|law| ("law", law.clone()));
    concepts.chain(persons).chain(laws).collect()
}
