//! Random judgements, undoings, detachings, readings and erasures, played against a model that joins and parts
//! mentions by the letter of what is promised.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use whereas_extract::Act;

use super::propose::identities_around;
use crate::judge::mention_id;
use crate::sample::{ANA, Sample};
use crate::*;

/// Names that a document may have; a surname goes back to the full name where that stands in the document.
const NAMES: [&str; 5] = ["Ana Mirelle", "Mirelle", "Ivo Orlo", "Orlo", "Zara Vint"];

#[derive(Debug, Clone)]
enum Step {
    /// Add or read again what comes from a place, with these names.
    Add {
        place: u8,
        names: BTreeSet<usize>,
    },
    Judge {
        says: Identity,
        ends: [(u8, u8); 2],
    },
    Detach {
        end: (u8, u8),
    },
    Undo {
        nth: u8,
    },
    Erase {
        nth: u8,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let names = prop::collection::btree_set(0..NAMES.len(), 1..NAMES.len());
    let says =
        prop_oneof![3 => Just(Identity::Same), 2 => Just(Identity::Different), 1 => Just(Identity::Unsure)];
    let step = prop_oneof![
        4 => (0..4u8, names).prop_map(|(place, names)| Step::Add { place, names }),
        8 => (says, any::<[(u8, u8); 2]>()).prop_map(|(says, ends)| Step::Judge { says, ends }),
        2 => any::<(u8, u8)>().prop_map(|end| Step::Detach { end }),
        3 => any::<u8>().prop_map(|nth| Step::Undo { nth }),
        1 => any::<u8>().prop_map(|nth| Step::Erase { nth }),
    ];
    prop::collection::vec(step, 1..30)
}

/// A name in a document.
type Place = (String, usize);

/// What stands together as long as nobody joins it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Name((usize, Option<String>)),
    Document((usize, Option<String>), String),
    Form(Place),
}

#[derive(Debug, Clone)]
struct Judged {
    says: Option<Identity>,
    ends: Vec<Place>,
    stands: bool,
}

#[derive(Default)]
struct Model {
    /// The names of each document that was not erased.
    documents: BTreeMap<String, BTreeSet<usize>>,
    places: BTreeMap<u8, String>,
    judged: BTreeMap<i64, Judged>,
    readings: usize,
}

impl Model {
    fn places(&self) -> Vec<Place> {
        let names = |(id, names): (&String, &BTreeSet<usize>)| -> Vec<Place> {
            names.iter().map(|name| (id.clone(), *name)).collect()
        };
        self.documents.iter().flat_map(names).collect()
    }

    fn pick(&self, (document, name): (u8, u8)) -> Option<Place> {
        let (id, names) =
            self.documents.iter().nth((document as usize).checked_rem(self.documents.len())?)?;
        let name = names.iter().nth(name as usize % names.len())?;
        Some((id.clone(), *name))
    }

    /// The full name that a name in a document goes back to, and its document where it tells nobody by itself.
    fn node(&self, (id, name): &Place) -> (usize, Option<String>) {
        let full = name.saturating_sub(1);
        match NAMES[*name] {
            "Mirelle" | "Orlo" if self.documents[id].contains(&full) => (full, None),
            "Mirelle" | "Orlo" => (*name, Some(id.clone())),
            _ => (*name, None),
        }
    }

    /// Judgements that stand and whose names are still there.
    fn counting(&self) -> impl Iterator<Item = (i64, &Judged)> {
        let there = |(id, name): &Place| self.documents.get(id).is_some_and(|names| names.contains(name));
        let counts = move |judged: &Judged| judged.stands && judged.ends.iter().all(there);
        self.judged.iter().map(|(seq, judged)| (*seq, judged)).filter(move |(_, judged)| counts(judged))
    }

    fn said(&self, says: Identity) -> Vec<(i64, &Place, &Place)> {
        let said = self.counting().filter(|(_, judged)| judged.says == Some(says));
        said.map(|(seq, judged)| (seq, &judged.ends[0], &judged.ends[1])).collect()
    }

