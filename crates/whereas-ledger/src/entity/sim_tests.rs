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
    fn counting(&self) -> impl Iterator<Item = &Judged> {
        let there = |(id, name): &Place| self.documents.get(id).is_some_and(|names| names.contains(name));
        self.judged.values().filter(move |judged| judged.stands && judged.ends.iter().all(there))
    }

    fn said(&self, says: Identity) -> Vec<(&Place, &Place)> {
        let said = self.counting().filter(|judged| judged.says == Some(says));
        said.map(|judged| (&judged.ends[0], &judged.ends[1])).collect()
    }

    /// Groups of names that are one, made by hand.
    fn groups(&self) -> Vec<BTreeSet<Place>> {
        let detached: BTreeSet<&Place> =
            self.counting().filter(|judged| judged.says.is_none()).map(|judged| &judged.ends[0]).collect();
        let different = self.said(Identity::Different);
        let mut groups: Vec<BTreeSet<Place>> = Vec::new();
        for place in self.places() {
            let one = |group: &BTreeSet<Place>| {
                let other = group.iter().next().unwrap();
                let node = self.node(&place);
                let whole = |place: &Place| !detached.contains(place) && self.node(place) == node;
                let splits = different.iter().filter(|(a, b)| whole(a) && whole(b));
                let (mut documents, mut forms) = (false, false);
                splits.for_each(|(a, b)| {
                    documents |= a.0 != b.0;
                    forms |= a.0 == b.0;
                });
                whole(&place) && whole(other) && !forms && (!documents || place.0 == other.0)
            };
            match groups.iter().position(one) {
                Some(at) => {
                    groups[at].insert(place);
                }
                None => groups.push(BTreeSet::from([place])),
            }
        }
        for (a, b) in self.said(Identity::Same) {
            let of = |place: &Place| groups.iter().position(|group| group.contains(place)).unwrap();
            let (x, y) = (of(a), of(b));
            let forbidden =
                different.iter().any(|(c, d)| (of(c), of(d)) == (x, y) || (of(c), of(d)) == (y, x));
            if x != y && !forbidden {
                let moved = groups.remove(x.max(y));
                groups[x.min(y)].extend(moved);
            }
        }
        groups
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
