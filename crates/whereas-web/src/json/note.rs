//! Notes as JSON.

use whereas_ledger::view::{Listing, NoteRow, NoteView};
use whereas_ledger::{NoteKind, Sensitivity};

use super::record::Statement;
use super::shape::record;
use crate::page::note::Draft;
use crate::query::Pager;

record! {
    /// What a person wrote down, or one of its wordings.
    Note = "note" {
        /// The number of the note: of its first entry in the log.
        note: i64,
        /// The entry with this wording.
        seq: i64,
        /// Who wrote it.
        author: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// `trial`, `visit`, `call`, `meeting`, `letter` or `other`.
        kind: String,
        /// When that was, EDTF, or empty.
        date: String,
        /// Where that was, or empty.
        place: String,
        /// Who told it, or how it is known, or empty.
        source: String,
        /// `public`, `internal` or `confidential`.
        sensitivity: String,
        /// The words.
        words: String,
        /// Persons and bodies that it names.
        names: Vec<String>,
        /// Id of the statement that it is about, or empty.
        about: String,
        /// Whether it was about a statement that is gone.
        lost: bool,
        /// The entry that took this wording back.
        undone: Option<i64>,
    }
}

record! {
    /// A page of the list of notes.
    Notes = "note-list" {
        /// How many there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page, the latest first.
        notes: Vec<Note>,
    }
}

record! {
    /// A note with all its wordings.
    NotePage = "note-page" {
        /// The wording that stands; absent when all were taken back.
        standing: Option<Note>,
        /// Every wording, oldest first.
        wordings: Vec<Note>,
        /// The statement that it is about.
        statement: Option<Statement>,
    }
}

record! {
    /// What a note may hold, with what stands in it so far.
    NoteForm = "note-form" {
        /// Kinds to choose from.
        kinds: Vec<String>,
        /// Sensitivities to choose from.
        sensitivities: Vec<String>,
        /// The words so far.
        words: String,
        /// Id of the statement that it is about, or empty.
        about: String,
    }
}

impl From<&NoteRow> for Note {
    fn from(row: &NoteRow) -> Self {
        Self {
            note: row.first,
            seq: row.seq,
            author: row.author.clone(),
            at: row.at.clone(),
            kind: row.note.kind.as_str().to_owned(),
            date: row.note.date.clone(),
            place: row.note.place.clone(),
            source: row.note.source.clone(),
            sensitivity: row.note.sensitivity.as_str().to_owned(),
            words: row.note.words.clone(),
            names: row.note.names.clone(),
            about: row.about.clone(),
            lost: row.lost,
            undone: row.undone,
        }
    }
}

impl Notes {
    /// A page of the list.
    pub(crate) fn of(notes: &Listing<NoteRow>, pager: &Pager) -> Self {
        let rows = notes.rows.iter().map(Note::from).collect();
        Self { total: notes.total, page: pager.page, pages: pager.pages, notes: rows }
    }
}

impl From<&NoteView> for NotePage {
    fn from(view: &NoteView) -> Self {
        Self {
            standing: view.row.as_ref().map(Note::from),
            wordings: view.wordings.iter().map(Note::from).collect(),
            statement: view.about.as_ref().map(Statement::from),
        }
    }
}

impl NoteForm {
    /// What the form shows.
    pub(crate) fn new(draft: &Draft) -> Self {
        Self {
            kinds: NoteKind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect(),
            sensitivities: Sensitivity::ALL.iter().map(|known| known.as_str().to_owned()).collect(),
            words: draft.words.clone(),
            about: draft.about.clone(),
        }
    }
}
