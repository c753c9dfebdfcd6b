//! The board of demands: each in its newest wording, by how it stands.

use serde::{Deserialize, Serialize};

use super::StatementFilter;
use super::chain::{Dated, days_since, wordings};
use super::link::Shown;
use super::standing::{Ground, Standing, standing};
use super::verdict::{LinkState, Verdicts};
use crate::judge::Status;
use crate::link::Sign;
use crate::standing::Spoken;
use crate::store::{Tx, document_of};
use crate::{LedgerError, limit};

/// Where the board shows a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Asked once, and nothing was heard.
    #[default]
    Open,
    /// Asked again, and nothing was heard since.
    Repeated,
    /// Somebody replied.
    Answered,
    /// It was refused, or what it rests on denied.
    Denied,
    /// It was promised.
    Promised,
    /// It is said to be done.
    Fulfilled,
    /// One says so and another the contrary.
    Contested,
}

impl Place {
    /// All places, in order.
    pub const ALL: [Place; 7] = [
        Place::Open,
        Place::Repeated,
        Place::Answered,
        Place::Denied,
        Place::Promised,
        Place::Fulfilled,
        Place::Contested,
    ];

    /// The place as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Open => "open",
            Place::Repeated => "repeated",
            Place::Answered => "answered",
            Place::Denied => "denied",
            Place::Promised => "promised",
            Place::Fulfilled => "fulfilled",
            Place::Contested => "contested",
        }
    }
}

impl From<Status> for Place {
    fn from(status: Status) -> Place {
        match status {
            Status::Open => Place::Open,
            Status::Answered => Place::Answered,
            Status::Denied => Place::Denied,
            Status::Promised => Place::Promised,
            Status::Fulfilled => Place::Fulfilled,
            Status::Contested => Place::Contested,
        }
    }
}

/// Which demands the board shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoardFilter {
    /// What the demands have to pass; their act and document do not matter.
    pub statements: StatementFilter,
    /// Only those of which this institution is in charge.
    pub charge: String,
    /// The place whose cards are wanted; without one, as many of each as a page holds.
    pub place: Option<Place>,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Board {
    /// How many demands stand in each place, in the order of [`Place::ALL`].
    pub counts: [u32; 7],
    /// A page of those in the wanted place, or the first of each, the newest first.
    pub cards: Vec<BoardCard>,
    /// The institutions in charge of demands, each with how many, the busiest first.
    pub charges: Vec<(String, u32)>,
}

/// A demand on the board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardCard {
    /// The newest wording and how it stands.
    pub standing: Standing,
    /// Where the board shows it.
    pub place: Place,
    /// Day of the oldest wording, or `""`.
    pub since: String,
    /// How many wordings there are.
    pub asked: u32,
    /// Days since the newest wording; `None` where something was heard since, or its document has no day.
    pub days: Option<i32>,
    /// Whether the ledger has a later document, in which a reply could stand at all.
    pub followed: bool,
    /// What was heard last of an earlier wording, where nothing was heard since.
    pub last: Option<Ground>,
    /// The institution in charge, or `""`.
    pub charge: String,
    /// Of a demand that asks something of "it" or "him": the sentence before it, verbatim, or `""`.
    pub before: String,
}

/// The board as of a day.
pub(crate) fn board(tx: &Tx<'_>, filter: &BoardFilter, on: &str) -> Result<Board, LedgerError> {
    let passing = tx.demand_keys(&filter.statements)?;
    let (counts, keys) = tx.board(filter, passing.as_deref())?;
    let verdicts = Verdicts::read(tx)?;
    let mut shown = Shown::new(tx);
    let mut cards = Vec::new();
    for key in keys {
        cards.extend(card(&mut shown, key, &verdicts, on)?);
    }
    Ok(Board { counts, cards, charges: tx.charges(limit::CHARGES_MAX)? })
}

fn card(
    shown: &mut Shown<'_, '_>,
    key: i64,
    verdicts: &Verdicts,
    on: &str,
) -> Result<Option<BoardCard>, LedgerError> {
    let tx = shown.tx;
    let Some((row, place)) = tx.standing(key)?.and_then(|row| row.place.map(|place| (row, place))) else {
        return Ok(None);
    };
    let standing = standing(shown, key, verdicts)?;
    let (wordings, _) = wordings(tx, key, verdicts)?;
    let since =
        wordings.iter().map(|(date, ..)| date).find(|date| !date.is_empty()).cloned().unwrap_or_default();
    let asked = wordings.len() as u32;
    let last = if place == Place::Repeated { last_heard(shown, &wordings, verdicts)? } else { None };
    let is_silent = matches!(place, Place::Open | Place::Repeated);
    let days = if is_silent { days_since(&row.date, on)? } else { None };
    let followed = tx.is_followed(&row.date)?;
    Ok(Some(BoardCard {
        standing,
        place,
        since,
        asked,
        days,
        followed,
        last,
        charge: row.charge,
        before: sentence_before(tx, key)?,
    }))
}

/// The sentence before a demand that leans on it.
pub(super) fn sentence_before(tx: &Tx<'_>, key: i64) -> Result<String, LedgerError> {
    Ok(tx.gist(key)?.map_or_else(String::new, |gist| gist.before))
}

/// What was heard last of any wording before the newest was made, and has to do with that too; nothing that a person
/// rejects.
pub(super) fn last_heard(
    shown: &mut Shown<'_, '_>,
    wordings: &[Dated],
    verdicts: &Verdicts,
) -> Result<Option<Ground>, LedgerError> {
    let mut last: Option<Ground> = None;
    let Some((asked, newest, _)) = wordings.last().map(|(date, key, id)| (date, *key, id)) else {
        return Ok(None);
    };
    let mut spoken = Spoken::of(shown.tx, newest);
    let nearly_the_same =
        shown.tx.near_wordings(newest, limit::SAME_WORDING_SCORE_MIN, limit::CHAIN_MAX as usize)?;
    for (_, key, id) in wordings {
        for row in shown.tx.heard_last(*key, limit::HEARD_MAX)? {
            let Some(sign) = row.sign else { continue };
            let by = shown.end(row.from)?;
            // In one document a refusal may stand before who asks all the same, as in the news.
            let same = document_of(row.from) == document_of(newest);
            let behind = same && (row.from > newest || sign != Sign::Denied);
            if behind || by.document_date > *asked {
                continue;
            }
            if last.as_ref().is_some_and(|last| last.by.document_date >= by.document_date) {
                break;
            }
            let state = verdicts.state(row.kind, &by.statement, id);
            let confirmed = state == LinkState::Confirmed;
            let own = *key == newest || confirmed || nearly_the_same.contains(key);
            let own = own || spoken.parts(row.from)?.is_some();
            if own && state != LinkState::Rejected {
                let confidence = f32::from(row.score) / 1000.0;
                let parts = row.parts.places().collect();
                last = Some(Ground { sign, by, to: id.clone(), parts, confidence, confirmed });
                break;
            }
        }
    }
    Ok(last)
}
