//! Adding documents, and reading them again.

use std::collections::BTreeSet;

use whereas_extract::id::sha256;
use whereas_extract::{Broken, Extraction, MentionValue, Text};

use crate::change;
use crate::derive::title_feature;
use crate::entry::{Captured, Entry, Extracted};
use crate::likeness::Look;
use crate::settle::settle;
use crate::store::{Capture, DocumentKey, Reading, Tx};
use crate::told::{self, Told};
use crate::view::CaptureRow;
use crate::{Added, Addition, Candidate, LedgerError, Signature, limit, stamp};

/// What something to be added is to the ledger.
enum Target {
    /// The bytes of this version.
    Same(DocumentKey, u32),
    /// Other bytes of a known document.
    Version(DocumentKey),
    /// Nothing yet; with the id a person chose for it.
    New(Option<String>),
}

/// Returns the document to which adding this would change nothing.
pub(crate) fn known(tx: &Tx<'_>, candidate: &Candidate<'_>) -> Result<Option<String>, LedgerError> {
    let Target::Same(key, version) = target(tx, candidate)? else { return Ok(None) };
    let last = tx.extractor(&key.id, version)?;
    Ok(if last.as_deref() == Some(candidate.extractor) { Some(key.id) } else { None })
}

/// Adds a document or a version of one.
pub(crate) fn add(tx: &Tx<'_>, addition: &Addition<'_>, told: &Told) -> Result<Added, LedgerError> {
    check(addition)?;
    let sha256 = sha256(addition.bytes);
    let Addition { origin, document, extractor, .. } = *addition;
    match target(tx, &Candidate { sha256: &sha256, origin, document, extractor })? {
        Target::Same(key, version) => add_same(tx, &key, version, addition),
        Target::Version(key) => add_version(tx, &key, &sha256, addition, told),
        Target::New(id) => add_new(tx, id, &sha256, addition, told),
    }
}

/// Replaces what was found in the newest version of a document.
pub(crate) fn reread(
    tx: &Tx<'_>,
    document: &str,
    text: &Text,
    found: &Extraction,
    extractor: &str,
    signed: &Signature<'_>,
) -> Result<Added, LedgerError> {
    signed.check()?;
    check_reading(&text.text, found, extractor)?;
    let key = tx.document_key(document)?.filter(|key| key.erased_at.is_empty());
    let key = key.ok_or_else(|| LedgerError::NoDocument { id: document.to_owned() })?;
    let reading = Reading::of(text, found, extractor)?;
    if tx.reading(&key.id, key.versions)?.is_some_and(|last| last == reading) {
        return Ok(Added::Known { document: key.id });
    }
    keep_reading(tx, &key, key.versions, &reading, found, signed.by, signed.at)?;
    let capture = newest_capture(tx, &key)?;
    settle(tx, &key.id, &capture, &text.text, found)?;
    Ok(Added::Reread { document: key.id })
}

fn check(addition: &Addition<'_>) -> Result<(), LedgerError> {
    let Addition { bytes, origin, by, at, method, .. } = *addition;
    stamp::fits("the original", bytes.len(), limit::BLOB_BYTES_MAX)?;
    stamp::short("the path or address", origin, limit::ORIGIN_BYTES_MAX)?;
    if origin.is_empty() {
        return Err(LedgerError::NotALine { what: "the path or address" });
    }
    stamp::line("the method", method, limit::NAME_BYTES_MAX)?;
    Signature { by, at, reason: "" }.check()?;
    check_reading(&addition.text.text, addition.extraction, addition.extractor)
}

