//! The board, chains, and who is in charge: what people judge shows at once, and undoing shows what stood before.

use whereas_extract::Act;

use crate::sample::{ANA, Sample, add_text};
use crate::view::{BoardFilter, Chain, LinkState, Place, StandingFilter, StatementFilter};
use crate::*;

const DAY: &str = "2024-01-01";

/// A demand that is made three times, and what a ministry says to it; another demand of which nothing is heard.
fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let demand = |date: &str, words: &str| {
        Sample::titled(&format!("Resolution of {date} on the situation in Varosia"), date)
            .says(Act::Demand, words)
    };
    let documents = [
        demand("2019-03-14", "Urges [the Government of Varosia] to {repeal ^Article 9^ of the press law}")
            .says(Act::Demand, "Calls on [the Council] to {list the judges}"),
        demand(
            "2021-03-11",
            "Urges [the Government of Varosia] to {repeal ^Article 9^ of the press law now}",
        ),
        Sample::titled("Statement of the Ministry of Justice of Varosia", "2021-04-02")
            .says(Act::Denial, "Rejects the claim that ^Article 9^ of the press law harms anybody")
            .by("Government of Varosia"),
        demand(
            "2023-05-02",
            "Urges [the Government of Varosia] to {repeal ^Article 9^ of the press law now}",
        ),
    ];
    for (n, document) in documents.iter().enumerate() {
        document.add(&mut ledger, &format!("{n}.txt")).unwrap();
    }
    ledger
}

fn places(ledger: &Ledger) -> [u32; 7] {
    ledger.board(&BoardFilter::default(), DAY).unwrap().counts
}

fn demand(ledger: &Ledger, document: &str, nth: usize) -> String {
    let filter = StatementFilter { document: document.to_owned(), ..StatementFilter::default() };
    ledger.statements(&filter).unwrap().rows[nth].id.clone()
}

fn chain(ledger: &Ledger, id: &str) -> Chain {
    ledger.chain(id, DAY).unwrap().unwrap()
}

fn dates(chain: &Chain) -> Vec<&str> {
    chain.wordings.iter().map(|wording| wording.standing.demand.document_date.as_str()).collect()
}

#[test]
fn a_card_is_a_demand_in_its_newest_wording() {
    let ledger = ledger();
    // One was asked once, the other again and again; the denial came before it was asked last.
    assert_eq!(places(&ledger), [1, 1, 0, 0, 0, 0, 0]);
    let filter = BoardFilter { place: Some(Place::Repeated), ..BoardFilter::default() };
    let board = ledger.board(&filter, DAY).unwrap();
    let [card] = board.cards.as_slice() else { panic!("{:?}", board.cards) };
    assert_eq!(
        (card.since.as_str(), card.asked, card.days, card.standing.demand.document_date.as_str()),
        ("2019-03-14", 3, Some(244), "2023-05-02")
    );
    let found = |statements| {
        let filter = BoardFilter { statements, ..BoardFilter::default() };
        ledger.board(&filter, DAY).unwrap().counts.iter().sum::<u32>()
    };
    // What was heard before it was asked last stands on its card.
    assert_eq!(card.last.as_ref().map(|last| last.by.document.as_str()), Some("d3"));
    let filter = StatementFilter::default();
    assert_eq!(found(StatementFilter { addressee: "council".to_owned(), ..filter.clone() }), 1);
    assert_eq!(
        found(StatementFilter { from: "2023".to_owned(), to: "2023".to_owned(), ..filter.clone() }),
        1
    );
    assert_eq!(found(StatementFilter { law: "article 9".to_owned(), ..filter.clone() }), 1);
    assert_eq!(found(StatementFilter { theme: "torture".to_owned(), ..filter }), 0);
}

#[test]
fn a_chain_holds_the_wordings_with_their_replies() {
    let ledger = ledger();
    let first = demand(&ledger, "d1", 0);
    let chain = chain(&ledger, &first[..8]);
    assert_eq!(dates(&chain), ["2019-03-14", "2021-03-11", "2023-05-02"]);
    assert_eq!((chain.days, chain.searched, chain.more), (Some(244), 0, false));
    let second = &chain.wordings[1];
    assert_eq!(second.link.as_ref().unwrap().to.statement, first);
    assert!(second.wording.iter().any(|piece| piece.words.contains("now")));
    let reply = &second.replies[0];
    assert_eq!((reply.link.kind, reply.counts), (LinkKind::Denies, true));
    assert_eq!(chain.wordings[2].replies, []);
    assert!(ledger.chain("0123456789abcdef", DAY).unwrap().is_none());
}

