//! Notes: what people saw or heard that stands in no document.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use whereas_ledger::view::{NoteFilter, NoteView};
use whereas_ledger::{Note, NoteKind, Reader, Sensitivity};

use super::document::{unclear_path, unclear_query};
use super::table::{Answer, DECIDING, Parameter, Route, change, page as page_route};
use super::{Page, back, number, page};
use crate::json;
use crate::json::note::{NoteForm, NotePage as NoteData, Notes};
use crate::json::shape::Shape;
use crate::messages::Note as Message;
use crate::page::fault::Fault;
use crate::page::note::{Draft, NoteFormPage, NoteListPage, NotePage};
use crate::page::shell::Here;
use crate::query::{Pager, page_number};
use crate::reader::WebState;
use crate::visit::{self, Visit};

const LIST: [Parameter; 3] = [
    Parameter { name: "kind", about: "Only notes of this kind" },
    Parameter { name: "sensitivity", about: "Only notes of this sensitivity" },
    Parameter { name: "page", about: "The number of the page, from 1" },
];

const FORM: [Parameter; 2] = [
    Parameter { name: "note", about: "The note that is written anew" },
    Parameter { name: "about", about: "Id of the statement that it is about" },
];

const WRITING: [Parameter; 9] = [
    Parameter { name: "kind", about: "trial, visit, call, meeting, letter or other" },
    Parameter { name: "date", about: "When that was, EDTF" },
    Parameter { name: "place", about: "Where that was" },
    Parameter { name: "source", about: "Who told it, or how it is known" },
    Parameter { name: "sensitivity", about: "public, internal or confidential" },
    Parameter { name: "words", about: "The words" },
    Parameter { name: "names", about: "Persons and bodies that it names, one a line" },
    Parameter { name: "about", about: "Id of the statement that it is about" },
    Parameter { name: "note", about: "The note that is written anew" },
];

/// The addresses of this part.
pub(super) fn routes() -> Vec<Route> {
    vec![
        page_route("/notes", "What people wrote down themselves", &LIST, Notes::schema, get(list)),
        page_route("/notes/new", "What a note may hold", &FORM, NoteForm::schema, get(form)),
        page_route("/notes/{note}", "A note with all its wordings", &[], NoteData::schema, get(show)),
        change("/notes", "Writes a note down", &WRITING, Answer::Record(NoteData::schema), post(write)),
        change(
            "/notes/{note}/undo",
            "Takes a wording back; the one before stands again",
            &DECIDING,
            Answer::Record(NoteData::schema),
            post(undo),
        ),
        change("/notes/{note}/erase", "Erases a note for good", &DECIDING, Answer::Elsewhere, post(erase)),
    ]
}

/// What the address of the list holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NoteQuery {
    pub(crate) kind: String,
    pub(crate) sensitivity: String,
    page: String,
}

impl NoteQuery {
    fn filter(&self) -> Result<NoteFilter, Fault> {
        Ok(NoteFilter {
            kind: word(&self.kind, NoteKind::parse)?,
            sensitivity: word(&self.sensitivity, Sensitivity::parse)?,
        })
    }

    /// The address of a page of the list.
    fn address(&self, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let fields = [("kind", &self.kind), ("sensitivity", &self.sensitivity), ("page", &page)];
        let fields = fields.iter().filter(|(_, value)| !value.is_empty());
        let fields: Vec<String> =
            fields.map(|(name, value)| format!("{name}={}", crate::address::escape(value))).collect();
        format!("/notes{}{}", if fields.is_empty() { "" } else { "?" }, fields.join("&"))
    }
}

/// Reads one of a few words; nothing is none.
fn word<T>(word: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>, Fault> {
    match word.trim() {
        "" => Ok(None),
        word => {
            let unclear = || Fault::Unclear(Message::new("note-unclear").with("value", word));
            parse(word).map(Some).ok_or_else(unclear)
        }
    }
}

async fn list(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<NoteQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Notes, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let notes = reader.notes(&query.filter()?, Pager::stretch(number))?;
        let pager = Pager::new(number, notes.total, |page| query.address(page));
        let data = || Notes::of(&notes, &pager);
        Page::of(shell.form, data, || {
            NoteListPage { shell: shell.clone(), notes: &notes, query: &query, pager: &pager }.render()
        })
    })
    .await
}

/// What the address of the form holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FormQuery {
    note: String,
    about: String,
}

async fn form(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<FormQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Notes, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let draft = match query.note.as_str() {
            "" => Draft { about: query.about.trim().to_owned(), ..Draft::default() },
            note => Draft::of(&found(reader, number(note)?)?),
        };
        let about = match draft.about.as_str() {
            "" => None,
            id => reader.statement(id)?,
        };
        let data = || NoteForm::new(&draft);
        Page::of(shell.form, data, || {
            NoteFormPage { shell: shell.clone(), draft: &draft, about: about.as_ref() }.render()
        })
    })
    .await
}

