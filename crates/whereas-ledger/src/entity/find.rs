//! Finding names by what somebody types.

use std::collections::{BTreeMap, BTreeSet};

use super::close::{Degree, Known, close};
use super::identity::Cell;
use super::local::KINDS;
use super::node::{Node, fold, keys};
use crate::store::Tx;
use crate::{LedgerError, limit};

/// The nodes that some words may name, and whether they bear that very name. A name that tells by itself is found
/// alone; else also those that are called so in some document, and those that are close to it.
pub(super) fn by_name(tx: &Tx<'_>, words: &str) -> Result<Vec<(String, bool)>, LedgerError> {
    let name = fold(words);
    let mut found: BTreeMap<String, bool> = BTreeMap::new();
    for node in tx.nodes_named(&name)? {
        let tells = node.tells();
        found.insert(node.id, tells);
    }
    if found.values().any(|exact| *exact) {
        return Ok(found.into_iter().collect());
    }
    for node in tx.nodes_by_form(words)?.into_iter().chain(near(tx, &name)?) {
        found.entry(node).or_insert(false);
    }
    if found.is_empty() {
        let most = u32::try_from(limit::FOUND_ENTITIES_MAX).unwrap_or(u32::MAX);
        found.extend(tx.nodes_containing(&name, most)?.into_iter().map(|node| (node, false)));
    }
    Ok(found.into_iter().collect())
}

/// The nodes that some words may name, and whether they bear that very name: as [`by_name`], and all whose names
/// contain the words.
pub(super) fn matching(tx: &Tx<'_>, words: &str) -> Result<BTreeMap<String, bool>, LedgerError> {
    let name = fold(words);
    let mut found: BTreeMap<String, bool> = BTreeMap::new();
    found.extend(tx.nodes_named(&name)?.into_iter().map(|node| (node.id, true)));
    let parts: Vec<String> =
        name.split_whitespace().take(limit::SEARCH_TERMS_MAX).map(str::to_owned).collect();
    let containing = tx.names_with(&parts, limit::NAMES_FOUND_MAX)?;
    for node in tx.nodes_by_form(words)?.into_iter().chain(near(tx, &name)?).chain(containing) {
        found.entry(node).or_insert(false);
    }
    Ok(found)
}

/// The spellings of those who people judged to be one with somebody whose name contains the words, without the names
/// that contain the words themselves.
pub(crate) fn judged_spellings(tx: &Tx<'_>, words: &str) -> Result<Vec<String>, LedgerError> {
    let judgements = tx.identity_judgements()?;
    if judgements.said.is_empty() {
        return Ok(Vec::new());
    }
    let name = fold(words);
    let parts: Vec<String> =
        name.split_whitespace().take(limit::SEARCH_TERMS_MAX).map(str::to_owned).collect();
    // As in the filter, each word begins one of the name.
    let begins = |base: &String| {
        let words = fold(base);
        parts.iter().all(|part| words.split_whitespace().any(|word| word.starts_with(part.as_str())))
    };
    let mut named = BTreeSet::new();
    for node in tx.names_with(&parts, limit::NAMES_FOUND_MAX)? {
        if tx.bases(&node)?.iter().any(|(base, _)| begins(base)) {
            named.insert(node);
        }
    }
    let around = judgements.around(named.iter().cloned());
    let identities = judgements.identities(&around, &BTreeSet::new());
    let first = |node: &String| identities.first(&Cell::Node(node.clone()));
    let meant: BTreeSet<Cell> = named.iter().map(first).collect();
    let mut out = BTreeSet::new();
    for node in around.difference(&named).filter(|node| meant.contains(&first(node))) {
        out.extend(tx.bases(node)?.into_iter().map(|(base, _)| base));
    }
    Ok(out.into_iter().take(limit::FILTER_SPELLINGS_MAX).collect())
}

/// The nodes whose names are close to a name, in whatever language and of whatever kind it is.
pub(crate) fn near(tx: &Tx<'_>, name: &str) -> Result<BTreeSet<String>, LedgerError> {
    let asked =
        |kind: &str, lang| Node { id: String::new(), kind: kind.to_owned(), name: name.to_owned(), lang };
    let spoken = tx.spoken()?;
    let all = KINDS.iter().flat_map(|kind| spoken.iter().map(|lang| asked(kind, *lang)));
    let features = all.flat_map(|node| keys(&node)).collect();
    let mut found = BTreeSet::new();
    for node in tx.nodes_with(&features, limit::KEY_NAMES_MAX)? {
        let asked = Known::new(asked(&node.kind, node.lang));
        let id = node.id.clone();
        if close(&asked, &Known::new(node)).degree > Degree::Different {
            found.insert(id);
        }
    }
    Ok(found)
}
