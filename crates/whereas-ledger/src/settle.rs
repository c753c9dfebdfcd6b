//! Bringing the derived rows of one document into step with its newest reading.

use whereas_extract::Extraction;

use crate::Anchor;
use crate::LedgerError;
use crate::anchor::{Letters, Target, place};
use crate::derive::{Derived, derive};
use crate::judge::placed_ends;
use crate::link::index;
use crate::note::placed_notes;
use crate::standing;
use crate::stated::overlay;
use crate::store::{Capture, Decision, DocumentKey, Tx};

/// Derives everything of a document again and puts its decisions where they belong now.
pub(crate) fn settle(
    tx: &Tx<'_>,
    id: &str,
    capture: &Capture,
    text: &str,
    found: &Extraction,
) -> Result<(), LedgerError> {
    let mut laid = None;
    if !tx.stated_in(capture.document)?.is_empty() {
        let mut own = found.clone();
        for (seq, anchor) in overlay(tx, capture.document, text, &mut own)? {
            tx.put_stated_anchor(seq, anchor)?;
        }
        laid = Some(own);
    }
    let found = laid.as_ref().unwrap_or(found);
    let derived = derive(id, text, found)?;
    index::leave(tx, capture.document)?;
    tx.remove_derived(capture.document)?;
    tx.put_derived(capture.document, &derived)?;
    index::join(tx, capture.document, &derived.gists)?;
    tx.put_head(capture, &derived.head)?;
    let decisions = tx.decisions(capture.document)?;
    for (seq, anchor, statement) in placed(tx, &decisions, text, found, &derived)? {
        tx.put_anchor(seq, anchor, &statement)?;
    }
    for (seq, nth, anchor, item) in placed_ends(tx, capture.document, text, found, &derived)? {
        tx.put_end(seq, nth, anchor, &item)?;
    }
    for (seq, anchor, item) in placed_notes(tx, capture.document, text, found, &derived)? {
        tx.put_note_anchor(seq, anchor, &item)?;
    }
    standing::renew(tx)
}

/// Derives everything of a document again, since people state something else of it.
pub(crate) fn resettle(tx: &Tx<'_>, key: &DocumentKey) -> Result<(), LedgerError> {
    let damaged = || LedgerError::Damaged { what: format!("`{}` has no reading", key.id) };
    let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
    let capture = tx.capture(key.n, key.versions)?.ok_or_else(damaged)?;
    settle(tx, &key.id, &capture, &reading.text, &reading.found()?)
}

/// Where each decision of a document lies in a reading.
pub(crate) fn placed(
    tx: &Tx<'_>,
    decisions: &[Decision],
    text: &str,
    found: &Extraction,
    derived: &Derived,
) -> Result<Vec<(i64, Anchor, String)>, LedgerError> {
    if decisions.is_empty() {
        return Ok(Vec::new());
    }
    let letters = Letters::of(text);
    let both = derived.statements.iter().zip(&found.statements);
    let targets: Vec<Target> =
        both.map(|(entry, statement)| Target { id: entry.id.clone(), span: statement.span }).collect();
    let mut out = Vec::with_capacity(decisions.len());
    for decision in decisions {
        let (anchor, statement) = match tx.quotation(&decision.said.quotation)? {
            Some(quotation) => place(&decision.said.statement, &quotation, &letters, text, &targets),
            None => (Anchor::Lost, String::new()),
        };
        out.push((decision.seq, anchor, statement));
    }
    Ok(out)
}