#[test]
fn a_rejected_link_takes_a_wording_out_of_its_chain_until_it_is_undone() {
    let mut ledger = ledger();
    let (first, second) = (demand(&ledger, "d1", 0), demand(&ledger, "d2", 0));
    let last = demand(&ledger, "d4", 0);
    let says = Ruling::Link { kind: LinkKind::Repeats, says: LinkVerdict::Rejected };
    let undo: Vec<i64> =
        [&second, &last].map(|later| ledger.judge(says, &[later, &first], &ANA).unwrap()).into();
    // What was the oldest wording is now one by itself, and it was denied.
    assert_eq!(places(&ledger), [1, 1, 0, 1, 0, 0, 0]);
    assert_eq!(dates(&chain(&ledger, &last)), ["2021-03-11", "2023-05-02"]);
    let link = ledger.link(&format!("repeats:{last}:{first}")).unwrap().unwrap();
    assert_eq!((link.state, link.judgements[0].seq), (LinkState::Rejected, undo[1]));
    for seq in undo {
        ledger.undo(seq, &ANA).unwrap();
    }
    assert_eq!(places(&ledger), [1, 1, 0, 0, 0, 0, 0]);
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
}

#[test]
fn a_chain_whose_newest_wording_is_made_again_elsewhere_says_so() {
    let mut ledger = ledger();
    let (first, second) = (demand(&ledger, "d1", 0), demand(&ledger, "d2", 0));
    let last = demand(&ledger, "d4", 0);
    let says = Ruling::Link { kind: LinkKind::Repeats, says: LinkVerdict::Rejected };
    ledger.judge(says, &[&last, &first], &ANA).unwrap();
    let shown = chain(&ledger, &first);
    assert_eq!(dates(&shown), ["2019-03-14", "2021-03-11"]);
    assert_eq!((shown.place, shown.later.as_str()), (Place::Denied, last.as_str()));
    assert_eq!(chain(&ledger, &last).later, "");
    ledger.judge(Ruling::Status { says: Status::Answered }, &[&second], &ANA).unwrap();
    assert_eq!(chain(&ledger, &first).place, Place::Answered);
}

#[test]
fn the_surest_links_of_a_document_heed_what_people_say() {
    let mut ledger = ledger();
    let links = |ledger: &Ledger, document: &str, id: &str| {
        let view = ledger.document(document).unwrap().unwrap();
        let Some(surest) = view.links.get(id) else { return (Vec::new(), 0) };
        let link =
            |link: &crate::view::SurestLink| (link.kind, link.later, link.document.clone(), link.state);
        (surest.links.iter().map(link).collect::<Vec<_>>(), surest.total)
    };
    let (first, second) = (demand(&ledger, "d1", 0), demand(&ledger, "d2", 0));
    let (denial, last) = (demand(&ledger, "d3", 0), demand(&ledger, "d4", 0));
    let (found, total) = links(&ledger, "d1", &first);
    assert_eq!((found.len(), total), (3, 3), "{found:?}");
    assert!(found.iter().all(|(_, later, _, state)| *later && *state == LinkState::Proposed));
    assert_eq!(links(&ledger, "d1", &demand(&ledger, "d1", 1)), (Vec::new(), 0));
    // The same link from its other side.
    let (of_denial, _) = links(&ledger, "d3", &denial);
    assert!(of_denial.contains(&(LinkKind::Denies, false, "d1".to_owned(), LinkState::Proposed)));
    // What a person confirmed comes first, what a person rejected is not there.
    let says = |kind, says| Ruling::Link { kind, says };
    let rejected = says(LinkKind::Repeats, LinkVerdict::Rejected);
    let seq = ledger.judge(rejected, &[&last, &first], &ANA).unwrap();
    ledger.judge(says(LinkKind::Denies, LinkVerdict::Confirmed), &[&denial, &first], &ANA).unwrap();
    let (found, total) = links(&ledger, "d1", &first);
    assert_eq!(found[0], (LinkKind::Denies, true, "d3".to_owned(), LinkState::Confirmed));
    assert_eq!((found.len(), total, found[1].2.as_str()), (2, 2, "d2"));
    assert!(links(&ledger, "d4", &last).0.iter().all(|(_, _, document, _)| document != "d1"));
    assert_eq!(links(&ledger, "d3", &denial).0[0].3, LinkState::Confirmed);
    // What a person made that the program does not propose.
    let council = demand(&ledger, "d1", 1);
    let made = says(LinkKind::Repeats, LinkVerdict::Confirmed);
    ledger.judge(made, &[&second, &council], &ANA).unwrap();
    let by_hand = (LinkKind::Repeats, true, "d2".to_owned(), LinkState::Confirmed);
    assert_eq!(links(&ledger, "d1", &council), (vec![by_hand], 1));
    ledger.undo(seq, &ANA).unwrap();
    assert_eq!(links(&ledger, "d1", &first).1, 3);
}

