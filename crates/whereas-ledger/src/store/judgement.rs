//! Judgements: the rows that follow from the log, and where their ends lie.

use rusqlite::{Row, params};
use serde_json::{Map, Value};

use super::Tx;
use super::value::{json, kind, word};
use crate::entry::End;
use crate::judge::{LinkKind, LinkVerdict, Ruling};
use crate::{Anchor, LedgerError};

/// A judgement as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub seq: i64,
    pub ruling: Ruling,
    /// Hash of the words that it gives, or `""`.
    pub words: String,
    /// Those whose documents were not erased, in order.
    pub ends: Vec<JudgementEnd>,
    pub author: String,
    pub at: String,
    pub reason: String,
    /// The entry that took it back.
    pub undone: Option<i64>,
}

/// What a judgement is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JudgementEnd {
    /// Number of its document.
    pub document: i64,
    /// What was judged on.
    pub on: End,
    pub anchor: Anchor,
    /// The mention or statement it lies on, or `""`.
    pub item: String,
}

impl Judgement {
    /// Returns whether it counts: nobody took it back, no end of it was erased, and all of them are found.
    pub(crate) fn counts(&self) -> bool {
        let wanted = self.ruling.ends().len();
        let is_found = |end: &JudgementEnd| end.anchor != Anchor::Lost;
        self.undone.is_none() && self.ends.len() == wanted && self.ends.iter().all(is_found)
    }
}

/// The statements of a judged link, the later one first, and what is said of it.
pub(crate) type JudgedLink = ((String, String), (LinkKind, LinkVerdict));

const COLUMNS: &str = "j.seq, j.subject, j.kind, j.says, j.author, j.at, j.reason, j.undone, j.words";
const END_COLUMNS: &str = "e.nth, e.document, d.id, e.version, e.judged_on, e.quotation, e.anchor, e.item";

impl Tx<'_> {
    /// Keeps a judgement.
    pub(crate) fn put_judgement(&self, judgement: &Judgement) -> Result<(), LedgerError> {
        let Judgement { seq, ruling, words, ends, author, at, reason, undone } = judgement;
        let [subject, link_kind, says] = columns(ruling)?;
        self.run(
            "insert into judgement (seq, subject, kind, says, author, at, reason, undone, words)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![seq, subject, link_kind, says, author, at, reason, undone, words],
        )?;
        for (end, nth) in ends.iter().zip(0u32..) {
            let JudgementEnd { document, on, anchor, item } = end;
            self.run(
                "insert into judgement_end (seq, nth, document, version, judged_on, quotation, anchor, item)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)",
                params![seq, nth, document, on.version, on.item, on.quotation, word(anchor)?, item],
            )?;
        }
        Ok(())
    }

    /// Says where an end of a judgement lies now.
    pub(crate) fn put_end(&self, seq: i64, nth: u32, anchor: Anchor, item: &str) -> Result<(), LedgerError> {
        let sql = "update judgement_end set anchor = $1, item = $2 where seq = $3 and nth = $4";
        self.run(sql, params![word(&anchor)?, item, seq, nth])?;
        Ok(())
    }

    /// Takes a judgement back.
    pub(crate) fn put_judgement_undone(&self, seq: i64, by_entry: i64) -> Result<(), LedgerError> {
        self.run("update judgement set undone = $1 where seq = $2", params![by_entry, seq])?;
        Ok(())
    }

    /// A judgement.
    pub(crate) fn judgement(&self, seq: i64) -> Result<Option<Judgement>, LedgerError> {
        let sql = format!("select {COLUMNS} from judgement j where j.seq = $1");
        let found = self.row(&sql, [seq], judgement)?;
        found.map(|judgement| self.with_ends(judgement)).transpose()
    }

    /// Numbers of all judgements, in order.
    pub(crate) fn judgement_numbers(&self) -> Result<Vec<i64>, LedgerError> {
        self.rows("select seq from judgement order by seq", [], |row| Ok(row.get(0)?))
    }

    /// The judgements of a subject (`identity`, `detached`, `link`, `status`, `charge`), oldest first, those undone
    /// too.
    pub(crate) fn judgements_about(&self, subject: &str) -> Result<Vec<Judgement>, LedgerError> {
        let sql = format!("select {COLUMNS} from judgement j where j.subject = $1 order by j.seq");
        let found = self.rows(&sql, [subject], judgement)?;
        found.into_iter().map(|judgement| self.with_ends(judgement)).collect()
    }

    /// The judgements that lie on a mention or a statement, oldest first, those undone too.
    pub(crate) fn judgements_on(&self, item: &str) -> Result<Vec<Judgement>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from judgement j
             where j.seq in (select seq from judgement_end where item = $1) order by j.seq"
        );
        let found = self.rows(&sql, [item], judgement)?;
        found.into_iter().map(|judgement| self.with_ends(judgement)).collect()
    }

    /// The judgements of links that count, oldest first: the later and the earlier statement, kind and verdict. Only
    /// those that lie on this statement, unless it is `""`.
    pub(crate) fn link_judgements(&self, statement: &str) -> Result<Vec<JudgedLink>, LedgerError> {
        let sql = "select a.item, b.item, j.kind, j.says
             from judgement j join judgement_end a on a.seq = j.seq and a.nth = 0
               join judgement_end b on b.seq = j.seq and b.nth = 1
             where j.subject = 'link' and j.undone is null and a.anchor <> 'lost' and b.anchor <> 'lost'";
        if statement.is_empty() {
            return self.rows(&format!("{sql} order by j.seq"), [], judged_link);
        }
        let sql =
            format!("{sql} and j.seq in (select seq from judgement_end where item = $1) order by j.seq");
        self.rows(&sql, [statement], judged_link)
    }

    /// The same of the judgements that have an end in a document.
    pub(crate) fn link_judgements_within(&self, document: i64) -> Result<Vec<JudgedLink>, LedgerError> {
        // The cross join begins with the document, not with all judgements of links that there are.
        let sql = "select a.item, b.item, j.kind, j.says
             from (select distinct seq from judgement_end where document = $1) own cross join judgement j
               join judgement_end a on a.seq = j.seq and a.nth = 0
               join judgement_end b on b.seq = j.seq and b.nth = 1
             where j.seq = own.seq and j.subject = 'link' and j.undone is null
               and a.anchor <> 'lost' and b.anchor <> 'lost' order by j.seq";
        self.rows(sql, [document], judged_link)
    }

    /// The judgements that have an end in a document, oldest first, those undone too.
    #[cfg(test)]
    pub(crate) fn judgements_in(&self, document: i64) -> Result<Vec<Judgement>, LedgerError> {
        let sql = format!(
            "select {COLUMNS} from judgement j
             where j.seq in (select seq from judgement_end where document = $1) order by j.seq"
        );
        let found = self.rows(&sql, [document], judgement)?;
        found.into_iter().map(|judgement| self.with_ends(judgement)).collect()
    }

    /// The ends that lie in a document: number of the judgement, place among its ends, what it says, the end.
    pub(crate) fn ends_in(
        &self,
        document: i64,
    ) -> Result<Vec<(i64, u32, Ruling, JudgementEnd)>, LedgerError> {
        let sql = format!(
            "select {END_COLUMNS}, j.seq, j.subject, j.kind, j.says
             from judgement_end e join document d on d.n = e.document join judgement j on j.seq = e.seq
             where e.document = $1 order by e.seq, e.nth"
        );
        self.rows(&sql, [document], |row| {
            Ok((row.get(8)?, row.get(0)?, ruling([row.get(9)?, row.get(10)?, row.get(11)?])?, end(row)?))
        })
    }

    /// Removes the ends that lie in a document, and the judgements of which nothing is left.
    pub(crate) fn remove_ends(&self, document: i64) -> Result<(), LedgerError> {
        let sql = "select distinct seq from judgement_end where document = $1";
        let touched = self.rows(sql, [document], |row| Ok(row.get::<_, i64>(0)?))?;
        self.run("delete from judgement_end where document = $1", [document])?;
        for seq in touched {
            let sql = "delete from judgement where seq = $1
                       and not exists (select 1 from judgement_end where seq = $1)";
            self.run(sql, [seq])?;
        }
        Ok(())
    }

    /// Counts judgements without ends and ends without judgements or documents.
    pub(super) fn stray_judgements(&self) -> Result<i64, LedgerError> {
        let without_ends = "select count(*) from judgement j
            where not exists (select 1 from judgement_end e where e.seq = j.seq)";
        let without_judgement = "select count(*) from judgement_end e
            left join judgement j on j.seq = e.seq left join document d on d.n = e.document
            where j.seq is null or d.n is null or d.erased_at <> ''";
        Ok(self.number(without_ends, [])? + self.number(without_judgement, [])?)
    }

    fn with_ends(&self, mut judgement: Judgement) -> Result<Judgement, LedgerError> {
        let sql = format!(
            "select {END_COLUMNS} from judgement_end e join document d on d.n = e.document
             where e.seq = $1 order by e.nth"
        );
        judgement.ends = self.rows(&sql, [judgement.seq], end)?;
        Ok(judgement)
    }
}

