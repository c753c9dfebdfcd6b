//! Text made to be slow: ten times as much of it may take no more than a fair multiple of the time.

use std::time::{Duration, Instant};

use whereas_extract::{Hint, extract, read};
use whereas_tests::forge::pdf;

/// What is repeated, and how often in the short text.
const SHAPES: [(&str, usize); 15] = [
    ("Monday ", 2_000),
    ("000 ", 4_000),
    ("Alpha Beta Gamma Delta ", 800),
    ("Ana Demir, ", 1_500),
    ("NGOs, ", 2_500),
    ("whereas ", 2_000),
    ("“He said ", 2_000),
    ("((((((((((", 2_000),
    ("!!!!!!!!!!", 2_000),
    ("a\n", 8_000),
    ("1. ", 6_000),
    ("urges the Government of Varosia to publish the list and calls on the authorities to free all, ", 150),
    (
        "We urge the Council to act, and we thank the President, but we call on Varosia to free Ana Demir; ",
        150,
    ),
    ("Human Rights Dialogue ", 3_000),
    ("Article 5, 6 and 7 of the Criminal Code of 3 May 2021, ", 300),
];

/// The most that ten times the text may take, as a multiple: room for a busy machine, none for a square.
const RATIO_MAX: u32 = 30;

/// Too short to be judged.
const NOISE: Duration = Duration::from_millis(150);

fn time(text: &str) -> Duration {
    (0..2)
        .map(|_| {
            let start = Instant::now();
            let text = read(text.as_bytes(), &Hint { name: "a.txt" }).unwrap_or_default();
            assert_eq!(extract(&text).check(&text.text), Ok(()));
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

#[test]
fn ten_times_the_text_takes_no_square_of_the_time() {
    let _ = time("The packs are ready.");
    for (shape, count) in SHAPES {
        let short = time(&shape.repeat(count));
        let long = time(&shape.repeat(count * 10));
        assert!(long < NOISE || long < short * RATIO_MAX, "{shape:?}: {short:?}, ten times as much {long:?}");
    }
}

#[test]
fn one_long_german_demand_takes_no_square_of_the_time() {
    let demand = |words: usize| {
        let lead = "Die Versammlung der Meridian-Union,\n\nA. in der Erwägung, dass die Liste nicht bekannt ist;\n\n\
            1. fordert die Regierung und den Rat auf, ";
        lead.to_owned() + &"haus ".repeat(words) + "zu bauen."
    };
    let (short, long) = (time(&demand(4_000)), time(&demand(40_000)));
    assert!(long < NOISE || long < short * RATIO_MAX, "{short:?}, ten times as much {long:?}");
}

/// What is drawn on a page, for so many of its parts.
type Drawing = fn(usize) -> String;

/// What stands on a page that is made to be slow, and how much of it in the short page.
fn pages() -> [(&'static str, Drawing, usize); 3] {
    let row: Drawing = |count| {
        let number = |at| format!("1 0 0 1 {} 20 Tm (1) Tj ", at * 9);
        (0..count).map(number).collect()
    };
    let wide: Drawing = |count| {
        let across = |at| format!("1 0 0 1 {} 700 Tm (1) Tj ", at * 30);
        let down = |at| format!("1 0 0 1 20 {} Tm (1) Tj ", 600 - at * 12);
        (0..count as i64).map(across).chain((0..count as i64).map(down)).collect()
    };
    let small: Drawing = |count| {
        let pair = |at| format!("1 0 0 1 {0} 700 Tm (1) Tj .1 0 0 .1 {0} 704 Tm (1) Tj ", at * 30);
        (0..count).map(pair).collect()
    };
    [
        ("a row of numbers", row, 300),
        ("a row as wide as the page is long", wide, 400),
        ("small type above large", small, 2_000),
    ]
}

#[test]
fn a_page_of_a_pdf_takes_no_square_of_the_time() {
    let time = |content: String| {
        let content = format!("BT /F 10 Tf {content} ET").into_bytes();
        let file = pdf(&[content.clone(), content]);
        let start = Instant::now();
        let _ = read(&file, &Hint { name: "a.pdf" });
        start.elapsed()
    };
    for (what, content, count) in pages() {
        let (short, long) = (time(content(count)), time(content(count * 10)));
        assert!(long < NOISE || long < short * RATIO_MAX, "{what}: {short:?}, ten times as much {long:?}");
    }
}

#[test]
fn front_matter_cannot_grow_or_nest_without_end() {
    let bomb: String = (0..12)
        .map(|i| {
            format!(
                "a{i}: &a{i} [{}]\n",
                if i == 0 { "x".into() } else { format!("*a{}, ", i - 1).repeat(9) }
            )
        })
        .collect();
    for head in [bomb, format!("{}x\n", "- ".repeat(20_000)), "[".repeat(20_000)] {
        let text = read(format!("---\n{head}---\nThe body.\n").as_bytes(), &Hint { name: "a.md" })
            .unwrap_or_default();
        assert!(text.text.contains("The body."));
    }
}
