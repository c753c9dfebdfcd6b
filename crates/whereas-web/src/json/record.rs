//! The objects that pages are as JSON. Fields have the names of docs/json.md, places count code points.

use serde_json::Value;
use whereas_extract::{
    Act, Bound, CodePoints, Genre, Lang, MentionValue, PassageKind, Polarity, Position, Span,
};
use whereas_ledger::view::{
    CaptureRow, DecisionRow, DecisionView, DocumentRow, DocumentView, Facet, FacetKind, Hit as Found, LogRow,
    MentionView, SavedRow, StatementRow, StatementView, Why,
};
use whereas_ledger::{Anchor, Verdict};

use super::board::Links;
use super::shape::record;

record! {
    /// A document.
    Document = "document" {
        /// Id given by the ledger.
        id: String,
        /// The path or address that it came from.
        file: String,
        /// Title, verbatim.
        title: String,
        /// What kind of document it is.
        genre: Genre,
        /// ISO 8601, or empty.
        date: String,
        /// Languages, main one first.
        languages: Vec<Lang>,
        /// Publisher, or empty.
        publisher: String,
        /// Author, or empty.
        author: String,
        /// `sponsored` when the text says that it is paid for.
        disclosure: String,
        /// SHA-256 of the bytes of the newest version.
        sha256: String,
        /// How many versions the ledger holds.
        versions: u32,
        /// When the newest was added, RFC 3339 UTC.
        added_at: String,
        /// How many statements of each act it has.
        statements: Counts,
    }
}

record! {
    /// How many statements of each act there are.
    Counts = "counts" {
        /// Demands.
        demand: u32,
        /// Commitments.
        commitment: u32,
        /// Denials.
        denial: u32,
        /// Appraisals.
        appraisal: u32,
        /// Findings.
        finding: u32,
    }
}

record! {
    /// A version of a document: how its original came in.
    Version = "version" {
        /// Id of the document.
        document: String,
        /// Number of the version, from 1.
        version: u32,
        /// SHA-256 of the original bytes.
        sha256: String,
        /// Size of the original in bytes.
        bytes: u64,
        /// The path or address that it came from.
        file: String,
        /// When it was added, RFC 3339 UTC.
        at: String,
        /// Who added it.
        by: String,
        /// How it was added.
        method: String,
    }
}

record! {
    /// A structural unit of a document.
    Passage = "passage" {
        /// Id of the document.
        document: String,
        /// Id after the Akoma Ntoso naming convention.
        id: String,
        /// What kind of passage it is.
        kind: PassageKind,
        /// The number as printed, or empty.
        num: String,
        /// Language.
        lang: Lang,
        /// First code point.
        start: u32,
        /// One past the last code point.
        end: u32,
        /// The words.
        quote: String,
        /// Page of the original on which it begins, where it has pages.
        page: Option<u32>,
    }
}

record! {
    /// A name, date or figure seen in one place; by its permanent address also all places of one form in a document.
    Mention = "mention" {
        /// Id of the document.
        document: String,
        /// Id of the passage.
        passage: String,
        /// `person`, `organisation`, `place`, `law`, `date`, `figure` or `meeting`.
        kind: String,
        /// The words.
        quote: String,
        /// First code point.
        start: Option<u32>,
        /// One past the last code point.
        end: Option<u32>,
        /// Page of the original on which it begins, where it has pages.
        page: Option<u32>,
        /// EDTF of a date, the number of a figure.
        value: Option<Value>,
        /// Bound of a figure.
        bound: Option<Bound>,
        /// What a figure counts.
        of: Option<String>,
        /// The title or role at a person's name.
        role: Option<String>,
        /// Who met.
        body: Option<String>,
        /// The number of a meeting, 0 without one.
        ordinal: Option<u32>,
        /// The date of a meeting, EDTF.
        date: Option<String>,
        /// Id of the form, at its permanent address.
        id: Option<String>,
        /// How often the document has it, at its permanent address.
        times: Option<u32>,
        /// Title of the document, at its permanent address.
        document_title: Option<String>,
        /// Date of the document, at its permanent address.
        document_date: Option<String>,
    }
}

