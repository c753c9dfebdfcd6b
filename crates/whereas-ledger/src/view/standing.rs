//! How demands stand: what was heard of each in this ledger, and what people think of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use whereas_extract::Act;

use super::link::{LinkEnd, Shown};
use super::verdict::Verdicts;
use super::{Listing, StatementFilter, StatementRow};
use crate::judge::{Ruling, Status};
use crate::link::Sign;
use crate::link::sign::sign;
use crate::store::{LinkRow, Tx, document_of};
use crate::view::document::with_decisions;
use crate::{LedgerError, Page, limit};

/// The score, in thousandths, of what a person has confirmed.
const CERTAIN: u16 = 1000;

/// Which demands to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandingFilter {
    /// What the demands have to pass; their act does not matter.
    pub statements: StatementFilter,
    /// Only those that stand so, by the program or by a person.
    pub status: Option<Status>,
    /// Only those that were made again.
    pub repeated: bool,
}

/// A demand and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The demand.
    pub demand: StatementRow,
    /// How it stands as far as the program can tell.
    pub status: Status,
    /// How many later documents make it again.
    pub repeated: u32,
    /// By when it was promised, EDTF, or `""`.
    pub until: String,
    /// What that rests on, the best of each kind first.
    pub grounds: Vec<Ground>,
    /// What people say.
    pub judgements: Vec<StatusJudgement>,
}

/// A statement on which a status rests.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ground {
    /// What it does to the demand.
    pub sign: Sign,
    /// The statement.
    pub by: LinkEnd,
    /// 0–1.
    pub confidence: f32,
    /// Whether a person has confirmed it.
    pub confirmed: bool,
}

/// What a person says of a demand's status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatusJudgement {
    /// Number in the log.
    pub seq: i64,
    /// The status.
    pub says: Status,
    /// Who.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Why, or `""`.
    pub reason: String,
}

/// Lists demands with how they stand, in order of date.
pub(crate) fn standings(tx: &Tx<'_>, filter: &StandingFilter) -> Result<Listing<Standing>, LedgerError> {
    let verdicts = Verdicts::read(tx)?;
    let passing = tx.demand_keys(&filter.statements)?;
    let any = filter.status.is_none() && !filter.repeated;
    let keys = if any { passing } else { wanted(tx, filter, passing, &verdicts)? };
    let page = Page { offset: filter.statements.offset, limit: filter.statements.limit };
    let (keys, total) = tx.in_order(&keys, &filter.statements, page)?;
    let mut shown = Shown { tx, origins: BTreeMap::new() };
    let rows = keys.into_iter().map(|key| standing(&mut shown, key, &verdicts));
    Ok(Listing { rows: rows.collect::<Result<_, _>>()?, total })
}

/// The demands that stand as the filter asks. All lists are in ascending order, so each is gone through once.
fn wanted(
    tx: &Tx<'_>,
    filter: &StandingFilter,
    passing: Vec<i64>,
    verdicts: &Verdicts,
) -> Result<Vec<i64>, LedgerError> {
    let mut signed = Vec::new();
    for sign in Sign::ALL {
        signed.push((sign, tx.signed(sign)?.into_iter().peekable()));
    }
    // Where people have judged a link, the demand is looked at by itself.
    let mut looked_at = BTreeMap::new();
    for id in verdicts.judged() {
        if let Some(key) = tx.statement_key_of(id)? {
            let signs: BTreeSet<Sign> =
                grounds(tx, key, id, verdicts)?.into_iter().map(|(sign, ..)| sign).collect();
            looked_at.insert(key, signs);
        }
    }
    let judged = judged_so(tx, filter.status)?;
    let passes = |key: &i64| {
        let mut signs = BTreeSet::new();
        for (sign, keys) in &mut signed {
            while keys.next_if(|other| other < key).is_some() {}
            if keys.peek() == Some(key) {
                signs.insert(*sign);
            }
        }
        let signs = looked_at.get(key).unwrap_or(&signs);
        let stands = filter.status.is_none_or(|wanted| status(signs) == wanted || judged.contains(key));
        stands && (!filter.repeated || signs.contains(&Sign::Repeated))
    };
    Ok(passing.into_iter().filter(passes).collect())
}

/// The demands of which a person says that they stand so.
fn judged_so(tx: &Tx<'_>, wanted: Option<Status>) -> Result<BTreeSet<i64>, LedgerError> {
    let mut out = BTreeSet::new();
    for judgement in tx.judgements_about("status")?.into_iter().filter(|judgement| judgement.counts()) {
        if let (Ruling::Status { says }, [end]) = (judgement.ruling, judgement.ends.as_slice())
            && Some(says) == wanted
        {
            out.extend(tx.statement_key_of(&end.item)?);
        }
    }
    Ok(out)
}

