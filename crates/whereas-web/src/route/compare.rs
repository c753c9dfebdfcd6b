//! Two documents side by side.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::document::{found, unclear_query};
use super::statement::choices;
use super::{Page, page};
use crate::json;
use crate::page::compare::ComparePage;
use crate::page::shell::Here;
use crate::reader::WebState;
use crate::visit::Visit;

/// Which two.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Pair {
    a: String,
    b: String,
}

pub(super) async fn show(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<Pair>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Documents, move |reader, shell| {
        let Query(Pair { a, b }) = query.map_err(|_| unclear_query())?;
        let view = |id: &str| match id.trim() {
            "" => Ok(None),
            id => found(reader, id).map(Some),
        };
        let (left, right) = (view(&a)?, view(&b)?);
        let documents = choices(reader)?;
        let data = || json::page::Comparison::of(left.as_ref(), right.as_ref());
        Page::of(shell.form, data, || {
            ComparePage::new(shell, left.as_ref(), right.as_ref(), documents).render()
        })
    })
    .await
}
