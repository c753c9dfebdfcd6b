//! PDFs written by hand: pages of lines at given places.

use crate::{Hint, Layout, ReadError, Text, read};

/// Line of a page: left end, base line, size, words.
type Placed<'a> = (u32, u32, u32, &'a str);

/// A PDF with these pages.
fn pdf(pages: &[Vec<Placed<'_>>]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_owned(), String::new()];
    objects.push(format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 126 /Widths [{}] \
         /Encoding /WinAnsiEncoding >>",
        "600 ".repeat(95)
    ));
    let mut kids = String::new();
    for lines in pages {
        let mut content = String::new();
        for (x, y, size, words) in lines {
            let words = words.replace('(', "\\(").replace(')', "\\)");
            content += &format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n");
        }
        kids += &format!("{} 0 R ", objects.len() + 1);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>",
            objects.len() + 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1));
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len());
    let mut out = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (start, size) = (out.len(), objects.len() + 1);
    out += &format!("xref\n0 {size}\n0000000000 65535 f \n{table}");
    out += &format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

fn text(pages: &[Vec<Placed<'_>>]) -> Text {
    read(&pdf(pages), &Hint { name: "a.pdf" }).expect("a PDF")
}

/// Lines one below the other from `y`.
fn lines<'a>(x: u32, y: u32, words: &[&'a str]) -> Vec<Placed<'a>> {
    words.iter().enumerate().map(|(at, words)| (x, y - 12 * at as u32, 10, *words)).collect()
}

fn blocks(text: &Text) -> Vec<(&str, Layout)> {
    text.layout.iter().map(|(span, layout)| (span.of(&text.text), *layout)).collect()
}

#[test]
fn a_paragraph_crosses_the_page_and_the_furniture_does_not_part_it() {
    let page = |head: &'static str, foot: &'static str, body: &[&'static str]| {
        let mut page = vec![(50, 780, 10, head), (300, 20, 10, foot)];
        page.extend(lines(50, 700, body));
        page
    };
    let found = text(&[
        page(
            "MU/A/12",
            "4",
            &[
                "1.   The Assembly urges the Government of Varosia to free",
                "all prisoners without delay and to let the lawyers of the",
            ],
        ),
        page(
            "MU/A/12",
            "5",
            &["prisoners speak.", "2.   It calls on the Council to report on this to the next", "session."],
        ),
    ]);
    assert_eq!(
        blocks(&found),
        [
            ("MU/A/12", Layout::Furniture),
            (
                "1. The Assembly urges the Government of Varosia to free all prisoners without delay and to let \
                 the lawyers of the prisoners speak.",
                Layout::Block
            ),
            ("4", Layout::Furniture),
            ("MU/A/12", Layout::Furniture),
            ("2. It calls on the Council to report on this to the next session.", Layout::Block),
            ("5", Layout::Furniture),
        ]
    );
    let page_of = |words: &str| found.map.page(found.text.find(words).expect("is there") as u32);
    assert_eq!([page_of("lawyers"), page_of("speak"), page_of("session")], [Some(1), Some(2), Some(2)]);
    assert_eq!(found.front.lang, "en");
}

#[test]
fn columns_are_read_one_after_the_other_whatever_the_order_of_the_file() {
    let left =
        ["The Assembly of the Union met", "the delegation of Varosia on", "Monday and asked for the list"];
    let right = ["of all prisoners. The answer", "of the delegation was that no", "such list could be made."];
    let mut page = vec![(150, 760, 16, "Read-out of the meeting")];
    for at in 0..3 {
        page.push((320, 700 - 12 * at as u32, 10, right[at]));
        page.push((50, 700 - 12 * at as u32, 10, left[at]));
    }
    assert_eq!(
        blocks(&text(&[page])),
        [
            ("Read-out of the meeting", Layout::Heading),
            (
                "The Assembly of the Union met the delegation of Varosia on Monday and asked for the list of all \
                 prisoners. The answer of the delegation was that no such list could be made.",
                Layout::Block
            ),
        ]
    );
}

