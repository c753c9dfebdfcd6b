//! Statements by the day of their documents.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use whereas_extract::Act;

use super::Tx;
use super::statement::document_tests;
use super::value::kind;
use crate::LedgerError;
use crate::view::StatementFilter;

impl Tx<'_> {
    /// The keys of the statements that pass a filter's words, in ascending order; `None` where it has none.
    pub(crate) fn passing(&self, filter: &StatementFilter) -> Result<Option<Vec<i64>>, LedgerError> {
        if let Some(keys) = self.candidates(filter)? {
            return Ok(Some(keys));
        }
        if filter.lang.is_empty() {
            return Ok(None);
        }
        self.keys("select key from statement where lang = $1", [&filter.lang]).map(Some)
    }

    /// How many statements of each act the documents of each day have, documents without a date left out.
    pub(crate) fn counts_by_day(
        &self,
        filter: &StatementFilter,
    ) -> Result<BTreeMap<String, [u32; 5]>, LedgerError> {
        let (mut tests, values) = document_tests(filter);
        tests.push("d.date <> ''".to_owned());
        let sql = format!(
            "select d.date, sum(d.demands), sum(d.commitments), sum(d.denials), sum(d.appraisals), sum(d.findings)
             from document d where {} group by d.date order by d.date",
            tests.join(" and ")
        );
        let rows = self.rows(&sql, params_from_iter(values), |row| {
            let counts = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
            Ok((row.get(0)?, counts))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// The act of a statement and the day of its document, where that has one.
    pub(crate) fn act_and_day(&self, key: i64) -> Result<Option<(Act, String)>, LedgerError> {
        let sql = "select s.act, d.date from statement s join document d on d.n = s.document
                   where s.key = $1 and d.date <> ''";
        self.row(sql, [key], |row| Ok((kind(row.get(0)?)?, row.get(1)?)))
    }

    /// The demands of the documents that pass a filter, in order of date, with their days; at most so many.
    pub(crate) fn first_demands(
        &self,
        filter: &StatementFilter,
        at_most: u32,
    ) -> Result<Vec<(i64, String)>, LedgerError> {
        if self.passing(filter)?.is_some() {
            return Ok(Vec::new());
        }
        let (mut tests, mut values) = document_tests(filter);
        tests.push("d.date <> ''".to_owned());
        values.push(Value::Text(Act::Demand.as_str().to_owned()));
        let act = values.len();
        values.push(Value::Integer(i64::from(at_most)));
        let sql = format!(
            "select s.key, d.date from document d cross join statement s on s.document = d.n
             where {} and s.act = ${act} order by d.date, d.n, s.key limit ${}",
            tests.join(" and "),
            values.len()
        );
        self.rows(&sql, params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
