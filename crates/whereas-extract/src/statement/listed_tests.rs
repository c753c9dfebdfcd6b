//! Lists below a line in whole documents: concluding observations, appeals, statements.

use crate::{Act, Hint, extract, read};

/// Act, words, addressees and actions of each statement of a text.
fn listed(text: &str) -> Vec<(Act, String, Vec<String>, Vec<String>)> {
    let text = read(text.as_bytes(), &Hint { name: "report.txt" }).expect("plain text is read");
    let words = |span: crate::Span| crate::fold_blanks(span.of(&text.text));
    let all = |spans: &[crate::Span]| spans.iter().map(|&span| words(span)).collect();
    let found = extract(&text).statements.into_iter();
    let addressees = |s: &crate::Statement| all(&s.addressees);
    found.map(|s| (s.act, words(s.span), addressees(&s), all(&s.actions))).collect()
}

const CONCLUDING: &str = "Committee on Liberties

Concluding observations on the third periodic report of Varosia

1. The Committee considered the third periodic report of Varosia at its 12th meeting.

";

#[test]
fn a_duty_over_lettered_items_is_one_demand() {
    let text = format!(
        "{CONCLUDING}5. The State party should:\n(a) Close the prison at Kelmar;\n(b) Ensure that no child is \
         held with adults.\n"
    );
    let found = listed(&text);
    let demand = found.iter().find(|s| s.0 == Act::Demand).expect("a demand");
    assert!(demand.1.starts_with("The State party should:") && demand.1.ends_with("held with adults"));
    assert_eq!(demand.2, ["The State party"]);
    assert_eq!(demand.3, ["Close the prison at Kelmar", "Ensure that no child is held with adults"]);
}

#[test]
fn praise_over_lettered_items_is_one_appraisal() {
    let text = format!(
        "{CONCLUDING}3. The Committee welcomes the following measures taken by the State party:\n(a) The \
         abolition of the travel ban;\n(b) The law on shelters of 2022.\n"
    );
    let found = listed(&text);
    assert_eq!(found.iter().filter(|s| s.0 == Act::Appraisal).count(), 1, "{found:?}");
    assert!(found.iter().any(|s| s.0 == Act::Appraisal && s.1.ends_with("shelters of 2022")), "{found:?}");
}

#[test]
fn a_promise_over_items_is_one_commitment() {
    let text = "Statement by the Government of Varosia\n\nKelmar, 3 May 2024\n\nWe will:\n\n- publish the \
                list of prisoners;\n- open two shelters.\n";
    let found = listed(text);
    let promises: Vec<_> = found.iter().filter(|s| s.0 == Act::Commitment).collect();
    assert_eq!(promises.len(), 1, "{found:?}");
    assert!(promises[0].1.ends_with("open two shelters"), "{found:?}");
}

#[test]
fn what_only_introduces_a_list_asks_nothing() {
    let text = format!(
        "{CONCLUDING}4. The delegation handed over the following texts:\n(a) The law on shelters;\n(b) The \
         rules of prisons.\n"
    );
    assert!(listed(&text).iter().all(|s| s.0 == Act::Finding), "{:?}", listed(&text));
}

#[test]
fn who_has_a_duty_stands_before_its_verb() {
    let text = format!(
        "{CONCLUDING}5. The State party should take the following measures:\n(a) Close the prison at Kelmar;\n(b) \
         Train more judges.\n"
    );
    let found = listed(&text);
    let demand = found.iter().find(|s| s.0 == Act::Demand).expect("a demand");
    assert_eq!(demand.2, ["The State party"]);
}

#[test]
fn a_list_ends_where_the_next_paragraph_is_numbered() {
    let text = format!(
        "{CONCLUDING}5. The Committee is concerned about:\n(a) The arrest of lawyers;\n(b) The closed courts.\n6. The \
         Committee urges the State party to:\n(a) Train more judges;\n(b) Open the courts.\n"
    );
    let found = listed(&text);
    assert!(found.iter().any(|s| s.0 == Act::Appraisal && s.1.ends_with("closed courts")), "{found:?}");
    assert!(found.iter().any(|s| s.0 == Act::Demand && s.3.len() == 2), "{found:?}");
}
