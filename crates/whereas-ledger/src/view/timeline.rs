//! How it went over time: what was asked, who met, what was replied, day by day.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use whereas_extract::Act;

use super::StatementFilter;
use super::meeting::meetings;
use super::verdict::Verdicts;
use crate::link::Sign;
use crate::standing::own_grounds;
use crate::store::Tx;
use crate::{LedgerError, Page, limit};

/// What was said day by day, and how replies go back to demands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Timeline {
    /// Days on which something was said, in order.
    pub days: Vec<TimelineDay>,
    /// Replies to the demands, by the day of the demand and of the reply.
    pub replies: Vec<TimelineReply>,
    /// Meetings, in order of their days.
    pub meetings: Vec<TimelineMeeting>,
    /// How many statements pass the filter.
    pub statements: u32,
    /// Whether there are so many that only the first were looked at.
    pub cut: bool,
}

/// What the documents of a day say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineDay {
    /// Date of the documents, ISO 8601.
    pub date: String,
    /// Statements by act, in the order of [`Act::ALL`].
    pub counts: [u32; 5],
    /// How many of them reply to the demands.
    pub replies: u32,
}

/// Replies of one day to demands of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineReply {
    /// Day of the demands.
    pub asked: String,
    /// Day of the replies.
    pub replied: String,
    /// What the replies do to the demands: `answered`, `denied`, `promised` or `fulfilled`.
    pub sign: Sign,
    /// To how many of the demands.
    pub times: u32,
}

/// A meeting on its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineMeeting {
    /// Its most precise date, EDTF.
    pub date: String,
    /// Who met.
    pub body: String,
    /// Whether no document tells that it took place.
    pub announced: bool,
    /// Which number it had, 0 without one.
    pub ordinal: u32,
}

/// Tells what passes a filter day by day; meetings are those of the same time. The act of the filter does not matter.
pub(crate) fn timeline(tx: &Tx<'_>, filter: &StatementFilter) -> Result<Timeline, LedgerError> {
    let all = StatementFilter { act: None, offset: 0, limit: 0, ..filter.clone() };
    let mut out = Timeline::default();
    let mut demands: Vec<(i64, String)> = Vec::new();
    let mut days: BTreeMap<String, [u32; 5]> = BTreeMap::new();
    match tx.passing(&all)? {
        None => days.extend(tx.counts_by_day(&all)?),
        Some(keys) => {
            let page = Page { offset: 0, limit: limit::TIMELINE_STATEMENTS_MAX };
            let (keys, total) = tx.in_order(&keys, &all, page)?;
            out.cut = total > limit::TIMELINE_STATEMENTS_MAX;
            for key in keys {
                let Some((act, date)) = tx.act_and_day(key)? else { continue };
                if act == Act::Demand {
                    demands.push((key, date.clone()));
                }
                let counts = days.entry(date).or_default();
                let place = Act::ALL.iter().position(|other| *other == act);
                if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                    *count += 1;
                }
            }
        }
    }
    if demands.is_empty() {
        demands = tx.first_demands(&all, limit::TIMELINE_DEMANDS_MAX)?;
    }
    out.statements = days.values().flatten().sum();
    let (replies, replying) = replies(tx, demands)?;
    out.replies = replies;
    let made = |(date, counts): (String, [u32; 5])| {
        let replies = replying.get(&date).map_or(0, |keys| keys.len() as u32);
        TimelineDay { date, counts, replies }
    };
    out.days = days.into_iter().map(made).collect();
    out.meetings = held(tx, &all)?;
    Ok(out)
}

/// What replies to some demands on each day.
type Replying = BTreeMap<String, BTreeSet<i64>>;

/// The replies to some demands; to the first of them where they are many.
fn replies(tx: &Tx<'_>, demands: Vec<(i64, String)>) -> Result<(Vec<TimelineReply>, Replying), LedgerError> {
    let mut replying = Replying::new();
    let verdicts = Verdicts::read(tx)?;
    let mut replied_to: BTreeMap<(String, String, Sign), BTreeSet<i64>> = BTreeMap::new();
    for (key, asked) in demands.into_iter().take(limit::TIMELINE_DEMANDS_MAX as usize) {
        let Some(id) = tx.statement_id(key)? else { continue };
        for (sign, row, _) in own_grounds(tx, key, &id, &verdicts)? {
            // That it was asked again or talked about is no reply.
            if matches!(sign, Sign::Repeated | Sign::Discussed) {
                continue;
            }
            if let Some((_, replied)) = tx.act_and_day(row.from)? {
                replying.entry(replied.clone()).or_default().insert(row.from);
                replied_to.entry((asked.clone(), replied, sign)).or_default().insert(key);
            }
        }
    }
    let made = |((asked, replied, sign), keys): (_, BTreeSet<i64>)| {
        let times = keys.len() as u32;
        TimelineReply { asked, replied, sign, times }
    };
    Ok((replied_to.into_iter().map(made).collect(), replying))
}

/// Meetings with a day, within the dates of a filter.
fn held(tx: &Tx<'_>, filter: &StatementFilter) -> Result<Vec<TimelineMeeting>, LedgerError> {
    let mut out = Vec::new();
    for series in meetings(tx, "")? {
        for row in series.rows {
            let Some(date) = row.dates.into_iter().next() else { continue };
            let near = |bound: &str| date.get(..bound.len()).unwrap_or(&date).cmp(bound);
            let early = !filter.from.is_empty() && near(&filter.from).is_lt();
            let late = !filter.to.is_empty() && near(&filter.to).is_gt();
            if !early && !late {
                let (body, announced) = (series.body.clone(), row.announced);
                out.push(TimelineMeeting { date, body, announced, ordinal: row.ordinal });
            }
        }
    }
    out.sort_by(|a, b| (&a.date, &a.body).cmp(&(&b.date, &b.body)));
    Ok(out)
}
