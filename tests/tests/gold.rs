//! The extractor finds what careful readers marked, as well as it ever did.

#![allow(clippy::expect_used)]

use std::fs;

use whereas_tests::eval::results::{Outcome, csv};
use whereas_tests::eval::{Evaluation, evaluate, floor, gold};
use whereas_tests::program::root;
use whereas_tests::skipped;

/// What lies below the floors of one set of documents, as lines.
fn below(evaluation: &Evaluation, floors: &floor::Floors, set: &str) -> Vec<String> {
    let floors = floors.get(set).expect("floors of the set");
    floor::below(&evaluation.figures, floors).iter().map(ToString::to_string).collect()
}

#[test]
fn gold_holds_its_floors() {
    let evaluation = evaluate(&gold::demo().expect("gold of the invented country file"));
    let floors = floor::read(&floor::of_demo()).expect("floors");
    assert_eq!(evaluation.unread, Vec::<String>::new());
    assert_eq!(below(&evaluation, &floors, "all"), Vec::<String>::new());
}

#[test]
fn the_third_country_file_holds_its_floors() {
    let evaluation = evaluate(&gold::velmara().expect("gold of the third country file"));
    let floors = floor::read(&floor::of_demo()).expect("floors");
    assert_eq!(evaluation.unread, Vec::<String>::new());
    assert_eq!(below(&evaluation, &floors, "velmara"), Vec::<String>::new());
}

#[test]
fn quotations_of_the_gold_stand_in_their_documents() {
    let evaluation = evaluate(&gold::demo().expect("gold of the invented country file"));
    let astray: Vec<String> = evaluation
        .data
        .iter()
        .filter(|datum| datum.kind == "gold" && datum.outcome == Outcome::Wrong)
        .map(|datum| format!("{}: {}", datum.document, datum.words))
        .collect();
    assert_eq!(astray, Vec::<String>::new());
}

/// A change of the extractor shows in the diff of this file what it gained and lost.
#[test]
fn results_are_those_that_are_committed() {
    let evaluation = evaluate(&gold::demo().expect("gold of the invented country file"));
    let committed = fs::read_to_string(root().join("tests/eval/results.csv")).expect("committed results");
    let now = csv(&evaluation.data);
    let gone: Vec<&str> = committed.lines().filter(|line| !now.lines().any(|other| other == *line)).collect();
    let new: Vec<&str> = now.lines().filter(|line| !committed.lines().any(|other| other == *line)).collect();
    assert!(
        committed == now,
        "what is found has changed; if it is for the better, write it down with `cargo dev eval --bless`\n\
         {} lines are gone, the first: {:#?}\n{} lines are new, the first: {:#?}",
        gone.len(),
        gone.iter().take(5).collect::<Vec<_>>(),
        new.len(),
        new.iter().take(5).collect::<Vec<_>>(),
    );
}

#[test]
fn real_documents_hold_their_floors() {
    let Some(folder) = gold::shared() else {
        skipped("real_documents_hold_their_floors: there is no ../shared/gold/dev beside the repository");
        return;
    };
    let mut cases = gold::cases(&folder, &folder).expect("gold of real documents");
    let floors = floor::read(&floor::of_shared()).expect("floors");
    let all = evaluate(&cases);
    assert_eq!(all.unread.len(), 0);
    cases.retain(|case| case.stem.starts_with("003_"));
    let resolution = evaluate(&cases);
    let mut low = below(&all, &floors, "all");
    low.extend(below(&resolution, &floors, "resolution"));
    assert_eq!(low, Vec::<String>::new());
}
