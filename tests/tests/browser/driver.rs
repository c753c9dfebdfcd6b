//! Drives a Chromium through chromedriver: the few words of the WebDriver protocol that the tests need.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The key under which WebDriver hands out elements (its standard, section 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long a page may take until what is waited for stands on it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Chromium without anything that talks to the network by itself.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1280,1000",
];

/// Keys as WebDriver writes them.
pub mod key {
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
}

/// A running browser with a profile of its own. Ends when dropped.
pub struct Browser {
    chromedriver: Child,
    session: String,
    _profile: tempfile::TempDir,
}

/// An element of the page.
pub struct Element<'a> {
    browser: &'a Browser,
    id: String,
}

/// A place on the page, in CSS pixels.
#[derive(Debug)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// Returns where Chromium and its driver stand, or why the browser tests cannot run here.
pub fn installed() -> Result<(PathBuf, PathBuf), String> {
    let find = |names: &[&str]| {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders)
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
            .find(|path| path.is_file())
            .ok_or_else(|| format!("{} is not installed (Debian: chromium, chromium-driver)", names[0]))
    };
    Ok((find(&["chromium", "chromium-browser", "google-chrome"])?, find(&["chromedriver"])?))
}

impl Browser {
    /// Starts a browser with these preferences.
    pub fn start(chromium: &Path, chromedriver: &Path, prefs: &Value) -> Browser {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let mut driver = Command::new(chromedriver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let said = BufReader::new(driver.stdout.take().expect("its output"));
        let port = said
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.rsplit_once("successfully on port ").map(|(_, port)| port.to_owned()))
            .expect("chromedriver tells its port");
        let mut args: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
        args.push(format!("--user-data-dir={}", profile.path().display()));
        let options = json!({ "binary": chromium, "args": args, "prefs": prefs });
        let logs = json!({ "browser": "ALL", "performance": "ALL" });
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": logs,
        } } });
        let base = format!("http://127.0.0.1:{}/session", port.trim_end_matches('.'));
        let mut browser = Browser { chromedriver: driver, session: base, _profile: profile };
        let id = browser.post("", &wanted)["sessionId"].as_str().expect("a session").to_owned();
        browser.session = format!("{}/{id}", browser.session);
        browser
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.ask(minreq::post(format!("{}{path}", self.session)).with_body(body.to_string()))
    }

    fn get(&self, path: &str) -> Value {
        self.ask(minreq::get(format!("{}{path}", self.session)))
    }

    fn ask(&self, request: minreq::Request) -> Value {
        self.try_ask(request).unwrap_or_else(|refused| panic!("{} {}", refused["error"], refused["message"]))
    }

    /// What the driver answers, or what it refuses with.
    fn try_ask(&self, request: minreq::Request) -> Result<Value, Value> {
        let request = request.with_header("Content-Type", "application/json").with_timeout(120);
        let answer = request.send().expect("chromedriver answers");
        let mut said: Value = serde_json::from_slice(answer.as_bytes()).expect("JSON");
        let value = said["value"].take();
        if answer.status_code == 200 { Ok(value) } else { Err(value) }
    }

    /// Goes to an address and waits for the page.
    pub fn go(&self, address: &str) {
        self.post("/url", &json!({ "url": address }));
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        self.get("/url").as_str().unwrap_or_default().to_owned()
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        self.get("/title").as_str().unwrap_or_default().to_owned()
    }

    /// Waits for the first element that this CSS selector names.
    pub fn find(&self, selector: &str) -> Element<'_> {
        let since = Instant::now();
        loop {
            if let Some(found) = self.find_all(selector).into_iter().next() {
                return found;
            }
            assert!(since.elapsed() < PATIENCE, "no {selector} at {}", self.address());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// All elements that this CSS selector names now.
    pub fn find_all(&self, selector: &str) -> Vec<Element<'_>> {
        let found = self.post("/elements", &json!({ "using": "css selector", "value": selector }));
        found.as_array().into_iter().flatten().map(|element| self.element(element)).collect()
    }

    /// The element that has the keyboard.
    pub fn focused(&self) -> Element<'_> {
        self.element(&self.get("/element/active"))
    }

    fn element(&self, value: &Value) -> Element<'_> {
        Element { browser: self, id: value[ELEMENT].as_str().expect("an element").to_owned() }
    }

    /// Types keys to whatever has the keyboard.
    pub fn press(&self, keys: &str) {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })))
            .collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("/actions", &json!({ "actions": [keyboard] }));
    }

    /// Presses the tabulator until the element that this selector names has the keyboard.
    pub fn tab_to(&self, selector: &str) -> Element<'_> {
        const STOPS_MAX: usize = 60;
        for _ in 0..STOPS_MAX {
            self.press(key::TAB);
            let focused = self.focused();
            if self.find_all(selector).iter().any(|element| element.id == focused.id) {
                return focused;
            }
        }
        panic!("{selector} cannot be reached by keyboard at {}", self.address());
    }

    /// Waits until the address of the page holds these words.
    pub fn wait_for_address(&self, words: &str) {
        let since = Instant::now();
        while !self.address().contains(words) {
            assert!(since.elapsed() < PATIENCE, "still at {}", self.address());
            std::thread::sleep(Duration::from_millis(50));
        }
        self.wait_until("document.readyState === 'complete'");
    }

    /// Makes the window another size.
    pub fn resize(&self, width: u32, height: u32) {
        // A window cannot be narrower than 500 here, so the screen of the device is set.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics });
        self.post("/goog/cdp/execute", &command);
    }

    /// The value of an expression on the page.
    pub fn value_of(&self, expression: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": format!("return {expression}"), "args": [] }))
    }

    /// Runs a script on the page.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script that calls its last argument when it has a value.
    pub fn run_until_done(&self, script: &str) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Shows pages in the dark, or in the light.
    pub fn darken(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        let command = json!({ "cmd": "Emulation.setEmulatedMedia", "params": features });
        self.post("/goog/cdp/execute", &command);
    }

    /// The name of the tab that is driven.
    pub fn window(&self) -> String {
        self.get("/window").as_str().unwrap_or_default().to_owned()
    }

    /// Opens another tab and drives it.
    pub fn new_tab(&self) {
        let opened = self.post("/window/new", &json!({ "type": "tab" }));
        self.switch_to(opened["handle"].as_str().unwrap_or_default());
    }

    /// Drives another tab.
    pub fn switch_to(&self, window: &str) {
        self.post("/window", &json!({ "handle": window }));
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.post("/refresh", &json!({}));
    }

    /// Goes back to the page before.
    pub fn back(&self) {
        self.post("/back", &json!({}));
    }

    /// Waits until an expression on the page is true.
    pub fn wait_until(&self, expression: &str) {
        let since = Instant::now();
        while self.value_of(expression) != json!(true) {
            assert!(since.elapsed() < PATIENCE, "never {expression} at {}", self.address());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What the console said since it was asked last.
    pub fn console(&self) -> Vec<String> {
        let entries = self.post("/se/log", &json!({ "type": "browser" }));
        entries.as_array().into_iter().flatten().map(|entry| entry["message"].to_string()).collect()
    }

    /// Every address that the page asked for since this was asked last.
    pub fn requests(&self) -> Vec<String> {
        let entries = self.post("/se/log", &json!({ "type": "performance" }));
        let messages = entries
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok());
        messages
            .filter(|message| message["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|message| message["message"]["params"]["request"]["url"].as_str().map(str::to_owned))
            .collect()
    }
}

impl Element<'_> {
    /// The words that are seen.
    pub fn text(&self) -> String {
        self.browser.get(&format!("/element/{}/text", self.id)).as_str().unwrap_or_default().to_owned()
    }

    /// The address that it leads to, as the page has it.
    pub fn href(&self) -> String {
        let value = self.browser.get(&format!("/element/{}/attribute/href", self.id));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The computed value of a CSS property.
    pub fn style(&self, property: &str) -> String {
        let value = self.browser.get(&format!("/element/{}/css/{property}", self.id));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Where it stands on the page.
    pub fn rect(&self) -> Rect {
        let rect = self.browser.get(&format!("/element/{}/rect", self.id));
        let number = |name: &str| rect[name].as_f64().unwrap_or_default();
        Rect { left: number("x"), top: number("y"), width: number("width"), height: number("height") }
    }

    /// Clicks it.
    pub fn click(&self) {
        self.browser.post(&format!("/element/{}/click", self.id), &json!({}));
    }

    /// Clicks what leads to another page, or sends a form, and waits until the page that answers is there.
    /// The click returns before the browser has begun to leave, so the address alone does not tell.
    pub fn click_away(&self) {
        self.click();
        let since = Instant::now();
        let name = format!("{}/element/{}/name", self.browser.session, self.id);
        while self.browser.try_ask(minreq::get(&name)).is_ok() {
            assert!(since.elapsed() < PATIENCE, "still at {}", self.browser.address());
            std::thread::sleep(Duration::from_millis(20));
        }
        self.browser.wait_until("document.readyState === 'complete'");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends Chromium; then its driver may go.
        let _ = minreq::delete(&self.session).with_timeout(20).send();
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}
