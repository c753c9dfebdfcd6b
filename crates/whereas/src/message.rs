//! The sentences users see: what happened, to which thing, and what to do about it.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use whereas_extract::ReadError;
use whereas_ledger::LedgerError;
use whereas_web::ServeError;

/// Why a command could not do what it was asked to.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more (`whereas demands | head`): not an error.
    BrokenPipe,
    /// Anything else, in the user's words.
    Said {
        /// What happened, to which thing.
        what: String,
        /// Something to do about it.
        hint: Option<String>,
    },
}

impl Failure {
    /// Says what happened.
    pub fn new(what: impl Into<String>) -> Self {
        Self::Said { what: what.into(), hint: None }
    }

    /// Adds what can be done about it.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        match self {
            Self::Said { what, .. } => Self::Said { what, hint: Some(hint.into()) },
            Self::BrokenPipe => self,
        }
    }

    /// What happened, without the hint.
    pub fn what(&self) -> &str {
        match self {
            Self::BrokenPipe => "nobody reads the output",
            Self::Said { what, .. } => what,
        }
    }
}

/// For writing to standard output only; reading a file has [`unreadable`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::new(format!("cannot write the output: {}", in_words(&error)))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::from(io::Error::from(error))
    }
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Absent { path } => Self::new(format!("there is no ledger at `{}`", path.display()))
                .hint("make one with `whereas add FILE`, or name another with `--ledger FILE`"),
            LedgerError::Export(error) => Self::from(error),
            error => with_hint(&error.to_string(), "; "),
        }
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Ledger(error) => error.into(),
            error => with_hint(&error.to_string(), "; "),
        }
    }
}

/// A document that is no readable text.
pub fn undecodable(file: &str, error: &ReadError) -> Failure {
    undecoded(file, &error.to_string())
}

/// A document that has no readable text, for a reason in words.
pub fn undecoded(file: &str, why: &str) -> Failure {
    match with_hint(why, ". ") {
        Failure::Said { what, hint } => Failure::Said { what: format!("cannot read `{file}`: {what}"), hint },
        Failure::BrokenPipe => Failure::BrokenPipe,
    }
}

/// A document that the ledger does not take.
pub fn refused(file: &str, error: LedgerError) -> Failure {
    match error.into() {
        Failure::Said { what, hint } => Failure::Said { what: format!("cannot add `{file}`: {what}"), hint },
        Failure::BrokenPipe => Failure::BrokenPipe,
    }
}

/// The libraries say what helps at the end of their message, where they know it.
fn with_hint(words: &str, before: &str) -> Failure {
    match words.rsplit_once(before) {
        Some((what, hint)) => {
            let mut letters = hint.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
            Failure::new(what).hint(format!("{first}{}", letters.as_str()))
        }
        None => Failure::new(words),
    }
}

/// A file that could not be read, and why.
pub fn unreadable(file: &str, why: impl Display) -> Failure {
    Failure::new(format!("cannot read `{file}`: {why}"))
}

/// A file that could not be written, and why.
pub fn unwritable(file: &Path, error: &io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        _ => in_words(error),
    };
    Failure::new(format!("cannot write `{}`: {why}", file.display()))
        .hint("check that the folder exists and that you may write there")
}

/// An error of the system in words, without its number.
pub fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you do not have the permission".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::AddrInUse => "another program uses it already".to_owned(),
        _ => {
            let words = error.to_string();
            words.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

/// Prints a failure on standard error.
pub fn report(failure: &Failure) {
    let Failure::Said { what, hint } = failure else { return };
    say(&format!("error: {}", sentence(what)));
    if let Some(hint) = hint {
        say(&format!("hint: {}", sentence(hint)));
    }
}

/// Prints a line on standard error. That standard error is gone is no reason to stop.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Ends a sentence with a full stop, but not straight after something that one may want to copy.
fn sentence(words: &str) -> String {
    let ends = words.ends_with(['.', '!', '?', '`']) || words.ends_with(char::is_numeric);
    if ends { words.to_owned() } else { format!("{words}.") }
}

/// A file name as a shell takes it.
pub fn shell_word(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@\\".contains(c);
    if name.chars().all(plain) { name.to_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

/// A number with its noun: `1 document`, `3 documents`, `no document`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_once() {
        assert_eq!(sentence("the file is empty"), "the file is empty.");
        assert_eq!(sentence("Split it."), "Split it.");
        assert_eq!(sentence("name it with `--ledger FILE`"), "name it with `--ledger FILE`");
    }

    #[test]
    fn counts_agree_with_their_noun() {
        assert_eq!(count(0, "entry", "entries"), "no entry");
        assert_eq!(count(1, "entry", "entries"), "1 entry");
        assert_eq!(count(2, "entry", "entries"), "2 entries");
    }

    #[test]
    fn names_are_quoted_for_the_shell_where_they_must_be() {
        assert_eq!(shell_word("papers/a.txt"), "papers/a.txt");
        assert_eq!(shell_word("ministry's note.txt"), r"'ministry'\''s note.txt'");
    }

    #[test]
    fn errors_of_the_system_lose_their_number() {
        let error = io::Error::from_raw_os_error(40);
        assert!(!in_words(&error).contains("os error"), "{}", in_words(&error));
    }
}
