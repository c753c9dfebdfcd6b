//! Searches that people keep: the rows that follow from the log.

use rusqlite::{Row, params};

use super::Tx;
use crate::LedgerError;
use crate::saved::Kept;
use crate::view::SavedRow;

/// A search that somebody kept, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SavedEntry {
    pub seq: i64,
    /// Hash of its name and words.
    pub words: String,
    pub author: String,
    pub at: String,
    /// The entry that took it back.
    pub undone: Option<i64>,
}

const COLUMNS: &str = "seq, words, author, at, undone";

impl Tx<'_> {
    /// Keeps a search.
    pub(crate) fn put_saved(&self, entry: &SavedEntry) -> Result<(), LedgerError> {
        let SavedEntry { seq, words, author, at, undone } = entry;
        let sql = "insert into saved (seq, words, author, at, undone) values ($1, $2, $3, $4, $5)";
        self.run(sql, params![seq, words, author, at, undone])?;
        Ok(())
    }

    /// One search, also one that was taken back.
    pub(crate) fn saved_entry(&self, seq: i64) -> Result<Option<SavedEntry>, LedgerError> {
        self.row(&format!("select {COLUMNS} from saved where seq = $1"), [seq], entry)
    }

    /// All searches, also those that were taken back.
    pub(crate) fn saved_entries(&self) -> Result<Vec<SavedEntry>, LedgerError> {
        self.rows(&format!("select {COLUMNS} from saved order by seq"), [], entry)
    }

    /// The searches that are kept, oldest first.
    pub(crate) fn saved(&self) -> Result<Vec<SavedRow>, LedgerError> {
        let sql = format!("select {COLUMNS} from saved where undone is null order by seq");
        let mut rows = Vec::new();
        for SavedEntry { seq, words, author, at, .. } in self.rows(&sql, [], entry)? {
            if let Some(Kept { name, query, .. }) = self.words(&words)? {
                rows.push(SavedRow { seq, name, query, author, at });
            }
        }
        Ok(rows)
    }

    /// Removes a search.
    pub(crate) fn remove_saved(&self, seq: i64) -> Result<(), LedgerError> {
        self.run("delete from saved where seq = $1", [seq])?;
        Ok(())
    }

    /// Takes a search back.
    pub(crate) fn put_saved_undone(&self, seq: i64, by_entry: i64) -> Result<(), LedgerError> {
        self.run("update saved set undone = $1 where seq = $2", params![by_entry, seq])?;
        Ok(())
    }
}

fn entry(row: &Row<'_>) -> Result<SavedEntry, LedgerError> {
    Ok(SavedEntry {
        seq: row.get(0)?,
        words: row.get(1)?,
        author: row.get(2)?,
        at: row.get(3)?,
        undone: row.get(4)?,
    })
}
