//! The board of demands: each in its newest wording, by how it stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::StatementFilter;
use super::chain::days_since;
use super::link::Shown;
use super::standing::{Standing, standing};
use super::verdict::Verdicts;
use crate::judge::Status;
use crate::standing::earlier;
use crate::store::Tx;
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
    /// The institution in charge, or `""`.
    pub charge: String,
}

/// The board as of a day.
pub(crate) fn board(tx: &Tx<'_>, filter: &BoardFilter, on: &str) -> Result<Board, LedgerError> {
    let passing = tx.demand_keys(&filter.statements)?;
    let (counts, keys) = tx.board(filter, passing.as_deref())?;
    let verdicts = Verdicts::read(tx)?;
    let mut shown = Shown { tx, origins: BTreeMap::new() };
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
    let (since, asked) = beginning(tx, key, verdicts)?;
    let is_silent = matches!(place, Place::Open | Place::Repeated);
    let days = if is_silent { days_since(&row.date, on)? } else { None };
    Ok(Some(BoardCard { standing, place, since, asked, days, charge: row.charge }))
}

/// The day on which a demand was made first, and how many wordings it had since.
fn beginning(tx: &Tx<'_>, newest: i64, verdicts: &Verdicts) -> Result<(String, u32), LedgerError> {
    let (mut seen, mut at) = (vec![newest], 0);
    let mut since = String::new();
    while let Some(key) = seen.get(at).copied() {
        at += 1;
        let Some((id, date)) = tx.demand(key)? else { continue };
        if !date.is_empty() && (since.is_empty() || date < since) {
            since = date;
        }
        for other in earlier(tx, key, &id, verdicts)? {
            if seen.len() < limit::CHAIN_MAX as usize && !seen.contains(&other) {
                seen.push(other);
            }
        }
    }
    Ok((since, seen.len() as u32))
}
