//! A demand over the years: its wordings, what changed from one to the next, and what was replied to each.

use std::collections::BTreeSet;

use serde::Serialize;

use super::board::{Place, last_heard, sentence_before};
use super::link::{LinkView, Shown};
use super::standing::{Ground, Standing, standing};
use super::verdict::{LinkState, Verdicts};
use crate::decide::whole_id;
use crate::judge::{LinkKind, Ruling, Status};
use crate::link::Sign;
use crate::link::gist::Gist;
use crate::link::score::{Whereabouts, score};
use crate::standing::{self, charge, earlier};
use crate::store::{Judgement, Tx};
use crate::wording::{Piece, reworded};
use crate::{LedgerError, edtf, limit};

/// A demand over the years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chain {
    /// Its wordings, the oldest first.
    pub wordings: Vec<Wording>,
    /// Where the board shows the newest wording, or would if it waited for a reply and none made it again.
    pub place: Place,
    /// Whether nothing was heard of the newest wording, and it waits for no reply: it asks the speaker's own side
    /// alone, or tells of what was asked before.
    pub aside: bool,
    /// Id of a later demand that makes the newest wording again, but not the one whose chain this is; or `""`.
    pub later: String,
    /// Whether there are more than are shown.
    pub more: bool,
    /// Days since the newest wording; `None` where its document has no day.
    pub days: Option<i32>,
    /// Documents later than the newest wording, in all of which a reply was looked for.
    pub searched: u32,
    /// What was heard last before the newest wording was made, where nothing was heard since.
    pub last: Option<Ground>,
    /// The institution in charge, or `""`.
    pub charge: String,
    /// Who put which institution in charge, oldest first.
    pub charges: Vec<ChargeJudgement>,
}

/// A demand in one of its wordings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wording {
    /// The demand and how it stands.
    pub standing: Standing,
    /// The earlier wording that it takes up, if it is shown.
    pub link: Option<LinkView>,
    /// The words of both, told apart.
    pub wording: Vec<Piece>,
    /// What was replied, the surest first.
    pub replies: Vec<Reply>,
    /// Of a demand that asks something of "it" or "him": the sentence before it, verbatim, or `""`.
    pub before: String,
}

/// What was replied to a demand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// The reply as a link.
    pub link: LinkView,
    /// What it does to the demand, where it is sure enough.
    pub sign: Option<Sign>,
    /// Whether it is sure enough to tell how the demand stands.
    pub counts: bool,
}

/// Who put an institution in charge of a demand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChargeJudgement {
    /// Number in the log.
    pub seq: i64,
    /// Id of the wording.
    pub statement: String,
    /// The institution.
    pub institution: String,
    /// Who.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Why, or `""`.
    pub reason: String,
}

/// The chain in which a demand stands, as of a day; `None` without such a demand.
pub(crate) fn chain(tx: &Tx<'_>, given: &str, on: &str) -> Result<Option<Chain>, LedgerError> {
    let Some(id) = whole_id(tx, given)? else { return Ok(None) };
    let Some(key) = tx.statement_key_of(&id)? else { return Ok(None) };
    if tx.demand(key)?.is_none() {
        return Ok(None);
    }
    let verdicts = Verdicts::read(tx)?;
    let (found, more) = wordings(tx, key, &verdicts)?;
    let keys: Vec<(i64, String)> = found.iter().map(|(_, key, id)| (*key, id.clone())).collect();
    let mut shown = Shown::new(tx);
    let mut out = Vec::new();
    for (key, id) in &keys {
        out.push(wording(&mut shown, *key, id, &keys, &verdicts)?);
    }
    let newest = out.last().map_or("", |wording| wording.standing.demand.document_date.as_str());
    let (days, searched) = (days_since(newest, on)?, tx.documents_after(newest)?);
    let stored = match keys.last() {
        Some((key, _)) => tx.standing(*key)?,
        None => None,
    };
    // What was heard of it all the same, or what people say, tells more.
    let untold =
        |newest: &Wording| newest.standing.judgements.is_empty() && newest.standing.status == Status::Open;
    let aside = stored.as_ref().is_some_and(|row| row.aside) && out.last().is_some_and(untold);
    let (place, charge) = stored.map_or_else(Default::default, |row| (row.place, row.charge));
    let later = match (place, keys.last()) {
        (None, Some((key, id))) => newest_of(tx, later(tx, *key, id, &verdicts)?)?,
        _ => String::new(),
    };
    let place = place.or_else(|| out.last().map(|newest| would_stand(newest, out.len() > 1)));
    let place = place.unwrap_or_default();
    let charges = charges(tx, &keys)?;
    let last = if place == Place::Repeated { last_heard(&mut shown, &found, &verdicts)? } else { None };
    Ok(Some(Chain { wordings: out, place, aside, later, more, days, searched, last, charge, charges }))
}