    /// Whether a name in a document was detached before an entry of the log, and after it.
    fn detached(&self, place: &Place, seq: i64) -> (bool, bool) {
        let all = self.counting().filter(|(_, judged)| judged.says.is_none() && judged.ends[0] == *place);
        let all: Vec<i64> = all.map(|(seq, _)| seq).collect();
        (all.iter().any(|at| *at < seq), all.iter().any(|at| *at > seq))
    }

    /// What a name in a document stands together with before anybody joins anything.
    fn unit(&self, place: &Place) -> Unit {
        let node = self.node(place);
        let of_name = |(seq, a, b): &(i64, &Place, &Place)| {
            let names = !self.detached(a, *seq).0 && !self.detached(b, *seq).0;
            names && self.node(a) == node && self.node(b) == node
        };
        let splits: Vec<(i64, &Place, &Place)> =
            self.said(Identity::Different).into_iter().filter(of_name).collect();
        if splits.iter().any(|(_, a, b)| a.0 == b.0) {
            Unit::Form(place.clone())
        } else if !splits.is_empty() {
            Unit::Document(node, place.0.clone())
        } else {
            Unit::Name(node)
        }
    }

    /// What a judgement of a name in a document is about.
    fn meant(&self, place: &Place, seq: i64) -> Option<Unit> {
        match (self.detached(place, seq), self.unit(place)) {
            ((true, true), _) | ((false, true), Unit::Form(_)) => None,
            ((true, false), _) => Some(Unit::Form(place.clone())),
            ((false, _), unit) => Some(unit),
        }
    }

    /// Groups of names that are one, made by hand.
    fn groups(&self) -> Vec<BTreeSet<Place>> {
        let ends = |says| -> Vec<(Unit, Unit)> {
            let both = |(seq, a, b)| Some((self.meant(a, seq)?, self.meant(b, seq)?));
            self.said(says).into_iter().filter_map(both).collect()
        };
        let (same, different) = (ends(Identity::Same), ends(Identity::Different));
        let mut joined: Vec<BTreeSet<Unit>> = Vec::new();
        let of = |joined: &Vec<BTreeSet<Unit>>, unit: &Unit| {
            let own = joined.iter().find(|group| group.contains(unit));
            own.cloned().unwrap_or_else(|| BTreeSet::from([unit.clone()]))
        };
        for (a, b) in same {
            let (x, y) = (of(&joined, &a), of(&joined, &b));
            let forbids =
                |(c, d): &(Unit, Unit)| x.contains(c) && y.contains(d) || x.contains(d) && y.contains(c);
            if !different.iter().any(forbids) {
                joined.retain(|group| *group != x && *group != y);
                joined.push(x.union(&y).cloned().collect());
            }
        }
        let mut groups: BTreeMap<BTreeSet<Unit>, BTreeSet<Place>> = BTreeMap::new();
        for place in self.places() {
            let (alone, _) = self.detached(&place, i64::MAX);
            let unit = if alone { Unit::Form(place.clone()) } else { self.unit(&place) };
            groups.entry(of(&joined, &unit)).or_default().insert(place);
        }
        groups.into_values().collect()
    }
}

fn written(names: &BTreeSet<usize>) -> Sample {
    let start = Sample::titled("Minutes", "2021-03-11");
    names.iter().fold(start, |sample, name| sample.says(Act::Finding, &format!("Notes <{}>", NAMES[*name])))
}

fn id_of((document, name): &Place) -> String {
    mention_id(document, "person", NAMES[*name])
}

