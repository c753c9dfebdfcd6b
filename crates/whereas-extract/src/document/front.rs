//! The head of a document: title, date, publisher, author, disclosure.

use super::block::Block;
use super::{Document, Genre, letterhead};
use crate::mention::date::{Calendar, date_at, day_at};
use crate::pack::Place;
use crate::pack::lexicon::{ANY_PACK, ING, Label, PARTICIPLE, THIRD};
use crate::scan::{Kind, Scan};
use crate::{Layout, Text};

/// Blocks at the beginning (and the end) in which the date and names of the head are looked for.
const HEAD_BLOCKS: usize = 14;

/// The title as the source or its first blocks tell; `""` when there is none.
pub(super) fn title(scan: &Scan<'_>, text: &Text, blocks: &[Block]) -> String {
    let marked = blocks.iter().take(HEAD_BLOCKS).find(|block| {
        let tokens = scan.range(block.span);
        let first = tokens.clone().find(|&at| is_title_mark(scan, at, "title"));
        let words = block.words(scan);
        // "Resolution of …", "European … resolution of …": the mark stands near the beginning of a line without an end.
        block.layout != Layout::Furniture
            && tokens.len() < 90
            && !words.ends_with(['.', ';', ':', ','])
            && first.is_some_and(|at| at < tokens.start + 8)
    });
    if let Some(block) = marked {
        return bare_title(block.words(scan));
    }
    if !text.front.title.is_empty() {
        return crate::fold_blanks(&text.front.title);
    }
    let may_be_title = |block: &&Block| {
        block.layout == Layout::Heading
            || looks_like_title(block.words(scan)) && byline_end(scan, block).is_none()
    };
    let heads = |block: &&Block| block.layout != Layout::Heading && letterhead::is_part(scan, block);
    head_lines(scan, blocks)
        .find(|block| may_be_title(block) && !heads(block))
        .or_else(|| head_lines(scan, blocks).find(may_be_title))
        .or_else(|| exclaimed_title(scan, blocks))
        .map_or(String::new(), |block| bare_title(block.words(scan)))
}

/// The first line of a text, where it calls out or asks and a longer paragraph stands below: "Varosia votes again!"
fn exclaimed_title<'b>(scan: &Scan<'_>, blocks: &'b [Block]) -> Option<&'b Block> {
    let (first, next) = (blocks.first()?, blocks.get(1)?);
    let words = first.words(scan).strip_suffix(['!', '?'])?;
    let one = !words.contains(['!', '?', ':', ';', '\n']) && !words.contains(". ");
    let below = next.words(scan).len() > first.words(scan).len();
    (one && below && looks_like_title(words)).then_some(first)
}

/// A title without the marks of Markdown.
fn bare_title(words: &str) -> String {
    crate::fold_blanks(words.trim_matches(['#', '*', ' ']))
}

/// The short lines before the text: up to the first one that is a paragraph.
fn head_lines<'b>(scan: &Scan<'_>, blocks: &'b [Block]) -> impl Iterator<Item = &'b Block> {
    let paragraph = |block: &&Block| {
        let words = block.words(scan);
        words.len() > HEAD_LINE_BYTES_MAX
            || words.split_whitespace().count() > 14 && words.ends_with(['.', ';', '”', '"'])
    };
    blocks
        .iter()
        .take(HEAD_BLOCKS)
        .filter(|block| block.layout != Layout::Furniture)
        .take_while(move |block| !paragraph(block))
}

/// The longest line that can be part of a head, in bytes.
const HEAD_LINE_BYTES_MAX: usize = 300;

/// A line that names who publishes: one to six capitalised words before the title, or the first part of
/// "Name | Section | Date".
fn masthead(scan: &Scan<'_>, blocks: &[Block], title: &str) -> Option<String> {
    for block in head_lines(scan, blocks).take(5) {
        let words = block.words(scan).trim_matches(['#', '*', ' ']);
        if super::same_words(words, title) {
            return None;
        }
        if let Some(body) = letterhead::body(scan, block) {
            return Some(crate::fold_blanks(body));
        }
        if letterhead::names_realm(scan, block) {
            continue;
        }
        let parts: Vec<&str> = words.split(['|', '·', '*', '•']).map(str::trim).collect();
        let name = parts.first().copied().unwrap_or(words);
        let tokens = Scan::new(name, scan.packs);
        let count = tokens.tokens.len();
        let section = (0..count).any(|at| tokens.starts(at, Label::Mark) && at == 0);
        let named = (1..=6).contains(&count)
            && name.chars().count() > 3
            && (0..count).all(|at| {
                tokens.capital(at)
                    || tokens.is_word(at) && tokens.word(at).len() <= 3
                    || !tokens.is_word(at) && tokens.tokens[at].kind != Kind::Number
            })
            && tokens.capital(0)
            && !name.ends_with([':', '.', '?', '!', ','])
            && (0..count).all(|at| {
                day_at(&tokens, at, &Calendar::default()).is_none() && !tokens.is(at, Label::Month, u8::MAX)
            });
        let navigation = parts.len() > 3;
        if named && !section && !navigation && !name.contains(['/', '_']) {
            return Some(name.to_owned());
        }
    }
    None
}

