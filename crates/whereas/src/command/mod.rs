//! The commands, one file each, and what they share: where the ledger is, what the terminal shows, how they
//! end.

pub mod accept;
pub mod add;
pub mod bench;
pub mod citations;
pub mod compare;
pub mod completions;
pub mod demands;
pub mod demo;
pub mod documents;
pub mod due;
pub mod entities;
pub mod erase;
pub mod export;
pub mod extract;
pub mod extract_lines;
pub mod figures;
pub mod judge;
pub mod links;
pub mod log;
pub mod meetings;
pub mod names;
pub mod names_compare;
pub mod note;
pub mod notes;
pub mod reject;
pub mod reread;
pub mod rules;
pub mod search;
pub mod serve;
pub mod show;
pub mod silence;
pub mod standing;
pub mod state;
pub mod statements;
pub mod undo;
pub mod verify;
pub mod who;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use whereas_ledger::{Ledger, Reader};

use crate::args::{Args, Command};
use crate::decoder;
use crate::message::{Failure, unwritable};
use crate::terminal::Terminal;

/// How a command ended, when it could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Nothing was found, or a check failed.
    Nothing,
    /// Something went wrong; it has been said.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// What every command may need.
#[derive(Debug)]
pub struct Context {
    /// The ledger file.
    pub ledger: PathBuf,
    /// What standard output can show.
    pub terminal: Terminal,
}

impl Context {
    /// Opens the ledger to read it; it must exist.
    pub fn reader(&self) -> Result<Reader, Failure> {
        Ok(Reader::open(&self.ledger)?)
    }

    /// Opens the ledger to write to it; it must exist.
    pub fn writer(&self) -> Result<Ledger, Failure> {
        Ok(Ledger::open_existing(&self.ledger)?)
    }

    /// Opens the ledger to write to it, making it where there is none.
    pub fn new_writer(&self) -> Result<Ledger, Failure> {
        // A link to nowhere is no ledger yet, but its place is not free either.
        if std::fs::symlink_metadata(&self.ledger).is_err() {
            make(&self.ledger)?;
        }
        Ok(Ledger::open(&self.ledger)?)
    }

    /// Prints to standard output, in one go where it is short.
    pub fn print(&self, write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        write(&mut out)?;
        out.flush()?;
        Ok(())
    }

    /// Prints lines to standard output.
    pub fn print_lines(&self, lines: &[String]) -> Result<(), Failure> {
        self.print(|out| {
            for line in lines {
                writeln!(out, "{line}")?;
            }
            Ok(())
        })
    }
}

/// Makes an empty ledger beside its place and moves it there, so that a ledger is there whole or not at all,
/// also when the program is killed meanwhile. A ledger that somebody else has made in this moment stays.
fn make(path: &Path) -> Result<(), Failure> {
    let cannot = |error: io::Error| unwritable(path, &error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = tempfile::Builder::new()
        .prefix(".whereas-new-")
        .make_in(folder, |name| std::fs::File::create_new(name))
        .map_err(cannot)?
        .into_temp_path();
    drop(Ledger::open(&beside)?);
    match beside.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(_) if path.exists() => Ok(()),
        Err(refused) => Err(cannot(refused.error)),
    }
}

/// Carries out what was asked for.
pub fn run(args: Args) -> Result<Outcome, Failure> {
    let context = Context { ledger: args.ledger, terminal: Terminal::new(args.color) };
    match args.command {
        Command::Demo(args) => demo::run(&args, &context),
        Command::Add(args) => add::run(&args, &context),
        Command::Documents(args) => documents::run(&args, &context),
        Command::Demands(args) => demands::run(&args, &context),
        Command::Statements(args) => statements::run(&args, &context),
        Command::Compare(args) => compare::run(&args, &context),
        Command::Silence(args) => silence::run(&args, &context),
        Command::Links(args) => links::run(&args, &context),
        Command::Due(args) => due::run(&args, &context),
        Command::Figures(args) => figures::run(&args, &context),
        Command::Meetings(args) => meetings::run(&args, &context),
        Command::Citations(args) => citations::run(&args, &context),
        Command::Show(args) => show::run(&args, &context),
        Command::Entities(args) => entities::run(&args, &context),
        Command::Search(args) => search::run(&args, &context),
        Command::Serve(args) => serve::run(&args, &context),
        Command::Accept(args) => accept::run(&args, &context),
        Command::Reject(args) => reject::run(&args, &context),
        Command::Who(args) => who::run(&args, &context),
        Command::Judge(args) => judge::run(&args, &context),
        Command::State(args) => state::run(&args, &context),
        Command::Note(args) => note::run(&args, &context),
        Command::Notes(args) => notes::run(&args, &context),
        Command::Undo(args) => undo::run(&args, &context),
        Command::Log(args) => log::run(&args, &context),
        Command::Reread(args) => reread::run(&args, &context),
        Command::Erase(args) => erase::run(&args, &context),
        Command::Export(args) => export::run(&args, &context),
        Command::Verify(args) => verify::run(&args, &context),
        Command::Extract(args) => extract::run(&args, &context),
        Command::Rules(args) => rules::run(&args, &context),
        Command::Names(args) => names::run(&args, &context),
        Command::Completions(args) => completions::run(&args, &context),
        Command::Bench(args) => bench::run(&args, &context),
        Command::Decode => decoder::child::serve().map(|()| Outcome::Done).map_err(Failure::from),
    }
}
