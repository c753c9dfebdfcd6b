//! Citations as they are shown: which document of the ledger is cited where, what is cited that is not there, and
//! a map of all that.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::verdict::LinkState;
use crate::citation::target::{Fit, citable_number, fit, wanted};
use crate::judge::{LinkVerdict, Ruling};
use crate::store::{CitationAt, Tx, statement_key};
use crate::{LedgerError, limit};

/// A citation, and the document that it names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CitationView {
    /// `cites:CITATION:DOCUMENT`, or `cites:CITATION` for what is not in the ledger.
    pub id: String,
    /// Where it stands.
    pub from: CitationPlace,
    /// The document of the ledger that it names, if it is there.
    pub to: Option<CitedDocument>,
    /// What it names, as far as the text tells: kind, number, day, body.
    pub written: String,
    /// How often it stands in the document.
    pub times: u32,
    /// 0–1; `0` for what is not in the ledger.
    pub confidence: f32,
    /// What people think of it.
    pub state: LinkState,
    /// Why this document is the one, in words.
    pub why: Vec<String>,
}

/// Where a citation stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CitationPlace {
    /// Id of the citation.
    pub citation: String,
    /// Id of its document.
    pub document: String,
    /// Where the document came from.
    pub origin: String,
    /// Title of the document.
    pub document_title: String,
    /// Day of the document, or `""`.
    pub document_date: String,
    /// Id of the passage.
    pub passage: String,
    /// Id of the statement it stands in, or `""`.
    pub statement: String,
    /// The words.
    pub quote: String,
    /// The words of the footnote that goes with it, or `""`.
    pub note: String,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CitedDocument {
    /// Its id.
    pub document: String,
    /// Where it came from.
    pub origin: String,
    /// Its day, or `""`.
    pub document_date: String,
    /// Its title.
    pub quote: String,
}

/// Who cites whom.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct CitationMap {
    /// Documents that cite or are cited, in order of date.
    pub documents: Vec<CitedDocument>,
    /// Which of them cites which, and in how many places.
    pub pairs: Vec<CitationPair>,
    /// What is cited that is not in the ledger, the most cited first.
    pub outside: Vec<CitedOutside>,
    /// Whether there are more citations than a map is made of.
    pub more: bool,
}

/// A document that cites another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitationPair {
    /// Id of the document that cites.
    pub from: String,
    /// Id of the document that is cited.
    pub to: String,
    /// In how many places.
    pub times: u32,
}

/// Something that is cited and not in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitedOutside {
    /// Its kind, number, day and body, as far as they are told.
    pub written: String,
    /// In how many places.
    pub times: u32,
    /// Ids of the documents that cite it.
    pub documents: Vec<String>,
}

/// The last word on each citation of a document.
pub(crate) struct Verdicts(BTreeMap<(String, String), LinkVerdict>);

impl Verdicts {
    pub(crate) fn read(tx: &Tx<'_>) -> Result<Verdicts, LedgerError> {
        let mut out = BTreeMap::new();
        for judgement in tx.judgements_about("citation")?.into_iter().filter(|judgement| judgement.counts()) {
            if let (Ruling::Citation { says }, [from, to]) = (judgement.ruling, judgement.ends.as_slice()) {
                out.insert((from.item.clone(), to.item.clone()), says);
            }
        }
        Ok(Verdicts(out))
    }

    fn on(&self, citation: &str, document: &str) -> Option<LinkVerdict> {
        self.0.get(&(citation.to_owned(), document.to_owned())).copied()
    }

    /// The documents of which people confirmed that a citation names them.
    fn confirmed(&self, citation: &str) -> impl Iterator<Item = &str> {
        let begin = (citation.to_owned(), String::new());
        let own = self.0.range(begin..).take_while(move |((of, _), _)| of == citation);
        own.filter(|(_, says)| **says == LinkVerdict::Confirmed).map(|((_, document), _)| document.as_str())
    }
}

/// A document that a citation may name, with its id.
struct Candidate {
    n: i64,
    id: String,
    fit: Fit,
    state: LinkState,
}

