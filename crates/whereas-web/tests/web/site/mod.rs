//! Asks a router as a browser or a program would, without a socket.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;
use whereas_ledger::{Ledger, Note, NoteKind, Reader, Sensitivity};
use whereas_web::{Clerk, WebState, router};

/// An answer: status, head and body.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// A router over a ledger, to read. The ledger stays with the caller, for one in memory lives as long as its
/// handles.
pub fn site(ledger: &Ledger) -> Router {
    let reader = ledger.reader().expect("a reader");
    router(WebState::new(reader, "varosia.whereas").expect("readers"))
}

/// A router over a ledger that takes changes, signed by ana, and a reader of the ledger.
pub fn desk_over(ledger: Ledger) -> (Router, Reader) {
    let reader = ledger.reader().expect("a reader");
    let clerk = Clerk { author: "ana".to_owned(), now: || "2021-04-02T10:00:00Z".to_owned() };
    (router(WebState::with_desk(ledger, "varosia.whereas", clerk).expect("a desk")), reader)
}

/// The same over the ledger of most tests.
pub fn desk() -> (Router, Reader) {
    desk_over(crate::fixture::ledger())
}

pub async fn ask(site: &Router, request: Request<Body>) -> Answer {
    let answer = site.clone().oneshot(request).await.expect("an answer");
    let (head, body) = answer.into_parts();
    let body = to_bytes(body, 16 << 20).await.expect("a body");
    Answer {
        status: head.status,
        headers: head.headers,
        body: String::from_utf8(body.to_vec()).expect("UTF-8"),
    }
}

pub async fn get(site: &Router, address: &str) -> Answer {
    let request = Request::get(address).header(HOST, "127.0.0.1:8080").body(Body::empty());
    ask(site, request.expect("a request")).await
}

/// Asks for a page in the best of these languages.
pub async fn get_in(site: &Router, address: &str, languages: &str) -> Answer {
    let request = Request::get(address).header(HOST, "localhost").header(ACCEPT_LANGUAGE, languages);
    ask(site, request.body(Body::empty()).expect("a request")).await
}

/// Asks as a program does.
pub async fn get_json(site: &Router, address: &str) -> Answer {
    let request = Request::get(address).header(HOST, "localhost").header(ACCEPT, "application/json");
    ask(site, request.body(Body::empty()).expect("a request")).await
}

/// Sends a form with files as a page of ours would: name of the field, name of the file or `""`, words.
pub async fn post_parts(site: &Router, address: &str, parts: &[(&str, &str, &str)]) -> Answer {
    let mut form = String::new();
    for (name, file, words) in parts {
        let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
        form +=
            &format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{words}\r\n");
    }
    form += "--part--\r\n";
    let request = Request::post(address)
        .header(HOST, "localhost:8471")
        .header(ORIGIN, "http://localhost:8471")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=part");
    ask(site, request.body(Body::from(form)).expect("a request")).await
}

/// Sends a form as a page of ours would.
pub async fn post(site: &Router, address: &str, form: &str) -> Answer {
    let request = Request::post(address)
        .header(HOST, "localhost:8471")
        .header(ORIGIN, "http://localhost:8471")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    ask(site, request.body(Body::from(form.to_owned())).expect("a request")).await
}

/// A note about what no document tells.
pub fn note() -> Note {
    Note {
        kind: NoteKind::Trial,
        date: "2021-03-04".to_owned(),
        place: "Kelmar".to_owned(),
        source: "an observer".to_owned(),
        sensitivity: Sensitivity::Internal,
        words: "The door of the court was closed.".to_owned(),
        names: vec!["Yevgeni Talmarov".to_owned()],
    }
}