/// Where the board would show a wording if no later demand made it again: as people say, else as the links tell.
fn would_stand(wording: &Wording, again: bool) -> Place {
    let judged = wording.standing.judgements.last().map(|judgement| judgement.says);
    standing::place(judged.unwrap_or(wording.standing.status), again)
}

/// The id of the newest of some demands, or `""`.
fn newest_of(tx: &Tx<'_>, demands: Vec<i64>) -> Result<String, LedgerError> {
    let mut newest: Option<(String, String)> = None;
    for key in demands {
        newest = newest.max(tx.demand(key)?.map(|(id, date)| (date, id)));
    }
    Ok(newest.map_or_else(String::new, |(_, id)| id))
}

/// Days from a document's day to another; `None` where one of them tells none.
pub(super) fn days_since(date: &str, on: &str) -> Result<Option<i32>, LedgerError> {
    let bad = || LedgerError::BadDate { given: on.to_owned() };
    let (_, today) = edtf::days(on).ok_or_else(bad)?;
    Ok(edtf::days(date).and_then(|(first, _)| Some(today.since(first).ok()?.get_days())))
}

/// A wording: the day of its document, its key and its id.
pub(super) type Dated = (String, i64, String);

/// The wordings of a demand, the oldest first: those that it makes again, itself, and those that make it again, with
/// the surer wordings of the surest of these; and whether there are more. Links over more steps are left out: a demand
/// drifts into another one. The history of one that no later demand makes again ends with itself.
pub(super) fn wordings(
    tx: &Tx<'_>,
    from: i64,
    verdicts: &Verdicts,
) -> Result<(Vec<Dated>, bool), LedgerError> {
    let Some((id, date)) = tx.demand(from)? else { return Ok((Vec::new(), false)) };
    let mut keys = earlier(tx, from, &id, verdicts)?;
    let later = later(tx, from, &id, verdicts)?;
    let is_newest = later.is_empty();
    keys.extend(later);
    keys.extend(wordings_of_wordings(tx, from, &id, verdicts)?);
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    let more = keys.len() > limit::CHAIN_MAX as usize;
    let mut found = vec![(date.clone(), from, id)];
    for key in keys.into_iter().take(limit::CHAIN_MAX as usize) {
        let other = tx.demand(key)?.filter(|(_, day)| {
            // A document without a day comes neither before nor behind.
            let undated = day.is_empty() || date.is_empty();
            !is_newest || undated || (day, key) < (&date, from)
        });
        found.extend(other.map(|(id, day)| (day, key, id)));
    }
    found.sort();
    found.dedup();
    Ok((found, more))
}

