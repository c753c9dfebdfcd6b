//! What a reader of the code can rely on: short functions, short files, one place for each kind of thing.

#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use whereas_tests::program::root;

/// The longest function, in lines from its name to its last brace.
const FUNCTION_LINES_MAX: usize = 70;
/// The longest file of code.
const FILE_LINES_MAX: usize = 700;
/// The longest line; rustfmt keeps code below 110, comments may be a little longer.
const LINE_LETTERS_MAX: usize = 120;
/// The largest file that is no text.
const BINARY_BYTES_MAX: u64 = 200_000;

/// Functions that are tables in the form of code, and may be longer.
const TABLES: [&str; 0] = [];

/// Names that say nothing.
const BANNED: [&str; 9] =
    ["util", "utils", "helper", "helpers", "common", "core", "types", "misc", "manager"];

/// A file of code.
struct Source {
    /// Its path from the root of the repository, with `/`.
    path: String,
    words: String,
}

impl Source {
    /// The lines that ship: what stands before the tests at the end of the file.
    fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let test = self.is_test();
        let lines = self.words.lines().take_while(move |line| !test && !line.starts_with("#[cfg(test)]"));
        lines.enumerate().map(|(at, line)| (at + 1, line))
    }

    /// Whether the whole file is for tests only.
    fn is_test(&self) -> bool {
        ["tests/tests/", "fuzz/"].iter().any(|folder| self.path.starts_with(folder))
            || self.path.contains("/tests/")
            || self.path.ends_with("_tests.rs")
            || self.path.ends_with("/sample.rs")
            || self.path.contains("/benches/")
    }
}

/// Every file of code, in order.
fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in ["crates", "tests", "fuzz"] {
        walk(&root().join(folder), &mut paths);
    }
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .map(|path| Source { words: fs::read_to_string(&path).expect("a file of code"), path: name(&path) })
        .collect()
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Every file below a folder, without what is built.
fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let ignored = ["target", "artifacts", ".git"];
        if path.is_dir() && !ignored.iter().any(|name| path.ends_with(name)) {
            walk(&path, paths);
        } else if path.is_file() {
            paths.push(path);
        }
    }
}

/// Fails with all that was found.
fn assert_none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn lines_and_files_are_short() {
    let mut found = Vec::new();
    for source in sources() {
        let lines = source.words.lines().count();
        if lines > FILE_LINES_MAX {
            found.push(format!("{}: {lines} lines", source.path));
        }
        for (at, line) in source.words.lines().enumerate() {
            let letters = line.chars().count();
            // A string of data cannot be broken.
            let longest = line.split('"').skip(1).step_by(2).map(|string| string.chars().count()).max();
            if letters > LINE_LETTERS_MAX && longest.is_none_or(|longest| longest < 40) {
                found.push(format!("{}:{}: {letters} letters", source.path, at + 1));
            }
        }
    }
    assert_none(&found, "a file has at most 700 lines, a line at most 120 letters");
}

#[test]
fn functions_fit_a_screen() {
    let mut found = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.words.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(function) = function(line) else { continue };
            let indent = line.len() - line.trim_start().len();
            let end = lines[at..].iter().position(|line| closes(line, indent)).map_or(1, |length| length + 1);
            if end > FUNCTION_LINES_MAX && !TABLES.contains(&function) {
                found.push(format!("{}:{}: `{function}` has {end} lines", source.path, at + 1));
            }
        }
    }
    assert_none(&found, "a function has at most 70 lines");
}

/// The name of the function that begins on a line and does not end there.
fn function(line: &str) -> Option<&str> {
    let words = line.trim_start();
    let words =
        ["pub(crate) ", "pub(super) ", "pub "].iter().find_map(|it| words.strip_prefix(it)).unwrap_or(words);
    let words = ["const ", "async "].iter().find_map(|it| words.strip_prefix(it)).unwrap_or(words);
    let name = words.strip_prefix("fn ")?.split(['(', '<']).next()?;
    (!line.trim_end().ends_with(['}', ';'])).then_some(name)
}

/// rustfmt puts the last brace of a function below its first letter.
fn closes(line: &str, indent: usize) -> bool {
    line.len() > indent
        && line.trim_start().starts_with('}')
        && line.len() - line.trim_start().len() == indent
}

#[test]
fn modules_have_names_and_say_what_they_are_for() {
    let mut found = Vec::new();
    for source in sources() {
        let stem = source.path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        let stem = stem.rsplit('/').next().unwrap_or("");
        if BANNED.contains(&stem) {
            found.push(format!("{}: `{stem}` says nothing", source.path));
        }
        if !source.words.starts_with("//!") {
            found.push(format!("{}: does not begin with `//!`", source.path));
        }
    }
    assert_none(&found, "a module has a name of its own and begins with what it is for");
}

#[test]
fn no_file_of_code_is_forgotten() {
    let mut found = Vec::new();
    for crate_folder in fs::read_dir(root().join("crates")).expect("crates") {
        let folder = crate_folder.expect("a crate").path().join("src");
        let mut paths = Vec::new();
        walk(&folder, &mut paths);
        for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
            if !is_named(path, &folder) {
                found.push(name(path));
            }
        }
    }
    assert_none(&found, "a file of code is named by a `mod`");
}

