//! What people judge beyond single statements: who is who, whether a link holds, how a demand stands.
//!
//! A judgement is about one or two *ends*, each a mention or a statement of a document. Like a decision it has
//! its own quotations and is looked for again when a document is read again; unlike a decision, several may stand
//! side by side, by one or by several people. What they add up to is derived from those that stand, whatever
//! their order (DESIGN, invariant 6).

use serde::{Deserialize, Serialize};
use whereas_extract::Extraction;
use whereas_extract::id::{fold_words, sha256};

use crate::anchor::{Letters, Quotation, Target, place};
use crate::decide::whole_id;
use crate::derive::Derived;
use crate::entry::{End, Entry, Judged};
use crate::store::{Judgement, JudgementEnd, Tx};
use crate::{Anchor, LedgerError, Signature, limit, stamp, standing};

/// What a person says, and about what. Goes with one or two ids: see [`Ruling::ends`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "kebab-case")]
pub enum Ruling {
    /// Whether two mentions are one entity.
    Identity {
        /// Yes, no, or nobody can tell.
        says: Identity,
    },
    /// One mention is taken out of whatever it was joined to, and joins nothing by itself.
    Detached,
    /// Whether a statement takes up another: the later one first.
    Link {
        /// How it takes it up.
        kind: LinkKind,
        /// Whether it does.
        says: LinkVerdict,
    },
    /// How a demand stands.
    Status {
        /// The status.
        says: Status,
    },
    /// Whether a citation names a document: the citation first.
    Citation {
        /// Whether it does.
        says: LinkVerdict,
    },
    /// Which institution is in charge of a demand. Its name stands beside the log, so that it can be erased.
    Charge,
}

/// What an end of a judgement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndKind {
    /// A mention.
    Mention,
    /// A statement.
    Statement,
    /// A citation.
    Citation,
    /// A document.
    Document,
}

/// Whether two mentions are one entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// They are one.
    Same,
    /// They are two.
    Different,
    /// Looked at, and it cannot be told.
    Unsure,
}

/// How a statement takes up another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// Asks the same of the same again.
    Repeats,
    /// Asks the same of somebody else.
    Readdresses,
    /// Replies to a demand or a finding.
    Answers,
    /// Says that it is not so.
    Denies,
    /// Cannot be true beside it.
    Contradicts,
    /// Claims that what was asked or promised was done.
    Fulfils,
}

/// Whether a link holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkVerdict {
    /// It does.
    Confirmed,
    /// It does not.
    Rejected,
}

/// How a demand stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing was heard.
    Open,
    /// Somebody replied.
    Answered,
    /// It was refused, or what it rests on denied.
    Denied,
    /// It was promised.
    Promised,
    /// It is said to be done.
    Fulfilled,
    /// One says so and another the contrary.
    Contested,
}

impl Status {
    /// All statuses, in order.
    pub const ALL: [Status; 6] = [
        Status::Open,
        Status::Answered,
        Status::Denied,
        Status::Promised,
        Status::Fulfilled,
        Status::Contested,
    ];
}

impl Ruling {
    /// What it goes with: the kinds of its ends, in order.
    #[must_use]
    pub fn ends(&self) -> &'static [EndKind] {
        match self {
            Ruling::Identity { .. } => &[EndKind::Mention, EndKind::Mention],
            Ruling::Detached => &[EndKind::Mention],
            Ruling::Link { .. } => &[EndKind::Statement, EndKind::Statement],
            Ruling::Status { .. } | Ruling::Charge => &[EndKind::Statement],
            Ruling::Citation { .. } => &[EndKind::Citation, EndKind::Document],
        }
    }
}

/// The id of a mention, which is one form of one kind in one document: 16 hexadecimal digits. Reading again does
/// not change it.
#[must_use]
pub fn mention_id(document: &str, kind: &str, quote: &str) -> String {
    let mut hash = sha256(format!("{document}\0{kind}\0{}", fold_words(quote)).as_bytes());
    hash.truncate(16);
    hash
}

/// Puts an institution in charge of a demand and returns the number in the log.
pub(crate) fn charge(
    tx: &Tx<'_>,
    demand: &str,
    institution: &str,
    signed: &Signature<'_>,
) -> Result<i64, LedgerError> {
    stamp::line("the institution", institution, limit::NAME_BYTES_MAX)?;
    record(tx, Ruling::Charge, institution, &[demand], signed)
}

/// Records a judgement and returns its number in the log.
pub(crate) fn judge(
    tx: &Tx<'_>,
    ruling: Ruling,
    ids: &[&str],
    signed: &Signature<'_>,
) -> Result<i64, LedgerError> {
    match ruling {
        Ruling::Charge => Err(LedgerError::NotALine { what: "the institution" }),
        _ => record(tx, ruling, "", ids, signed),
    }
}

