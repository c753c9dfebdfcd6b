//! What holds of every input, stated once for property tests and fuzz targets.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use whereas_extract::record::{Record, records};
use whereas_extract::{Extraction, Hint, Text, extract, read};

use crate::assemble::assemble;
use crate::forge;

/// Names that an input may come under: formats that are read, others, and none.
const NAMES: [&str; 8] = ["a.txt", "a.md", "a.html", "a.htm", "a.xhtml", "a.png", "", "https://a.example/b"];

/// Inputs longer than this are not extracted, so that a fuzzer gets on.
const EXTRACTED_MAX: usize = 20_000;

/// An input of [`read_holds`]: bytes under a name of the same ending.
#[must_use]
pub fn named(name: &str, bytes: &[u8]) -> Vec<u8> {
    let end = name.rsplit('.').next().unwrap_or("");
    let first = NAMES.iter().position(|name| name.ends_with(end)).unwrap_or(0) as u8;
    [&[first], bytes].concat()
}

/// Reads any bytes; the first byte chooses the name they come under.
///
/// # Panics
/// When something does not hold that must hold of every input.
pub fn read_holds(input: &[u8]) {
    let Some((&first, bytes)) = input.split_first() else { return };
    text_holds(bytes, NAMES[usize::from(first) % NAMES.len()]);
}

/// Reads a PDF: the input is the whole file, or what stands on its only page.
///
/// # Panics
/// When something does not hold that must hold of every input.
pub fn pdf_holds(input: &[u8]) {
    if input.starts_with(b"%PDF-") {
        text_holds(input, "a.pdf");
    } else if !contains(input, b"Do") {
        // A page that draws itself overflows the stack, which only a process of its own survives.
        text_holds(&forge::pdf(&[input.to_vec()]), "a.pdf");
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Reads what is packed: the first byte says as what, the rest is the XML of its main part, or the whole file.
///
/// # Panics
/// When something does not hold that must hold of every input.
pub fn packed_holds(input: &[u8]) {
    let Some((&first, bytes)) = input.split_first() else { return };
    match first % 4 {
        0 => text_holds(&forge::docx(bytes), "a.docx"),
        1 => text_holds(&forge::odt(bytes), "a.odt"),
        2 => text_holds(&forge::epub(bytes), "a.epub"),
        _ => {
            text_holds(bytes, "a.zip");
            let _ = whereas_extract::read::members(bytes);
        }
    }
}

/// Reads a mail.
///
/// # Panics
/// When something does not hold that must hold of every input.
pub fn mail_holds(input: &[u8]) {
    text_holds(input, "a.eml");
}

/// Reads bytes under a name and checks what was read.
fn text_holds(bytes: &[u8], name: &str) {
    let Ok(text) = read(bytes, &Hint { name }) else { return };
    assert!(is_nfc(&text.text), "the text is in NFC");
    assert!(!text.text.contains('\r'), "lines end with LF");
    let mut end = 0;
    for (span, _) in &text.layout {
        assert!(span.start >= end, "blocks of the layout overlap at {span:?}");
        assert!(text.text.get(span.start as usize..span.end as usize).is_some(), "{span:?} fits the text");
        end = span.end;
    }
    let mut last = 0;
    for source in text.text.char_indices().filter_map(|(at, _)| text.map.source(at as u32)) {
        assert!(source >= last, "the way back runs backwards at byte {source}");
        last = source;
    }
    if text.text.len() <= EXTRACTED_MAX {
        extraction_holds(&text);
    }
}

/// Reads and extracts a text that is put together from what the packs know.
///
/// # Panics
/// When something does not hold that must hold of every input.
pub fn extract_holds(choices: &[u8]) {
    let words = assemble(choices);
    let Ok(text) = plain(&words) else { return };
    let found = extraction_holds(&text);
    let longer = plain(&format!("{words}\n\n \n")).map(|text| extract(&text));
    assert_eq!(longer.as_ref(), Ok(&found), "empty lines at the end change nothing");
    let composed = plain(&words.nfc().collect::<String>());
    let decomposed = plain(&words.nfd().collect::<String>());
    let texts = (composed.as_ref().map(|text| &text.text), decomposed.as_ref().map(|text| &text.text));
    assert_eq!(texts.0, texts.1, "composed and decomposed letters give the same text");
    assert_eq!(decomposed.map(|text| extract(&text)), Ok(found));
}

/// Reads words as a plain text.
fn plain(words: &str) -> Result<Text, whereas_extract::ReadError> {
    read(words.as_bytes(), &Hint { name: "a.txt" })
}

/// Checks an extraction, its repetition and its records.
fn extraction_holds(text: &Text) -> Extraction {
    let found = extract(text);
    assert_eq!(found.check(&text.text), Ok(()));
    assert_eq!(extract(text), found, "twice the same input gives the same output");
    let letters: Vec<char> = text.text.chars().collect();
    for record in records("d1", "a.txt", &text.text, &text.map, &found) {
        let (start, end, quote) = match &record {
            Record::Document(_) => continue,
            Record::Passage(passage) => (passage.start, passage.end, &passage.quote),
            Record::Mention(mention) => (mention.start, mention.end, &mention.quote),
            Record::Statement(statement) => (statement.start, statement.end, &statement.quote),
        };
        let there: Option<String> =
            letters.get(start as usize..end as usize).map(|letters| letters.iter().collect());
        assert_eq!(there.as_ref(), Some(quote), "the quotation stands at its place");
    }
    found
}
