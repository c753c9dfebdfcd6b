//! The timeline and the network as JSON.

use whereas_ledger::view::{AskingRow, Listing, Timeline};

use super::entity::word;
use super::shape::record;
use crate::query::Pager;

record! {
    /// What was asked, who met and what was replied, day by day.
    Course = "timeline" {
        /// How many statements pass the filter.
        statements: u32,
        /// Whether there are so many that only the first were looked at.
        cut: bool,
        /// Days on which something was said, in order.
        days: Vec<CourseDay>,
        /// Replies to the demands.
        replies: Vec<CourseReply>,
        /// Meetings, in order of their days.
        meetings: Vec<CourseMeeting>,
    }
}

record! {
    /// What the documents of a day say.
    CourseDay = "timeline-day" {
        /// Date of the documents, ISO 8601.
        date: String,
        /// How many demands.
        demands: u32,
        /// How many commitments.
        commitments: u32,
        /// How many denials.
        denials: u32,
        /// How many appraisals.
        appraisals: u32,
        /// How many findings.
        findings: u32,
        /// How many of them reply to the demands.
        replies: u32,
    }
}

record! {
    /// Replies of one day to demands of another.
    CourseReply = "timeline-reply" {
        /// Day of the demands.
        asked: String,
        /// Day of the replies.
        replied: String,
        /// What they do to the demands: `answered`, `denied`, `promised`, `fulfilled`.
        sign: String,
        /// How many there are.
        times: u32,
    }
}

record! {
    /// A meeting on its day.
    CourseMeeting = "timeline-meeting" {
        /// Its most precise date, EDTF.
        date: String,
        /// Who met.
        body: String,
        /// Whether no document tells that it took place.
        announced: bool,
        /// Which number it had, 0 without one.
        ordinal: u32,
    }
}

record! {
    /// A page of who asks whom.
    Network = "asking-list" {
        /// How many pairs there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page, the most demands first.
        askings: Vec<Asking>,
    }
}

record! {
    /// How many demands somebody makes of somebody.
    Asking = "asking" {
        /// Who asks.
        actor: String,
        /// Who shall act.
        addressee: String,
        /// How many demands.
        demands: u32,
    }
}

impl From<&Timeline> for Course {
    fn from(timeline: &Timeline) -> Self {
        let days = timeline.days.iter().map(|day| {
            let [demands, commitments, denials, appraisals, findings] = day.counts;
            CourseDay {
                date: day.date.clone(),
                demands,
                commitments,
                denials,
                appraisals,
                findings,
                replies: day.replies,
            }
        });
        let replies = timeline.replies.iter().map(|reply| CourseReply {
            asked: reply.asked.clone(),
            replied: reply.replied.clone(),
            sign: word(reply.sign),
            times: reply.times,
        });
        let meetings = timeline.meetings.iter().map(|meeting| CourseMeeting {
            date: meeting.date.clone(),
            body: meeting.body.clone(),
            announced: meeting.announced,
            ordinal: meeting.ordinal,
        });
        Self {
            statements: timeline.statements,
            cut: timeline.cut,
            days: days.collect(),
            replies: replies.collect(),
            meetings: meetings.collect(),
        }
    }
}

impl Network {
    pub(crate) fn of(found: &Listing<AskingRow>, pager: &Pager) -> Self {
        let askings = found.rows.iter().map(|row| Asking {
            actor: row.actor.clone(),
            addressee: row.addressee.clone(),
            demands: row.demands,
        });
        Self { total: found.total, page: pager.page, pages: pager.pages, askings: askings.collect() }
    }
}
