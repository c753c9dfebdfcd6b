//! The log: all of it and each entry.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::document::{ListQuery, unclear_path, unclear_query};
use super::{Page, number, page};
use crate::json;
use crate::messages::Note;
use crate::page::entry::{EntryListPage, EntryPage};
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::query::{Pager, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

pub(super) async fn list(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Nowhere, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let log = reader.log(Pager::stretch(number))?;
        let address = |page| if page > 1 { format!("/log?page={page}") } else { "/log".to_owned() };
        let pager = Pager::new(number, log.total, address);
        let data = || json::page::Entries::of(&log, &pager);
        Page::of(shell.form, data, || {
            EntryListPage { shell: shell.clone(), log: &log, pager: &pager }.render()
        })
    })
    .await
}

pub(super) async fn show(
    State(state): State<WebState>,
    visit: Visit,
    seq: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::Nowhere, move |reader, shell| {
        let Path(seq) = seq.map_err(|_| unclear_path())?;
        let entry = reader.entry(number(&seq)?)?;
        let entry = entry.ok_or_else(|| Fault::Absent(Note::new("absent-entry").with("seq", &seq)))?;
        let data = || json::record::Entry::from(&entry);
        Page::of(shell.form, data, || EntryPage { shell: shell.clone(), entry: &entry }.render())
    })
    .await
}
