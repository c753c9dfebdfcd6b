//! `add`: reads documents into the ledger.
//!
//! Documents are read in parallel; one writer adds them in the order of the files, each in a transaction of
//! its own. Whenever the program ends, also by Ctrl-C or a power cut, the ledger holds the documents added so
//! far, and adding again completes it.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;

use indicatif::{ProgressBar, ProgressStyle};
use whereas_extract::extractor_version;
use whereas_extract::id::sha256;
use whereas_extract::read::FORMATS;
use whereas_ledger::{Candidate, LedgerError, Reader};

use super::{Context, Outcome};
use crate::args::{By, Format, Printing};
use crate::clock::{Interrupt, author};
use crate::intake::{Content, Fate, Intake, Paper, Receipt, Tally, nameless};
use crate::message::{Failure, in_words, refused, say, unreadable};
use crate::walk::{Found, Walk};
use crate::{input, json, pipeline};

/// Arguments of `add`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas add demo/documents
  whereas add letter.txt --as d3

A document is known by its path: the same path with other bytes becomes a new version of it, the same bytes \
change nothing. `--as ID` makes a file a version of document ID, wherever it lies, or gives a new document \
that id. Folders are read in sorted order, without hidden files. A file that cannot be read is reported, the \
others are added all the same; the exit code is then 2.")]
pub struct Args {
    /// Files and folders to read
    #[arg(required = true, value_name = "FILE|DIR")]
    files: Vec<PathBuf>,
    /// The document of which the file is a version, or the id for a new one
    #[arg(long = "as", value_name = "ID")]
    document: Option<String>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    printing: Printing,
}

/// What came of one file before the ledger sees it.
enum Piece {
    Paper(Paper),
    Noted(String, Fate),
}

/// Reads files; several threads share it.
struct Desk {
    reader: Mutex<Reader>,
    document: Option<String>,
    extractor: String,
}

/// Adds files and folders.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    check(args)?;
    let interrupt = Interrupt::listen();
    let ledger = context.new_writer()?;
    let desk = Desk {
        reader: Mutex::new(ledger.reader()?),
        document: args.document.clone(),
        extractor: extractor_version(),
    };
    let mut intake = Intake::new(ledger, author(args.by.by.as_deref()), args.document.clone());
    let bar = progress(&args.files);
    let workers = available_parallelism().map_or(1, usize::from);
    let end = pipeline::in_order(
        Walk::new(&args.files),
        workers,
        |found| desk.pieces(found),
        |pieces| {
            bar.inc(1);
            for piece in pieces {
                let told = take(piece, &mut intake).and_then(|receipt| match receipt.is_quiet() {
                    true if args.printing.format == Format::Table => Ok(()),
                    _ => bar.suspend(|| tell(&receipt, args, context)),
                });
                if let Err(failure) = told {
                    return ControlFlow::Break(failure);
                }
                if interrupt.pressed() {
                    return ControlFlow::Break(stopped(&intake.tally));
                }
            }
            ControlFlow::Continue(())
        },
    );
    bar.finish_and_clear();
    match end {
        ControlFlow::Break(failure) => Err(failure),
        ControlFlow::Continue(()) => close(&intake.tally, args, context),
    }
}

/// Refuses what would make a ledger for nothing, or two versions of one document out of two files.
fn check(args: &Args) -> Result<(), Failure> {
    if args.document.is_some() && (args.files.len() > 1 || args.files.iter().any(|file| file.is_dir())) {
        return Err(Failure::new("`--as` says which document one file is a version of")
            .hint("give one file, not a folder or several files"));
    }
    let missing = |file: &PathBuf| match std::fs::metadata(file) {
        Err(error) => Some(unreadable(&file.display().to_string(), in_words(&error))),
        Ok(_) => None,
    };
    if args.files.iter().all(|file| missing(file).is_some())
        && let Some(failure) = args.files.first().and_then(missing)
    {
        return Err(failure);
    }
    Ok(())
}

/// The progress bar, on a terminal. Only there are the files counted first, which takes a look at each name.
fn progress(files: &[PathBuf]) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(Walk::new(files).count() as u64);
    match ProgressStyle::with_template("{bar:40} {pos}/{len} documents") {
        Ok(style) => bar.with_style(style.progress_chars("━━ ")),
        Err(_) => bar,
    }
}

