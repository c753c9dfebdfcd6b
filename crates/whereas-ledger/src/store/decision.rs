//! Decisions: the rows that follow from the log, and where each lies.

use rusqlite::{Row, params};
use whereas_extract::id::statement_id;

use super::Tx;
use super::value::{kind, word};
use crate::entry::Decided;
use crate::view::DecisionRow;
use crate::{Anchor, LedgerError};

/// A decision as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    pub seq: i64,
    /// Number of its document.
    pub document: i64,
    pub author: String,
    pub at: String,
    pub said: Decided,
    /// The entry that took it back.
    pub undone: Option<i64>,
    pub anchor: Anchor,
    /// The statement it lies on, or `""`.
    pub statement: String,
}

const COLUMNS: &str =
    "c.seq, c.document, d.id, c.version, c.decided_on, c.verdict, c.act, c.author, c.at, c.reason,
    c.quotation, c.undone, c.anchor, c.statement";

impl Tx<'_> {
    /// Keeps a decision.
    pub(crate) fn put_decision(&self, decision: &Decision) -> Result<(), LedgerError> {
        let Decision { seq, document, author, at, said, undone, anchor, statement } = decision;
        self.run(
            "insert into decision (seq, document, version, decided_on, verdict, act, author, at, reason,
               quotation, undone, anchor, statement, rule)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
               coalesce((select rule from statement where id = $13 order by key limit 1), ''))",
            params![
                seq,
                document,
                said.version,
                said.statement,
                word(&said.verdict)?,
                said.act.as_str(),
                author,
                at,
                said.reason,
                said.quotation,
                undone,
                word(anchor)?,
                statement
            ],
        )?;
        Ok(())
    }

    /// Says where a decision lies now.
    pub(crate) fn put_anchor(&self, seq: i64, anchor: Anchor, statement: &str) -> Result<(), LedgerError> {
        let sql = "update decision set anchor = $1, statement = $2,
                     rule = coalesce((select rule from statement where id = $2 order by key limit 1), '')
                   where seq = $3";
        self.run(sql, params![word(&anchor)?, statement, seq])?;
        Ok(())
    }

    /// Takes a decision, a judgement, a note or what was stated back.
    pub(crate) fn put_undone(&self, seq: i64, by_entry: i64) -> Result<(), LedgerError> {
        self.run("update decision set undone = $1 where seq = $2", params![by_entry, seq])?;
        self.put_judgement_undone(seq, by_entry)?;
        self.put_note_undone(seq, by_entry)?;
        self.put_stated_undone(seq, by_entry)?;
        self.put_saved_undone(seq, by_entry)
    }

    /// A decision.
    pub(crate) fn decision(&self, seq: i64) -> Result<Option<Decision>, LedgerError> {
        let sql =
            format!("select {COLUMNS} from decision c join document d on d.n = c.document where c.seq = $1");
        self.row(&sql, [seq], decision)
    }

    /// The decisions of a document, oldest first, those undone too.
    pub(crate) fn decisions(&self, document: i64) -> Result<Vec<Decision>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from decision c join document d on d.n = c.document
             where c.document = $1 order by c.seq"
        );
        self.rows(&sql, [document], decision)
    }

    /// The decisions of a document as rows to show, each with the statement it lies on.
    pub(crate) fn decision_rows(&self, document: i64) -> Result<Vec<(String, DecisionRow)>, LedgerError> {
        let decisions = self.decisions(document)?;
        decisions.into_iter().map(|decision| self.decision_row(decision)).collect()
    }

    /// A decision as a row to show, with the statement it lies on.
    pub(crate) fn decision_row(&self, decision: Decision) -> Result<(String, DecisionRow), LedgerError> {
        let Decision { seq, author, at, said, undone, anchor, statement, document: _ } = decision;
        let quotation = self.quotation(&said.quotation)?;
        let row = DecisionRow {
            seq,
            verdict: said.verdict,
            author,
            at,
            reason: said.reason,
            anchor,
            quote: quotation.map_or_else(String::new, |quotation| quotation.quote),
            act: said.act,
            undone,
        };
        Ok((statement, row))
    }

    /// Removes the decisions of a document.
    pub(crate) fn remove_decisions(&self, document: i64) -> Result<(), LedgerError> {
        self.run("delete from decision where document = $1", [document])?;
        Ok(())
    }
}

impl Decision {
    /// Returns whether a quotation is the one that the decided statement's id was made of.
    pub(crate) fn rests_on(&self, quotation: &crate::anchor::Quotation) -> bool {
        let id = statement_id(&quotation.document, &quotation.quote, quotation.occurrence);
        quotation.document == self.said.document && id == self.said.statement
    }
}

fn decision(row: &Row<'_>) -> Result<Decision, LedgerError> {
    Ok(Decision {
        seq: row.get(0)?,
        document: row.get(1)?,
        said: Decided {
            document: row.get(2)?,
            version: row.get(3)?,
            statement: row.get(4)?,
            verdict: kind(row.get(5)?)?,
            act: kind(row.get(6)?)?,
            reason: row.get(9)?,
            quotation: row.get(10)?,
        },
        author: row.get(7)?,
        at: row.get(8)?,
        undone: row.get(11)?,
        anchor: kind(row.get(12)?)?,
        statement: row.get(13)?,
    })
}
