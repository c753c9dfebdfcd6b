//! Who asks whom, and how often.

use std::collections::BTreeMap;

use serde::Serialize;
use whereas_extract::pack::entity::articles;

use super::Listing;
use crate::derive::Role;
use crate::store::Tx;
use crate::word::fold_name;
use crate::{LedgerError, Page, limit};

/// How many demands somebody makes of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskingRow {
    /// Who asks.
    pub actor: String,
    /// Who shall act.
    pub addressee: String,
    /// How many demands.
    pub demands: u32,
}

/// Who asks and who is asked, folded and without articles.
type Pair = (String, String);
/// How many demands, and the numbers of one form of both names.
type Sum = (u32, i64, i64);

/// Lists who asks whom, the most demands first; with words, where one of the two has them. Forms with and without an
/// article are one.
pub(crate) fn network(tx: &Tx<'_>, words: &str, page: Page) -> Result<Listing<AskingRow>, LedgerError> {
    let wanted = fold_name(words, limit::FILTER_NAME_BYTES_MAX);
    let found = tx.askings(wanted.trim(), limit::ASKINGS_MAX)?;
    let mut names: BTreeMap<i64, (String, String)> = BTreeMap::new();
    let mut sums: BTreeMap<Pair, Sum> = BTreeMap::new();
    for (actor, addressee, demands) in found {
        let mut bare = |name: i64| -> Result<String, LedgerError> {
            if let Some((bare, _)) = names.get(&name) {
                return Ok(bare.clone());
            }
            let folded = tx.name(name)?.unwrap_or_default();
            let bare = without_article(&folded);
            names.insert(name, (bare.clone(), folded));
            Ok(bare)
        };
        let pair = (bare(actor)?, bare(addressee)?);
        let sum = sums.entry(pair).or_insert((0, actor, addressee));
        sum.0 = sum.0.saturating_add(demands);
    }
    let mut all: Vec<(Pair, Sum)> = sums.into_iter().collect();
    all.sort_by(|(x, a), (y, b)| (b.0, x).cmp(&(a.0, y)));
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let limit = if page.limit == 0 { usize::MAX } else { page.limit as usize };
    let mut rows = Vec::new();
    let mut written: BTreeMap<(i64, &'static str), String> = BTreeMap::new();
    for (_, (demands, actor, addressee)) in all.into_iter().skip(page.offset as usize).take(limit) {
        let mut write = |name: i64, role: Role| -> Result<String, LedgerError> {
            if let Some(known) = written.get(&(name, role.as_str())) {
                return Ok(known.clone());
            }
            let as_written = as_written(tx, name, role)?;
            written.insert((name, role.as_str()), as_written.clone());
            Ok(as_written)
        };
        let (actor, addressee) = (write(actor, Role::Actor)?, write(addressee, Role::Addressee)?);
        rows.push(AskingRow { actor, addressee, demands });
    }
    Ok(Listing { rows, total })
}

/// A folded name without the article before it.
fn without_article(folded: &str) -> String {
    let name = folded.trim();
    let bare = articles().iter().find_map(|article| name.strip_prefix(article.as_str())?.strip_prefix(' '));
    bare.unwrap_or(name).to_owned()
}

/// A name as the first statement has it.
fn as_written(tx: &Tx<'_>, name: i64, role: Role) -> Result<String, LedgerError> {
    let folded = tx.name(name)?.unwrap_or_default();
    let Some(key) = tx.first_naming(name, role)? else { return Ok(folded.trim().to_owned()) };
    let Some(located) = tx.statement_at(key)? else { return Ok(folded.trim().to_owned()) };
    let row = located.row;
    let all: Vec<String> = match role {
        Role::Addressee => row.addressees,
        _ => row.speakers.into_iter().chain([row.speaker]).collect(),
    };
    let own = all.into_iter().find(|name| fold_name(name, limit::FILTER_NAME_BYTES_MAX) == folded);
    Ok(own.map_or(folded.trim().to_owned(), |name| whereas_extract::fold_blanks(&name)))
}
