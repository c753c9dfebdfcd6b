//! `cargo dev setup`: the system's packages that the tests need, from Debian's own archive.

use std::path::PathBuf;
use std::process::Command;

/// A program that a test runs, the package that brings it, and what for.
const NEEDS: [(&str, &str, &str); 3] = [
    ("chromium", "chromium", "the browser tests"),
    ("chromedriver", "chromium-driver", "the browser tests"),
    ("c++", "g++", "building the fuzzer"),
];

/// Runs the command.
pub fn run() -> Result<(), String> {
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
