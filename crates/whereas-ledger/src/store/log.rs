//! The log: appended to and read, nothing else.

use rusqlite::{Row, params};

use super::Tx;
use super::value::count;
use crate::entry::{Entry, FIRST_PREV_HASH, Link};
use crate::view::{Listing, LogRow};
use crate::{LedgerError, Page};

const COLUMNS: &str = "seq, kind, at, author, body, prev_hash, hash";

impl Tx<'_> {
    /// Appends an entry and returns its number.
    pub(crate) fn append(&self, entry: &Entry, by: &str, at: &str) -> Result<i64, LedgerError> {
        let last = self.last_link()?;
        let mut link = Link {
            seq: last.as_ref().map_or(1, |(seq, _)| seq + 1),
            kind: entry.kind().to_owned(),
            at: at.to_owned(),
            author: by.to_owned(),
            body: entry.body()?,
            prev_hash: last.map_or_else(|| FIRST_PREV_HASH.to_owned(), |(_, hash)| hash),
            hash: String::new(),
        };
        link.hash = link.computed_hash();
        self.run(
            "insert into log (seq, kind, at, author, body, prev_hash, hash)
             values ($1, $2, $3, $4, $5, $6, $7)",
            params![link.seq, link.kind, link.at, link.author, link.body, link.prev_hash, link.hash],
        )?;
        Ok(link.seq)
    }

    /// The number of the last entry, 0 where there is none.
    pub(crate) fn last_entry(&self) -> Result<i64, LedgerError> {
        self.number("select coalesce(max(seq), 0) from log", [])
    }

    /// Number and hash of the last entry.
    pub(crate) fn last_link(&self) -> Result<Option<(i64, String)>, LedgerError> {
        let sql = "select seq, hash from log order by seq desc limit 1";
        self.row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Hands every entry to `each`, in order.
    pub(crate) fn each_link(
        &self,
        mut each: impl FnMut(Link) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.each(&format!("select {COLUMNS} from log order by seq"), [], |row| each(link(row)?))
    }

    /// One entry.
    pub(crate) fn link(&self, seq: i64) -> Result<Option<Link>, LedgerError> {
        self.row(&format!("select {COLUMNS} from log where seq = $1"), [seq], link)
    }

    /// A stretch of the log.
    pub(crate) fn log_page(&self, page: Page) -> Result<Listing<LogRow>, LedgerError> {
        let total = count(self.number("select count(*) from log", [])?);
        let sql = format!("select {COLUMNS} from log order by seq limit $1 offset $2");
        let rows =
            self.rows(&sql, params![page.sql_limit(), page.offset], |row| Ok(LogRow::from(link(row)?)))?;
        Ok(Listing { rows, total })
    }
}

impl From<Link> for LogRow {
    fn from(Link { seq, kind, at, author, body, prev_hash, hash }: Link) -> Self {
        LogRow { seq, kind, at, by: author, body, prev_hash, hash }
    }
}

fn link(row: &Row<'_>) -> Result<Link, LedgerError> {
    Ok(Link {
        seq: row.get(0)?,
        kind: row.get(1)?,
        at: row.get(2)?,
        author: row.get(3)?,
        body: row.get(4)?,
        prev_hash: row.get(5)?,
        hash: row.get(6)?,
    })
}

impl Page {
    /// The number of rows for `limit`: the largest number stands for all.
    pub(super) fn sql_limit(self) -> i64 {
        if self.limit == 0 { i64::MAX } else { i64::from(self.limit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Undone;
    use crate::store::{Durability, Store};

    fn with_two_entries() -> Store {
        let mut store = Store::in_memory().unwrap();
        for decision in [1, 2] {
            let entry = Entry::Undone(Undone { decision, reason: String::new() });
            store.write(Durability::Lasting, |tx| tx.append(&entry, "ana", "2021-02-11T09:30:00Z")).unwrap();
        }
        store
    }

    #[test]
    fn entries_are_chained() {
        let store = with_two_entries();
        let mut links = Vec::new();
        let keep = |link| {
            links.push(link);
            Ok(())
        };
        store.read(|tx| tx.each_link(keep)).unwrap();
        assert_eq!(links[0].prev_hash, FIRST_PREV_HASH);
        assert_eq!(links[1].prev_hash, links[0].hash);
        assert!(links.iter().all(|link| link.hash == link.computed_hash()));
    }

    #[test]
    fn triggers_refuse_every_other_change() {
        let store = with_two_entries();
        for sql in [
            "update log set author = 'eve' where seq = 1",
            "update log set seq = 9 where seq = 2",
            "delete from log where seq = 2",
            "delete from log",
            "insert or replace into log
             select seq, kind, at, 'eve', body, prev_hash, hash from log where seq = 1",
            "insert into log select 4, kind, at, author, body, hash, hash from log where seq = 2",
            "insert into log select 3, kind, at, author, body, prev_hash, hash from log where seq = 1",
        ] {
            let error = store.connection.execute(sql, []).unwrap_err().to_string();
            assert!(error.starts_with("the log is append-only"), "{sql}: {error}");
        }
        assert_eq!(store.read(|tx| tx.last_link()).unwrap().map(|(seq, _)| seq), Some(2));
    }
}