fn judged_link(row: &Row<'_>) -> Result<JudgedLink, LedgerError> {
    Ok(((row.get(0)?, row.get(1)?), (kind(row.get(2)?)?, kind(row.get(3)?)?)))
}

fn judgement(row: &Row<'_>) -> Result<Judgement, LedgerError> {
    Ok(Judgement {
        seq: row.get(0)?,
        ruling: ruling([row.get(1)?, row.get(2)?, row.get(3)?])?,
        ends: Vec::new(),
        author: row.get(4)?,
        at: row.get(5)?,
        reason: row.get(6)?,
        undone: row.get(7)?,
        words: row.get(8)?,
    })
}

fn end(row: &Row<'_>) -> Result<JudgementEnd, LedgerError> {
    Ok(JudgementEnd {
        document: row.get(1)?,
        on: End { document: row.get(2)?, version: row.get(3)?, item: row.get(4)?, quotation: row.get(5)? },
        anchor: kind(row.get(6)?)?,
        item: row.get(7)?,
    })
}

/// The names of a ruling's columns, as in its JSON.
const PARTS: [&str; 3] = ["subject", "kind", "says"];

/// A ruling as three words: subject, kind of link, what is said; `""` for what it does not have.
fn columns(ruling: &Ruling) -> Result<[String; 3], LedgerError> {
    let fields: Map<String, Value> = super::value::from_json(&json(ruling)?)?;
    Ok(PARTS.map(|part| fields.get(part).and_then(Value::as_str).unwrap_or("").to_owned()))
}

fn ruling(words: [String; 3]) -> Result<Ruling, LedgerError> {
    let what = || LedgerError::Damaged { what: "a judgement says nothing that is known".to_owned() };
    let said = PARTS.into_iter().zip(words).filter(|(_, word)| !word.is_empty());
    let fields: Map<String, Value> =
        said.map(|(part, word)| (part.to_owned(), Value::String(word))).collect();
    serde_json::from_value(Value::Object(fields)).map_err(|_| what())
}
