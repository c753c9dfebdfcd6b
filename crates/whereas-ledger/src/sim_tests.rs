//! Random lives of a ledger, played against a model that is too simple to be wrong.
//!
//! After every step the ledger says what the model says; at the end `verify` finds nothing, and deriving
//! everything again gives the same rows as the steps did.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proptest::prelude::*;
use whereas_extract::Act;

use crate::sample::{ANA, Sample};
use crate::store::Tx;
use crate::view::StatementFilter;
use crate::*;

/// Statements that a document may make; two are nearly the same, one may stand twice, one replies to another, one
/// cites documents.
const SENTENCES: [&str; 8] = [
    "Urges [the Government of Varosia] to {free <Ana Mirelle>}",
    "Urges [the Government of Varosia] to {free <Ana Morel>} and to {repeal ^Article 9^}",
    "Calls for their release",
    "Condemns the raids on the libraries of Port Sill under ^Article 9^",
    "Calls on [the Council] to {list the judges}; calls for an answer by autumn",
    "Recalls its statement of 11 March 2021 on the minutes and the resolution of 2 May 2021",
    "Denies that the raids on the libraries of Port Sill broke ^Article 9^, and that <Ana Mirelle> is held",
    "<Ana Morel> was freed, and ^Article 9^ was repealed",
];

/// The first of the sentences that another side says, of which the others are told apart as demands.
const REPLY: usize = 6;

