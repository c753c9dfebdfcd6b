//! Deriving everything again from the log, the originals and the readings.

use crate::add::capture;
use crate::change;
use crate::derive::{DERIVATION, Head};
use crate::entry::{Entry, Forgettable, Link};
use crate::judge::from_log;
use crate::note;
use crate::saved;
use crate::settle::settle;
use crate::stated;
use crate::store::{Decision, Tx};
use crate::{Anchor, LedgerError};

/// Makes the derived tables anew and fills them. A document whose reading this program does not understand has
/// empty lists until it is read again; `verify` names it.
pub(crate) fn rebuild(tx: &Tx<'_>) -> Result<(), LedgerError> {
    tx.remake_lists()?;
    tx.each_link(|link| replay(tx, &link))?;
    for key in tx.document_keys()?.into_iter().filter(|key| key.erased_at.is_empty()) {
        let damaged = || LedgerError::Damaged { what: format!("`{}` has no reading", key.id) };
        let key_versions = tx.captures(key.n)?;
        let newest = key_versions.last().ok_or_else(damaged)?;
        let reading = tx.reading(&key.id, newest.row.version)?.ok_or_else(damaged)?;
        match reading.found() {
            Ok(found) => settle(tx, &key.id, newest, &reading.text, &found)?,
            Err(LedgerError::Outdated { .. }) => tx.put_head(newest, &Head::default())?,
            Err(error) => return Err(error),
        }
    }
    tx.put_derivation(DERIVATION)
}

/// Does again what an entry of the log tells.
fn replay(tx: &Tx<'_>, link: &Link) -> Result<(), LedgerError> {
    let damaged = |why: String| LedgerError::Damaged { what: format!("entry {}: {why}", link.seq) };
    let number = |document: &str| -> Result<i64, LedgerError> {
        let key = tx.document_key(document)?;
        Ok(key.ok_or_else(|| damaged(format!("there is no document `{document}`")))?.n)
    };
    match Entry::parse(&link.kind, &link.body).map_err(damaged)? {
        Entry::Captured(captured) => {
            if captured.version == 1 {
                tx.put_document(tx.next_document()?, &captured.document, &captured.resembles)?;
            }
            let n = number(&captured.document)?;
            tx.put_capture(&capture(n, link.seq, &captured, &link.author, &link.at))
        }
        // What was found is stored; what it changed is told here only.
        Entry::Extracted(extracted) => {
            let n = number(&extracted.document)?;
            let newest = tx.captures(n)?.last().map(|capture| capture.row.version);
            if newest == Some(extracted.version) {
                change::keep(tx, n, link.seq, &extracted.changes)
            } else {
                Ok(())
            }
        }
        Entry::Decided(said) => tx.put_decision(&Decision {
            seq: link.seq,
            document: number(&said.document)?,
            author: link.author.clone(),
            at: link.at.clone(),
            said,
            undone: None,
            anchor: Anchor::Lost,
            statement: String::new(),
        }),
        Entry::Judged(judged) => {
            let documents =
                judged.ends.iter().map(|end| number(&end.document)).collect::<Result<Vec<_>, _>>()?;
            tx.put_judgement(&from_log(link.seq, judged, &documents, &link.author, &link.at))
        }
        Entry::Saved(kept) => tx.put_saved(&saved::from_log(link.seq, kept, &link.author, &link.at)),
        Entry::Stated(said) => {
            let n = number(&said.document)?;
            tx.put_stated(&stated::from_log(link.seq, said, n, &link.author, &link.at))
        }
        Entry::Noted(noted) => {
            let document = noted.about.as_ref().map_or(Ok(0), |end| number(&end.document))?;
            note::replay(tx, &note::from_log(link.seq, noted, document, &link.author, &link.at))
        }
        Entry::Forgotten(forgotten) => match forgotten.what {
            Forgettable::Note(first) => tx.remove_notes(first),
            Forgettable::Search(seq) => tx.remove_saved(seq),
        },
        Entry::Undone(undone) => tx.put_undone(undone.decision, link.seq),
        Entry::Erased(erased) => {
            let n = number(&erased.document)?;
            tx.remove_changes(n)?;
            tx.remove_decisions(n)?;
            tx.remove_ends(n)?;
            tx.leave_document(n)?;
            tx.remove_stated(n)?;
            tx.put_tombstone(n, &erased.document, &link.at)
        }
    }
}
