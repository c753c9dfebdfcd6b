//! Every page held against WCAG 2.2 AA by axe, wide and narrow, light and dark.

use std::io::Write;

use serde_json::{Value, json};
use whereas_tests::program::root;

use crate::browser;
use crate::driver::Browser;

/// The rules of axe that belong to the levels A and AA.
const RUN: &str = "const done = arguments[0];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: tags }).then((found) => done(found.violations.map((rule) =>
        rule.id + ': ' + rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | '))));";

/// The script of axe, where `cargo dev setup` or the environment has put it.
fn axe() -> Option<String> {
    let named = std::env::var_os("WHEREAS_AXE").map(std::path::PathBuf::from);
    let path = named.unwrap_or_else(|| root().join("target/axe/node_modules/axe-core/axe.min.js"));
    std::fs::read_to_string(path).ok()
}

fn violations(browser: &Browser, axe: &str) -> Value {
    browser.run(axe);
    browser.run_until_done(RUN)
}

/// Pages that have an address of their own in the demo.
const PATHS: [&str; 36] = [
    "/entities",
    "/entities?q=kestrov",
    "/entities?q=zebra",
    "/follow-up",
    "/timeline",
    "/timeline?addressee=police",
    "/figures",
    "/meetings",
    "/network",
    "/citations",
    "/",
    "/documents/d1",
    "/documents/d9",
    "/documents/d9?act=demand",
    "/documents/d1/versions/1",
    "/demands",
    "/statements?act=denial&person=Talmarov",
    "/search?q=prisoners",
    "/search?q=zebra",
    "/compare?a=d6&b=d9",
    "/board",
    "/board?place=repeated&addressee=zebra",
    "/claims",
    "/due",
    "/silence",
    "/review",
    "/review/rules",
    "/review/changes",
    "/log",
    "/log/1",
    "/about",
    "/add",
    "/notes",
    "/notes/new",
    "/documents/d1/state",
    "/nowhere",
];

#[test]
fn axe_finds_nothing() {
    let Some(axe) = axe() else {
        let _ = writeln!(std::io::stderr(), "skipped: axe-core is not installed (`cargo dev setup`)");
        return;
    };
    let Some((browser, demo)) = browser(&json!({})) else { return };
    browser.go(&demo.page("/demands"));
    let demand = browser.find(".statements .main-cell a").href();
    let statement = demand.split(['#', '?']).next().unwrap_or_default().to_owned();
    browser.go(&demo.page("/board?place=denied"));
    let chain = browser.find(".board-card .wanted a").href();
    browser.go(&demo.page("/claims"));
    let link = browser.find(".claim-pair .judge a").href();
    browser.find(".claim-pair button[formaction$='/reject']").click_away();
    browser.go(&demo.page("/review"));
    browser.press("x");
    browser.wait_until("document.querySelector('.card.rejected') !== null");
    browser.go(&demo.page("/entities?q=Ivan%20Kestrov"));
    let dossier = browser.find(".names .main-cell a").href();
    let mut found = Vec::new();
    for (wide, dark) in [(true, false), (false, false), (true, true)] {
        browser.resize(if wide { 1280 } else { 390 }, 900);
        browser.darken(dark);
        let own = [statement.as_str(), chain.as_str(), link.as_str(), dossier.as_str()];
        for path in PATHS.into_iter().chain(own) {
            browser.go(&demo.page(path));
            for violation in violations(&browser, &axe).as_array().into_iter().flatten() {
                found.push(format!("{path} (wide {wide}, dark {dark}): {violation}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
