//! What people state, as JSON.

use whereas_ledger::view::StatedRow;

use super::shape::record;
use crate::page::stated::Draft;

record! {
    /// That a person found or corrected a statement or a mention.
    Stated = "stated" {
        /// The entry of the log.
        seq: i64,
        /// Id of the document.
        document: String,
        /// Id of the statement or mention.
        item: String,
        /// Who stated it.
        author: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// Why, or empty.
        reason: String,
        /// The entry that took it back.
        undone: Option<i64>,
        /// The path where it is seen.
        address: String,
    }
}

record! {
    /// What stands in the form by which a person states something.
    StatingForm = "stating-form" {
        /// Id of the document.
        document: String,
        /// Id of the statement that is corrected, or empty.
        statement: String,
        /// The words.
        quote: String,
        /// The act, or empty.
        act: String,
        /// Who is responsible, or empty.
        speaker: String,
        /// Who shall act.
        addressees: Vec<String>,
        /// What shall be done.
        actions: Vec<String>,
        /// For when it is promised, or empty.
        due: String,
    }
}

impl Stated {
    /// What was stated, and where it is seen.
    pub(crate) fn new(row: &StatedRow, address: String) -> Self {
        Self {
            seq: row.seq,
            document: row.document.clone(),
            item: row.item.clone(),
            author: row.author.clone(),
            at: row.at.clone(),
            reason: row.reason.clone(),
            undone: row.undone,
            address,
        }
    }
}

impl StatingForm {
    /// What the form shows.
    pub(crate) fn new(document: &str, draft: &Draft) -> Self {
        Self {
            document: document.to_owned(),
            statement: draft.statement.clone(),
            quote: draft.quote.clone(),
            act: draft.act.clone(),
            speaker: draft.speaker.clone(),
            addressees: draft.addressees.clone(),
            actions: draft.actions.clone(),
            due: draft.due.clone(),
        }
    }
}
