//! The lines above a title that tell whose paper it is: "REPUBLIC OF VAROSIA", "Ministry of Justice".

use std::ops::Range;

use super::block::Block;
use crate::pack::lexicon::{ANY_PACK, Label, PAST, THIRD};
use crate::pack::{Class, Role};
use crate::scan::{Kind, Scan};

/// The longest name of a body on a line of its own, in tokens.
const NAME_TOKENS_MAX: usize = 14;

/// How far into a line its head noun stands, in tokens: "National Human Rights Institution", "Правозащитный центр".
const HEAD_REACH: usize = 3;

/// The longest word that a name may write small in a language that writes names large, in bytes.
const SMALL_BYTES_MAX: usize = 3;

/// Marks of titles.
const TITLE_MARKS: [&str; 3] = ["title", "statement-by", "genre:report"];

/// Whether a block is a part of the letterhead and no title.
pub(super) fn is_part(scan: &Scan<'_>, block: &Block) -> bool {
    body(scan, block).is_some() || names_realm(scan, block)
}

/// Whether a block begins with the name of a State on a line of its own.
pub(super) fn names_realm(scan: &Scan<'_>, block: &Block) -> bool {
    first_line(scan, block).is_some_and(|line| is_realm(scan, &line))
}

/// The body that a block names and does nothing else: "Ministry of Foreign Affairs".
pub(super) fn body<'t>(scan: &Scan<'t>, block: &Block) -> Option<&'t str> {
    let line = first_line(scan, block)?;
    names_body(scan, &line, block).then(|| scan.span(line.start, line.end).of(scan.text))
}

/// "REPUBLIC OF VAROSIA": nothing but the name of a State.
fn is_realm(scan: &Scan<'_>, line: &Range<usize>) -> bool {
    let words = scan.span(line.start, line.end).of(scan.text).to_lowercase();
    // Lines in capitals: the list has "Republic".
    let titled: String = words.split(' ').map(capitalised).collect::<Vec<_>>().join(" ");
    let line = Scan::new(&titled, scan.packs);
    let realm = line.role_end(0, Role::Realm, ANY_PACK).is_some();
    realm && (2..=6).contains(&line.tokens.len()) && line.class(1, Class::Of, ANY_PACK)
        || line.longest(0, Label::Place, ANY_PACK).is_some_and(|place| place.end as usize == line.tokens.len())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The first line of a block, in tokens.
fn first_line(scan: &Scan<'_>, block: &Block) -> Option<Range<usize>> {
    let tokens = scan.range(block.span);
    let first = tokens.clone().find(|&at| scan.is_word(at))?;
    let end = (first + 1..tokens.end).find(|&at| scan.tokens[at].line).unwrap_or(tokens.end);
    Some(first..end)
}

fn names_body(scan: &Scan<'_>, line: &Range<usize>, block: &Block) -> bool {
    let pack = scan.packs.index(block.lang);
    const HEADS: [Label; 3] = [Label::OrganisationHead, Label::Organisation, Label::Group];
    let head = line.clone().take(HEAD_REACH).any(|at| {
        let known = HEADS.iter().any(|&label| scan.is(at, label, pack));
        known && scan.capital(line.start)
    });
    // "Council adopts conclusions" is a headline.
    let verb = line.clone().skip(1).any(|at| {
        scan.forms(at) & (PAST | THIRD) != 0 && !scan.packs.lexicon.word(scan.tokens[at].word).noun
            || scan.class(at, Class::Be, pack)
            || scan.class(at, Class::Have, pack)
    });
    let small = |at: usize| {
        scan.is_word(at) && !scan.capital(at) && scan.word(at).len() > SMALL_BYTES_MAX
    };
    let large = scan.packs.pack(pack).is_some_and(|pack| pack.first_word_names) || !line.clone().any(small);
    let numbered = line.clone().any(|at| scan.tokens[at].kind == Kind::Number);
    let last = line.end - 1;
    let ends = b".:?!,;".iter().any(|&mark| scan.mark(last, mark));
    // "European Parliament resolution", "Statement of the Ministry" are titles.
    let marked = line.clone().any(|at| TITLE_MARKS.iter().any(|what| super::mark::stands_at(scan, at, what)));
    head && large && !verb && !numbered && !ends && !marked && (2..=NAME_TOKENS_MAX).contains(&line.len())
}
