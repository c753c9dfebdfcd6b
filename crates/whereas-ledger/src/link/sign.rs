//! What a link tells of how a demand stands.

use serde::{Deserialize, Serialize};
use whereas_extract::Act;

use super::LinkKind;
use crate::limit;

/// What a later statement does to a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// It makes the demand again.
    Repeated,
    /// It tells that what was asked for was talked about, no more.
    Discussed,
    /// It speaks of what was asked for.
    Answered,
    /// It says that it is not so, or asserts the contrary.
    Denied,
    /// It promises what was asked for.
    Promised,
    /// It says that it was done.
    Fulfilled,
}

impl Sign {
    /// All signs.
    pub const ALL: [Sign; 6] =
        [Sign::Repeated, Sign::Discussed, Sign::Answered, Sign::Denied, Sign::Promised, Sign::Fulfilled];

    /// The sign as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Sign::Repeated => "repeated",
            Sign::Discussed => "discussed",
            Sign::Answered => "answered",
            Sign::Denied => "denied",
            Sign::Promised => "promised",
            Sign::Fulfilled => "fulfilled",
        }
    }
}

/// How a later statement takes up a demand, beside its act.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// It tells that something was talked about, no more.
    pub mere: bool,
    /// What it promises, if it promises anything, is what was asked.
    pub to_the_point: bool,
    /// It is no wording of what it takes up: one of them tells of what was asked some time before, or it asks its own
    /// side for what was asked of others.
    pub no_wording: bool,
    /// It denies a reason or a tie, of which what it takes up does not speak.
    pub of_motive: bool,
}

/// What a link of a kind, from an act to an act, tells of a demand; nothing where it is too unsure.
pub(crate) fn sign(kind: LinkKind, (from, manner): (Act, Manner), to: Act, score: u16) -> Option<Sign> {
    let least = if kind == LinkKind::Repeats { limit::REPEATED_SCORE_MIN } else { limit::REPLY_SCORE_MIN };
    if to != Act::Demand || score < least {
        return None;
    }
    match kind {
        LinkKind::Repeats if manner.no_wording => None,
        LinkKind::Repeats => Some(Sign::Repeated),
        LinkKind::Readdresses => None,
        LinkKind::Answers if from == Act::Commitment && manner.to_the_point => Some(Sign::Promised),
        // That it was talked about is no reply.
        LinkKind::Answers if from == Act::Finding && manner.mere => Some(Sign::Discussed),
        LinkKind::Answers => Some(Sign::Answered),
        // "Denied that the ban was politically motivated" does not say that it stays.
        LinkKind::Denies | LinkKind::Contradicts if manner.of_motive => Some(Sign::Answered),
        LinkKind::Denies | LinkKind::Contradicts => Some(Sign::Denied),
        LinkKind::Fulfils => Some(Sign::Fulfilled),
    }
}
