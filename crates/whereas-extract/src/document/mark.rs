//! What a passage begins with, as the marks and rules of the packs tell.

use super::block::Block;
use crate::pack::lexicon::{ING, Label, THIRD};
use crate::pack::{Class, Place, Where};
use crate::scan::{Kind, Scan};
use crate::{Lang, Span};

/// What the first words of a passage make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// "having regard to …"
    Citation,
    /// "whereas …"
    Recital,
    /// "Recalling …": a participle of a preamble.
    Preamble,
    /// "Urges …"
    Operative,
    /// "Resolved, That …"
    Resolved,
    /// "The Assembly,"
    Formula,
    /// Nothing but a verb: "considering" (false), "resolves" (true).
    Verb(bool),
    /// None of these.
    Other,
}

/// Tells what the passage at `span` begins with.
pub(super) fn head(scan: &Scan<'_>, span: Span, lang: Lang) -> Head {
    let tokens = scan.range(span);
    if tokens.is_empty() {
        return Head::Other;
    }
    let pack = scan.packs.index(lang);
    let first = skip_openers(scan, tokens.start, tokens.end, pack);
    let from_mark = [("citation", Head::Citation), ("recital", Head::Recital), ("resolved", Head::Resolved)]
        .into_iter()
        .find(|(what, _)| begins_with(scan, first, pack, what));
    if let Some((_, head)) = from_mark {
        return head;
    }
    if is_formula(scan, first, tokens.end, pack) {
        return Head::Formula;
    }
    cue_head(scan, first, tokens.end, pack)
}

/// Quotation marks, brackets, underscores of Markdown and adverbs before the verb.
fn skip_openers(scan: &Scan<'_>, first: usize, end: usize, pack: u8) -> usize {
    let mut at = first;
    while at < end && matches!(scan.tokens[at].kind, Kind::Punctuation(b'"' | b'\'' | b'_' | b'*')) {
        at += 1;
    }
    if let Some(past) = scan.class_end(at, Class::Adverb, pack) {
        let past = if scan.mark(past, b',') { past + 1 } else { past };
        if past < end && scan.is_word(past) {
            return past;
        }
    }
    at
}

fn cue_head(scan: &Scan<'_>, first: usize, end: usize, pack: u8) -> Head {
    let mut head = Head::Other;
    for found in scan.found_at(first).iter().filter(|f| f.entry.label == Label::Cue && f.entry.pack == pack) {
        let Some(rule) = scan.packs.rules.get(found.entry.payload as usize) else { continue };
        let forms = (found.first..found.end).fold(0, |all, at| all | scan.forms(at as usize));
        // "considering", "noting further:" – nothing behind the verb but an adverb and a colon.
        let rest = scan.class_end(found.end as usize, Class::Adverb, pack).unwrap_or(found.end as usize);
        let alone = rest >= end || rest + 1 == end && scan.mark(end - 1, b':');
        if rule.places.contains(&Where::Operative) && (forms & THIRD != 0 || forms == 0) {
            head = if alone { Head::Verb(true) } else { Head::Operative };
        } else if rule.places.contains(&Where::Preamble) && forms & ING != 0 && head == Head::Other {
            head = if alone { Head::Verb(false) } else { Head::Preamble };
        }
    }
    head
}

/// Whether a mark `what` stands at token `at`.
pub(super) fn begins_with(scan: &Scan<'_>, at: usize, pack: u8, what: &str) -> bool {
    scan.found_at(at).iter().any(|found| {
        found.entry.label == Label::Mark
            && (found.entry.pack == pack || found.entry.pack == u8::MAX || pack == u8::MAX)
            && scan
                .packs
                .marks
                .get(found.entry.payload as usize)
                .is_some_and(|mark| mark.what == what && matches!(mark.place, Place::Begins | Place::Line))
    })
}

/// Whether a mark `what` stands at token `at`, in any language and any place.
pub(super) fn stands_at(scan: &Scan<'_>, at: usize, what: &str) -> bool {
    marks_at(scan, at).any(|mark| mark.what == what)
}

/// Where the longest mark `what` at token `at` ends.
pub(crate) fn end_at(scan: &Scan<'_>, at: usize, what: &str) -> Option<usize> {
    let found = if scan.starts(at, Label::Mark) { scan.found_at(at) } else { &[] };
    let is_what = |found: &&crate::scan::Found| {
        let mark = scan.packs.marks.get(found.entry.payload as usize);
        found.entry.label == Label::Mark && mark.is_some_and(|mark| mark.what == what)
    };
    found.iter().filter(is_what).map(|found| found.end as usize).max()
}

/// Whether a mark whose name begins with `family` stands at token `at`.
pub(super) fn speaks_of(scan: &Scan<'_>, at: usize, family: &str) -> bool {
    marks_at(scan, at).any(|mark| mark.what.starts_with(family))
}

fn marks_at<'s>(scan: &'s Scan<'_>, at: usize) -> impl Iterator<Item = &'static crate::pack::Mark> + 's {
    let found = if scan.starts(at, Label::Mark) { scan.found_at(at) } else { &[] };
    let marks = &scan.packs.marks;
    found.iter().filter(|f| f.entry.label == Label::Mark).filter_map(|f| marks.get(f.entry.payload as usize))
}

/// The longest formula, with all that tells how the body met, in tokens.
const FORMULA_TOKENS_MAX: usize = 120;

/// "The Assembly of the Meridian Union," – a short block that names a body and ends with a comma, or a set phrase.
fn is_formula(scan: &Scan<'_>, first: usize, end: usize, pack: u8) -> bool {
    if begins_with(scan, first, pack, "formula") {
        return true;
    }
    let short = end - first <= 18 && scan.mark(end - 1, b',');
    // "L’Assemblée …,": the apostrophe is a token; "Adunarea …,": the article is part of the noun.
    let article = scan.class(first, Class::Article, pack);
    let name = first + usize::from(article) + usize::from(article && scan.mark(first + 1, b'\''));
    let body = [Label::OrganisationHead, Label::Organisation].iter().any(|&label| scan.is(name, label, pack));
    if !(article || body) || !scan.capital(name) {
        return false;
    }
    // "The Conference, convened in Kelmar by …, adopts the following recommendation:"
    let adopts = end - first <= FORMULA_TOKENS_MAX
        && (first + 2..end).any(|at| begins_with(scan, at, pack, "formula"));
    adopts
        || short
            && (first..end).all(|at| scan.forms(at) & THIRD == 0 || scan.capital(at) || !scan.is_word(at))
}

/// Where the closing formula begins inside a recital ("…: Now, therefore, be it").
pub(super) fn closing_formula(scan: &Scan<'_>, block: &Block) -> Option<u32> {
    let pack = scan.packs.index(block.lang);
    scan.range(block.span)
        .skip(4)
        .find(|&at| begins_with(scan, at, pack, "formula"))
        .map(|at| scan.tokens[at].start)
}
