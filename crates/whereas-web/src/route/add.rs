//! Adding documents: the form, what is sent with it, and what came of it.

use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{DefaultBodyLimit, Form, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use whereas_extract::{FrontMatter, Lang};
use whereas_ledger::Told;

use super::document::unclear_path;
use super::statement::choices;
use super::table::{Answer, DECIDING, Parameter, Route, change, page as page_route};
use super::{Page, back, number, page};
use crate::intake::{Handed, Order, work};
use crate::json;
use crate::json::add::{AddForm, AddJob};
use crate::json::shape::Shape;
use crate::messages::Note;
use crate::page::add::{AddPage, JobPage};
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::query::{FIELD_CHARS_MAX, is_date};
use crate::reader::WebState;
use crate::visit::{self, Visit};

/// The most that is sent with one form, in bytes: as much as one document may have, and what stands around it.
const ADD_BYTES_MAX: usize = whereas_ledger::limit::BLOB_BYTES_MAX + (1 << 20);
/// The most files that are sent with one form.
const ADD_FILES_MAX: usize = 500;
/// How pasted text is called.
const PASTED: &str = "text.txt";

const FIELDS: [Parameter; 8] = [
    Parameter { name: "file", about: "A file; may stand several times" },
    Parameter { name: "text", about: "Text that is a document" },
    Parameter { name: "title", about: "Its title, where it does not say so itself" },
    Parameter { name: "address", about: "The address it is from; the same address is a new version" },
    Parameter { name: "date", about: "Its date: 2021, 2021-02 or 2021-02-11" },
    Parameter { name: "publisher", about: "Who published it" },
    Parameter { name: "language", about: "Its language, ISO 639-1" },
    Parameter { name: "document", about: "Id of the document it is a version of, or the id for a new one" },
];

/// The addresses of this part.
pub(super) fn routes() -> Vec<Route> {
    let send = post(send).layer(DefaultBodyLimit::max(ADD_BYTES_MAX));
    vec![
        page_route("/add", "What may be added, and what was", &[], AddForm::schema, get(form)),
        page_route(
            "/add/{job}",
            "What came of files that were sent together",
            &[],
            AddJob::schema,
            get(show),
        ),
        Route {
            form: "multipart/form-data",
            ..change("/add", "Takes documents in", &FIELDS, Answer::Record(AddJob::schema), send)
        },
        change(
            "/documents/{id}/erase",
            "Erases a document: originals, readings and quotations go, a tombstone stays in the log",
            &DECIDING,
            Answer::Elsewhere,
            post(erase),
        ),
    ]
}

async fn form(State(state): State<WebState>, visit: Visit) -> Response {
    let (jobs, taking) = (state.jobs().all(), state.reads().is_some());
    page(state, visit, Here::Add, move |reader, shell| {
        let documents = choices(reader)?;
        let data = || AddForm::new(ADD_BYTES_MAX, ADD_FILES_MAX, taking, &jobs, shell.words);
        Page::of(shell.form, data, || {
            AddPage { shell: shell.clone(), jobs: &jobs, taking, documents, bytes_max: ADD_BYTES_MAX }
                .render()
        })
    })
    .await
}

async fn show(
    State(state): State<WebState>,
    visit: Visit,
    job: Result<Path<String>, PathRejection>,
) -> Response {
    let found = job.map_err(|_| unclear_path()).and_then(|Path(job)| {
        let absent = || Fault::Absent(Note::new("add-absent"));
        state.jobs().job(number(&job)?).ok_or_else(absent)
    });
    page(state, visit, Here::Add, move |_, shell| {
        let job = found?;
        let data = || AddJob::new(&job, shell.words);
        Page::of(shell.form, data, || JobPage { shell: shell.clone(), job: &job }.render())
    })
    .await
}

async fn send(
    State(state): State<WebState>,
    visit: Visit,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    match begin(&state, &visit, form).await {
        Ok(page) => page.into_response(),
        Err(fault) => fault.response(&state, &visit),
    }
}

async fn begin(
    state: &WebState,
    visit: &Visit,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Page, Fault> {
    let read = state.reads().ok_or(Fault::ReadOnly)?;
    let form = form.map_err(|_| Fault::Unclear(Note::new("unclear-form")))?;
    let order = Order { author: visit.author.clone(), ..order(form).await? };
    let busy = || Fault::Conflict(Note::new("add-busy"));
    let id = state.jobs().open(order.files.len()).ok_or_else(busy)?;
    let desk = state.clone();
    // Nobody waits for the end: the page of the job tells how far it is.
    drop(tokio::task::spawn_blocking(move || work(&desk, id, order, read)));
    let job = state.jobs().job(id).ok_or(Fault::Crash)?;
    match visit.form {
        visit::Form::Html => Ok(Page::Shown(format!("/add/{id}"))),
        visit::Form::Json => Ok(Page::Json(json::text(&AddJob::new(&job, visit.words))?)),
    }
}

/// Reads what was sent.
async fn order(mut form: Multipart) -> Result<Order, Fault> {
    let broken = |error: axum::extract::multipart::MultipartError| match error.status().as_u16() {
        413 => Fault::Unclear(Note::new("add-too-large").with("n", ADD_BYTES_MAX >> 20)),
        _ => Fault::Unclear(Note::new("unclear-form")),
    };
    let (mut files, mut text) = (Vec::new(), Vec::new());
    let (mut front, mut document) = (FrontMatter::default(), String::new());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(|name| base_name(name).to_owned());
        let bytes = field.bytes().await.map_err(broken)?;
        match name.as_str() {
            // A form whose field for files was left empty sends one without a name.
            "file" if bytes.is_empty() && file.as_deref().is_none_or(str::is_empty) => {}
            "file" => {
                let name = file.filter(|name| !name.is_empty()).unwrap_or_else(|| PASTED.to_owned());
                files.push(Handed { name, bytes: bytes.to_vec() });
            }
            "text" => text = bytes.to_vec(),
            name => {
                let field = match name {
                    "title" => &mut front.title,
                    "address" => &mut front.address,
                    "date" => &mut front.date,
                    "publisher" => &mut front.publisher,
                    "language" => &mut front.lang,
                    "document" => &mut document,
                    _ => continue,
                };
                *field = told(name, &bytes)?;
            }
        }
    }
    if !text.trim_ascii().is_empty() {
        files.push(Handed { name: PASTED.to_owned(), bytes: text });
    }
    check(&files, &front, &document)?;
    Ok(Order { files, told: Told { name: String::new(), front }, document, author: None })
}

/// A field of the form: one line that is not too long.
fn told(name: &str, bytes: &[u8]) -> Result<String, Fault> {
    let words = String::from_utf8_lossy(bytes).split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > FIELD_CHARS_MAX {
        let note = Note::new("unclear-field").with("field", name).with("n", FIELD_CHARS_MAX);
        return Err(Fault::Unclear(note));
    }
    Ok(words)
}

fn check(files: &[Handed], front: &FrontMatter, document: &str) -> Result<(), Fault> {
    let unclear = |note| Err(Fault::Unclear(note));
    if files.is_empty() {
        return unclear(Note::new("add-nothing"));
    }
    if files.len() > ADD_FILES_MAX {
        return unclear(Note::new("add-too-many").with("n", ADD_FILES_MAX));
    }
    if files.len() > 1 && !(document.is_empty() && front.address.is_empty()) {
        return unclear(Note::new("add-one"));
    }
    if !front.date.is_empty() && !is_date(&front.date) {
        return unclear(Note::new("unclear-date").with("value", &front.date));
    }
    if !front.lang.is_empty() && Lang::parse(&front.lang).is_none() {
        return unclear(Note::new("unclear-language").with("value", &front.lang));
    }
    Ok(())
}

/// The name of a file without folders.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name).trim()
}

/// What the form that erases holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Erasing {
    reason: String,
    back: String,
}

async fn erase(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
    form: Result<Form<Erasing>, FormRejection>,
) -> Response {
    let (id, sent) = match (id, form) {
        (Ok(Path(id)), Ok(Form(sent))) => (id, sent),
        (Err(_), _) => return unclear_path().response(&state, &visit),
        (_, Err(_)) => return Fault::Unclear(Note::new("unclear-form")).response(&state, &visit),
    };
    let (author, reason) = (visit.author.clone(), sent.reason.trim().to_owned());
    let document = id.clone();
    let erased =
        state.write(author, reason, move |ledger, signed| Ok(ledger.erase(&document, signed)?)).await;
    match erased {
        Ok(_) => {
            state.jobs().erased(&id);
            Page::Shown(back(&sent.back).to_owned()).into_response()
        }
        Err(fault) => fault.response(&state, &visit),
    }
}
