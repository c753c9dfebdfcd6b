//! Ledgers in files: opening, crashing, damage, erasure.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use whereas_extract::Act;

use crate::sample::{ANA, Sample, answer, resolution};
use crate::store::Durability;
use crate::*;

fn directory() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("varosia.whereas");
    (dir, path)
}

fn sound(path: &Path) -> Report {
    let report = Reader::open(path).unwrap().verify().unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    report
}

fn message<T: std::fmt::Debug>(result: Result<T, LedgerError>, path: &Path) -> String {
    result.unwrap_err().to_string().replace(&path.display().to_string(), "X")
}

#[test]
fn a_ledger_is_made_once_and_opened_again() {
    let (_dir, path) = directory();
    assert_eq!(
        message(Ledger::open_existing(&path), &path),
        "there is no ledger at X; make one with `whereas add FILE`"
    );
    assert_eq!(message(Reader::open(&path), &path), message(Ledger::open_existing(&path), &path));
    assert!(!path.exists());
    resolution().add(&mut Ledger::open(&path).unwrap(), "a.txt").unwrap();
    answer().add(&mut Ledger::open_existing(&path).unwrap(), "b.txt").unwrap();
    let reader = Reader::open(&path).unwrap().reader().unwrap();
    assert_eq!(reader.documents(Page::ALL).unwrap().total, 2);
    sound(&path);
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let (dir, path) = directory();
    let page = "<html>".repeat(300);
    std::fs::write(&path, &page).unwrap();
    let hint = "name another file with `--ledger FILE`";
    assert_eq!(message(Ledger::open(&path), &path), format!("X is no ledger (it is no database); {hint}"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), page);
    let wanted = format!("X is no ledger (it is a directory); {hint}");
    assert_eq!(message(Ledger::open(dir.path()), dir.path()), wanted);
    std::fs::remove_file(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("create table bookmark (address text)").unwrap();
    let wanted = format!("X is no ledger (it is the database of another program); {hint}");
    assert_eq!(message(Ledger::open(&path), &path), wanted);
    let absent = dir.path().join("no/such/directory");
    let wanted = "cannot open the ledger X: the directory is absent, or the file may not be written";
    assert_eq!(message(Ledger::open(&absent), &absent), wanted);
}

#[test]
fn an_empty_file_is_a_ledger_that_was_not_finished() {
    let (_dir, path) = directory();
    std::fs::write(&path, "").unwrap();
    let wanted = "X is no ledger (it is empty); name another file with `--ledger FILE`";
    assert_eq!(message(Ledger::open_existing(&path), &path), wanted);
    resolution().add(&mut Ledger::open(&path).unwrap(), "a.txt").unwrap();
    sound(&path);
}

#[test]
fn a_newer_format_is_left_to_a_newer_program() {
    let (_dir, path) = directory();
    drop(Ledger::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
    assert_eq!(
        message(Ledger::open(&path), &path),
        "X has format 2, and this program knows formats up to 1; open it with a newer `whereas`"
    );
}

#[test]
fn lists_of_another_program_are_made_anew() {
    let (_dir, path) = directory();
    resolution().add(&mut Ledger::open(&path).unwrap(), "a.txt").unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("update derivation set version = 0; update statement set quote = 'x'").unwrap();
    drop(raw);
    assert!(matches!(Reader::open(&path), Err(LedgerError::OtherLists { .. })));
    drop(Ledger::open(&path).unwrap());
    sound(&path);
}

#[test]
fn tables_of_an_older_program_are_made_anew() {
    let (_dir, path) = directory();
    resolution().add(&mut Ledger::open(&path).unwrap(), "a.txt").unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch(
        "drop index statement_by_position; alter table statement drop column position;
         alter table statement drop column category; update derivation set version = 1",
    )
    .unwrap();
    drop(raw);
    assert!(matches!(Reader::open(&path), Err(LedgerError::OtherLists { .. })));
    drop(Ledger::open(&path).unwrap());
    sound(&path);
}

#[test]
fn a_reading_without_the_fields_of_recommendations_is_understood() {
    let (_dir, path) = directory();
    resolution().add(&mut Ledger::open(&path).unwrap(), "a.txt").unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    let sql = "update extraction set body = replace(body, '\"position\":null,\"category\":0,', '')";
    raw.execute_batch(sql).unwrap();
    let body: String = raw.query_row("select body from extraction", [], |row| row.get(0)).unwrap();
    assert!(!body.contains("category"));
    assert!(Ledger::open(&path).unwrap().document("d1").unwrap().is_some());
}

#[test]
fn notes_of_another_program_ask_to_be_read_again() {
    let (_dir, path) = directory();
    resolution().add(&mut Ledger::open(&path).unwrap(), "a.txt").unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("update derivation set version = 0; update extraction set body = '{}'").unwrap();
    drop(raw);
    let mut ledger = Ledger::open(&path).unwrap();
    let wanted =
        "this was read by another `whereas` (test+1), whose notes are not understood; run `whereas reread`";
    assert_eq!(message(ledger.document("d1"), &path), wanted);
    ledger.reread("d1", &resolution().text, &resolution().found, "test+2", &ANA).unwrap();
    drop(ledger);
    drop(Ledger::open(&path).unwrap());
    sound(&path);
}

#[test]
fn a_reader_cannot_write_and_does_not_wait() {
    let (_dir, path) = directory();
    let mut ledger = Ledger::open(&path).unwrap();
    resolution().add(&mut ledger, "a.txt").unwrap();
    let mut reader = crate::store::Store::open(&path, crate::store::Access::Read).unwrap();
    let refused = reader.write(Durability::Lasting, |tx| tx.remove_readings("d1"));
    assert!(refused.is_err());
    // A transaction that is open in one process keeps no reader waiting.
    let open = ledger.reader().unwrap();
    let mut store = crate::store::Store::open(&path, crate::store::Access::Write).unwrap();
    store
        .write(Durability::Repeatable, |tx| {
            tx.remove_readings("d1")?;
            assert!(open.document("d1").unwrap().is_some());
            Err::<(), _>(LedgerError::Busy)
        })
        .unwrap_err();
    sound(&path);
}

#[test]
fn a_connection_that_vanishes_in_the_middle_leaves_nothing_behind() {
    let (_dir, path) = directory();
    let mut ledger = Ledger::open(&path).unwrap();
    resolution().add(&mut ledger, "a.txt").unwrap();
    let before = ledger.log(Page::ALL).unwrap();
    let mut store = crate::store::Store::open(&path, crate::store::Access::Write).unwrap();
    let gone = store.write(Durability::Repeatable, |tx| {
        let added = crate::add::add(
            tx,
            &Addition {
                bytes: b"x",
                origin: "b.txt",
                document: None,
                text: &answer().text,
                extraction: &answer().found,
                extractor: "test+1",
                by: "ana",
                at: crate::sample::AT,
                method: "test",
            },
            &Told::default(),
        )?;
        assert!(matches!(added, Added::New { .. }));
        Err::<(), _>(LedgerError::Busy)
    });
    assert!(gone.is_err());
    drop(store);
    assert_eq!(ledger.log(Page::ALL).unwrap(), before);
    sound(&path);
    answer().add(&mut ledger, "b.txt").unwrap();
    sound(&path);
}

/// What a process leaves that is killed while it writes: the file, and some beginning of the write-ahead log.
#[test]
fn every_beginning_of_the_write_ahead_log_is_a_sound_ledger() {
    let (dir, path) = directory();
    let mut ledger = Ledger::open(&path).unwrap();
    let samples: Vec<Sample> =
        (0..6).map(|n| resolution().says(Act::Finding, &format!("Notes case {n}"))).collect();
    for (n, sample) in samples.iter().enumerate() {
        sample.add(&mut ledger, &format!("{n}.txt")).unwrap();
        ledger.decide(&sample.id(&format!("d{}", n + 1), 3), Verdict::Accepted, &ANA).unwrap();
    }
    let (file, wal) = (std::fs::read(&path).unwrap(), std::fs::read(wal_of(&path)).unwrap());
    assert!(wal.len() > 100_000);
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..=60 {
        let copy = dir.path().join(format!("{n}.whereas"));
        std::fs::write(&copy, &file).unwrap();
        std::fs::write(wal_of(&copy), &wal[..wal.len() * n / 60]).unwrap();
        let mut again = Ledger::open(&copy).unwrap();
        sound(&copy);
        seen.insert(again.documents(Page::ALL).unwrap().total);
        for (n, sample) in samples.iter().enumerate() {
            sample.add(&mut again, &format!("{n}.txt")).unwrap();
        }
        assert_eq!(again.documents(Page::ALL).unwrap().total, 6);
        sound(&copy);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6]);
}

fn wal_of(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", path.display()))
}

#[test]
fn erased_words_are_not_in_the_file() {
    let (_dir, path) = directory();
    let mut ledger = Ledger::open(&path).unwrap();
    resolution().add(&mut ledger, "a.txt").unwrap();
    let secret = Sample::titled("The file of Zaphira Quillon", "2021-05-01")
        .says(Act::Finding, "Names <Zaphira Quillon> as a witness");
    secret.add(&mut ledger, "b.txt").unwrap();
    ledger.decide(&secret.id("d2", 0), Verdict::Accepted, &ANA).unwrap();
    let holds = |word: &str| {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend(std::fs::read(wal_of(&path)).unwrap_or_default());
        bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
    };
    assert!(holds("quillon"));
    ledger.erase("d2", &ANA).unwrap();
    assert!(!holds("quillon") && !holds("zaphira"));
    let seq = ledger.save_search("The file of Zaphira", "q=Quillon", &ANA).unwrap();
    assert!(holds("quillon") && holds("zaphira"));
    ledger.forget_search(seq, &ANA).unwrap();
    assert!(!holds("quillon") && !holds("zaphira"));
    assert!(holds("mirelle"));
    sound(&path);
}

/// Damages a ledger with two documents and a decision, and returns what `verify` says.
fn damaged(sql: &str) -> Vec<String> {
    let (_dir, path) = directory();
    let mut ledger = Ledger::open(&path).unwrap();
    resolution().add(&mut ledger, "a.txt").unwrap();
    answer().add(&mut ledger, "b.txt").unwrap();
    ledger.decide(&resolution().id("d1", 0), Verdict::Accepted, &ANA).unwrap();
    drop(ledger);
    let raw = rusqlite::Connection::open(&path).unwrap();
    let names = "select name from sqlite_schema where type = 'trigger'";
    let triggers: Vec<String> =
        raw.prepare(names).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for trigger in triggers {
        raw.execute_batch(&format!("drop trigger {trigger}")).unwrap();
    }
    assert!(raw.execute_batch(sql).is_ok(), "{sql}");
    drop(raw);
    let problems = Reader::open(&path).unwrap().verify().unwrap().problems;
    let long = |word: &str| word.len() >= 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let shorten = |problem: String| {
        let words =
            problem.split(' ').map(|word| if long(word.trim_end_matches([',', ':'])) { "#" } else { word });
        words.collect::<Vec<_>>().join(" ")
    };
    problems.into_iter().map(shorten).collect()
}

#[test]
fn verify_finds_what_was_changed() {
    check_damage(&[
        (
            "update blob set bytes = cast(replace(cast(bytes as text), 'raids', 'maids') as blob)",
            &["the original # was changed: its bytes now have the hash #"],
        ),
        (
            "update extraction set text = replace(text, 'raids', 'maids')",
            &[
                "the reading of d1, version 1, was changed: its hash does not fit",
                "the listed statement # of d1 differs from # in its text",
                "the lists of what was found in d1 are out of step with its text",
                "the links of d1 are out of step with its text",
                "the row of d1 is out of step with its newest version",
                "the search index is out of step with the text of d1",
            ],
        ),
        (
            "update statement set quote = replace(quote, 'raids', 'maids')",
            &["the listed statement # of d1 differs from # in its text"],
        ),
        (
            "update quotation set body = replace(body, 'Urges', 'Surges')",
            &[
                "the quotation # was changed: its hash does not fit",
                "decision 5 does not lie where it belongs",
            ],
        ),
        (
            "delete from quotation",
            &[
                "the quotation # on which a decision rests, is missing",
                "decision 5 does not lie where it belongs",
            ],
        ),
        (
            "update log set author = 'eve' where seq = 5",
            &[
                "entry 5 of the log was changed: its hash does not fit",
                "decision 5 is out of step with the log",
            ],
        ),
        (
            "delete from log where seq = 4",
            &[
                "entry 4 of the log is missing",
                "entry 5 of the log does not follow the one before it",
                "the reading of d2, version 1, was changed: its hash does not fit",
            ],
        ),
        (
            "delete from log where seq = 5",
            &["the quotation # belongs to no decision", "decision 5 is out of step with the log"],
        ),
        ("delete from blob", &["the original # is missing", "the original # is missing"]),
    ]);
}

#[test]
fn verify_finds_lists_that_are_out_of_step() {
    check_damage(&[
        ("update decision set verdict = 'rejected'", &["decision 5 is out of step with the log"]),
        ("delete from decision", &["decision 5, on # is missing from the list of decisions"]),
        (
            "delete from search_index where rowid = 1 << 27",
            &["the search index is out of step with the text of d1"],
        ),
        (
            "delete from naming where role = 'person'",
            &[
                "the lists of what was found in d1 are out of step with its text",
                "the lists of what was found in d2 are out of step with its text",
                "1 derived rows belong to no document",
            ],
        ),
        (
            "update link set score = 1",
            &[
                "the links of d1 are out of step with its text",
                "the links of d2 are out of step with its text",
            ],
        ),
        (
            "delete from link_key where statement < 2 << 27",
            &[
                "the links of d1 are out of step with its text",
                "the links of d2 are out of step with its text",
            ],
        ),
        (
            "update document set title = 'x' where n = 2",
            &["the row of d2 is out of step with its newest version"],
        ),
        (
            "update capture set origin = 'elsewhere' where document = 1",
            &[
                "the captures of d1 are out of step with the log",
                "the row of d1 is out of step with its newest version",
            ],
        ),
    ]);
}

fn check_damage(cases: &[(&str, &[&str])]) {
    for (sql, wanted) in cases {
        assert_eq!(damaged(sql), *wanted, "{sql}");
    }
}

#[test]
fn a_flipped_byte_of_the_file_is_found() {
    let (_dir, path) = directory();
    let mut ledger = Ledger::open(&path).unwrap();
    resolution().add(&mut ledger, "a.txt").unwrap();
    drop(ledger);
    let mut bytes = std::fs::read(&path).unwrap();
    let word = b"Condemns the raids";
    let mut found = 0;
    for at in 0..bytes.len() - word.len() {
        if &bytes[at..at + word.len()] == word {
            bytes[at] ^= 1;
            std::fs::write(&path, &bytes).unwrap();
            let report = Reader::open(&path).unwrap().verify().unwrap();
            assert!(!report.is_sound(), "byte {at}");
            bytes[at] ^= 1;
            found += 1;
        }
    }
    assert_eq!(found, 3, "in the original, in the text, in the list");
    std::fs::write(&path, &bytes).unwrap();
    sound(&path);
}