record! {
    /// One speech act by one speaker.
    Statement = "statement" {
        /// Id of the document.
        document: String,
        /// Title of the document.
        document_title: String,
        /// Date of the document, or empty.
        document_date: String,
        /// Id of the passage.
        passage: String,
        /// 16 hexadecimal digits; stays the same when the document is read again.
        id: String,
        /// What is done by saying it.
        act: Act,
        /// The words.
        quote: String,
        /// The words that make it this act, or empty.
        cue: String,
        /// Who is responsible.
        speaker: String,
        /// All speakers, where there are several.
        speakers: Option<Vec<String>>,
        /// Who shall act.
        addressees: Vec<String>,
        /// What shall be done.
        actions: Vec<String>,
        /// `+` praise, `-` blame, or empty.
        polarity: String,
        /// When it is promised for, EDTF, or empty.
        due: String,
        /// How strongly a demand asks, from 1 to 5.
        force: Option<u8>,
        /// What the State under review said to a recommendation.
        position: Option<Position>,
        /// What kind of action a recommendation asks for, from 1 to 5.
        action_category: Option<u8>,
        /// Ids of themes.
        themes: Option<Vec<String>>,
        /// Language.
        lang: Lang,
        /// The rule that found it.
        rule: String,
        /// Who stated it, where a person did.
        by: Option<String>,
        /// How sure the rule is, from 0 to 1.
        confidence: f32,
        /// What people decided and still stands, oldest first.
        decisions: Vec<Decision>,
        /// The path or address that the document came from; by itself only, like what follows.
        file: Option<String>,
        /// First code point.
        start: Option<u32>,
        /// One past the last code point.
        end: Option<u32>,
        /// 32 characters before it.
        prefix: Option<String>,
        /// 32 characters behind it.
        suffix: Option<String>,
        /// The byte of the original at which it was read, where the original is a text.
        source_byte: Option<u32>,
        /// The page of the original on which it begins, where it has pages.
        page: Option<u32>,
        /// The words of its whole passage.
        passage_quote: Option<String>,
        /// What it is to other statements.
        links: Option<Links>,
    }
}

record! {
    /// What a person decided about a statement.
    Decision = "decision" {
        /// Number in the log.
        seq: i64,
        /// What was decided.
        verdict: Verdict,
        /// Who decided.
        author: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// Why, or empty.
        reason: String,
        /// Whether it still lies on its statement since the document was read again.
        anchor: Anchor,
        /// The words that were decided on.
        quote: String,
        /// Number of the entry that took it back, at its permanent address.
        undone: Option<i64>,
        /// Id of the document, at its permanent address.
        document: Option<String>,
        /// Id of the statement on which it lies now, at its permanent address; absent when that is lost.
        statement: Option<String>,
    }
}

record! {
    /// A doubt about a document.
    Doubt = "doubt" {
        /// What kind of doubt (docs/diagnostics.md).
        code: String,
        /// The doubt in words.
        message: String,
    }
}

record! {
    /// A hit of the search.
    Hit = "hit" {
        /// `statement`, or the kind of the mention.
        kind: String,
        /// Id of the statement, empty for a mention.
        statement: String,
        /// The act of a statement.
        act: Option<Act>,
        /// Id of the document.
        document: String,
        /// Title of the document.
        document_title: String,
        /// Date of the document, or empty.
        document_date: String,
        /// `sponsored` or empty.
        disclosure: String,
        /// Who says the statement, or empty.
        speaker: String,
        /// Id of the passage.
        passage: String,
        /// The words.
        quote: String,
        /// Stretches of the words that matched, in code points.
        matched: Vec<(u32, u32)>,
        /// How often the document mentions these words; 1 for a statement.
        times: u32,
        /// Why it was found: `words`, `forms` (of the words) or `spelling` (of the name).
        why: String,
    }
}

record! {
    /// By what a search can be narrowed.
    FacetValue = "facet-value" {
        /// `act`, `speaker`, `addressee`, `lang`, `year` or `document`: the field of the address.
        facet: String,
        /// What the field is set to.
        value: String,
        /// What it is called.
        name: String,
        /// How many of the hits that were counted have it.
        count: u32,
    }
}

record! {
    /// A search that somebody keeps.
    SavedSearch = "saved-search" {
        /// The entry of the log.
        seq: i64,
        /// Its name.
        name: String,
        /// The path where it is answered.
        address: String,
        /// Who keeps it.
        author: String,
        /// Since when, RFC 3339 UTC.
        at: String,
    }
}

impl From<&SavedRow> for SavedSearch {
    fn from(row: &SavedRow) -> Self {
        Self {
            seq: row.seq,
            name: row.name.clone(),
            address: format!("/search?{}", row.query),
            author: row.author.clone(),
            at: row.at.clone(),
        }
    }
}