async fn show(
    State(state): State<WebState>,
    visit: Visit,
    note: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::Notes, move |reader, shell| {
        let Path(note) = note.map_err(|_| unclear_path())?;
        let view = found(reader, number(&note)?)?;
        Page::of(
            shell.form,
            || NoteData::from(&view),
            || NotePage { shell: shell.clone(), view: &view }.render(),
        )
    })
    .await
}

/// A note, or the page that says that there is none.
fn found(reader: &Reader, seq: i64) -> Result<NoteView, Fault> {
    reader.note(seq)?.ok_or_else(|| Fault::Absent(Message::new("note-absent")))
}

/// What the form holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Writing {
    kind: String,
    date: String,
    place: String,
    source: String,
    sensitivity: String,
    words: String,
    names: String,
    about: String,
    note: String,
}

impl Writing {
    fn note(&self) -> Result<Note, Fault> {
        let trim = |words: &str| words.trim().to_owned();
        let empty = || Fault::Unclear(Message::new("note-empty"));
        let words = Some(self.words.trim().replace("\r\n", "\n")).filter(|words| !words.is_empty());
        Ok(Note {
            kind: word(&self.kind, NoteKind::parse)?.unwrap_or(NoteKind::Other),
            date: trim(&self.date),
            place: trim(&self.place),
            source: trim(&self.source),
            // Who says nothing has not said that everybody may read it.
            sensitivity: word(&self.sensitivity, Sensitivity::parse)?.unwrap_or(Sensitivity::Confidential),
            words: words.ok_or_else(empty)?,
            names: self.names.lines().map(trim).filter(|name| !name.is_empty()).collect(),
        })
    }
}

async fn write(
    State(state): State<WebState>,
    visit: Visit,
    form: Result<Form<Writing>, FormRejection>,
) -> Response {
    let sent = form.map_err(|_| Fault::Unclear(Message::new("unclear-form")));
    let sent = match sent.and_then(|Form(sent)| Ok((sent.note()?, sent))) {
        Ok(sent) => sent,
        Err(fault) => return fault.response(&state, &visit),
    };
    let written = state.write(visit.author.clone(), String::new(), move |ledger, signed| {
        let (note, sent) = sent;
        let replaces = if sent.note.is_empty() { None } else { Some(number(&sent.note)?) };
        let about = Some(sent.about.trim()).filter(|about| !about.is_empty());
        let seq = ledger.write_note(&note, about, replaces, signed)?;
        found(ledger, seq)
    });
    answer(&state, &visit, written.await, None)
}

/// What a form that takes back or erases holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ending {
    reason: String,
    back: String,
}

async fn undo(
    State(state): State<WebState>,
    visit: Visit,
    note: Result<Path<String>, PathRejection>,
    form: Result<Form<Ending>, FormRejection>,
) -> Response {
    let (seq, sent) = match ending(note, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let undone = state.write(visit.author.clone(), sent.reason.clone(), move |ledger, signed| {
        found(ledger, seq)?;
        ledger.undo(seq, signed)?;
        found(ledger, seq)
    });
    let to = Some(sent.back.as_str()).filter(|to| !to.is_empty());
    answer(&state, &visit, undone.await, to)
}

async fn erase(
    State(state): State<WebState>,
    visit: Visit,
    note: Result<Path<String>, PathRejection>,
    form: Result<Form<Ending>, FormRejection>,
) -> Response {
    let (seq, sent) = match ending(note, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let erased = state.write(visit.author.clone(), sent.reason.clone(), move |ledger, signed| {
        found(ledger, seq)?;
        Ok(ledger.forget_note(seq, signed)?)
    });
    match erased.await {
        Ok(_) => Page::Shown(back(&sent.back).to_owned()).into_response(),
        Err(fault) => fault.response(&state, &visit),
    }
}

fn ending(
    note: Result<Path<String>, PathRejection>,
    form: Result<Form<Ending>, FormRejection>,
) -> Result<(i64, Ending), Fault> {
    let Path(note) = note.map_err(|_| unclear_path())?;
    let Form(sent) = form.map_err(|_| Fault::Unclear(Message::new("unclear-form")))?;
    Ok((number(&note)?, sent))
}

fn answer(state: &WebState, visit: &Visit, done: Result<NoteView, Fault>, to: Option<&str>) -> Response {
    let page = done.and_then(|view| match visit.form {
        visit::Form::Html => {
            let first = view.wordings.first().map_or(0, |row| row.first);
            Ok(Page::Shown(to.map_or_else(|| format!("/notes/{first}"), |to| back(to).to_owned())))
        }
        visit::Form::Json => Ok(Page::Json(json::text(&NoteData::from(&view))?)),
    });
    match page {
        Ok(page) => page.into_response(),
        Err(fault) => fault.response(state, visit),
    }
}
