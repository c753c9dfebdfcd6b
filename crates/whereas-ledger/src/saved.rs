//! Searches that people keep under a name. The log holds who kept one when, and a hash; name and search stand
//! beside it, for they may name persons.

use serde::{Deserialize, Serialize};

use crate::entry::{self, Entry, Forgotten, Saved};
use crate::store::{SavedEntry, Tx};
use crate::{LedgerError, Signature, limit, stamp};

/// A search as it stands beside the log. Its number makes the hash its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub seq: i64,
    pub name: String,
    /// The part of its address behind `?`.
    pub query: String,
}

/// Keeps a search under a name and returns the number of the entry.
pub(crate) fn save(tx: &Tx<'_>, name: &str, query: &str, signed: &Signature<'_>) -> Result<i64, LedgerError> {
    signed.check()?;
    stamp::line("the name of the search", name, limit::NAME_BYTES_MAX)?;
    stamp::line("the search", query, limit::WORDS_BYTES_MAX)?;
    stamp::fits("the list of searches", tx.saved()?.len(), limit::SAVED_MAX)?;
    let seq = tx.last_link()?.map_or(1, |(last, _)| last + 1);
    let kept = Kept { seq, name: name.to_owned(), query: query.to_owned() };
    let saved = Saved { words: tx.put_words("", &kept)? };
    let seq = tx.append(&Entry::Saved(saved.clone()), signed.by, signed.at)?;
    tx.put_saved(&from_log(seq, saved, signed.by, signed.at))?;
    Ok(seq)
}

/// Erases a search, also one that is kept no longer; the log keeps that there was one.
pub(crate) fn forget(tx: &Tx<'_>, seq: i64, signed: &Signature<'_>) -> Result<i64, LedgerError> {
    signed.check()?;
    let saved = tx.saved_entry(seq)?.ok_or(LedgerError::NoSearch { seq })?;
    tx.remove_words(&saved.words)?;
    let what = entry::Forgettable::Search(seq);
    let entry = Entry::Forgotten(Forgotten { what, reason: signed.reason.to_owned() });
    let by_entry = tx.append(&entry, signed.by, signed.at)?;
    tx.remove_saved(seq)?;
    Ok(by_entry)
}

/// The row that an entry of the log tells of.
pub(crate) fn from_log(seq: i64, saved: Saved, by: &str, at: &str) -> SavedEntry {
    SavedEntry { seq, words: saved.words, author: by.to_owned(), at: at.to_owned(), undone: None }
}

#[cfg(test)]
mod tests {
    use crate::sample::ANA;
    use crate::{Ledger, LedgerError};

    #[test]
    fn a_search_is_kept_and_taken_back() {
        let mut ledger = Ledger::in_memory().unwrap();
        let seq = ledger.save_search("Kelmar", "q=Kelmar&act=demand", &ANA).unwrap();
        let rows = ledger.saved_searches().unwrap();
        assert_eq!((rows[0].seq, rows[0].name.as_str()), (seq, "Kelmar"));
        ledger.rebuild().unwrap();
        assert_eq!(ledger.saved_searches().unwrap(), rows);
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
        assert!(ledger.save_search("two\nlines", "q=x", &ANA).is_err());
        ledger.undo(seq, &ANA).unwrap();
        assert!(ledger.saved_searches().unwrap().is_empty());
        ledger.rebuild().unwrap();
        assert!(ledger.saved_searches().unwrap().is_empty());
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }

    #[test]
    fn an_erased_search_leaves_no_words() {
        let mut ledger = Ledger::in_memory().unwrap();
        let [kept, gone, undone] =
            ["Kelmar", "Brenovo", "Zarn"].map(|name| ledger.save_search(name, "q=x", &ANA).unwrap());
        ledger.undo(undone, &ANA).unwrap();
        for seq in [gone, undone] {
            ledger.forget_search(seq, &ANA).unwrap();
            assert!(matches!(ledger.forget_search(seq, &ANA), Err(LedgerError::NoSearch { .. })));
            assert!(matches!(ledger.undo(seq, &ANA), Err(LedgerError::NotUndoable { .. })));
        }
        let rows = ledger.saved_searches().unwrap();
        assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [kept]);
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
        ledger.rebuild().unwrap();
        assert_eq!(ledger.saved_searches().unwrap(), rows);
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }
}
