//! The board, chains, links and what people judge on them; due, silence, and claims.

use crate::fixture::{Draft, Slots};
use crate::site::{get, get_in, get_json, post};
use crate::{fixture, html, site};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::Value;
use whereas_extract::{Act, Genre, PassageKind};
use whereas_ledger::{Ledger, Reader};
use whereas_web::{Clerk, WebState, router};

const ASSEMBLY: &str = "Assembly of the Meridian Union";
const MINISTRY: &str = "Ministry of Justice of Varosia";

/// A document of one statement.
fn document(title: &str, date: &str, who: &str, act: Act, words: &str) -> Draft {
    let mut draft = Draft::new(Genre::Resolution, title, date, who);
    draft.passage(PassageKind::Title, "title_1", "", title);
    draft.passage(PassageKind::Paragraph, "para_1", "1.", words);
    let slots = match act {
        Act::Demand => Slots { cue: "Urges", speaker: who, to: &["the Government of Varosia"], actions: &[] },
        _ => Slots { speaker: who, ..Slots::default() },
    };
    draft.say("para_1", act, words, slots);
    draft
}

/// A site over a demand that was made twice and denied once, and the ids of both wordings and of the denial.
fn desk() -> (Router, Reader, [String; 3]) {
    let mut ledger = Ledger::in_memory().unwrap();
    let asked = "Urges the Government of Varosia to end the torture of prisoners in the colony of Zarn";
    let again = "Urges the Government of Varosia to end the torture of all prisoners in the colony of Zarn";
    let denied = "Claims of torture of prisoners in the colony of Zarn are <b>false</b>";
    for (n, draft) in [
        document("Resolution on Varosia", "2019-03-14", ASSEMBLY, Act::Demand, asked),
        document("Answer of the Ministry", "2020-01-10", MINISTRY, Act::Denial, denied),
        document("Second resolution on Varosia", "2021-03-11", ASSEMBLY, Act::Demand, again),
    ]
    .iter()
    .enumerate()
    {
        fixture::add(&mut ledger, None, &format!("{n}.txt"), draft);
    }
    let reader = ledger.reader().unwrap();
    let id = |document: &str| reader.document(document).unwrap().unwrap().statements[0].row.id.clone();
    let ids = [id("d1"), id("d2"), id("d3")];
    let clerk = Clerk { author: "ana".to_owned(), now: || "2021-03-21T10:00:00Z".to_owned() };
    (router(WebState::with_desk(ledger, "varosia.whereas", clerk).unwrap()), reader, ids)
}

async fn page(site: &Router, address: &str) -> String {
    let answer = get(site, address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    html::check(&answer.body).unwrap_or_else(|fault| panic!("{address}: {fault}"));
    answer.body
}

async fn data(site: &Router, address: &str) -> Value {
    serde_json::from_str(&get_json(site, address).await.body).unwrap()
}

#[tokio::test]
async fn the_board_has_each_demand_once_and_leads_to_its_chain() {
    let (site, _, [first, _, last]) = desk();
    let board = page(&site, "/board").await;
    assert!(
        board.contains(&format!("href=\"/board/{last}\"")) && !board.contains(&format!("/board/{first}\""))
    );
    assert!(board.contains("asked 2 times since 14 March 2019, last on 11 March 2021"), "{board}");
    assert!(board.contains("no later document in this ledger") && !board.contains("without a reply"));
    assert_eq!(data(&site, "/board").await["cards"][0]["followed"], false);
    assert_eq!(data(&site, "/board").await["counts"], serde_json::json!([0, 1, 0, 0, 0, 0, 0]));
    for (address, found) in [
        ("/board?place=repeated", 1),
        ("/board?place=open", 0),
        ("/board?addressee=government&year=2021", 1),
        ("/board?year=2019", 0),
        ("/board?actor=assembly&text=torture", 1),
        ("/board?actor=ministry", 0),
        ("/board?person=nobody", 0),
        ("/board?theme=torture-and-ill-treatment", 0),
        ("/board?charge=nobody", 0),
    ] {
        page(&site, address).await;
        assert_eq!(data(&site, address).await["cards"].as_array().unwrap().len(), found, "{address}");
    }
    assert_eq!(get(&site, "/board?place=x").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&site, "/board?year=x").await.status, StatusCode::BAD_REQUEST);
    for language in ["fr", "ru"] {
        html::check(&get_in(&site, "/board", language).await.body).unwrap();
        html::check(&get_in(&site, &format!("/board/{last}"), language).await.body).unwrap();
    }
}

