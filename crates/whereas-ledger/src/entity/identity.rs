//! What people judged of who is who, and what it adds up to.
//!
//! A *cell* is what stands together without any judgement: a node; a node within one document, where somebody said
//! that two bearers of the name are two; a mention alone, where it was detached. Judgements join cells in the order
//! of the log, unless a judgement forbids it: that is a conflict, and is shown. A judgement of a mention is about its
//! name, until the mention is detached; from then on it is about the mention alone, until it is detached once more.
//! The outcome depends on the judgements that stand and on nothing else, so any way to them ends in the same state.

use std::collections::{BTreeMap, BTreeSet};

use crate::Identity;

/// What stands together without any judgement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cell {
    /// A name, wherever it stands.
    Node(String),
    /// A name in one document.
    Within(String, i64),
    /// One mention.
    Mention(String),
}

/// A mention that somebody judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    pub id: String,
    pub node: String,
    /// Number of its document.
    pub document: i64,
}

/// A judgement of two mentions that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub seq: i64,
    pub says: Identity,
    /// Ids of the mentions.
    pub between: [String; 2],
}

/// How far the bearers of one name are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Split {
    /// Each document is one.
    Documents,
    /// Each form in each document is one.
    Forms,
}

/// All judgements of who is who that stand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Judgements {
    /// In order of the log.
    pub said: Vec<Said>,
    /// Mentions that were detached, by their ids, with the numbers of the judgements in order of the log.
    pub detached: BTreeMap<String, Vec<i64>>,
    /// The mentions that they are about.
    pub placed: BTreeMap<String, Placed>,
}

/// A judgement that two are one, against others by which they are two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Clash {
    pub same: i64,
    pub different: i64,
}

/// What the judgements add up to, for some nodes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Identities {
    splits: BTreeMap<String, Split>,
    detached: BTreeSet<String>,
    /// The first cell of the entity of each cell that is joined to another one.
    joined: BTreeMap<Cell, Cell>,
    /// Entities that are judged to be two, by their first cells, with the number of the judgement.
    apart: BTreeMap<(Cell, Cell), i64>,
    /// Those of which nobody can tell.
    unsure: BTreeMap<(Cell, Cell), i64>,
    pub clashes: Vec<Clash>,
}

impl Judgements {
    /// The nodes that judgements tie to some, those included: no other judgement can matter to them.
    pub(crate) fn around(&self, nodes: impl IntoIterator<Item = String>) -> BTreeSet<String> {
        let mut by_node: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for [a, b] in self.said.iter().filter_map(|said| self.nodes_of(said)) {
            by_node.entry(a).or_default().push(b);
            by_node.entry(b).or_default().push(a);
        }
        let mut found: BTreeSet<String> = nodes.into_iter().collect();
        let mut open: Vec<String> = found.iter().cloned().collect();
        while let Some(node) = open.pop() {
            for other in by_node.get(node.as_str()).into_iter().flatten() {
                if found.insert((*other).to_owned()) {
                    open.push((*other).to_owned());
                }
            }
        }
        found
    }

    /// The mentions that were detached from a name.
    pub(crate) fn detached_from<'a>(&'a self, node: &'a str) -> impl Iterator<Item = &'a String> {
        let bears = move |id: &&String| self.placed.get(*id).is_some_and(|placed| placed.node == node);
        self.detached.keys().filter(bears)
    }

    /// Whether a mention was detached before an entry of the log, and after it.
    fn detached_around(&self, id: &str, seq: i64) -> (bool, bool) {
        let all = self.detached.get(id).map_or(&[][..], Vec::as_slice);
        (all.iter().any(|detached| *detached < seq), all.iter().any(|detached| *detached > seq))
    }

    fn nodes_of(&self, said: &Said) -> Option<[&str; 2]> {
        let [a, b] = &said.between;
        Some([&self.placed.get(a)?.node, &self.placed.get(b)?.node])
    }

