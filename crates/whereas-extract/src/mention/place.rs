//! Places: from the lists, where no body or law has them in its name.

use std::ops::Range;

use super::finder::{Claim, Finder};
use crate::pack::lexicon::Label;
use crate::pack::{Class, Role};

/// Finds the places of a passage.
pub(super) fn find(finder: &mut Finder<'_, '_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = finder.opener(finder.tokens.start);
    while at < finder.tokens.end {
        if let Some(end) = shaped(finder, at) {
            finder.claim(&(at..end), Claim::Place);
            out.push(at..end);
            at = finder.opener(end);
            continue;
        }
        match finder.longest(at, Label::Place) {
            Some(end) if finder.free(at..end) && !inside_name(finder, at, end) => {
                let start = realm_start(finder, at);
                finder.claim(&(start..end), Claim::Place);
                out.push(start..end);
                at = finder.opener(end);
            }
            _ => at = finder.opener(at + 1),
        }
    }
    out
}

/// The most words before the noun of a place.
const SHAPED_WORDS_MAX: usize = 2;

/// "Orda Islands", "Zarn River": a name and a noun for places, both with a capital.
fn shaped(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    if !finder.name_word(at)
        || finder.class(at, Class::NotName)
        || at > finder.tokens.start && finder.scan.capital(at - 1)
    {
        return None;
    }
    let head = (at + 1..=at + SHAPED_WORDS_MAX).take_while(|&i| finder.scan.capital(i)).find(|&i| {
        finder.role(i, Role::PlaceHead) && !finder.scan.tokens[i].line && !finder.scan.capital(i + 1)
    })?;
    (head < finder.tokens.end && finder.free(at..head + 1)).then_some(head + 1)
}

/// The most words before the kind of a state in its name.
const REALM_WORDS_MAX: usize = 4;

/// "Ordan People's Republic of Varosia" where the list has "Republic of Varosia": another state, whose name begins
/// before.
fn realm_start(finder: &Finder<'_, '_>, at: usize) -> usize {
    let mut start = at;
    if !finder.role(at, Role::Realm) {
        return at;
    }
    for _ in 0..REALM_WORDS_MAX {
        let reach = finder.tokens.start + 1;
        // The letter of a genitive, behind whatever mark its apostrophe became.
        let genitive =
            start > reach + 1 && finder.role(start - 1, Role::Genitive) && finder.scan.capital(start - 3);
        let word = start >= reach
            && finder.scan.capital(start - 1)
            && !finder.scan.tokens[start].line
            && !finder.is(start - 1, Label::Title)
            && !finder.class(start - 1, Class::Article);
        let before = if genitive { start - 3 } else { start.saturating_sub(1) };
        if !(genitive || word) || !finder.free(before..start) {
            break;
        }
        start = before;
    }
    start
}

/// A place that is a family name: "Jordan Orlo", "Mr Paris".
fn inside_name(finder: &Finder<'_, '_>, at: usize, end: usize) -> bool {
    let single = end == at + 1;
    let titled = at > finder.tokens.start
        && finder.scan.capital(at - 1)
        && finder.is(at - 1, Label::Title)
        && finder.scan.word(at - 1).len() <= 4;
    let given = at > finder.tokens.start
        && finder.is(at - 1, Label::GivenName)
        && finder.scan.capital(at - 1)
        && !finder.is(at - 1, Label::Place);
    single && (titled || given)
}
