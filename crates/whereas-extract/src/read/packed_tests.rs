//! Office documents, books, mails and archives, packed by hand.

use std::io::Write;

use zip::write::SimpleFileOptions;

use super::{Member, ReadError, is_archive, members, read};
use crate::{Hint, Layout, Text};

/// A container with these files.
fn pack(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, words) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(words.as_bytes()).expect("its words");
    }
    zip.finish().expect("a container").into_inner()
}

fn text(bytes: &[u8], name: &str) -> Text {
    read(bytes, &Hint { name }).expect("readable")
}

fn blocks(text: &Text) -> Vec<(&str, Layout)> {
    text.layout.iter().map(|(span, layout)| (span.of(&text.text), *layout)).collect()
}

fn docx(body: &str) -> Vec<u8> {
    let numbering = r#"<w:numbering>
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
    let styles =
        r#"<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let notes = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> OJ MU 7, p. 3.</w:t></w:r>
        </w:p></w:footnote></w:footnotes>"#;
    let head = r#"<w:hdr><w:p><w:r><w:t>MU/A/12</w:t></w:r></w:p></w:hdr>"#;
    pack(&[
        ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
        ("word/footnotes.xml", notes),
        ("word/header1.xml", head),
    ])
}

#[test]
fn docx_numbers_headings_tables_and_footnotes() {
    let item = |level: u32, words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>
            <w:r><w:t xml:space="preserve">{words} </w:t></w:r></w:p>"#
        )
    };
    let body = r#"<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>
        <w:p><w:r><w:t>Recalls the agree</w:t></w:r><w:r><w:t>ment</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
        <w:r><w:t xml:space="preserve"> of R&amp;D;</w:t></w:r>
        <w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"#
        .to_owned()
        + &item(0, "Urges Varosia:")
        + &item(1, "to free all;")
        + &item(1, "to report.")
        + &item(0, "Regrets.")
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc>\
           <w:tc><w:p><w:r><w:t>cases</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    // What begins as ZIP is ZIP, whatever its name says.
    assert_eq!(
        blocks(&text(&docx(&body), "a.txt")),
        [
            ("Title", Layout::Heading),
            ("Recalls the agreement¹ of R&D;", Layout::Block),
            ("1. Urges Varosia:", Layout::Block),
            ("(a) to free all;", Layout::Block),
            ("(b) to report.", Layout::Block),
            ("2. Regrets.", Layout::Block),
            ("12", Layout::Cell),
            ("cases", Layout::Cell),
            ("MU/A/12", Layout::Furniture),
            ("¹ OJ MU 7, p. 3.", Layout::Footnote),
        ]
    );
}

#[test]
fn docx_words_that_were_moved_are_read_where_they_went() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">The Assembly </w:t></w:r>
        <w:moveFrom w:id="1"><w:r><w:t xml:space="preserve">again </w:t></w:r></w:moveFrom>
        <w:r><w:t>urges Varosia</w:t></w:r>
        <w:moveTo w:id="2"><w:r><w:t xml:space="preserve"> again</w:t></w:r></w:moveTo><w:r><w:t>.</w:t></w:r></w:p>
        <w:moveFrom w:id="3"><w:p><w:r><w:t>A whole paragraph.</w:t></w:r></w:p></w:moveFrom>"#;
    assert_eq!(
        blocks(&text(&docx(body), "a.docx")),
        [("The Assembly urges Varosia again.", Layout::Block), ("MU/A/12", Layout::Furniture)]
    );
    let notes = r#"<w:footnotes><w:footnote w:id="2"><w:p><w:moveFrom><w:r><w:t>Old.</w:t></w:r></w:moveFrom>
        <w:moveTo><w:r><w:t>New.</w:t></w:r></w:moveTo></w:p></w:footnote></w:footnotes>"#;
    let document = r#"<w:document><w:p><w:r><w:t>It acts.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
        </w:document>"#;
    let noted = pack(&[("word/document.xml", document), ("word/footnotes.xml", notes)]);
    assert_eq!(text(&noted, "a.docx").text, "It acts.¹\n\n¹ New.");
}

