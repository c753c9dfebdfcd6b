//! Bytes of a known format to canonical text: the only step that can fail.
//!
//! Canonical text is NFC with LF line ends. The way back to the source is recorded while it is made.

mod archive;
mod canonical;
mod charset;
mod epub;
mod front;
mod html;
mod mail;
mod office;
mod package;
mod pdf;
mod plain;
mod sniff;
mod xml;

use self::package::{Kind, Package};
use crate::Text;

pub use self::archive::{Member, is_archive, members};
pub use self::sniff::{is_delicate, is_ending_read};

/// What the caller knows of the bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// File name or address; its ending tells the format.
    pub name: &'a str,
}

/// The largest input that is read, in bytes.
pub const SOURCE_BYTES_MAX: usize = 64 << 20;

/// The endings of the formats that are read.
pub const ENDINGS: [&str; 13] =
    ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "pdf", "docx", "odt", "epub", "eml", "zip"];

/// The formats that are read, for people.
pub const FORMATS: &str =
    "text (.txt, .md), web pages (.html), .pdf, .docx, .odt, .epub, mail (.eml) and .zip archives of these";

/// Why bytes could not be read. The message is complete but for the name of the file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// More than [`SOURCE_BYTES_MAX`].
    #[error(
        "the file has {bytes} bytes; at most {} are read. Split it, or remove what is not text",
        SOURCE_BYTES_MAX
    )]
    TooLarge {
        /// Size in bytes.
        bytes: usize,
    },
    /// No text in it.
    #[error("there is no text in the file")]
    Empty,
    /// A format that is not read.
    #[error("this is {format}, which is not read. Formats that are read: {FORMATS}. Save it as one of these")]
    Format {
        /// What it seems to be.
        format: String,
    },
    /// It needs a password.
    #[error("the file is encrypted and needs a password. Save a copy without one")]
    Encrypted,
    /// It does not keep to its own format.
    #[error("the {format} file is broken: {why}")]
    Broken {
        /// What it seems to be.
        format: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Pictures of pages.
    #[error("none of its {pages} pages has text; if it is a scan, have its text recognised (OCR) first")]
    Scanned {
        /// How many pages it has.
        pages: usize,
    },
    /// A file in a container that grows without end when it is unpacked.
    #[error(
        "`{name}` in it becomes far larger than it was packed; such files are made to do harm and are not read"
    )]
    Bomb {
        /// The file in the container.
        name: String,
    },
    /// An archive where a document is expected.
    #[error("this is an archive of files where a document is expected. Unpack it first")]
    Archive,
    /// More of something than is read.
    #[error("the file has {count} {what}; at most {max} are read")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// How many are allowed.
        max: usize,
    },
}

/// Reads bytes to canonical text.
///
/// # Errors
/// [`ReadError`] where the bytes are no text of a format that is read.
pub fn read(bytes: &[u8], hint: &Hint<'_>) -> Result<Text, ReadError> {
    if bytes.len() > SOURCE_BYTES_MAX {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let text = match sniff::format(bytes, hint.name)? {
        sniff::Format::Plain => plain::read(&charset::decode(bytes, false)),
        sniff::Format::Html => html::read(&charset::decode(bytes, true)),
        sniff::Format::Pdf => pdf::read(bytes)?,
        sniff::Format::Mail => mail::read(bytes)?,
        sniff::Format::Zip => packed(bytes)?,
    };
    if text.text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(text) }
}

/// Reads what is packed in a container.
fn packed(bytes: &[u8]) -> Result<Text, ReadError> {
    let mut package = Package::open(bytes)?;
    match package.kind() {
        Kind::Docx => office::docx::read(&mut package),
        Kind::Odt => office::odt::read(&mut package),
        Kind::Epub => epub::read(&mut package),
        Kind::Other(format) => Err(ReadError::Format { format: format.to_owned() }),
        Kind::Archive => Err(ReadError::Archive),
    }
}

#[cfg(test)]
mod packed_tests;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], name: &str) -> Text {
        read(bytes, &Hint { name }).expect("readable")
    }

    #[test]
    fn line_ends_become_lf_and_letters_nfc() {
        let found = text("Mu\u{308}nchen\r\ncalls\ron".as_bytes(), "a.txt");
        assert_eq!(found.text, "München\ncalls\non");
        assert_eq!(found.map.source(9), Some(11));
    }

    #[test]
    fn legacy_cyrillic_is_recognised() {
        let source = "Парламент призывает власти немедленно освободить всех задержанных журналистов и правозащитников.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(source);
        assert_eq!(text(&bytes, "a.txt").text, source);
    }

    #[test]
    fn the_way_back_never_runs_backwards() {
        let mut bytes = vec![0; 29];
        bytes.extend([128, 0, 128, 0, 10, 0]);
        let found = text(&bytes, "a.txt");
        let back: Vec<Option<u32>> =
            found.text.char_indices().map(|(at, _)| found.map.source(at as u32)).collect();
        assert!(back.is_sorted(), "{back:?}");
    }

    #[test]
    fn front_matter_and_the_source_line_are_no_content() {
        let page = "SOURCE: somewhere.txt\n---\ntitle: \"A\\_title\"\ndate: '2024-03-05'\nsource_url: https://x.example/a\n---\n\nBody.\n";
        let found = text(page.as_bytes(), "a.md");
        assert_eq!(found.text.trim(), "Body.");
        assert_eq!(found.front.title, "A\u{a0}title");
        assert_eq!(found.front.date, "2024-03-05");
        assert_eq!(found.front.address, "https://x.example/a");
    }

    #[test]
    fn other_formats_are_named() {
        let error = read(b"\x89PNG ...", &Hint { name: "a.txt" }).expect_err("no text");
        assert!(error.to_string().contains("picture"), "{error}");
        assert!(read(b"a,b,c", &Hint { name: "a.csv" }).is_err());
        assert_eq!(read(b" \n ", &Hint { name: "a.txt" }), Err(ReadError::Empty));
    }
}
