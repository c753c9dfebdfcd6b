//! A ledger survives `kill -9` at any moment of `add`: it opens, it is sound, and adding again completes it.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use whereas_tests::program::{root, whereas};

/// How often `add` is killed.
const ROUNDS: u32 = 100;
/// Rounds that run at the same time.
const THREADS: u32 = 2;
/// How often each document of the invented country file is copied, so that adding takes a while.
const COPIES: usize = 2;
/// Begins the sequence of random moments; the same in each run.
const SEED: u64 = 0x6b69_6c6c_2d39;

/// A number of [0, 1) that looks random and is the same everywhere (SplitMix64).
fn random(round: u32) -> f64 {
    let mut z = SEED.wrapping_add(u64::from(round).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

/// A folder with documents, a program that nobody rebuilds meanwhile, and how long adding takes.
struct Scene {
    place: tempfile::TempDir,
    program: PathBuf,
    documents: PathBuf,
    /// Until the ledger file is there, and until everything is in it.
    moments: (Duration, Duration),
    /// What the ledger holds in the end.
    expected: String,
}

impl Scene {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a temporary folder");
        let (program, documents) = (place.path().join("program"), place.path().join("documents"));
        fs::copy(whereas(), &program).expect("a copy of the program");
        copy_documents(&documents);
        let mut scene =
            Self { place, program, documents, moments: Default::default(), expected: String::new() };
        let whole = scene.ledger("whole");
        let begun = Instant::now();
        let mut adding = scene.add(&whole);
        while !whole.exists() && adding.try_wait().expect("it runs").is_none() {
            sleep(Duration::from_millis(1));
        }
        let there = begun.elapsed();
        assert!(adding.wait().expect("it ends").success());
        scene.moments = (there, begun.elapsed());
        scene.expected = scene.ask(&whole, &["export"]);
        scene
    }

    fn ledger(&self, name: &str) -> PathBuf {
        self.place.path().join(name).with_extension("whereas")
    }

    fn add(&self, ledger: &Path) -> Child {
        Command::new(&self.program)
            .arg("--ledger")
            .arg(ledger)
            .args(["add", "--by", "test"])
            .arg(&self.documents)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    /// Runs a command on the ledger and returns what it prints; the command must end with code 0.
    fn ask(&self, ledger: &Path, words: &[&str]) -> String {
        let output = Command::new(&self.program).arg("--ledger").arg(ledger).args(words).output();
        let output = output.expect("the program starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{words:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// Kills `add` once and adds again. Returns whether it was killed while the ledger was being written.
    fn round(&self, round: u32) -> bool {
        let ledger = self.ledger(&round.to_string());
        let (there, whole) = self.moments;
        let mut adding = self.add(&ledger);
        // A little before the file is there, up to a little after the end.
        sleep(there.mul_f64(0.95) + (whole - there).mul_f64(random(round) * 1.05));
        adding.kill().expect("it can be killed");
        let killed = !adding.wait().expect("it ends").success();
        let written = ledger.exists();
        if written {
            self.ask(&ledger, &["verify"]);
        }
        assert!(self.add(&ledger).wait().expect("it ends").success(), "round {round}");
        self.ask(&ledger, &["verify"]);
        assert!(self.ask(&ledger, &["export"]) == self.expected, "round {round} ends in another ledger");
        killed && written
    }
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
    let scene = &Scene::new();
    let rounds =
        |first: u32| (first..ROUNDS).step_by(THREADS as usize).filter(|round| scene.round(*round)).count();
    let hits: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(move || rounds(first))).collect();
        threads.into_iter().map(|thread| thread.join().expect("every round holds")).sum()
    });
    assert!(hits > ROUNDS as usize / 2, "only {hits} of {ROUNDS} kills fell into the writing");
}
