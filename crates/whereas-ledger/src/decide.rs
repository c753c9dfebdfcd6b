//! What people decide: judging statements, taking judgements back, erasing documents.

use std::collections::BTreeSet;

use crate::anchor::Quotation;
use crate::entry::{Decided, Entry, Erased, Undone};
use crate::link::index;
use crate::settle::resettle;
use crate::store::{Decision, Tx};
use crate::{Anchor, LedgerError, Signature, Verdict, limit, stamp, standing};

/// Finds the whole id of a statement from its beginning; `None` when none begins so.
pub(crate) fn whole_id(tx: &Tx<'_>, given: &str) -> Result<Option<String>, LedgerError> {
    let prefix = given.trim().to_ascii_lowercase();
    if prefix.len() < limit::ID_PREFIX_MIN {
        return Err(LedgerError::ShortId { prefix });
    }
    if !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let mut ids = tx.statement_ids(&prefix, limit::CANDIDATES_MAX)?;
    match ids.len() {
        0 | 1 => Ok(ids.pop()),
        _ => Err(LedgerError::Ambiguous { prefix, candidates: ids }),
    }
}

/// Records a judgement of a statement.
pub(crate) fn decide(
    tx: &Tx<'_>,
    statement: &str,
    verdict: Verdict,
    signed: &Signature<'_>,
) -> Result<i64, LedgerError> {
    signed.check()?;
    let absent = || LedgerError::NoStatement { id: statement.to_owned() };
    let id = whole_id(tx, statement)?.ok_or_else(absent)?;
    let located = tx.statement(&id)?.ok_or_else(absent)?;
    let damaged = || LedgerError::Damaged { what: format!("`{id}` stands in no text") };
    let key = tx.document_key_of(located.document)?.ok_or_else(damaged)?;
    let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
    let found = tx.found_in(key.n, &reading)?;
    let judged = found.statements.get(located.place as usize).ok_or_else(damaged)?;
    stamp::fits("the quotation", judged.span.len() as usize, limit::QUOTE_BYTES_MAX)?;
    let quotation = Quotation::take(&key.id, &reading.text, judged.span, judged.occurrence);
    let said = Decided {
        document: key.id,
        version: key.versions,
        statement: id.clone(),
        verdict,
        act: judged.act,
        quotation: tx.put_quotation(&quotation)?,
        reason: signed.reason.to_owned(),
    };
    let seq = tx.append(&Entry::Decided(said.clone()), signed.by, signed.at)?;
    tx.put_decision(&Decision {
        seq,
        document: key.n,
        author: signed.by.to_owned(),
        at: signed.at.to_owned(),
        said,
        undone: None,
        anchor: Anchor::Placed,
        statement: id,
    })?;
    Ok(seq)
}

/// Takes a decision or a judgement back.
pub(crate) fn undo(tx: &Tx<'_>, seq: i64, signed: &Signature<'_>) -> Result<i64, LedgerError> {
    signed.check()?;
    let refused = |why| LedgerError::NotUndoable { seq, why };
    let decision = tx.decision(seq)?.map(|decision| decision.undone);
    let judgement = tx.judgement(seq)?.map(|judgement| judgement.undone);
    let note = tx.note_entry(seq)?.map(|note| note.undone);
    let stated = tx.stated(seq)?;
    let said = stated.as_ref().map(|stated| stated.undone);
    let saved = tx.saved_entry(seq)?.map(|saved| saved.undone);
    match decision.or(judgement).or(note).or(said).or(saved) {
        Some(None) => {}
        Some(Some(_)) => return Err(refused(": it was taken back already")),
        None => {
            let was = tx.link(seq)?.map_or(String::new(), |link| link.kind);
            return Err(refused(match was.as_str() {
                "decided" | "judged" | "stated" => ": its document was erased",
                "noted" | "saved" => ": it was erased",
                _ => "",
            }));
        }
    }
    let entry = Entry::Undone(Undone { decision: seq, reason: signed.reason.to_owned() });
    let by_entry = tx.append(&entry, signed.by, signed.at)?;
    tx.put_undone(seq, by_entry)?;
    if let Some(stated) = stated
        && let Some(key) = tx.document_key_of(stated.document)?
    {
        resettle(tx, &key)?;
    }
    standing::renew(tx)?;
    Ok(by_entry)
}

/// Removes a document and leaves a tombstone.
pub(crate) fn erase(tx: &Tx<'_>, document: &str, signed: &Signature<'_>) -> Result<i64, LedgerError> {
    signed.check()?;
    let key = tx.document_key(document)?.filter(|key| key.erased_at.is_empty());
    let key = key.ok_or_else(|| LedgerError::NoDocument { id: document.to_owned() })?;
    let hashes: BTreeSet<String> =
        tx.captures(key.n)?.into_iter().map(|capture| capture.row.sha256).collect();
    index::leave(tx, key.n)?;
    tx.remove_derived(key.n)?;
    tx.remove_changes(key.n)?;
    tx.remove_decisions(key.n)?;
    tx.remove_ends(key.n)?;
    tx.leave_document(key.n)?;
    tx.remove_stated(key.n)?;
    standing::renew(tx)?;
    tx.remove_readings(&key.id)?;
    tx.remove_quotations(&key.id)?;
    tx.put_tombstone(key.n, &key.id, signed.at)?;
    let (mut removed, mut kept) = (Vec::new(), Vec::new());
    for sha256 in hashes {
        if tx.document_with_bytes(&sha256, false)?.is_some() {
            kept.push(sha256);
        } else {
            tx.remove_blob(&sha256)?;
            removed.push(sha256);
        }
    }
    tx.purge_index()?;
    let entry = Erased { document: key.id, removed, kept, reason: signed.reason.to_owned() };
    tx.append(&Entry::Erased(entry), signed.by, signed.at)
}
