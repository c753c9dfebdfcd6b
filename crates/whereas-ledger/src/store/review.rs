//! What people have still to look at.
//!
//! Statements are walked group by group: those of one rule, one act and one confidence are alike, and there are few
//! such groups however many statements there are. A group is looked into only until the page is full.

use rusqlite::params;
use rusqlite::types::Value;
use whereas_extract::Act;

use super::value::{count, kind};
use super::{Tx, first_key};
use crate::LedgerError;
use crate::view::{ReviewFilter, RuleScore};

/// Statements that are alike to a reviewer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub rule: String,
    pub act: Act,
    pub confidence: f64,
}

impl Tx<'_> {
    /// What people decided on each rule, in order of the rules.
    pub(crate) fn rule_scores(&self) -> Result<Vec<RuleScore>, LedgerError> {
        let sql = "select rule, sum(verdict = 'accepted'), sum(verdict = 'rejected') from decision
                   where undone is null and rule <> '' group by rule order by rule";
        self.rows(sql, [], |row| {
            Ok(RuleScore { rule: row.get(0)?, accepted: row.get(1)?, rejected: row.get(2)? })
        })
    }

    /// Every group of statements that passes a filter, by steps of the index: as many as there are groups.
    pub(crate) fn review_groups(&self, filter: &ReviewFilter) -> Result<Vec<Group>, LedgerError> {
        let group = |row: &rusqlite::Row<'_>| -> Result<(String, String, f64), LedgerError> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        };
        // One comparison of all three would walk through a whole rule at every step.
        let steps =
            ["rule = $1 and act = $2 and confidence > $3", "rule = $1 and act > $2 and $3 = $3", "rule > $1"];
        let next = |last: &(String, String, f64)| -> Result<Option<(String, String, f64)>, LedgerError> {
            let select = "select rule, act, confidence from statement where";
            for step in &steps[..2] {
                let sql = format!("{select} {step} order by rule, act, confidence limit 1");
                if let Some(found) = self.row(&sql, params![last.0, last.1, last.2], group)? {
                    return Ok(Some(found));
                }
            }
            self.row(
                &format!("{select} {} order by rule, act, confidence limit 1", steps[2]),
                [&last.0],
                group,
            )
        };
        let mut last = (filter.rule.clone(), String::new(), -1.0);
        let mut out = Vec::new();
        while let Some(next) = next(&last)? {
            if !filter.rule.is_empty() && next.0 != filter.rule {
                break;
            }
            last = next.clone();
            let act: Act = kind(next.1)?;
            if filter.act.is_none_or(|wanted| wanted == act) {
                out.push(Group { rule: next.0, act, confidence: next.2 });
            }
        }
        Ok(out)
    }

    /// The groups of one document.
    pub(crate) fn review_groups_of(&self, document: i64) -> Result<Vec<Group>, LedgerError> {
        let sql = "select distinct rule, act, confidence from statement where document = $1";
        self.rows(sql, [document], |row| {
            Ok(Group { rule: row.get(0)?, act: kind(row.get(1)?)?, confidence: row.get(2)? })
        })
    }

    /// Ids of the statements of a group on which no decision stands, in order of place.
    pub(crate) fn undecided(
        &self,
        group: &Group,
        document: Option<i64>,
        at_most: u32,
    ) -> Result<Vec<String>, LedgerError> {
        let (from, to) = document.map_or((0, i64::MAX), |n| (first_key(n), first_key(n + 1)));
        let sql = "select s.id from statement s
                   where s.rule = $1 and s.act = $2 and s.confidence = $3 and s.key >= $4 and s.key < $5
                     and not exists (select 1 from decision c where c.statement = s.id and c.undone is null)
                   order by s.key limit $6";
        let values = params![group.rule, group.act.as_str(), group.confidence, from, to, at_most];
        self.rows(sql, values, |row| Ok(row.get(0)?))
    }

    /// Ids of the statements on which decisions stand that disagree, in order.
    pub(crate) fn contested(&self) -> Result<Vec<String>, LedgerError> {
        let sql = "select statement from decision where undone is null and statement <> ''
                   group by statement having min(verdict) <> max(verdict) order by statement";
        self.rows(sql, [], |row| Ok(row.get(0)?))
    }

    /// How many statements pass a filter, and on how many of these a decision stands.
    pub(crate) fn review_counts(
        &self,
        filter: &ReviewFilter,
        document: Option<i64>,
    ) -> Result<(u32, u32), LedgerError> {
        let (mut tests, mut values) = (String::new(), Vec::new());
        let mut test = |column: &str, value: Value| {
            values.push(value);
            tests.push_str(&format!(" and {column} = ${}", values.len()));
        };
        if !filter.rule.is_empty() {
            test("rule", Value::Text(filter.rule.clone()));
        }
        if let Some(act) = filter.act {
            test("act", Value::Text(act.as_str().to_owned()));
        }
        if let Some(document) = document {
            test("document", Value::Integer(document));
        }
        let number = |sql: String| self.number(&sql, rusqlite::params_from_iter(values.iter()));
        // Without a rule, documents know how many statements they have.
        let all = match (filter.rule.is_empty(), document) {
            (true, None) => self.count_statements_of(filter.act)?,
            _ => count(number(format!("select count(*) from statement where 1 = 1{tests}"))?),
        };
        let decided = number(format!(
            "select count(distinct statement) from decision where undone is null and statement <> ''{tests}"
        ))?;
        Ok((all, count(decided)))
    }

    /// Number of the last decision of somebody that stands.
    pub(crate) fn last_decision_of(&self, author: &str) -> Result<Option<i64>, LedgerError> {
        let sql = "select seq from decision where author = $1 and undone is null order by seq desc limit 1";
        self.row(sql, [author], |row| Ok(row.get(0)?))
    }

    /// Numbers of the decisions that stand and no longer lie where they were taken, newest first.
    pub(crate) fn displaced(&self, at_most: u32) -> Result<Vec<i64>, LedgerError> {
        let sql = "select seq from decision where anchor <> 'placed' and undone is null
                   order by seq desc limit $1";
        self.rows(sql, [at_most], |row| Ok(row.get(0)?))
    }
}
