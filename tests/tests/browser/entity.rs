//! Names and dossiers in the browser: found, judged, taken back.

use serde_json::json;

use crate::driver::{Browser, key};
use crate::{Demo, assert_quiet, browser};

/// Goes to the dossier of a name.
fn open(browser: &Browser, demo: &Demo, name: &str) {
    browser.go(&demo.page(&format!("/entities?q={name}")));
    browser.find(".names .main-cell a").click_away();
}

/// The spellings that the dossier shows.
fn spellings(browser: &Browser) -> Vec<String> {
    let found = browser.find_all("[aria-labelledby='dossier-spellings'] tbody th");
    found.iter().map(|cell| cell.text()).collect()
}

#[test]
fn a_name_is_found_by_keyboard_and_joined_with_one_key() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/"));
    browser.tab_to("nav a[href='/entities']");
    browser.press(key::ENTER);
    browser.wait_for_address("/entities");
    browser.tab_to("#filter-name");
    browser.press("Евгений Талмаров");
    browser.press(key::ENTER);
    browser.wait_for_address("q=");
    let names: Vec<String> = browser.find_all(".names .main-cell a").iter().map(|name| name.text()).collect();
    assert!(names.contains(&"Yevgeni Talmarov".to_owned()), "{names:?}");
    open(&browser, &demo, "Yevgeni%20Talmarov");
    assert_eq!(spellings(&browser), ["Yevgeni Talmarov"]);
    let proposed = browser.find(".proposal[aria-current] .proposal-name a").text();

    // One key judges; the page that comes says so.
    browser.press("s");
    browser.wait_for_address("done=");
    assert!(browser.find(".done").text().starts_with("Judged to be the same"));
    assert!(spellings(&browser).contains(&proposed), "{proposed}");
    // It survives a reload, and `u` takes it back.
    browser.reload();
    assert!(spellings(&browser).contains(&proposed), "{proposed}");
    browser.press("u");
    browser.wait_until("document.querySelector('.done')?.textContent.includes('taken back') === true");
    assert_eq!(spellings(&browser), ["Yevgeni Talmarov"]);
    assert_quiet(&browser, &demo);
}

#[test]
fn a_wrong_merge_is_undone_by_mouse_in_another_tab() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    open(&browser, &demo, "Yevgeni%20Talmarov");
    let dossier = browser.address();
    browser.find(".proposal button[value='same']").click_away();
    browser.find(".done");
    // Somebody else sees the judgement, with its undo; the first tab is then told that it is gone.
    let first = browser.window();
    browser.new_tab();
    browser.go(&dossier);
    browser.find(".judgements button").click_away();
    assert_eq!(browser.find_all(".judgements li").len(), 0);
    browser.switch_to(&first);
    browser.find(".done button").click_away();
    assert!(browser.find("h1").text().contains("changed meanwhile"));
    browser.back();
    browser.reload();
    assert_eq!(spellings(&browser), ["Yevgeni Talmarov"]);
}

#[test]
fn a_mention_leads_to_its_dossier_and_back() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/documents/d1"));
    let mention = browser.find("a.mention.person");
    let name = mention.text();
    mention.click_away();
    browser.wait_for_address("/entities/");
    assert_eq!(browser.find("h1").text(), name);
    browser.find(".mentions td a").click_away();
    browser.wait_for_address("/documents/");
    browser.back();
    browser.wait_for_address("/entities/");
    // One mention is taken out, and put back.
    let all = browser.find_all(".mentions tbody tr").len();
    browser.find(".mentions form button").click_away();
    assert!(browser.find(".done").text().starts_with("Taken out"));
    browser.find(".done button").click_away();
    assert_eq!(browser.find_all(".mentions tbody tr").len(), all);
    assert_quiet(&browser, &demo);
}
