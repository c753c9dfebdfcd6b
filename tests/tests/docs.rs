//! What the program can do stands in its documents, and what the documents name exists.

#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use whereas_tests::desk::Desk;
use whereas_tests::program::root;

/// A document of the repository.
fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails with all that is missing in a document.
fn assert_told(missing: &BTreeSet<String>, path: &str) {
    assert!(missing.is_empty(), "{path} does not tell of {missing:#?}");
}

/// The commands in a help text.
fn commands(help: &str) -> Vec<&str> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

/// The options in a help text (`--ledger`).
fn options(help: &str) -> BTreeSet<&str> {
    help.lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with('-'))
        .flat_map(|line| line.split([' ', ',', '[', '=']).take(3))
        .filter(|word| word.starts_with("--"))
        .collect()
}

#[test]
fn every_command_and_option_is_told_in_commands_md() {
    let path = "docs/commands.md";
    let told = document(path);
    let desk = Desk::new();
    let help = desk.run(&["--help"]).out;
    let names = commands(&help);
    assert!(names.len() > 10, "the help lists its commands: {names:?}");
    let mut missing = BTreeSet::new();
    for name in names {
        if ![format!("`{name}`"), format!("`{name} ")].iter().any(|words| told.contains(words)) {
            missing.insert(format!("whereas {name}"));
        }
        let help = desk.run(&[name, "--help"]).out;
        for option in options(&help) {
            if !told.contains(option) {
                missing.insert(format!("whereas {name} {option}"));
            }
        }
        for below in commands(&help) {
            for option in options(&desk.run(&[name, below, "--help"]).out) {
                if !told.contains(option) {
                    missing.insert(format!("whereas {name} {below} {option}"));
                }
            }
        }
    }
    assert_told(&missing, path);
}

#[test]
fn examples_show_what_the_program_prints() {
    for path in whereas_tests::readme::DOCUMENTS {
        let written = document(path);
        let now = whereas_tests::readme::filled(&written).expect("an example");
        assert!(written == now, "`cargo dev readme` brings the examples of {path} up to date:\n{now}");
    }
}

/// What each command prints as JSON lines, tried on the invented country file.
fn lines() -> Vec<Value> {
    let desk = Desk::new();
    let folder = root().join("demo/documents");
    let folder = folder.to_string_lossy();
    let run = |words: &[&str]| -> Vec<Value> {
        let said = desk.run(&[words, &["--format", "jsonl"]].concat());
        let read = |line| serde_json::from_str(line).expect("a line of JSON");
        said.out.lines().map(read).collect()
    };
    let mut all = run(&["add", &folder]);
    all.extend(run(&["add", &folder]));
    let demands = run(&["demands"]);
    let id = demands[0]["id"].as_str().expect("an id").to_owned();
    let accepted = desk.run(&["accept", &id, "--reason", "read twice"]);
    assert_eq!(accepted.code, 0, "{accepted}");
    let commands: [&[&str]; 12] = [
        &["extract", &folder],
        &["demands"],
        &["statements"],
        &["documents"],
        &["show", "d1"],
        &["show", &id],
        &["search", "prisoners"],
        &["export"],
        &["log"],
        &["verify"],
        &["rules"],
        &["names", "parse", "Ivo Orlo"],
    ];
    all.extend(commands.iter().flat_map(|words| run(words)));
    let compared = desk.run_with(&["names", "compare", "--format", "jsonl"], b"a\tb\nIvo Orlo\tIvo Orlo\n");
    all.extend(compared.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")));
    all
}

#[test]
fn every_field_of_the_json_lines_is_told_in_json_md() {
    let path = "docs/json.md";
    let words = document(path);
    let mut missing = BTreeSet::new();
    for line in lines() {
        let kind = line["type"].as_str().expect("every line has a type");
        let Some(part) = words.split("\n## ").find(|part| part.lines().next() == Some(kind)) else {
            missing.insert(kind.to_owned());
            continue;
        };
        for field in line.as_object().expect("an object").keys().filter(|field| *field != "type") {
            if !part.contains(&format!("`{field}`")) {
                missing.insert(format!("{kind}.{field}"));
            }
        }
    }
    assert_told(&missing, path);
}

/// Fields that no document of the invented country file has are told all the same.
#[test]
fn every_field_of_the_records_is_told_in_json_md() {
    let path = "docs/json.md";
    let words = document(path);
    let records = document("crates/whereas-extract/src/record.rs");
    let fields = records.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": "));
    let fields = fields.filter(|(field, _)| !field.contains(' '));
    let missing: BTreeSet<String> =
        fields.map(|(field, _)| format!("`{field}`")).filter(|field| !words.contains(field)).collect();
    assert_told(&missing, path);
}

