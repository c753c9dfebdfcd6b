//! Names that a noun for groups introduces, and names between quotation marks.

use std::ops::Range;

use super::finder::{Claim, Finder};
use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::scan::Kind;

/// Names that a noun for groups introduces: "movements such as A, B and C", "the newspaper A", "NGOs, including A, B".
pub(super) fn introduced(finder: &mut Finder<'_, '_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = finder.opener(finder.tokens.start);
    while at < finder.tokens.end {
        let Some(group) = finder
            .longest(at, Label::Group)
            .filter(|_| !finder.scan.capital(at) || abbreviated(finder, at) || finder.starts_sentence(at))
        else {
            at = finder.opener(at + 1);
            continue;
        };
        let mut next = group;
        next += usize::from(finder.scan.mark(next, b','));
        if let Some(including) = finder.scan.class_end(next, Class::Including, finder.pack) {
            next = including;
        }
        next += usize::from(finder.scan.mark(next, b','));
        // "the newspaper A, B" introduces one name, "movements" as many as follow.
        let most = if finder.plural(group - 1) { usize::MAX } else { 1 };
        let names = names_in_list(finder, next);
        // A list is walked once, also where it holds such nouns itself.
        at = finder.opener(names.last().map_or(group, |last| last.end.max(group)));
        for range in names.into_iter().take(most) {
            // "companies of Varosia" introduce no name where no word marks the genitive.
            let named = !finder.is(range.start, Label::GivenName) && !finder.is(range.start, Label::Place);
            if finder.free(range.clone()) && named {
                finder.claim(&range, Claim::Organisation);
                out.push(range);
            }
        }
    }
    out
}

/// The longest abbreviation, in letters.
const ABBREVIATION_LETTERS_MAX: usize = 5;

/// "NGO", "NGOs": capitals that are an abbreviation, and no heading.
fn abbreviated(finder: &Finder<'_, '_>, at: usize) -> bool {
    let word = finder.scan.word(at);
    word.chars().count() <= ABBREVIATION_LETTERS_MAX && word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// A list of names in capitals: "A, B, the C and D".
fn names_in_list(finder: &Finder<'_, '_>, at: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut next = at;
    loop {
        next += usize::from(finder.class(next, Class::Article) && !finder.scan.capital(next));
        let quoted = finder.scan.mark(next, b'"') || finder.scan.mark(next, b'\'');
        next += usize::from(quoted);
        let numeric = !out.is_empty() && finder.scan.tokens.get(next).is_some_and(|t| t.kind == Kind::Number);
        let close = (next..finder.tokens.end.min(next + QUOTED_TOKENS_MAX))
            .find(|&i| quoted && finder.scan.mark(i, b'"') && finder.scan.capital(next));
        let end = close.unwrap_or_else(|| if numeric { next + 1 } else { plain_name_end(finder, next) });
        if end <= next {
            return out;
        }
        out.push(next..end);
        next = end + usize::from(quoted && (finder.scan.mark(end, b'"') || finder.scan.mark(end, b'\'')));
        let comma = finder.scan.mark(next, b',');
        next += usize::from(comma);
        let and = finder.class(next, Class::And);
        next += usize::from(and);
        if !comma && !and {
            return out;
        }
    }
}

/// The longest run of capitals that is taken for one name, in tokens.
const NAME_TOKENS_MAX: usize = 48;

/// One past capitals in a row, hyphens included.
fn plain_name_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let mut end = at;
    let limit = finder.tokens.end.min(at + NAME_TOKENS_MAX);
    while end < limit {
        let token = finder.scan.tokens[end];
        let joins = token.kind == Kind::Word && token.capital
            || end > at && token.glued && matches!(token.kind, Kind::Punctuation(b'-' | b'/' | b'_'));
        if !joins || token.paragraph && end > at {
            break;
        }
        end += 1;
    }
    end
}

/// The longest name between quotation marks, in tokens.
const QUOTED_TOKENS_MAX: usize = 8;

/// "ООО «Лампа»", "ORD “Lantern”": the form of a company or an agency in capitals and its name in quotation marks.
pub(super) fn quoted_name(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let form =
        finder.scan.tokens[at].upper && finder.scan.mark(at + 1, b'"') && !finder.scan.tokens[at + 1].glued;
    if !form || !finder.sure_head(at, Label::OrganisationHead) || !finder.scan.capital(at + 2) {
        return None;
    }
    let limit = finder.tokens.end.min(at + QUOTED_TOKENS_MAX);
    (at + 3..limit).find(|&i| finder.scan.mark(i, b'"')).map(|close| close + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_behind_its_kind_has_a_bound() {
        let words = "Harbour Lantern ".repeat(40);
        let text =
            crate::read(format!("We thank the party {words}today.").as_bytes(), &crate::Hint::default());
        let text = text.expect("plain text");
        let mentions = crate::extract(&text).mentions;
        let longest = mentions.iter().map(|found| found.span.of(&text.text).split(' ').count()).max();
        assert_eq!(longest, Some(super::NAME_TOKENS_MAX));
    }
}
