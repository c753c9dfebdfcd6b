//! Documents: their list and each by itself.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use whereas_extract::Act;
use whereas_ledger::view::StatementFilter;
use whereas_ledger::{LedgerError, Reader};

use super::{Page, page};
use crate::messages::Note;
use crate::page::document::DocumentPage;
use crate::page::document_list::DocumentListPage;
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::query::{Pager, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// What the address of the list holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    page: String,
}

pub(super) async fn list(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Documents, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let documents = reader.documents(Pager::stretch(number))?;
        let address = |page| if page > 1 { format!("/?page={page}") } else { "/".to_owned() };
        let pager = Pager::new(number, documents.total, address);
        let totals = totals(reader)?;
        Ok(Page::Html(DocumentListPage { shell, documents, totals, pager }.render()?))
    })
    .await
}

pub(super) async fn show(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::Documents, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let view = reader
            .document(&id)?
            .ok_or_else(|| Fault::Absent(Note::new("absent-document").with("id", &id)))?;
        Ok(Page::Html(DocumentPage::new(shell, &view).render()?))
    })
    .await
}

/// Statements by act in the whole ledger, in the order of [`Act::ALL`].
fn totals(reader: &Reader) -> Result<[u32; 5], LedgerError> {
    let mut totals = [0; 5];
    for (total, act) in totals.iter_mut().zip(Act::ALL) {
        let one = StatementFilter { act: Some(act), limit: 1, ..Default::default() };
        *total = reader.statements(&one)?.total;
    }
    Ok(totals)
}

/// The part of an address behind `?` that cannot be read.
pub(super) fn unclear_query() -> Fault {
    Fault::Unclear(Note::new("unclear-query"))
}

/// A path that is no text.
pub(super) fn unclear_path() -> Fault {
    Fault::Unclear(Note::new("unclear-path"))
}
