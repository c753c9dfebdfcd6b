//! A folder with a ledger in which a test runs the program, and what the program says.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::program::whereas;

/// A folder of its own for each test. Gone with the test.
#[derive(Debug)]
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What the program said and how it ended, with this machine's folder and clock and the packs' hash taken
/// out.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    /// The exit code; -1 when it was killed.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The time that stands for every time in what the program says.
const TIME: &str = "2026-01-01T00:00:00Z";
/// How the extractor's version begins; a hash of the language packs follows, which change often.
const EXTRACTOR: &str = concat!(env!("CARGO_PKG_VERSION"), "+");
/// Digits of that hash.
const HASH_DIGITS: usize = 12;

impl Desk {
    /// Makes an empty folder.
    ///
    /// # Panics
    /// When the system has no place for one.
    #[must_use]
    #[expect(clippy::expect_used, reason = "without a folder there is no test")]
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap_or_else(|_| self.folder.path().to_owned())
    }

    /// Writes a file into the folder.
    ///
    /// # Panics
    /// When it cannot be written.
    #[expect(clippy::expect_used, reason = "without its files a test has no meaning")]
    pub fn write(&self, name: &str, words: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        let parent = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(parent).expect("a folder for the file");
        std::fs::write(path, words).expect("the file");
    }

    /// The program, about to be run in the folder, 100 columns wide, by somebody called `ana`.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(whereas());
        command.args(words).current_dir(self.path()).env("COLUMNS", "100").env("USER", "ana");
        for name in ["WHEREAS_LEDGER", "WHEREAS_USER", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program.
    #[must_use]
    pub fn run(&self, words: &[&str]) -> Said {
        self.finish(self.command(words), b"")
    }

    /// Runs the program with something on standard input.
    #[must_use]
    pub fn run_with(&self, words: &[&str], input: &[u8]) -> Said {
        self.finish(self.command(words), input)
    }

    /// Runs the program on a terminal of other width.
    #[must_use]
    pub fn run_in(&self, columns: usize, words: &[&str]) -> Said {
        let mut command = self.command(words);
        command.env("COLUMNS", columns.to_string());
        self.finish(command, b"")
    }

    /// Runs a line in a shell that finds the program as `whereas`.
    #[must_use]
    pub fn shell(&self, line: &str) -> Said {
        let folder = whereas().parent().map(Path::to_owned).unwrap_or_default();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(self.path());
        command.env("PATH", format!("{}:{path}", folder.display())).env("USER", "ana");
        self.finish(command, b"")
    }

    #[expect(clippy::expect_used, reason = "a program that does not start cannot be tested")]
    fn finish(&self, mut command: Command, input: &[u8]) -> Said {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        if let Some(mut stdin) = child.stdin.take() {
            // The program need not read it.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().expect("the program ends");
        Said {
            code: output.status.code().unwrap_or(-1),
            out: self.neutral(&output.stdout),
            err: self.neutral(&output.stderr),
        }
    }

    /// Takes this machine's folder and clock out, and the hash of the language packs.
    fn neutral(&self, bytes: &[u8]) -> String {
        let words = String::from_utf8_lossy(bytes).replace(&*self.path().to_string_lossy(), "DIR");
        let mut out = String::with_capacity(words.len());
        let mut rest = words.as_str();
        while let Some(letter) = rest.chars().next() {
            if let Some(behind) = rest.strip_prefix(EXTRACTOR).filter(|behind| behind.len() >= HASH_DIGITS) {
                out.push_str("EXTRACTOR");
                rest = &behind[HASH_DIGITS..];
            } else if is_time(rest) {
                out.push_str(TIME);
                rest = &rest[TIME.len()..];
            } else {
                out.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
        out
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether the words begin with an RFC 3339 time of whole seconds in UTC.
fn is_time(words: &str) -> bool {
    let Some(head) = words.as_bytes().get(..TIME.len()) else { return false };
    head.iter().zip(TIME.bytes()).all(|(found, pattern)| match pattern {
        b'0'..=b'9' => found.is_ascii_digit(),
        other => *found == other,
    })
}

impl std::fmt::Display for Said {
    /// As a snapshot shows it: the code where it is not 0, then both streams.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.code != 0 {
            writeln!(f, "[exit code {}]", self.code)?;
        }
        f.write_str(&self.out)?;
        if !self.err.is_empty() {
            write!(f, "[standard error]\n{}", self.err)?;
        }
        Ok(())
    }
}