    /// What the judgements about some nodes add up to. `namesakes` are nodes whose name several people bear.
    pub(crate) fn identities(&self, nodes: &BTreeSet<String>, namesakes: &BTreeSet<String>) -> Identities {
        let detached = self.detached.keys().cloned().collect();
        let mut out = Identities { detached, ..Identities::default() };
        out.splits = namesakes.iter().map(|node| (node.clone(), Split::Documents)).collect();
        let inside =
            |said: &&Said| self.nodes_of(said).is_some_and(|[a, b]| nodes.contains(a) && nodes.contains(b));
        let said: Vec<&Said> = self.said.iter().filter(inside).collect();
        let placed = |id: &String| self.placed.get(id);
        for said in said.iter().filter(|said| said.says == Identity::Different) {
            let [Some(a), Some(b)] = said.between.each_ref().map(placed) else { continue };
            let names = [a, b].iter().all(|end| !self.detached_around(&end.id, said.seq).0);
            if names && a.node == b.node {
                let split = if a.document == b.document { Split::Forms } else { Split::Documents };
                let place = out.splits.entry(a.node.clone()).or_insert(split);
                *place = (*place).max(split);
            }
        }
        let between = |out: &Identities, said: &Said| -> Option<[Cell; 2]> {
            let [a, b] = said.between.each_ref().map(placed);
            Some([out.end(self, said.seq, a?)?, out.end(self, said.seq, b?)?])
        };
        let different: Vec<(i64, [Cell; 2])> = said
            .iter()
            .filter(|said| said.says == Identity::Different)
            .filter_map(|said| Some((said.seq, between(&out, said)?)))
            .collect();
        for same in said.iter().filter(|said| said.says == Identity::Same) {
            let Some([a, b]) = between(&out, same) else { continue };
            let (a, b) = (out.first(&a), out.first(&b));
            let forbids = |(_, [x, y]): &&(i64, [Cell; 2])| {
                let (x, y) = (out.first(x), out.first(y));
                (&x, &y) == (&a, &b) || (&x, &y) == (&b, &a)
            };
            match different.iter().find(forbids) {
                Some((seq, _)) => out.clashes.push(Clash { same: same.seq, different: *seq }),
                None => out.join(a, b),
            }
        }
        for (seq, [a, b]) in different {
            let pair = ordered(out.first(&a), out.first(&b));
            out.apart.entry(pair).or_insert(seq);
        }
        for said in said.iter().filter(|said| said.says == Identity::Unsure) {
            if let Some([a, b]) = between(&out, said) {
                let pair = ordered(out.first(&a), out.first(&b));
                out.unsure.entry(pair).or_insert(said.seq);
            }
        }
        out
    }
}

fn ordered(a: Cell, b: Cell) -> (Cell, Cell) {
    if a <= b { (a, b) } else { (b, a) }
}

impl Identities {
    /// The cell of a mention.
    pub(crate) fn cell(&self, id: &str, node: &str, document: i64) -> Cell {
        if self.detached.contains(id) {
            return Cell::Mention(id.to_owned());
        }
        self.cell_of_name(id, node, document)
    }

    /// The cell of a name where a mention stands, detached or not.
    fn cell_of_name(&self, id: &str, node: &str, document: i64) -> Cell {
        match self.splits.get(node) {
            None => Cell::Node(node.to_owned()),
            Some(Split::Documents) => Cell::Within(node.to_owned(), document),
            Some(Split::Forms) => Cell::Mention(id.to_owned()),
        }
    }

    /// How far the bearers of a name are told apart, if they are.
    pub(crate) fn split(&self, node: &str) -> Option<Split> {
        self.splits.get(node).copied()
    }

    /// The cell that a judgement of a mention is about; none where the mention was detached from what the judgement
    /// had tied it to.
    pub(crate) fn end(&self, judgements: &Judgements, seq: i64, placed: &Placed) -> Option<Cell> {
        let alone = Cell::Mention(placed.id.clone());
        let (before, after) = judgements.detached_around(&placed.id, seq);
        let cell =
            if before { alone.clone() } else { self.cell_of_name(&placed.id, &placed.node, placed.document) };
        (cell != alone || !after).then_some(cell)
    }

    /// The first cell of the entity of a cell: what it is known by.
    pub(crate) fn first(&self, cell: &Cell) -> Cell {
        self.joined.get(cell).unwrap_or(cell).clone()
    }

    /// All cells of an entity, by its first one.
    pub(crate) fn cells(&self, first: &Cell) -> Vec<Cell> {
        let others = self.joined.iter().filter(|(_, to)| *to == first).map(|(cell, _)| cell);
        std::iter::once(first).chain(others).cloned().collect()
    }

    /// Joins two entities, each by its first cell.
    fn join(&mut self, a: Cell, b: Cell) {
        if a == b {
            return;
        }
        let (first, second) = ordered(a, b);
        for to in self.joined.values_mut().filter(|to| **to == second) {
            to.clone_from(&first);
        }
        self.joined.insert(second, first);
    }

    /// The judgement by which two entities are two.
    pub(crate) fn apart(&self, a: &Cell, b: &Cell) -> Option<i64> {
        self.apart.get(&ordered(self.first(a), self.first(b))).copied()
    }

    /// The judgement by which nobody can tell whether two entities are one.
    pub(crate) fn unsure(&self, a: &Cell, b: &Cell) -> Option<i64> {
        self.unsure.get(&ordered(self.first(a), self.first(b))).copied()
    }

    /// All entities that are judged to be two, by their first cells.
    pub(crate) fn all_apart(&self) -> impl Iterator<Item = (&Cell, &Cell)> {
        self.apart.keys().map(|(a, b)| (a, b))
    }

