//! Who asks whom: counted when documents come and go, so that nobody has to go through all demands.

use rusqlite::params;

use super::{Tx, first_key};
use crate::LedgerError;
use crate::derive::Role;

/// The pairs of a document with the number of its demands.
const OF_DOCUMENT: &str = "select a.name, t.name, count(*) from naming t
    join statement s on s.key = t.statement and s.act = 'demand'
    join naming a on a.statement = t.statement and a.role = 'actor'
    where t.statement >= $1 and t.statement < $2 and t.role = 'addressee' group by a.name, t.name";

impl Tx<'_> {
    /// Counts who asks whom in a document that comes in.
    pub(super) fn count_askings(&self, document: i64) -> Result<(), LedgerError> {
        for (actor, addressee, demands) in self.askings_in(document)? {
            let sql =
                "insert into asking (actor, addressee, demands) values ($1, $2, 0) on conflict do nothing";
            self.run(sql, params![actor, addressee])?;
            let sql = "update asking set demands = demands + $1 where actor = $2 and addressee = $3";
            self.run(sql, params![demands, actor, addressee])?;
        }
        Ok(())
    }

    /// Takes a document that goes out of the counts. Its statements and their names must still be there.
    pub(super) fn uncount_askings(&self, document: i64) -> Result<(), LedgerError> {
        for (actor, addressee, demands) in self.askings_in(document)? {
            let sql = "update asking set demands = demands - $1 where actor = $2 and addressee = $3";
            self.run(sql, params![demands, actor, addressee])?;
            let sql = "delete from asking where actor = $1 and addressee = $2 and demands = 0";
            self.run(sql, params![actor, addressee])?;
        }
        Ok(())
    }

    fn askings_in(&self, document: i64) -> Result<Vec<(i64, i64, u32)>, LedgerError> {
        let range = params![first_key(document), first_key(document + 1)];
        self.rows(OF_DOCUMENT, range, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// By how much the counts differ from what the statements give.
    pub(super) fn stray_askings(&self) -> Result<i64, LedgerError> {
        let counted = self.number("select coalesce(sum(demands), 0) from asking", [])?;
        let sql = "select count(*) from naming t join statement s on s.key = t.statement and s.act = 'demand'
                   join naming a on a.statement = t.statement and a.role = 'actor' where t.role = 'addressee'";
        Ok((counted - self.number(sql, [])?).abs())
    }

    /// Who asks whom, the most demands first, at most so many; with words, where one of the two has them.
    pub(crate) fn askings(&self, words: &str, at_most: u32) -> Result<Vec<(i64, i64, u32)>, LedgerError> {
        let sql = "select k.actor, k.addressee, k.demands from asking k
                   where $1 = '' or exists (select 1 from name n where n.n = k.actor and instr(n.folded, $1) > 0)
                     or exists (select 1 from name n where n.n = k.addressee and instr(n.folded, $1) > 0)
                   order by k.demands desc, k.actor, k.addressee limit $2";
        self.rows(sql, params![words, at_most], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// How many there are that ask each other.
    pub(crate) fn count_pairs(&self) -> Result<u32, LedgerError> {
        let pairs = self.number("select count(*) from asking", [])?;
        Ok(u32::try_from(pairs).unwrap_or(u32::MAX))
    }

    /// A folded name by its number.
    pub(crate) fn name(&self, n: i64) -> Result<Option<String>, LedgerError> {
        self.row("select folded from name where n = $1", [n], |row| Ok(row.get(0)?))
    }

    /// The first statement in which a name has a part.
    pub(crate) fn first_naming(&self, name: i64, role: Role) -> Result<Option<i64>, LedgerError> {
        let sql = "select statement from naming where name = $1 and role = $2 order by statement limit 1";
        self.row(sql, params![name, role.as_str()], |row| Ok(row.get(0)?))
    }
}