/// Every string that follows a sign in the sources of the extractor.
fn after(sign: &str, folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            after(sign, &path, found);
        } else {
            let words = fs::read_to_string(&path).unwrap_or_default();
            let strings = words.split(sign).skip(1).filter_map(|rest| rest.strip_prefix('"'));
            found.extend(strings.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
}

#[test]
fn every_diagnostic_is_told_in_diagnostics_md() {
    let path = "docs/diagnostics.md";
    let words = document(path);
    let mut codes = BTreeSet::new();
    for sign in ["code: ", "Diagnostic::new("] {
        after(sign, &root().join("crates/whereas-extract/src"), &mut codes);
    }
    codes.retain(|code| !words.contains(&format!("## {code}\n")));
    assert_told(&codes, path);
}

/// The words on the left of `=` that begin a line in a table of every `pack.toml`, or the values of `what`.
fn names(file: &str, table: &str, field: Option<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root().join("crates/whereas-extract/packs")).expect("the packs") {
        let path = entry.expect("an entry").path().join(file);
        let words = fs::read_to_string(path).unwrap_or_default();
        let mut inside = false;
        for line in words.lines() {
            if line.starts_with('[') && !line.starts_with("[\"") {
                inside = line == table;
            } else if let Some((name, value)) = line.split_once(" = ").filter(|_| inside) {
                match field {
                    None if !name.starts_with([' ', '#']) => found.insert(name.to_owned()),
                    Some(field) if field == name => found.insert(value.trim_matches('"').to_owned()),
                    _ => false,
                };
            }
        }
    }
    found
}

#[test]
fn every_class_mark_and_list_is_told_in_packs_md() {
    let path = "docs/packs.md";
    let words = document(path);
    let mut names = names("pack.toml", "[classes]", None);
    assert!(names.contains("infinitive"), "classes are found: {names:?}");
    let marks = self::names("marks.toml", "[[mark]]", Some("what"));
    assert!(marks.contains("recital"), "marks are found: {marks:?}");
    names.extend(marks);
    names.extend(self::names("pack.toml", "[roles]", None));
    for entry in fs::read_dir(root().join("crates/whereas-extract/packs/en")).expect("the English pack") {
        names.insert(entry.expect("an entry").file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| !words.contains(&format!("`{name}`")));
    assert_told(&names, path);
}

/// Places in the repository that a document names (`tests/src/eval`) exist.
#[test]
fn what_the_documents_point_to_exists() {
    let mut astray = BTreeSet::new();
    for path in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/packs.md", "docs/glossary.md"] {
        for word in document(path).split('`').skip(1).step_by(2) {
            let folders = ["crates/", "tests/", "fuzz/", "docs/", "demo/", ".ci/", ".cargo/"];
            let place = word.split(['#', ':']).next().unwrap_or(word);
            // `TARGET` and `*` stand for something.
            let names = |part: &str| part.chars().all(|letter| letter.is_uppercase());
            let exact = !place.contains([' ', '*', '{', '<', '…'])
                && !place.split('/').any(|part| !part.is_empty() && names(part));
            if folders.iter().any(|folder| place.starts_with(folder)) && exact && !root().join(place).exists()
            {
                astray.insert(format!("{path}: {word}"));
            }
        }
    }
    assert!(astray.is_empty(), "no such file: {astray:#?}");
}

/// Each invariant names what enforces it, and that exists.
#[test]
fn every_invariant_has_an_enforcer() {
    let words = document("ARCHITECTURE.md");
    let part =
        words.split("\n## ").find(|part| part.starts_with("Invariants")).expect("a section Invariants");
    let mut problems = Vec::new();
    for number in 1..=11 {
        let row = part.lines().find(|line| line.starts_with(&format!("| {number} |")));
        let enforcers =
            row.and_then(|row| row.trim_end_matches(" |").rsplit_once(" | ")).map_or("", |cells| cells.1);
        let mut named = enforcers.split('`').skip(1).step_by(2).peekable();
        if named.peek().is_none() {
            problems.push(format!("invariant {number} names no enforcer"));
        }
        problems.extend(named.filter(|name| !stands(name)).map(|name| format!("{number}: {name}")));
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

/// Whether `path` exists, or `path::name` has a function, type or trigger of that name.
fn stands(enforcer: &str) -> bool {
    let (path, name) = enforcer.split_once("::").unwrap_or((enforcer, ""));
    let path = root().join(path);
    if name.is_empty() {
        return path.exists();
    }
    let words = fs::read_to_string(path).unwrap_or_default();
    ["fn ", "struct ", "enum ", "const ", "trigger ", "TRIGGER ", "[", "\""]
        .iter()
        .any(|kind| words.contains(&format!("{kind}{name}")))
}
