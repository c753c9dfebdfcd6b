//! Citations: where a document names another document, and which document of the ledger that is.
//!
//! [`find`] reads them in one document, [`target`] says under which keys a document can be cited and how well
//! a citation fits it. Nothing is stored of a pair of documents: each keeps its own rows, and which belong
//! together is looked up by keys when it is asked for (docs/decisions/0012). So the order of adding changes nothing.

pub(crate) mod find;
pub(crate) mod noun;
pub(crate) mod target;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use whereas_extract::{Extraction, Lang, Span};

use crate::derive::{passage_id, passage_lang};
use crate::entity::mention::MentionEntry;
use crate::judge::mention_id;
use crate::limit;
use find::Cited;

/// A document that a document cites, at the first place where it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CitationEntry {
    /// Reading again does not change it: a hash of the document and of what is cited.
    pub id: String,
    pub passage: String,
    pub lang: Lang,
    pub quote: String,
    /// Place of the statement it stands in.
    pub statement: Option<u32>,
    pub cites: Reference,
    /// The words of the footnote that goes with it, or `""`.
    pub note: String,
    pub times: u32,
}

/// What is told of a document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Reference {
    /// What it is called, or `""` where it is known by a code alone.
    pub noun: String,
    /// The genres of what it is called, the likeliest first.
    pub genres: Vec<String>,
    /// Its number or code, folded: `14/2022`, `p9 ta 2021 0056`; or `""`.
    pub number: String,
    /// Its day, month or year, or `""`.
    pub date: String,
    /// Whose it is, as fully as the citing document says it, or `""`.
    pub body: String,
    /// Stems of its subject.
    pub about: Vec<String>,
}

impl CitationEntry {
    /// What is cited, as far as it is told; a code as it stands.
    pub(crate) fn written(&self) -> String {
        if self.cites.noun.is_empty() { self.quote.clone() } else { self.cites.written() }
    }
}

impl Reference {
    /// What is cited, as far as it is told: `resolution 14/2022 of 2022-03-17, Council of Ministers`.
    fn written(&self) -> String {
        let date = if self.date.is_empty() { String::new() } else { format!("of {}", self.date) };
        let told: Vec<&str> =
            [self.noun.as_str(), &self.number, &date].into_iter().filter(|part| !part.is_empty()).collect();
        let body = if self.body.is_empty() { String::new() } else { format!(", {}", self.body) };
        format!("{}{body}", told.join(" "))
    }
}

/// The citations of a document, each of what it cites once, in order of place.
pub(crate) fn entries(
    id: &str,
    text: &str,
    found: &Extraction,
    cited: &[Cited],
    mentions: &[MentionEntry],
) -> Vec<CitationEntry> {
    let bases: BTreeMap<&str, &str> =
        mentions.iter().map(|mention| (mention.quote.as_str(), mention.base.as_str())).collect();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut out: Vec<CitationEntry> = Vec::new();
    for citation in cited {
        let cites = reference(text, found, citation, &bases);
        let what = format!("{} {} {}", cites.genres.join("/"), cites.number, cites.date);
        if let Some(entry) = known.get(&what).and_then(|at| out.get_mut(*at)) {
            entry.times += 1;
            continue;
        }
        if out.len() >= limit::CITATIONS_MAX {
            break;
        }
        known.insert(what.clone(), out.len());
        let inside = |span: Span| span.contains(citation.span);
        let statement = found.statements.iter().zip(0u32..).find(|(statement, _)| inside(statement.span));
        out.push(CitationEntry {
            id: mention_id(id, "citation", &what),
            passage: passage_id(found, citation.passage),
            lang: passage_lang(found, citation.passage),
            quote: citation.span.of(text).to_owned(),
            statement: statement.map(|(_, place)| place),
            cites,
            note: citation.note.map_or_else(String::new, |note| note.of(text).to_owned()),
            times: 1,
        });
    }
    out
}

fn reference(text: &str, found: &Extraction, cited: &Cited, bases: &BTreeMap<&str, &str>) -> Reference {
    let body = match cited.body {
        Some(span) => bases.get(span.of(text)).copied().unwrap_or_else(|| span.of(text)).to_owned(),
        None if cited.own => found.document.publisher.clone(),
        None => String::new(),
    };
    Reference {
        noun: cited.noun.clone(),
        genres: cited.genres.clone(),
        number: cited.number.clone(),
        date: cited.date.clone(),
        body,
        about: cited.about.clone(),
    }
}
