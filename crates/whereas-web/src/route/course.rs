//! The timeline and the network: how it went, and between whom.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use whereas_ledger::view::StatementFilter;

use super::document::unclear_query;
use super::statement::choices;
use super::table::{PAGE, Parameter, Route, page as route};
use super::{Page, fits, page};
use crate::address;
use crate::json::course::{Course, Network};
use crate::json::shape::Shape;
use crate::page::fault::Fault;
use crate::page::network::NetworkPage;
use crate::page::shell::Here;
use crate::page::timeline::TimelinePage;
use crate::query::{Pager, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

const TIMELINE: [Parameter; 6] = [
    Parameter { name: "addressee", about: "Words in the name of an addressee" },
    Parameter { name: "person", about: "Words of a person named in the statement" },
    Parameter { name: "theme", about: "The id of a theme" },
    Parameter { name: "document", about: "Only this document" },
    Parameter { name: "from", about: "Documents of this day or later: 2021, 2021-02 or 2021-02-11" },
    Parameter { name: "to", about: "Documents of this day or earlier" },
];

const NETWORK: [Parameter; 2] =
    [Parameter { name: "q", about: "Words in the name of who asks or is asked" }, PAGE];

/// Addresses of the course of things.
pub(super) fn routes() -> Vec<Route> {
    vec![
        route(
            "/timeline",
            "What was asked, who met and what was replied, over time",
            &TIMELINE,
            Course::schema,
            get(timeline),
        ),
        route("/network", "Who asks whom for how much", &NETWORK, Network::schema, get(network)),
    ]
}

/// What narrows the timeline.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct TimelineQuery {
    pub(crate) addressee: String,
    pub(crate) person: String,
    pub(crate) theme: String,
    pub(crate) document: String,
    pub(crate) from: String,
    pub(crate) to: String,
}

impl TimelineQuery {
    fn filter(&self) -> Result<StatementFilter, Fault> {
        for value in [&self.addressee, &self.person, &self.theme, &self.document] {
            fits(value)?;
        }
        Ok(StatementFilter {
            addressee: self.addressee.trim().to_owned(),
            person: self.person.trim().to_owned(),
            theme: self.theme.trim().to_owned(),
            document: self.document.trim().to_owned(),
            from: self.from.trim().to_owned(),
            to: self.to.trim().to_owned(),
            ..StatementFilter::default()
        })
    }
}

async fn timeline(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<TimelineQuery>, QueryRejection>,
) -> Response {
    let shared = state.clone();
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let filter = query.filter()?;
        let timeline = shared.memo().of(reader, ("timeline", &filter), || reader.timeline(&filter))?;
        let documents = choices(reader)?;
        let (form, shown) = (shell.form, &*timeline);
        Page::of(
            form,
            || Course::from(&*timeline),
            || TimelinePage::new(shell, &query, shown, documents).render(),
        )
    })
    .await
}

/// What the address of the network holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    page: String,
}

async fn network(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response {
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        fits(&query.q)?;
        let words = query.q.trim().to_owned();
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let found = reader.network(&words, Pager::stretch(number))?;
        let pager = Pager::new(number, found.total, |page| {
            let page = if page > 1 { page.to_string() } else { String::new() };
            address::with("/network", &[("q", &words), ("page", &page)])
        });
        let (form, shown) = (shell.form, (&found, &pager));
        Page::of(
            form,
            || Network::of(&found, &pager),
            || {
                let (found, pager) = shown;
                NetworkPage { shell, words: words.clone(), found, pager }.render()
            },
        )
    })
    .await
}
