//! Following up: claim and counter-claim, what is due, and where nothing was heard.

use std::collections::BTreeMap;

use askama::Template;
use whereas_ledger::limit;
use whereas_ledger::view::{
    ClaimRow, Due, DueRow, Fulfilment, HeldMeeting, LinkView, Listing, SilenceRow, StatusJudgement,
};

use super::linked::{self, Ended, Linked};
use super::said::Said;
use super::shell::Shell;
use crate::query::Pager;
use crate::route::follow::FollowQuery;
use crate::{address, label};

/// Claims with what denies or contradicts them.
#[derive(Template)]
#[template(path = "claims.html")]
pub(crate) struct ClaimsPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) query: &'a FollowQuery,
    pub(crate) listing: &'a Listing<ClaimRow>,
    pub(crate) pager: &'a Pager,
}

impl<'a> ClaimsPage<'a> {
    fn count(&self) -> String {
        self.shell.n("claims-count", self.listing.total)
    }

    fn counter(&self, row: &'a ClaimRow) -> Ended<'a> {
        Ended { end: &row.counter, words: self.shell.words }
    }

    /// The surest claims, which are shown, and the others, which unfold.
    fn claims(&self, row: &'a ClaimRow) -> [Vec<Linked<'a>>; 2] {
        let (shown, folded) = row.claims.split_at(row.claims.len().min(limit::CLAIMS_SHOWN_MAX));
        let linked = |links: &'a [LinkView]| {
            links.iter().map(|link| Linked { link, words: self.shell.words }).collect::<Vec<_>>()
        };
        [linked(shown), linked(folded)]
    }

    /// How many claims unfold.
    fn folded(&self, folded: &[Linked<'_>]) -> String {
        self.shell.many("claims-more", folded.len())
    }

    /// How many claims are not listed.
    fn more(&self, row: &ClaimRow) -> String {
        self.shell.n("claims-more", row.more)
    }

    /// Themes to choose from: id, words, whether chosen.
    fn themes(&self) -> Vec<(&'static str, &'static str, bool)> {
        let all = self.shell.words.family("theme-");
        all.into_iter().map(|(id, words)| (id, words, id == self.query.theme)).collect()
    }

    /// States to choose from: value, words, whether chosen.
    fn states(&self) -> [(&'static str, &'static str, bool); 3] {
        let one = |value, words| (value, words, self.query.state == value);
        [
            one("proposed", self.shell.t("claims-proposed")),
            one("confirmed", self.shell.t("claims-confirmed")),
            one("rejected", self.shell.t("claims-rejected")),
        ]
    }
}

/// Promises by the day on which they are due.
#[derive(Template)]
#[template(path = "due.html")]
pub(crate) struct DuePage<'a> {
    pub(crate) shell: Shell,
    pub(crate) query: &'a FollowQuery,
    pub(crate) on: &'a str,
    pub(crate) listing: &'a Listing<DueRow>,
    pub(crate) counts: &'a BTreeMap<Fulfilment, u32>,
    pub(crate) pager: &'a Pager,
}

impl<'a> DuePage<'a> {
    fn count(&self) -> String {
        self.shell.n("due-count", self.listing.total)
    }

    fn day(&self) -> String {
        label::date(self.shell.words, self.on)
    }

    fn said(&self, row: &'a DueRow) -> Said<'a> {
        Said { row: &row.statement, words: self.shell.words }
    }

    fn last_day(&self, row: &DueRow) -> String {
        label::date(self.shell.words, &row.last_day)
    }

    fn state(&self, row: &DueRow) -> String {
        let days = row.days_over.unsigned_abs();
        match row.due {
            Due::Overdue => self.shell.n("due-overdue", days),
            Due::Now => self.shell.n("due-now", days),
            Due::Ahead => self.shell.n("due-ahead", days),
        }
    }

    /// Whether its time is over, and nothing tells that it was kept.
    fn is_overdue(&self, row: &DueRow) -> bool {
        row.due == Due::Overdue && matches!(row.fulfilment, Fulfilment::Unheard | Fulfilment::Broken)
    }

    /// Where somebody says later that it was kept.
    fn kept(&self, row: &'a DueRow) -> Option<Linked<'a>> {
        row.kept.as_ref().map(|link| Linked { link, words: self.shell.words })
    }

    /// Where somebody says later that it was not kept.
    fn broken(&self, row: &'a DueRow) -> Option<Linked<'a>> {
        row.broken.as_ref().map(|link| Linked { link, words: self.shell.words })
    }

    /// When the meeting took place that is promised: `took place on 4 and 5 November 2021`.
    fn held(&self, row: &DueRow, held: &HeldMeeting) -> String {
        let key = if row.late { "due-held-late" } else { "due-held" };
        self.shell.with(key, "date", label::date(self.shell.words, &held.date))
    }

    /// What is said of a promise that a person confirmed to be kept, in time or not; and of others.
    fn confirmed(&self, row: &DueRow) -> &'static str {
        if row.late { "due-kept-late" } else { "due-kept" }
    }

    fn said_kept(&self, row: &DueRow) -> &'static str {
        if row.late { "due-said-kept-late" } else { "due-said-kept" }
    }

    /// What a person says of it: `kept, says Ana`.
    fn says(&self, row: &StatusJudgement) -> String {
        let status = Fulfilment::judged(row.says).map_or("", |says| self.says_words(says));
        let author = label::author(self.shell.words, &row.author);
        self.shell.words.fill("board-says", &[("status", &status), ("author", &author)])
    }

    fn says_words(&self, says: Fulfilment) -> &'static str {
        self.shell.t(match says {
            Fulfilment::Kept => "due-says-kept",
            Fulfilment::Broken => "due-says-broken",
            Fulfilment::Unheard | Fulfilment::Running => "due-says-unheard",
        })
    }