fn is_title_mark(scan: &Scan<'_>, at: usize, what: &str) -> bool {
    scan.found_at(at).iter().any(|found| {
        found.entry.label == Label::Mark
            && scan
                .packs
                .marks
                .get(found.entry.payload as usize)
                .is_some_and(|mark| mark.what == what && mark.place == Place::Title)
    })
}

/// A first line without an end, longer than a label and shorter than a paragraph.
fn looks_like_title(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let named = words.chars().filter(|c| c.is_alphabetic()).count() > 10;
    (4..=40).contains(&count)
        && named
        && !words.trim_end_matches(['»', '”', '"', ' ', '\u{a0}']).ends_with(['.', ':', ';', ',', '?', '!'])
        && !words.contains(['_', '|', '*'])
        && words.chars().filter(char::is_ascii_digit).count() * 4 < words.len()
}

/// "By Ana Demir": one past the words at the head of a block that lead to an author, with a capital behind them.
fn byline_end(scan: &Scan<'_>, block: &Block) -> Option<usize> {
    let first = scan.range(block.span).start;
    if !super::mark::begins_with(scan, first, scan.packs.index(block.lang), "byline") {
        return None;
    }
    let marks = scan.found_at(first).iter().filter(|found| found.entry.label == Label::Mark);
    marks.map(|found| found.end as usize).max().filter(|&end| scan.capital(end))
}

/// Fills in date, publisher, author and disclosure.
pub(super) fn fill(scan: &Scan<'_>, text: &Text, blocks: &[Block], document: &mut Document) {
    document.disclosure = disclosure(scan);
    document.date = date(scan, text, blocks, document);
    document.publisher = publisher(scan, text, blocks, document);
    document.author = author(scan, text, blocks, document);
}

fn disclosure(scan: &Scan<'_>) -> String {
    let told = scan.marked(0..scan.tokens.len()).any(|at| super::mark::stands_at(scan, at, "sponsored"));
    if told { "sponsored".to_owned() } else { String::new() }
}

/// The front matter's date; else a date in the title of a resolution; else one that stands alone in the head or at
/// the end.
fn date(scan: &Scan<'_>, text: &Text, blocks: &[Block], document: &Document) -> String {
    if !text.front.date.is_empty() {
        return text.front.date.clone();
    }
    if let Some((day, _)) = super::block::collected_on(scan.text, scan.packs) {
        return day.to_owned();
    }
    let title = Scan::new(&document.title, scan.packs);
    let titled = |at: usize| {
        let found = day_at(&title, at, &Calendar::default())?;
        // "resolution of 11 February 2021", "adopted on 7 October 2020", not "Designating March 5, 2021, as …".
        let last = found.end == title.tokens.len();
        let led = at > 0
            && (title.class(at - 1, crate::pack::Class::Of, u8::MAX)
                || last && title.class(at - 1, crate::pack::Class::On, u8::MAX));
        led.then_some(found.value)
    };
    if document.genre == Genre::Resolution
        && let Some(day) = (0..title.tokens.len()).find_map(titled)
    {
        return day;
    }
    if document.genre == Genre::Resolution
        && let Some(day) = blocks.iter().find_map(|block| formula_date(scan, block))
    {
        return day;
    }
    let head = blocks.iter().take(HEAD_BLOCKS);
    if matches!(document.genre, Genre::Resolution | Genre::Report)
        && let Some(day) = head.clone().find_map(|block| adopted_on(scan, block))
    {
        return day;
    }
    let tail = blocks.iter().rev().take(3);
    let alone = head
        .chain(tail)
        .filter(|block| block.layout != Layout::Footnote)
        .find_map(|block| date_line(scan, block));
    alone.or_else(|| byline_date(scan, blocks)).unwrap_or_default()
}

