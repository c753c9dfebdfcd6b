//! Links as they are shown: both quotations, what the later one is to the earlier one, and why.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use whereas_extract::Act;

use super::verdict::{LinkState, Verdicts};
use crate::link::reason::reasons;
use crate::link::{Change, LinkKind};
use crate::store::{LinkRow, Tx, document_of};
use crate::{LedgerError, limit};

/// A link between two statements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkView {
    /// Kind and both statements: `repeats:ID:ID`.
    pub id: String,
    /// What the later statement is to the earlier one.
    pub kind: LinkKind,
    /// The later statement.
    pub from: LinkEnd,
    /// The earlier one.
    pub to: LinkEnd,
    /// How a demand comes back.
    pub change: Option<Change>,
    /// 0–1.
    pub confidence: f32,
    /// What people think of it.
    pub state: LinkState,
    /// Why it is proposed, in words.
    pub why: Vec<String>,
}

/// A statement at the end of a link.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkEnd {
    /// Id of the statement.
    pub statement: String,
    /// Id of its document.
    pub document: String,
    /// Where the document came from.
    pub origin: String,
    /// Title of the document.
    pub document_title: String,
    /// Day of the document, or `""`.
    pub document_date: String,
    /// The act.
    pub act: Act,
    /// Who says it.
    pub speaker: String,
    /// The words.
    pub quote: String,
}

/// Which links to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkFilter {
    /// Only this kind.
    pub kind: Option<LinkKind>,
    /// Only links from this document; `""` for all.
    pub document: String,
}

/// Hands the links to `each`, document by document in order of date, the best proposals of each statement first.
pub(crate) fn each_link(
    tx: &Tx<'_>,
    filter: &LinkFilter,
    mut each: impl FnMut(LinkView) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let verdicts = Verdicts::read(tx)?;
    let by_hand = verdicts.confirmed_from(tx)?;
    let mut shown = Shown { tx, origins: BTreeMap::new() };
    for document in tx.documents_by_date(&filter.document)? {
        let mut statements: BTreeSet<i64> = tx.linking_statements(document)?.into_iter().collect();
        statements.extend(by_hand.iter().filter(|key| document_of(**key) == document));
        for statement in statements {
            let mut rows = verdicts.made_by_hand(tx, statement)?;
            rows.extend(tx.links_from(statement, limit::PROPOSALS_MAX)?);
            for row in rows.iter().filter(|row| filter.kind.is_none_or(|kind| kind == row.kind)) {
                each(shown.link(row, &verdicts)?)?;
            }
        }
    }
    Ok(())
}

/// What is needed to show links.
pub(crate) struct Shown<'a, 'b> {
    pub tx: &'a Tx<'b>,
    pub origins: BTreeMap<i64, String>,
}

impl Shown<'_, '_> {
    /// A link with all that is shown of it.
    pub(crate) fn link(&mut self, row: &LinkRow, verdicts: &Verdicts) -> Result<LinkView, LedgerError> {
        let (from, to) = (self.end(row.from)?, self.end(row.to)?);
        let gist = |statement| -> Result<_, LedgerError> {
            let what = || format!("statement {statement} has no gist");
            self.tx.gist(statement)?.ok_or_else(|| LedgerError::Damaged { what: what() })
        };
        Ok(LinkView {
            id: format!("{}:{}:{}", row.kind.as_str(), from.statement, to.statement),
            kind: row.kind,
            change: row.change,
            state: verdicts.state(row.kind, &from.statement, &to.statement),
            why: reasons(row.kind, &gist(row.from)?, &gist(row.to)?, &from.quote),
            confidence: f32::from(row.score) / 1000.0,
            from,
            to,
        })
    }

    /// A statement at the end of a link.
    pub(crate) fn end(&mut self, statement: i64) -> Result<LinkEnd, LedgerError> {
        let damaged = || LedgerError::Damaged {
            what: format!("a link leads to statement {statement}, which is not there"),
        };
        let row = self.tx.statement_at(statement)?.ok_or_else(damaged)?.row;
        let n = document_of(statement);
        if !self.origins.contains_key(&n) {
            let origin = self.tx.document_row(n)?.ok_or_else(damaged)?.origin;
            self.origins.insert(n, origin);
        }
        Ok(LinkEnd {
            statement: row.id,
            document: row.document,
            origin: self.origins.get(&n).cloned().unwrap_or_default(),
            document_title: row.document_title,
            document_date: row.document_date,
            act: row.act,
            speaker: row.speaker,
            quote: row.quote,
        })
    }
}
