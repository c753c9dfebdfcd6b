//! How each demand stands, kept in step: when its links change, when somebody judges it or one of its links.
//!
//! The database notes which demands were touched (`stirred`), whatever touched them; [`renew`] looks at these and at no
//! others, so that the cost of a change does not depend on the size of the ledger.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use whereas_extract::Act;

use crate::judge::{Ruling, Status};
use crate::link::gist::Gist;
use crate::link::part::Parts;
use crate::link::score::{Whereabouts, score};
use crate::link::sign::{Manner, sign};
use crate::link::{LinkKind, Sign};
use crate::store::{CERTAIN, Judgement, LinkRow, StandingRow, Tx};
use crate::view::Place;
use crate::view::verdict::Verdicts;
use crate::{LedgerError, limit};

/// How a statement takes up a demand of which a person says that it does.
const AS_CONFIRMED: Manner = Manner { mere: false, to_the_point: true, no_wording: false, of_motive: false };

/// Looks again at every demand that was touched.
pub(crate) fn renew(tx: &Tx<'_>) -> Result<(), LedgerError> {
    for demand in tx.take_stirred()? {
        // Most stand as before: what need not be written is not.
        let known = tx.standing(demand)?;
        if let Some(row) = stands(tx, demand, known.as_ref())?
            && known.as_ref() != Some(&row)
        {
            tx.put_standing(&row)?;
        }
    }
    Ok(())
}

/// Whether it is stored of a document's demands how they stand.
pub(crate) fn is_in_step(tx: &Tx<'_>, document: i64) -> Result<bool, LedgerError> {
    let stored = tx.standings_of(document)?;
    let mut wanted = Vec::new();
    for statement in tx.statement_keys(document)? {
        wanted.extend(stands(tx, statement, None)?);
    }
    Ok(stored == wanted)
}

/// How a demand stands; `None` where the key is of no demand. What is stored of it already tells whether it waits for
/// no reply, which nothing but another reading changes.
fn stands(tx: &Tx<'_>, demand: i64, known: Option<&StandingRow>) -> Result<Option<StandingRow>, LedgerError> {
    let Some((id, date)) = tx.demand(demand)? else { return Ok(None) };
    let out = if tx.is_judged(demand)? {
        stands_judged(tx, demand, &id, date)?
    } else {
        let out = stands_unjudged(tx, demand, date)?;
        #[cfg(test)]
        assert_eq!(out, stands_judged(tx, demand, &id, out.date.clone())?);
        out
    };
    let aside = match known {
        Some(row) => row.aside,
        None => tx.gist(demand)?.is_some_and(|gist| gist.marks.is_aside()),
    };
    // Of one of which a person says how it stands, somebody waits for a reply.
    let is_off = aside && out.place.is_some() && judged(&tx.judgements_on(&id)?).is_none();
    Ok(Some(StandingRow { place: out.place.filter(|_| !is_off), aside, ..out }))
}

/// How a demand stands by the links alone: most do, and a document that comes may touch many.
fn stands_unjudged(tx: &Tx<'_>, demand: i64, date: String) -> Result<StandingRow, LedgerError> {
    let mut told: BTreeSet<(Sign, Parts)> = tx.signs(demand)?.into_iter().collect();
    let earlier = tx.renewed(demand, limit::CHAIN_MAX)?;
    let asked_for = tx.asked_for(demand)?;
    let (mut spoken, mut seen) = (Spoken::of(tx, demand), BTreeSet::new());
    for wording in earlier.iter().take(limit::LATE_WORDINGS_MAX) {
        for (sign, reply) in tx.late_replies(*wording, (demand, &date))? {
            // What would change nothing, whatever part it speaks of, need not be read.
            if seen.insert(reply)
                && tells_more(&told, sign, asked_for)
                && let Some(parts) = spoken.parts(reply)?
            {
                told.insert((sign, parts));
            }
        }
    }
    Ok(row((demand, date), asked_for, &told, None, !earlier.is_empty(), String::new()))
}