/// The day on which a body adopts, as its formula tells: "… adopts, on 20 July 1937, the following recommendation", the
/// last one it names; else the month or year of its session ("The Conference of the Union (Kelmar, 2018),").
fn formula_date(scan: &Scan<'_>, block: &Block) -> Option<String> {
    if super::mark::head(scan, block.span, block.lang) != super::mark::Head::Formula {
        return None;
    }
    let tokens = scan.range(block.span);
    let (mut at, mut day) = (tokens.start, None);
    while at < tokens.end {
        let found = day_at(scan, at, &Calendar::default());
        at = found.as_ref().map_or(at + 1, |found| found.end);
        day = found.map(|found| found.value).or(day);
    }
    if day.is_some() {
        return day;
    }
    let open = session_bracket(scan, &tokens)?;
    let close = (open..tokens.end).find(|&at| scan.mark(at, b')'))?;
    let session = (open..close).find_map(|at| date_at(scan, at, ANY_PACK, &Calendar::default()))?;
    // "2 to 6 June 2019": which day is not told.
    let (first, last) = session.value.split_once('/').unwrap_or((&session.value, &session.value));
    let common = [7, 4].into_iter().find(|&len| first.get(..len).is_some_and(|part| last.starts_with(part)));
    Some(common.map_or(first, |len| &first[..len]).to_owned()).filter(|date| !date.is_empty())
}

/// How far behind "adopted by" the day stands, in tokens.
const ADOPTED_REACH: usize = 14;

/// "Text adopted by the Assembly on 9 October 2018 (31st sitting)", a line of the head.
fn adopted_on(scan: &Scan<'_>, block: &Block) -> Option<String> {
    let tokens = scan.range(block.span);
    let begins = |at: &usize| *at == tokens.start || scan.tokens[*at].line;
    let first = tokens.clone().filter(begins).find_map(|at| super::mark::end_at(scan, at, "adopted"))?;
    let near = first..tokens.end.min(first + ADOPTED_REACH);
    near.clone().find_map(|at| day_at(scan, at, &Calendar::default())).map(|found| found.value)
}

/// A block that says little more than a day: "8 November 1999", "Dated: 3 May 2021", "E-News, 3 May 2021".
fn date_line(scan: &Scan<'_>, block: &Block) -> Option<String> {
    let tokens = scan.range(block.span);
    // What ends with a comma is a clause of a preamble: "Recalling its resolution of 15 March 2006,".
    if tokens.len() > 36 || block.words(scan).ends_with(',') {
        return None;
    }
    for at in tokens.clone() {
        if let Some(found) = day_at(scan, at, &Calendar::default()) {
            let before = &scan.tokens[tokens.start..at];
            let words = before.iter().filter(|token| token.kind == Kind::Word).count();
            let verbal = (tokens.clone()).any(|i| {
                scan.forms(i) & (crate::pack::lexicon::THIRD | crate::pack::lexicon::PAST) != 0
                    && !scan.tokens[i].capital
            });
            return (words <= 14 && !verbal).then_some(found.value);
        }
    }
    None
}

/// A page pasted in one line: a day in figures near its beginning ("… 5min 18-01-2024 …").
fn byline_date(scan: &Scan<'_>, blocks: &[Block]) -> Option<String> {
    let first = blocks.first()?;
    let tokens = scan.range(first.span);
    let end = tokens.end.min(tokens.start + 24);
    (tokens.start..end).find_map(|at| {
        let found = day_at(scan, at, &Calendar::default())?;
        found.numeric.then_some(found.value)
    })
}

fn publisher(scan: &Scan<'_>, text: &Text, blocks: &[Block], document: &Document) -> String {
    if document.genre == Genre::Resolution
        && let Some(body) = resolution_body(scan, blocks, document)
    {
        return body;
    }
    if let Some((_, name)) = scan.packs.hosts.iter().find(|(host, _)| on_host(&text.front.address, host)) {
        return name.clone();
    }
    if !text.front.publisher.is_empty() {
        return text.front.publisher.clone();
    }
    if let Some(name) = masthead(scan, blocks, &document.title) {
        return name;
    }
    let known = |at: &usize| scan.longest(*at, Label::Organisation, u8::MAX);
    let furniture = blocks.iter().take(1).flat_map(|block| super::boilerplate::inside(scan, block));
    for span in furniture {
        if let Some(found) = scan.range(span).find_map(|at| known(&at)) {
            return scan.span(found.first as usize, found.end as usize).of(scan.text).to_owned();
        }
    }
    String::new()
}

/// Whether an address is on a host or below it.
fn on_host(address: &str, host: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let name = rest.split(['/', ':', '?']).next().unwrap_or(rest);
    name == host || name.strip_suffix(host).is_some_and(|before| before.ends_with('.'))
}

