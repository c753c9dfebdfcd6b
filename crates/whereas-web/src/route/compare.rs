//! Two documents side by side.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use whereas_ledger::Reader;
use whereas_ledger::view::{CompareRow, DocumentView, LinkView};

use super::document::{found, unclear_query};
use super::statement::choices;
use super::{Page, page};
use crate::json;
use crate::page::compare::ComparePage;
use crate::page::fault::Fault;
use crate::page::pair::Partners;
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

/// What became of the demands of the earlier document in the later one, and what the later one replies.
fn between(
    reader: &Reader,
    left: &DocumentView,
    right: &DocumentView,
) -> Result<(Vec<CompareRow>, Vec<LinkView>), Fault> {
    let (earlier, later) = if left.row.date > right.row.date { (right, left) } else { (left, right) };
    let (earlier, later) = (&earlier.row.id, &later.row.id);
    Ok((reader.compare(earlier, later)?, reader.links_between(later, earlier)?))
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
        let (rows, links) = match (&left, &right) {
            (Some(left), Some(right)) if left.row.id != right.row.id => between(reader, left, right)?,
            _ => (Vec::new(), Vec::new()),
        };
        let data = || json::page::Comparison::of(left.as_ref(), right.as_ref(), &rows, &links);
        Page::of(shell.form, data, || {
            let sides = [left.as_ref(), right.as_ref()];
            let partners = match sides {
                [Some(left), Some(right)] => Partners::of(shell.words, [left, right], &rows, &links),
                _ => Partners::NONE,
            };
            ComparePage::new(shell, sides, documents, &rows, &links, &partners).render()
        })
    })
    .await
}
