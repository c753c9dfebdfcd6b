//! Notes: their list, each by itself, and the form.

use askama::Template;
use whereas_ledger::view::{Listing, NoteRow, NoteView, StatementView};
use whereas_ledger::{NoteKind, Sensitivity};

use super::said::Said;
use super::shell::Shell;
use crate::messages::Messages;
use crate::query::Pager;
use crate::route::note::NoteQuery;
use crate::{address, label};

/// The list of notes.
#[derive(Template)]
#[template(path = "note_list.html")]
pub(crate) struct NoteListPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) notes: &'a Listing<NoteRow>,
    pub(crate) query: &'a NoteQuery,
    pub(crate) pager: &'a Pager,
}

/// A note with its wordings.
#[derive(Template)]
#[template(path = "note.html")]
pub(crate) struct NotePage<'a> {
    pub(crate) shell: Shell,
    pub(crate) view: &'a NoteView,
}

/// The form of a note.
#[derive(Template)]
#[template(path = "note_form.html")]
pub(crate) struct NoteFormPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) draft: &'a Draft,
    pub(crate) about: Option<&'a StatementView>,
}

/// What stands in the form.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The note that is written anew, or `""`.
    pub(crate) note: String,
    pub(crate) kind: String,
    pub(crate) date: String,
    pub(crate) place: String,
    pub(crate) source: String,
    pub(crate) sensitivity: String,
    pub(crate) words: String,
    pub(crate) names: String,
    pub(crate) about: String,
}

impl Draft {
    /// The last wording, to be written anew.
    pub(crate) fn of(view: &NoteView) -> Self {
        let Some(row) = view.row.as_ref().or_else(|| view.wordings.last()) else { return Self::default() };
        Self {
            note: row.first.to_string(),
            kind: row.note.kind.as_str().to_owned(),
            date: row.note.date.clone(),
            place: row.note.place.clone(),
            source: row.note.source.clone(),
            sensitivity: row.note.sensitivity.as_str().to_owned(),
            words: row.note.words.clone(),
            names: row.note.names.join("\n"),
            about: row.about.clone(),
        }
    }
}

/// A note with the words that pages show for it.
pub(crate) struct Noted<'a> {
    pub(crate) row: &'a NoteRow,
    pub(crate) words: &'static Messages,
}

impl Noted<'_> {
    pub(crate) fn address(&self) -> String {
        format!("/notes/{}", self.row.first)
    }

    pub(crate) fn kind(&self) -> &'static str {
        kind(self.words, self.row.note.kind)
    }

    pub(crate) fn sensitivity(&self) -> &'static str {
        sensitivity(self.words, self.row.note.sensitivity)
    }

    pub(crate) fn date(&self) -> String {
        label::date(self.words, &self.row.note.date)
    }

    /// Where and when: `Kelmar, 4 March 2021`.
    pub(crate) fn place_and_date(&self) -> String {
        let parts = [self.row.note.place.clone(), self.date()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Who wrote it when.
    pub(crate) fn written(&self) -> String {
        let at = label::moment(self.words, &self.row.at);
        self.words
            .fill("note-written", &[("author", &label::author(self.words, &self.row.author)), ("at", &at)])
    }

    /// The address of the statement that it is about, or `""`.
    pub(crate) fn about(&self) -> String {
        if self.row.about.is_empty() { String::new() } else { address::statement(&self.row.about) }
    }

    /// The first words, for a list.
    pub(crate) fn beginning(&self) -> String {
        const CHARS_MAX: usize = 240;
        let words = &self.row.note.words;
        match words.char_indices().nth(CHARS_MAX) {
            Some((cut, _)) => format!("{}…", &words[..cut]),
            None => words.clone(),
        }
    }
}

/// The word for a kind.
fn kind(words: &'static Messages, kind: NoteKind) -> &'static str {
    words.text(match kind {
        NoteKind::Trial => "note-kind-trial",
        NoteKind::Visit => "note-kind-visit",
        NoteKind::Call => "note-kind-call",
        NoteKind::Meeting => "note-kind-meeting",
        NoteKind::Letter => "note-kind-letter",
        NoteKind::Other => "note-kind-other",
    })
}

/// The word for a sensitivity.
fn sensitivity(words: &'static Messages, sensitivity: Sensitivity) -> &'static str {
    words.text(match sensitivity {
        Sensitivity::Public => "note-public",
        Sensitivity::Internal => "note-internal",
        Sensitivity::Confidential => "note-confidential",
    })
}

/// Kinds to choose from: word in data, word on the page, whether it is chosen.
fn kinds(words: &'static Messages, chosen: &str) -> Vec<(&'static str, &'static str, bool)> {
    NoteKind::ALL.iter().map(|&it| (it.as_str(), kind(words, it), it.as_str() == chosen)).collect()
}

/// Sensitivities likewise.
fn sensitivities(words: &'static Messages, chosen: &str) -> Vec<(&'static str, &'static str, bool)> {
    Sensitivity::ALL.iter().map(|&it| (it.as_str(), sensitivity(words, it), it.as_str() == chosen)).collect()
}

impl NoteListPage<'_> {
    fn rows(&self) -> Vec<Noted<'_>> {
        self.notes.rows.iter().map(|row| Noted { row, words: self.shell.words }).collect()
    }

    fn kinds(&self) -> Vec<(&'static str, &'static str, bool)> {
        kinds(self.shell.words, &self.query.kind)
    }

    fn sensitivities(&self) -> Vec<(&'static str, &'static str, bool)> {
        sensitivities(self.shell.words, &self.query.sensitivity)
    }
}

impl NotePage<'_> {
    fn noted<'r>(&self, row: &'r NoteRow) -> Noted<'r> {
        Noted { row, words: self.shell.words }
    }

    fn first(&self) -> i64 {
        self.view.wordings.first().map_or(0, |row| row.first)
    }

    /// The wording that stands.
    fn standing(&self) -> Option<Noted<'_>> {
        self.view.row.as_ref().map(|row| self.noted(row))
    }

    fn said(&self) -> Option<Said<'_>> {
        self.view.about.as_ref().map(|row| Said { row, words: self.shell.words })
    }

    fn is_undone(&self, row: &NoteRow) -> bool {
        row.undone.is_some()
    }
}

impl NoteFormPage<'_> {
    fn kinds(&self) -> Vec<(&'static str, &'static str, bool)> {
        kinds(self.shell.words, &self.draft.kind)
    }

    fn sensitivities(&self) -> Vec<(&'static str, &'static str, bool)> {
        let chosen = self.draft.sensitivity.as_str();
        sensitivities(
            self.shell.words,
            if chosen.is_empty() { Sensitivity::Internal.as_str() } else { chosen },
        )
    }

    fn heading(&self) -> &'static str {
        self.shell.t(if self.draft.note.is_empty() { "note-new" } else { "note-edit" })
    }

    fn said(&self) -> Option<Said<'_>> {
        self.about.map(|view| Said { row: &view.placed.row, words: self.shell.words })
    }
}
