//! Charset of a source: byte order mark, then UTF-8 if it is valid, then what the page declares, then a guess.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text in lines or as a whole, with where each piece stood in the source.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// (text, its first byte in the source), in order; pieces end at line ends.
    pub pieces: Vec<(Cow<'a, str>, usize)>,
    /// Where each piece begins in [`Decoded::whole`].
    starts: Vec<usize>,
}

impl Decoded<'_> {
    /// The whole text as one string, where it is not one already.
    pub fn whole(&self) -> Cow<'_, str> {
        match self.pieces.as_slice() {
            [(only, _)] => Cow::Borrowed(only.as_ref()),
            pieces => Cow::Owned(pieces.iter().map(|(piece, _)| piece.as_ref()).collect()),
        }
    }

    /// The byte of the source for byte `at` of [`Decoded::whole`].
    pub fn source(&self, at: usize) -> usize {
        let next = self.starts.partition_point(|&start| start <= at);
        match next.checked_sub(1).and_then(|i| Some((self.starts.get(i)?, self.pieces.get(i)?))) {
            Some((start, (_, source))) => source + (at - start),
            None => at,
        }
    }

    fn new(pieces: Vec<(Cow<'_, str>, usize)>) -> Decoded<'_> {
        let mut before = 0;
        let starts = pieces
            .iter()
            .map(|(piece, _)| {
                let start = before;
                before += piece.len();
                start
            })
            .collect();
        Decoded { pieces, starts }
    }
}

/// Decodes bytes. Bytes that are invalid in their charset become U+FFFD.
pub(super) fn decode(bytes: &[u8], html: bool) -> Decoded<'_> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return if encoding == UTF_8 { utf8(bytes, skip) } else { lines(bytes, skip, encoding) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded::new(vec![(Cow::Borrowed(text), 0)]);
    }
    let declared = if html { declared(bytes) } else { None };
    lines(bytes, 0, declared.unwrap_or_else(|| guess(bytes)))
}

fn utf8(bytes: &[u8], skip: usize) -> Decoded<'_> {
    match std::str::from_utf8(&bytes[skip..]) {
        Ok(text) => Decoded::new(vec![(Cow::Borrowed(text), skip)]),
        Err(_) => lines(bytes, skip, UTF_8),
    }
}

/// Decodes line by line, so that the way back stays exact to the line.
fn lines<'a>(bytes: &'a [u8], skip: usize, encoding: &'static Encoding) -> Decoded<'a> {
    let mut pieces = Vec::new();
    let mut start = skip;
    while start < bytes.len() {
        let end = line_end(bytes, start, encoding);
        let (text, _) = encoding.decode_without_bom_handling(&bytes[start..end]);
        pieces.push((text, start));
        start = end;
    }
    Decoded::new(pieces)
}

fn line_end(bytes: &[u8], start: usize, encoding: &'static Encoding) -> usize {
    let wide = if encoding == UTF_16LE {
        Some([b'\n', 0])
    } else if encoding == UTF_16BE {
        Some([0, b'\n'])
    } else {
        None
    };
    match wide {
        Some(newline) => bytes[start..]
            .chunks_exact(2)
            .position(|unit| unit == newline)
            .map_or(bytes.len(), |units| start + units * 2 + 2),
        None => memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at + 1),
    }
}

/// The charset a page declares in its first kilobytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}
