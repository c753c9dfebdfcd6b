//! The glossary.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use crate::page::about::AboutPage;
use crate::page::fault::Fault;
use crate::page::shell::{Here, Shell};
use crate::reader::WebState;
use crate::visit::Visit;

pub(super) async fn show(State(state): State<WebState>, visit: Visit) -> Response {
    let page = AboutPage { shell: Shell::new(state.name(), Here::About, &visit) };
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => Fault::from(error).response(state.name(), &visit),
    }
}
