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
}

/// What a form goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// Place of the base among the forms.
    pub base: usize,
    pub basis: Basis,
}

/// The kinds of mentions that stand for an entity.
pub(crate) const KINDS: [&str; 4] = ["person", "organisation", "law", "place"];

/// The longest way from a form to its base: an inflected form of an abbreviation of a short form.
const STEPS_MAX: usize = 4;

/// What each form goes back to, in their order.
pub(crate) fn resolve(text: &str, forms: &[Form<'_>]) -> Vec<Resolved> {
    let mut steps: Vec<Resolved> =
        (0..forms.len()).map(|base| Resolved { base, basis: Basis::Itself }).collect();
    let mut stems = StemsByLang::default();
    let mut by_kind: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate() {
        by_kind.entry(form.kind).or_default().push(at);
    }
    let of = |kind: &str| by_kind.get(kind).map(Vec::as_slice).unwrap_or_default();
    person::steps(forms, of("person"), &mut steps);
    for kind in ["organisation", "law"] {
        body::steps(text, forms, of(kind), &mut stems, &mut steps);
    }
    (0..forms.len()).map(|at| last(&steps, at)).collect()
}

/// Where the steps from a form end. Forms that go back to each other in a circle are their own bases.
fn last(steps: &[Resolved], at: usize) -> Resolved {
    let itself = Resolved { base: at, basis: Basis::Itself };
    let mut here = itself;
    for _ in 0..=STEPS_MAX {
        let Some(next) = steps.get(here.base).filter(|next| next.base != here.base) else { return here };
        if next.base == at {
            return itself;
        }
        let basis = if here.basis == Basis::Itself { next.basis } else { here.basis };
        here = Resolved { base: next.base, basis };
    }
    itself
}
