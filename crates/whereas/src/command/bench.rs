//! `bench`: how fast documents are read on one core, and how much memory that takes (docs/bench.md).
//!
//! Hidden from the help, but part of the program, so that anybody can measure the very binary they run.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::{Context, Outcome};
use crate::input;
use crate::message::{Failure, report, say};
use crate::walk::{Found, Walk};

/// Arguments of `bench`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders to read
    #[arg(required = true, value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// Read everything so many times; ten times the input should take ten times as long
    #[arg(long, value_name = "N", default_value_t = 1)]
    repeat: u32,
}

#[derive(Debug, Default)]
struct Totals {
    documents: u64,
    failed: u64,
    bytes: u64,
    /// Pages with text, of the documents that have pages.
    pages: u64,
    /// What those documents took.
    paged: Duration,
    passages: u64,
    mentions: u64,
    statements: u64,
    /// Making the language packs ready, once in the life of the program.
    start: Duration,
    /// Reading and extraction alone, without the disk.
    spent: Duration,
    slowest: Duration,
}

/// Reads everything on this thread and prints totals.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let mut totals = Totals { start: start(), ..Totals::default() };
    let begun = Instant::now();
    for _ in 0..args.repeat {
        for found in Walk::new(&args.files) {
            match found {
                Found::File(path) => measure(&path, &mut totals),
                Found::Stdin => say("standard input is not measured"),
                Found::Skipped(_) => {}
                Found::Failed(_, failure) => {
                    totals.failed += 1;
                    report(&failure);
                }
            }
        }
    }
    context.print_lines(&lines(&totals, begun.elapsed()))?;
    Ok(if totals.failed > 0 { Outcome::Failed } else { Outcome::Done })
}

/// Reads one word, for which the packs have to be made ready.
fn start() -> Duration {
    let begun = Instant::now();
    // It can be read; and if it could not, every document would say so.
    let _ = input::reading(b"Whereas", "start.txt");
    begun.elapsed()
}

fn measure(path: &std::path::Path, totals: &mut Totals) {
    let bytes = match input::file_bytes(path) {
        Ok(bytes) => bytes,
        Err(failure) => {
            totals.failed += 1;
            report(&failure);
            return;
        }
    };
    let begun = Instant::now();
    let reading = input::reading(&bytes, &path.display().to_string());
    let spent = begun.elapsed();
    totals.spent += spent;
    totals.slowest = totals.slowest.max(spent);
    totals.bytes += bytes.len() as u64;
    totals.documents += 1;
    match reading {
        Ok(reading) => {
            // The number of the last page that has text.
            if let Some(pages) = reading.text.map.page(u32::MAX) {
                totals.pages += u64::from(pages);
                totals.paged += spent;
            }
            totals.passages += reading.found.document.passages.len() as u64;
            totals.mentions += reading.found.mentions.len() as u64;
            totals.statements += reading.found.statements.len() as u64;
        }
        Err(failure) => {
            totals.failed += 1;
            report(&failure);
        }
    }
}

fn lines(totals: &Totals, elapsed: Duration) -> Vec<String> {
    let megabytes = totals.bytes as f64 / 1e6;
    let spent = totals.spent.as_secs_f64();
    let mut lines = vec![
        format!("extractor       {}", whereas_extract::extractor_version()),
        format!("start           {:.3} s to make the language packs ready, once", totals.start.as_secs_f64()),
        format!("documents       {} ({} could not be read)", totals.documents, totals.failed),
        format!("bytes           {} ({megabytes:.1} MB)", totals.bytes),
        format!(
            "found           {} passages, {} mentions, {} statements",
            totals.passages, totals.mentions, totals.statements
        ),
        format!(
            "read + extract  {spent:.3} s on one core, slowest document {:.3} s",
            totals.slowest.as_secs_f64()
        ),
        format!("with the disk   {:.3} s", elapsed.as_secs_f64()),
        format!("throughput      {:.2} MB/s", megabytes / spent.max(1e-9)),
    ];
    if totals.pages > 0 {
        let a_second = totals.pages as f64 / totals.paged.as_secs_f64().max(1e-9);
        lines.push(format!("pages           {} ({a_second:.0} a second)", totals.pages));
    }
    if let Some(kilobytes) = peak_kilobytes() {
        lines.push(format!("peak memory     {:.1} MB", kilobytes as f64 / 1e3));
    }
    lines
}

/// The most memory this process has had so far, where the system tells (Linux).
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
