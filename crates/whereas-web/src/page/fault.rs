//! What can go wrong with a request, and the page that says so.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use whereas_ledger::LedgerError;

use super::shell::{Here, Shell};
use crate::label;

/// Why a page could not be shown. Sentences are for the reader of the page.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The address asks for something that makes no sense.
    Unclear(String),
    /// There is no such page.
    Absent(String),
    /// The page is only read, not written to.
    ReadOnly,
    /// The ledger could not be read.
    Ledger(LedgerError),
    /// A bug of the program.
    Crash,
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Ambiguous { .. } | LedgerError::BadDate { .. } => Self::Unclear(sentence(&error)),
            LedgerError::ShortId { .. }
            | LedgerError::NoStatement { .. }
            | LedgerError::NoDocument { .. }
            | LedgerError::NoVersion { .. } => Self::Absent(sentence(&error)),
            error => Self::Ledger(error),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(_: askama::Error) -> Self {
        Self::Crash
    }
}

/// Turns a message of the program (`there is no …`) into a sentence on a page.
fn sentence(message: &impl ToString) -> String {
    let mut out = label::capital(&message.to_string());
    if !out.ends_with('.') {
        out.push('.');
    }
    out
}

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unclear(_) => StatusCode::BAD_REQUEST,
            Self::Absent(_) => StatusCode::NOT_FOUND,
            Self::ReadOnly => StatusCode::METHOD_NOT_ALLOWED,
            Self::Ledger(LedgerError::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Ledger(_) | Self::Crash => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn heading(&self) -> &'static str {
        match self {
            Self::Unclear(_) => "This address is not understood",
            Self::Absent(_) => "There is nothing at this address",
            Self::ReadOnly => "This page can only be read",
            Self::Ledger(_) => "The ledger could not be read",
            Self::Crash => "The page could not be made",
        }
    }

    fn what(&self) -> String {
        match self {
            Self::Unclear(what) | Self::Absent(what) => what.clone(),
            Self::ReadOnly => "Nothing was changed.".to_owned(),
            Self::Ledger(error) => sentence(error),
            Self::Crash => {
                "This is a fault of the program, not of your request. The ledger is not touched by \
                            it."
                .to_owned()
            }
        }
    }

    /// The page that says what went wrong.
    pub(crate) fn response(self, ledger: &str) -> Response {
        let page = FaultPage {
            shell: Shell::new(ledger, Here::Nowhere),
            heading: self.heading(),
            what: self.what(),
        };
        match page.render() {
            Ok(html) => (self.status(), Html(html)).into_response(),
            Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, self.what()).into_response(),
        }
    }
}

/// The page of an error, in the dress of all others.
#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    shell: Shell,
    heading: &'static str,
    what: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence(&"there is no such thing"), "There is no such thing.");
        assert_eq!(sentence(&"`x` fits two."), "`x` fits two.");
        assert_eq!(sentence(&""), ".");
    }
}
