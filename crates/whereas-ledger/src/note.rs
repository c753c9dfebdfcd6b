//! Notes: what a person saw or heard that stands in no document – a trial, a visit to a prison, a telephone call.
//!
//! The log holds who wrote one when, and hashes; the words stand beside it and can be erased. Writing a note anew
//! is a new entry that names the first one; what is shown is the last wording that nobody took back. A note may be
//! about a statement, which is looked for again when its document is read again, like a decision's.

use serde::{Deserialize, Serialize};

use crate::anchor::{Letters, Target, place};
use crate::derive::Derived;
use crate::entry::{self, End, Entry, Forgotten, Noted};
use crate::judge::statement_end;
use crate::store::{NoteEntry, Tx};
use crate::{Anchor, LedgerError, Signature, edtf, limit, stamp};

macro_rules! words {
    ($(#[doc = $about:literal])* $name:ident { $( #[doc = $doc:literal] $variant:ident = $word:literal, )* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $( #[doc = $doc] #[serde(rename = $word)] $variant, )*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$( $name::$variant, )*];

            /// The word for it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $( $name::$variant => $word, )*
                }
            }

            /// What a word stands for.
            #[must_use]
            pub fn parse(word: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    };
}

words! {
    /// What a note tells of.
    NoteKind {
        /// A trial that was observed.
        Trial = "trial",
        /// A visit, to a prison or elsewhere.
        Visit = "visit",
        /// A telephone call.
        Call = "call",
        /// A meeting.
        Meeting = "meeting",
        /// A letter or a message.
        Letter = "letter",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// Who may read a note.
    Sensitivity {
        /// Everybody.
        Public = "public",
        /// Those who work with the ledger.
        Internal = "internal",
        /// Those who must.
        Confidential = "confidential",
    }
}

/// What a person wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it tells of.
    pub kind: NoteKind,
    /// When that was, EDTF, or `""`.
    pub date: String,
    /// Where that was, or `""`.
    pub place: String,
    /// Who told it, or how it is known, or `""`.
    pub source: String,
    /// Who may read it.
    pub sensitivity: Sensitivity,
    /// The words.
    pub words: String,
    /// Persons and bodies that it names.
    pub names: Vec<String>,
}

/// A note as it stands beside the log. Its number makes the hash its own.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub seq: i64,
    #[serde(flatten)]
    pub note: Note,
}

impl Note {
    fn check(&self) -> Result<(), LedgerError> {
        stamp::short("the note", &self.words, limit::NOTE_BYTES_MAX)?;
        if self.words.trim().is_empty() {
            return Err(LedgerError::NotALine { what: "the note" });
        }
        stamp::fits("the list of names", self.names.len(), limit::NOTE_NAMES_MAX)?;
        for line in [&self.date, &self.place, &self.source].into_iter().chain(&self.names) {
            stamp::short("what is told of a note", line, limit::TOLD_BYTES_MAX)?;
        }
        if !self.date.is_empty() && edtf::days(&self.date).is_none() {
            return Err(LedgerError::BadDate { given: self.date.chars().take(64).collect() });
        }
        Ok(())
    }
}

/// Writes a note down, or an older one anew, and returns the number of the entry.
pub(crate) fn note(
    tx: &Tx<'_>,
    note: &Note,
    about: Option<&str>,
    replaces: Option<i64>,
    signed: &Signature<'_>,
) -> Result<i64, LedgerError> {
    signed.check()?;
    note.check()?;
    let first = match replaces {
        Some(seq) => Some(first_of(tx, seq)?),
        None => None,
    };
    let about = about.map(|id| statement_end(tx, id)).transpose()?;
    let seq = tx.last_link()?.map_or(1, |(last, _)| last + 1);
    let noted = Noted {
        words: tx.put_words("", &Kept { seq, note: note.clone() })?,
        replaces: first,
        about: about.as_ref().map(|(_, end)| end.clone()),
    };
    let seq = tx.append(&Entry::Noted(noted.clone()), signed.by, signed.at)?;
    let document = about.map_or(0, |(n, _)| n);
    let mut entry = from_log(seq, noted, document, signed.by, signed.at);
    if let Some(end) = &entry.about {
        (entry.anchor, entry.item) = (Anchor::Placed, end.item.clone());
    }
    tx.put_note(&entry, note)?;
    Ok(seq)
}

/// The first entry of the note of which this is one.
fn first_of(tx: &Tx<'_>, seq: i64) -> Result<i64, LedgerError> {
    let entry = tx.note_entry(seq)?;
    entry.map(|entry| entry.first).ok_or(LedgerError::NoNote { seq })
}

/// The row that an entry of the log tells of, its statement not yet placed.
pub(crate) fn from_log(seq: i64, noted: Noted, document: i64, by: &str, at: &str) -> NoteEntry {
    NoteEntry {
        seq,
        first: noted.replaces.unwrap_or(seq),
        words: noted.words,
        author: by.to_owned(),
        at: at.to_owned(),
        undone: None,
        document,
        about: noted.about,
        anchor: Anchor::Lost,
        item: String::new(),
    }
}

/// Does again what the log tells of a note; one whose words were erased since has no row.
pub(crate) fn replay(tx: &Tx<'_>, entry: &NoteEntry) -> Result<(), LedgerError> {
    match tx.words::<Kept>(&entry.words)? {
        Some(kept) => tx.put_note(entry, &kept.note),
        None => Ok(()),
    }
}