/// The body that adopts: "The Assembly of the Meridian Union," or the first words of "… resolution of …".
fn resolution_body(scan: &Scan<'_>, blocks: &[Block], document: &Document) -> Option<String> {
    let title = Scan::new(&document.title, scan.packs);
    if let Some(mark) = (1..title.tokens.len()).find(|&at| is_title_mark(&title, at, "title")) {
        let named = (0..mark).all(|at| title.capital(at) || !title.is_word(at) || title.word(at).len() <= 3);
        // "The United States’ resolution of …"
        let words = title.span(0, mark).of(title.text).trim();
        let words = words.strip_suffix(['\'', '’']).unwrap_or(words).to_owned();
        if named && words.chars().count() > 5 {
            return Some(words);
        }
    }
    for block in blocks {
        let tokens = scan.range(block.span);
        match super::mark::head(scan, block.span, block.lang) {
            // A title in capitals that begins as a formula does is none.
            super::mark::Head::Formula if begins_with_verb(scan, &tokens) => {}
            super::mark::Head::Formula
                if scan.mark(tokens.end.saturating_sub(1), b',')
                    || how_it_met(scan, &tokens).is_some()
                    || tokens.len() < 16 && !in_capitals(block.words(scan)) =>
            {
                return Some(formula_body(scan, block));
            }
            _ => {}
        }
        // "IN THE SENATE OF THE UNITED STATES": a line in capitals.
        let heading = tokens.len() < 14 && in_capitals(block.words(scan));
        let house = tokens
            .clone()
            .find(|&at| super::mark::begins_with(scan, at, scan.packs.index(block.lang), "adopting-body"));
        if let Some(at) = house.filter(|_| heading) {
            let found =
                scan.found_at(at).iter().filter(|f| f.entry.label == Label::Mark).max_by_key(|f| f.end)?;
            let start = found.end as usize;
            let end = (start..tokens.end).find(|&i| !scan.is_word(i)).unwrap_or(tokens.end);
            let pack = scan.packs.index(block.lang);
            let body =
                scan.is(start, Label::OrganisationHead, pack) || scan.is(start, Label::Organisation, pack);
            if body && start < end {
                return Some(scan.span(start, end).of(scan.text).to_owned());
            }
        }
    }
    None
}

fn in_capitals(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// "Submits the following recommendation": the body stands elsewhere.
fn begins_with_verb(scan: &Scan<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let first = tokens.clone().find(|&at| scan.is_word(at)).unwrap_or(tokens.start);
    scan.forms(first) & THIRD != 0 && !scan.is(first, Label::OrganisationHead, u8::MAX)
}

/// "the Conference, convened by the Bureau, …": where the words begin that tell how a body met, no part of its name.
fn how_it_met(scan: &Scan<'_>, tokens: &std::ops::Range<usize>) -> Option<usize> {
    tokens.clone().skip(2).find(|&at| scan.mark(at, b',') && scan.forms(at + 1) & (PARTICIPLE | ING) != 0)
}

/// "the Conference of the Union (Kelmar, 2018),": where the bracket with its place and year begins.
fn session_bracket(scan: &Scan<'_>, tokens: &std::ops::Range<usize>) -> Option<usize> {
    let open = tokens.clone().skip(2).find(|&at| scan.mark(at, b'('))?;
    let close = (open..tokens.end).find(|&at| scan.mark(at, b')'))?;
    // "(MU)" belongs to the name.
    (open..close).any(|at| scan.tokens[at].kind == Kind::Number).then_some(open)
}

/// "The Assembly of the Meridian Union," → "Assembly of the Meridian Union".
fn formula_body(scan: &Scan<'_>, block: &Block) -> String {
    let pack = scan.packs.index(block.lang);
    let tokens = scan.range(block.span);
    let first = tokens.clone().find(|&at| scan.is_word(at)).unwrap_or(tokens.start);
    let met = how_it_met(scan, &tokens).into_iter().chain(session_bracket(scan, &tokens)).min();
    let end = met.unwrap_or(tokens.end);
    let words = scan.span(first, end).of(scan.text).trim_end_matches([',', ' ', ':', '*', '_']);
    let words = if scan.class(first, crate::pack::Class::Article, pack) {
        words.split_once([' ', '\u{a0}', '’', '\'']).map_or(words, |(_, rest)| rest)
    } else {
        words
    };
    crate::fold_blanks(words)
}

fn author(scan: &Scan<'_>, text: &Text, blocks: &[Block], document: &Document) -> String {
    let names: Vec<String> =
        text.front.authors.iter().map(|name| straight(name)).filter(|name| is_person(scan, name)).collect();
    // "Press conference with Prime Minister Demir": of several, whom the title names is the guest.
    let guest = |name: &&String| {
        name.rsplit(' ')
            .next()
            .is_some_and(|family| document.title.split(' ').any(|word| bare(word) == family))
    };
    let named = names.iter().find(|name| !guest(name)).or(names.first()).cloned();
    match document.genre {
        Genre::Resolution | Genre::Readout => return String::new(),
        Genre::Interview => return named.unwrap_or_default(),
        _ => {}
    }
    if let Some(name) = byline(scan, blocks) {
        return name;
    }
    if document.genre == Genre::News
        && let Some(name) = reporter_line(scan, blocks)
    {
        return name;
    }
    if let Some(name) = statement_by(scan, &document.title) {
        return name;
    }
    named.unwrap_or_default()
}

fn bare(word: &str) -> &str {
    let word = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word);
    word.trim_matches(|c: char| !c.is_alphabetic())
}