/// The wordings of the surest wordings of a demand, but for those that a person judged to be none.
fn wordings_of_wordings(
    tx: &Tx<'_>,
    from: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<Vec<i64>, LedgerError> {
    let least = limit::CHAIN_STEP_SCORE_MIN;
    let is_judged = |a: i64, (b, b_id): (i64, &str)| -> Result<bool, LedgerError> {
        if verdicts.is_empty() {
            return Ok(false);
        }
        let a_id = tx.statement_id(a)?.unwrap_or_default();
        Ok(verdicts.is_judged(tx, a, b_id)? || verdicts.is_judged(tx, b, &a_id)?)
    };
    let Some(own_gist) = tx.gist(from)? else { return Ok(Vec::new()) };
    let (mut out, mut seen) = (Vec::new(), BTreeSet::from([from]));
    for wording in tx.near_wordings(from, least, limit::CHAIN_STEPS_MAX)? {
        if is_judged(wording, (from, id))? {
            continue;
        }
        let own = tx.statement_id(wording)?.unwrap_or_default();
        for other in tx.near_wordings(wording, least, limit::CHAIN_MAX as usize)? {
            let judged = is_judged(other, (wording, &own))? || is_judged(other, (from, id))?;
            if judged || !seen.insert(other) {
                continue;
            }
            let is_one = tx.gist(other)?.is_some_and(|gist| may_be_one(&own_gist, &gist));
            if is_one || leads_only_to(tx, other, wording)? {
                out.push(other);
            }
        }
    }
    Ok(out)
}

/// Whether a demand goes on in another one, for one thing alone, more surely than elsewhere: nowhere else would the
/// history of the demand be told.
fn leads_only_to(tx: &Tx<'_>, demand: i64, wording: i64) -> Result<bool, LedgerError> {
    let for_one_thing = tx.asked_for(wording)? < 2;
    Ok(for_one_thing && tx.renewals(demand, 1)?.first() == Some(&wording))
}

/// Whether two wordings of one wording may be one demand: who asks for two things makes again who asks for the one, and
/// who asks for the other. Between two languages too little is in common to tell more than by the laws.
fn may_be_one(a: &Gist, b: &Gist) -> bool {
    if a.lang != b.lang {
        return a.laws.is_empty() || b.laws.is_empty() || !a.laws.is_disjoint(&b.laws);
    }
    let scored = score(a, b, Whereabouts::Elsewhere);
    scored.is_some_and(|scored| scored.score >= limit::CHAIN_KIN_SCORE_MIN)
}

/// The later demands that make a demand again, without those of which a person says that they do not.
fn later(tx: &Tx<'_>, key: i64, id: &str, verdicts: &Verdicts) -> Result<Vec<i64>, LedgerError> {
    let mut out = Vec::new();
    for other in tx.renewals(key, limit::CHAIN_MAX)? {
        if !verdicts.is_judged(tx, other, id)? {
            out.push(other);
        }
    }
    let by_hand = verdicts.confirmed_to(tx, key, id)?;
    out.extend(by_hand.into_iter().filter(|(row, _)| row.kind == LinkKind::Repeats).map(|(row, _)| row.from));
    Ok(out)
}

fn wording(
    shown: &mut Shown<'_, '_>,
    key: i64,
    id: &str,
    chain: &[(i64, String)],
    verdicts: &Verdicts,
) -> Result<Wording, LedgerError> {
    let standing = standing(shown, key, verdicts)?;
    let taken_up = earlier(shown.tx, key, id, verdicts)?;
    let before = chain.iter().take_while(|(other, _)| *other != key);
    let latest = before.filter(|(other, _)| taken_up.contains(other)).last();
    let link = match latest {
        Some((other, _)) => shown.between(key, *other, LinkKind::Repeats, verdicts)?,
        None => None,
    };
    let wording =
        link.as_ref().map_or_else(Vec::new, |link| reworded(&link.to.quote, &standing.demand.quote));
    let before = sentence_before(shown.tx, key)?;
    Ok(Wording { replies: replies(shown, key, id, verdicts)?, standing, link, wording, before })
}

/// What was replied to a demand: what people confirmed, then what the program proposes.
fn replies(
    shown: &mut Shown<'_, '_>,
    key: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<Vec<Reply>, LedgerError> {
    let mut rows = shown.tx.replies_to(key, limit::REPLIES_MAX)?;
    for (row, _) in verdicts.confirmed_to(shown.tx, key, id)? {
        let is_reply = !matches!(row.kind, LinkKind::Repeats | LinkKind::Readdresses);
        if is_reply && !rows.iter().any(|other| (other.from, other.kind) == (row.from, row.kind)) {
            rows.push(row);
        }
    }
    let mut out = Vec::new();
    for row in rows {
        let link = shown.link(&row, verdicts)?;
        let counts = match link.state {
            LinkState::Confirmed => true,
            LinkState::Rejected => false,
            LinkState::Proposed => row.sign.is_some_and(|sign| sign != Sign::Discussed),
        };
        out.push(Reply { link, sign: row.sign, counts });
    }
    out.sort_by_key(|reply| (reply.link.state != LinkState::Confirmed, !reply.counts));
    Ok(out)
}

/// Who put which institution in charge of these demands, oldest first.
fn charges(tx: &Tx<'_>, keys: &[(i64, String)]) -> Result<Vec<ChargeJudgement>, LedgerError> {
    let mut out = Vec::new();
    for (_, id) in keys {
        let is_charge = |judgement: &Judgement| judgement.ruling == Ruling::Charge && judgement.counts();
        for judgement in tx.judgements_on(id)?.into_iter().filter(is_charge) {
            let institution = charge(tx, std::slice::from_ref(&judgement))?.unwrap_or_default();
            out.push(ChargeJudgement {
                seq: judgement.seq,
                statement: id.clone(),
                institution,
                author: judgement.author,
                at: judgement.at,
                reason: judgement.reason,
            });
        }
    }
    out.sort_by_key(|judgement| judgement.seq);
    Ok(out)
}
