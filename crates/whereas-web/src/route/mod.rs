//! Addresses and what answers them. Handlers ask the ledger and hand its views to a page; no more.

mod about;
mod add;
pub(crate) mod board;
mod citation;
mod compare;
pub(crate) mod course;
mod decide;
mod decision;
mod document;
pub(crate) mod entity;
mod entry;
pub(crate) mod follow;
mod follow_up;
mod language;
mod link;
mod mention;
pub(crate) mod note;
mod openapi;
pub(crate) mod review;
pub(crate) mod search;
mod series;
mod stated;
mod statement;
mod style;
pub(crate) mod table;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use tower_http::compression::CompressionLayer;
use whereas_ledger::Reader;

use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::shell::{Here, Shell};
use crate::query::FIELD_CHARS_MAX;
use crate::reader::WebState;
use crate::visit::{AsJson, Form, Visit};
use crate::{guard, json};

/// The largest form, in bytes: a reason and where to go back to.
const FORM_BYTES_MAX: usize = 32 << 10;

/// All pages over one ledger.
pub fn router(state: WebState) -> Router {
    let routes = table::routes().into_iter();
    let inner = routes
        .fold(Router::new(), |router, route| router.route(route.path, route.handler))
        .fallback(absent)
        .method_not_allowed_fallback(read_only)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn_with_state(state.clone(), guard::guard))
        .with_state(state);
    // The ending of an address is looked at before the address is.
    Router::new().fallback_service(inner).layer(from_fn(ending)).layer(CompressionLayer::new())
}

/// Takes `.json` from the end of a path and notes it. The file of that name keeps it.
async fn ending(mut request: Request, next: Next) -> Response {
    let uri = request.uri();
    let stem = uri.path().strip_suffix(".json").filter(|stem| *stem != "/openapi");
    if let Some(stem) = stem {
        let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = format!("{stem}{query}").parse().ok();
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
            request.extensions_mut().insert(AsJson);
        }
    }
    next.run(request).await
}

/// Makes a page with a reader of the ledger; what goes wrong becomes a page too.
async fn page(
    state: WebState,
    visit: Visit,
    here: Here,
    make: impl FnOnce(&Reader, Shell) -> Result<Page, Fault> + Send + 'static,
) -> Response {
    let shell = Shell::new(&state, here, &visit);
    match state.read(move |reader| make(reader, shell)).await {
        Ok(page) => page.into_response(),
        Err(fault) => fault.response(&state, &visit),
    }
}

/// What answers a request.
enum Page {
    /// A whole page.
    Html(String),
    /// The same for programs.
    Json(String),
    /// The thing asked for has another address.
    Elsewhere(String),
    /// It is shown on another page.
    Shown(String),
}

impl Page {
    /// The page in the form that is asked for.
    fn of<T: Serialize>(
        form: Form,
        data: impl FnOnce() -> T,
        html: impl FnOnce() -> Result<String, askama::Error>,
    ) -> Result<Page, Fault> {
        match form {
            Form::Html => Ok(Page::Html(html()?)),
            Form::Json => Ok(Page::Json(json::text(&data())?)),
        }
    }

    /// Data that people see as a part of another page.
    fn part<T: Serialize>(form: Form, data: impl FnOnce() -> T, address: String) -> Result<Page, Fault> {
        match form {
            Form::Html => Ok(Page::Shown(address)),
            Form::Json => Ok(Page::Json(json::text(&data())?)),
        }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        match self {
            Page::Html(html) => Html(html).into_response(),
            Page::Json(text) => ([(CONTENT_TYPE, json::MEDIA_TYPE)], text).into_response(),
            Page::Elsewhere(address) => Redirect::permanent(&address).into_response(),
            Page::Shown(address) => Redirect::to(&address).into_response(),
        }
    }
}

async fn absent(State(state): State<WebState>, visit: Visit) -> Response {
    Fault::Absent(Note::new("absent-address")).response(&state, &visit)
}

async fn read_only(State(state): State<WebState>, visit: Visit) -> Response {
    Fault::ReadOnly.response(&state, &visit)
}

/// Where to go after a change: the page that it came from, if that is one of ours.
fn back(address: &str) -> &str {
    let ours =
        address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n']);
    if ours { address } else { "/" }
}

/// Refuses words to look for that are longer than a field.
fn fits(words: &str) -> Result<(), Fault> {
    let note = || Note::new("unclear-search").with("n", FIELD_CHARS_MAX);
    if words.chars().count() > FIELD_CHARS_MAX { Err(Fault::Unclear(note())) } else { Ok(()) }
}

/// Reads a number that stands in an address.
fn number<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::Absent(Note::new("absent-address")))
}
