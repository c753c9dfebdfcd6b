//! Addresses and what answers them. Handlers ask the ledger and hand its views to a page; no more.

mod about;
mod document;
mod language;
mod search;
mod statement;
mod style;

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use whereas_ledger::Reader;

use crate::guard;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::shell::{Here, Shell};
use crate::reader::WebState;
use crate::visit::Visit;

/// All pages over one ledger.
pub fn router(state: WebState) -> Router {
    Router::new()
        .route("/", get(document::list))
        .route("/documents/{id}", get(document::show))
        .route("/demands", get(statement::demands))
        .route("/statements", get(statement::list))
        .route("/statements/{id}", get(statement::show))
        .route("/search", get(search::find))
        .route("/about", get(about::show))
        .route("/language", post(language::choose))
        .route("/assets/style.css", get(style::style))
        .route("/assets/icon.svg", get(style::icon))
        .fallback(absent)
        .method_not_allowed_fallback(read_only)
        .layer(from_fn_with_state(state.clone(), guard::guard))
        .with_state(state)
}

/// Makes a page with a reader of the ledger; what goes wrong becomes a page too.
async fn page(
    state: WebState,
    visit: Visit,
    here: Here,
    make: impl FnOnce(&Reader, Shell) -> Result<Page, Fault> + Send + 'static,
) -> Response {
    let shell = Shell::new(state.name(), here, &visit);
    match state.read(move |reader| make(reader, shell)).await {
        Ok(Page::Html(html)) => Html(html).into_response(),
        Ok(Page::Elsewhere(address)) => axum::response::Redirect::permanent(&address).into_response(),
        Err(fault) => fault.response(state.name(), &visit),
    }
}

/// What answers a request.
enum Page {
    /// A whole page.
    Html(String),
    /// The thing asked for has another address.
    Elsewhere(String),
}

async fn absent(State(state): State<WebState>, visit: Visit) -> Response {
    Fault::Absent(Note::new("absent-address")).response(state.name(), &visit)
}

async fn read_only(State(state): State<WebState>, visit: Visit) -> Response {
    Fault::ReadOnly.response(state.name(), &visit)
}

/// Where to go after a change: the page that it came from, if that is one of ours.
fn back(address: &str) -> &str {
    let ours =
        address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n']);
    if ours { address } else { "/" }
}
