//! What the last reading of each document changed.

use rusqlite::params;

use super::Tx;
use super::value::{count, kind};
use crate::change::Change;
use crate::view::{ChangeRow, Listing};
use crate::{LedgerError, Page};

impl Tx<'_> {
    /// Keeps a change.
    pub(crate) fn put_change(
        &self,
        document: i64,
        nth: i64,
        seq: i64,
        change: &Change,
    ) -> Result<(), LedgerError> {
        let Change { statement, act, passage, gone } = change;
        let sql = "insert into change (document, nth, seq, statement, act, passage, gone)
                   values ($1, $2, $3, $4, $5, $6, $7)";
        self.run(sql, params![document, nth, seq, statement, act.as_str(), passage, gone])?;
        Ok(())
    }

    /// Forgets what the last reading of a document changed.
    pub(crate) fn remove_changes(&self, document: i64) -> Result<(), LedgerError> {
        self.run("delete from change where document = $1", [document])?;
        Ok(())
    }

    /// A stretch of the changes, those of the newest reading first.
    pub(crate) fn changes(&self, page: Page) -> Result<Listing<ChangeRow>, LedgerError> {
        let total = count(self.number("select count(*) from change", [])?);
        let sql = "select c.seq, l.at, d.id, d.title, c.statement, c.act, c.passage, c.gone,
                     coalesce((select quote from statement s where s.id = c.statement order by key limit 1), '')
                   from change c join document d on d.n = c.document join log l on l.seq = c.seq
                   order by c.seq desc, c.document, c.nth limit $1 offset $2";
        let rows = self.rows(sql, params![page.sql_limit(), page.offset], |row| {
            Ok(ChangeRow {
                seq: row.get(0)?,
                at: row.get(1)?,
                document: row.get(2)?,
                document_title: row.get(3)?,
                statement: row.get(4)?,
                act: kind(row.get(5)?)?,
                passage: row.get(6)?,
                gone: row.get(7)?,
                quote: row.get(8)?,
            })
        })?;
        Ok(Listing { rows, total })
    }
}