#[test]
fn odt_numbers_headings_and_notes() {
    let content = r#"<office:document-content><office:automatic-styles><text:list-style style:name="L1">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        </text:list-style></office:automatic-styles><office:body><office:text>
        <text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
        <text:h>Title</text:h><text:p>Recalls the <text:span>agree</text:span>ment<text:note>
        <text:note-citation>1</text:note-citation><text:note-body>
        <text:p>OJ MU 7.</text:p></text:note-body></text:note><text:s
        text:c="2"/>of May.</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>Urges.</text:p></text:list-item>
        <text:list-item><text:p>Regrets.</text:p></text:list-item></text:list>
        </office:text></office:body></office:document-content>"#;
    let odt = pack(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
    assert_eq!(
        blocks(&text(&odt, "a.odt")),
        [
            ("Title", Layout::Heading),
            ("Recalls the agreement¹ of May.", Layout::Block),
            ("1. Urges.", Layout::Block),
            ("2. Regrets.", Layout::Block),
            ("¹ OJ MU 7.", Layout::Footnote),
        ]
    );
}

#[test]
fn odt_lists_begin_anew_unless_they_say_that_they_go_on() {
    let list = |attributes: &str, words: &str| {
        let item = "<text:list-item><text:p>".to_owned() + words + "</text:p></text:list-item>";
        format!("<text:list text:style-name=\"L1\" {attributes}>{item}</text:list><text:p>Between.</text:p>")
    };
    let lists = [
        list("xml:id=\"one\"", "Urges;"),
        list("xml:id=\"two\"", "Regrets;"),
        list("text:continue-numbering=\"true\"", "Asks;"),
        list("text:continue-list=\"one\"", "Calls;"),
        list("text:continue-numbering=\"false\"", "Notes;"),
    ];
    let apart = r#"<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:list>
        <text:list-item><text:p>also.</text:p></text:list-item></text:list></text:list-item>
        <text:list-item><text:p>third.</text:p></text:list-item>
        <text:list-item text:start-value="7"><text:p>seventh.</text:p></text:list-item></text:list>"#;
    let inner = r#"<text:list text:style-name="L1"><text:list-item><text:p>Outer:</text:p><text:list>
        <text:list-item><text:p>inner;</text:p></text:list-item></text:list></text:list-item>
        <text:list-item><text:p>again.</text:p><text:list><text:list-item><text:p>inner.</text:p></text:list-item>
        </text:list></text:list-item></text:list>"#;
    let content = format!(
        r#"<office:document-content><text:list-style style:name="L1">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
        <office:text>{}{inner}{apart}</office:text></office:document-content>"#,
        lists.concat()
    );
    let odt = pack(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    let found = text(&odt, "a.odt");
    let items: Vec<&str> = found.text.split("\n\n").filter(|block| !block.starts_with("Between")).collect();
    assert_eq!(
        items,
        [
            "1. Urges;",
            "1. Regrets;",
            "2. Asks;",
            "2. Calls;",
            "1. Notes;",
            "1. Outer:",
            "a) inner;",
            "2. again.",
            "a) inner.",
            "b) also.",
            "3. third.",
            "7. seventh."
        ]
    );
}

#[test]
fn epub_chapters_stand_in_the_order_of_the_spine() {
    let container = r#"<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>"#;
    let book = r#"<package><metadata><dc:title>Report</dc:title><dc:date>2021-05-03T00:00:00</dc:date></metadata>
        <manifest><item id="b" href="two.xhtml"/><item id="a" href="text/one.xhtml"/></manifest>
        <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;
    let epub = pack(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OPS/book.opf", book),
        ("OPS/two.xhtml", "<html><body><p>Second.</p></body></html>"),
        ("OPS/text/one.xhtml", "<html><body><h1>First</h1></body></html>"),
    ]);
    let found = text(&epub, "a.epub");
    assert_eq!(blocks(&found), [("First", Layout::Heading), ("Second.", Layout::Block)]);
    assert_eq!((found.front.title.as_str(), found.front.date.as_str()), ("Report", "2021-05-03"));
}

#[test]
fn epub_chapters_are_found_by_their_escaped_addresses_and_missing_ones_are_named() {
    let container = r#"<container><rootfiles><rootfile full-path="O%20S/book.opf"/></rootfiles></container>"#;
    let book = r#"<package><manifest><item id="n" href="nav.xhtml" properties="nav"/>
        <item id="a" href="caf%C3%A9%20%28one%29.xhtml"/><item id="b" href="a%2Bb%.xhtml"/>
        <item id="c" href="gone.xhtml"/></manifest>
        <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/><itemref idref="d"/>
        </spine></package>"#;
    let epub = pack(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        // Only addresses are escaped; a path in the container stands as it is.
        ("O%20S/book.opf", book),
        ("O%20S/café (one).xhtml", "<html><body><p>First.</p></body></html>"),
        ("O%20S/a+b%.xhtml", "<html><body><p>Second.</p></body></html>"),
    ]);
    let found = text(&epub, "a.epub");
    assert_eq!(blocks(&found), [("First.", Layout::Block), ("Second.", Layout::Block)]);
    let notes: Vec<&str> = found.notes.iter().map(|note| note.message.as_str()).collect();
    let gone = |name: &str| format!("the chapter `{name}` is not in the file; its text is missing");
    assert_eq!(notes, [gone("gone.xhtml"), gone("d")]);
}

