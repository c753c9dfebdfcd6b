//! Lists of statements, filtered in SQL.
//!
//! Two shapes of one query. Without words to look for, documents are walked by date and their statements by place:
//! the page is full after a few rows. With words, the few statements that have them are found first, by names or by
//! the search index, and then put in order.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};
use whereas_extract::Act;

use super::fulltext::statements_with;
use super::value::{count, from_json, kind};
use super::{Tx, place_of};
use crate::derive::Role;
use crate::query::{Query, Term};
use crate::view::{StatementFilter, StatementRow};
use crate::{LedgerError, Page, limit};

/// A statement with where it belongs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located {
    /// Number of its document.
    pub document: i64,
    /// Its place among the document's statements.
    pub place: u32,
    pub row: StatementRow,
}

const COLUMNS: &str =
    "s.key, s.document, s.id, d.id, d.title, d.date, d.disclosure, s.passage, s.act, s.polarity,
    s.quote, s.cue, s.speaker, s.speakers, s.addressees, s.actions, s.due, s.force, s.themes, s.lang, s.rule,
    s.confidence";

impl Tx<'_> {
    /// Hands the statements that pass a filter to `each`, in order, decisions left out.
    pub(crate) fn each_statement(
        &self,
        filter: &StatementFilter,
        mut each: impl FnMut(Located) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let Selection { source, tests, mut values } = Selection::of(filter);
        let page = Page { offset: filter.offset, limit: filter.limit };
        values.extend([Value::Integer(page.sql_limit()), Value::Integer(i64::from(page.offset))]);
        let (limit, offset) = (values.len() - 1, values.len());
        let order = "order by d.date, d.n, s.key";
        let sql = format!(
            "select {COLUMNS} from (
               select s.key as key from {source} where {tests} {order} limit ${limit} offset ${offset}
             ) page cross join statement s on s.key = page.key cross join document d on d.n = s.document {order}"
        );
        self.each(&sql, params_from_iter(values), |row| each(located(row)?))
    }

    /// How many statements pass a filter.
    pub(crate) fn count_statements(&self, filter: &StatementFilter) -> Result<u32, LedgerError> {
        let Selection { source, tests, values } = Selection::of(filter);
        if source == BY_DOCUMENT && filter.lang.is_empty() {
            return self.count_by_document(filter);
        }
        let sql = format!("select count(*) from {source} where {tests}");
        Ok(count(self.number(&sql, params_from_iter(values))?))
    }

    /// Documents know how many statements of each act they have.
    fn count_by_document(&self, filter: &StatementFilter) -> Result<u32, LedgerError> {
        let column = match filter.act {
            None => "demands + commitments + denials + appraisals + findings",
            Some(Act::Demand) => "demands",
            Some(Act::Commitment) => "commitments",
            Some(Act::Denial) => "denials",
            Some(Act::Appraisal) => "appraisals",
            Some(Act::Finding) => "findings",
        };
        let without_act = StatementFilter { act: None, ..filter.clone() };
        let Selection { source: _, tests, values } = Selection::of(&without_act);
        let sql = format!("select coalesce(sum({column}), 0) from document d where {tests}");
        Ok(count(self.number(&sql, params_from_iter(values))?))
    }

    /// The first statement with this id.
    pub(crate) fn statement(&self, id: &str) -> Result<Option<Located>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from statement s join document d on d.n = s.document
             where s.id = $1 order by s.key limit 1"
        );
        self.row(&sql, [id], located)
    }

    /// The statement with this key.
    pub(crate) fn statement_at(&self, key: i64) -> Result<Option<Located>, LedgerError> {
        let sql =
            format!("select {COLUMNS} from statement s join document d on d.n = s.document where s.key = $1");
        self.row(&sql, [key], located)
    }

    /// A few ids that begin so, in order.
    pub(crate) fn statement_ids(&self, prefix: &str, at_most: u32) -> Result<Vec<String>, LedgerError> {
        // Ids are hexadecimal, so everything that begins with the prefix lies before the prefix and a `g`.
        let sql = "select distinct id from statement where id >= $1 and id < $2 order by id limit $3";
        self.rows(sql, params![prefix, format!("{prefix}g"), at_most], |row| Ok(row.get(0)?))
    }
}

