//! Names that no list has, told by their capitals: "Varosia", "the Skupra".

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Maker;
use crate::pack::Class;
use crate::scan::{Kind, Scan};
use crate::{Mention, MentionValue};

/// The words, in small letters, that stand with a capital inside a sentence, and nowhere without: at the beginning of a
/// sentence the capital tells nothing.
pub(super) fn own_names(scan: &Scan<'_>) -> FxHashSet<String> {
    let words = || (1..scan.tokens.len()).filter(|&at| scan.tokens[at].kind == Kind::Word);
    let article = |at: usize| scan.class(at, Class::Article, scan.tokens[at].pack);
    let begun = |at: usize| scan.is_word(at) && (!scan.capital(at) || article(at));
    let inside = |&at: &usize| scan.capital(at) && begun(at - 1);
    let mut out: FxHashSet<String> = words().filter(inside).map(|at| scan.word(at).to_lowercase()).collect();
    for at in words().filter(|&at| !scan.capital(at)) {
        out.remove(scan.word(at));
    }
    out
}

/// Words that are part of no name, capital or not.
const NO_NAME: [Class; 6] =
    [Class::Subordinator, Class::FirstPerson, Class::Pronoun, Class::And, Class::But, Class::Adverb];

/// By how many bytes a publisher's name and a subject that is that name may differ: an article, blanks, a letter whose
/// small form is longer.
const LENGTHS_DIFFER_MAX: usize = 12;

/// The most words of a name that no list has.
const WORDS_MAX: usize = 3;

/// Whether a subject is a name that no list has: "Varosia", "the Skupra", or the name of who publishes the document.
pub(super) fn is_name(maker: &Maker<'_, '_>, subject: &Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    if scan.packs.pack(pack).is_none_or(|pack| pack.noun_capitals) {
        return false;
    }
    if publishes(maker, subject.clone()) {
        return true;
    }
    let begin = subject.start + usize::from(scan.class(subject.start, Class::Article, pack));
    let name = begin..subject.end;
    // "And I", "Well we"
    let tells_nothing = |at: usize| NO_NAME.iter().any(|&class| scan.class(at, class, pack));
    if name.is_empty() || !name.clone().all(|at| scan.capital(at)) || name.clone().any(tells_nothing) {
        return false;
    }
    let last = scan.word(name.end - 1).to_lowercase();
    let short = name.len() <= WORDS_MAX;
    short && (maker.own_names().contains(&last) || is_body(maker, &name))
}

/// "The National Convention": several words with capitals that are no law, no date and no line in capitals.
fn is_body(maker: &Maker<'_, '_>, name: &Range<usize>) -> bool {
    let other = |m: &Mention| {
        !matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation | MentionValue::Place)
    };
    name.len() > 1
        && !name.clone().any(|at| maker.scan.tokens[at].upper)
        && !maker.mentions_in(name.clone()).any(other)
}

/// Whether these words are the name of who publishes the document, in capitals or not, with an article or without.
fn publishes(maker: &Maker<'_, '_>, words: Range<usize>) -> bool {
    let publisher = maker.document.publisher.as_str();
    let span = maker.scan.span(words.start, words.end);
    // Most subjects are longer or shorter: nothing is folded for them.
    let near = (span.len() as usize).abs_diff(publisher.len()) <= LENGTHS_DIFFER_MAX;
    if publisher.is_empty() || words.is_empty() || !near {
        return false;
    }
    let bare = |name: &str| {
        let folded = crate::fold_blanks(name).to_lowercase();
        folded.strip_prefix("the ").map_or(folded.clone(), str::to_owned)
    };
    bare(span.of(maker.scan.text)) == bare(publisher)
}
