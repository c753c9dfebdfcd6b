//! Notes: the rows that follow from the log, and what they are about.

use rusqlite::{Row, params};

use super::Tx;
use super::value::{count, kind, word};
use crate::entry::End;
use crate::note::{Kept, Note};
use crate::view::{Listing, NoteFilter, NoteRow};
use crate::{Anchor, LedgerError, Page};

/// A wording of a note as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteEntry {
    pub seq: i64,
    /// The first entry of the note.
    pub first: i64,
    /// Hash of its words.
    pub words: String,
    pub author: String,
    pub at: String,
    /// The entry that took it back.
    pub undone: Option<i64>,
    /// Number of the document of the statement that it is about, 0 without one.
    pub document: i64,
    /// That statement, as the log has it.
    pub about: Option<End>,
    pub anchor: Anchor,
    /// The statement on which it lies now, or `""`.
    pub item: String,
}

const COLUMNS: &str =
    "n.seq, n.first, n.words, n.author, n.at, n.undone, n.document, coalesce(d.id, ''), n.version,
    n.noted_on, n.quotation, n.anchor, n.item";
const FROM: &str = "note n left join document d on d.n = n.document";
/// The last wording that nobody took back.
const CURRENT: &str = "n.undone is null and not exists (select 1 from note later
    where later.first = n.first and later.seq > n.seq and later.undone is null)";

impl Tx<'_> {
    /// Keeps a wording of a note.
    pub(crate) fn put_note(&self, entry: &NoteEntry, note: &Note) -> Result<(), LedgerError> {
        let NoteEntry { seq, first, words, author, at, undone, document, about, anchor, item } = entry;
        let none = End { document: String::new(), version: 0, item: String::new(), quotation: String::new() };
        let about = about.as_ref().unwrap_or(&none);
        self.run(
            "insert into note (seq, first, words, author, at, undone, document, version, noted_on, quotation,
               anchor, item, kind, sensitivity, date)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            params![
                seq,
                first,
                words,
                author,
                at,
                undone,
                document,
                about.version,
                about.item,
                about.quotation,
                word(anchor)?,
                item,
                note.kind.as_str(),
                note.sensitivity.as_str(),
                note.date
            ],
        )?;
        Ok(())
    }

    /// One wording.
    pub(crate) fn note_entry(&self, seq: i64) -> Result<Option<NoteEntry>, LedgerError> {
        self.row(&format!("select {COLUMNS} from {FROM} where n.seq = $1"), [seq], entry)
    }

    /// All wordings of a note, oldest first, those taken back too.
    pub(crate) fn note_wordings(&self, first: i64) -> Result<Vec<NoteEntry>, LedgerError> {
        let sql = format!("select {COLUMNS} from {FROM} where n.first = $1 order by n.seq");
        self.rows(&sql, [first], entry)
    }

    /// All wordings of all notes, in order.
    pub(crate) fn note_entries(&self) -> Result<Vec<NoteEntry>, LedgerError> {
        self.rows(&format!("select {COLUMNS} from {FROM} order by n.seq"), [], entry)
    }

    /// The wordings that are about a statement of a document.
    pub(crate) fn notes_in(&self, document: i64) -> Result<Vec<NoteEntry>, LedgerError> {
        let sql = format!("select {COLUMNS} from {FROM} where n.document = $1 order by n.seq");
        self.rows(&sql, [document], entry)
    }

    /// The notes that lie on a statement, in order.
    pub(crate) fn notes_on(&self, statement: &str) -> Result<Vec<NoteRow>, LedgerError> {
        let sql = format!("select {COLUMNS} from {FROM} where n.item = $1 and {CURRENT} order by n.seq");
        self.rows(&sql, [statement], entry)?
            .into_iter()
            .filter_map(|it| self.note_row(it).transpose())
            .collect()
    }

    /// A stretch of the notes that pass a filter, the latest first.
    pub(crate) fn notes(&self, filter: &NoteFilter, page: Page) -> Result<Listing<NoteRow>, LedgerError> {
        let word = |word: Option<&'static str>| word.unwrap_or("");
        let kind = word(filter.kind.map(|kind| kind.as_str()));
        let sensitivity = word(filter.sensitivity.map(|known| known.as_str()));
        let wanted = format!("($1 = '' or n.kind = $1) and ($2 = '' or n.sensitivity = $2) and {CURRENT}");
        let total =
            self.number(&format!("select count(*) from note n where {wanted}"), [kind, sensitivity])?;
        let sql = format!(
            "select {COLUMNS} from {FROM} where {wanted} order by n.date desc, n.seq desc limit $3 offset $4"
        );
        let found = self.rows(&sql, params![kind, sensitivity, page.sql_limit(), page.offset], entry)?;
        let rows = found.into_iter().filter_map(|entry| self.note_row(entry).transpose());
        Ok(Listing { rows: rows.collect::<Result<_, _>>()?, total: count(total) })
    }

    /// A wording with its words; `None` where they are gone.
    pub(crate) fn note_row(&self, entry: NoteEntry) -> Result<Option<NoteRow>, LedgerError> {
        let kept: Option<Kept> = self.words(&entry.words)?;
        let lost = entry.about.is_some() && entry.anchor == Anchor::Lost;
        Ok(kept.map(|kept| NoteRow {
            seq: entry.seq,
            first: entry.first,
            author: entry.author,
            at: entry.at,
            undone: entry.undone,
            about: entry.item,
            lost,
            note: kept.note,
        }))
    }

    /// Says where the statement lies that a note is about.
    pub(crate) fn put_note_anchor(&self, seq: i64, anchor: Anchor, item: &str) -> Result<(), LedgerError> {
        self.run(
            "update note set anchor = $1, item = $2 where seq = $3",
            params![word(&anchor)?, item, seq],
        )?;
        Ok(())
    }

    /// Takes a wording back.
    pub(crate) fn put_note_undone(&self, seq: i64, by_entry: i64) -> Result<(), LedgerError> {
        self.run("update note set undone = $1 where seq = $2", params![by_entry, seq])?;
        Ok(())
    }

    /// Parts the notes from a document that goes.
    pub(crate) fn leave_document(&self, document: i64) -> Result<(), LedgerError> {
        let sql = "update note set document = 0, version = 0, noted_on = '', quotation = '', anchor = 'lost', item = ''
                   where document = $1";
        self.run(sql, [document])?;
        Ok(())
    }

    /// Removes all wordings of a note.
    pub(crate) fn remove_notes(&self, first: i64) -> Result<(), LedgerError> {
        self.run("delete from note where first = $1", [first])?;
        Ok(())
    }
}

fn entry(row: &Row<'_>) -> Result<NoteEntry, LedgerError> {
    let document: i64 = row.get(6)?;
    let about =
        End { document: row.get(7)?, version: row.get(8)?, item: row.get(9)?, quotation: row.get(10)? };
    Ok(NoteEntry {
        seq: row.get(0)?,
        first: row.get(1)?,
        words: row.get(2)?,
        author: row.get(3)?,
        at: row.get(4)?,
        undone: row.get(5)?,
        document,
        about: (document > 0).then_some(about),
        anchor: kind(row.get(11)?)?,
        item: row.get(12)?,
    })
}
