//! `cargo dev`: what people who change the program need, the same on every machine.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool that talks to a terminal")]

mod check;
mod eval;
mod fuzz;
mod peer;
mod setup;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo dev COMMAND

  check                   installs what is missing, then formats, lints, documents, tests, evaluates and fuzzes;
                          the last line tells what passed, failed and was skipped
  setup                   installs the system's packages that the tests need (Debian, as root)
  eval [--gold DIR] [--only STEM] [--show N] [--bless] [--raise]
                          compares what is found with gold annotations; --show lists the first N errors
                          of each kind, --bless writes the results of the invented country file, --raise
                          raises the floors to what is found now, a little below
  readme                  writes what the program prints into the examples of the README and of the walkthrough
  fuzz TARGET SECONDS     runs the fuzz target `read` or `extract`
  peer FOLDER             compares the speed with spaCy's on the English texts of a folder (installs it from PyPI)";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["check"] => check::run(),
        ["setup"] => setup::run(),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["peer", rest @ ..] => peer::run(rest),
        ["readme"] => readme(),
        ["eval", rest @ ..] => eval::run(rest),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            if !why.is_empty() {
                eprintln!("{why}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Writes what the program prints into the examples of the documents.
fn readme() -> Result<(), String> {
    for document in whereas_tests::readme::DOCUMENTS {
        let path = whereas_tests::program::root().join(document);
        let tell = |error: std::io::Error| format!("{}: {error}", path.display());
        let words = std::fs::read_to_string(&path).map_err(tell)?;
        std::fs::write(&path, whereas_tests::readme::filled(&words)?).map_err(tell)?;
    }
    Ok(())
}
