//! Notes on the pages: written, written anew, taken back, erased, and shown beside the statement that they are about.

use crate::site::{self, get, get_json, post, site};
use crate::{fixture, html};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use whereas_ledger::Reader;

fn desk() -> (Router, Reader, String) {
    let (site, reader) = site::desk();
    let id = reader.document("d1").unwrap().unwrap().statements[0].row.id.clone();
    (site, reader, id)
}

const FORM: &str =
    "kind=trial&date=2021-03-04&place=Kelmar&sensitivity=internal&names=Ana+Mirelle%0D%0ALantern+Watch";

async fn write(site: &Router, rest: &str) -> String {
    let answer = post(site, "/notes", &format!("{FORM}&{rest}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers[LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_note_is_written_shown_beside_its_statement_and_written_anew() {
    let (site, reader, id) = desk();
    let address = write(&site, &format!("words=The+door+was+<closed>.&about={id}")).await;
    let beside = get(&site, &format!("/statements/{id}")).await.body;
    html::check(&beside).unwrap();
    assert!(beside.contains("Trial observed") && beside.contains("The door was &#60;closed&#62;."));
    let number = address.rsplit('/').next().unwrap();
    assert_eq!(write(&site, &format!("words=It+was+open.&note={number}")).await, address);
    for path in
        ["/notes", "/notes?kind=trial&sensitivity=internal", &address, &format!("/notes/new?note={number}")]
    {
        let page = get(&site, path).await.body;
        html::check(&page).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        assert!(page.contains("It was open."), "{path}");
    }
    assert!(!get(&site, "/notes?kind=visit").await.body.contains("It was open."));
    // The statement was not named again, so the note is about nothing now.
    assert!(reader.notes_about(&id).unwrap().is_empty());
    html::check(&get(&site, &format!("/notes/new?about={id}")).await.body).unwrap();
    assert!(reader.verify().unwrap().is_sound());
}

#[tokio::test]
async fn a_wording_is_taken_back_and_a_note_is_erased() {
    let (site, reader, _) = desk();
    let address = write(&site, "words=The+door+was+closed.").await;
    write(&site, &format!("words=It+was+open.&note={}", address.rsplit('/').next().unwrap())).await;
    let last = reader.log(Default::default()).unwrap().total;
    post(&site, &format!("/notes/{last}/undo"), "").await;
    assert!(get(&site, "/notes").await.body.contains("The door was closed."));
    assert_eq!(post(&site, &format!("/notes/{last}/undo"), "").await.status, StatusCode::CONFLICT);
    post(&site, &format!("{address}/undo"), "").await;
    html::check(&get(&site, &address).await.body).unwrap();
    assert!(!get(&site, "/notes").await.body.contains("The door was closed."));
    let answer = post(&site, &format!("{address}/erase"), "back=%2Fnotes").await;
    assert_eq!(answer.headers[LOCATION], "/notes");
    assert_eq!(get(&site, &address).await.status, StatusCode::NOT_FOUND);
    assert!(!get_json(&site, "/log").await.body.contains("closed"));
    assert!(reader.verify().unwrap().is_sound());
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_nothing_said_is_confidential() {
    let (site, reader, _) = desk();
    for form in
        ["words=+", "words=x&date=yesterday", "words=x&kind=rumour", "words=x&note=2&about=0123456789abcdef"]
    {
        let status = post(&site, "/notes", form).await.status;
        assert!(status.is_client_error(), "{form}: {status}");
    }
    post(&site, "/notes", "words=x").await;
    let row = &reader.notes(&Default::default(), Default::default()).unwrap().rows[0];
    assert_eq!(row.note.sensitivity.as_str(), "confidential");
}

#[tokio::test]
async fn pages_over_a_ledger_that_is_only_read_offer_no_writing() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    for path in ["/notes", "/notes/new"] {
        let page = get(&site, path).await.body;
        html::check(&page).unwrap();
        assert!(!page.contains("<textarea"), "{path}");
    }
    assert_eq!(post(&site, "/notes", "words=x").await.status, StatusCode::METHOD_NOT_ALLOWED);
}
