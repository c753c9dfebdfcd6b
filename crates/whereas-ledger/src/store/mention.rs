//! Hits of a search: the rows behind the keys that the index finds.

use std::collections::BTreeSet;

use rusqlite::params;
use whereas_extract::Lang;

use super::value::{from_json, kind};
use super::{MENTION_BIT, Tx, first_key};
use crate::LedgerError;
use crate::view::{FacetKind, SearchHit};

/// By what a search can be narrowed: kind, value, and what it is called.
type Narrowing = (FacetKind, String, String);

impl Tx<'_> {
    /// The statement or mention behind a key, with its language; what matched is left out.
    pub(crate) fn hit(&self, key: i64) -> Result<Option<(SearchHit, Lang)>, LedgerError> {
        if key & MENTION_BIT != 0 {
            return self.mention_hit(key);
        }
        let Some(found) = self.statement_at(key)? else { return Ok(None) };
        let row = found.row;
        let hit = SearchHit {
            kind: "statement".to_owned(),
            statement: row.id,
            act: Some(row.act),
            document: row.document,
            document_title: row.document_title,
            document_date: row.document_date,
            disclosure: row.disclosure,
            speaker: row.speaker,
            passage: row.passage,
            quote: row.quote,
            matched: Vec::new(),
            times: 1,
        };
        Ok(Some((hit, row.lang)))
    }

    /// The first mentions that stand for a name.
    pub(crate) fn keys_bearing(&self, node: &str, at_most: u32) -> Result<Vec<i64>, LedgerError> {
        let sql = "select key from mention where node = $1 and node <> '' order by key limit $2";
        self.rows(sql, params![node, at_most], |row| Ok(row.get(0)?))
    }

    /// By what a search that finds this key can be narrowed: kind, value, and what it is called.
    pub(crate) fn facets_of(&self, key: i64) -> Result<Option<Vec<Narrowing>>, LedgerError> {
        let same = |kind, value: String| (kind, value.clone(), value);
        let of_document = |id: String, title: String, date: String| {
            let year = date.get(..4).unwrap_or_default().to_owned();
            let mut out = vec![(FacetKind::Document, id, title)];
            out.extend(Some(same(FacetKind::Year, year)).filter(|(_, year, _)| !year.is_empty()));
            out
        };
        if key & MENTION_BIT != 0 {
            let sql = "select d.id, d.title, d.date from mention m join document d on d.n = m.document
                       where m.key = $1";
            return self.row(sql, [key], |row| Ok(of_document(row.get(0)?, row.get(1)?, row.get(2)?)));
        }
        let sql = "select d.id, d.title, d.date, s.act, s.lang, s.speaker, s.addressees
                   from statement s join document d on d.n = s.document where s.key = $1";
        self.row(sql, [key], |row| {
            let mut out = of_document(row.get(0)?, row.get(1)?, row.get(2)?);
            let addressees: Vec<String> = from_json(&row.get::<_, String>(6)?)?;
            out.push(same(FacetKind::Act, row.get(3)?));
            out.push(same(FacetKind::Lang, row.get(4)?));
            out.push(same(FacetKind::Speaker, row.get(5)?));
            out.extend(
                addressees
                    .into_iter()
                    .collect::<BTreeSet<_>>()
                    .into_iter()
                    .map(|it| same(FacetKind::Addressee, whereas_extract::fold_blanks(&it))),
            );
            out.retain(|(_, value, _)| !value.is_empty());
            Ok(out)
        })
    }

    fn mention_hit(&self, key: i64) -> Result<Option<(SearchHit, Lang)>, LedgerError> {
        let sql = "select m.kind, d.id, d.title, d.date, m.passage, m.quote, m.times, m.lang, d.disclosure
                   from mention m join document d on d.n = m.document where m.key = $1";
        self.row(sql, [key], |row| {
            let hit = SearchHit {
                kind: row.get(0)?,
                statement: String::new(),
                act: None,
                document: row.get(1)?,
                document_title: row.get(2)?,
                document_date: row.get(3)?,
                disclosure: row.get(8)?,
                speaker: String::new(),
                passage: row.get(4)?,
                quote: row.get(5)?,
                matched: Vec::new(),
                times: row.get(6)?,
            };
            Ok((hit, kind(row.get(7)?)?))
        })
    }

    /// Ids of mentions that begin so, in order.
    pub(crate) fn mention_ids(&self, prefix: &str, at_most: u32) -> Result<Vec<String>, LedgerError> {
        // `g` follows the last hexadecimal digit.
        let sql = "select distinct id from mention where id >= $1 and id < $2 order by id limit $3";
        self.rows(sql, params![prefix, format!("{prefix}g"), at_most], |row| Ok(row.get(0)?))
    }

    /// Number of the document of a mention.
    pub(crate) fn document_of_mention(&self, id: &str) -> Result<Option<i64>, LedgerError> {
        self.row("select document from mention where id = $1", [id], |row| Ok(row.get(0)?))
    }

    /// The mention of a document by which a name is meant that its statements tell: the name itself, else the longest
    /// person or body whose name stands in it word for word ("Ana Demir" for "Minister Ana Demir").
    pub(crate) fn mention_within(&self, document: &str, name: &str) -> Result<Option<String>, LedgerError> {
        let numbers = "select n from document where id = $1";
        let Some(n) = self.row(numbers, [document], |row| Ok(row.get::<_, i64>(0)?))? else {
            return Ok(None);
        };
        let sql = "select id, quote, kind from mention
                   where key >= $1 and key < $2 and node <> '' and instr($3, quote) > 0
                   order by length(quote) desc, key";
        let held: Vec<(String, String, String)> =
            self.rows(sql, params![first_key(n), first_key(n + 1), name], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        // "the President of Varosia" is not the country, and "Nigerian" holds no Niger.
        let is_meant = |(_, quote, kind): &&(String, String, String)| {
            quote == name || kind != "place" && stands_in(name, quote) || is_article(name, quote)
        };
        Ok(held.iter().find(is_meant).map(|(id, ..)| id.clone()))
    }

    /// A mention as a hit of no words.
    pub(crate) fn mention_of(&self, id: &str) -> Result<Option<SearchHit>, LedgerError> {
        let key: Option<i64> =
            self.row("select key from mention where id = $1", [id], |row| Ok(row.get(0)?))?;
        let hit = key.map(|key| self.mention_hit(key)).transpose()?.flatten();
        Ok(hit.map(|(hit, _)| hit))
    }

    /// The languages in which something is indexed, in order.
    pub(crate) fn spoken(&self) -> Result<Vec<Lang>, LedgerError> {
        let mut out = Vec::new();
        let mut last = String::new();
        // One step of the index for each language, instead of a row for each document.
        let sql = "select min(lang) from spoken where lang > $1";
        while let Some(Some(next)) = self.row(sql, [&last], |row| Ok(row.get::<_, Option<String>>(0)?))? {
            out.push(kind(next.clone())?);
            last = next;
        }
        Ok(out)
    }
}

/// Whether words stand in others and neither begin nor end within a word.
fn stands_in(words: &str, part: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    words.match_indices(part).any(|(at, _)| {
        !letter(words[..at].chars().next_back()) && !letter(words[at + part.len()..].chars().next())
    })
}

/// Whether a name is a mention behind one short word: "the Netherlands", "la France".
fn is_article(name: &str, mention: &str) -> bool {
    const ARTICLE_CHARS_MAX: usize = 3;
    let lead = name.strip_suffix(mention).and_then(|lead| lead.strip_suffix([' ', '’', '\'']));
    lead.is_some_and(|lead| lead.chars().count() <= ARTICLE_CHARS_MAX)
}

#[cfg(test)]
mod tests {
    use super::{is_article, stands_in};

    #[test]
    fn names_are_held_word_for_word() {
        assert!(stands_in("Minister Ana Demir", "Ana Demir"));
        assert!(!stands_in("the Nigerian authorities", "Niger"));
        assert!(is_article("the Netherlands", "Netherlands") && is_article("l’Autriche", "Autriche"));
        assert!(!is_article("President of Niger", "Niger"));
    }
}
