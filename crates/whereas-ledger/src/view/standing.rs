//! How demands stand: what was heard of each in this ledger, and what people think of it.

use std::collections::BTreeSet;

use serde::Serialize;
use whereas_extract::Act;

use super::link::{LinkEnd, Shown};
use super::verdict::Verdicts;
use super::{Listing, StatementFilter, StatementRow};
use crate::judge::{Ruling, Status};
use crate::link::Sign;
use crate::link::part::Parts;
use crate::standing::{Grounds, judged, part_status, status, told};
use crate::store::{Judgement, Tx, common, document_of, statement_key};
use crate::view::document::with_decisions;
use crate::{LedgerError, Page, limit};

/// Which demands to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandingFilter {
    /// What the demands have to pass; their act does not matter.
    pub statements: StatementFilter,
    /// Only those that stand so, by the program or by a person.
    pub status: Option<Status>,
    /// Only those that were made again.
    pub repeated: bool,
    /// Only those in their newest wording, to which nobody replied since.
    pub silent: bool,
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
    /// By when it was promised, EDTF, where the promise decides how it stands; else `""`.
    pub until: String,
    /// What that rests on, the best of each kind first.
    pub grounds: Vec<Ground>,
    /// The things that are asked, each with how it stands; none where it is one thing alone.
    pub parts: Vec<StandingPart>,
    /// What people say.
    pub judgements: Vec<StatusJudgement>,
}

impl Standing {
    /// Whether the things that are asked stand differently.
    #[must_use]
    pub fn is_in_part(&self) -> bool {
        self.parts.iter().any(|part| part.status != self.status)
    }
}

/// One of several things that a demand asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandingPart {
    /// Its words.
    pub quote: String,
    /// How it stands by the replies that speak of it, or of the demand as a whole.
    pub status: Status,
}

/// A statement on which a status rests.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ground {
    /// What it does to the demand.
    pub sign: Sign,
    /// The statement.
    pub by: LinkEnd,
    /// Id of the demand that it was said to: this one, or an earlier wording.
    pub to: String,
    /// Places among the demand's parts of those that it speaks of; none where it speaks of the demand as a whole.
    pub parts: Vec<u8>,
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
    let (keys, total) = wanted(tx, filter)?;
    let mut shown = Shown::new(tx);
    let rows = keys.into_iter().map(|key| standing(&mut shown, key, &verdicts));
    Ok(Listing { rows: rows.collect::<Result<_, _>>()?, total })
}

/// A page of the demands that stand as the filter asks, in order of date, and how many there are.
fn wanted(tx: &Tx<'_>, filter: &StandingFilter) -> Result<(Vec<i64>, u32), LedgerError> {
    let demands = StatementFilter { act: Some(Act::Demand), ..filter.statements.clone() };
    if filter.status.is_none() && !filter.repeated && !filter.silent {
        let mut keys = Vec::new();
        let total = tx.each_statement(&demands, |located| {
            keys.push(statement_key(located.document, located.place));
            Ok(())
        })?;
        return Ok((keys, total));
    }
    let mut keys = if filter.silent { tx.silent()? } else { tx.standing_so(filter.status, filter.repeated)? };
    if let Some(passing) = tx.demand_keys(&demands)? {
        keys = common(&keys, &passing);
    }
    let page = Page { offset: demands.offset, limit: demands.limit };
    tx.in_order(&keys, &demands, page)
}

/// How a demand stands, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stands {
    /// The status.
    pub status: Status,
    /// Whether not all that is asked stands so.
    pub in_part: bool,
    /// How many later documents make it again.
    pub repeated: u32,
}

