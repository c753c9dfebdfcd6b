//! Citations and the keys under which documents can be cited.

use std::collections::BTreeSet;

use rusqlite::{Row, params};

use super::value::{from_json, json, kind};
use super::{Tx, place_of, statement_key};
use crate::LedgerError;
use crate::citation::CitationEntry;
use crate::citation::target::{Target, wanted};

/// A citation with the document it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CitationAt {
    /// Number of the document.
    pub document: i64,
    pub entry: CitationEntry,
}

const COLUMNS: &str = "c.document, c.id, c.passage, c.lang, c.quote, c.statement, c.cites, c.note, c.times";

impl Tx<'_> {
    /// Writes the citations of a document and the keys under which it can be cited.
    pub(super) fn put_citations(
        &self,
        n: i64,
        citations: &[CitationEntry],
        citable: &BTreeSet<i64>,
    ) -> Result<(), LedgerError> {
        for (entry, nth) in citations.iter().zip(0u32..) {
            let statement = entry.statement.map(|place| statement_key(n, place));
            let CitationEntry { id, passage, lang, quote, cites, note, times, .. } = entry;
            self.run(
                "insert into citation (document, nth, id, passage, lang, quote, statement, cites, note, times)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                params![n, nth, id, passage, lang.code(), quote, statement, json(cites)?, note, times],
            )?;
            for hash in wanted(cites) {
                let sql = "insert into citation_key (hash, document, nth) values ($1, $2, $3)
                           on conflict do nothing";
                self.run(sql, params![hash, n, nth])?;
            }
        }
        for hash in citable {
            self.run("insert into citable (hash, document) values ($1, $2)", params![hash, n])?;
        }
        Ok(())
    }

    /// Forgets the citations of a document and the keys under which it can be cited.
    pub(super) fn remove_citations(&self, n: i64) -> Result<(), LedgerError> {
        for table in ["citation", "citation_key", "citable"] {
            self.run(&format!("delete from {table} where document = $1"), [n])?;
        }
        Ok(())
    }

    /// The citations of a document, in order of place.
    pub(crate) fn citations_in(&self, n: i64) -> Result<Vec<CitationAt>, LedgerError> {
        let sql = format!("select {COLUMNS} from citation c where c.document = $1 order by c.nth");
        self.rows(&sql, [n], citation)
    }

    /// The keys under which a document can be cited.
    pub(crate) fn citable_of(&self, n: i64) -> Result<BTreeSet<i64>, LedgerError> {
        let rows = self.rows("select hash from citable where document = $1", [n], |row| Ok(row.get(0)?))?;
        Ok(rows.into_iter().collect())
    }

    /// The documents that can be cited under a key, at most so many.
    pub(crate) fn citable_under(&self, hash: i64, at_most: usize) -> Result<Vec<i64>, LedgerError> {
        let sql = "select document from citable where hash = $1 order by document limit $2";
        self.rows(sql, params![hash, at_most as i64], |row| Ok(row.get(0)?))
    }

    /// The citations that look for a key, at most so many.
    pub(crate) fn citations_under(&self, hash: i64, at_most: usize) -> Result<Vec<CitationAt>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from citation_key k
             join citation c on c.document = k.document and c.nth = k.nth
             where k.hash = $1 order by c.document, c.nth limit $2"
        );
        self.rows(&sql, params![hash, at_most as i64], citation)
    }

    /// A citation by its id.
    pub(crate) fn citation(&self, id: &str) -> Result<Option<CitationAt>, LedgerError> {
        let sql = format!("select {COLUMNS} from citation c where c.id = $1");
        self.row(&sql, [id], citation)
    }

    /// Ids of citations that begin so.
    pub(crate) fn citation_ids(&self, prefix: &str, at_most: u32) -> Result<Vec<String>, LedgerError> {
        // `g` follows the last hexadecimal digit.
        let sql = "select distinct id from citation where id >= $1 and id < $2 order by id limit $3";
        self.rows(sql, params![prefix, format!("{prefix}g"), at_most], |row| Ok(row.get(0)?))
    }

    /// What citations are compared with of a document.
    pub(crate) fn target(&self, n: i64) -> Result<Option<Target>, LedgerError> {
        let sql = "select genre, date, publisher, title, languages from document
                   where n = $1 and erased_at = ''";
        self.row(sql, [n], |row| {
            let languages: Vec<whereas_extract::Lang> = from_json(&row.get::<_, String>(4)?)?;
            Ok(Target {
                genre: row.get(0)?,
                date: row.get(1)?,
                publisher: row.get(2)?,
                title: row.get(3)?,
                lang: languages.first().copied().unwrap_or(whereas_extract::Lang::UNKNOWN),
            })
        })
    }
}

fn citation(row: &Row<'_>) -> Result<CitationAt, LedgerError> {
    let statement: Option<i64> = row.get(5)?;
    Ok(CitationAt {
        document: row.get(0)?,
        entry: CitationEntry {
            id: row.get(1)?,
            passage: row.get(2)?,
            lang: kind(row.get(3)?)?,
            quote: row.get(4)?,
            statement: statement.map(place_of),
            cites: from_json(&row.get::<_, String>(6)?)?,
            note: row.get(7)?,
            times: row.get(8)?,
        },
    })
}