/// How a demand stands of which, or of whose earlier wordings, people judged something.
fn stands_judged(tx: &Tx<'_>, demand: i64, id: &str, date: String) -> Result<StandingRow, LedgerError> {
    let verdicts = Verdicts::about(tx, id)?;
    let judgements = tx.judgements_on(id)?;
    let grounds = Grounds::new(tx).of(demand, id, &verdicts)?;
    let told = told(&grounds);
    let earlier = earlier(tx, demand, id, &verdicts)?;
    let charge = in_charge(tx, &judgements, &earlier)?;
    let asked_for = tx.asked_for(demand)?;
    Ok(row((demand, date), asked_for, &told, judged(&judgements), !earlier.is_empty(), charge))
}

fn row(
    (demand, date): (i64, String),
    asked_for: usize,
    told: &BTreeSet<(Sign, Parts)>,
    judged: Option<Status>,
    again: bool,
    charge: String,
) -> StandingRow {
    let status = status(told, asked_for);
    let is_newest = told.iter().all(|(sign, _)| *sign != Sign::Repeated);
    let place = is_newest.then(|| place(judged.unwrap_or(status), again));
    StandingRow { demand, date, status, place, charge, aside: false }
}

/// Where the board shows a demand that stands so, and that makes earlier ones again or not.
pub(crate) fn place(stands: Status, again: bool) -> Place {
    if stands == Status::Open && again { Place::Repeated } else { Place::from(stands) }
}

/// What people last said of a demand's status.
pub(crate) fn judged(judgements: &[Judgement]) -> Option<Status> {
    let says = |judgement: &Judgement| match judgement.ruling {
        Ruling::Status { says } if judgement.counts() => Some(says),
        _ => None,
    };
    judgements.iter().rev().find_map(says)
}

/// The institution that people last put in charge of a demand, else of one that it makes again, else `""`.
fn in_charge(tx: &Tx<'_>, own: &[Judgement], earlier: &[i64]) -> Result<String, LedgerError> {
    if let Some(given) = charge(tx, own)? {
        return Ok(given);
    }
    for demand in earlier {
        let Some(id) = tx.statement_id(*demand)? else { continue };
        if let Some(given) = charge(tx, &tx.judgements_on(&id)?)? {
            return Ok(given);
        }
    }
    Ok(String::new())
}

/// The institution that the last of these judgements names.
pub(crate) fn charge(tx: &Tx<'_>, judgements: &[Judgement]) -> Result<Option<String>, LedgerError> {
    let is_charge = |judgement: &&Judgement| judgement.ruling == Ruling::Charge && judgement.counts();
    match judgements.iter().rev().find(is_charge) {
        Some(judgement) => Ok(tx.quotation(&judgement.words)?.map(|words| words.quote)),
        None => Ok(None),
    }
}

