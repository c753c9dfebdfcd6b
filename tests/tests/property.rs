//! What holds of every input, tried on many.

#![allow(clippy::expect_used)]

use std::fs;

use proptest::prelude::*;
use whereas_extract::{Hint, extract, read};
use whereas_tests::program::root;
use whereas_tests::property::{extract_holds, mail_holds, packed_holds, pdf_holds, read_holds};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn any_bytes_are_read_or_refused(input in prop::collection::vec(any::<u8>(), 0..400)) {
        read_holds(&input);
    }

    #[test]
    fn any_letters_are_read(name in any::<u8>(), words in "\\PC{0,120}(\n\\PC{0,60}){0,4}") {
        let mut input = vec![name];
        input.extend(words.as_bytes());
        read_holds(&input);
    }

    #[test]
    fn any_page_is_read(pieces in prop::collection::vec(prop::sample::select(MARKUP.to_vec()), 0..60)) {
        let mut input = vec![2];
        input.extend(pieces.concat().as_bytes());
        read_holds(&input);
    }

    #[test]
    fn what_the_packs_know_is_extracted(choices in prop::collection::vec(any::<u8>(), 0..300)) {
        extract_holds(&choices);
    }

    /// A document of the invented country file that breaks off, or begins in the middle.
    #[test]
    fn torn_documents_are_extracted(which in any::<prop::sample::Index>(), from in 0.0..1.0f64, len in 0.0..0.5f64) {
        let documents = documents();
        let (name, bytes) = which.get(&documents);
        let start = (bytes.len() as f64 * from) as usize;
        let end = (start + (bytes.len() as f64 * len) as usize).min(bytes.len());
        if let Ok(text) = read(&bytes[start..end], &Hint { name }) {
            let found = extract(&text);
            prop_assert_eq!(found.check(&text.text), Ok(()));
            prop_assert_eq!(extract(&text), found);
        }
    }
}

/// Pieces of pages, whole and broken.
const MARKUP: [&str; 30] = [
    "<p>",
    "</p>",
    "<div class=\"share\">",
    "</div>",
    "<nav>",
    "</nav>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<br>",
    "<h1>",
    "</h1>",
    "<li>",
    "<sup>",
    "</sup>",
    "<a href=\"#n1\">",
    "</a>",
    "&nbsp;",
    "&#769;",
    "&amp;",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "Urges Varosia to act; ",
    "whereas ",
    "e",
    "\u{301}",
    "<footer>",
];

fn documents() -> Vec<(String, Vec<u8>)> {
    let folder = root().join("demo/documents");
    let mut documents: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("the invented country file")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.to_string_lossy().into_owned(), fs::read(&path).expect("a document")))
        .collect();
    documents.sort();
    documents
}

/// What a fuzzer once found stays found: `fuzz/regressions/TARGET/*`.
#[test]
fn inputs_that_once_failed_hold() {
    for (target, holds) in [
        ("read", read_holds as fn(&[u8])),
        ("extract", extract_holds),
        ("pdf", pdf_holds),
        ("packed", packed_holds),
        ("mail", mail_holds),
    ] {
        let folder = root().join("fuzz/regressions").join(target);
        // The fuzzer refuses to start without the folder, so each target has one from the beginning.
        for entry in fs::read_dir(folder).expect("a folder for the inputs of the target") {
            holds(&fs::read(entry.expect("an entry").path()).expect("an input"));
        }
    }
}
