//! Promises by the day on which they are due.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;
use serde::Serialize;
use whereas_extract::Act;

use super::document::each_row;
use super::link::{LinkView, Shown};
use super::meeting::{HeldMeeting, Meetings};
use super::standing::{StatusJudgement, status_judgements};
use super::verdict::{LinkState, Verdicts};
use super::{Listing, StatementFilter, StatementRow};
use crate::decide::whole_id;
use crate::judge::{LinkKind, Ruling, Status};
use crate::store::{LinkRow, Tx, statement_key};
use crate::{LedgerError, edtf, limit, stamp};

/// Commitments that name a date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueListing {
    /// The rows that were asked for, and how many there are in all.
    pub listing: Listing<DueRow>,
    /// How many of those that pass the filter stand how, whichever of these was asked for.
    pub counts: BTreeMap<Fulfilment, u32>,
}

/// A commitment with the time by which it is due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueRow {
    /// The commitment.
    pub statement: StatementRow,
    /// The last day of its date, ISO 8601.
    pub last_day: String,
    /// Days from the last day to the day that was asked about; negative while there is time.
    pub days_over: i32,
    /// Where it stands on the day that was asked about.
    pub due: Due,
    /// What later documents tell of it.
    pub fulfilment: Fulfilment,
    /// Where somebody says later that it was kept: what people confirmed, else the surest that is sure enough to
    /// count.
    pub kept: Option<LinkView>,
    /// Where somebody says later that it was not kept, likewise.
    pub broken: Option<LinkView>,
    /// The meeting that it promises to hold, where a document tells that it took place.
    pub held: Option<HeldMeeting>,
    /// Whether it was kept only after its last day, as far as what tells it names a day.
    pub late: bool,
    /// What people say of it, oldest first: [`Status::Fulfilled`] that it was kept, [`Status::Denied`] that it was not,
    /// [`Status::Open`] that nothing was heard. The last of it holds, whatever was found.
    pub judgements: Vec<StatusJudgement>,
}

/// What is known of a commitment on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fulfilment {
    /// Its last day is over, and nothing was found in the ledger that tells whether it was kept.
    Unheard,
    /// Somebody says that it was not kept.
    Broken,
    /// Somebody says that it was kept.
    Kept,
    /// There is time, and nobody says either.
    Running,
}

impl Fulfilment {
    /// All of them.
    pub const ALL: [Fulfilment; 4] =
        [Fulfilment::Unheard, Fulfilment::Broken, Fulfilment::Kept, Fulfilment::Running];

    /// The word of it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Fulfilment::Unheard => "unheard",
            Fulfilment::Broken => "broken",
            Fulfilment::Kept => "kept",
            Fulfilment::Running => "running",
        }
    }

    /// The word that a judgement has for what it says of a promise.
    #[must_use]
    pub fn judged(says: Status) -> Option<Fulfilment> {
        match says {
            Status::Fulfilled => Some(Fulfilment::Kept),
            Status::Denied => Some(Fulfilment::Broken),
            Status::Open => Some(Fulfilment::Unheard),
            Status::Answered | Status::Promised | Status::Contested => None,
        }
    }

    /// What a judgement says of a promise of which this is known; `None` for what nobody can say of one.
    #[must_use]
    pub fn ruling(self) -> Option<Ruling> {
        let says = Status::ALL.into_iter().find(|says| Self::judged(*says) == Some(self))?;
        Some(Ruling::Status { says })
    }

    fn of(due: Due, row: &DueRow) -> Fulfilment {
        let unheard = if due == Due::Overdue { Fulfilment::Unheard } else { Fulfilment::Running };
        match row.judgements.iter().rev().find_map(|row| Self::judged(row.says)) {
            Some(Fulfilment::Unheard) => return unheard,
            Some(judged) => return judged,
            None => {}
        }
        let sure = |link: &Option<LinkView>| {
            link.as_ref().map(|link| (link.state == LinkState::Confirmed, link.confidence))
        };
        // A meeting of which a document tells afterwards leaves little doubt.
        let held = row.held.as_ref().map(|_| (false, 1.0));
        let kept = sure(&row.kept);
        match (if held > kept { held } else { kept }, sure(&row.broken)) {
            (None, None) => unheard,
            (kept, broken) if broken > kept => Fulfilment::Broken,
            _ => Fulfilment::Kept,
        }
    }
}

