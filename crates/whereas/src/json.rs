//! What leaves the program as JSON, one object a line (docs/json.md).
//!
//! The fields have the names of `whereas_extract::record`, which are the contract with other programs. Places
//! count Unicode code points. These types stand apart from the views, so that a view can change without
//! breaking somebody's script.

use std::io::Write;

use serde::Serialize;
use whereas_extract::{Act, CodePoints, Genre, Lang, Polarity, Position};
use whereas_ledger::view::{
    self, CitationView, CompareRow, DecisionRow, DocumentRow, Fate, Ground, LinkEnd, LinkState, LinkView,
    Reason, SearchHit, StandingPart, StatementRow, StatusJudgement,
};
use whereas_ledger::{Anchor, Change, LinkKind, Piece, Sign, Status, Verdict};

use crate::message::Failure;

/// Writes one object and ends the line.
pub fn line(out: &mut dyn Write, object: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, object)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// A document in a list.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    r#type: &'static str,
    id: &'a str,
    file: &'a str,
    title: &'a str,
    genre: Genre,
    date: &'a str,
    languages: &'a [Lang],
    publisher: &'a str,
    author: &'a str,
    disclosure: &'a str,
    sha256: &'a str,
    versions: u32,
    added_at: &'a str,
    /// How many of each act.
    statements: Counts,
}

/// How many statements there are of each act.
#[derive(Debug, Serialize)]
struct Counts {
    demand: u32,
    commitment: u32,
    denial: u32,
    appraisal: u32,
    finding: u32,
}

impl From<[u32; 5]> for Counts {
    /// From counts in the order of [`Act::ALL`].
    fn from([demand, commitment, denial, appraisal, finding]: [u32; 5]) -> Self {
        Self { demand, commitment, denial, appraisal, finding }
    }
}

impl<'a> From<&'a DocumentRow> for Document<'a> {
    fn from(row: &'a DocumentRow) -> Self {
        Self {
            r#type: "document",
            id: &row.id,
            file: &row.origin,
            title: &row.title,
            genre: row.genre,
            date: &row.date,
            languages: &row.languages,
            publisher: &row.publisher,
            author: &row.author,
            disclosure: &row.disclosure,
            sha256: &row.sha256,
            versions: row.versions,
            added_at: &row.added_at,
            statements: row.counts.into(),
        }
    }
}

/// A statement in a list.
#[derive(Debug, Serialize)]
pub struct Statement<'a> {
    r#type: &'static str,
    document: &'a str,
    document_title: &'a str,
    document_date: &'a str,
    id: &'a str,
    act: Act,
    passage: &'a str,
    quote: &'a str,
    cue: &'a str,
    speaker: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    speakers: &'a [String],
    addressees: &'a [String],
    actions: &'a [String],
    polarity: &'static str,
    due: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    force: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action_category: Option<u8>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    themes: &'a [String],
    lang: Lang,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    confidence: f32,
    decisions: Vec<Decision<'a>>,
}

impl<'a> From<&'a StatementRow> for Statement<'a> {
    fn from(row: &'a StatementRow) -> Self {
        Self {
            r#type: "statement",
            document: &row.document,
            document_title: &row.document_title,
            document_date: &row.document_date,
            id: &row.id,
            act: row.act,
            passage: &row.passage,
            quote: &row.quote,
            cue: &row.cue,
            speaker: &row.speaker,
            speakers: &row.speakers,
            addressees: &row.addressees,
            actions: &row.actions,
            polarity: match row.polarity {
                Some(Polarity::Praise) => "+",
                Some(Polarity::Blame) => "-",
                None => "",
            },
            due: &row.due,
            force: (row.force > 0).then_some(row.force),
            position: row.position,
            action_category: (row.category > 0).then_some(row.category),
            themes: &row.themes,
            lang: row.lang,
            rule: &row.rule,
            by: whereas_ledger::person(&row.rule),
            confidence: row.confidence,
            decisions: row.decisions.iter().map(Decision::from).collect(),
        }
    }
}

/// What somebody decided about a statement.
#[derive(Debug, Serialize)]
pub struct Decision<'a> {
    seq: i64,
    verdict: Verdict,
    author: &'a str,
    at: &'a str,
    reason: &'a str,
    anchor: Anchor,
    quote: &'a str,
}

impl<'a> From<&'a DecisionRow> for Decision<'a> {
    fn from(row: &'a DecisionRow) -> Self {
        Self {
            seq: row.seq,
            verdict: row.verdict,
            author: &row.author,
            at: &row.at,
            reason: &row.reason,
            anchor: row.anchor,
            quote: &row.quote,
        }
    }
}

/// A hit of the search.
#[derive(Debug, Serialize)]
pub struct Hit<'a> {
    r#type: &'static str,
    kind: &'a str,
    statement: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<Act>,
    document: &'a str,
    document_title: &'a str,
    document_date: &'a str,
    disclosure: &'a str,
    speaker: &'a str,
    passage: &'a str,
    quote: &'a str,
    /// First code point of the quotation and one past the last, for each stretch that matched.
    matched: Vec<(u32, u32)>,
    times: u32,
}

