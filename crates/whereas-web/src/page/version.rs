//! A version of a document: how its original came in.

use askama::Template;
use whereas_ledger::view::{CaptureRow, DocumentRow};

use super::shell::Shell;
use crate::{address, label};

/// The page of one version.
#[derive(Template)]
#[template(path = "version.html")]
pub(crate) struct VersionPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) document: &'a DocumentRow,
    pub(crate) capture: &'a CaptureRow,
}

impl VersionPage<'_> {
    fn heading(&self) -> String {
        self.shell.with("version", "number", self.capture.version)
    }

    fn document_address(&self) -> String {
        address::document(&self.document.id)
    }

    fn original_address(&self) -> String {
        format!("{}/original", address::version(&self.document.id, self.capture.version))
    }

    fn lang(&self) -> &str {
        self.document.languages.first().map_or("", |lang| lang.code())
    }

    fn at(&self) -> String {
        label::moment(self.shell.words, &self.capture.at)
    }

    fn size(&self) -> String {
        label::size(self.shell.words, self.capture.bytes)
    }
}