/// The documents that a citation names: what people confirmed, else the best that nobody rejected; behind them those
/// that were rejected. Equally good ones stand side by side.
fn resolved(tx: &Tx<'_>, citation: &CitationAt, verdicts: &Verdicts) -> Result<Vec<Candidate>, LedgerError> {
    let entry = &citation.entry;
    let citing = tx.target(citation.document)?.map_or_else(String::new, |target| target.date);
    let number = citable_number(&entry.cites);
    let (mut open, mut rejected) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for hash in wanted(&entry.cites) {
        let documents = tx.citable_under(hash, limit::CITABLE_ROWS_MAX + 1)?;
        if documents.len() > limit::CITABLE_ROWS_MAX {
            continue;
        }
        for n in documents.into_iter().filter(|n| *n != citation.document) {
            let Some(target) = tx.target(n)?.filter(|_| seen.insert(n)) else { continue };
            let numbered = number == Some(hash);
            let Some(fit) = fit(&entry.cites, entry.lang, &citing, &target, numbered) else { continue };
            let Some(id) = tx.document_row(n)?.map(|row| row.id) else { continue };
            match verdicts.on(&entry.id, &id) {
                Some(LinkVerdict::Rejected) => {
                    rejected.push(Candidate { n, id, fit, state: LinkState::Rejected });
                }
                _ => open.push(Candidate { n, id, fit, state: LinkState::Proposed }),
            }
        }
    }
    let mut confirmed = Vec::new();
    for id in verdicts.confirmed(&entry.id) {
        let Some(key) = tx.document_key(id)? else { continue };
        let known = open.iter().find(|candidate| candidate.n == key.n).map(|candidate| candidate.fit.clone());
        let fit = known.unwrap_or(Fit { score: 1000, why: Vec::new() });
        confirmed.push(Candidate { n: key.n, id: id.to_owned(), fit, state: LinkState::Confirmed });
    }
    if !confirmed.is_empty() {
        open = confirmed;
    } else {
        let best = open.iter().map(|candidate| candidate.fit.score).max().unwrap_or(0);
        open.retain(|candidate| candidate.fit.score == best);
        // A year or a month that fits several documents tells none of them.
        if open.len() > 1 && entry.cites.number.is_empty() && entry.cites.date.len() < "2021-02-11".len() {
            open.clear();
        }
    }
    open.truncate(limit::CITED_SHOWN_MAX);
    open.extend(rejected);
    Ok(open)
}

/// Hands the citations to `each`, document by document in order of date; only those of one document unless its id
/// is `""`.
pub(crate) fn each_citation(
    tx: &Tx<'_>,
    document: &str,
    mut each: impl FnMut(CitationView) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let verdicts = Verdicts::read(tx)?;
    for n in tx.documents_by_date(document)? {
        for citation in tx.citations_in(n)? {
            views(tx, &citation, &verdicts)?.into_iter().try_for_each(&mut each)?;
        }
    }
    Ok(())
}

/// The citations of one document by others.
pub(crate) fn citing(tx: &Tx<'_>, document: i64) -> Result<Vec<CitationView>, LedgerError> {
    let verdicts = Verdicts::read(tx)?;
    let mut citations = BTreeMap::new();
    for hash in tx.citable_of(document)? {
        for citation in tx.citations_under(hash, limit::CITING_MAX)? {
            citations.insert((citation.document, citation.entry.id.clone()), citation);
        }
    }
    let Some(row) = tx.document_row(document)? else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for citation in citations.into_values() {
        let own = |view: &CitationView| view.to.as_ref().is_some_and(|to| to.document == row.id);
        out.extend(views(tx, &citation, &verdicts)?.into_iter().filter(own));
    }
    Ok(out)
}

fn views(tx: &Tx<'_>, citation: &CitationAt, verdicts: &Verdicts) -> Result<Vec<CitationView>, LedgerError> {
    let found = resolved(tx, citation, verdicts)?;
    let from = place(tx, citation)?;
    let view = |candidate: Option<&Candidate>, to| CitationView {
        id: match candidate {
            Some(candidate) => format!("cites:{}:{}", citation.entry.id, candidate.id),
            None => format!("cites:{}", citation.entry.id),
        },
        from: from.clone(),
        to,
        written: citation.entry.written(),
        times: citation.entry.times,
        confidence: candidate.map_or(0.0, |candidate| f32::from(candidate.fit.score) / 1000.0),
        state: candidate.map_or(LinkState::Proposed, |candidate| candidate.state),
        why: candidate.map_or(Vec::new(), |candidate| candidate.fit.why.clone()),
    };
    let mut out = Vec::new();
    for candidate in &found {
        out.push(view(Some(candidate), cited_document(tx, candidate.n)?));
    }
    if found.iter().all(|candidate| candidate.state == LinkState::Rejected) {
        out.push(view(None, None));
    }
    Ok(out)
}

