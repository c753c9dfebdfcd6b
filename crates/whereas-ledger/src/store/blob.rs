//! Originals and quotations: what hashes of the log stand for.

use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Tx;
use super::value::{from_json, json};
use crate::LedgerError;
use crate::anchor::Quotation;
use crate::entry::quotation_hash;

impl Tx<'_> {
    /// Keeps original bytes under their hash.
    pub(crate) fn put_blob(&self, sha256: &str, bytes: &[u8]) -> Result<(), LedgerError> {
        self.run(
            "insert into blob (sha256, bytes) values ($1, $2) on conflict do nothing",
            params![sha256, bytes],
        )?;
        Ok(())
    }

    /// The bytes of a hash.
    pub(crate) fn blob(&self, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        self.row("select bytes from blob where sha256 = $1", [sha256], |row| Ok(row.get(0)?))
    }

    /// The hashes of all originals, in order.
    pub(crate) fn blob_hashes(&self) -> Result<Vec<String>, LedgerError> {
        self.rows("select sha256 from blob order by sha256", [], |row| Ok(row.get(0)?))
    }

    /// Removes original bytes.
    pub(crate) fn remove_blob(&self, sha256: &str) -> Result<(), LedgerError> {
        self.run("delete from blob where sha256 = $1", [sha256])?;
        Ok(())
    }

    /// Keeps a quotation under its hash, which it returns.
    pub(crate) fn put_quotation(&self, quotation: &Quotation) -> Result<String, LedgerError> {
        self.put_words(&quotation.document, quotation)
    }

    /// Keeps words of or about a document under their hash, which it returns. They go when the document is erased.
    pub(crate) fn put_words(&self, document: &str, words: &impl Serialize) -> Result<String, LedgerError> {
        let body = json(words)?;
        let sha256 = quotation_hash(&body);
        self.run(
            "insert into quotation (sha256, document, body) values ($1, $2, $3) on conflict do nothing",
            params![sha256, document, body],
        )?;
        Ok(sha256)
    }

    /// The quotation of a hash; `None` where it is absent or was changed.
    pub(crate) fn quotation(&self, sha256: &str) -> Result<Option<Quotation>, LedgerError> {
        self.words(sha256)
    }

    /// The words of a hash; `None` where they are absent or were changed.
    pub(crate) fn words<T: DeserializeOwned>(&self, sha256: &str) -> Result<Option<T>, LedgerError> {
        let sql = "select body from quotation where sha256 = $1";
        let Some(body) = self.row(sql, [sha256], |row| Ok(row.get::<_, String>(0)?))? else {
            return Ok(None);
        };
        Ok(if quotation_hash(&body) == sha256 { Some(from_json(&body)?) } else { None })
    }

    /// Hashes of all quotations, in order.
    pub(crate) fn quotation_hashes(&self) -> Result<Vec<String>, LedgerError> {
        self.rows("select sha256 from quotation order by sha256", [], |row| Ok(row.get(0)?))
    }

    /// Removes words.
    pub(crate) fn remove_words(&self, sha256: &str) -> Result<(), LedgerError> {
        self.run("delete from quotation where sha256 = $1", [sha256])?;
        Ok(())
    }

    /// Removes the quotations of a document.
    pub(crate) fn remove_quotations(&self, document: &str) -> Result<(), LedgerError> {
        self.run("delete from quotation where document = $1", [document])?;
        Ok(())
    }
}
