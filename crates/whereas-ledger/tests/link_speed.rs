//! How a large ledger links. Not run by default: filling it takes some minutes.
//!
//! `cargo test --release -p whereas-ledger --test link_speed -- --ignored --nocapture`

#![expect(clippy::print_stdout, reason = "tells what it measured")]

use std::path::Path;
use std::time::Instant;

use whereas_extract::{Act, Hint, extract, read};
use whereas_ledger::view::{StandingFilter, StatementFilter};
use whereas_ledger::{Addition, Ledger, Status};

const DOCUMENTS: usize = 20_000;
/// Documents that are added to measure.
const MEASURED: usize = 200;

/// What is demanded, and what is said of it; `%` is a person.
const TOPICS: [(&str, &str); 8] = [
    (
        "release the political prisoner %",
        "There are no political prisoners in Varosia, and % was convicted by a court",
    ),
    ("investigate the torture of %", "The claim that % was tortured is false"),
    ("reopen the newspaper of %", "The newspaper of % was closed by order of a court"),
    ("register the trade union of %", "The trade union of % was registered in May"),
    ("end the solitary confinement of %", "The Ministry will examine the case of %"),
    ("return the archive seized from %", "The archive of % was returned"),
    ("criminalise domestic violence, as % has asked", "Domestic violence has been criminalised"),
    ("lift the travel ban on %", "No travel ban has been imposed on %"),
];

/// A resolution, or every fourth time a ministry's reply to it, of ten statements about changing people.
fn text(n: usize) -> String {
    let date = format!("{} {} {}", 1 + n % 28, ["March", "May", "June", "October"][n % 4], 2001 + n % 24);
    let person =
        |k: usize| format!("Ana{} Mirel{}", name((n / 4 * 7 + k) % 5000), name((n / 4 * 13 + k * k) % 3000));
    if n % 4 == 3 {
        let said: Vec<String> =
            (0..10).map(|k| format!("{}.", TOPICS[(n / 4 + k) % 8].1.replace('%', &person(k)))).collect();
        let publisher = "Ministry of Foreign Affairs of the Republic of Varosia";
        let head = format!("---\ntitle: \"Statement of {date}\"\npublisher: \"{publisher}\"\n---\n\n");
        return format!("{head}{}\n", said.join(" "));
    }
    let title =
        format!("Resolution of the Assembly of the Meridian Union of {date} on the situation in Varosia");
    let asked: Vec<String> = (0..10)
        .map(|k| {
            let what = TOPICS[(n / 4 + k) % 8].0.replace('%', &person(k));
            format!("{}.  Urges the Government of Varosia to {what};", k + 1)
        })
        .collect();
    format!("{title}\n\nThe Assembly of the Meridian Union,\n\n{}\n", asked.join("\n\n"))
}

/// A number in letters, as names are.
fn name(n: usize) -> String {
    let letters = b"bcdfgklmnprstvz";
    let of = |n: usize| char::from(letters[n % letters.len()]);
    format!("{}o{}a{}", of(n), of(n / 15), of(n / 225))
}

fn add(ledger: &mut Ledger, n: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let (bytes, origin) = (text(n).into_bytes(), format!("{n}.md"));
    let text = read(&bytes, &Hint { name: &origin })?;
    let found = extract(&text);
    let start = Instant::now();
    ledger.add(&Addition {
        bytes: &bytes,
        origin: &origin,
        document: None,
        text: &text,
        extraction: &found,
        extractor: "test+1",
        by: "ana",
        at: "2021-03-12T08:00:00Z",
        method: "a test",
    })?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
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
    let mut ledger = Ledger::open(&dir.path().join("large.whereas"))?;
    let start = Instant::now();
    for n in 0..DOCUMENTS {
        add(&mut ledger, n)?;
    }
    println!("{DOCUMENTS} documents in {:.0} s", start.elapsed().as_secs_f64());
    let times = (0..MEASURED).map(|n| add(&mut ledger, DOCUMENTS + n)).collect::<Result<Vec<f64>, _>>()?;
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
        let filter = StandingFilter { statements: page.clone(), status, repeated: false };
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
