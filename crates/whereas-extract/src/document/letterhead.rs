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

/// The longest word that a name may write small in a language that writes names large, in letters.
const SMALL_LETTERS_MAX: usize = 3;

/// Marks of titles.
const TITLE_MARKS: [&str; 3] = ["title", "statement-by", "genre:report"];

/// Whether a block is a part of the letterhead and no title.
pub(super) fn is_part(scan: &Scan<'_>, block: &Block) -> bool {
    body(scan, block).is_some() || names_realm(scan, block)
}

/// Whether a block begins with the name of a State on a line of its own.
pub(super) fn names_realm(scan: &Scan<'_>, block: &Block) -> bool {
    lines(scan, block).first().is_some_and(|line| is_realm(scan, line))
}

/// The body that a block names on a line of its own, the first or the one below the State: "Ministry of Justice".
pub(super) fn body<'t>(scan: &Scan<'t>, block: &Block) -> Option<&'t str> {
    let line = lines(scan, block).into_iter().find(|line| !is_realm(scan, line))?;
    names_body(scan, &line, block).then(|| scan.span(line.start, line.end).of(scan.text))
}

/// "REPUBLIC OF VAROSIA": nothing but the name of a State.
fn is_realm(scan: &Scan<'_>, given: &Range<usize>) -> bool {
    let words = scan.span(given.start, given.end).of(scan.text).to_lowercase();
    // Lines in capitals: the list has "Republic".
    let titled: String = words.split(' ').map(capitalised).collect::<Vec<_>>().join(" ");
    let line = Scan::new(&titled, scan.packs);
    let realm = line.role_end(0, Role::Realm, ANY_PACK).is_some();
    // "Republic of Varosia bans protest" is a headline.
    let name = all_large(scan, given);
    realm && name && (2..=6).contains(&line.tokens.len()) && line.class(1, Class::Of, ANY_PACK)
        || line
            .longest(0, Label::Place, ANY_PACK)
            .is_some_and(|place| place.end as usize == line.tokens.len())
}

/// Whether every longer word has a capital.
fn all_large(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    !words.clone().any(|at| is_small(scan, at))
}

fn is_small(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_word(at) && !scan.capital(at) && scan.word(at).chars().count() > SMALL_LETTERS_MAX
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The most lines of a block that are looked at.
const LINES_MAX: usize = 3;

/// The first lines of a block, in tokens.
fn lines(scan: &Scan<'_>, block: &Block) -> Vec<Range<usize>> {
    let tokens = scan.range(block.span);
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in tokens {
        let full = out.len() == LINES_MAX;
        match out.last_mut() {
            Some(line) if !scan.tokens[at].line => line.end = at + 1,
            _ if full => break,
            _ => out.push(at..at + 1),
        }
    }
    out
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
    let large = scan.packs.pack(pack).is_some_and(|pack| pack.first_word_names) || all_large(scan, line);
    // "Ministry of Justice | Press releases" has its name before the bar.
    let parted = scan.span(line.start, line.end).of(scan.text).contains(['|', '·', '•']);
    let numbered = line.clone().any(|at| scan.tokens[at].kind == Kind::Number);
    let last = line.end - 1;
    let ends = b".:?!,;".iter().any(|&mark| scan.mark(last, mark));
    // "European Parliament resolution", "Statement of the Ministry" are titles.
    let marked = line.clone().any(|at| TITLE_MARKS.iter().any(|what| super::mark::stands_at(scan, at, what)));
    head && large
        && !parted
        && !verb
        && !numbered
        && !ends
        && !marked
        && (2..=NAME_TOKENS_MAX).contains(&line.len())
}

#[cfg(test)]
mod tests {
    use crate::{Text, extract};

    /// Title and publisher.
    fn head(words: &str) -> (String, String) {
        let text = Text { text: words.to_owned(), ..Text::default() };
        let document = extract(&text).document;
        (document.title, document.publisher)
    }

    #[test]
    fn the_lines_above_a_title_tell_who_publishes() {
        let body = "Kelmar, 3 May 2021\n\nThe Ministry has studied the report and rejects it as unfounded.\n";
        let text =
            format!("REPUBLIC OF NORWAY\nMinistry of Justice\n\nReply to the report on the press\n\n{body}");
        assert_eq!(head(&text), ("Reply to the report on the press".into(), "Ministry of Justice".into()));
        let text = "Министерство юстиции Республики Варосия\n\nО положении журналистов в стране\n\n3 мая 2021 года\n\n\
            Министерство изучило резолюцию и отвергает ее.\n";
        let (title, publisher) = head(text);
        assert_eq!(title, "О положении журналистов в стране");
        assert_eq!(publisher, "Министерство юстиции Республики Варосия");
    }

    #[test]
    fn a_headline_is_no_letterhead() {
        let text = "Council of Elders adopts a new law on the press\n\n3 May 2021\n\nThe law was adopted on Monday.\n";
        assert_eq!(head(text).0, "Council of Elders adopts a new law on the press");
    }
}