impl FromStr for Fulfilment {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = Fulfilment::ALL.map(Fulfilment::as_str).join(", ");
        let found = Fulfilment::ALL.into_iter().find(|fulfilment| fulfilment.as_str() == word);
        found.ok_or_else(|| format!("`{word}` is not known of promises; there are {all}"))
    }
}

/// Where a commitment stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// Its last day is over.
    Overdue,
    /// Its time is running.
    Now,
    /// Its time lies ahead.
    Ahead,
}

/// Lists the commitments that pass a filter, name a date and stand so, as of a day; what is longest overdue comes
/// first.
pub(crate) fn due(
    tx: &Tx<'_>,
    filter: &StatementFilter,
    only: Option<Fulfilment>,
    on: &str,
) -> Result<DueListing, LedgerError> {
    stamp::date(on)?;
    let bad = || LedgerError::BadDate { given: on.to_owned() };
    let (_, today) = edtf::days(on).ok_or_else(bad)?;
    let all =
        StatementFilter { act: Some(Act::Commitment), dated: true, offset: 0, limit: 0, ..filter.clone() };
    let mut dated = Vec::new();
    each_row(tx, &all, |located| {
        if let Some((first, last)) = edtf::days(&located.row.due) {
            dated.push((statement_key(located.document, located.place), located.row, first, last));
        }
        Ok(())
    })?;
    let verdicts = Verdicts::read(tx)?;
    let mut shown = Shown::new(tx);
    let mut meetings = None;
    let mut rows = Vec::new();
    let mut counts: BTreeMap<Fulfilment, u32> = Fulfilment::ALL.map(|each| (each, 0)).into();
    for (key, statement, first, last) in dated {
        let row = due_row(&mut shown, &mut meetings, (key, statement), (first, last), &verdicts, today)?;
        *counts.entry(row.fulfilment).or_default() += 1;
        if only.is_none_or(|only| only == row.fulfilment) {
            rows.push(row);
        }
    }
    rows.sort_by(|a, b| a.last_day.cmp(&b.last_day));
    let total = rows.len() as u32;
    let limit = if filter.limit == 0 { rows.len() } else { filter.limit as usize };
    let rows = rows.into_iter().skip(filter.offset as usize).take(limit).collect();
    Ok(DueListing { listing: Listing { rows, total }, counts })
}

/// One commitment with a date, as of a day; `None` where a statement is none.
pub(crate) fn one(tx: &Tx<'_>, id: &str, on: &str) -> Result<Option<DueRow>, LedgerError> {
    stamp::date(on)?;
    let Some((_, today)) = edtf::days(on) else { return Err(LedgerError::BadDate { given: on.to_owned() }) };
    let Some(id) = whole_id(tx, id)? else { return Ok(None) };
    let Some(found) = tx.statement(&id)? else { return Ok(None) };
    let key = statement_key(found.document, found.place);
    let Some((first, last)) = edtf::days(&found.row.due).filter(|_| found.row.act == Act::Commitment) else {
        return Ok(None);
    };
    let verdicts = Verdicts::read(tx)?;
    due_row(&mut Shown::new(tx), &mut None, (key, found.row), (first, last), &verdicts, today).map(Some)
}

