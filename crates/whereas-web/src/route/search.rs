//! The search.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use whereas_ledger::view::Listing;

use super::document::unclear_query;
use super::{Page, page};
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::search::SearchPage;
use crate::page::shell::Here;
use crate::query::{FIELD_CHARS_MAX, Pager, page_number};
use crate::reader::WebState;
use crate::visit::Visit;
use crate::{address, json};

/// What the address of a search holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SearchQuery {
    q: String,
    page: String,
}

pub(super) async fn find(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<SearchQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Search, move |reader, mut shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let words = query.q.trim();
        if words.chars().count() > FIELD_CHARS_MAX {
            return Err(Fault::Unclear(Note::new("unclear-search").with("n", FIELD_CHARS_MAX)));
        }
        let found = if words.is_empty() {
            Listing { rows: Vec::new(), total: 0 }
        } else {
            reader.search(words, Pager::stretch(number))?
        };
        let address = |page| match page {
            1 => format!("/search?q={}", address::escape(words)),
            page => format!("/search?q={}&page={page}", address::escape(words)),
        };
        let pager = Pager::new(number, found.total, address);
        shell.searched = words.to_owned();
        let data = || json::page::Hits::of(&found, &pager);
        Page::of(shell.form, data, || SearchPage { shell, found: &found, pager: &pager }.render())
    })
    .await
}
