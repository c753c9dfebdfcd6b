//! Promises by the day on which they are due.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;
use serde::Serialize;
use whereas_extract::Act;

use super::document::each_row;
use super::link::{LinkView, Shown};
use super::verdict::{LinkState, Verdicts};
use super::{Listing, StatementFilter, StatementRow};
use crate::judge::LinkKind;
use crate::store::{LinkRow, Tx, statement_key};
use crate::{LedgerError, edtf, limit, stamp};

/// Commitments that name a date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueListing {
    /// The rows that were asked for, and how many there are in all.
    pub listing: Listing<DueRow>,
    /// How many of those that pass the filter stand how, whichever of these was asked for.
    pub counts: BTreeMap<Fulfilment, u32>,
}

/// A commitment with the time by which it is due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueRow {
    /// The commitment.
    pub statement: StatementRow,
    /// The last day of its date, ISO 8601.
    pub last_day: String,
    /// Days from the last day to the day that was asked about; negative while there is time.
    pub days_over: i32,
    /// Where it stands on the day that was asked about.
    pub due: Due,
    /// What later documents tell of it.
    pub fulfilment: Fulfilment,
    /// Where somebody says later that it was kept: what people confirmed, else the surest that is sure enough to
    /// count.
    pub kept: Option<LinkView>,
    /// Where somebody says later that it was not kept, likewise.
    pub broken: Option<LinkView>,
}

/// What is known of a commitment on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fulfilment {
    /// Its last day is over, and nothing was found in the ledger that tells whether it was kept.
    Unheard,
    /// Somebody says that it was not kept.
    Broken,
    /// Somebody says that it was kept.
    Kept,
    /// There is time, and nobody says either.
    Running,
}

impl Fulfilment {
    /// All of them.
    pub const ALL: [Fulfilment; 4] =
        [Fulfilment::Unheard, Fulfilment::Broken, Fulfilment::Kept, Fulfilment::Running];

    /// The word of it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Fulfilment::Unheard => "unheard",
            Fulfilment::Broken => "broken",
            Fulfilment::Kept => "kept",
            Fulfilment::Running => "running",
        }
    }

    fn of(due: Due, kept: Option<&LinkView>, broken: Option<&LinkView>) -> Fulfilment {
        let sure =
            |link: Option<&LinkView>| link.map(|link| (link.state == LinkState::Confirmed, link.confidence));
        match (sure(kept), sure(broken)) {
            (None, None) if due == Due::Overdue => Fulfilment::Unheard,
            (None, None) => Fulfilment::Running,
            (kept, broken) if broken > kept => Fulfilment::Broken,
            _ => Fulfilment::Kept,
        }
    }
}

impl FromStr for Fulfilment {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = Fulfilment::ALL.map(Fulfilment::as_str).join(", ");
        let found = Fulfilment::ALL.into_iter().find(|fulfilment| fulfilment.as_str() == word);
        found.ok_or_else(|| format!("`{word}` is not known of promises; there are {all}"))
    }
}

/// Where a commitment stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// Its last day is over.
    Overdue,
    /// Its time is running.
    Now,
    /// Its time lies ahead.
    Ahead,
}

