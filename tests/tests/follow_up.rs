//! The follow-up commands on the invented country file: what is due, how figures change, which meetings are missing.
#![allow(clippy::expect_used)]

use serde_json::Value;
use whereas_tests::desk::Desk;
use whereas_tests::program::root;

fn objects(desk: &Desk, args: &[&str]) -> Vec<Value> {
    let said = desk.run(args);
    assert_eq!(said.code, 0, "{said}");
    said.out.lines().map(|line| serde_json::from_str(line).expect("a line is one JSON object")).collect()
}

fn country_file() -> Desk {
    let desk = Desk::new();
    let folder = root().join("demo/documents");
    let said = desk.run(&["add", &folder.to_string_lossy()]);
    assert_eq!(said.code, 0, "{said}");
    desk
}

#[test]
fn promises_are_listed_by_the_day_on_which_they_are_due() {
    let desk = country_file();
    let due = objects(&desk, &["due", "--on", "2021-12-31", "--format", "jsonl"]);
    let days: Vec<&str> = due.iter().filter_map(|row| row["last_day"].as_str()).collect();
    assert!(days.is_sorted() && days.len() > 10, "{days:?}");
    let of = |words: &str| {
        due.iter().find(|row| row["quote"].as_str().is_some_and(|quote| quote.contains(words))).expect(words)
    };
    let fines = of("will be repaid by 30 June 2021");
    assert_eq!((fines["state"].as_str(), fines["days_over"].as_i64()), (Some("overdue"), Some(184)));
    assert_eq!(of("will complete its review")["state"], "now");
    assert_eq!(of("intends to ratify the Optional Protocol")["state"], "ahead");
    let none = desk.run(&["due", "--actor", "nobody"]);
    assert_eq!(none.code, 1, "{none}");
    let bad = desk.run(&["due", "--on", "soon"]);
    assert_eq!(bad.code, 2, "{bad}");
}

#[test]
fn a_promise_tells_where_somebody_says_that_it_was_kept() {
    let desk = country_file();
    let id = |act: &str, words: &str| {
        let found = objects(&desk, &["statements", "--act", act, "--text", words, "--format", "jsonl"]);
        found.first().and_then(|row| row["id"].as_str()).expect(words).to_owned()
    };
    let (promise, claim) =
        (id("commitment", "list of options in March"), id("finding", "was not released because"));
    let kept = |desk: &Desk| {
        let due = objects(desk, &["due", "--on", "2025-01-01", "--format", "jsonl"]);
        due.iter().find(|row| row["id"] == promise.as_str()).expect("the promise is listed")["kept"].clone()
    };
    assert_eq!(kept(&desk), Value::Null, "nothing tells it before a person says so");
    let judged = desk.run(&["judge", &claim, "fulfils", &promise]);
    assert_eq!(judged.code, 0, "{judged}");
    let told = kept(&desk);
    assert_eq!((&told["from"]["statement"], &told["state"]), (&claim.clone().into(), &"confirmed".into()));
    let said = desk.run(&["due", "--on", "2025-01-01"]);
    assert!(said.out.contains("kept, as somebody confirmed"), "{said}");
    let none = desk.run(&["judge", &claim, "kept"]);
    assert!(none.code == 2 && none.err.contains("is no promise with a date"), "{none}");
    // A person may say it of the promise itself, whatever was found.
    for (word, told) in
        [("broken", "not kept, says "), ("unheard", "not heard of, says "), ("kept", "kept, says ")]
    {
        let judged = desk.run(&["judge", &promise, word, "--reason", "seen on site"]);
        assert_eq!(judged.code, 0, "{judged}");
        let listed = desk.run(&["due", "--on", "2025-01-01", "--fulfilment", word]);
        assert!(listed.out.contains(told) && listed.out.contains(": seen on site"), "{word} {listed}");
    }
    let judged = desk.run(&["judge", &claim, "fulfils", &promise, "--not"]);
    assert_eq!(judged.code, 0, "{judged}");
    assert_eq!(kept(&desk), Value::Null);
}

#[test]
fn figures_of_one_quantity_stand_below_each_other() {
    let desk = country_file();
    let rows = objects(&desk, &["figures", "political", "prisoners", "--format", "jsonl"]);
    let told: Vec<(&str, f64, &str)> = rows
        .iter()
        .filter(|row| row["lang"] == "en")
        .filter_map(|row| {
            Some((row["document_date"].as_str()?, row["value"].as_f64()?, row["step"].as_str()?))
        })
        .collect();
    assert_eq!(told.first(), Some(&("2019-03-14", 12.0, "first")), "{told:?}");
    assert!(told.contains(&("2021-03-11", 31.0, "higher")), "{told:?}");
    assert!(told.contains(&("2021-03-24", 31.0, "denies")), "{told:?}");
}

#[test]
fn meetings_of_one_body_show_what_is_missing() {
    let desk = country_file();
    let rows = objects(&desk, &["meetings", "rights", "dialogue", "--format", "jsonl"]);
    let of = |number: u64| rows.iter().find(|row| row["ordinal"] == number).expect("a meeting");
    assert_eq!(of(6)["missing_behind"], serde_json::json!([7]));
    assert_eq!(of(9)["dates"], serde_json::json!(["2021-11-04/2021-11-05"]));
    assert_eq!(of(6)["body"], of(11)["body"]);
    assert!(of(9)["places"].as_array().is_some_and(|places| places.len() > 1));
}
