//! Figures and meetings: written with their document, read by what they belong to.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use super::value::{kind, word};
use super::{Tx, place_of, statement_key};
use crate::series::{FigureEntry, MeetingEntry};
use crate::view::Listing;
use crate::{LedgerError, Page};

/// A figure with where it stands and who says it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FigureAt {
    pub document: String,
    pub document_title: String,
    pub document_date: String,
    /// Id of the statement it stands in, or `""`.
    pub statement: String,
    /// The statement's speaker, else who published the document.
    pub speaker: String,
    /// It stands in a denial, before what denies: "the list of 31 prisoners does not correspond to reality".
    pub denied: bool,
    pub entry: FigureEntry,
}

/// A meeting with where it is told of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MeetingAt {
    pub document: String,
    pub document_title: String,
    pub document_date: String,
    pub entry: MeetingEntry,
}

const FIGURE_COLUMNS: &str =
    "f.passage, f.lang, f.quote, f.value, f.bound, f.counted, f.series, f.telling, f.statement,
    f.times";
const MEETING_COLUMNS: &str =
    "m.passage, m.lang, m.quote, m.body, m.series, m.ordinal, m.date, m.held, m.times";

impl Tx<'_> {
    /// Writes the figures and meetings of a document.
    pub(super) fn put_series(
        &self,
        n: i64,
        figures: &[FigureEntry],
        meetings: &[MeetingEntry],
    ) -> Result<(), LedgerError> {
        for (entry, nth) in figures.iter().zip(0u32..) {
            let statement = entry.statement.map(|place| statement_key(n, place));
            self.run(
                "insert into figure (document, nth, passage, lang, quote, value, bound, counted, series, telling,
                   statement, times)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                params![
                    n,
                    nth,
                    entry.passage,
                    entry.lang.code(),
                    entry.quote,
                    entry.value,
                    word(&entry.bound)?,
                    entry.of,
                    entry.series,
                    entry.telling,
                    statement,
                    entry.times
                ],
            )?;
        }
        for (entry, nth) in meetings.iter().zip(0u32..) {
            let MeetingEntry { passage, lang, quote, body, series, ordinal, date, held, times } = entry;
            self.run(
                "insert into meeting (document, nth, passage, lang, quote, body, series, ordinal, date, held, times)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                params![n, nth, passage, lang.code(), quote, body, series, ordinal, date, held, times],
            )?;
        }
        Ok(())
    }

    /// The figures of a document, in order of place.
    pub(super) fn figures_in(&self, n: i64) -> Result<Vec<FigureEntry>, LedgerError> {
        let sql = format!("select {FIGURE_COLUMNS} from figure f where f.document = $1 order by f.nth");
        self.rows(&sql, [n], |row| figure(row, 0))
    }

    /// The meetings of a document, in order of place.
    pub(super) fn meetings_in(&self, n: i64) -> Result<Vec<MeetingEntry>, LedgerError> {
        let sql = format!("select {MEETING_COLUMNS} from meeting m where m.document = $1 order by m.nth");
        self.rows(&sql, [n], |row| meeting(row, 0))
    }

    /// Every series of figures, in order; or only those that say which things are counted and of which two
    /// documents tell.
    pub(crate) fn figure_series(&self, only_followed: bool) -> Result<Vec<String>, LedgerError> {
        let sql = "select series from figure where telling >= $1
                   group by series having count(distinct document) >= $2 order by series";
        let (telling, documents) = if only_followed { (1, 2) } else { (0, 1) };
        self.rows(sql, [telling, documents], |row| Ok(row.get(0)?))
    }

    /// The series of figures that say which things are counted and of which two documents tell, first those
    /// that change, those of most documents before others; with words, all series that have every one of them.
    pub(crate) fn followed_figures(
        &self,
        words: &[String],
        page: Page,
    ) -> Result<Listing<String>, LedgerError> {
        let (mut tests, mut values) = (Vec::new(), Vec::new());
        for word in words {
            values.push(Value::Text(format!("%{word}%")));
            let n = values.len();
            tests.push(format!("(counted like ${n} or quote like ${n})"));
        }
        let least = if words.is_empty() { 2 } else { 1 };
        if words.is_empty() {
            tests.push("telling >= 1".to_owned());
        }
        let found = format!(
            "select series, count(distinct document) as told, count(distinct value) > 1 as moves from figure where {}
             group by series having count(distinct document) >= {least}",
            tests.join(" and ")
        );
        let total =
            self.number(&format!("select count(*) from ({found}) found"), params_from_iter(values.clone()))?;
        let sql = format!(
            "{found} order by moves desc, told desc, series limit {} offset {}",
            page.sql_limit(),
            page.offset
        );
        let rows = self.rows(&sql, params_from_iter(values), |row| Ok(row.get(0)?))?;
        Ok(Listing { rows, total: u32::try_from(total).unwrap_or(u32::MAX) })
    }

    /// The figures of a series, by date of the document, then in order of adding and place; of more than `at_most` the
    /// newest.
    pub(crate) fn figures_of(&self, series: &str, at_most: u32) -> Result<Vec<FigureAt>, LedgerError> {
        let sql = format!(
            "select d.id, d.title, d.date, coalesce(s.id, ''), coalesce(nullif(s.speaker, ''), d.publisher),
               coalesce(s.act = 'denial' and instr(s.quote, f.quote) between 1 and instr(s.quote, s.cue) - 1, 0),
               {FIGURE_COLUMNS}
             from figure f join document d on d.n = f.document left join statement s on s.key = f.statement
             where f.series = $1 order by d.date desc, d.n desc, f.nth desc limit $2"
        );
        let mut found = self.rows(&sql, params![series, at_most], |row| {
            Ok(FigureAt {
                document: row.get(0)?,
                document_title: row.get(1)?,
                document_date: row.get(2)?,
                statement: row.get(3)?,
                speaker: row.get(4)?,
                denied: row.get(5)?,
                entry: figure(row, 6)?,
            })
        })?;
        found.reverse();
        Ok(found)
    }

    /// All meetings, by date of the document, then in order of adding and place.
    pub(crate) fn meetings(&self) -> Result<Vec<MeetingAt>, LedgerError> {
        let sql = format!(
            "select d.id, d.title, d.date, {MEETING_COLUMNS} from meeting m join document d on d.n = m.document
             order by d.date, d.n, m.nth"
        );
        self.rows(&sql, [], |row| {
            Ok(MeetingAt {
                document: row.get(0)?,
                document_title: row.get(1)?,
                document_date: row.get(2)?,
                entry: meeting(row, 3)?,
            })
        })
    }
}

/// Reads the columns of a figure, the first of them at `at`.
fn figure(row: &Row<'_>, at: usize) -> Result<FigureEntry, LedgerError> {
    Ok(FigureEntry {
        passage: row.get(at)?,
        lang: kind(row.get(at + 1)?)?,
        quote: row.get(at + 2)?,
        value: row.get(at + 3)?,
        bound: kind(row.get(at + 4)?)?,
        of: row.get(at + 5)?,
        series: row.get(at + 6)?,
        telling: row.get(at + 7)?,
        statement: row.get::<_, Option<i64>>(at + 8)?.map(place_of),
        times: row.get(at + 9)?,
    })
}

/// Reads the columns of a meeting, the first of them at `at`.
fn meeting(row: &Row<'_>, at: usize) -> Result<MeetingEntry, LedgerError> {
    Ok(MeetingEntry {
        passage: row.get(at)?,
        lang: kind(row.get(at + 1)?)?,
        quote: row.get(at + 2)?,
        body: row.get(at + 3)?,
        series: row.get(at + 4)?,
        ordinal: row.get(at + 5)?,
        date: row.get(at + 6)?,
        held: row.get(at + 7)?,
        times: row.get(at + 8)?,
    })
}
