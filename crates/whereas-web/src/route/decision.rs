//! A decision by its permanent address; people see it at its statement.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;

use super::document::unclear_path;
use super::{Page, number, page};
use crate::address;
use crate::json::record::Decision;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::reader::WebState;
use crate::visit::Visit;

pub(super) async fn show(
    State(state): State<WebState>,
    visit: Visit,
    seq: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::Statements, move |reader, shell| {
        let Path(seq) = seq.map_err(|_| unclear_path())?;
        let view = reader.decision(number(&seq)?)?;
        let view = view.ok_or_else(|| Fault::Absent(Note::new("absent-entry").with("seq", &seq)))?;
        let address = match view.statement.as_str() {
            "" => format!("{}#page-lost", address::document(&view.document)),
            statement => {
                format!("{}#{}", address::statement(statement), address::decision_anchor(view.decision.seq))
            }
        };
        Page::part(shell.form, || Decision::from(&view), address)
    })
    .await
}
