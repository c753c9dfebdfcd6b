//! Documents: their list and each by itself.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use whereas_extract::Act;
use whereas_ledger::view::{DocumentView, StatementFilter};
use whereas_ledger::{LedgerError, Reader};

use super::{Page, number, page};
use crate::json;
use crate::messages::Note;
use crate::page::blocks::Lens;
use crate::page::document::DocumentPage;
use crate::page::document_list::DocumentListPage;
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::page::version::VersionPage;
use crate::query::{Pager, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// What the address of the list holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    pub(super) page: String,
}

/// What the address of the reader holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LensQuery {
    act: String,
    layer: String,
}

impl LensQuery {
    fn lens(&self) -> Result<Lens, Fault> {
        let unclear = |key, value: &str| Fault::Unclear(Note::new(key).with("value", value));
        let act = match self.act.as_str() {
            "" => None,
            act => Some(act.parse().map_err(|_| unclear("unclear-act", act))?),
        };
        let decided = match self.layer.as_str() {
            "" => None,
            "program" => Some(false),
            "people" => Some(true),
            layer => return Err(unclear("unclear-layer", layer)),
        };
        Ok(Lens { act, decided })
    }
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
        let (form, shown) = (shell.form, (&documents, &pager));
        let data = || json::page::Documents::of(&documents, &pager);
        Page::of(form, data, || {
            let (documents, pager) = shown;
            DocumentListPage { shell, documents, totals, pager }.render()
        })
    })
    .await
}

pub(super) async fn show(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
    query: Result<Query<LensQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Documents, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let Query(query) = query.map_err(|_| unclear_query())?;
        let lens = query.lens()?;
        let view = found(reader, &id)?;
        let data = || json::page::DocumentPage::from(&view);
        Page::of(shell.form, data, || DocumentPage::new(shell, &view, lens).render())
    })
    .await
}

/// A document, or the page that says that there is none.
pub(super) fn found(reader: &Reader, id: &str) -> Result<DocumentView, Fault> {
    let absent = || Fault::Absent(Note::new("absent-document").with("id", id));
    reader.document(id)?.ok_or_else(absent)
}

pub(super) async fn version(
    State(state): State<WebState>,
    visit: Visit,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Response {
    page(state, visit, Here::Documents, move |reader, shell| {
        let Path((id, version)) = path.map_err(|_| unclear_path())?;
        let version: u32 = number(&version)?;
        let view = found(reader, &id)?;
        let capture = view.captures.iter().find(|capture| capture.version == version);
        let capture = capture.ok_or(LedgerError::NoVersion { id, version })?;
        let data = || json::record::Version::of(&view.row.id, capture);
        Page::of(shell.form, data, || VersionPage { shell, document: &view.row, capture }.render())
    })
    .await
}

/// The original bytes, to be kept and never to be shown: they may be anything.
pub(super) async fn original(
    State(state): State<WebState>,
    visit: Visit,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Response {
    let read = state.read(move |reader| {
        let Path((id, version)) = path.map_err(|_| unclear_path())?;
        Ok(reader.source(&id, number(&version)?)?)
    });
    let head = [(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, "attachment")];
    match read.await {
        Ok(bytes) => (head, bytes).into_response(),
        Err(fault) => fault.response(&state, &visit),
    }
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
