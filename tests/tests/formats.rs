//! Formats that are decoded in child processes, and files that are made to do harm.

#![allow(clippy::expect_used)]

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::Value;
use whereas_tests::desk::{Desk, Said};
use whereas_tests::forge::{docx, encrypted_pdf, epub, odt, pack, page, pdf};

const DEMAND: &str = "We urge the Government of Varosia to free all prisoners.";

fn objects(said: &Said) -> Vec<Value> {
    said.out.lines().map(|line| serde_json::from_str(line).expect("a line is one JSON object")).collect()
}

/// A PDF of two pages, the demand on the second.
fn two_pages() -> Vec<u8> {
    pdf(&[page(&["The Assembly of the Meridian Union met the delegation on Monday."]), page(&[DEMAND])])
}

#[test]
fn a_quotation_of_a_pdf_knows_its_page() {
    let desk = Desk::new();
    desk.write("a.pdf", two_pages());
    let said = desk.run(&["extract", "a.pdf", "--format", "jsonl"]);
    assert_eq!(said.code, 0, "{said}");
    let demand = objects(&said).into_iter().find(|line| line["act"] == "demand").expect("a demand");
    assert_eq!((&demand["page"], &demand["quote"]), (&2.into(), &DEMAND.trim_end_matches('.').into()));
    assert_eq!(desk.run(&["add", "a.pdf"]).code, 0);
    let id = demand_id(&desk);
    let shown = desk.run(&["show", &id]);
    assert!(shown.out.contains("page 2, characters"), "{shown}");
    let shown = objects(&desk.run(&["show", &id, "--format", "jsonl"]));
    assert_eq!((&shown[0]["page"], shown[0].get("source_byte")), (&2.into(), None));
    let exported = objects(&desk.run(&["export"]));
    assert!(exported.iter().any(|line| line["type"] == "statement" && line["page"] == 2));
    assert_eq!(desk.run(&["verify"]).code, 0);
}