/// Whether the module above names this file.
fn is_named(path: &Path, src: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let parent = path.parent().unwrap_or(src);
    if parent == src && matches!(stem.as_str(), "lib" | "main") {
        return true;
    }
    let (stem, parent) = if stem == "mod" {
        (name_of(parent), parent.parent().unwrap_or(src).to_owned())
    } else {
        (stem, parent.to_owned())
    };
    let above = ["lib.rs".to_owned(), "main.rs".to_owned(), "mod.rs".to_owned()];
    let beside = parent.with_extension("rs");
    above.iter().map(|file| parent.join(file)).chain([beside]).any(|file| {
        let words = fs::read_to_string(file).unwrap_or_default();
        words.lines().any(|line| line.trim().ends_with(&format!("mod {stem};")))
    })
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Words that belong to one place: what they are, where they may stand, what they are a sign of.
const KEPT_APART: [(&[&str], &[&str], &str); 3] = [
    (
        &["rusqlite", "SELECT ", "INSERT INTO", "CREATE TABLE", "prepare_cached("],
        &["crates/whereas-ledger/src/store/"],
        "SQL",
    ),
    (
        &["axum::", "tokio::", "hyper::", "askama::"],
        &["crates/whereas-web/", "crates/whereas/src/command/serve.rs", "crates/whereas/src/command/demo.rs"],
        "HTTP",
    ),
    (&["clap::", "indicatif::"], &["crates/whereas/"], "the terminal"),
];

#[test]
fn sql_http_and_terminal_stand_in_one_place_each() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.path.starts_with("crates/")) {
        for (words, places, what) in KEPT_APART {
            if places.iter().any(|place| source.path.starts_with(place)) {
                continue;
            }
            for (at, line) in source.shipped().filter(|(_, line)| !line.trim_start().starts_with("//")) {
                if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                    found.push(format!("{}:{at}: `{word}` is {what}", source.path));
                }
            }
        }
    }
    assert_none(&found, "SQL stands in the store only, HTTP in whereas-web, the terminal in the binary");
}

/// Where JSON is written or read: what leaves the program, what its children say, and what the store keeps.
const JSON: [&str; 10] = [
    "crates/whereas-extract/src/record.rs",
    "crates/whereas-ledger/src/export.rs",
    "crates/whereas-ledger/src/entry.rs",
    "crates/whereas-ledger/src/store/",
    "crates/whereas-web/src/json/",
    "crates/whereas-web/src/route/table.rs",
    "crates/whereas/src/decoder/frame.rs",
    "crates/whereas/src/json.rs",
    "crates/whereas/src/message.rs",
    "crates/whereas/src/command/",
];

#[test]
fn json_stands_where_data_leaves_or_is_kept() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.path.starts_with("crates/")) {
        if JSON.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        for (at, line) in source.shipped().filter(|(_, line)| line.contains("serde_json")) {
            found.push(format!("{}:{at}: {}", source.path, line.trim()));
        }
    }
    assert_none(&found, "JSON is written where data leaves the program or is kept");
}

#[test]
fn nothing_that_ships_can_panic_by_intent() {
    let signs = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.path.starts_with("crates/")) {
        for (at, line) in source.shipped().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            if signs.iter().any(|sign| line.contains(sign)) {
                found.push(format!("{}:{at}: {}", source.path, line.trim()));
            }
        }
    }
    assert_none(&found, "an error is returned, not a reason to break off");
}

#[test]
fn the_changelog_says_what_is_unreleased() {
    let words = fs::read_to_string(root().join("CHANGELOG.md")).expect("CHANGELOG.md");
    let unreleased = words.split("\n## ").find(|part| part.starts_with("Unreleased")).unwrap_or("");
    assert!(unreleased.lines().any(|line| line.starts_with("- ")), "the section Unreleased has entries");
}

#[test]
fn no_large_file_that_is_no_text() {
    let mut paths = Vec::new();
    walk(root(), &mut paths);
    let mut found = Vec::new();
    for path in paths {
        let size = fs::metadata(&path).map_or(0, |about| about.len());
        let tracked = path.extension().is_none_or(|end| end != "whereas");
        if tracked
            && size > BINARY_BYTES_MAX
            && std::str::from_utf8(&fs::read(&path).expect("a file")).is_err()
        {
            found.push(format!("{}: {size} bytes", name(&path)));
        }
    }
    assert_none(&found, "a file that is no text has at most 200 kB");
}

/// Each dependency says in a comment what it is for.
#[test]
fn dependencies_have_a_reason() {
    let mut paths = vec![root().join("Cargo.toml")];
    for folder in ["crates", "tests", "fuzz"] {
        walk(&root().join(folder), &mut paths);
    }
    let ours = BTreeSet::from([
        "whereas-extract",
        "whereas-ledger",
        "whereas-names",
        "whereas-web",
        "whereas-tests",
    ]);
    let mut found = Vec::new();
    for path in paths.iter().filter(|path| path.ends_with("Cargo.toml")) {
        let words = fs::read_to_string(path).expect("a manifest");
        let mut section = "";
        let mut reason = false;
        for line in words.lines() {
            if line.starts_with('[') {
                section = line;
                reason = false;
            } else if line.starts_with('#') {
                reason = true;
            } else if line.trim().is_empty() {
                reason = false;
            } else if section.ends_with("dependencies]") {
                let dependency = line.split(['=', '.', ' ']).next().unwrap_or("");
                // What several crates use has its reason in the root's manifest.
                let shared = line.contains("workspace = true");
                if !reason && !shared && !ours.contains(dependency) {
                    found.push(format!("{}: {dependency}", name(path)));
                }
            }
        }
    }
    assert_none(&found, "a dependency has a comment above it that says what it is for");
}
