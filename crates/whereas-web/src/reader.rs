//! What every request shares: a few readers of the ledger, lent to one request at a time.
//!
//! A ledger is read with blocking calls, so a request never reads on the thread that answers: it waits for a
//! free reader, then reads and writes its page on the pool of threads kept for blocking work.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;
use whereas_ledger::{LedgerError, Reader};

use crate::page::fault::Fault;

/// Readers of one ledger that are open at the same time.
const READERS_MAX: usize = 4;

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
}

impl WebState {
    /// Opens the readers of a ledger file. Its name on the pages is the file's.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self::new(Reader::open(path)?, &name)
    }

    /// Shares the ledger that `reader` reads, under a name for the pages.
    ///
    /// # Errors
    /// As [`Reader::reader`].
    pub fn new(reader: Reader, name: &str) -> Result<Self, LedgerError> {
        let mut idle = Vec::with_capacity(READERS_MAX);
        for _ in 1..READERS_MAX {
            idle.push(reader.reader()?);
        }
        idle.push(reader);
        let free = Arc::new(Semaphore::new(idle.len()));
        Ok(Self { shelf: Arc::new(Shelf { name: name.to_owned(), idle: Mutex::new(idle), free }) })
    }

    /// What the ledger is called.
    pub(crate) fn name(&self) -> &str {
        &self.shelf.name
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
