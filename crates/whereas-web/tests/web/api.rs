//! Every page is also data, and the OpenAPI document says what kind of data.

use crate::{fixture, site};
use std::collections::BTreeSet;

use crate::site::{get, get_json, post, site};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use serde_json::Value;
use whereas_ledger::view::{LinkView, StatementFilter};
use whereas_ledger::{Identity, Ledger, Ruling, Signature, Verdict};

/// A ledger in which there is something at every kind of address, and the id of a decided statement.
fn ledger() -> (Ledger, String) {
    let mut ledger = fixture::ledger();
    let rows = ledger.statements(&Default::default()).unwrap().rows;
    let id = rows[0].id.clone();
    let spellings =
        [mention_id("d1", "person", "Yevgeni Talmarov"), mention_id("d2", "person", "Evgueni Talmarov")];
    let same = Ruling::Identity { says: Identity::Same };
    ledger.write_note(&site::note(), Some(&id), None, &ana()).unwrap();
    ledger.judge(same, &[&spellings[0], &spellings[1]], &ana()).unwrap();
    ledger.decide(&id, Verdict::Accepted, &ana()).unwrap();
    (ledger, id)
}

fn ana() -> Signature<'static> {
    Signature { by: "ana", at: "2021-04-02T10:00:00Z", reason: "Read twice." }
}

/// The id of a mention: what the ledger makes it of is a promise (docs/ledger-format.md).
fn mention_id(document: &str, kind: &str, quote: &str) -> String {
    let folded = whereas_extract::id::fold_words(quote);
    whereas_extract::id::sha256(format!("{document}\0{kind}\0{folded}").as_bytes())[..16].to_owned()
}

/// The id of a demand.
fn demand(ledger: &Ledger) -> String {
    let filter = StatementFilter { act: Some(whereas_extract::Act::Demand), ..StatementFilter::default() };
    ledger.statements(&filter).unwrap().rows[0].id.clone()
}

/// The id of a link.
fn link(ledger: &Ledger) -> String {
    let mut first = String::new();
    let mut take = |link: LinkView| {
        first = if first.is_empty() { link.id } else { first.clone() };
        Ok(())
    };
    ledger.each_link(&Default::default(), &mut take).unwrap();
    first
}

async fn json(site: &Router, address: &str) -> Value {
    let answer = get_json(site, address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    assert_eq!(answer.headers[CONTENT_TYPE], "application/json; charset=utf-8", "{address}");
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{address}: {error}"))
}

/// What does not fit a schema, with where it stands. Knows the words that our schemas use, and no others.
fn misfits(value: &Value, schema: &Value, root: &Value, place: &str, out: &mut Vec<String>) {
    let mut miss = |why: &str| out.push(format!("{place}: {why}: {value}"));
    for (word, wanted) in schema.as_object().expect("a schema") {
        let fits = match word.as_str() {
            "$ref" => {
                let path = wanted.as_str().unwrap().trim_start_matches('#');
                let target = root.pointer(path).unwrap_or_else(|| panic!("{path} is described"));
                misfits(value, target, root, place, out);
                return;
            }
            "type" => match wanted.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                other => panic!("{other} is no type of ours"),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "minimum" => value.as_f64() >= wanted.as_f64(),
            "minItems" => value.as_array().unwrap().len() as u64 >= wanted.as_u64().unwrap(),
            "maxItems" => value.as_array().unwrap().len() as u64 <= wanted.as_u64().unwrap(),
            "required" => {
                wanted.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some())
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                value.as_object().unwrap().keys().all(|name| known.contains_key(name))
            }
            "description" | "properties" | "items" => true,
            other => panic!("{other} is no word of ours"),
        };
        if !fits {
            miss(word);
        }
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        if let Some(schema) = schema["properties"].get(name) {
            misfits(part, schema, root, &format!("{place}.{name}"), out);
        }
    }
    for part in value.as_array().into_iter().flatten() {
        if let Some(schema) = schema.get("items") {
            misfits(part, schema, root, &format!("{place}[]"), out);
        }
    }
}

/// Every kind of object that a page is.
const TYPES: [&str; 36] = [
    "about",
    "board",
    "called",
    "chain",
    "asking-list",
    "add-form",
    "changes",
    "citation-map",
    "claim-list",
    "comparison",
    "review",
    "silence-list",
    "rule-decisions-list",
    "decision",
    "document-list",
    "due-list",
    "document-page",
    "dossier-page",
    "judgement",
    "name-list",
    "entry",
    "entry-list",
    "figure-list",
    "follow-up",
    "meeting-list",
    "hit-list",
    "link",
    "mention",
    "note-form",
    "note-list",
    "note-page",
    "statement",
    "statement-list",
    "timeline",
    "stating-form",
    "version",
];

