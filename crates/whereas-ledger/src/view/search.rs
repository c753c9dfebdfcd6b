//! Hits of a search, with what matched.

use super::{Listing, SearchHit};
use crate::query::Query;
use crate::store::Tx;
use crate::{LedgerError, Page};

/// Searches quotations and mentions.
pub(crate) fn search(tx: &Tx<'_>, typed: &str, page: Page) -> Result<Listing<SearchHit>, LedgerError> {
    let query = Query::parse(typed, &tx.spoken()?);
    let (keys, total) = tx.found(&query, page)?;
    let mut rows = Vec::with_capacity(keys.len());
    for key in keys {
        let damaged = || LedgerError::Damaged { what: "the search index is out of step".to_owned() };
        let (mut hit, lang) = tx.hit(key)?.ok_or_else(damaged)?;
        hit.matched = query.matched(&hit.quote, lang);
        rows.push(hit);
    }
    Ok(Listing { rows, total })
}
