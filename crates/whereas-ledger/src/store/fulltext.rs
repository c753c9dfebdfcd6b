//! Full-text search: the only file that knows SQLite's FTS5.
//!
//! Two columns: folded words, for phrases and beginnings of words, and stems. Whatever a user types becomes
//! quoted words of letters and digits, so nothing in it can be an operator.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{MENTION_BIT, PLACE_BITS, Tx};
use crate::derive::indexed;
use crate::query::{Query, Term};
use crate::stem::Stems;
use crate::view::StatementFilter;
use crate::{LedgerError, Page};

impl Tx<'_> {
    /// Indexes some words under a key.
    pub(super) fn index(&self, key: i64, quote: &str, stems: &Stems) -> Result<(), LedgerError> {
        let (words, stems) = indexed(quote, stems);
        let sql = "insert into search_index (rowid, words, stems) values ($1, $2, $3)";
        self.run(sql, params![key, words, stems])?;
        Ok(())
    }

    /// Takes the keys from `from` to before `to` out of the index.
    pub(super) fn unindex(&self, from: i64, to: i64) -> Result<(), LedgerError> {
        let sql =
            "delete from search_index where rowid in (select key from statement where key >= $1 and key < $2
                   union all select key from mention where key >= $1 and key < $2)";
        self.run(sql, params![from, to])?;
        Ok(())
    }

    /// Writes the whole index anew, without what was taken out: until then removed words stay in the file.
    pub(crate) fn purge_index(&self) -> Result<(), LedgerError> {
        self.run("insert into search_index (search_index) values ('optimize')", [])?;
        Ok(())
    }

    /// The keys that a query finds, by date of the document, then by place; and how many there are.
    pub(crate) fn found(&self, query: &Query, page: Page) -> Result<(Vec<i64>, u32), LedgerError> {
        let Some(expression) = expression(query) else { return Ok((Vec::new(), 0)) };
        let keys = self.keys("select rowid from search_index where search_index match $1", [expression])?;
        self.in_order(&keys, &StatementFilter::default(), page)
    }

    /// Every key that a query finds, in ascending order.
    pub(crate) fn keys_with(&self, query: &Query) -> Result<Vec<i64>, LedgerError> {
        match expression(query) {
            Some(words) => self.keys("select rowid from search_index where search_index match $1", [words]),
            None => Ok(Vec::new()),
        }
    }

    /// The keys of the statements in whose quotations a query is found; `None` when it has no words.
    pub(super) fn statements_with(&self, query: &Query) -> Result<Option<Vec<i64>>, LedgerError> {
        let Some(expression) = expression(query) else { return Ok(None) };
        let mut keys =
            self.keys("select rowid from search_index where search_index match $1", [expression])?;
        keys.retain(|key| key & MENTION_BIT == 0);
        Ok(Some(keys))
    }

    /// A number for what the index holds of each document; see [`index_sum`].
    pub(crate) fn index_sums(&self) -> Result<BTreeMap<i64, u64>, LedgerError> {
        let mut sums = BTreeMap::<i64, u64>::new();
        self.each("select term, doc, col, \"offset\" from search_term", [], |row| {
            let term = row.get_ref(0)?.as_bytes().unwrap_or_default();
            let key: i64 = row.get(1)?;
            let column = row.get_ref(2)?.as_bytes().unwrap_or_default();
            let sum = sums.entry(key >> PLACE_BITS).or_default();
            *sum = sum.wrapping_add(instance(term, key, column, row.get(3)?));
            Ok(())
        })?;
        Ok(sums)
    }
}

/// The number that [`Tx::index_sums`] gives for one row of the index: a sum of hashes, since the index
/// tells its words in alphabetical order and not by row.
pub(crate) fn index_sum(key: i64, quote: &str, stems: &Stems) -> u64 {
    let (words, stemmed) = indexed(quote, stems);
    let mut sum = 0u64;
    for (column, text) in [("words", words), ("stems", stemmed)] {
        for (term, place) in text.split(' ').filter(|term| !term.is_empty()).zip(0i64..) {
            sum = sum.wrapping_add(instance(term.as_bytes(), key, column.as_bytes(), place));
        }
    }
    sum
}

fn instance(term: &[u8], key: i64, column: &[u8], place: i64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let parts = [term, &[0], column, &key.to_le_bytes(), &place.to_le_bytes()];
    for byte in parts.into_iter().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash
}

/// The query in the index's own language; `None` when it holds no word.
fn expression(query: &Query) -> Option<String> {
    let terms: Vec<String> = query.terms.iter().map(term).collect();
    if terms.is_empty() { None } else { Some(terms.join(" AND ")) }
}

fn term(term: &Term) -> String {
    let quoted = |word: &String| format!("\"{word}\"");
    match term {
        Term::Word { folded, stems } => {
            let forms: Vec<String> = std::iter::once(folded).chain(stems).map(quoted).collect();
            format!("({})", forms.join(" OR "))
        }
        Term::Beginning(folded) => format!("words : {} *", quoted(folded)),
        Term::Phrase(words) => format!("words : \"{}\"", words.join(" ")),
    }
}