#[test]
fn claim_and_counter_claim_stand_side_by_side() {
    use crate::view::ClaimFilter;
    let mut ledger = ledger();
    let all = ledger.claims(&ClaimFilter::default()).unwrap();
    // That the demand is made again after the denial is no claim.
    let [row] = all.rows.as_slice() else { panic!("{all:?}") };
    assert_eq!(row.counter.document, "d3");
    let claim = &row.claims[0];
    assert_eq!((claim.kind, claim.state), (LinkKind::Denies, LinkState::Proposed));
    let found = |ledger: &Ledger, filter| ledger.claims(&filter).unwrap().total;
    let by = |actor: &str| ClaimFilter { actor: actor.to_owned(), ..ClaimFilter::default() };
    // Words of either side.
    assert_eq!(["government", "assembly", "council"].map(|actor| found(&ledger, by(actor))), [1, 1, 0]);
    let rejected = ClaimFilter { state: Some(LinkState::Rejected), ..ClaimFilter::default() };
    assert_eq!(found(&ledger, rejected.clone()), 0);
    let says = Ruling::Link { kind: claim.kind, says: LinkVerdict::Rejected };
    ledger.judge(says, &[&claim.from.statement, &claim.to.statement], &ANA).unwrap();
    assert_eq!(found(&ledger, rejected), 1);
    let between = ledger.links_between("d3", "d1").unwrap();
    assert!(between.iter().all(|link| link.kind == LinkKind::Denies) && !between.is_empty());
    assert_eq!(ledger.links_between("d1", "d3").unwrap(), []);
}

#[test]
fn what_a_person_says_moves_the_card() {
    let mut ledger = ledger();
    let last = demand(&ledger, "d4", 0);
    let seq = ledger.judge(Ruling::Status { says: Status::Promised }, &[&last], &ANA).unwrap();
    assert_eq!(places(&ledger), [1, 0, 0, 0, 1, 0, 0]);
    let promised = StandingFilter { status: Some(Status::Promised), ..StandingFilter::default() };
    assert_eq!(ledger.standings(&promised).unwrap().total, 1);
    ledger.undo(seq, &ANA).unwrap();
    assert_eq!(places(&ledger), [1, 1, 0, 0, 0, 0, 0]);
    assert_eq!(ledger.standings(&promised).unwrap().total, 0);
}

#[test]
fn an_institution_is_in_charge_of_a_demand_and_of_its_later_wordings() {
    let mut ledger = ledger();
    let (first, last) = (demand(&ledger, "d1", 0), demand(&ledger, "d4", 0));
    let charged = |ledger: &Ledger| {
        let filter = BoardFilter { place: Some(Place::Repeated), ..BoardFilter::default() };
        ledger.board(&filter, DAY).unwrap().cards[0].charge.clone()
    };
    let justice = ledger.charge(&first, "Ministry of Justice", &ANA).unwrap();
    assert_eq!(charged(&ledger), "Ministry of Justice");
    let police = ledger.charge(&last, "Police of Varosia", &ANA).unwrap();
    assert_eq!(charged(&ledger), "Police of Varosia");
    let board =
        ledger.board(&BoardFilter { charge: "Police of Varosia".to_owned(), ..Default::default() }, DAY);
    let board = board.unwrap();
    assert_eq!((board.counts[1], board.charges.as_slice()), (1, &[("Police of Varosia".to_owned(), 1)][..]));
    let charges = chain(&ledger, &last).charges;
    assert_eq!(charges.iter().map(|row| row.seq).collect::<Vec<_>>(), [justice, police]);
    ledger.rebuild().unwrap();
    assert_eq!(charged(&ledger), "Police of Varosia");
    ledger.undo(police, &ANA).unwrap();
    assert_eq!(charged(&ledger), "Ministry of Justice");
    // The name stands beside the log, and goes with its document.
    assert!(ledger.log(Page::ALL).unwrap().rows.iter().all(|row| !row.body.contains("Justice")));
    ledger.erase("d1", &ANA).unwrap();
    assert_eq!(charged(&ledger), "");
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    assert!(matches!(ledger.charge(&last, " ", &ANA), Err(LedgerError::NotALine { .. })));
    assert!(ledger.judge(Ruling::Charge, &[&last], &ANA).is_err());
}