fn due_row(
    shown: &mut Shown<'_, '_>,
    meetings: &mut Option<Meetings>,
    (key, statement): (i64, StatementRow),
    (first, last): (Date, Date),
    verdicts: &Verdicts,
    today: Date,
) -> Result<DueRow, LedgerError> {
    let due = match (last < today, first <= today) {
        (true, _) => Due::Overdue,
        (false, true) => Due::Now,
        (false, false) => Due::Ahead,
    };
    let [kept, broken] = told(shown, (key, &statement.id), verdicts, (last, today))?;
    let held = held(shown.tx, meetings, (key, &statement), today)?;
    let mut judgements = status_judgements(&shown.tx.judgements_on(&statement.id)?);
    judgements.retain(|row| Fulfilment::judged(row.says).is_some());
    let mut row = DueRow {
        last_day: last.to_string(),
        days_over: today.since(last).map_or(0, |span| span.get_days()),
        due,
        fulfilment: Fulfilment::Running,
        late: is_late(shown.tx, kept.as_ref(), held.as_ref(), last)?,
        kept,
        broken,
        held,
        judgements,
        statement,
    };
    row.fulfilment = Fulfilment::of(due, &row);
    Ok(row)
}

/// The meeting that a promise is about to hold, where it took place; all meetings are read when the first is asked for.
fn held(
    tx: &Tx<'_>,
    meetings: &mut Option<Meetings>,
    (key, statement): (i64, &StatementRow),
    today: Date,
) -> Result<Option<HeldMeeting>, LedgerError> {
    if !tx.gist(key)?.is_some_and(|gist| gist.marks.meets) {
        return Ok(None);
    }
    if meetings.is_none() {
        *meetings = Some(Meetings::read(tx)?);
    }
    Ok(meetings.as_ref().and_then(|all| all.held(statement, today)))
}

/// Whether a promise was kept only after its last day, by the days on which the meeting took place, or which whoever
/// tells of it names.
fn is_late(
    tx: &Tx<'_>,
    kept: Option<&LinkView>,
    held: Option<&HeldMeeting>,
    last: Date,
) -> Result<bool, LedgerError> {
    // A day that lies ahead of whoever tells is that of something else.
    let told = kept.and_then(|kept| edtf::days(&kept.from.document_date)).map_or(Date::MAX, |(_, last)| last);
    let named = match (held, kept) {
        (Some(held), _) => vec![held.date.clone()],
        (None, Some(kept)) => named_days(tx, &kept.from.statement)?,
        (None, None) => Vec::new(),
    };
    let days: Vec<(Date, Date)> = named.iter().filter_map(|date| edtf::days(date)).collect();
    // The last day itself is named by who tells what was promised for when: "promised for June, came in October".
    let mut others = days.iter().filter(|(from, to)| *to != last && *from <= told).peekable();
    Ok(others.peek().is_some() && others.all(|(from, _)| *from > last))
}

/// The days that a statement names.
fn named_days(tx: &Tx<'_>, id: &str) -> Result<Vec<String>, LedgerError> {
    let Some(key) = tx.statement_key_of(id)? else { return Ok(Vec::new()) };
    Ok(tx.gist(key)?.map_or_else(Vec::new, |gist| gist.days.into_iter().collect()))
}

/// The later statements that say that a promise was kept, and that it was not, of those that were made by a day; before
/// the last day of the promise nobody can tell that it was not kept.
fn told(
    shown: &mut Shown<'_, '_>,
    (key, id): (i64, &str),
    verdicts: &Verdicts,
    (last, on): (Date, Date),
) -> Result<[Option<LinkView>; 2], LedgerError> {
    let mut rows: Vec<LinkRow> =
        verdicts.confirmed_to(shown.tx, key, id)?.into_iter().map(|(row, _)| row).collect();
    rows.extend(shown.tx.told_of(key, limit::GROUNDS_MAX)?);
    let kept = surest(shown, id, &rows, verdicts, |row, day| row.kind == LinkKind::Fulfils && day <= on)?;
    let broken = surest(shown, id, &rows, verdicts, |row, day| {
        matches!(row.kind, LinkKind::Contradicts | LinkKind::Denies) && day <= on && day > last
    })?;
    Ok([kept, broken])
}