record! {
    /// An entry of the log.
    Entry = "entry" {
        /// Number of the entry.
        seq: i64,
        /// `captured`, `extracted`, `decided`, `judged`, `stated`, `saved`, `noted`, `undone`, `forgotten` or `erased`.
        kind: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// Who.
        by: String,
        /// What, as an object.
        body: Value,
        /// Hash of the entry before.
        prev_hash: String,
        /// Hash of this entry.
        hash: String,
    }
}

impl From<&DocumentRow> for Document {
    fn from(row: &DocumentRow) -> Self {
        let [demand, commitment, denial, appraisal, finding] = row.counts;
        Self {
            id: row.id.clone(),
            file: row.origin.clone(),
            title: row.title.clone(),
            genre: row.genre,
            date: row.date.clone(),
            languages: row.languages.clone(),
            publisher: row.publisher.clone(),
            author: row.author.clone(),
            disclosure: row.disclosure.clone(),
            sha256: row.sha256.clone(),
            versions: row.versions,
            added_at: row.added_at.clone(),
            statements: Counts { demand, commitment, denial, appraisal, finding },
        }
    }
}

impl Version {
    /// A version of a document.
    pub(crate) fn of(document: &str, row: &CaptureRow) -> Self {
        Self {
            document: document.to_owned(),
            version: row.version,
            sha256: row.sha256.clone(),
            bytes: row.bytes,
            file: row.origin.clone(),
            at: row.at.clone(),
            by: row.by.clone(),
            method: row.method.clone(),
        }
    }
}

impl Passage {
    /// The passages of a document.
    pub(crate) fn all(view: &DocumentView, points: &CodePoints<'_>) -> Vec<Passage> {
        let passages = view.passages.iter().map(|passage| Passage {
            document: view.row.id.clone(),
            id: passage.id.clone(),
            kind: passage.kind,
            num: passage.num.clone(),
            lang: passage.lang,
            start: points.at(passage.span.start),
            end: points.at(passage.span.end),
            quote: passage.span.of(&view.text).to_owned(),
            page: view.source.page(passage.span.start),
        });
        passages.collect()
    }
}

impl Mention {
    /// The mentions of a document, each at its place.
    pub(crate) fn all(view: &DocumentView, points: &CodePoints<'_>) -> Vec<Mention> {
        let words = |span: &Option<Span>| span.map_or("", |span| span.of(&view.text)).to_owned();
        let mentions = view.mentions.iter().map(|mention| {
            let passage = view.passages.get(mention.passage as usize);
            let mut out = Mention {
                start: Some(points.at(mention.span.start)),
                end: Some(points.at(mention.span.end)),
                page: view.source.page(mention.span.start),
                ..Mention::bare(
                    &view.row.id,
                    passage.map_or("", |passage| &passage.id),
                    mention.value.kind(),
                    mention.span.of(&view.text),
                )
            };
            match &mention.value {
                MentionValue::Person { role } => out.role = role.map(|role| role.of(&view.text).to_owned()),
                MentionValue::Organisation | MentionValue::Place | MentionValue::Law => {}
                MentionValue::Date { edtf } => out.value = Some(Value::from(edtf.as_str())),
                MentionValue::Figure { value, bound, of } => {
                    (out.value, out.bound, out.of) =
                        (Some(Value::from(*value)), Some(*bound), Some(words(of)));
                }
                MentionValue::Meeting { body, ordinal, date } => {
                    (out.body, out.ordinal, out.date) =
                        (Some(words(body)), Some(*ordinal), Some(date.clone()));
                }
            }
            out
        });
        mentions.collect()
    }

    fn bare(document: &str, passage: &str, kind: &str, quote: &str) -> Mention {
        Mention {
            document: document.to_owned(),
            passage: passage.to_owned(),
            kind: kind.to_owned(),
            quote: quote.to_owned(),
            start: None,
            end: None,
            page: None,
            value: None,
            bound: None,
            of: None,
            role: None,
            body: None,
            ordinal: None,
            date: None,
            id: None,
            times: None,
            document_title: None,
            document_date: None,
        }
    }
}

impl From<&MentionView> for Mention {
    fn from(view: &MentionView) -> Self {
        Self {
            id: Some(view.id.clone()),
            times: Some(view.times),
            document_title: Some(view.document_title.clone()),
            document_date: Some(view.document_date.clone()),
            ..Mention::bare(&view.document, &view.passage, &view.kind, &view.quote)
        }
    }
}

