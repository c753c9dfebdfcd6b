//! What the handles of a ledger promise.

use whereas_extract::id::sha256;
use whereas_extract::{Act, Position};

use crate::sample::{ANA, AT, Sample, answer, resolution};
use crate::view::{DecisionRow, StatementFilter};
use crate::*;

fn both() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    resolution().add(&mut ledger, "resolution.txt").unwrap();
    answer().add(&mut ledger, "answer.html").unwrap();
    ledger
}

fn quotes(ledger: &Ledger, filter: &StatementFilter) -> Vec<String> {
    let listing = ledger.statements(filter).unwrap();
    assert_eq!(listing.rows.len(), listing.total as usize);
    listing.rows.into_iter().map(|row| row.quote.split(' ').next().unwrap().to_owned()).collect()
}

fn sound(ledger: &Ledger) -> Report {
    let report = ledger.verify().unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    report
}

#[test]
fn adding_gives_ids_in_order_and_adding_again_changes_nothing() {
    let mut ledger = Ledger::in_memory().unwrap();
    let new = |id: &str| Added::New { document: id.to_owned(), resembles: None };
    assert_eq!(resolution().add(&mut ledger, "a.txt").unwrap(), new("d1"));
    assert_eq!(answer().add(&mut ledger, "b.txt").unwrap(), new("d2"));
    let before = ledger.log(Page::ALL).unwrap();
    assert_eq!(resolution().add(&mut ledger, "a.txt").unwrap(), Added::Known { document: "d1".to_owned() });
    assert_eq!(ledger.log(Page::ALL).unwrap(), before);
    let report = sound(&ledger);
    assert_eq!(
        report.checked,
        Checked {
            entries: 4,
            blobs: 2,
            extractions: 2,
            passages: 7,
            mentions: 4,
            statements: 5,
            decisions: 0,
            indexed: 9,
        }
    );
    assert_eq!((report.last_entry, report.last_hash), (4, before.rows[3].hash.clone()));
}

#[test]
fn what_is_known_is_told_before_it_is_read() {
    let ledger = both();
    let hash = sha256(resolution().text.text.as_bytes());
    let ask = Candidate { sha256: &hash, origin: "resolution.txt", document: None, extractor: "test+1" };
    assert_eq!(ledger.known(&ask).unwrap(), Some("d1".to_owned()));
    assert_eq!(ledger.known(&Candidate { extractor: "test+2", ..ask }).unwrap(), None);
    assert_eq!(ledger.known(&Candidate { origin: "other.txt", ..ask }).unwrap(), None);
    assert_eq!(ledger.known(&Candidate { document: Some("d2"), ..ask }).unwrap(), None);
    assert_eq!(ledger.known(&Candidate { document: Some("new"), ..ask }).unwrap(), None);
}

