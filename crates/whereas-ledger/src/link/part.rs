//! Of which of the things that a demand asks for a reply speaks.

use std::collections::BTreeSet;

use super::gist::{Action, Gist};
use super::name::same_person;
use super::topic::{DEED, LAW, PERSON, WORD, concept_weight};

/// How much of what the closest part has in common with a reply another part must have, for the reply to speak of both.
const AS_CLOSE: f32 = 0.6;

/// The places, among the things that a demand asks for, of those that a reply speaks of; empty where it speaks of the
/// demand as a whole: of all of them, or of none more than of others.
pub(crate) fn parts(reply: &Gist, demand: &Gist) -> BTreeSet<u8> {
    let closeness: Vec<f32> = demand.actions.iter().map(|action| closeness(reply, demand, action)).collect();
    let most = closeness.iter().copied().fold(0.0, f32::max);
    let spoken_of = |closeness: f32| most > 0.0 && closeness >= AS_CLOSE * most;
    let parts: BTreeSet<u8> =
        (0u8..).zip(&closeness).filter(|(_, closeness)| spoken_of(**closeness)).map(|(at, _)| at).collect();
    if parts.len() == closeness.len() { BTreeSet::new() } else { parts }
}

/// How much a reply and a thing that is asked have in common.
fn closeness(reply: &Gist, demand: &Gist, action: &Action) -> f32 {
    let same = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).count() as f32;
    let persons = action.persons.iter().filter(|a| reply.persons.iter().any(|b| same_person(a, b))).count();
    let concepts =
        action.concepts.iter().filter(|id| reply.concepts.contains(*id) || reply.carried.contains(*id));
    let words = if reply.lang == demand.lang {
        action.stems.iter().filter(|stem| reply.stems.contains_key(*stem)).count()
    } else {
        0
    };
    PERSON * persons as f32
        + LAW * same(&action.laws, &reply.laws)
        + concepts.map(|id| concept_weight(id)).sum::<f32>()
        + DEED * same(&action.deeds, &reply.deeds)
        + WORD * words as f32
}
