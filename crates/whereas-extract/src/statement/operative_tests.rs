//! Resolutions in the style of the United Nations.

use crate::{Act, Extraction, Genre, Hint, PassageKind, extract, read};

fn found(resolution: &str) -> (String, Extraction) {
    let text = read(resolution.as_bytes(), &Hint { name: "resolution.md" }).expect("plain text");
    let found = extract(&text);
    found.check(&text.text).expect("sound");
    assert_eq!(found.document.genre, Genre::Resolution);
    (text.text, found)
}

/// Act, cue and addressees of each statement.
fn statements(resolution: &str) -> Vec<(Act, String, Vec<String>)> {
    let (text, found) = found(resolution);
    let words = |span: &crate::Span| span.of(&text).to_owned();
    let row = |s: &crate::Statement| {
        (s.act, s.cue.as_ref().map_or(String::new(), words), s.addressees.iter().map(words).collect())
    };
    found.statements.iter().map(row).collect()
}

const COUNCIL: &str = "\
Resolution adopted by the Human Rights Council on 7 October 2020

45/99. Situation of human rights in Varosia

The Human Rights Council,

Guided by the purposes of the Charter,

Recalling its resolution 40/12 of 22 March 2019,

Deeply concerned at reports of arbitrary arrests in the Lower Valleys,

1. Expresses grave concern at the closing of three newspapers, and urges the Government of Varosia to lift the ban;

2. Calls upon the Government of Varosia:

(a) To release all persons who were arrested;

(b) To cooperate with the mission;

3. Decides to remain seized of the matter.

36th meeting

7 October 2020

[Adopted by a recorded vote of 24 to 6, with 17 abstentions. The voting was as follows:

In favour: Norland, Meridia]
";

#[test]
fn a_preamble_needs_no_known_participle() {
    let (text, found) = found(COUNCIL);
    let recitals: Vec<&str> = found
        .document
        .passages
        .iter()
        .filter(|p| p.kind == PassageKind::Recital)
        .filter_map(|p| p.span.of(&text).split(' ').next())
        .collect();
    assert_eq!(recitals, ["Guided", "Recalling", "Deeply"]);
    assert_eq!(found.document.date, "2020-10-07");
    assert_eq!(found.document.publisher, "Human Rights Council");
}

#[test]
fn verbs_govern_clauses_and_points_and_the_vote_says_nothing() {
    let row = |act, cue: &str, to: &[&str]| {
        (act, cue.to_owned(), to.iter().map(|to| (*to).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        statements(COUNCIL),
        [
            row(Act::Appraisal, "Deeply concerned at", &[]),
            row(Act::Appraisal, "Expresses grave concern at", &[]),
            row(Act::Demand, "urges", &["the Government of Varosia"]),
            row(Act::Demand, "Calls upon", &["the Government of Varosia"]),
            row(Act::Finding, "Decides", &[]),
        ]
    );
}

#[test]
fn marks_of_emphasis_are_no_words() {
    let resolution = "\
*The General Assembly*,

*Recalling* its resolution 60/251 of 15 March 2006,

*Gravely alarmed* by the number of persons who were killed,

1. *Strongly urges* the Government of Varosia to end the violations;

2. *Welcomes* the steps of the Meridian Union, *encourages* it to continue them, and *invites* all States to join;
";
    let row = |act, cue: &str, to: &[&str]| {
        (act, cue.to_owned(), to.iter().map(|to| (*to).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        statements(resolution),
        [
            row(Act::Appraisal, "Gravely alarmed", &[]),
            row(Act::Demand, "Strongly urges", &["the Government of Varosia"]),
            row(Act::Appraisal, "Welcomes", &[]),
            row(Act::Demand, "encourages", &["it"]),
            row(Act::Demand, "invites", &["all States"]),
        ]
    );
    let (_, found) = found(resolution);
    assert_eq!((found.document.publisher.as_str(), found.document.date.as_str()), ("General Assembly", ""));
}

#[test]
fn a_formula_governs_the_paragraphs_that_begin_with_their_verb() {
    let resolution = "Resolution adopted by the Human Rights Council on 7 October 2020\n\nThe Human Rights Council,\n\n\
        Recalling its resolution 40/12 of 22 March 2019,\n\nThe Human Rights Council hereby recommends:\n\n1. Free \
        the press;\n\n2. Open the archives;\n\n3. The talks have begun.\n";
    let asked: Vec<_> = found(resolution).1.statements.into_iter().filter(|s| s.act == Act::Demand).collect();
    assert_eq!(
        asked.iter().map(|s| s.actions.len()).collect::<Vec<_>>(),
        [2],
        "one demand over two paragraphs"
    );
}

#[test]
fn a_recital_goes_on_with_that() {
    let resolution = "LES ARCHIVES\n\nLa Conférence internationale du Livre, réunie à Kelmar le 3 mai 1951, adopte la \
        recommandation suivante : La Conférence,\n\nConsidérant que les archives de Varosie sont fermées ;\n\nQue \
        chaque peuple a intérêt à connaître son passé ;\n\nQu'une loi est en préparation,\n\nSoumet aux \
        ministères la recommandation suivante :\n\nI. Les archives doivent être ouvertes aux étudiants ;\n\n2. Des \
        salles de lecture seront aménagées.\n";
    let found = found(resolution).1.statements;
    let cues: Vec<&str> = found.iter().filter_map(|s| s.cue).map(|cue| cue.of(resolution)).collect();
    assert_eq!(cues.iter().filter(|cue| cue.starts_with("Qu")).count(), 2, "{cues:?}");
    assert!(found.iter().any(|s| s.act == Act::Demand && s.span.of(resolution).starts_with("Les archives")));
}

#[test]
fn the_apostrophe_behind_a_body_takes_no_letter_along() {
    let resolution =
        |title: &str| found(&COUNCIL.replace("Resolution adopted by the Human Rights Council", title)).1;
    let publisher = |title| resolution(title).document.publisher;
    assert_eq!(
        [
            publisher("Northern Harbour States’ resolution of the session"),
            publisher("The Council of Ports' resolution of")
        ],
        ["Northern Harbour States", "The Council of Ports"]
    );
}
