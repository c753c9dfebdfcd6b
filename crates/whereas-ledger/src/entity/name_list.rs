//! The list of names, a page at a time: whole names by their counts, so that a large ledger answers at once.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::proposals;
use super::extent::{Extent, bearers};
use super::find::matching;
use super::identity::{Cell, Identities, Judgements};
use super::propose::identities_around;
use crate::store::Tx;
use crate::view::{Listing, NameFilter, NameListing, NameRow};
use crate::{LedgerError, Page, limit};

/// What people judged of names.
struct Judged {
    judgements: Judgements,
    /// Of several names that are one, all but the one that stands for them in the list.
    hidden: BTreeSet<String>,
}

/// Lists names; those that most documents have come first.
pub(crate) fn names(tx: &Tx<'_>, filter: &NameFilter, page: Page) -> Result<NameListing, LedgerError> {
    let judged = Judged::read(tx)?;
    let kinds = tx.names_by_kind()?;
    let listing = if filter.open {
        open(tx, &judged, &filter.kind, page)?
    } else if filter.words.trim().is_empty() {
        browse(tx, &judged, &filter.kind, &kinds, page)?
    } else {
        search(tx, &judged, filter, page)?
    };
    Ok(NameListing { listing, kinds })
}

impl Judged {
    /// Only names that somebody judged are looked at.
    fn read(tx: &Tx<'_>) -> Result<Judged, LedgerError> {
        let judgements = tx.identity_judgements()?;
        let nodes: BTreeSet<String> = judgements.placed.values().map(|placed| placed.node.clone()).collect();
        let identities = judgements.identities(&nodes, &BTreeSet::new());
        let mut groups: BTreeMap<Cell, Vec<(u32, String)>> = BTreeMap::new();
        for node in nodes.into_iter().filter(|node| !identities.is_split(node)) {
            let cell = identities.first(&Cell::Node(node.clone()));
            // A name all of whose mentions are taken out stands for none of the others.
            let out = judgements.detached_from(&node).count();
            if let Some(count) = tx.name_count(&node)?.filter(|count| count.documents as usize > out) {
                groups.entry(cell).or_default().push((count.documents, node));
            }
        }
        let mut hidden = BTreeSet::new();
        for mut names in groups.into_values() {
            names.sort();
            names.pop();
            hidden.extend(names.into_iter().map(|(_, name)| name));
        }
        Ok(Judged { judgements, hidden })
    }

    /// A whole name; where judgements tie others to it or take some away, what is left of all of them.
    fn row(&self, tx: &Tx<'_>, identities: &Identities, node: &str) -> Result<Option<NameRow>, LedgerError> {
        let out: Vec<&String> = self.judgements.detached_from(node).collect();
        let several = identities.is_split(node) || !out.is_empty();
        let first = identities.first(&Cell::Node(node.to_owned()));
        if identities.cells(&first).len() > 1 && !several {
            return self.entity(tx, identities, &first);
        }
        if let [only] = out.as_slice()
            && tx.name_count(node)?.is_some_and(|count| count.documents == 1)
        {
            return self.entity(tx, identities, &identities.first(&Cell::Mention((*only).clone())));
        }
        let row = tx.name_count(node)?.map(|count| NameRow {
            id: count.first,
            kind: count.kind,
            name: count.name,
            documents: count.documents,
            spellings: count.forms,
            several,
            introduced: None,
            open: None,
        });
        Ok(row)
    }

    fn entity(
        &self,
        tx: &Tx<'_>,
        identities: &Identities,
        cell: &Cell,
    ) -> Result<Option<NameRow>, LedgerError> {
        let extent = Extent::of(tx, &self.judgements, identities, cell)?;
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
            introduced: None,
            open: None,
        }))
    }
}

/// Names that wait for somebody to say whether they are the same as others, of those that most documents have.
fn open(tx: &Tx<'_>, judged: &Judged, kind: &str, page: Page) -> Result<Listing<NameRow>, LedgerError> {
    let mut rows = Vec::new();
    let mut seen: BTreeSet<Cell> = BTreeSet::new();
    for node in tx.frequent_names(kind, limit::OPEN_NAMES_MAX)? {
        let identities = identities_around(tx, &judged.judgements, [node.clone()])?;
        for cell in bearers(tx, &judged.judgements, &identities, &node)? {
            if !seen.insert(cell.clone()) {
                continue;
            }
            let (proposals, _) = proposals(tx, &judged.judgements, &identities, &cell)?;
            let open = proposals.iter().filter(|proposal| proposal.unsure.is_none()).count();
            if open > 0 {
                let row = judged.entity(tx, &identities, &cell)?;
                let open = Some(u32::try_from(open).unwrap_or(u32::MAX));
                rows.extend(row.map(|row| (NameRow { open, ..row }, node.clone(), cell)));
            }
        }
    }
    cut(tx, judged, rows, page)
}

/// A page of rows with a name and a cell of each: how whoever has the cell comes in is looked up for these alone.
fn cut(
    tx: &Tx<'_>,
    judged: &Judged,
    rows: Vec<(NameRow, String, Cell)>,
    page: Page,
) -> Result<Listing<NameRow>, LedgerError> {
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let limit = if page.limit == 0 { rows.len() } else { page.limit as usize };
    let mut shown = Vec::new();
    for (row, node, cell) in rows.into_iter().skip(page.offset as usize).take(limit) {
        let identities = identities_around(tx, &judged.judgements, [node])?;
        let extent = Extent::of(tx, &judged.judgements, &identities, &cell)?;
        let introduced = extent.brief(tx)?.map(|brief| extent.introduction(tx, &brief)).transpose()?;
        shown.push(NameRow { introduced, ..row });
    }
    Ok(Listing { rows: shown, total })
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
    let own = all.into_iter().filter(|node| !judged.hidden.contains(node));
    let own: Vec<String> = own.skip(page.offset as usize).take(limit as usize).collect();
    let identities = identities_around(tx, &judged.judgements, own.iter().cloned())?;
    let mut rows = Vec::new();
    for node in &own {
        rows.extend(judged.row(tx, &identities, node)?);
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
    let mut found: Vec<(bool, NameRow, String, Cell)> = Vec::new();
    let mut seen: BTreeSet<Cell> = BTreeSet::new();
    let matching = matching(tx, &filter.words)?;
    let nodes = matching.keys().cloned();
    let identities = identities_around(tx, &judged.judgements, nodes)?;
    for (node, exact) in matching {
        for cell in bearers(tx, &judged.judgements, &identities, &node)? {
            if !seen.insert(cell.clone()) {
                continue;
            }
            let whole = cell == Cell::Node(node.clone());
            let row = if whole {
                judged.row(tx, &identities, &node)?
            } else {
                judged.entity(tx, &identities, &cell)?
            };
            let Some(row) = row.filter(|row| filter.kind.is_empty() || row.kind == filter.kind) else {
                continue;
            };
            found.push((exact, row, node.clone(), cell));
        }
    }
    found.sort_by(|(x, a, ..), (y, b, ..)| {
        (y, b.documents, &a.name, &a.id).cmp(&(x, a.documents, &b.name, &b.id))
    });
    cut(tx, judged, found.into_iter().map(|(_, row, node, cell)| (row, node, cell)).collect(), page)
}