/// Lists the commitments that pass a filter, name a date and stand so, as of a day; what is longest overdue comes
/// first.
pub(crate) fn due(
    tx: &Tx<'_>,
    filter: &StatementFilter,
    only: Option<Fulfilment>,
    on: &str,
) -> Result<DueListing, LedgerError> {
    stamp::date(on)?;
    let bad = || LedgerError::BadDate { given: on.to_owned() };
    let (_, today) = edtf::days(on).ok_or_else(bad)?;
    let all =
        StatementFilter { act: Some(Act::Commitment), dated: true, offset: 0, limit: 0, ..filter.clone() };
    let mut dated = Vec::new();
    each_row(tx, &all, |located| {
        if let Some((first, last)) = edtf::days(&located.row.due) {
            dated.push((statement_key(located.document, located.place), located.row, first, last));
        }
        Ok(())
    })?;
    let verdicts = Verdicts::read(tx)?;
    let mut shown = Shown::new(tx);
    let mut rows = Vec::new();
    let mut counts: BTreeMap<Fulfilment, u32> = Fulfilment::ALL.map(|each| (each, 0)).into();
    for (key, statement, first, last) in dated {
        let row = due_row(&mut shown, (key, statement), (first, last), &verdicts, today)?;
        *counts.entry(row.fulfilment).or_default() += 1;
        if only.is_none_or(|only| only == row.fulfilment) {
            rows.push(row);
        }
    }
    rows.sort_by(|a, b| a.last_day.cmp(&b.last_day));
    let total = rows.len() as u32;
    let limit = if filter.limit == 0 { rows.len() } else { filter.limit as usize };
    let rows = rows.into_iter().skip(filter.offset as usize).take(limit).collect();
    Ok(DueListing { listing: Listing { rows, total }, counts })
}

fn due_row(
    shown: &mut Shown<'_, '_>,
    (key, statement): (i64, StatementRow),
    (first, last): (Date, Date),
    verdicts: &Verdicts,
    today: Date,
) -> Result<DueRow, LedgerError> {
    let due = match (last < today, first <= today) {
        (true, _) => Due::Overdue,
        (false, true) => Due::Now,
        (false, false) => Due::Ahead,
    };
    let [kept, broken] = told(shown, (key, &statement.id), verdicts, (last, today))?;
    Ok(DueRow {
        last_day: last.to_string(),
        days_over: today.since(last).map_or(0, |span| span.get_days()),
        due,
        fulfilment: Fulfilment::of(due, kept.as_ref(), broken.as_ref()),
        kept,
        broken,
        statement,
    })
}

/// The later statements that say that a promise was kept, and that it was not, of those that were made by a day; before
/// the last day of the promise nobody can tell that it was not kept.
fn told(
    shown: &mut Shown<'_, '_>,
    (key, id): (i64, &str),
    verdicts: &Verdicts,
    (last, on): (Date, Date),
) -> Result<[Option<LinkView>; 2], LedgerError> {
    let mut rows: Vec<LinkRow> =
        verdicts.confirmed_to(shown.tx, key, id)?.into_iter().map(|(row, _)| row).collect();
    rows.extend(shown.tx.told_of(key, limit::GROUNDS_MAX)?);
    let kept = surest(shown, id, &rows, verdicts, |row, day| row.kind == LinkKind::Fulfils && day <= on)?;
    let broken = surest(shown, id, &rows, verdicts, |row, day| {
        matches!(row.kind, LinkKind::Contradicts | LinkKind::Denies) && day <= on && day > last
    })?;
    Ok([kept, broken])
}

/// The first of some links that a person confirmed, else of those that nobody judged; what somebody paid for stands
/// only where nobody else tells it. A document without a day passes.
fn surest(
    shown: &mut Shown<'_, '_>,
    id: &str,
    rows: &[LinkRow],
    verdicts: &Verdicts,
    passes: impl Fn(&LinkRow, Date) -> bool,
) -> Result<Option<LinkView>, LedgerError> {
    let (mut found, mut paid) = (None, None);
    for row in rows {
        let day = shown.tx.act_and_day(row.from)?.and_then(|(_, day)| edtf::days(&day));
        if !passes(row, day.map_or(Date::MIN, |(first, _)| first)) {
            continue;
        }
        let link = shown.link(row, verdicts)?;
        // Of what a person says that it is something else, the program has nothing to say.
        let judged = verdicts.on(&link.from.statement, id).is_some();
        match link.state {
            LinkState::Confirmed => return Ok(Some(link)),
            LinkState::Proposed if judged || row.score < limit::REPLY_SCORE_MIN => {}
            LinkState::Proposed if !link.from.disclosure.is_empty() => paid = paid.or(Some(link)),
            LinkState::Proposed => found = found.or(Some(link)),
            LinkState::Rejected => {}
        }
    }
    Ok(found.or(paid))
}
