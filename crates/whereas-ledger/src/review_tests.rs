//! The review queue: what comes first, what leaves it, what it says of rules.

use whereas_extract::Act;

use crate::sample::{ANA, Sample};
use crate::view::ReviewFilter;
use crate::*;

const PAGE: Page = Page { offset: 0, limit: 10 };

/// Three statements of rule a (confidence 0.9), two of rule b (0.6), in two documents; their ids in this order.
fn ledger() -> (Ledger, Vec<String>) {
    let mut first = Sample::titled("One resolution of all", "2021-01-01")
        .says(Act::Demand, "Urges [all] to {act}")
        .says(Act::Demand, "Calls on [all] to {stop}")
        .says(Act::Finding, "Notes the report");
    for (statement, (rule, confidence)) in
        first.found.statements.iter_mut().zip([("a", 0.9), ("a", 0.9), ("b", 0.6)])
    {
        (statement.rule, statement.confidence) = (rule.to_owned(), confidence);
    }
    let mut second = Sample::titled("Another resolution of all", "2022-01-01")
        .says(Act::Demand, "Urges [nobody] to {wait}")
        .says(Act::Finding, "Notes another report");
    for (statement, (rule, confidence)) in second.found.statements.iter_mut().zip([("a", 0.9), ("b", 0.6)]) {
        (statement.rule, statement.confidence) = (rule.to_owned(), confidence);
    }
    let mut ledger = Ledger::in_memory().unwrap();
    first.add(&mut ledger, "one.txt").unwrap();
    second.add(&mut ledger, "two.txt").unwrap();
    let mut ids: Vec<String> = (0..3).map(|n| first.id("d1", n)).collect();
    ids.extend((0..2).map(|n| second.id("d2", n)));
    (ledger, ids)
}

fn order(ledger: &Ledger, filter: &ReviewFilter) -> Vec<String> {
    let queue = ledger.review(filter, "ana", PAGE).unwrap();
    queue.items.into_iter().map(|item| item.statement.placed.row.id).collect()
}

fn pick(ids: &[String], places: &[usize]) -> Vec<String> {
    places.iter().map(|&place| ids[place].clone()).collect()
}

#[test]
fn what_is_least_sure_comes_first_and_leaves_when_decided() {
    let (mut ledger, ids) = ledger();
    let all = ReviewFilter::default();
    assert_eq!(order(&ledger, &all), pick(&ids, &[2, 4, 0, 1, 3]));
    let seq = ledger.decide(&ids[2], Verdict::Accepted, &ANA).unwrap();
    assert_eq!(order(&ledger, &all), pick(&ids, &[4, 0, 1, 3]));
    let queue = ledger.review(&all, "ana", PAGE).unwrap();
    assert_eq!((queue.left, queue.decided, queue.last.map(|last| last.decision.seq)), (4, 1, Some(seq)));
    ledger.undo(seq, &ANA).unwrap();
    assert_eq!(order(&ledger, &all), pick(&ids, &[2, 4, 0, 1, 3]));
}

#[test]
fn a_rule_that_people_find_wrong_comes_first() {
    let (mut ledger, ids) = ledger();
    ledger.decide(&ids[0], Verdict::Rejected, &ANA).unwrap();
    ledger.decide(&ids[1], Verdict::Rejected, &ANA).unwrap();
    ledger.decide(&ids[2], Verdict::Accepted, &ANA).unwrap();
    // a: (0 + 5 · 0.9) / 7 = 0.64; b: (1 + 5 · 0.6) / 6 = 0.67.
    assert_eq!(order(&ledger, &ReviewFilter::default()), pick(&ids, &[3, 4]));
    let scores = ledger.rule_scores().unwrap();
    let told: Vec<_> =
        scores.iter().map(|s| (s.rule.as_str(), s.accepted, s.rejected, s.precision())).collect();
    assert_eq!(told, [("a", 0, 2, Some(0.0)), ("b", 1, 0, Some(1.0))]);
}

