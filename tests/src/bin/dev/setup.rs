//! `cargo dev setup`: the system's packages that the tests need, from Debian's own archive, and one of npm's.

use std::path::PathBuf;
use std::process::Command;

use whereas_tests::program::root;

/// A program that a test runs, the package that brings it, and what for.
const NEEDS: [(&str, &str, &str); 3] = [
    ("chromium", "chromium", "the browser tests"),
    ("chromedriver", "chromium-driver", "the browser tests"),
    ("c++", "g++", "building the fuzzer"),
];

/// What holds pages against WCAG in the browser tests.
const AXE: &str = "axe-core@4.14.1";

/// Runs the command.
pub fn run() -> Result<(), String> {
    axe();
    let missing: Vec<&(&str, &str, &str)> = NEEDS.iter().filter(|need| found(need.0).is_none()).collect();
    if missing.is_empty() {
        println!("the system has all that the tests need");
        return Ok(());
    }
    for (program, package, purpose) in &missing {
        println!("{program} is missing (package {package}, for {purpose})");
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.1).collect();
    apt(&["update", "-q"])?;
    let mut install = vec!["install", "-q", "-y", "--no-install-recommends"];
    install.extend(packages);
    apt(&install)
}

/// Puts axe where the browser tests look for it. They do without where there is no npm, and say so.
fn axe() {
    let folder = root().join("target/axe");
    if folder.join("node_modules/axe-core/axe.min.js").is_file() || found("npm").is_none() {
        return;
    }
    let words = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"];
    let done = Command::new("npm").args(words).arg(&folder).arg(AXE).status();
    if !done.is_ok_and(|status| status.success()) {
        println!("{AXE} could not be installed; the browser tests do without");
    }
}

fn apt(words: &[&str]) -> Result<(), String> {
    let done = Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive").status();
    match done {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("`apt-get {}` failed; as root it can install packages", words.join(" "))),
        Err(error) => Err(format!("`apt-get` cannot be run: {error}; install the packages by other means")),
    }
}

/// Where a program stands.
fn found(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}