fn play(ledger: &mut Ledger, model: &mut Model, step: &Step) {
    match step {
        Step::Add { place, names } => {
            let known = model.places.get(place).cloned();
            if known.as_ref().is_some_and(|id| !model.documents.contains_key(id)) {
                return;
            }
            model.readings += 1;
            let extractor = format!("test+{}", model.readings);
            let added = written(names).add_as(ledger, &format!("{place}.txt"), known.as_deref(), &extractor);
            let id = match added {
                Ok(Added::New { document, .. } | Added::Version { document, .. }) => document,
                Ok(Added::Reread { document } | Added::Known { document }) => document,
                // The same words were erased under another place.
                Err(LedgerError::Erased { .. }) => return,
                Err(other) => panic!("{other}"),
            };
            model.places.insert(*place, id.clone());
            model.documents.insert(id, names.clone());
        }
        Step::Judge { says, ends } => {
            let Some((a, b)) = model.pick(ends[0]).zip(model.pick(ends[1])) else { return };
            let judged = ledger.judge(Ruling::Identity { says: *says }, &[&id_of(&a), &id_of(&b)], &ANA);
            if a != b {
                let judged_now = Judged { says: Some(*says), ends: vec![a, b], stands: true };
                model.judged.insert(judged.unwrap(), judged_now);
            }
        }
        Step::Detach { end } => {
            let Some(place) = model.pick(*end) else { return };
            let seq = ledger.judge(Ruling::Detached, &[&id_of(&place)], &ANA).unwrap();
            model.judged.insert(seq, Judged { says: None, ends: vec![place], stands: true });
        }
        Step::Undo { nth } => {
            let Some(at) = (*nth as usize).checked_rem(model.judged.len()) else { return };
            let (seq, judged) = model.judged.iter_mut().nth(at).unwrap();
            assert_eq!(ledger.undo(*seq, &ANA).is_ok(), judged.stands);
            judged.stands = false;
        }
        Step::Erase { nth } => {
            let Some(at) = (*nth as usize).checked_rem(model.documents.len()) else { return };
            let id = model.documents.keys().nth(at).unwrap().clone();
            ledger.erase(&id, &ANA).unwrap();
            model.documents.remove(&id);
            // What is left of a judgement with one end can still be undone.
            let documents = &model.documents;
            model.judged.retain(|_, judged| judged.ends.iter().any(|(of, _)| documents.contains_key(of)));
        }
    }
}

/// The groups that the ledger makes.
fn made(ledger: &Ledger, model: &Model) -> BTreeSet<BTreeSet<Place>> {
    ledger.inspect(|tx| {
        let judgements = tx.identity_judgements()?;
        let mut mentions = BTreeMap::new();
        for place in model.places() {
            mentions.insert(place.clone(), tx.entity_mention(&id_of(&place))?.unwrap());
        }
        let nodes = mentions.values().map(|mention| mention.node.clone());
        let identities = identities_around(tx, &judgements, nodes)?;
        let mut groups: BTreeMap<_, BTreeSet<Place>> = BTreeMap::new();
        for (place, mention) in mentions {
            let cell = identities.cell(&mention.id, &mention.node, mention.document);
            groups.entry(identities.first(&cell)).or_default().insert(place);
        }
        Ok(groups.into_values().collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn entities_are_what_the_standing_judgements_give(steps in steps()) {
        let mut ledger = Ledger::in_memory().unwrap();
        let mut model = Model::default();
        for step in &steps {
            play(&mut ledger, &mut model, step);
            let wanted: BTreeSet<BTreeSet<Place>> = model.groups().into_iter().collect();
            prop_assert_eq!(made(&ledger, &model), wanted);
        }
        // A dossier holds exactly the mentions of its group.
        for group in model.groups() {
            let first = group.iter().next().unwrap();
            let dossier = ledger.who(&id_of(first)).unwrap().dossier.unwrap();
            let shown: BTreeSet<String> = dossier.mentions.into_iter().map(|mention| mention.id).collect();
            prop_assert_eq!(shown, group.iter().map(id_of).collect::<BTreeSet<_>>());
        }
        let before = (made(&ledger, &model), ledger.entities().unwrap(), ledger.conflicts().unwrap());
        ledger.rebuild().unwrap();
        prop_assert_eq!((made(&ledger, &model), ledger.entities().unwrap(), ledger.conflicts().unwrap()), before);
        prop_assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }
}
