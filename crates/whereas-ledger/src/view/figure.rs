//! The same quantity over time.

use std::collections::BTreeMap;

use serde::Serialize;
use whereas_extract::{Bound, Lang};

use super::Listing;
use crate::query::{Query, Term};
use crate::series::range;
use crate::store::{FigureAt, Tx};
use crate::word::words;
use crate::{LedgerError, Page, edtf, limit};

/// What documents say of one quantity, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureSeries {
    /// What is counted, in the words that stand most often.
    pub of: String,
    /// The figures.
    pub rows: Vec<FigureRow>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRow {
    /// The document's id.
    pub document: String,
    /// The document's title.
    pub document_title: String,
    /// The document's date or `""`.
    pub document_date: String,
    /// Id of the passage.
    pub passage: String,
    /// Language of the passage.
    pub lang: Lang,
    /// Who says it, or `""`.
    pub speaker: String,
    /// Id of the statement it stands in, or `""`.
    pub statement: String,
    /// The words.
    pub quote: String,
    /// The number.
    pub value: f64,
    /// How the number bounds what is counted.
    pub bound: Bound,
    /// What is counted, verbatim.
    pub of: String,
    /// How often the document says so.
    pub times: u32,
    /// Beside the figure before it.
    pub step: Step,
    /// Place in [`FigureSeries::rows`] of an earlier figure of another speaker, not more than a year
    /// older, that cannot be true at the same time.
    pub disputes: Option<u32>,
}

/// A figure beside the one before it. Bounds count: "at least 227" and "238" agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// There is none before it.
    First,
    /// Both can be true at once.
    Agrees,
    /// It is named to be denied: "the list of 31 prisoners does not correspond to reality".
    Denies,
    /// It is higher, whatever the bounds.
    Higher,
    /// It is lower, whatever the bounds.
    Lower,
}

/// How many days two sides may lie apart to speak of the same time.
const DISPUTE_DAYS_MAX: i32 = 366;
/// How many figures before one are looked at for a dispute.
const DISPUTE_ROWS_MAX: usize = 32;

/// Lists the quantities that say which things are counted and of which at least two documents tell, or those with
/// these words; first what changes, and what most documents tell of.
pub(crate) fn figures(tx: &Tx<'_>, wanted: &str) -> Result<Vec<FigureSeries>, LedgerError> {
    let terms = Query::beginnings(wanted).terms;
    let mut out = Vec::new();
    for name in tx.figure_series(terms.is_empty())? {
        let found = tx.figures_of(&name, u32::MAX)?;
        if terms.iter().all(|term| found.iter().any(|figure| has(term, figure))) {
            out.push(series(found));
        }
    }
    let documents = |series: &FigureSeries| {
        let mut ids: Vec<&str> = series.rows.iter().map(|row| row.document.as_str()).collect();
        ids.dedup();
        ids.len()
    };
    let moves = |series: &FigureSeries| series.rows.iter().any(|row| row.value != series.rows[0].value);
    out.sort_by_key(|series| std::cmp::Reverse((moves(series), documents(series))));
    Ok(out)
}

/// A page of the list of [`figures`]; of a quantity with very many figures the newest.
pub(crate) fn figures_page(
    tx: &Tx<'_>,
    wanted: &str,
    page: Page,
) -> Result<Listing<FigureSeries>, LedgerError> {
    let terms = Query::beginnings(wanted).terms.into_iter();
    let words: Vec<String> = terms
        .filter_map(|term| match term {
            Term::Beginning(word) => Some(word),
            _ => None,
        })
        .collect();
    let Listing { rows, total } = tx.followed_figures(&words, page)?;
    let mut out = Vec::new();
    for name in rows {
        out.push(series(tx.figures_of(&name, limit::FIGURES_SHOWN_MAX)?));
    }
    Ok(Listing { rows: out, total })
}

fn has(term: &Term, figure: &FigureAt) -> bool {
    let Term::Beginning(beginning) = term else { return true };
    [&figure.entry.of, &figure.entry.quote]
        .into_iter()
        .any(|text| words(text).any(|word| word.folded.starts_with(beginning.as_str())))
}

