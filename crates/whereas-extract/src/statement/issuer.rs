//! Who speaks in a statement that names no author: those who say "we, the leaders of …", those by whom a joint
//! statement is, the country on whose behalf a speech is made – not the page on which it stands.

use std::ops::Range;

use super::maker::Maker;
use super::nation::{self, state};
use crate::pack::lexicon::{ANY_PACK, ING, Label};
use crate::pack::{Class, Role};
use crate::scan::Scan;
use crate::{Genre, MentionValue, Named, PassageKind};

/// How far into a text its issuer names himself, in tokens.
const ISSUER_REACH: usize = 900;

/// The longest list of names that speak together, in tokens.
const NAMES_TOKENS_MAX: usize = 160;

/// The longest office or body before its first "of", in tokens.
const HEAD_TOKENS_MAX: usize = 7;

/// How far into a text "We, the leaders of …" stands that names who issues it, in tokens.
const WE_REACH: usize = 200;

/// Who issues the document, as far as title or text tell, and the country whose speech it is.
pub(super) fn issuer(maker: &Maker<'_, '_>) -> (Option<Named>, Option<String>) {
    let document = maker.document;
    if document.genre != Genre::Statement || !document.author.is_empty() {
        return (None, None);
    }
    let Some(text) = opening(maker) else { return (None, None) };
    let pack = maker.scan.tokens.get(text.start).map_or(ANY_PACK, |token| token.pack);
    let several = in_apposition(maker, text.clone(), pack).or_else(|| by_title(maker));
    if several.is_some() {
        return (several, None);
    }
    let country = on_behalf(maker, text, pack).or_else(|| nation::country_of_speech(maker));
    let country = country.map(|named| short_form(maker, named));
    let nation = country.as_ref().map(|named| named.name.clone());
    (country, nation)
}

/// The words at the beginning of a text in which its issuer is looked for.
fn opening(maker: &Maker<'_, '_>) -> Option<Range<usize>> {
    let document = maker.document;
    let content = |kind: PassageKind| !matches!(kind, PassageKind::Boilerplate | PassageKind::Title);
    let first = document.passages.iter().position(|passage| content(passage.kind))?;
    let start = maker.tokens(first).start;
    Some(start..maker.scan.tokens.len().min(start + ISSUER_REACH))
}

/// "We, the leaders of Varosia and Elland, …"
fn in_apposition(maker: &Maker<'_, '_>, text: Range<usize>, pack: u8) -> Option<Named> {
    let scan = maker.scan;
    text.clone().take(WE_REACH).find_map(|at| {
        let we = scan.class(at, Class::FirstPerson, pack) && !scan.class(at, Class::Possessive, pack);
        let article = at + 1 + usize::from(scan.mark(at + 1, b','));
        if !we || !scan.class(article, Class::Article, pack) {
            return None;
        }
        let names = article + 1..names_end(scan, article + 1, pack);
        let of = names.clone().take(HEAD_TOKENS_MAX).find(|&i| scan.class(i, Class::Of, pack));
        let office = |i: usize| {
            [Label::Title, Label::People, Label::Actor, Label::Group]
                .iter()
                .any(|&label| scan.is(i, label, pack))
        };
        let heads = of.is_some_and(|of| (names.start..of).any(office));
        (heads && names_somebody(maker, names.clone())).then(|| named(scan, names))
    })
}

/// "Joint Statement by the Leaders of Varosia and Elland on …", "Statement from the Group of Nine".
fn by_title(maker: &Maker<'_, '_>) -> Option<Named> {
    let words = Scan::new(&maker.document.title, maker.scan.packs);
    let mut start =
        (0..words.tokens.len()).find_map(|at| crate::document::mark_end(&words, at, "statement-by"))?;
    start += usize::from(words.class(start, Class::Article, ANY_PACK));
    let end = names_end(&words, start, ANY_PACK);
    let end = end + usize::from(end > start && goes_on_small(maker, &words, end));
    let of = (start..end).any(|at| words.class(at, Class::Of, ANY_PACK));
    let body = (start..end).any(|at| words.is(at, Label::Organisation, ANY_PACK));
    let several = (start..end).any(|at| words.is(at, Label::People, ANY_PACK)) && end - start > 1;
    // "Communiqué du ministère de la Justice": where names have a capital in their second word at the soonest.
    let named = words.capital(start) || words.is(start, Label::OrganisationHead, ANY_PACK);
    let plain = (of || body || several) && named && end > start;
    let name = crate::fold_blanks(words.span(start, end).of(words.text));
    // "Statement by the Ministry" on the page of the Ministry of Justice: its whole name is that of the page.
    let publishes = maker.document.publisher.to_lowercase().contains(&name.to_lowercase());
    (plain && !publishes).then_some(Named { name, span: None })
}