/// Erases a note with all its wordings; the log keeps that there was one.
pub(crate) fn forget(tx: &Tx<'_>, seq: i64, signed: &Signature<'_>) -> Result<i64, LedgerError> {
    signed.check()?;
    let first = first_of(tx, seq)?;
    for entry in tx.note_wordings(first)? {
        tx.remove_words(&entry.words)?;
    }
    let what = entry::Forgettable::Note(first);
    let entry = Entry::Forgotten(Forgotten { what, reason: signed.reason.to_owned() });
    let seq = tx.append(&entry, signed.by, signed.at)?;
    tx.remove_notes(first)?;
    Ok(seq)
}

/// Where the statements that notes are about lie in the newest reading of a document: number of the entry, anchor,
/// id.
pub(crate) fn placed_notes(
    tx: &Tx<'_>,
    document: i64,
    text: &str,
    found: &whereas_extract::Extraction,
    derived: &Derived,
) -> Result<Vec<(i64, Anchor, String)>, LedgerError> {
    let entries = tx.notes_in(document)?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let letters = Letters::of(text);
    let both = derived.statements.iter().zip(&found.statements);
    let targets: Vec<Target> =
        both.map(|(entry, statement)| Target { id: entry.id.clone(), span: statement.span }).collect();
    let mut out = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(End { item, quotation, .. }) = &entry.about else { continue };
        let (anchor, item) = match tx.quotation(quotation)? {
            Some(quotation) => place(item, &quotation, &letters, text, &targets),
            None => (Anchor::Lost, String::new()),
        };
        out.push((entry.seq, anchor, item));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ANA, Sample};
    use crate::{Ledger, Page};
    use whereas_extract::Act;

    fn visit(words: &str) -> Note {
        Note {
            kind: NoteKind::Visit,
            date: "2021-03".to_owned(),
            place: "Penal Colony No 7".to_owned(),
            source: "a relative".to_owned(),
            sensitivity: Sensitivity::Confidential,
            words: words.to_owned(),
            names: vec!["Ana Mirelle".to_owned()],
        }
    }

    fn listed(ledger: &Ledger) -> Vec<String> {
        let rows = ledger.notes(&Default::default(), Page::ALL).unwrap().rows;
        rows.into_iter().map(|row| row.note.words).collect()
    }

    fn ledger() -> (Ledger, String) {
        let mut ledger = Ledger::in_memory().unwrap();
        let sample = Sample::titled("Minutes", "2021-03-11")
            .says(Act::Demand, "Urges [the Government of Varosia] to {free <Ana Mirelle>}");
        sample.add(&mut ledger, "a.txt").unwrap();
        (ledger, sample.id("d1", 0))
    }

    /// What is shown is the same after everything was derived again, and nothing is wrong.
    fn assert_lasting(ledger: &mut Ledger) {
        let before = (listed(ledger), ledger.inspect(|tx| tx.note_entries()));
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
        ledger.rebuild().unwrap();
        assert_eq!((listed(ledger), ledger.inspect(|tx| tx.note_entries())), before);
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }

    #[test]
    fn a_note_is_written_anew_and_each_wording_is_taken_back() {
        let (mut ledger, id) = ledger();
        let first = ledger.write_note(&visit("He looks ill."), Some(&id[..8]), None, &ANA).unwrap();
        let second = ledger.write_note(&visit("He is ill."), Some(&id), Some(first), &ANA).unwrap();
        assert_eq!(listed(&ledger), ["He is ill."]);
        assert_lasting(&mut ledger);
        assert_eq!(ledger.notes_about(&id).unwrap().len(), 1);
        ledger.undo(second, &ANA).unwrap();
        assert_eq!(listed(&ledger), ["He looks ill."]);
        assert!(ledger.undo(second, &ANA).is_err());
        ledger.undo(first, &ANA).unwrap();
        assert_eq!(listed(&ledger), Vec::<String>::new());
        let view = ledger.note(second).unwrap().unwrap();
        assert_eq!((view.row, view.wordings.len()), (None, 2));
        assert_lasting(&mut ledger);
    }

    #[test]
    fn an_erased_note_leaves_no_words() {
        let (mut ledger, id) = ledger();
        let first = ledger.write_note(&visit("He looks ill."), None, None, &ANA).unwrap();
        ledger.write_note(&visit("He is ill."), Some(&id), Some(first), &ANA).unwrap();
        let other = ledger.write_note(&visit("He is ill."), None, None, &ANA).unwrap();
        ledger.forget_note(first, &ANA).unwrap();
        assert_eq!(listed(&ledger), ["He is ill."]);
        assert!(matches!(ledger.undo(first, &ANA), Err(LedgerError::NotUndoable { .. })));
        assert!(ledger.note(first).unwrap().is_none() && ledger.note(other).unwrap().is_some());
        assert_lasting(&mut ledger);
    }

    #[test]
    fn a_note_stays_when_the_document_goes_that_it_is_about() {
        let (mut ledger, id) = ledger();
        ledger.write_note(&visit("He looks ill."), Some(&id), None, &ANA).unwrap();
        ledger.erase("d1", &ANA).unwrap();
        let rows = ledger.notes(&Default::default(), Page::ALL).unwrap().rows;
        assert_eq!((rows.len(), rows[0].about.as_str()), (1, ""));
        assert_lasting(&mut ledger);
    }

    #[test]
    fn nonsense_is_refused() {
        let (mut ledger, _) = ledger();
        for note in [visit(" "), Note { date: "last week".to_owned(), ..visit("words") }] {
            assert!(ledger.write_note(&note, None, None, &ANA).is_err());
        }
        assert!(matches!(
            ledger.write_note(&visit("x"), None, Some(1), &ANA),
            Err(LedgerError::NoNote { seq: 1 })
        ));
        assert!(ledger.write_note(&visit("x"), Some("0123456789abcdef"), None, &ANA).is_err());
    }
}