#[derive(Debug, Clone)]
enum Step {
    /// Add a text from a place.
    Add {
        place: u8,
        sentences: Vec<usize>,
    },
    /// Read the newest version of a document again; rules of another kind find less of it.
    Reread {
        document: u8,
        keep: u8,
    },
    Decide {
        document: u8,
        statement: u8,
        verdict: Verdict,
    },
    /// Judge whether a statement repeats another, whether two mentions are one, how a demand stands, and who is in
    /// charge of it.
    Judge {
        documents: [u8; 2],
        which: [u8; 2],
        says: Says,
    },
    /// Correct a statement, or find one in a sentence that the rules have missed.
    State {
        document: u8,
        sentence: usize,
        act: bool,
    },
    Undo {
        decision: u8,
    },
    Erase {
        document: u8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Different,
    Repeats(LinkVerdict),
    Stands(Status),
    Charge,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let sentences = prop::collection::vec(0..SENTENCES.len(), 0..6);
    let verdict = prop_oneof![Just(Verdict::Accepted), Just(Verdict::Rejected)];
    let says = prop_oneof![
        Just(Says::Different),
        Just(Says::Repeats(LinkVerdict::Rejected)),
        Just(Says::Repeats(LinkVerdict::Confirmed)),
        Just(Says::Stands(Status::Promised)),
        Just(Says::Charge),
    ];
    let step = prop_oneof![
        5 => (0..4u8, sentences).prop_map(|(place, sentences)| Step::Add { place, sentences }),
        3 => (any::<u8>(), any::<u8>()).prop_map(|(document, keep)| Step::Reread { document, keep }),
        6 => (any::<u8>(), any::<u8>(), verdict)
            .prop_map(|(document, statement, verdict)| Step::Decide { document, statement, verdict }),
        6 => (any::<[u8; 2]>(), any::<[u8; 2]>(), says)
            .prop_map(|(documents, which, says)| Step::Judge { documents, which, says }),
        3 => (any::<u8>(), 0..SENTENCES.len(), any::<bool>())
            .prop_map(|(document, sentence, act)| Step::State { document, sentence, act }),
        3 => any::<u8>().prop_map(|decision| Step::Undo { decision }),
        1 => any::<u8>().prop_map(|document| Step::Erase { document }),
    ];
    prop::collection::vec(step, 1..24)
}

/// What a ledger should know.
#[derive(Default)]
struct Model {
    /// The newest text of each document that was not erased, as it was read last.
    documents: BTreeMap<String, Sample>,
    /// The document that each place brought.
    places: BTreeMap<u8, String>,
    /// Text that each place brought last.
    brought: BTreeMap<u8, String>,
    /// Decisions: document, quotation, verdict, and whether they stand.
    decisions: BTreeMap<i64, (String, String, Verdict, bool)>,
    /// Judgements: the documents of both ends, and whether they stand.
    judgements: BTreeMap<i64, (Vec<String>, bool)>,
    /// What people stated: the document, and whether it stands.
    stated: BTreeMap<i64, (String, bool)>,
    made: usize,
    erased: Vec<String>,
}

fn written(sentences: &[usize]) -> Sample {
    let date = ["2021-03-11", "2021-05-02", ""][sentences.len() % 3];
    let mut sample = Sample::titled("Minutes", date);
    for n in sentences {
        let act = match n.cmp(&REPLY) {
            Ordering::Less => Act::Demand,
            Ordering::Equal => Act::Denial,
            Ordering::Greater => Act::Finding,
        };
        sample = sample.says(act, SENTENCES[*n]);
        if let Some(said) = sample.found.statements.last_mut().filter(|_| *n >= REPLY) {
            said.speaker.name = "Ministry of Justice of Varosia".to_owned();
        }
    }
    sample
}

/// What other rules find: statements whose bit is not set are missed, and one is cut short.
fn read_differently(sample: &Sample, keep: u8) -> Sample {
    let mut out = sample.clone();
    let mut n = 0;
    out.found.statements.retain(|_| {
        n += 1;
        keep & (1 << (n % 8)) != 0
    });
    if out.found.statements.is_empty() { out } else { out.with_cut_statement(0, 20) }
}

/// One of the documents.
fn pick(model: &Model, wanted: u8) -> Option<String> {
    let count = model.documents.len();
    (count > 0).then(|| model.documents.keys().nth(wanted as usize % count).unwrap().clone())
}

fn play(ledger: &mut Ledger, model: &mut Model, step: &Step, n: usize) {
    match step {
        Step::Add { place, sentences } => add(ledger, model, *place, &written(sentences)),
        Step::Reread { document, keep } => {
            let Some(id) = pick(model, *document) else { return };
            let other = read_differently(&model.documents[&id], *keep);
            ledger.reread(&id, &other.text, &other.found, &format!("test+r{n}"), &ANA).unwrap();
            model.documents.insert(id, other);
        }
        Step::Decide { document, statement, verdict } => {
            let Some(id) = pick(model, *document) else { return };
            let sample = &model.documents[&id];
            if sample.found.statements.is_empty() {
                return;
            }
            let which = *statement as usize % sample.found.statements.len();
            let seq = ledger.decide(&sample.id(&id, which), *verdict, &ANA).unwrap();
            let quote = sample.found.statements[which].span.of(&sample.text.text).to_owned();
            model.decisions.insert(seq, (id, quote, *verdict, true));
        }
        Step::Judge { documents, which, says } => judge(ledger, model, *documents, *which, *says),
        Step::State { document, sentence, act } => state(ledger, model, *document, *sentence, *act),
        Step::Undo { decision } => {
            let decisions = model.decisions.iter_mut().map(|(seq, (.., stands))| (seq, stands));
            let judgements = model.judgements.iter_mut().map(|(seq, (_, stands))| (seq, stands));
            let stated = model.stated.iter_mut().map(|(seq, (_, stands))| (seq, stands));
            let mut all: Vec<_> = decisions.chain(judgements).chain(stated).collect();
            if all.is_empty() {
                return;
            }
            let nth = *decision as usize % all.len();
            let (seq, stands) = all.swap_remove(nth);
            assert_eq!(ledger.undo(*seq, &ANA).is_ok(), *stands);
            *stands = false;
        }
        Step::Erase { document } => {
            let Some(id) = pick(model, *document) else { return };
            ledger.erase(&id, &ANA).unwrap();
            model.documents.remove(&id);
            model.decisions.retain(|_, (of, ..)| *of != id);
            model.stated.retain(|_, (of, _)| *of != id);
            model.judgements.retain(|_, (of, _)| {
                of.retain(|end| *end != id);
                !of.is_empty()
            });
            model.erased.push(id);
        }
    }
}

/// Marks a sentence by hand, which is taken where it stands in the document.
fn state(ledger: &mut Ledger, model: &mut Model, document: u8, sentence: usize, act: bool) {
    let Some(id) = pick(model, document) else { return };
    let quote: String = SENTENCES[sentence].chars().filter(|c| !"[]{}<>^".contains(*c)).collect();
    let act = if act { Act::Demand } else { Act::Commitment };
    let slots = Slots { act, ..said_by("a person") };
    let words = Words::In { document: &id, passage: "", quote: &quote };
    let stated = ledger.state(words, &Saying::Statement(slots), &ANA);
    match model.documents[&id].text.text.contains(&quote) {
        true => drop(model.stated.insert(stated.unwrap().0, (id, true))),
        false => assert!(matches!(stated, Err(LedgerError::NotInText { .. })), "{stated:?}"),
    }
}

/// Judges what two documents have at these places, or the first of them.
fn judge(ledger: &mut Ledger, model: &mut Model, documents: [u8; 2], which: [u8; 2], says: Says) {
    let Some((from, to)) = pick(model, documents[0]).zip(pick(model, documents[1])) else { return };
    let of_mentions = says == Says::Different;
    let item = |id: &String, nth: u8| item_of(&model.documents[id], id, nth, of_mentions);
    let Some((a, b)) = item(&from, which[0]).zip(item(&to, which[1])) else { return };
    let (judged, of) = match says {
        Says::Different => {
            let ruling = Ruling::Identity { says: Identity::Different };
            (ledger.judge(ruling, &[&a, &b], &ANA), vec![from, to])
        }
        Says::Repeats(says) => {
            let ruling = Ruling::Link { kind: LinkKind::Repeats, says };
            (ledger.judge(ruling, &[&a, &b], &ANA), vec![from, to])
        }
        Says::Stands(says) => (ledger.judge(Ruling::Status { says }, &[&a], &ANA), vec![from]),
        Says::Charge => (ledger.charge(&a, "Ministry of Justice", &ANA), vec![from]),
    };
    if a == b && of.len() == 2 {
        assert!(matches!(judged, Err(LedgerError::SameEnds { .. })), "{judged:?}");
    } else {
        model.judgements.insert(judged.unwrap(), (of, true));
    }
}

/// A statement of which only the speaker is said.
pub(crate) fn said_by(speaker: &str) -> Slots {
    Slots {
        act: Act::Finding,
        speaker: speaker.to_owned(),
        addressees: Vec::new(),
        actions: Vec::new(),
        polarity: None,
        due: String::new(),
    }
}

/// The id of a statement or of a mention of a document.
fn item_of(sample: &Sample, id: &str, nth: u8, of_mentions: bool) -> Option<String> {
    let found = &sample.found;
    let count = if of_mentions { found.mentions.len() } else { found.statements.len() };
    let nth = (nth as usize).checked_rem(count)?;
    if !of_mentions {
        return Some(sample.id(id, nth));
    }
    let mention = &found.mentions[nth];
    Some(crate::judge::mention_id(id, mention.value.kind(), mention.span.of(&sample.text.text)))
}

fn add(ledger: &mut Ledger, model: &mut Model, place: u8, sample: &Sample) {
    let added = sample.add(ledger, &format!("{place}.txt"));
    if model.places.get(&place).is_some_and(|id| model.erased.contains(id)) {
        assert!(matches!(added, Err(LedgerError::Erased { .. })), "{added:?}");
        return;
    }
    let id = match (added, model.places.get(&place)) {
        // Bytes that were erased under another place do not come back either.
        (Err(LedgerError::Erased { .. }), None) => {
            assert!(!model.erased.is_empty());
            return;
        }
        (Ok(Added::New { document, .. }), None) => {
            model.made += 1;
            assert_eq!(document, format!("d{}", model.made));
            document
        }
        (Ok(Added::Version { document, .. }), Some(id)) => {
            assert_eq!((&document, model.brought[&place] != sample.text.text), (id, true));
            document
        }
        (Ok(Added::Known { document }), Some(id)) => {
            assert_eq!((&document, &model.brought[&place]), (id, &sample.text.text));
            return;
        }
        (Ok(Added::Reread { document }), Some(id)) => {
            assert_eq!((&document, &model.brought[&place]), (id, &sample.text.text));
            document
        }
        other => panic!("{other:?}"),
    };
    model.places.insert(place, id.clone());
    model.brought.insert(place, sample.text.text.clone());
    model.documents.insert(id, sample.clone());
}

/// Compares what the ledger shows with the model.
fn compare(ledger: &Ledger, model: &Model) {
    let listed = ledger.documents(Page::ALL).unwrap().rows.into_iter().map(|row| row.id);
    let mut listed: Vec<String> = listed.collect();
    listed.sort();
    assert_eq!(listed, model.documents.keys().cloned().collect::<Vec<_>>());
    for (id, sample) in &model.documents {
        let view = ledger.document(id).unwrap().unwrap();
        assert_eq!(view.text, sample.text.text);
        let shown: Vec<_> = view.statements.iter().map(|placed| placed.row.id.clone()).collect();
        // What people stated is laid over what the rules found, and may be more.
        let all: Vec<_> = (0..sample.found.statements.len()).map(|n| sample.id(id, n)).collect();
        let stated = model.stated.values().any(|(of, stands)| of == id && *stands);
        assert!(
            if stated { all.iter().all(|id| shown.contains(id)) } else { all == shown },
            "{all:?} {shown:?}"
        );
        // No decision is ever dropped: it lies on a statement or is shown as lost.
        let on = view.statements.iter().flat_map(|placed| &placed.row.decisions).chain(&view.lost);
        let mut stand: Vec<_> = on.map(|row| (row.seq, row.quote.clone(), row.verdict)).collect();
        stand.sort_by_key(|(seq, ..)| *seq);
        let wanted = model.decisions.iter().filter(|(_, (of, .., stands))| of == id && *stands);
        assert_eq!(
            stand,
            wanted.map(|(seq, (_, quote, v, _))| (*seq, quote.clone(), *v)).collect::<Vec<_>>()
        );
        // One that lies where it was lies on the very words it was made on.
        for placed in &view.statements {
            for row in placed.row.decisions.iter().filter(|row| row.anchor == Anchor::Placed) {
                assert_eq!(row.quote, placed.row.quote);
            }
        }
    }
    ledger.inspect(|tx| {
        for (seq, (documents, stands)) in &model.judgements {
            let judgement = tx.judgement(*seq)?.unwrap();
            let of: Vec<&String> = judgement.ends.iter().map(|end| &end.on.document).collect();
            assert_eq!((of, judgement.undone.is_none()), (documents.iter().collect(), *stands));
            for end in &judgement.ends {
                // It lies on something that is there, or is shown as lost.
                let row = tx.statement(&end.item)?.is_some() || tx.document_of_mention(&end.item)?.is_some();
                assert_eq!(row, end.anchor != Anchor::Lost);
            }
        }
        assert_eq!(tx.judgement_numbers()?, model.judgements.keys().copied().collect::<Vec<_>>());
        Ok(())
    });
    let total: usize = model.documents.values().map(|sample| sample.found.statements.len()).sum();
    let listed = ledger.statements(&StatementFilter::default()).unwrap().total as usize;
    let more = model.stated.values().filter(|(_, stands)| *stands).count();
    assert!((total..=total + more).contains(&listed), "{listed} of {total} and {more}");
}

/// Every derived row in words, in order.
fn dump(ledger: &Ledger) -> Vec<String> {
    ledger.inspect(|tx: &Tx<'_>| {
        let mut out = Vec::new();
        for key in tx.document_keys()? {
            out.push(format!("{key:?}"));
            out.push(format!("{:?}", tx.document_row(key.n)?));
            out.extend(tx.captures(key.n)?.iter().map(|capture| format!("{capture:?}")));
            out.extend(tx.decisions(key.n)?.iter().map(|decision| format!("{decision:?}")));
            out.extend(tx.judgements_in(key.n)?.iter().map(|judgement| format!("{judgement:?}")));
            out.push(format!("{:?}", tx.derived(key.n)?));
            out.push(format!("{:?}", tx.standings_of(key.n)?));
            out.push(format!("{:?} {:?}", tx.key_counts(key.n)?, tx.links_of(key.n)?));
        }
        view::citation::each_citation(tx, "", |citation| {
            out.push(format!("{citation:?}"));
            Ok(())
        })?;
        out.extend(tx.index_sums()?.iter().map(|sum| format!("{sum:?}")));
        out.push(format!("{} strays", tx.stray_rows()?));
        Ok(out)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_ledger_does_what_its_model_does(steps in steps()) {
        let mut ledger = Ledger::in_memory().unwrap();
        let mut model = Model::default();
        for (n, step) in steps.iter().enumerate() {
            play(&mut ledger, &mut model, step, n);
            compare(&ledger, &model);
        }
        prop_assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
        let built = dump(&ledger);
        ledger.rebuild().unwrap();
        prop_assert_eq!(dump(&ledger), built);
        prop_assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }
}
