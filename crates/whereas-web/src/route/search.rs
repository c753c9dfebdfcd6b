//! The search.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use whereas_extract::Lang;
use whereas_ledger::view::{FacetKind, SearchFilter, Searched};

use super::document::unclear_query;
use super::{Page, page};
use crate::address;
use crate::json;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::search::SearchPage;
use crate::page::shell::Here;
use crate::query::{FIELD_CHARS_MAX, Pager, is_date, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// What the address of a search holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchQuery {
    pub(crate) q: String,
    act: String,
    speaker: String,
    addressee: String,
    lang: String,
    year: String,
    document: String,
    page: String,
}

impl SearchQuery {
    /// The fields that narrow a search.
    pub(crate) fn narrowed(&self) -> [(FacetKind, &str); 6] {
        [
            (FacetKind::Act, self.act.trim()),
            (FacetKind::Speaker, self.speaker.trim()),
            (FacetKind::Addressee, self.addressee.trim()),
            (FacetKind::Lang, self.lang.trim()),
            (FacetKind::Year, self.year.trim()),
            (FacetKind::Document, self.document.trim()),
        ]
    }

    fn filter(&self) -> Result<SearchFilter, Fault> {
        let unclear = |note| Err(Fault::Unclear(note));
        if self.q.chars().count() > FIELD_CHARS_MAX {
            return unclear(Note::new("unclear-search").with("n", FIELD_CHARS_MAX));
        }
        for (kind, value) in self.narrowed() {
            if value.chars().count() > FIELD_CHARS_MAX {
                let name = json::record::facet_word(kind);
                return unclear(Note::new("unclear-field").with("field", name).with("n", FIELD_CHARS_MAX));
            }
        }
        let [(_, act), (_, speaker), (_, addressee), (_, lang), (_, year), (_, document)] = self.narrowed();
        if !year.is_empty() && !is_date(year) {
            return unclear(Note::new("unclear-date").with("value", year));
        }
        if !lang.is_empty() && Lang::parse(lang).is_none() {
            return unclear(Note::new("unclear-language").with("value", lang));
        }
        let act = match act {
            "" => None,
            act => {
                let unclear = |_| Fault::Unclear(Note::new("unclear-act").with("value", act));
                Some(act.parse().map_err(unclear)?)
            }
        };
        Ok(SearchFilter {
            words: self.q.trim().to_owned(),
            act,
            speaker: speaker.to_owned(),
            addressee: addressee.to_owned(),
            lang: lang.to_owned(),
            year: year.to_owned(),
            document: document.to_owned(),
        })
    }

    /// The address of the search with one field set to a value, `""` for none, on its first page.
    pub(crate) fn with(&self, set: FacetKind, value: &str) -> String {
        let fields = self.narrowed().map(|(kind, was)| (kind, if kind == set { value } else { was }));
        self.address(&fields, 1)
    }

    /// The address of a page of the search.
    pub(crate) fn at(&self, page: u32) -> String {
        self.address(&self.narrowed(), page)
    }

    fn address(&self, fields: &[(FacetKind, &str)], page: u32) -> String {
        let mut out = format!("/search?q={}", address::escape(self.q.trim()));
        for (kind, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            out += &format!("&{}={}", json::record::facet_word(*kind), address::escape(value));
        }
        if page > 1 {
            out += &format!("&page={page}");
        }
        out
    }
}

pub(super) async fn find(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<SearchQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Search, move |reader, mut shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let filter = query.filter()?;
        let found: Searched = reader.searched(&filter, Pager::stretch(number))?;
        let pager = Pager::new(number, found.hits.total, |page| query.at(page));
        shell.searched.clone_from(&filter.words);
        let data = || json::page::Hits::of(&found, &pager);
        Page::of(shell.form, data, || {
            SearchPage { shell: shell.clone(), query: &query, found: &found, pager: &pager }.render()
        })
    })
    .await
}
