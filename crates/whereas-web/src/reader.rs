//! What every request shares: a few readers of the ledger, lent to one request at a time, and one writer.
//!
//! A ledger is read with blocking calls, so a request never reads on the thread that answers: it waits for a
//! free reader, then reads and writes its page on the pool of threads kept for blocking work.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;
use whereas_ledger::view::{NameFilter, NameListing};
use whereas_ledger::{Ledger, LedgerError, Page, Reader, Signature};

use crate::intake::{Jobs, ReadFile};
use crate::memo::Memo;
use crate::page::fault::Fault;
use crate::password::Password;
use crate::visit::Visit;

/// Readers of one ledger that are open at the same time.
const READERS_MAX: usize = 4;

/// Answers about the whole ledger that are kept.
const ANSWERS_MAX: usize = 128;

/// Lists of names that are kept. They have room of their own: each word that somebody searches for makes one.
const NAME_LISTS_MAX: usize = 128;

/// Lists of statements that are kept: eight bytes for each statement of each, 32 MB where all half a million pass.
const SELECTIONS_MAX: usize = 8;

/// What every request shares. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct WebState {
    shelf: Arc<Shelf>,
}

#[derive(Debug)]
struct Shelf {
    /// What the ledger is called on the pages.
    name: String,
    idle: Mutex<Vec<Reader>>,
    free: Arc<Semaphore>,
    /// Where changes go; without one the pages are only read.
    desk: Option<Desk>,
    /// What others must know to see the pages.
    password: Option<Password>,
    /// Reads files that are handed in; without it none are taken.
    read: Option<ReadFile>,
    /// Files that were handed in.
    jobs: Jobs,
    /// What is true of the whole ledger as it stands.
    memo: Memo,
    names: Memo,
    /// The lists whose pages are turned.
    selections: Memo,
}

/// Who decides, where nobody says a name, and what time it is.
#[derive(Debug, Clone)]
pub struct Clerk {
    /// The name.
    pub author: String,
    /// The time, RFC 3339 UTC; this crate has no clock.
    pub now: fn() -> String,
}

/// The one writer.
#[derive(Debug)]
struct Desk {
    ledger: Mutex<Ledger>,
    clerk: Clerk,
}

