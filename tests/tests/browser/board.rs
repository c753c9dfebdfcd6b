//! Following up by keyboard and mouse: the board, a demand over the years, links, what is due, claims.

use serde_json::json;

use crate::driver::{Browser, key};
use crate::{Demo, assert_quiet, browser};

/// The demand of the demo that was asked most often and of which nothing was heard since.
fn open_a_chain(browser: &Browser, demo: &Demo) {
    browser.go(&demo.page("/board?place=repeated"));
    browser.tab_to(".board-card .wanted a");
    browser.press(key::ENTER);
    browser.wait_for_address("/board/");
    browser.find(".chain .wording + .wording");
}

/// What people say of the demand that is shown.
fn said(browser: &Browser) -> usize {
    browser.find_all(".judgements li").len()
}

#[test]
fn the_board_leads_to_a_demand_whose_status_is_judged_and_taken_back() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/board"));
    assert!(browser.find_all(".board-group").len() > 2);
    browser.find(".tabs a[href*='place=denied']").click_away();
    assert!(!browser.find_all(".told q").is_empty());
    browser.back();
    browser.find(".board-group + .board-group");

    browser.find("#board-addressee").click();
    browser.press("prison service");
    browser.press(key::ENTER);
    browser.wait_for_address("addressee=prison");
    let narrowed = browser.find_all(".board-card").len();
    assert!(narrowed > 0);
    browser.find(".chips a").click_away();
    assert!(browser.find_all(".board-card").len() > narrowed);

    open_a_chain(&browser, &demo);
    browser.find(".wording ins, .wording del");
    browser.find("#chain-reason").click();
    browser.press("heard by telephone");
    browser.run("document.getElementById('chain-says').value = 'promised'");
    browser.find("form[action$='/status'] button").click_away();
    assert_eq!(said(&browser), 1);
    assert!(browser.find(".judgements").text().contains("promised, says ana"));
    assert!(browser.find(".judgements").text().contains("heard by telephone"));
    browser.reload();
    assert_eq!(said(&browser), 1);
    browser.find(".judgements button").click_away();
    assert_eq!(said(&browser), 0);
    assert_quiet(&browser, &demo);
}

#[test]
fn an_institution_is_put_in_charge_and_the_board_narrowed_to_it() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    open_a_chain(&browser, &demo);
    browser.tab_to("#chain-institution");
    browser.press("Prison Service of Varosia");
    browser.press(key::ENTER);
    browser.find(".judgements li");
    browser.go(&demo.page("/board?charge=Prison%20Service%20of%20Varosia"));
    assert_eq!(browser.find_all(".board-card").len(), 1);
    assert!(browser.find(".board-card").text().contains("in charge: Prison Service of Varosia"));
    browser.find(".board-card .wanted a").click_away();
    browser.find(".judgements button").click_away();
    assert_eq!(said(&browser), 0);
    assert_quiet(&browser, &demo);
}

#[test]
fn a_link_is_rejected_in_one_tab_and_taken_back_in_another() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/claims"));
    let first = browser.find(".claim-pair .link-item");
    let state = || browser.find(".claim-pair .link-item .link-state").text();
    assert!(state().starts_with("proposed") && !first.text().is_empty());
    browser.find(".claim-pair .link-item button[formaction$='/reject']").click_away();
    assert!(state().contains("rejected by ana"), "{}", state());
    // Somebody else takes it back meanwhile.
    browser.run_until_done(
        "const done = arguments[0];
         const undo = document.querySelector('.link-item button[formaction$=\"/undo\"]').getAttribute('formaction');
         fetch(undo, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams() })
           .then(() => done(true));",
    );
    browser.find(".claim-pair .link-item button[formaction$='/undo']").click_away();
    assert!(browser.find("h1").text().contains("changed meanwhile"));
    browser.back();
    browser.reload();
    assert!(state().starts_with("proposed"), "{}", state());
    browser.find(".claim-pair .judge a").click_away();
    browser.wait_for_address("/links/");
    browser.find("#link-reason").click();
    browser.press("looked at both");
    browser.find("form.judge button").click_away();
    assert!(browser.find(".judgements").text().contains("looked at both"));
    browser.find(".judgements button").click_away();
    assert_eq!(said(&browser), 0);
}

#[test]
fn two_documents_are_compared_and_what_is_due_is_found() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/compare?a=d4&b=d10"));
    assert!(browser.find_all(".aligned tbody tr").len() > 5);
    browser.find(".aligned ins");
    browser.go(&demo.page("/compare?a=d4&b=d5"));
    browser.find("#compare-replies");
    // What belongs together is tied by lines; what is looked at is brought out.
    browser.run("document.querySelector('a.partner').focus()");
    browser.wait_until("document.querySelector('.lines path.paired[d]') !== null");
    browser.go(&demo.page("/due?on=2026-06-01"));
    browser.find(".overdue");
    browser.go(&demo.page("/silence?on=2026-06-01"));
    browser.find(".statements .main-cell a").click_away();
    browser.wait_for_address("/board/");
    assert_quiet(&browser, &demo);
}
