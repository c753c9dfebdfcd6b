//! What is counted and what meets, again and again: figures and meetings of one document, each with the words by which
//! those of several documents belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use whereas_extract::{Bound, Extraction, Lang, Mention, MentionValue, Span};

use crate::link::{Lexis, lexis::Sign};
use crate::word::{Word, words};

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
    /// Whether it says which things are counted, and not only what kind of thing.
    pub telling: bool,
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
    /// Somewhere it is spoken of without a word that it lies ahead, was put off or did not take place.
    pub held: bool,
    pub times: u32,
}

/// A figure that is about right may be off by this share.
const ABOUT: f64 = 0.2;

/// The least and the greatest number that a figure allows.
pub(crate) fn range(value: f64, bound: Bound) -> (f64, f64) {
    match bound {
        Bound::Exactly => (value, value),
        Bound::AtLeast | Bound::MoreThan => (value, f64::INFINITY),
        Bound::AtMost | Bound::LessThan => (f64::NEG_INFINITY, value),
        Bound::About => (value - ABOUT * value.abs(), value + ABOUT * value.abs()),
    }
}

/// How many telling words a phrase has that stands for its concept and for nothing narrower.
const PHRASE_WORDS: std::ops::RangeInclusive<usize> = 2..=3;

/// The words by which a body is known in another document: stems, sorted, each once. What is only grammar is left
/// out; `""` when nothing else is there.
pub(crate) fn body_series(text: &str, lang: Lang) -> String {
    let lexis = Lexis::of(lang);
    let mut stems = lexis.stems(&words(text).collect::<Vec<_>>());
    stems.retain(|stem| lexis.weight(stem) > 0 && stem.chars().any(char::is_alphabetic));
    stems.sort();
    stems.dedup();
    stems.join(" ")
}

/// The words by which what is counted is known: the concept for which a phrase stands in every language, else the
/// same as for a body.
pub(crate) fn counted_series(text: &str, lang: Lang) -> String {
    let lexis = Lexis::of(lang);
    let stems = lexis.stems(&words(text).collect::<Vec<_>>());
    let telling = stems.iter().filter(|stem| lexis.weight(stem) > 0).count();
    let first = stems.iter().position(|stem| lexis.weight(stem) > 0);
    let mut first = lexis.signs(&stems).into_iter().filter(|(at, _)| Some(*at) == first);
    let concept = first.find_map(|(_, sign)| sign.concept()).filter(|_| PHRASE_WORDS.contains(&telling));
    concept.unwrap_or_else(|| body_series(text, lang))
}

/// Whether a series has a word that says which things are counted, and not only what kind of thing.
fn tells(series: &str, lang: Lang) -> bool {
    static GENERIC: OnceLock<BTreeMap<String, BTreeSet<String>>> = OnceLock::new();
    let generic = GENERIC.get_or_init(|| {
        let table: BTreeMap<String, String> =
            toml::from_str(include_str!("../data/series/generic.toml")).unwrap_or_default();
        let stems = |(code, list): (String, String)| {
            let lexis = Lexis::of(Lang::parse(&code).unwrap_or(Lang::UNKNOWN));
            (code, lexis.stems(&words(&list).collect::<Vec<_>>()).into_iter().collect())
        };
        table.into_iter().map(stems).collect()
    });
    let generic = generic.get(lang.code());
    series.split(' ').any(|stem| !stem.is_empty() && !generic.is_some_and(|list| list.contains(stem)))
}

/// The figures of a document, in order of place.
pub(crate) fn figures(text: &str, found: &Extraction) -> Vec<FigureEntry> {
    let mut out: Vec<FigureEntry> = Vec::new();
    let mut known = BTreeMap::new();
    for mention in in_order(found) {
        let MentionValue::Figure { value, bound, of: Some(of_span) } = mention.value else { continue };
        let (passage, lang) = home(found, mention);
        let of = of_span.of(text).to_owned();
        let series = counted_series(&of, lang);
        // "A three-year ban" counts no bans.
        let lasts = text.get(..of_span.start as usize).is_some_and(|before| before.ends_with('-'));
        if series.is_empty() || lasts {
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
                telling: tells(&series, lang),
                series,
                statement: statement_around(found, mention.span),
                times: 1,
            }),
        }
    }
    out
}

