//! Persons within a document: surnames, initials and case forms go back to the full name.

use std::collections::{BTreeMap, BTreeSet};

use whereas_extract::pack::entity::{has_cases, name_stem};
use whereas_names::{Name, Verdict, compare, shortens};

use super::local::{Basis, Form, Step};

/// How many names that share a word are compared with each other in one document.
const SHARING_MAX: usize = 64;

/// The letters of a word of a role that tells something.
const ROLE_LETTERS_MIN: usize = 5;

/// A form with its names.
struct Bearer<'a> {
    at: usize,
    form: &'a Form<'a>,
    name: Name,
    /// Its words without the endings of cases, where the language has them.
    stems: String,
    stemmed: Option<Name>,
}

/// Says of each person what it goes back to.
pub(super) fn steps(forms: &[Form<'_>], places: &[usize], steps: &mut BTreeMap<usize, Step>) {
    let bearers: Vec<Bearer<'_>> =
        places.iter().filter_map(|&at| forms.get(at).map(|form| bearer(at, form))).collect();
    let mut sharing: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, bearer) in bearers.iter().enumerate() {
        for word in words(bearer) {
            let same = sharing.entry(word).or_default();
            if same.len() < SHARING_MAX && same.last() != Some(&at) {
                same.push(at);
            }
        }
    }
    for (at, short) in bearers.iter().enumerate() {
        let mut others: Vec<usize> =
            words(short).iter().filter_map(|word| sharing.get(word)).flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        let others: Vec<&Bearer<'_>> =
            others.into_iter().filter(|other| *other != at).filter_map(|other| bearers.get(other)).collect();
        if let Some(step) = shorter(short, &others).or_else(|| inflected(short, &others)) {
            steps.insert(short.at, step);
        }
    }
}

fn bearer<'a>(at: usize, form: &'a Form<'a>) -> Bearer<'a> {
    let cases = has_cases(form.lang);
    let words = form.quote.split_whitespace();
    let stems = if cases { words.map(|word| name_stem(form.lang, word)).collect() } else { Vec::new() };
    let stems = stems.join(" ");
    let stemmed = cases.then(|| Name::parse(&stems));
    Bearer { at, form, name: Name::parse(form.quote), stems, stemmed }
}

fn words(bearer: &Bearer<'_>) -> Vec<String> {
    let mut words = bearer.name.words();
    words.extend(bearer.stemmed.iter().flat_map(Name::words));
    words
}

/// The one full name that this is a shorter form of; the fullest where one shortens the other.
fn shorter(short: &Bearer<'_>, others: &[&Bearer<'_>]) -> Option<Step> {
    let exact: Vec<&Bearer<'_>> =
        others.iter().filter(|full| shortens(&short.name, &full.name)).copied().collect();
    let found = if exact.is_empty() {
        let by_stem = |full: &&&Bearer<'_>| {
            let both = short.stemmed.as_ref().zip(full.stemmed.as_ref());
            both.is_some_and(|(a, b)| shortens(a, b))
        };
        others.iter().filter(by_stem).copied().collect()
    } else {
        exact
    };
    let found: Vec<&Bearer<'_>> = found.into_iter().filter(|full| !is_somebody_else(short, full)).collect();
    let fuller = |a: &Bearer<'_>| found.iter().any(|b| shortens(&a.name, &b.name));
    let fullest: Vec<&&Bearer<'_>> = found.iter().filter(|full| !fuller(full)).collect();
    let first = fullest.first()?;
    // Two people who bear the surname: it tells neither.
    let one = fullest.iter().all(|other| is_one(first, other));
    one.then_some(Step::To(first.at, Basis::Shorter))
}

/// Whether a document introduces the fuller name as that of another person than the shorter one: a given name with a
/// surname that has another role, or that stands before the fuller name comes in with a role. A surname alone tells
/// nobody, and goes back to the name of its document all the same. What does not join is proposed.
fn is_somebody_else(short: &Bearer<'_>, full: &Bearer<'_>) -> bool {
    if !short.name.is_full() {
        return false;
    }
    let (own, other) = (telling(&short.form.roles), telling(&full.form.roles));
    let before = short.form.spans.first() < full.form.spans.first();
    !other.is_empty() && own.is_disjoint(&other) && (before || !own.is_empty())
}

/// The words of roles that tell what somebody is: not "Mr", nor "of".
fn telling(roles: &[String]) -> BTreeSet<String> {
    let words = roles.iter().flat_map(|role| crate::word::words(role)).map(|word| word.folded);
    words.filter(|word| word.chars().count() >= ROLE_LETTERS_MIN).collect()
}

fn is_one(a: &Bearer<'_>, b: &Bearer<'_>) -> bool {
    a.at == b.at || !a.stems.is_empty() && a.stems == b.stems || {
        compare(&a.name, &b.name).verdict == Verdict::Same
    }
}

/// "Талмарову" and "Талмаров": the form that looks most like a nominative is the base.
fn inflected(form: &Bearer<'_>, others: &[&Bearer<'_>]) -> Option<Step> {
    // Two given names that are known as two, Valentin and Valentina, are two.
    let same = |other: &&&Bearer<'_>| {
        !form.stems.is_empty()
            && form.stems == other.stems
            && !(form.name.is_full() && compare(&form.name, &other.name).verdict == Verdict::Different)
    };
    let rank = |bearer: &Bearer<'_>| {
        let Form { quote, times, .. } = bearer.form;
        (quote.chars().count(), std::cmp::Reverse(*times), (*quote).to_owned())
    };
    let base = others.iter().filter(same).min_by_key(|other| rank(other))?;
    (rank(base) < rank(form)).then_some(Step::To(base.at, Basis::Inflected))
}

#[cfg(test)]
mod tests {
    use whereas_extract::{Lang, Span};

    use super::*;

    /// Whether the second form goes back to the first one; each with its place and the role at it.
    fn joins(full: (&'static str, u32, &str), short: (&'static str, u32, &str)) -> bool {
        let form = |(quote, at, role): (&'static str, u32, &str)| Form {
            kind: "person",
            quote,
            lang: Lang::EN,
            times: 1,
            spans: vec![Span::new(at, at + 1)],
            roles: Some(role.to_owned()).filter(|role| !role.is_empty()).into_iter().collect(),
        };
        let forms = [form(full), form(short)];
        let mut found = BTreeMap::new();
        steps(&forms, &[0, 1], &mut found);
        found.get(&1) == Some(&Step::To(0, Basis::Shorter))
    }

    #[test]
    fn a_name_with_another_role_or_before_the_introduction_does_not_join_by_itself() {
        let full = ("Ivan Sergeyevich Kestrov", 50, "deputy minister of justice");
        assert!(joins(full, ("Ivan Kestrov", 90, "")));
        assert!(joins(full, ("Ivan Kestrov", 90, "mr")));
        assert!(joins(full, ("Ivan Kestrov", 10, "deputy minister")));
        assert!(joins(full, ("Kestrov", 10, "")));
        assert!(!joins(full, ("Ivan Kestrov", 10, "")));
        assert!(!joins(full, ("Ivan Kestrov", 90, "blogger")));
        assert!(joins(("Ivan Sergeyevich Kestrov", 50, ""), ("Ivan Kestrov", 10, "")));
    }
}
