//! What people decide on the pages, and how the reader shows it.

use crate::site::{ask, get, get_json, post, site};
use crate::{fixture, html, site};
use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use axum::http::{Request, StatusCode};
use serde_json::Value;
use whereas_ledger::Reader;

/// A site that takes changes, a reader of its ledger, and the ids of the statements of `d1` in order.
fn desk() -> (Router, Reader, Vec<String>) {
    let (site, reader) = site::desk();
    let ids = reader.document("d1").unwrap().unwrap().statements.into_iter().map(|placed| placed.row.id);
    let ids = ids.collect();
    (site, reader, ids)
}

/// Sends a change as the script does.
async fn send(site: &Router, address: &str) -> (StatusCode, Value) {
    let request = Request::post(address)
        .header(HOST, "localhost")
        .header(ORIGIN, "http://localhost")
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = ask(site, request.body(Body::from("reason=Read+twice.")).unwrap()).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

#[tokio::test]
async fn a_decision_is_taken_and_taken_back_without_a_script() {
    let (site, reader, ids) = desk();
    let id = &ids[0];
    let form = "reason=He+is+meant.&back=%2Fdocuments%2Fd1%23s-1";
    let answer = post(&site, &format!("/statements/{id}/reject"), form).await;
    assert_eq!(
        (answer.status, &answer.headers[LOCATION]),
        (StatusCode::SEE_OTHER, &"/documents/d1#s-1".parse().unwrap())
    );
    let decisions = reader.statement(id).unwrap().unwrap().placed.row.decisions;
    let [decision] = decisions.as_slice() else { panic!("{decisions:?}") };
    assert_eq!((decision.author.as_str(), decision.reason.as_str()), ("ana", "He is meant."));
    let page = get(&site, "/documents/d1").await.body;
    html::check(&page).unwrap();
    assert!(page.contains("rejected by ana") && page.contains(&format!("/decisions/{}/undo", decision.seq)));
    let page = get(&site, &format!("/statements/{id}")).await.body;
    html::check(&page).unwrap();

    let answer = post(&site, &format!("/decisions/{}/undo", decision.seq), "back=%2Fdemands").await;
    assert_eq!(
        (answer.status, &answer.headers[LOCATION]),
        (StatusCode::SEE_OTHER, &"/demands".parse().unwrap())
    );
    assert!(reader.statement(id).unwrap().unwrap().placed.row.decisions.is_empty());
    assert!(!get(&site, "/documents/d1").await.body.contains("rejected by ana"));
    assert!(reader.verify().unwrap().is_sound());
}

#[tokio::test]
async fn a_program_is_told_what_now_stands() {
    let (site, _, ids) = desk();
    let (status, said) = send(&site, &format!("/statements/{}/accept", ids[0])).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&said["type"], &said["decisions"][0]["verdict"]), (&"statement".into(), &"accepted".into()));
    let seq = &said["decisions"][0]["seq"];
    let (status, undone) = send(&site, &format!("/decisions/{seq}/undo")).await;
    assert_eq!((status, &undone["type"]), (StatusCode::OK, &"decision".into()));
    assert!(undone["undone"].is_number());
    let (status, error) = send(&site, &format!("/decisions/{seq}/undo")).await;
    assert_eq!((status, &error["type"]), (StatusCode::CONFLICT, &"error".into()));
    let (status, _) = send(&site, "/statements/0123456789abcdef/accept").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_same_button_twice_decides_once() {
    let (site, reader, ids) = desk();
    for _ in 0..3 {
        post(&site, &format!("/statements/{}/accept", ids[0]), "back=/").await;
    }
    assert_eq!(reader.statement(&ids[0]).unwrap().unwrap().placed.row.decisions.len(), 1);
}

