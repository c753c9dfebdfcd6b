//! Mentions: what is named in a text – seen, not yet anybody.

mod apposition;
mod citation;
pub(crate) mod date;
#[cfg(test)]
mod example;
mod figure;
mod finder;
mod group;
mod known;
mod law;
mod meeting;
mod name;
pub(crate) mod number;
mod office;
mod organisation;
mod person;
mod place;
pub(crate) mod relative;
mod spelled;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::scan::Scan;
use crate::{Document, PassageKind, Span};
use date::Calendar;
use finder::{Claim, Finder};
use known::Known;

/// A mention in one place of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands; the words there are the quotation.
    pub span: Span,
    /// Index of its passage in [`crate::Document::passages`].
    pub passage: u32,
    /// What it is, with its normalised value.
    pub value: MentionValue,
}

/// The kinds of mentions with their normalised values (GUIDELINES, section 4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MentionValue {
    /// A named human being, without title or role.
    Person {
        /// The title or role that stands at the name, if any.
        role: Option<Span>,
    },
    /// A named body, party, company, agency, court, medium, movement.
    Organisation,
    /// A named country, region or city.
    Place,
    /// A treaty, law, code, resolution, or a provision of one.
    Law,
    /// A calendar date, month, season, year or interval.
    Date {
        /// EDTF (ISO 8601-2); `""` when it cannot be resolved from the document.
        edtf: String,
    },
    /// A number of something.
    Figure {
        /// The number.
        value: f64,
        /// How the number bounds what is counted.
        bound: Bound,
        /// What is counted.
        of: Option<Span>,
    },
    /// An occurrence of a body or dialogue, or a visit, that has a number or a date.
    Meeting {
        /// The body that met, or the visitor.
        body: Option<Span>,
        /// Its number, 0 without one.
        ordinal: u32,
        /// EDTF, `""` without one.
        date: String,
    },
}

impl MentionValue {
    /// The kind as a word, as CONTRACT and the pages name it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Law => "law",
            Self::Date { .. } => "date",
            Self::Figure { .. } => "figure",
            Self::Meeting { .. } => "meeting",
        }
    }
}

/// How a number bounds what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Exactly.
    #[serde(rename = "=")]
    Exactly,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// About.
    #[serde(rename = "~")]
    About,
}

/// Finds the mentions of a document: dates first, then laws, bodies, places, persons; each leaves its words to itself.
pub(crate) fn mentions(scan: &Scan<'_>, document: &Document) -> Vec<Mention> {
    let calendar = Calendar::from_iso(&document.date);
    let mut finder = Finder::new(scan);
    let mut known = Known::default();
    let mut out = Vec::new();
    let passages: Vec<(u32, Range<usize>, u8)> = document
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.kind != PassageKind::Boilerplate)
        .map(|(index, passage)| (index as u32, scan.range(passage.span), scan.packs.index(passage.lang)))
        .collect();
    for (index, tokens, pack) in &passages {
        finder.enter(tokens.clone(), *pack);
        first_round(&mut finder, *index, &calendar, &mut known, &mut out);
    }
    for (index, tokens, pack) in &passages {
        finder.enter(tokens.clone(), *pack);
        second_round(&mut finder, *index, &calendar, &known, &mut out);
    }
    out.sort_by(|a, b| {
        (a.span.start, a.span.end, a.value.kind()).cmp(&(b.span.start, b.span.end, b.value.kind()))
    });
    out
}

fn first_round(
    finder: &mut Finder<'_, '_>,
    passage: u32,
    calendar: &Calendar,
    known: &mut Known,
    out: &mut Vec<Mention>,
) {
    let mut at = finder.opener(finder.tokens.start);
    while at < finder.tokens.end {
        match date::date_at(finder.scan, at, finder.pack, calendar)
            .filter(|found| found.end <= finder.tokens.end)
        {
            Some(found) => {
                finder.claim(&(at..found.end), Claim::Date);
                let span = finder.span(&(at..found.end));
                out.push(Mention { span, passage, value: MentionValue::Date { edtf: found.value } });
                at = finder.opener(found.end);
            }
            None => at = finder.opener(at + 1),
        }
    }
    let mut push = |finder: &Finder<'_, '_>, range: &Range<usize>, value| {
        out.push(Mention { span: finder.span(range), passage, value });
    };
    for range in law::find(finder) {
        push(finder, &range, MentionValue::Law);
        if let Some(short) = short_of(finder, range.end) {
            known.law(finder.scan.word(short));
        }
    }
    for range in organisation::find(finder) {
        known.body(finder, &range);
        push(finder, &range, MentionValue::Organisation);
    }
    for range in place::find(finder) {
        push(finder, &range, MentionValue::Place);
    }
    known.learn_places(finder);
    for person in person::find(finder) {
        known.person(finder, &person.range);
        push(finder, &person.range, MentionValue::Person { role: person.role });
    }
}

/// What the whole document tells about names, then what needs all names: figures and meetings.
fn second_round(
    finder: &mut Finder<'_, '_>,
    passage: u32,
    calendar: &Calendar,
    known: &Known,
    out: &mut Vec<Mention>,
) {
    let found = known.find(finder);
    let mut push = |span: Span, value| out.push(Mention { span, passage, value });
    for range in found.persons {
        let role = apposition::role(finder, &range).map(|role| finder.span(&role));
        push(finder.span(&range), MentionValue::Person { role });
    }
    for range in found.bodies {
        push(finder.span(&range), MentionValue::Organisation);
    }
    for range in found.laws {
        push(finder.span(&range), MentionValue::Law);
    }
    for range in found.places {
        push(finder.span(&range), MentionValue::Place);
    }
    for found in figure::find(finder) {
        let value = MentionValue::Figure { value: found.value, bound: found.bound, of: found.of };
        push(finder.span(&found.range), value);
    }
    for found in meeting::find(finder, calendar) {
        let value = MentionValue::Meeting { body: found.body, ordinal: found.ordinal, date: found.date };
        push(finder.span(&found.range), value);
    }
}

/// "(EPCA)" behind a law: the token of the abbreviation.
fn short_of(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let closed = finder.scan.mark(at, b'(') && finder.scan.mark(at + 2, b')');
    (closed && finder.scan.tokens.get(at + 1).is_some_and(|token| token.upper)).then_some(at + 1)
}
