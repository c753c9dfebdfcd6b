//! Names that mentions stand for, and the keys by which they are found.

use rusqlite::{Row, params};
use std::collections::BTreeSet;

use super::value::kind;
use super::{Tx, first_key};
use crate::LedgerError;
use crate::entity::node::{Node, keys};

impl Tx<'_> {
    /// Keeps a name, unless it is there.
    pub(super) fn put_node(&self, node: &Node) -> Result<(), LedgerError> {
        let sql = "insert into node (id, lang, kind, name) values ($1, $2, $3, $4) on conflict do nothing";
        if self.run(sql, params![node.id, node.lang.code(), node.kind, node.name])? == 0 {
            return Ok(());
        }
        for feature in keys(node) {
            let sql = "insert into node_key (feature, node, lang) values ($1, $2, $3)";
            self.run(sql, params![feature, node.id, node.lang.code()])?;
        }
        Ok(())
    }

    /// The names that mentions of a document stand for.
    pub(super) fn nodes_in(&self, document: i64) -> Result<BTreeSet<Node>, LedgerError> {
        let sql = "select distinct n.id, n.kind, n.name, n.lang from mention m
                   join node n on n.id = m.node and n.lang = m.lang
                   where m.key >= $1 and m.key < $2 and m.node <> '' and m.basis = 'itself'";
        let rows = self.rows(sql, params![first_key(document), first_key(document + 1)], node)?;
        Ok(rows.into_iter().collect())
    }

    /// Removes the mentions of a document, and the names that nobody bears any more.
    pub(super) fn remove_mentions(&self, document: i64) -> Result<(), LedgerError> {
        let range = params![first_key(document), first_key(document + 1)];
        let sql = "select distinct node, lang from mention where key >= $1 and key < $2 and basis = 'itself'";
        let touched =
            self.rows(sql, range, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        self.run("delete from mention where key >= $1 and key < $2", range)?;
        for (id, lang) in touched {
            let sql = "select count(*) from mention where node = $1 and lang = $2 and node <> '' and basis = 'itself'";
            if self.number(sql, params![id, lang])? == 0 {
                self.run("delete from node where id = $1 and lang = $2", params![id, lang])?;
                self.run("delete from node_key where node = $1 and lang = $2", params![id, lang])?;
            }
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Counts names that no mention stands for, mentions whose name is missing, and keys without a name.
    pub(super) fn stray_nodes(&self) -> Result<i64, LedgerError> {
        let borne = "m.node = n.id and m.lang = n.lang and m.basis = 'itself' and m.node <> ''";
        let sqls = [
            format!("select count(*) from node n where not exists (select 1 from mention m where {borne})"),
            format!(
                "select count(*) from mention m where m.basis = 'itself' and m.node <> ''
                   and not exists (select 1 from node n where {borne})"
            ),
            "select count(*) from node_key k
             where not exists (select 1 from node n where n.id = k.node and n.lang = k.lang)"
                .to_owned(),
        ];
        sqls.iter().try_fold(0, |sum, sql| Ok(sum + self.number(sql, [])?))
    }

    /// The keys of a name that are kept, in order.
    pub(crate) fn node_keys(&self, node: &Node) -> Result<BTreeSet<i64>, LedgerError> {
        let sql = "select feature from node_key where node = $1 and lang = $2";
        let rows = self.rows(sql, params![node.id, node.lang.code()], |row| Ok(row.get(0)?))?;
        Ok(rows.into_iter().collect())
    }
}

pub(super) fn node(row: &Row<'_>) -> Result<Node, LedgerError> {
    Ok(Node { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, lang: kind(row.get(3)?)? })
}
