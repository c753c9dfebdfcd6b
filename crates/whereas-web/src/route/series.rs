//! Figures and meetings: the same quantity, the same body, over time.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use whereas_ledger::Page as Stretch;

use super::document::unclear_query;
use super::table::{PAGE, Parameter, Route, page as route};
use super::{Page, fits, page};
use crate::address;
use crate::json::series::{Figures, Meetings};
use crate::json::shape::Shape;
use crate::page::fault::Fault;
use crate::page::figure::FigurePage;
use crate::page::meeting::MeetingPage;
use crate::page::shell::Here;
use crate::query::{Pager, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// Quantities, and series of meetings, on a page; each comes with its picture and its table.
const SERIES_PER_PAGE: u32 = 10;

const FIGURES: [Parameter; 2] = [Parameter { name: "q", about: "Words of what is counted" }, PAGE];

const MEETINGS: [Parameter; 2] = [Parameter { name: "q", about: "Words in the name of the body" }, PAGE];

/// Addresses of series.
pub(super) fn routes() -> Vec<Route> {
    vec![
        route(
            "/figures",
            "The same quantity over time, bounds respected",
            &FIGURES,
            Figures::schema,
            get(figures),
        ),
        route(
            "/meetings",
            "Series of meetings, with the numbers that are missing",
            &MEETINGS,
            Meetings::schema,
            get(meetings),
        ),
    ]
}

/// What the address holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    page: String,
}

impl Asked {
    fn read(query: Result<Query<Asked>, QueryRejection>) -> Result<(String, u32), Fault> {
        let Query(query) = query.map_err(|_| unclear_query())?;
        fits(&query.q)?;
        Ok((query.q.trim().to_owned(), page_number(&query.page).map_err(Fault::Unclear)?))
    }
}

/// The pager of a list whose pages hold few series.
fn pager(path: &'static str, words: &str, number: u32, total: u32) -> Pager {
    let address = |page: u32| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        address::with(path, &[("q", words), ("page", &page)])
    };
    Pager::of(number, total, SERIES_PER_PAGE, address)
}

fn first_of(number: u32) -> u32 {
    (number - 1).saturating_mul(SERIES_PER_PAGE)
}

async fn figures(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response {
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let (words, number) = Asked::read(query)?;
        let stretch = Stretch { offset: first_of(number), limit: SERIES_PER_PAGE };
        let found = reader.figures_page(&words, stretch)?;
        let pager = pager("/figures", &words, number, found.total);
        let form = shell.form;
        let shown = (&found, &pager);
        Page::of(
            form,
            || Figures::of(&found, &pager),
            || {
                let (found, pager) = shown;
                FigurePage { shell, words, found, pager }.render()
            },
        )
    })
    .await
}

async fn meetings(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response {
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let (words, number) = Asked::read(query)?;
        let all = reader.meetings(&words)?;
        let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let pager = pager("/meetings", &words, number, total);
        let from = (first_of(number) as usize).min(all.len());
        let shown: Vec<_> = all.into_iter().skip(from).take(SERIES_PER_PAGE as usize).collect();
        let form = shell.form;
        let own = (&shown, &pager);
        Page::of(
            form,
            || Meetings::of(&shown, total, &pager),
            || {
                let (shown, pager) = own;
                MeetingPage { shell, words, total, shown, pager }.render()
            },
        )
    })
    .await
}
