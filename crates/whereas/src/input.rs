//! From a file's name to what was found in it.

use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use whereas_extract::read::{FORMATS, SOURCE_BYTES_MAX, is_delicate};
use whereas_extract::{Extraction, Hint, ReadError, Text, extract, read};

use whereas_ledger::Told;
use whereas_web::Paper;

use crate::decoder;
use crate::message::{Failure, in_words, undecodable, undecoded, unreadable};

/// Reads a file's bytes, at most as many as a document may have.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display().to_string();
    let cannot = |error: io::Error| unreadable(&name, in_words(&error));
    let file = File::open(path).map_err(cannot)?;
    let size = file.metadata().map_or(0, |seen| seen.len());
    limited(file, size, &name)
}

/// Reads standard input, at most as many bytes as a document may have.
pub fn stdin_bytes() -> Result<Vec<u8>, Failure> {
    limited(io::stdin().lock(), 0, "-")
}

fn limited(source: impl Read, size: u64, name: &str) -> Result<Vec<u8>, Failure> {
    let limit = SOURCE_BYTES_MAX as u64;
    if size > limit {
        let bytes = usize::try_from(size).unwrap_or(usize::MAX);
        return Err(undecodable(name, &ReadError::TooLarge { bytes }));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // One byte more than allowed tells a source that is too large from one that just fits.
    source.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, in_words(&error)))?;
    if bytes.len() > SOURCE_BYTES_MAX {
        return Err(undecodable(name, &ReadError::TooLarge { bytes: bytes.len() }));
    }
    Ok(bytes)
}

/// A document as read.
#[derive(Debug)]
pub struct Reading {
    /// Its text.
    pub text: Text,
    /// What was found in it.
    pub found: Extraction,
}

/// Decodes; formats whose decoders may crash in a child process.
fn text(bytes: &[u8], name: &str) -> Result<Text, Failure> {
    if is_delicate(bytes, name) && bytes.len() <= SOURCE_BYTES_MAX {
        return decoder::text(bytes, name).map_err(|why| undecoded(name, &why));
    }
    read(bytes, &Hint { name }).map_err(|error| undecodable(name, &error))
}

/// A document to read: its name and its bytes, or why there are none.
pub type Input = (String, Result<Vec<u8>, Failure>);

/// The documents in a file: itself, or the files of an archive, named `archive.zip/file`.
pub fn documents(bytes: Vec<u8>, name: &str) -> Vec<Input> {
    let whole = |bytes| vec![(name.to_owned(), bytes)];
    match decoder::members(&bytes, name) {
        Ok(None) => whole(Ok(bytes)),
        Ok(Some(members)) if members.is_empty() => whole(Err(unreadable(
            name,
            format!("there is no file in the archive that is read; formats: {FORMATS}"),
        ))),
        Ok(Some(members)) => {
            let input = |member: decoder::Member| {
                let name = format!("{name}/{}", member.path);
                let bytes = member.bytes.map_err(|why| undecoded(&name, &why));
                (name, bytes)
            };
            members.into_iter().map(input).collect()
        }
        Err(why) => whole(Err(undecoded(name, &why))),
    }
}

/// Reads and extracts. A fault of the extractor itself becomes a failure of this one document, so that a
/// batch of thousands does not end on it.
pub fn reading(bytes: &[u8], name: &str) -> Result<Reading, Failure> {
    reading_told(bytes, name, &Told::default())
}

/// [`reading`], with what the person who hands it in tells of it.
pub fn reading_told(bytes: &[u8], name: &str, told: &Told) -> Result<Reading, Failure> {
    let read_through = || {
        let mut text = text(bytes, name)?;
        told.fill(&mut text.front);
        let found = extract(&text);
        Ok::<Reading, Failure>(Reading { text, found })
    };
    match catch_unwind(AssertUnwindSafe(read_through)) {
        Ok(done) => done,
        Err(_) => Err(unreadable(name, "the program has a fault that this file shows")
            .hint("please report it; the other files are not concerned")),
    }
}

/// The documents in a file that was handed in on a page, read.
pub fn papers(name: &str, bytes: Vec<u8>, told: &Told) -> Vec<Paper> {
    let paper = |(name, bytes): Input| {
        let read = bytes.map(|bytes| (reading_told(&bytes, &name, told), bytes));
        match read {
            Ok((Ok(Reading { text, found }), bytes)) => {
                Paper { name, bytes, read: Ok((text, Box::new(found))) }
            }
            Ok((Err(failure), bytes)) => Paper { name, bytes, read: Err(failure.what().to_owned()) },
            Err(failure) => Paper { name, bytes: Vec::new(), read: Err(failure.what().to_owned()) },
        }
    };
    documents(bytes, name).into_iter().map(paper).collect()
}
