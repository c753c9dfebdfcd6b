//! How it went over time: a lane for demands, one for meetings, one for replies, and lines from a demand to its reply.

use whereas_ledger::Sign;
use whereas_ledger::view::Timeline;

use super::Picture;
use super::draw::circle;
use super::scale::{Scale, day_of};
use crate::label;
use crate::messages::Messages;

const SIZE: (u32, u32) = (960, 330);
const LEFT: f64 = 130.0;
const RIGHT: f64 = 930.0;
/// The lanes of demands, meetings and replies.
const LANES: [f64; 3] = [55.0, 145.0, 235.0];
/// At most so many periods are drawn; with more days the months count, then the years.
const PERIODS_MAX: usize = 48;
/// How much room a number takes.
const NUMBER_WIDTH: f64 = 18.0;
/// How many letters of a date tell a day, a month, a year.
const DAY_MONTH_YEAR: [usize; 3] = [10, 7, 4];

/// A day, a month or a year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Period {
    /// As ISO 8601 writes it.
    pub(crate) date: String,
    pub(crate) demands: u32,
    pub(crate) commitments: u32,
    pub(crate) denials: u32,
    /// Names of the meetings with their numbers, and whether each was announced only.
    pub(crate) meetings: Vec<(String, bool)>,
    /// How many statements reply to the demands.
    pub(crate) replying: u32,
    /// What its replies do to demands of which period, and how often.
    pub(crate) replies: Vec<(Sign, String, u32)>,
}

/// Puts a timeline into periods, as long as it takes to have few enough of them.
pub(crate) fn periods(timeline: &Timeline) -> Vec<Period> {
    let dates = || {
        let said = timeline.days.iter().map(|day| day.date.as_str());
        said.chain(timeline.meetings.iter().map(|meeting| first(&meeting.date)))
    };
    let count = |length: usize| {
        dates().map(|date| cut(date, length)).collect::<std::collections::BTreeSet<_>>().len()
    };
    let length = DAY_MONTH_YEAR.into_iter().find(|length| count(*length) <= PERIODS_MAX).unwrap_or(4);
    let mut out = std::collections::BTreeMap::<String, Period>::new();
    let at = |date: &str| Period {
        date: cut(date, length).to_owned(),
        demands: 0,
        commitments: 0,
        denials: 0,
        replying: 0,
        meetings: Vec::new(),
        replies: Vec::new(),
    };
    for day in timeline.days.iter().filter(|day| !day.date.is_empty()) {
        let [demands, commitments, denials, ..] = day.counts;
        let period = out.entry(cut(&day.date, length).to_owned()).or_insert_with(|| at(&day.date));
        period.demands += demands;
        period.commitments += commitments;
        period.denials += denials;
        period.replying += day.replies;
    }
    for meeting in &timeline.meetings {
        let date = first(&meeting.date);
        let number = if meeting.ordinal > 0 { format!(" {}", meeting.ordinal) } else { String::new() };
        let period = out.entry(cut(date, length).to_owned()).or_insert_with(|| at(date));
        period.meetings.push((format!("{}{number}", meeting.body), meeting.announced));
    }
    for reply in &timeline.replies {
        let asked = cut(&reply.asked, length).to_owned();
        let Some(period) = out.get_mut(cut(&reply.replied, length)) else { continue };
        let known = period.replies.iter_mut().find(|(sign, day, _)| (*sign, day) == (reply.sign, &asked));
        match known {
            Some((.., times)) => *times += reply.times,
            None => period.replies.push((reply.sign, asked, reply.times)),
        }
    }
    out.into_values().collect()
}

/// The first day of a date that may be a range.
fn first(date: &str) -> &str {
    date.split('/').next().unwrap_or("")
}

/// The beginning of a date.
fn cut(date: &str, length: usize) -> &str {
    date.get(..length).unwrap_or(date)
}

/// Draws the periods; nothing where fewer than two have a day.
pub(crate) fn lanes(periods: &[Period], words: &'static Messages) -> Option<Picture> {
    let days: Vec<f64> = periods.iter().filter_map(|period| day_of(&period.date)).collect();
    let (from, to) = (*days.first()?, *days.last()?);
    if days.len() < 2 {
        return None;
    }
    let pad = ((to - from) * 0.04).max(20.0);
    let x = Scale::new((from - pad, to + pad), (LEFT, RIGHT));
    let title = words.text("line-title").to_owned();
    let mut picture = Picture::new("timeline-picture", title, words.text("line-about").to_owned(), SIZE);
    for (year, at) in x.years(12) {
        picture.line("grid", (at, 20.0), (at, 265.0));
        picture.write("tick middle", (at, 282.0), year.to_string());
    }
    for (y, key) in LANES.into_iter().zip(["acts-demand", "meet-meetings", "line-replies"]) {
        picture.line("lane", (LEFT, y), (RIGHT, y));
        picture.write("label strong end", (LEFT - 12.0, y + 4.0), words.text(key));
    }
    replies(&mut picture, periods, &x, words);
    let most = periods.iter().map(|p| p.demands.max(p.replying)).max().unwrap_or(1);
    for (nth, y) in LANES.into_iter().enumerate() {
        let most = if nth == 1 { 4 } else { most };
        lane(&mut picture, periods, &x, (nth, y, most), words);
    }
    legend(&mut picture, words);
    Some(picture)
}

