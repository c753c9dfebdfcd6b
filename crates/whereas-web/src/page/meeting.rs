//! Meetings: series by body, with what is missing.

use askama::Template;
use whereas_ledger::view::{MeetingPlace, MeetingRow, MeetingSeries};

use super::shell::Shell;
use crate::picture::meeting::lanes;
use crate::picture::{Mark, Picture};
use crate::query::Pager;
use crate::{address, label};

/// A page of series of meetings.
#[derive(Template)]
#[template(path = "meetings.html")]
pub(crate) struct MeetingPage<'a> {
    pub(crate) shell: Shell,
    /// The words that were asked for.
    pub(crate) words: String,
    pub(crate) total: u32,
    pub(crate) shown: &'a [MeetingSeries],
    pub(crate) pager: &'a Pager,
}

/// Places of a meeting that are shown; of more the first.
const PLACES_MAX: usize = 20;

impl MeetingPage<'_> {
    fn count(&self) -> String {
        self.shell.n("meet-count", self.total)
    }

    fn picture(&self) -> Option<Picture> {
        lanes(self.shown, self.shell.words)
    }

    fn dates(&self, row: &MeetingRow) -> String {
        let dates: Vec<String> = row.dates.iter().map(|date| label::date(self.shell.words, date)).collect();
        let dates = dates.join("; ");
        if row.announced { self.shell.with("meet-announced", "dates", dates) } else { dates }
    }

    fn missing(&self, series: &MeetingSeries) -> String {
        let numbers: Vec<String> = series.missing.iter().map(u32::to_string).collect();
        self.shell.with("meet-gaps", "numbers", numbers.join(", "))
    }

    fn places<'b>(&self, row: &'b MeetingRow) -> &'b [MeetingPlace] {
        row.places.get(..PLACES_MAX.min(row.places.len())).unwrap_or_default()
    }

    fn address(&self, place: &MeetingPlace) -> String {
        address::passage(&place.document, &place.passage)
    }

    fn names(&self, series: &MeetingSeries) -> String {
        self.shell.with("meet-names", "names", series.names.join(", "))
    }
}
