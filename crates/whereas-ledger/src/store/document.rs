//! Rows of documents.

use rusqlite::{Row, params};

use super::value::{count, from_json, json, kind, word};
use super::{Capture, Tx};
use crate::derive::Head;
use crate::likeness::Look;
use crate::view::{DocumentRow, Listing};
use crate::{LedgerError, Page, limit};

/// By what the store knows a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentKey {
    /// Number in order of adding, from 1.
    pub n: i64,
    pub id: String,
    /// When it was erased, or `""`.
    pub erased_at: String,
    /// How many versions there are.
    pub versions: u32,
    pub resembles: String,
}

const KEY_COLUMNS: &str = "n, id, erased_at, versions, resembles";

const ROW_COLUMNS: &str = "id, title, genre, date, publisher, author, disclosure, languages, origin, sha256,
    versions, added_at,
    case when exists (select 1 from document r where r.id = document.resembles and r.erased_at = '')
      then resembles else '' end,
    demands, commitments, denials, appraisals, findings";

impl Tx<'_> {
    /// The number that the next document gets.
    pub(crate) fn next_document(&self) -> Result<i64, LedgerError> {
        self.number("select coalesce(max(n), 0) + 1 from document", [])
    }

    /// Makes the row of a document; [`Tx::put_head`] fills it.
    pub(crate) fn put_document(&self, n: i64, id: &str, resembles: &str) -> Result<(), LedgerError> {
        self.run(
            "insert into document (n, id, resembles, erased_at, title, genre, date, publisher, author,
               disclosure, languages, origin, sha256, versions, added_at, demands, commitments, denials,
               appraisals, findings, look)
             values ($1, $2, $3, '', '', 'statement', '', '', '',
               '', '[]', '', '', 0, '', 0, 0, 0, 0, 0, $4)",
            params![n, id, resembles, [0u8; 0]],
        )?;
        Ok(())
    }

    /// Fills the row of a document from its newest capture and its newest reading.
    pub(crate) fn put_head(&self, capture: &Capture, head: &Head) -> Result<(), LedgerError> {
        let [demands, commitments, denials, appraisals, findings] = head.counts;
        let row = &capture.row;
        self.run(
            "update document set origin = $1, sha256 = $2, versions = $3, added_at = $4, title = $5,
               genre = $6, date = $7, publisher = $8, author = $9, disclosure = $10, languages = $11,
               look = $12, demands = $13, commitments = $14, denials = $15, appraisals = $16, findings = $17
             where n = $18",
            params![
                row.origin,
                row.sha256,
                row.version,
                row.at,
                head.title,
                word(&head.genre)?,
                head.date,
                head.publisher,
                head.author,
                head.disclosure,
                json(&head.languages)?,
                head.look,
                demands,
                commitments,
                denials,
                appraisals,
                findings,
                capture.document
            ],
        )?;
        Ok(())
    }

    /// Returns whether the row of a document is as [`Tx::put_head`] would fill it.
    pub(crate) fn has_head(&self, capture: &Capture, head: &Head) -> Result<bool, LedgerError> {
        let Some(row) = self.document_row(capture.document)? else { return Ok(false) };
        let sql = "select look from document where n = $1";
        let look = self.row(sql, [capture.document], |row| Ok(row.get::<_, Vec<u8>>(0)?))?;
        let from = &capture.row;
        let should = DocumentRow {
            id: row.id.clone(),
            title: head.title.clone(),
            genre: head.genre,
            date: head.date.clone(),
            publisher: head.publisher.clone(),
            author: head.author.clone(),
            disclosure: head.disclosure.clone(),
            languages: head.languages.clone(),
            origin: from.origin.clone(),
            sha256: from.sha256.clone(),
            versions: from.version,
            added_at: from.at.clone(),
            counts: head.counts,
            resembles: row.resembles.clone(),
        };
        Ok(row == should && look.as_ref() == Some(&head.look))
    }

    /// Leaves only the fact that a document was erased.
    pub(crate) fn put_tombstone(&self, n: i64, id: &str, at: &str) -> Result<(), LedgerError> {
        self.run("delete from document where n = $1", [n])?;
        self.put_document(n, id, "")?;
        self.run("update document set erased_at = $1 where n = $2", params![at, n])?;
        Ok(())
    }

    /// A document by its id.
    pub(crate) fn document_key(&self, id: &str) -> Result<Option<DocumentKey>, LedgerError> {
        self.row(&format!("select {KEY_COLUMNS} from document where id = $1"), [id], key)
    }

    /// A document by its number.
    pub(crate) fn document_key_of(&self, n: i64) -> Result<Option<DocumentKey>, LedgerError> {
        self.row(&format!("select {KEY_COLUMNS} from document where n = $1"), [n], key)
    }

    /// All documents, also those erased, in order of adding.
    pub(crate) fn document_keys(&self) -> Result<Vec<DocumentKey>, LedgerError> {
        self.rows(&format!("select {KEY_COLUMNS} from document order by n"), [], key)
    }

    /// Ids of the documents that are not erased, by date.
    pub(crate) fn document_ids(&self) -> Result<Vec<String>, LedgerError> {
        let sql = "select id from document where erased_at = '' order by date, n";
        self.rows(sql, [], |row| Ok(row.get(0)?))
    }

    /// The row of a document that is not erased.
    pub(crate) fn document_row(&self, n: i64) -> Result<Option<DocumentRow>, LedgerError> {
        let sql = format!("select {ROW_COLUMNS} from document where n = $1 and erased_at = ''");
        self.row(&sql, [n], document_row)
    }

    /// Where a document came from.
    pub(crate) fn origin(&self, n: i64) -> Result<Option<String>, LedgerError> {
        self.row("select origin from document where n = $1", [n], |row| Ok(row.get(0)?))
    }

    /// A stretch of the list of documents.
    pub(crate) fn document_page(&self, page: Page) -> Result<Listing<DocumentRow>, LedgerError> {
        let total = count(self.number("select count(*) from document where erased_at = ''", [])?);
        let sql = format!(
            "select {ROW_COLUMNS} from document where erased_at = '' order by date, n limit $1 offset $2"
        );
        let rows = self.rows(&sql, params![page.sql_limit(), page.offset], document_row)?;
        Ok(Listing { rows, total })
    }

    /// The look by which a document is compared with others.
    pub(crate) fn look(&self, n: i64) -> Result<Option<Look>, LedgerError> {
        let bytes =
            self.row("select look from document where n = $1", [n], |row| Ok(row.get::<_, Vec<u8>>(0)?))?;
        Ok(bytes.and_then(|bytes| Look::from_bytes(&bytes)))
    }

    /// Documents that share a feature, the newest few.
    pub(crate) fn documents_with(&self, feature: i64) -> Result<Vec<i64>, LedgerError> {
        let sql = "select document from likeness where feature = $1 order by document desc limit $2";
        self.rows(sql, params![feature, limit::RESEMBLANCE_CANDIDATES_MAX], |row| Ok(row.get(0)?))
    }
}

fn key(row: &Row<'_>) -> Result<DocumentKey, LedgerError> {
    Ok(DocumentKey {
        n: row.get(0)?,
        id: row.get(1)?,
        erased_at: row.get(2)?,
        versions: row.get(3)?,
        resembles: row.get(4)?,
    })
}

fn document_row(row: &Row<'_>) -> Result<DocumentRow, LedgerError> {
    let mut counts = [0; 5];
    for (place, count) in counts.iter_mut().enumerate() {
        *count = row.get(13 + place)?;
    }
    Ok(DocumentRow {
        id: row.get(0)?,
        title: row.get(1)?,
        genre: kind(row.get(2)?)?,
        date: row.get(3)?,
        publisher: row.get(4)?,
        author: row.get(5)?,
        disclosure: row.get(6)?,
        languages: from_json(&row.get::<_, String>(7)?)?,
        origin: row.get(8)?,
        sha256: row.get(9)?,
        versions: row.get(10)?,
        added_at: row.get(11)?,
        resembles: row.get(12)?,
        counts,
    })
}
