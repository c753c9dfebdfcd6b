//! What a single address leads to: an entry of the log, a decision, a mention.

use serde::Serialize;

use super::{DecisionRow, LogRow};
use crate::LedgerError;
use crate::judge::whole_mention_id;
use crate::store::Tx;

/// A decision with where it lies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionView {
    /// The decision.
    pub decision: DecisionRow,
    /// Id of the statement on which it lies now, `""` when that is lost.
    pub statement: String,
    /// Id of the document.
    pub document: String,
}

/// All places of one form of one kind in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentionView {
    /// Its id.
    pub id: String,
    /// `person` … `meeting`.
    pub kind: String,
    /// The words at the first place.
    pub quote: String,
    /// Id of the document.
    pub document: String,
    /// Title of the document.
    pub document_title: String,
    /// Date of the document or `""`.
    pub document_date: String,
    /// Id of the passage of the first place.
    pub passage: String,
    /// How often the document has it.
    pub times: u32,
}

/// The entry of this number.
pub(crate) fn entry(tx: &Tx<'_>, seq: i64) -> Result<Option<LogRow>, LedgerError> {
    Ok(tx.link(seq)?.map(LogRow::from))
}

/// The decision of this number.
pub(crate) fn decision(tx: &Tx<'_>, seq: i64) -> Result<Option<DecisionView>, LedgerError> {
    let Some(decision) = tx.decision(seq)? else { return Ok(None) };
    let document = decision.said.document.clone();
    let (statement, decision) = tx.decision_row(decision)?;
    Ok(Some(DecisionView { decision, statement, document }))
}

/// The mention whose id begins so.
pub(crate) fn mention(tx: &Tx<'_>, given: &str) -> Result<Option<MentionView>, LedgerError> {
    let Some(id) = whole_mention_id(tx, given)? else { return Ok(None) };
    let Some(hit) = tx.mention_of(&id)? else { return Ok(None) };
    Ok(Some(MentionView {
        id,
        kind: hit.kind,
        quote: hit.quote,
        document: hit.document,
        document_title: hit.document_title,
        document_date: hit.document_date,
        passage: hit.passage,
        times: hit.times,
    }))
}
