//! Files on their way into the ledger: jobs that read one file after the other while the pages go on, and what came
//! of each.
//!
//! Reading belongs to the program ([`ReadFile`]): some formats need a process of their own. One job reads at a
//! time, and the one writer is only held while what was found is written down.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use whereas_extract::{Extraction, Text, extractor_version, id::sha256};
use whereas_ledger::{Added, Addition, Candidate, Ledger, LedgerError, Told};

use crate::messages::Note;
use crate::reader::WebState;

/// How documents come into the ledger by these pages, as the capture record says it.
const METHOD: &str = concat!("whereas pages ", env!("CARGO_PKG_VERSION"));

/// The most jobs that wait or are at work.
const JOBS_OPEN_MAX: usize = 8;
/// Jobs that are remembered once they are done.
const JOBS_DONE_MAX: usize = 32;
/// What a rule is at most sure of where the result page speaks of doubt.
pub(crate) const DOUBTFUL_CONFIDENCE: f32 = 0.7;

/// A document out of a file that was handed in: the file itself, or one of an archive.
#[derive(Debug)]
pub struct Paper {
    /// Its name; that of the archive stands before it.
    pub name: String,
    /// The original bytes.
    pub bytes: Vec<u8>,
    /// What was found in it, or why it could not be read, in words.
    pub read: Result<(Text, Box<Extraction>), String>,
}

/// Reads a file of this name, of which somebody tells something.
pub type ReadFile = fn(name: &str, bytes: Vec<u8>, told: &Told) -> Vec<Paper>;

/// A file as it was handed in.
#[derive(Debug)]
pub(crate) struct Handed {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What is to be done with some files.
#[derive(Debug, Default)]
pub(crate) struct Order {
    pub(crate) files: Vec<Handed>,
    /// What was told of all of them.
    pub(crate) told: Told,
    /// The document of which the one file is a version, or `""`.
    pub(crate) document: String,
    pub(crate) author: Option<String>,
}

/// Files that were handed in together.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) id: u64,
    /// How many files there are.
    pub(crate) files: usize,
    /// The file that is being read, or `""`.
    pub(crate) at: String,
    pub(crate) read: usize,
    pub(crate) done: bool,
    pub(crate) receipts: Vec<Receipt>,
}

/// What came of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Receipt {
    /// The file.
    pub(crate) name: String,
    pub(crate) fate: Fate,
    /// Its id in the ledger, or `""`.
    pub(crate) document: String,
    pub(crate) title: String,
    /// A document of which it looks like a version, or `""`.
    pub(crate) resembles: String,
    /// How many statements of each act.
    pub(crate) counts: [u32; 5],
    /// How many statements the rules are not sure of.
    pub(crate) doubtful: u32,
    /// Codes and words of what the reader doubts.
    pub(crate) doubts: Vec<(String, String)>,
    /// Why there is nothing.
    pub(crate) error: Option<Note>,
}

/// What can come of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Fate {
    New,
    Version,
    Reread,
    Known,
    /// It was taken in and then erased.
    Erased,
    #[default]
    Failed,
}

impl Fate {
    /// The word for it in data.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Version => "version",
            Fate::Reread => "reread",
            Fate::Known => "known",
            Fate::Erased => "erased",
            Fate::Failed => "failed",
        }
    }
}

/// The jobs of a server. They are forgotten when it ends; what they added is in the ledger.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    list: Mutex<(u64, VecDeque<Job>)>,
    /// Held by the one that reads.
    turn: Mutex<()>,
}

impl Jobs {
    fn lock(&self) -> MutexGuard<'_, (u64, VecDeque<Job>)> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a job up, unless there are too many; returns its number.
    pub(crate) fn open(&self, files: usize) -> Option<u64> {
        let (last, jobs) = &mut *self.lock();
        if jobs.iter().filter(|job| !job.done).count() >= JOBS_OPEN_MAX {
            return None;
        }
        *last += 1;
        let job = Job { id: *last, files, at: String::new(), read: 0, done: false, receipts: Vec::new() };
        jobs.push_front(job);
        while jobs.len() > JOBS_DONE_MAX && jobs.back().is_some_and(|job| job.done) {
            jobs.pop_back();
        }
        Some(*last)
    }

    /// All jobs, the newest first.
    pub(crate) fn all(&self) -> Vec<Job> {
        self.lock().1.iter().cloned().collect()
    }

    /// One job.
    pub(crate) fn job(&self, id: u64) -> Option<Job> {
        self.lock().1.iter().find(|job| job.id == id).cloned()
    }

    /// Notes that a document was erased.
    pub(crate) fn erased(&self, document: &str) {
        for receipt in self.lock().1.iter_mut().flat_map(|job| &mut job.receipts) {
            if receipt.document == document {
                receipt.fate = Fate::Erased;
            }
        }
    }

    fn change(&self, id: u64, change: impl FnOnce(&mut Job)) {
        if let Some(job) = self.lock().1.iter_mut().find(|job| job.id == id) {
            change(job);
        }
    }
}

