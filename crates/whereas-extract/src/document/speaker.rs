//! Labels of speakers at the beginning of a turn, and whom they name.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::block::Block;
use super::{Document, Genre, PassageKind};
use crate::pack::lexicon::{ANY_PACK, Label};
use crate::scan::Scan;
use crate::{Mention, MentionValue, Span};

/// Longest label of a speaker, in characters ("ANA DEMIR, DEPUTY LEADER:").
const LABEL_CHARS_MAX: usize = 70;

/// The fewest labels without a colon by which they are believed: one "Q" may be anything.
const BARE_MIN: usize = 2;

/// The fewest characters of a paragraph below a name that is the heading of a turn.
const OPENING_CHARS_MIN: usize = 60;

/// What is known of the labels of a text before its turns are read.
#[derive(Debug)]
pub(super) struct Labels {
    /// Whether labels without a colon count ("Q    Why?").
    bare: bool,
    /// The names that stand before a colon, folded.
    names: BTreeSet<String>,
}

impl Labels {
    pub fn of(scan: &Scan<'_>, blocks: &[Block]) -> Labels {
        let bare =
            blocks.iter().filter(|block| bare_label(scan, block).is_some_and(|(_, asks)| asks)).count();
        let names = blocks.iter().filter_map(|block| speaker_label(block.words(scan)));
        Labels { bare: bare >= BARE_MIN, names: names.map(|(name, _)| name.to_lowercase()).collect() }
    }

    /// The label of a block: the name, and the length of the label with its colon.
    pub fn label<'t>(&self, scan: &Scan<'t>, block: &Block) -> Option<(&'t str, usize)> {
        let words = block.words(scan);
        if let Some(label) = speaker_label(words) {
            return Some(label);
        }
        let (len, _) = bare_label(scan, block).filter(|_| self.bare)?;
        Some((words[..len].trim_end_matches('.'), len))
    }

    /// A line that is the name of a later label, above a paragraph: the name stands for the label.
    pub fn heading<'t>(&self, scan: &Scan<'t>, blocks: &[Block], at: usize) -> Option<(&'t str, usize)> {
        let words = blocks[at].words(scan);
        let below = blocks.get(at + 1)?;
        let opens = below.words(scan).chars().nth(OPENING_CHARS_MIN).is_some()
            && below.words(scan).contains(char::is_lowercase)
            && self.label(scan, below).is_none();
        let short = words.chars().nth(LABEL_CHARS_MAX).is_none();
        let named = short
            && (self.names.contains(&words.to_lowercase())
                || is_capital_name(words) && in_head(scan, blocks, at, words));
        (opens && named).then_some((words, words.len()))
    }
}

/// Whether the head of a transcript has a name with a title ("THE HON ANA DEMIR MP", "The Hon Ana Demir").
pub(super) fn in_head(scan: &Scan<'_>, blocks: &[Block], at: usize, name: &str) -> bool {
    let name = name.to_lowercase();
    let titled = |block: &Block| scan.range(block.span).any(|token| scan.is(token, Label::Title, ANY_PACK));
    let has = |block: &&Block| {
        let words = block.words(scan);
        words.len() > name.len() && words.len() < HEAD_BYTES_MAX && words.to_lowercase().contains(&name)
    };
    blocks[..at.min(HEAD_BLOCKS)].iter().filter(has).any(titled)
}

/// Whether a line is a name of two to four words in capitals.
fn is_capital_name(words: &str) -> bool {
    (2..=4).contains(&words.split_whitespace().count())
        && words.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | '\'' | '’' | '.'))
}

/// The longest line of a head, in bytes.
const HEAD_BYTES_MAX: usize = 400;

/// Among how many blocks the head of a transcript stands.
const HEAD_BLOCKS: usize = 12;

/// "Q" or "QUESTION" without a colon, parted from the turn by more than a blank: the length of the label, and whether
/// it asks. Beside "Q" any other letter answers.
fn bare_label(scan: &Scan<'_>, block: &Block) -> Option<(usize, bool)> {
    let first = scan.range(block.span).start;
    let token = scan.tokens.get(first).filter(|token| token.capital && scan.is_word(first))?;
    let end = token.span().end;
    let letter = scan.word(first).chars().nth(1).is_none();
    let asks = (letter || token.upper) && super::mark::stands_at(scan, first, "asker");
    if !asks && !letter {
        return None;
    }
    let dot = usize::from(scan.text[end as usize..].starts_with('.'));
    let rest = scan.text.get(end as usize + dot..block.span.end as usize)?;
    let gap = &rest[..rest.len() - rest.trim_start().len()];
    let parted = rest.is_empty()
        || gap.contains(['\u{a0}', '\n', '\t'])
        || gap.len() > 1
        || dot > 0 && !gap.is_empty();
    parted.then_some(((end - block.span.start) as usize + dot, asks))
}

