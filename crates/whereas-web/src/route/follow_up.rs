//! The overview of what there is to follow up.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::table::{Route, page as route, routes as all};
use super::{Page, page};
use crate::json::follow_up::FollowUp;
use crate::json::shape::Shape;
use crate::page::follow_up::{FollowUpPage, entries};
use crate::page::shell::Here;
use crate::reader::WebState;
use crate::visit::Visit;

/// The address of the overview.
pub(super) fn routes() -> Vec<Route> {
    vec![route("/follow-up", "What there is to follow up, in numbers", &[], FollowUp::schema, get(show))]
}

async fn show(State(state): State<WebState>, visit: Visit) -> Response {
    let shared = state.clone();
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let overview = shared.memo().of(reader, ("overview", &()), || reader.overview())?;
        let known: Vec<&'static str> = all().iter().map(|route| route.path).collect();
        let entries = entries(&overview, shell.words, &known);
        let form = shell.form;
        let shown = &entries;
        Page::of(form, || FollowUp::of(&entries), || FollowUpPage { shell, entries: shown }.render())
    })
    .await
}