/// The demands that a demand makes again, first those of which a person says so, then the surest; without those of
/// which a person says that it does not.
pub(crate) fn earlier(
    tx: &Tx<'_>,
    demand: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<Vec<i64>, LedgerError> {
    let mut out = verdicts.confirmed(tx, id, LinkKind::Repeats)?;
    for key in tx.renewed(demand, limit::CHAIN_MAX)? {
        let to = if verdicts.is_empty() { None } else { tx.statement_id(key)? };
        if to.is_none_or(|to| verdicts.on(id, &to).is_none()) {
            out.push(key);
        }
    }
    Ok(out)
}

/// How a demand for so many things stands by what is told of which of them. It is fulfilled when all of them are; one
/// that is denied or promised tells for the others, for what is said of it must not be missed.
pub(crate) fn status(told: &BTreeSet<(Sign, Parts)>, asked_for: usize) -> Status {
    let parts: BTreeSet<Status> = (0..asked_for.max(1)).map(|at| part_status(told, at)).collect();
    let mixed = [Status::Contested, Status::Denied, Status::Promised];
    match parts.first() {
        Some(same) if parts.len() == 1 => *same,
        _ => mixed.into_iter().find(|status| parts.contains(status)).unwrap_or(Status::Answered),
    }
}

/// How one of several things that are asked stands, told by its place.
pub(crate) fn part_status(told: &BTreeSet<(Sign, Parts)>, at: usize) -> Status {
    let has = |sign| told.iter().any(|(other, parts)| *other == sign && parts.has(at));
    match (has(Sign::Fulfilled), has(Sign::Denied)) {
        (true, true) => Status::Contested,
        (true, false) => Status::Fulfilled,
        (false, true) => Status::Denied,
        _ if has(Sign::Promised) => Status::Promised,
        _ if has(Sign::Answered) => Status::Answered,
        _ => Status::Open,
    }
}

/// Whether what is done to all of so many things that are asked changes how any of them stands.
fn tells_more(told: &BTreeSet<(Sign, Parts)>, sign: Sign, asked_for: usize) -> bool {
    let mut more = told.clone();
    more.insert((sign, Parts::default()));
    (0..asked_for.max(1)).any(|at| part_status(&more, at) != part_status(told, at))
}

/// What tells how a demand stands: what it does to the demand, the link, whether a person confirmed it.
pub(crate) type Ground = (Sign, LinkRow, bool);

/// What is told of which of the things that a demand asks for.
pub(crate) fn told(grounds: &[Ground]) -> BTreeSet<(Sign, Parts)> {
    grounds.iter().map(|(sign, row, _)| (*sign, row.parts)).collect()
}

/// What tells how demands stand. The wordings of a chain share their earlier wordings, so what was found is remembered.
pub(crate) struct Grounds<'a, 'b> {
    tx: &'a Tx<'b>,
    own: BTreeMap<i64, Rc<Vec<Ground>>>,
    /// What [`Self::replies`] found, and the day of each.
    replies: BTreeMap<i64, Rc<Vec<(Ground, String)>>>,
}

/// Of how many demands the replies are remembered before they are forgotten all together.
const REPLIED_MAX: usize = 256;

impl<'a, 'b> Grounds<'a, 'b> {
    pub(crate) fn new(tx: &'a Tx<'b>) -> Self {
        Self { tx, own: BTreeMap::new(), replies: BTreeMap::new() }
    }

    /// How many things a demand asks for.
    pub(crate) fn asked_for(&self, demand: i64) -> Result<usize, LedgerError> {
        self.tx.asked_for(demand)
    }

    /// The links to a demand itself that tell how it stands.
    fn own(&mut self, key: i64, id: &str, verdicts: &Verdicts) -> Result<Rc<Vec<Ground>>, LedgerError> {
        if let Some(known) = self.own.get(&key) {
            return Ok(Rc::clone(known));
        }
        if self.own.len() >= REPLIED_MAX {
            self.own.clear();
        }
        let out = Rc::new(own_grounds(self.tx, key, id, verdicts)?);
        self.own.insert(key, Rc::clone(&out));
        Ok(out)
    }

    /// The links that tell how a demand stands: those to the demand itself, and the replies that an earlier wording of
    /// it found after the demand was made, for whoever replies need not have the newest wording before them.
    pub(crate) fn of(&mut self, key: i64, id: &str, verdicts: &Verdicts) -> Result<Vec<Ground>, LedgerError> {
        let mut out = self.own(key, id, verdicts)?.to_vec();
        let earlier = earlier(self.tx, key, id, verdicts)?;
        let own: BTreeSet<i64> = out.iter().map(|(_, row, _)| row.from).collect();
        let late = self.late(key, &earlier)?;
        out.extend(late.into_iter().filter(|(_, row, _)| !own.contains(&row.from)));
        sort(&mut out);
        Ok(out)
    }

    /// The surer replies to earlier wordings of a demand in documents of a later day than its own, of those that have
    /// something in common with it, too.
    fn late(&mut self, demand: i64, earlier: &[i64]) -> Result<Vec<Ground>, LedgerError> {
        let mut out: Vec<Ground> = Vec::new();
        let Some((_, asked)) = self.tx.demand(demand)? else { return Ok(out) };
        if asked.is_empty() {
            return Ok(out);
        }
        let mut spoken = Spoken::of(self.tx, demand);
        for wording in earlier.iter().take(limit::LATE_WORDINGS_MAX) {
            for ((sign, row, confirmed), day) in self.replies(*wording)?.iter() {
                let is_new = out.iter().all(|(_, other, _)| other.from != row.from);
                if !is_new || row.score < limit::LATE_REPLY_SCORE_MIN || !is_later(day, &asked) {
                    continue;
                }
                // What a person confirmed of an earlier wording needs nothing more in common with this one.
                let parts = spoken.parts(row.from)?;
                if let Some(parts) = parts.or(confirmed.then(Parts::default)) {
                    out.push((*sign, LinkRow { parts, ..*row }, *confirmed));
                }
            }
        }
        Ok(out)
    }

    /// The replies to a demand that have a day, without what makes it again and what tells that it was talked about.
    fn replies(&mut self, demand: i64) -> Result<Rc<Vec<(Ground, String)>>, LedgerError> {
        if let Some(known) = self.replies.get(&demand) {
            return Ok(Rc::clone(known));
        }
        let mut out = Vec::new();
        if let Some(id) = self.tx.statement_id(demand)? {
            for ground in self.own(demand, &id, &Verdicts::about(self.tx, &id)?)?.iter() {
                let (sign, row, _) = ground;
                if !matches!(sign, Sign::Repeated | Sign::Discussed)
                    && let Some((_, day)) = self.tx.act_and_day(row.from)?
                {
                    out.push((*ground, day));
                }
            }
        }
        if self.replies.len() >= REPLIED_MAX {
            self.replies.clear();
        }
        let out = Rc::new(out);
        self.replies.insert(demand, Rc::clone(&out));
        Ok(out)
    }
}

/// Whether a day is certainly later than another, both EDTF of any precision.
fn is_later(day: &str, than: &str) -> bool {
    let both = day.len().min(than.len());
    day.get(..both) > than.get(..both)
}

/// What replies have to do with a demand that were given to another wording of it.
pub(crate) struct Spoken<'a, 'b> {
    tx: &'a Tx<'b>,
    demand: i64,
    gist: Option<Gist>,
}

impl<'a, 'b> Spoken<'a, 'b> {
    pub(crate) fn of(tx: &'a Tx<'b>, demand: i64) -> Self {
        Self { tx, demand, gist: None }
    }

    /// Of which of the things that are asked a reply speaks; `None` where it has next to nothing to do with them.
    pub(crate) fn parts(&mut self, reply: i64) -> Result<Option<Parts>, LedgerError> {
        if self.gist.is_none() {
            self.gist = self.tx.gist(self.demand)?;
        }
        let both = self.tx.gist(reply)?.zip(self.gist.as_ref());
        let near = both.filter(|(reply, demand)| {
            score(reply, demand, Whereabouts::Elsewhere)
                .is_some_and(|scored| scored.score >= limit::LATE_REPLY_OWN_MIN)
        });
        Ok(near.map(|(reply, demand)| Parts::of(&reply, demand)))
    }
}

/// The links to a demand that tell how it stands, those left out that a person has rejected.
pub(crate) fn own_grounds(
    tx: &Tx<'_>,
    key: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<Vec<Ground>, LedgerError> {
    let mut out = Vec::new();
    for row in tx.telling_links(key, limit::GROUNDS_MAX)? {
        let Some(sign) = row.sign else { continue };
        if !verdicts.is_judged(tx, row.from, id)? {
            out.push((sign, row, false));
        }
    }
    let mut spoken = Spoken::of(tx, key);
    // What a person confirmed counts whatever its score, also where the program found nothing.
    for (row, act) in verdicts.confirmed_to(tx, key, id)? {
        if let Some(sign) = sign(row.kind, (act, AS_CONFIRMED), Act::Demand, CERTAIN) {
            let parts = if sign == Sign::Repeated { None } else { spoken.parts(row.from)? };
            let parts = parts.unwrap_or_default();
            out.push((sign, LinkRow { sign: Some(sign), score: CERTAIN, parts, ..row }, true));
        }
    }
    sort(&mut out);
    Ok(out)
}

/// The best first.
fn sort(grounds: &mut [Ground]) {
    grounds.sort_by_key(|(_, row, confirmed)| (!confirmed, Reverse(row.score), row.from));
}
