//! How demands stand: the rows that the board and the lists by status go through.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};
use whereas_extract::Act;

use super::value::{count, kind, word};
use super::{PLACE_BITS, Tx, first_key};
use crate::judge::Status;
use crate::limit::LATE_REPLY_SCORE_MIN;
use crate::link::Sign;
use crate::link::part::Parts;
use crate::view::{BoardFilter, Place};
use crate::{LedgerError, Page};

/// How a demand stands, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StandingRow {
    pub demand: i64,
    /// Day of its document, or `""`.
    pub date: String,
    /// By the links that tell of it.
    pub status: Status,
    /// Where the board shows it; nowhere when a later demand makes it again, or it waits for no reply.
    pub place: Option<Place>,
    /// The institution in charge, or `""`.
    pub charge: String,
    /// Whether it waits for no reply, unless a person says how it stands: it asks the speaker's own side alone, or
    /// tells of what was asked before.
    pub aside: bool,
}

/// That a demand stands on no board because a later one makes it again, and not because it waits for no reply.
const MADE_AGAIN: &str = "place = '' and (not aside or exists (
    select 1 from link l where l.earlier = standing.demand and l.sign = 'repeated'))";

impl Tx<'_> {
    /// The demands that may stand otherwise than stored, in order; they are forgotten.
    pub(crate) fn take_stirred(&self) -> Result<Vec<i64>, LedgerError> {
        let out = self.rows("select demand from stirred order by demand", [], |row| Ok(row.get(0)?))?;
        if !out.is_empty() {
            self.run("delete from stirred", [])?;
        }
        Ok(out)
    }

    /// The id of a demand and the day of its document; `None` where the key is of no demand.
    pub(crate) fn demand(&self, key: i64) -> Result<Option<(String, String)>, LedgerError> {
        let sql = "select s.id, d.date from statement s join document d on d.n = s.document
                   where s.key = $1 and s.act = $2";
        self.row(sql, params![key, Act::Demand.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many things a demand asks for.
    pub(crate) fn asked_for(&self, demand: i64) -> Result<usize, LedgerError> {
        let sql = "select json_array_length(actions) from statement where key = $1";
        Ok(self.row(sql, [demand], |row| Ok(row.get::<_, i64>(0)?))?.map_or(0, |many| many as usize))
    }

    /// Keeps how a demand stands.
    pub(crate) fn put_standing(&self, row: &StandingRow) -> Result<(), LedgerError> {
        self.run("delete from standing where demand = $1", [row.demand])?;
        self.run(
            "insert into standing (demand, date, status, place, charge, aside) values ($1, $2, $3, $4, $5, $6)",
            params![
                row.demand,
                row.date,
                word(&row.status)?,
                row.place.map_or("", Place::as_str),
                row.charge,
                row.aside
            ],
        )?;
        Ok(())
    }

    /// How the demands of a document stand, in order.
    pub(crate) fn standings_of(&self, document: i64) -> Result<Vec<StandingRow>, LedgerError> {
        let sql = "select demand, date, status, place, charge, aside from standing
                   where demand >= $1 and demand < $2 order by demand";
        self.rows(sql, params![first_key(document), first_key(document + 1)], standing_row)
    }

    /// How many demands the board shows.
    pub(crate) fn count_on_board(&self) -> Result<u32, LedgerError> {
        Ok(count(self.number("select count(*) from standing where place <> ''", [])?))
    }

    /// How a demand stands.
    pub(crate) fn standing(&self, demand: i64) -> Result<Option<StandingRow>, LedgerError> {
        let sql = "select demand, date, status, place, charge, aside from standing where demand = $1";
        self.row(sql, [demand], standing_row)
    }

    /// What is done to which parts of a demand, each once.
    pub(crate) fn signs(&self, demand: i64) -> Result<Vec<(Sign, Parts)>, LedgerError> {
        let sql = "select distinct sign, parts from link where earlier = $1 and sign <> ''";
        self.rows(sql, [demand], |row| Ok((kind(row.get(0)?)?, Parts::from_bits(row.get(1)?))))
    }

    /// Whether a person judged anything of a demand, or of one that it makes again.
    pub(crate) fn is_judged(&self, demand: i64) -> Result<bool, LedgerError> {
        let sql = format!(
            "select exists (select 1 from judged_statement where document = $1 >> {PLACE_BITS} and key = $1)
               or exists (select 1 from link l join judged_statement j
                            on j.document = l.earlier >> {PLACE_BITS} and j.key = l.earlier
                          where l.later = $1 and l.sign = 'repeated')"
        );
        Ok(self.number(&sql, [demand])? != 0)
    }

    /// What replies to an earlier wording, from documents that are certainly later than a day, do to a demand that
    /// makes it again, with their keys; without those that reply to the demand itself.
    pub(crate) fn late_replies(
        &self,
        wording: i64,
        (demand, day): (i64, &str),
    ) -> Result<Vec<(Sign, i64)>, LedgerError> {
        let sql = format!(
            "select l.sign, l.later from link l join document d on d.n = l.later >> {PLACE_BITS}
             where l.earlier = $1 and l.sign in ('answered', 'denied', 'promised', 'fulfilled')
               and l.score >= {LATE_REPLY_SCORE_MIN}
               and d.date <> '' and substr(d.date, 1, length($2)) > substr($2, 1, length(d.date))
               and not exists (select 1 from link o where o.later = l.later and o.earlier = $3 and o.sign <> '')"
        );
        self.rows(&sql, params![wording, day, demand], |row| Ok((kind(row.get(0)?)?, row.get(1)?)))
    }

    /// The earlier demands that a demand makes again, the best first, at most so many.
    pub(crate) fn renewed(&self, demand: i64, at_most: u32) -> Result<Vec<i64>, LedgerError> {
        let sql = "select earlier from link where later = $1 and sign = 'repeated'
                   order by score desc, earlier limit $2";
        self.rows(sql, params![demand, at_most], |row| Ok(row.get(0)?))
    }

    /// The later demands that make a demand again, the best first, at most so many.
    pub(crate) fn renewals(&self, demand: i64, at_most: u32) -> Result<Vec<i64>, LedgerError> {
        let sql = "select later from link where earlier = $1 and sign = 'repeated'
                   order by score desc, later limit $2";
        self.rows(sql, params![demand, at_most], |row| Ok(row.get(0)?))
    }

    /// The demands that a demand makes again, and that make it again, from a score on, the best first, at most so many.
    pub(crate) fn near_wordings(
        &self,
        demand: i64,
        least: u16,
        at_most: usize,
    ) -> Result<Vec<i64>, LedgerError> {
        let sql =
            "select earlier as other, score from link where later = $1 and sign = 'repeated' and score >= $2
                   union all
                   select later, score from link where earlier = $1 and sign = 'repeated' and score >= $2
                   order by score desc, other limit $3";
        self.rows(sql, params![demand, least, at_most as i64], |row| Ok(row.get(0)?))
    }

    /// The demands that stand so by the links or by what a person says, or that were made again, in ascending order.
    pub(crate) fn standing_so(
        &self,
        status: Option<Status>,
        repeated: bool,
    ) -> Result<Vec<i64>, LedgerError> {
        let Some(status) = status else {
            return self.keys(&format!("select demand from standing where {MADE_AGAIN}"), []);
        };
        let said = "select s.key from judgement j join judgement_end e on e.seq = j.seq
                      join statement s on s.id = e.item
                    where j.subject = 'status' and j.says = $1 and j.undone is null and e.anchor <> 'lost'";
        let (sql, wanted) = match repeated {
            false => ("select demand from standing where status = $1".to_owned(), said.to_owned()),
            true => {
                let again = format!("exists (select 1 from standing where demand = s.key and {MADE_AGAIN})");
                let own = format!("select demand from standing where status = $1 and {MADE_AGAIN}");
                (own, format!("{said} and {again}"))
            }
        };
        self.keys(&format!("{sql} union all {wanted}"), [word(&status)?])
    }

    /// The demands in their newest wording to which nobody replied since, in ascending order.
    pub(crate) fn silent(&self) -> Result<Vec<i64>, LedgerError> {
        let sql = "select demand from standing where place in ($1, $2) order by demand";
        self.rows(sql, params![Place::Open.as_str(), Place::Repeated.as_str()], |row| Ok(row.get(0)?))
    }

    /// The demands that the board shows, by place and then the newest first: those among `passing`, where there is such
    /// a list. Returns how many stand in each place, and a page of those in the wanted one, or of each.
    pub(crate) fn board(
        &self,
        filter: &BoardFilter,
        passing: Option<&[i64]>,
    ) -> Result<([u32; Place::ALL.len()], Vec<i64>), LedgerError> {
        let wanted = |place: &Place| filter.place.is_none_or(|wanted| wanted == *place);
        let wanted = Place::ALL.into_iter().filter(wanted);
        let page = Page { offset: filter.statements.offset, limit: filter.statements.limit };
        let (tests, values) = tests(filter);
        let (mut counts, mut out) = ([0; Place::ALL.len()], Vec::new());
        let Some(passing) = passing else {
            let sql = format!("select place, count(*) from standing where {tests} group by place");
            self.each(&sql, params_from_iter(values.clone()), |row| {
                counts[kind::<Place>(row.get(0)?)? as usize] = count(row.get(1)?);
                Ok(())
            })?;
            for place in wanted {
                out.extend(self.board_page(place, &tests, values.clone(), page)?);
            }
            return Ok((counts, out));
        };
        let sql = format!(
            "select place, demand from standing where {tests} order by place desc, date desc, demand desc"
        );
        let mut found = Place::ALL.map(|_| Vec::<i64>::new());
        self.each(&sql, params_from_iter(values), |row| {
            let demand = row.get(1)?;
            if passing.binary_search(&demand).is_ok() {
                found[kind::<Place>(row.get(0)?)? as usize].push(demand);
            }
            Ok(())
        })?;
        let limit = if page.limit == 0 { usize::MAX } else { page.limit as usize };
        for (count, found) in counts.iter_mut().zip(&found) {
            *count = found.len() as u32;
        }
        for place in wanted {
            out.extend(found[place as usize].iter().skip(page.offset as usize).take(limit));
        }
        Ok((counts, out))
    }

    fn board_page(
        &self,
        place: Place,
        tests: &str,
        mut values: Vec<Value>,
        page: Page,
    ) -> Result<Vec<i64>, LedgerError> {
        values.extend([
            Value::Text(place.as_str().to_owned()),
            Value::Integer(page.sql_limit()),
            Value::Integer(i64::from(page.offset)),
        ]);
        let n = values.len();
        let sql = format!(
            "select demand from standing where {tests} and place = ${}
             order by date desc, demand desc limit ${} offset ${n}",
            n - 2,
            n - 1
        );
        self.rows(&sql, params_from_iter(values), |row| Ok(row.get(0)?))
    }

    /// The institutions in charge, each with how many demands of the board it has, the busiest first.
    pub(crate) fn charges(&self, at_most: u32) -> Result<Vec<(String, u32)>, LedgerError> {
        let sql = "select charge, count(*) from standing where charge <> '' and place <> ''
                   group by charge order by count(*) desc, charge limit $1";
        self.rows(sql, [at_most], |row| Ok((row.get(0)?, count(row.get(1)?))))
    }
}

/// The conditions of a board on the rows themselves, with their parameters.
fn tests(filter: &BoardFilter) -> (String, Vec<Value>) {
    let (mut tests, mut values) = (vec!["place <> ''".to_owned()], Vec::new());
    if !filter.charge.is_empty() {
        values.push(Value::Text(filter.charge.clone()));
        tests.push("charge = $1 and charge <> ''".to_owned());
    }
    for (value, sign) in [(&filter.statements.from, ">="), (&filter.statements.to, "<=")] {
        if !value.is_empty() {
            values.push(Value::Text(value.clone()));
            let n = values.len();
            // As far as both go, like the dates of documents in all filters.
            let near = format!("substr(date, 1, length(${n})) {sign} substr(${n}, 1, length(date))");
            tests.push(format!("date <> '' and {near}"));
        }
    }
    (tests.join(" and "), values)
}

fn standing_row(row: &Row<'_>) -> Result<StandingRow, LedgerError> {
    Ok(StandingRow {
        demand: row.get(0)?,
        date: row.get(1)?,
        status: kind(row.get(2)?)?,
        place: super::value::said(row.get(3)?)?,
        charge: row.get(4)?,
        aside: row.get(5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::open::LISTS;
    use crate::limit;

    #[test]
    fn the_tables_count_as_many_earlier_wordings_as_the_program() {
        let many = limit::LATE_WORDINGS_MAX;
        assert!(
            LISTS.contains(&format!("{many} > (select count(*)"))
                && LISTS.contains(&format!(" limit {many}\n"))
        );
    }

    #[test]
    fn the_triggers_let_the_same_late_replies_count_as_the_program() {
        for side in ["new", "old"] {
            assert!(
                LISTS.contains(&format!("when {side}.score >= {} and", limit::LATE_REPLY_SCORE_MIN)),
                "{side}"
            );
        }
    }
}
