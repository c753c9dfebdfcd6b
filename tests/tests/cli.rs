//! The commands, as a user runs them: what they print, how they end, what they say when something is wrong.

#![allow(clippy::expect_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use whereas_tests::desk::{Desk, Said};
use whereas_tests::program::root;

const RESOLUTION: &str = "\
Resolution of the Assembly of the Meridian Union of 11 March 2021 on the situation in Varosia

The Assembly of the Meridian Union,

–  having regard to its previous resolutions on Varosia,

A.  whereas Ivan Kestrov, a blogger from Brenovo, was fined under the Criminal Code on 9 June 2020;

1.  Urges the Government of Varosia to release Ivan Kestrov and to amend the Criminal Code;

2.  Regrets the closure of the newspaper Zarnsky Vestnik;

3.  Calls on the police to stop detaining peaceful protesters.
";

const MINISTRY: &str = "\
---
title: Statement by the Ministry of Foreign Affairs of Varosia
date: 2021-03-24
publisher: Ministry of Foreign Affairs of Varosia
---

There are no political prisoners in Varosia.

The Government of Varosia will publish the verdict by the end of 2021.
";

/// A folder with two documents, and a ledger that holds them.
fn country_file() -> Desk {
    let desk = documents();
    let said = desk.run(&["add", "papers"]);
    assert_eq!((said.code, said.out.as_str()), (0, "2 documents: 2 new (d1 … d2).\n"), "{said}");
    desk
}

fn documents() -> Desk {
    let desk = Desk::new();
    desk.write("papers/a-resolution.txt", RESOLUTION);
    desk.write("papers/b-ministry.md", MINISTRY);
    desk
}

fn objects(said: &Said) -> Vec<Value> {
    said.out.lines().map(|line| serde_json::from_str(line).expect("a line is one JSON object")).collect()
}

/// The id of the first statement whose quotation begins so.
fn statement(desk: &Desk, beginning: &str) -> String {
    let all = objects(&desk.run(&["statements", "--format", "jsonl"]));
    let begins = |object: &&Value| object["quote"].as_str().is_some_and(|quote| quote.starts_with(beginning));
    let found = all.iter().find(begins).expect("the statement is in the ledger");
    found["id"].as_str().expect("an id").to_owned()
}

/// Takes the lines out that count mentions, which change with every better list of names.
fn without_counts(said: Said) -> Said {
    let mut out = String::new();
    let mut counting = false;
    for line in said.out.lines() {
        // A long line of counts goes on in the next one, up to the blank line.
        counting = line.contains(" passages · ") || (counting && !line.is_empty());
        if !counting {
            out.push_str(line);
            out.push('\n');
        }
    }
    Said { out, ..said }
}

fn shows(name: &str, said: &Said) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, said.to_string()));
}

#[test]
fn version_is_fast() {
    let desk = Desk::new();
    let _ = desk.run(&["--version"]);
    let best = (0..10)
        .map(|_| {
            let begun = Instant::now();
            assert_eq!(desk.run(&["--version"]).code, 0);
            begun.elapsed()
        })
        .min();
    assert!(best < Some(Duration::from_millis(20)), "{best:?}");
}

#[test]
fn help_of_each_command() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]);
    shows("help", &help);
    let mut all = String::new();
    for command in commands(&help.out) {
        let said = desk.run(&[command, "--help"]);
        assert!(said.out.contains("Example"), "`{command} --help` has no example");
        all.push_str(&format!("$ whereas {command} --help\n{said}\n"));
    }
    shows("help_of_commands", &Said { code: 0, out: all, err: String::new() });
}

