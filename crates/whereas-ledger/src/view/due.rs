//! Promises by the day on which they are due.

use jiff::civil::Date;
use serde::Serialize;
use whereas_extract::Act;

use super::document::each_row;
use super::link::{LinkView, Shown, later_links};
use super::verdict::{LinkState, Verdicts};
use super::{Listing, StatementFilter, StatementRow};
use crate::judge::LinkKind;
use crate::store::Tx;
use crate::{LedgerError, edtf, limit, stamp};

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
    /// Where somebody says later that it was kept: what people confirmed, else the surest that is sure enough to count.
    pub kept: Option<LinkView>,
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

/// Lists the commitments that pass a filter and name a date, as of a day; what is longest overdue comes first.
pub(crate) fn due(tx: &Tx<'_>, filter: &StatementFilter, on: &str) -> Result<Listing<DueRow>, LedgerError> {
    stamp::date(on)?;
    let bad = || LedgerError::BadDate { given: on.to_owned() };
    let (_, today) = edtf::days(on).ok_or_else(bad)?;
    let all =
        StatementFilter { act: Some(Act::Commitment), dated: true, offset: 0, limit: 0, ..filter.clone() };
    let mut rows = Vec::new();
    each_row(tx, &all, |located| {
        let statement = located.row;
        if let Some((first, last)) = edtf::days(&statement.due) {
            let days_over = today.since(last).map_or(0, |span| span.get_days());
            let due = match (last < today, first <= today) {
                (true, _) => Due::Overdue,
                (false, true) => Due::Now,
                (false, false) => Due::Ahead,
            };
            rows.push(DueRow { statement, last_day: last.to_string(), days_over, due, kept: None });
        }
        Ok(())
    })?;
    rows.sort_by(|a, b| a.last_day.cmp(&b.last_day));
    let total = rows.len() as u32;
    let limit = if filter.limit == 0 { rows.len() } else { filter.limit as usize };
    let mut rows: Vec<DueRow> = rows.into_iter().skip(filter.offset as usize).take(limit).collect();
    let verdicts = Verdicts::read(tx)?;
    let mut shown = Shown::new(tx);
    for row in &mut rows {
        row.kept = kept(&mut shown, &row.statement.id, &verdicts, today)?;
    }
    Ok(Listing { rows, total })
}

/// The later statement that says that a promise was kept, of those that were made by a day.
fn kept(
    shown: &mut Shown<'_, '_>,
    id: &str,
    verdicts: &Verdicts,
    on: Date,
) -> Result<Option<LinkView>, LedgerError> {
    let Some(key) = shown.tx.statement_key_of(id)? else { return Ok(None) };
    let mut claimed: Option<LinkView> = None;
    for row in later_links(shown.tx, key, id, verdicts)?.iter().filter(|row| row.kind == LinkKind::Fulfils) {
        let link = shown.link(row, verdicts)?;
        if edtf::days(&link.from.document_date).is_some_and(|(first, _)| first > on) {
            continue;
        }
        // Of what a person says that it is something else, the program has nothing to say.
        let judged = verdicts.on(&link.from.statement, id).is_some();
        match link.state {
            LinkState::Confirmed => return Ok(Some(link)),
            LinkState::Proposed if !judged && row.score >= limit::REPLY_SCORE_MIN => {
                claimed = claimed.or(Some(link));
            }
            LinkState::Proposed | LinkState::Rejected => {}
        }
    }
    Ok(claimed)
}
