//! What is counted and what meets, again and again: figures and meetings of one document, each with the words by which
//! those of several documents belong together.

use std::collections::BTreeMap;

use whereas_extract::{Bound, Extraction, Lang, Mention, MentionValue, Span};

use crate::stem::StemsByLang;
use crate::word::words;

/// A figure, at its first place in the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FigureEntry {
    pub passage: String,
    pub lang: Lang,
    pub quote: String,
    pub value: f64,
    pub bound: Bound,
    /// What is counted, as the document says it.
    pub of: String,
    /// What is counted, as [`series`] gives it.
    pub series: String,
    /// Place of the statement it stands in.
    pub statement: Option<u32>,
    pub times: u32,
}

/// A meeting or a visit, at its first place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeetingEntry {
    pub passage: String,
    pub lang: Lang,
    pub quote: String,
    pub body: String,
    /// The body, as [`series`] gives it.
    pub series: String,
    pub ordinal: u32,
    /// EDTF or `""`.
    pub date: String,
    pub times: u32,
}

/// The words by which the same thing is known in another document: stems, sorted, each once. What is only
/// grammar is left out; `""` when nothing else is there.
pub(crate) fn series(text: &str, lang: Lang, stems: &mut StemsByLang) -> String {
    let stemmer = stems.of(lang);
    let telling = words(text).filter(|word| word.folded.chars().count() >= SHORTEST_WORD);
    let mut out: Vec<String> =
        telling.map(|word| stemmer.of_word(&word).pop().unwrap_or(word.folded)).collect();
    out.sort();
    out.dedup();
    out.join(" ")
}

/// Shorter words are articles, prepositions and numbers, in every language that is read.
const SHORTEST_WORD: usize = 4;

/// The figures of a document, in order of place.
pub(crate) fn figures(text: &str, found: &Extraction, stems: &mut StemsByLang) -> Vec<FigureEntry> {
    let mut out: Vec<FigureEntry> = Vec::new();
    let mut known = BTreeMap::new();
    for mention in in_order(found) {
        let MentionValue::Figure { value, bound, of: Some(of) } = mention.value else { continue };
        let (passage, lang) = home(found, mention);
        let of = of.of(text).to_owned();
        let series = series(&of, lang, stems);
        if series.is_empty() {
            continue;
        }
        let key = (series.clone(), value.to_bits(), format!("{bound:?}"));
        let place = *known.entry(key).or_insert(out.len());
        match out.get_mut(place) {
            Some(entry) => entry.times += 1,
            None => out.push(FigureEntry {
                passage,
                lang,
                quote: mention.span.of(text).to_owned(),
                value,
                bound,
                of,
                series,
                statement: statement_around(found, mention.span),
                times: 1,
            }),
        }
    }
    out
}

/// The meetings of a document, in order of place.
pub(crate) fn meetings(text: &str, found: &Extraction, stems: &mut StemsByLang) -> Vec<MeetingEntry> {
    let mut out: Vec<MeetingEntry> = Vec::new();
    let mut known = BTreeMap::new();
    for mention in in_order(found) {
        let MentionValue::Meeting { body: Some(body), ordinal, ref date } = mention.value else { continue };
        let (passage, lang) = home(found, mention);
        let body = body.of(text).to_owned();
        let series = series(&body, lang, stems);
        if series.is_empty() {
            continue;
        }
        let place = *known.entry((series.clone(), ordinal, date.clone())).or_insert(out.len());
        match out.get_mut(place) {
            Some(entry) => entry.times += 1,
            None => out.push(MeetingEntry {
                passage,
                lang,
                quote: mention.span.of(text).to_owned(),
                body,
                series,
                ordinal,
                date: date.clone(),
                times: 1,
            }),
        }
    }
    out
}

fn in_order(found: &Extraction) -> Vec<&Mention> {
    let mut out: Vec<&Mention> = found.mentions.iter().collect();
    out.sort_by_key(|mention| mention.span);
    out
}

fn home(found: &Extraction, mention: &Mention) -> (String, Lang) {
    let passage = found.document.passages.get(mention.passage as usize);
    passage.map_or((String::new(), Lang::UNKNOWN), |passage| (passage.id.clone(), passage.lang))
}

/// How many statements may begin between a figure and the beginning of the one that it stands in.
const NESTED_MAX: usize = 16;

/// The shortest statement that a stretch of text stands in.
fn statement_around(found: &Extraction, span: Span) -> Option<u32> {
    let behind = found.statements.partition_point(|statement| statement.span.start <= span.start);
    let near = found.statements.iter().zip(0u32..).take(behind).skip(behind.saturating_sub(NESTED_MAX));
    let around = near.filter(|(statement, _)| statement.span.contains(span));
    around.min_by_key(|(statement, place)| (statement.span.len(), *place)).map(|(_, place)| place)
}