/// Records a judgement with the words that it gives, if it does.
fn record(
    tx: &Tx<'_>,
    ruling: Ruling,
    words: &str,
    ids: &[&str],
    signed: &Signature<'_>,
) -> Result<i64, LedgerError> {
    signed.check()?;
    let wanted = ruling.ends();
    if ids.len() != wanted.len() {
        return Err(LedgerError::WrongEnds { wanted: wanted.len(), given: ids.len() });
    }
    let take = |(kind, id): (&EndKind, &&str)| match kind {
        EndKind::Mention => mention_end(tx, id),
        EndKind::Statement => statement_end(tx, id),
        EndKind::Citation => citation_end(tx, id),
        EndKind::Document => document_end(tx, id),
    };
    let taken = wanted.iter().zip(ids).map(take).collect::<Result<Vec<(i64, End)>, _>>()?;
    if let [(_, a), (_, b)] = taken.as_slice()
        && a.item == b.item
    {
        return Err(LedgerError::SameEnds { id: a.item.clone() });
    }
    let words = match (words, taken.first()) {
        ("", _) | (_, None) => String::new(),
        (words, Some((_, end))) => tx.put_quotation(&Quotation::given(&end.document, words))?,
    };
    let judged = Judged {
        ruling,
        words,
        ends: taken.iter().map(|(_, end)| end.clone()).collect(),
        reason: signed.reason.to_owned(),
    };
    let seq = tx.append(&Entry::Judged(judged.clone()), signed.by, signed.at)?;
    let documents: Vec<i64> = taken.iter().map(|(n, _)| *n).collect();
    let mut judgement = from_log(seq, judged, &documents, signed.by, signed.at);
    for end in &mut judgement.ends {
        (end.anchor, end.item) = (Anchor::Placed, end.on.item.clone());
    }
    tx.put_judgement(&judgement)?;
    standing::renew(tx)?;
    Ok(seq)
}

/// The judgement that an entry of the log tells of, its ends not yet placed. `documents` are their documents'
/// numbers.
pub(crate) fn from_log(seq: i64, judged: Judged, documents: &[i64], by: &str, at: &str) -> Judgement {
    let lost = |(on, document): (End, &i64)| JudgementEnd {
        document: *document,
        on,
        anchor: Anchor::Lost,
        item: String::new(),
    };
    Judgement {
        seq,
        ruling: judged.ruling,
        words: judged.words,
        ends: judged.ends.into_iter().zip(documents).map(lost).collect(),
        author: by.to_owned(),
        at: at.to_owned(),
        reason: judged.reason,
        undone: None,
    }
}

/// A statement as an end of what is said of it, with the number of its document.
pub(crate) fn statement_end(tx: &Tx<'_>, given: &str) -> Result<(i64, End), LedgerError> {
    let absent = || LedgerError::NoStatement { id: given.to_owned() };
    let id = whole_id(tx, given)?.ok_or_else(absent)?;
    let located = tx.statement(&id)?.ok_or_else(absent)?;
    let damaged = || LedgerError::Damaged { what: format!("`{id}` stands in no text") };
    let key = tx.document_key_of(located.document)?.ok_or_else(damaged)?;
    let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
    let found = tx.found_in(key.n, &reading)?;
    let statement = found.statements.get(located.place as usize).ok_or_else(damaged)?;
    stamp::fits("the quotation", statement.span.len() as usize, limit::QUOTE_BYTES_MAX)?;
    let quotation = Quotation::take(&key.id, &reading.text, statement.span, statement.occurrence);
    let quotation = tx.put_quotation(&quotation)?;
    Ok((key.n, End { document: key.id, version: key.versions, item: id, quotation }))
}

fn mention_end(tx: &Tx<'_>, given: &str) -> Result<(i64, End), LedgerError> {
    let absent = || LedgerError::NoMention { id: given.to_owned() };
    let id = whole_mention_id(tx, given)?.ok_or_else(absent)?;
    let document = tx.document_of_mention(&id)?.ok_or_else(absent)?;
    let damaged = || LedgerError::Damaged { what: format!("the mention `{id}` stands in no text") };
    let key = tx.document_key_of(document)?.ok_or_else(damaged)?;
    let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
    let found = tx.found_in(key.n, &reading)?;
    let is_it =
        |span: whereas_extract::Span, kind: &str| mention_id(&key.id, kind, span.of(&reading.text)) == id;
    let spans = found.mentions.iter().filter(|m| is_it(m.span, m.value.kind())).map(|m| m.span);
    let span = spans.min().ok_or_else(damaged)?;
    stamp::fits("the quotation", span.len() as usize, limit::QUOTE_BYTES_MAX)?;
    let quotation = tx.put_quotation(&Quotation::take(&key.id, &reading.text, span, 0))?;
    Ok((key.n, End { document: key.id, version: key.versions, item: id, quotation }))
}

