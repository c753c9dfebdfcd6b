//! Statements and mentions that people find or correct themselves.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use whereas_extract::{Act, Polarity};
use whereas_ledger::view::{DocumentView, StatedRow};
use whereas_ledger::{Naming, Reader, Saying, Slots, Words};

use super::document::{found, unclear_path, unclear_query};
use super::table::{Answer, DECIDING, Parameter, REASON, Route, change, page as page_route};
use super::{Page, back, page};
use crate::address;
use crate::json;
use crate::json::shape::Shape;
use crate::json::stated::{Stated, StatingForm};
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::page::stated::{Draft, StatingPage};
use crate::reader::WebState;
use crate::visit::{self, Visit};

const FORM: [Parameter; 4] = [
    Parameter { name: "statement", about: "The statement that is corrected" },
    Parameter { name: "quote", about: "The words of a new one" },
    Parameter { name: "passage", about: "Id of the passage in which they are looked for first" },
    Parameter { name: "act", about: "The act of a new one" },
];

const STATING: [Parameter; 11] = [
    Parameter { name: "statement", about: "The statement that is corrected" },
    Parameter { name: "quote", about: "The words of a new statement or mention, from the document" },
    Parameter { name: "passage", about: "Id of the passage in which they are looked for first" },
    Parameter { name: "act", about: "demand, commitment, denial, appraisal or finding" },
    Parameter { name: "mention", about: "Instead of an act: person, organisation, place or law" },
    Parameter { name: "speaker", about: "Who is responsible; without it, who speaks around the words" },
    Parameter { name: "addressees", about: "Who shall act, in words of the document, one a line" },
    Parameter { name: "actions", about: "What shall be done, in words of the document, one a line" },
    Parameter { name: "polarity", about: "+ for praise, - for blame" },
    Parameter { name: "due", about: "For when it is promised, EDTF" },
    REASON,
];

/// The addresses of this part.
pub(super) fn routes() -> Vec<Route> {
    vec![
        page_route(
            "/documents/{id}/state",
            "What a person may say of words of a document",
            &FORM,
            StatingForm::schema,
            get(form),
        ),
        change(
            "/documents/{id}/state",
            "Says that words are a statement, or name something, or corrects a statement",
            &STATING,
            Answer::Record(Stated::schema),
            post(state),
        ),
        change(
            "/stated/{item}/undo",
            "Takes back what was stated last of a statement or mention",
            &DECIDING,
            Answer::Record(Stated::schema),
            post(undo),
        ),
    ]
}

/// What the form holds, or the address that leads to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Stating {
    statement: String,
    quote: String,
    passage: String,
    act: String,
    mention: String,
    speaker: String,
    addressees: String,
    actions: String,
    polarity: String,
    due: String,
    reason: String,
}

async fn form(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
    query: Result<Query<Stating>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Documents, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let Query(query) = query.map_err(|_| unclear_query())?;
        let document = found(reader, &id)?;
        let draft = match query.statement.as_str() {
            "" => Draft {
                quote: query.quote.clone(),
                passage: query.passage.clone(),
                act: query.act.clone(),
                speaker: speaker_around(&document, &query.passage),
                ..Draft::default()
            },
            statement => {
                let absent = || Fault::Absent(Note::new("absent-statement").with("id", statement));
                Draft::of(&reader.statement(statement)?.ok_or_else(absent)?.placed.row)
            }
        };
        let data = || StatingForm::new(&document.row.id, &draft);
        Page::of(shell.form, data, || {
            StatingPage { shell: shell.clone(), document: &document.row, draft: &draft }.render()
        })
    })
    .await
}

/// Who speaks in a passage, as far as its other statements tell.
fn speaker_around(document: &DocumentView, passage: &str) -> String {
    let beside = document.statements.iter().find(|placed| placed.row.passage == passage);
    beside.map_or_else(String::new, |placed| placed.row.speaker.clone())
}

