//! What people stated: the rows that follow from the log.

use rusqlite::{Row, params};
use whereas_extract::Extraction;

use super::value::{kind, word};
use super::{Reading, Tx};
use crate::entry::Stated;
use crate::{Anchor, LedgerError, stated};

/// What a person stated, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedEntry {
    pub seq: i64,
    /// Number of its document.
    pub document: i64,
    pub stated: Stated,
    pub author: String,
    pub at: String,
    /// The entry that took it back.
    pub undone: Option<i64>,
    /// Whether its words are there; `Moved` where a later entry says something else of them.
    pub anchor: Anchor,
}

const COLUMNS: &str =
    "s.seq, s.document, d.id, s.version, s.item, s.words, s.reason, s.author, s.at, s.undone, s.anchor";

impl Tx<'_> {
    /// What was found in the newest version of a document, with what people stated laid over it.
    pub(crate) fn found_in(&self, document: i64, reading: &Reading) -> Result<Extraction, LedgerError> {
        let mut found = reading.found()?;
        stated::overlay(self, document, &reading.text, &mut found)?;
        Ok(found)
    }

    /// Keeps what a person stated.
    pub(crate) fn put_stated(&self, entry: &StatedEntry) -> Result<(), LedgerError> {
        let StatedEntry { seq, document, stated, author, at, undone, anchor } = entry;
        self.run(
            "insert into stated (seq, document, version, item, words, reason, author, at, undone, anchor)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                seq,
                document,
                stated.version,
                stated.item,
                stated.words,
                stated.reason,
                author,
                at,
                undone,
                word(anchor)?
            ],
        )?;
        Ok(())
    }

    /// One entry.
    pub(crate) fn stated(&self, seq: i64) -> Result<Option<StatedEntry>, LedgerError> {
        let sql =
            format!("select {COLUMNS} from stated s join document d on d.n = s.document where s.seq = $1");
        self.row(&sql, [seq], entry)
    }

    /// What people stated in a document and nobody took back, oldest first.
    pub(crate) fn stated_in(&self, document: i64) -> Result<Vec<StatedEntry>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from stated s join document d on d.n = s.document
             where s.document = $1 and s.undone is null order by s.seq"
        );
        self.rows(&sql, [document], entry)
    }

    /// What people stated of a statement or a mention, oldest first, what was taken back too.
    pub(crate) fn stated_of(&self, item: &str) -> Result<Vec<StatedEntry>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from stated s join document d on d.n = s.document where s.item = $1 order by s.seq"
        );
        self.rows(&sql, [item], entry)
    }

    /// Everything that people stated, in order.
    pub(crate) fn all_stated(&self) -> Result<Vec<StatedEntry>, LedgerError> {
        let sql =
            format!("select {COLUMNS} from stated s join document d on d.n = s.document order by s.seq");
        self.rows(&sql, [], entry)
    }

    /// Says whether the words are there.
    pub(crate) fn put_stated_anchor(&self, seq: i64, anchor: Anchor) -> Result<(), LedgerError> {
        self.run("update stated set anchor = $1 where seq = $2", params![word(&anchor)?, seq])?;
        Ok(())
    }

    /// Takes an entry back.
    pub(crate) fn put_stated_undone(&self, seq: i64, by_entry: i64) -> Result<(), LedgerError> {
        self.run("update stated set undone = $1, anchor = 'lost' where seq = $2", params![by_entry, seq])?;
        Ok(())
    }

    /// Removes what people stated in a document.
    pub(crate) fn remove_stated(&self, document: i64) -> Result<(), LedgerError> {
        self.run("delete from stated where document = $1", [document])?;
        Ok(())
    }
}

fn entry(row: &Row<'_>) -> Result<StatedEntry, LedgerError> {
    Ok(StatedEntry {
        seq: row.get(0)?,
        document: row.get(1)?,
        stated: Stated {
            document: row.get(2)?,
            version: row.get(3)?,
            item: row.get(4)?,
            words: row.get(5)?,
            reason: row.get(6)?,
        },
        author: row.get(7)?,
        at: row.get(8)?,
        undone: row.get(9)?,
        anchor: kind(row.get(10)?)?,
    })
}
