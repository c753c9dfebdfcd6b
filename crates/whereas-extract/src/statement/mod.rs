//! Statements: one speech act by one speaker each.

mod attribution;
mod category;
mod clause;
mod content;
mod due;
mod finish;
mod formula;
mod governed;
mod grammar;
mod issuer;
mod lettered;
mod listed;
#[cfg(test)]
mod listed_tests;
mod maker;
mod matrix;
mod nation;
mod operative;
#[cfg(test)]
mod operative_tests;
mod own_name;
mod promise;
mod prose;
mod quotation;
mod recital;
mod recommendation;
#[cfg(test)]
mod recommendation_tests;
mod report;
mod rival;
pub(crate) mod sentence;
mod set_off;
mod slot;
#[cfg(test)]
mod speech_tests;
mod subject;

use serde::{Deserialize, Serialize};

use crate::scan::Scan;
use crate::{Document, Genre, Lang, Mention, PassageKind, Span};
use maker::{Draft, Maker};
pub use recommendation::Position;
pub use rival::{Lost, Rival, rivals, rules_with_cue};

/// The five acts (GUIDELINES, section 3), strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Asks somebody to do or stop something.
    Demand,
    /// Says that the speaker's side will do something.
    Commitment,
    /// Says that what another claims is untrue or does not exist.
    Denial,
    /// Praises or blames.
    Appraisal,
    /// Asserts a fact about the world.
    Finding,
}

impl Act {
    /// All acts, strongest first.
    pub const ALL: [Act; 5] = [Act::Demand, Act::Commitment, Act::Denial, Act::Appraisal, Act::Finding];

    /// The act as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Act::Demand => "demand",
            Act::Commitment => "commitment",
            Act::Denial => "denial",
            Act::Appraisal => "appraisal",
            Act::Finding => "finding",
        }
    }
}

impl std::str::FromStr for Act {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Act::ALL.into_iter().find(|act| act.as_str() == word).ok_or_else(|| {
            format!("`{word}` is no act; there are demand, commitment, denial, appraisal and finding")
        })
    }
}

/// Praise or blame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Polarity {
    /// Praise.
    #[serde(rename = "+")]
    Praise,
    /// Blame.
    #[serde(rename = "-")]
    Blame,
}

/// Somebody as the text names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Named {
    /// The name; verbatim at `span` where there is one.
    pub name: String,
    /// Where the name stands; `None` when it comes from the document's head.
    pub span: Option<Span>,
}

/// One speech act by one speaker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// What is done by saying it.
    pub act: Act,
    /// The words.
    pub span: Span,
    /// Which occurrence of these words (white space and case folded) in the text this is, from 0.
    pub occurrence: u32,
    /// Index of its passage in [`crate::Document::passages`].
    pub passage: u32,
    /// The words that make it this act; `None` for a bare finding.
    pub cue: Option<Span>,
    /// Who is responsible for the act.
    pub speaker: Named,
    /// All speakers when there are several, else empty.
    pub speakers: Vec<Named>,
    /// Who shall act (demands only).
    pub addressees: Vec<Span>,
    /// What shall be done, each a minimal verb phrase (demands only).
    pub actions: Vec<Span>,
    /// Praise or blame (appraisals only).
    pub polarity: Option<Polarity>,
    /// When it is promised for, EDTF (commitments only); `""` without a time.
    pub due: String,
    /// 1 invites … 5 insists (demands only), else 0.
    pub force: u8,
    /// What the State under review said to it (recommendations of a review report only).
    #[serde(default)]
    pub position: Option<Position>,
    /// What kind of action it asks for: 1 minimal … 5 specific (recommendations of a review report only), else 0.
    #[serde(default)]
    pub category: u8,
    /// Words that hedge what is said ("reportedly").
    pub hedge: Option<Span>,
    /// Ids of the shipped list of themes.
    pub themes: Vec<String>,
    /// The language it stands in.
    pub lang: Lang,
    /// The rule that found it: `en/demand/urge`.
    pub rule: String,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
}

/// Finds the statements of a document.
pub(crate) fn statements(scan: &Scan<'_>, document: &Document, mentions: &[Mention]) -> Vec<Statement> {
    let mut maker = Maker::new(scan, document, mentions);
    recommendation::read(&mut maker);
    let end = recommendation::annex(&maker);
    let mut index = 0;
    while index < end {
        let kind = document.passages[index].kind;
        if !scan.packs.reads(document.passages[index].lang) {
            index += 1;
            continue;
        }
        let form = matches!(
            kind,
            PassageKind::Recital | PassageKind::Paragraph | PassageKind::Point | PassageKind::Heading
        );
        index += match (document.genre, kind) {
            (Genre::Resolution, PassageKind::Formula) => formula::read(&mut maker, index),
            (
                _,
                PassageKind::Boilerplate | PassageKind::Title | PassageKind::Footnote | PassageKind::Formula,
            ) => 1,
            // The recommendations of a review report were read already.
            (Genre::Report, PassageKind::Point) => 1,
            (Genre::Resolution, _) if form => operative::read(&mut maker, index),
            (Genre::Resolution, PassageKind::Citation | PassageKind::Body) => 1,
            (_, PassageKind::Heading) => listed::read(&mut maker, index).max(1),
            _ => match listed::read(&mut maker, index) {
                0 => {
                    prose::read(&mut maker, index);
                    1
                }
                read => read,
            },
        };
    }
    finish::finish(maker)
}