#[test]
fn cells_of_a_table_are_read_row_by_row() {
    let mut page = Vec::new();
    let rows = [
        ("Free all prisoners without", "Supported by the delegation"),
        ("Publish the list of all", "Noted, as it stands against"),
    ];
    for (at, (left, right)) in [rows[0], rows[1], rows[0]].into_iter().enumerate() {
        let y = 700 - 60 * at as u32;
        page.extend([(50, y, 10, left), (50, y - 12, 10, "delay, says one of them."), (320, y, 10, right)]);
        page.push((320, y - 12, 10, "of the country."));
    }
    let found = text(&[page]);
    let cells = [
        "Free all prisoners without delay, says one of them.",
        "Supported by the delegation of the country.",
    ];
    assert_eq!(blocks(&found)[..2], cells.map(|cell| (cell, Layout::Cell)));
    assert_eq!(blocks(&found).len(), 6);
}

#[test]
fn columns_need_no_common_base_line() {
    let mut page = vec![(150, 760, 16, "Read-out of the meeting")];
    page.extend(lines(
        50,
        700,
        &["The Assembly of the Union met", "the delegation of Varosia on", "Monday of the last week."],
    ));
    page.extend(lines(
        320,
        705,
        &["The answer of the delegation", "was that no such list of names", "could be made by anybody."],
    ));
    assert_eq!(
        blocks(&text(&[page])),
        [
            ("Read-out of the meeting", Layout::Heading),
            (
                "The Assembly of the Union met the delegation of Varosia on Monday of the last week.",
                Layout::Block
            ),
            (
                "The answer of the delegation was that no such list of names could be made by anybody.",
                Layout::Block
            ),
        ]
    );
}

#[test]
fn footnotes_stand_at_the_end_and_their_marks_are_raised() {
    let mut page = lines(50, 700, &["The Union recalled the agreement   of last year on the", "free press."]);
    page.push((230, 704, 6, "1"));
    page.extend([
        (50, 64, 5, "1"),
        (54, 60, 8, "Official Journal of the Union, C 23, page 83."),
        (50, 50, 8, "It is in force."),
    ]);
    assert_eq!(
        blocks(&text(&[page, lines(50, 700, &["Another page has no notes."])])),
        [
            ("The Union recalled the agreement¹ of last year on the free press.", Layout::Block),
            ("Another page has no notes.", Layout::Block),
            ("¹ Official Journal of the Union, C 23, page 83. It is in force.", Layout::Footnote),
        ]
    );
}

#[test]
fn a_footnote_goes_on_at_the_foot_of_the_next_page() {
    let first = ["The Union recalled the agreement of last year on the", "free press."];
    let note = "1 Official Journal of the Union, C 23, page 83, with the opinion of the";
    let mut one = lines(50, 700, &first);
    one.push((50, 50, 8, note));
    let mut two = lines(50, 700, &["Another paragraph stands on the next page of the text."]);
    two.extend([(50, 60, 8, "Committee on Laws and the answer of the"), (50, 50, 8, "Council.")]);
    // The note has ended: small type below a table is no part of it.
    let mut three = lines(50, 700, &["A third page says what the second one did not say."]);
    three.push((50, 50, 8, "Source: the Register of the Union."));
    assert_eq!(
        blocks(&text(&[one, two, three])),
        [
            ("The Union recalled the agreement of last year on the free press.", Layout::Block),
            ("Another paragraph stands on the next page of the text.", Layout::Block),
            ("A third page says what the second one did not say.", Layout::Block),
            ("Source: the Register of the Union.", Layout::Block),
            (
                "1 Official Journal of the Union, C 23, page 83, with the opinion of the Committee on Laws and \
                 the answer of the Council.",
                Layout::Footnote
            ),
        ]
    );
}

#[test]
fn pages_without_text_are_named_and_a_file_without_any_is_refused() {
    let found = text(&[lines(50, 700, &["Words."]), Vec::new()]);
    let notes: Vec<&str> = found.notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(notes, ["page 2 has no text; if it is a scan, have its text recognised (OCR)"]);
    let scanned = read(&pdf(&[Vec::new(), Vec::new()]), &Hint { name: "a.pdf" });
    assert_eq!(scanned, Err(ReadError::Scanned { pages: 2 }));
}

#[test]
fn a_file_that_is_cut_is_refused_in_words() {
    let whole = pdf(&[lines(50, 700, &["Words."])]);
    for cut in [9, 40, whole.len() / 2] {
        let error = read(&whole[..cut], &Hint { name: "a.pdf" }).expect_err("cut");
        assert!(matches!(error, ReadError::Broken { format: "PDF", .. }), "{error:?}");
    }
}
