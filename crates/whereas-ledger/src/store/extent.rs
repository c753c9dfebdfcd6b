//! What an entity has, by its extent: whole names by their indexes, single mentions by their keys.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use super::entity::{COLUMNS, mention};
use super::value::kind;
use super::{EntityMention, Tx};
use crate::derive::Role;
use crate::entity::extent::Extent;
use crate::view::{DossierMention, Reason, RoleClaim};
use crate::{LedgerError, Page, limit};

/// How much an entity has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Size {
    pub mentions: u32,
    pub documents: u32,
}

/// From so many mentions on, documents are walked in order of date until a page is full, instead of sorting all.
const WALK_MENTIONS_MIN: u32 = 2000;

/// Conditions with their parameters.
#[derive(Default)]
struct Sql {
    values: Vec<Value>,
}

impl Sql {
    /// A parameter.
    fn take(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// A list of words in brackets.
    fn words(&mut self, words: &[String]) -> String {
        let all: Vec<String> = words.iter().map(|word| self.take(Value::Text(word.clone()))).collect();
        format!("({})", all.join(", "))
    }

    /// What a mention `m` of one of the whole names fulfils.
    fn whole(&mut self, extent: &Extent) -> String {
        if extent.nodes.is_empty() {
            return "1 = 0".to_owned();
        }
        let mut out = format!("m.node in {} and m.node <> ''", self.words(&extent.nodes));
        if !extent.without.is_empty() {
            out += &format!(" and m.id not in {}", self.words(&extent.without));
        }
        out
    }

    /// What one of the further mentions `m` fulfils.
    fn further(&mut self, extent: &Extent) -> String {
        if extent.also.is_empty() {
            return "1 = 0".to_owned();
        }
        let keys: Vec<String> = extent.also.iter().map(|key| self.take(Value::Integer(*key))).collect();
        format!("m.key in ({})", keys.join(", "))
    }
}

impl Tx<'_> {
    /// How many mentions and documents an entity has.
    pub(crate) fn extent_size(&self, extent: &Extent) -> Result<Size, LedgerError> {
        if let ([node], [], []) = (extent.nodes.as_slice(), extent.without.as_slice(), extent.also.as_slice())
        {
            // Names know how many documents they have; a form has one mention for each document.
            let sql = "select c.documents, (select sum(f.documents) from node_form f where f.node = c.node)
                       from node_count c where c.node = $1";
            let size = self.row(sql, [node], |row| {
                Ok(Size { documents: row.get(0)?, mentions: row.get::<_, Option<u32>>(1)?.unwrap_or(0) })
            })?;
            return Ok(size.unwrap_or_default());
        }
        let mut sql = Sql::default();
        let mentions = format!(
            "select m.document as document from mention m where {} union all
             select m.document as document from mention m where {}",
            sql.whole(extent),
            sql.further(extent)
        );
        let counted = format!("select count(*), count(distinct document) from ({mentions}) own");
        let size = self.row(&counted, params_from_iter(sql.values), |row| {
            Ok(Size { mentions: row.get(0)?, documents: row.get(1)? })
        })?;
        Ok(size.unwrap_or_default())
    }

    /// The first mention of an entity.
    pub(crate) fn extent_first(&self, extent: &Extent) -> Result<Option<EntityMention>, LedgerError> {
        let mut first: Option<EntityMention> = self.extent_others(extent)?.into_iter().next();
        for node in &extent.nodes {
            let one = Extent { nodes: vec![node.clone()], without: extent.without.clone(), also: Vec::new() };
            let mut sql = Sql::default();
            let words = format!(
                "select {COLUMNS} from mention m where {} order by m.document, m.key limit 1",
                sql.whole(&one)
            );
            let own = self.row(&words, params_from_iter(sql.values), mention)?;
            first = first.into_iter().chain(own).min_by_key(|mention| mention.key);
        }
        Ok(first)
    }

    /// The mentions of an entity that do not come with a whole name, in order of place.
    pub(crate) fn extent_others(&self, extent: &Extent) -> Result<Vec<EntityMention>, LedgerError> {
        if extent.also.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::default();
        let words = format!("select {COLUMNS} from mention m where {} order by m.key", sql.further(extent));
        self.rows(&words, params_from_iter(sql.values), mention)
    }