impl Desk {
    /// What came of a file: one piece, or one for each file of an archive.
    fn pieces(&self, found: Found) -> Vec<Piece> {
        let noted = |file: String, fate| vec![Piece::Noted(file, fate)];
        let path = match found {
            Found::File(path) => path,
            Found::Stdin => return noted("-".to_owned(), Fate::Failed(nameless())),
            Found::Skipped(path) => return noted(path.display().to_string(), Fate::Skipped),
            Found::Failed(path, failure) => return noted(path.display().to_string(), Fate::Failed(failure)),
        };
        let file = path.display().to_string();
        match self.documents(&path, &file) {
            Ok(pieces) => pieces,
            Err(failure) => noted(file, Fate::Failed(failure)),
        }
    }

    fn documents(&self, path: &Path, file: &str) -> Result<Vec<Piece>, Failure> {
        let bytes = input::file_bytes(path)?;
        let whole = std::fs::canonicalize(path).map_err(|error| unreadable(file, in_words(&error)))?;
        let origin = whole.to_string_lossy().into_owned();
        // Nothing has to be decoded to see that the ledger holds these very bytes.
        if let Some(document) = self.known(&bytes, &origin).map_err(|error| refused(file, error))? {
            return Ok(vec![Piece::Paper(Paper {
                file: file.to_owned(),
                origin,
                content: Content::Known(document),
            })]);
        }
        let documents = input::documents(bytes, file);
        if self.document.is_some() && documents.len() > 1 {
            return Err(Failure::new(format!("`{file}` holds {} documents", documents.len()))
                .hint("`--as` says which document one file is a version of; unpack the archive first"));
        }
        let piece = |(name, bytes): input::Input| {
            // A file of an archive is known by its path in it.
            let origin = format!("{origin}{}", name.strip_prefix(file).unwrap_or_default());
            match bytes.and_then(|bytes| self.paper(bytes, &name, origin)) {
                Ok(paper) => Piece::Paper(paper),
                Err(failure) => Piece::Noted(name, Fate::Failed(failure)),
            }
        };
        Ok(documents.into_iter().map(piece).collect())
    }

    fn paper(&self, bytes: Vec<u8>, file: &str, origin: String) -> Result<Paper, Failure> {
        let content = match self.known(&bytes, &origin).map_err(|error| refused(file, error))? {
            Some(document) => Content::Known(document),
            None => {
                let reading = input::reading(&bytes, file)?;
                Content::Read(bytes, Box::new(reading))
            }
        };
        Ok(Paper { file: file.to_owned(), origin, content })
    }

    /// The id under which the ledger holds exactly this already.
    fn known(&self, bytes: &[u8], origin: &str) -> Result<Option<String>, LedgerError> {
        let sha256 = sha256(bytes);
        let candidate = Candidate {
            sha256: &sha256,
            origin,
            document: self.document.as_deref(),
            extractor: &self.extractor,
        };
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.known(&candidate)
    }
}

fn take(piece: Piece, intake: &mut Intake) -> Result<Receipt, Failure> {
    match piece {
        Piece::Paper(paper) => intake.add(paper),
        Piece::Noted(file, fate) => Ok(intake.note(file, fate)),
    }
}

fn tell(receipt: &Receipt, args: &Args, context: &Context) -> Result<(), Failure> {
    match args.printing.format {
        Format::Jsonl => context.print(|out| json::line(out, &receipt.json())),
        Format::Table => {
            receipt.tell();
            Ok(())
        }
    }
}

fn stopped(tally: &Tally) -> Failure {
    Failure::new(format!("stopped; {}", tally.summary()))
        .hint("the ledger is sound; run the same command again to add the rest")
}

fn close(tally: &Tally, args: &Args, context: &Context) -> Result<Outcome, Failure> {
    if let Some(skipped) = tally.skipped() {
        say(&skipped);
    }
    if tally.held() + tally.failed() == 0 {
        say(&format!("There is no file here to read. Formats that are read: {FORMATS}."));
        return Ok(Outcome::Nothing);
    }
    if args.printing.format == Format::Table {
        context.print_lines(&[format!("{}.", tally.summary())])?;
        if tally.new_documents() > 0 {
            say("hint: see what was found with `whereas documents` and `whereas demands`");
        }
    }
    Ok(if tally.failed() > 0 { Outcome::Failed } else { Outcome::Done })
}
