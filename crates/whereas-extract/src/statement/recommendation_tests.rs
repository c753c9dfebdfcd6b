//! A small review report, and what must be read in it.

use crate::{Act, Extraction, Genre, Hint, Position, extract, read};

const REPORT: &str = "\
Report of the Working Group on the Universal Periodic Review

Varosia

I. Summary of the proceedings of the review process

1. The review of Varosia was held on 3 May 2021.

2. Norway asked how many prisons had been closed. It recommended that Varosia close the prison of Kelm.

II. Conclusions and/or recommendations

3. The recommendations formulated during the interactive dialogue and listed below enjoy the support of Varosia:

3.1. Ratify the Convention on Safe Harbours (Norway; Chile);

3.2. Consider closing the prison of Kelm, without delay (the Netherlands), and publish its reports
(Iran (Islamic Republic of), Trinidad and Tobago); end the state of emergency (Meridia);

3.3. Continue its reforms, in particular of the Press Act (OPA) (Bolivia (Plurinational State of)).

4. The following recommendations did not enjoy the support of Varosia and would thus be noted:

1. Share its experience Peru);

2. That Varosia ensure a fair trial to all (Canada, on behalf of Iceland and Norway).

5. Varosia considers that recommendation 3.1 is already implemented. Recommendations Nos. 2-3 will be examined.

6. All conclusions and/or recommendations contained in the present report reflect the position of the submitting States.

Annex

Composition of the delegation

The delegation of Varosia was headed by the Minister of Justice, who said that all was well.
";

fn found() -> (String, Extraction) {
    let text = read(REPORT.as_bytes(), &Hint { name: "report.txt" }).expect("plain text");
    let found = extract(&text);
    found.check(&text.text).expect("sound");
    (text.text, found)
}

/// Number, id, words, States, position and category of each recommendation.
type Row = (String, String, String, Vec<String>, Option<Position>, u8);

fn recommendations() -> Vec<Row> {
    let (text, found) = found();
    let demands = found.statements.iter().filter(|s| s.rule == "form/demand/recommendation");
    demands
        .map(|s| {
            let passage = &found.document.passages[s.passage as usize];
            let mut states: Vec<String> = s.speakers.iter().map(|state| state.name.clone()).collect();
            if states.is_empty() {
                states.push(s.speaker.name.clone());
            }
            let words = crate::fold_blanks(s.span.of(&text));
            (passage.num.clone(), passage.id.clone(), words, states, s.position, s.category)
        })
        .collect()
}

#[test]
fn each_recommendation_has_its_states_and_position() {
    let row = |num: &str, id: &str, words: &str, states: &[&str], position, category| {
        let states: Vec<String> = states.iter().map(|state| (*state).to_owned()).collect();
        (num.to_owned(), id.to_owned(), words.to_owned(), states, Some(position), category)
    };
    use Position::{Examined, Implemented, Noted, Supported};
    assert_eq!(
        recommendations(),
        [
            row(
                "3.1",
                "para_3__point_3-1",
                "Ratify the Convention on Safe Harbours",
                &["Norway", "Chile"],
                Implemented,
                5
            ),
            row(
                "3.2",
                "para_3__point_3-2",
                "Consider closing the prison of Kelm, without delay",
                &["Netherlands"],
                Supported,
                3
            ),
            row(
                "",
                "para_3__point_3-2.2",
                "publish its reports",
                &["Iran (Islamic Republic of)", "Trinidad and Tobago"],
                Supported,
                5
            ),
            row("", "para_3__point_3-2.3", "end the state of emergency", &["Meridia"], Supported, 5),
            row(
                "3.3",
                "para_3__point_3-3",
                "Continue its reforms, in particular of the Press Act (OPA)",
                &["Bolivia (Plurinational State of)"],
                Supported,
                2
            ),
            row("4.1", "para_4__point_4-1", "Share its experience", &["Peru"], Noted, 1),
            row(
                "4.2",
                "para_4__point_4-2",
                "That Varosia ensure a fair trial to all",
                &["Canada", "Iceland", "Norway"],
                Examined,
                4
            ),
        ]
    );
}

#[test]
fn a_recommendation_is_a_demand_to_the_state_under_review() {
    let (text, found) = found();
    let last = found.statements.iter().rfind(|s| s.rule == "form/demand/recommendation").expect("one");
    assert_eq!((last.act, last.force), (Act::Demand, 2));
    assert_eq!(last.cue.map(|cue| cue.of(&text)), Some("recommendations"));
    let words = |spans: &[crate::Span]| spans.iter().map(|s| s.of(&text).to_owned()).collect::<Vec<_>>();
    assert_eq!(words(&last.addressees), ["Varosia"]);
    assert_eq!(words(&last.actions), ["ensure a fair trial to all"]);
}

#[test]
fn the_dialogue_is_reported_and_the_annex_says_nothing() {
    let (text, found) = found();
    assert_eq!(found.document.genre, Genre::Report);
    assert_eq!(found.document.title, "Report of the Working Group on the Universal Periodic Review");
    let reported: Vec<(&str, &str)> = found
        .statements
        .iter()
        .filter(|s| s.rule != "form/demand/recommendation" && s.act == Act::Demand)
        .map(|s| (s.speaker.name.as_str(), s.span.of(&text)))
        .collect();
    // A question asks for nothing, but "it" is whoever put it.
    assert_eq!(reported, [("Norway", "It recommended that Varosia close the prison of Kelm")]);
    let annex = text.find("Annex").expect("there") as u32;
    assert!(found.statements.iter().all(|s| s.span.start < annex));
}

