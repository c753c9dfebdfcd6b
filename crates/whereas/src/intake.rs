//! Documents on their way into the ledger: one by one, in order, with a tally of what came of them.

use serde::Serialize;
use whereas_extract::extractor_version;
use whereas_ledger::{Added, Addition, Ledger, LedgerError};

use crate::clock;
use crate::input::Reading;
use crate::message::{Failure, count, refused, report, say, shell_word, unreadable};

/// How documents come into the ledger by this program, as the capture record says it.
const METHOD: &str = concat!("whereas add ", env!("CARGO_PKG_VERSION"));

/// One document, read.
#[derive(Debug)]
pub struct Paper {
    /// The file as it was named.
    pub file: String,
    /// Its path as the ledger keeps it.
    pub origin: String,
    /// What there is to add.
    pub content: Content,
}

/// What there is to add.
#[derive(Debug)]
pub enum Content {
    /// Nothing: the ledger holds it already, under this id.
    Known(String),
    /// The original bytes and what was found in them.
    Read(Vec<u8>, Box<Reading>),
}

/// What came of one file.
#[derive(Debug)]
pub struct Receipt {
    /// The file as it was named.
    pub file: String,
    /// What came of it.
    pub fate: Fate,
}

/// What can come of a file.
#[derive(Debug)]
pub enum Fate {
    /// The ledger took it, or knew it.
    Added(Added),
    /// It lies in a folder and its format is not read.
    Skipped,
    /// It could not be read or taken.
    Failed(Failure),
}

/// How many files had which fate.
#[derive(Debug, Default)]
pub struct Tally {
    new: usize,
    versions: usize,
    reread: usize,
    known: usize,
    failed: usize,
    skipped: Vec<String>,
    skipped_more: usize,
    first: String,
    last: String,
}

/// Skipped files that are named at the end; the rest is counted.
const SKIPPED_NAMED_MAX: usize = 3;

/// The one writer of a batch.
#[derive(Debug)]
pub struct Intake {
    ledger: Ledger,
    by: String,
    document: Option<String>,
    extractor: String,
    /// What came of the files so far.
    pub tally: Tally,
}

impl Intake {
    /// Takes documents in for `by`; `document` is the id that `--as` gave.
    pub fn new(ledger: Ledger, by: String, document: Option<String>) -> Self {
        Self { ledger, by, document, extractor: extractor_version(), tally: Tally::default() }
    }

    /// Adds a document. Fails only where the next one would fail as well.
    pub fn add(&mut self, paper: Paper) -> Result<Receipt, Failure> {
        let Paper { file, origin, content } = paper;
        let (bytes, reading) = match content {
            Content::Known(document) => {
                return Ok(self.tally.count(Receipt { file, fate: Fate::Added(Added::Known { document }) }));
            }
            Content::Read(bytes, reading) => (bytes, reading),
        };
        let added = self.ledger.add(&Addition {
            bytes: &bytes,
            origin: &origin,
            document: self.document.as_deref(),
            text: &reading.text,
            extraction: &reading.found,
            extractor: &self.extractor,
            by: &self.by,
            at: &clock::now(),
            method: METHOD,
        });
        let fate = match added {
            Ok(added) => Fate::Added(added),
            Err(error) if concerns_one_document(&error) => Fate::Failed(refused(&file, error)),
            Err(error) => return Err(error.into()),
        };
        Ok(self.tally.count(Receipt { file, fate }))
    }

    /// Notes a file that never came as far as the ledger.
    pub fn note(&mut self, file: String, fate: Fate) -> Receipt {
        self.tally.count(Receipt { file, fate })
    }
}

/// Whether the next document may do better.
fn concerns_one_document(error: &LedgerError) -> bool {
    matches!(
        error,
        LedgerError::TooLong { .. }
            | LedgerError::NotALine { .. }
            | LedgerError::Erased { .. }
            | LedgerError::Broken(_)
    )
}

impl Receipt {
    /// Says what one should know of this file; most need no word.
    pub fn tell(&self) {
        match &self.fate {
            Fate::Added(Added::Version { document, version }) => {
                say(&format!("`{}` is version {version} of document {document}.", self.file));
            }
            Fate::Added(Added::New { document, resembles: Some(other) }) => {
                say(&format!("`{}` is new as {document}, but looks like a version of {other}.", self.file));
                let file = shell_word(&self.file);
                say(&format!(
                    "hint: if it is one, `whereas add {file} --as {other}` and \
                     `whereas erase {document} --reason double`"
                ));
            }
            Fate::Failed(failure) => report(failure),
            Fate::Added(Added::New { .. } | Added::Reread { .. } | Added::Known { .. }) | Fate::Skipped => {}
        }
    }

