//! What reading a document again has changed: which statements are found now and were not, and which are gone.
//!
//! The log keeps it with the reading, in ids: an older reading is not kept, and words stay out of the log.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use whereas_extract::{Act, Extraction};

use crate::LedgerError;
use crate::limit::CHANGES_MAX;
use crate::store::{Reading, Tx};

/// A statement that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// Its id.
    pub statement: String,
    pub act: Act,
    /// Id of its passage.
    pub passage: String,
    /// Whether it went.
    pub gone: bool,
}

/// What a reading changes against the one that it replaces, in order of place, what went first.
pub(crate) fn changes(
    document: &str,
    before: Option<&Reading>,
    text: &str,
    found: &Extraction,
) -> Vec<Change> {
    // A reading that is not understood any more cannot be compared.
    let Some((old, Ok(was))) = before.map(|old| (old, old.found())) else { return Vec::new() };
    let now = by_id(document, text, found);
    let then = by_id(document, &old.text, &was);
    let known = |all: &[(String, Change)]| all.iter().map(|(id, _)| id.clone()).collect::<BTreeSet<_>>();
    let (had, has) = (known(&then), known(&now));
    let gone = then.into_iter().filter(|(id, _)| !has.contains(id));
    let gone = gone.map(|(_, change)| Change { gone: true, ..change }).take(CHANGES_MAX);
    let new = now.into_iter().filter(|(id, _)| !had.contains(id)).map(|(_, change)| change).take(CHANGES_MAX);
    gone.chain(new).collect()
}

fn by_id(document: &str, text: &str, found: &Extraction) -> Vec<(String, Change)> {
    let passages: BTreeMap<u32, &str> =
        (0..).zip(found.document.passages.iter().map(|passage| passage.id.as_str())).collect();
    let change = |statement: &whereas_extract::Statement| {
        let id = statement.id(document, text);
        let passage = passages.get(&statement.passage).copied().unwrap_or("").to_owned();
        (id.clone(), Change { statement: id, act: statement.act, passage, gone: false })
    };
    found.statements.iter().map(change).collect()
}

/// Keeps what the newest reading of a document changed, in place of what the one before did.
pub(crate) fn keep(tx: &Tx<'_>, document: i64, seq: i64, changes: &[Change]) -> Result<(), LedgerError> {
    tx.remove_changes(document)?;
    for (nth, change) in (0i64..).zip(changes) {
        tx.put_change(document, nth, seq, change)?;
    }
    Ok(())
}
