//! What people said of links between statements.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use whereas_extract::Act;

use crate::LedgerError;
use crate::judge::{LinkVerdict, Ruling};
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

impl Verdicts {
    /// Reads all judgements of links that count.
    pub(crate) fn read(tx: &Tx<'_>) -> Result<Verdicts, LedgerError> {
        let mut out = BTreeMap::new();
        for judgement in tx.judgements_about("link")?.into_iter().filter(|judgement| judgement.counts()) {
            if let (Ruling::Link { kind, says }, [from, to]) = (judgement.ruling, judgement.ends.as_slice()) {
                out.insert((from.item.clone(), to.item.clone()), (kind, says));
            }
        }
        Ok(Verdicts(out))
    }

    /// The last word on a link.
    pub(crate) fn on(&self, from: &str, to: &str) -> Option<(LinkKind, LinkVerdict)> {
        self.0.get(&(from.to_owned(), to.to_owned())).copied()
    }

    /// What became of a link of some kind.
    pub(crate) fn state(&self, kind: LinkKind, from: &str, to: &str) -> LinkState {
        match self.on(from, to) {
            Some((of, LinkVerdict::Confirmed)) if of == kind => LinkState::Confirmed,
            Some((of, LinkVerdict::Rejected)) if of == kind => LinkState::Rejected,
            _ => LinkState::Proposed,
        }
    }

    /// The earlier statements of which a link was judged.
    pub(crate) fn judged(&self) -> BTreeSet<&str> {
        self.0.keys().map(|(_, to)| to.as_str()).collect()
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
    let row = LinkRow { from: key, to, kind, change: None, sign: None, score: 1000, shared: 0 };
    Ok(Some((row, located.row.act)))
}
