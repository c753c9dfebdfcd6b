//! Meetings in series: which one was when, which are missing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::StatementRow;
use crate::link::{Lexis, lexis::Sign};
use crate::query::{Query, Term};
use crate::series::MeetingEntry;
use crate::store::{MeetingAt, Tx};
use crate::word::{Word, words};
use crate::{LedgerError, edtf};

/// The meetings of one body, by number and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingSeries {
    /// The body, by its longest name.
    pub body: String,
    /// Every other name it goes by, in order.
    pub names: Vec<String>,
    /// The meetings.
    pub rows: Vec<MeetingRow>,
    /// Numbers between the first and the last of which no document tells.
    pub missing: Vec<u32>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingRow {
    /// Its number, 0 without one.
    pub ordinal: u32,
    /// Its dates as documents give them, EDTF, the most precise first. Two that exclude each other are both here.
    pub dates: Vec<String>,
    /// Whether all documents that tell of it are older than its day: that it took place is told by none.
    pub announced: bool,
    /// Where it is told of, oldest document first.
    pub places: Vec<MeetingPlace>,
}

/// A place where a meeting is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingPlace {
    /// The document's id.
    pub document: String,
    /// The document's title.
    pub document_title: String,
    /// The document's date or `""`.
    pub document_date: String,
    /// Id of the passage.
    pub passage: String,
    /// The words.
    pub quote: String,
    /// How often the document says so.
    pub times: u32,
}

/// The longest gap whose numbers are listed.
const GAP_MAX: u32 = 100;
/// The most names that are looked at for a short one.
const NAMES_MAX: usize = 4096;
/// How many words before a meeting tell that it is the time of something else.
const WORDS_BEFORE: usize = 2;
/// The fewest words by which a short name is taken for a longer one of another document.
const TELLING_WORDS_MIN: usize = 2;

/// Lists series of meetings, those with these words in a name; the largest first.
pub(crate) fn meetings(tx: &Tx<'_>, wanted: &str) -> Result<Vec<MeetingSeries>, LedgerError> {
    let terms = Query::beginnings(wanted).terms;
    let all = tx.meetings()?;
    let mut groups = BTreeMap::<usize, Vec<&MeetingAt>>::new();
    for (meeting, group) in all.iter().zip(grouped(&all)) {
        groups.entry(group).or_default().push(meeting);
    }
    let mut out: Vec<MeetingSeries> = groups
        .into_values()
        .filter(|group| terms.iter().all(|term| group.iter().any(|meeting| has(term, meeting))))
        .map(|group| series(&group))
        .collect();
    out.sort_by_key(|series| std::cmp::Reverse(series.rows.len()));
    Ok(out)
}

/// A meeting that was announced and took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldMeeting {
    /// Its number.
    pub ordinal: u32,
    /// Its date as the document gives it, EDTF.
    pub date: String,
    /// Where it is told of first by a document that is later than the promise and than its last day.
    pub place: MeetingPlace,
}

/// All meetings of a ledger, to look up what became of those that were announced.
pub(super) struct Meetings {
    all: Vec<MeetingAt>,
    groups: Vec<usize>,
}

impl Meetings {
    pub(super) fn read(tx: &Tx<'_>) -> Result<Self, LedgerError> {
        let all = tx.meetings()?;
        Ok(Self { groups: grouped(&all), all })
    }

    /// The meeting with a number that a promise is about, where a later document of at most this day tells of it
    /// without a word that it lies ahead or was called off.
    pub(super) fn held(&self, promise: &StatementRow, on: Date) -> Option<HeldMeeting> {
        let said = edtf::days(&promise.document_date).map_or(Date::MIN, |(_, last)| last);
        let both = || self.all.iter().zip(&self.groups);
        let (named, group) = both().find(|(meeting, _)| {
            meeting.document == promise.document
                && meeting.entry.ordinal > 0
                && is_promised(promise, &meeting.entry)
        })?;
        let tells = |(meeting, of): &(&MeetingAt, &usize)| {
            let told = edtf::days(&meeting.document_date).map(|(first, _)| first);
            let took_place = edtf::days(&meeting.entry.date);
            let is_later = told.zip(took_place).is_some_and(|(told, (first, last))| {
                said < told && told <= on && said <= first && last <= told
            });
            *of == group && is_later && meeting.entry.held && meeting.entry.ordinal == named.entry.ordinal
        };
        let (told, _) = both().find(tells)?;
        Some(HeldMeeting { ordinal: told.entry.ordinal, date: told.entry.date.clone(), place: place(told) })
    }
}