    /// What can be said of it: value, words, whether it is what is known.
    fn sayings(&self, row: &DueRow) -> [(&'static str, &'static str, bool); 3] {
        let known = |says| {
            says == row.fulfilment || says == Fulfilment::Unheard && row.fulfilment == Fulfilment::Running
        };
        [Fulfilment::Kept, Fulfilment::Broken, Fulfilment::Unheard]
            .map(|says| (says.as_str(), self.says_words(says), known(says)))
    }

    fn action(&self, row: &DueRow) -> String {
        format!("/due/{}/status", address::escape(&row.statement.id))
    }

    fn undo(&self, seq: &i64) -> String {
        linked::undo_address(*seq)
    }

    /// The row to which a browser goes back: among all promises where what is said of it may take it off this list.
    fn back(&self, row: &DueRow) -> String {
        let all = FollowQuery { fulfilment: String::new(), ..self.query.clone() };
        let address = if self.query.fulfilment.is_empty() {
            self.shell.address.clone()
        } else {
            all.address("/due", 1)
        };
        format!("{address}#s-{}", row.statement.id)
    }

    fn told_address(&self, held: &HeldMeeting) -> String {
        address::passage(&held.place.document, &held.place.passage)
    }

    fn told_on(&self, held: &HeldMeeting) -> String {
        label::date(self.shell.words, &held.place.document_date)
    }

    /// What is known of the promises: address of those alone, words, how many, whether they are shown.
    fn tabs(&self) -> Vec<(String, &'static str, u32, bool)> {
        let address = |fulfilment: &str| {
            FollowQuery { fulfilment: fulfilment.to_owned(), ..self.query.clone() }.address("/due", 1)
        };
        let all = self.counts.values().sum();
        let all = (address(""), self.shell.t("due-all"), all, self.query.fulfilment.is_empty());
        let each = Fulfilment::ALL.map(|fulfilment| {
            let words = self.shell.t(match fulfilment {
                Fulfilment::Unheard => "due-unheard",
                Fulfilment::Broken => "due-tab-broken",
                Fulfilment::Kept => "due-tab-kept",
                Fulfilment::Running => "due-running",
            });
            let count = self.counts.get(&fulfilment).copied().unwrap_or_default();
            (address(fulfilment.as_str()), words, count, self.query.fulfilment == fulfilment.as_str())
        });
        std::iter::once(all).chain(each).collect()
    }
}

/// Demands without a reply.
#[derive(Template)]
#[template(path = "silence.html")]
pub(crate) struct SilencePage<'a> {
    pub(crate) shell: Shell,
    pub(crate) query: &'a FollowQuery,
    pub(crate) on: &'a str,
    pub(crate) listing: &'a Listing<SilenceRow>,
    pub(crate) pager: &'a Pager,
}

impl<'a> SilencePage<'a> {
    fn count(&self) -> String {
        self.shell.n("silence-count", self.listing.total)
    }

    fn day(&self) -> String {
        label::date(self.shell.words, self.on)
    }

    fn said(&self, row: &'a SilenceRow) -> Said<'a> {
        Said { row: &row.standing.demand, words: self.shell.words }
    }

    fn chain(&self, row: &SilenceRow) -> String {
        linked::chain_address(&row.standing.demand.id)
    }

    fn days(&self, row: &SilenceRow) -> String {
        row.days.and_then(|days| u32::try_from(days).ok()).map_or(String::new(), label::grouped)
    }

    fn again(&self, row: &SilenceRow) -> String {
        match row.before {
            0 => String::new(),
            n => self.shell.n("silence-again", n),
        }
    }
}