fn citation_end(tx: &Tx<'_>, given: &str) -> Result<(i64, End), LedgerError> {
    let absent = || LedgerError::NoCitation { id: given.to_owned() };
    let id = whole_id_among(given, |prefix, most| tx.citation_ids(prefix, most))?.ok_or_else(absent)?;
    let citation = tx.citation(&id)?.ok_or_else(absent)?;
    let damaged = || LedgerError::Damaged { what: format!("the citation `{id}` stands in no text") };
    let key = tx.document_key_of(citation.document)?.ok_or_else(damaged)?;
    let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
    let at = reading.text.find(&citation.entry.quote).ok_or_else(damaged)? as u32;
    let span = whereas_extract::Span::new(at, at + citation.entry.quote.len() as u32);
    stamp::fits("the quotation", span.len() as usize, limit::QUOTE_BYTES_MAX)?;
    let quotation = tx.put_quotation(&Quotation::take(&key.id, &reading.text, span, 0))?;
    Ok((key.n, End { document: key.id, version: key.versions, item: id, quotation }))
}

/// A document as an end; it is quoted by its first letters.
fn document_end(tx: &Tx<'_>, given: &str) -> Result<(i64, End), LedgerError> {
    let absent = || LedgerError::NoDocument { id: given.to_owned() };
    let key = tx.document_key(given)?.filter(|key| key.erased_at.is_empty()).ok_or_else(absent)?;
    let reading = tx.reading(&key.id, key.versions)?.ok_or_else(absent)?;
    let text = reading.text.as_str();
    let end = text.char_indices().nth(limit::CONTEXT_CHARS).map_or(text.len(), |(at, _)| at);
    let span = whereas_extract::Span::new(0, end as u32);
    let quotation = tx.put_quotation(&Quotation::take(&key.id, text, span, 0))?;
    Ok((key.n, End { item: key.id.clone(), document: key.id, version: key.versions, quotation }))
}

/// Finds the whole id of a mention from its beginning; `None` when none begins so.
pub(crate) fn whole_mention_id(tx: &Tx<'_>, given: &str) -> Result<Option<String>, LedgerError> {
    whole_id_among(given, |prefix, most| tx.mention_ids(prefix, most))
}

/// Finds a whole id from its beginning among those that `listed` gives.
fn whole_id_among(
    given: &str,
    listed: impl Fn(&str, u32) -> Result<Vec<String>, LedgerError>,
) -> Result<Option<String>, LedgerError> {
    let prefix = given.trim().to_ascii_lowercase();
    if prefix.len() < limit::ID_PREFIX_MIN {
        return Err(LedgerError::ShortId { prefix });
    }
    if !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let mut ids = listed(&prefix, limit::CANDIDATES_MAX)?;
    match ids.len() {
        0 | 1 => Ok(ids.pop()),
        _ => Err(LedgerError::Ambiguous { prefix, candidates: ids }),
    }
}

/// Where the ends that lie in a document belong in its newest reading: number of the judgement, place among its
/// ends, anchor, item.
pub(crate) fn placed_ends(
    tx: &Tx<'_>,
    document: i64,
    text: &str,
    found: &Extraction,
    derived: &Derived,
) -> Result<Vec<(i64, u32, Anchor, String)>, LedgerError> {
    let ends = tx.ends_in(document)?;
    if ends.is_empty() {
        return Ok(Vec::new());
    }
    let letters = Letters::of(text);
    let both = derived.statements.iter().zip(&found.statements);
    let targets: Vec<Target> =
        both.map(|(entry, statement)| Target { id: entry.id.clone(), span: statement.span }).collect();
    let mut out = Vec::with_capacity(ends.len());
    for (seq, nth, ruling, end) in ends {
        let id = &end.on.item;
        let where_it_was = |is_there: bool| match is_there {
            true => (Anchor::Placed, id.clone()),
            false => (Anchor::Lost, String::new()),
        };
        let (anchor, item) = match ruling.ends().get(nth as usize) {
            Some(EndKind::Mention) => where_it_was(derived.mentions.iter().any(|mention| mention.id == *id)),
            Some(EndKind::Citation) => where_it_was(derived.citations.iter().any(|cited| cited.id == *id)),
            Some(EndKind::Document) => where_it_was(true),
            Some(EndKind::Statement) | None => match tx.quotation(&end.on.quotation)? {
                Some(quotation) => place(id, &quotation, &letters, text, &targets),
                None => (Anchor::Lost, String::new()),
            },
        };
        out.push((seq, nth, anchor, item));
    }
    Ok(out)
}
