//! All entities of a ledger: what is joined, and what is confidently proposed.

use std::collections::{BTreeMap, BTreeSet};

use super::close::{Close, Degree, Known, close, why};
use super::identity::{Cell, Identities};
use crate::store::{EntityMention, Tx};
use crate::view::{EntityForm, EntityRow, FormState, Reason};
use crate::{LedgerError, limit};

/// Two names that are close.
#[derive(Debug, Clone, Copy)]
struct Edge {
    a: usize,
    b: usize,
    close: Close,
}

/// Names and how close they are to each other.
#[derive(Default)]
struct Web {
    known: Vec<Known>,
    edges: Vec<Edge>,
    /// The edges of each name.
    of: Vec<Vec<usize>>,
    /// The country that the ledger is about: the one that stands in most documents.
    home: Option<&'static str>,
}

/// Lists all entities, in order of kind and of their first mention.
pub(crate) fn entities(tx: &Tx<'_>) -> Result<Vec<EntityRow>, LedgerError> {
    let web = Web::of(tx)?;
    let judgements = tx.identity_judgements()?;
    let nodes = web.known.iter().map(|known| known.node.id.clone()).collect();
    let identities = judgements.identities(&nodes, &web.namesakes());
    let mut groups = Groups::new(&web, &identities);
    groups.join_same();
    groups.join_shorter();
    let mut by_group: BTreeMap<(String, Cell), Vec<EntityMention>> = BTreeMap::new();
    tx.each_entity_mention(|mention| {
        let cell = identities.cell(&mention.id, &mention.node, mention.document);
        let group = groups.root(&identities.first(&cell));
        by_group.entry((mention.kind.clone(), group)).or_default().push(mention);
        Ok(())
    })?;
    let mut rows: Vec<(i64, EntityRow)> =
        by_group.into_values().filter_map(|mentions| groups.row(mentions)).collect();
    rows.sort_by(|(a, x), (b, y)| (&x.kind, a).cmp(&(&y.kind, b)));
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

impl Web {
    /// Compares all names that share a key, once.
    fn of(tx: &Tx<'_>) -> Result<Web, LedgerError> {
        let nodes = tx.nodes()?;
        let number: BTreeMap<(&str, &str), usize> =
            nodes.iter().enumerate().map(|(at, node)| ((node.id.as_str(), node.lang.code()), at)).collect();
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut add = |group: &[usize]| {
            // A key that many names have tells nothing, like a stop word.
            if group.len() <= limit::KEY_NAMES_MAX {
                let each = group.iter().enumerate();
                pairs.extend(
                    each.flat_map(|(at, a)| group.iter().skip(at + 1).map(|b| (*a.min(b), *a.max(b)))),
                );
            }
        };
        let (mut group, mut last) = (Vec::new(), None);
        tx.each_node_key(|feature, id, lang| {
            if last != Some(feature) {
                add(&group);
                group.clear();
                last = Some(feature);
            }
            group.extend(number.get(&(id, lang)).copied());
            Ok(())
        })?;
        add(&group);
        let known: Vec<Known> = nodes.into_iter().map(Known::new).collect();
        let home = home(tx, &known)?;
        let mut web = Web { of: vec![Vec::new(); known.len()], edges: Vec::new(), known, home };
        for (a, b) in pairs {
            let (Some(left), Some(right)) = (web.known.get(a), web.known.get(b)) else { continue };
            let close = close(left, right);
            let close = if left.is_part_of(right, home) || right.is_part_of(left, home) {
                close.with(Degree::Shorter)
            } else {
                close
            };
            if close.degree >= Degree::Shorter && left.node.id != right.node.id {
                let edge = web.edges.len();
                for at in [a, b] {
                    if let Some(of) = web.of.get_mut(at) {
                        of.push(edge);
                    }
                }
                web.edges.push(Edge { a, b, close });
            }
        }
        Ok(web)
    }

    /// The other ends of a name's edges of a degree.
    fn beside(&self, at: usize, degree: Degree) -> impl Iterator<Item = (usize, &Known)> {
        let edges = self.of.get(at).into_iter().flatten().filter_map(|edge| self.edges.get(*edge));
        let ends = edges.filter(move |edge| edge.close.degree == degree);
        ends.map(move |edge| if edge.a == at { edge.b } else { edge.a })
            .filter_map(|other| Some((other, self.known.get(other)?)))
    }

    /// Names that several people bear: two fuller names of which this is short are two.
    fn namesakes(&self) -> BTreeSet<String> {
        let is_one = |(at, known): &(usize, &Known)| {
            let fuller: Vec<&Known> = self
                .beside(*at, Degree::Same)
                .map(|(_, other)| other)
                .filter(|other| known.is_short_for(other))
                .collect();
            are_two(&fuller)
        };
        let all = self.known.iter().enumerate().filter(is_one);
        all.map(|(_, known)| known.node.id.clone()).collect()
    }
}

/// The country that stands in most documents; none where two stand in equally many.
fn home(tx: &Tx<'_>, known: &[Known]) -> Result<Option<&'static str>, LedgerError> {
    let mut documents: BTreeMap<&'static str, i64> = BTreeMap::new();
    for known in known {
        if let Some(country) = known.country() {
            *documents.entry(country).or_default() += tx.documents_of(&known.node.id)?;
        }
    }
    let most = documents.values().max().copied().unwrap_or_default();
    let mut first = documents.into_iter().filter(|(_, count)| *count == most).map(|(name, _)| name);
    Ok(first.next().filter(|_| first.next().is_none()))
}

/// Whether two of these names are two.
pub(super) fn are_two(names: &[&Known]) -> bool {
    let mut pairs =
        names.iter().enumerate().flat_map(|(at, a)| names.iter().skip(at + 1).map(move |b| (a, b)));
    pairs.any(|(a, b)| close(a, b).degree == Degree::Different)
}

/// Entities as proposals put them together.
struct Groups<'a> {
    web: &'a Web,
    identities: &'a Identities,
    /// The cell that stands for the group of each; a cell that is not here is alone.
    roots: BTreeMap<Cell, Cell>,
    /// The proposals by which groups were joined.
    used: Vec<(Cell, Cell, Edge)>,
}

impl<'a> Groups<'a> {
    fn new(web: &'a Web, identities: &'a Identities) -> Self {
        Self { web, identities, roots: BTreeMap::new(), used: Vec::new() }
    }

    fn root(&self, cell: &Cell) -> Cell {
        let mut here = cell;
        // Each step leads to a smaller cell.
        while let Some(next) = self.roots.get(here) {
            here = next;
        }
        here.clone()
    }

    /// The entity of a name, unless its bearers are told apart.
    fn cell(&self, at: usize) -> Option<Cell> {
        let id = &self.web.known.get(at)?.node.id;
        let whole = !self.identities.is_split(id);
        whole.then(|| self.identities.first(&Cell::Node(id.clone())))
    }

    fn join(&mut self, a: Cell, b: Cell, edge: Edge) {
        let (x, y) = (self.root(&a), self.root(&b));
        if x == y || self.are_apart(&x, &y) {
            return;
        }
        self.used.push((a, b, edge));
        let (first, second) = if x < y { (x, y) } else { (y, x) };
        self.roots.insert(second, first);
    }

    /// Whether joining two groups would join what somebody judged to be two.
    fn are_apart(&self, x: &Cell, y: &Cell) -> bool {
        self.identities.all_apart().any(|(a, b)| {
            let (a, b) = (self.root(a), self.root(b));
            (&a, &b) == (x, y) || (&a, &b) == (y, x)
        })
    }

    /// Joins names that are one, the closest first, unless one of them is also the name of somebody else.
    fn join_same(&mut self) {
        let mut edges: Vec<Edge> =
            self.web.edges.iter().filter(|edge| edge.close.degree == Degree::Same).copied().collect();
        edges.sort_by(|x, y| y.close.score.total_cmp(&x.close.score).then((x.a, x.b).cmp(&(y.a, y.b))));
        for edge in edges {
            if self.is_clear(edge)
                && let (Some(a), Some(b)) = (self.cell(edge.a), self.cell(edge.b))
            {
                self.join(a, b, edge);
            }
        }
    }

    /// Whether all names that are close to either end are close to the other one, or at least not two.
    fn is_clear(&self, edge: Edge) -> bool {
        let (Some(a), Some(b)) = (self.web.known.get(edge.a), self.web.known.get(edge.b)) else {
            return false;
        };
        let clear = |at: usize, end: &Known| {
            self.web.beside(at, Degree::Same).all(|(_, other)| close(end, other).degree != Degree::Different)
        };
        a.node.kind != "person" || clear(edge.a, b) && clear(edge.b, a)
    }

    /// Joins short forms where all that they may be short for is one entity.
    fn join_shorter(&mut self) {
        for (at, short) in self.web.known.iter().enumerate() {
            let edges =
                self.web.of.get(at).into_iter().flatten().filter_map(|edge| self.web.edges.get(*edge));
            let fuller = edges.filter(|edge| edge.close.degree == Degree::Shorter).filter(|edge| {
                let other = self.web.known.get(if edge.a == at { edge.b } else { edge.a });
                other.is_some_and(|other| short.is_short_for(other) || short.is_part_of(other, self.web.home))
            });
            let fuller: Vec<Edge> = fuller.copied().collect();
            let cells: Option<Vec<Cell>> =
                fuller.iter().map(|edge| self.cell(if edge.a == at { edge.b } else { edge.a })).collect();
            let Some(cells) = cells else { continue };
            let roots: BTreeSet<Cell> = cells.iter().map(|cell| self.root(cell)).collect();
            if let (1, Some(own), Some(cell), Some(edge)) =
                (roots.len(), self.cell(at), cells.into_iter().next(), fuller.first())
            {
                self.join(own, cell, *edge);
            }
        }
    }

    /// A group as a row, with the place of its first mention.
    fn row(&self, mentions: Vec<EntityMention>) -> Option<(i64, EntityRow)> {
        let mut parts: BTreeMap<Cell, Vec<EntityMention>> = BTreeMap::new();
        for mention in mentions {
            let cell = self.identities.cell(&mention.id, &mention.node, mention.document);
            parts.entry(self.identities.first(&cell)).or_default().push(mention);
        }
        let weight = |part: &Vec<EntityMention>| part.iter().map(|mention| mention.times).sum::<u32>();
        let first = |part: &Vec<EntityMention>| part.iter().map(|mention| mention.key).min();
        let main =
            parts.iter().max_by_key(|(_, part)| (weight(part), std::cmp::Reverse(first(part))))?.0.clone();
        let mut forms: Vec<EntityForm> = Vec::new();
        for (cell, part) in &parts {
            let (state, why, score) = if *cell == main {
                (FormState::Joined, Vec::new(), 1.0)
            } else {
                let edge = self.proposal(cell);
                (
                    FormState::Proposed,
                    edge.map_or(Vec::new(), |edge| self.why(edge)),
                    edge.map_or(0.0, |e| e.close.score),
                )
            };
            add_forms(&mut forms, part, state, &why, score);
        }
        forms.sort_by(|a, b| {
            (a.state as u8, std::cmp::Reverse(a.times), &a.form).cmp(&(
                b.state as u8,
                std::cmp::Reverse(b.times),
                &b.form,
            ))
        });
        let lead = parts.get(&main)?.iter().min_by_key(|mention| mention.key)?;
        let name = name_of(parts.get(&main)?);
        Some((lead.key, EntityRow { kind: lead.kind.clone(), id: lead.id.clone(), name, forms }))
    }

    /// The best proposal by which an entity came into its group.
    fn proposal(&self, cell: &Cell) -> Option<Edge> {
        let own = self.used.iter().filter(|(a, b, _)| a == cell || b == cell).map(|(.., edge)| *edge);
        own.max_by(|x, y| x.close.score.total_cmp(&y.close.score))
    }

    fn why(&self, edge: Edge) -> Vec<Reason> {
        let both = self.web.known.get(edge.a).zip(self.web.known.get(edge.b));
        both.map_or(Vec::new(), |(a, b)| why(a, b))
    }
}

/// The most frequent of the forms that are bases.
pub(super) fn name_of(mentions: &[EntityMention]) -> String {
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for mention in mentions {
        *times.entry(&mention.base).or_default() += mention.times;
    }
    let best = times.into_iter().max_by_key(|(form, times)| (*times, std::cmp::Reverse(*form)));
    best.map_or(String::new(), |(form, _)| form.to_owned())
}

/// Adds the forms of mentions, each once.
fn add_forms(
    forms: &mut Vec<EntityForm>,
    mentions: &[EntityMention],
    state: FormState,
    why: &[Reason],
    score: f32,
) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in mentions {
        let at = *known.entry(&mention.quote).or_insert(forms.len());
        if at == forms.len() {
            let mut why = why.to_vec();
            if why.is_empty() {
                why.push(Reason::Form { basis: mention.basis, base: mention.base.clone() });
            }
            let form = mention.quote.clone();
            forms.push(EntityForm { form, state, why, score, mentions: Vec::new(), times: 0 });
        }
        if let Some(form) = forms.get_mut(at) {
            form.mentions.push(mention.id.clone());
            form.times += mention.times;
        }
    }
}
