//! The pages in Debian's Chromium: by keyboard, with and without script, without a request to elsewhere.

#![allow(clippy::expect_used)]

mod accessible;
mod add;
mod board;
mod driver;
mod entity;
mod follow_up;
mod note;
mod paint;
mod review;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use driver::{Browser, installed, key};
use serde_json::{Value, json};
use whereas_tests::desk::Desk;

/// The link to the first document in which statements were found.
const DOCUMENT: &str = ".documents tr:has(.number a) .main-cell a";

/// A program that serves pages on a port of its own. Ends when dropped.
struct Demo {
    program: Child,
    address: String,
    _desk: Desk,
}

impl Demo {
    fn start() -> Demo {
        Demo::of(Desk::new(), &["demo"])
    }

    /// A ledger with one document that somebody has written with care.
    fn with_document(words: &str) -> Demo {
        let desk = Desk::new();
        desk.write("document.md", words);
        let added = desk.run(&["add", "document.md"]);
        assert_eq!(added.code, 0, "{added}");
        Demo::of(desk, &["serve"])
    }

    fn of(desk: Desk, words: &[&str]) -> Demo {
        let mut program = desk
            .command(&[words, &["--port", "0", "--open", "no"]].concat())
            // The demo is killed and cannot tidy up; its ledger goes with this folder.
            .env("TMPDIR", desk.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = BufReader::new(program.stdout.take().expect("its output"));
        let address = said
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                let from = line.find("http://127.0.0.1:")?;
                line[from..].split_whitespace().next().map(str::to_owned)
            })
            .expect("the program tells its address");
        Demo { program, address: address.trim_end_matches('/').to_owned(), _desk: desk }
    }

    fn page(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A browser with these preferences and the demo, or nothing, with the reason printed, where no browser is.
fn browser(prefs: &Value) -> Option<(Browser, Demo)> {
    browser_and(prefs, Demo::start)
}

/// A browser and what `start` serves.
fn browser_and(prefs: &Value, start: impl FnOnce() -> Demo) -> Option<(Browser, Demo)> {
    match installed() {
        Ok((chromium, chromedriver)) => {
            let browser = Browser::start(&chromium, &chromedriver, prefs);
            // What the browser loads to show its own first page is not ours.
            browser.requests();
            Some((browser, start()))
        }
        Err(why) => {
            // Written past the test's own capture, so that it is seen.
            let _ = writeln!(std::io::stderr(), "skipped: {why}");
            None
        }
    }
}

/// Nothing went wrong in the page, and nothing was asked of anybody but the demo.
fn assert_quiet(browser: &Browser, demo: &Demo) {
    assert_eq!(browser.console(), Vec::<String>::new());
    let requests = browser.requests();
    assert!(!requests.is_empty(), "the requests of the page are seen");
    let foreign: Vec<&String> = requests
        .iter()
        .filter(|address| {
            ![demo.address.as_str(), "data:", "chrome:"].iter().any(|own| address.starts_with(own))
        })
        .collect();
    assert_eq!(foreign, Vec::<&String>::new());
}

#[test]
fn a_demand_is_found_by_keyboard_and_followed_to_its_place() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/"));
    assert_eq!(browser.title(), "Documents – whereas");
    browser.press(key::TAB);
    assert_eq!(browser.focused().text(), "Skip to the content");
    browser.tab_to("nav a[href='/demands']");
    browser.press(key::ENTER);
    browser.wait_for_address("/demands");
    let all = browser.find("#page-found").text();

    browser.tab_to("input[name='addressee']");
    browser.press("police");
    browser.press(key::ENTER);
    browser.wait_for_address("addressee=police");
    let some = browser.find("#page-found").text();
    assert_ne!(all, some);
    let addressees: Vec<String> =
        browser.find_all(".statements .parties").iter().map(|parties| parties.text()).collect();
    assert!(!addressees.is_empty());
    for parties in &addressees {
        assert!(parties.to_lowercase().contains("police"), "{addressees:?}");
    }

    let demand = browser.tab_to(".statements .main-cell a");
    let asked = demand.text();
    browser.press(key::ENTER);
    browser.wait_for_address("/statements/");
    assert!(browser.find(".quotation blockquote").text().replace('\n', " ").contains(&asked), "{asked}");
    assert_eq!(browser.find(".cue").style("text-decoration-line"), "underline");

    browser.tab_to(".quotation figcaption a");
    browser.press(key::ENTER);
    browser.wait_for_address("/documents/");
    assert!(browser.find(".said:target").text().contains(&asked));
    assert_quiet(&browser, &demo);
}

#[test]
fn without_script_everything_can_be_read_and_filtered() {
    // 2 blocks scripts on every page.
    let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
    let Some((browser, demo)) = browser(&blocked) else { return };
    browser.go("data:text/html,<title>off</title><script>document.title='on'</script>");
    assert_eq!(browser.title(), "off");
    browser.go(&demo.page("/"));
    browser.find(DOCUMENT).click_away();
    browser.wait_for_address("/documents/");
    assert_eq!(browser.find_all("h1").len(), 1);
    browser.find(".card-head a").click_away();
    browser.wait_for_address("/statements/");
    browser.find("input[name='q']").click();
    browser.press("prisoners");
    browser.press(key::ENTER);
    browser.wait_for_address("/search?q=prisoners");
    assert!(browser.find(".hits mark").text().to_lowercase().starts_with("prison"));
    browser.go(&demo.page("/demands?from=2019"));
    browser.find(".chips a").click_away();
    browser.wait_for_address("/demands");
    // So can decisions be taken and taken back, and the language be chosen.
    browser.go(&demo.page("/documents/d1?layer=program"));
    browser.find(".decide button").click_away();
    browser.go(&demo.page("/documents/d1?layer=people"));
    assert_eq!(browser.find(".card .verdict").text(), "accepted by ana");
    browser.find(".decide [data-undo]").click_away();
    browser.wait_for_address("layer=people");
    assert_eq!(browser.find_all(".card").len(), 0);
    browser.find(".languages [lang='fr']").click_away();
    browser.find("html[lang='fr']");
    browser.wait_for_address("layer=people");
    assert_quiet(&browser, &demo);
}

#[test]
fn on_a_telephone_the_margin_stands_under_its_passage() {
    let Some((browser, demo)) = browser(&json!({})) else { return };
    let place = |selector: &str| browser.find(selector).rect();
    browser.go(&demo.page("/"));
    browser.find(DOCUMENT).click_away();
    browser.wait_for_address("/documents/");
    let (words, card) = (place(".passage:has(.card) .words"), place(".passage .card"));
    assert!(card.left > words.left + words.width, "{card:?} stands beside {words:?}");
    browser.resize(390, 800);
    let (words, card) = (place(".passage:has(.card) .words"), place(".passage .card"));
    assert!(card.top >= words.top + words.height, "{card:?} stands under {words:?}");
    for path in ["/", "/demands", "/statements?act=denial", "/search?q=prisoners", "/about"] {
        browser.go(&demo.page(path));
        let width = browser.value_of("document.documentElement.scrollWidth");
        assert_eq!(width, json!(390), "{path} fits the screen");
    }
    assert_quiet(&browser, &demo);
}