/// The meetings of a document, in order of place.
pub(crate) fn meetings(text: &str, found: &Extraction) -> Vec<MeetingEntry> {
    let mut out: Vec<MeetingEntry> = Vec::new();
    let mut known = BTreeMap::new();
    let named = named_bodies(text, found);
    for mention in in_order(found) {
        let MentionValue::Meeting { body, ordinal, ref date } = mention.value else { continue };
        // Who is met is no body that meets.
        if body.is_some_and(|body| is_person(found, body)) {
            continue;
        }
        let (passage, lang) = home(found, mention);
        let body = match body {
            Some(body) => body.of(text),
            None => noun(mention.span.of(text)),
        };
        let series = body_series(body, lang);
        // "the 12th dialogue" is one of the Human Rights Dialogue where the document names that; "the 46th session" of
        // nothing that it names is of any body.
        let is_known = series.split(' ').all(|word| named.contains(word));
        if series.is_empty() || !is_known {
            continue;
        }
        let held = is_held(text, mention.span, lang);
        let place = *known.entry((series.clone(), ordinal, date.clone())).or_insert(out.len());
        match out.get_mut(place) {
            Some(entry) => {
                entry.times += 1;
                entry.held |= held;
            }
            None => out.push(MeetingEntry {
                passage,
                lang,
                quote: mention.span.of(text).to_owned(),
                body: body.to_owned(),
                series,
                ordinal,
                date: date.clone(),
                held,
                times: 1,
            }),
        }
    }
    out
}

fn is_person(found: &Extraction, span: Span) -> bool {
    let mut persons = found.mentions.iter().filter(|m| matches!(m.value, MentionValue::Person { .. }));
    persons.any(|person| person.span.contains(span) || span.contains(person.span))
}

/// The words of the bodies that the meetings of a document name.
fn named_bodies(text: &str, found: &Extraction) -> BTreeSet<String> {
    let series = found.mentions.iter().filter_map(|mention| match mention.value {
        MentionValue::Meeting { body: Some(body), .. } => {
            Some(body_series(body.of(text), home(found, mention).1))
        }
        _ => None,
    });
    series.flat_map(|series| series.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether nothing in the sentence tells that a meeting lies ahead, was put off or did not take place.
fn is_held(text: &str, meeting: Span, lang: Lang) -> bool {
    let ends = ['.', '!', '?', '\n', ';'];
    let before = text.get(..meeting.start as usize).unwrap_or_default();
    let behind = text.get(meeting.end as usize..).unwrap_or_default();
    let from = before.rfind(ends).map_or(0, |at| at + 1);
    let to = meeting.end as usize + behind.find(ends).unwrap_or(behind.len());
    let all: Vec<Word<'_>> = words(text.get(from..to).unwrap_or_default()).collect();
    let lexis = Lexis::of(lang);
    let signs = lexis.signs(&lexis.stems(&all));
    signs.iter().all(|(_, sign)| !matches!(sign, Sign::Not | Sign::Undone | Sign::Ahead))
}

/// What a number counts at the beginning of a meeting whose body is not named: "12th dialogue in Kelmar".
fn noun(meeting: &str) -> &str {
    let mut words = words(meeting).map(|word| word.text);
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if !words.next().is_some_and(is_number) {
        return "";
    }
    // "12-й диалог": the ending of the number is a word of its own.
    words.find(|word| word.chars().count() > NUMBER_ENDING_MAX).unwrap_or_default()
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

/// How many letters the ending of a number has at most: "12-й".
const NUMBER_ENDING_MAX: usize = 3;

/// How many statements may begin between a figure and the beginning of the one that it stands in.
const NESTED_MAX: usize = 16;

/// The shortest statement that a stretch of text stands in.
fn statement_around(found: &Extraction, span: Span) -> Option<u32> {
    let behind = found.statements.partition_point(|statement| statement.span.start <= span.start);
    let near = found.statements.iter().zip(0u32..).take(behind).skip(behind.saturating_sub(NESTED_MAX));
    let around = near.filter(|(statement, _)| statement.span.contains(span));
    around.min_by_key(|(statement, place)| (statement.span.len(), *place)).map(|(_, place)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_says_which_things_are_counted() {
        let told = |text: &str| tells(&counted_series(text, Lang::EN), Lang::EN);
        assert!(
            told("political prisoners") && told("schools teaching in the Zarn language") && told("dockers")
        );
        for vague in ["days", "months", "cases", "them", "people", "crowns", "year"] {
            assert!(!told(vague), "{vague}");
        }
        let russian = Lang::parse("ru").unwrap();
        assert!(!tells(&counted_series("случаев", russian), russian));
        assert!(tells(&counted_series("политических заключённых", russian), russian));
    }

    #[test]
    fn a_meeting_is_told_by_what_is_numbered() {
        for (meeting, noun_of) in [
            ("12th dialogue in Kelmar in November 2024", "dialogue"),
            ("12e dialogue à Kelmar", "dialogue"),
            ("12-й диалог в Кельмаре", "диалог"),
            ("visit to Kelmar in May", ""),
            ("", ""),
        ] {
            assert_eq!(noun(meeting), noun_of, "{meeting}");
        }
    }

    #[test]
    fn a_series_is_known_in_every_language() {
        let french = Lang::parse("fr").unwrap();
        assert_eq!(
            counted_series("prisonniers politiques", french),
            counted_series("political prisoners", Lang::EN)
        );
    }

    #[test]
    fn a_series_is_known_by_its_stems() {
        assert_eq!(
            counted_series("political prisoners", Lang::EN),
            counted_series("a political prisoner", Lang::EN)
        );
        assert_eq!(counted_series("of the", Lang::EN), "");
    }
}