/// Checks that what was found fits the text and can be stored and read back.
fn check_reading(text: &str, found: &Extraction, extractor: &str) -> Result<(), LedgerError> {
    stamp::line("the extractor's version", extractor, limit::NAME_BYTES_MAX)?;
    found.check(text)?;
    for mention in &found.mentions {
        if matches!(mention.value, MentionValue::Figure { value, .. } if !value.is_finite()) {
            let (start, end) = (mention.span.start, mention.span.end);
            return Err(Broken { what: "a figure is not a number", start, end }.into());
        }
    }
    if let Some(odd) = found.statements.iter().find(|statement| !statement.confidence.is_finite()) {
        let (start, end) = (odd.span.start, odd.span.end);
        return Err(Broken { what: "a confidence is not a number", start, end }.into());
    }
    Ok(())
}

/// Finds out what something is to the ledger: `--as ID` decides, then the path or address.
fn target(tx: &Tx<'_>, candidate: &Candidate<'_>) -> Result<Target, LedgerError> {
    let Candidate { sha256, origin, document, .. } = *candidate;
    let key = match document {
        Some(id) => match tx.document_key(id)? {
            Some(key) => Some(key),
            None => {
                stamp::new_document_id(id)?;
                return Ok(Target::New(Some(id.to_owned())));
            }
        },
        None => match tx.capture_from(origin)? {
            Some(capture) => tx.document_key_of(capture.document)?,
            None => None,
        },
    };
    let Some(key) = key else { return unseen(tx, sha256) };
    if !key.erased_at.is_empty() {
        return Err(LedgerError::Erased { document: key.id, at: key.erased_at });
    }
    // A version may have come from another path since; this path still stands for what it brought last.
    let capture = match tx.capture_of_from(key.n, origin)? {
        Some(capture) => capture,
        None => newest_capture(tx, &key)?,
    };
    let same = capture.row.sha256 == sha256;
    Ok(if same { Target::Same(key, capture.row.version) } else { Target::Version(key) })
}

/// A path or address that nothing came from yet. What was erased does not come back by another way.
fn unseen(tx: &Tx<'_>, sha256: &str) -> Result<Target, LedgerError> {
    if tx.document_with_bytes(sha256, false)?.is_none()
        && let Some(erased) = tx.document_with_bytes(sha256, true)?
    {
        let at = tx.document_key(&erased)?.map_or_else(String::new, |key| key.erased_at);
        return Err(LedgerError::Erased { document: erased, at });
    }
    Ok(Target::New(None))
}

fn add_same(
    tx: &Tx<'_>,
    key: &DocumentKey,
    version: u32,
    addition: &Addition<'_>,
) -> Result<Added, LedgerError> {
    let document = key.id.clone();
    if tx.extractor(&key.id, version)?.as_deref() == Some(addition.extractor) {
        return Ok(Added::Known { document });
    }
    let reading = Reading::of(addition.text, addition.extraction, addition.extractor)?;
    keep_reading(tx, key, version, &reading, addition.extraction, addition.by, addition.at)?;
    if version == key.versions {
        let capture = newest_capture(tx, key)?;
        settle(tx, &key.id, &capture, &addition.text.text, addition.extraction)?;
    }
    Ok(Added::Reread { document })
}

fn add_version(
    tx: &Tx<'_>,
    key: &DocumentKey,
    sha256: &str,
    addition: &Addition<'_>,
    told: &Told,
) -> Result<Added, LedgerError> {
    let version = key.versions + 1;
    take_in(tx, &DocumentKey { versions: version, ..key.clone() }, sha256, addition, told)?;
    Ok(Added::Version { document: key.id.clone(), version })
}

fn add_new(
    tx: &Tx<'_>,
    id: Option<String>,
    sha256: &str,
    addition: &Addition<'_>,
    told: &Told,
) -> Result<Added, LedgerError> {
    let n = tx.next_document()?;
    let id = id.unwrap_or_else(|| format!("d{n}"));
    let resembles = resembled(tx, sha256, addition)?;
    let key = DocumentKey {
        n,
        id: id.clone(),
        erased_at: String::new(),
        versions: 1,
        resembles: resembles.clone().unwrap_or_default(),
    };
    tx.put_document(n, &id, &key.resembles)?;
    take_in(tx, &key, sha256, addition, told)?;
    Ok(Added::New { document: id, resembles })
}