#[test]
fn mail_headers_are_front_matter_and_attachments_are_named() {
    let mail = "From: Ministry of Varosia <press@varosia.example>\r\nSubject: =?utf-8?B?w4ZyYQ==?=\r\n\
        Date: Mon, 3 May 2021 10:00:00 +0200\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nThere are no prisoners=\r\n in Varosia.\r\n--x\r\n\
        Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=note.pdf\r\n\r\n%PDF\r\n--x--\r\n";
    let found = text(mail.as_bytes(), "a.eml");
    assert_eq!(found.text.trim(), "There are no prisoners in Varosia.");
    let front = &found.front;
    assert_eq!((front.title.as_str(), front.date.as_str()), ("Æra", "2021-05-03"));
    assert_eq!(front.authors, ["Ministry of Varosia"]);
    assert!(found.notes[0].message.contains("note.pdf"), "{:?}", found.notes);
}

#[test]
fn archives_are_their_files() {
    let archive =
        pack(&[("b/2.txt", "Two."), ("a.html", "<p>One"), ("__MACOSX/x.txt", "no"), ("c.png", "no")]);
    assert!(is_archive(&archive));
    let member = |path: &str, words: &str| Member { path: path.into(), bytes: Ok(words.into()) };
    assert_eq!(members(&archive), Ok(vec![member("a.html", "<p>One"), member("b/2.txt", "Two.")]));
    assert_eq!(read(&archive, &Hint { name: "a.zip" }), Err(ReadError::Archive));
    let book = pack(&[("mimetype", "application/epub+zip")]);
    assert!(!is_archive(&book), "a document that is packed is no archive");
}

#[test]
fn what_grows_without_end_is_refused() {
    let bomb = pack(&[("a.txt", &"0".repeat(30 << 20))]);
    let found = members(&bomb).expect("it opens");
    assert!(matches!(found[0].bytes, Err(ReadError::Bomb { .. })), "{:?}", found[0].path);
    let deep = format!("{}x", "<w:p>".repeat(100_000));
    let error = read(&docx(&deep), &Hint { name: "a.docx" }).expect_err("too deep");
    assert!(error.to_string().contains("nested"), "{error}");
}

#[test]
fn broken_and_unread_containers_say_so() {
    let refused = |bytes: &[u8], name: &str| read(bytes, &Hint { name }).expect_err("refused").to_string();
    let whole = docx("<w:p><w:r><w:t>Words</w:t></w:r></w:p>");
    assert!(refused(&whole[..whole.len() / 2], "a.docx").contains("broken"));
    assert!(refused(&docx("<w:p></w:r>"), "a.docx").contains("word/document.xml"));
    assert!(refused(&pack(&[("xl/workbook.xml", "")]), "a.xlsx").contains("spreadsheet"));
    assert!(refused(b"{\\rtf1 Words}", "a.rtf").contains("RTF"));
    // The name of a container on a page of text: the text is read.
    assert_eq!(text(b"Plain words.", "a.docx").text, "Plain words.");
}