/// "Demir, Ana" → "Ana Demir".
fn straight(name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given))
            if !given.contains(',') && !given.contains(' ') || given.split(' ').count() == 2 =>
        {
            format!("{given} {family}")
        }
        _ => name.to_owned(),
    }
}

/// An author who is no organisation.
fn is_person(scan: &Scan<'_>, name: &str) -> bool {
    let words = Scan::new(name, scan.packs);
    let count = words.tokens.len();
    (2..=6).contains(&count)
        && !(0..count).any(|at| {
            words.is(at, Label::OrganisationHead, u8::MAX) || words.is(at, Label::Organisation, u8::MAX)
        })
        && (0..count).all(|at| words.capital(at) || !words.is_word(at) || words.word(at).len() <= 3)
}

/// "By Ana Demir" at the beginning of one of the first blocks.
fn byline(scan: &Scan<'_>, blocks: &[Block]) -> Option<String> {
    let content = blocks.iter().filter(|block| block.layout != Layout::Furniture);
    content.take(6).find_map(|block| name_at(scan, byline_end(scan, block)?, scan.range(block.span).end))
}

/// "Ana Demir in Kelmar – 19 June 2025": a name, and a day in the same short line.
fn reporter_line(scan: &Scan<'_>, blocks: &[Block]) -> Option<String> {
    head_lines(scan, blocks).find_map(|block| {
        let tokens = scan.range(block.span);
        let dated = tokens.clone().any(|at| day_at(scan, at, &Calendar::default()).is_some());
        if !dated || tokens.len() > 14 {
            return None;
        }
        let end = (tokens.start..tokens.end).find(|&at| !scan.capital(at)).unwrap_or(tokens.end);
        let named = (2..=3).contains(&(end - tokens.start))
            && !scan.is(tokens.start, Label::Month, u8::MAX)
            && !scan.is(tokens.start, Label::Weekday, u8::MAX);
        let name = scan.span(tokens.start, end).of(scan.text);
        (named && is_person(scan, name)).then(|| name.to_owned())
    })
}

/// "Statement by President Ana Demir on …".
fn statement_by(scan: &Scan<'_>, title: &str) -> Option<String> {
    let words = Scan::new(title, scan.packs);
    let end = words.tokens.len();
    let by = (0..end).find(|&at| {
        words.found_at(at).iter().any(|found| {
            found.entry.label == Label::Mark
                && scan
                    .packs
                    .marks
                    .get(found.entry.payload as usize)
                    .is_some_and(|mark| mark.what == "statement-by")
        })
    })?;
    let found = words.found_at(by).iter().filter(|f| f.entry.label == Label::Mark).max_by_key(|f| f.end)?;
    let mut at = found.end as usize;
    while let Some(title) = words.longest(at, Label::Title, u8::MAX) {
        at = title.end as usize;
    }
    // An office in capitals before the name ("NSC Spokesperson Ana Demir"): the last two capitals are the name.
    let stop = (at..end).find(|&i| !words.capital(i)).unwrap_or(end);
    let start = if stop - at > 3 { stop - 2 } else { at };
    (stop - start >= 2)
        .then(|| words.span(start, stop).of(words.text).to_owned())
        .filter(|name| is_person(scan, name))
}

fn name_at(scan: &Scan<'_>, at: usize, end: usize) -> Option<String> {
    let mut stop = at;
    while stop < end
        && stop < at + 4
        && scan.capital(stop)
        && !scan.class(stop, crate::pack::Class::NotName, u8::MAX)
    {
        stop += 1;
    }
    // Words of the page run on behind a byline; a name has two or three words.
    let stop = if stop - at > 3 { at + 2 } else { stop };
    (stop - at >= 2).then(|| scan.span(at, stop).of(scan.text).to_owned())
}
