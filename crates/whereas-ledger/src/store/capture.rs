//! Captures: which bytes came from where as which version.

use rusqlite::{Row, params};

use super::Tx;
use crate::LedgerError;
use crate::view::CaptureRow;

/// A capture as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Capture {
    /// Number of the document.
    pub document: i64,
    /// Its entry of the log.
    pub seq: i64,
    pub row: CaptureRow,
    /// Hash of what was told of it, or `""`.
    pub told: String,
}

const COLUMNS: &str = "document, seq, version, sha256, bytes, origin, at, author, method, told";

impl Tx<'_> {
    /// Keeps a capture.
    pub(crate) fn put_capture(&self, capture: &Capture) -> Result<(), LedgerError> {
        let Capture { document, seq, row, told } = capture;
        self.run(
            "insert into capture (document, seq, version, sha256, bytes, origin, at, author, method, told)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                document,
                seq,
                row.version,
                row.sha256,
                row.bytes.cast_signed(),
                row.origin,
                row.at,
                row.by,
                row.method,
                told
            ],
        )?;
        Ok(())
    }

    /// The captures of a document, oldest first.
    pub(crate) fn captures(&self, document: i64) -> Result<Vec<Capture>, LedgerError> {
        let sql = format!("select {COLUMNS} from capture where document = $1 order by version");
        self.rows(&sql, [document], capture)
    }

    /// One capture of a document.
    pub(crate) fn capture(&self, document: i64, version: u32) -> Result<Option<Capture>, LedgerError> {
        let sql = format!("select {COLUMNS} from capture where document = $1 and version = $2");
        self.row(&sql, params![document, version], capture)
    }

    /// The newest capture from a path or address.
    pub(crate) fn capture_from(&self, origin: &str) -> Result<Option<Capture>, LedgerError> {
        let sql = format!("select {COLUMNS} from capture where origin = $1 order by seq desc limit 1");
        self.row(&sql, [origin], capture)
    }

    /// The newest capture of a document from a path or address.
    pub(crate) fn capture_of_from(
        &self,
        document: i64,
        origin: &str,
    ) -> Result<Option<Capture>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from capture where document = $1 and origin = $2 order by version desc limit 1"
        );
        self.row(&sql, params![document, origin], capture)
    }

    /// The first document, erased or not, that some bytes were captured for.
    pub(crate) fn document_with_bytes(
        &self,
        sha256: &str,
        erased: bool,
    ) -> Result<Option<String>, LedgerError> {
        let sql = "select d.id from capture c join document d on d.n = c.document
                   where c.sha256 = $1 and (d.erased_at <> '') = $2 order by c.seq limit 1";
        self.row(sql, params![sha256, erased], |row| Ok(row.get(0)?))
    }
}

fn capture(row: &Row<'_>) -> Result<Capture, LedgerError> {
    Ok(Capture {
        document: row.get(0)?,
        seq: row.get(1)?,
        row: CaptureRow {
            version: row.get(2)?,
            sha256: row.get(3)?,
            bytes: row.get::<_, i64>(4)?.cast_unsigned(),
            origin: row.get(5)?,
            at: row.get(6)?,
            by: row.get(7)?,
            method: row.get(8)?,
        },
        told: row.get(9)?,
    })
}
