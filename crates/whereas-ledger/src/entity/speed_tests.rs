//! How a large ledger answers who is who. Not run by default.
//!
//! `cargo test --release -p whereas-ledger -- --ignored --nocapture many_names`

#![expect(clippy::print_stdout, reason = "tells what it measured")]

use std::time::Instant;

use whereas_extract::Act;

use crate::sample::Sample;
use crate::*;

const SYLLABLES: [&str; 16] =
    ["va", "ro", "si", "mer", "di", "tal", "kel", "or", "lo", "zan", "bre", "no", "gul", "ish", "umar", "ta"];

/// A word of the n-th family or given name.
fn word(mut n: usize, ending: &str) -> String {
    let mut out = String::new();
    for _ in 0..3 {
        out += SYLLABLES[n % SYLLABLES.len()];
        n /= SYLLABLES.len();
    }
    let first: String = out.chars().take(1).flat_map(char::to_uppercase).collect();
    format!("{first}{}{ending}", out.get(1..).unwrap_or(""))
}

fn person(n: usize) -> String {
    format!("{} {}", word(n % 900, ""), word(n * 7 % 4000, ["ov", "ova", "in", "enko"][n % 4]))
}

/// A document of ten statements that names six persons, two of them in many documents.
fn document(n: usize) -> Sample {
    let date = format!("{}-{:02}-{:02}", 2000 + n % 25, 1 + n % 12, 1 + n % 28);
    let start = Sample::titled(&format!("Resolution number {n} on the situation"), &date);
    (0..6).fold(start, |sample, k| {
        let person = if k < 2 { person(k) } else { person(n * 4 + k) };
        sample.says(
            Act::Demand,
            &format!("Urges [the Ministry of Justice] to {{release <{person}>}} under ^Article {k}^"),
        )
    })
}

#[test]
#[ignore = "takes minutes"]
fn a_ledger_of_many_names_answers_quickly() {
    let count: usize = 20_000;
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&dir.path().join("large.whereas")).unwrap();
    let mut start = Instant::now();
    for n in 0..count {
        document(n).add(&mut ledger, &format!("{n}.txt")).unwrap();
        if n % 2000 == 1999 {
            println!("{:>6} documents, {:.2} ms each", n + 1, start.elapsed().as_secs_f64() / 2.0);
            start = Instant::now();
        }
    }
    let reader = ledger.reader().unwrap();
    for words in [person(1), person(4000), "Варосиов".to_owned(), "nobody at all".to_owned()] {
        timed(&format!("who {words}"), || {
            let found = reader.who(&words).unwrap();
            found.others.len() + found.dossier.map_or(0, |dossier| dossier.mentions.len())
        });
    }
    timed("conflicts", || reader.conflicts().unwrap().len());
    timed("entities", || reader.entities().unwrap().len());
}

fn timed(what: &str, work: impl Fn() -> usize) {
    let rows = work();
    let start = Instant::now();
    work();
    println!("{:>9.2} ms  {what}: {rows}", start.elapsed().as_secs_f64() * 1000.0);
}
