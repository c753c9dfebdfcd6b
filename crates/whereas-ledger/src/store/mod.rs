//! The store: one SQLite file. All SQL of the project stands in this folder.
//!
//! A [`Store`] is one connection. It hands out transactions ([`Tx`]) and nothing else, so whoever reads
//! sees one state of the ledger and whoever writes changes it wholly or not at all. Nothing of the
//! database's library is seen outside: a store for PostgreSQL would offer the same methods.
//!
//! Durability: the file is in write-ahead mode. A process that is killed leaves a ledger with everything
//! that was committed. What a power failure may cost depends on [`Durability`].

mod blob;
mod candidate;
mod capture;
mod change;
mod citation;
mod decision;
mod derived;
mod document;
mod entity;
mod extent;
mod extraction;
mod fulltext;
mod judgement;
mod link;
mod log;
mod mention;
mod network;
mod node;
mod note;
mod open;
mod review;
mod saved;
mod series;
mod standing;
mod stated;
mod statement;
mod tally;
mod timeline;
mod value;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Params, Row, TransactionBehavior};

use crate::LedgerError;
pub(crate) use candidate::common;
pub(crate) use capture::Capture;
pub(crate) use citation::CitationAt;
pub(crate) use decision::Decision;
pub(crate) use document::DocumentKey;
pub(crate) use entity::EntityMention;
pub(crate) use extraction::Reading;
pub(crate) use fulltext::index_sum;
pub(crate) use judgement::{Judgement, JudgementEnd};
pub(crate) use link::{CERTAIN, LinkRow};
pub(crate) use note::NoteEntry;
pub(crate) use open::{Access, Store};
pub(crate) use review::Group;
pub(crate) use saved::SavedEntry;
pub(crate) use series::{FigureAt, MeetingAt};
pub(crate) use standing::StandingRow;
pub(crate) use stated::StatedEntry;
pub(crate) use statement::Located;
pub use statement::Selection;

/// Bits of a key below the number of the document.
const PLACE_BITS: u32 = 27;
/// The bit that tells a mention's key from a statement's.
const MENTION_BIT: i64 = 1 << (PLACE_BITS - 1);

/// Pages that the write-ahead log may grow to before they are brought into the file. A document touches some hundreds
/// of them all over a large ledger, and what several documents touch is then written once.
const LOG_PAGES: i64 = 8192;
/// Statements of SQL that a connection keeps prepared: more than adding a document takes, or each would be prepared
/// anew.
const PREPARED_MAX: usize = 256;

/// The key of a document's statement.
pub(crate) fn statement_key(document: i64, place: u32) -> i64 {
    (document << PLACE_BITS) | i64::from(place)
}

/// The key of a document's mention.
pub(crate) fn mention_key(document: i64, place: u32) -> i64 {
    (document << PLACE_BITS) | MENTION_BIT | i64::from(place)
}

/// The first key of a document; the keys of the next one begin behind its own.
fn first_key(document: i64) -> i64 {
    document << PLACE_BITS
}

/// The number of the document that a key tells.
pub(crate) fn document_of(key: i64) -> i64 {
    key >> PLACE_BITS
}

/// The place within its document that a key tells.
fn place_of(key: i64) -> u32 {
    (key & (MENTION_BIT - 1)) as u32
}

/// How much a commit is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// A power failure may take the last commits along, never half of one. For what running the same
    /// command again brings back: adding documents, where waiting for the disk each time would take longer
    /// than reading.
    Repeatable,
    /// On the disk when the call returns. For what people decide.
    Lasting,
}

/// A transaction. What was written in it is taken back unless [`Store::write`] reaches its end.
pub(crate) struct Tx<'a>(rusqlite::Transaction<'a>);

impl Store {
    /// Reads one state of the ledger.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let tx = Tx(self.connection.unchecked_transaction()?);
        let out = work(&tx)?;
        tx.0.finish()?;
        Ok(out)
    }

    /// Changes the ledger, wholly or not at all.
    pub(crate) fn write<T>(
        &mut self,
        durability: Durability,
        work: impl FnOnce(&Tx<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let level = match durability {
            Durability::Repeatable => "normal",
            Durability::Lasting => "full",
        };
        self.connection.pragma_update(None, "synchronous", level)?;
        let tx = Tx(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?);
        let out = work(&tx)?;
        tx.0.commit()?;
        Ok(out)
    }
}