/// Whether a promise is about a meeting: its quotation has it, and not as the time of something else ("at the 12th
/// dialogue").
fn is_promised(promise: &StatementRow, meeting: &MeetingEntry) -> bool {
    let lexis = Lexis::of(promise.lang);
    promise.quote.match_indices(meeting.quote.as_str()).any(|(at, _)| {
        let before = promise.quote.get(..at).unwrap_or_default();
        let all: Vec<Word<'_>> = words(before).collect();
        let last = all.get(all.len().saturating_sub(WORDS_BEFORE)..).unwrap_or_default();
        let when = lexis.signs(&lexis.stems(last)).iter().any(|(_, sign)| *sign == Sign::When);
        !before.ends_with(char::is_alphanumeric) && !when
    })
}

fn has(term: &Term, meeting: &MeetingAt) -> bool {
    let Term::Beginning(beginning) = term else { return true };
    words(&meeting.entry.body).any(|word| word.folded.starts_with(beginning.as_str()))
}

/// Puts meetings into groups, each with the place of one of them: the same words; the same number on the same day (one
/// meeting in two languages); a short name that fits one longer name only, in its own document or, with
/// enough words, in any.
fn grouped(all: &[MeetingAt]) -> Vec<usize> {
    let mut groups = Groups((0..all.len()).collect());
    // One word ("dialogue") names a body in its own document alone.
    let own = |meeting: &'_ MeetingAt| meeting.entry.series.split(' ').count() < TELLING_WORDS_MIN;
    let mut by_series = BTreeMap::<(&str, &str), usize>::new();
    let mut by_day = BTreeMap::<(u32, &str), usize>::new();
    for (at, meeting) in all.iter().enumerate() {
        let document = if own(meeting) { meeting.document.as_str() } else { "" };
        groups.join(at, *by_series.entry((&meeting.entry.series, document)).or_insert(at));
        let day = (meeting.entry.ordinal, meeting.entry.date.as_str());
        // A month or a year is shared by many.
        if day.0 > 0 && day.1.len() >= "2021-02-11".len() {
            groups.join(at, *by_day.entry(day).or_insert(at));
        }
    }
    let names: Vec<(BTreeSet<&str>, usize)> =
        by_series.iter().map(|((name, _), at)| (name.split(' ').collect(), *at)).collect();
    let (mut start, mut alone) = (0, BTreeMap::<&str, usize>::new());
    for document in all.chunk_by(|a, b| a.document == b.document) {
        for (at, meeting) in (start..).zip(document) {
            let short: BTreeSet<&str> = meeting.entry.series.split(' ').collect();
            let others = (start..)
                .zip(document)
                .map(|(place, other)| (other.entry.series.split(' ').collect(), place));
            let others: Vec<(BTreeSet<&str>, usize)> = others.take(NAMES_MAX).collect();
            if let Some(one) = the_longer(&short, &others, &groups) {
                groups.join(at, one);
            } else if own(meeting) && !others.iter().any(|(name, _)| is_longer(name, &short)) {
                // Where no document has a longer name for it, it is the name.
                groups.join(at, *alone.entry(meeting.entry.series.as_str()).or_insert(at));
            }
        }
        start += document.len();
    }
    for (short, at) in names.iter().take(NAMES_MAX).filter(|(name, _)| name.len() >= TELLING_WORDS_MIN) {
        if let Some(one) = the_longer(short, &names, &groups) {
            groups.join(*at, one);
        }
    }
    (0..all.len()).map(|at| groups.of(at)).collect()
}

/// The one group whose names are longer and have all words of a short one; `None` where there are several.
fn the_longer(short: &BTreeSet<&str>, names: &[(BTreeSet<&str>, usize)], groups: &Groups) -> Option<usize> {
    let longer = names.iter().filter(|(name, _)| is_longer(name, short));
    let found: BTreeSet<usize> = longer.map(|(_, place)| groups.of(*place)).collect();
    found.first().copied().filter(|_| found.len() == 1)
}

