//! Every datum of an evaluation on a line of its own, so that a change shows what it gained and lost.

use crate::word::fold;

/// What became of a datum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Found as annotated.
    Found,
    /// Found with other edges.
    Near,
    /// Annotated and not found.
    Missed,
    /// Found and not annotated.
    False,
    /// Found, with a wrong value.
    Wrong,
}

/// One datum and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Datum {
    /// The document's name.
    pub document: String,
    /// `passage.recital`, `statement.demand`, `mention.person`, `addressee` …
    pub kind: String,
    /// Its words, cut.
    pub words: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The rule, the wrong value …
    pub note: String,
}

/// How many characters of a datum's words are kept.
const WORDS_MAX: usize = 110;

impl Outcome {
    /// The outcome as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Near => "near",
            Self::Missed => "missed",
            Self::False => "false",
            Self::Wrong => "wrong",
        }
    }
}

impl Datum {
    pub(crate) fn new(document: &str, kind: &str, outcome: Outcome, words: &str, note: &str) -> Self {
        Self {
            document: document.to_owned(),
            kind: kind.to_owned(),
            words: fold(words).chars().take(WORDS_MAX).collect(),
            outcome,
            note: fold(note).chars().take(WORDS_MAX).collect(),
        }
    }
}

/// All data as CSV, in order of document, kind and words.
#[must_use]
pub fn csv(data: &[Datum]) -> String {
    let mut out = String::from("document,kind,outcome,words,note\n");
    for datum in data {
        let cells = [&datum.document, &datum.kind, datum.outcome.as_str(), &datum.words, &datum.note];
        out.push_str(&cells.map(cell).join(","));
        out.push('\n');
    }
    out
}

/// A cell of a CSV file (RFC 4180).
fn cell(words: &str) -> String {
    if words.contains([',', '"']) { format!("\"{}\"", words.replace('"', "\"\"")) } else { words.to_owned() }
}

/// The first `most` errors of each kind, for a person who improves the extractor.
#[must_use]
pub fn errors(data: &[Datum], most: usize) -> String {
    let mut kinds: Vec<&str> = data.iter().map(|datum| datum.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut out = String::new();
    for kind in kinds {
        let of_kind = |datum: &&Datum| datum.kind == kind && datum.outcome != Outcome::Found;
        let wrong: Vec<&Datum> = data.iter().filter(of_kind).collect();
        if wrong.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{kind}: {}\n", wrong.len()));
        for datum in wrong.iter().take(most) {
            let Datum { document, words, outcome, note, .. } = datum;
            let note = if note.is_empty() { String::new() } else { format!("  [{note}]") };
            let name: String = document.chars().take(12).collect();
            out.push_str(&format!("  {:6} {name:12} {words}{note}\n", outcome.as_str()));
        }
    }
    out
}