impl Store {
    /// Moves the write-ahead log into the file and empties it, so that what was erased is in neither. When
    /// somebody is still reading, the last connection that closes does it.
    pub(crate) fn forget(&self) -> Result<(), LedgerError> {
        self.connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Runs a statement and returns how many rows it changed.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize, LedgerError> {
        Ok(self.prepared(sql)?.execute(params)?)
    }

    /// Hands every row to `each`.
    fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let mut statement = self.prepared(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            each(row)?;
        }
        Ok(())
    }

    /// Returns every row.
    fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut make: impl FnMut(&Row<'_>) -> Result<T, LedgerError>,
    ) -> Result<Vec<T>, LedgerError> {
        let mut out = Vec::new();
        self.each(sql, params, |row| {
            out.push(make(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// Returns the first row.
    fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        make: impl FnOnce(&Row<'_>) -> Result<T, LedgerError>,
    ) -> Result<Option<T>, LedgerError> {
        let mut statement = self.prepared(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(make).transpose()
    }

    /// Returns the one number of a query.
    fn number(&self, sql: &str, params: impl Params) -> Result<i64, LedgerError> {
        Ok(self.row(sql, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    fn prepared(&self, sql: &str) -> Result<rusqlite::CachedStatement<'_>, LedgerError> {
        let statement = self.0.prepare_cached(sql)?;
        // SQLite numbers `$1` by where it first stands, PostgreSQL by its digits.
        debug_assert!(
            (1..=statement.parameter_count()).all(|n| statement.parameter_name(n) == Some(&format!("${n}"))),
            "parameters out of order: {sql}"
        );
        Ok(statement)
    }

    /// Derives nothing: drops every derived table, of whatever program, and makes those of this one, empty.
    pub(crate) fn remake_lists(&self) -> Result<(), LedgerError> {
        let kept = "'log', 'blob', 'quotation', 'extraction'";
        // Virtual tables first: their shadow tables go with them.
        let sql = format!(
            "select name, case type when 'view' then 'view' else 'table' end from pragma_table_list
             where schema = 'main' and type in ('virtual', 'view', 'table') and name not in ({kept})
               and name not like 'sqlite^_%' escape '^' order by type = 'table', name"
        );
        let kinds = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        for (name, kind) in self.rows(&sql, [], kinds)? {
            self.0.execute_batch(&format!("drop {kind} \"{name}\""))?;
        }
        self.0.execute_batch(open::LISTS)?;
        self.run("insert into derivation (version) values ($1)", [0])?;
        Ok(())
    }
}

/// The connection, for the checks of the library itself.
impl Tx<'_> {
    /// Asks the database whether its file is sound; returns its complaints.
    pub(crate) fn integrity(&self, at_most: usize) -> Result<Vec<String>, LedgerError> {
        let sql = format!("pragma integrity_check({at_most})");
        let said = self.rows(&sql, [], |row| Ok(row.get::<_, String>(0)?))?;
        Ok(said.into_iter().filter(|line| line != "ok").collect())
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, ReadOnly};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => LedgerError::Busy,
            Some(DatabaseCorrupt) => LedgerError::Damaged { what: error.to_string() },
            Some(DiskFull) => LedgerError::Store("the disk is full".to_owned()),
            Some(ReadOnly) => LedgerError::Store("it may only be read here".to_owned()),
            _ => LedgerError::Store(error.to_string()),
        }
    }
}

/// Lets the connection's size in memory grow no further than this, in KiB (negative: SQLite's notation).
const CACHE_KIB: i64 = -32_000;

/// What every connection is set to.
fn settle(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.pragma_update(None, "cache_size", CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Else SQLite plans a query with `limit $n` anew each time that it runs, which costs more than most of them do.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Erased words must not be found in the free pages of the file.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    Ok(())
}
