//! A mention by its permanent address; people see it in its passage.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;

use super::document::unclear_path;
use super::{Page, page};
use crate::address;
use crate::json::record::Mention;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::reader::WebState;
use crate::visit::Visit;

pub(super) async fn show(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::Documents, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let view = reader.mention(&id)?;
        let view = view.ok_or_else(|| Fault::Absent(Note::new("absent-mention").with("id", &id)))?;
        Page::part(shell.form, || Mention::from(&view), address::passage(&view.document, &view.passage))
    })
    .await
}
