//! Of which of the things that a demand asks for a reply speaks.

use std::collections::BTreeSet;

use super::gist::{Action, Gist};
use super::name::same_person;
use super::topic::{DEED, LAW, PERSON, WORD, concept_weight, mass};

/// How much of what the closest thing has in common with a reply another one must have, for the reply to speak of both.
const AS_CLOSE: f32 = 0.6;

/// Of which of the things that a demand asks for a reply speaks: the first as the lowest bit, and so on; no bit where
/// it speaks of the demand as a whole, that is of all of them, or of none more than of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Parts(u16);

impl Parts {
    /// What a reply speaks of.
    pub(crate) fn of(reply: &Gist, demand: &Gist) -> Parts {
        if demand.actions.len() < 2 {
            return Parts::default();
        }
        let closeness: Vec<f32> =
            demand.actions.iter().map(|action| closeness(reply, demand, action)).collect();
        let most = closeness.iter().copied().fold(0.0, f32::max);
        let spoken_of = |closeness: f32| most > 0.0 && closeness >= AS_CLOSE * most;
        if closeness.iter().all(|closeness| spoken_of(*closeness)) {
            return Parts::default();
        }
        let bits = closeness.iter().zip(0u32..).filter(|(closeness, _)| spoken_of(**closeness));
        Parts(bits.fold(0, |all, (_, at)| all | 1u16.checked_shl(at).unwrap_or(0)))
    }

    /// As they are stored.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }

    pub(crate) fn from_bits(bits: u16) -> Parts {
        Parts(bits)
    }

    /// Whether the thing at this place is among them, or all are.
    pub(crate) fn has(self, at: usize) -> bool {
        self.0 == 0 || self.places().any(|place| usize::from(place) == at)
    }

    /// The places of those that are spoken of, none where all are.
    pub(crate) fn places(self) -> impl Iterator<Item = u8> {
        (0u8..).take(u16::BITS as usize).filter(move |at| self.0 & (1 << at) != 0)
    }
}

/// Whether a reply has nothing in common with any thing that is asked: it speaks of what the demand says besides.
pub(super) fn is_beside_the_point(reply: &Gist, demand: &Gist) -> bool {
    // What is asked in pronouns and common words alone can be told by no word.
    let tells = |action: &Action| action_mass(action, reply.lang == demand.lang) > 0.0;
    !demand.actions.is_empty()
        && demand.actions.iter().all(|action| tells(action) && closeness(reply, demand, action) == 0.0)
}

/// The share of what both say that a reply and the closest of several things that are asked have in common, 0–1; 0
/// where one thing alone is asked.
pub(super) fn share(reply: &Gist, demand: &Gist) -> f32 {
    if demand.actions.len() < 2 {
        return 0.0;
    }
    let said = mass(reply, reply.lang == demand.lang);
    let share = |action: &Action| {
        let both = 0.5 * (said + action_mass(action, reply.lang == demand.lang));
        (closeness(reply, demand, action) / both.max(1.0)).min(1.0)
    };
    demand.actions.iter().map(share).fold(0.0, f32::max)
}

/// How much a thing that is asked says at all.
fn action_mass(action: &Action, with_words: bool) -> f32 {
    PERSON * action.persons.len() as f32
        + LAW * action.laws.len() as f32
        + action.concepts.iter().map(|id| concept_weight(id)).sum::<f32>()
        + if with_words { WORD * action.stems.len() as f32 } else { DEED * action.deeds.len() as f32 }
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
