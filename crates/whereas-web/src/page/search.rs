//! The search: quotations and names that hold the words asked for.

use askama::Template;
use whereas_ledger::view::{Listing, SearchHit};

use super::shell::Shell;
use crate::messages::Messages;
use crate::query::Pager;
use crate::segment::{Mark, Piece, segment};
use crate::{address, label};

/// The page of a search, or of none yet.
#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct SearchPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) found: &'a Listing<SearchHit>,
    pub(crate) pager: &'a Pager,
}

/// A hit as a line of the page.
struct Hit<'a> {
    hit: &'a SearchHit,
    words: &'static Messages,
}

impl SearchPage<'_> {
    fn words(&self) -> &str {
        &self.shell.searched
    }

    fn hits(&self) -> Vec<Hit<'_>> {
        self.found.rows.iter().map(|hit| Hit { hit, words: self.shell.words }).collect()
    }

    fn count(&self) -> String {
        self.shell.n("search-count", self.found.total)
    }

    /// Number of the first hit on this page.
    fn first(&self) -> u32 {
        (self.pager.page - 1).saturating_mul(crate::query::ROWS_PER_PAGE).saturating_add(1)
    }
}

impl<'a> Hit<'a> {
    /// The act of a statement, the kind of a mention.
    fn kind(&self) -> String {
        match self.hit.act {
            Some(act) => label::act(self.words, act).to_owned(),
            None => label::capital(&label::mention(self.words, &self.hit.kind)),
        }
    }

    fn class(&self) -> &'static str {
        self.hit.act.map_or("named", |act| act.as_str())
    }

    /// The statement's page, or the passage in which the name stands.
    fn address(&self) -> String {
        if self.hit.statement.is_empty() { self.place() } else { address::statement(&self.hit.statement) }
    }

    fn place(&self) -> String {
        if self.hit.statement.is_empty() {
            address::passage(&self.hit.document, &self.hit.passage)
        } else {
            address::statement_in_document(&self.hit.document, &self.hit.statement)
        }
    }

    /// Where in its document it stands.
    fn passage(&self) -> String {
        label::place(self.words, &self.hit.passage)
    }

    fn date(&self) -> String {
        label::date(self.words, &self.hit.document_date)
    }

    /// How often the document has the name, when more than once.
    fn times(&self) -> Option<String> {
        (self.hit.times > 1).then(|| self.words.count("search-times", self.hit.times))
    }

    /// The words, with what matched marked.
    fn pieces(&self) -> Vec<Piece<'a, ()>> {
        let marks: Vec<Mark<()>> =
            self.hit.matched.iter().map(|&span| Mark { span, rank: 0, what: () }).collect();
        segment(&self.hit.quote, &marks)
    }
}
