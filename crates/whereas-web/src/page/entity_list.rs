//! Names: persons, bodies, laws and places with how many documents and spellings they have.

use askama::Template;
use whereas_ledger::view::{NameListing, NameRow};

use super::dossier::introduced;
use super::shell::Shell;
use crate::query::Pager;
use crate::route::entity::{KINDS, NameQuery, kind_words};
use crate::{address, label};

/// The list of names.
#[derive(Template)]
#[template(path = "entity_list.html")]
pub(crate) struct EntityListPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) found: &'a NameListing,
    pub(crate) pager: &'a Pager,
    pub(crate) query: &'a NameQuery,
}

impl EntityListPage<'_> {
    /// The kinds to choose from: address, words, how many there are without a search, whether it is this page's.
    fn kinds(&self) -> Vec<(String, String, String, bool)> {
        let count = |kind: &str| {
            let own = self.found.kinds.iter().filter(|(name, _)| kind.is_empty() || name == kind);
            label::grouped(own.map(|(_, count)| *count).sum())
        };
        let choice = |kind: &str| {
            let words = kind_words(self.shell.words, kind);
            (self.query.address(kind, 1), words, count(kind), self.query.kind == kind)
        };
        std::iter::once("").chain(KINDS).map(choice).collect()
    }

    /// Whether only names are listed that wait for a judgement.
    fn is_open(&self) -> bool {
        !self.query.open.is_empty()
    }

    fn is_search(&self) -> bool {
        !self.query.q.trim().is_empty()
    }

    fn count(&self) -> String {
        self.shell.n("who-count", self.found.listing.total)
    }

    /// How it comes in, where that is told.
    fn introduced(&self, row: &NameRow) -> Option<String> {
        let came = row.introduced.as_ref()?;
        Some(introduced(self.shell.words, came, row.documents == 1))
    }

    fn kind(&self, row: &NameRow) -> String {
        label::mention(self.shell.words, &row.kind)
    }

    /// The dossier, where something waits at the place of it; where several bear the name, the list of them.
    fn address(&self, row: &NameRow) -> String {
        if row.open.is_some() {
            format!("{}#dossier-proposals", address::entity(&row.id))
        } else if row.several && !self.is_search() {
            address::with("/entities", &[("q", &row.name), ("kind", &row.kind)])
        } else {
            address::entity(&row.id)
        }
    }

    fn first(&self) -> String {
        self.query.address(&self.query.kind, 1)
    }
}
