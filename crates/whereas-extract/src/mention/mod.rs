//! Mentions: what is named in a text – seen, not yet anybody.

pub(crate) mod date;
pub(crate) mod number;

use serde::{Deserialize, Serialize};

use crate::Span;

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

/// Finds the mentions of a document.
pub(crate) fn mentions(scan: &crate::scan::Scan<'_>, document: &crate::Document) -> Vec<Mention> {
    let _ = (scan, document);
    Vec::new()
}
