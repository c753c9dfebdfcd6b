//! The map of citations.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::document::{found, unclear_query};
use super::statement::choices;
use super::table::{Parameter, Route, page as route};
use super::{Page, page};
use crate::json::citation::CitationMap;
use crate::json::shape::Shape;
use crate::page::citation::CitationPage;
use crate::page::shell::Here;
use crate::reader::WebState;
use crate::visit::Visit;

const CITATIONS: [Parameter; 1] =
    [Parameter { name: "document", about: "Only what this document cites, and what cites it" }];

/// The address of the map.
pub(super) fn routes() -> Vec<Route> {
    vec![route("/citations", "Which document cites which", &CITATIONS, CitationMap::schema, get(show))]
}

/// What the address holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    document: String,
}

async fn show(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let shared = state.clone();
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let document = query.document.trim().to_owned();
        if !document.is_empty() {
            found(reader, &document)?;
        }
        let find = || reader.citation_map(&document);
        let map = shared.memo().of(reader, ("citations", &document), find)?;
        let documents = choices(reader)?;
        let (form, shown) = (shell.form, &*map);
        Page::of(
            form,
            || CitationMap::from(&*map),
            || CitationPage { shell, document, map: shown, documents }.render(),
        )
    })
    .await
}
