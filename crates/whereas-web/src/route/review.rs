//! The review: the queue, the figures of rules, and what reading again has changed.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use whereas_ledger::Page as Stretch;
use whereas_ledger::view::ReviewFilter;

use super::document::{ListQuery, unclear_query};
use super::statement::choices;
use super::{Page, page};
use crate::address;
use crate::json;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::review::{ChangesPage, REVIEW_ROWS, ReviewPage, RulesPage};
use crate::page::shell::Here;
use crate::query::{FIELD_CHARS_MAX, Pager, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// What the address of the queue holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReviewQuery {
    pub(crate) document: String,
    pub(crate) act: String,
    pub(crate) rule: String,
    pub(crate) page: String,
}

impl ReviewQuery {
    fn filter(&self) -> Result<ReviewFilter, Fault> {
        for (name, value) in [("document", &self.document), ("rule", &self.rule)] {
            if value.chars().count() > FIELD_CHARS_MAX {
                let note = Note::new("unclear-field").with("field", name).with("n", FIELD_CHARS_MAX);
                return Err(Fault::Unclear(note));
            }
        }
        let act = match self.act.trim() {
            "" => None,
            act => {
                let unclear = |_| Fault::Unclear(Note::new("unclear-act").with("value", act));
                Some(act.parse().map_err(unclear)?)
            }
        };
        Ok(ReviewFilter { document: self.document.trim().to_owned(), act, rule: self.rule.trim().to_owned() })
    }

    /// The address of the queue with these fields.
    pub(crate) fn address(&self, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let fields =
            [("document", &self.document), ("act", &self.act), ("rule", &self.rule), ("page", &page)];
        let fields: Vec<String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", address::escape(value)))
            .collect();
        format!("/review{}{}", if fields.is_empty() { "" } else { "?" }, fields.join("&"))
    }
}

pub(super) async fn queue(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<ReviewQuery>, QueryRejection>,
) -> Response {
    let author = state.author(&visit);
    page(state, visit, Here::Review, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let stretch = Stretch { offset: (number - 1).saturating_mul(REVIEW_ROWS), limit: REVIEW_ROWS };
        let queue = reader.review(&query.filter()?, &author, stretch)?;
        let documents = choices(reader)?;
        let data = || json::page::Review::of(&queue, number);
        Page::of(shell.form, data, || ReviewPage::new(shell, &queue, &query, number, documents).render())
    })
    .await
}

pub(super) async fn rules(State(state): State<WebState>, visit: Visit) -> Response {
    page(state, visit, Here::Review, move |reader, shell| {
        let scores = reader.rule_scores()?;
        let data = || json::page::RuleScores::of(&scores);
        Page::of(shell.form, data, || RulesPage { shell, scores: &scores }.render())
    })
    .await
}

pub(super) async fn changes(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Review, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let listing = reader.changes(Pager::stretch(number))?;
        let displaced = reader.displaced()?;
        let address = |page| match page {
            1 => "/review/changes".to_owned(),
            page => format!("/review/changes?page={page}"),
        };
        let pager = Pager::new(number, listing.total, address);
        let data = || json::page::Changes::of(&listing, &displaced, &pager);
        let html =
            ChangesPage { shell: shell.clone(), listing: &listing, displaced: &displaced, pager: &pager };
        Page::of(shell.form, data, || html.render())
    })
    .await
}
