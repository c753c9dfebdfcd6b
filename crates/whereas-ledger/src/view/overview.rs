//! What there is to follow up, in numbers.

use serde::Serialize;
use whereas_extract::Act;

use super::StatementFilter;
use super::meeting::meetings;
use super::standing::{StandingFilter, standings};
use crate::store::Tx;
use crate::{LedgerError, Page};

/// How much there is to follow up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Overview {
    /// Demands.
    pub demands: u32,
    /// Demands that no later one makes again: those that the board shows.
    pub board: u32,
    /// Demands without a reply in this ledger.
    pub silent: u32,
    /// Promises that name the time by which they are due.
    pub due: u32,
    /// Statements that deny or contradict earlier ones, as the program proposes.
    pub claims: u32,
    /// Quantities of which two documents tell.
    pub quantities: u32,
    /// Bodies that met.
    pub bodies: u32,
    /// Who asked whom.
    pub pairs: u32,
}

/// Counts what there is to follow up.
pub(crate) fn overview(tx: &Tx<'_>) -> Result<Overview, LedgerError> {
    let one = StatementFilter { limit: 1, ..StatementFilter::default() };
    let open = StandingFilter { statements: one, silent: true, ..StandingFilter::default() };
    Ok(Overview {
        demands: tx.count_statements_of(Some(Act::Demand))?,
        board: tx.count_on_board()?,
        silent: standings(tx, &open)?.total,
        due: tx.count_due()?,
        claims: tx.count_counter_claims()?,
        quantities: tx.followed_figures(&[], Page { offset: 0, limit: 1 })?.total,
        bodies: u32::try_from(meetings(tx, "")?.len()).unwrap_or(u32::MAX),
        pairs: tx.count_pairs()?,
    })
}
