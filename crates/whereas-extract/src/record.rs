//! What leaves the program: one JSON object a line, places in Unicode code points (docs/json.md).

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    CodePoints, Document, Extraction, Mention, MentionValue, Named, Passage, SourceMap, Span, Statement,
};

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
    pub document: Arc<str>,
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
    /// Page of the source, where it has pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<u32>,
    /// The words.
    pub quote: String,
}

/// A mention; the fields behind `quote` depend on `kind`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// The document's id.
    pub document: Arc<str>,
    /// `person` … `meeting`.
    pub kind: Cow<'static, str>,
    /// Id of the passage.
    pub passage: String,
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Page of the source, where it has pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<u32>,
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
    pub document: Arc<str>,
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
    /// Page of the source, where it has pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<u32>,
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
    /// What the State under review said to a recommendation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub position: Option<crate::Position>,
    /// What kind of action a recommendation asks for: 1 minimal … 5 specific.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub action_category: Option<u8>,
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

/// Turns an extraction of `text` into lines, the document first. `id` and `file` name the document, `map` leads back
/// to its source.
#[must_use]
pub fn records(id: &str, file: &str, text: &str, map: &SourceMap, found: &Extraction) -> Vec<Record> {
    let points = CodePoints::new(text);
    let writer = Writer { id: Arc::from(id), text, points, map, head: &found.document };
    let mut out = vec![Record::Document(writer.document(file))];
    out.extend(found.document.passages.iter().map(|passage| Record::Passage(writer.passage(passage))));
    out.extend(found.mentions.iter().map(|mention| Record::Mention(writer.mention(mention))));
    out.extend(found.statements.iter().map(|statement| Record::Statement(writer.statement(statement))));
    out
}

/// What the records of one document share.
struct Writer<'a> {
    id: Arc<str>,
    text: &'a str,
    points: CodePoints<'a>,
    map: &'a SourceMap,
    head: &'a Document,
}

impl Writer<'_> {
    fn words(&self, span: Span) -> String {
        span.of(self.text).to_owned()
    }

    fn passage_id(&self, index: u32) -> String {
        self.head.passages.get(index as usize).map_or(String::new(), |passage| passage.id.clone())
    }

    fn document(&self, file: &str) -> DocumentRecord {
        let head = self.head;
        DocumentRecord {
            id: self.id.to_string(),
            file: file.to_owned(),
            title: head.title.clone(),
            genre: head.genre,
            date: head.date.clone(),
            languages: head.languages.clone(),
            publisher: head.publisher.clone(),
            author: head.author.clone(),
            disclosure: head.disclosure.clone(),
            text: self.text.to_owned(),
        }
    }

    fn passage(&self, passage: &Passage) -> PassageRecord {
        PassageRecord {
            document: Arc::clone(&self.id),
            id: passage.id.clone(),
            kind: passage.kind,
            num: passage.num.clone(),
            lang: passage.lang,
            start: self.points.at(passage.span.start),
            end: self.points.at(passage.span.end),
            page: self.map.page(passage.span.start),
            quote: self.words(passage.span),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionRecord {
        let mut record = MentionRecord {
            document: Arc::clone(&self.id),
            kind: Cow::Borrowed(mention.value.kind()),
            passage: self.passage_id(mention.passage),
            start: self.points.at(mention.span.start),
            end: self.points.at(mention.span.end),
            page: self.map.page(mention.span.start),
            quote: self.words(mention.span),
            value: None,
            bound: None,
            of: None,
            role: None,
            body: None,
            ordinal: None,
            date: None,
        };
        let words = |span: &Option<Span>| span.map_or(String::new(), |span| self.words(span));
        match &mention.value {
            MentionValue::Person { role } => record.role = role.map(|role| self.words(role)),
            MentionValue::Organisation | MentionValue::Place | MentionValue::Law => {}
            MentionValue::Date { edtf } => record.value = Some(Value::Date(edtf.clone())),
            MentionValue::Figure { value, bound, of } => {
                record.value = Some(Value::Number(*value));
                record.bound = Some(*bound);
                record.of = Some(words(of));
            }
            MentionValue::Meeting { body, ordinal, date } => {
                record.body = Some(words(body));
                record.ordinal = Some(*ordinal);
                record.date = Some(date.clone());
            }
        }
        record
    }

    fn statement(&self, statement: &Statement) -> StatementRecord {
        let all = |spans: &[Span]| spans.iter().map(|span| self.words(*span)).collect();
        StatementRecord {
            document: Arc::clone(&self.id),
            id: statement.id(&self.id, self.text),
            act: statement.act,
            passage: self.passage_id(statement.passage),
            start: self.points.at(statement.span.start),
            end: self.points.at(statement.span.end),
            page: self.map.page(statement.span.start),
            quote: self.words(statement.span),
            cue: statement.cue.map_or(String::new(), |cue| self.words(cue)),
            speaker: statement.speaker.name.clone(),
            speakers: statement.speakers.iter().map(|Named { name, .. }| name.clone()).collect(),
            addressees: all(&statement.addressees),
            actions: all(&statement.actions),
            polarity: match statement.polarity {
                Some(crate::Polarity::Praise) => "+".to_owned(),
                Some(crate::Polarity::Blame) => "-".to_owned(),
                None => String::new(),
            },
            due: statement.due.clone(),
            force: (statement.force > 0).then_some(statement.force),
            position: statement.position,
            action_category: (statement.category > 0).then_some(statement.category),
            themes: statement.themes.clone(),
            hedge: statement.hedge.map(|hedge| self.words(hedge)),
            lang: statement.lang,
            rule: statement.rule.clone(),
            confidence: statement.confidence,
        }
    }
}
