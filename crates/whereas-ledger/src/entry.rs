//! Entries of the log: what each kind says, and the hash that ties it to the one before.

use serde::{Deserialize, Serialize};
use whereas_extract::{Act, id::sha256};

use crate::change::Change;
use crate::judge::Ruling;
use crate::{LedgerError, Verdict};

/// The hash that stands before the first entry.
pub(crate) const FIRST_PREV_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    Captured(Captured),
    Extracted(Extracted),
    Decided(Decided),
    Judged(Judged),
    Stated(Stated),
    Saved(Saved),
    Noted(Noted),
    Forgotten(Forgotten),
    Undone(Undone),
    Erased(Erased),
}

/// Bytes came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Captured {
    pub document: String,
    pub version: u32,
    pub sha256: String,
    pub bytes: u64,
    pub origin: String,
    pub method: String,
    /// A document of which it looked like a version, or `""`. Kept, since what it looks like depends on
    /// what was there at the time.
    pub resembles: String,
    /// Hash of what the person who handed it in told of it, or `""`; the words stand beside the log.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub told: String,
}

/// Something was found in a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Extracted {
    pub document: String,
    pub version: u32,
    pub extractor: String,
    /// Of text, map and body; see [`reading_hash`].
    pub sha256: String,
    /// What it changed against the reading of this version that it replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// A person judged a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Decided {
    pub document: String,
    pub version: u32,
    pub statement: String,
    pub verdict: Verdict,
    pub act: Act,
    /// Hash of the quotation that stands beside the log.
    pub quotation: String,
    pub reason: String,
}

/// A person judged who is who, a link, or how a demand stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Judged {
    #[serde(flatten)]
    pub ruling: Ruling,
    /// Hash of the words that it gives, which stand beside the log; `""` where it gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What it is about, in the order that the ruling wants.
    pub ends: Vec<End>,
    pub reason: String,
}

/// A mention or a statement that a judgement is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct End {
    pub document: String,
    pub version: u32,
    /// Id of the mention or statement.
    pub item: String,
    /// Hash of the quotation that stands beside the log.
    pub quotation: String,
}

/// A person found a statement or a mention, or corrected one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stated {
    pub document: String,
    pub version: u32,
    /// Id of the statement or mention.
    pub item: String,
    /// Hash of the words that stand beside the log: the quotation, and what is said of it.
    pub words: String,
    pub reason: String,
}

/// A person kept a search under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Saved {
    /// Hash of its name and words, which stand beside the log.
    pub words: String,
}

/// A person wrote down what stands in no document, or an older note anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Noted {
    /// Hash of the words that stand beside the log.
    pub words: String,
    /// The first entry of the note that is written anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<i64>,
    /// The statement that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<End>,
}

/// A note was erased on request, with all its wordings, or a kept search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Forgotten {
    #[serde(flatten)]
    pub what: Forgettable,
    pub reason: String,
}

/// What a person had kept beside the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Forgettable {
    /// A note, by its first entry.
    Note(i64),
    /// A search.
    Search(i64),
}

/// A decision or a judgement was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Undone {
    pub decision: i64,
    pub reason: String,
}

/// A document was erased on request: the tombstone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Erased {
    pub document: String,
    /// Originals that are gone.
    pub removed: Vec<String>,
    /// Originals that stay since another document has the same bytes.
    pub kept: Vec<String>,
    pub reason: String,
}

