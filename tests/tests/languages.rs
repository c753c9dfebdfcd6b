//! The same resolution in other languages: its parts, and who is asked for what.

#![expect(clippy::expect_used, reason = "a test fails where its case does not hold")]

use whereas_extract::{Act, Extraction, Genre, Hint, PassageKind, Span, extract, read};

struct Demand {
    num: &'static str,
    to: &'static [&'static str],
    act: &'static [&'static str],
}

fn found(code: &str) -> (String, Extraction) {
    let path = whereas_tests::program::root().join(format!("tests/cases/languages/{code}.txt"));
    let bytes = std::fs::read(path).expect("a case of the repository");
    let text = read(&bytes, &Hint { name: "resolution.txt" }).expect("plain text");
    let found = extract(&text);
    found.check(&text.text).expect("sound");
    (text.text, found)
}

fn check(code: &str, demands: &[Demand]) {
    let (text, found) = found(code);
    let document = &found.document;
    assert_eq!((document.genre, document.date.as_str()), (Genre::Resolution, "2021-02-11"), "{code}");
    assert_eq!(document.languages.iter().map(|lang| lang.code()).collect::<Vec<_>>(), [code]);
    let numbers = |kind| {
        let of_kind = document.passages.iter().filter(move |passage| passage.kind == kind);
        of_kind.map(|passage| passage.num.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(PassageKind::Recital), ["A", "B"], "{code}");
    assert_eq!(numbers(PassageKind::Paragraph), ["1", "2", "3", "4", "5", "6", "7"], "{code}");
    assert_eq!(numbers(PassageKind::Footnote), ["(1)"], "{code}");
    assert_eq!(numbers(PassageKind::Formula).len(), 1, "{code}");
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(&text).to_owned()).collect::<Vec<_>>();
    let asked: Vec<(String, Vec<String>, Vec<String>)> = found
        .statements
        .iter()
        .filter(|statement| statement.act == Act::Demand)
        .map(|s| (document.passages[s.passage as usize].num.clone(), words(&s.addressees), words(&s.actions)))
        .collect();
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let wanted: Vec<_> = demands.iter().map(|d| (d.num.to_owned(), owned(d.to), owned(d.act))).collect();
    assert_eq!(asked, wanted, "{code}");
    let praise_and_blame = found.statements.iter().filter(|statement| statement.act == Act::Appraisal);
    assert_eq!(praise_and_blame.count(), 3, "{code}");
}

#[test]
fn german() {
    check(
        "de",
        &[
            Demand {
                num: "1",
                to: &["die Regierung Varosias"],
                act: &[
                    "alle politischen Gefangenen unverzüglich freizulassen",
                    "die Anklagen gegen sie fallen zu lassen",
                ],
            },
            Demand {
                num: "5",
                to: &["den staatlichen Stellen"],
                act: &["das Gesetz über friedliche Versammlungen zu überarbeiten"],
            },
            Demand {
                num: "5",
                to: &["die Kommission", "den Rat"],
                act: &["die Entwicklungen genau zu beobachten"],
            },
            Demand { num: "6", to: &[], act: &["der sofortigen Freilassung von Ivo Tarsen"] },
            Demand {
                num: "7",
                to: &["seinen Präsidenten"],
                act: &[
                    "diese Entschließung dem Rat, der Kommission sowie dem Parlament Varosias zu übermitteln",
                ],
            },
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            Demand {
                num: "1",
                to: &["gouvernement varosien"],
                act: &[
                    "libérer immédiatement tous les prisonniers politiques",
                    "abandonner les charges qui pèsent sur eux",
                ],
            },
            Demand {
                num: "5",
                to: &["les autorités varosiennes"],
                act: &["réviser la loi sur les rassemblements pacifiques"],
            },
            Demand {
                num: "5",
                to: &["la Commission", "le Conseil"],
                act: &["suivre de près l'évolution de la situation"],
            },
            Demand { num: "6", to: &[], act: &["libération immédiate d'Ivo Tarsen"] },
            Demand {
                num: "7",
                to: &["son Président"],
                act: &[
                    "transmettre la présente résolution au Conseil, à la Commission et au parlement varosien",
                ],
            },
        ],
    );
}

#[test]
fn romanian() {
    check(
        "ro",
        &[
            Demand {
                num: "1",
                to: &["guvernul Varosiei"],
                act: &[
                    "elibereze imediat toți prizonierii politici",
                    "renunțe la acuzațiile aduse împotriva acestora",
                ],
            },
            Demand {
                num: "5",
                to: &["autoritățile din Varosia"],
                act: &["revizuiască legea privind adunările pașnice"],
            },
            Demand {
                num: "5", to: &["Comisia", "Consiliul"], act: &["urmărească îndeaproape evoluțiile"]
            },
            Demand { num: "6", to: &[], act: &["eliberarea imediată a lui Ivo Tarsen"] },
            Demand {
                num: "7",
                to: &["Președintelui"],
                act: &["transmite prezenta rezoluție Consiliului, Comisiei și parlamentului Varosiei"],
            },
        ],
    );
}