impl WebState {
    /// Opens a ledger file; its name on the pages is the file's. Where it may not be written to, the pages are
    /// only read.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open(path: &Path, clerk: Clerk) -> Result<Self, LedgerError> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        match Ledger::open_existing(path) {
            Ok(ledger) => Self::with_desk(ledger, &name, clerk),
            Err(LedgerError::Store(_) | LedgerError::Busy) => Self::new(Reader::open(path)?, &name),
            Err(error) => Err(error),
        }
    }

    /// Shares a ledger to read and to decide, under a name for the pages.
    ///
    /// # Errors
    /// As [`Reader::reader`].
    pub fn with_desk(ledger: Ledger, name: &str, clerk: Clerk) -> Result<Self, LedgerError> {
        let reader = ledger.reader()?;
        Self::shared(reader, name, Some(Desk { ledger: Mutex::new(ledger), clerk }))
    }

    /// Shares the ledger that `reader` reads, under a name for the pages, to read only.
    ///
    /// # Errors
    /// As [`Reader::reader`].
    pub fn new(reader: Reader, name: &str) -> Result<Self, LedgerError> {
        Self::shared(reader, name, None)
    }

    /// Asks everybody for a password.
    #[must_use]
    pub fn guarded(mut self, password: Option<Password>) -> Self {
        if let Some(shelf) = Arc::get_mut(&mut self.shelf) {
            shelf.password = password;
        }
        self
    }

    /// Takes files in, which `read` reads.
    #[must_use]
    pub fn taking_in(mut self, read: ReadFile) -> Self {
        if let Some(shelf) = Arc::get_mut(&mut self.shelf) {
            shelf.read = Some(read);
        }
        self
    }

    fn shared(reader: Reader, name: &str, desk: Option<Desk>) -> Result<Self, LedgerError> {
        let mut idle = Vec::with_capacity(READERS_MAX);
        for _ in 1..READERS_MAX {
            idle.push(reader.reader()?);
        }
        idle.push(reader);
        let free = Arc::new(Semaphore::new(idle.len()));
        let (name, idle) = (name.to_owned(), Mutex::new(idle));
        Ok(Self {
            shelf: Arc::new(Shelf {
                name,
                idle,
                free,
                desk,
                password: None,
                read: None,
                jobs: Jobs::default(),
                memo: Memo::of_at_most(ANSWERS_MAX),
                names: Memo::of_at_most(NAME_LISTS_MAX),
                selections: Memo::of_at_most(SELECTIONS_MAX),
            }),
        })
    }

    /// What the ledger is called.
    pub(crate) fn name(&self) -> &str {
        &self.shelf.name
    }

    /// What others must know, if anything.
    pub(crate) fn password(&self) -> Option<&Password> {
        self.shelf.password.as_ref()
    }

    /// Who signs what a visitor decides.
    pub(crate) fn author(&self, visit: &Visit) -> String {
        let clerk = self.shelf.desk.as_ref().map_or("", |desk| desk.clerk.author.as_str());
        visit.author.clone().unwrap_or_else(|| clerk.to_owned())
    }

    /// The clerk's day (`2021-02-11`), where there is a clerk.
    pub(crate) fn today(&self) -> Option<String> {
        let now = (self.shelf.desk.as_ref()?.clerk.now)();
        now.get(..10).map(str::to_owned)
    }

    /// Whether changes are taken.
    pub(crate) fn is_writable(&self) -> bool {
        self.shelf.desk.is_some()
    }

    /// What reads files that are handed in, where they are taken.
    pub(crate) fn reads(&self) -> Option<ReadFile> {
        self.shelf.read.filter(|_| self.is_writable())
    }

    /// The files that were handed in.
    pub(crate) fn jobs(&self) -> &Jobs {
        &self.shelf.jobs
    }

    /// Answers that hold until the ledger changes.
    pub(crate) fn memo(&self) -> &Memo {
        &self.shelf.memo
    }

    /// A list of names, kept until the ledger changes: who bears a name, and who waits for a judgement, is told by
    /// comparing hundreds of names.
    pub(crate) fn names(
        &self,
        reader: &Reader,
        filter: &NameFilter,
        stretch: Page,
    ) -> Result<Arc<NameListing>, LedgerError> {
        self.shelf.names.of(reader, ("names", &(filter, stretch)), || reader.names(filter, stretch))
    }

    /// Lists of statements that hold until the ledger changes.
    pub(crate) fn selections(&self) -> &Memo {
        &self.shelf.selections
    }

    /// The writer, as soon as nobody else has it; for threads that may block.
    pub(crate) fn ledger(&self) -> Option<MutexGuard<'_, Ledger>> {
        let desk = self.shelf.desk.as_ref()?;
        Some(desk.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs `work` with the writer, the name of `author` or the clerk, and the time; for threads that may block.
    pub(crate) fn signed<T>(
        &self,
        author: Option<&str>,
        work: impl FnOnce(&mut Ledger, &str, &str) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let desk = self.shelf.desk.as_ref().ok_or(LedgerError::Busy)?;
        let mut ledger = desk.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut ledger, author.unwrap_or(&desk.clerk.author), &(desk.clerk.now)())
    }

    /// Runs `work` with the writer, off the threads that answer requests; one change after the other. `author`
    /// signs, else the clerk.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        author: Option<String>,
        reason: String,
        work: impl FnOnce(&mut Ledger, &Signature<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let shelf = Arc::clone(&self.shelf);
        let done = tokio::task::spawn_blocking(move || {
            let desk = shelf.desk.as_ref().ok_or(Fault::ReadOnly)?;
            let by = author.as_deref().unwrap_or(&desk.clerk.author);
            let at = (desk.clerk.now)();
            let mut ledger = desk.ledger.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut ledger, &Signature { by, at: &at, reason: &reason })
        });
        done.await.map_err(|_| Fault::Crash)?
    }

    /// Runs `work` with a reader of its own, off the threads that answer requests.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Reader) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let free = Arc::clone(&self.shelf.free);
        let turn = free.acquire_owned().await.map_err(|_| Fault::Crash)?;
        let shelf = Arc::clone(&self.shelf);
        let done = tokio::task::spawn_blocking(move || {
            let loan = Loan::take(shelf);
            let out = work(loan.reader()?);
            drop(loan);
            // The turn ends only when the reader is back on the shelf.
            drop(turn);
            out
        });
        done.await.map_err(|_| Fault::Crash)?
    }
}

/// A reader taken off the shelf; it goes back when the loan ends, also when the work panics.
struct Loan {
    shelf: Arc<Shelf>,
    reader: Option<Reader>,
}

impl Loan {
    fn take(shelf: Arc<Shelf>) -> Self {
        let reader = shelf.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Self { shelf, reader }
    }

    fn reader(&self) -> Result<&Reader, Fault> {
        self.reader.as_ref().ok_or(Fault::Crash)
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            self.shelf.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        }
    }
}
