//! What a document is and what it is made of.

mod block;
mod boilerplate;
pub(crate) mod bracket;
mod eid;
mod front;
mod genre;
mod interview;
#[cfg(test)]
mod interview_tests;
mod label;
mod language;
mod letterhead;
mod mark;
mod note;
mod page;
mod prose;
mod resolution;
mod review;
mod speaker;

pub(crate) use label::{bytes as label_bytes, kind as label_kind};
pub(crate) use mark::end_at as mark_end;
pub(crate) use speaker::{interviewee, speakers};

use serde::{Deserialize, Serialize};

use crate::scan::Scan;
use crate::{Lang, Span, Text};

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

impl PassageKind {
    /// The name as written in GUIDELINES and in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Formula => "formula",
            Self::Citation => "citation",
            Self::Recital => "recital",
            Self::Paragraph => "paragraph",
            Self::Point => "point",
            Self::Footnote => "footnote",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
        }
    }
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

/// A passage before it has its id.
#[derive(Debug, Clone)]
struct Draft {
    kind: PassageKind,
    num: String,
    lang: Lang,
    label: Span,
    span: Span,
}

/// Reads kind, head and passages of a text. Marks glued footnote numbers in `scan` as such.
pub(crate) fn structure(scan: &mut Scan<'_>, text: &Text) -> Document {
    let mut blocks = block::blocks(text, scan.packs);
    let mut document = Document { languages: language::identify(scan, &mut blocks), ..Document::default() };
    let review = review::is_review(scan);
    document.genre = if review { Genre::Report } else { genre::genre(scan, text, &blocks) };
    let head = if review { review::title(scan, &blocks) } else { None };
    document.title = match head {
        Some(head) => crate::fold_blanks(&head.of(scan.text).replace(['*', '∗'], "")),
        None => front::title(scan, text, &blocks),
    };
    front::fill(scan, text, &blocks, &mut document);
    if let Some(body) = head.and_then(|head| review::publisher(scan, &blocks, head)) {
        document.publisher = body;
    }
    let drafts = match document.genre {
        Genre::Resolution => resolution::passages(scan, &blocks, &document.title),
        Genre::Interview => interview::passages(scan, &blocks, &document.title),
        Genre::Report if review => review::passages(scan, &blocks, &document.title, head),
        _ => prose::passages(scan, &blocks, &document.title),
    };
    note::mark_references(scan, &drafts);
    document.passages = drafts
        .into_iter()
        .filter(|draft| !draft.span.is_empty())
        .map(|draft| Passage {
            id: String::new(),
            kind: draft.kind,
            num: draft.num,
            lang: draft.lang,
            span: draft.span,
            label: draft.label,
        })
        .collect();
    eid::number(&mut document.passages);
    document
}

/// Whether two stretches of text are the same words.
fn same_words(a: &str, b: &str) -> bool {
    // Marks and blanks do not make twice the length.
    if a.len().abs_diff(b.len()) > a.len().min(b.len()) {
        return false;
    }
    let words =
        |text: &str| crate::id::fold_words(text).replace(['‘', '’', '“', '”', '"', '\'', '#', '*'], "");
    words(a).trim() == words(b).trim()
}
