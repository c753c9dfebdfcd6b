//! What the handles of a ledger do with what people write themselves: notes, and statements that they find or
//! correct.

use crate::store::{Durability, Tx};
use crate::view::{Listing, NoteFilter, NoteRow, NoteView, SavedRow, StatedRow};
use crate::{Ledger, LedgerError, Note, Page, Reader, Saying, Signature, Words, note, saved, stated, view};

impl Reader {
    /// Lists the searches that people keep, oldest first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn saved_searches(&self) -> Result<Vec<SavedRow>, LedgerError> {
        self.store.read(|tx| tx.saved())
    }

    /// Lists what people stated of a statement or a mention, oldest first, what was taken back too.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn stated(&self, item: &str) -> Result<Vec<StatedRow>, LedgerError> {
        self.store.read(|tx| Ok(tx.stated_of(item)?.into_iter().map(StatedRow::from).collect()))
    }

    /// Lists the notes that pass a filter, the latest first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn notes(&self, filter: &NoteFilter, page: Page) -> Result<Listing<NoteRow>, LedgerError> {
        self.store.read(|tx| tx.notes(filter, page))
    }

    /// Returns the note of which this entry is a wording.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn note(&self, seq: i64) -> Result<Option<NoteView>, LedgerError> {
        self.store.read(|tx| view::note::note(tx, seq))
    }

    /// Lists the notes about a statement, oldest first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn notes_about(&self, statement: &str) -> Result<Vec<NoteRow>, LedgerError> {
        self.store.read(|tx| tx.notes_on(statement))
    }
}

impl Ledger {
    /// Keeps a search under a name and returns the number of the entry; `query` is the part of its address behind
    /// `?`.
    ///
    /// # Errors
    /// [`LedgerError::NotALine`], [`LedgerError::TooLong`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn save_search(
        &mut self,
        name: &str,
        query: &str,
        signed: &Signature<'_>,
    ) -> Result<i64, LedgerError> {
        self.reader.store.write(Durability::Lasting, |tx| saved::save(tx, name, query, signed))
    }

    /// Records what a person says of some words: that they are a statement, and which, or that they name something.
    /// Returns the number of the entry, and the id of the statement or mention.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::NoStatement`], [`LedgerError::NotInText`],
    /// [`LedgerError::BadDate`], [`LedgerError::TooLong`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn state(
        &mut self,
        words: Words<'_>,
        saying: &Saying,
        signed: &Signature<'_>,
    ) -> Result<(i64, String), LedgerError> {
        self.reader.store.write(Durability::Lasting, |tx| stated::state(tx, words, saying, signed))
    }

    /// Writes a note down and returns the number of its entry; with `replaces`, an entry of an older note, that
    /// note anew. `about` is the id of a statement, or its first digits.
    ///
    /// # Errors
    /// [`LedgerError::NoNote`], [`LedgerError::NoStatement`], [`LedgerError::Ambiguous`], [`LedgerError::BadDate`],
    /// [`LedgerError::TooLong`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn write_note(
        &mut self,
        note: &Note,
        about: Option<&str>,
        replaces: Option<i64>,
        signed: &Signature<'_>,
    ) -> Result<i64, LedgerError> {
        let work = |tx: &Tx<'_>| note::note(tx, note, about, replaces, signed);
        self.reader.store.write(Durability::Lasting, work)
    }

    /// Erases a note with all its wordings, and leaves an entry in the log.
    ///
    /// # Errors
    /// [`LedgerError::NoNote`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn forget_note(&mut self, seq: i64, signed: &Signature<'_>) -> Result<i64, LedgerError> {
        let seq = self.reader.store.write(Durability::Lasting, |tx| note::forget(tx, seq, signed))?;
        self.reader.store.forget()?;
        Ok(seq)
    }

    /// Erases a kept search, also one that was taken back, and leaves an entry in the log.
    ///
    /// # Errors
    /// [`LedgerError::NoSearch`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn forget_search(&mut self, seq: i64, signed: &Signature<'_>) -> Result<i64, LedgerError> {
        let seq = self.reader.store.write(Durability::Lasting, |tx| saved::forget(tx, seq, signed))?;
        self.reader.store.forget()?;
        Ok(seq)
    }
}
