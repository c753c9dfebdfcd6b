//! The tries of phrases, one for each pack, with the children of a node side by side.

use rustc_hash::FxHashMap;

use super::lexicon::{Entry, Root};

/// The bit that a symbol has in a mask.
pub(super) fn bit(symbol: u32) -> u64 {
    1 << (symbol & 63)
}

/// A place in a phrase.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The bits of the symbols that lead on: most steps are refused by this.
    leads: u64,
    first_child: u32,
    children: u32,
    first_entry: u32,
    entries: u32,
}

/// All phrases.
#[derive(Debug, Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// The symbol that leads to each node; in order among the children of one node.
    symbols: Vec<u32>,
    entries: Vec<Entry>,
}

/// With fewer children than this, looking at each is faster than halving.
const CHILDREN_FEW: usize = 8;

impl Trie {
    /// What the phrases that end at a node are.
    pub fn entries(&self, node: u32) -> &[Entry] {
        let node = self.node(node);
        &self.entries[node.first_entry as usize..(node.first_entry + node.entries) as usize]
    }

    /// The bits of the symbols that lead on from a node.
    pub fn leads(&self, node: u32) -> u64 {
        self.node(node).leads
    }

    /// The node that `symbol` leads to.
    pub fn step(&self, node: u32, symbol: u32) -> Option<u32> {
        let node = self.node(node);
        let children = &self.symbols[node.first_child as usize..(node.first_child + node.children) as usize];
        let at = if children.len() < CHILDREN_FEW {
            children.iter().position(|&child| child == symbol)?
        } else {
            children.binary_search(&symbol).ok()?
        };
        Some(node.first_child + at as u32)
    }

    /// Where the phrases that begin with each of the symbols below `symbols` begin.
    fn roots(&self, symbols: usize) -> Roots {
        let mut roots = vec![Vec::new(); symbols];
        for (pack, root) in self.nodes.iter().take(ROOTS).enumerate() {
            for node in root.first_child..root.first_child + root.children {
                let child = self.node(node);
                let begin = Root { leads: child.leads, node, pack: pack as u8, ends: child.entries > 0 };
                if let Some(of) = roots.get_mut(self.symbols[node as usize] as usize) {
                    of.push(begin);
                }
            }
        }
        roots
    }

    fn node(&self, node: u32) -> Node {
        self.nodes.get(node as usize).copied().unwrap_or_default()
    }
}

/// For each symbol where the phrases that begin with it begin.
pub(super) type Roots = Vec<Vec<Root>>;

/// Phrases while they are collected. The first nodes are the roots, one for each pack.
#[derive(Debug)]
pub(super) struct Sprout {
    steps: FxHashMap<(u32, u32), u32>,
    entries: Vec<Vec<Entry>>,
}

/// How many packs there can be, that of no language with them.
const ROOTS: usize = u8::MAX as usize + 1;

impl Default for Sprout {
    fn default() -> Self {
        Self { steps: FxHashMap::default(), entries: vec![Vec::new(); ROOTS] }
    }
}

impl Sprout {
    /// Adds a phrase, given as symbols, to the trie of its pack.
    pub fn insert(&mut self, symbols: &[u32], entry: Entry) {
        let mut node = u32::from(entry.pack);
        for &symbol in symbols {
            let next = self.entries.len() as u32;
            node = *self.steps.entry((node, symbol)).or_insert(next);
            if node == next {
                self.entries.push(Vec::new());
            }
        }
        if let Some(entries) = self.entries.get_mut(node as usize)
            && !symbols.is_empty()
            && !entries.contains(&entry)
        {
            entries.push(entry);
        }
    }

    /// The trie, and where the phrases that begin with each of the symbols below `symbols` begin.
    pub fn grow(self, symbols: usize) -> (Trie, Roots) {
        let mut steps: Vec<(u32, u32, u32)> =
            self.steps.into_iter().map(|((node, symbol), next)| (node, symbol, next)).collect();
        steps.sort_unstable();
        let mut trie = Trie::default();
        // The old number of each node, in the new order: breadth first, so that children stand side by side.
        let mut order: Vec<u32> = (0..ROOTS as u32).collect();
        trie.symbols = vec![0; ROOTS];
        let mut at = 0;
        while let Some(&old) = order.get(at) {
            let first = steps.partition_point(|step| step.0 < old);
            let children = steps[first..].iter().take_while(|step| step.0 == old);
            let mut node = Node { first_child: order.len() as u32, ..Node::default() };
            for &(_, symbol, next) in children {
                node.leads |= bit(symbol);
                node.children += 1;
                trie.symbols.push(symbol);
                order.push(next);
            }
            let entries = self.entries.get(old as usize).map_or(&[][..], Vec::as_slice);
            node.first_entry = trie.entries.len() as u32;
            node.entries = entries.len() as u32;
            trie.entries.extend_from_slice(entries);
            trie.nodes.push(node);
            at += 1;
        }
        let roots = trie.roots(symbols);
        (trie, roots)
    }
}
