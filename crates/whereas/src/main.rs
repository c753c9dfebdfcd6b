//! `whereas`: a follow-up ledger for human-rights documents, on the command line.
//!
//! This crate is glue: it owns the arguments ([`args`]), one file per command ([`command`]), the terminal,
//! the clock, the file system and the sentences users see ([`message`]). What is found in a document is
//! decided in `whereas-extract`, what is kept in `whereas-ledger`, what a page shows in `whereas-web`.

mod args;
mod clock;
mod command;
mod decoder;
mod input;
mod intake;
mod json;
mod message;
mod outline;
mod pipeline;
mod quotation;
mod table;
mod terminal;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use crate::message::Failure;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Nobody is left to tell when the terminal is gone.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match command::run(args) {
        Ok(outcome) => outcome.into(),
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            message::report(&failure);
            command::Outcome::Failed.into()
        }
    }
}
