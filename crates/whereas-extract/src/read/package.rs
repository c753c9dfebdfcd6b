//! ZIP: the container of Office documents, e-books and archives, opened with limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{ReadError, SOURCE_BYTES_MAX};

/// Files in one container.
pub(super) const MEMBERS_MAX: usize = 10_000;
/// What all files of a container may hold together, unpacked.
const TOTAL_BYTES_MAX: usize = 512 << 20;
/// How many times larger a file may become than it was packed. Text packs to a tenth; only bombs reach hundreds.
const RATIO_MAX: u64 = 200;
/// Files that are smaller than this unpacked are no bombs, whatever their ratio.
const RATIO_FREE_BYTES: u64 = 1 << 20;

/// What a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A document of Microsoft Word and its like.
    Docx,
    /// A document of LibreOffice and its like.
    Odt,
    /// An electronic book.
    Epub,
    /// An Office file that is no text: named in words.
    Other(&'static str),
    /// Files in an archive.
    Archive,
}

/// An open container.
#[derive(Debug)]
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: usize,
}

impl<'a> Package<'a> {
    /// Opens a container.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
        if zip.len() > MEMBERS_MAX {
            return Err(ReadError::TooMany { what: "files in it", count: zip.len(), max: MEMBERS_MAX });
        }
        Ok(Package { zip, unpacked: 0 })
    }

    /// Tells what it is by the files in it.
    pub fn kind(&mut self) -> Kind {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        if has("word/document.xml") {
            return Kind::Docx;
        }
        if has("xl/workbook.xml") {
            return Kind::Other("a spreadsheet (.xlsx)");
        }
        if has("ppt/presentation.xml") {
            return Kind::Other("a presentation (.pptx)");
        }
        let (epub, content) = (has("META-INF/container.xml"), has("content.xml"));
        let named = self.part("mimetype").ok().flatten().unwrap_or_default();
        let named = String::from_utf8_lossy(&named).trim().to_owned();
        match named.as_str() {
            "application/epub+zip" => Kind::Epub,
            "application/vnd.oasis.opendocument.text"
            | "application/vnd.oasis.opendocument.text-template" => Kind::Odt,
            "application/vnd.oasis.opendocument.spreadsheet" => Kind::Other("a spreadsheet (.ods)"),
            "application/vnd.oasis.opendocument.presentation" => Kind::Other("a presentation (.odp)"),
            _ if epub => Kind::Epub,
            _ if content && named.is_empty() && self.zip.len() < 50 => Kind::Odt,
            _ => Kind::Archive,
        }
    }

    /// Names of the files in it, in their order, without folders.
    pub fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        names.filter(|name| !name.ends_with('/')).map(|name| name.into_owned()).collect()
    }

    /// The bytes of a file in it; `None` without such a file.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(at) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why)
                if why == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                ReadError::Encrypted
            }
            error => broken(&error.to_string()),
        })?;
        let limit = (file.compressed_size().saturating_mul(RATIO_MAX)).max(RATIO_FREE_BYTES);
        let left = (TOTAL_BYTES_MAX - self.unpacked.min(TOTAL_BYTES_MAX)) as u64;
        let limit = limit.min(SOURCE_BYTES_MAX as u64).min(left);
        let mut bytes = Vec::new();
        // What the container says of its sizes is not believed.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| broken(&error.to_string()))?;
        self.unpacked = self.unpacked.saturating_add(bytes.len());
        if bytes.len() as u64 > limit {
            return Err(ReadError::Bomb { name: name.to_owned() });
        }
        Ok(Some(bytes))
    }

    /// A file in it as text, which is UTF-8 or UTF-16.
    pub fn xml(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        Ok(self.part(name)?.map(|bytes| super::charset::decode(&bytes, true).whole().into_owned()))
    }
}

fn broken(why: &str) -> ReadError {
    ReadError::Broken { format: "ZIP", why: why.to_owned() }
}