/// Keeps the bytes, the capture, the reading and all that follows from it, as the newest version of `key`.
fn take_in(
    tx: &Tx<'_>,
    key: &DocumentKey,
    sha256: &str,
    addition: &Addition<'_>,
    told: &Told,
) -> Result<(), LedgerError> {
    let Addition { bytes, origin, text, extraction, extractor, by, at, method, .. } = *addition;
    tx.put_blob(sha256, bytes)?;
    let captured = Captured {
        document: key.id.clone(),
        version: key.versions,
        sha256: sha256.to_owned(),
        bytes: bytes.len() as u64,
        origin: origin.to_owned(),
        method: method.to_owned(),
        resembles: if key.versions == 1 { key.resembles.clone() } else { String::new() },
        told: told::keep(tx, &key.id, told)?,
    };
    let seq = tx.append(&Entry::Captured(captured.clone()), by, at)?;
    let capture = capture(key.n, seq, &captured, by, at);
    tx.put_capture(&capture)?;
    let reading = Reading::of(text, extraction, extractor)?;
    keep_reading(tx, key, key.versions, &reading, extraction, by, at)?;
    settle(tx, &key.id, &capture, &text.text, extraction)
}

/// The capture that an entry of the log tells of.
pub(crate) fn capture(document: i64, seq: i64, captured: &Captured, by: &str, at: &str) -> Capture {
    let row = CaptureRow {
        version: captured.version,
        sha256: captured.sha256.clone(),
        bytes: captured.bytes,
        origin: captured.origin.clone(),
        at: at.to_owned(),
        by: by.to_owned(),
        method: captured.method.clone(),
    };
    Capture { document, seq, row, told: captured.told.clone() }
}

fn keep_reading(
    tx: &Tx<'_>,
    key: &DocumentKey,
    version: u32,
    reading: &Reading,
    found: &Extraction,
    by: &str,
    at: &str,
) -> Result<(), LedgerError> {
    let before = tx.reading(&key.id, version)?;
    let changes = change::changes(&key.id, before.as_ref(), &reading.text, found);
    let entry = Entry::Extracted(Extracted {
        document: key.id.clone(),
        version,
        extractor: reading.extractor.clone(),
        sha256: reading.hash(),
        changes: changes.clone(),
    });
    let seq = tx.append(&entry, by, at)?;
    if version == key.versions {
        change::keep(tx, key.n, seq, &changes)?;
    }
    tx.put_reading(&key.id, version, reading)
}

fn newest_capture(tx: &Tx<'_>, key: &DocumentKey) -> Result<Capture, LedgerError> {
    let capture = tx.capture(key.n, key.versions)?;
    capture.ok_or_else(|| LedgerError::Damaged { what: format!("`{}` has no capture", key.id) })
}

/// Finds a document of which the new one looks like a version: the same bytes, else the same title and day,
/// else the same words for the most part. Looks at a few candidates, however large the ledger.
fn resembled(tx: &Tx<'_>, sha256: &str, addition: &Addition<'_>) -> Result<Option<String>, LedgerError> {
    if let Some(same) = tx.document_with_bytes(sha256, false)? {
        return Ok(Some(same));
    }
    let head = &addition.extraction.document;
    let look = Look::of(&addition.text.text);
    if let Some(feature) = title_feature(&head.title, &head.date) {
        for n in tx.documents_with(feature)?.into_iter().collect::<BTreeSet<_>>() {
            if tx.look(n)?.is_some_and(|other| !look.differs(&other)) {
                return Ok(tx.document_key_of(n)?.map(|key| key.id));
            }
        }
    }
    let mut candidates = BTreeSet::new();
    for feature in look.features() {
        candidates.extend(tx.documents_with(feature)?);
    }
    for n in candidates {
        if tx.look(n)?.is_some_and(|other| look.resembles(&other)) {
            return Ok(tx.document_key_of(n)?.map(|key| key.id));
        }
    }
    Ok(None)
}