/// The first of some links that a person confirmed, else of those that nobody judged; what somebody paid for stands
/// only where nobody else tells it. A document without a day passes.
fn surest(
    shown: &mut Shown<'_, '_>,
    id: &str,
    rows: &[LinkRow],
    verdicts: &Verdicts,
    passes: impl Fn(&LinkRow, Date) -> bool,
) -> Result<Option<LinkView>, LedgerError> {
    let (mut found, mut paid) = (None, None);
    for row in rows {
        let day = shown.tx.act_and_day(row.from)?.and_then(|(_, day)| edtf::days(&day));
        if !passes(row, day.map_or(Date::MIN, |(first, _)| first)) {
            continue;
        }
        let link = shown.link(row, verdicts)?;
        // Of what a person says that it is something else, the program has nothing to say.
        let judged = verdicts.on(&link.from.statement, id).is_some();
        match link.state {
            LinkState::Confirmed => return Ok(Some(link)),
            LinkState::Proposed if judged || row.score < limit::REPLY_SCORE_MIN => {}
            LinkState::Proposed if !link.from.disclosure.is_empty() => paid = paid.or(Some(link)),
            LinkState::Proposed => found = found.or(Some(link)),
            LinkState::Rejected => {}
        }
    }
    Ok(found.or(paid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ledger;
    use crate::sample::add_text;

    fn ledger(documents: &[&str]) -> Ledger {
        let mut ledger = Ledger::in_memory().unwrap();
        for (n, document) in documents.iter().enumerate() {
            add_text(&mut ledger, &format!("{n}.txt"), document);
        }
        ledger
    }

    fn rows(documents: &[&str], on: &str) -> Vec<DueRow> {
        ledger(documents).due(&StatementFilter::default(), None, on).unwrap().listing.rows
    }

    const READ_OUT: &str = "Read-out of the 11th MU–Varosia Human Rights Dialogue\n\n17 November 2023\n\n\
        The Meridian Union (MU) and Varosia held their 11th MU–Varosia Human Rights Dialogue on 16 November 2023.\n\n\
        Both sides agreed to hold the 12th dialogue in Kelmar in November 2024.";

    #[test]
    fn a_meeting_that_took_place_keeps_the_promise_to_hold_it() {
        let held = |day: &str, on: &str| {
            let told = format!(
                "Read-out of the Human Rights Dialogue with Varosia\n\n{day}\n\nThe Meridian Union (MU) and Varosia held \
                 their 12th MU–Varosia Human Rights Dialogue in Kelmar on {day}."
            );
            let row = rows(&[READ_OUT, &told], on).remove(0);
            (row.fulfilment, row.held.map(|held| held.place.document), row.late)
        };
        let told = || Some("d2".to_owned());
        assert_eq!(held("12 November 2024", "2026-01-01"), (Fulfilment::Kept, told(), false));
        assert_eq!(held("11 February 2025", "2026-01-01"), (Fulfilment::Kept, told(), true));
        // What lies ahead is not told yet.
        assert_eq!(held("11 February 2025", "2025-01-01"), (Fulfilment::Unheard, None, false));
    }

    #[test]
    fn what_a_person_says_of_a_promise_holds() {
        let told = "Read-out of the Human Rights Dialogue with Varosia\n\n12 November 2024\n\nThe Meridian Union (MU) and \
            Varosia held their 12th MU–Varosia Human Rights Dialogue in Kelmar on 12 November 2024.";
        let mut ledger = ledger(&[READ_OUT, told]);
        let first = |ledger: &Ledger| {
            ledger.due(&StatementFilter::default(), None, "2026-01-01").unwrap().listing.rows.remove(0)
        };
        let id = first(&ledger).statement.id;
        let signed = crate::Signature { by: "ana", at: "2026-01-02T03:04:05Z", reason: "" };
        for says in [Fulfilment::Unheard, Fulfilment::Broken, Fulfilment::Kept] {
            let seq = ledger.judge(says.ruling().unwrap(), &[&id], &signed).unwrap();
            let row = first(&ledger);
            assert_eq!((row.fulfilment, row.judgements.len()), (says, 1));
            assert_eq!(ledger.due_one(&id, "2026-01-01").unwrap(), Some(row));
            ledger.undo(seq, &signed).unwrap();
            assert_eq!(first(&ledger).fulfilment, Fulfilment::Kept);
        }
        // Who says that nothing was heard before the day does not say that it is over.
        ledger.judge(Fulfilment::Unheard.ruling().unwrap(), &[&id], &signed).unwrap();
        let early = ledger.due_one(&id, "2024-01-01").unwrap().map(|row| row.fulfilment);
        assert_eq!(early, Some(Fulfilment::Running));
        assert_eq!(Fulfilment::Running.ruling(), None);
    }

    #[test]
    fn what_lies_ahead_or_was_called_off_is_no_meeting() {
        for (day, words) in [
            ("4 May 2024", "The 12th MU–Varosia Human Rights Dialogue is planned for November 2024."),
            (
                "4 November 2024",
                "The 12th MU–Varosia Human Rights Dialogue will take place in Kelmar in November 2024.",
            ),
            (
                "4 May 2025",
                "The 12th MU–Varosia Human Rights Dialogue of 12 November 2024 did not take place.",
            ),
            (
                "4 May 2025",
                "Varosia cancelled the 12th MU–Varosia Human Rights Dialogue of 12 November 2024.",
            ),
            ("4 May 2025", "The 12th MU–Varosia Human Rights Dialogue of 12 November 2024 was postponed."),
            (
                "4 May 2025",
                "The 12th MU–Norland Human Rights Dialogue was held in Lantes on 12 November 2024.",
            ),
            (
                "4 May 2023",
                "The 12th MU–Varosia Human Rights Dialogue was held in Lantes on 12 November 2022.",
            ),
        ] {
            let told = format!("Statement of the Lantern Watch on Varosia\n\n{day}\n\n{words}");
            let row = rows(&[READ_OUT, &told], "2026-01-01").remove(0);
            assert_eq!((row.fulfilment, row.held), (Fulfilment::Unheard, None), "{words}");
        }
    }

    #[test]
    fn a_meeting_as_the_time_of_something_else_is_not_promised() {
        let told = "Statement of the Lantern Watch on Varosia\n\n4 May 2025\n\nThe 4th MU–Varosia Human Rights Dialogue was \
            held on 12 June 2024. The 12th MU–Varosia Human Rights Dialogue was held on 12 November 2024.";
        for words in [
            "We will hold a hearing on torture before the 12th MU–Varosia Human Rights Dialogue in November 2024.",
            "At the 12th MU–Varosia Human Rights Dialogue in November 2024 we will convene a panel.",
            "We will convene the 14th MU–Varosia Human Rights Dialogue in November 2024.",
        ] {
            let promise = format!("Statement of the Government of Varosia\n\n4 May 2024\n\n{words}");
            for row in rows(&[&promise, told], "2026-01-01") {
                assert_eq!(row.held, None, "{words}");
            }
        }
    }

    #[test]
    fn who_does_what_was_not_to_be_done_keeps_no_promise() {
        let promise = "Statement of the Government of Varosia\n\n4 May 2023\n\nWe will not extradite Ana Mirelle to Norland before June 2025.";
        let told = "Statement of the Lantern Watch on Varosia\n\n4 June 2024\n\nAna Mirelle was extradited to Norland in May 2024.";
        for row in rows(&[promise, told], "2026-01-01") {
            assert_ne!(row.fulfilment, Fulfilment::Kept);
        }
    }

    #[test]
    fn a_promise_may_be_kept_late() {
        let promise = "Statement of the Government of Varosia\n\n4 May 2021\n\nThe fines of Dom Prava will be repaid by 30 June 2021.";
        for (words, late) in [
            ("In July 2021 the fines of Dom Prava were repaid.", true),
            ("The fines of Dom Prava were repaid on 12 June 2021.", false),
            ("The fines of Dom Prava, due on 30 June 2021, were repaid on 2 August 2021.", true),
            ("The fines of Dom Prava were repaid.", false),
            ("The fines of Dom Prava were repaid, and its lease runs until 2026.", false),
        ] {
            let told = format!("Statement of the Lantern Watch on Varosia\n\n8 November 2021\n\n{words}");
            let row = rows(&[promise, &told], "2026-01-01").remove(0);
            assert_eq!((row.fulfilment, row.late), (Fulfilment::Kept, late), "{words}");
        }
    }
}
