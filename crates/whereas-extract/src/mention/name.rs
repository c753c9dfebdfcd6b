//! How far a person's name goes, and what its last word tells.

use super::finder::{Claim, Finder};
use crate::pack::lexicon::Label;
use crate::pack::list::flag;
use crate::pack::{Class, Role};
use crate::scan::Kind;

/// The longest name, in words.
const NAME_WORDS_MAX: usize = 6;

/// One past a name: capitals, initials, hyphens, particles in lower case.
pub(super) fn name_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let scan = finder.scan;
    let mut end = at;
    let mut reach = at;
    let mut words = 0;
    while reach < finder.tokens.end && words < NAME_WORDS_MAX {
        let token = scan.tokens[reach];
        let claimed =
            finder.claims[reach] != Claim::Free && !(finder.claims[reach] == Claim::Place && reach > at);
        if claimed || token.paragraph && reach > at {
            break;
        }
        match token.kind {
            Kind::Word if token.capital => {
                if reach > at
                    && (goes_on_elsewhere(finder, reach) || begins_another(finder, at, reach, words))
                {
                    break;
                }
                words += 1;
                reach += 1;
                end = reach;
            }
            Kind::Punctuation(b'.') if token.glued && reach > at && initial(finder, reach - 1) => reach += 1,
            Kind::Punctuation(b'-' | b'_' | b'\'') if reach > at && joins(finder, reach) => reach += 1,
            // "Ki-moon": the second half of a given name.
            Kind::Word
                if reach > at + 1 && token.glued && token.word == 0 && finder.scan.mark(reach - 1, b'-') =>
            {
                reach += 1;
                end = reach;
            }
            Kind::Word if reach > at && particles_end(finder, reach).is_some() => {
                reach = particles_end(finder, reach).unwrap_or(reach + 1);
            }
            Kind::Punctuation(b',') if words > 1 && finder.role(reach + 1, Role::Generation) => {
                return reach + 2 + usize::from(scan.mark(reach + 2, b'.'));
            }
            _ => break,
        }
    }
    let generation = end > at && finder.role(end - 1, Role::Generation) && scan.mark(end, b'.');
    end + usize::from(generation)
}

/// A word that is no part of a name: a month, a code ("FA67"), the abbreviation of a country, a word of the language,
/// the letters of an honour ("MP").
fn goes_on_elsewhere(finder: &Finder<'_, '_>, at: usize) -> bool {
    // "Mikhail A. Demirov": an initial is no article.
    let initialled =
        initial(finder, at) && finder.scan.mark(at + 1, b'.') && finder.scan.tokens[at + 1].glued;
    let word = finder.class(at, Class::NotName) || finder.is(at, Label::Month);
    word && !initialled && !finder.is(at, Label::GivenName)
        || finder.scan.word(at).bytes().any(|byte| byte.is_ascii_digit())
        || finder.claims[at] == Claim::Place && initial(finder, at)
        || finder.scan.tokens[at].upper && finder.flagged(at, Label::Title, flag::BEHIND).is_some()
}

/// "Anna Orlova Boris Demir": a given name behind a whole name begins another one.
fn begins_another(finder: &Finder<'_, '_>, at: usize, reach: usize, words: usize) -> bool {
    // "Security Policy Ana Demir": words of an office before the name.
    let ordinary = |i: usize| finder.scan.tokens[i].word != 0 && !finder.is(i, Label::GivenName);
    if words > 0
        && finder.is(reach, Label::GivenName)
        && finder.scan.capital(reach + 1)
        && (at..reach).all(ordinary)
    {
        return true;
    }
    words > 1
        && finder.is(reach, Label::GivenName)
        && finder.is(at, Label::GivenName)
        && finder.scan.capital(reach + 1)
        && !finder.is(reach - 1, Label::GivenName)
        && ends_as_family_name(finder, reach - 1)
}

/// "J" of "J.", "Kh" of "Kh.": one letter, or two that are no word.
fn initial(finder: &Finder<'_, '_>, at: usize) -> bool {
    match finder.scan.word(at).chars().count() {
        1 => true,
        2 => finder.scan.tokens[at].word == 0,
        _ => false,
    }
}

/// A hyphen or an apostrophe between two capitals, or before the second half of a name ("Ki-moon").
fn joins(finder: &Finder<'_, '_>, at: usize) -> bool {
    let next = finder.scan.tokens.get(at + 1);
    let unknown =
        |t: &crate::scan::Token| t.word == 0 && finder.scan.mark(at, b'-') && finder.scan.capital(at - 1);
    finder.scan.tokens[at].glued
        && next.is_some_and(|t| t.glued && t.kind == Kind::Word && (t.capital || unknown(t)))
}

/// One past one or two particles in lower case with a capital behind: "van der Orlo", "bin Demir".
fn particles_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    // "al-Demir"
    if finder.role(at, Role::Particle) && finder.scan.mark(at + 1, b'-') && finder.scan.capital(at + 2) {
        return Some(at + 2);
    }
    (1..=2)
        .take_while(|n| finder.role(at + n - 1, Role::Particle))
        .find(|n| finder.scan.capital(at + n))
        .map(|n| at + n)
}

/// Whether a word that no pack knows ends as family names or patronymics do.
pub(super) fn ends_as_family_name(finder: &Finder<'_, '_>, at: usize) -> bool {
    if finder.scan.tokens[at].word != 0 || !finder.scan.is_word(at) {
        return false;
    }
    let folded = crate::scan::fold_term(finder.scan.word(at));
    finder.scan.packs.family_endings.iter().any(|(ending, least)| {
        folded.strip_suffix(ending.as_str()).is_some_and(|stem| stem.chars().count() >= *least)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_has_a_bound() {
        let words = "Demirova Orlova ".repeat(20);
        let text = crate::read(format!("We met Mr Ana {words}today.").as_bytes(), &crate::Hint::default());
        let text = text.expect("plain text");
        let mentions = crate::extract(&text).mentions;
        let longest = mentions.iter().map(|found| found.span.of(&text.text).split(' ').count()).max();
        assert_eq!(longest, Some(super::NAME_WORDS_MAX));
    }
}
