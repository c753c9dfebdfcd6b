//! Gists, keys and links of statements.

use rusqlite::{Row, params};
use whereas_extract::Act;

use super::value::{bytes, count, from_bytes, kind, said};
use super::{Tx, first_key};
use crate::link::gist::Gist;
use crate::link::part::Parts;
use crate::link::{Change, LinkKind, Sign};
use crate::view::StatementFilter;
use crate::{LedgerError, limit};

/// A link as it is stored; statements by their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LinkRow {
    /// The later statement.
    pub from: i64,
    /// The earlier one.
    pub to: i64,
    pub kind: LinkKind,
    /// How a demand comes back that is made again.
    pub change: Option<Change>,
    /// What the link tells of how a demand stands.
    pub sign: Option<Sign>,
    /// Thousandths.
    pub score: u16,
    /// Of which of the things that a demand asks for the later one speaks.
    pub parts: Parts,
    /// How many telling keys both have in common.
    pub shared: u32,
}

/// The score, in thousandths, of what a person has confirmed.
pub(crate) const CERTAIN: u16 = 1000;

impl LinkRow {
    /// A link that a person made and the program does not propose.
    pub(crate) fn by_hand(from: i64, to: i64, kind: LinkKind) -> LinkRow {
        LinkRow {
            from,
            to,
            kind,
            change: None,
            sign: None,
            score: CERTAIN,
            parts: Parts::default(),
            shared: 0,
        }
    }
}