/// The circles of a lane with their numbers, as far as these do not stand on each other.
fn lane(
    picture: &mut Picture,
    periods: &[Period],
    x: &Scale,
    (nth, y, most): (usize, f64, u32),
    words: &'static Messages,
) {
    let class = ["held demand-dot", "held", "held reply-dot"].get(nth).copied().unwrap_or("held");
    let mut numbered = f64::NEG_INFINITY;
    for period in periods {
        let count = match nth {
            0 => period.demands,
            // What was announced only did not take place, as far as anybody tells.
            1 => period.meetings.iter().filter(|(_, announced)| !announced).count() as u32,
            _ => period.replying,
        };
        let Some(day) = day_of(&period.date).filter(|_| count > 0) else { continue };
        let at = x.at(day);
        let radius = 5.0 + 9.0 * (f64::from(count) / f64::from(most.max(1))).sqrt().min(1.0);
        picture.path(
            class,
            circle((at, y), radius),
            format!("{}: {count}", label::date(words, &period.date)),
        );
        // A single meeting needs no number.
        if at - numbered >= NUMBER_WIDTH && (nth != 1 || count > 1) {
            let beside = if nth == 2 { y + radius + 14.0 } else { y - radius - 5.0 };
            picture.write("tick middle", (at, beside), label::grouped(count));
            numbered = at;
        }
    }
}

fn replies(picture: &mut Picture, periods: &[Period], x: &Scale, words: &'static Messages) {
    for period in periods {
        let Some(replied) = day_of(&period.date) else { continue };
        for (sign, asked, times) in &period.replies {
            let Some(from) = day_of(asked) else { continue };
            let (a, b) = (x.at(from), x.at(replied));
            let (top, bottom) = (LANES[0], LANES[2]);
            let path = format!(
                "M{a:.1} {top:.1}C{a:.1} {:.1} {b:.1} {:.1} {b:.1} {bottom:.1}",
                top + 90.0,
                bottom - 90.0
            );
            let told = format!("{} × {times}: {}", sign_word(words, *sign), label::date(words, asked));
            picture.band(sign_class(*sign), path, 1.0 + f64::from(*times).sqrt().min(5.0), told);
        }
    }
}

fn legend(picture: &mut Picture, words: &'static Messages) {
    let signs = [Sign::Answered, Sign::Denied, Sign::Promised, Sign::Fulfilled];
    for (nth, sign) in signs.into_iter().enumerate() {
        let at = LEFT + 200.0 * nth as f64;
        picture.band(sign_class(sign), format!("M{at:.1} 310.0h28.0"), 2.5, "");
        picture.write("label", (at + 36.0, 314.0), sign_word(words, sign));
    }
}

fn sign_class(sign: Sign) -> &'static str {
    match sign {
        Sign::Denied => "reply denied",
        Sign::Promised => "reply promised",
        Sign::Fulfilled => "reply fulfilled",
        Sign::Answered | Sign::Discussed | Sign::Repeated => "reply answered",
    }
}

/// What a reply does to a demand, in a word.
pub(crate) fn sign_word(words: &'static Messages, sign: Sign) -> &'static str {
    words.text(match sign {
        Sign::Denied => "status-denied",
        Sign::Promised => "status-promised",
        Sign::Fulfilled => "status-fulfilled",
        Sign::Discussed => "sign-discussed",
        Sign::Answered | Sign::Repeated => "status-answered",
    })
}

#[cfg(test)]
mod tests {
    use whereas_ledger::view::{TimelineDay, TimelineMeeting, TimelineReply};

    use super::*;

    fn day(date: &str) -> TimelineDay {
        TimelineDay { date: date.to_owned(), counts: [2, 1, 1, 0, 5], replies: 2 }
    }

    #[test]
    fn days_become_months_where_they_are_many() {
        let few = Timeline { days: vec![day("2019-03-14"), day("2019-03-20")], ..Timeline::default() };
        assert_eq!(periods(&few).len(), 2);
        let days = (1..=28).flat_map(|n| ["03", "04"].map(|m| day(&format!("2019-{m}-{n:02}")))).collect();
        let mut many = Timeline { days, ..Timeline::default() };
        many.days.sort_by(|a, b| a.date.cmp(&b.date));
        many.meetings = vec![TimelineMeeting {
            date: "2019-04-02/2019-04-03".to_owned(),
            body: "Dialogue".to_owned(),
            announced: true,
            ordinal: 6,
        }];
        let reply = |asked: &str| TimelineReply {
            asked: asked.to_owned(),
            replied: "2019-04-05".to_owned(),
            sign: Sign::Denied,
            times: 1,
        };
        many.replies = vec![reply("2019-03-01"), reply("2019-03-09")];
        let found = periods(&many);
        let [march, april] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((march.date.as_str(), march.demands, march.denials), ("2019-03", 56, 28));
        assert_eq!(april.meetings, [("Dialogue 6".to_owned(), true)]);
        assert_eq!(april.replies, [(Sign::Denied, "2019-03".to_owned(), 2)]);
    }
}
