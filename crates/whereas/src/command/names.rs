//! `names`: names of persons across scripts – whether two are one name, and what their parts are.

use std::io::{self, BufRead, Read};

use serde::Serialize;
use whereas_names::{Name, Part};

use super::names_compare;
use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, in_words, unreadable};
use crate::table::Table;

/// The longest line of standard input.
pub const LINE_BYTES_MAX: u64 = 64 * 1024;

/// Arguments of `names`.
#[derive(Debug, clap::Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "Examples:
  printf 'a\\tb\\nIvo Orlo\\tИво Орло\\n' | whereas names compare
  whereas names parse 'ORLO Ivo Marovich'"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Compare pairs of names from standard input
    Compare(names_compare::Args),
    /// Show the parts of names
    Parse(ParseArgs),
}

/// Arguments of `names parse`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas names parse 'ORLO Ivo Marovich' 'Орло, Иво'
  whereas names parse --format jsonl < names.txt")]
struct ParseArgs {
    /// The names [default: one a line from standard input]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    printing: Printing,
}

/// Carries out a command of `names`.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    match &args.command {
        Command::Compare(args) => names_compare::run(args, context),
        Command::Parse(args) => parse(args, context),
    }
}

/// A name as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    r#type: &'static str,
    name: &'a str,
    parts: &'a [Part],
}

fn parse(args: &ParseArgs, context: &Context) -> Result<Outcome, Failure> {
    let names = if args.names.is_empty() { lines()? } else { args.names.clone() };
    let names: Vec<String> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
    match args.printing.format {
        Format::Jsonl => context.print(|out| {
            names.iter().try_for_each(|name| {
                let parsed = Name::parse(name);
                json::line(out, &Line { r#type: "name", name, parts: parsed.parts() })
            })
        })?,
        Format::Table => {
            let mut table = Table::new(&["NAME", "PART", "IS", "COMPARED AS"]);
            for name in &names {
                let mut shown = name.as_str();
                for part in Name::parse(name).parts() {
                    let cells = [shown, &part.text, part.role.as_str(), &part.keys.join(" ")];
                    table.row(cells.map(str::to_owned));
                    shown = "";
                }
            }
            context.print_lines(&table.lines(context.terminal))?;
        }
    }
    Ok(if names.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// The lines of standard input, without the mark that some programs put at its head.
pub fn lines() -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    let mut source = io::stdin().lock();
    for number in 1u64.. {
        let mut line = Vec::new();
        let read = source.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line);
        let read = read.map_err(|error| unreadable("-", in_words(&error)))?;
        if read == 0 {
            break;
        }
        if read as u64 == LINE_BYTES_MAX && line.last() != Some(&b'\n') {
            return Err(wrong_line(number, &format!("it is longer than {LINE_BYTES_MAX} bytes")));
        }
        let line = String::from_utf8(line).map_err(|_| wrong_line(number, "it is not in UTF-8"))?;
        let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { &line };
        lines.push(line.trim_end_matches(['\n', '\r']).to_owned());
    }
    Ok(lines)
}

/// A line of standard input that is not as it should be.
pub fn wrong_line(number: u64, why: &str) -> Failure {
    Failure::new(format!("line {number} of standard input: {why}"))
}
