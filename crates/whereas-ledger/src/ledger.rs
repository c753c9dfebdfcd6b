//! The two handles of a ledger: [`Reader`] and [`Ledger`].

use std::path::Path;

use whereas_extract::record::Record;
use whereas_extract::{Extraction, Text};

use crate::view::{
    DocumentRow, DocumentView, Listing, LogRow, SearchHit, StatementFilter, StatementRow, StatementView,
};
use crate::{Added, Addition, Candidate, LedgerError, Page, Report, Signature, Verdict};

/// A ledger to read from. `Send`, with a connection of its own.
#[derive(Debug)]
pub struct Reader {}

/// A ledger to read from and to write to. `Send`.
#[derive(Debug)]
pub struct Ledger {
    reader: Reader,
}

impl std::ops::Deref for Ledger {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

fn unfinished<T>() -> Result<T, LedgerError> {
    Err(LedgerError::Store("not built yet".to_owned()))
}

impl Reader {
    /// Opens an existing ledger to read it.
    ///
    /// # Errors
    /// [`LedgerError::Absent`], [`LedgerError::NoLedger`], [`LedgerError::Newer`], [`LedgerError::Open`].
    pub fn open(path: &Path) -> Result<Reader, LedgerError> {
        let _ = path;
        unfinished()
    }

    /// Opens one more reader of the same ledger.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn reader(&self) -> Result<Reader, LedgerError> {
        unfinished()
    }

    /// Returns the id of the document to which adding this would change nothing. Answers before the bytes are
    /// read, so that unchanged files cost a hash.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn known(&self, candidate: &Candidate<'_>) -> Result<Option<String>, LedgerError> {
        let _ = candidate;
        unfinished()
    }

    /// Lists documents by date, then in order of adding. Erased ones are not listed.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn documents(&self, page: Page) -> Result<Listing<DocumentRow>, LedgerError> {
        let _ = page;
        unfinished()
    }

    /// Lists the statements of the newest versions that pass a filter.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn statements(&self, filter: &StatementFilter) -> Result<Listing<StatementRow>, LedgerError> {
        let _ = filter;
        unfinished()
    }

    /// Returns a document with its text and all that was found in it; `None` without such a document.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn document(&self, id: &str) -> Result<Option<DocumentView>, LedgerError> {
        let _ = id;
        unfinished()
    }

    /// Returns a statement in its paragraph. The first digits of its id will do; `None` without such a statement.
    ///
    /// # Errors
    /// [`LedgerError::Ambiguous`], [`LedgerError::ShortId`], [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn statement(&self, id: &str) -> Result<Option<StatementView>, LedgerError> {
        let _ = id;
        unfinished()
    }

    /// Searches quotations and mentions. Words are compared by their stems; `"words in quotes"` stand exactly so,
    /// `word*` begins a word. Never fails on what a user types.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn search(&self, words: &str, page: Page) -> Result<Listing<SearchHit>, LedgerError> {
        let _ = (words, page);
        unfinished()
    }

    /// Lists the log, oldest entry first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn log(&self, page: Page) -> Result<Listing<LogRow>, LedgerError> {
        let _ = page;
        unfinished()
    }

    /// Returns the original bytes of a version of a document.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::NoVersion`], [`LedgerError::Store`].
    pub fn source(&self, document: &str, version: u32) -> Result<Vec<u8>, LedgerError> {
        let _ = (document, version);
        unfinished()
    }

    /// Hands every record of every document to `sink`, one document at a time.
    ///
    /// # Errors
    /// [`LedgerError::Export`] when the sink refuses, [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn export(&self, sink: &mut dyn FnMut(Record) -> std::io::Result<()>) -> Result<(), LedgerError> {
        let _ = sink;
        unfinished()
    }

    /// Hashes everything again and checks every invariant.
    ///
    /// # Errors
    /// [`LedgerError::Store`]; what is wrong inside the ledger stands in the report.
    pub fn verify(&self) -> Result<Report, LedgerError> {
        unfinished()
    }
}

impl Ledger {
    /// Opens a ledger, making it where there is none.
    ///
    /// # Errors
    /// [`LedgerError::NoLedger`], [`LedgerError::Newer`], [`LedgerError::Open`].
    pub fn open(path: &Path) -> Result<Ledger, LedgerError> {
        let _ = path;
        unfinished()
    }

    /// Opens a ledger that must exist.
    ///
    /// # Errors
    /// As [`Ledger::open`], and [`LedgerError::Absent`].
    pub fn open_existing(path: &Path) -> Result<Ledger, LedgerError> {
        let _ = path;
        unfinished()
    }

    /// Makes a ledger that lives as long as its handles.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn in_memory() -> Result<Ledger, LedgerError> {
        unfinished()
    }

    /// Adds a document, or a version of one, in one transaction.
    ///
    /// # Errors
    /// [`LedgerError::TooLong`], [`LedgerError::BadId`], [`LedgerError::Erased`], [`LedgerError::Broken`],
    /// [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn add(&mut self, addition: &Addition<'_>) -> Result<Added, LedgerError> {
        let _ = addition;
        unfinished()
    }

    /// Replaces what was found in the newest version of a document. Decisions stay with their statements.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Broken`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn reread(
        &mut self,
        document: &str,
        text: &Text,
        extraction: &Extraction,
        extractor: &str,
        signed: &Signature<'_>,
    ) -> Result<Added, LedgerError> {
        let _ = (document, text, extraction, extractor, signed);
        unfinished()
    }

    /// Records what a person thinks of a statement and returns the number of the decision.
    ///
    /// # Errors
    /// [`LedgerError::NoStatement`], [`LedgerError::Ambiguous`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn decide(
        &mut self,
        statement: &str,
        verdict: Verdict,
        signed: &Signature<'_>,
    ) -> Result<i64, LedgerError> {
        let _ = (statement, verdict, signed);
        unfinished()
    }

    /// Takes back the decision of this number and returns the number of the new entry.
    ///
    /// # Errors
    /// [`LedgerError::NotUndoable`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn undo(&mut self, decision: i64, signed: &Signature<'_>) -> Result<i64, LedgerError> {
        let _ = (decision, signed);
        unfinished()
    }

    /// Removes a document's originals, extractions, quotations and index, and leaves a tombstone in the log.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn erase(&mut self, document: &str, signed: &Signature<'_>) -> Result<i64, LedgerError> {
        let _ = (document, signed);
        unfinished()
    }

    /// Derives everything again from the log, the originals and the extractions.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn rebuild(&mut self) -> Result<(), LedgerError> {
        unfinished()
    }
}
