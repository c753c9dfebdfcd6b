//! `demo`: an invented country file that ships with the program, in a ledger that is gone afterwards.

use std::net::Ipv4Addr;
use std::path::Path;

use whereas_extract::Act;
use whereas_ledger::view::StatementFilter;
use whereas_ledger::{Ledger, Page};
use whereas_web::Place;

use super::serve::{Serving, serve};
use super::{Context, Outcome, statements};
use crate::clock::{self, Interrupt};
use crate::input;
use crate::intake::{Content, Fate, Intake, Paper};
use crate::message::{Failure, count, shell_word};

/// Name and bytes of each document of the invented country file.
const DOCUMENTS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/demo_documents.rs"));

/// Demands that are printed where no pages are served.
const DEMANDS_SHOWN: u32 = 5;

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas demo
  whereas demo --no-serve

The country, its people and its institutions are invented. Nothing is kept when the demo ends.")]
pub struct Args {
    #[command(flatten)]
    serving: Serving,
    /// Print what was found and end, without serving pages
    #[arg(long)]
    no_serve: bool,
}

/// Reads the invented documents into a temporary ledger and serves it.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    // The folder is removed when it goes out of scope, also after Ctrl-C, which only asks.
    let interrupt = Interrupt::listen();
    let folder = tempfile::Builder::new().prefix("whereas-demo-").tempdir().map_err(|error| {
        Failure::new(format!("cannot make a temporary folder: {}", crate::message::in_words(&error)))
    })?;
    let context = Context { ledger: folder.path().join("demo.whereas"), terminal: context.terminal };
    fill(&context, &interrupt)?;
    if interrupt.pressed() {
        return Ok(Outcome::Done);
    }
    if args.no_serve {
        return preview(&context);
    }
    let begun = beginning(&context)?;
    let place = Place { host: Ipv4Addr::LOCALHOST.into(), port: args.serving.port, password: None };
    serve(place, args.serving.open, None, &context, |address| welcome(begun, address, &context.ledger))
}

/// Adds the documents one after the other; there are few.
fn fill(context: &Context, interrupt: &Interrupt) -> Result<(), Failure> {
    let mut intake = Intake::new(Ledger::open(&context.ledger)?, clock::author(None), None);
    for (name, bytes) in DOCUMENTS {
        if interrupt.pressed() {
            break;
        }
        let receipt = match input::reading(bytes, name) {
            Ok(reading) => intake.add(Paper {
                file: (*name).to_owned(),
                origin: (*name).to_owned(),
                content: Content::Read(bytes.to_vec(), Box::new(reading)),
            })?,
            Err(failure) => intake.note((*name).to_owned(), Fate::Failed(failure)),
        };
        receipt.tell();
    }
    Ok(())
}

/// What was read, in a sentence.
fn beginning(context: &Context) -> Result<String, Failure> {
    let reader = context.reader()?;
    let documents = reader.documents(Page { offset: 0, limit: 1 })?.total;
    let all = reader.statements(&StatementFilter { limit: 1, ..StatementFilter::default() })?.total;
    let demands = reader.statements(&demands(1))?.total;
    Ok(format!(
        "The country file of Varosia, which is invented: {}, {}, {} of them demands.",
        count(documents as usize, "document", "documents"),
        count(all as usize, "statement", "statements"),
        demands
    ))
}

fn demands(limit: u32) -> StatementFilter {
    StatementFilter { act: Some(Act::Demand), limit, ..StatementFilter::default() }
}

fn welcome(beginning: String, address: &str, ledger: &Path) -> Vec<String> {
    let ledger = shell_word(&ledger.display().to_string());
    vec![
        beginning,
        String::new(),
        format!("  Pages       {address}"),
        String::new(),
        "Or in another terminal:".to_owned(),
        format!("  whereas --ledger {ledger} demands --addressee police"),
        format!("  whereas --ledger {ledger} statements --act denial"),
        format!("  whereas --ledger {ledger} search political prisoners"),
        String::new(),
        "Ctrl-C ends, and the temporary ledger is removed.".to_owned(),
    ]
}

fn preview(context: &Context) -> Result<Outcome, Failure> {
    let demands = context.reader()?.statements(&demands(DEMANDS_SHOWN))?;
    let mut lines = vec![beginning(context)?, String::new()];
    lines.extend(statements::table(&demands, Some(Act::Demand), context));
    context.print_lines(&lines)?;
    Ok(Outcome::Done)
}
