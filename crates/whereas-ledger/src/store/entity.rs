//! Mentions as parts of entities, and the judgements that join and part them.

use std::collections::BTreeSet;

use rusqlite::{Row, params};

use super::node::node;
use super::value::kind;
use super::{Tx, document_of};
use crate::derive::Role;
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

pub(super) const COLUMNS: &str = "m.key, m.id, m.kind, m.document, m.quote, m.times, m.base, m.basis, m.node";

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

    /// In how many documents a name stands.
    pub(crate) fn documents_of(&self, node: &str) -> Result<i64, LedgerError> {
        self.number("select count(distinct document) from mention where node = $1 and node <> ''", [node])
    }

    /// A mention that stands for an entity.
    pub(crate) fn entity_mention(&self, id: &str) -> Result<Option<EntityMention>, LedgerError> {
        let sql = format!("select {COLUMNS} from mention m where m.id = $1 and m.node <> ''");
        self.row(&sql, [id], mention)
    }

    /// A name in each language in which it stands.
    pub(crate) fn nodes_of(&self, id: &str) -> Result<Vec<Node>, LedgerError> {
        self.rows("select id, kind, name, lang from node where id = $1 order by lang", [id], node)
    }

    /// The names that are written so.
    pub(crate) fn nodes_named(&self, name: &str) -> Result<Vec<Node>, LedgerError> {
        self.rows("select id, kind, name, lang from node where name = $1 order by id, lang", [name], node)
    }

    /// A few names that contain some words, in order.
    pub(crate) fn nodes_containing(&self, words: &str, at_most: u32) -> Result<Vec<String>, LedgerError> {
        let sql = "select distinct id from node where instr(name, $1) > 0 order by id limit $2";
        self.rows(sql, params![words, at_most], |row| Ok(row.get(0)?))
    }

    /// The names that a form of a mention stands for, also where it is short for another one.
    pub(crate) fn nodes_by_form(&self, form: &str) -> Result<Vec<String>, LedgerError> {
        let sql = "select distinct node from mention where folded = $1 and node <> '' order by node";
        self.rows(sql, [crate::entity::node::fold(form)], |row| Ok(row.get(0)?))
    }

    /// The keys of a name.
    pub(crate) fn features_of(&self, id: &str) -> Result<Vec<i64>, LedgerError> {
        let sql = "select distinct feature from node_key where node = $1 order by feature";
        self.rows(sql, [id], |row| Ok(row.get(0)?))
    }

    /// The names that have a key; none where more than `at_most` have it, for then it tells nothing.
    pub(crate) fn nodes_by_feature(&self, feature: i64, at_most: usize) -> Result<Vec<Node>, LedgerError> {
        // What too many have is told by the index alone, without a look at one of them.
        let most = i64::try_from(at_most).unwrap_or(i64::MAX);
        let too_many = "select feature from node_key where feature = $1 limit 1 offset $2";
        if self.row(too_many, params![feature, most], |row| Ok(row.get::<_, i64>(0)?))?.is_some() {
            return Ok(Vec::new());
        }
        let sql = "select n.id, n.kind, n.name, n.lang from node_key k join node n on n.id = k.node and n.lang = k.lang
                   where k.feature = $1";
        self.rows(sql, params![feature], node)
    }

    /// The names that have one of some keys, in order.
    pub(crate) fn nodes_with(
        &self,
        features: &BTreeSet<i64>,
        at_most: usize,
    ) -> Result<Vec<Node>, LedgerError> {
        let mut found = BTreeSet::new();
        for feature in features {
            found.extend(self.nodes_by_feature(*feature, at_most)?);
        }
        Ok(found.into_iter().collect())
    }

    /// Keys and documents of the statements in which a name has a part.
    pub(crate) fn statements_named(&self, role: Role, folded: &str) -> Result<Vec<(i64, i64)>, LedgerError> {
        let sql = "select g.statement from name n join naming g on g.name = n.n
                   where n.folded = $1 and g.role = $2 order by g.statement";
        self.rows(sql, params![folded, role.as_str()], |row| {
            let key: i64 = row.get(0)?;
            Ok((key, document_of(key)))
        })
    }

    /// All judgements of who is who that stand and whose mentions are found.
    pub(crate) fn identity_judgements(&self) -> Result<Judgements, LedgerError> {
        let sql = "select distinct m.id, m.node, m.document from judgement j
                   join judgement_end e on e.seq = j.seq join mention m on m.id = e.item
                   where j.subject in ('identity', 'detached') and j.undone is null";
        let placed = self
            .rows(sql, [], |row| Ok(Placed { id: row.get(0)?, node: row.get(1)?, document: row.get(2)? }))?;
        let placed = placed.into_iter().map(|placed| (placed.id.clone(), placed)).collect();
        let mut out = Judgements { placed, ..Judgements::default() };
        for subject in ["identity", "detached"] {
            let standing = self.judgements_about(subject)?;
            for judgement in standing.into_iter().filter(super::Judgement::counts) {
                let mut items = judgement.ends.into_iter().map(|end| end.item);
                match (judgement.ruling, items.next(), items.next()) {
                    (Ruling::Identity { says }, Some(a), Some(b)) => {
                        out.said.push(Said { seq: judgement.seq, says, between: [a, b] });
                    }
                    (Ruling::Detached, Some(id), _) => {
                        out.detached.entry(id).or_default().push(judgement.seq);
                    }
                    _ => {}
                }
            }
        }
        Ok(out)
    }
}

pub(super) fn mention(row: &Row<'_>) -> Result<EntityMention, LedgerError> {
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