/// States and position of each recommendation.
fn positions(report: &str) -> Vec<(String, Option<Position>)> {
    let text = read(report.as_bytes(), &Hint { name: "report.txt" }).expect("plain text");
    let found = extract(&text);
    let demands = found.statements.iter().filter(|s| s.rule == "form/demand/recommendation");
    demands.map(|s| (s.speaker.name.clone(), s.position)).collect()
}

#[test]
fn positions_are_told_behind_the_list_by_number() {
    let report = "\
60. In the course of the discussion, the following recommendations were made to Varosia:
1. Ratify the Convention (Mexico, Brazil);
2. Reduce poverty (Cuba);
3. Free the press (Canada);
4. Reinforce the office of the Ombudsman (Chile).
61. Varosia supports recommendations 1 and 2. Recommendations Nos. 3 (second part) and 4 did not enjoy its support.
62. The response of Varosia to these recommendations will be included in the outcome report.
";
    let row = |state: &str, position| (state.to_owned(), Some(position));
    assert_eq!(
        positions(report),
        [
            row("Mexico", Position::Supported),
            row("Cuba", Position::Supported),
            row("Canada", Position::Examined),
            row("Chile", Position::Rejected),
        ]
    );
}

#[test]
fn numbers_of_recommendations_have_bounds() {
    let report = |said: &str| {
        format!(
            "60. In the course of the discussion, the following recommendations were made to Varosia:\n\
             1. Ratify the Convention (Mexico, Brazil);\n2. Reduce poverty (Cuba).\n\
             61. Recommendations Nos. {said} enjoy the support of Varosia.\n"
        )
    };
    let row = |state: &str, position| (state.to_owned(), position);
    let supported = Some(Position::Supported);
    // No number follows the largest one.
    let last = u32::MAX;
    let found = positions(&report(&format!("{last}-{last}, 1")));
    assert_eq!(found, [row("Mexico", supported), row("Cuba", None)]);
    // What is named behind more numbers than any report has is not looked up.
    let found = positions(&report(&format!("1, {}2", "3-900, ".repeat(100))));
    assert_eq!(found, [row("Mexico", supported), row("Cuba", None)]);
}

#[test]
fn a_state_that_is_named_twice_recommends_once() {
    let report = "\
60. In the course of the discussion, the following recommendations were made to Varosia:
1. Ratify the Convention on Safe Harbours (Mexico); as Norway did (Mexico and Brazil) in the last year;
2. Reduce poverty (Cuba).
";
    let text = read(report.as_bytes(), &Hint { name: "report.txt" }).expect("plain text");
    let found = extract(&text);
    let states: Vec<Vec<&str>> = found
        .statements
        .iter()
        .map(|s| s.speakers.iter().map(|state| state.name.as_str()).collect())
        .collect();
    // A single speaker stands in `speaker` alone.
    assert_eq!(states, [vec!["Mexico", "Brazil"], vec![]]);
}

#[test]
fn reports_in_french_and_russian_are_read() {
    let french = "\
120. Les recommandations formulées au cours du dialogue et énumérées ci-après recueillent l'appui de la Varosie :

120.1 Envisager de fermer la prison de Kelm (Pays-Bas, Chili);

121. Les recommandations ci-après n'ont pas recueilli l'appui de la Varosie :

121.1 Abolir la peine de mort (Norvège).
";
    let russian = "\
120. Нижеследующие рекомендации будут рассмотрены Варосией, которая представит ответы в надлежащие сроки:

120.1 отменить смертную казнь (Норвегия);

120.2 принять меры по защите свидетелей (Чили).
";
    let row = |state: &str, position| (state.to_owned(), Some(position));
    assert_eq!(positions(french), [row("Pays-Bas", Position::Supported), row("Norvège", Position::Rejected)]);
    assert_eq!(positions(russian), [row("Норвегия", Position::Examined), row("Чили", Position::Examined)]);
}

#[test]
fn the_state_under_review_belongs_to_the_title() {
    let report = "Human Rights Council\n\nReport of the Working Group on\n\nthe Universal Periodic Review*\n\nNorway\n\n\
        1. The following recommendations enjoy the support of Norway:\n\n1.1 Ratify the Convention (Chile);\n";
    let text = read(report.as_bytes(), &Hint { name: "report.txt" }).expect("plain text");
    let found = extract(&text);
    assert_eq!(found.document.title, "Report of the Working Group on the Universal Periodic Review Norway");
    assert_eq!(found.document.publisher, "Human Rights Council");
}

#[test]
fn recommendations_without_states_are_no_review() {
    let report = "Annual report\n\nOur group makes the following recommendations:\n\n1. Ratify the Convention;\n\n2. Close the prison.\n";
    let text = read(report.as_bytes(), &Hint { name: "report.txt" }).expect("plain text");
    assert!(extract(&text).statements.iter().all(|s| s.rule != "form/demand/recommendation"));
}