    /// The same with the numbers of the judgements.
    pub(crate) fn each_apart(&self) -> impl Iterator<Item = (&(Cell, Cell), i64)> {
        self.apart.iter().map(|(pair, seq)| (pair, *seq))
    }

    /// Whether the bearers of a name are told apart.
    pub(crate) fn is_split(&self, node: &str) -> bool {
        self.splits.contains_key(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mentions `a1` (node `a`, document 1) and so on; `=`, `!` and `?` between two of them, `-` before a detached
    /// one.
    fn judged(words: &str) -> (Judgements, Identities) {
        let mut all = Judgements::default();
        let placed = |id: &str| Placed {
            id: id.to_owned(),
            node: id[..1].to_owned(),
            document: id[1..2].parse().unwrap(),
        };
        for (word, seq) in words.split_whitespace().zip(1..) {
            if let Some(id) = word.strip_prefix('-') {
                all.detached.entry(id.to_owned()).or_default().push(seq);
                all.placed.insert(id.to_owned(), placed(id));
                continue;
            }
            let at = word.find(['=', '!', '?']).unwrap();
            let says = match &word[at..=at] {
                "=" => Identity::Same,
                "!" => Identity::Different,
                _ => Identity::Unsure,
            };
            let between = [word[..at].to_owned(), word[at + 1..].to_owned()];
            all.placed.extend(between.iter().map(|id| (id.clone(), placed(id))));
            all.said.push(Said { seq, says, between });
        }
        let nodes = all.placed.values().map(|placed| placed.node.clone()).collect();
        let identities = all.identities(&nodes, &BTreeSet::new());
        (all, identities)
    }

    fn one(identities: &Identities, a: &str, b: &str) -> bool {
        let of = |id: &str| {
            let cell = identities.cell(id, &id[..1], id[1..2].parse().unwrap());
            identities.first(&cell)
        };
        of(a) == of(b)
    }

    #[test]
    fn a_name_is_one_until_somebody_says_otherwise() {
        let (_, none) = judged("");
        assert!(one(&none, "a1", "a2") && !one(&none, "a1", "b1"));
        let (_, apart) = judged("a1!a2");
        assert!(!one(&apart, "a1", "a2") && !one(&apart, "a1", "a3") && one(&apart, "a1", "a1x"));
        let (_, forms) = judged("a1!a1x");
        assert!(!one(&forms, "a1", "a1x"));
    }

    #[test]
    fn same_joins_whole_entities() {
        let (_, joined) = judged("a1=b2 c1=b7");
        assert!(one(&joined, "a5", "c9"));
        let (_, parts) = judged("a1!a2 a1=b1 a3=b1");
        assert!(one(&parts, "a1", "a3") && !one(&parts, "a1", "a2"));
    }

    #[test]
    fn what_is_forbidden_is_a_clash_whatever_the_order() {
        for words in ["a1!c1 a1=b1 b1=c1", "a1=b1 a1!c1 b1=c1", "a1=b1 b1=c1 a1!c1"] {
            let (_, identities) = judged(words);
            assert!(one(&identities, "a1", "b1") && !one(&identities, "b1", "c1"), "{words}");
            assert_eq!(identities.clashes.len(), 1, "{words}");
        }
        assert!(judged("a1!b1").1.apart(&Cell::Node("b".to_owned()), &Cell::Node("a".to_owned())).is_some());
    }

    #[test]
    fn a_detached_mention_leaves_the_others_alone() {
        let (_, identities) = judged("a1=b1 -a2");
        assert!(
            one(&identities, "a1", "b1") && one(&identities, "a3", "b1") && !one(&identities, "a2", "a1")
        );
        let (_, again) = judged("-a2 a2=c1");
        assert!(one(&again, "a2", "c1") && !one(&again, "a1", "c1"));
    }

    #[test]
    fn what_is_taken_out_leaves_what_it_was_joined_by() {
        let (_, out) = judged("a1=b1 -a1");
        assert!(!one(&out, "a1", "b1") && !one(&out, "a1", "a2") && one(&out, "a2", "b1"));
        let (_, twice) = judged("-a1 a1=b1 -a1");
        assert!(!one(&twice, "a1", "b1") && !one(&twice, "a2", "b1"));
        let (_, back) = judged("a1=b1 -a1 a1=b1");
        assert!(one(&back, "a1", "b1") && one(&back, "a2", "b1"));
        // Two bearers of a name stay two when one of them is taken out.
        let (_, two) = judged("a1!a2 -a1");
        assert!(!one(&two, "a3", "a2"));
    }

    #[test]
    fn only_what_is_tied_to_a_node_is_looked_at() {
        let (all, _) = judged("a1=b1 b1!c1 d1=e1");
        let around: Vec<String> = all.around(["a".to_owned()]).into_iter().collect();
        assert_eq!(around, ["a", "b", "c"]);
    }
}
