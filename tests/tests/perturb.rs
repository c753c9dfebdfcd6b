//! What no reader would read differently is not read differently.

#![allow(clippy::expect_used)]

use std::collections::BTreeSet;

use whereas_tests::eval::figure::Figure;
use whereas_tests::eval::gold::{self, Case};
use whereas_tests::eval::results::Outcome;
use whereas_tests::eval::{Evaluation, evaluate};
use whereas_tests::perturb::{Variant, perturb};
use whereas_tests::skipped;

/// How far a figure of a variant may lie below that of the original …
const TOLERANCE: f64 = 0.02;

/// … or by one thing, where there are so few that one weighs more.
fn tolerance(figure: Figure) -> f64 {
    TOLERANCE.max(1.0 / figure.things().max(1) as f64)
}

/// The first errors of a figure that the original does not have.
fn examples(figure: &str, plain: &Evaluation, changed: &Evaluation) -> Vec<String> {
    let kind = figure.trim_end_matches(".strict");
    let errors = |evaluation: &Evaluation| -> BTreeSet<String> {
        let wrong =
            evaluation.data.iter().filter(|datum| datum.kind == kind && datum.outcome != Outcome::Found);
        wrong.map(|it| format!("{} {} {} [{}]", it.kind, it.outcome.as_str(), it.words, it.note)).collect()
    };
    errors(changed).difference(&errors(plain)).take(6).cloned().collect()
}

/// Asserts that no figure of the variant is lower by more than the tolerance.
fn assert_holds(cases: Vec<Case>, variant: Variant) {
    let (plain, changed): (Vec<Case>, Vec<Case>) =
        cases.into_iter().filter_map(|case| perturb(&case, variant).map(|changed| (case, changed))).unzip();
    let (plain, changed) = (evaluate(&plain), evaluate(&changed));
    assert_eq!(changed.unread, Vec::<String>::new());
    let lower: Vec<String> = plain
        .figures
        .iter()
        .filter_map(|(name, figure)| {
            let was = figure.value()?;
            let is = changed.figures.value(name).unwrap_or(0.0);
            (is + 1e-9 < was - tolerance(figure)).then(|| format!("{name}: {was:.4} before, {is:.4} then"))
        })
        .collect();
    let names: Vec<&str> = lower.iter().filter_map(|line| line.split(':').next()).collect();
    let lost: Vec<String> = names.iter().flat_map(|name| examples(name, &plain, &changed)).collect();
    assert!(lower.is_empty(), "{variant:?} is read worse: {lower:#?}\nfor example {lost:#?}");
}

fn demo() -> Vec<Case> {
    gold::demo().expect("gold of the invented country file")
}

#[test]
fn straight_quotation_marks_and_dashes() {
    assert_holds(demo(), Variant::Straight);
}

#[test]
fn plain_blanks() {
    assert_holds(demo(), Variant::Blanks);
}

#[test]
fn lines_of_72_columns() {
    assert_holds(demo(), Variant::Reflow);
}

#[test]
fn a_page_with_navigation() {
    assert_holds(demo(), Variant::Page);
}

#[test]
fn line_ends_of_windows() {
    assert_holds(demo(), Variant::Windows);
}

#[test]
fn a_real_resolution_in_every_variant() {
    let Some(folder) = gold::shared() else {
        skipped("a_real_resolution_in_every_variant: there is no ../shared/gold/dev beside the repository");
        return;
    };
    let mut cases = gold::cases(&folder, &folder).expect("gold of real documents");
    cases.retain(|case| case.stem.starts_with("003_"));
    for variant in [Variant::Straight, Variant::Blanks, Variant::Reflow, Variant::Page, Variant::Windows] {
        assert_holds(cases.clone(), variant);
    }
}
