//! What people said of links between statements.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use whereas_extract::Act;

use crate::LedgerError;
use crate::judge::LinkVerdict;
use crate::link::LinkKind;
use crate::store::{LinkRow, Tx};

/// What became of a link that was proposed, or that a person made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkState {
    /// The program proposes it, and nobody has judged it.
    Proposed,
    /// A person says that it holds.
    Confirmed,
    /// A person says that it does not.
    Rejected,
}

/// The last word on each pair of statements, by the ids of the later and the earlier one.
pub(crate) struct Verdicts(BTreeMap<(String, String), (LinkKind, LinkVerdict)>);

/// The same by their keys.
pub(crate) type ByKeys = BTreeMap<(i64, i64), (LinkKind, LinkVerdict)>;

impl Verdicts {
    /// Reads all judgements of links that count.
    pub(crate) fn read(tx: &Tx<'_>) -> Result<Verdicts, LedgerError> {
        Ok(Verdicts(tx.link_judgements("")?.into_iter().collect()))
    }

    /// Reads the judgements of links that count and lie on a statement.
    pub(crate) fn about(tx: &Tx<'_>, statement: &str) -> Result<Verdicts, LedgerError> {
        Ok(Verdicts(tx.link_judgements(statement)?.into_iter().collect()))
    }

    /// Reads the judgements of links that count and lie on a statement of a document.
    pub(crate) fn within(tx: &Tx<'_>, document: i64) -> Result<Verdicts, LedgerError> {
        Ok(Verdicts(tx.link_judgements_within(document)?.into_iter().collect()))
    }

    /// The same by the keys of the statements; what lies on statements that are gone is left out.
    pub(crate) fn by_keys(&self, tx: &Tx<'_>) -> Result<ByKeys, LedgerError> {
        let mut out = BTreeMap::new();
        for ((from, to), said) in &self.0 {
            if let Some(both) = tx.statement_key_of(from)?.zip(tx.statement_key_of(to)?) {
                out.insert(both, *said);
            }
        }
        Ok(out)
    }

    /// Whether nobody has judged anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last word on a link.
    pub(crate) fn on(&self, from: &str, to: &str) -> Option<(LinkKind, LinkVerdict)> {
        self.0.get(&(from.to_owned(), to.to_owned())).copied()
    }

    /// Whether anybody judged the link of a later statement, by its key, to an earlier one.
    pub(crate) fn is_judged(&self, tx: &Tx<'_>, from: i64, to: &str) -> Result<bool, LedgerError> {
        Ok(!self.is_empty() && tx.statement_id(from)?.is_some_and(|from| self.on(&from, to).is_some()))
    }

    /// What became of a link of some kind.
    pub(crate) fn state(&self, kind: LinkKind, from: &str, to: &str) -> LinkState {
        match self.on(from, to) {
            Some((of, LinkVerdict::Confirmed)) if of == kind => LinkState::Confirmed,
            Some((of, LinkVerdict::Rejected)) if of == kind => LinkState::Rejected,
            _ => LinkState::Proposed,
        }
    }

    /// The later statements of links of these kinds that people judged, and what they said.
    pub(crate) fn judged_from(
        &self,
        tx: &Tx<'_>,
        kinds: &[LinkKind],
    ) -> Result<Vec<(i64, LinkVerdict)>, LedgerError> {
        let mut out = Vec::new();
        for ((from, _), (_, says)) in self.0.iter().filter(|(_, (kind, _))| kinds.contains(kind)) {
            out.extend(tx.statement_key_of(from)?.map(|key| (key, *says)));
        }
        Ok(out)
    }

    /// The links to a statement that people confirmed, with the act of the later statement.
    pub(crate) fn confirmed_to(
        &self,
        tx: &Tx<'_>,
        key: i64,
        id: &str,
    ) -> Result<Vec<(LinkRow, Act)>, LedgerError> {
        let mut out = Vec::new();
        for ((from, to), (kind, says)) in &self.0 {
            if to == id && *says == LinkVerdict::Confirmed {
                out.extend(made(tx, *kind, from, key)?);
            }
        }
        Ok(out)
    }

    /// The earlier statements of which people confirmed that a statement takes them up in this way.
    pub(crate) fn confirmed(&self, tx: &Tx<'_>, from: &str, kind: LinkKind) -> Result<Vec<i64>, LedgerError> {
        let begin = (from.to_owned(), String::new());
        let own = self.0.range(begin..).take_while(|((other, _), _)| other == from);
        let held = own.filter(|(_, said)| **said == (kind, LinkVerdict::Confirmed));
        let keys = held.map(|((_, to), _)| tx.statement_key_of(to)).collect::<Result<Vec<_>, _>>()?;
        Ok(keys.into_iter().flatten().collect())
    }

    /// The links from the statements of a document that people confirmed and the program does not propose.
    pub(crate) fn made_by_hand(&self, tx: &Tx<'_>, statement: i64) -> Result<Vec<LinkRow>, LedgerError> {
        let Some(id) = tx.statement_id(statement)? else { return Ok(Vec::new()) };
        let mut out = Vec::new();
        let begin = (id.clone(), String::new());
        let own = self.0.range(begin..).take_while(|((from, _), _)| *from == id);
        for ((from, to), (kind, _)) in own.filter(|(_, (_, says))| *says == LinkVerdict::Confirmed) {
            if let Some(key) = tx.statement_key_of(to)? {
                let proposed = tx.linked(statement, key)?;
                if proposed.is_none_or(|row| row.kind != *kind) {
                    out.extend(made(tx, *kind, from, key)?.map(|(row, _)| row));
                }
            }
        }
        Ok(out)
    }

    /// The later statements of all links that people confirmed.
    pub(crate) fn confirmed_from(&self, tx: &Tx<'_>) -> Result<BTreeSet<i64>, LedgerError> {
        let mut out = BTreeSet::new();
        for ((from, _), (_, says)) in &self.0 {
            if *says == LinkVerdict::Confirmed {
                out.extend(tx.statement_key_of(from)?);
            }
        }
        Ok(out)
    }
}

/// A link that a person made, with the act of the later statement.
fn made(tx: &Tx<'_>, kind: LinkKind, from: &str, to: i64) -> Result<Option<(LinkRow, Act)>, LedgerError> {
    let Some(key) = tx.statement_key_of(from)? else { return Ok(None) };
    let Some(located) = tx.statement_at(key)? else { return Ok(None) };
    Ok(Some((LinkRow::by_hand(key, to, kind), located.row.act)))
}
