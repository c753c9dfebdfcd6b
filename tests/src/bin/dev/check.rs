//! `cargo dev check`: everything that must hold before a change goes in, and what came of it on the last line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::{eval, fuzz, setup};

/// How long each fuzz target runs.
const FUZZ_SECONDS: u32 = 60;

/// What came of all checks and tests so far.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: Vec<String>,
    skipped: Vec<String>,
}

/// What the tests of one run said.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tests {
    passed: usize,
    failed: Vec<String>,
    skipped: Vec<String>,
}

/// Runs the command.
pub fn run() -> Result<(), String> {
    let start = Instant::now();
    let mut tally = Tally::default();
    if let Err(why) = setup::run() {
        println!("{why}\nwhat is missing makes tests skip or fail below");
    }
    let clippy = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    tally.check("fmt", cargo(&["fmt", "--all", "--check"], &[]));
    tally.check("clippy", cargo(&clippy, &[]));
    let doc = ["doc", "--workspace", "--no-deps", "--locked", "--quiet"];
    tally.check("doc", cargo(&doc, &[("RUSTDOCFLAGS", "-D warnings")]));
    tally.tests();
    tally.check("gold", eval::run(&[]));
    for target in fuzz::TARGETS {
        tally.check(
            &format!("fuzz {target}"),
            fuzz::fuzz(target, FUZZ_SECONDS).map(|inputs| {
                println!("{inputs} inputs in {FUZZ_SECONDS} seconds, all hold");
            }),
        );
    }
    tally.close(start.elapsed().as_secs())
}

impl Tally {
    /// Counts one check.
    fn check(&mut self, name: &str, done: Result<(), String>) {
        match done {
            Ok(()) => {
                println!("== {name}: passed");
                self.passed += 1;
            }
            Err(why) => {
                println!("{why}\n== {name}: FAILED");
                self.failed.push(name.to_owned());
            }
        }
    }

    /// Runs and counts every test of the workspace.
    fn tests(&mut self) {
        match tests() {
            Ok(tests) => {
                self.passed += tests.passed;
                let outcome = if tests.failed.is_empty() { "passed" } else { "FAILED" };
                println!("== tests: {outcome}");
                self.failed.extend(tests.failed);
                self.skipped.extend(tests.skipped);
            }
            Err(why) => self.check("tests", Err(why)),
        }
    }

    /// Says what came of it all; the last line is the sum.
    fn close(self, seconds: u64) -> Result<(), String> {
        println!("\nchecked in {} min {} s", seconds / 60, seconds % 60);
        self.failed.iter().for_each(|name| println!("failed: {name}"));
        self.skipped.iter().for_each(|why| println!("skipped: {why}"));
        let (passed, failed, skipped) = (self.passed, self.failed.len(), self.skipped.len());
        println!("{passed} passed, {failed} failed, {skipped} skipped");
        if failed == 0 { Ok(()) } else { Err(String::new()) }
    }
}

/// Runs cargo in the repository.
fn cargo(words: &[&str], settings: &[(&str, &str)]) -> Result<(), String> {
    println!("== cargo {}", words.join(" "));
    let status = command(words).envs(settings.iter().copied()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("`cargo {}` failed", words.join(" "))),
        Err(error) => Err(format!("cargo does not start: {error}")),
    }
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(whereas_tests::program::root());
    command
}

/// Runs all tests, lets their output through, and reads it.
fn tests() -> Result<Tests, String> {
    let words = ["test", "--workspace", "--locked", "--no-fail-fast"];
    println!("== cargo {}", words.join(" "));
    let mut child = command(&words)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let reader =
        std::thread::spawn(move || err.map(|err| pass_on(err, &mut std::io::stderr())).unwrap_or_default());
    let out = out.map(|out| pass_on(out, &mut std::io::stdout())).unwrap_or_default();
    let err = reader.join().unwrap_or_default();
    let status = child.wait().map_err(|error| format!("cargo does not end: {error}"))?;
    let mut tests = read(&out, &err);
    if !status.success() && tests.failed.is_empty() {
        tests.failed.push("the tests do not build or broke off".to_owned());
    }
    Ok(tests)
}

/// Reads lines and prints them at once.
fn pass_on(from: impl std::io::Read, to: &mut impl Write) -> Vec<String> {
    let mut lines = Vec::new();
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        // Where nobody reads what is printed, the lines still count.
        let _ = writeln!(to, "{line}");
        lines.push(line);
    }
    lines
}

/// Counts what cargo and the tests said. A test that skips says so on standard error and passes.
fn read(out: &[String], err: &[String]) -> Tests {
    let mut tests = Tests::default();
    for line in out {
        if let Some(rest) = line.strip_prefix("test result: ") {
            let words = rest.split([' ', ';']);
            let counts = words.clone().zip(words.skip(1)).filter(|(_, word)| *word == "passed");
            tests.passed += counts.filter_map(|(number, _)| number.parse::<usize>().ok()).sum::<usize>();
        } else if let Some(test) = line.strip_prefix("test ") {
            if let Some(name) = test.strip_suffix(" ... FAILED") {
                tests.failed.push(name.to_owned());
            } else if let Some((name, why)) = test.split_once(" ... ignored") {
                tests.skipped.push(format!("{name}: {}", why.trim_start_matches([',', ' '])));
            }
        }
    }
    for why in err.iter().filter_map(|line| line.split_once("skipped: ").map(|(_, why)| why)) {
        tests.skipped.push(why.to_owned());
        tests.passed = tests.passed.saturating_sub(1);
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::{Tests, read};

    #[test]
    fn what_tests_say_is_counted() {
        let lines = |words: &str| words.lines().map(str::to_owned).collect::<Vec<_>>();
        let out = lines(
            "test a ... ok\ntest b ... FAILED\ntest c ... ignored, takes hours\ntest d ... ok\n\
             test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured",
        );
        let err = lines("   Running x\nskipped: d: no browser");
        let skipped = vec!["c: takes hours".to_owned(), "d: no browser".to_owned()];
        assert_eq!(read(&out, &err), Tests { passed: 1, failed: vec!["b".to_owned()], skipped });
    }
}