fn demand_id(desk: &Desk) -> String {
    let listed = objects(&desk.run(&["demands", "--format", "jsonl"]));
    listed[0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn files_of_an_archive_are_documents() {
    let desk = Desk::new();
    let paragraph = format!("<w:document><w:p><w:r><w:t>{DEMAND}</w:t></w:r></w:p></w:document>");
    let inner = pack(&[("x.txt", DEMAND.as_bytes())]);
    desk.write(
        "a.zip",
        pack(&[
            ("b/note.docx", &docx(paragraph.as_bytes())),
            ("a.pdf", &two_pages()),
            ("picture.png", b"none"),
            ("inner.zip", &inner),
        ]),
    );
    let said = desk.run(&["add", "a.zip"]);
    assert_eq!((said.code, said.out.as_str()), (0, "2 documents: 2 new (d1 … d2).\n"), "{said}");
    let again = desk.run(&["add", "a.zip"]);
    assert_eq!((again.code, again.out.as_str()), (0, "2 documents: 2 known already.\n"), "{again}");
    let files = objects(&desk.run(&["documents", "--format", "jsonl"]));
    let files: Vec<&str> = files.iter().filter_map(|line| line["file"].as_str()).collect();
    assert!(files[0].ends_with("a.zip/a.pdf") && files[1].ends_with("a.zip/b/note.docx"), "{files:?}");
    assert_eq!(desk.run(&["reread"]).code, 0);
    let refused = desk.run(&["add", "a.zip", "--as", "d1"]);
    assert_eq!(refused.code, 2, "{refused}");
}

/// What is wrong with a file, and a word of what is said about it.
fn harmful() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = two_pages();
    let deep = format!("<w:p>{}", "<w:r>".repeat(100_000));
    let entities = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>";
    vec![
        ("cut.pdf", whole[..whole.len() / 2].to_vec(), "broken"),
        ("empty.pdf", b"%PDF-1.7".to_vec(), "broken"),
        ("scanned.pdf", pdf(&[Vec::new(), Vec::new()]), "has text"),
        // The page draws a form that draws itself: its decoder overflows its stack and dies.
        ("endless.pdf", pdf(&[b"/X Do".to_vec()]), "crashed the decoder"),
        ("deep.docx", docx(deep.as_bytes()), "nested"),
        ("entities.odt", odt(entities.as_bytes()), "no text"),
        ("none.epub", epub(b"<package/>"), "no text"),
        ("bomb.docx", docx(&vec![b' '; 40 << 20]), "larger than it was packed"),
        ("rubbish.zip", b"PK\x03\x04rubbish".to_vec(), "broken"),
        ("old.doc", b"\xD0\xCF\x11\xE0rubbish".to_vec(), "save it as .docx"),
    ]
}

#[test]
fn a_file_that_takes_its_decoder_down_stops_no_other() {
    let desk = Desk::new();
    for (name, bytes, _) in harmful() {
        desk.write(&format!("papers/{name}"), bytes);
    }
    desk.write("papers/named-wrongly.txt", two_pages());
    desk.write("papers/zz.pdf", two_pages());
    let files: Vec<String> = harmful().iter().map(|(name, ..)| format!("papers/{name}")).collect();
    let mut words = vec!["extract", "--jobs", "1", "papers/named-wrongly.txt", "papers/zz.pdf"];
    words.splice(3..3, files.iter().map(String::as_str));
    let said = desk.run(&words);
    assert_eq!(said.code, 2);
    for (name, _, what) in harmful() {
        let line = said.err.lines().find(|line| line.contains(name));
        let all = said.err.split("error: ").find(|part| part.contains(name)).unwrap_or_default();
        assert!(line.is_some() && all.contains(what), "{name}: {all}");
    }
    for name in ["named-wrongly.txt", "zz.pdf"] {
        assert!(said.out.contains(&format!("papers/{name}")), "{said}");
    }
}

#[test]
fn a_pdf_that_needs_a_password_is_refused_by_name() {
    let desk = Desk::new();
    for (command, apart) in [("extract", true), ("extract", false), ("add", true)] {
        desk.write("locked.pdf", encrypted_pdf(&[page(&[DEMAND])], apart));
        let said = desk.run(&[command, "locked.pdf"]);
        let told = said.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(said.code, 2, "{said}");
        assert!(told.contains("locked.pdf") && told.contains("is encrypted and needs a password"), "{told}");
        assert!(!said.out.contains("Varosia"), "{said}");
    }
}

/// A decoder whose parent is gone has nobody who ends it but the system.
#[cfg(target_os = "linux")]
#[test]
fn a_decoder_has_limits_of_its_own() {
    let desk = Desk::new();
    let mut child =
        desk.command(&["decode"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program");
    let path = format!("/proc/{}/limits", child.id());
    let limited = |limits: &str| {
        let words: Vec<Vec<&str>> = limits.lines().map(|line| line.split_whitespace().collect()).collect();
        let is = |what: [&str; 5]| words.iter().any(|line| line.starts_with(&what));
        is(["Max", "cpu", "time", "120", "120"])
            && is(["Max", "address", "space", "2147483648", "2147483648"])
    };
    // It sets them before it reads the first question, a moment after it was started.
    let found = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        limited(&std::fs::read_to_string(&path).unwrap_or_default())
    });
    let limits = std::fs::read_to_string(&path).unwrap_or_default();
    drop(child.stdin.take());
    assert!(child.wait().is_ok_and(|end| end.success()) && found, "{limits}");
}

#[test]
fn documents_line_by_line_are_answered_line_by_line() {
    let desk = Desk::new();
    desk.write("a.pdf", two_pages());
    let mut child = desk
        .command(&["extract", "--stdin-jsonl", "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut questions = child.stdin.take().expect("its input");
    let mut answers = BufReader::new(child.stdout.take().expect("its output"));
    let mut ask = |question: String| {
        questions
            .write_all(question.as_bytes())
            .and_then(|()| questions.write_all(b"\n"))
            .expect("it listens");
        let mut answer = String::new();
        // The answer comes before the next question is put, and the input stays open.
        answers.read_line(&mut answer).expect("it answers");
        serde_json::from_str::<Value>(&answer).expect("a line is one JSON object")
    };
    let found = ask(format!(r#"{{"id":7,"text":"{DEMAND}","name":"a.txt","country":"Varosia"}}"#));
    assert_eq!((&found["type"], &found["id"]), (&"extraction".into(), &7.into()));
    assert_eq!(found["statements"][0]["act"], "demand");
    assert_eq!(found["document"]["text"], DEMAND);
    let found = ask(r#"{"id":"b","path":"a.pdf"}"#.to_owned());
    assert_eq!(found["passages"][1]["page"], 2);
    let found = ask(r#"{"id":"c","base64":"V2UgdXJnZSBWYXJvc2lhIHRvIGFjdC4="}"#.to_owned());
    assert_eq!(found["document"]["text"], "We urge Varosia to act.");
    for name in ["https://varosia.example/page.aspx", "https://varosia.example/doc.xls?id=3", "list.csv"] {
        let found = ask(format!(r#"{{"id":1,"text":"{DEMAND}","name":"{name}"}}"#));
        assert_eq!((&found["document"]["text"], &found["document"]["file"]), (&DEMAND.into(), &name.into()));
    }
    let page = format!("<!doctype html><p>{DEMAND}</p>");
    let found = ask(format!(r#"{{"id":1,"text":"{page}","name":"https://varosia.example/page.aspx"}}"#));
    assert_eq!(found["document"]["text"], DEMAND);
    for (question, what) in [
        ("nonsense", "no JSON"),
        (r#"{"id":1}"#, "one of the fields"),
        (r#"{"id":1,"text":"a","path":"b"}"#, "one of the fields"),
        (r#"{"id":1,"path":"none.txt"}"#, "no such file"),
        (r#"{"id":1,"text":3}"#, "not as it should be"),
    ] {
        let refused = ask(question.to_owned());
        assert_eq!(refused["type"], "error");
        assert!(refused["error"].as_str().is_some_and(|error| error.contains(what)), "{refused}");
    }
    drop(questions);
    assert_eq!(child.wait().expect("it ends").code(), Some(2), "a line could not be answered");
}
