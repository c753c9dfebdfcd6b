//! Notes as they are shown.

use serde::Serialize;

use super::StatementRow;
use crate::note::{Note, NoteKind, Sensitivity};
use crate::store::Tx;
use crate::{LedgerError, view};

/// Which notes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoteFilter {
    /// Only those of this kind.
    pub kind: Option<NoteKind>,
    /// Only those of this sensitivity.
    pub sensitivity: Option<Sensitivity>,
}

/// A note, or one of its wordings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteRow {
    /// The entry of the log with this wording.
    pub seq: i64,
    /// The first entry of the note, by which it is known.
    pub first: i64,
    /// Who wrote it.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// The entry that took it back.
    pub undone: Option<i64>,
    /// Id of the statement that it is about, or `""`.
    pub about: String,
    /// Whether it was about a statement that is gone.
    pub lost: bool,
    /// What was written.
    #[serde(flatten)]
    pub note: Note,
}

/// A note with all that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteView {
    /// The wording that stands; `None` when all were taken back.
    pub row: Option<NoteRow>,
    /// Every wording, oldest first, those taken back too.
    pub wordings: Vec<NoteRow>,
    /// The statement that it is about.
    pub about: Option<StatementRow>,
}

/// The note of which this entry is a wording.
pub(crate) fn note(tx: &Tx<'_>, seq: i64) -> Result<Option<NoteView>, LedgerError> {
    let Some(entry) = tx.note_entry(seq)? else { return Ok(None) };
    let wordings = tx.note_wordings(entry.first)?;
    let rows = wordings.into_iter().filter_map(|entry| tx.note_row(entry).transpose());
    let wordings: Vec<NoteRow> = rows.collect::<Result<_, _>>()?;
    let row = wordings.iter().rev().find(|row| row.undone.is_none()).cloned();
    let about = match row.as_ref().map_or("", |row| &row.about) {
        "" => None,
        id => tx.statement(id)?.map(|located| view::document::with_decisions(tx, located)).transpose()?,
    };
    Ok(Some(NoteView { row, wordings, about }))
}