/// How a demand stands, in short.
pub(crate) fn stands(
    known: &mut Grounds<'_, '_>,
    key: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<Stands, LedgerError> {
    let grounds = known.of(key, id, verdicts)?;
    let told = told(&grounds);
    let again = grounds.iter().filter(|(sign, ..)| *sign == Sign::Repeated);
    let again: BTreeSet<i64> = again.map(|(_, row, _)| document_of(row.from)).collect();
    let asked_for = known.asked_for(key)?;
    let status = status(&told, asked_for);
    let in_part = (0..asked_for).any(|at| part_status(&told, at) != status);
    Ok(Stands { status, in_part, repeated: again.len() as u32 })
}

/// How each of these statements stands as far as it is a demand: as a person said last, else by the links.
pub(crate) fn statuses(tx: &Tx<'_>, rows: &[StatementRow]) -> Result<Vec<Option<Stands>>, LedgerError> {
    if rows.iter().all(|row| row.act != Act::Demand) {
        return Ok(vec![None; rows.len()]);
    }
    let verdicts = Verdicts::read(tx)?;
    let mut grounds = Grounds::new(tx);
    let mut status = |row: &StatementRow| {
        let located = if row.act == Act::Demand { tx.statement(&row.id)? } else { None };
        let key = located.map(|located| statement_key(located.document, located.place));
        let said = judged(&tx.judgements_on(&row.id)?);
        let by_links = key.map(|key| stands(&mut grounds, key, &row.id, &verdicts)).transpose()?;
        let judged = |stands: Stands| match said {
            Some(status) => Stands { status, in_part: false, ..stands },
            None => stands,
        };
        Ok(by_links.map(judged))
    };
    rows.iter().map(&mut status).collect()
}

/// A demand and how it stands.
pub(super) fn standing(
    shown: &mut Shown<'_, '_>,
    key: i64,
    verdicts: &Verdicts,
) -> Result<Standing, LedgerError> {
    let tx = shown.tx;
    let damaged = || LedgerError::Damaged { what: format!("statement {key} is not there") };
    let demand = with_decisions(tx, tx.statement_at(key)?.ok_or_else(damaged)?)?;
    let grounds = shown.grounds.of(key, &demand.id, verdicts)?;
    let told = told(&grounds);
    let again = grounds.iter().filter(|(sign, ..)| *sign == Sign::Repeated);
    let again: BTreeSet<i64> = again.map(|(_, row, _)| document_of(row.from)).collect();
    let mut out = Standing {
        status: status(&told, demand.actions.len()),
        repeated: again.len() as u32,
        until: String::new(),
        grounds: Vec::new(),
        parts: parts(&demand.actions, &told),
        judgements: status_judgements(&tx.judgements_on(&demand.id)?),
        demand,
    };
    for (sign, row, confirmed) in grounds {
        if out.grounds.iter().filter(|ground| ground.sign == sign).count() < limit::GROUNDS_SHOWN_MAX {
            let told = matches!(out.status, Status::Promised | Status::Contested);
            if sign == Sign::Promised && told && out.until.is_empty() {
                out.until = tx.statement_at(row.from)?.map_or(String::new(), |located| located.row.due);
            }
            let by = shown.end(row.from)?;
            let to = tx.statement_id(row.to)?.unwrap_or_default();
            let (parts, confidence) = (row.parts.places().collect(), f32::from(row.score) / 1000.0);
            out.grounds.push(Ground { sign, by, to, parts, confidence, confirmed });
        }
    }
    Ok(out)
}

/// How each of several things stands that a demand asks for.
fn parts(actions: &[String], told: &BTreeSet<(Sign, Parts)>) -> Vec<StandingPart> {
    let part =
        |(at, quote): (usize, &String)| StandingPart { quote: quote.clone(), status: part_status(told, at) };
    if actions.len() < 2 { Vec::new() } else { actions.iter().enumerate().map(part).collect() }
}

/// What people say of a demand's status, oldest first.
pub(super) fn status_judgements(on: &[Judgement]) -> Vec<StatusJudgement> {
    let says = |judgement: &Judgement| match judgement.ruling {
        Ruling::Status { says } => Some(StatusJudgement {
            seq: judgement.seq,
            says,
            author: judgement.author.clone(),
            at: judgement.at.clone(),
            reason: judgement.reason.clone(),
        }),
        _ => None,
    };
    on.iter().filter(|judgement| judgement.counts()).filter_map(says).collect()
}
