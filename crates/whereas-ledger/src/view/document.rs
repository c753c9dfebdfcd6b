//! A document with everything that was found in it.

use std::collections::BTreeMap;

use whereas_extract::Statement;

use super::surest::surest;
use super::{DecisionRow, DocumentView, PlacedStatement, StatementFilter, StatementRow};
use crate::store::{Located, Selection, Tx, statement_key};
use crate::{Anchor, LedgerError, Page};

/// Returns the document of this id.
pub(crate) fn document(tx: &Tx<'_>, id: &str) -> Result<Option<DocumentView>, LedgerError> {
    let Some(key) = tx.document_key(id)?.filter(|key| key.erased_at.is_empty()) else { return Ok(None) };
    let damaged = || LedgerError::Damaged { what: format!("`{id}` has no reading that fits it") };
    let row = tx.document_row(key.n)?.ok_or_else(damaged)?;
    let reading = tx.reading(id, key.versions)?.ok_or_else(damaged)?;
    let found = tx.found_in(key.n, &reading)?;
    found.check(&reading.text)?;
    let filter = StatementFilter { document: id.to_owned(), ..StatementFilter::default() };
    let (mut statements, mut ids) = (Vec::new(), BTreeMap::new());
    each_row(tx, &filter, |located| {
        let statement = found.statements.get(located.place as usize).ok_or_else(damaged)?;
        ids.insert(statement_key(located.document, located.place), located.row.id.clone());
        statements.push(placed(located.row, statement));
        Ok(())
    })?;
    let decisions = tx.decision_rows(key.n)?.into_iter().map(|(_, row)| row);
    let lost = decisions.filter(|row| row.anchor == Anchor::Lost && row.undone.is_none()).collect();
    Ok(Some(DocumentView {
        row,
        passages: found.document.passages,
        mentions: found.mentions,
        statements,
        links: surest(tx, key.n, &ids)?,
        diagnostics: found.diagnostics,
        captures: tx.captures(key.n)?.into_iter().map(|capture| capture.row).collect(),
        lost,
        source: reading.source_map()?,
        text: reading.text,
    }))
}

/// A statement with the places of its parts in the document's text.
pub(super) fn placed(row: StatementRow, statement: &Statement) -> PlacedStatement {
    PlacedStatement {
        row,
        passage: statement.passage,
        span: statement.span,
        cue: statement.cue,
        addressees: statement.addressees.clone(),
        actions: statement.actions.clone(),
    }
}

/// Hands the statements that pass a filter to `each`, in order, with the decisions that stand; returns how
/// many pass it in all.
pub(crate) fn each_row(
    tx: &Tx<'_>,
    filter: &StatementFilter,
    mut each: impl FnMut(Located) -> Result<(), LedgerError>,
) -> Result<u32, LedgerError> {
    let mut decided = Decided::default();
    tx.each_statement(filter, |located| each(decided.with(tx, located)?))
}

/// A page of a selection with the decisions that stand.
pub(crate) fn selected(
    tx: &Tx<'_>,
    selection: &Selection,
    page: Page,
) -> Result<Vec<StatementRow>, LedgerError> {
    let (mut rows, mut decided) = (Vec::new(), Decided::default());
    tx.each_selected(selection, page, |located| {
        rows.push(decided.with(tx, located)?.row);
        Ok(())
    })?;
    Ok(rows)
}

/// The decisions of the document whose statements are at hand. Rows come document by document, so each document's
/// decisions are read once.
#[derive(Default)]
struct Decided {
    document: i64,
    rows: BTreeMap<String, Vec<DecisionRow>>,
}

impl Decided {
    fn with(&mut self, tx: &Tx<'_>, mut located: Located) -> Result<Located, LedgerError> {
        if self.document != located.document {
            *self = Self { document: located.document, rows: standing(tx, located.document)? };
        }
        if let Some(rows) = self.rows.get(&located.row.id) {
            located.row.decisions.clone_from(rows);
        }
        Ok(located)
    }
}

/// A statement with the decisions that stand.
pub(crate) fn with_decisions(tx: &Tx<'_>, mut located: Located) -> Result<StatementRow, LedgerError> {
    if let Some(rows) = standing(tx, located.document)?.remove(&located.row.id) {
        located.row.decisions = rows;
    }
    Ok(located.row)
}

fn standing(tx: &Tx<'_>, document: i64) -> Result<BTreeMap<String, Vec<DecisionRow>>, LedgerError> {
    let mut out = BTreeMap::<String, Vec<DecisionRow>>::new();
    for (statement, row) in tx.decision_rows(document)? {
        if row.undone.is_none() {
            out.entry(statement).or_default().push(row);
        }
    }
    Ok(out)
}
