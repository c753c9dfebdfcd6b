//! Views: plain structs ready to show. Derived from the store; nothing here is stored.

pub(crate) mod address;
pub(crate) mod board;
pub(crate) mod chain;
pub(crate) mod citation;
pub(crate) mod claim;
pub(crate) mod compare;
pub(crate) mod document;
mod dossier;
pub(crate) mod due;
mod entity;
pub(crate) mod figure;
pub(crate) mod link;
pub(crate) mod meeting;
mod name;
pub(crate) mod network;
pub(crate) mod note;
pub(crate) mod overview;
pub(crate) mod reason;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod searched;
pub(crate) mod silence;
pub(crate) mod standing;
mod stated;
pub(crate) mod statement;
pub(crate) mod surest;
pub(crate) mod timeline;
pub(crate) mod verdict;

pub use board::{Board, BoardCard, BoardFilter, Place};
pub use chain::{Chain, ChargeJudgement, Reply, Wording};
pub use citation::{CitationMap, CitationPair, CitationPlace, CitationView, CitedDocument, CitedOutside};
pub use claim::{ClaimFilter, ClaimRow};
pub use compare::{CompareRow, Fate};
pub use dossier::{
    Conflict, Dossier, DossierMention, DossierQuery, DossierStatement, EntityBrief, Found, IdentityRow,
    Introduction, MeantRow, Part, Proposal, RoleClaim, Spelling,
};
pub use entity::{EntityForm, EntityRow, FormState};
pub use link::{LinkEnd, LinkFilter, LinkJudgement, LinkView, LinksOf};
use serde::Serialize;
pub use silence::SilenceRow;
pub use standing::{Ground, Standing, StandingFilter, StandingPart, Stands, StatusJudgement};
use std::collections::BTreeMap;
pub use verdict::LinkState;

pub use due::{Due, DueListing, DueRow, Fulfilment};
pub use figure::{FigureRow, FigureSeries, Step};
pub use meeting::{HeldMeeting, MeetingPlace, MeetingRow, MeetingSeries};
pub use name::{NameFilter, NameListing, NameRow};
pub use network::AskingRow;
pub use note::{NoteFilter, NoteRow, NoteView};
pub use overview::Overview;
pub use reason::{Common, NameBar, NameRole, NameRule, NameStep, Reason, Stance};
pub use searched::{Facet, FacetKind, Hit, SearchFilter, Searched, Why};
pub use stated::StatedRow;
pub use surest::{SurestLink, SurestLinks};
pub use timeline::{Timeline, TimelineDay, TimelineMeeting, TimelineReply};
use whereas_extract::{Act, Genre, Lang, Mention, Passage, Polarity, Position, SourceMap, Span};

pub use address::{DecisionView, MentionView};
pub use review::{ChangeRow, ReviewFilter, ReviewItem, ReviewQueue, RuleScore};

/// A document as a row of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRow {
    /// Id given by the ledger (`d1`, `d2` …, or what `--as` said).
    pub id: String,
    /// Title, or the first words of the text where it has none.
    pub title: String,
    /// Genre.
    pub genre: Genre,
    /// ISO 8601 or `""`.
    pub date: String,
    /// Publisher or `""`.
    pub publisher: String,
    /// Author or `""`.
    pub author: String,
    /// `sponsored` or `""`.
    pub disclosure: String,
    /// Languages, main one first.
    pub languages: Vec<Lang>,
    /// Path or address it came from.
    pub origin: String,
    /// SHA-256 of the bytes of the newest version.
    pub sha256: String,
    /// How many versions the ledger holds.
    pub versions: u32,
    /// When the newest version was added, RFC 3339 UTC.
    pub added_at: String,
    /// Statements by act, in the order of [`Act::ALL`].
    pub counts: [u32; 5],
    /// A document of which it looked like a version when it was added, or `""`.
    pub resembles: String,
}

/// A statement as a row of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementRow {
    /// Identity across readings.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// The document's title.
    pub document_title: String,
    /// The document's date or `""`.
    pub document_date: String,
    /// `sponsored` or `""`.
    pub disclosure: String,
    /// Id of the passage (`para_3`).
    pub passage: String,
    /// The act.
    pub act: Act,
    /// Praise or blame.
    pub polarity: Option<Polarity>,
    /// The words.
    pub quote: String,
    /// The cue or `""`.
    pub cue: String,
    /// Who is responsible.
    pub speaker: String,
    /// All speakers when there are several.
    pub speakers: Vec<String>,
    /// Who shall act.
    pub addressees: Vec<String>,
    /// What shall be done.
    pub actions: Vec<String>,
    /// EDTF or `""`.
    pub due: String,
    /// 1–5 in a demand, else 0.
    pub force: u8,
    /// What the State under review said to a recommendation.
    pub position: Option<Position>,
    /// What kind of action a recommendation asks for, 1–5, else 0.
    pub category: u8,
    /// Themes.
    pub themes: Vec<String>,
    /// Language.
    pub lang: Lang,
    /// The rule that found it.
    pub rule: String,
    /// 0–1.
    pub confidence: f32,
    /// The decisions of people that stand, oldest first.
    pub decisions: Vec<DecisionRow>,
}

/// What a person decided about a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionRow {
    /// Number in the log.
    pub seq: i64,
    /// `accepted` or `rejected`.
    pub verdict: crate::Verdict,
    /// Who decided.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Why, or `""`.
    pub reason: String,
    /// Whether it still lies on its statement after re-reading.
    pub anchor: crate::Anchor,
    /// The words that were decided on.
    pub quote: String,
    /// The act that was decided on.
    pub act: Act,
    /// Number of the entry that took the decision back, if one did.
    pub undone: Option<i64>,
}