#[tokio::test]
async fn every_route_answers_as_the_openapi_document_says() {
    let (ledger, statement) = ledger();
    let site = site(&ledger);
    let root = json(&site, "/openapi.json").await;
    assert_eq!(root["openapi"], "3.1.0");
    let mut seen = BTreeSet::new();
    for (path, operations) in root["paths"].as_object().unwrap() {
        let Some(operation) = operations.get("get") else { continue };
        // There is none until something is added (add.rs).
        if path == "/add/{job}" {
            continue;
        }
        let ids = match path.split('/').nth(1).unwrap() {
            "documents" => "d1".to_owned(),
            "statements" => statement.clone(),
            "board" => demand(&ledger),
            "links" => link(&ledger),
            "mentions" | "entities" => mention_id("d1", "person", "Yevgeni Talmarov"),
            _ => String::new(),
        };
        let last = ledger.log(Default::default()).unwrap().total;
        // The last entry is a decision, the one before it a judgement of who is who.
        let last = if path.starts_with("/identities") { last - 1 } else { last }.to_string();
        let note = ledger.notes(&Default::default(), Default::default()).unwrap().rows[0].seq.to_string();
        let path = path.replace("{note}", &note);
        let path = path.as_str();
        let address = path.replace("{id}", &ids).replace("{version}", "1").replace("{seq}", &last);
        assert!(!address.contains('{'), "{address}");
        let content = &operation["responses"]["200"]["content"];
        let (media_type, schema) = content.as_object().unwrap().iter().next().unwrap();
        if media_type != "application/json" || path == "/openapi.json" {
            let answer = get(&site, &address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            assert!(
                answer.headers[CONTENT_TYPE].to_str().unwrap().starts_with(media_type.as_str()),
                "{address}"
            );
            continue;
        }
        let query = if path == "/search" { "?q=Talmarov" } else { "" };
        let value = json(&site, &format!("{address}{query}")).await;
        let mut out = Vec::new();
        misfits(&value, &schema["schema"], &root, path, &mut out);
        assert_eq!(out, Vec::<String>::new());
        if address != "/" {
            let by_ending = get(&site, &format!("{address}.json{query}")).await;
            assert_eq!(serde_json::from_str::<Value>(&by_ending.body).unwrap(), value, "{address}.json");
        }
        seen.insert(value["type"].as_str().unwrap().to_owned());
    }
    assert_eq!(seen, TYPES.map(str::to_owned).into());
}

#[tokio::test]
async fn what_goes_wrong_is_data_too() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    for (address, status) in [
        ("/nowhere", StatusCode::NOT_FOUND),
        ("/documents/d99", StatusCode::NOT_FOUND),
        ("/documents/d1/versions/9", StatusCode::NOT_FOUND),
        ("/log/0", StatusCode::NOT_FOUND),
        ("/log/x", StatusCode::NOT_FOUND),
        ("/decisions/1", StatusCode::NOT_FOUND),
        ("/mentions/0123456789abcdef", StatusCode::NOT_FOUND),
        ("/demands?from=yesterday", StatusCode::BAD_REQUEST),
    ] {
        let answer = get_json(&site, address).await;
        assert_eq!(answer.status, status, "{address}");
        let value: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(value["type"], "error", "{address}");
        assert!(value["error"].as_str().unwrap().ends_with('.'), "{value}");
    }
}

#[tokio::test]
async fn every_record_has_a_permanent_address() {
    let (ledger, statement) = ledger();
    let site = site(&ledger);
    let mention = format!("/mentions/{}", mention_id("d1", "person", "Yevgeni Talmarov"));
    let answer = get(&site, &mention).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers[LOCATION], "/documents/d1#recs__rec_A");
    let last = ledger.log(Default::default()).unwrap().total;
    let answer = get(&site, &format!("/decisions/{last}")).await;
    assert_eq!(answer.headers[LOCATION], format!("/statements/{statement}#decision-{last}"));
    let original = get(&site, "/documents/d1/versions/1/original").await;
    assert_eq!(original.body.as_bytes(), ledger.source("d1", 1).unwrap());
    assert_eq!(original.headers["content-disposition"], "attachment");
    for address in ["/log", &format!("/log/{last}"), "/documents/d1/versions/1"] {
        assert_eq!(get(&site, address).await.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn browsers_get_pages_and_programs_data() {
    use axum::body::Body;
    use axum::http::Request;
    use axum::http::header::{ACCEPT, HOST};
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let kind = async |accept: &str| {
        let request = Request::get("/demands").header(HOST, "localhost").header(ACCEPT, accept);
        let answer = site::ask(&site, request.body(Body::empty()).unwrap()).await;
        answer.headers[CONTENT_TYPE].to_str().unwrap().split(';').next().unwrap().to_owned()
    };
    assert_eq!(kind("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").await, "text/html");
    assert_eq!(kind("*/*").await, "text/html");
    assert_eq!(kind("application/json").await, "application/json");
    assert_eq!(kind("application/json, text/plain, */*").await, "application/json");
    assert_eq!(post(&site, "/demands.json", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn every_field_is_told_in_json_md() {
    let ledger = fixture::ledger();
    let root = json(&site(&ledger), "/openapi.json").await;
    let told = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/json.md")).unwrap();
    let mut missing = Vec::new();
    for (name, schema) in root["components"]["schemas"].as_object().unwrap() {
        let section = told.split("\n## ").find(|part| part.lines().next() == Some(name)).unwrap_or("");
        let pages = told.split("\n## ").find(|part| part.lines().next() == Some("Pages")).unwrap();
        // Small objects are told in a line of a table.
        let is_own =
            |line: &&str| line.split('|').nth(1).is_some_and(|cell| cell.contains(&format!("`{name}`")));
        let line = told.lines().filter(is_own).collect::<Vec<_>>().join(" ");
        // Decisions are told in the text behind the statement, by their fields in quotation marks.
        for field in schema["properties"].as_object().unwrap().keys().filter(|field| *field != "type") {
            let known =
                [section, pages, line.as_str()].iter().any(|part| part.contains(&format!("`{field}`")));
            if !known && !told.contains(&format!("\"{field}\"")) {
                missing.push(format!("{name}.{field}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}
