//! What people decide on the pages: accepting, rejecting, taking back. Programs are answered with what now stands,
//! browsers go back to where they were.

use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use whereas_ledger::Verdict;
use whereas_ledger::view::DecisionRow;

use super::document::unclear_path;
use super::{Page, back, number};
use crate::json;
use crate::json::record::{Decision, Statement};
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::reader::WebState;
use crate::visit::{self, Visit};

/// What a form that decides holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Deciding {
    reason: String,
    back: String,
}

type Sent = Result<Form<Deciding>, FormRejection>;
type Place = Result<Path<String>, PathRejection>;

pub(super) async fn accept(State(state): State<WebState>, visit: Visit, id: Place, form: Sent) -> Response {
    decide(state, visit, id, form, Verdict::Accepted).await
}

pub(super) async fn reject(State(state): State<WebState>, visit: Visit, id: Place, form: Sent) -> Response {
    decide(state, visit, id, form, Verdict::Rejected).await
}

async fn decide(state: WebState, visit: Visit, id: Place, form: Sent, verdict: Verdict) -> Response {
    let (id, sent) = match read(id, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason) = (visit.author.clone(), sent.reason.trim().to_owned());
    let decided = state.write(author, reason, move |ledger, signed| {
        let absent = || Fault::Absent(Note::new("absent-statement").with("id", &id));
        let view = ledger.statement(&id)?.ok_or_else(absent)?;
        let last = view.placed.row.decisions.last();
        // The same button twice, or the same page sent again, decides once.
        let same = last.is_some_and(|last| last.verdict == verdict && last.author == signed.by);
        // Who thinks better of it does not contradict themselves.
        let other = |row: &&DecisionRow| row.author == signed.by && row.verdict != verdict;
        for row in view.placed.row.decisions.iter().filter(other) {
            ledger.undo(row.seq, signed)?;
        }
        if !same || !signed.reason.is_empty() {
            ledger.decide(&view.placed.row.id, verdict, signed)?;
        }
        Ok(Statement::from(&ledger.statement(&id)?.ok_or_else(absent)?))
    });
    answer(&state, &visit, &sent.back, decided.await)
}

pub(super) async fn undo(State(state): State<WebState>, visit: Visit, seq: Place, form: Sent) -> Response {
    let (seq, sent) = match read(seq, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason) = (visit.author.clone(), sent.reason.trim().to_owned());
    let undone = state.write(author, reason, move |ledger, signed| {
        let decision: i64 = number(&seq)?;
        ledger.undo(decision, signed)?;
        let absent = || Fault::Absent(Note::new("absent-entry").with("seq", decision));
        Ok(Decision::from(&ledger.decision(decision)?.ok_or_else(absent)?))
    });
    answer(&state, &visit, &sent.back, undone.await)
}

fn read(place: Place, form: Sent) -> Result<(String, Deciding), Fault> {
    let Path(place) = place.map_err(|_| unclear_path())?;
    let Form(sent) = form.map_err(|_| Fault::Unclear(Note::new("unclear-form")))?;
    Ok((place, sent))
}

/// Answers a change: programs with what now stands, browsers with the page that they came from.
pub(super) fn answer(
    state: &WebState,
    visit: &Visit,
    from: &str,
    done: Result<impl Serialize, Fault>,
) -> Response {
    let page = done.and_then(|record| match visit.form {
        visit::Form::Html => Ok(Page::Shown(back(from).to_owned())),
        visit::Form::Json => Ok(Page::Json(json::text(&record)?)),
    });
    match page {
        Ok(page) => page.into_response(),
        Err(fault) => fault.response(state, visit),
    }
}
