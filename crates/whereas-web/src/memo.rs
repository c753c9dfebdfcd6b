//! What is true of the whole ledger, kept until the ledger changes: counting half a million statements for each visit
//! of the board would keep everybody waiting.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use whereas_ledger::{LedgerError, Reader};

/// An answer, once it is found; whoever asks while it is looked for waits for it.
type Answer = Arc<Mutex<Option<Arc<dyn Any + Send + Sync>>>>;

/// Answers about one state of the ledger.
#[derive(Debug, Default)]
struct Kept {
    /// The last entry of the log when they were asked for.
    entry: i64,
    answers: BTreeMap<String, Answer>,
}

/// Answers that are the same until the log has another entry.
#[derive(Debug)]
pub(crate) struct Memo {
    /// How many are kept at the same time.
    most: usize,
    kept: Mutex<Kept>,
}

impl Memo {
    /// An empty one that keeps so many answers.
    pub(crate) fn of_at_most(most: usize) -> Self {
        Self { most, kept: Mutex::default() }
    }

    /// The answer to a question, told by its name and its filter; `find` looks for it where it is not known.
    pub(crate) fn of<T: Send + Sync + 'static>(
        &self,
        reader: &Reader,
        question: (&'static str, &dyn std::fmt::Debug),
        find: impl FnOnce() -> Result<T, LedgerError>,
    ) -> Result<Arc<T>, LedgerError> {
        let answer = self.answer(reader.last_entry()?, format!("{} {:?}", question.0, question.1));
        let mut answer = answer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = answer.clone().and_then(|known| known.downcast::<T>().ok()) {
            return Ok(known);
        }
        let found = Arc::new(find()?);
        *answer = Some(found.clone());
        Ok(found)
    }

    /// Where the answer to a question stands, or will stand. For an older state of the ledger it is not kept.
    fn answer(&self, entry: i64, question: String) -> Answer {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.entry < entry {
            *kept = Kept { entry, answers: BTreeMap::new() };
        }
        if kept.entry > entry {
            return Answer::default();
        }
        if kept.answers.len() >= self.most {
            kept.answers.clear();
        }
        kept.answers.entry(question).or_default().clone()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use whereas_ledger::{Ledger, Note, NoteKind, Sensitivity, Signature};

    use super::*;

    #[test]
    fn an_answer_is_kept_until_the_log_grows() {
        let mut ledger = Ledger::in_memory().unwrap();
        let reader = ledger.reader().unwrap();
        let memo = Memo::of_at_most(8);
        let asked = Cell::new(0);
        let ask = |filter: &str| {
            let find = || {
                asked.set(asked.get() + 1);
                Ok(asked.get())
            };
            *memo.of(&reader, ("documents", &filter), find).unwrap()
        };
        assert_eq!([ask("a"), ask("a"), ask("b"), ask("a")], [1, 1, 2, 1]);
        let note = Note {
            kind: NoteKind::Visit,
            date: "2021-03-01".to_owned(),
            place: String::new(),
            source: "a lawyer".to_owned(),
            sensitivity: Sensitivity::Internal,
            words: "The door was locked.".to_owned(),
            names: Vec::new(),
        };
        let ana = Signature { by: "ana", at: "2021-03-12T08:00:00Z", reason: "" };
        ledger.write_note(&note, None, None, &ana).unwrap();
        assert_eq!([ask("a"), ask("a")], [3, 3]);
    }
}
