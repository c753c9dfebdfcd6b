//! Links between statements: each by itself, and what people say of it.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Form, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use whereas_ledger::view::LinkView;
use whereas_ledger::{LinkVerdict, Reader, Ruling};

use super::board::{Judging, read};
use super::decide::answer;
use super::document::unclear_path;
use super::table::{Answer, DECIDING, Route, change, page as page_route};
use super::{Page, page};
use crate::json::board::Link;
use crate::json::shape::Shape;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::link::LinkPage;
use crate::page::shell::Here;
use crate::reader::WebState;
use crate::visit::Visit;

/// The addresses of this file.
pub(super) fn routes() -> Vec<Route> {
    vec![
        page_route(
            "/links/{id}",
            "What a later statement is to an earlier one; the id is kind and both statements",
            &[],
            Link::schema,
            get(show),
        ),
        change(
            "/links/{id}/confirm",
            "Says that a link holds",
            &DECIDING,
            Answer::Record(Link::schema),
            post(confirm),
        ),
        change(
            "/links/{id}/reject",
            "Says that a link does not hold",
            &DECIDING,
            Answer::Record(Link::schema),
            post(reject),
        ),
    ]
}

fn found(reader: &Reader, id: &str) -> Result<LinkView, Fault> {
    reader.link(id)?.ok_or_else(|| Fault::Absent(Note::new("link-absent").with("id", id)))
}

async fn show(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let link = found(reader, &id)?;
        Page::of(shell.form, || Link::from(&link), || LinkPage::new(shell, &link).render())
    })
    .await
}

type Sent = Result<Form<Judging>, FormRejection>;
type Id = Result<Path<String>, PathRejection>;

async fn confirm(State(state): State<WebState>, visit: Visit, id: Id, form: Sent) -> Response {
    judge(state, visit, id, form, LinkVerdict::Confirmed).await
}

async fn reject(State(state): State<WebState>, visit: Visit, id: Id, form: Sent) -> Response {
    judge(state, visit, id, form, LinkVerdict::Rejected).await
}

async fn judge(state: WebState, visit: Visit, id: Id, form: Sent, says: LinkVerdict) -> Response {
    let (id, sent) = match read(id, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason) = (visit.author.clone(), sent.reason.trim().to_owned());
    let judged = state.write(author, reason, move |ledger, signed| {
        let link = found(ledger, &id)?;
        let mine: Vec<_> = link.judgements.iter().filter(|row| row.author == signed.by).collect();
        // The same button twice judges once, and who thinks better of it does not contradict themselves.
        let same = mine.last().is_some_and(|row| row.says == says && signed.reason.is_empty());
        if !same {
            for row in mine {
                ledger.undo(row.seq, signed)?;
            }
            let ends = [link.from.statement.as_str(), link.to.statement.as_str()];
            ledger.judge(Ruling::Link { kind: link.kind, says }, &ends, signed)?;
        }
        Ok(Link::from(&found(ledger, &id)?))
    });
    answer(&state, &visit, &sent.back, judged.await)
}
