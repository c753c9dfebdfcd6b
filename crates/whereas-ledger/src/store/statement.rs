//! Lists of statements.
//!
//! Without words to look for, documents are walked by date and their statements by place: the page is full
//! after a few rows, and documents know how many statements they have. With words, the statements that have
//! them are found first ([`super::candidate`]) and then put in order.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};
use whereas_extract::Act;

use super::value::{count, from_json, kind, said};
use super::{Tx, first_key, place_of};
use crate::view::{StatementFilter, StatementRow};
use crate::{LedgerError, Page};

/// A statement with where it belongs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located {
    /// Number of its document.
    pub document: i64,
    /// Its place among the document's statements.
    pub place: u32,
    pub row: StatementRow,
}

/// Statements that pass a filter with words, in the order of lists. Finding them among half a million takes a tenth of
/// a second, showing a page of them a hundredth of that; so whoever turns pages keeps it as long as the log stays as
/// it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    keys: Vec<i64>,
}

impl Selection {
    /// How many they are.
    pub fn total(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }
}

const COLUMNS: &str =
    "s.key, s.document, s.id, d.id, d.title, d.date, d.disclosure, s.passage, s.act, s.polarity,
    s.quote, s.cue, s.speaker, s.speakers, s.addressees, s.actions, s.due, s.force, s.themes, s.lang, s.rule,
    s.confidence, s.position, s.category";

impl Tx<'_> {
    /// Hands the statements that pass a filter to `each`, in order, decisions left out; returns how many
    /// pass it in all.
    pub(crate) fn each_statement(
        &self,
        filter: &StatementFilter,
        mut each: impl FnMut(Located) -> Result<(), LedgerError>,
    ) -> Result<u32, LedgerError> {
        let page = Page { offset: filter.offset, limit: filter.limit };
        if let Some(selection) = self.selection(filter)? {
            self.each_selected(&selection, page, each)?;
            return Ok(selection.total());
        }
        let (tests, mut values) = tests(filter);
        values.extend([Value::Integer(page.sql_limit()), Value::Integer(i64::from(page.offset))]);
        let (limit, offset) = (values.len() - 1, values.len());
        let order = "order by d.date, d.n, s.key";
        let sql = format!(
            "select {COLUMNS} from (
               select s.key as key from document d cross join statement s on s.document = d.n
               where {tests} {order} limit ${limit} offset ${offset}
             ) page cross join statement s on s.key = page.key
               cross join document d on d.n = s.document {order}"
        );
        self.each(&sql, params_from_iter(values), |row| each(located(row)?))?;
        self.count_statements(filter)
    }

    /// The statements that pass a filter with words; `None` without words, where documents are walked.
    pub(crate) fn selection(&self, filter: &StatementFilter) -> Result<Option<Selection>, LedgerError> {
        let Some(keys) = self.candidates(filter)? else { return Ok(None) };
        let (keys, _) = self.in_order(&keys, filter, Page::ALL)?;
        Ok(Some(Selection { keys }))
    }

    /// Hands a page of a selection to `each`, in order, decisions left out.
    pub(crate) fn each_selected(
        &self,
        selection: &Selection,
        page: Page,
        mut each: impl FnMut(Located) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let most = if page.limit == 0 { usize::MAX } else { page.limit as usize };
        for key in selection.keys.iter().skip(page.offset as usize).take(most) {
            self.statement_at(*key)?.map_or(Ok(()), &mut each)?;
        }
        Ok(())
    }

    /// How many statements pass a filter without words.
    fn count_statements(&self, filter: &StatementFilter) -> Result<u32, LedgerError> {
        if filter.lang.is_empty() {
            return self.count_by_document(filter);
        }
        let by_lang =
            StatementFilter { lang: filter.lang.clone(), act: filter.act, ..StatementFilter::default() };
        let sql = if by_lang == (StatementFilter { offset: 0, limit: 0, ..filter.clone() }) {
            // The index alone knows; documents that were erased have no statements.
            "select count(*) from statement s where "
        } else {
            "select count(*) from document d join statement s on s.document = d.n where "
        };
        let (tests, values) = tests(filter);
        Ok(count(self.number(&format!("{sql}{tests}"), params_from_iter(values))?))
    }

    /// How many statements there are, of one act or of all.
    pub(crate) fn count_statements_of(&self, act: Option<Act>) -> Result<u32, LedgerError> {
        self.count_by_document(&StatementFilter { act, ..StatementFilter::default() })
    }

    /// How many promises name the time by which they are due.
    pub(crate) fn count_due(&self) -> Result<u32, LedgerError> {
        let sql = "select count(*) from statement where due <> '' and act = $1";
        Ok(count(self.number(sql, [Act::Commitment.as_str()])?))
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
        let (tests, values) = tests(&without_act);
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

    /// The keys of a document's statements, in order.
    pub(crate) fn statement_keys(&self, document: i64) -> Result<Vec<i64>, LedgerError> {
        let sql = "select key from statement where key >= $1 and key < $2 order by key";
        self.rows(sql, params![first_key(document), first_key(document + 1)], |row| Ok(row.get(0)?))
    }

    /// A few ids that begin so, in order.
    pub(crate) fn statement_ids(&self, prefix: &str, at_most: u32) -> Result<Vec<String>, LedgerError> {
        // Ids are hexadecimal, so everything that begins with the prefix lies before the prefix and a `g`.
        let sql = "select distinct id from statement where id >= $1 and id < $2 order by id limit $3";
        self.rows(sql, params![prefix, format!("{prefix}g"), at_most], |row| Ok(row.get(0)?))
    }
}

/// The conditions on document and statement themselves, with their parameters. Erased documents have no
/// date and no statements, so nothing tests for them.
fn tests(filter: &StatementFilter) -> (String, Vec<Value>) {
    let (mut tests, mut values) = document_tests(filter);
    for (value, column) in [(filter.act.map_or("", Act::as_str), "s.act"), (&filter.lang, "s.lang")] {
        if !value.is_empty() {
            values.push(Value::Text(value.to_owned()));
            tests.push(format!("{column} = ${}", values.len()));
        }
    }
    (if tests.is_empty() { "1 = 1".to_owned() } else { tests.join(" and ") }, values)
}

/// The conditions on the document.
pub(super) fn document_tests(filter: &StatementFilter) -> (Vec<String>, Vec<Value>) {
    let (mut tests, mut values) = (Vec::new(), Vec::new());
    for (value, sign) in [(&filter.from, ">="), (&filter.to, "<=")] {
        if !value.is_empty() {
            values.push(Value::Text(value.clone()));
            let n = values.len();
            // A date may be a year or a month; then it is compared as far as both go.
            let near = format!("substr(d.date, 1, length(${n})) {sign} substr(${n}, 1, length(d.date))");
            tests.push(format!("d.date <> '' and {near}"));
        }
    }
    if !filter.document.is_empty() {
        values.push(Value::Text(filter.document.clone()));
        tests.push(format!("d.id = ${}", values.len()));
    }
    (tests, values)
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
            position: said(row.get(22)?)?,
            category: row.get(23)?,
            decisions: Vec::new(),
        },
    })
}