/// Runs the examples of the help one after the other, as somebody would who reads it from top to bottom.
#[test]
#[cfg(unix)]
fn examples_in_the_help_work() {
    let desk = Desk::new();
    for entry in std::fs::read_dir(root().join("demo/documents")).expect("the invented country file") {
        let path = entry.expect("a document").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        desk.write(&format!("demo/documents/{name}"), std::fs::read(&path).expect("its bytes"));
    }
    for entry in std::fs::read_dir(root().join("demo/gold")).expect("its gold") {
        let path = entry.expect("a gold file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        desk.write(&format!("demo/gold/{name}"), std::fs::read(&path).expect("its bytes"));
    }
    desk.write("letter.txt", MINISTRY);
    assert_eq!(desk.run(&["add", "demo/documents"]).code, 0);
    let id = statement(&desk, "Urges");
    assert_eq!(desk.run(&["accept", &id]).code, 0);
    let log = objects(&desk.run(&["log", "--format", "jsonl"]));
    let decision = log.last().expect("an entry")["seq"].to_string();
    let help = desk.run(&["--help"]).out;
    let mut examples = 0;
    for command in commands(&help) {
        let help = desk.run(&[command, "--help"]).out;
        for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
            // Commands that serve pages do not end.
            let serves = command == "serve" || line == "whereas demo";
            if serves || !(line.starts_with("whereas ") || line.contains("| whereas")) {
                continue;
            }
            let line = line.replace("0f3a91c2d4", &id).replace("undo 12", &format!("undo {decision}"));
            let notes = objects(&desk.run(&["notes", "--format", "jsonl"]));
            let note = notes.last().map_or_else(String::new, |note| note["seq"].to_string());
            let line = line
                .replace("es 12", &format!("es {note}"))
                .replace("--erase 12", &format!("--erase {note}"));
            let said = desk.shell(&line);
            assert!(said.code <= 1, "{line}\n{said}");
            examples += 1;
        }
    }
    assert!(examples > 25, "only {examples} examples were found");
}

/// The commands that the help lists.
fn commands(help: &str) -> impl Iterator<Item = &str> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next())
}

#[test]
fn adding_again_changes_nothing() {
    let desk = country_file();
    let again = desk.run(&["add", "papers"]);
    assert_eq!((again.code, again.out.as_str()), (0, "2 documents: 2 known already.\n"), "{again}");
}

#[test]
fn other_bytes_at_the_same_path_are_a_new_version() {
    let desk = country_file();
    desk.write("papers/b-ministry.md", MINISTRY.replace("no political", "still no political"));
    shows("add_version", &desk.run(&["add", "papers"]));
    desk.write("elsewhere.md", MINISTRY.replace("no political", "not any political"));
    shows("add_as", &desk.run(&["add", "elsewhere.md", "--as", "d2"]));
    let documents = objects(&desk.run(&["documents", "--format", "jsonl"]));
    let versions: Vec<&Value> = documents.iter().map(|document| &document["versions"]).collect();
    assert_eq!(versions, [1, 3]);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let desk = documents();
    desk.write("papers/a.txt", "  \n");
    desk.write("papers/c.txt", b"%PDF-1.7");
    desk.write("papers/picture.png", b"\x89PNG");
    shows("add_with_bad_files", &desk.run(&["add", "papers", "missing.txt"]));
    shows("add_jsonl", &desk.run(&["add", "papers", "missing.txt", "--format", "jsonl"]));
}

#[test]
fn lists() {
    let desk = country_file();
    shows("documents", &desk.run(&["documents"]));
    shows("documents_jsonl", &desk.run(&["documents", "--format", "jsonl"]));
    shows("demands", &desk.run(&["demands"]));
    shows("demands_narrow", &desk.run_in(60, &["demands"]));
    shows("demands_jsonl", &desk.run(&["demands", "--addressee", "government", "--format", "jsonl"]));
    shows("statements", &desk.run(&["statements"]));
    shows("denials", &desk.run(&["statements", "--act", "denial"]));
    shows("search", &desk.run(&["search", "prisoner"]));
    shows("search_jsonl", &desk.run(&["search", "Kestrov", "--format", "jsonl", "--limit", "1"]));
}

#[test]
fn filters_narrow_the_list() {
    let desk = country_file();
    let number = |words: &[&str]| {
        let said = desk.run(&[&["statements", "--format", "jsonl"], words].concat());
        (said.code, said.out.lines().count())
    };
    assert_eq!(number(&["--addressee", "police"]), (0, 1));
    assert_eq!(number(&["--person", "kestrov", "--act", "demand"]), (0, 1));
    assert_eq!(number(&["--law", "criminal code", "--act", "demand"]), (0, 1));
    assert_eq!(number(&["--act", "demand", "--limit", "1"]), (0, 1));
    assert_eq!(number(&["--from", "2021-03-20", "--act", "demand"]), (1, 0));
    assert_eq!(number(&["--to", "2021-03-20", "--act", "denial"]), (1, 0));
    assert_eq!(number(&["--document", "d2", "--act", "demand"]), (1, 0));
    assert_eq!(number(&["--text", "zarnsky vestnik", "--lang", "en"]), (0, 1));
}