#[tokio::test]
async fn a_foreign_page_decides_nothing() {
    let (site, reader, ids) = desk();
    let request = Request::post(format!("/statements/{}/accept", ids[0]))
        .header(HOST, "localhost")
        .header(ORIGIN, "http://evil.example")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = ask(&site, request.body(Body::from("back=/")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(reader.statement(&ids[0]).unwrap().unwrap().placed.row.decisions.is_empty());
}

#[tokio::test]
async fn pages_over_a_ledger_that_is_only_read_offer_no_change() {
    let ledger = fixture::ledger();
    let id = ledger.statements(&Default::default()).unwrap().rows[0].id.clone();
    let site = site(&ledger);
    for address in ["/documents/d1", &format!("/statements/{id}")] {
        let page = get(&site, address).await.body;
        assert!(!page.contains("class=\"decide\""), "{address}");
    }
    assert_eq!(
        post(&site, &format!("/statements/{id}/accept"), "").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn the_reader_shows_one_act_or_one_layer() {
    let (site, _, ids) = desk();
    post(&site, &format!("/statements/{}/accept", ids[0]), "back=/").await;
    let cards = async |address: &str| {
        let page = get(&site, address).await.body;
        html::check(&page).unwrap();
        page.matches("data-statement=").count()
    };
    let all = cards("/documents/d1").await;
    assert_eq!(all, ids.len());
    assert_eq!(cards("/documents/d1?layer=people").await, 1);
    assert_eq!(cards("/documents/d1?layer=program").await, all - 1);
    assert_eq!(cards("/documents/d1?act=demand").await, 3);
    assert_eq!(get(&site, "/documents/d1?layer=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn two_documents_stand_side_by_side() {
    let (site, _, ids) = desk();
    let page = get(&site, "/compare?a=d1&b=d1").await.body;
    html::check(&page).unwrap();
    for side in ["a", "b"] {
        assert!(page.contains(&format!("id=\"{side}-s-{}\"", ids[0])), "{side}");
    }
    html::check(&get(&site, "/compare").await.body).unwrap();
    let data: Value = serde_json::from_str(&get_json(&site, "/compare?a=d2").await.body).unwrap();
    assert_eq!((&data["a"]["document"]["id"], &data["b"]), (&"d2".into(), &Value::Null));
    assert_eq!(get(&site, "/compare?a=nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_review_queue_loses_what_is_decided() {
    let (site, _, ids) = desk();
    let queue = async |address: &str| -> Value {
        serde_json::from_str(&get_json(&site, address).await.body).unwrap()
    };
    let before = queue("/review").await;
    // The one commitment of 0.75 among the others of 0.9 comes first.
    assert_eq!(before["items"][0]["statement"]["act"], "commitment");
    let page = get(&site, "/review").await.body;
    html::check(&page).unwrap();
    assert!(page.contains("Ministry") || page.contains("Oleg Sarvin"));
    post(&site, &format!("/statements/{}/reject", ids[0]), "back=/review").await;
    let after = queue("/review").await;
    assert_eq!(after["left"].as_u64().unwrap() + 1, before["left"].as_u64().unwrap());
    assert_eq!(after["decided"], 1);
    let rules = queue("/review/rules").await;
    assert_eq!((&rules["rules"][0]["rejected"], &rules["rules"][0]["precision"]), (&1.into(), &0.0.into()));
    assert_eq!(queue("/review/changes").await["displaced"], Value::Array(Vec::new()));
    assert_eq!(queue("/review?act=denial").await["left"], 1);
    assert_eq!(get(&site, "/review?document=d99").await.status, StatusCode::NOT_FOUND);
    for address in ["/review", "/review?document=d1", "/review?page=2", "/review/rules", "/review/changes"] {
        html::check(&get(&site, address).await.body).unwrap_or_else(|fault| panic!("{address}: {fault}"));
    }
    // Taken back from the queue.
    assert!(get(&site, "/review").await.body.contains("class=\"last\""));
}

#[tokio::test]
async fn who_thinks_better_of_it_does_not_contradict_themselves() {
    let (site, reader, ids) = desk();
    post(&site, &format!("/statements/{}/accept", ids[0]), "back=/").await;
    post(&site, &format!("/statements/{}/reject", ids[0]), "back=/").await;
    let view = reader.statement(&ids[0]).unwrap().unwrap();
    let standing: Vec<_> = view.placed.row.decisions.iter().map(|decision| decision.verdict).collect();
    assert_eq!(standing, [whereas_ledger::Verdict::Rejected]);
    assert_eq!(view.history.len(), 2);
}