    /// A page of the mentions of an entity, of one spelling or of all, in order of time.
    pub(crate) fn extent_mentions(
        &self,
        extent: &Extent,
        form: Option<&str>,
        page: Page,
    ) -> Result<Vec<DossierMention>, LedgerError> {
        let walked = self.extent_size(extent)?.mentions >= WALK_MENTIONS_MIN;
        let tables =
            if walked { "document d cross join mention m" } else { "mention m cross join document d" };
        let mut sql = Sql::default();
        let mut parts = Vec::new();
        for (has_any, whole) in [(!extent.nodes.is_empty(), true), (!extent.also.is_empty(), false)] {
            if !has_any {
                continue;
            }
            let tables = if whole { tables } else { "mention m cross join document d" };
            let own = if whole { sql.whole(extent) } else { sql.further(extent) };
            let spelled = form.map_or(String::new(), |form| {
                format!("and m.folded = {}", sql.take(Value::Text(form.to_owned())))
            });
            parts.push(format!(
                "select m.key as key, d.date as date, d.n as n from {tables}
                 where m.document = d.n and {own} {spelled}"
            ));
        }
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let (limit, offset) =
            (sql.take(Value::Integer(page.sql_limit())), sql.take(Value::Integer(page.offset.into())));
        let words = format!(
            "select m.id, m.quote, d.id, d.title, d.date, m.passage, m.times, m.basis, m.base
             from ({} order by date, n, key limit {limit} offset {offset}) page
             cross join mention m on m.key = page.key cross join document d on d.n = m.document
             order by d.date, d.n, m.key",
            parts.join(" union all ")
        );
        self.rows(&words, params_from_iter(sql.values), shown)
    }

    /// A few mentions of a spelling of a name, in order of adding.
    pub(crate) fn spelled(
        &self,
        node: &str,
        folded: &str,
        at_most: u32,
    ) -> Result<Vec<EntityMention>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from mention m where m.folded = $1 and m.node = $2 and m.node <> ''
             order by m.document limit $3"
        );
        self.rows(&sql, params![folded, node, at_most], mention)
    }

    /// The documents that have a spelling of a name, in order.
    pub(crate) fn documents_spelling(&self, node: &str, folded: &str) -> Result<Vec<i64>, LedgerError> {
        let sql =
            "select document from mention where folded = $1 and node = $2 and node <> '' order by document";
        self.rows(sql, params![folded, node], |row| Ok(row.get(0)?))
    }

    /// The documents that have a name, in order; at most so many.
    pub(crate) fn documents_bearing(&self, node: &str, at_most: u32) -> Result<Vec<i64>, LedgerError> {
        let sql =
            "select distinct document from mention where node = $1 and node <> '' order by document limit $2";
        self.rows(sql, params![node, at_most], |row| Ok(row.get(0)?))
    }

    /// Ids of the mentions of a name, in order of place; at most so many.
    pub(crate) fn mentions_bearing(&self, node: &str, at_most: u32) -> Result<Vec<String>, LedgerError> {
        let sql = "select id from mention where node = $1 and node <> '' order by document, key limit $2";
        self.rows(sql, params![node, at_most], |row| Ok(row.get(0)?))
    }

    /// The mentions of a name in one document, in order of place.
    pub(crate) fn mentions_within(
        &self,
        node: &str,
        document: i64,
    ) -> Result<Vec<EntityMention>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from mention m where m.node = $1 and m.node <> '' and m.document = $2 order by m.key"
        );
        self.rows(&sql, params![node, document], mention)
    }

    /// What an entity is said to be, in order of adding; at most so much.
    pub(crate) fn extent_claims(&self, extent: &Extent) -> Result<Vec<RoleClaim>, LedgerError> {
        let mut out = Vec::new();
        for whole in [true, false] {
            if (whole && extent.nodes.is_empty()) || (!whole && extent.also.is_empty()) {
                continue;
            }
            let mut sql = Sql::default();
            let own = if whole { sql.whole(extent) } else { sql.further(extent) };
            let words = format!(
                "select c.role, c.quote, d.id, d.date, m.id from mention m cross join claim c on c.mention = m.key
                 cross join document d on d.n = m.document where m.kind = 'person' and {own}
                 limit {}",
                limit::CLAIMS_MAX
            );
            out.extend(self.rows(&words, params_from_iter(sql.values), |row| {
                let (role, quote, document) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(RoleClaim { role, quote, document, date: row.get(3)?, mention: row.get(4)? })
            })?);
        }
        Ok(out)
    }

    /// The parts that a folded name has in statements, with their keys, in order of parts and keys.
    pub(crate) fn parts_of(&self, folded: &str) -> Result<Vec<(Role, i64)>, LedgerError> {
        let sql = "select g.role, g.statement from name n join naming g on g.name = n.n
                   where n.folded = $1 order by g.role, g.statement";
        let mut out = Vec::new();
        self.each(sql, [folded], |row| {
            let word = row.get_ref(0)?.as_str().unwrap_or("");
            if let Some(role) = Role::ALL.into_iter().find(|role| role.as_str() == word) {
                out.push((role, row.get(1)?));
            }
            Ok(())
        })?;
        Ok(out)
    }
}

fn shown(row: &Row<'_>) -> Result<DossierMention, LedgerError> {
    let basis = kind(row.get(7)?)?;
    Ok(DossierMention {
        id: row.get(0)?,
        form: row.get(1)?,
        document: row.get(2)?,
        document_title: row.get(3)?,
        document_date: row.get(4)?,
        passage: row.get(5)?,
        times: row.get(6)?,
        basis,
        why: Reason::Form { basis, base: row.get(8)? },
        base: row.get(8)?,
    })
}
