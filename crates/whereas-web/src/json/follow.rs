//! Claims, what is due, silence, and two documents compared, as JSON.

use serde_json::{Value, json};
use whereas_ledger::view::{
    ClaimRow, CompareRow, Due, DueListing, DueRow, Fate, Fulfilment, Listing, SilenceRow,
};

use super::board::{Link, LinkEnd, Standing, StatusJudgement, WordingPiece, pieces};
use super::record::Statement;
use super::series::HeldMeeting;
use super::shape::{Schemas, Shape, record};
use crate::query::Pager;

impl Shape for Due {
    fn schema(_: &mut Schemas) -> Value {
        json!({ "enum": ["overdue", "now", "ahead"] })
    }
}

impl Shape for Fulfilment {
    fn schema(_: &mut Schemas) -> Value {
        json!({ "enum": Fulfilment::ALL.map(Fulfilment::as_str) })
    }
}

impl Shape for Fate {
    fn schema(_: &mut Schemas) -> Value {
        json!({ "enum": [
            "kept", "sharpened", "softened", "narrowed", "widened", "moved", "readdressed", "mentioned", "dropped",
            "new"
        ] })
    }
}

record! {
    /// A page of claims with what denies or contradicts them, the newest first.
    Claims = "claim-list" {
        /// How many counter-claims there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page.
        claims: Vec<Claim>,
    }
}

record! {
    /// A counter-claim with what it denies or contradicts.
    Claim = "claim" {
        /// The counter-claim.
        counter: LinkEnd,
        /// What it is to each claim, the surest first.
        claims: Vec<Link>,
        /// How many claims are not shown.
        more: u32,
    }
}

record! {
    /// A page of promises by the day on which they are due.
    Dues = "due-list" {
        /// The day as of which they are listed.
        on: String,
        /// How many there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// How many of those that pass the other filters stand how.
        counts: DueCounts,
        /// Those of this page, what is longest overdue first.
        due: Vec<DueRecord>,
    }
}

record! {
    /// How many promises stand how.
    DueCounts = "due-counts" {
        /// Their day is over, and nothing was found that tells whether they were kept.
        unheard: u32,
        /// Somebody says that they were not kept.
        broken: u32,
        /// Somebody says that they were kept.
        kept: u32,
        /// There is time.
        running: u32,
    }
}

record! {
    /// A promise with the time by which it is due.
    DueRecord = "due" {
        /// The promise.
        statement: Statement,
        /// The last day of its date, ISO 8601.
        last_day: String,
        /// Days since then, negative before.
        days_over: i64,
        /// Where it stands.
        state: Due,
        /// What is known of it.
        fulfilment: Fulfilment,
        /// Where somebody says later that it was kept.
        kept: Option<Link>,
        /// Where somebody says later that it was not kept.
        broken: Option<Link>,
        /// The meeting that it promises to hold, where a document tells that it took place.
        held: Option<HeldMeeting>,
        /// Whether it was kept only after its last day, as far as what tells it names a day.
        late: bool,
        /// What people say of it, oldest first: fulfilled (kept), denied (not kept) or open (not heard of).
        judgements: Vec<StatusJudgement>,
    }
}

record! {
    /// A page of demands without a reply, the oldest first.
    Silences = "silence-list" {
        /// The day as of which they are listed.
        on: String,
        /// How many there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page.
        silence: Vec<Silence>,
    }
}

record! {
    /// A demand without a reply.
    Silence = "silence" {
        /// The demand and how it stands.
        standing: Standing,
        /// Days since the demand.
        days: Option<i64>,
        /// How many earlier demands it makes again.
        before: u32,
        /// Later documents, in all of which a reply was looked for.
        searched: u32,
    }
}

record! {
    /// What became of a demand.
    Compared = "compared" {
        /// What became of it.
        fate: Fate,
        /// In the earlier document.
        before: Option<LinkEnd>,
        /// In the later one.
        after: Option<LinkEnd>,
        /// 0–1.
        confidence: f32,
        /// The words of both, told apart.
        wording: Vec<WordingPiece>,
    }
}

impl Claims {
    pub(crate) fn of(listing: &Listing<ClaimRow>, pager: &Pager) -> Self {
        let claim = |row: &ClaimRow| Claim {
            counter: LinkEnd::from(&row.counter),
            claims: row.claims.iter().map(Link::from).collect(),
            more: row.more,
        };
        let claims = listing.rows.iter().map(claim).collect();
        Self { total: listing.total, page: pager.page, pages: pager.pages, claims }
    }
}

impl From<&DueRow> for DueRecord {
    fn from(row: &DueRow) -> Self {
        Self {
            statement: Statement::from(&row.statement),
            last_day: row.last_day.clone(),
            days_over: i64::from(row.days_over),
            state: row.due,
            fulfilment: row.fulfilment,
            kept: row.kept.as_ref().map(Link::from),
            broken: row.broken.as_ref().map(Link::from),
            held: row.held.as_ref().map(HeldMeeting::from),
            late: row.late,
            judgements: row.judgements.iter().map(StatusJudgement::from).collect(),
        }
    }
}

impl Dues {
    pub(crate) fn of(all: &DueListing, on: &str, pager: &Pager) -> Self {
        let count = |of| all.counts.get(&of).copied().unwrap_or_default();
        let counts = DueCounts {
            unheard: count(Fulfilment::Unheard),
            broken: count(Fulfilment::Broken),
            kept: count(Fulfilment::Kept),
            running: count(Fulfilment::Running),
        };
        let due = all.listing.rows.iter().map(DueRecord::from).collect();
        Self {
            on: on.to_owned(),
            total: all.listing.total,
            page: pager.page,
            pages: pager.pages,
            counts,
            due,
        }
    }
}

impl Silences {
    pub(crate) fn of(listing: &Listing<SilenceRow>, on: &str, pager: &Pager) -> Self {
        let row = |row: &SilenceRow| Silence {
            standing: Standing::from(&row.standing),
            days: row.days.map(i64::from),
            before: row.before,
            searched: row.searched,
        };
        let silence = listing.rows.iter().map(row).collect();
        Self { on: on.to_owned(), total: listing.total, page: pager.page, pages: pager.pages, silence }
    }
}

impl From<&CompareRow> for Compared {
    fn from(row: &CompareRow) -> Self {
        Self {
            fate: row.fate,
            before: row.before.as_ref().map(LinkEnd::from),
            after: row.after.as_ref().map(LinkEnd::from),
            confidence: row.confidence,
            wording: pieces(&row.wording),
        }
    }
}