/// "ministère des Droits humains": the adjective behind a name where names have small letters.
fn goes_on_small(maker: &Maker<'_, '_>, words: &Scan<'_>, at: usize) -> bool {
    let pack = maker.document.languages.first().map(|&lang| words.packs.index(lang));
    let small = pack.and_then(|pack| words.packs.pack(pack)).is_some_and(|pack| pack.first_word_names);
    let follows = words.is_word(at) && !words.capital(at) && words.forms(at) == 0;
    small && follows && !words.grammatical(at, ANY_PACK) && !words.class(at, Class::Preposition, ANY_PACK)
}

/// "On behalf of the Government of Varosia, I …"
fn on_behalf(maker: &Maker<'_, '_>, text: Range<usize>, pack: u8) -> Option<Named> {
    let scan = maker.scan;
    text.clone().find_map(|at| {
        let start = scan.role_end(at, Role::OnBehalf, pack)?;
        let reach = start..scan.tokens.len().min(start + HEAD_TOKENS_MAX + 4);
        let state = maker.mentions_in(reach).find(|m| {
            let led = |i: usize| !scan.mark(i, b',') && !scan.class(i, Class::Possessive, pack);
            state(maker, m).is_some_and(|tokens| (start..tokens.start).all(led))
        })?;
        Some(named(scan, scan.range(state.span)))
    })
}

/// "Republic of", "Government of the".
fn ends_in_of(words: &str) -> bool {
    let scan = Scan::new(words, crate::pack::Packs::shipped());
    let last = (0..scan.tokens.len()).rev().find(|&at| !scan.class(at, Class::Article, ANY_PACK));
    last.is_some_and(|last| scan.class(last, Class::Of, ANY_PACK))
}

/// "Government of the Republic of Varosia" as "Varosia", where the text calls it so, too.
fn short_form(maker: &Maker<'_, '_>, given: Named) -> Named {
    let plain =
        maker.mentions.iter().filter(|mention| mention.value == MentionValue::Place).find(|mention| {
            let name = mention.span.of(maker.scan.text);
            given.name.strip_suffix(name).is_some_and(ends_in_of)
        });
    plain.map_or(given, |mention| named(maker.scan, maker.scan.range(mention.span)))
}

/// Where a list of offices and names ends: before a verb, or behind a comma that no name follows.
fn names_end(scan: &Scan<'_>, start: usize, pack: u8) -> usize {
    let limit = scan.tokens.len().min(start + NAMES_TOKENS_MAX);
    let mut at = start;
    let mut of = false;
    while at < limit {
        let joins = scan.class(at, Class::Of, pack)
            || scan.class(at, Class::And, pack)
            || scan.class(at, Class::Article, pack)
            || scan.class(at, Class::In, pack) && scan.class(at + 1, Class::Article, pack)
            || scan.class(at, Class::From, pack);
        of |= scan.class(at, Class::Of, pack);
        let comma = scan.mark(at, b',')
            && (scan.capital(at + 1)
                || scan.class(at + 1, Class::And, pack)
                || scan.class(at + 1, Class::Article, pack));
        let bracket =
            scan.mark(at, b'(') || scan.mark(at, b')') || scan.mark(at, b'\'') || scan.mark(at, b'-');
        let office = !of
            && scan.is_word(at)
            && scan.forms(at) == 0
            && at - start < HEAD_TOKENS_MAX
            && !scan.class(at, Class::Preposition, pack);
        let name = scan.capital(at) && scan.forms(at) & ING == 0 || scan.word(at) == "s";
        if !(joins || comma || bracket || office || name) || at > start && scan.tokens[at].paragraph {
            break;
        }
        at += 1;
    }
    while at > start && !scan.is_word(at - 1) && !scan.mark(at - 1, b')')
        || at > start && scan.grammatical(at - 1, pack) && !scan.capital(at - 1)
    {
        at -= 1;
    }
    at
}