#[test]
fn show_a_document_and_a_statement() {
    let desk = country_file();
    let id = statement(&desk, "Urges");
    shows("show_document", &desk.run(&["show", "d1"]));
    shows("show_document_jsonl", &desk.run(&["show", "d2", "--format", "jsonl"]));
    shows("show_statement", &desk.run(&["show", &id]));
    let why = desk.run(&["show", &id[..6], "--why"]).out;
    for line in
        ["rule        en/demand/", "stands in   packs/en/demand.toml:", "makes       demand", "finds       "]
    {
        assert!(why.contains(&format!("\n{line}")), "{line}: {why}");
    }
    shows("show_statement_jsonl", &desk.run(&["show", &id, "--format", "jsonl"]));
    shows("show_statement_colour", &desk.run(&["show", &id, "--color", "always"]));
}

#[test]
fn decisions_can_be_made_and_taken_back() {
    let desk = country_file();
    let id = statement(&desk, "Urges");
    shows("accept", &desk.run(&["accept", &id[..8], "--by", "Ana Pop"]));
    shows("reject", &desk.run(&["reject", &id, "--reason", "tells of an older demand"]));
    shows("demands_decided", &desk.run(&["demands", "--addressee", "government"]));
    let log = objects(&desk.run(&["log", "--format", "jsonl"]));
    let last = log.last().expect("an entry")["seq"].to_string();
    shows("undo", &desk.run(&["undo", &last]));
    shows("undo_again", &desk.run(&["undo", &last]));
    shows("show_decided", &desk.run(&["show", &id]));
    shows("log", &desk.run_in(160, &["log"]));
}

#[test]
fn rereading_changes_nothing_with_the_same_rules() {
    let desk = country_file();
    let before = desk.run(&["export"]);
    shows("reread", &desk.run(&["reread"]));
    assert_eq!(desk.run(&["export"]), before);
}

#[test]
fn an_erased_document_is_gone() {
    let desk = country_file();
    shows("erase", &desk.run(&["erase", "d2", "--reason", "asked for by a person named in it"]));
    assert_eq!(desk.run(&["search", "political prisoners"]).code, 1);
    assert_eq!(objects(&desk.run(&["documents", "--format", "jsonl"])).len(), 1);
    assert_eq!(desk.run(&["verify"]).code, 0);
    shows("erased_again", &desk.run(&["add", "papers"]));
}

#[test]
fn verify_says_what_was_checked() {
    let desk = country_file();
    let said = desk.run(&["verify", "--format", "jsonl"]);
    let report = &objects(&said)[0];
    assert_eq!(
        (said.code, &report["sound"], &report["problems"]),
        (0, &Value::Bool(true), &Value::Array(vec![]))
    );
    assert_eq!((&report["checked"]["blobs"], &report["checked"]["extractions"]), (&2.into(), &2.into()));
    assert!(desk.run(&["verify"]).out.ends_with("Everything is as it was written.\n"));
}

