//! A ledger survives `kill -9` at any moment of `add`: it opens, it is sound, and adding again completes it.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use whereas_tests::program::{root, whereas};

/// How often `add` is killed.
const ROUNDS: u32 = 100;
/// How often each document of the invented country file is copied, so that adding takes a while.
const COPIES: usize = 4;
/// Begins the sequence of random moments; the same in each run.
const SEED: u64 = 0x6b69_6c6c_2d39;

/// SplitMix64: a sequence that looks random and is the same everywhere.
struct Moments(u64);

impl Moments {
    /// Returns a moment before `end`.
    fn before(&mut self, end: Duration) -> Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let unit = ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64;
        end.mul_f64(unit)
    }
}

fn add(folder: &Path, ledger: &Path) -> Child {
    Command::new(whereas())
        .arg("--ledger")
        .arg(ledger)
        .args(["add", "--by", "test"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Runs a command on the ledger and returns what it prints; the command must end with code 0.
fn ask(ledger: &Path, words: &[&str]) -> String {
    let output = Command::new(whereas()).arg("--ledger").arg(ledger).args(words).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{words:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn copy_documents(folder: &Path) {
    fs::create_dir(folder).expect("a folder");
    for entry in fs::read_dir(root().join("demo/documents")).expect("the invented country file") {
        let from = entry.expect("a document").path();
        let name = from.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&from).expect("its bytes");
        for copy in 0..COPIES {
            fs::write(folder.join(format!("{copy}-{name}")), &bytes).expect("a copy");
        }
    }
}

#[test]
fn a_ledger_survives_being_killed_at_any_moment() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let folder = place.path().join("documents");
    copy_documents(&folder);

    let whole = place.path().join("whole.whereas");
    let begun = Instant::now();
    assert!(add(&folder, &whole).wait().expect("it ends").success());
    let duration = begun.elapsed();
    let expected = ask(&whole, &["export"]);

    let mut moments = Moments(SEED);
    let (mut early, mut middle) = (0, 0);
    for round in 0..ROUNDS {
        let ledger = place.path().join(format!("{round}.whereas"));
        let mut adding = add(&folder, &ledger);
        sleep(moments.before(duration));
        adding.kill().expect("it can be killed");
        let ended = adding.wait().expect("it ends");

        // Killed before the file was there, there is nothing to be sound yet.
        if ledger.exists() {
            ask(&ledger, &["verify"]);
            middle += u32::from(!ended.success());
        } else {
            early += 1;
        }
        assert!(add(&folder, &ledger).wait().expect("it ends").success(), "round {round}");
        ask(&ledger, &["verify"]);
        assert!(ask(&ledger, &["export"]) == expected, "round {round} ends in another ledger");
    }
    assert!(middle > early, "most kills must fall into the writing: {middle} did, {early} came before it");
}
