//! How a large ledger answers. Not run by default: filling it takes a minute or two.
//!
//! `cargo test --release -p whereas-ledger -- --ignored --nocapture large`

#![expect(clippy::print_stdout, reason = "tells what it measured")]

use std::time::Instant;

use whereas_extract::{Act, Span, Statement};

use crate::sample::Sample;
use crate::view::{ReviewFilter, StatementFilter};
use crate::*;

/// A document of ten statements, each with a person and an addressee.
fn document(n: usize) -> Sample {
    let date = format!("{}-{:02}-{:02}", 2000 + n % 25, 1 + n % 12, 1 + n % 28);
    let mut sample = Sample::titled(&format!("Resolution number {n} on the situation"), &date);
    for k in 0..10 {
        let act = Act::ALL[k % 5];
        let (first, last) = (n * 7 + k, n * 13 + k * k);
        let whom = ["the Government of Varosia", "the Council", "the Commission", "all sides"][(n + k) % 4];
        sample = sample.says(act, &format!(
            "Urges [{whom}] to {{release <Ana{} Mirelle{}>}} and to amend ^Article {}^ of the law number {}",
            first % 5000, last % 3000, k * n % 300, (n * k) % 1000
        ));
    }
    sample
}

#[test]
#[ignore = "takes minutes"]
fn a_large_ledger_answers_quickly() {
    let count: usize = 20_000;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.whereas");
    let mut ledger = Ledger::open(&path).unwrap();
    let mut start = Instant::now();
    for n in 0..count {
        document(n).add(&mut ledger, &format!("{n}.txt")).unwrap();
        if n % 2000 == 1999 {
            println!("{:>6} documents, {:.2} ms each", n + 1, start.elapsed().as_secs_f64() / 2.0);
            start = Instant::now();
        }
    }
    println!("{} MiB", std::fs::metadata(&path).unwrap().len() >> 20);
    let reader = ledger.reader().unwrap();
    let page = StatementFilter { limit: 50, ..StatementFilter::default() };
    let filters = [
        ("all", page.clone()),
        ("all, far behind", StatementFilter { offset: 190_000, ..page.clone() }),
        ("demands", StatementFilter { act: Some(Act::Demand), ..page.clone() }),
        ("english", StatementFilter { lang: "en".to_owned(), ..page.clone() }),
        ("of 2010", StatementFilter { from: "2010".to_owned(), to: "2010".to_owned(), ..page.clone() }),
        ("to the government", StatementFilter { addressee: "government".to_owned(), ..page.clone() }),
        (
            "demands to the government",
            StatementFilter { act: Some(Act::Demand), addressee: "government".to_owned(), ..page.clone() },
        ),
        ("by the assembly", StatementFilter { actor: "assembly".to_owned(), ..page.clone() }),
        ("about one person", StatementFilter { person: "ana17 mirelle".to_owned(), ..page.clone() }),
        ("about ana", StatementFilter { person: "ana".to_owned(), ..page.clone() }),
        ("with a rare word", StatementFilter { text: "mirelle17".to_owned(), ..page.clone() }),
        ("with a frequent word", StatementFilter { text: "release".to_owned(), ..page.clone() }),
        (
            "about ana, to the council, with a word",
            StatementFilter {
                person: "ana".to_owned(),
                addressee: "council".to_owned(),
                text: "amend".to_owned(),
                ..page.clone()
            },
        ),
        ("of one document", StatementFilter { document: "d777".to_owned(), ..page.clone() }),
    ];
    for (what, filter) in filters {
        timed(what, || reader.statements(&filter).unwrap().total);
    }
    timed("documents", || reader.documents(Page { offset: 0, limit: 50 }).unwrap().total);
    timed("all documents", || reader.documents(Page::ALL).unwrap().total);
    for words in ["released", "mirelle17", "\"government of varosia\"", "mir*", "urging governments"] {
        timed(&format!("search {words}"), || {
            reader.search(words, Page { offset: 0, limit: 50 }).unwrap().total
        });
    }
    timed("one document", || reader.document("d777").unwrap().unwrap().statements.len() as u32);
    timed("one statement", || reader.statement(&document(776).id("d777", 3)).unwrap().is_some().into());
    review(&mut ledger);
    timed("verify", || reader.verify().unwrap().problems.len() as u32);
}

/// How the review queue answers when two thousand decisions stand.
fn review(ledger: &mut Ledger) {
    for n in 0..2_000 {
        let verdict = if n % 3 == 0 { Verdict::Rejected } else { Verdict::Accepted };
        let id = document(n * 9).id(&format!("d{}", n * 9 + 1), n % 10);
        ledger.decide(&id, verdict, &crate::sample::ANA).unwrap();
    }
    let page = Page { offset: 0, limit: 10 };
    for (what, filter) in [
        ("review", ReviewFilter::default()),
        ("review of demands", ReviewFilter { act: Some(Act::Demand), ..ReviewFilter::default() }),
        ("review of a rule", ReviewFilter { rule: "en/test".to_owned(), ..ReviewFilter::default() }),
        ("review of a document", ReviewFilter { document: "d777".to_owned(), ..ReviewFilter::default() }),
    ] {
        timed(what, || ledger.review(&filter, "ana", page).unwrap().left);
    }
    timed("scores of rules", || ledger.rule_scores().unwrap().len() as u32);
}

#[test]
#[ignore = "takes a while"]
fn a_large_document_is_added_in_a_moment() {
    let mut sample = Sample::titled("One sentence", "2021-01-01").says(Act::Demand, "Urges");
    let one = sample.found.statements[0].clone();
    let words = "urges the Government of Varosia to act, ";
    sample.text.text += &words.repeat(50_000);
    let start = sample.text.text.len() - words.len() * 50_000;
    sample.found.statements.extend((0..50_000u32).map(|n| {
        let at = start as u32 + n * words.len() as u32;
        Statement {
            span: Span::new(at, at + words.len() as u32 - 2),
            occurrence: n,
            addressees: vec![Span::new(at + 6, at + 31)],
            ..one.clone()
        }
    }));
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&dir.path().join("large.whereas")).unwrap();
    let start = Instant::now();
    sample.add(&mut ledger, "a.txt").unwrap();
    println!("{:>9.2} ms  added", start.elapsed().as_secs_f64() * 1000.0);
    timed("verify", || ledger.verify().unwrap().problems.len() as u32);
    timed("the document", || ledger.document("d1").unwrap().unwrap().statements.len() as u32);
    let start = Instant::now();
    ledger.decide(&sample.id("d1", 25_000), Verdict::Accepted, &crate::sample::ANA).unwrap();
    println!("{:>9.2} ms  decided", start.elapsed().as_secs_f64() * 1000.0);
    let start = Instant::now();
    sample.add_as(&mut ledger, "a.txt", None, "test+2").unwrap();
    println!("{:>9.2} ms  read again", start.elapsed().as_secs_f64() * 1000.0);
}

fn timed(what: &str, work: impl Fn() -> u32) {
    let rows = work();
    let start = Instant::now();
    work();
    println!("{:>9.2} ms  {what}: {rows}", start.elapsed().as_secs_f64() * 1000.0);
}
