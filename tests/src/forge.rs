//! Files made by hand: PDFs, and containers of Office documents, books and archives.

use std::fmt::Write as _;
use std::io::Write as _;

/// A PDF with one page for each content stream, in one font of even width.
#[must_use]
pub fn pdf(pages: &[Vec<u8>]) -> Vec<u8> {
    numbered(&objects(pages), "")
}

/// Such a PDF that says that it is encrypted, with a password that nobody knows. How it is encrypted stands in an
/// object of its own, or in the trailer itself.
#[must_use]
pub fn encrypted_pdf(pages: &[Vec<u8>], apart: bool) -> Vec<u8> {
    let mut objects = objects(pages);
    let secret = "5A".repeat(32);
    let lock = format!("<< /Filter /Standard /V 1 /R 2 /P -4 /O <{secret}> /U <{secret}> >>");
    let encrypt = if apart {
        objects.push(lock.into_bytes());
        format!("{} 0 R", objects.len())
    } else {
        lock
    };
    numbered(&objects, &format!("/Encrypt {encrypt} /ID [<{0}> <{0}>]", "17".repeat(16)))
}

/// The objects of a PDF with these pages, the catalogue first.
fn objects(pages: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let font = format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 126 /Widths [{}] \
         /Encoding /WinAnsiEncoding >>",
        "600 ".repeat(95)
    );
    let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), Vec::new(), font.into_bytes()];
    let mut kids = String::new();
    for content in pages {
        let at = objects.len() + 1;
        let _ = write!(kids, "{at} 0 R ");
        // The form draws itself when it is asked for: a page that never ends.
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {0} 0 R \
             /Resources << /Font << /F 3 0 R >> /XObject << /X {0} 0 R >> >> >>",
            at + 1
        );
        objects.push(page.into_bytes());
        let head = format!("<< /Type /XObject /Subtype /Form /Length {} >>\nstream\n", content.len());
        objects.push([head.as_bytes(), content, b"\nendstream"].concat());
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len()).into_bytes();
    objects
}

/// A PDF of these objects, the first of which is the catalogue, with more in its trailer.
fn numbered(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend(format!("{} 0 obj\n", at + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (start, size) = (out.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n\
         startxref\n{start}\n%%EOF\n"
    );
    out.extend(end.bytes());
    out
}

/// A content stream of lines, one below the other.
#[must_use]
pub fn page(lines: &[&str]) -> Vec<u8> {
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let line = line.replace('(', "\\(").replace(')', "\\)");
        let _ = writeln!(out, "BT /F 10 Tf 1 0 0 1 50 {} Tm ({line}) Tj ET", 700 - 12 * at);
    }
    out.into_bytes()
}

/// A container with these files.
///
/// # Panics
/// Never: it is written to memory.
#[must_use]
#[expect(clippy::expect_used, reason = "memory takes whatever is written")]
pub fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a container").into_inner()
}

/// A document of Word whose main part is this XML.
#[must_use]
pub fn docx(xml: &[u8]) -> Vec<u8> {
    pack(&[
        ("word/document.xml", xml),
        ("word/styles.xml", xml),
        ("word/numbering.xml", xml),
        ("word/footnotes.xml", xml),
    ])
}

/// A document of LibreOffice with this content.
#[must_use]
pub fn odt(xml: &[u8]) -> Vec<u8> {
    pack(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml)])
}

/// A book whose table of contents is this XML, and one chapter.
#[must_use]
pub fn epub(xml: &[u8]) -> Vec<u8> {
    let container = br#"<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>"#;
    pack(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container),
        ("book.opf", xml),
        ("a.xhtml", b"<html><body><p>The Assembly urges Varosia to act.</p></body></html>"),
    ])
}