/// Carries a job out; blocks.
pub(crate) fn work(state: &WebState, id: u64, order: Order, read: ReadFile) {
    let jobs = state.jobs();
    let _turn = jobs.turn.lock().unwrap_or_else(PoisonError::into_inner);
    let ending = Ending { jobs, id };
    let Order { files, told, document, author } = order;
    for Handed { name, bytes } in files {
        jobs.change(id, |job| job.at.clone_from(&name));
        let told = Told { name: name.clone(), ..told.clone() };
        let desk = Desk { state, told: &told, document: &document, author: author.as_deref() };
        let receipts = desk.take(bytes, read);
        jobs.change(id, |job| {
            job.read += 1;
            job.receipts.extend(receipts);
        });
    }
    drop(ending);
}

/// Ends a job, also where the work breaks off.
struct Ending<'a> {
    jobs: &'a Jobs,
    id: u64,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.jobs.change(self.id, |job| {
            job.done = true;
            job.at.clear();
        });
    }
}

/// Where a file is taken in.
struct Desk<'a> {
    state: &'a WebState,
    told: &'a Told,
    document: &'a str,
    author: Option<&'a str>,
}

impl Desk<'_> {
    fn take(&self, bytes: Vec<u8>, read: ReadFile) -> Vec<Receipt> {
        let name = &self.told.name;
        let failed = |why| Receipt { name: name.clone(), error: Some(why), ..Receipt::default() };
        let origin = self.origin(&bytes);
        match self.known(&bytes, &origin) {
            Err(error) => return vec![failed(said(&error))],
            Ok(Some(receipt)) => return vec![receipt],
            Ok(None) => {}
        }
        let papers = read(name, bytes, self.told);
        if papers.len() > 1 && !self.document.is_empty() {
            return vec![failed(Note::new("add-several").with("n", papers.len()))];
        }
        papers.into_iter().map(|paper| self.paper(paper, &origin)).collect()
    }

    /// What the document is known by: the address that was told; else its bytes and its name, for a name alone
    /// says nothing of where a file is from.
    fn origin(&self, bytes: &[u8]) -> String {
        match self.told.front.address.as_str() {
            "" => {
                let mut hash = sha256(bytes);
                hash.truncate(16);
                format!("upload/{hash}/{}", self.told.name)
            }
            address => address.to_owned(),
        }
    }

    /// What can be said without reading: that nothing would change.
    fn known(&self, bytes: &[u8], origin: &str) -> Result<Option<Receipt>, LedgerError> {
        let (sha256, extractor) = (sha256(bytes), extractor_version());
        let document = Some(self.document).filter(|id| !id.is_empty());
        let candidate = Candidate { sha256: &sha256, origin, document, extractor: &extractor };
        let ledger = self.state.ledger();
        let Some(ledger) = ledger.as_deref() else { return Ok(None) };
        let Some(id) = ledger.known(&candidate)? else { return Ok(None) };
        let receipt = Receipt { name: self.told.name.clone(), fate: Fate::Known, ..Receipt::default() };
        Ok(Some(listed(ledger, receipt, id)?))
    }

    fn paper(&self, paper: Paper, origin: &str) -> Receipt {
        let Paper { name, bytes, read } = paper;
        // A file of an archive is known by its path in it.
        let inside = name.strip_prefix(&self.told.name).unwrap_or_default();
        let (origin, told) = (format!("{origin}{inside}"), Told { name: name.clone(), ..self.told.clone() });
        let mut receipt = Receipt { name, ..Receipt::default() };
        let (text, extraction) = match read {
            Ok(read) => read,
            Err(error) => return Receipt { error: Some(said(&error)), ..receipt },
        };
        receipt.doubts =
            extraction.diagnostics.iter().map(|doubt| (doubt.code.clone(), doubt.message.clone())).collect();
        let unsure = extraction.statements.iter().filter(|said| said.confidence < DOUBTFUL_CONFIDENCE);
        receipt.doubtful = u32::try_from(unsure.count()).unwrap_or(u32::MAX);
        let extractor = extractor_version();
        let added = self.state.signed(self.author, |ledger, by, at| {
            let addition = Addition {
                bytes: &bytes,
                origin: &origin,
                document: Some(self.document).filter(|id| !id.is_empty()),
                text: &text,
                extraction: &extraction,
                extractor: &extractor,
                by,
                at,
                method: METHOD,
            };
            let added = ledger.add_told(&addition, &told)?;
            written(ledger, receipt.clone(), added)
        });
        added.unwrap_or_else(|error| Receipt { error: Some(said(&error)), ..receipt })
    }
}

/// What the program says of a file that it could not take in, as the terminal tells it.
fn said(error: &impl std::fmt::Display) -> Note {
    Note::new("add-said").with("error", error)
}

/// A receipt for what the ledger has made of a document.
fn written(ledger: &Ledger, receipt: Receipt, added: Added) -> Result<Receipt, LedgerError> {
    let (fate, document, resembles) = match added {
        Added::New { document, resembles } => (Fate::New, document, resembles.unwrap_or_default()),
        Added::Version { document, .. } => (Fate::Version, document, String::new()),
        Added::Reread { document } => (Fate::Reread, document, String::new()),
        Added::Known { document } => (Fate::Known, document, String::new()),
    };
    listed(ledger, Receipt { fate, resembles, ..receipt }, document)
}

/// A receipt with what the list of documents says.
fn listed(ledger: &Ledger, receipt: Receipt, document: String) -> Result<Receipt, LedgerError> {
    let row = ledger.document_row(&document)?;
    let (title, counts) = row.map_or_else(Default::default, |row| (row.title, row.counts));
    Ok(Receipt { title, counts, document, ..receipt })
}