impl Tx<'_> {
    /// Keeps the gist of a statement.
    pub(crate) fn put_gist(&self, statement: i64, gist: &Gist) -> Result<(), LedgerError> {
        self.run("insert into gist (statement, body) values ($1, $2)", params![statement, bytes(gist)?])?;
        Ok(())
    }

    /// The gist of a statement.
    pub(crate) fn gist(&self, statement: i64) -> Result<Option<Gist>, LedgerError> {
        let sql = "select body from gist where statement = $1";
        self.row(sql, [statement], |row| from_bytes(row.get_ref(0)?.as_blob().unwrap_or_default()))
    }

    /// The gists of a document, in order of their statements.
    pub(crate) fn gists(&self, document: i64) -> Result<Vec<Gist>, LedgerError> {
        let sql = "select body from gist where statement >= $1 and statement < $2 order by statement";
        self.rows(sql, params![first_key(document), first_key(document + 1)], |row| {
            from_bytes(row.get_ref(0)?.as_blob().unwrap_or_default())
        })
    }

    /// Keeps a key of a statement.
    pub(crate) fn put_key(&self, key: i64, speaks: bool, statement: i64) -> Result<(), LedgerError> {
        let sql = "insert into link_key (hash, statement, speaks) values ($1, $2, $3)";
        self.run(sql, params![key, statement, speaks])?;
        Ok(())
    }

    /// The statements that have a key, at most so many.
    pub(crate) fn key_rows(&self, key: i64, at_most: usize) -> Result<Vec<(i64, bool)>, LedgerError> {
        let sql = "select statement, speaks from link_key where hash = $1 order by statement limit $2";
        self.rows(sql, params![key, at_most as i64], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The keys of a document, and how many of its statements have each.
    pub(crate) fn key_counts(&self, document: i64) -> Result<Vec<(i64, usize)>, LedgerError> {
        let sql = "select hash, count(*) from link_key where statement >= $1 and statement < $2
                   group by hash order by hash";
        self.rows(sql, params![first_key(document), first_key(document + 1)], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)? as usize))
        })
    }

    /// Forgets the keys of a document.
    pub(crate) fn remove_keys(&self, document: i64) -> Result<(), LedgerError> {
        let sql = "delete from link_key where statement >= $1 and statement < $2";
        self.run(sql, params![first_key(document), first_key(document + 1)])?;
        Ok(())
    }

    /// Keeps a link.
    pub(crate) fn put_link(&self, link: &LinkRow) -> Result<(), LedgerError> {
        self.run(
            "insert into link (later, earlier, kind, change, sign, score, parts, shared)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![
                link.from,
                link.to,
                link.kind.as_str(),
                link.change.map_or("", Change::as_str),
                link.sign.map_or("", Sign::as_str),
                link.score,
                link.parts.bits(),
                link.shared
            ],
        )?;
        Ok(())
    }

    /// Gives a stored link of two statements, in either direction, more keys in common; says whether there is one.
    pub(crate) fn add_shared(&self, (a, b): (i64, i64), more: u32) -> Result<bool, LedgerError> {
        let sql = "update link set shared = shared + $1
                   where (later = $2 and earlier = $3) or (later = $3 and earlier = $2)";
        Ok(self.run(sql, params![more, a, b])? > 0)
    }

    /// Takes one key in common from a link, which goes with the last one.
    pub(crate) fn take_shared(&self, from: i64, to: i64) -> Result<(), LedgerError> {
        self.run("update link set shared = shared - 1 where later = $1 and earlier = $2", params![from, to])?;
        self.run("delete from link where later = $1 and earlier = $2 and shared = 0", params![from, to])?;
        Ok(())
    }

    /// The earlier statements that a statement is linked to.
    pub(crate) fn linked_from(&self, statement: i64) -> Result<Vec<i64>, LedgerError> {
        self.rows("select earlier from link where later = $1", [statement], |row| Ok(row.get(0)?))
    }

    /// Forgets the links from and to a document.
    pub(crate) fn remove_links(&self, document: i64) -> Result<(), LedgerError> {
        for side in ["later", "earlier"] {
            let sql = format!("delete from link where {side} >= $1 and {side} < $2");
            self.run(&sql, params![first_key(document), first_key(document + 1)])?;
        }
        Ok(())
    }

    /// The links from and to a document, in order.
    pub(crate) fn links_of(&self, document: i64) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, change, sign, score, parts, shared from link
                   where (later >= $1 and later < $2) or (earlier >= $1 and earlier < $2) order by later, earlier";
        self.rows(sql, params![first_key(document), first_key(document + 1)], link_row)
    }

    /// The links from and to a document that count before a person has looked at them.
    pub(crate) fn counting_links(&self, document: i64) -> Result<Vec<LinkRow>, LedgerError> {
        let counts = "(sign <> '' or (kind in ('denies', 'contradicts') and score >= $3))";
        let columns = "later, earlier, kind, '' as change, sign, score, 0 as parts, 0 as shared";
        // Each half has its index, which holds what is asked for; links inside of the document come with the first.
        let sql = format!(
            "select {columns} from link where later >= $1 and later < $2 and {counts}
             union all
             select {columns} from link
             where earlier >= $1 and earlier < $2 and not (later >= $1 and later < $2) and {counts}
             limit $4"
        );
        let (first, end) = (first_key(document), first_key(document + 1));
        let values = params![first, end, limit::REPLY_SCORE_MIN, limit::CARD_LINK_ROWS_MAX];
        self.rows(&sql, values, link_row)
    }

    /// Where a statement stands: its id, and id, title and day of its document.
    pub(crate) fn whereabouts(&self, statement: i64) -> Result<Option<[String; 4]>, LedgerError> {
        let sql = "select s.id, d.id, d.title, d.date
                   from statement s join document d on d.n = s.document where s.key = $1";
        self.row(sql, [statement], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))
    }

    /// The links from a statement, best first, at most so many.
    pub(crate) fn links_from(&self, statement: i64, at_most: u32) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, change, sign, score, parts, shared from link where later = $1
                   order by score desc, earlier desc limit $2";
        self.rows(sql, params![statement, at_most], link_row)
    }

    /// Documents in order of date; only the one of this id unless it is `""`.
    pub(crate) fn documents_by_date(&self, only: &str) -> Result<Vec<i64>, LedgerError> {
        let sql = "select n from document where erased_at = '' and ($1 = '' or id = $1) order by date, n";
        self.rows(sql, [only], |row| Ok(row.get(0)?))
    }

    /// The statements of a document that take up others, in order.
    pub(crate) fn linking_statements(&self, document: i64) -> Result<Vec<i64>, LedgerError> {
        let sql = "select distinct later from link where later >= $1 and later < $2 order by later";
        self.rows(sql, params![first_key(document), first_key(document + 1)], |row| Ok(row.get(0)?))
    }

    /// The keys of the demands that pass a filter's words and language, in ascending order; `None` when it has neither.
    pub(crate) fn demand_keys(&self, filter: &StatementFilter) -> Result<Option<Vec<i64>>, LedgerError> {
        let filter = StatementFilter { act: Some(Act::Demand), ..filter.clone() };
        if let Some(keys) = self.candidates(&filter)? {
            return Ok(Some(keys));
        }
        if filter.lang.is_empty() {
            return Ok(None);
        }
        let sql = "select key from statement where act = $1 and lang = $2";
        self.keys(sql, [Act::Demand.as_str(), &filter.lang]).map(Some)
    }

    /// The links that tell how a demand stands, best first, at most so many; not how they changed, as everything else
    /// stands in the index.
    pub(crate) fn telling_links(&self, statement: i64, at_most: u32) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, '' as change, sign, score, parts, 0 as shared from link
                   where earlier = $1 and sign <> '' order by score desc, later limit $2";
        self.rows(sql, params![statement, at_most], link_row)
    }

    /// The links that reply to a statement, best first, at most so many; a reply has no change.
    pub(crate) fn replies_to(&self, statement: i64, at_most: u32) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, '' as change, sign, score, parts, 0 as shared from link
                   where earlier = $1 and kind not in ('repeats', 'readdresses')
                   order by score desc, later limit $2";
        self.rows(sql, params![statement, at_most], link_row)
    }

    /// The links that say of a statement that it was done, or that it was not, and are sure enough to count, best
    /// first.
    pub(crate) fn told_of(&self, statement: i64, at_most: u32) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, '' as change, sign, score, parts, 0 as shared from link
                   where earlier = $1 and kind in ('fulfils', 'contradicts', 'denies') and score >= $2
                   order by score desc, later limit $3";
        self.rows(sql, params![statement, crate::limit::REPLY_SCORE_MIN, at_most], link_row)
    }

    /// The statements that deny or contradict earlier ones, in ascending order.
    pub(crate) fn counter_claims(&self) -> Result<Vec<i64>, LedgerError> {
        let sql = "select distinct later from link
                   where kind in ('denies', 'contradicts') and score >= $1 order by later";
        self.rows(sql, [limit::REPLY_SCORE_MIN], |row| Ok(row.get(0)?))
    }

    /// How many statements deny or contradict earlier ones.
    pub(crate) fn count_counter_claims(&self) -> Result<u32, LedgerError> {
        let sql = "select count(distinct later) from link
                   where kind in ('denies', 'contradicts') and score >= $1";
        Ok(count(self.number(sql, [limit::REPLY_SCORE_MIN])?))
    }

    /// Those among them that deny or contradict one of these statements, which are in ascending order.
    pub(crate) fn countered_among(&self, statements: &[i64]) -> Result<Vec<i64>, LedgerError> {
        let sql = "select later, earlier from link
                   where kind in ('denies', 'contradicts') and score >= $1 order by later";
        let mut out = Vec::new();
        self.each(sql, [limit::REPLY_SCORE_MIN], |row| {
            let (later, earlier): (i64, i64) = (row.get(0)?, row.get(1)?);
            if out.last() != Some(&later) && statements.binary_search(&earlier).is_ok() {
                out.push(later);
            }
            Ok(())
        })?;
        Ok(out)
    }

    /// The links by which a statement denies or contradicts others, best first.
    pub(crate) fn countered_by(&self, statement: i64) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, change, sign, score, parts, shared from link
                   where kind in ('denies', 'contradicts') and score >= $1 and later = $2
                   order by score desc, earlier limit $3";
        self.rows(sql, params![limit::REPLY_SCORE_MIN, statement, limit::COUNTERED_MAX], link_row)
    }

    /// The links other than of demands made again from one document to another, best first.
    pub(crate) fn links_between(&self, later: i64, earlier: i64) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, change, sign, score, parts, shared from link
                   where later >= $1 and later < $2 and earlier >= $3 and earlier < $4
                     and kind not in ('repeats', 'readdresses')
                   order by score desc, later, earlier limit $5";
        let of = |n| (first_key(n), first_key(n + 1));
        let ((a, b), (c, d)) = (of(later), of(earlier));
        self.rows(sql, params![a, b, c, d, limit::BETWEEN_MAX], link_row)
    }

    /// The replies that tell how a demand stands, the newest first, at most so many.
    pub(crate) fn heard_last(&self, demand: i64, at_most: u32) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select l.later, l.earlier, l.kind, l.change, l.sign, l.score, l.parts, l.shared
                   from link l join statement s on s.key = l.later join document d on d.n = s.document
                   where l.earlier = $1 and l.sign <> '' and l.sign <> 'repeated'
                   order by d.date desc, l.score desc, l.later limit $2";
        self.rows(sql, params![demand, at_most], link_row)
    }

    /// The links that ask for or say a statement again, best first, at most so many.
    pub(crate) fn repetitions_of(&self, statement: i64, at_most: u32) -> Result<Vec<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, change, sign, score, parts, shared from link
                   where earlier = $1 and kind in ('repeats', 'readdresses')
                   order by score desc, later limit $2";
        self.rows(sql, params![statement, at_most], link_row)
    }

    /// The key of the first statement with this id.
    pub(crate) fn statement_key_of(&self, id: &str) -> Result<Option<i64>, LedgerError> {
        self.row("select key from statement where id = $1 order by key limit 1", [id], |row| Ok(row.get(0)?))
    }

    /// The id of a statement.
    pub(crate) fn statement_id(&self, key: i64) -> Result<Option<String>, LedgerError> {
        self.row("select id from statement where key = $1", [key], |row| Ok(row.get(0)?))
    }

    /// How many documents are of a later day.
    pub(crate) fn documents_after(&self, day: &str) -> Result<u32, LedgerError> {
        // What was erased has no day.
        let sql = "select count(*) from document where date > $1";
        Ok(count(self.number(sql, [day])?))
    }

    /// Whether any document is later than a day.
    pub(crate) fn is_followed(&self, day: &str) -> Result<bool, LedgerError> {
        Ok(self.number("select exists (select 1 from document where date > $1)", [day])? > 0)
    }

    /// The days of all documents, in order.
    pub(crate) fn dates(&self) -> Result<Vec<String>, LedgerError> {
        let sql = "select date from document where erased_at = '' order by date";
        self.rows(sql, [], |row| Ok(row.get(0)?))
    }

    /// The link between two statements, the later one first.
    pub(crate) fn linked(&self, from: i64, to: i64) -> Result<Option<LinkRow>, LedgerError> {
        let sql = "select later, earlier, kind, change, sign, score, parts, shared from link
                   where later = $1 and earlier = $2";
        self.row(sql, params![from, to], link_row)
    }
}

fn link_row(row: &Row<'_>) -> Result<LinkRow, LedgerError> {
    Ok(LinkRow {
        from: row.get(0)?,
        to: row.get(1)?,
        kind: kind(row.get(2)?)?,
        change: said(row.get(3)?)?,
        sign: said(row.get(4)?)?,
        score: row.get(5)?,
        parts: Parts::from_bits(row.get(6)?),
        shared: row.get(7)?,
    })
}