impl<'a> From<&'a SearchHit> for Hit<'a> {
    fn from(hit: &'a SearchHit) -> Self {
        let points = CodePoints::new(&hit.quote);
        Self {
            r#type: "hit",
            kind: &hit.kind,
            statement: &hit.statement,
            act: hit.act,
            document: &hit.document,
            document_title: &hit.document_title,
            document_date: &hit.document_date,
            disclosure: &hit.disclosure,
            speaker: &hit.speaker,
            passage: &hit.passage,
            quote: &hit.quote,
            matched: hit.matched.iter().map(|span| (points.at(span.start), points.at(span.end))).collect(),
            times: hit.times,
        }
    }
}

/// A link between two statements.
#[derive(Debug, Serialize)]
pub struct Link<'a> {
    r#type: &'static str,
    id: &'a str,
    kind: LinkKind,
    from: End<'a>,
    to: End<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Change>,
    state: LinkState,
    confidence: f32,
    why: String,
}

/// A statement at the end of a link.
#[derive(Debug, Serialize)]
pub struct End<'a> {
    file: &'a str,
    document: &'a str,
    document_date: &'a str,
    statement: &'a str,
    act: Act,
    speaker: &'a str,
    quote: &'a str,
}

/// A link from a citation to the document that it names.
#[derive(Debug, Serialize)]
pub struct Citation<'a> {
    r#type: &'static str,
    id: &'a str,
    kind: &'static str,
    from: CitationPlace<'a>,
    to: CitedDocument<'a>,
    state: LinkState,
    confidence: f32,
    why: String,
    written: &'a str,
    times: u32,
}

/// Where a citation stands.
#[derive(Debug, Serialize)]
struct CitationPlace<'a> {
    file: &'a str,
    document: &'a str,
    document_date: &'a str,
    passage: &'a str,
    statement: &'a str,
    citation: &'a str,
    quote: &'a str,
    note: &'a str,
}

/// A document that is cited; empty where it is not in the ledger.
#[derive(Debug, Default, Serialize)]
struct CitedDocument<'a> {
    file: &'a str,
    document: &'a str,
    document_date: &'a str,
    quote: &'a str,
}

impl<'a> From<&'a CitationView> for Citation<'a> {
    fn from(citation: &'a CitationView) -> Self {
        let from = &citation.from;
        let to = citation.to.as_ref().map(|to| CitedDocument {
            file: &to.origin,
            document: &to.document,
            document_date: &to.document_date,
            quote: &to.quote,
        });
        Self {
            r#type: "link",
            id: &citation.id,
            kind: crate::args::CITES,
            from: CitationPlace {
                file: &from.origin,
                document: &from.document,
                document_date: &from.document_date,
                passage: &from.passage,
                statement: &from.statement,
                citation: &from.citation,
                quote: &from.quote,
                note: &from.note,
            },
            to: to.unwrap_or_default(),
            state: citation.state,
            confidence: citation.confidence,
            why: citation.why.join("; "),
            written: &citation.written,
            times: citation.times,
        }
    }
}

impl<'a> From<&'a LinkView> for Link<'a> {
    fn from(link: &'a LinkView) -> Self {
        Self {
            r#type: "link",
            id: &link.id,
            kind: link.kind,
            from: (&link.from).into(),
            to: (&link.to).into(),
            change: link.change,
            state: link.state,
            confidence: link.confidence,
            why: Reason::join(&link.why),
        }
    }
}

impl<'a> From<&'a LinkEnd> for End<'a> {
    fn from(end: &'a LinkEnd) -> Self {
        Self {
            file: &end.origin,
            document: &end.document,
            document_date: &end.document_date,
            statement: &end.statement,
            act: end.act,
            speaker: &end.speaker,
            quote: &end.quote,
        }
    }
}

/// A demand and how it stands.
#[derive(Debug, Serialize)]
pub struct Standing<'a> {
    #[serde(flatten)]
    demand: Statement<'a>,
    status: Status,
    repeated: u32,
    until: &'a str,
    grounds: Vec<Basis<'a>>,
    parts: &'a [StandingPart],
    judgements: &'a [StatusJudgement],
}

/// A statement on which a status rests.
#[derive(Debug, Serialize)]
pub struct Basis<'a> {
    sign: Sign,
    by: End<'a>,
    to: &'a str,
    parts: &'a [u8],
    confidence: f32,
    confirmed: bool,
}

impl<'a> From<&'a view::Standing> for Standing<'a> {
    fn from(standing: &'a view::Standing) -> Self {
        let basis = |ground: &'a Ground| Basis {
            sign: ground.sign,
            by: (&ground.by).into(),
            to: &ground.to,
            parts: &ground.parts,
            confidence: ground.confidence,
            confirmed: ground.confirmed,
        };
        Self {
            demand: (&standing.demand).into(),
            status: standing.status,
            repeated: standing.repeated,
            until: &standing.until,
            grounds: standing.grounds.iter().map(basis).collect(),
            parts: &standing.parts,
            judgements: &standing.judgements,
        }
    }
}

/// What became of a demand in another document.
#[derive(Debug, Serialize)]
pub struct Compared<'a> {
    r#type: &'static str,
    fate: Fate,
    before: Option<End<'a>>,
    after: Option<End<'a>>,
    confidence: f32,
    wording: &'a [Piece],
}

impl<'a> From<&'a CompareRow> for Compared<'a> {
    fn from(row: &'a CompareRow) -> Self {
        Self {
            r#type: "compared",
            fate: row.fate,
            before: row.before.as_ref().map(End::from),
            after: row.after.as_ref().map(End::from),
            confidence: row.confidence,
            wording: &row.wording,
        }
    }
}
