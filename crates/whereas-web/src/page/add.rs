//! Adding documents: the form, and what came of what was sent.

use askama::Template;
use whereas_extract::Act;
use whereas_extract::read::ENDINGS;

use super::shell::Shell;
use super::statement_list::DocumentChoice;
use crate::intake::{Fate, Job, Receipt};
use crate::{address, label};

/// Languages that the form offers; of any other the reader tells by itself.
const LANGUAGES: [&str; 10] = ["ar", "de", "en", "es", "fr", "it", "kk", "ro", "ru", "uk"];

/// The page with the form.
#[derive(Template)]
#[template(path = "add.html")]
pub(crate) struct AddPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) jobs: &'a [Job],
    /// Whether documents are taken in here.
    pub(crate) taking: bool,
    pub(crate) documents: Vec<DocumentChoice>,
    /// The most bytes that are sent together.
    pub(crate) bytes_max: usize,
}

/// The page of files that were sent together.
#[derive(Template)]
#[template(path = "add_job.html")]
pub(crate) struct JobPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) job: &'a Job,
}

impl AddPage<'_> {
    /// The endings of files that are read, as the field for files takes them.
    fn endings(&self) -> String {
        ENDINGS.map(|ending| format!(".{ending}")).join(",")
    }

    /// Languages to choose from, by their names.
    fn languages(&self) -> Vec<(&'static str, &str)> {
        let named = |code: &'static str| Some((code, self.shell.words.find("lang-", code)?));
        let mut languages: Vec<_> = LANGUAGES.into_iter().filter_map(named).collect();
        languages.sort_by_key(|(_, name)| *name);
        languages
    }

    fn hint(&self) -> String {
        let endings = ENDINGS.join(", ");
        self.shell.words.fill("add-file-hint", &[("formats", &endings), ("n", &(self.bytes_max >> 20))])
    }

    /// A job in a line: its address and what came of it.
    fn line(&self, job: &Job) -> (String, String) {
        let first = job.receipts.first().map_or(job.at.as_str(), |receipt| receipt.name.as_str());
        let words = match job.done {
            true => self.shell.many("add-documents", job.receipts.len()),
            false => self.shell.t("add-reading").to_owned(),
        };
        (format!("/add/{}", job.id), format!("{words}: {first}"))
    }
}

impl JobPage<'_> {
    fn heading(&self) -> &'static str {
        self.shell.t(if self.job.done { "add-done" } else { "add-reading" })
    }

    fn address(&self) -> String {
        format!("/add/{}", self.job.id)
    }

    fn progress(&self) -> String {
        let (read, files) = (label::grouped(self.job.read as u32), label::grouped(self.job.files as u32));
        self.shell.words.fill("add-progress", &[("read", &read), ("files", &files)])
    }

    /// What is read now, and how much of the rest is taken in.
    fn now(&self) -> String {
        self.shell.with("add-now", "file", &self.job.at)
    }

    /// How many documents were taken in, and how many were not.
    fn sum(&self) -> String {
        let failed = self.job.receipts.iter().filter(|receipt| receipt.fate == Fate::Failed).count();
        let taken = self.shell.many("add-taken", self.job.receipts.len() - failed);
        match failed {
            0 => taken,
            failed => format!("{taken} {}", self.shell.many("add-failed", failed)),
        }
    }

    fn fate(&self, receipt: &Receipt) -> &'static str {
        self.shell.t(match receipt.fate {
            Fate::New => "add-fate-new",
            Fate::Version => "add-fate-version",
            Fate::Reread => "add-fate-reread",
            Fate::Known => "add-fate-known",
            Fate::Erased => "add-fate-erased",
            Fate::Failed => "add-fate-failed",
        })
    }

    fn failed(&self, receipt: &Receipt) -> bool {
        receipt.fate == Fate::Failed
    }

    /// Whether its document can be looked at.
    fn is_there(&self, receipt: &Receipt) -> bool {
        !matches!(receipt.fate, Fate::Failed | Fate::Erased)
    }

    /// Whether it can be taken back: nothing else came of it.
    fn is_new(&self, receipt: &Receipt) -> bool {
        receipt.fate == Fate::New && self.shell.writable
    }

    fn why(&self, receipt: &Receipt) -> String {
        receipt.error.as_ref().map_or_else(String::new, |note| self.shell.words.note(note))
    }

    fn document(&self, receipt: &Receipt) -> String {
        address::document(&receipt.document)
    }

    fn resembled(&self, receipt: &Receipt) -> String {
        address::document(&receipt.resembles)
    }

    /// How many statements of each act, with the list of them.
    fn counts(&self, receipt: &Receipt) -> Vec<(&'static str, String, String)> {
        let found = Act::ALL.into_iter().zip(receipt.counts).filter(|(_, count)| *count > 0);
        let line = |(act, count): (Act, u32)| {
            let list = address::act_in_document(act, &receipt.document);
            (act.as_str(), label::count(self.shell.words, act, count), list)
        };
        found.map(line).collect()
    }

    /// The queue of what is worth a look in it.
    fn review(&self, receipt: &Receipt) -> String {
        format!("/review?document={}", address::escape(&receipt.document))
    }

    /// What the reader doubts, in the reader's language where there are words for it.
    fn doubts<'r>(&'r self, receipt: &'r Receipt) -> Vec<&'r str> {
        let words = |(code, message): &'r (String, String)| {
            self.shell.words.find("diagnostic-", code).unwrap_or(message.as_str())
        };
        receipt.doubts.iter().map(words).collect()
    }
}