#[test]
fn what_people_disagree_on_stands_before_all() {
    let (mut ledger, ids) = ledger();
    ledger.decide(&ids[3], Verdict::Accepted, &ANA).unwrap();
    let ben = Signature { by: "ben", ..ANA };
    let seq = ledger.decide(&ids[3], Verdict::Rejected, &ben).unwrap();
    let queue = ledger.review(&ReviewFilter::default(), "ben", PAGE).unwrap();
    assert!(queue.items[0].contested && queue.items[0].statement.placed.row.id == ids[3]);
    assert_eq!((queue.left, queue.decided, queue.items.len()), (5, 1, 5));
    ledger.undo(seq, &ben).unwrap();
    assert_eq!(order(&ledger, &ReviewFilter::default()), pick(&ids, &[2, 4, 0, 1]));
}

#[test]
fn the_queue_is_narrowed_by_document_act_and_rule() {
    let (ledger, ids) = ledger();
    let by = |document: &str, act, rule: &str| {
        let filter = ReviewFilter { document: document.to_owned(), act, rule: rule.to_owned() };
        let queue = ledger.review(&filter, "ana", PAGE).unwrap();
        assert_eq!(queue.left as usize, queue.items.len());
        order(&ledger, &filter)
    };
    assert_eq!(by("d2", None, ""), pick(&ids, &[4, 3]));
    assert_eq!(by("", Some(Act::Demand), ""), pick(&ids, &[0, 1, 3]));
    assert_eq!(by("", None, "b"), pick(&ids, &[2, 4]));
    assert_eq!(by("d1", Some(Act::Demand), "a"), pick(&ids, &[0, 1]));
    assert_eq!(by("d1", Some(Act::Demand), "b"), Vec::<String>::new());
    let absent = ReviewFilter { document: "d9".to_owned(), ..ReviewFilter::default() };
    assert!(ledger.review(&absent, "ana", PAGE).is_err());
}

#[test]
fn rebuilding_leaves_the_queue_as_it_was() {
    let (mut ledger, ids) = ledger();
    ledger.decide(&ids[0], Verdict::Rejected, &ANA).unwrap();
    let before =
        (ledger.review(&ReviewFilter::default(), "ana", PAGE).unwrap(), ledger.rule_scores().unwrap());
    ledger.rebuild().unwrap();
    let after =
        (ledger.review(&ReviewFilter::default(), "ana", PAGE).unwrap(), ledger.rule_scores().unwrap());
    assert_eq!(before, after);
    assert!(ledger.displaced().unwrap().is_empty());
}

#[test]
fn what_reading_again_changes_is_listed() {
    let sample = Sample::titled("One resolution of all", "2021-01-01")
        .says(Act::Demand, "Urges [all] to {act at once and for all}")
        .says(Act::Finding, "Notes the report");
    let mut ledger = Ledger::in_memory().unwrap();
    sample.add(&mut ledger, "one.txt").unwrap();
    assert_eq!(ledger.changes(Page::ALL).unwrap().total, 0);
    let cut = sample.clone().with_cut_statement(0, 20);
    cut.add_as(&mut ledger, "one.txt", None, "test+2").unwrap();
    let told = |ledger: &Ledger| -> Vec<_> {
        let rows = ledger.changes(Page::ALL).unwrap().rows;
        rows.into_iter().map(|row| (row.statement, row.gone, row.passage, row.quote.len())).collect()
    };
    let expected = [
        (sample.id("d1", 0), true, "para_1".to_owned(), 0),
        (cut.id("d1", 0), false, "para_1".to_owned(), 20),
    ];
    assert_eq!(told(&ledger), expected);
    ledger.rebuild().unwrap();
    assert_eq!(told(&ledger), expected);
    assert!(ledger.verify().unwrap().is_sound());
    sample.add_as(&mut ledger, "one.txt", None, "test+3").unwrap();
    assert_eq!(told(&ledger).len(), 2);
    ledger.erase("d1", &ANA).unwrap();
    assert_eq!(told(&ledger), []);
}
