//! `extract`: what is found in documents, without a ledger. Pure: the output depends on the files alone.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread::available_parallelism;

use whereas_extract::id::sha256;
use whereas_extract::read::FORMATS;
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
  echo '{\"id\":1,\"text\":\"We urge Varosia to free all prisoners.\"}' | whereas extract --stdin-jsonl

Folders are read in sorted order, without hidden files. A file that cannot be read is reported, the others \
are read all the same; the exit code is then 2.")]
pub struct Args {
    /// Files and folders to read; - is standard input
    #[arg(required_unless_present = "stdin_jsonl", value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// Read one document a line of JSON from standard input, and answer each with one line of JSON
    #[arg(long, conflicts_with_all = ["files", "format"])]
    stdin_jsonl: bool,
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
    if args.stdin_jsonl {
        return super::extract_lines::run(workers, context);
    }
    let (format, terminal) = (args.printing.format, context.terminal);
    let (mut read, mut failed) = (0usize, 0usize);
    context.print(|out| {
        let end = pipeline::in_order(
            Walk::new(&args.files),
            workers,
            |found| pieces(found, format, terminal),
            |pieces| {
                for piece in pieces {
                    match piece {
                        Piece::Output(bytes) => {
                            read += 1;
                            if let Err(error) = out.write_all(&bytes) {
                                return ControlFlow::Break(Failure::from(error));
                            }
                        }
                        Piece::Skipped(path) => {
                            say(&format!("skipped `{}`: its format is not read", path.display()));
                        }
                        Piece::Failed(failure) => {
                            failed += 1;
                            report(&failure);
                        }
                    }
                }
                ControlFlow::Continue(())
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
            say(&format!("There is no file here to read. Formats that are read: {FORMATS}."));
            Outcome::Nothing
        }
        (_, 0) => Outcome::Done,
    })
}

/// What came of a file: one piece, or one for each file of an archive.
fn pieces(found: Found, format: Format, terminal: Terminal) -> Vec<Piece> {
    let (bytes, name) = match found {
        Found::File(path) => (input::file_bytes(&path), path.display().to_string()),
        Found::Stdin => (input::stdin_bytes(), "-".to_owned()),
        Found::Skipped(path) => return vec![Piece::Skipped(path)],
        Found::Failed(_, failure) => return vec![Piece::Failed(failure)],
    };
    let documents = match bytes {
        Ok(bytes) => input::documents(bytes, &name),
        Err(failure) => vec![(name, Err(failure))],
    };
    let piece = |(name, bytes): input::Input| {
        let output = bytes.and_then(|bytes| output(&bytes, &name, format, terminal));
        output.map_or_else(Piece::Failed, Piece::Output)
    };
    documents.into_iter().map(piece).collect()
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
pub fn id(name: &str, bytes: &[u8]) -> String {
    let mut id = sha256(format!("{name}\0{}", sha256(bytes)).as_bytes());
    id.truncate(12);
    id
}
