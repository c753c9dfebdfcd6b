//! The overview of the follow-up and its pictures in the browser.

use serde_json::json;

use crate::driver::key;
use crate::{assert_quiet, browser};

#[test]
fn from_the_overview_to_a_picture_and_on_to_the_demands() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/"));
    browser.tab_to("nav a[href='/follow-up']");
    browser.press(key::ENTER);
    browser.wait_for_address("/follow-up");
    browser.tab_to(".ways a[href='/timeline']");
    browser.press(key::ENTER);
    browser.wait_for_address("/timeline");
    browser.tab_to("#filter-addressee");
    browser.press("police");
    browser.press(key::ENTER);
    browser.wait_for_address("addressee=police");
    let asked = browser.find("tbody .number a").text();
    browser.find("tbody .number a").click_away();
    browser.wait_for_address("/demands");
    assert!(browser.find("#page-found").text().starts_with(&format!("{asked} ")), "{asked}");
    browser.back();
    browser.wait_for_address("/timeline?addressee=police");
    assert_quiet(&browser, &demo);
}

#[test]
fn a_picture_is_one_image_and_scrolls_on_a_telephone() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.resize(390, 800);
    for path in ["/timeline", "/figures", "/meetings", "/network", "/citations", "/follow-up", "/entities"] {
        browser.go(&demo.page(path));
        let width = browser.value_of("document.documentElement.scrollWidth");
        assert_eq!(width, json!(390), "{path} fits the screen");
    }
    browser.go(&demo.page("/network"));
    assert!(!browser.find_all("svg[role='img'] title").is_empty());
    let inner = browser.value_of("document.querySelector('.picture').scrollWidth > 390");
    assert_eq!(inner, json!(true));
    browser.go(&demo.page("/meetings"));
    assert!(!browser.find_all(".missing").is_empty());
    assert_quiet(&browser, &demo);
}
