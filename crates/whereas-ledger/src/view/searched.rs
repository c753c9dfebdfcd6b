//! The search with its facets: what was found, why, and how the rest could be narrowed.

use std::collections::{BTreeMap, BTreeSet};

use whereas_extract::Act;

use super::{Listing, SearchHit, StatementFilter};
use crate::query::Query;
use crate::store::Tx;
use crate::word::fold_name;
use crate::{LedgerError, Page, entity, limit};

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct SearchFilter {
    /// Words, `"words in quotes"`, `beginnings*`.
    pub words: String,
    /// Only statements of this act.
    pub act: Option<Act>,
    /// Only statements with these words in the speaker.
    pub speaker: String,
    /// Only statements with these words in an addressee.
    pub addressee: String,
    /// Only statements in this language, ISO 639-1.
    pub lang: String,
    /// Only in documents of this year.
    pub year: String,
    /// Only in this document.
    pub document: String,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Searched {
    /// One page of it, by date of the document.
    pub hits: Listing<Hit>,
    /// How it could be narrowed.
    pub facets: Vec<Facet>,
    /// Of how many hits the facets were counted; of very many only an even part is looked at.
    pub counted: u32,
}

/// A hit, and why it is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The hit.
    pub hit: SearchHit,
    /// Why it is one.
    pub why: Why,
}

/// Why a search found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has the very words.
    Words,
    /// It has other forms of the words.
    Forms,
    /// It is the name in another spelling or script.
    Spelling,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Which facet.
    pub kind: FacetKind,
    /// The value by which the search is narrowed.
    pub value: String,
    /// What it is called: of a document its title, else the value.
    pub name: String,
    /// How many hits have it, of those that were counted.
    pub count: u32,
}

/// By what a search can be narrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetKind {
    /// The act.
    Act,
    /// The speaker.
    Speaker,
    /// An addressee.
    Addressee,
    /// The language.
    Lang,
    /// The year of the document.
    Year,
    /// The document.
    Document,
}

/// Searches quotations and names.
pub(crate) fn searched(tx: &Tx<'_>, filter: &SearchFilter, page: Page) -> Result<Searched, LedgerError> {
    let query = Query::parse(&filter.words, &tx.spoken()?);
    let mut keys = tx.keys_with(&query)?;
    let spelled = spelled(tx, &filter.words, &keys)?;
    keys.extend(&spelled);
    keys.sort_unstable();
    let rows = StatementFilter {
        act: filter.act,
        actor: filter.speaker.clone(),
        addressee: filter.addressee.clone(),
        lang: filter.lang.clone(),
        from: filter.year.clone(),
        to: filter.year.clone(),
        document: filter.document.clone(),
        ..StatementFilter::default()
    };
    let keys = tx.narrowed(keys, &rows)?;
    let (all, total) = tx.in_order(&keys, &rows, Page::ALL)?;
    let limit = if page.limit == 0 { usize::MAX } else { page.limit as usize };
    let shown = all.iter().copied().skip(page.offset as usize).take(limit);
    let damaged = || LedgerError::Damaged { what: "the search index is out of step".to_owned() };
    let mut hits = Vec::new();
    for key in shown {
        let (mut hit, lang) = tx.hit(key)?.ok_or_else(damaged)?;
        hit.matched = query.matched(&hit.quote, lang);
        let why = match spelled.contains(&key) {
            true => Why::Spelling,
            false if query.has_words(&hit.quote) => Why::Words,
            false => Why::Forms,
        };
        hits.push(Hit { hit, why });
    }
    let (facets, counted) = facets(tx, &all)?;
    Ok(Searched { hits: Listing { rows: hits, total }, facets, counted })
}

/// The mentions that bear the name in another spelling or script and were not found by its letters.
fn spelled(tx: &Tx<'_>, words: &str, found: &[i64]) -> Result<BTreeSet<i64>, LedgerError> {
    let plain = words.trim();
    // What is quoted, or cut short, is meant as it stands.
    if plain.is_empty() || plain.contains(['"', '*', '“', '«', '„']) {
        return Ok(BTreeSet::new());
    }
    let mut out = BTreeSet::new();
    let near = entity::find::near(tx, &entity::node::fold(plain))?;
    for node in near.iter().take(limit::FOUND_ENTITIES_MAX) {
        let bearing = tx.keys_bearing(node, limit::SPELLED_MAX)?;
        out.extend(bearing.into_iter().filter(|key| found.binary_search(key).is_err()));
    }
    Ok(out)
}

/// Counts what the hits have in common; of very many an even part.
fn facets(tx: &Tx<'_>, all: &[i64]) -> Result<(Vec<Facet>, u32), LedgerError> {
    let step = all.len().div_ceil(limit::FACET_ROWS_MAX).max(1);
    // Names that differ in case and accents only narrow alike.
    let mut counts: BTreeMap<(FacetKind, String), Facet> = BTreeMap::new();
    let mut counted = 0;
    for key in all.iter().step_by(step) {
        let Some(seen) = tx.facets_of(*key)? else { continue };
        counted += 1;
        for (kind, value, name) in seen {
            let alike = match kind {
                FacetKind::Speaker | FacetKind::Addressee => fold_name(&value, limit::FILTER_NAME_BYTES_MAX),
                _ => value.clone(),
            };
            let one = Facet { kind, value, name, count: 0 };
            counts.entry((kind, alike)).or_insert(one).count += 1;
        }
    }
    let mut facets: Vec<Facet> = counts.into_values().collect();
    facets.sort_by(|a, b| (a.kind, b.count, &a.value).cmp(&(b.kind, a.count, &b.value)));
    let mut kept = BTreeMap::<FacetKind, usize>::new();
    facets.retain(|facet| {
        let nth = kept.entry(facet.kind).or_default();
        *nth += 1;
        *nth <= limit::FACET_VALUES_MAX
    });
    Ok((facets, counted))
}