fn names_somebody(maker: &Maker<'_, '_>, names: Range<usize>) -> bool {
    maker.mentions_in(names).any(|m| {
        matches!(m.value, MentionValue::Place | MentionValue::Organisation | MentionValue::Person { .. })
    })
}

pub(super) fn named(scan: &Scan<'_>, range: Range<usize>) -> Named {
    let span = scan.span(range.start, range.end);
    Named { name: crate::fold_blanks(span.of(scan.text)), span: Some(span) }
}

#[cfg(test)]
mod tests {
    use crate::{Hint, extract, read};

    /// Who speaks where a text names nobody for a sentence.
    fn voice(text: &str) -> String {
        let text = read(text.as_bytes(), &Hint { name: "statement.md" }).expect("plain text is read");
        extract(&text).statements.pop().map(|s| s.speaker.name).unwrap_or_default()
    }

    #[test]
    fn those_who_say_we_are_named() {
        let text = "---\ntitle: Joint Statement on the Valleys\n---\nWe, the foreign ministers of Varosia, Norway, and \
            Denmark, met today. We condemn the attack.\n";
        assert_eq!(voice(text), "foreign ministers of Varosia, Norway, and Denmark");
    }

    #[test]
    fn a_joint_statement_is_by_whom_its_title_says() {
        let text = "---\ntitle: Joint Statement from the Leaders of Varosia and Norway on the Valleys\n---\n\
            Today is a day of hope. We condemn the attack.\n";
        assert_eq!(voice(text), "Leaders of Varosia and Norway");
    }

    #[test]
    fn a_speech_is_that_of_the_country_on_whose_behalf_it_is_made() {
        let text = "Mr. President, on behalf of the Government of Norway, I congratulate you. We condemn the attack.\n";
        assert_eq!(voice(text), "Government of Norway");
    }

    #[test]
    fn a_country_is_called_as_its_speech_calls_it() {
        let text = "Mr. President, on behalf of the Government of Norway, I congratulate you. The talks in Norway go on. \
            We condemn the attack.\n";
        assert_eq!(voice(text), "Norway");
    }

    #[test]
    fn a_country_that_is_accused_does_not_speak() {
        let text = "Mr. President, we are concerned. Norway has jailed 300 people. Norway closed three papers. \
            Norway does not answer. We condemn the attack.\n";
        assert_eq!(voice(text), "");
    }

    #[test]
    fn the_country_of_whose_doings_a_speech_tells_speaks() {
        let text = "Mr. President, the year was not easy for our country. Norway has built our schools. Norway is ready. \
            Denmark, Norway and Finland sent help. Norway does not forget. We condemn the attack.\n";
        assert_eq!(voice(text), "Norway");
    }

    #[test]
    fn a_country_that_our_country_accuses_does_not_speak() {
        let text = "Mr. President, our country asks for peace. The aggression of Norway against our villages goes on. \
            Norway attacks our ports. Norway refuses to talk. Norway occupied our islands. We condemn the attack.\n";
        assert_eq!(voice(text), "");
    }

    #[test]
    fn a_part_of_the_world_does_not_speak() {
        let text = "Mr. President, our country is in Africa. Africa supports the talks. Africa welcomes the truce. \
            We condemn the attack.\n";
        assert_eq!(voice(text), "");
    }

    #[test]
    fn the_country_that_welcomes_and_supports_speaks() {
        let text = "Mr. President, the year was hard. Norway welcomes the truce. Norway supports the talks. \
            Denmark rejected them. We condemn the attack.\n";
        assert_eq!(voice(text), "Norway");
    }
}
