//! What there is to follow up: the overview, figures and meetings, with their pictures.

use crate::fixture::{Draft, add};
use crate::site::{get, get_json, site};
use crate::{fixture, html};
use axum::Router;
use axum::http::StatusCode;
use serde_json::Value;
use whereas_extract::{Bound, Genre, MentionValue, PassageKind, Span};
use whereas_ledger::Ledger;

/// A short document that tells a figure and a meeting.
fn told(date: &str, publisher: &str, (number, value, bound): (&str, f64, Bound), ordinal: u32) -> Draft {
    let mut draft = Draft::new(Genre::News, &format!("News of {date}"), date, publisher);
    draft.passage(PassageKind::Title, "title_1", "", &format!("News of {date}"));
    let words = format!("There were {number} political prisoners. Dialogue number {ordinal} was held.");
    draft.passage(PassageKind::Body, "p_1", "", &words);
    let start = draft.text.find("political prisoners").unwrap() as u32;
    let of = Some(Span::new(start, start + "political prisoners".len() as u32));
    draft.mention("p_1", &format!("{number} political prisoners"), MentionValue::Figure { value, bound, of });
    let start = draft.text.find("Dialogue number").unwrap() as u32;
    let body = Some(Span::new(start, start + "Dialogue".len() as u32));
    let meeting = MentionValue::Meeting { body, ordinal, date: date.to_owned() };
    draft.mention("p_1", &format!("Dialogue number {ordinal}"), meeting);
    draft
}

fn ledger() -> Ledger {
    let mut ledger = fixture::ledger();
    let post = told("2019-03-01", "Meridian Post", ("at least 12", 12.0, Bound::AtLeast), 6);
    add(&mut ledger, Some("post"), "post.txt", &post);
    let observer = told("2020-03-01", "Kelmar Observer", ("at most 9", 9.0, Bound::AtMost), 9);
    add(&mut ledger, Some("observer"), "observer.txt", &observer);
    ledger
}

async fn data(site: &Router, address: &str) -> Value {
    let answer = get_json(site, address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn shown(site: &Router, address: &str) -> String {
    let page = get(site, address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    html::check(&page.body).unwrap_or_else(|error| panic!("{address}: {error}"));
    page.body
}

#[tokio::test]
async fn the_overview_leads_only_to_pages_that_are_there() {
    let ledger = ledger();
    let site = site(&ledger);
    let entries = data(&site, "/follow-up").await["entries"].clone();
    assert!(entries.as_array().unwrap().len() >= 2);
    for entry in entries.as_array().unwrap() {
        shown(&site, entry["address"].as_str().unwrap()).await;
    }
    shown(&site, "/follow-up").await;
}

#[tokio::test]
async fn a_quantity_is_drawn_with_its_bounds_and_told_in_its_table() {
    let ledger = ledger();
    let site = site(&ledger);
    let found = data(&site, "/figures?q=prisoners").await;
    let quantity = &found["quantities"][0];
    assert_eq!(quantity["series"], "political prisoners");
    let told: Vec<&Value> = quantity["figures"].as_array().unwrap().iter().map(|row| &row["step"]).collect();
    assert_eq!(told, ["first", "lower"]);
    let page = shown(&site, "/figures?q=prisoners").await;
    for words in ["<svg", "role=\"img\"", "class=\"bound\"", "≥ 12", "≤ 9", "Kelmar Observer"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(shown(&site, "/figures?q=zebras").await.contains("Nothing passes"));
    shown(&site, "/figures?page=9").await;
}

#[tokio::test]
async fn meetings_show_which_numbers_nobody_tells() {
    let ledger = ledger();
    let site = site(&ledger);
    let found = data(&site, "/meetings").await;
    assert_eq!(found["series"][0]["missing"], serde_json::json!([7, 8]));
    let page = shown(&site, "/meetings").await;
    assert!(page.contains("No document tells of number 7, 8.") && page.contains("class=\"missing\""));
    assert!(shown(&site, "/meetings?q=zebras").await.contains("Nothing passes"));
}

#[tokio::test]
async fn a_timeline_has_lanes_for_demands_meetings_and_replies() {
    let ledger = ledger();
    let site = site(&ledger);
    let all = data(&site, "/timeline").await;
    let days: Vec<(&Value, &Value)> =
        all["days"].as_array().unwrap().iter().map(|day| (&day["date"], &day["demands"])).collect();
    assert_eq!(days[1], (&"2019-03-14".into(), &3.into()));
    assert_eq!(all["meetings"].as_array().unwrap().len(), 2);
    let page = shown(&site, "/timeline").await;
    for words in ["<svg", "demand-dot", "href=\"/demands?from=2019-03-14&#38;to=2019-03-14\""] {
        assert!(page.contains(words), "{words}");
    }
    let some = data(&site, "/timeline?addressee=ministry").await;
    assert_eq!((&some["statements"], &some["days"][0]["demands"]), (&1.into(), &1.into()));
    assert_eq!(get(&site, "/timeline?from=yesterday").await.status, StatusCode::BAD_REQUEST);
    assert!(shown(&site, "/timeline?addressee=zebras&to=1990").await.contains("Nothing passes"));
}

#[tokio::test]
async fn the_network_tells_who_asks_whom_and_leads_to_the_demands() {
    let ledger = ledger();
    let site = site(&ledger);
    let found = data(&site, "/network").await;
    assert_eq!(found["askings"][0]["demands"], 1);
    let some = data(&site, "/network?q=justice").await;
    let only = &some["askings"][0];
    assert_eq!(
        (&some["total"], &only["actor"], &only["addressee"]),
        (&1.into(), &"Assembly of the Meridian Union".into(), &"the Ministry of Justice".into())
    );
    let page = shown(&site, "/network").await;
    assert!(page.contains("class=\"asking\"") && page.contains("stroke-width=\""));
    assert!(shown(&site, "/network?q=zebras").await.contains("Nothing passes"));
}

#[tokio::test]
async fn citations_are_drawn_and_listed() {
    let ledger = ledger();
    let site = site(&ledger);
    assert_eq!(data(&site, "/citations").await["type"], "citation-map");
    shown(&site, "/citations").await;
    shown(&site, "/citations?document=d1").await;
    assert_eq!(get(&site, "/citations?document=d99").await.status, StatusCode::NOT_FOUND);
}
