//! `cargo dev`: what people who change the program need, the same on every machine.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool that talks to a terminal")]

mod eval;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo dev COMMAND

  eval [--gold DIR] [--only STEM] [--show N] [--bless]
                          compares what is found with gold annotations; --show lists the first N errors
                          of each kind, --bless writes the results of the invented country file";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["eval", rest @ ..] => eval::run(rest),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
