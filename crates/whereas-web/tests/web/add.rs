//! Adding documents on the pages: what is sent, what is told of it, and how it is taken back.

use crate::{fixture, html};
use std::time::Duration;

use crate::fixture::{Draft, Slots};
use crate::site::{get, get_json, post, post_parts, site};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::Value;
use whereas_extract::{Act, Genre, PassageKind};
use whereas_ledger::{Reader, Told};
use whereas_web::{Clerk, Paper, WebState, router};

/// Reads every file as one demand; one that says so is not read.
fn read(name: &str, bytes: Vec<u8>, told: &Told) -> Vec<Paper> {
    let words = String::from_utf8_lossy(&bytes).into_owned();
    let read = if words.contains("no words") {
        Err("there is no text in the file".to_owned())
    } else {
        let mut draft = Draft::new(Genre::Statement, &told.front.title, &told.front.date, "");
        draft.passage(PassageKind::Body, "p_1", "", &words);
        let slots = Slots { cue: "Urges", speaker: "Lantern Watch", ..Slots::default() };
        let said: String = words.chars().take(100).collect();
        draft.say("p_1", Act::Demand, &said, slots).confidence = 0.5;
        Ok((draft.text(), Box::new(draft.found)))
    };
    vec![Paper { name: name.to_owned(), bytes, read }]
}

fn desk() -> (Router, Reader) {
    let ledger = fixture::ledger();
    let reader = ledger.reader().unwrap();
    let clerk = Clerk { author: "ana".to_owned(), now: || "2021-04-02T10:00:00Z".to_owned() };
    (router(WebState::with_desk(ledger, "varosia.whereas", clerk).unwrap().taking_in(read)), reader)
}

/// What came of a job, as soon as it is done.
async fn done(site: &Router, job: u64) -> Value {
    const TRIES: usize = 200;
    for _ in 0..TRIES {
        let answer = get_json(site, &format!("/add/{job}")).await;
        let job: Value = serde_json::from_str(&answer.body).unwrap();
        if job["done"] == true {
            return job;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the job never ends");
}

#[tokio::test]
async fn files_and_text_are_added_and_one_that_cannot_be_read_stops_no_other() {
    let (site, reader) = desk();
    let parts = [
        ("file", "a.txt", "Urges the police to answer"),
        ("file", "b.txt", "no words"),
        ("text", "", "Urges the ministry to answer"),
        ("title", "", "Two letters"),
        ("date", "", "2021-03"),
    ];
    let answer = post_parts(&site, "/add", &parts).await;
    assert_eq!(
        (answer.status, &answer.headers[LOCATION]),
        (StatusCode::SEE_OTHER, &"/add/1".parse().unwrap())
    );
    let job = done(&site, 1).await;
    let outcomes: Vec<&str> =
        job["receipts"].as_array().unwrap().iter().map(|r| r["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["new", "failed", "new"]);
    assert_eq!(job["receipts"][1]["error"], "there is no text in the file.");
    assert_eq!(job["receipts"][0]["statements"]["demand"], 1);
    assert_eq!(job["receipts"][0]["doubtful"], 1);
    let id = job["receipts"][2]["document"].as_str().unwrap();
    let row = reader.document_row(id).unwrap().unwrap();
    assert_eq!((row.title.as_str(), row.date.as_str()), ("Two letters", "2021-03"));
    assert_eq!(reader.told(id, 1).unwrap().name, "text.txt");
    assert!(reader.verify().unwrap().is_sound());
    for address in ["/add", "/add/1"] {
        let page = get(&site, address).await.body;
        html::check(&page).unwrap_or_else(|fault| panic!("{address}: {fault}"));
        assert!(!page.contains("http-equiv"), "{address} has come to rest");
    }
    assert!(get(&site, "/add/1").await.body.contains("there is no text in the file."));
}

#[tokio::test]
async fn the_same_bytes_again_are_told_and_the_same_address_is_a_version() {
    let (site, reader) = desk();
    let file = [("file", "a.txt", "Urges the police to answer")];
    for (job, outcome) in [(1, "new"), (2, "known")] {
        post_parts(&site, "/add", &file).await;
        assert_eq!(done(&site, job).await["receipts"][0]["outcome"], outcome);
    }
    let from = |words: &'static str| [("text", "", words), ("address", "", "https://lantern.example/1")];
    for (job, words, outcome) in [
        (3, "Urges the ministry to answer", "new"),
        (4, "Urges the ministry to answer", "known"),
        (5, "Urges the ministry to answer soon", "version"),
    ] {
        post_parts(&site, "/add", &from(words)).await;
        assert_eq!(done(&site, job).await["receipts"][0]["outcome"], outcome, "{job}");
    }
    assert_eq!(reader.documents(Default::default()).unwrap().total, 6);
}

#[tokio::test]
async fn what_was_added_by_mistake_is_taken_back() {
    let (site, reader) = desk();
    post_parts(&site, "/add", &[("text", "", "Urges the police to answer")]).await;
    let id = done(&site, 1).await["receipts"][0]["document"].as_str().unwrap().to_owned();
    let answer = post(&site, &format!("/documents/{id}/erase"), "reason=a+slip&back=%2Fadd%2F1").await;
    assert_eq!(answer.headers[LOCATION], "/add/1");
    assert!(reader.document_row(&id).unwrap().is_none());
    assert_eq!(done(&site, 1).await["receipts"][0]["outcome"], "erased");
    html::check(&get(&site, "/add/1").await.body).unwrap();
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_in_words() {
    let (site, _) = desk();
    let text = ("text", "", "Urges the police to answer");
    for parts in [
        vec![("text", "", "  ")],
        vec![text, ("date", "", "yesterday")],
        vec![text, ("language", "", "klingon")],
        vec![text, ("file", "a.txt", "words"), ("address", "", "https://lantern.example/1")],
    ] {
        let answer = post_parts(&site, "/add", &parts).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{parts:?}");
    }
    assert_eq!(post(&site, "/add", "text=words").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&site, "/add/9").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn ten_megabytes_are_taken_and_other_forms_stay_small() {
    let (site, _) = desk();
    let words = "Urges the police to answer. ".repeat(10 << 20 >> 4);
    let answer = post_parts(&site, "/add", &[("text", "", &words[..10 << 20])]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let answer = post(&site, "/language", &words[..1 << 20]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_ledger_that_is_only_read_takes_nothing() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let page = get(&site, "/add").await.body;
    html::check(&page).unwrap();
    assert!(!page.contains("<textarea"));
    let answer = post_parts(&site, "/add", &[("text", "", "Urges the police to answer")]).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}
