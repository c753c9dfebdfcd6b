//! What the documents of a ledger have to do with each other: links, citations, demands side by side.

use crate::LedgerError;
use crate::ledger::Reader;
use crate::view::{self, CitationMap, CitationView, CompareRow, LinkFilter, LinkView};

impl Reader {
    /// Compares the demands of two documents.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Store`].
    pub fn compare(&self, before: &str, after: &str) -> Result<Vec<CompareRow>, LedgerError> {
        self.store.read(|tx| view::compare::compare(tx, before, after))
    }

    /// Hands the links between statements to `each`, in order of the later document's date; of each statement the best
    /// proposals only.
    ///
    /// # Errors
    /// What `each` returns; [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn each_link(
        &self,
        filter: &LinkFilter,
        each: &mut dyn FnMut(LinkView) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.store.read(|tx| view::link::each_link(tx, filter, each))
    }

    /// Hands the citations to `each`, in order of the citing document's date: what each document cites, and which
    /// document of the ledger that is. Only those of one document unless its id is `""`.
    ///
    /// # Errors
    /// What `each` returns; [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn each_citation(
        &self,
        document: &str,
        each: &mut dyn FnMut(CitationView) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.store.read(|tx| view::citation::each_citation(tx, document, each))
    }

    /// Lists the citations of a document by others.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn cited_by(&self, document: &str) -> Result<Vec<CitationView>, LedgerError> {
        self.store.read(|tx| {
            let key = tx.document_key(document)?.filter(|key| key.erased_at.is_empty());
            let key = key.ok_or_else(|| LedgerError::NoDocument { id: document.to_owned() })?;
            view::citation::citing(tx, key.n)
        })
    }

    /// Draws up which document cites which, and what is cited that is not there; of one document alone unless its
    /// id is `""`.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn citation_map(&self, document: &str) -> Result<CitationMap, LedgerError> {
        self.store.read(|tx| view::citation::map(tx, document))
    }
}
