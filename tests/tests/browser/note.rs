//! Notes and what people state: written, found and corrected by keyboard and mouse, and taken back.

use serde_json::json;

use crate::driver::{Browser, key};
use crate::{assert_quiet, browser};

#[test]
fn a_note_about_a_demand_is_written_anew_and_taken_back() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/demands"));
    browser.find(".statements .main-cell a").click_away();
    browser.wait_for_address("/statements/");
    let statement = browser.address();
    browser.find("a[href^='/notes/new?about=']").click_away();
    browser.find("#note-words").click();
    browser.press("He looks ill.");
    browser.tab_to("#note-names");
    browser.press("Ivan Kestrov");
    browser.find(".writing button").click_away();
    browser.wait_for_address("/notes/");
    assert_eq!(browser.find(".noted-whole").text(), "He looks ill.");
    let note = browser.address();
    browser.find("a[href^='/notes/new?note=']").click_away();
    browser.find("#note-words").click();
    browser.press(" He is pale.");
    browser.find(".writing button").click_away();
    assert!(browser.find(".noted-whole").text().contains("He is pale."));
    // Another tab has the older page; what it takes back is told.
    assert_eq!(browser.find_all(".decisions li").len(), 2);
    browser.find(".decisions li:last-child button").click_away();
    assert_eq!(browser.find(".noted-whole").text(), "He looks ill.");
    browser.go(&statement);
    assert!(browser.find(".noted-words").text().contains("He looks ill."));
    browser.go(&note);
    browser.find(".take-back summary").click();
    browser.find(".take-back button").click_away();
    browser.wait_for_address("/notes");
    browser.find(".empty");
    browser.go(&statement);
    assert!(browser.find_all(".noted").is_empty());
    assert_quiet(&browser, &demo);
}

/// Selects the words of the first passage of this kind that has no statement, and returns them.
fn select(browser: &Browser, selector: &str) -> String {
    let script = format!(
        "const words = document.querySelector('{selector}');
         const range = document.createRange();
         range.selectNodeContents(words);
         const selection = document.getSelection();
         selection.removeAllRanges();
         selection.addRange(range);
         return selection.toString();"
    );
    browser.run(&script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn selected_words_become_a_statement_and_a_mention_in_two_keys() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/documents/d1"));
    browser.press("n");
    browser.wait_until("document.getElementById('page-message').textContent.startsWith('Select words')");
    let words = select(&browser, ".passage.citation .words p");
    assert!(!words.is_empty());
    browser.press("n");
    browser.press("5");
    browser.wait_until("document.querySelector('.card.stated') !== null");
    assert!(browser.find(".card.stated .stated-by").text().contains("ana"));
    browser.reload();
    browser.find(".card.stated .unstate button").click_away();
    assert!(browser.find_all(".card.stated").is_empty());
    let mentions = browser.find_all(".passage.formula .mention.law").len();
    select(&browser, ".passage.formula .words p");
    browser.press("m");
    browser.press("4");
    browser.wait_until(&format!(
        "document.querySelectorAll('.passage.formula .mention.law').length > {mentions}"
    ));
    assert_quiet(&browser, &demo);
}

#[test]
fn without_script_a_statement_is_corrected_and_the_correction_taken_back() {
    let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
    let Some((browser, demo)) = browser(&blocked) else { return };
    browser.go(&demo.page("/demands"));
    browser.find(".statements .main-cell a").click_away();
    let statement = browser.address();
    browser.find("a[href*='/state?statement=']").click_away();
    browser.find("#state-speaker").click();
    browser.press(" and its committee");
    browser.find(".writing button").click_away();
    browser.wait_for_address("/documents/");
    browser.go(&statement);
    assert!(browser.find("h1").text().contains("and its committee"));
    browser.find(".unstate button").click_away();
    browser.go(&statement);
    assert!(!browser.find("h1").text().contains("and its committee"));
    assert_quiet(&browser, &demo);
}

#[test]
fn hits_follow_what_is_typed_and_are_narrowed() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/search"));
    browser.press("/");
    browser.press("prison");
    browser.wait_until("document.querySelectorAll('.hits li').length > 0");
    browser.press("ers");
    browser.wait_until("location.search.includes('prisoners')");
    browser.wait_until("document.querySelector('.hits mark') !== null");
    // The field keeps the keyboard, and the address brings the same back.
    assert_eq!(browser.value_of("document.activeElement.id"), json!("page-search"));
    let all = browser.find(".lead").text();
    browser.find(".facets a").click_away();
    browser.wait_for_address("&");
    assert_ne!(browser.find(".lead").text(), all);
    browser.find(".chips a").click_away();
    assert_eq!(browser.find(".lead").text(), all);
    browser.back();
    browser.wait_for_address("&");
    browser.tab_to("#page-search");
    browser.press(key::ENTER);
    browser.wait_for_address("/search?q=prisoners");
    assert_quiet(&browser, &demo);
}