/// Which statements to list. Empty fields do not filter. Words compare folded (case, accents) and match
/// anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatementFilter {
    /// Only this act.
    pub act: Option<Act>,
    /// Only recommendations with this position of the State under review.
    pub position: Option<Position>,
    /// Only those that name the time by which they are due.
    pub dated: bool,
    /// Words in one of the addressees.
    pub addressee: String,
    /// Words in one of the speakers.
    pub actor: String,
    /// Words of a person named inside the statement.
    pub person: String,
    /// Words of a law named inside the statement.
    pub law: String,
    /// The id of a theme.
    pub theme: String,
    /// Documents of this day or later (`2021`, `2021-02`, `2021-02-11`).
    pub from: String,
    /// Documents of this day or earlier.
    pub to: String,
    /// Only this document.
    pub document: String,
    /// Words in the quotation.
    pub text: String,
    /// Only this language.
    pub lang: String,
    /// Rows to leave out at the beginning.
    pub offset: u32,
    /// Rows at the most; 0 for all.
    pub limit: u32,
}

impl StatementFilter {
    /// Whether what passes has to be looked up by words, which takes its time; else documents are walked.
    pub fn is_searched(&self) -> bool {
        let words = [&self.addressee, &self.actor, &self.person, &self.law, &self.theme, &self.text];
        self.dated || self.position.is_some() || words.iter().any(|words| !words.is_empty())
    }
}

/// A list cut to a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listing<T> {
    /// The rows asked for, by date of the document, then place in it.
    pub rows: Vec<T>,
    /// How many rows there are in all.
    pub total: u32,
}

/// A document with its text and all that was found in it. Spans count bytes of `text`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentView {
    /// Its row.
    pub row: DocumentRow,
    /// Canonical text of the newest version.
    pub text: String,
    /// The way from the text back to the original: its bytes or its pages.
    pub source: SourceMap,
    /// Passages in reading order.
    pub passages: Vec<Passage>,
    /// Mentions in order of place.
    pub mentions: Vec<Mention>,
    /// Statements in order of place, each with where it stands.
    pub statements: Vec<PlacedStatement>,
    /// The surest links of those statements that have any, by id.
    pub links: BTreeMap<String, SurestLinks>,
    /// Doubts of the reader.
    pub diagnostics: Vec<whereas_extract::Diagnostic>,
    /// All versions, oldest first.
    pub captures: Vec<CaptureRow>,
    /// Decisions whose statement is gone since a newer reading.
    pub lost: Vec<DecisionRow>,
}

/// A statement with its places in the text of its document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacedStatement {
    /// Its row.
    pub row: StatementRow,
    /// Index of its passage in [`DocumentView::passages`].
    pub passage: u32,
    /// Where the words stand.
    pub span: Span,
    /// Where the cue stands.
    pub cue: Option<Span>,
    /// Where the addressees stand.
    pub addressees: Vec<Span>,
    /// Where the actions stand.
    pub actions: Vec<Span>,
}

/// A statement in its paragraph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementView {
    /// The statement; its spans count bytes of `passage_text`.
    pub placed: PlacedStatement,
    /// The document it stands in.
    pub document: DocumentRow,
    /// The passage it stands in.
    pub passage: Passage,
    /// The words of the passage.
    pub passage_text: String,
    /// Byte of the document's text at which `passage_text` begins.
    pub passage_start: u32,
    /// Place in code points of the document's text (first, one past the last).
    pub position: (u32, u32),
    /// 32 characters before the quotation.
    pub prefix: String,
    /// 32 characters behind the quotation.
    pub suffix: String,
    /// Byte of the original at which the quotation was read, where the original is a text.
    pub source_at: Option<u32>,
    /// Page of the original, from 1, where it has pages.
    pub page: Option<u32>,
    /// Mentions inside the quotation; spans count bytes of `passage_text`.
    pub mentions: Vec<Mention>,
    /// Every decision, also those undone, oldest first.
    pub history: Vec<DecisionRow>,
}

/// One capture of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaptureRow {
    /// Version, from 1.
    pub version: u32,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Path or address.
    pub origin: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Who added it.
    pub by: String,
    /// How (`whereas add 0.1.0`).
    pub method: String,
}

/// A hit of the search.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchHit {
    /// `statement` or the kind of the mention.
    pub kind: String,
    /// The statement's id, `""` for a mention.
    pub statement: String,
    /// The act of a statement.
    pub act: Option<Act>,
    /// The document's id.
    pub document: String,
    /// The document's title.
    pub document_title: String,
    /// The document's date or `""`.
    pub document_date: String,
    /// `sponsored` or `""`.
    pub disclosure: String,
    /// Who says the statement, or `""`.
    pub speaker: String,
    /// Id of the passage.
    pub passage: String,
    /// The words.
    pub quote: String,
    /// Which stretches of `quote` matched, in bytes.
    pub matched: Vec<Span>,
    /// How often the document mentions these words; 1 for a statement. Only the first place is a hit.
    pub times: u32,
}

/// A search that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedRow {
    /// The entry of the log.
    pub seq: i64,
    /// Its name.
    pub name: String,
    /// The part of its address behind `?`.
    pub query: String,
    /// Who keeps it.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogRow {
    /// Its number.
    pub seq: i64,
    /// `captured`, `extracted`, `decided`, `judged`, `stated`, `saved`, `noted`, `undone`, `forgotten` or `erased`.
    pub kind: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Who.
    pub by: String,
    /// What, as a JSON object.
    pub body: String,
    /// Hash of the entry before.
    pub prev_hash: String,
    /// Hash of this entry.
    pub hash: String,
}
