//! What can go wrong with a ledger, in the words of its user.

use std::path::PathBuf;

use crate::limit;

/// Why the ledger could not do what it was asked. Messages say what happened and what helps.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The file is absent.
    #[error("there is no ledger at {}; make one with `whereas add FILE`", path.display())]
    Absent {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file exists and is something else.
    #[error("{} is no ledger ({why}); name another file with `--ledger FILE`", path.display())]
    NoLedger {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        why: &'static str,
    },
    /// The file was written by a newer program.
    #[error(
        "{} has format {found}, and this program knows formats up to {}; open it with a newer `whereas`",
        path.display(),
        crate::FORMAT_VERSION
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
    },
    /// The lists were derived by another version of the program.
    #[error(
        "the lists in {} were made by another `whereas`; run `whereas reread`",
        path.display()
    )]
    OtherLists {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else is writing.
    #[error("another program is writing to the ledger; try again when it has finished")]
    Busy,
    /// The file could not be opened.
    #[error("cannot open the ledger {}: {why}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The database refused.
    #[error("the ledger could not be read or written: {0}")]
    Store(String),
    /// What is stored cannot be understood.
    #[error("the ledger is damaged: {what}. Run `whereas verify` for the whole list")]
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// What was found was written down by another version of the program, in a form that is not known.
    #[error(
        "this was read by another `whereas` ({extractor}), whose notes are not understood; \
         run `whereas reread`"
    )]
    Outdated {
        /// What read it.
        extractor: String,
    },
    /// The prefix of an id fits several statements or mentions.
    #[error("`{prefix}` fits several ids ({}); give more of its digits", candidates.join(", "))]
    Ambiguous {
        /// What was given.
        prefix: String,
        /// Some that it fits.
        candidates: Vec<String>,
    },
    /// The prefix of an id is too short to look for.
    #[error("`{prefix}` is too short for an id; give at least {} of its digits", limit::ID_PREFIX_MIN)]
    ShortId {
        /// What was given.
        prefix: String,
    },
    /// No such statement.
    #[error("there is no statement `{id}`; `whereas statements` lists them")]
    NoStatement {
        /// What was given.
        id: String,
    },
    /// No such mention.
    #[error("there is no mention `{id}`; `whereas who NAME` shows the ids of mentions")]
    NoMention {
        /// What was given.
        id: String,
    },
    /// No such citation.
    #[error("there is no citation `{id}`; `whereas links --kind cites` shows the ids of citations")]
    NoCitation {
        /// What was given.
        id: String,
    },
    /// A judgement with too few or too many ids.
    #[error("this judgement takes {wanted} ids, and {given} came")]
    WrongEnds {
        /// How many ids it goes with.
        wanted: usize,
        /// How many there were.
        given: usize,
    },
    /// A judgement about one thing twice.
    #[error("`{id}` was given twice; a judgement needs two")]
    SameEnds {
        /// What was given.
        id: String,
    },
    /// Words that a document does not hold.
    #[error("the words “{words}” do not stand in the document; take them from it as they are")]
    NotInText {
        /// How they begin.
        words: String,
    },
    /// No such note.
    #[error("entry {seq} of the log is no note; `whereas notes` lists them")]
    NoNote {
        /// What was given.
        seq: i64,
    },
    /// No such search.
    #[error("entry {seq} of the log is no kept search; the page `/search` lists them")]
    NoSearch {
        /// What was given.
        seq: i64,
    },
    /// No such document.
    #[error("there is no document `{id}`; `whereas documents` lists them")]
    NoDocument {
        /// What was given.
        id: String,
    },
    /// No such version of a document.
    #[error("document `{id}` has no version {version}")]
    NoVersion {
        /// The document.
        id: String,
        /// What was asked for.
        version: u32,
    },
    /// The log entry is no decision that stands.
    #[error("entry {seq} of the log is no decision that could be undone{why}")]
    NotUndoable {
        /// The entry.
        seq: i64,
        /// Why, beginning with a colon, or `""`.
        why: &'static str,
    },
    /// The document was erased on request and would come back.
    #[error(
        "this was erased as `{document}` on {at}; to add it all the same, give it a new id with `--as ID`"
    )]
    Erased {
        /// The document it was.
        document: String,
        /// When it was erased.
        at: String,
    },
    /// An id that cannot be given.
    #[error("`{id}` cannot be a document's id: {why}")]
    BadId {
        /// What was given.
        id: String,
        /// The rule it breaks.
        why: &'static str,
    },
    /// A filter's date that is none.
    #[error("`{given}` is no date; write a year, a month or a day as in 2021, 2021-02 or 2021-02-11")]
    BadDate {
        /// What was given.
        given: String,
    },
    /// A time that is no RFC 3339 UTC time.
    #[error("`{given}` is no time in UTC; write it as in 2021-02-11T09:30:00Z")]
    BadTime {
        /// What was given.
        given: String,
    },
    /// Something is longer than a ledger takes.
    #[error("{what} has {size} bytes; the ledger takes at most {max}")]
    TooLong {
        /// What it is.
        what: &'static str,
        /// Its size.
        size: usize,
        /// The limit.
        max: usize,
    },
    /// Something must not be empty or hold control characters.
    #[error("{what} must be one line of text, not empty")]
    NotALine {
        /// What it is.
        what: &'static str,
    },
    /// The extraction does not fit its text; a bug of the extractor.
    #[error("what was found does not fit the text: {0}")]
    Broken(#[from] whereas_extract::Broken),
    /// The receiver of an export refused.
    #[error("cannot write the export: {0}")]
    Export(std::io::Error),
}
