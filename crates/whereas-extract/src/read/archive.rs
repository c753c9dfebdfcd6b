//! Archives (ZIP): every file in it that is read is a document of its own, named `archive.zip/file`.

use super::package::{Kind, Package};
use super::{ENDINGS, ReadError, sniff};

/// A file in an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Its path in the archive.
    pub path: String,
    /// Its bytes, or why they cannot be had.
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// Whether bytes are an archive of files, and not a document that is packed like one.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    sniff::is_zip(bytes) && Package::open(bytes).is_ok_and(|mut package| package.kind() == Kind::Archive)
}

/// The files of an archive whose endings are read, in the order of their paths.
///
/// # Errors
/// [`ReadError`] where the archive as a whole is broken or too large.
pub fn members(bytes: &[u8]) -> Result<Vec<Member>, ReadError> {
    let mut package = Package::open(bytes)?;
    let mut paths: Vec<String> = package.names().into_iter().filter(|path| is_read(path)).collect();
    paths.sort();
    let member = |path: String| {
        let bytes = package.part(&path).and_then(|bytes| bytes.ok_or(ReadError::Empty));
        Member { path, bytes }
    };
    Ok(paths.into_iter().map(member).collect())
}

/// Whether a file is no hidden one and has the ending of a format that is read. Archives in archives are not read.
fn is_read(path: &str) -> bool {
    let hidden = path.split(['/', '\\']).any(|part| part.starts_with('.') || part == "__MACOSX");
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    !hidden && ending != "zip" && ENDINGS.contains(&ending.as_str())
}