#[test]
fn a_late_reply_to_an_earlier_wording_counts_for_the_newest() {
    let mut ledger = ledger();
    let (first, last) = (demand(&ledger, "d1", 0), demand(&ledger, "d4", 0));
    let reply = |ledger: &mut Ledger, date: &str| {
        let document = Sample::titled(&format!("Remarks of {date} on the courts"), date)
            .says(Act::Denial, "Rejects what was read out in the assembly")
            .by("Government of Varosia");
        let Added::New { document, .. } = document.add(ledger, &format!("{date}.txt")).unwrap() else {
            panic!()
        };
        demand(ledger, &document, 0)
    };
    let denies = Ruling::Link { kind: LinkKind::Denies, says: LinkVerdict::Confirmed };
    // What was said before the newest wording is no reply to it.
    let early = reply(&mut ledger, "2022-01-10");
    ledger.judge(denies, &[&early, &first], &ANA).unwrap();
    assert_eq!(places(&ledger), [1, 1, 0, 0, 0, 0, 0]);
    let late = reply(&mut ledger, "2023-06-10");
    let seq = ledger.judge(denies, &[&late, &first], &ANA).unwrap();
    assert_eq!(places(&ledger), [1, 0, 0, 1, 0, 0, 0]);
    let denied = StandingFilter { status: Some(Status::Denied), ..StandingFilter::default() };
    let rows = ledger.standings(&denied).unwrap().rows;
    let newest = rows.iter().find(|row| row.demand.id == last).unwrap();
    let ground = &newest.grounds[0];
    assert_eq!((&ground.by.statement, &ground.to, ground.confirmed), (&late, &first, true));
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    ledger.undo(seq, &ANA).unwrap();
    assert_eq!(places(&ledger), [1, 1, 0, 0, 0, 0, 0]);
}

#[test]
fn a_wording_that_goes_takes_along_what_was_said_of_it() {
    let mut ledger = Ledger::in_memory().unwrap();
    for (n, year) in [2025, 2019, 2020, 2021, 2022].into_iter().enumerate() {
        let (title, date) =
            (format!("Resolution {year} on the situation in Varosia"), format!("{year}-03-14"));
        let words = "Urges [the Government of Varosia] to {repeal ^Article 9^ of the press law}";
        let document = Sample::titled(&title, &date).says(Act::Demand, words);
        document.add(&mut ledger, &format!("{n}.txt")).unwrap();
    }
    // The last of four earlier wordings that are equally sure.
    let (newest, last) = (demand(&ledger, "d1", 0), demand(&ledger, "d5", 0));
    ledger.charge(&last, "the ministry", &ANA).unwrap();
    assert_eq!(chain(&ledger, &newest).charge, "the ministry");
    ledger.erase("d5", &ANA).unwrap();
    assert_eq!(chain(&ledger, &newest).charge, "");
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
}

/// A demand for three things, and what a ministry says to two of them.
fn in_parts(replies: &[(Act, &str)]) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut documents = vec![
        Sample::titled("Resolution of 14 March 2019 on the situation in Varosia", "2019-03-14").says(
            Act::Demand,
            "Urges [the Government of Varosia] to {repeal ^Article 9^}, to {release <Ana Mirelle>} and to {fund night shelters for women}",
        ),
    ];
    for (act, words) in replies {
        documents.push(
            Sample::titled("Statement of the Government of Varosia", "2020-05-06")
                .says(*act, words)
                .by("Government of Varosia"),
        );
    }
    for (n, document) in documents.iter().enumerate() {
        document.add(&mut ledger, &format!("{n}.txt")).unwrap();
    }
    ledger
}

