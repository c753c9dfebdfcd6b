//! The map of citations: which document cites which, as a picture and as tables.

use askama::Template;
use whereas_ledger::view::{CitationMap, CitationPair, CitedDocument, CitedOutside};

use super::shell::Shell;
use super::statement_list::DocumentChoice;
use crate::picture::citation::{arcs, name};
use crate::picture::{Mark, Picture};
use crate::{address, label};

/// The page of citations.
#[derive(Template)]
#[template(path = "citations.html")]
pub(crate) struct CitationPage<'a> {
    pub(crate) shell: Shell,
    /// The document whose citations are shown; `""` for all.
    pub(crate) document: String,
    pub(crate) map: &'a CitationMap,
    /// Documents to choose from; empty when they are too many for a menu.
    pub(crate) documents: Vec<DocumentChoice>,
}

/// Pairs, and things outside of the ledger, in the tables.
const ROWS_MAX: usize = 200;

impl CitationPage<'_> {
    fn count(&self) -> String {
        self.shell.many("cite-count", self.map.pairs.len())
    }

    fn picture(&self) -> Option<Picture> {
        arcs(self.map, self.shell.words)
    }

    fn pairs(&self) -> &[CitationPair] {
        self.map.pairs.get(..ROWS_MAX.min(self.map.pairs.len())).unwrap_or_default()
    }

    fn outside(&self) -> &[CitedOutside] {
        self.map.outside.get(..ROWS_MAX.min(self.map.outside.len())).unwrap_or_default()
    }

    fn is_cut(&self) -> bool {
        self.map.more || self.map.pairs.len() > ROWS_MAX || self.map.outside.len() > ROWS_MAX
    }

    fn name<'b>(&'b self, id: &'b str) -> &'b str {
        name(self.map, id)
    }

    fn date(&self, id: &str) -> String {
        let own = |document: &&CitedDocument| document.document == id;
        let date = self.map.documents.iter().find(own).map_or("", |document| &document.document_date);
        label::date(self.shell.words, date)
    }

    fn address(&self, id: &str) -> String {
        address::document(id)
    }

    fn number(&self, times: &u32) -> String {
        label::grouped(*times)
    }
}