/// Whether a name has all words of a short one, and more.
fn is_longer(name: &BTreeSet<&str>, short: &BTreeSet<&str>) -> bool {
    name.len() > short.len() && short.is_subset(name)
}

/// Which meetings belong together: each points at another one of its group, the first at itself.
struct Groups(Vec<usize>);

impl Groups {
    fn of(&self, mut at: usize) -> usize {
        while let Some(next) = self.0.get(at).filter(|next| **next != at) {
            at = *next;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

fn series(group: &[&MeetingAt]) -> MeetingSeries {
    let mut rows: Vec<MeetingRow> = Vec::new();
    for meeting in group {
        let place = place(meeting);
        let row = match rows.iter_mut().find(|row| is_one(row, meeting)) {
            Some(row) => row,
            None => {
                rows.push(MeetingRow { ordinal: 0, dates: Vec::new(), announced: false, places: Vec::new() });
                let Some(row) = rows.last_mut() else { continue };
                row
            }
        };
        row.ordinal = row.ordinal.max(meeting.entry.ordinal);
        if !meeting.entry.date.is_empty() && !row.dates.contains(&meeting.entry.date) {
            row.dates.push(meeting.entry.date.clone());
        }
        row.places.push(place);
    }
    for row in &mut rows {
        row.dates = precise(std::mem::take(&mut row.dates));
        row.announced = is_announced(row);
    }
    let rows = in_order(rows);
    let mut names: Vec<String> =
        group.iter().map(|meeting| whereas_extract::fold_blanks(&meeting.entry.body)).collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.chars().count()), name.clone()));
    names.dedup();
    let body = if names.is_empty() { String::new() } else { names.remove(0) };
    MeetingSeries { body, names, missing: missing(&rows), rows }
}

fn place(meeting: &MeetingAt) -> MeetingPlace {
    MeetingPlace {
        document: meeting.document.clone(),
        document_title: meeting.document_title.clone(),
        document_date: meeting.document_date.clone(),
        passage: meeting.entry.passage.clone(),
        quote: meeting.entry.quote.clone(),
        times: meeting.entry.times,
    }
}

/// Whether every document that tells of a meeting has a day before the first that it may have had.
fn is_announced(row: &MeetingRow) -> bool {
    let first = row.dates.iter().filter_map(|date| edtf::days(date)).map(|(first, _)| first).min();
    first.is_some_and(|first| {
        row.places.iter().all(|place| edtf::days(&place.document_date).is_some_and(|(_, told)| told < first))
    })
}

/// Whether a meeting is this one: the same number, or one without a number on the same days.
fn is_one(row: &MeetingRow, meeting: &MeetingAt) -> bool {
    let entry = &meeting.entry;
    if row.ordinal > 0 && entry.ordinal > 0 {
        return row.ordinal == entry.ordinal;
    }
    row.dates.contains(&entry.date)
}

/// The dates without those in which a more precise one lies ("November" beside "4 November").
fn precise(mut dates: Vec<String>) -> Vec<String> {
    dates
        .sort_by_key(|date| (edtf::days(date).map(|(first, last)| last.duration_since(first)), date.clone()));
    let mut out: Vec<String> = Vec::new();
    for date in dates {
        let around = |kept: &String| match (edtf::days(&date), edtf::days(kept)) {
            (Some((first, last)), Some((from, to))) => first <= from && to <= last,
            _ => false,
        };
        if !out.iter().any(around) {
            out.push(date);
        }
    }
    out
}

/// Meetings with numbers by their numbers, each other one before the first of them that is later.
fn in_order(mut rows: Vec<MeetingRow>) -> Vec<MeetingRow> {
    rows.sort_by_cached_key(|row| (row.ordinal == 0, row.ordinal, first_day(row)));
    let numbered = rows.iter().position(|row| row.ordinal == 0).unwrap_or(rows.len());
    let others = rows.split_off(numbered);
    for row in others.into_iter().rev() {
        let day = first_day(&row);
        let later = |other: &MeetingRow| !day.is_empty() && first_day(other) > day;
        let at = rows.iter().position(later).unwrap_or(rows.len());
        rows.insert(at, row);
    }
    rows
}