impl From<&StatementRow> for Statement {
    fn from(row: &StatementRow) -> Self {
        let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        Self {
            document: row.document.clone(),
            document_title: row.document_title.clone(),
            document_date: row.document_date.clone(),
            passage: row.passage.clone(),
            id: row.id.clone(),
            act: row.act,
            quote: row.quote.clone(),
            cue: row.cue.clone(),
            speaker: row.speaker.clone(),
            speakers: some(&row.speakers),
            addressees: row.addressees.clone(),
            actions: row.actions.clone(),
            polarity: match row.polarity {
                Some(Polarity::Praise) => "+".to_owned(),
                Some(Polarity::Blame) => "-".to_owned(),
                None => String::new(),
            },
            due: row.due.clone(),
            force: (row.force > 0).then_some(row.force),
            position: row.position,
            action_category: (row.category > 0).then_some(row.category),
            themes: some(&row.themes),
            lang: row.lang,
            rule: row.rule.clone(),
            by: whereas_ledger::person(&row.rule).map(str::to_owned),
            confidence: row.confidence,
            decisions: row.decisions.iter().map(Decision::from).collect(),
            file: None,
            start: None,
            end: None,
            prefix: None,
            suffix: None,
            source_byte: None,
            page: None,
            passage_quote: None,
            links: None,
        }
    }
}

impl From<&StatementView> for Statement {
    fn from(view: &StatementView) -> Self {
        Self {
            file: Some(view.document.origin.clone()),
            start: Some(view.position.0),
            end: Some(view.position.1),
            prefix: Some(view.prefix.clone()),
            suffix: Some(view.suffix.clone()),
            source_byte: view.source_at,
            page: view.page,
            passage_quote: Some(view.passage_text.clone()),
            ..Statement::from(&view.placed.row)
        }
    }
}

impl From<&DecisionRow> for Decision {
    fn from(row: &DecisionRow) -> Self {
        Self {
            seq: row.seq,
            verdict: row.verdict,
            author: row.author.clone(),
            at: row.at.clone(),
            reason: row.reason.clone(),
            anchor: row.anchor,
            quote: row.quote.clone(),
            undone: None,
            document: None,
            statement: None,
        }
    }
}

impl From<&DecisionView> for Decision {
    fn from(view: &DecisionView) -> Self {
        Self {
            undone: view.decision.undone,
            document: Some(view.document.clone()),
            statement: Some(view.statement.clone()).filter(|id| !id.is_empty()),
            ..Decision::from(&view.decision)
        }
    }
}

impl From<&Found> for Hit {
    fn from(Found { hit, why }: &Found) -> Self {
        let points = CodePoints::new(&hit.quote);
        Self {
            kind: hit.kind.clone(),
            statement: hit.statement.clone(),
            act: hit.act,
            document: hit.document.clone(),
            document_title: hit.document_title.clone(),
            document_date: hit.document_date.clone(),
            disclosure: hit.disclosure.clone(),
            speaker: hit.speaker.clone(),
            passage: hit.passage.clone(),
            quote: hit.quote.clone(),
            matched: hit.matched.iter().map(|span| (points.at(span.start), points.at(span.end))).collect(),
            times: hit.times,
            why: why_word(*why).to_owned(),
        }
    }
}

/// The word for why something was found.
fn why_word(why: Why) -> &'static str {
    match why {
        Why::Words => "words",
        Why::Forms => "forms",
        Why::Spelling => "spelling",
    }
}

/// The word for a facet, as in the address of a search.
pub(crate) fn facet_word(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Act => "act",
        FacetKind::Speaker => "speaker",
        FacetKind::Addressee => "addressee",
        FacetKind::Lang => "lang",
        FacetKind::Year => "year",
        FacetKind::Document => "document",
    }
}

impl From<&Facet> for FacetValue {
    fn from(facet: &Facet) -> Self {
        Self {
            facet: facet_word(facet.kind).to_owned(),
            value: facet.value.clone(),
            name: facet.name.clone(),
            count: facet.count,
        }
    }
}

impl From<&LogRow> for Entry {
    fn from(row: &LogRow) -> Self {
        Self {
            seq: row.seq,
            kind: row.kind.clone(),
            at: row.at.clone(),
            by: row.by.clone(),
            body: serde_json::from_str(&row.body).unwrap_or_else(|_| Value::String(row.body.clone())),
            prev_hash: row.prev_hash.clone(),
            hash: row.hash.clone(),
        }
    }
}
