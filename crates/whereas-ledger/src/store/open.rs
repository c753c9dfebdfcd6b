//! Opening a ledger: new, existing, to read, in memory; and refusing what is none.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::settle;
use crate::derive::DERIVATION;
use crate::{FORMAT_VERSION, LedgerError};

/// `wher`: says in the head of the file that it is a ledger (`file` and SQLite call it the application id).
const APPLICATION_ID: i64 = 0x7768_6572;

const SCHEMA: &str = include_str!("schema.sql");

/// The tables that are derived.
pub(super) const LISTS: &str = include_str!("lists.sql");

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Write, and make the ledger where there is none.
    Create,
    /// Write to a ledger that exists.
    Write,
    /// Read a ledger that exists.
    Read,
}

/// One connection to a ledger.
#[derive(Debug)]
pub(crate) struct Store {
    pub(super) connection: Connection,
    home: Home,
}

/// Where the ledger lives.
#[derive(Debug, Clone)]
enum Home {
    File(PathBuf),
    /// In memory under a name, shared by the connections of this process.
    Memory(String),
}

impl Store {
    /// Opens the ledger in a file.
    pub(crate) fn open(path: &Path, access: Access) -> Result<Store, LedgerError> {
        look(path, access)?;
        // Readers are opened later, and the working directory may be another one by then.
        let home = Home::File(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if access == Access::Create {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let connection = Connection::open_with_flags(path, flags).map_err(|error| refused(path, &error))?;
        Store { connection, home }.identified(path, access)
    }

    /// Makes a ledger in memory.
    pub(crate) fn in_memory() -> Result<Store, LedgerError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let uri = format!("file:/whereas-{}?vfs=memdb", COUNT.fetch_add(1, Ordering::Relaxed));
        Store::in_named_memory(uri, Access::Create)
    }

    /// Opens one more connection to the same ledger, to read.
    pub(crate) fn again(&self) -> Result<Store, LedgerError> {
        match &self.home {
            Home::File(path) => Store::open(path, Access::Read),
            Home::Memory(uri) => Store::in_named_memory(uri.clone(), Access::Read),
        }
    }

    fn in_named_memory(uri: String, access: Access) -> Result<Store, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(&uri, flags)?;
        Store { connection, home: Home::Memory(uri) }.identified(Path::new("in memory"), access)
    }

    /// Checks that the file is a ledger of a known format, and makes it one where it is empty and may be.
    fn identified(mut self, path: &Path, access: Access) -> Result<Store, LedgerError> {
        settle(&self.connection).map_err(|error| refused(path, &error))?;
        let mut found = identify(&self.connection).map_err(|error| refused(path, &error))?;
        if found == Found::Empty && access == Access::Create {
            self.make().map_err(|error| refused(path, &error))?;
            found = identify(&self.connection).map_err(|error| refused(path, &error))?;
        }
        match found {
            Found::Ledger(FORMAT_VERSION) => {}
            Found::Ledger(found) if found > FORMAT_VERSION => {
                return Err(LedgerError::Newer { path: path.to_owned(), found });
            }
            Found::Ledger(_) => return Err(no_ledger(path, "its format is of a time before the first one")),
            Found::Empty => return Err(no_ledger(path, "it is empty")),
            Found::Other => return Err(no_ledger(path, "it is the database of another program")),
        }
        if access == Access::Read {
            let derivation: i64 =
                self.connection.query_row("select version from derivation", [], |row| row.get(0))?;
            if derivation != DERIVATION {
                return Err(LedgerError::OtherLists { path: path.to_owned() });
            }
            self.connection.pragma_update(None, "query_only", true)?;
        }
        Ok(self)
    }

    /// Makes the tables, unless somebody else was faster.
    fn make(&mut self) -> Result<(), rusqlite::Error> {
        if matches!(self.home, Home::File(_)) {
            // Readers and the writer do not wait for each other.
            self.connection.pragma_update(None, "journal_mode", "wal")?;
        }
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if identify(&tx)? == Found::Empty {
            tx.execute_batch(SCHEMA)?;
            tx.execute_batch(LISTS)?;
            tx.execute("insert into derivation (version) values ($1)", [DERIVATION])?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
            tx.pragma_update(None, "user_version", FORMAT_VERSION)?;
        }
        tx.commit()
    }
}

/// What a file turned out to be.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Empty,
    Ledger(i64),
    Other,
}

fn identify(connection: &Connection) -> Result<Found, rusqlite::Error> {
    let number = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let tables = number("select count(*) from sqlite_schema")?;
    Ok(match (number("pragma application_id")?, tables) {
        (APPLICATION_ID, _) => Found::Ledger(number("pragma user_version")?),
        // A program that is killed while it makes a ledger leaves an empty file.
        (0, 0) => Found::Empty,
        _ => Found::Other,
    })
}

/// Looks at the path before the database does, whose messages would be about itself.
fn look(path: &Path, access: Access) -> Result<(), LedgerError> {
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => Err(no_ledger(path, "it is a directory")),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match access {
            Access::Create => Ok(()),
            Access::Write | Access::Read => Err(LedgerError::Absent { path: path.to_owned() }),
        },
        Err(error) => Err(LedgerError::Open { path: path.to_owned(), why: error.to_string() }),
    }
}

fn no_ledger(path: &Path, why: &'static str) -> LedgerError {
    LedgerError::NoLedger { path: path.to_owned(), why }
}

fn refused(path: &Path, error: &rusqlite::Error) -> LedgerError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => no_ledger(path, "it is no database"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Busy,
        Some(ErrorCode::CannotOpen) => LedgerError::Open {
            path: path.to_owned(),
            why: "the directory is absent, or the file may not be written".to_owned(),
        },
        _ => LedgerError::Open { path: path.to_owned(), why: error.to_string() },
    }
}
