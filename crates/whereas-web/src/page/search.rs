//! The search: quotations and names that hold the words asked for, why, and how to narrow it.

use askama::Template;
use whereas_extract::Act;
use whereas_ledger::view::{FacetKind, Hit as Found, Listing, NameRow, SavedRow, SearchHit, Searched, Why};

use super::shell::Shell;
use crate::messages::Messages;
use crate::query::Pager;
use crate::route::search::SearchQuery;
use crate::segment::{Mark, Piece, segment};
use crate::{address, label};

/// The page of a search, or of none yet.
#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct SearchPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) query: &'a SearchQuery,
    pub(crate) found: &'a Searched,
    pub(crate) pager: &'a Pager,
    /// Searches that people keep.
    pub(crate) saved: &'a [SavedRow],
    /// The first names that bear the words, and how many there are.
    pub(crate) names: &'a Listing<NameRow>,
}

/// A hit as a line of the page.
struct Hit<'a> {
    hit: &'a SearchHit,
    why: Why,
    words: &'static Messages,
}

/// A facet with its values.
struct Group {
    name: &'static str,
    values: Vec<Choice>,
}

/// A value of a facet: what it is called, how often it stands, the address of the search with it.
struct Choice {
    name: String,
    count: String,
    address: String,
}

impl SearchPage<'_> {
    fn words(&self) -> &str {
        &self.shell.searched
    }

    fn hits(&self) -> Vec<Hit<'_>> {
        let words = self.shell.words;
        self.found.hits.rows.iter().map(|Found { hit, why }| Hit { hit, why: *why, words }).collect()
    }

    fn count(&self) -> String {
        self.shell.n("search-count", self.found.hits.total)
    }

    /// The names that bear the words: dossier, name, kind.
    fn dossiers(&self) -> Vec<(String, &str, String)> {
        let kind = |row: &NameRow| label::mention(self.shell.words, &row.kind);
        self.names.rows.iter().map(|row| (address::entity(&row.id), row.name.as_str(), kind(row))).collect()
    }

    /// The list of all of them, where more bear the words than are shown: its address and how many.
    fn all_dossiers(&self) -> Option<(String, String)> {
        let more = self.names.total as usize > self.names.rows.len();
        more.then(|| {
            let list = address::with("/entities", &[("q", self.query.q.trim())]);
            (list, self.shell.n("search-names-all", self.names.total))
        })
    }

    /// Number of the first hit on this page.
    fn first(&self) -> u32 {
        (self.pager.page - 1).saturating_mul(crate::query::ROWS_PER_PAGE).saturating_add(1)
    }

    /// The address of this search, to be kept.
    fn address(&self) -> String {
        self.query.at(1)
    }

    /// Who keeps a search since when.
    fn kept(&self, row: &SavedRow) -> String {
        let at = label::moment(self.shell.words, &row.at);
        self.shell
            .words
            .fill("note-written", &[("author", &label::author(self.shell.words, &row.author)), ("at", &at)])
    }

    /// What a facet is called.
    fn facet(&self, kind: FacetKind) -> &'static str {
        self.shell.t(match kind {
            FacetKind::Act => "act",
            FacetKind::Speaker => "speaker",
            FacetKind::Addressee => "addressed-to",
            FacetKind::Lang => "language",
            FacetKind::Year => "search-year",
            FacetKind::Document => "head-document",
        })
    }

    /// What a value of a facet is called.
    fn value(&self, kind: FacetKind, value: &str, name: &str) -> String {
        match kind {
            FacetKind::Act => value
                .parse::<Act>()
                .map_or_else(|_| value.to_owned(), |act| label::act(self.shell.words, act).to_owned()),
            FacetKind::Lang => self.shell.words.find("lang-", value).unwrap_or(value).to_owned(),
            _ => name.to_owned(),
        }
    }

    /// The fields that narrow the search, each with the address of the search without it.
    fn chips(&self) -> Vec<(&'static str, String, String)> {
        let set = self.query.narrowed().into_iter().filter(|(_, value)| !value.is_empty());
        set.map(|(kind, value)| {
            let named = self.found.facets.iter().find(|facet| facet.kind == kind && facet.value == value);
            let name = named.map_or(value, |facet| facet.name.as_str());
            (self.facet(kind), self.value(kind, value, name), self.query.with(kind, ""))
        })
        .collect()
    }

    /// By what the search can be narrowed; what it is narrowed by already is left out.
    fn groups(&self) -> Vec<Group> {
        let open = self.query.narrowed().into_iter().filter(|(_, value)| value.is_empty());
        let group = |kind: FacetKind| {
            let values = self.found.facets.iter().filter(|facet| facet.kind == kind);
            let values = values.map(|facet| Choice {
                name: self.value(kind, &facet.value, &facet.name),
                count: label::grouped(facet.count),
                address: self.query.with(kind, &facet.value),
            });
            Group { name: self.facet(kind), values: values.collect() }
        };
        open.map(|(kind, _)| group(kind)).filter(|group| group.values.len() > 1).collect()
    }

    /// Of how many hits the facets were counted, where that is not all of them.
    fn counted(&self) -> Option<String> {
        let counted = label::grouped(self.found.counted);
        (self.found.counted < self.found.hits.total).then(|| self.shell.with("search-counted", "n", counted))
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

    /// Why it was found.
    fn why(&self) -> &'static str {
        self.words.text(match self.why {
            Why::Words => "search-why-words",
            Why::Forms => "search-why-forms",
            Why::Spelling => "search-why-spelling",
        })
    }

    /// The words, with what matched marked.
    fn pieces(&self) -> Vec<Piece<'a, ()>> {
        let marks: Vec<Mark<()>> =
            self.hit.matched.iter().map(|&span| Mark { span, rank: 0, what: () }).collect();
        segment(&self.hit.quote, &marks)
    }
}