    /// Whether there is nothing one should know of this file.
    pub fn is_quiet(&self) -> bool {
        match &self.fate {
            Fate::Added(Added::New { resembles, .. }) => resembles.is_none(),
            Fate::Added(Added::Reread { .. } | Added::Known { .. }) | Fate::Skipped => true,
            Fate::Added(Added::Version { .. }) | Fate::Failed(_) => false,
        }
    }

    /// The receipt as it leaves the program.
    pub fn json(&self) -> ReceiptLine<'_> {
        let mut line = ReceiptLine {
            r#type: "added",
            file: &self.file,
            outcome: "",
            document: "",
            version: None,
            resembles: None,
            error: None,
        };
        match &self.fate {
            Fate::Added(Added::New { document, resembles }) => {
                (line.outcome, line.document) = ("new", document);
                line.resembles = resembles.as_deref();
            }
            Fate::Added(Added::Version { document, version }) => {
                (line.outcome, line.document) = ("version", document);
                line.version = Some(*version);
            }
            Fate::Added(Added::Reread { document }) => (line.outcome, line.document) = ("reread", document),
            Fate::Added(Added::Known { document }) => (line.outcome, line.document) = ("known", document),
            Fate::Skipped => line.outcome = "skipped",
            Fate::Failed(failure) => {
                line.outcome = "failed";
                line.error = Some(failure.what());
            }
        }
        line
    }
}

/// A receipt as JSON.
#[derive(Debug, Serialize)]
pub struct ReceiptLine<'a> {
    r#type: &'static str,
    file: &'a str,
    outcome: &'static str,
    document: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resembles: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

impl Tally {
    fn count(&mut self, receipt: Receipt) -> Receipt {
        match &receipt.fate {
            Fate::Added(Added::New { document, .. }) => {
                self.new += 1;
                if self.first.is_empty() {
                    self.first.clone_from(document);
                }
                self.last.clone_from(document);
            }
            Fate::Added(Added::Version { .. }) => self.versions += 1,
            Fate::Added(Added::Reread { .. }) => self.reread += 1,
            Fate::Added(Added::Known { .. }) => self.known += 1,
            Fate::Failed(_) => self.failed += 1,
            Fate::Skipped if self.skipped.len() < SKIPPED_NAMED_MAX => {
                self.skipped.push(receipt.file.clone())
            }
            Fate::Skipped => self.skipped_more += 1,
        }
        receipt
    }

    /// Files that are in the ledger now.
    pub fn held(&self) -> usize {
        self.new + self.versions + self.reread + self.known
    }

    /// Files that could not be read or taken.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// Documents that are new in the ledger.
    pub fn new_documents(&self) -> usize {
        self.new
    }

    /// `15 documents: 1 new (d15), 1 new version, 12 known already, 1 could not be added`.
    pub fn summary(&self) -> String {
        let ids = if self.new > 1 { format!("{} … {}", self.first, self.last) } else { self.first.clone() };
        let parts = [
            (self.new, format!("{} new ({ids})", self.new)),
            (self.versions, count(self.versions, "new version", "new versions")),
            (self.reread, format!("{} read again with newer rules", self.reread)),
            (self.known, format!("{} known already", self.known)),
            (self.failed, format!("{} could not be added", self.failed)),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| part.0 > 0).map(|part| part.1).collect();
        let all = count(self.held() + self.failed, "document", "documents");
        if parts.is_empty() { all } else { format!("{all}: {}", parts.join(", ")) }
    }

    /// A sentence on the files that were skipped, if any.
    pub fn skipped(&self) -> Option<String> {
        if self.skipped.is_empty() {
            return None;
        }
        let number = count(self.skipped.len() + self.skipped_more, "file", "files");
        let mut names = self.skipped.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if self.skipped_more > 0 {
            names = format!("{names} and {} more", self.skipped_more);
        }
        Some(format!("Skipped {number} whose format is not read: {names}"))
    }
}

/// A file that has no path to be known by.
pub fn nameless() -> Failure {
    unreadable("-", "a document in the ledger is known by its path; save standard input as a file first")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(document: &str) -> Fate {
        Fate::Added(Added::New { document: document.to_owned(), resembles: None })
    }

    #[test]
    fn the_summary_names_what_there_was() {
        let mut tally = Tally::default();
        assert_eq!(tally.summary(), "no document");
        for fate in [new("d4"), new("d5"), Fate::Failed(nameless())] {
            tally.count(Receipt { file: "a.txt".to_owned(), fate });
        }
        assert_eq!(tally.summary(), "3 documents: 2 new (d4 … d5), 1 could not be added");
    }

    #[test]
    fn the_first_skipped_files_are_named() {
        let mut tally = Tally::default();
        assert_eq!(tally.skipped(), None);
        for file in ["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"] {
            tally.count(Receipt { file: file.to_owned(), fate: Fate::Skipped });
        }
        let said = "Skipped 5 files whose format is not read: `a.pdf`, `b.pdf`, `c.pdf` and 2 more";
        assert_eq!(tally.skipped().as_deref(), Some(said));
    }
}
