//! Statements that people find and correct on the pages.

use crate::site::{desk, get, get_json, post, site};
use crate::{fixture, html};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::Value;

async fn statements(site: &Router) -> Vec<Value> {
    let answer = get_json(site, "/statements.json?document=d3").await;
    let list: Value = serde_json::from_str(&answer.body).unwrap();
    list["statements"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_missed_statement_is_found_listed_marked_and_taken_back() {
    let (site, reader) = desk();
    let before = statements(&site).await.len();
    let form = "quote=in+prison&passage=answer_1&act=finding";
    let answer = post(&site, "/documents/d3/state", form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let place = answer.headers[LOCATION].to_str().unwrap().to_owned();
    let id = place.split("#s-").nth(1).unwrap().to_owned();
    let all = statements(&site).await;
    let stated = all.iter().find(|statement| statement["id"] == id.as_str()).unwrap();
    assert_eq!(
        (all.len(), &stated["by"], &stated["quote"]),
        (before + 1, &"ana".into(), &"in prison".into())
    );
    // Without a speaker, whoever speaks around it.
    assert_eq!(stated["speaker"], "Lida Orsen");
    for path in ["/documents/d3", "/documents/d3?layer=people", &format!("/statements/{id}")] {
        let page = get(&site, path).await.body;
        html::check(&page).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        assert!(page.contains("tated by ana"), "{path}");
    }
    assert!(reader.verify().unwrap().is_sound());
    let answer = post(&site, &format!("/stated/{id}/undo"), "back=%2Fdocuments%2Fd3").await;
    assert_eq!(answer.headers[LOCATION], "/documents/d3");
    assert_eq!(statements(&site).await.len(), before);
    assert_eq!(post(&site, &format!("/stated/{id}/undo"), "").await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_statement_is_corrected_and_keeps_its_address() {
    let (site, reader) = desk();
    let id = statements(&site).await[1]["id"].as_str().unwrap().to_owned();
    let form = get(&site, &format!("/documents/d3/state?statement={id}")).await.body;
    html::check(&form).unwrap();
    assert!(form.contains("Lida Orsen"));
    let sent = format!("statement={id}&act=commitment&speaker=The+ministry&due=2021-12&reason=It+promises.");
    let answer = post(&site, "/documents/d3/state", &sent).await;
    assert_eq!(answer.headers[LOCATION], format!("/documents/d3#s-{id}"));
    let row = reader.statement(&id).unwrap().unwrap().placed.row;
    assert_eq!(
        (row.act.as_str(), row.speaker.as_str(), row.due.as_str()),
        ("commitment", "The ministry", "2021-12")
    );
    let page = get(&site, &format!("/statements/{id}")).await.body;
    html::check(&page).unwrap();
    assert!(page.contains("It promises."));
    post(&site, &format!("/stated/{id}/undo"), "").await;
    assert_eq!(reader.statement(&id).unwrap().unwrap().placed.row.act.as_str(), "demand");
}

#[tokio::test]
async fn a_mention_is_found() {
    let (site, reader) = desk();
    let answer = post(&site, "/documents/d3/state", "quote=prison&passage=answer_1&mention=place").await;
    assert_eq!(answer.headers[LOCATION], "/documents/d3#answer_1");
    let kinds = reader.document("d3").unwrap().unwrap().mentions;
    assert!(kinds.iter().any(|mention| mention.value.kind() == "place"));
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let (site, _) = desk();
    for form in [
        "quote=words+that+are+not+there&act=demand",
        "quote=prison&act=rumour",
        "quote=prison&mention=ghost",
        "quote=prison&act=demand&actions=fly",
        "quote=prison&act=commitment&due=soon",
        "statement=0123456789abcdef&act=demand",
    ] {
        let status = post(&site, "/documents/d3/state", form).await.status;
        assert!(status.is_client_error(), "{form}: {status}");
    }
    html::check(&get(&site, "/documents/d3/state").await.body).unwrap();
    let read_only = fixture::ledger();
    let site = self::site(&read_only);
    let page = get(&site, "/documents/d3/state").await.body;
    assert!(!page.contains("<textarea") && !get(&site, "/documents/d3").await.body.contains("data-state="));
    assert_eq!(
        post(&site, "/documents/d3/state", "quote=prison&act=demand").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}