/// Which rows a filter selects.
struct Selection {
    /// What stands behind `from`; has `s.key` and `d`.
    source: String,
    /// What stands behind `where`.
    tests: String,
    /// The parameters of both, in order.
    values: Vec<Value>,
}

const BY_DOCUMENT: &str = "document d join statement s on s.document = d.n";

impl Selection {
    fn of(filter: &StatementFilter) -> Selection {
        let mut values = Vec::new();
        let mut sets = Vec::new();
        let names = [
            (Role::Addressee, &filter.addressee),
            (Role::Actor, &filter.actor),
            (Role::Person, &filter.person),
            (Role::Law, &filter.law),
        ];
        for (role, typed) in names {
            sets.extend(named(role, typed, &mut values));
        }
        if let Some((sql, expression)) = statements_with(&Query::beginnings(&filter.text), values.len() + 1) {
            values.push(Value::Text(expression));
            sets.push(sql);
        }
        let source = if sets.is_empty() {
            BY_DOCUMENT.to_owned()
        } else {
            // `intersect` and `union` leave no key twice; the cross joins keep this order of work.
            let all = sets.join(" intersect ");
            format!(
                "({all}) found cross join statement s on s.key = found.key
                 cross join document d on d.n = s.document"
            )
        };
        let tests = tests(filter, &mut values);
        Selection { source, tests, values }
    }
}

/// A subquery for the statements in which one name has all these words.
fn named(role: Role, typed: &str, values: &mut Vec<Value>) -> Option<String> {
    let words = Query::beginnings(typed).terms;
    let mut likes = Vec::new();
    for term in words.iter().take(limit::SEARCH_TERMS_MAX) {
        if let Term::Beginning(word) = term {
            values.push(Value::Text(format!("% {word}%")));
            likes.push(format!("name.folded like ${}", values.len()));
        }
    }
    if likes.is_empty() {
        return None;
    }
    Some(format!(
        "select naming.statement as key from name cross join naming on naming.name = name.n
         where naming.role = '{}' and {}",
        role.as_str(),
        likes.join(" and ")
    ))
}

/// The conditions on document and statement themselves.
fn tests(filter: &StatementFilter, values: &mut Vec<Value>) -> String {
    let mut tests = vec!["d.erased_at = ''".to_owned()];
    let mut test = |value: &str, sql: &dyn Fn(usize) -> String| {
        if !value.is_empty() {
            values.push(Value::Text(value.to_owned()));
            tests.push(sql(values.len()));
        }
    };
    // A date may be a year or a month; then it is compared as far as both go.
    let date = |sign: &'static str| {
        move |n: usize| {
            format!("d.date <> '' and substr(d.date, 1, length(${n})) {sign} substr(${n}, 1, length(d.date))")
        }
    };
    test(&filter.from, &date(">="));
    test(&filter.to, &date("<="));
    test(&filter.document, &|n| format!("d.id = ${n}"));
    test(filter.act.map_or("", Act::as_str), &|n| format!("s.act = ${n}"));
    test(&filter.lang, &|n| format!("s.lang = ${n}"));
    tests.join(" and ")
}

fn located(row: &Row<'_>) -> Result<Located, LedgerError> {
    let polarity: String = row.get(9)?;
    let list = |n: usize| -> Result<Vec<String>, LedgerError> { from_json(&row.get::<_, String>(n)?) };
    Ok(Located {
        place: place_of(row.get(0)?),
        document: row.get(1)?,
        row: StatementRow {
            id: row.get(2)?,
            document: row.get(3)?,
            document_title: row.get(4)?,
            document_date: row.get(5)?,
            disclosure: row.get(6)?,
            passage: row.get(7)?,
            act: kind(row.get(8)?)?,
            polarity: if polarity.is_empty() { None } else { Some(kind(polarity)?) },
            quote: row.get(10)?,
            cue: row.get(11)?,
            speaker: row.get(12)?,
            speakers: list(13)?,
            addressees: list(14)?,
            actions: list(15)?,
            due: row.get(16)?,
            force: row.get(17)?,
            themes: list(18)?,
            lang: kind(row.get(19)?)?,
            rule: row.get(20)?,
            confidence: row.get::<_, f64>(21)? as f32,
            decisions: Vec::new(),
        },
    })
}
