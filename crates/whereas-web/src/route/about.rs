//! The glossary.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::Page;
use crate::json::page::About;
use crate::page::about::AboutPage;
use crate::page::shell::{Here, Shell};
use crate::reader::WebState;
use crate::visit::Visit;

pub(super) async fn show(State(state): State<WebState>, visit: Visit) -> Response {
    let shell = Shell::new(&state, Here::About, &visit);
    let data = || About::new(state.name(), visit.words);
    match Page::of(visit.form, data, || AboutPage { shell }.render()) {
        Ok(page) => page.into_response(),
        Err(fault) => fault.response(&state, &visit),
    }
}
