//! Offices: what belongs to a person's title, and what acts as a body.

use std::ops::Range;

use super::finder::{Claim, Finder};
use super::organisation::{capitals_end, head, list_end};
use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::pack::list::flag;

/// "EU High Representative Ana Demir", "as High Commissioner": an office that is the title of a person, named or not.
pub(super) fn office_of_person(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let office = range.clone().find(|&i| finder.scan.capital(i) && finder.is(i, Label::Title));
    let Some(office) = office.filter(|&i| !head(finder, i) || finder.longest(i, Label::Title).is_some())
    else {
        return false;
    };
    let title = finder.longest(office, Label::Title).unwrap_or(office);
    let whole = title >= range.end;
    let named = finder.scan.capital(range.end)
        && !finder.scan.tokens[range.end].line
        && (finder.is(range.end, Label::GivenName) || finder.is(range.end, Label::Title));
    let bare = whole && office == range.start && !definite(finder, range.start);
    named && (whole || mandated(finder, range.start, range.end)) || bare
}

/// An article, a possessive or a determiner stands before.
fn definite(finder: &Finder<'_, '_>, at: usize) -> bool {
    at > finder.tokens.start
        && (finder.class(at - 1, Class::Article)
            || finder.class(at - 1, Class::Determiner)
            || finder.claims[at - 1] == Claim::Organisation)
}

/// "Minister for Social Services", "High Commissioner to Varosia": one past the field of an office that belongs to a
/// person. "President of the Senate" has the name of a body in it, and is none itself.
pub(super) fn office_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let title = finder.longest(at, Label::Title)?;
    let to = finder.class(title, Class::Infinitive);
    let field = (finder.class(title, Class::Of) || finder.class(title, Class::For) || to)
        && !finder.class(title + 1, Class::Article)
        && finder.scan.capital(title + 1);
    let body = finder.longest(at, Label::Organisation).is_some() || mandated(finder, at, title);
    if !field || body && !to {
        return None;
    }
    let end = list_end(finder, capitals_end(finder, title + 1));
    (finder.longest(title + 1, Label::Organisation).is_none()).then_some(end)
}

/// An office whose mandate follows: "Special Rapporteur on …".
pub(super) fn mandated(finder: &Finder<'_, '_>, start: usize, end: usize) -> bool {
    (start..end).any(|i| finder.flagged(i, Label::OrganisationHead, flag::MANDATE).is_some())
}