fn place(tx: &Tx<'_>, citation: &CitationAt) -> Result<CitationPlace, LedgerError> {
    let what = || LedgerError::Damaged { what: "a citation stands in no document".to_owned() };
    let row = tx.document_row(citation.document)?.ok_or_else(what)?;
    let entry = &citation.entry;
    let statement = match entry.statement {
        Some(place) => tx.statement_id(statement_key(citation.document, place))?.unwrap_or_default(),
        None => String::new(),
    };
    Ok(CitationPlace {
        citation: entry.id.clone(),
        document: row.id,
        origin: row.origin,
        document_title: row.title,
        document_date: row.date,
        passage: entry.passage.clone(),
        statement,
        quote: entry.quote.clone(),
        note: entry.note.clone(),
    })
}

fn cited_document(tx: &Tx<'_>, n: i64) -> Result<Option<CitedDocument>, LedgerError> {
    Ok(tx.document_row(n)?.map(|row| CitedDocument {
        document: row.id,
        origin: row.origin,
        document_date: row.date,
        quote: row.title,
    }))
}

/// The map of all citations, or of those of one document.
pub(crate) fn map(tx: &Tx<'_>, document: &str) -> Result<CitationMap, LedgerError> {
    let verdicts = Verdicts::read(tx)?;
    let mut map = Drawing::default();
    for n in tx.documents_by_date(document)? {
        for citation in tx.citations_in(n)? {
            if map.citations >= limit::MAP_CITATIONS_MAX {
                return Ok(map.done(true));
            }
            map.citations += 1;
            map.add(&views(tx, &citation, &verdicts)?);
        }
    }
    Ok(map.done(false))
}

/// A map that is being drawn.
#[derive(Default)]
struct Drawing {
    citations: usize,
    documents: BTreeMap<String, CitedDocument>,
    pairs: BTreeMap<(String, String), u32>,
    outside: BTreeMap<String, (u32, BTreeSet<String>)>,
}

impl Drawing {
    fn add(&mut self, views: &[CitationView]) {
        for view in views.iter().filter(|view| view.state != LinkState::Rejected) {
            let from = &view.from;
            match &view.to {
                Some(to) => {
                    let own = CitedDocument {
                        document: from.document.clone(),
                        origin: from.origin.clone(),
                        document_date: from.document_date.clone(),
                        quote: from.document_title.clone(),
                    };
                    self.documents.insert(own.document.clone(), own);
                    self.documents.insert(to.document.clone(), to.clone());
                    *self.pairs.entry((from.document.clone(), to.document.clone())).or_default() +=
                        view.times;
                }
                None => {
                    let (times, documents) = self.outside.entry(view.written.clone()).or_default();
                    *times += view.times;
                    documents.insert(from.document.clone());
                }
            }
        }
    }

    fn done(self, more: bool) -> CitationMap {
        let mut documents: Vec<CitedDocument> = self.documents.into_values().collect();
        documents.sort_by(|a, b| (&a.document_date, &a.document).cmp(&(&b.document_date, &b.document)));
        let place: BTreeMap<&str, usize> =
            documents.iter().enumerate().map(|(at, row)| (row.document.as_str(), at)).collect();
        let mut pairs: Vec<CitationPair> =
            self.pairs.into_iter().map(|((from, to), times)| CitationPair { from, to, times }).collect();
        pairs.sort_by_key(|pair| (place.get(pair.from.as_str()), place.get(pair.to.as_str())));
        let outside = self.outside.into_iter().map(|(written, (times, documents))| CitedOutside {
            written,
            times,
            documents: documents.into_iter().collect(),
        });
        let mut outside: Vec<CitedOutside> = outside.collect();
        outside.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.written.cmp(&b.written)));
        CitationMap { pairs, outside, more, documents }
    }
}
