//! How a large ledger links. Not run by default: filling it takes some minutes.
//!
//! `cargo test --release -p whereas-ledger --test link_speed -- --ignored --nocapture`. With `WHEREAS_LARGE=FILE` the
//! ledger is filled there once, and used again.

#![expect(clippy::print_stdout, reason = "tells what it measured")]

mod large;

use std::path::{Path, PathBuf};
use std::time::Instant;

use whereas_extract::Act;
use whereas_ledger::view::{StandingFilter, StatementFilter};
use whereas_ledger::{Ledger, Page, Status};

const DOCUMENTS: usize = 20_000;
/// Statements in each.
const STATEMENTS: usize = 10;
/// Documents that are added to measure.
const MEASURED: usize = 200;

fn add(ledger: &mut Ledger, n: usize) -> Result<f64, Box<dyn std::error::Error>> {
    large::add(ledger, n, STATEMENTS)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Milliseconds that adding to an empty ledger takes.
fn in_empty(dir: &Path) -> Result<f64, Box<dyn std::error::Error>> {
    let mut times = Vec::new();
    for n in 0..40 {
        let mut ledger = Ledger::open(&dir.join(format!("empty-{n}.whereas")))?;
        times.push(add(&mut ledger, DOCUMENTS + n)?);
    }
    Ok(median(times))
}

#[test]
#[ignore = "takes minutes"]
fn a_large_ledger_links_quickly() -> Result<(), Box<dyn std::error::Error>> {
    let dir = tempfile::tempdir()?;
    let empty = in_empty(dir.path())?;
    let path =
        std::env::var_os("WHEREAS_LARGE").map_or_else(|| dir.path().join("large.whereas"), PathBuf::from);
    let start = Instant::now();
    let mut ledger = Ledger::open(&path)?;
    let there = ledger.documents(Page { offset: 0, limit: 1 })?.total as usize;
    for n in there..DOCUMENTS {
        add(&mut ledger, n)?;
    }
    println!("{there} documents were there, {DOCUMENTS} after {:.0} s", start.elapsed().as_secs_f64());
    let first = there.max(DOCUMENTS);
    let times = (first..first + MEASURED).map(|n| add(&mut ledger, n)).collect::<Result<Vec<f64>, _>>()?;
    let full = median(times);
    println!("adding: {empty:.2} ms to an empty ledger, {full:.2} ms to this one, {:.1} times", full / empty);
    let page = StatementFilter { act: Some(Act::Demand), limit: 50, ..StatementFilter::default() };
    let mut slowest: f64 = 0.0;
    let mut timed = |what: &str, start: Instant, rows: usize| {
        let took = start.elapsed().as_secs_f64() * 1000.0;
        println!("{took:>9.1} ms  {what}: {rows}");
        slowest = slowest.max(took);
    };
    for status in [None, Some(Status::Open), Some(Status::Denied), Some(Status::Fulfilled)] {
        let filter = StandingFilter { statements: page.clone(), status, ..StandingFilter::default() };
        ledger.standings(&filter)?;
        let start = Instant::now();
        let rows = ledger.standings(&filter)?.total;
        timed(&format!("demands --status {status:?}"), start, rows as usize);
    }
    let start = Instant::now();
    let rows = ledger.silence(&page, "2026-01-01")?.total;
    timed("silence", start, rows as usize);
    let start = Instant::now();
    let rows = ledger.compare("d101", "d105")?.len();
    timed("compare", start, rows);
    assert!(full <= 3.0 * empty, "adding takes {:.1} times as long", full / empty);
    assert!(slowest <= 100.0, "{slowest:.0} ms");
    Ok(())
}
