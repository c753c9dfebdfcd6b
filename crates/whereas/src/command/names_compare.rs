//! `names compare`: pairs of names from standard input, one a line, each with a verdict.

use std::hint::black_box;
use std::time::Instant;

use clap::ValueEnum;
use serde::Serialize;
use whereas_names::{Name, Verdict, compare, explain};

use super::names::{lines, wrong_line};
use super::{Context, Outcome};
use crate::json;
use crate::message::{Failure, count};
use crate::table::{INDENT, Table, paragraph};

/// Arguments of `names compare`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  printf 'a\\tb\\nIvo Orlo\\tИво Орло\\n' | whereas names compare
  whereas names compare --format tsv < pairs.tsv > verdicts.tsv
  whereas names compare --speed 100 < pairs.tsv

Standard input is TSV without quoting; its first line names the columns, and two of them are `a` and `b`.
Only `same` is a match; that two names are one does not say that two people are.")]
pub struct Args {
    /// Print a table for people, or for programs tsv (columns a, b, verdict, score, why) or jsonl
    #[arg(long, value_enum, default_value_t = PairFormat::Table, hide_possible_values = true)]
    format: PairFormat,
    /// Compare all pairs so many times on one core, and print how fast that was and nothing else
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    speed: Option<u32>,
}

/// How verdicts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PairFormat {
    /// For people
    Table,
    /// For programs: columns parted by tabs
    Tsv,
    /// For programs: one JSON object a line
    Jsonl,
}

/// A pair as it came in.
struct Pair {
    a: String,
    b: String,
}

/// A verdict as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    r#type: &'static str,
    a: &'a str,
    b: &'a str,
    verdict: Verdict,
    score: f64,
    why: Vec<String>,
}

/// Compares every pair.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let pairs = pairs()?;
    if let Some(times) = args.speed {
        context.print_lines(&speed(&pairs, times))?;
        return Ok(Outcome::Done);
    }
    match args.format {
        PairFormat::Table => context.print_lines(&table(&pairs, context))?,
        PairFormat::Tsv => context.print(|out| {
            writeln!(out, "a\tb\tverdict\tscore\twhy")?;
            for pair in &pairs {
                let line = line(pair);
                let why = line.why.join("; ");
                writeln!(out, "{}\t{}\t{}\t{:.3}\t{why}", line.a, line.b, line.verdict.as_str(), line.score)?;
            }
            Ok(())
        })?,
        PairFormat::Jsonl => {
            context.print(|out| pairs.iter().try_for_each(|pair| json::line(out, &line(pair))))?;
        }
    }
    Ok(if pairs.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn line(pair: &Pair) -> Line<'_> {
    let (a, b) = (Name::parse(&pair.a), Name::parse(&pair.b));
    let compared = compare(&a, &b);
    let score = (f64::from(compared.score) * 1000.0).round() / 1000.0;
    let why = explain(&a, &b, &compared).iter().map(ToString::to_string).collect();
    Line { r#type: "comparison", a: &pair.a, b: &pair.b, verdict: compared.verdict, score, why }
}

/// Reads the pairs by the names of the columns.
fn pairs() -> Result<Vec<Pair>, Failure> {
    let lines = lines()?;
    let hint = "name the columns in the first line, `a` and `b` parted by a tab";
    let Some(head) = lines.first() else {
        return Err(Failure::new("standard input is empty").hint(hint));
    };
    let column = |name: &str| head.split('\t').position(|column| column == name);
    let (Some(a), Some(b)) = (column("a"), column("b")) else {
        return Err(wrong_line(1, "there are no columns `a` and `b`").hint(hint));
    };
    let rows = lines.iter().zip(1u64..).skip(1).filter(|(line, _)| !line.is_empty());
    rows.map(|(line, number)| {
        let cell = |at: usize| line.split('\t').nth(at);
        match (cell(a), cell(b)) {
            (Some(a), Some(b)) => Ok(Pair { a: a.to_owned(), b: b.to_owned() }),
            _ => {
                let cells = count(line.split('\t').count(), "column", "columns");
                Err(wrong_line(number, &format!("it has only {cells}")))
            }
        }
    })
    .collect()
}

fn table(pairs: &[Pair], context: &Context) -> Vec<String> {
    let mut table = Table::new(&["VERDICT", "SCORE", "A", "B"]).spaced();
    for line in pairs.iter().map(line) {
        let score = format!("{:.2}", line.score);
        let why = line.why.iter().flat_map(|step| paragraph(step, context.terminal, INDENT)).collect();
        let cells = [line.verdict.as_str(), &score, line.a, line.b].map(str::to_owned);
        table.row_with(cells, why);
    }
    table.lines(context.terminal)
}

/// How long it takes to take the names apart, and to compare them once they are.
fn speed(pairs: &[Pair], times: u32) -> Vec<String> {
    let begun = Instant::now();
    // The data are made ready at the first name.
    black_box(Name::parse("Ivo Orlo"));
    let start = begun.elapsed();
    let begun = Instant::now();
    let parsed: Vec<(Name, Name)> =
        pairs.iter().map(|pair| (Name::parse(&pair.a), Name::parse(&pair.b))).collect();
    let parsing = begun.elapsed();
    let begun = Instant::now();
    let mut same = 0u64;
    for _ in 0..times {
        for (a, b) in &parsed {
            same += u64::from(compare(black_box(a), black_box(b)).verdict == Verdict::Same);
        }
    }
    let comparing = begun.elapsed();
    let each = |things: usize, seconds: f64| things as f64 / seconds.max(1e-9);
    let compared = pairs.len() * times as usize;
    vec![
        format!("start      {:.3} s to make the data ready, once", start.as_secs_f64()),
        format!("parsing    {:.0} names/s", each(pairs.len() * 2, parsing.as_secs_f64())),
        format!("comparing  {:.0} pairs/s on one core, once parsed", each(compared, comparing.as_secs_f64())),
        format!("compared   {compared} pairs, {same} of them the same"),
    ]
}
