//! PDF: the decoder gives glyphs with their places; words, lines, columns, paragraphs are put together here.
//!
//! A PDF says where each glyph stands and nothing else: not what a word is, nor where a paragraph ends, nor that
//! the line at the head of every page is no part of the sentence that it interrupts. The steps:
//!
//! 1. [`mend`]: what the decoder would misread; [`glyph`]: what it tells, turned upright;
//! 2. [`word`]: glyphs to words, words to rows;
//! 3. [`furniture`]: rows that return on page after page;
//! 4. [`order`]: rows to lines in reading order, column by column;
//! 5. [`paragraph`]: lines to paragraphs and footnotes, also across pages;
//! 6. [`write`]: paragraphs to canonical text, hyphens joined, each word with its page.

mod furniture;
mod glyph;
mod mend;
mod order;
mod paragraph;
mod word;
mod write;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, output_doc_page};

use self::glyph::Sheet;
use super::ReadError;
use crate::{Diagnostic, Text};

/// Pages of a document that are read; a longer file is refused.
const PAGES_MAX: usize = 5_000;
/// Pages without text that are named one by one.
const PAGES_NAMED_MAX: usize = 20;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Text, ReadError> {
    let mut document = load(bytes)?;
    mend::mend(&mut document);
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(broken("it has no pages"));
    }
    if pages.len() > PAGES_MAX {
        return Err(ReadError::TooMany { what: "pages", count: pages.len(), max: PAGES_MAX });
    }
    let mut sheets = Vec::with_capacity(pages.len());
    let mut faulty = Vec::new();
    for &number in pages.keys() {
        let mut sheet = Sheet::new(number);
        // The decoder panics where a font or an operator is not as it expects; what it told until then stays.
        let done = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut sheet, number)));
        if !matches!(done, Ok(Ok(()))) {
            faulty.push(number);
        }
        sheets.push(sheet.upright());
    }
    let empty: Vec<u32> =
        sheets.iter().filter(|sheet| sheet.glyphs.is_empty()).map(|sheet| sheet.number).collect();
    if empty.len() == sheets.len() {
        return Err(if faulty.is_empty() {
            ReadError::Scanned { pages: empty.len() }
        } else {
            broken("none of its pages can be decoded")
        });
    }
    let mut text = compose(&sheets);
    text.front.lang = language(&document);
    text.notes = notes(&empty, &faulty);
    Ok(text)
}

fn compose(sheets: &[Sheet]) -> Text {
    let rows: Vec<Vec<word::Row>> = sheets.iter().map(|sheet| word::rows(&sheet.glyphs)).collect();
    let body = word::body_size(&rows);
    let pages = furniture::part(rows, sheets);
    let blocks = paragraph::blocks(&pages, body);
    write::write(&blocks)
}

fn load(bytes: &[u8]) -> Result<Document, ReadError> {
    // The signature may stand behind a few bytes of rubbish, and offsets count from it.
    let start = super::sniff::pdf_signature(bytes).unwrap_or(0);
    let loaded = catch_unwind(AssertUnwindSafe(|| {
        let document = Document::load_mem(&bytes[start..])?;
        // Many files are encrypted with an empty password, only to forbid printing: those are decrypted by now.
        if document.trailer.has(b"Encrypt") {
            return Err(pdf_extract::Error::InvalidPassword);
        }
        Ok::<Document, pdf_extract::Error>(document)
    }));
    match loaded {
        Ok(Ok(document)) => Ok(document),
        Ok(Err(pdf_extract::Error::Decryption(_) | pdf_extract::Error::InvalidPassword)) => {
            Err(ReadError::Encrypted)
        }
        Ok(Err(error)) => Err(broken(&error.to_string())),
        Err(_) => Err(broken("its structure cannot be followed")),
    }
}

fn broken(why: &str) -> ReadError {
    ReadError::Broken { format: "PDF", why: why.to_owned() }
}

/// The language that the file says it stands in.
fn language(document: &Document) -> String {
    let named = document.catalog().ok().and_then(|catalog| catalog.get(b"Lang").ok());
    let named = named.and_then(|lang| lang.as_str().ok()).unwrap_or_default();
    let code: String = String::from_utf8_lossy(named).chars().take(2).collect();
    if code.chars().all(|c| c.is_ascii_alphabetic()) { code.to_lowercase() } else { String::new() }
}

/// What the reader of the output should know of the pages.
fn notes(empty: &[u32], faulty: &[u32]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut note = |code: &str, pages: &[u32], what: &str| {
        for page in pages.iter().take(PAGES_NAMED_MAX) {
            let message = format!("page {page} {what}");
            out.push(Diagnostic { code: code.to_owned(), message, span: None });
        }
        if let Some(more) = pages.len().checked_sub(PAGES_NAMED_MAX).filter(|more| *more > 0) {
            let message = format!("{more} more pages likewise: each {what}");
            out.push(Diagnostic { code: code.to_owned(), message, span: None });
        }
    };
    let scanned: Vec<u32> = empty.iter().filter(|page| !faulty.contains(page)).copied().collect();
    note("page-without-text", &scanned, "has no text; if it is a scan, have its text recognised (OCR)");
    note("page-not-decoded", faulty, "could not be decoded whole; some of its text is missing");
    out
}

#[cfg(test)]
mod page_tests;