#[tokio::test]
async fn the_cards_of_the_reader_lead_to_the_surest_links() {
    let (site, _, [first, denial, last]) = desk();
    let reader = page(&site, "/documents/d1").await;
    for (address, words) in [
        (format!("/documents/d3#s-{last}"), "repeated 11 March 2021"),
        (format!("/documents/d2#s-{denial}"), "denied 10 January 2020"),
    ] {
        let title = if words.starts_with("denied") {
            "Answer of the Ministry"
        } else {
            "Second resolution on Varosia"
        };
        let link = format!("<a href=\"{address}\" title=\"{title}\">{words}</a>");
        assert!(reader.contains(&link), "{link} {reader}");
    }
    assert!(!reader.contains("#page-links"), "nothing is left out");
    assert!(page(&site, "/documents/d3").await.contains(">repeats 14 March 2019</a>"));
    let record = &data(&site, "/documents/d1").await["links"][0];
    assert_eq!((&record["statement"], &record["total"]), (&first.clone().into(), &2.into()));
    let link = record["links"].as_array().unwrap().iter().find(|link| link["kind"] == "denies").unwrap();
    assert_eq!((&link["later"], &link["statement"]), (&true.into(), &denial.clone().into()));
    // What a person rejected is not there any more, what a person confirmed says so.
    post(&site, &format!("/links/repeats:{last}:{first}/reject"), "").await;
    post(&site, &format!("/links/denies:{denial}:{first}/confirm"), "").await;
    let reader = page(&site, "/documents/d1").await;
    assert!(!reader.contains("repeated 11 March 2021"), "{reader}");
    assert!(
        reader.contains("denied 10 January 2020</a><span class=\"unseen\">, confirmed by a person</span>")
    );
    for language in ["fr", "ru"] {
        html::check(&get_in(&site, "/documents/d1", language).await.body).unwrap();
    }
}

