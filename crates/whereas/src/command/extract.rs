//! `extract`: what is found in documents, without a ledger. Pure: the output depends on the files alone.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread::available_parallelism;

use whereas_extract::id::sha256;
use whereas_extract::record::records;

use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::message::{Failure, report, say};
use crate::terminal::Terminal;
use crate::walk::{Found, Walk};
use crate::{input, outline, pipeline};

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas extract demo/documents
  whereas extract demo/documents --format jsonl > found.jsonl
  echo 'We urge Varosia to free all prisoners.' | whereas extract -

Folders are read in sorted order, without hidden files. A file that cannot be read is reported, the others \
are read all the same; the exit code is then 2.")]
pub struct Args {
    /// Files and folders to read; - is standard input
    #[arg(required = true, value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// Read so many documents at once [default: one per core]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    #[command(flatten)]
    printing: Printing,
}

/// What came of one input.
enum Piece {
    Output(Vec<u8>),
    Skipped(PathBuf),
    Failed(Failure),
}

/// Reads the documents in parallel and prints what was found in the order of the files.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let workers = args.jobs.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
    let (format, terminal) = (args.printing.format, context.terminal);
    let (mut read, mut failed) = (0usize, 0usize);
    context.print(|out| {
        let end = pipeline::in_order(
            Walk::new(&args.files),
            workers,
            |found| piece(found, format, terminal),
            |piece| match piece {
                Piece::Output(bytes) => {
                    read += 1;
                    out.write_all(&bytes)
                        .map_or_else(|error| ControlFlow::Break(error.into()), ControlFlow::Continue)
                }
                Piece::Skipped(path) => {
                    say(&format!("skipped `{}`: its format is not read", path.display()));
                    ControlFlow::Continue(())
                }
                Piece::Failed(failure) => {
                    failed += 1;
                    report(&failure);
                    ControlFlow::Continue(())
                }
            },
        );
        match end {
            ControlFlow::Break(failure) => Err(failure),
            ControlFlow::Continue(()) => Ok(()),
        }
    })?;
    Ok(match (read, failed) {
        (_, 1..) => Outcome::Failed,
        (0, 0) => {
            say("There is no file here to read. Formats that are read: .txt, .md, .html.");
            Outcome::Nothing
        }
        (_, 0) => Outcome::Done,
    })
}

fn piece(found: Found, format: Format, terminal: Terminal) -> Piece {
    let (bytes, name) = match found {
        Found::File(path) => (input::file_bytes(&path), path.display().to_string()),
        Found::Stdin => (input::stdin_bytes(), "-".to_owned()),
        Found::Skipped(path) => return Piece::Skipped(path),
        Found::Failed(_, failure) => return Piece::Failed(failure),
    };
    match bytes.and_then(|bytes| output(&bytes, &name, format, terminal)) {
        Ok(output) => Piece::Output(output),
        Err(failure) => Piece::Failed(failure),
    }
}

fn output(bytes: &[u8], name: &str, format: Format, terminal: Terminal) -> Result<Vec<u8>, Failure> {
    let reading = input::reading(bytes, name)?;
    let text = &reading.text.text;
    let mut out = Vec::new();
    match format {
        Format::Table => {
            for line in outline::summary(name, text, &reading.found, terminal) {
                writeln!(out, "{line}")?;
            }
        }
        Format::Jsonl => {
            out.reserve(text.len() * 4);
            for record in records(&id(name, bytes), name, text, &reading.text.map, &reading.found) {
                crate::json::line(&mut out, &record)?;
            }
        }
    }
    Ok(out)
}

/// The id of a document that no ledger has named: it differs for each path and each content.
fn id(name: &str, bytes: &[u8]) -> String {
    let mut id = sha256(format!("{name}\0{}", sha256(bytes)).as_bytes());
    id.truncate(12);
    id
}
