//! What leaves the program: one JSON object a line, places in Unicode code points (docs/json.md).

use serde::{Deserialize, Serialize};

use crate::{CodePoints, Extraction, MentionValue, Named, Span};

/// One line of output: a document, then its passages, mentions and statements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Record {
    /// The head of a document and its whole text.
    Document(DocumentRecord),
    /// A structural unit.
    Passage(PassageRecord),
    /// A mention.
    Mention(MentionRecord),
    /// A statement.
    Statement(StatementRecord),
}

/// The head of a document and its whole text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// The document's id.
    pub id: String,
    /// The input file.
    pub file: String,
    /// Title.
    pub title: String,
    /// Genre.
    pub genre: crate::Genre,
    /// ISO 8601 or `""`.
    pub date: String,
    /// ISO 639-1, the main one first.
    pub languages: Vec<crate::Lang>,
    /// Publisher or `""`.
    pub publisher: String,
    /// Author or `""`.
    pub author: String,
    /// `sponsored` or `""`.
    pub disclosure: String,
    /// Canonical text; all places below count its code points.
    pub text: String,
}

/// A structural unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PassageRecord {
    /// The document's id.
    pub document: String,
    /// Id after the Akoma Ntoso naming convention.
    pub id: String,
    /// Kind.
    pub kind: crate::PassageKind,
    /// Number or `""`.
    pub num: String,
    /// Language.
    pub lang: crate::Lang,
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub quote: String,
}

/// A mention; the fields behind `quote` depend on `kind`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// The document's id.
    pub document: String,
    /// `person` … `meeting`.
    pub kind: String,
    /// Id of the passage.
    pub passage: String,
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub quote: String,
    /// EDTF of a date, number of a figure.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Value>,
    /// Bound of a figure.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bound: Option<crate::Bound>,
    /// What a figure counts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<String>,
    /// The title or role at a person's name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
    /// The body of a meeting.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub body: Option<String>,
    /// The number of a meeting, 0 without one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ordinal: Option<u32>,
    /// The date of a meeting, EDTF.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
}

/// The value of a date or of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// EDTF.
    Date(String),
    /// A number.
    Number(f64),
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementRecord {
    /// The document's id.
    pub document: String,
    /// Identity across readings.
    pub id: String,
    /// The act.
    pub act: crate::Act,
    /// Id of the passage.
    pub passage: String,
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub quote: String,
    /// The words that make it this act, or `""`.
    pub cue: String,
    /// Who is responsible.
    pub speaker: String,
    /// All speakers when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub speakers: Vec<String>,
    /// Who shall act.
    pub addressees: Vec<String>,
    /// What shall be done.
    pub actions: Vec<String>,
    /// `+`, `-` or `""`.
    pub polarity: String,
    /// EDTF or `""`.
    pub due: String,
    /// 1–5 in a demand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub force: Option<u8>,
    /// Themes.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub themes: Vec<String>,
    /// Hedging words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hedge: Option<String>,
    /// Language.
    pub lang: crate::Lang,
    /// The rule that found it.
    pub rule: String,
    /// 0–1.
    pub confidence: f32,
}

/// Turns an extraction of `text` into lines, the document first. `id` and `file` name the document.
#[must_use]
pub fn records(id: &str, file: &str, text: &str, found: &Extraction) -> Vec<Record> {
    let points = CodePoints::new(text);
    let words = |span: Span| span.of(text).to_owned();
    let head = &found.document;
    let passage_id = |index: u32| head.passages.get(index as usize).map_or(String::new(), |p| p.id.clone());
    let mut out = vec![Record::Document(DocumentRecord {
        id: id.to_owned(),
        file: file.to_owned(),
        title: head.title.clone(),
        genre: head.genre,
        date: head.date.clone(),
        languages: head.languages.clone(),
        publisher: head.publisher.clone(),
        author: head.author.clone(),
        disclosure: head.disclosure.clone(),
        text: text.to_owned(),
    })];
    out.extend(head.passages.iter().map(|p| {
        Record::Passage(PassageRecord {
            document: id.to_owned(),
            id: p.id.clone(),
            kind: p.kind,
            num: p.num.clone(),
            lang: p.lang,
            start: points.at(p.span.start),
            end: points.at(p.span.end),
            quote: words(p.span),
        })
    }));
    out.extend(found.mentions.iter().map(|m| {
        let mut record = MentionRecord {
            document: id.to_owned(),
            kind: m.value.kind().to_owned(),
            passage: passage_id(m.passage),
            start: points.at(m.span.start),
            end: points.at(m.span.end),
            quote: words(m.span),
            value: None,
            bound: None,
            of: None,
            role: None,
            body: None,
            ordinal: None,
            date: None,
        };
        match &m.value {
            MentionValue::Person { role } => record.role = role.map(words),
            MentionValue::Organisation | MentionValue::Place | MentionValue::Law => {}
            MentionValue::Date { edtf } => record.value = Some(Value::Date(edtf.clone())),
            MentionValue::Figure { value, bound, of } => {
                record.value = Some(Value::Number(*value));
                record.bound = Some(*bound);
                record.of = Some(of.map_or(String::new(), words));
            }
            MentionValue::Meeting { body, ordinal, date } => {
                record.body = Some(body.map_or(String::new(), words));
                record.ordinal = Some(*ordinal);
                record.date = Some(date.clone());
            }
        }
        Record::Mention(record)
    }));
    out.extend(found.statements.iter().map(|s| {
        Record::Statement(StatementRecord {
            document: id.to_owned(),
            id: s.id(id, text),
            act: s.act,
            passage: passage_id(s.passage),
            start: points.at(s.span.start),
            end: points.at(s.span.end),
            quote: words(s.span),
            cue: s.cue.map_or(String::new(), words),
            speaker: s.speaker.name.clone(),
            speakers: s.speakers.iter().map(|Named { name, .. }| name.clone()).collect(),
            addressees: s.addressees.iter().copied().map(words).collect(),
            actions: s.actions.iter().copied().map(words).collect(),
            polarity: match s.polarity {
                Some(crate::Polarity::Praise) => "+".to_owned(),
                Some(crate::Polarity::Blame) => "-".to_owned(),
                None => String::new(),
            },
            due: s.due.clone(),
            force: (s.force > 0).then_some(s.force),
            themes: s.themes.clone(),
            hedge: s.hedge.map(words),
            lang: s.lang,
            rule: s.rule.clone(),
            confidence: s.confidence,
        })
    }));
    out
}