#[test]
fn other_bytes_from_the_same_place_are_a_new_version() {
    let mut ledger = both();
    let second = resolution().says(Act::Demand, "Insists on an answer");
    let version = Added::Version { document: "d1".to_owned(), version: 2 };
    assert_eq!(second.add(&mut ledger, "resolution.txt").unwrap(), version);
    let view = ledger.document("d1").unwrap().unwrap();
    assert_eq!(view.captures.iter().map(|capture| capture.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((view.row.versions, view.statements.len()), (2, 4));
    assert_eq!(ledger.source("d1", 1).unwrap(), resolution().text.text.as_bytes());
    assert_eq!(ledger.source("d1", 2).unwrap(), second.text.text.as_bytes());
    assert!(matches!(ledger.source("d1", 3), Err(LedgerError::NoVersion { .. })));
    // Going back to the first bytes is a third version: it is what the place says now.
    let version = Added::Version { document: "d1".to_owned(), version: 3 };
    assert_eq!(resolution().add(&mut ledger, "resolution.txt").unwrap(), version);
    sound(&ledger);
}

#[test]
fn a_person_may_say_which_document_it_is() {
    let mut ledger = both();
    let second = resolution().says(Act::Demand, "Insists on an answer");
    let version = Added::Version { document: "d1".to_owned(), version: 2 };
    assert_eq!(second.add_as(&mut ledger, "elsewhere.txt", Some("d1"), "test+1").unwrap(), version);
    // The first place still stands for what it brought, so adding the whole folder again changes nothing.
    let known = Added::Known { document: "d1".to_owned() };
    assert_eq!(resolution().add(&mut ledger, "resolution.txt").unwrap(), known);
    assert_eq!(second.add(&mut ledger, "elsewhere.txt").unwrap(), known);
    let chosen = answer().says(Act::Finding, "Notes").add_as(&mut ledger, "n.txt", Some("note"), "test+1");
    assert!(matches!(chosen.unwrap(), Added::New { document, .. } if document == "note"));
    let slip = answer().add_as(&mut ledger, "n.txt", Some("d17"), "test+1");
    assert!(matches!(slip, Err(LedgerError::BadId { .. })));
    sound(&ledger);
}

#[test]
fn likely_versions_are_proposed() {
    let mut ledger = both();
    let resembles = |added: Added| match added {
        Added::New { resembles, .. } => resembles,
        other => panic!("{other:?}"),
    };
    assert_eq!(resembles(resolution().add(&mut ledger, "copy.txt").unwrap()), Some("d1".to_owned()));
    let retold = Sample::titled("RESOLUTION of 11 March 2021, on the situation in Varosia", "2021-03-11");
    assert_eq!(resembles(retold.add(&mut ledger, "retold.txt").unwrap()), Some("d1".to_owned()));
    let other_day = Sample::titled("Resolution of 11 March 2021 on the situation in Varosia", "2022-01-01");
    assert_eq!(resembles(other_day.add(&mut ledger, "later.txt").unwrap()), None);
    let long = |title: &str, from: usize| {
        let words = (from..from + 400).map(|n| format!("w{} ", n * n % 10_007)).collect::<String>();
        Sample::titled(title, "2020-01-01").says(Act::Finding, words.trim())
    };
    assert_eq!(resembles(long("First", 0).add(&mut ledger, "l1.txt").unwrap()), None);
    assert_eq!(resembles(long("Second", 8).add(&mut ledger, "l2.txt").unwrap()), Some("d6".to_owned()));
    assert_eq!(ledger.document("d7").unwrap().unwrap().row.resembles, "d6");
    // Two reports of one series that were printed on one day.
    let report = |from| long("Report of the Working Group", from);
    assert_eq!(resembles(report(2000).add(&mut ledger, "r1.txt").unwrap()), None);
    assert_eq!(resembles(report(3000).add(&mut ledger, "r2.txt").unwrap()), None);
    sound(&ledger);
}

#[test]
fn lists_are_filtered_without_case_and_accents() {
    let ledger = both();
    let all = StatementFilter::default();
    assert_eq!(quotes(&ledger, &all), ["Urges", "Condemns", "Calls", "Rejects", "Subliniază"]);
    let cases: [(StatementFilter, &[&str]); 16] = [
        (StatementFilter { act: Some(Act::Demand), ..all.clone() }, &["Urges", "Calls"]),
        (StatementFilter { addressee: "GOVERNMENT".to_owned(), ..all.clone() }, &["Urges"]),
        (StatementFilter { addressee: "varosia government".to_owned(), ..all.clone() }, &["Urges"]),
        (StatementFilter { addressee: "council varosia".to_owned(), ..all.clone() }, &[]),
        (StatementFilter { addressee: "overnment".to_owned(), ..all.clone() }, &[]),
        (StatementFilter { actor: "ministry".to_owned(), ..all.clone() }, &["Rejects", "Subliniază"]),
        (StatementFilter { person: "mirelle".to_owned(), ..all.clone() }, &["Urges", "Rejects"]),
        (
            StatementFilter { person: "mirelle".to_owned(), actor: "ministry".to_owned(), ..all.clone() },
            &["Rejects"],
        ),
        (StatementFilter { law: "Articolul 9".to_owned(), ..all.clone() }, &["Subliniază"]),
        (StatementFilter { text: "libertatile".to_owned(), ..all.clone() }, &["Subliniază"]),
        (StatementFilter { text: "releas ana".to_owned(), ..all.clone() }, &["Urges"]),
        (StatementFilter { text: "% _ \" OR *".to_owned(), ..all.clone() }, &[]),
        (StatementFilter { lang: "ro".to_owned(), ..all.clone() }, &["Subliniază"]),
        (StatementFilter { document: "d2".to_owned(), ..all.clone() }, &["Rejects", "Subliniază"]),
        (StatementFilter { from: "2021-04".to_owned(), ..all.clone() }, &["Rejects", "Subliniază"]),
        (
            StatementFilter { from: "2020".to_owned(), to: "2021-03-11".to_owned(), ..all.clone() },
            &["Urges", "Condemns", "Calls"],
        ),
    ];
    for (filter, wanted) in cases {
        assert_eq!(quotes(&ledger, &filter), wanted, "{filter:?}");
    }
    let said = StatementFilter { actor: "ministry".to_owned(), ..all.clone() };
    let selection = ledger.selection(&said).unwrap().unwrap();
    let second = ledger.selected(&selection, Page { offset: 1, limit: 1 }).unwrap();
    assert_eq!((second.total, second.rows[0].quote.starts_with("Subliniază")), (2, true));
    assert_eq!(ledger.selected(&selection, Page::ALL).unwrap(), ledger.statements(&said).unwrap());
    assert_eq!(ledger.selection(&all).unwrap(), None);
    let page = ledger.statements(&StatementFilter { offset: 1, limit: 2, ..all.clone() }).unwrap();
    assert_eq!((page.rows.len(), page.total, page.rows[0].passage.as_str()), (2, 5, "para_2"));
    let odd = ledger.statements(&StatementFilter { from: "spring".to_owned(), ..all });
    assert!(matches!(odd, Err(LedgerError::BadDate { .. })));
}

#[test]
fn recommendations_are_filtered_by_position() {
    let mut ledger = both();
    let mut report = Sample::titled("Report", "2021-06-01")
        .says(Act::Demand, "Ratify the convention")
        .says(Act::Demand, "Close the prison");
    report.found.statements[0].position = Some(Position::Noted);
    report.found.statements[0].category = 5;
    report.found.statements[1].position = Some(Position::Supported);
    report.add(&mut ledger, "report").unwrap();
    let noted = StatementFilter { position: Some(Position::Noted), ..StatementFilter::default() };
    let listing = ledger.statements(&noted).unwrap();
    assert_eq!((listing.rows.len(), listing.total), (1, 1));
    assert_eq!((listing.rows[0].position, listing.rows[0].category), (Some(Position::Noted), 5));
    assert_eq!(quotes(&ledger, &StatementFilter { text: "close".to_owned(), ..noted }), Vec::<String>::new());
    sound(&ledger);
}

#[test]
fn an_undated_document_is_neither_before_nor_after() {
    let mut ledger = Ledger::in_memory().unwrap();
    Sample::titled("Leaflet", "").says(Act::Finding, "Notes").add(&mut ledger, "a").unwrap();
    Sample::titled("Report", "2021").says(Act::Finding, "Reports").add(&mut ledger, "b").unwrap();
    let dated = |from: &str, to: &str| {
        quotes(&ledger, &StatementFilter { from: from.to_owned(), to: to.to_owned(), ..Default::default() })
    };
    assert_eq!(dated("2021-05", ""), ["Reports"]);
    assert_eq!(dated("", "2021-05"), ["Reports"]);
    assert_eq!(dated("", "2020"), Vec::<String>::new());
    assert_eq!(dated("", ""), ["Notes", "Reports"]);
}

#[test]
fn a_statement_is_shown_in_its_paragraph() {
    let mut ledger = both();
    let sample = resolution();
    let id = sample.id("d1", 0);
    let view = ledger.statement(&id[..6]).unwrap().unwrap();
    assert_eq!(view.placed.row.id, id);
    assert_eq!(view.placed.span.of(&view.passage_text), view.placed.row.quote);
    assert_eq!(view.placed.addressees[0].of(&view.passage_text), "the Government of Varosia");
    assert_eq!(
        view.mentions.iter().map(|m| m.span.of(&view.passage_text)).collect::<Vec<_>>(),
        ["Ana Mirelle", "Article 9"]
    );
    assert_eq!(
        (view.prefix.as_str(), view.passage.id.as_str()),
        ("on the situation in Varosia\n\n1. ", "para_1")
    );
    assert!(view.suffix.starts_with(".\n2. Condemns"));
    assert_eq!(view.source_at, Some(view.position.0));
    assert_eq!(ledger.statement("ffff").unwrap(), None);
    assert_eq!(ledger.statement("not an id").unwrap(), None);
    assert!(matches!(ledger.statement("abc"), Err(LedgerError::ShortId { .. })));
    let seq = ledger.decide(&id[..8], Verdict::Accepted, &ANA).unwrap();
    assert_eq!(ledger.statement(&id).unwrap().unwrap().history[0].seq, seq);
}

#[test]
fn an_ambiguous_beginning_of_an_id_names_what_it_fits() {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut sample = Sample::titled("Many", "2021-01-01");
    for n in 0..600 {
        sample = sample.says(Act::Finding, &format!("Notes case {n}"));
    }
    sample.add(&mut ledger, "many.txt").unwrap();
    let mut ids: Vec<String> = (0..600).map(|n| sample.id("d1", n)).collect();
    ids.sort();
    let twin =
        ids.windows(2).find(|pair| pair[0][..4] == pair[1][..4]).expect("600 ids share 4 digits somewhere");
    match ledger.statement(&twin[0][..4]) {
        Err(LedgerError::Ambiguous { candidates, .. }) => assert_eq!(candidates[..2], twin[..2]),
        other => panic!("{other:?}"),
    }
    assert_eq!(ledger.statement(&twin[1]).unwrap().unwrap().placed.row.id, twin[1]);
}

#[test]
fn decisions_stand_until_they_are_undone() {
    let mut ledger = both();
    let id = resolution().id("d1", 0);
    let first = ledger.decide(&id, Verdict::Accepted, &ANA).unwrap();
    let ivo = Signature { by: "ivo", at: "2021-03-13T08:00:00Z", reason: "the list is older" };
    let second = ledger.decide(&id, Verdict::Rejected, &ivo).unwrap();
    let undone = ledger.undo(second, &ANA).unwrap();
    assert_eq!((first, second, undone), (5, 6, 7));
    let row = |seq, verdict, signed: Signature<'_>, undone| DecisionRow {
        seq,
        verdict,
        author: signed.by.to_owned(),
        at: signed.at.to_owned(),
        reason: signed.reason.to_owned(),
        anchor: Anchor::Placed,
        quote: resolution().found.statements[0].span.of(&resolution().text.text).to_owned(),
        act: Act::Demand,
        undone,
    };
    let view = ledger.statement(&id).unwrap().unwrap();
    let accepted = row(first, Verdict::Accepted, ANA, None);
    assert_eq!(view.history, [accepted.clone(), row(second, Verdict::Rejected, ivo, Some(undone))]);
    assert_eq!(view.placed.row.decisions, std::slice::from_ref(&accepted));
    assert_eq!(ledger.statements(&StatementFilter::default()).unwrap().rows[0].decisions, [accepted]);
    let refused = |ledger: &mut Ledger, seq| ledger.undo(seq, &ANA).unwrap_err().to_string();
    assert_eq!(
        refused(&mut ledger, second),
        "entry 6 of the log is no decision that could be undone: it was taken back already"
    );
    assert_eq!(refused(&mut ledger, 1), "entry 1 of the log is no decision that could be undone");
    assert_eq!(sound(&ledger).checked.decisions, 2);
}

#[test]
fn reading_again_keeps_ids_and_decisions() {
    let mut ledger = both();
    let sample = resolution();
    for n in 0..3 {
        ledger.decide(&sample.id("d1", n), Verdict::Accepted, &ANA).unwrap();
    }
    let mut newer = sample.clone().with_cut_statement(2, 40);
    newer.found.statements.remove(1);
    assert_eq!(
        newer.add_as(&mut ledger, "resolution.txt", None, "test+2").unwrap(),
        Added::Reread { document: "d1".to_owned() }
    );
    let view = ledger.document("d1").unwrap().unwrap();
    let anchors =
        |n: usize| view.statements[n].row.decisions.iter().map(|row| row.anchor).collect::<Vec<_>>();
    assert_eq!((anchors(0), anchors(1)), (vec![Anchor::Placed], vec![Anchor::Moved]));
    assert_eq!(
        view.lost.iter().map(|row| row.quote.as_str()).collect::<Vec<_>>(),
        ["Condemns the raids on the libraries of Port Sill"]
    );
    sound(&ledger);
    // The older rules again: everything is back where it was.
    let again = ledger.reread("d1", &sample.text, &sample.found, "test+1", &ANA).unwrap();
    assert_eq!(again, Added::Reread { document: "d1".to_owned() });
    let view = ledger.document("d1").unwrap().unwrap();
    assert!(view.lost.is_empty());
    assert!(view.statements.iter().all(|placed| placed.row.decisions[0].anchor == Anchor::Placed));
    let again = ledger.reread("d1", &sample.text, &sample.found, "test+1", &ANA).unwrap();
    assert_eq!(again, Added::Known { document: "d1".to_owned() });
    sound(&ledger);
}

#[test]
fn erasing_leaves_a_tombstone_and_nothing_else() {
    let mut ledger = both();
    let decision = ledger.decide(&answer().id("d2", 0), Verdict::Rejected, &ANA).unwrap();
    ledger.erase("d2", &ANA).unwrap();
    assert_eq!(ledger.document("d2").unwrap(), None);
    assert_eq!(ledger.documents(Page::ALL).unwrap().total, 1);
    assert_eq!(ledger.search("conscience", Page::ALL).unwrap().total, 0);
    assert!(matches!(ledger.source("d2", 1), Err(LedgerError::NoDocument { .. })));
    assert_eq!(
        ledger.undo(decision, &ANA).unwrap_err().to_string(),
        "entry 5 of the log is no decision that could be undone: its document was erased"
    );
    // It does not come back by itself, neither from the same place nor from another one.
    for origin in ["answer.html", "copy.html"] {
        let refused = answer().add(&mut ledger, origin).unwrap_err().to_string();
        let wanted = format!(
            "this was erased as `d2` on {AT}; to add it all the same, give it a new id with `--as ID`"
        );
        assert_eq!(refused, wanted);
    }
    sound(&ledger);
    answer().add_as(&mut ledger, "answer.html", Some("again"), "test+1").unwrap();
    Sample::titled("Next", "").add(&mut ledger, "next.txt").unwrap();
    assert!(ledger.document("d4").unwrap().is_some());
    sound(&ledger);
}

#[test]
fn originals_that_another_document_shares_outlive_erasure() {
    let mut ledger = both();
    answer().add(&mut ledger, "copy.html").unwrap();
    ledger.erase("d2", &ANA).unwrap();
    assert_eq!(ledger.source("d3", 1).unwrap(), answer().text.text.as_bytes());
    assert_eq!(ledger.document("d3").unwrap().unwrap().row.resembles, "");
    sound(&ledger);
    ledger.erase("d3", &ANA).unwrap();
    assert_eq!(sound(&ledger).checked.blobs, 1);
}

#[test]
fn export_hands_out_every_document_by_date() {
    let ledger = both();
    let mut rows = Vec::new();
    let mut keep = |record| {
        rows.push(record);
        Ok(())
    };
    ledger.export(&mut keep).unwrap();
    let direct = |id: &str, file: &str, sample: Sample| {
        whereas_extract::record::records(id, file, &sample.text.text, &sample.text.map, &sample.found)
    };
    let mut wanted = direct("d1", "resolution.txt", resolution());
    wanted.extend(direct("d2", "answer.html", answer()));
    assert_eq!(rows, wanted);
    let refused = ledger.export(&mut |_| Err(std::io::ErrorKind::BrokenPipe.into()));
    assert!(matches!(refused, Err(LedgerError::Export(_))));
}

#[test]
fn search_knows_stems_languages_and_no_operators() {
    let ledger = both();
    let found = |words: &str| {
        let listing = ledger.search(words, Page::ALL).unwrap();
        assert_eq!(listing.rows.len(), listing.total as usize);
        let marked = |hit: &view::SearchHit| {
            hit.matched.iter().map(|span| span.of(&hit.quote)).collect::<Vec<_>>().join("|")
        };
        listing
            .rows
            .iter()
            .map(|hit| format!("{} {} {}", hit.document, hit.kind, marked(hit)))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("prisoners"), ["d2 statement prisoner"]);
    assert_eq!(
        found("Mirelle"),
        ["d1 statement Mirelle", "d1 person Mirelle", "d2 statement Mirelle", "d2 person Mirelle"]
    );
    assert_eq!(found("libertate"), ["d2 statement libertățile"]);
    assert_eq!(found("\"libraries of port\""), ["d1 statement libraries of Port"]);
    assert_eq!(found("\"of libraries\""), Vec::<String>::new());
    assert_eq!(found("consc*"), ["d2 statement conscience"]);
    assert_eq!(found("raid library"), ["d1 statement raids|libraries"]);
    assert_eq!(found(""), Vec::<String>::new());
    for odd in
        ["\"", "AND", "NEAR(a b)", "words:raids", "-raids", "raids OR", "*", "^raids", "a\0b", "'; drop"]
    {
        found(odd);
    }
    assert_eq!(found("NOT conscience"), Vec::<String>::new());
    let page = ledger.search("Mirelle", Page { offset: 1, limit: 2 }).unwrap();
    assert_eq!((page.rows.len(), page.total), (2, 4));
}

#[test]
fn a_mention_is_found_once_and_counted() {
    let mut ledger = Ledger::in_memory().unwrap();
    let sample = Sample::titled("Cases", "2021-01-01")
        .says(Act::Finding, "Notes that <Ana Mirelle> was held")
        .says(Act::Finding, "Notes that <ana  MIRELLE> was freed");
    sample.add(&mut ledger, "cases.txt").unwrap();
    let hits = ledger.search("ana", Page::ALL).unwrap().rows;
    let person = hits.iter().find(|hit| hit.kind == "person").unwrap();
    assert_eq!((hits.len(), person.quote.as_str(), person.times), (3, "Ana Mirelle", 2));
}

#[test]
fn what_enters_the_log_is_checked_first() {
    let mut ledger = both();
    let id = resolution().id("d1", 0);
    let long = "x".repeat(limit::REASON_BYTES_MAX + 1);
    for bad in [
        Signature { by: "", ..ANA },
        Signature { by: "a\nb", ..ANA },
        Signature { at: "yesterday", ..ANA },
        Signature { reason: &long, ..ANA },
    ] {
        assert!(ledger.decide(&id, Verdict::Accepted, &bad).is_err(), "{bad:?}");
    }
    let mut broken = resolution();
    broken.found.statements[0].span.end = 1_000_000;
    assert!(matches!(broken.add(&mut ledger, "x.txt"), Err(LedgerError::Broken(_))));
    assert_eq!(ledger.log(Page::ALL).unwrap().total, 4);
    assert_eq!(
        ledger.decide("ffffffff", Verdict::Accepted, &ANA).unwrap_err().to_string(),
        "there is no statement `ffffffff`; `whereas statements` lists them"
    );
}

#[test]
fn handles_can_be_sent_to_threads_and_readers_see_what_is_committed() {
    fn is_send<T: Send>(_: &T) {}
    let mut ledger = Ledger::in_memory().unwrap();
    let reader = ledger.reader().unwrap();
    is_send(&ledger);
    is_send(&reader);
    assert_eq!(reader.documents(Page::ALL).unwrap().total, 0);
    resolution().add(&mut ledger, "a.txt").unwrap();
    assert_eq!(reader.documents(Page::ALL).unwrap().total, 1);
    assert_eq!(reader.document("d1").unwrap(), ledger.document("d1").unwrap());
}

#[test]
fn a_judgement_stands_until_it_is_undone_and_loses_what_is_erased() {
    let mut ledger = Ledger::in_memory().unwrap();
    resolution().add(&mut ledger, "a.txt").unwrap();
    answer().add(&mut ledger, "b.txt").unwrap();
    let (asked, replied) = (resolution().id("d1", 0), answer().id("d2", 0));
    let ruling = Ruling::Link { kind: LinkKind::Answers, says: LinkVerdict::Confirmed };
    let seq = ledger.judge(ruling, &[&replied[..8], &asked], &ANA).unwrap();
    let stands = |ledger: &Ledger| ledger.inspect(|tx| Ok(tx.judgement(seq)?.unwrap().counts()));
    assert!(stands(&ledger));
    let wrong = ledger.judge(ruling, &[&asked], &ANA);
    assert!(matches!(wrong, Err(LedgerError::WrongEnds { wanted: 2, given: 1 })));
    ledger.undo(seq, &ANA).unwrap();
    assert!(!stands(&ledger));
    assert!(matches!(ledger.undo(seq, &ANA), Err(LedgerError::NotUndoable { .. })));

    let again = ledger.judge(ruling, &[&replied, &asked], &ANA).unwrap();
    ledger.erase("d2", &ANA).unwrap();
    assert!(!ledger.inspect(|tx| Ok(tx.judgement(again)?.unwrap().counts())));
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    ledger.rebuild().unwrap();
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
}