#[tokio::test]
async fn a_chain_shows_what_changed_and_what_was_replied() {
    let (site, _, [first, denial, last]) = desk();
    let chain = page(&site, &format!("/board/{last}")).await;
    assert!(chain.contains("<ins>all</ins>"), "{chain}");
    assert!(chain.contains("denied by") && chain.contains("are &#60;b&#62;false"));
    let record = data(&site, &format!("/board/{first}")).await;
    assert_eq!(record["wordings"].as_array().unwrap().len(), 2);
    assert_eq!(record["wordings"][0]["replies"][0]["link"]["from"]["statement"], denial);
    assert_eq!((&record["days"], &record["searched"]), (&10.into(), &0.into()));
    let answer = get(&site, &format!("/board/{}", &last[..8])).await;
    assert_eq!(answer.headers[LOCATION], format!("/board/{last}"));
    assert_eq!(get(&site, &format!("/board/{denial}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_timeline_counts_what_replies_to_a_demand() {
    let (site, ..) = desk();
    let days = data(&site, "/timeline").await["days"].clone();
    let replies: Vec<&Value> = days.as_array().unwrap().iter().map(|day| &day["replies"]).collect();
    assert_eq!(replies, [0, 1, 0]);
    assert!(page(&site, "/timeline").await.contains("reply-dot"));
}

#[tokio::test]
async fn a_status_is_judged_and_taken_back_without_a_script() {
    let (site, reader, [_, _, last]) = desk();
    let form = "says=promised&reason=By+telephone.&back=%2Fboard";
    for _ in 0..2 {
        let answer = post(&site, &format!("/board/{last}/status"), form).await;
        assert_eq!(
            (answer.status, &answer.headers[LOCATION]),
            (StatusCode::SEE_OTHER, &"/board".parse().unwrap())
        );
    }
    let chain = reader.chain(&last, "2021-03-21").unwrap().unwrap();
    let [row] = chain.wordings[1].standing.judgements.as_slice() else { panic!("{chain:?}") };
    assert_eq!((row.author.as_str(), row.reason.as_str()), ("ana", "By telephone."));
    assert_eq!(data(&site, "/board").await["counts"][4], 1);
    let shown = page(&site, &format!("/board/{last}")).await;
    assert!(shown.contains("promised, says ana") && shown.contains(&format!("/judgements/{}/undo", row.seq)));
    assert!(page(&site, "/board?place=promised").await.contains("promised, says ana"));
    post(&site, &format!("/judgements/{}/undo", row.seq), "back=/board").await;
    assert_eq!(data(&site, "/board").await["counts"][4], 0);
    let again = post(&site, &format!("/judgements/{}/undo", row.seq), "back=/board").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(post(&site, &format!("/board/{last}/status"), "says=x").await.status, StatusCode::BAD_REQUEST);
    assert!(reader.verify().unwrap().is_sound());
}

#[tokio::test]
async fn what_became_of_a_promise_is_judged_and_taken_back_without_a_script() {
    let ledger = fixture::ledger();
    let reader = ledger.reader().unwrap();
    let clerk = Clerk { author: "ana".to_owned(), now: || "2021-05-21T10:00:00Z".to_owned() };
    let site = router(WebState::with_desk(ledger, "varosia.whereas", clerk).unwrap());
    let unheard = data(&site, "/due?fulfilment=unheard").await;
    let id = unheard["due"][0]["statement"]["id"].as_str().expect("an overdue promise").to_owned();
    let row = async || {
        let due = data(&site, "/due").await;
        let rows = due["due"].as_array().unwrap().iter();
        rows.clone().find(|row| row["statement"]["id"] == *id).unwrap().clone()
    };
    let form = "says=kept&reason=Seen+on+site.&back=%2Fdue";
    for _ in 0..2 {
        let answer = post(&site, &format!("/due/{id}/status"), form).await;
        assert_eq!(answer.headers[LOCATION], "/due");
    }
    let kept = row().await;
    assert_eq!(kept["fulfilment"], "kept");
    let judged = kept["judgements"].as_array().unwrap();
    assert_eq!(judged.len(), 1, "a person says one thing");
    let shown = page(&site, "/due").await;
    assert!(shown.contains("<b>kept, says ana</b>: Seen on site."), "{shown}");
    post(&site, &format!("/judgements/{}/undo", judged[0]["seq"]), "back=/due").await;
    assert_eq!(row().await["fulfilment"], "unheard");
    for (address, form, status) in [
        (format!("/due/{id}/status"), "says=running", StatusCode::BAD_REQUEST),
        (format!("/due/{id}/status"), "", StatusCode::BAD_REQUEST),
        ("/due/ffffffffff/status".to_owned(), "says=kept", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(post(&site, &address, form).await.status, status, "{address} {form}");
    }
    assert!(reader.verify().unwrap().is_sound());
}

#[tokio::test]
async fn an_institution_is_put_in_charge() {
    let (site, reader, [first, _, last]) = desk();
    post(&site, &format!("/board/{first}/charge"), "institution=Prison+Service&back=/board").await;
    let board = page(&site, "/board?charge=Prison+Service").await;
    assert!(board.contains("<b>Prison Service</b>"), "{board}");
    let chain = reader.chain(&last, "2021-03-21").unwrap().unwrap();
    assert_eq!(chain.charge, "Prison Service");
    assert!(page(&site, &format!("/board/{last}")).await.contains("Prison Service is in charge, says ana"));
    let empty = post(&site, &format!("/board/{last}/charge"), "institution=+").await;
    assert_eq!(empty.status, StatusCode::BAD_REQUEST);
    post(&site, &format!("/judgements/{}/undo", chain.charges[0].seq), "back=/").await;
    assert_eq!(reader.chain(&last, "2021-03-21").unwrap().unwrap().charge, "");
}

#[tokio::test]
async fn a_link_is_rejected_confirmed_and_taken_back() {
    let (site, reader, [first, denial, _]) = desk();
    let id = format!("denies:{denial}:{first}");
    let address = format!("/links/{}", id.replace(':', "%3A"));
    assert!(page(&site, &address).await.contains("proposed"));
    let statement = page(&site, &format!("/statements/{denial}")).await;
    assert!(statement.contains(&format!("{address}/confirm")), "{statement}");
    post(&site, &format!("{address}/reject"), "reason=Another+colony.&back=/").await;
    assert!(page(&site, &address).await.contains("rejected by ana"));
    post(&site, &format!("{address}/confirm"), "back=/").await;
    // Who thinks better of it does not contradict themselves.
    let judged = reader.link(&id).unwrap().unwrap().judgements;
    assert_eq!(judged.len(), 1);
    let undone = post(&site, &format!("/judgements/{}/undo", judged[0].seq), "back=/claims").await;
    assert_eq!(undone.headers[LOCATION], "/claims");
    assert!(reader.link(&id).unwrap().unwrap().judgements.is_empty());
    assert_eq!(
        get(&site, "/links/denies:0123456789abcdef:0123456789abcdef").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(get(&site, "/links/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_demand_that_waits_for_no_reply_says_so() {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut draft = Draft::new(Genre::Resolution, "A speech", "2021-03-11", ASSEMBLY);
    let words = "We should end the torture of prisoners in the colony of Zarn";
    draft.passage(PassageKind::Paragraph, "para_1", "1.", words);
    let slots = Slots { cue: "should", speaker: "We", to: &["We"], actions: &[] };
    draft.say("para_1", Act::Demand, words, slots);
    fixture::add(&mut ledger, None, "speech.txt", &draft);
    let id = ledger.reader().unwrap().document("d1").unwrap().unwrap().statements[0].row.id.clone();
    let clerk = Clerk { author: "ana".to_owned(), now: || "2021-03-21T10:00:00Z".to_owned() };
    let site = router(WebState::with_desk(ledger, "varosia.whereas", clerk).unwrap());
    let address = format!("/board/{id}");
    let shown = page(&site, &address).await;
    assert!(shown.contains("Waits for no reply") && !shown.contains("place=open"), "{shown}");
    assert_eq!(data(&site, &address).await["aside"], true);
    // Of one of which a person says how it stands, somebody waits.
    let judged = post(&site, &format!("/board/{id}/status"), "says=open&reason=").await;
    assert_eq!(judged.status, StatusCode::SEE_OTHER, "{}", judged.body);
    assert!(!page(&site, &address).await.contains("Waits for no reply"));
    assert_eq!(data(&site, &address).await["aside"], false);
}

#[tokio::test]
async fn claims_beyond_the_first_ones_unfold() {
    let mut ledger = Ledger::in_memory().unwrap();
    for year in 2015..2020 {
        let words = format!(
            "Urges the Government of Varosia to end the torture of {year} prisoners in the colony of Zarn"
        );
        let draft = document("Resolution", &format!("{year}-03-14"), ASSEMBLY, Act::Demand, &words);
        fixture::add(&mut ledger, None, &format!("{year}.txt"), &draft);
    }
    let denied = "Claims of torture of prisoners in the colony of Zarn are false";
    let draft = document("Answer", "2020-01-10", MINISTRY, Act::Denial, denied);
    fixture::add(&mut ledger, None, "answer.txt", &draft);
    let clerk = Clerk { author: "ana".to_owned(), now: || "2021-03-21T10:00:00Z".to_owned() };
    let site = router(WebState::with_desk(ledger, "varosia.whereas", clerk).unwrap());
    let record = data(&site, "/claims").await;
    let (row, found) = (&record["claims"][0], record["claims"][0]["claims"].as_array().unwrap().len());
    assert!(found > 3 && row["more"] == 0, "{row}");
    let claims = page(&site, "/claims").await;
    let folded = claims.split_once("<details class=\"more\">").unwrap().1;
    let folded = folded.split_once("</details>").unwrap().0;
    assert!(folded.contains(&format!("and {} other claim", found - 3)), "{folded}");
    assert_eq!(folded.matches("<li").count(), found - 3);
}

#[tokio::test]
async fn claims_are_denied_side_by_side() {
    let (site, _, [first, denial, last]) = desk();
    let claims = page(&site, "/claims").await;
    assert!(claims.contains("Claim") && claims.contains(&format!("/statements/{denial}")));
    for (address, found) in [
        ("/claims?actor=ministry", 1),
        ("/claims?actor=council", 0),
        ("/claims?state=rejected", 0),
        ("/claims?state=proposed", 1),
        ("/claims?theme=death-penalty", 0),
    ] {
        page(&site, address).await;
        assert_eq!(data(&site, address).await["total"], found, "{address}");
    }
    assert_eq!(get(&site, "/claims?state=x").await.status, StatusCode::BAD_REQUEST);
    let record = data(&site, "/claims").await;
    assert_eq!(record["claims"][0]["counter"]["statement"], denial);
    assert_eq!(record["claims"][0]["claims"][0]["to"]["statement"], first);
    // Side by side: what became of the demand, and what was replied.
    let compared = data(&site, "/compare?a=d3&b=d1").await;
    assert_eq!(compared["rows"][0]["after"]["statement"], last);
    assert!(page(&site, "/compare?a=d1&b=d3").await.contains("<ins>all</ins>"));
    let replied = data(&site, "/compare?a=d1&b=d2").await;
    assert_eq!(replied["links"][0]["kind"], "denies");
    // Each mark leads to its partner, in whichever order the two stand.
    let (one, other) = (format!("#a-s-{first}"), format!("#b-s-{denial}"));
    let compared = page(&site, "/compare?a=d1&b=d2").await;
    for (address, words) in [
        (&one, "denies: Demand 1 in the other document"),
        (&other, "denied by: Denial 1 in the other document"),
    ] {
        let link = format!("<a class=\"partner\" data-kind=\"denies\" href=\"{address}\" title=\"{words}\">");
        assert!(compared.contains(&link), "{link} {compared}");
    }
    assert!(page(&site, "/compare?a=d2&b=d1").await.contains(&format!("href=\"#b-s-{first}\"")));
    let aligned = page(&site, "/compare?a=d1&b=d3").await;
    assert!(aligned.contains("data-kind=\"repeats\"") && aligned.contains(&format!("#b-s-{last}")));
    assert!(!page(&site, "/compare?a=d1&b=d1").await.contains("partner"));
}

#[tokio::test]
async fn what_is_due_and_where_nothing_was_heard_is_listed() {
    let ledger = fixture::ledger();
    let site = site::site(&ledger);
    let due = page(&site, "/due?on=2020-01-10").await;
    assert!(due.contains("its day was 10 days ago"), "{due}");
    assert_eq!(data(&site, "/due?actor=sarvin&on=2019-12-30").await["due"][0]["state"], "now");
    assert!(page(&site, "/due?on=2019-11-30").await.contains("in 31 days"));
    let all = data(&site, "/due?on=2020-01-10").await;
    let known = |of: &str| all["counts"][of].as_u64().expect("a count");
    assert_eq!(
        Some(known("unheard") + known("broken") + known("kept") + known("running")),
        all["total"].as_u64()
    );
    let unheard = data(&site, "/due?on=2020-01-10&fulfilment=unheard").await;
    assert_eq!((unheard["total"].as_u64(), &unheard["counts"]), (Some(known("unheard")), &all["counts"]));
    assert!(known("unheard") > 0 && unheard["due"][0]["fulfilment"] == "unheard");
    assert_eq!(get(&site, "/due?fulfilment=perhaps").await.status, StatusCode::BAD_REQUEST);
    let silence = page(&site, "/silence?addressee=justice&on=2019-03-24").await;
    assert!(silence.contains("<b>10</b>"), "{silence}");
    // Without a clerk the day of the last entry counts as today.
    assert_eq!(data(&site, "/silence").await["on"], "2021-04-01");
    assert_eq!(get(&site, "/due?on=x").await.status, StatusCode::BAD_REQUEST);
    for address in
        ["/due?text=zebra", "/silence?text=zebra", "/due?page=9", "/silence?page=9", "/claims?page=9"]
    {
        page(&site, address).await;
    }
    assert!(!page(&site, "/board").await.contains("class=\"judge"));
}
