//! Which files are meant: the ones named, and those in the folders named.
//!
//! Folders are walked lazily and in sorted order, so that memory does not grow with the corpus and the same
//! folder gives the same order everywhere. Hidden files are left out; a file inside a folder whose ending is
//! not read is reported as skipped, because nobody asked for it by name.

use std::io;
use std::path::{Path, PathBuf};

use whereas_extract::read::ENDINGS;

use crate::message::{Failure, in_words, unreadable};

/// Endings of a ledger and what stands beside it; nobody wonders that it is not read.
const LEDGER_ENDINGS: [&str; 3] = ["whereas", "whereas-wal", "whereas-shm"];
/// Folders are followed to this depth.
const DEPTH_MAX: usize = 64;

/// One find of the walk.
#[derive(Debug)]
pub enum Found {
    /// A file to read.
    File(PathBuf),
    /// Standard input (`-`).
    Stdin,
    /// A file in a folder whose ending is not read.
    Skipped(PathBuf),
    /// A file or folder that cannot be looked at.
    Failed(PathBuf, Failure),
}

/// Walks over files and folders.
#[derive(Debug)]
pub struct Walk<'a> {
    operands: std::slice::Iter<'a, PathBuf>,
    folders: Vec<std::vec::IntoIter<PathBuf>>,
}

impl<'a> Walk<'a> {
    /// Walks over `operands` in their order.
    pub fn new(operands: &'a [PathBuf]) -> Self {
        Self { operands: operands.iter(), folders: Vec::new() }
    }

    fn enter(&mut self, folder: &Path) -> Option<Found> {
        if self.folders.len() >= DEPTH_MAX {
            let why = format!("folders are nested deeper than {DEPTH_MAX}");
            return Some(failed(folder, &why));
        }
        match sorted_entries(folder) {
            Ok(entries) => {
                self.folders.push(entries.into_iter());
                None
            }
            Err(error) => Some(failed(folder, &in_words(&error))),
        }
    }

    fn operand(&mut self, path: &Path) -> Option<Found> {
        if path.as_os_str() == "-" {
            return Some(Found::Stdin);
        }
        match std::fs::metadata(path) {
            Ok(seen) if seen.is_dir() => self.enter(path),
            Ok(_) => Some(Found::File(path.to_owned())),
            Err(error) => Some(failed(path, &in_words(&error))),
        }
    }

    fn entry(&mut self, path: PathBuf) -> Option<Found> {
        let linked = std::fs::symlink_metadata(&path).is_ok_and(|seen| seen.is_symlink());
        match std::fs::metadata(&path) {
            // A link to a folder may lead back to where we are.
            Ok(seen) if seen.is_dir() => {
                if linked {
                    None
                } else {
                    self.enter(&path)
                }
            }
            Ok(seen) if seen.is_file() && has_ending(&path, &ENDINGS) => Some(Found::File(path)),
            Ok(_) if has_ending(&path, &LEDGER_ENDINGS) => None,
            Ok(_) => Some(Found::Skipped(path)),
            Err(error) => Some(failed(&path, &in_words(&error))),
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let found = match self.folders.last_mut() {
                Some(folder) => match folder.next() {
                    Some(path) => self.entry(path),
                    None => {
                        self.folders.pop();
                        None
                    }
                },
                None => {
                    let path = self.operands.next()?;
                    self.operand(path)
                }
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

fn failed(path: &Path, why: &str) -> Found {
    Found::Failed(path.to_owned(), unreadable(&path.display().to_string(), why))
}

fn sorted_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            entries.push(entry.path());
        }
    }
    entries.sort();
    Ok(entries)
}

/// Only asked inside folders; a file named by hand is always tried.
fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path, operands: &[PathBuf]) -> Vec<String> {
        Walk::new(operands)
            .map(|found| {
                let local = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
                match found {
                    Found::File(path) => local(&path),
                    Found::Stdin => "-".to_owned(),
                    Found::Skipped(path) => format!("skipped {}", local(&path)),
                    Found::Failed(_, failure) => failure.what().replace(&*root.to_string_lossy(), "ROOT"),
                }
            })
            .collect()
    }

    #[test]
    fn folders_are_walked_in_order_without_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("b/.git")).unwrap();
        for name in
            ["c.txt", "b/2.HTML", "b/1.md", "b/scan.png", "l.whereas", "b/.git/x.txt", ".hidden.txt", "a.txt"]
        {
            std::fs::write(root.join(name), "x").unwrap();
        }
        let operands = [root.join("c.txt"), root.to_owned(), root.join("none.txt"), PathBuf::from("-")];
        let expected = [
            "c.txt",
            "a.txt",
            "b/1.md",
            "b/2.HTML",
            "skipped b/scan.png",
            "c.txt",
            "cannot read `ROOT/none.txt`: there is no such file",
            "-",
        ];
        assert_eq!(names(root, &operands), expected);
    }
}
