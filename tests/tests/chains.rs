//! Links and chains of the invented country file, against what a reader marked, and the commands that show them.

#![expect(clippy::expect_used, reason = "a test says what it needs")]

use serde_json::Value;
use whereas_tests::desk::Desk;
use whereas_tests::eval::chain::{End, Step, agreement, links};
use whereas_tests::program::root;

/// From here on a demand counts as repeated (`REPEATED_SCORE_MIN`).
const REPEATED: f64 = 0.62;
/// What chains reach at least; to be raised when they do better.
const PRECISION_MIN: f64 = 0.90;
const F1_MIN: f64 = 0.90;
const CHANGES_MIN: f64 = 0.77;
/// The same of the second country file, of which six documents are never read by those who write the rules.
const SECOND_PRECISION_MIN: f64 = 0.88;
const SECOND_F1_MIN: f64 = 0.74;
const SECOND_CHANGES_MIN: f64 = 0.60;

fn country_file() -> Desk {
    added("demo/documents")
}

fn added(folder: &str) -> Desk {
    let desk = Desk::new();
    let said = desk.run(&["add", &root().join(folder).to_string_lossy()]);
    assert_eq!(said.code, 0, "{said}");
    desk
}

fn objects(desk: &Desk, args: &[&str]) -> Vec<Value> {
    let said = desk.run(args);
    assert_eq!(said.code, 0, "{said}");
    said.out.lines().map(|line| serde_json::from_str(line).expect("a line is one JSON object")).collect()
}

fn end(end: &Value) -> End {
    let file = end["file"].as_str().expect("a file");
    let name = file.rsplit('/').next().expect("a name").to_owned();
    End { file: name, quote: end["quote"].as_str().expect("a quotation").to_owned() }
}

/// What counts as made again, as on the board: a demand of several parts may make several others again.
fn steps(rows: &[Value]) -> Vec<Step> {
    let repeated = rows.iter().filter(|row| row["kind"] == "repeats" && row["from"]["act"] == "demand");
    let counts = |row: &&Value| row["confidence"].as_f64().is_some_and(|sure| sure >= REPEATED - 1e-6);
    let step = |row: &Value| Step {
        from: end(&row["from"]),
        to: end(&row["to"]),
        change: row["change"].as_str().unwrap_or_default().to_owned(),
    };
    repeated.filter(counts).map(step).collect()
}

#[test]
fn chains_are_those_of_the_reader() {
    let gold = links(&root().join("demo/gold")).expect("links");
    let rows = objects(&country_file(), &["links", "--format", "jsonl"]);
    let found = agreement(&gold, &steps(&rows));
    assert!(found.chains >= 40, "{found:?}");
    assert!(found.precision >= PRECISION_MIN, "{found:?}");
    assert!(found.f1() >= F1_MIN, "F1 {:.3} of {found:?}", found.f1());
    assert!(found.changes >= CHANGES_MIN, "{found:?}");
}

#[test]
fn chains_of_the_second_country_file() {
    let gold = links(&root().join("tests/taldora")).expect("links");
    let rows = objects(&added("tests/taldora/documents"), &["links", "--format", "jsonl"]);
    let found = agreement(&gold, &steps(&rows));
    assert!(found.chains >= 30, "{found:?}");
    assert!(found.precision >= SECOND_PRECISION_MIN, "{found:?}");
    assert!(found.f1() >= SECOND_F1_MIN, "F1 {:.3} of {found:?}", found.f1());
    assert!(found.changes >= SECOND_CHANGES_MIN, "{found:?}");
}

#[test]
fn the_same_words_to_somebody_else_are_no_repetition() {
    let gold = links(&root().join("demo/gold")).expect("links");
    let rows = objects(&country_file(), &["links", "--kind", "readdresses", "--format", "jsonl"]);
    for pair in &gold.readdressed {
        let is_it = |row: &&Value| {
            let (from, to) = (end(&row["from"]), end(&row["to"]));
            (from.file, from.quote, to.quote)
                == (pair.from.file.clone(), pair.from.quote.clone(), pair.to.quote.clone())
        };
        assert!(rows.iter().any(|row| is_it(&row)), "{pair:?}");
    }
}

