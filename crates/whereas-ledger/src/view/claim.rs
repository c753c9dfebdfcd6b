//! Claim and counter-claim: what is denied or contradicted, side by side.

use std::collections::BTreeSet;

use serde::Serialize;

use super::link::{LinkEnd, LinkView, Shown};
use super::verdict::{LinkState, Verdicts};
use super::{Listing, StatementFilter};
use crate::judge::{LinkKind, LinkVerdict};
use crate::store::{LinkRow, Tx};
use crate::{LedgerError, Page, limit};

/// Which claims to list. Empty fields do not filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimFilter {
    /// Words in the name of a speaker, of either side.
    pub actor: String,
    /// The id of a theme, of either side.
    pub theme: String,
    /// Only what people say so of, or have said nothing of yet.
    pub state: Option<LinkState>,
    /// Which stretch of the list.
    pub page: Page,
}

/// A counter-claim with what it denies or contradicts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimRow {
    /// The counter-claim.
    pub counter: LinkEnd,
    /// What it is to each claim, the surest first.
    pub claims: Vec<LinkView>,
    /// How many claims are not listed.
    pub more: u32,
}

/// Lists counter-claims with their claims, the newest first.
pub(crate) fn claims(tx: &Tx<'_>, filter: &ClaimFilter) -> Result<Listing<ClaimRow>, LedgerError> {
    let verdicts = Verdicts::read(tx)?;
    let judged = verdicts.judged_from(tx, &[LinkKind::Denies, LinkKind::Contradicts])?;
    let mut keys = match filter.state {
        Some(LinkState::Confirmed) => with_verdict(&judged, LinkVerdict::Confirmed),
        Some(LinkState::Rejected) => with_verdict(&judged, LinkVerdict::Rejected),
        Some(LinkState::Proposed) => {
            let by_people: BTreeSet<i64> = judged.iter().map(|(key, _)| *key).collect();
            tx.counter_claims()?.into_iter().filter(|key| !by_people.contains(key)).collect()
        }
        None => {
            let made = with_verdict(&judged, LinkVerdict::Confirmed);
            tx.counter_claims()?.into_iter().chain(made).collect::<BTreeSet<i64>>().into_iter().collect()
        }
    };
    let words = StatementFilter {
        actor: filter.actor.clone(),
        theme: filter.theme.clone(),
        ..StatementFilter::default()
    };
    if let Some(passing) = tx.statements_with_words(&words)? {
        let claimed: BTreeSet<i64> = tx.countered_among(&passing)?.into_iter().collect();
        keys.retain(|key| passing.binary_search(key).is_ok() || claimed.contains(key));
    }
    let (mut keys, total) = tx.in_order(&keys, &StatementFilter::default(), Page::ALL)?;
    keys.reverse();
    let limit = if filter.page.limit == 0 { usize::MAX } else { filter.page.limit as usize };
    let mut shown = Shown::new(tx);
    let page = keys.into_iter().skip(filter.page.offset as usize).take(limit);
    let rows = page.map(|key| row(&mut shown, key, &verdicts)).collect::<Result<_, _>>()?;
    Ok(Listing { rows, total })
}

fn with_verdict(judged: &[(i64, LinkVerdict)], wanted: LinkVerdict) -> Vec<i64> {
    let found: BTreeSet<i64> =
        judged.iter().filter(|(_, says)| *says == wanted).map(|(key, _)| *key).collect();
    found.into_iter().collect()
}

fn row(shown: &mut Shown<'_, '_>, key: i64, verdicts: &Verdicts) -> Result<ClaimRow, LedgerError> {
    let is_counter = |row: &LinkRow| matches!(row.kind, LinkKind::Denies | LinkKind::Contradicts);
    let mut rows: Vec<LinkRow> =
        verdicts.made_by_hand(shown.tx, key)?.into_iter().filter(is_counter).collect();
    let proposed = shown.tx.countered_by(key)?;
    let more = proposed.len().saturating_sub(limit::CLAIMS_LISTED_MAX) as u32;
    rows.extend(proposed.into_iter().take(limit::CLAIMS_LISTED_MAX));
    let claims = rows.iter().map(|row| shown.link(row, verdicts)).collect::<Result<_, _>>()?;
    Ok(ClaimRow { counter: shown.end(key)?, claims, more })
}
