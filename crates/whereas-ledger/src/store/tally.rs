//! How many documents and spellings a name has: kept in step with the mentions, so that nobody has to count them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::{Tx, first_key};
use crate::LedgerError;
use crate::derive::Derived;
use crate::entity::node::{Node, fold};

/// A name as it stands in the list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameCount {
    pub node: String,
    pub kind: String,
    /// The form of it that stands most often in the first documents.
    pub name: String,
    /// Id of its first mention.
    pub first: String,
    pub documents: u32,
    pub forms: u32,
}

/// How many mentions tell how a name is best written.
const SAMPLE_MAX: u32 = 64;

impl Tx<'_> {
    /// Counts the names of a document that comes in.
    pub(super) fn count_names(&self, derived: &Derived) -> Result<(), LedgerError> {
        let names: BTreeMap<&str, &Node> =
            derived.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let mut forms: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for mention in derived.mentions.iter().filter(|mention| !mention.node.is_empty()) {
            forms.entry(&mention.node).or_default().insert(fold(&mention.quote));
        }
        for (node, forms) in forms {
            let Some(name) = names.get(node) else { continue };
            let mut new: i64 = 0;
            for form in forms {
                let sql = "insert into node_form (node, folded, documents) values ($1, $2, 0) on conflict do nothing";
                new += i64::from(self.run(sql, params![node, form])? > 0);
                let sql = "update node_form set documents = documents + 1 where node = $1 and folded = $2";
                self.run(sql, params![node, form])?;
            }
            let sql = "insert into node_count (node, kind, name, documents, forms) values ($1, $2, $3, 0, 0)
                       on conflict do nothing";
            if self.run(sql, params![node, name.kind, name.name])? > 0 {
                self.count_kind(&name.kind)?;
            }
            let sql = "update node_count set documents = documents + 1, forms = forms + $1 where node = $2";
            self.run(sql, params![new, node])?;
        }
        Ok(())
    }

    /// Takes the names of a document that goes out of the counts. Its mentions must still be there.
    pub(super) fn uncount_names(&self, document: i64) -> Result<(), LedgerError> {
        let sql = "select distinct node, folded from mention where key >= $1 and key < $2 and node <> ''";
        let range = params![first_key(document), first_key(document + 1)];
        let rows = self.rows(sql, range, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut gone: BTreeMap<String, i64> = BTreeMap::new();
        for (node, form) in rows {
            let sql = "update node_form set documents = documents - 1 where node = $1 and folded = $2";
            self.run(sql, params![node, form])?;
            let sql = "delete from node_form where node = $1 and folded = $2 and documents = 0";
            let last = i64::from(self.run(sql, params![node, form])? > 0);
            *gone.entry(node).or_default() += last;
        }
        for (node, forms) in gone {
            let sql = "update node_count set documents = documents - 1, forms = forms - $1 where node = $2";
            self.run(sql, params![forms, node])?;
            let kind = "select kind from node_count where node = $1 and documents = 0";
            if let Some(kind) = self.row(kind, [&node], |row| Ok(row.get::<_, String>(0)?))? {
                self.run("update kind_count set names = names - 1 where kind = $1", [kind])?;
                self.run("delete from node_count where node = $1", [node])?;
            }
        }
        Ok(())
    }

    fn count_kind(&self, kind: &str) -> Result<(), LedgerError> {
        self.run("insert into kind_count (kind, names) values ($1, 0) on conflict do nothing", [kind])?;
        self.run("update kind_count set names = names + 1 where kind = $1", [kind])?;
        Ok(())
    }

    /// Counts names whose counts are not what their mentions give.
    pub(super) fn stray_counts(&self) -> Result<i64, LedgerError> {
        let wrong = "select count(*) from node_count c where (c.documents, c.forms) <>
            (select count(distinct m.document), count(distinct m.folded) from mention m
             where m.node = c.node and m.node <> '')";
        let strange = "select count(*) from node_form f
            where f.documents <> (select count(distinct m.document) from mention m
                                  where m.folded = f.folded and m.node = f.node and m.node <> '')";
        let missing = "select count(distinct m.node) from mention m
            where m.node <> '' and not exists (select 1 from node_count c where c.node = m.node)";
        let kinds = "select count(*) from kind_count k
            where k.names <> (select count(*) from node_count c where c.kind = k.kind)";
        [wrong, strange, missing, kinds].iter().try_fold(0, |sum, sql| Ok(sum + self.number(sql, [])?))
    }

    /// How many names there are of each kind, in order of kinds.
    pub(crate) fn names_by_kind(&self) -> Result<Vec<(String, u32)>, LedgerError> {
        let sql = "select kind, names from kind_count where names > 0 order by kind";
        self.rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The names of a kind, or of all, that most documents have; at most so many.
    pub(crate) fn frequent_names(&self, kind: &str, at_most: u32) -> Result<Vec<String>, LedgerError> {
        if kind.is_empty() {
            let sql = "select node from node_count order by documents desc, name, node limit $1";
            return self.rows(sql, [at_most], |row| Ok(row.get(0)?));
        }
        let sql = "select node from node_count where kind = $1 order by documents desc, name, node limit $2";
        self.rows(sql, params![kind, at_most], |row| Ok(row.get(0)?))
    }

    /// The names that contain all of some words; those that most documents have, at most so many.
    pub(crate) fn names_with(&self, words: &[String], at_most: u32) -> Result<Vec<String>, LedgerError> {
        let tests: Vec<String> = (1..=words.len()).map(|n| format!("instr(name, ${n}) > 0")).collect();
        if tests.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "select node from node_count where {} order by documents desc, name, node limit {at_most}",
            tests.join(" and ")
        );
        self.rows(&sql, rusqlite::params_from_iter(words), |row| Ok(row.get(0)?))
    }

    /// A name as it is listed.
    pub(crate) fn name_count(&self, node: &str) -> Result<Option<NameCount>, LedgerError> {
        let sql = "select c.node, c.kind, c.documents, c.forms,
            (select m.id from mention m where m.node = c.node and m.node <> '' order by m.document, m.key limit 1)
            from node_count c where c.node = $1";
        let Some(mut found) = self.row(sql, [node], |row| {
            let (documents, forms) = (row.get(2)?, row.get(3)?);
            let (node, kind, first) = (row.get(0)?, row.get(1)?, row.get(4)?);
            Ok(NameCount { node, kind, first, documents, forms, name: String::new() })
        })?
        else {
            return Ok(None);
        };
        let best = self
            .bases(node)?
            .into_iter()
            .max_by_key(|(base, times)| (*times, std::cmp::Reverse(base.clone())));
        found.name = best.map_or(String::new(), |(base, _)| base);
        Ok(Some(found))
    }

    /// How a name is written in its first mentions, and how often.
    pub(crate) fn bases(&self, node: &str) -> Result<Vec<(String, u32)>, LedgerError> {
        let sql = "select base, sum(times) from (
                     select base, times from mention where node = $1 and node <> '' order by document, key limit $2
                   ) sample group by base order by base";
        self.rows(sql, params![node, SAMPLE_MAX], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The spellings of a name and how many documents have each, in order.
    pub(crate) fn forms_of(&self, node: &str, at_most: u32) -> Result<Vec<(String, u32)>, LedgerError> {
        let sql = "select folded, documents from node_form where node = $1 order by folded limit $2";
        self.rows(sql, params![node, at_most], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
