//! The network: who asks whom, as a picture and as a table.

use askama::Template;
use whereas_ledger::view::{AskingRow, Listing};

use super::shell::Shell;
use crate::picture::network::bands;
use crate::picture::{Mark, Picture};
use crate::query::Pager;
use crate::{address, label};

/// A page of the network.
#[derive(Template)]
#[template(path = "network.html")]
pub(crate) struct NetworkPage<'a> {
    pub(crate) shell: Shell,
    /// The words that were asked for.
    pub(crate) words: String,
    pub(crate) found: &'a Listing<AskingRow>,
    pub(crate) pager: &'a Pager,
}

impl NetworkPage<'_> {
    fn count(&self) -> String {
        self.shell.n("net-count", self.found.total)
    }

    fn picture(&self) -> Option<Picture> {
        bands(&self.found.rows, self.shell.words)
    }

    fn number(&self, row: &AskingRow) -> String {
        label::count(self.shell.words, whereas_extract::Act::Demand, row.demands)
    }

    /// The demands that the one makes of the other.
    fn address(&self, row: &AskingRow) -> String {
        address::with("/demands", &[("actor", &row.actor), ("addressee", &row.addressee)])
    }
}