/// Whether a label is the word of a mark and nothing else: who asks ("JOURNALIST:"), what is no speaker ("TOPICS:").
pub(super) fn is_marked(scan: &Scan<'_>, label: Span, what: &str) -> bool {
    let words = scan.range(label).filter(|&at| scan.is_word(at));
    let Some((first, last)) =
        words.fold(None, |ends: Option<(usize, usize)>, at| Some((ends.map_or(at, |ends| ends.0), at)))
    else {
        return false;
    };
    // "SUBJECT(S)": the bracket belongs to the label, as the word of the mark has it.
    let whole = |end: usize| end > last && end <= last + 2;
    scan.found_at(first).iter().any(|found| {
        found.entry.label == Label::Mark
            && whole(found.end as usize)
            && scan.packs.marks.get(found.entry.payload as usize).is_some_and(|mark| mark.what == what)
    })
}

/// `JOURNALIST:` or `Ana Demir:` at the beginning of a block: the name, and the length of the label with its colon.
pub(super) fn speaker_label(words: &str) -> Option<(&str, usize)> {
    let bare = words.trim_start_matches(['*', '_']);
    let skipped = words.len() - bare.len();
    let colon = bare.char_indices().take(LABEL_CHARS_MAX).find(|(_, c)| *c == ':').map(|(at, _)| at)?;
    let name = bare[..colon].trim_end_matches(['*', '_']).trim();
    let after = bare[colon + 1..].trim_start_matches(['*', '_']);
    if name.is_empty()
        || name.contains(['.', '?', '!', '"', '“', '(']) && !is_abbreviated(name)
        || after.starts_with("//")
    {
        return None;
    }
    let parts: Vec<&str> = name.split([' ', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let capitals = parts.iter().all(|part| {
        part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(*part, "de" | "von" | "van" | "bin" | "al" | "the" | "of")
    });
    let upper = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    // A title-case label has few words ("Ana Demir", "Question"); a label in capitals may hold an office.
    let fits = capitals && (upper && parts.len() <= 10 || parts.len() <= 4 && !after.trim().is_empty());
    let len = skipped + colon + 1;
    fits.then(|| (name, len + (bare[colon + 1..].len() - after.len())))
}

/// "MS. ORLO", "A. Demir", "A.Demir": a point that ends a title or an initial.
fn is_abbreviated(name: &str) -> bool {
    let initial = |part: &str| part.split('.').next().is_some_and(|first| first.chars().count() <= 2);
    name.split(' ')
        .any(|part| part.contains('.') && (part.len() <= 4 && part.ends_with('.') || initial(part)))
        && !name.contains(['?', '!', '"', '“'])
}

/// Who speaks in each passage, by its label or by that of the part of the turn before; `None` outside turns and where
/// no label names anybody.
///
/// A title before the name is left out. A title alone ("PRIME MINISTER:") stands for the one person who has it in the
/// head of the transcript, or for the author where it is the office that publishes.
pub(crate) fn speakers(scan: &Scan<'_>, document: &Document, mentions: &[Mention]) -> Vec<Option<String>> {
    let mut known: FxHashMap<String, Option<String>> = FxHashMap::default();
    let answers = interviewee(scan, document, mentions);
    let mut turn: Option<(&str, Span)> = None;
    let mut all = Vec::with_capacity(document.passages.len());
    for passage in &document.passages {
        match passage.kind {
            PassageKind::Answer if !passage.label.is_empty() => turn = Some((&passage.num, passage.label)),
            PassageKind::Answer => turn = turn.filter(|(num, _)| *num == passage.num),
            PassageKind::Boilerplate => {}
            _ => turn = None,
        }
        if passage.kind != PassageKind::Answer {
            all.push(None);
            continue;
        }
        let label = turn.map(|(_, label)| bare(label.of(scan.text))).filter(|label| !is_letter(label));
        let speaker = label.and_then(|label| {
            known.entry(label.clone()).or_insert_with(|| named(scan, document, mentions, label)).clone()
        });
        all.push(speaker.or_else(|| answers.clone()));
    }
    all
}

/// "A", "О": a letter that stands for whoever answers.
fn is_letter(label: &str) -> bool {
    label.chars().nth(1).is_none()
}

/// Who is asked, where the turns do not tell: the name that the title quotes ("Ana Demir: “We must wait”"), else the
/// one person whom the words before the first question name.
pub(crate) fn interviewee(scan: &Scan<'_>, document: &Document, mentions: &[Mention]) -> Option<String> {
    if document.genre != Genre::Interview {
        return None;
    }
    let person = |name: &str| {
        let same = |mention: &&Mention| {
            matches!(mention.value, MentionValue::Person { .. }) && mention.span.of(scan.text) == name
        };
        mentions.iter().any(|mention| same(&mention)).then(|| name.to_owned())
    };
    if let Some(name) = document.title.split_once(':').and_then(|(name, _)| person(name.trim())) {
        return Some(name);
    }
    // "Ana Demir: “The list is ready”" above turns with letters reads as a turn of hers.
    let labels = document.passages.iter().filter(|passage| passage.kind == PassageKind::Answer);
    let mut names = labels.map(|passage| bare(passage.label.of(scan.text))).filter(|label| !is_letter(label));
    if let Some(label) = names.next()
        && names.all(|other| other == label)
    {
        return named(scan, document, mentions, label);
    }
    let first = document.passages.iter().position(|passage| passage.kind == PassageKind::Question)?;
    let told = document.passages[..first].iter().filter(|passage| passage.kind == PassageKind::Body);
    let told = told.filter(|passage| passage.span.of(scan.text).ends_with('.'));
    // Nearest to the first question; where two are named there, nobody can tell who answers.
    told.rev()
        .map(|passage| persons(scan, document, mentions, passage.span))
        .find(|names| !names.is_empty())
        .and_then(|mut names| names.pop().filter(|_| names.is_empty()))
}

/// The full names of the persons in a span, each once, without the author of the document.
fn persons(scan: &Scan<'_>, document: &Document, mentions: &[Mention], span: Span) -> Vec<String> {
    let first = mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = mentions[first..].iter().take_while(|mention| mention.span.end <= span.end);
    let mut names: Vec<String> = inside
        .filter(|mention| matches!(mention.value, MentionValue::Person { .. }))
        .map(|mention| crate::fold_blanks(mention.span.of(scan.text)))
        .filter(|name| *name != document.author && name.contains(' '))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// A label without its marks and what stands behind its comma.
fn bare(label: &str) -> String {
    let label = label.trim_matches(['*', '_', ' ']).trim_end_matches([':', '*', '_', ' ', '.', '\u{a0}']);
    crate::fold_blanks(label.split(',').next().unwrap_or(label))
}

/// Who is meant by a label.
fn named(scan: &Scan<'_>, document: &Document, mentions: &[Mention], label: String) -> Option<String> {
    let words = Scan::new(&label, scan.packs);
    let mut at = 0;
    while let Some(title) = words.longest(at, Label::Title, u8::MAX) {
        at = title.end as usize;
    }
    let name = words.span(at, words.tokens.len().max(at)).of(&label).trim();
    match (label.is_empty(), name.is_empty()) {
        (true, _) => None,
        (false, false) => Some(name.to_owned()),
        (false, true) => Some(holder(scan, document, mentions, &label).unwrap_or(label)),
    }
}

/// The person who has an office, as the head of a transcript tells.
fn holder(scan: &Scan<'_>, document: &Document, mentions: &[Mention], office: &str) -> Option<String> {
    let turns =
        document.passages.iter().find(|p| matches!(p.kind, PassageKind::Question | PassageKind::Answer))?;
    let head = mentions.iter().take_while(|mention| mention.span.end <= turns.span.start);
    let mut holders = head.filter(|mention| match mention.value {
        MentionValue::Person { role: Some(role) } => super::same_words(role.of(scan.text), office),
        _ => false,
    });
    if let (Some(one), None) = (holders.next(), holders.next()) {
        return Some(crate::fold_blanks(one.span.of(scan.text)));
    }
    // "PM" for "Prime Minister"
    let initials: String = document.publisher.split(' ').filter_map(|word| word.chars().next()).collect();
    let publishes = super::same_words(office, &document.publisher) || office == initials;
    (publishes && !document.author.is_empty()).then(|| document.author.clone())
}

#[cfg(test)]
mod tests {
    use super::speaker_label;

    #[test]
    fn labels_of_speakers() {
        assert_eq!(speaker_label("JOURNALIST: And then?").map(|l| l.0), Some("JOURNALIST"));
        assert_eq!(speaker_label("**Ana Demir:** It is so.").map(|l| l.0), Some("Ana Demir"));
        assert_eq!(speaker_label("MS. ORLO:  Hi.").map(|l| l.0), Some("MS. ORLO"));
        assert_eq!(speaker_label("A.Demir: It is so.").map(|l| l.0), Some("A.Demir"));
        assert_eq!(speaker_label("He said this: it is so."), None);
        assert_eq!(speaker_label("https://x.example"), None);
    }
}