#[test]
fn export_and_extract_agree_but_for_names() {
    let desk = country_file();
    let strip = |said: &Said| -> Vec<Value> {
        let mut all = objects(said);
        for object in &mut all {
            let object = object.as_object_mut().expect("an object");
            object.retain(|field, _| !["id", "file", "document"].contains(&field.as_str()));
        }
        all
    };
    let extracted = desk.run(&["extract", "papers", "--format", "jsonl"]);
    let exported = desk.run(&["export"]);
    assert_eq!(strip(&exported), strip(&extracted));
    let said = desk.run(&["export", "--output", "all.jsonl"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    let written = std::fs::read_to_string(desk.path().join("all.jsonl")).expect("the file");
    assert_eq!(written.lines().count(), exported.out.lines().count());
}

#[test]
fn extract_prints_what_the_contract_says() {
    let desk = documents();
    let said = desk.run(&["extract", "papers", "--format", "jsonl"]);
    let all = objects(&said);
    let files: Vec<&Value> =
        all.iter().filter(|object| object["type"] == "document").map(|object| &object["file"]).collect();
    assert_eq!(files, ["papers/a-resolution.txt", "papers/b-ministry.md"]);
    let mut text: Vec<char> = Vec::new();
    for object in &all {
        if let Some(whole) = object["text"].as_str() {
            text = whole.chars().collect();
            continue;
        }
        let place = |field: &str| usize::try_from(object[field].as_u64().expect("a place")).expect("small");
        let words: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(object["quote"], words);
    }
    shows("extract", &without_counts(desk.run(&["extract", "papers"])));
}

#[test]
fn extract_reads_in_parallel_and_prints_in_order() {
    let desk = Desk::new();
    for number in 0..50 {
        desk.write(&format!("papers/{number:02}.txt"), RESOLUTION.repeat(1 + (50 - number) / 10));
    }
    let alone = desk.run(&["extract", "papers", "--format", "jsonl", "--jobs", "1"]);
    let many = desk.run(&["extract", "papers", "--format", "jsonl", "--jobs", "7"]);
    assert_eq!(alone.code, 0);
    assert!(alone == many, "the output depends on the number of jobs");
}

#[test]
fn extract_reads_standard_input() {
    let said = Desk::new().run_with(&["extract", "-", "--format", "jsonl"], RESOLUTION.as_bytes());
    let document = &objects(&said)[0];
    assert_eq!((said.code, &document["file"], &document["text"]), (0, &"-".into(), &RESOLUTION.into()));
}

#[test]
fn errors_say_what_helps() {
    let desk = documents();
    desk.write("notes.txt", "not a ledger");
    desk.write("scan.pdf", b"%PDF-1.7");
    let mut said = String::new();
    for words in [
        &["demands"][..],
        &["documents", "--ledger", "notes.txt"],
        &["add", "missing.txt"],
        &["add", "papers", "--as", "d1"],
        &["add", "papers", "--as", "d1", "--nonsense"],
        &["extract", "scan.pdf"],
        &["extract", "empty"],
        &["statements", "--act", "wish"],
    ] {
        if words == ["extract", "empty"] {
            std::fs::create_dir(desk.path().join("empty")).expect("a folder");
        }
        said.push_str(&format!("$ whereas {}\n{}\n", words.join(" "), desk.run(words)));
    }
    assert!(!desk.path().join("ledger.whereas").exists(), "an error must not leave a ledger");
    assert_eq!(desk.run(&["add", "papers"]).code, 0);
    for words in [
        &["show", "d9"][..],
        &["show", "ffffffffffff"],
        &["accept", "ffffffffffff"],
        &["undo", "1"],
        &["erase", "d9", "--reason", "none"],
        &["demands", "--document", "d9"],
        &["demands", "--from", "yesterday"],
        &["demands", "--addressee", "nobody at all"],
        &["search", "unheard"],
    ] {
        said.push_str(&format!("$ whereas {}\n{}\n", words.join(" "), desk.run(words)));
    }
    shows("errors", &Said { code: 0, out: said, err: String::new() });
}

#[test]
fn nobody_reading_is_no_error() {
    let desk = Desk::new();
    for number in 0..40 {
        desk.write(&format!("papers/{number}.txt"), RESOLUTION.repeat(40));
    }
    let mut child = desk
        .command(&["extract", "papers", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut first = [0];
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut first).expect("a byte");
    drop(out);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = Desk::new().run(&["completions", shell]);
        assert!(said.code == 0 && said.out.contains("statements"), "{shell}");
    }
}

#[test]
fn demo_without_pages_prints_a_few_demands() {
    let said = Desk::new().run(&["demo", "--no-serve"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines[0].starts_with("The country file of Varosia, which is invented: "), "{said}");
    assert!(lines.last().is_some_and(|line| line.starts_with("5 of ")), "{said}");
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}

#[test]
#[cfg(unix)]
fn demo_serves_until_it_is_interrupted_and_leaves_nothing() {
    let desk = Desk::new();
    let temporary = desk.path().join("tmp");
    std::fs::create_dir(&temporary).expect("a folder for temporary files");
    let mut child = desk
        .command(&["demo", "--port", "0"])
        .env("TMPDIR", &temporary)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let address = lines
        .find_map(|line| Some(line.ok()?.split_once("http://")?.1.trim_end_matches('/').to_owned()))
        .expect("it says where the pages are");
    let mut page = String::new();
    let mut stream = TcpStream::connect(&address).expect("it answers");
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("a request");
    stream.read_to_string(&mut page).expect("a page");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    interrupt(&child);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(std::fs::read_dir(&temporary).expect("the folder").count(), 0);
}

#[cfg(unix)]
fn interrupt(child: &std::process::Child) {
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.expect("kill is there").success());
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_add_between_two_documents() {
    let desk = Desk::new();
    for number in 0..200 {
        desk.write(&format!("papers/{number:03}.txt"), RESOLUTION.repeat(20));
    }
    let child = desk
        .command(&["add", "papers", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut child = child;
    let mut out = BufReader::new(child.stdout.take().expect("its output"));
    out.read_line(&mut String::new()).expect("the first document is in");
    interrupt(&child);
    std::io::copy(&mut out, &mut std::io::sink()).expect("the rest");
    let ended = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: stopped; "), "{said}");
    assert_eq!(desk.run(&["verify"]).code, 0);
    let rest = desk.run(&["add", "papers"]);
    assert!(rest.out.starts_with("200 documents: ") && rest.code == 0, "{rest}");
}
