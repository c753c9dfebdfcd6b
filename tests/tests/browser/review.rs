//! Reading and deciding by keyboard, and what a hostile document cannot do.

use serde_json::json;

use crate::driver::{Browser, key};
use crate::{DOCUMENT, Demo, assert_quiet, browser, browser_and};

/// The statement that has the keys.
fn current(browser: &Browser) -> String {
    let id = browser.value_of("document.querySelector('[data-statement][aria-current]')?.dataset.statement");
    id.as_str().unwrap_or_default().to_owned()
}

fn wait_for_verdict(browser: &Browser, id: &str, begins: &str) {
    browser.wait_until(&format!(
        "document.querySelector('[data-statement=\"{id}\"] .verdict')?.textContent.startsWith('{begins}')"
    ));
}

#[test]
fn the_reader_is_walked_and_decided_by_keyboard() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/"));
    browser.find(DOCUMENT).click_away();
    browser.wait_for_address("/documents/");
    browser.press("j");
    let first = current(&browser);
    browser.press("j");
    let second = current(&browser);
    assert!(!first.is_empty() && first != second);
    browser.press("k");
    assert_eq!(current(&browser), first);
    browser.press("1");
    let demand = current(&browser);
    assert_eq!(
        browser.value_of("document.querySelector('[aria-current][data-act]').dataset.act"),
        json!("demand")
    );

    browser.press("a");
    wait_for_verdict(&browser, &demand, "accepted by ana");
    browser.press("x");
    wait_for_verdict(&browser, &demand, "rejected by ana");
    browser.reload();
    wait_for_verdict(&browser, &demand, "rejected by ana");
    browser.go(&demo.page(&format!("/statements/{demand}")));
    assert_eq!(browser.find_all(".decisions li").len(), 2);
    browser.back();
    browser.wait_for_address("/documents/");
    browser.run(&format!("document.querySelector('[data-statement=\"{demand}\"]').click()"));
    browser.press("u");
    wait_for_verdict(&browser, &demand, "");
    browser.wait_until(&format!(
        "!document.querySelector('[data-statement=\"{demand}\"]').matches('.rejected, .accepted')"
    ));
    browser.press("o");
    browser.wait_for_address("/statements/");
    assert_quiet(&browser, &demo);
}

#[test]
fn the_queue_goes_on_with_every_decision_and_back_with_undo() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/review"));
    let left = || browser.find("[data-left]").text();
    let begin = left();
    let first = current(&browser);
    browser.press("X");
    browser.find("#page-reason[open]");
    browser.press("no blame here");
    browser.press(key::ENTER);
    wait_for_verdict(&browser, &first, "rejected by ana");
    browser.wait_until(&format!("document.querySelector('[data-left]').textContent !== '{begin}'"));
    assert_ne!(current(&browser), first);
    for _ in 0..3 {
        let at = current(&browser);
        browser.press("a");
        wait_for_verdict(&browser, &at, "accepted by ana");
        browser.wait_until(&format!(
            "document.querySelector('[data-statement][aria-current]').dataset.statement !== '{at}'"
        ));
    }
    // Another tab, or the same one loaded again, has the last decision at hand.
    browser.reload();
    let after = left();
    browser.find("form.last button");
    browser.press("u");
    browser.wait_until(&format!("document.querySelector('[data-left]')?.textContent !== '{after}'"));
    browser.go(&demo.page("/review/rules"));
    assert!(!browser.find_all("tbody tr").is_empty());
    browser.go(&demo.page(&format!("/statements/{first}")));
    assert!(browser.find(".decisions").text().contains("no blame here"));
    assert_quiet(&browser, &demo);
}

#[test]
fn what_was_taken_back_elsewhere_is_told() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/documents/d1"));
    browser.press("j");
    let id = current(&browser);
    browser.press("a");
    wait_for_verdict(&browser, &id, "accepted");
    // Somebody else, in another tab.
    browser.run_until_done(
        "const done = arguments[0];
         const undo = document.querySelector('[aria-current] [data-undo]').getAttribute('formaction');
         fetch(undo, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams() })
           .then(() => done(true));",
    );
    browser.press("u");
    browser.wait_until("document.getElementById('page-message').textContent.startsWith('This did not work')");
}

#[test]
fn a_document_full_of_script_does_nothing() {
    let evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
    let words = format!(
        "---\ntitle: \"A title {}\"\n---\n\nThe Assembly of the Meridian Union,\n\n\
         1.  Urges the Government of Varosia to release {evil} all prisoners; {evil}\n\n\
         2.  Calls on {evil} the Ministry of Justice to publish `]]>--></textarea></title>{evil}` the list;\n",
        evil.replace('"', "'")
    );
    let Some((browser, demo)) = browser_and(&json!({}), || Demo::with_document(&words)) else { return };
    for path in
        ["/", "/documents/d1", "/compare?a=d1&b=d1", "/demands", "/review", "/search?q=script", "/log/1"]
    {
        browser.go(&demo.page(path));
        assert!(browser.title().ends_with("whereas"), "{path}: {}", browser.title());
        let foreign = "document.querySelectorAll('img, script:not([src^=\"/assets/\"])').length";
        assert_eq!(browser.value_of(foreign), json!(0), "{path}");
    }
    browser.go(&demo.page("/documents/d1"));
    browser.press("j");
    let id = current(&browser);
    browser.press("x");
    wait_for_verdict(&browser, &id, "rejected");
    assert!(browser.title().ends_with("whereas"));
    assert_quiet(&browser, &demo);
}
