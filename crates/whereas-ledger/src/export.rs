//! The whole ledger as records, one document in memory at a time.

use whereas_extract::record::{Record, records};

use crate::LedgerError;
use crate::store::Tx;

/// Hands every record of every document to `sink`, documents by date.
pub(crate) fn export(
    tx: &Tx<'_>,
    sink: &mut dyn FnMut(Record) -> std::io::Result<()>,
) -> Result<(), LedgerError> {
    for id in tx.document_ids()? {
        let damaged = || LedgerError::Damaged { what: format!("`{id}` has no reading") };
        let key = tx.document_key(&id)?.ok_or_else(damaged)?;
        let row = tx.document_row(key.n)?.ok_or_else(damaged)?;
        let reading = tx.reading(&id, key.versions)?.ok_or_else(damaged)?;
        let found = tx.found_in(key.n, &reading)?;
        // A quotation must stand in the text wherever it leaves the ledger, not only where it came in.
        found.check(&reading.text)?;
        for record in records(&id, &row.origin, &reading.text, &reading.source_map()?, &found) {
            sink(record).map_err(LedgerError::Export)?;
        }
    }
    Ok(())
}
