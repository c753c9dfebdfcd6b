//! `export`: everything in the ledger as JSON lines.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use whereas_ledger::view::{NoteFilter, NoteRow};
use whereas_ledger::{Page, Reader, Sensitivity};

use super::{Context, Outcome, notes};
use crate::json;
use crate::message::{Failure, unwritable};

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas export --output ledger.jsonl
  whereas export | grep '\"type\":\"statement\"'

For each document one object of the type document with the whole text, then its passages, mentions and \
statements, as `whereas extract --format jsonl` prints them. Fields: docs/json.md.")]
pub struct Args {
    /// Notes of people too, but for confidential ones
    #[arg(long)]
    notes: bool,
    /// With `--notes`, also the confidential ones
    #[arg(long, requires = "notes")]
    confidential: bool,
    /// Write to this file instead of printing
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints or writes every record, one document at a time.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let reader = context.reader()?;
    let empty = reader.documents(Page { offset: 0, limit: 1 })?.rows.is_empty();
    match &args.output {
        None => context.print(|out| write(&reader, args, out))?,
        Some(path) => into_file(&reader, args, path)?,
    }
    Ok(if empty { Outcome::Nothing } else { Outcome::Done })
}

fn write(reader: &Reader, args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    reader.export(&mut |record| {
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")
    })?;
    if args.notes {
        let rows = reader.notes(&NoteFilter::default(), Page::ALL)?.rows;
        let may = |row: &&NoteRow| args.confidential || row.note.sensitivity != Sensitivity::Confidential;
        rows.iter().filter(may).try_for_each(|row| json::line(out, &notes::Line::from(row)))?;
    }
    Ok(())
}

/// Writes beside the file and renames, so that a half-written export never looks like a whole one.
fn into_file(reader: &Reader, args: &Args, path: &Path) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let cannot = |error: std::io::Error| unwritable(path, &error);
    let mut out = BufWriter::new(File::create(&beside).map_err(cannot)?);
    let written = write(reader, args, &mut out).and_then(|()| out.flush().map_err(cannot));
    if let Err(failure) = written {
        // The half file is of no use; that it could not be removed either adds nothing.
        let _ = std::fs::remove_file(&beside);
        return Err(failure);
    }
    std::fs::rename(&beside, path).map_err(cannot)
}