fn series(found: Vec<FigureAt>) -> FigureSeries {
    let mut rows: Vec<FigureRow> = Vec::with_capacity(found.len());
    for figure in found {
        let entry = figure.entry;
        let mut row = FigureRow {
            document: figure.document,
            document_title: figure.document_title,
            document_date: figure.document_date,
            passage: entry.passage,
            lang: entry.lang,
            speaker: figure.speaker,
            statement: figure.statement,
            quote: entry.quote,
            value: entry.value,
            bound: entry.bound,
            of: entry.of,
            times: entry.times,
            step: Step::First,
            disputes: None,
        };
        // What somebody denies is not what they say.
        let before = rows.iter().rev().find(|before| before.step != Step::Denies);
        row.step = before.map_or(Step::First, |before| step(before, &row));
        if figure.denied && is_taken_up(&rows, &row) {
            row.step = Step::Denies;
        } else {
            row.disputes = disputed(&rows, &row);
        }
        rows.push(row);
    }
    let mut named = BTreeMap::<String, usize>::new();
    for row in &rows {
        *named.entry(whereas_extract::fold_blanks(&row.of)).or_default() += 1;
    }
    let of = named.into_iter().max_by_key(|(of, times)| (*times, std::cmp::Reverse(of.clone())));
    FigureSeries { of: of.map_or(String::new(), |(of, _)| of), rows }
}

/// Compares two figures. "More than 5" excludes 5 itself.
fn step(before: &FigureRow, row: &FigureRow) -> Step {
    let ((a_low, a_high), (b_low, b_high)) = (range(before.value, before.bound), range(row.value, row.bound));
    let open = |row: &FigureRow| matches!(row.bound, Bound::MoreThan | Bound::LessThan);
    let touching = open(before) || open(row);
    if a_high < b_low || (touching && a_high == b_low) {
        Step::Higher
    } else if b_high < a_low || (touching && b_high == a_low) {
        Step::Lower
    } else {
        Step::Agrees
    }
}

/// Whether a denial takes up the number of another speaker.
fn is_taken_up(rows: &[FigureRow], row: &FigureRow) -> bool {
    let mut near = rows.iter().rev().take(DISPUTE_ROWS_MAX);
    near.any(|before| before.speaker != row.speaker && before.value == row.value)
}

fn disputed(rows: &[FigureRow], row: &FigureRow) -> Option<u32> {
    let (day, _) = edtf::days(&row.document_date)?;
    let near = rows.iter().enumerate().rev().take(DISPUTE_ROWS_MAX);
    let mut other = near.filter(|(_, before)| {
        let days = edtf::days(&before.document_date)
            .and_then(|(then, _)| day.since(then).ok())
            .map_or(i32::MAX, |span| span.get_days());
        before.step != Step::Denies
            && before.speaker != row.speaker
            && days <= DISPUTE_DAYS_MAX
            && step(before, row) != Step::Agrees
    });
    other.next().map(|(place, _)| place as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::FigureEntry;

    fn told(date: &str, speaker: &str, bound: Bound, value: f64) -> FigureAt {
        FigureAt {
            document: format!("d{date}"),
            document_title: String::new(),
            document_date: date.to_owned(),
            statement: String::new(),
            speaker: speaker.to_owned(),
            denied: false,
            entry: FigureEntry {
                passage: String::new(),
                lang: Lang::EN,
                quote: format!("{value}"),
                value,
                bound,
                of: "political prisoners".to_owned(),
                series: "polit prison".to_owned(),
                telling: true,
                statement: None,
                times: 1,
            },
        }
    }

    #[test]
    fn bounds_are_respected() {
        let rows = series(vec![
            told("2019-03-14", "Assembly", Bound::AtLeast, 227.0),
            told("2019-05-01", "Ministry", Bound::Exactly, 238.0),
            told("2019-06-01", "Ministry", Bound::AtMost, 200.0),
            told("2019-07-01", "Lantern Watch", Bound::MoreThan, 200.0),
            told("2020-12-01", "Ministry", Bound::About, 205.0),
            told("2020-12-02", "Ministry", Bound::Exactly, 190.0),
        ])
        .rows;
        let steps: Vec<Step> = rows.iter().map(|row| row.step).collect();
        let wanted = [Step::First, Step::Agrees, Step::Lower, Step::Higher, Step::Agrees, Step::Agrees];
        assert_eq!(steps, wanted);
        let disputes: Vec<Option<u32>> = rows.iter().map(|row| row.disputes).collect();
        assert_eq!(disputes, [None, None, Some(0), Some(2), None, None]);
    }
}
