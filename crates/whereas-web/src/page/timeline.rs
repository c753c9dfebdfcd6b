//! The timeline: demand, meeting, reply over time, as a picture and as a table.

use askama::Template;
use whereas_ledger::Sign;
use whereas_ledger::view::Timeline;

use super::shell::Shell;
use super::statement_list::DocumentChoice;
use crate::picture::timeline::{Period, lanes, periods, sign_word};
use crate::picture::{Mark, Picture};
use crate::route::course::TimelineQuery;
use crate::{address, label};

/// The page of the timeline.
#[derive(Template)]
#[template(path = "timeline.html")]
pub(crate) struct TimelinePage<'a> {
    pub(crate) shell: Shell,
    query: &'a TimelineQuery,
    timeline: &'a Timeline,
    /// Documents to choose from; empty when they are too many for a menu.
    documents: Vec<DocumentChoice>,
    periods: Vec<Period>,
}

/// Meetings of a period that are named in the table.
const MEETINGS_SHOWN: usize = 5;

impl<'a> TimelinePage<'a> {
    /// Lays out a timeline.
    pub(crate) fn new(
        shell: Shell,
        query: &'a TimelineQuery,
        timeline: &'a Timeline,
        documents: Vec<DocumentChoice>,
    ) -> Self {
        Self { shell, query, timeline, documents, periods: periods(timeline) }
    }

    fn count(&self) -> String {
        self.shell.n("count-statements", self.timeline.statements)
    }

    fn picture(&self) -> Option<Picture> {
        lanes(&self.periods, self.shell.words)
    }

    fn is_narrowed(&self) -> bool {
        let TimelineQuery { addressee, person, theme, document, from, to } = self.query;
        [addressee, person, theme, document, from, to].iter().any(|value| !value.trim().is_empty())
    }

    /// The themes to choose from: id, words, whether it is chosen.
    fn themes(&self) -> Vec<(&'static str, &'static str, bool)> {
        let all = self.shell.words.family("theme-");
        all.into_iter().map(|(id, words)| (id, words, id == self.query.theme)).collect()
    }

    fn date(&self, period: &Period) -> String {
        label::date(self.shell.words, &period.date)
    }

    /// The statements of an act in a period.
    fn address(&self, period: &Period, act: &str) -> String {
        let path = if act == "demand" { "/demands" } else { "/statements" };
        let own = if act == "demand" { "" } else { act };
        let (addressee, person) = (self.query.addressee.trim(), self.query.person.trim());
        address::with(
            path,
            &[
                ("act", own),
                ("addressee", addressee),
                ("person", person),
                ("document", self.query.document.trim()),
                ("from", &period.date),
                ("to", &period.date),
            ],
        )
    }

    fn number(&self, count: &u32) -> String {
        if *count == 0 { "–".to_owned() } else { label::grouped(*count) }
    }

    fn meetings(&self, period: &Period) -> String {
        let told = |(name, announced): &(String, bool)| match announced {
            true => self.shell.with("line-announced", "meeting", name),
            false => name.clone(),
        };
        let some: Vec<String> = period.meetings.iter().take(MEETINGS_SHOWN).map(told).collect();
        let rest = if period.meetings.len() > MEETINGS_SHOWN { " …" } else { "" };
        format!("{}{rest}", some.join("; "))
    }

    fn reply(&self, (sign, asked, times): &(Sign, String, u32)) -> String {
        let (sign, asked) = (sign_word(self.shell.words, *sign), label::date(self.shell.words, asked));
        self.shell.words.fill("line-reply", &[("sign", &sign), ("n", times), ("date", &asked)])
    }
}