/// What several signs add up to.
fn status(signs: &BTreeSet<Sign>) -> Status {
    let has = |sign| signs.contains(&sign);
    match (has(Sign::Fulfilled), has(Sign::Denied)) {
        (true, true) => Status::Contested,
        (true, false) => Status::Fulfilled,
        (false, true) => Status::Denied,
        _ if has(Sign::Promised) => Status::Promised,
        _ if has(Sign::Answered) => Status::Answered,
        _ => Status::Open,
    }
}

/// The links that tell how a demand stands, those left out that a person has rejected.
fn grounds(
    tx: &Tx<'_>,
    key: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<Vec<(Sign, LinkRow, bool)>, LedgerError> {
    let mut out = Vec::new();
    for row in tx.telling_links(key, limit::GROUNDS_MAX)? {
        let Some(sign) = row.sign else { continue };
        let from = tx.statement_id(row.from)?.unwrap_or_default();
        if verdicts.on(&from, id).is_none() {
            out.push((sign, row, false));
        }
    }
    // What a person confirmed counts whatever its score, also where the program found nothing.
    for (row, act) in verdicts.confirmed_to(tx, key, id)? {
        if let Some(sign) = sign(row.kind, act, Act::Demand, CERTAIN) {
            out.push((sign, LinkRow { sign: Some(sign), score: CERTAIN, ..row }, true));
        }
    }
    out.sort_by_key(|(_, row, confirmed)| (!confirmed, std::cmp::Reverse(row.score), row.from));
    Ok(out)
}

/// How a demand stands, and how many later documents repeat it.
pub(crate) fn stands(
    tx: &Tx<'_>,
    key: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<(Status, u32), LedgerError> {
    let grounds = grounds(tx, key, id, verdicts)?;
    let signs: BTreeSet<Sign> = grounds.iter().map(|(sign, ..)| *sign).collect();
    let again = grounds.iter().filter(|(sign, ..)| *sign == Sign::Repeated);
    let again: BTreeSet<i64> = again.map(|(_, row, _)| document_of(row.from)).collect();
    Ok((status(&signs), again.len() as u32))
}

/// A demand and how it stands.
fn standing(shown: &mut Shown<'_, '_>, key: i64, verdicts: &Verdicts) -> Result<Standing, LedgerError> {
    let tx = shown.tx;
    let damaged = || LedgerError::Damaged { what: format!("statement {key} is not there") };
    let demand = with_decisions(tx, tx.statement_at(key)?.ok_or_else(damaged)?)?;
    let grounds = grounds(tx, key, &demand.id, verdicts)?;
    let signs: BTreeSet<Sign> = grounds.iter().map(|(sign, ..)| *sign).collect();
    let again = grounds.iter().filter(|(sign, ..)| *sign == Sign::Repeated);
    let again: BTreeSet<i64> = again.map(|(_, row, _)| document_of(row.from)).collect();
    let mut out = Standing {
        status: status(&signs),
        repeated: again.len() as u32,
        until: String::new(),
        grounds: Vec::new(),
        judgements: status_judgements(tx, &demand.id)?,
        demand,
    };
    for (sign, row, confirmed) in grounds {
        if out.grounds.iter().filter(|ground| ground.sign == sign).count() < limit::GROUNDS_SHOWN_MAX {
            let due = tx.statement_at(row.from)?.map_or(String::new(), |located| located.row.due);
            if sign == Sign::Promised && out.until.is_empty() {
                out.until = due;
            }
            let by = shown.end(row.from)?;
            out.grounds.push(Ground { sign, by, confidence: f32::from(row.score) / 1000.0, confirmed });
        }
    }
    Ok(out)
}

/// What people say of a demand's status, oldest first.
fn status_judgements(tx: &Tx<'_>, id: &str) -> Result<Vec<StatusJudgement>, LedgerError> {
    let on = tx.judgements_on(id)?.into_iter().filter(|judgement| judgement.counts());
    let rows = on.filter_map(|judgement| match judgement.ruling {
        Ruling::Status { says } => Some(StatusJudgement {
            seq: judgement.seq,
            says,
            author: judgement.author,
            at: judgement.at,
            reason: judgement.reason,
        }),
        _ => None,
    });
    Ok(rows.collect())
}
