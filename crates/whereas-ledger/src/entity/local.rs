//! The base of every mention of one document: the full form that it goes back to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use whereas_extract::{Lang, Span};

use super::{body, person};
use crate::stem::StemsByLang;

/// Why a mention goes back to its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// It is its own base.
    Itself,
    /// One stands in brackets behind the other.
    Brackets,
    /// The same words in another case or number.
    Inflected,
    /// Some of the words of a fuller form: a surname, an initial, "the Commission".
    Shorter,
    /// Some of the words of the name of who published the document: "the Ministry" in a statement of one.
    Publisher,
    /// What institutions call each other in their own documents: "Commission" in those of the European Parliament.
    House,
}

/// One distinct form of one kind of a document.
#[derive(Debug, Clone)]
pub(crate) struct Form<'a> {
    pub kind: &'a str,
    pub quote: &'a str,
    pub lang: Lang,
    pub times: u32,
    /// Where it stands, in order.
    pub spans: Vec<Span>,
    /// What persons are called before or behind it, folded.
    pub roles: Vec<String>,
}

/// What a form goes back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub base: String,
    pub lang: Lang,
    pub basis: Basis,
}

/// The form that another one goes back to, by its place, or a name that stands outside of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    To(usize, Basis),
    Outside(String, Lang, Basis),
}

/// What the forms of a document are read by, besides themselves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub text: &'a str,
    pub publisher: &'a str,
    /// Its main language.
    pub lang: Lang,
    /// Whether it is a resolution.
    pub resolution: bool,
}

/// The kinds of mentions that stand for an entity.
pub(crate) const KINDS: [&str; 4] = ["person", "organisation", "law", "place"];

/// The longest way from a form to its base: an inflected form of an abbreviation of a short form.
const STEPS_MAX: usize = 4;

/// What each form goes back to, in their order.
pub(crate) fn resolve(setting: Setting<'_>, forms: &[Form<'_>]) -> Vec<Resolved> {
    let mut steps: BTreeMap<usize, Step> = BTreeMap::new();
    let mut stems = StemsByLang::default();
    let mut by_kind: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate() {
        by_kind.entry(form.kind).or_default().push(at);
    }
    let of = |kind: &str| by_kind.get(kind).map(Vec::as_slice).unwrap_or_default();
    person::steps(forms, of("person"), &mut steps);
    for kind in ["organisation", "law"] {
        body::steps(setting, forms, of(kind), &mut stems, &mut steps);
    }
    forms.iter().enumerate().map(|(at, form)| last(forms, &steps, at, form)).collect()
}

/// Where the steps from a form end. Forms that go back to each other in a circle are their own bases.
fn last(forms: &[Form<'_>], steps: &BTreeMap<usize, Step>, at: usize, form: &Form<'_>) -> Resolved {
    let itself = || Resolved { base: form.quote.to_owned(), lang: form.lang, basis: Basis::Itself };
    let (mut here, mut basis) = (at, Basis::Itself);
    let first = |basis: Basis, next: Basis| if basis == Basis::Itself { next } else { basis };
    for _ in 0..=STEPS_MAX {
        match steps.get(&here) {
            None => {
                let Some(base) = forms.get(here) else { return itself() };
                return Resolved { base: base.quote.to_owned(), lang: base.lang, basis };
            }
            Some(Step::To(next, _)) if *next == at => return itself(),
            Some(Step::To(next, by)) => (here, basis) = (*next, first(basis, *by)),
            Some(Step::Outside(base, lang, by)) => {
                return Resolved { base: base.clone(), lang: *lang, basis: first(basis, *by) };
            }
        }
    }
    itself()
}
