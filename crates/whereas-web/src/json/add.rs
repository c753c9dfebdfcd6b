//! Adding documents as JSON.

use super::record::Counts;
use super::shape::record;
use crate::intake::{Job, Receipt};
use crate::messages::Messages;

record! {
    /// What may be added, and what was.
    AddForm = "add-form" {
        /// Whether documents are taken in here.
        taking: bool,
        /// The most bytes that are sent together.
        bytes_max: u64,
        /// The most files that are sent together.
        files_max: u64,
        /// What was sent since the server began, the newest first.
        jobs: Vec<AddJob>,
    }
}

record! {
    /// Files that were sent together.
    AddJob = "add-job" {
        /// Its number.
        job: u64,
        /// How many files there are.
        files: u64,
        /// How many of them were read.
        read: u64,
        /// Whether all were.
        done: bool,
        /// What came of each document.
        receipts: Vec<AddReceipt>,
    }
}

record! {
    /// What came of a document.
    AddReceipt = "add-receipt" {
        /// The file.
        file: String,
        /// `new`, `version`, `reread` (known bytes, newer rules), `known`, `erased` or `failed`.
        outcome: String,
        /// Id of the document, or empty.
        document: String,
        /// A document of which it looks like a version, or empty.
        resembles: String,
        /// How many statements of each act.
        statements: Counts,
        /// How many statements the rules are not sure of.
        doubtful: u32,
        /// Codes of what the reader doubts (diagnostics.md).
        diagnostics: Vec<String>,
        /// Why it could not be taken in, or empty.
        error: String,
    }
}

impl AddForm {
    /// What is told beside the form.
    pub(crate) fn new(bytes: usize, files: usize, taking: bool, jobs: &[Job], words: &Messages) -> Self {
        let jobs = jobs.iter().map(|job| AddJob::new(job, words)).collect();
        Self { taking, bytes_max: bytes as u64, files_max: files as u64, jobs }
    }
}

impl AddJob {
    /// A job; errors are told in the language of the answer.
    pub(crate) fn new(job: &Job, words: &Messages) -> Self {
        Self {
            job: job.id,
            files: job.files as u64,
            read: job.read as u64,
            done: job.done,
            receipts: job.receipts.iter().map(|receipt| AddReceipt::new(receipt, words)).collect(),
        }
    }
}

impl AddReceipt {
    fn new(receipt: &Receipt, words: &Messages) -> Self {
        let [demand, commitment, denial, appraisal, finding] = receipt.counts;
        Self {
            file: receipt.name.clone(),
            outcome: receipt.fate.as_str().to_owned(),
            document: receipt.document.clone(),
            resembles: receipt.resembles.clone(),
            statements: Counts { demand, commitment, denial, appraisal, finding },
            doubtful: receipt.doubtful,
            diagnostics: receipt.doubts.iter().map(|(code, _)| code.clone()).collect(),
            error: receipt.error.as_ref().map_or_else(String::new, |note| words.note(note)),
        }
    }
}