impl Stating {
    fn saying(&self, reader: &Reader, document: &str) -> Result<Saying, Fault> {
        let unclear = |value: &str| Fault::Unclear(Note::new("note-unclear").with("value", value));
        if !self.mention.is_empty() {
            let kind = Naming::parse(&self.mention).ok_or_else(|| unclear(&self.mention))?;
            return Ok(Saying::Mention { kind });
        }
        let lines = |words: &str| {
            words.lines().map(|line| line.trim().to_owned()).filter(|l| !l.is_empty()).collect()
        };
        let mut speaker = self.speaker.trim().to_owned();
        if speaker.is_empty() && self.statement.is_empty() {
            speaker = speaker_around(&found(reader, document)?, &self.passage);
        }
        Ok(Saying::Statement(Slots {
            act: self
                .act
                .parse::<Act>()
                .map_err(|_| Fault::Unclear(Note::new("unclear-act").with("value", &self.act)))?,
            speaker,
            addressees: lines(&self.addressees),
            actions: lines(&self.actions),
            polarity: match self.polarity.as_str() {
                "+" => Some(Polarity::Praise),
                "-" => Some(Polarity::Blame),
                "" => None,
                other => return Err(unclear(other)),
            },
            due: self.due.trim().to_owned(),
        }))
    }
}

async fn state(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
    form: Result<Form<Stating>, FormRejection>,
) -> Response {
    let (id, sent) = match (id, form) {
        (Ok(Path(id)), Ok(Form(sent))) => (id, sent),
        (Err(_), _) => return unclear_path().response(&state, &visit),
        (_, Err(_)) => return Fault::Unclear(Note::new("unclear-form")).response(&state, &visit),
    };
    let reason = sent.reason.trim().to_owned();
    let stated = state.write(visit.author.clone(), reason, move |ledger, signed| {
        let saying = sent.saying(ledger, &id)?;
        let words = match sent.statement.as_str() {
            "" => Words::In { document: &id, passage: &sent.passage, quote: &sent.quote },
            statement => Words::Of(statement),
        };
        let (_, item) = ledger.state(words, &saying, signed)?;
        record(ledger, &item)
    });
    answer(&state, &visit, stated.await, None)
}

/// The last thing that was stated of a statement or mention, with where it is seen.
fn record(reader: &Reader, item: &str) -> Result<Stated, Fault> {
    let absent = || Fault::Absent(Note::new("stated-absent"));
    let last: StatedRow = reader.stated(item)?.pop().ok_or_else(absent)?;
    let address = match (reader.statement(item)?, reader.mention(item)?) {
        (Some(view), _) => address::statement_in_document(&view.placed.row.document, item),
        (None, Some(mention)) => address::passage(&mention.document, &mention.passage),
        (None, None) => address::document(&last.document),
    };
    Ok(Stated::new(&last, address))
}

/// What a form that takes back holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ending {
    reason: String,
    back: String,
}

async fn undo(
    State(state): State<WebState>,
    visit: Visit,
    item: Result<Path<String>, PathRejection>,
    form: Result<Form<Ending>, FormRejection>,
) -> Response {
    let (item, sent) = match (item, form) {
        (Ok(Path(item)), Ok(Form(sent))) => (item, sent),
        (Err(_), _) => return unclear_path().response(&state, &visit),
        (_, Err(_)) => return Fault::Unclear(Note::new("unclear-form")).response(&state, &visit),
    };
    let reason = sent.reason.trim().to_owned();
    let undone = state.write(visit.author.clone(), reason, move |ledger, signed| {
        let standing = ledger.stated(&item)?.into_iter().rev().find(|row| row.undone.is_none());
        let standing = standing.ok_or_else(|| Fault::Conflict(Note::new("stated-absent")))?;
        ledger.undo(standing.seq, signed)?;
        record(ledger, &item)
    });
    let to = Some(sent.back.as_str()).filter(|to| !to.is_empty());
    answer(&state, &visit, undone.await, to)
}

fn answer(state: &WebState, visit: &Visit, done: Result<Stated, Fault>, to: Option<&str>) -> Response {
    let page = done.and_then(|stated| match visit.form {
        visit::Form::Html => {
            Ok(Page::Shown(to.map_or_else(|| stated.address.clone(), |to| back(to).to_owned())))
        }
        visit::Form::Json => Ok(Page::Json(json::text(&stated)?)),
    });
    match page {
        Ok(page) => page.into_response(),
        Err(fault) => fault.response(state, visit),
    }
}