#[test]
fn a_demand_for_several_things_stands_by_each_of_them() {
    use Status::{Denied, Fulfilled, Open, Promised};
    let denial = (Act::Denial, "Rejects the claim that ^Article 9^ harms anybody");
    let release = (Act::Finding, "<Ana Mirelle> was released in May");
    let promise = (Act::Commitment, "Undertakes to fund night shelters for women");
    let repealed = (Act::Finding, "^Article 9^ has been repealed");
    let done = (Act::Finding, "More night shelters for women were funded");
    for (replies, whole, parts) in [
        (vec![], Open, [Open, Open, Open]),
        (vec![denial], Denied, [Denied, Open, Open]),
        (vec![release], Status::Answered, [Open, Fulfilled, Open]),
        (vec![denial, release], Denied, [Denied, Fulfilled, Open]),
        (vec![release, promise], Promised, [Open, Fulfilled, Promised]),
        (vec![denial, repealed], Status::Contested, [Status::Contested, Open, Open]),
        (vec![repealed, release, done], Fulfilled, [Fulfilled, Fulfilled, Fulfilled]),
    ] {
        let ledger = in_parts(&replies);
        let found = ledger.standings(&StandingFilter::default()).unwrap().rows;
        let told: Vec<Status> = found[0].parts.iter().map(|part| part.status).collect();
        assert_eq!((found[0].status, told.as_slice()), (whole, parts.as_slice()), "{replies:?}");
        assert_eq!(found[0].is_in_part(), parts.iter().any(|part| *part != whole));
        let stored = StandingFilter { status: Some(whole), ..StandingFilter::default() };
        assert_eq!(ledger.standings(&stored).unwrap().total, 1, "{replies:?}");
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }
}

#[test]
fn a_reply_that_goes_leaves_the_other_parts_as_they_stand() {
    let mut ledger = in_parts(&[
        (Act::Denial, "Rejects the claim that ^Article 9^ harms anybody"),
        (Act::Denial, "Denies that <Ana Mirelle> is held, and that her release was asked"),
    ]);
    let parts = |ledger: &Ledger| {
        let row = ledger.standings(&StandingFilter::default()).unwrap().rows.remove(0);
        row.parts.iter().map(|part| part.status).collect::<Vec<_>>()
    };
    assert_eq!(parts(&ledger), [Status::Denied, Status::Denied, Status::Open]);
    ledger.erase("d2", &ANA).unwrap();
    assert_eq!(parts(&ledger), [Status::Open, Status::Denied, Status::Open]);
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
}

#[test]
fn a_reply_to_a_part_that_is_no_longer_asked_tells_nothing_of_the_rest() {
    let mut ledger = Ledger::in_memory().unwrap();
    let asked = |date: &str, words: &str| {
        Sample::titled(&format!("Resolution of {date} on the situation in Varosia"), date)
            .says(Act::Demand, words)
    };
    let documents = [
        asked(
            "2019-03-14",
            "Urges [the Government of Varosia] to {release <Ana Mirelle>}, {repeal ^Article 9^} and {fund night shelters}",
        ),
        asked(
            "2020-03-14",
            "Urges [the Government of Varosia] to {repeal ^Article 9^} and {fund night shelters}",
        ),
        asked("2021-03-14", "Urges [the Government of Varosia] to {repeal ^Article 9^}"),
        Sample::titled("Statement of the Government of Varosia", "2022-05-06")
            .says(Act::Finding, "<Ana Mirelle> was released in May")
            .by("Government of Varosia"),
    ];
    for (n, document) in documents.iter().enumerate() {
        document.add(&mut ledger, &format!("{n}.txt")).unwrap();
    }
    let rows = ledger.standings(&StandingFilter::default()).unwrap().rows;
    let found: Vec<Status> = rows.iter().map(|row| row.status).collect();
    assert_eq!(found, [Status::Answered, Status::Open, Status::Open]);
    assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
}

