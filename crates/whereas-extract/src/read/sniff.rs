//! What format some bytes are in, by their first bytes and their name.

use super::ReadError;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text or Markdown.
    Plain,
    /// A web page.
    Html,
    /// Pages that are laid out.
    Pdf,
    /// A mail.
    Mail,
    /// A container: an Office document, a book, an archive.
    Zip,
}

/// A PDF may have this many bytes before its signature.
const PDF_LEAD_MAX: usize = 1024;

/// First bytes of formats that are known but not read.
const SIGNATURES: [(&[u8], &str); 13] = [
    (b"{\\rtf", "an RTF document (open it in a word processor and save it as .docx or .odt)"),
    (
        b"\xD0\xCF\x11\xE0",
        "an old Office document (.doc, .xls; open it in a word processor and save it as .docx or .odt)",
    ),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1F\x8B", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xFD7zXZ", "a compressed file"),
    (b"7z\xBC\xAF", "a compressed file"),
    (b"SQLite format 3", "a database (a ledger is opened with --ledger)"),
    (b"RIFF", "a sound or video file"),
];

/// Tells the format: the first bytes decide, the ending of the name only where they say nothing.
pub(super) fn format(bytes: &[u8], name: &str) -> Result<Format, ReadError> {
    if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(ReadError::Format { format: (*format).to_owned() });
    }
    let ending = ending(name);
    if is_zip(bytes) {
        return Ok(Format::Zip);
    }
    if pdf_signature(bytes).is_some_and(|at| at == 0 || ending == "pdf") {
        return Ok(Format::Pdf);
    }
    match ending.as_str() {
        "pdf" if looks_binary(bytes) => {
            Err(ReadError::Broken { format: "PDF", why: "it does not begin as a PDF does".to_owned() })
        }
        "pdf" => Ok(if looks_html(bytes) { Format::Html } else { Format::Plain }),
        "docx" | "odt" | "epub" | "zip" if looks_binary(bytes) => Err(ReadError::Broken {
            format: "ZIP",
            why: format!("a .{ending} file is packed as ZIP, and this one does not begin so"),
        }),
        "docx" | "odt" | "epub" | "zip" => Ok(if looks_html(bytes) { Format::Html } else { Format::Plain }),
        "eml" => Ok(Format::Mail),
        "html" | "htm" | "xhtml" => Ok(Format::Html),
        "txt" | "text" | "md" | "markdown" => Ok(Format::Plain),
        "" if looks_binary(bytes) => Err(ReadError::Format { format: "a file without text".to_owned() }),
        _ if looks_html(bytes) => Ok(Format::Html),
        "" => Ok(Format::Plain),
        // An address or a name with a dot in it is no format: "Res. 12" has no ending.
        other if other.len() > 5 || other.contains(' ') || other.bytes().any(|b| b.is_ascii_digit()) => {
            Ok(Format::Plain)
        }
        other => Err(ReadError::Format { format: format!("a .{other} file") }),
    }
}

/// The ending of a file name or an address, in small letters; `""` without one.
fn ending(name: &str) -> String {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

/// Whether the ending of a name is that of a format that is read.
#[must_use]
pub fn is_ending_read(name: &str) -> bool {
    super::ENDINGS.contains(&ending(name).as_str())
}

/// Whether bytes begin as a ZIP container does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether these bytes are in a format whose reading may take a program down (PDF, Office documents, books, mails,
/// archives): a hostile file can make a decoder crash, or take memory and time without end.
#[must_use]
pub fn is_delicate(bytes: &[u8], name: &str) -> bool {
    matches!(format(bytes, name), Ok(Format::Pdf | Format::Mail | Format::Zip))
}

/// Where the signature of a PDF stands, near the beginning.
pub(super) fn pdf_signature(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(&bytes[..bytes.len().min(PDF_LEAD_MAX)], b"%PDF-")
}

fn looks_html(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head).to_lowercase();
    head.contains("<html") || head.contains("<!doctype html")
}

/// Bytes that hold NUL but no UTF-16 are no text.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    head.contains(&0) && !head.starts_with(b"\xFF\xFE") && !head.starts_with(b"\xFE\xFF")
}
