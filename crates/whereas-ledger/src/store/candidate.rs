//! Statements that have certain words, and the order in which keys are listed.
//!
//! Each word of a filter gives a list of keys in ascending order; what stands in all of them passes. The
//! lists hold eight bytes for each statement, which is less work than joining the rows themselves.

use rusqlite::types::Value;
use rusqlite::{Params, params_from_iter};

use super::statement::document_tests;
use super::{Tx, document_of, first_key};
use crate::derive::Role;
use crate::entity::find::judged_spellings;
use crate::query::{Query, Term};
use crate::view::StatementFilter;
use crate::word::fold_name;
use crate::{LedgerError, Page, limit};

impl Tx<'_> {
    /// The keys of the statements that pass a filter's words, position, act and language, in ascending order;
    /// `None` when the filter has neither words nor a position and does not ask for a date.
    pub(super) fn candidates(&self, filter: &StatementFilter) -> Result<Option<Vec<i64>>, LedgerError> {
        let mut lists = Vec::new();
        let names = [
            (Role::Addressee, &filter.addressee),
            (Role::Actor, &filter.actor),
            (Role::Person, &filter.person),
            (Role::Law, &filter.law),
        ];
        for (role, typed) in names {
            lists.extend(self.statements_naming(role, typed)?);
        }
        if !filter.theme.is_empty() {
            let theme = fold_name(&filter.theme, limit::FILTER_NAME_BYTES_MAX);
            let sql = "select naming.statement from name cross join naming on naming.name = name.n
                       where naming.role = $1 and name.folded = $2";
            lists.push(self.keys(sql, [Role::Theme.as_str(), &theme])?);
        }
        lists.extend(self.statements_with(&Query::beginnings(&filter.text))?);
        if let Some(position) = filter.position {
            lists.push(self.keys(
                "select key from statement where position = $1 and position <> ''",
                [position.as_str()],
            )?);
        }
        if filter.dated {
            lists.push(self.keys("select key from statement where due <> ''", [])?);
        }
        if lists.is_empty() {
            return Ok(None);
        }
        if let Some(act) = filter.act {
            lists.push(self.keys("select key from statement where act = $1", [act.as_str()])?);
        }
        if !filter.lang.is_empty() {
            lists.push(self.keys("select key from statement where lang = $1", [&filter.lang])?);
        }
        Ok(lists.into_iter().reduce(|all, list| common(&all, &list)))
    }

    /// Those of some ascending keys that pass a filter's act, language, speaker and addressee; what is no statement
    /// passes none of them.
    pub(crate) fn narrowed(
        &self,
        mut keys: Vec<i64>,
        filter: &StatementFilter,
    ) -> Result<Vec<i64>, LedgerError> {
        for (role, typed) in [(Role::Addressee, &filter.addressee), (Role::Actor, &filter.actor)] {
            if let Some(list) = self.statements_naming(role, typed)? {
                keys = common(&keys, &list);
            }
        }
        if let Some(act) = filter.act {
            keys = common(&keys, &self.keys("select key from statement where act = $1", [act.as_str()])?);
        }
        if !filter.lang.is_empty() {
            keys = common(&keys, &self.keys("select key from statement where lang = $1", [&filter.lang])?);
        }
        Ok(keys)
    }

    /// The keys of the statements that pass a filter's words, in ascending order; `None` when it has none.
    pub(crate) fn statements_with_words(
        &self,
        filter: &StatementFilter,
    ) -> Result<Option<Vec<i64>>, LedgerError> {
        self.candidates(filter)
    }

    /// Statements in which one name has all these words in a certain part, or is a spelling of somebody who bears such
    /// a name, as people judged.
    fn statements_naming(&self, role: Role, typed: &str) -> Result<Option<Vec<i64>>, LedgerError> {
        if Query::beginnings(typed).terms.is_empty() {
            return Ok(None);
        }
        let spellings = match role {
            Role::Law | Role::Theme => Vec::new(),
            _ => judged_spellings(self, typed)?,
        };
        let mut values = vec![Value::Text(role.as_str().to_owned())];
        let mut tests = Vec::new();
        for term in Query::beginnings(typed).terms {
            if let Term::Beginning(word) = term {
                values.push(Value::Text(format!("% {word}%")));
                tests.push(format!("name.folded like ${}", values.len()));
            }
        }
        let mut named = vec![format!("({})", tests.join(" and "))];
        for spelling in spellings {
            values.push(Value::Text(fold_name(&spelling, limit::FILTER_NAME_BYTES_MAX)));
            named.push(format!("name.folded = ${}", values.len()));
        }
        let sql = format!(
            "select naming.statement from name cross join naming on naming.name = name.n
               where naming.role = $1 and ({})",
            named.join(" or ")
        );
        self.keys(&sql, params_from_iter(values)).map(Some)
    }

    /// Every key that a query gives, once, in ascending order.
    pub(super) fn keys(&self, sql: &str, params: impl Params) -> Result<Vec<i64>, LedgerError> {
        let mut keys = self.rows(sql, params, |row| Ok(row.get(0)?))?;
        keys.sort_unstable();
        keys.dedup();
        Ok(keys)
    }

    /// Puts ascending keys into the order of lists, by date of the document and then by place, and cuts out
    /// a page. Returns the page, and how many keys there are in the documents that pass the filter.
    pub(crate) fn in_order(
        &self,
        keys: &[i64],
        filter: &StatementFilter,
        page: Page,
    ) -> Result<(Vec<i64>, u32), LedgerError> {
        let limit = if page.limit == 0 { usize::MAX } else { page.limit as usize };
        let mut skip = page.offset as usize;
        let (mut out, mut total) = (Vec::new(), 0);
        for n in self.documents_in_order(keys, filter)? {
            let from = keys.partition_point(|key| *key < first_key(n));
            let rest = &keys[from..];
            let here = &rest[..rest.partition_point(|key| *key < first_key(n + 1))];
            total += here.len();
            let skipped = skip.min(here.len());
            skip -= skipped;
            out.extend(here[skipped..].iter().take(limit - out.len()));
        }
        Ok((out, u32::try_from(total).unwrap_or(u32::MAX)))
    }

    /// The documents that pass a filter, by date; where the keys stand in a few, only these are looked at.
    fn documents_in_order(&self, keys: &[i64], filter: &StatementFilter) -> Result<Vec<i64>, LedgerError> {
        let mut own: Vec<i64> = keys.iter().map(|key| document_of(*key)).collect();
        own.dedup();
        let (mut tests, mut values) = document_tests(filter);
        if own.len() > limit::FEW_DOCUMENTS {
            let tests =
                if tests.is_empty() { String::new() } else { format!("where {}", tests.join(" and ")) };
            let sql = format!("select d.n from document d {tests} order by d.date, d.n");
            return self.rows(&sql, params_from_iter(values), |row| Ok(row.get(0)?));
        }
        values.push(Value::Null);
        tests.push(format!("d.n = ${}", values.len()));
        let sql = format!("select d.date from document d where {}", tests.join(" and "));
        let mut dated: Vec<(String, i64)> = Vec::new();
        for n in own {
            if let Some(last) = values.last_mut() {
                *last = Value::Integer(n);
            }
            let date = self.row(&sql, params_from_iter(values.iter()), |row| Ok(row.get(0)?))?;
            dated.extend(date.map(|date| (date, n)));
        }
        dated.sort();
        Ok(dated.into_iter().map(|(_, n)| n).collect())
    }
}

/// What two ascending lists have in common.
pub(crate) fn common(a: &[i64], b: &[i64]) -> Vec<i64> {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut rest = many;
    let mut out = Vec::with_capacity(few.len());
    for key in few {
        // Lists of like length are gone through step by step, a long one by ever longer steps.
        let mut step = 1;
        while rest.get(step).is_some_and(|other| other < key) {
            step *= 2;
        }
        let near = &rest[..rest.len().min(step + 1)];
        rest = &rest[near.partition_point(|other| other < key)..];
        if rest.first() == Some(key) {
            out.push(*key);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_keys_stand_in_both_lists() {
        assert_eq!(common(&[1, 4, 6, 9], &[0, 4, 5, 9, 10, 11]), [4, 9]);
        assert_eq!(common(&[], &[1]), Vec::<i64>::new());
        assert_eq!(common(&[3], &[1, 2]), Vec::<i64>::new());
        let (all, thirds): (Vec<i64>, Vec<i64>) = ((0..1000).collect(), (0..1000).step_by(3).collect());
        assert_eq!(common(&all, &thirds), thirds);
        assert_eq!(
            common(&thirds, &(500..900).collect::<Vec<_>>()),
            (501..900).step_by(3).collect::<Vec<_>>()
        );
    }
}