#[test]
fn a_chain_holds_the_wordings_of_its_surest_wordings() {
    let mut ledger = Ledger::in_memory().unwrap();
    let words = [
        "Urges [the Government of Varosia] to {reopen the night shelters and public libraries of Port Sill}",
        "Urges [the Government of Varosia] to {reopen the public libraries of Port Sill and its reading rooms}",
        "Urges [the Government of Varosia] to {reopen the reading rooms and public libraries}",
    ];
    for (n, words) in words.iter().enumerate() {
        let date = format!("{}-03-14", 2019 + n);
        let title = format!("Resolution of {date} on the situation in Varosia");
        Sample::titled(&title, &date).says(Act::Demand, words).add(&mut ledger, &format!("{n}.txt")).unwrap();
    }
    let (first, second, last) =
        (demand(&ledger, "d1", 0), demand(&ledger, "d2", 0), demand(&ledger, "d3", 0));
    let takes_up = |later: &str, earlier: &str| {
        let links = ledger.links_of(later).unwrap().earlier;
        links.iter().find(|link| link.to.statement == earlier).map_or(0.0, |link| link.confidence)
    };
    let told = [takes_up(&second, &first), takes_up(&last, &second), takes_up(&last, &first)];
    assert!(told[0] > 0.66 && told[1] > 0.66 && told[2] < 0.62, "{told:?}");
    assert_eq!(dates(&chain(&ledger, &last)), ["2019-03-14", "2020-03-14", "2021-03-14"]);
    let rejected = Ruling::Link { kind: LinkKind::Repeats, says: LinkVerdict::Rejected };
    let undo = ledger.judge(rejected, &[&second, &first], &ANA).unwrap();
    assert_eq!(dates(&chain(&ledger, &last)), ["2020-03-14", "2021-03-14"]);
    ledger.undo(undo, &ANA).unwrap();
    assert_eq!(dates(&chain(&ledger, &last)).len(), 3);
}

#[test]
fn what_is_told_of_an_earlier_demand_is_no_wording() {
    let mut ledger = Ledger::in_memory().unwrap();
    for (year, body, words) in [
        (2019, "Assembly", "The Assembly calls on"),
        (2020, "Lantern Watch", "The Assembly once called on"),
        (2021, "Lantern Watch", "Lantern Watch calls on"),
    ] {
        let asked = "the Government of Varosia to repeal Article 174 of the Criminal Code.";
        let text = format!("Statement of the {body} on Varosia\n\n4 May {year}\n\n{words} {asked}");
        add_text(&mut ledger, &format!("{year}.txt"), &text);
    }
    assert_eq!(dates(&chain(&ledger, &demand(&ledger, "d3", 0))), ["2019-05-04", "2021-05-04"]);
    assert_eq!(places(&ledger).iter().sum::<u32>(), 1);
}

#[test]
fn a_demand_for_two_things_joins_no_others() {
    let mut ledger = Ledger::in_memory().unwrap();
    let words = [
        "Urges [the Government of Varosia] to {repeal Article 174 of the Criminal Code}",
        "Urges [the Government of Varosia] to {repeal Article 174 of the Criminal Code} and to {amend Article 9 of the Law on \
         Assemblies}",
        "Urges [the Government of Varosia] to {amend Article 9 of the Law on Assemblies}",
    ];
    for (n, words) in words.iter().enumerate() {
        let date = format!("{}-03-14", 2019 + n);
        let title = format!("Resolution of {date} on the situation in Varosia");
        Sample::titled(&title, &date).says(Act::Demand, words).add(&mut ledger, &format!("{n}.txt")).unwrap();
    }
    assert_eq!(dates(&chain(&ledger, &demand(&ledger, "d3", 0))), ["2020-03-14", "2021-03-14"]);
    assert_eq!(dates(&chain(&ledger, &demand(&ledger, "d1", 0))), ["2019-03-14", "2020-03-14"]);
    assert_eq!(dates(&chain(&ledger, &demand(&ledger, "d2", 0))).len(), 3);
}

#[test]
fn what_a_side_asks_of_itself_stands_on_no_board_and_in_the_list_of_what_was_asked_again() {
    let mut ledger = Ledger::in_memory().unwrap();
    for date in ["2019-03-14", "2020-03-11"] {
        Sample::titled(&format!("Speech of {date} on the situation in Varosia"), date)
            .says(Act::Demand, "[We] should {repeal ^Article 9^ of the press law}")
            .add(&mut ledger, &format!("{date}.txt"))
            .unwrap();
    }
    assert_eq!(places(&ledger), [0; 7]);
    let again = StandingFilter { repeated: true, ..StandingFilter::default() };
    let dates = |filter: &StandingFilter| -> Vec<String> {
        let rows = ledger.standings(filter).unwrap().rows;
        rows.into_iter().map(|row| row.demand.document_date).collect()
    };
    assert_eq!(dates(&again), ["2019-03-14"]);
    assert_eq!(dates(&StandingFilter { status: Some(Status::Open), ..again }), ["2019-03-14"]);
}
