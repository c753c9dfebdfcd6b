//! What can be typed, and the help for it. What a command needs stands in its own file under
//! [`crate::command`].

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use whereas_extract::{Act, Position};
use whereas_ledger::LinkKind;
use whereas_ledger::view::StatementFilter;

use crate::command::{
    accept, add, bench, citations, compare, completions, demands, demo, documents, due, entities, erase,
    export, extract, figures, judge, links, log, meetings, names, note, notes, reject, reread, rules, search,
    serve, show, silence, state, statements, undo, verify, who,
};
use crate::terminal::Color;

/// The command that makes this program a decoder of another one ([`crate::decoder`]).
pub const DECODE: &str = "decode";

/// Follow-up ledger for human-rights documents: who asked whom for what, and what was answered.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    disable_help_subcommand = true,
    max_term_width = 110,
    after_help = "Begin with:
  whereas demo                           look around in an invented country file
  whereas add demo/documents             read a folder of documents into ./ledger.whereas
  whereas demands --addressee police     list who was asked for what

Exit codes: 0 done, 1 nothing found or a check failed, 2 error."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// The ledger file; one file is one country file
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "WHEREAS_LEDGER",
        hide_env_values = true,
        default_value = "ledger.whereas"
    )]
    pub ledger: PathBuf,

    /// Colour the output: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t = Color::Auto,
        hide_possible_values = true
    )]
    pub color: Color,
}

/// The commands, in the order in which one meets them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Look around in an invented country file, in a temporary ledger
    Demo(demo::Args),
    /// Read documents into the ledger
    Add(add::Args),
    /// List the documents of the ledger
    Documents(documents::Args),
    /// List demands: who asked whom for what
    Demands(demands::Args),
    /// List statements: demands, commitments, denials, appraisals, findings
    Statements(statements::Args),
    /// Compare the demands of two documents: kept, sharpened, softened, dropped, new
    Compare(compare::Args),
    /// List demands of which nothing was heard in this ledger
    Silence(silence::Args),
    /// List what was said again, answered, denied, contradicted or fulfilled
    Links(links::Args),
    /// List promises by the day on which they are due, overdue ones first
    Due(due::Args),
    /// List quantities over time: who says how many
    Figures(figures::Args),
    /// List meetings by body, with the numbers that are missing
    Meetings(meetings::Args),
    /// Show which document cites which, and what is cited that is not in the ledger
    Citations(citations::Args),
    /// Show a document's outline, or a statement in its paragraph
    Show(show::Args),
    /// List who is who in the ledger, with all forms of their names
    Entities(entities::Args),
    /// Search the quotations and the names in the ledger
    Search(search::Args),
    /// Serve the ledger as web pages to a browser on this computer
    Serve(serve::Args),
    /// Mark a statement as right
    Accept(accept::Args),
    /// Mark a statement as wrong
    Reject(reject::Args),
    /// Show who somebody is: every spelling, every statement by, to or about them
    Who(who::Args),
    /// Say whether two mentions are one person, body, law or place
    Judge(judge::Args),
    /// Find a statement that the rules missed, or correct one
    State(state::Args),
    /// Write down what stands in no document: a trial, a visit, a telephone call
    Note(note::Args),
    /// List what people wrote down themselves
    Notes(notes::Args),
    /// Take a decision, a judgement or a note back
    Undo(undo::Args),
    /// List what was captured and decided, by whom and when
    Log(log::Args),
    /// Read the documents of the ledger again with this version's rules
    Reread(reread::Args),
    /// Remove a document's text for good, leaving a note in the log
    Erase(erase::Args),
    /// Print everything in the ledger as JSON lines
    Export(export::Args),
    /// Hash and check everything in the ledger again
    Verify(verify::Args),
    /// Print what is found in documents, without a ledger
    Extract(extract::Args),
    /// List the rules by which statements are found
    Rules(rules::Args),
    /// Compare names of persons across scripts, and show their parts
    Names(names::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Measure the reading of a folder
    #[command(hide = true)]
    Bench(bench::Args),
    /// Decode documents from standard input for another process of this program
    #[command(hide = true, name = DECODE)]
    Decode,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Table,
    /// For programs: one JSON object a line, fields as in docs/json.md
    Jsonl,
}

/// The option of commands that list something.
#[derive(Debug, clap::Args)]
pub struct Printing {
    /// Print a table for people, or jsonl for programs (one JSON object a line)
    #[arg(long, value_enum, default_value_t = Format::Table, hide_possible_values = true)]
    pub format: Format,
}

/// Which part of a list is printed.
#[derive(Debug, clap::Args)]
pub struct Limit {
    /// Print at most so many [default: all]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub limit: u32,
}

/// Who acts.
#[derive(Debug, clap::Args)]
pub struct By {
    /// Your name, as the log shall record it [default: $WHEREAS_USER, else $USER]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// The filters of `demands` and `statements`. Words compare without regard to case and accents, anywhere.
#[derive(Debug, clap::Args)]
pub struct Filter {
    /// Only those with these words in an addressee
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub addressee: String,
    /// Only those with these words in the speaker
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub actor: String,
    /// Only recommendations on which the State under review took this position
    #[arg(long, value_name = "POSITION", value_parser = position_parser())]
    pub position: Option<Position>,
    /// Only those that name this person
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub person: String,
    /// Only those that name this law
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub law: String,
    /// Only in documents of this day or later: 2021, 2021-02 or 2021-02-11
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    pub from: String,
    /// Only in documents of this day or earlier
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    pub to: String,
    /// Only in this document
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    pub document: String,
    /// Only those with these words in the quotation
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub text: String,
    /// Only those in this language, as a two-letter code
    #[arg(long, value_name = "CODE", default_value = "", hide_default_value = true)]
    pub lang: String,
    /// How many.
    #[command(flatten)]
    pub limit: Limit,
}

impl Filter {
    /// The filter as the ledger takes it.
    pub fn of(&self, act: Option<Act>) -> StatementFilter {
        StatementFilter {
            act,
            dated: false,
            position: self.position,
            addressee: self.addressee.clone(),
            actor: self.actor.clone(),
            person: self.person.clone(),
            law: self.law.clone(),
            theme: String::new(),
            from: self.from.clone(),
            to: self.to.clone(),
            document: self.document.clone(),
            text: self.text.clone(),
            lang: self.lang.clone(),
            offset: 0,
            limit: self.limit.limit,
        }
    }
}

/// Reads an act from its word, and lets the help and the completions list all of them.
pub fn act_parser() -> impl TypedValueParser<Value = Act> {
    PossibleValuesParser::new(Act::ALL.map(Act::as_str)).try_map(|word| word.parse::<Act>())
}

/// Reads a position from its word, and lets the help and the completions list all of them.
pub fn position_parser() -> impl TypedValueParser<Value = Position> {
    PossibleValuesParser::new(Position::ALL.map(Position::as_str)).try_map(|word| word.parse::<Position>())
}

/// A kind of link that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkChoice {
    /// Between two statements.
    Statements(LinkKind),
    /// From a citation to a document.
    Cites,
}

/// The word for links from citations to documents.
pub const CITES: &str = "cites";

/// Reads a kind of link from its word, and lets the help and the completions list all of them.
pub fn link_parser() -> impl TypedValueParser<Value = LinkChoice> {
    let words = LinkKind::ALL.map(LinkKind::as_str).into_iter().chain([CITES]);
    PossibleValuesParser::new(words).try_map(|word| match word.as_str() {
        CITES => Ok(LinkChoice::Cites),
        other => other.parse::<LinkKind>().map(LinkChoice::Statements),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }
}
