//! Mentions as parts of entities, and the judgements that join and part them.

use rusqlite::Row;

use super::Tx;
use super::node::node;
use super::value::kind;
use crate::entity::identity::{Judgements, Placed, Said};
use crate::entity::node::Node;
use crate::{Basis, LedgerError, Ruling};

/// A mention as a part of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntityMention {
    pub key: i64,
    pub id: String,
    pub kind: String,
    /// Number of its document.
    pub document: i64,
    pub quote: String,
    pub times: u32,
    pub base: String,
    pub basis: Basis,
    pub node: String,
}

const COLUMNS: &str = "m.key, m.id, m.kind, m.document, m.quote, m.times, m.base, m.basis, m.node";

impl Tx<'_> {
    /// Hands over every mention that stands for an entity, in order of place.
    pub(crate) fn each_entity_mention(
        &self,
        mut each: impl FnMut(EntityMention) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let sql = format!("select {COLUMNS} from mention m where m.node <> '' order by m.key");
        self.each(&sql, [], |row| each(mention(row)?))
    }

    /// Every name that mentions stand for, in order.
    pub(crate) fn nodes(&self) -> Result<Vec<Node>, LedgerError> {
        self.rows("select id, kind, name, lang from node order by id, lang", [], node)
    }

    /// Hands over every key with a name that has it, in order of keys.
    pub(crate) fn each_node_key(
        &self,
        mut each: impl FnMut(i64, &str, &str) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.each("select feature, node, lang from node_key order by feature, node, lang", [], |row| {
            each(row.get(0)?, row.get_ref(1)?.as_str().unwrap_or(""), row.get_ref(2)?.as_str().unwrap_or(""))
        })
    }

    /// All judgements of who is who that stand and whose mentions are found.
    pub(crate) fn identity_judgements(&self) -> Result<Judgements, LedgerError> {
        let sql = "select distinct m.id, m.node, m.document from judgement j
                   join judgement_end e on e.seq = j.seq join mention m on m.id = e.item
                   where j.subject in ('identity', 'detached') and j.undone is null";
        let placed = self
            .rows(sql, [], |row| Ok(Placed { id: row.get(0)?, node: row.get(1)?, document: row.get(2)? }))?;
        let mut out = Judgements::default();
        out.placed = placed.into_iter().map(|placed| (placed.id.clone(), placed)).collect();
        for subject in ["identity", "detached"] {
            let standing = self.judgements_about(subject)?;
            for judgement in standing.into_iter().filter(super::Judgement::counts) {
                let mut items = judgement.ends.into_iter().map(|end| end.item);
                match (judgement.ruling, items.next(), items.next()) {
                    (Ruling::Identity { says }, Some(a), Some(b)) => {
                        out.said.push(Said { seq: judgement.seq, says, between: [a, b] });
                    }
                    (Ruling::Detached, Some(id), _) => {
                        out.detached.insert(id);
                    }
                    _ => {}
                }
            }
        }
        Ok(out)
    }
}

fn mention(row: &Row<'_>) -> Result<EntityMention, LedgerError> {
    Ok(EntityMention {
        key: row.get(0)?,
        id: row.get(1)?,
        kind: row.get(2)?,
        document: row.get(3)?,
        quote: row.get(4)?,
        times: row.get(5)?,
        base: row.get(6)?,
        basis: kind(row.get(7)?)?,
        node: row.get(8)?,
    })
}
