//! Adding documents: by hand, without script, a large paste, and what is dropped on the page.

use serde_json::json;

use crate::driver::key;
use crate::{assert_quiet, browser};

const LETTER: &str = "Lantern Watch calls on the Government of Varosia to release Ivan Kestrov.";

/// Puts words into the field for text; typing megabytes would take minutes.
fn paste(browser: &crate::driver::Browser, expression: &str) {
    browser.find("#add-text");
    browser.run(&format!("document.getElementById('add-text').value = {expression}"));
}

#[test]
fn text_is_pasted_read_and_taken_back() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/"));
    browser.tab_to("nav a[href='/add']");
    browser.press(key::ENTER);
    browser.wait_for_address("/add");
    browser.find("#add-text").click();
    browser.press(LETTER);
    browser.find("#add-title").click();
    browser.press("Letter of the Assembly");
    browser.find(".adding button").click_away();
    browser.wait_for_address("/add/1");
    browser.wait_until("document.querySelector('.receipt-title') !== null");
    assert_eq!(browser.find(".receipt-title a").text(), "Letter of the Assembly");
    assert_eq!(browser.find(".receipt .counts .demand").text(), "1 demand");
    // The page stands after it was loaded again, and the way back leads to the form.
    browser.reload();
    browser.find(".receipt-title a").click_away();
    browser.wait_for_address("/documents/");
    assert_eq!(browser.find_all(".card.demand").len(), 1);
    browser.back();
    browser.wait_for_address("/add/1");
    browser.find(".take-back summary").click();
    browser.find(".take-back button").click_away();
    browser.wait_for_address("/add/1");
    assert_eq!(browser.find(".receipt-head b").text(), "Taken back");
    assert_quiet(&browser, &demo);
}

#[test]
fn without_script_a_text_is_added_too() {
    let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
    let Some((browser, demo)) = browser(&blocked) else { return };
    browser.go(&demo.page("/add"));
    browser.find("#add-text").click();
    browser.press(LETTER);
    browser.find(".adding button").click_away();
    browser.wait_for_address("/add/1");
    // The page loads itself again until all is read.
    browser.find(".receipt-title");
    assert_eq!(browser.find_all("meta[http-equiv]").len(), 0);
    assert_quiet(&browser, &demo);
}

#[test]
fn ten_megabytes_are_pasted_and_files_are_dropped() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/add"));
    paste(&browser, "'The road to Kelmar was closed in the winter. '.repeat(230000)");
    browser.find(".adding button").click_away();
    browser.wait_for_address("/add/1");
    browser.go(&demo.page("/add"));
    browser.run(
        "const dropped = new DataTransfer();
         dropped.items.add(new File(['1.  Urges the police to answer;'], 'one.txt'));
         dropped.items.add(new File([new Uint8Array([137, 80, 78, 71, 0, 0])], 'two.txt'));
         for (const kind of ['dragover', 'drop']) {
           document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: dropped }));
         }",
    );
    browser.wait_until("document.getElementById('add-file').files.length === 2");
    browser.find(".adding button").click_away();
    browser.wait_for_address("/add/2");
    // Pages are answered while it reads.
    browser.go(&demo.page("/documents/d1"));
    browser.go(&demo.page("/add/2"));
    browser.wait_until("document.querySelectorAll('.receipt').length === 2");
    assert_eq!(browser.find(".receipt.failed .origin").text(), "two.txt");
    browser.go(&demo.page("/add/1"));
    assert_eq!(browser.find_all(".receipt.failed").len(), 0);
    assert_quiet(&browser, &demo);
}
