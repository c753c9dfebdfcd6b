//! The list of names, a page at a time: whole names by their counts, so that a large ledger answers at once.

use std::collections::{BTreeMap, BTreeSet};

use super::extent::{Extent, bearers};
use super::find::matching;
use super::identity::{Cell, Identities, Judgements};
use crate::store::Tx;
use crate::view::{Listing, NameFilter, NameListing, NameRow};
use crate::{LedgerError, Page, limit};

/// Names that judgements have joined to others, and what they are joined to.
struct Judged {
    judgements: Judgements,
    identities: Identities,
    /// Of several names that are one, all but the one that stands for them in the list.
    hidden: BTreeSet<String>,
    /// The first cell of the entity of each name that stands for others too.
    shown: BTreeMap<String, Cell>,
}

/// Lists names; those that most documents have come first.
pub(crate) fn names(tx: &Tx<'_>, filter: &NameFilter, page: Page) -> Result<NameListing, LedgerError> {
    let judged = Judged::read(tx)?;
    let kinds = tx.names_by_kind()?;
    let listing = if filter.words.trim().is_empty() {
        browse(tx, &judged, &filter.kind, &kinds, page)?
    } else {
        search(tx, &judged, filter, page)?
    };
    Ok(NameListing { listing, kinds })
}

impl Judged {
    /// Only names that somebody judged are looked at. Whether several people bear a name that nobody judged is told by
    /// its dossier.
    fn read(tx: &Tx<'_>) -> Result<Judged, LedgerError> {
        let judgements = tx.identity_judgements()?;
        let nodes: BTreeSet<String> = judgements.placed.values().map(|placed| placed.node.clone()).collect();
        let identities = judgements.identities(&nodes, &BTreeSet::new());
        let mut groups: BTreeMap<Cell, Vec<(u32, String)>> = BTreeMap::new();
        for node in nodes.into_iter().filter(|node| !identities.is_split(node)) {
            let cell = identities.first(&Cell::Node(node.clone()));
            if let Some(count) = tx.name_count(&node)? {
                groups.entry(cell).or_default().push((count.documents, node));
            }
        }
        let (mut hidden, mut shown) = (BTreeSet::new(), BTreeMap::new());
        for (cell, mut names) in groups {
            names.sort();
            if let Some((_, main)) = names.pop() {
                hidden.extend(names.into_iter().map(|(_, name)| name));
                shown.insert(main, cell);
            }
        }
        Ok(Judged { judgements, identities, hidden, shown })
    }

    fn row(&self, tx: &Tx<'_>, node: &str) -> Result<Option<NameRow>, LedgerError> {
        if let Some(cell) = self.shown.get(node) {
            return self.entity(tx, cell);
        }
        let several = self.identities.is_split(node);
        let row = tx.name_count(node)?.map(|count| NameRow {
            id: count.first,
            kind: count.kind,
            name: count.name,
            documents: count.documents,
            spellings: count.forms,
            several,
        });
        Ok(row)
    }

    fn entity(&self, tx: &Tx<'_>, cell: &Cell) -> Result<Option<NameRow>, LedgerError> {
        let extent = Extent::of(tx, &self.judgements, &self.identities, cell)?;
        let Some(brief) = extent.brief(tx)? else { return Ok(None) };
        let mut forms: BTreeSet<String> = BTreeSet::new();
        for node in &extent.nodes {
            forms.extend(tx.forms_of(node, limit::SPELLINGS_MAX)?.into_iter().map(|(form, _)| form));
        }
        forms.extend(tx.extent_others(&extent)?.iter().map(|mention| super::node::fold(&mention.quote)));
        Ok(Some(NameRow {
            id: brief.id,
            kind: brief.kind,
            name: brief.name,
            documents: u32::try_from(brief.documents).unwrap_or(u32::MAX),
            spellings: u32::try_from(forms.len()).unwrap_or(u32::MAX),
            several: false,
        }))
    }
}

fn browse(
    tx: &Tx<'_>,
    judged: &Judged,
    kind: &str,
    kinds: &[(String, u32)],
    page: Page,
) -> Result<Listing<NameRow>, LedgerError> {
    let hidden = u32::try_from(judged.hidden.len()).unwrap_or(u32::MAX);
    let limit = if page.limit == 0 { limit::NAMES_FOUND_MAX } else { page.limit };
    let most = page.offset.saturating_add(limit).saturating_add(hidden);
    let all = tx.frequent_names(kind, most)?;
    let own = all.iter().filter(|node| !judged.hidden.contains(*node));
    let mut rows = Vec::new();
    for node in own.skip(page.offset as usize).take(limit as usize) {
        rows.extend(judged.row(tx, node)?);
    }
    let of_kind = kinds.iter().filter(|(name, _)| kind.is_empty() || name == kind);
    let mut total: u32 = of_kind.map(|(_, count)| *count).sum();
    for node in &judged.hidden {
        let own = kind.is_empty() || tx.nodes_of(node)?.first().is_some_and(|node| node.kind == kind);
        total = total.saturating_sub(u32::from(own));
    }
    Ok(Listing { rows, total })
}

/// Those that bear the words come first, then those that are close, each by how many documents have them.
fn search(
    tx: &Tx<'_>,
    judged: &Judged,
    filter: &NameFilter,
    page: Page,
) -> Result<Listing<NameRow>, LedgerError> {
    let mut found: Vec<(bool, NameRow)> = Vec::new();
    let mut seen: BTreeSet<Cell> = BTreeSet::new();
    for (node, exact) in matching(tx, &filter.words)? {
        for cell in bearers(tx, &judged.judgements, &judged.identities, &node)? {
            if !seen.insert(cell.clone()) {
                continue;
            }
            let whole = cell == Cell::Node(node.clone()) && !judged.shown.contains_key(&node);
            let row = if whole { judged.row(tx, &node)? } else { judged.entity(tx, &cell)? };
            let row = row.filter(|row| filter.kind.is_empty() || row.kind == filter.kind);
            found.extend(row.map(|row| (exact, row)));
        }
    }
    found.sort_by(|(x, a), (y, b)| (y, b.documents, &a.name, &a.id).cmp(&(x, a.documents, &b.name, &b.id)));
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let limit = if page.limit == 0 { usize::MAX } else { page.limit as usize };
    let rows = found.into_iter().map(|(_, row)| row).skip(page.offset as usize).take(limit);
    Ok(Listing { rows: rows.collect(), total })
}
