//! `names` on the command line: what comes in, what goes out, and what is said of input that is not as it should be.

use whereas_tests::desk::Desk;

const PAIRS: &str = "group\ta\tb\n1\tІво Орлэнка\tIvo \"Vano\" Orlenko\n2\tIvo Orlo\tYana Orlo\n";

#[test]
fn tsv_repeats_the_names_and_adds_the_verdict() {
    let said = Desk::new().run_with(&["names", "compare", "--format", "tsv"], PAIRS.as_bytes());
    let lines: Vec<Vec<&str>> = said.out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(said.code, 0, "{said}");
    assert_eq!(lines[0], ["a", "b", "verdict", "score", "why"]);
    assert_eq!(lines[1][..3], ["Іво Орлэнка", "Ivo \"Vano\" Orlenko", "same"]);
    assert_eq!(lines[2][..3], ["Ivo Orlo", "Yana Orlo", "different"]);
    assert_eq!(lines.len(), 3);
}

#[test]
fn people_see_why() {
    let said = Desk::new().run_with(&["names", "compare"], PAIRS.as_bytes());
    assert!(said.out.contains("family: Орлэнка"), "{said}");
    assert!(said.out.contains("each name has words that the other one lacks"), "{said}");
}

#[test]
fn speed_is_told_in_pairs_a_second() {
    let said = Desk::new().run_with(&["names", "compare", "--speed", "2"], PAIRS.as_bytes());
    assert!(said.out.contains("pairs/s on one core"), "{said}");
    assert!(said.out.contains("compared   4 pairs, 2 of them the same"), "{said}");
}

#[test]
fn names_are_taken_apart() {
    let said = Desk::new().run(&["names", "parse", "ORLO Ivo Marovich"]);
    let words: Vec<Vec<&str>> =
        said.out.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0], ["ORLO", "Ivo", "Marovich", "ORLO", "family", "orlo"]);
    assert_eq!(words[2], ["Marovich", "patronymic", "mar"]);
    let piped =
        Desk::new().run_with(&["names", "parse", "--format", "jsonl"], "Ivo Orlo\r\n\nYana\n".as_bytes());
    assert_eq!(piped.out.lines().count(), 2, "{piped}");
}

#[test]
fn a_wrong_line_is_named() {
    let compare = |input: &[u8]| Desk::new().run_with(&["names", "compare"], input);
    for (input, wanted) in [
        (&b""[..], "standard input is empty"),
        (b"x\ty\n", "line 1 of standard input: there are no columns `a` and `b`"),
        (b"a\tb\nIvo\tIvo\nIvo\n", "line 3 of standard input: it has only 1 column"),
        (b"a\tb\nIvo\t\xff\n", "line 2 of standard input: it is not in UTF-8"),
    ] {
        let said = compare(input);
        assert_eq!(said.code, 2, "{said}");
        assert!(said.err.contains(wanted), "{said}");
    }
    assert_eq!(compare(b"a\tb\n").code, 1);
}
