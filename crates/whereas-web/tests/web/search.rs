//! The search: why something was found, and how it is narrowed.

use crate::site::{get, get_json, post, site};
use crate::{fixture, html, site};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::Value;

async fn search(site: &Router, query: &str) -> Value {
    let answer = get_json(site, &format!("/search?q={query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// The reasons of all hits, each with its words.
fn reasons(found: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found["hits"].as_array().unwrap().iter().map(|hit| (text(&hit["why"]), text(&hit["quote"]))).collect()
}

#[tokio::test]
async fn each_hit_tells_why_it_is_one() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let whys = reasons(&search(&site, "prisoner").await);
    assert!(!whys.is_empty() && whys.iter().all(|(why, _)| why == "forms"), "{whys:?}");
    let whys = reasons(&search(&site, "prisoners").await);
    assert!(whys.iter().any(|(why, _)| why == "words"), "{whys:?}");
    // The French document writes the name in its own way.
    let whys = reasons(&search(&site, "Yevgeni%20Talmarov").await);
    let spelled = ("spelling".to_owned(), "Evgueni Talmarov".to_owned());
    assert!(whys.contains(&spelled), "{whys:?}");
    let whys = reasons(&search(&site, "%22Yevgeni%20Talmarov%22").await);
    assert!(!whys.contains(&spelled), "what is quoted is meant as it stands: {whys:?}");
}

#[tokio::test]
async fn names_that_bear_the_words_lead_to_their_dossiers() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let found = search(&site, "Yevgeni%20Talmarov").await;
    let id = found["names"][0]["id"].as_str().unwrap();
    let page = site::get(&site, "/search?q=Yevgeni%20Talmarov").await.body;
    html::check(&page).unwrap();
    assert!(page.contains(&format!("href=\"/entities/{id}\"")), "{page}");
    assert_eq!(site::get(&site, &format!("/entities/{id}")).await.status, StatusCode::OK);
    // Narrowed, and on later pages, the hits stand alone.
    for query in ["Yevgeni%20Talmarov&act=demand", "prisoners&page=2", ""] {
        assert_eq!(search(&site, query).await["names"], serde_json::json!([]), "{query}");
    }
}

#[tokio::test]
async fn facets_count_and_narrow() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let all = search(&site, "prisoners").await;
    let facets = all["facets"].as_array().unwrap();
    let of = |name: &str| facets.iter().filter(|facet| facet["facet"] == name).collect::<Vec<_>>();
    let acts = of("act");
    assert!(acts.len() > 1, "{facets:?}");
    assert_eq!(all["counted"], all["total"]);
    for facet in acts.into_iter().chain(of("document")).chain(of("year")) {
        let (name, value) = (facet["facet"].as_str().unwrap(), facet["value"].as_str().unwrap());
        let some = search(&site, &format!("prisoners&{name}={value}")).await;
        assert_eq!(some["total"], facet["count"], "{name} {value}");
    }
    for query in
        ["prisoners", "prisoners&act=denial", "prisoners&document=d1&year=2019", "prisoners&lang=ru", ""]
    {
        let page = get(&site, &format!("/search?q={query}")).await.body;
        html::check(&page).unwrap_or_else(|fault| panic!("{query}: {fault}"));
    }
    for query in ["x&act=rumour", "x&year=then", "x&lang=klingon"] {
        let status = get(&site, &format!("/search?q={query}")).await.status;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn a_search_is_kept_under_a_name_and_no_longer() {
    let (site, reader) = site::desk();
    let address = "%2Fsearch%3Fq%3Dprisoners%26act%3Ddenial";
    let answer = post(&site, "/searches", &format!("name=What+is+denied&address={address}")).await;
    assert_eq!(answer.headers[LOCATION], "/search?q=prisoners&act=denial");
    let page = get(&site, "/search").await.body;
    html::check(&page).unwrap();
    assert!(page.contains("What is denied"));
    let saved = search(&site, "x").await["saved"][0].clone();
    assert_eq!(saved["address"], "/search?q=prisoners&act=denial");
    assert!(!get_json(&site, "/log").await.body.contains("denied"), "words stay out of the log");
    for form in ["name=+&address=%2Fsearch%3Fq%3Dx", "name=x&address=%2Fdemands", "name=x"] {
        assert_eq!(post(&site, "/searches", form).await.status, StatusCode::BAD_REQUEST, "{form}");
    }
    let undo = format!("/searches/{}/undo", saved["seq"]);
    assert_eq!(post(&site, &undo, "back=%2Fsearch").await.headers[LOCATION], "/search");
    assert_eq!(post(&site, &undo, "").await.status, StatusCode::CONFLICT);
    assert!(!get(&site, "/search").await.body.contains("What is denied"));
    // What is kept no longer still has its words until it is erased.
    post(&site, "/searches", &format!("name=Once+more&address={address}")).await;
    let page = get(&site, "/search").await.body;
    html::check(&page).unwrap();
    let again = search(&site, "x").await["saved"][0]["seq"].clone();
    for seq in [&saved["seq"], &again] {
        let erase = format!("/searches/{seq}/erase");
        assert_eq!(page.contains(&erase), seq == &again);
        assert_eq!(post(&site, &erase, "reason=asked&back=%2Fsearch").await.headers[LOCATION], "/search");
        assert_eq!(post(&site, &erase, "").await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(search(&site, "x").await["saved"], serde_json::json!([]));
    let last = reader.log(Default::default()).unwrap().total;
    let entry: Value = serde_json::from_str(&get_json(&site, &format!("/log/{last}")).await.body).unwrap();
    assert_eq!(entry["body"], serde_json::json!({ "search": again, "reason": "asked" }));
    assert!(reader.verify().unwrap().is_sound());
}
