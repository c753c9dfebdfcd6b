//! The log: what happened, in order, and each entry by itself.

use askama::Template;
use whereas_ledger::view::{Listing, LogRow};

use super::shell::Shell;
use crate::label;
use crate::query::Pager;

/// The list of entries.
#[derive(Template)]
#[template(path = "entry_list.html")]
pub(crate) struct EntryListPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) log: &'a Listing<LogRow>,
    pub(crate) pager: &'a Pager,
}

/// The page of one entry.
#[derive(Template)]
#[template(path = "entry.html")]
pub(crate) struct EntryPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) entry: &'a LogRow,
}

impl EntryListPage<'_> {
    fn kind(&self, entry: &LogRow) -> String {
        label::entry(self.shell.words, &entry.kind)
    }

    fn at(&self, entry: &LogRow) -> String {
        label::moment(self.shell.words, &entry.at)
    }
}

impl EntryPage<'_> {
    fn kind(&self) -> String {
        label::entry(self.shell.words, &self.entry.kind)
    }

    fn at(&self) -> String {
        label::moment(self.shell.words, &self.entry.at)
    }
}