fn first_day(row: &MeetingRow) -> String {
    let day = row.dates.first().and_then(|date| edtf::days(date));
    day.map_or(String::new(), |(first, _)| first.to_string())
}

fn missing(rows: &[MeetingRow]) -> Vec<u32> {
    let known: BTreeSet<u32> = rows.iter().map(|row| row.ordinal).filter(|ordinal| *ordinal > 0).collect();
    let mut out = Vec::new();
    for (before, next) in known.iter().zip(known.iter().skip(1)) {
        if next - before <= GAP_MAX {
            out.extend(before + 1..*next);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use whereas_extract::Lang;

    use super::*;
    use crate::series::body_series as name_of;

    fn told(document: &str, body: &str, ordinal: u32, date: &str) -> MeetingAt {
        let series = name_of(body, Lang::EN);
        let (passage, quote) = (String::new(), format!("{ordinal} {body}"));
        let entry = MeetingEntry {
            passage,
            lang: Lang::EN,
            quote,
            body: body.to_owned(),
            series,
            ordinal,
            date: date.to_owned(),
            held: true,
            times: 1,
        };
        MeetingAt {
            document: document.to_owned(),
            document_title: String::new(),
            document_date: String::new(),
            entry,
        }
    }

    fn told_series(all: &[MeetingAt]) -> Vec<MeetingSeries> {
        let mut groups = BTreeMap::<usize, Vec<&MeetingAt>>::new();
        for (meeting, group) in all.iter().zip(grouped(all)) {
            groups.entry(group).or_default().push(meeting);
        }
        groups.into_values().map(|group| series(&group)).collect()
    }

    #[test]
    fn one_body_has_several_names() {
        let found = told_series(&[
            told("d1", "Varosia Human Rights Dialogue", 6, "2018-11-15"),
            told("d2", "Human Rights Dialogue", 9, "2021-11"),
            told("d2", "dialogue", 10, "2022-11"),
            told("d3", "Varosia Human Rights Dialogue", 9, "2021-11-04/2021-11-05"),
            told("d3", "dialogue sur les droits", 11, "2023-11-16"),
            told("d4", "Human Rights Dialogue", 11, "2023-11-16"),
            told("d4", "Varosia Cooperation Council", 3, "2023-02-01"),
        ]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].body, "Varosia Human Rights Dialogue");
        assert_eq!(found[0].missing, [7, 8]);
        let rows: Vec<(u32, Vec<String>)> =
            found[0].rows.iter().map(|row| (row.ordinal, row.dates.clone())).collect();
        let wanted = [(6, "2018-11-15"), (9, "2021-11-04/2021-11-05"), (10, "2022-11"), (11, "2023-11-16")];
        assert_eq!(rows, wanted.map(|(ordinal, date)| (ordinal, vec![date.to_owned()])));
    }

    #[test]
    fn a_word_names_a_body_in_its_own_document() {
        let found = told_series(&[
            told("d1", "Varosia Human Rights Dialogue", 11, "2023-11-16"),
            told("d1", "dialogue", 12, "2024-11"),
            told("d2", "Norland Human Rights Dialogue", 11, "2023-05-16"),
            told("d2", "dialogue", 12, "2024-05"),
            told("d3", "Conference", 3, "2023-01-02"),
            told("d4", "Conference", 5, "2024-01-02"),
        ]);
        let mut names: Vec<(&str, usize)> =
            found.iter().map(|series| (series.body.as_str(), series.rows.len())).collect();
        names.sort_unstable();
        let wanted =
            [("Conference", 2), ("Norland Human Rights Dialogue", 2), ("Varosia Human Rights Dialogue", 2)];
        assert_eq!(names, wanted);
    }

    #[test]
    fn dates_that_exclude_each_other_are_both_shown() {
        let found = told_series(&[
            told("d1", "Zarn Council", 3, "2021-02-01"),
            told("d2", "Zarn Council", 3, "2021-02-02"),
        ]);
        assert_eq!(found[0].rows[0].dates, ["2021-02-01", "2021-02-02"]);
    }
}
