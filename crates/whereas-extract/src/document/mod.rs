//! What a document is and what it is made of.

use serde::{Deserialize, Serialize};

use crate::{Lang, Span};

/// The kinds of documents (GUIDELINES, section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Genre {
    /// A body's adopted text: citations, recitals, operative paragraphs.
    Resolution,
    /// What a body or both sides publish after a meeting or a dialogue.
    Readout,
    /// A state, an institution or an organisation speaks for itself.
    #[default]
    Statement,
    /// Journalists report.
    News,
    /// Questions and answers.
    Interview,
    /// One author's opinion.
    OpEd,
    /// Anything longer that describes: review reports, country reports.
    Report,
}

/// The kinds of passages (GUIDELINES, section 2; `body` and `boilerplate` are ours).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassageKind {
    /// The document's title.
    Title,
    /// A heading inside the document.
    Heading,
    /// The enacting formula ("The Assembly,", "Now, therefore, be it").
    Formula,
    /// "having regard to …".
    Citation,
    /// "whereas …".
    Recital,
    /// A numbered operative paragraph.
    Paragraph,
    /// A point under a paragraph.
    Point,
    /// A footnote.
    Footnote,
    /// A turn of the interviewer.
    Question,
    /// A turn of the person interviewed.
    Answer,
    /// Prose.
    Body,
    /// Page furniture.
    Boilerplate,
}

/// One structural unit of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Identifier after the Akoma Ntoso naming convention, unique in the document (`recs__rec_A`, `para_3__point_a`).
    pub id: String,
    /// What it is.
    pub kind: PassageKind,
    /// The number as printed, without its dot (`A`, `13`, `(a)`, `4.2.1`), or composed (`95.1`); empty without one.
    pub num: String,
    /// The language it stands in.
    pub lang: Lang,
    /// The text after number, dash or speaker label.
    pub span: Span,
    /// Where the number, dash or label stands; empty without one.
    pub label: Span,
}

/// A document: its head and its passages in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Document {
    /// Title, verbatim; `""` when the text has none.
    pub title: String,
    /// What kind of document.
    pub genre: Genre,
    /// Date of the document itself, ISO 8601; `""` when the text does not tell.
    pub date: String,
    /// Every language in which at least one sentence stands, the main one first.
    pub languages: Vec<Lang>,
    /// Publisher as the text tells; `""` when it does not.
    pub publisher: String,
    /// Author as the text tells; `""` when it does not.
    pub author: String,
    /// `sponsored` when the text says that it is paid for, else `""`.
    pub disclosure: String,
    /// Passages in reading order, not overlapping.
    pub passages: Vec<Passage>,
}
