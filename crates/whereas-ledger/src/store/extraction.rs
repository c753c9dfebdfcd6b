//! Readings: the latest text and extraction of each version of each document.

use rusqlite::params;
use whereas_extract::{Extraction, SourceMap, Text};

use super::Tx;
use super::value::{from_json, json};
use crate::LedgerError;
use crate::entry::reading_hash;

/// A reading as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub extractor: String,
    /// Canonical text.
    pub text: String,
    /// The way back to the source, as JSON.
    pub map: String,
    /// What was found, as JSON.
    pub body: String,
}

impl Reading {
    /// Writes down what was found in a text.
    pub(crate) fn of(text: &Text, found: &Extraction, extractor: &str) -> Result<Reading, LedgerError> {
        Ok(Reading {
            extractor: extractor.to_owned(),
            text: text.text.clone(),
            map: json(&text.map)?,
            body: json(found)?,
        })
    }

    /// The hash that the log keeps.
    pub(crate) fn hash(&self) -> String {
        reading_hash(&self.text, &self.map, &self.body)
    }

    /// Reads what was found. Readings are a cache, and their form may change from one program to the next.
    pub(crate) fn found(&self) -> Result<Extraction, LedgerError> {
        from_json(&self.body).map_err(|error| {
            if self.extractor == whereas_extract::extractor_version() {
                return error;
            }
            LedgerError::Outdated { extractor: self.extractor.clone() }
        })
    }

    /// Reads the way back to the source.
    pub(crate) fn source_map(&self) -> Result<SourceMap, LedgerError> {
        from_json(&self.map)
    }
}

impl Tx<'_> {
    /// Keeps a reading in place of the one before.
    pub(crate) fn put_reading(
        &self,
        document: &str,
        version: u32,
        reading: &Reading,
    ) -> Result<(), LedgerError> {
        self.run(
            "insert into extraction (document, version, extractor, text, map, body)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (document, version) do update set
               extractor = excluded.extractor, text = excluded.text,
               map = excluded.map, body = excluded.body",
            params![document, version, reading.extractor, reading.text, reading.map, reading.body],
        )?;
        Ok(())
    }

    /// The reading of a version.
    pub(crate) fn reading(&self, document: &str, version: u32) -> Result<Option<Reading>, LedgerError> {
        let sql = "select extractor, text, map, body from extraction where document = $1 and version = $2";
        self.row(sql, params![document, version], |row| {
            Ok(Reading { extractor: row.get(0)?, text: row.get(1)?, map: row.get(2)?, body: row.get(3)? })
        })
    }

    /// What read a version last.
    pub(crate) fn extractor(&self, document: &str, version: u32) -> Result<Option<String>, LedgerError> {
        let sql = "select extractor from extraction where document = $1 and version = $2";
        self.row(sql, params![document, version], |row| Ok(row.get(0)?))
    }

    /// Document and version of every reading, in order.
    pub(crate) fn reading_keys(&self) -> Result<Vec<(String, u32)>, LedgerError> {
        let sql = "select document, version from extraction order by document, version";
        self.rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Removes the readings of a document.
    pub(crate) fn remove_readings(&self, document: &str) -> Result<(), LedgerError> {
        self.run("delete from extraction where document = $1", [document])?;
        Ok(())
    }
}
