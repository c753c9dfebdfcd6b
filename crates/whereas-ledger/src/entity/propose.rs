//! Who may be the same: names that share a key with a name, compared.
//!
//! Computed when somebody asks. A key that more than [`limit::KEY_NAMES_MAX`] names have is left out, whichever of
//! them came first, so the answer is the same in any order of adding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::close::{Close, Degree, Known, close};
use super::identity::{Cell, Identities, Judgements};
use super::list::are_two;
use super::node::Node;
use crate::store::Tx;
use crate::{LedgerError, limit};

/// A name that is close to another one.
#[derive(Debug, Clone)]
pub(crate) struct Neighbour {
    pub own: Arc<Known>,
    pub other: Arc<Known>,
    pub close: Close,
}

/// Names made ready to be compared, each once, and the names of each key: looking them up and taking them apart costs
/// more than comparing them, and those near to one name are near to the next one too.
#[derive(Default)]
struct Ready {
    known: BTreeMap<Node, Arc<Known>>,
    keyed: BTreeMap<i64, Arc<Vec<Node>>>,
}

impl Ready {
    fn all(&mut self, nodes: impl IntoIterator<Item = Node>) -> Vec<Arc<Known>> {
        let ready = |node: Node| self.known.entry(node.clone()).or_insert_with(|| known(node)).clone();
        nodes.into_iter().map(ready).collect()
    }

    /// The names that share a key with a name, in order.
    fn near(&mut self, tx: &Tx<'_>, id: &str) -> Result<BTreeSet<Node>, LedgerError> {
        let mut out = BTreeSet::new();
        for feature in tx.features_of(id)? {
            let nodes = match self.keyed.get(&feature) {
                Some(nodes) => nodes.clone(),
                None => {
                    let nodes = Arc::new(tx.nodes_by_feature(feature, limit::KEY_NAMES_MAX)?);
                    self.keyed.insert(feature, nodes.clone());
                    nodes
                }
            };
            out.extend(nodes.iter().filter(|node| node.id != id).cloned());
        }
        Ok(out)
    }
}

/// A name taken apart, which depends on nothing but its words. Some are kept in memory, for one page after another asks
/// for the same ones; when there are too many all are taken apart anew.
fn known(node: Node) -> Arc<Known> {
    static LAST: Mutex<BTreeMap<Node, Arc<Known>>> = Mutex::new(BTreeMap::new());
    let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = last().get(&node) {
        return known.clone();
    }
    let known = Arc::new(Known::new(node.clone()));
    let mut last = last();
    if last.len() >= limit::KNOWN_NAMES_MAX {
        last.clear();
    }
    last.insert(node, known.clone());
    known
}

/// The names that are close to a node, the closest first.
pub(crate) fn neighbours(tx: &Tx<'_>, node: &str) -> Result<Vec<Neighbour>, LedgerError> {
    near(tx, node, &mut Ready::default(), |_, _| true)
}

/// The names that are close to a node, of those that are wanted beside one of its own.
fn near(
    tx: &Tx<'_>,
    node: &str,
    ready: &mut Ready,
    wanted: impl Fn(&Known, &Node) -> bool,
) -> Result<Vec<Neighbour>, LedgerError> {
    let own = ready.all(tx.nodes_of(node)?);
    let mut others = ready.near(tx, node)?;
    others.retain(|other| own.iter().any(|own| wanted(own, other)));
    let mut best: BTreeMap<String, Neighbour> = BTreeMap::new();
    for other in ready.all(others) {
        for own in &own {
            let close = close(own, &other);
            let known = best.get(&other.node.id);
            if close.degree > Degree::Different && known.is_none_or(|known| is_better(close, known.close)) {
                let found = Neighbour { own: own.clone(), other: other.clone(), close };
                best.insert(other.node.id.clone(), found);
            }
        }
    }
    let mut found: Vec<Neighbour> = best.into_values().collect();
    found.sort_by(|a, b| {
        let rank = |x: &Neighbour| (std::cmp::Reverse(x.close.degree), -x.close.score);
        rank(a)
            .partial_cmp(&rank(b))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| a.other.node.cmp(&b.other.node))
    });
    Ok(found)
}

fn is_better(a: Close, b: Close) -> bool {
    (a.degree, a.score) > (b.degree, b.score)
}

/// Whether several people bear a name: two fuller names of which it is short are two.
fn is_namesake(tx: &Tx<'_>, node: &str, ready: &mut Ready) -> Result<bool, LedgerError> {
    if tx.nodes_of(node)?.first().is_none_or(|node| node.kind != "person") {
        return Ok(false);
    }
    let found = near(tx, node, ready, Known::may_be_short_for)?;
    let fuller = found.iter().filter(|near| near.close.degree == Degree::Same);
    let fuller: Vec<&Known> =
        fuller.filter(|near| near.own.is_short_for(&near.other)).map(|near| &*near.other).collect();
    Ok(are_two(&fuller))
}

/// What the judgements add up to for some nodes, and for all that judgements tie to them.
pub(crate) fn identities_around(
    tx: &Tx<'_>,
    judgements: &Judgements,
    nodes: impl IntoIterator<Item = String>,
) -> Result<Identities, LedgerError> {
    let around = judgements.around(nodes);
    let mut namesakes = BTreeSet::new();
    let mut ready = Ready::default();
    for node in &around {
        if is_namesake(tx, node, &mut ready)? {
            namesakes.insert(node.clone());
        }
    }
    Ok(judgements.identities(&around, &namesakes))
}

/// The nodes that some cells stand for.
pub(crate) fn nodes_of(tx: &Tx<'_>, cells: &[Cell]) -> Result<BTreeSet<String>, LedgerError> {
    let mut nodes = BTreeSet::new();
    for cell in cells {
        match cell {
            Cell::Node(node) | Cell::Within(node, _) => nodes.insert(node.clone()),
            Cell::Mention(id) => match tx.entity_mention(id)? {
                Some(mention) => nodes.insert(mention.node),
                None => false,
            },
        };
    }
    Ok(nodes)
}
