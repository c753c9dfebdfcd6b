//! What can go wrong with a request, and the page that says so.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Response};
use whereas_ledger::LedgerError;
use whereas_ledger::limit::ID_PREFIX_MIN;

use super::shell::{Here, Shell};
use crate::json;
use crate::messages::{Messages, Note};
use crate::reader::WebState;
use crate::visit::{Form, Visit};

/// Why a page could not be shown.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The address asks for something that makes no sense.
    Unclear(Note),
    /// There is no such page.
    Absent(Note),
    /// The page is only read, not written to.
    ReadOnly,
    /// A change that no page of ours asked for.
    Forbidden,
    /// What was to be changed is no longer as it was.
    Conflict(Note),
    /// The ledger could not be read.
    Ledger(LedgerError),
    /// A bug of the program.
    Crash,
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Ambiguous { prefix, candidates } => {
                let ids = candidates.join(", ");
                Self::Unclear(Note::new("ambiguous-id").with("id", prefix).with("ids", ids))
            }
            LedgerError::BadDate { given } => Self::Unclear(Note::new("unclear-date").with("value", given)),
            LedgerError::ShortId { prefix } => {
                Self::Absent(Note::new("short-id").with("id", prefix).with("n", ID_PREFIX_MIN))
            }
            LedgerError::NoStatement { id } => Self::Absent(Note::new("absent-statement").with("id", id)),
            LedgerError::NotInText { words } => {
                Self::Unclear(Note::new("stated-not-there").with("words", words))
            }
            LedgerError::NoMention { id } => Self::Absent(Note::new("absent-mention").with("id", id)),
            LedgerError::SameEnds { .. } => Self::Conflict(Note::new("who-same-ends")),
            LedgerError::NoSearch { .. } => Self::Absent(Note::new("saved-absent")),
            LedgerError::NoNote { .. } => Self::Absent(Note::new("note-absent")),
            LedgerError::NoDocument { id } => Self::Absent(Note::new("absent-document").with("id", id)),
            LedgerError::NoVersion { id, version } => {
                Self::Absent(Note::new("absent-version").with("id", id).with("version", version))
            }
            LedgerError::NotUndoable { seq, .. } => {
                Self::Conflict(Note::new("not-undoable").with("seq", seq))
            }
            LedgerError::TooLong { max, .. } => Self::Unclear(Note::new("too-long").with("n", max)),
            error => Self::Ledger(error),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(_: askama::Error) -> Self {
        Self::Crash
    }
}

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unclear(_) => StatusCode::BAD_REQUEST,
            Self::Absent(_) => StatusCode::NOT_FOUND,
            Self::ReadOnly => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Ledger(LedgerError::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Ledger(_) | Self::Crash => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn heading(&self, words: &'static Messages) -> &'static str {
        words.text(match self {
            Self::Unclear(_) => "fault-unclear",
            Self::Absent(_) => "fault-absent",
            Self::ReadOnly => "fault-read-only",
            Self::Forbidden => "fault-forbidden",
            Self::Conflict(_) => "fault-conflict",
            Self::Ledger(_) => "fault-ledger",
            Self::Crash => "fault-crash",
        })
    }

    fn what(&self, words: &'static Messages) -> String {
        match self {
            Self::Unclear(note) | Self::Absent(note) | Self::Conflict(note) => words.note(note),
            Self::ReadOnly => words.text("nothing-changed").to_owned(),
            Self::Forbidden => words.text("fault-forbidden-why").to_owned(),
            Self::Ledger(LedgerError::Busy) => words.text("busy").to_owned(),
            // What only somebody at the terminal can mend is told as the terminal tells it.
            Self::Ledger(error) => words.with("ledger-says", "error", error),
            Self::Crash => words.text("fault-crash-why").to_owned(),
        }
    }

    /// The page that says what went wrong.
    pub(crate) fn response(self, state: &WebState, visit: &Visit) -> Response {
        if visit.form == Form::Json {
            let error = json::page::Error { error: self.what(visit.words) };
            let text = json::text(&error).unwrap_or_default();
            return (self.status(), [(CONTENT_TYPE, json::MEDIA_TYPE)], text).into_response();
        }
        let page = FaultPage {
            shell: Shell::new(state, Here::Nowhere, visit),
            heading: self.heading(visit.words),
            what: self.what(visit.words),
            back: visit.came_from.as_deref().filter(|from| *from != visit.address),
        };
        match page.render() {
            Ok(html) => (self.status(), Html(html)).into_response(),
            Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, self.what(visit.words)).into_response(),
        }
    }
}

/// The page of an error, in the dress of all others.
#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage<'a> {
    shell: Shell,
    heading: &'static str,
    what: String,
    /// The page of the form that was not understood.
    back: Option<&'a str>,
}