impl Entry {
    /// The kind as it stands in the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Entry::Captured(_) => "captured",
            Entry::Extracted(_) => "extracted",
            Entry::Decided(_) => "decided",
            Entry::Judged(_) => "judged",
            Entry::Stated(_) => "stated",
            Entry::Saved(_) => "saved",
            Entry::Noted(_) => "noted",
            Entry::Forgotten(_) => "forgotten",
            Entry::Undone(_) => "undone",
            Entry::Erased(_) => "erased",
        }
    }

    /// The body as it stands in the log: one line of JSON.
    pub(crate) fn body(&self) -> Result<String, LedgerError> {
        let body = match self {
            Entry::Captured(entry) => serde_json::to_string(entry),
            Entry::Extracted(entry) => serde_json::to_string(entry),
            Entry::Decided(entry) => serde_json::to_string(entry),
            Entry::Judged(entry) => serde_json::to_string(entry),
            Entry::Saved(entry) => serde_json::to_string(entry),
            Entry::Stated(entry) => serde_json::to_string(entry),
            Entry::Noted(entry) => serde_json::to_string(entry),
            Entry::Forgotten(entry) => serde_json::to_string(entry),
            Entry::Undone(entry) => serde_json::to_string(entry),
            Entry::Erased(entry) => serde_json::to_string(entry),
        };
        body.map_err(|error| LedgerError::Store(error.to_string()))
    }

    /// Reads what stands in the log.
    pub(crate) fn parse(kind: &str, body: &str) -> Result<Entry, String> {
        let entry = match kind {
            "captured" => serde_json::from_str(body).map(Entry::Captured),
            "extracted" => serde_json::from_str(body).map(Entry::Extracted),
            "decided" => serde_json::from_str(body).map(Entry::Decided),
            "judged" => serde_json::from_str(body).map(Entry::Judged),
            "saved" => serde_json::from_str(body).map(Entry::Saved),
            "stated" => serde_json::from_str(body).map(Entry::Stated),
            "noted" => serde_json::from_str(body).map(Entry::Noted),
            "forgotten" => serde_json::from_str(body).map(Entry::Forgotten),
            "undone" => serde_json::from_str(body).map(Entry::Undone),
            "erased" => serde_json::from_str(body).map(Entry::Erased),
            other => return Err(format!("`{other}` is no kind of entry")),
        };
        entry.map_err(|error| error.to_string())
    }
}

/// An entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub seq: i64,
    pub kind: String,
    pub at: String,
    pub author: String,
    pub body: String,
    pub prev_hash: String,
    pub hash: String,
}

impl Link {
    /// Computes the hash of an entry: the lines `prev_hash`, `seq`, `kind`, `at`, `author` and `body`. No
    /// field can hold a line end, so no two entries have the same lines.
    pub(crate) fn computed_hash(&self) -> String {
        let Link { seq, kind, at, author, body, prev_hash, hash: _ } = self;
        sha256(format!("{prev_hash}\n{seq}\n{kind}\n{at}\n{author}\n{body}\n").as_bytes())
    }
}

/// The hash of a stored reading: its text, map and body, a line end behind each.
pub(crate) fn reading_hash(text: &str, map: &str, body: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len() + map.len() + body.len() + 3);
    for part in [text, map, body] {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(b'\n');
    }
    sha256(&bytes)
}

/// The hash of a stored quotation: its body and a line end.
pub(crate) fn quotation_hash(body: &str) -> String {
    sha256(format!("{body}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_as_they_went() {
        let entries = [
            Entry::Captured(Captured {
                document: "d1".to_owned(),
                version: 1,
                sha256: sha256(b"x"),
                bytes: 1,
                origin: "a\nb.txt".to_owned(),
                method: "test".to_owned(),
                resembles: String::new(),
                told: String::new(),
            }),
            Entry::Undone(Undone { decision: 7, reason: "a slip".to_owned() }),
        ];
        for entry in entries {
            let body = entry.body().unwrap();
            assert!(!body.contains('\n'));
            assert_eq!(Entry::parse(entry.kind(), &body), Ok(entry));
        }
        assert_eq!(Entry::parse("x", "{}"), Err("`x` is no kind of entry".to_owned()));
    }

    #[test]
    fn the_hash_covers_every_field() {
        let link = Link {
            seq: 1,
            kind: "undone".to_owned(),
            at: "2021-02-11T09:30:00Z".to_owned(),
            author: "ana".to_owned(),
            body: "{}".to_owned(),
            prev_hash: FIRST_PREV_HASH.to_owned(),
            hash: String::new(),
        };
        let hash = link.computed_hash();
        let others = [
            Link { seq: 2, ..link.clone() },
            Link { kind: "decided".to_owned(), ..link.clone() },
            Link { at: "2021-02-11T09:30:01Z".to_owned(), ..link.clone() },
            Link { author: "bob".to_owned(), ..link.clone() },
            Link { body: "{ }".to_owned(), ..link.clone() },
            Link { prev_hash: hash.clone(), ..link.clone() },
        ];
        for other in others {
            assert_ne!(other.computed_hash(), hash);
        }
    }
}
