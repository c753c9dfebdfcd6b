//! Names that mentions stand for, and the keys by which they are found.

use rusqlite::{Row, params};
use std::collections::BTreeSet;

use super::value::kind;
use super::{Tx, first_key, mention_key, place_of};
use crate::LedgerError;
use crate::entity::mention::ClaimEntry;
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
                   join node n on n.id = m.node and n.lang = m.base_lang
                   where m.key >= $1 and m.key < $2 and m.node <> ''";
        let rows = self.rows(sql, params![first_key(document), first_key(document + 1)], node)?;
        Ok(rows.into_iter().collect())
    }

    /// Keeps what the persons of a document are said to be.
    pub(super) fn put_claims(&self, document: i64, claims: &BTreeSet<ClaimEntry>) -> Result<(), LedgerError> {
        for claim in claims {
            let sql = "insert into claim (mention, role, quote) values ($1, $2, $3)";
            self.run(sql, params![mention_key(document, claim.mention), claim.role, claim.quote])?;
        }
        Ok(())
    }

    /// What the persons of a document are said to be.
    pub(super) fn claims_in(&self, document: i64) -> Result<BTreeSet<ClaimEntry>, LedgerError> {
        let sql = "select mention, role, quote from claim where mention >= $1 and mention < $2";
        let rows = self.rows(sql, params![first_key(document), first_key(document + 1)], |row| {
            Ok(ClaimEntry { mention: place_of(row.get(0)?), role: row.get(1)?, quote: row.get(2)? })
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Removes the mentions of a document, and the names that nobody bears any more.
    pub(super) fn remove_mentions(&self, document: i64) -> Result<(), LedgerError> {
        let range = params![first_key(document), first_key(document + 1)];
        let sql = "select distinct node, base_lang from mention where key >= $1 and key < $2 and node <> ''";
        let touched =
            self.rows(sql, range, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        self.uncount_names(document)?;
        self.run("delete from mention where key >= $1 and key < $2", range)?;
        self.run("delete from claim where mention >= $1 and mention < $2", range)?;
        for (id, lang) in touched {
            let sql = "select count(*) from mention where node = $1 and base_lang = $2 and node <> ''";
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
        let borne = "m.node = n.id and m.base_lang = n.lang and m.node <> ''";
        let sqls = [
            format!("select count(*) from node n where not exists (select 1 from mention m where {borne})"),
            format!(
                "select count(*) from mention m where m.node <> ''
                   and not exists (select 1 from node n where {borne})"
            ),
            "select count(*) from claim c where not exists (select 1 from mention m where m.key = c.mention)"
                .to_owned(),
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
