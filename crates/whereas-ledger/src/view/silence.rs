//! Demands of which nothing was heard in this ledger since they were made last.

use serde::Serialize;

use super::standing::{Standing, StandingFilter, standings};
use super::verdict::Verdicts;
use super::{Listing, StatementFilter};
use crate::edtf;
use crate::standing::earlier;
use crate::store::Tx;
use crate::{LedgerError, stamp};

/// A demand without a reply.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SilenceRow {
    /// The demand in its newest wording, and what people say.
    pub standing: Standing,
    /// How many earlier demands it makes again.
    pub before: u32,
    /// Days since the demand; `None` where its document has no day.
    pub days: Option<i32>,
    /// Later documents of this ledger, in all of which a reply was looked for.
    pub searched: u32,
}

/// Lists the demands, each in its newest wording, without a reply as of a day, the oldest first.
pub(crate) fn silence(
    tx: &Tx<'_>,
    filter: &StatementFilter,
    on: &str,
) -> Result<Listing<SilenceRow>, LedgerError> {
    stamp::date(on)?;
    let bad = || LedgerError::BadDate { given: on.to_owned() };
    let (_, today) = edtf::days(on).ok_or_else(bad)?;
    let open = StandingFilter { statements: filter.clone(), silent: true, ..StandingFilter::default() };
    let Listing { rows, total } = standings(tx, &open)?;
    let dates = tx.dates()?;
    let verdicts = Verdicts::read(tx)?;
    let made = |standing: Standing| {
        let date = standing.demand.document_date.as_str();
        let days = edtf::days(date).and_then(|(first, _)| Some(today.since(first).ok()?.get_days()));
        let later = dates.len() - dates.partition_point(|other| other.as_str() <= date);
        let id = &standing.demand.id;
        let before = match tx.statement_key_of(id)? {
            Some(key) => earlier(tx, key, id, &verdicts)?.len() as u32,
            None => 0,
        };
        Ok(SilenceRow { days, searched: later as u32, before, standing })
    };
    let rows = rows.into_iter().map(made).collect::<Result<_, LedgerError>>()?;
    Ok(Listing { rows, total })
}