#[test]
fn citations_name_the_documents_that_the_reader_found() {
    let gold = links(&root().join("demo/gold")).expect("links");
    let desk = country_file();
    let rows = objects(&desk, &["links", "--kind", "cites", "--format", "jsonl"]);
    let name = |end: &Value| {
        let file = end["file"].as_str().unwrap_or_default();
        file.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let quote = |row: &Value| row["from"]["quote"].as_str().unwrap_or_default().to_owned();
    let mut told = Vec::new();
    for cites in &gold.cites {
        let is_it = |row: &&Value| {
            (name(&row["from"]), name(&row["to"])) == (cites.from.file.clone(), cites.to.clone())
                && quote(row).contains(&cites.from.quote)
        };
        let row = rows.iter().find(is_it);
        told.push(row.unwrap_or_else(|| panic!("{cites:?} is not among {rows:#?}"))["id"].clone());
    }
    let others: Vec<&Value> = rows.iter().filter(|row| !told.contains(&row["id"])).collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn a_person_has_the_last_word_on_a_citation() {
    let desk = country_file();
    let cites =
        |desk: &Desk| objects(desk, &["links", "--kind", "cites", "--document", "d10", "--format", "jsonl"]);
    let row = cites(&desk).into_iter().find(|row| row["to"]["document"] == "d4").expect("d10 cites d4");
    let citation = row["from"]["citation"].as_str().expect("an id").to_owned();
    let said = desk.run(&["judge", &citation, "cites", "d4", "--not", "--by", "ana"]);
    assert_eq!(said.code, 0, "{said}");
    let states = |rows: &[Value]| -> Vec<(String, String)> {
        let own = rows.iter().filter(|row| row["from"]["citation"] == citation.as_str());
        own.map(|row| {
            (
                row["to"]["document"].as_str().unwrap_or("").to_owned(),
                row["state"].as_str().unwrap_or("").to_owned(),
            )
        })
        .collect()
    };
    let pair = |document: &str, state: &str| (document.to_owned(), state.to_owned());
    assert_eq!(states(&cites(&desk)), [pair("d4", "rejected"), pair("", "proposed")]);
    let said = desk.run(&["judge", &citation, "cites", "d1", "--by", "ana"]);
    assert_eq!(said.code, 0, "{said}");
    assert_eq!(states(&cites(&desk)), [pair("d1", "confirmed"), pair("d4", "rejected")]);
    assert_eq!(desk.run(&["reread"]).code, 0);
    assert_eq!(states(&cites(&desk)), [pair("d1", "confirmed"), pair("d4", "rejected")]);
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn the_map_of_citations_tells_who_cites_whom() {
    let desk = country_file();
    let rows = objects(&desk, &["citations", "--format", "jsonl"]);
    let pair = |from: &str, to: &str| rows.iter().any(|row| row["from"] == from && row["to"] == to);
    assert!(pair("d4", "d1") && pair("d14", "d10") && !pair("d1", "d4"), "{rows:#?}");
    let outside = rows.iter().find(|row| row["documents"] == serde_json::json!(["d1", "d4"]));
    assert!(outside.is_some_and(|row| row["times"] == 2), "{rows:#?}");
}

#[test]
fn documents_are_compared_demand_by_demand() {
    let desk = country_file();
    let documents = objects(&desk, &["documents", "--format", "jsonl"]);
    let id = |name: &str| {
        let row = documents.iter().find(|row| row["file"].as_str().is_some_and(|file| file.contains(name)));
        row.expect(name)["id"].as_str().expect("an id").to_owned()
    };
    let (before, after) = (id("2025-10-09"), id("2026-02-12"));
    let rows = objects(&desk, &["compare", &before, &after, "--format", "jsonl"]);
    let fate = |words: &str| {
        let row = rows
            .iter()
            .find(|row| row["before"]["quote"].as_str().is_some_and(|quote| quote.contains(words)));
        row.expect(words)["fate"].as_str().expect("a fate").to_owned()
    };
    assert_eq!(fate("return the archive"), "softened");
    assert_eq!(fate("lift the curfew"), "narrowed");
    assert_eq!(fate("follow the count"), "sharpened");
    assert_eq!(fate("boarding school"), "dropped");
    // Only its publication is spoken of, and that was said to be done.
    assert_eq!(fate("unfreeze the accounts"), "mentioned");
    assert!(rows.iter().any(|row| row["fate"] == "new"), "{rows:?}");
}

#[test]
fn demands_tell_how_they_stand() {
    let desk = country_file();
    let of = |status: &str| objects(&desk, &["demands", "--status", status, "--format", "jsonl"]);
    let has = |rows: &[Value], words: &str| {
        rows.iter().any(|row| row["quote"].as_str().is_some_and(|quote| quote.contains(words)))
    };
    assert!(has(&of("fulfilled"), "publish the register of convicted officers"));
    let promised = of("promised");
    let curfew =
        promised.iter().find(|row| row["quote"].as_str().is_some_and(|q| q.contains("lift the curfew")));
    assert_eq!(curfew.expect("the curfew")["until"], "2026-03-31");
    assert!(has(&of("repeated"), "return the archive"));
    let silent = objects(&desk, &["silence", "--on", "2026-12-31", "--format", "jsonl"]);
    assert!(has(&silent, "set up a fund for journalists in exile"));
    // It was asked for again after it was said to be done, and to that nobody has replied.
    let register =
        silent.iter().filter(|row| row["quote"].as_str().is_some_and(|q| q.contains("the register of")));
    assert!(register.into_iter().all(|row| row["document_date"] == "2026-02-12"), "{silent:?}");
    assert!(silent.iter().all(|row| row["days"].as_i64().is_some_and(|days| days > 0)));
}

#[test]
fn what_people_judge_stands_beside_what_the_program_says() {
    let desk = country_file();
    let silent = objects(&desk, &["silence", "--format", "jsonl"]);
    let id = silent[0]["id"].as_str().expect("an id");
    let said = desk.run(&["judge", id, "answered", "--by", "ana", "--reason", "told by telephone"]);
    assert_eq!(said.code, 0, "{said}");
    let answered = objects(&desk, &["demands", "--status", "answered", "--format", "jsonl"]);
    let row = answered.iter().find(|row| row["id"] == id).expect("the judged demand");
    assert_eq!((&row["status"], &row["judgements"][0]["says"]), (&"open".into(), &"answered".into()));
}
