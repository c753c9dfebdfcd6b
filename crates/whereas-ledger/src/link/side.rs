//! Sides: the country or the body behind a phrase. "The Kazakh authorities", "the Ministry of Justice", "our
//! country" are all the country that a document is about, so that a ministry's answer meets what the government
//! was asked.
//!
//! A country has its code in `data/link/countries.txt`, whatever the language. A body is its folded name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use whereas_extract::{Extraction, Lang, MentionValue};

use super::lexis::{Lexis, Sign};
use crate::limit;
use crate::word::{Word, fold_name, words};

/// The letters of the shortest and the longest beginning in the table of countries.
const BEGINNING_LETTERS: std::ops::RangeInclusive<usize> = 4..=14;
/// How many characters before and behind a person's name their country is looked for in.
const APPOSITION_CHARS: usize = 120;

struct Countries {
    words: BTreeMap<&'static str, &'static str>,
    beginnings: BTreeMap<&'static str, &'static str>,
    /// Phrases by their first word.
    phrases: BTreeMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
}

fn countries() -> &'static Countries {
    static ALL: OnceLock<Countries> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all =
            Countries { words: BTreeMap::new(), beginnings: BTreeMap::new(), phrases: BTreeMap::new() };
        let lines = include_str!("../../data/link/countries.txt").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let mut cells = line.split(" | ");
            let Some(code) = cells.next() else { continue };
            for cell in cells.map(str::trim) {
                if let Some(beginning) = cell.strip_suffix('*') {
                    all.beginnings.insert(beginning, code);
                } else if let Some((first, rest)) = cell.split_once(' ') {
                    all.phrases.entry(first).or_default().push((rest.split(' ').collect(), code));
                } else {
                    all.words.insert(cell, code);
                }
            }
        }
        all
    })
}

/// The country that the table has at a place of some words.
fn listed(words: &[Word<'_>], at: usize) -> Option<&'static str> {
    let all = countries();
    let folded = words.get(at)?.folded.as_str();
    let phrases = all.phrases.get(folded).into_iter().flatten();
    let behind = |rest: &[&str]| {
        rest.iter().zip(at + 1..).all(|(word, n)| words.get(n).is_some_and(|other| other.folded == *word))
    };
    if let Some((_, code)) = phrases.filter(|(rest, _)| behind(rest)).max_by_key(|(rest, _)| rest.len()) {
        return Some(code);
    }
    if let Some(code) = all.words.get(folded) {
        return Some(code);
    }
    let mut ends = folded.char_indices().map(|(at, c)| at + c.len_utf8()).zip(1usize..);
    ends.find_map(|(end, letters)| {
        let code = all.beginnings.get(folded.get(..end)?)?;
        BEGINNING_LETTERS.contains(&letters).then_some(*code)
    })
}

/// The sides of one document.
#[derive(Debug)]
pub(crate) struct Sides {
    /// The country that the document is about, or `""`.
    pub home: String,
    /// The side that publishes it, or `""`.
    pub own: String,
    /// The country of each person that the text places.
    persons: BTreeMap<String, String>,
}

impl Sides {
    /// Looks at a document's head, its names of places, and what stands at the names of persons.
    pub(crate) fn of(text: &str, found: &Extraction) -> Sides {
        let all: Vec<Word<'_>> = words(text).collect();
        let mut sides = Sides { home: String::new(), own: String::new(), persons: BTreeMap::new() };
        let head = &found.document;
        let lang = head.languages.first().copied().unwrap_or(Lang::UNKNOWN);
        let publisher: Vec<Word<'_>> = words(&head.publisher).collect();
        let publisher_country = sides.country_in(&publisher, Lexis::of(lang));
        sides.home = sides.most_named(&head.title, &all, publisher_country.as_deref());
        sides.place_persons(text, found, lang);
        let own_words = sides.speaks_for_home(&all, Lexis::of(lang));
        sides.own = match head.publisher.as_str() {
            _ if !head.author.is_empty() && sides.person(&head.author).is_some() => {
                sides.person(&head.author).unwrap_or_default()
            }
            "" if own_words => sides.home.clone(),
            "" => String::new(),
            publisher => sides.of_phrase(publisher, lang, ""),
        };
        sides
    }

    /// The country at a place of some words.
    fn country_at(&self, words: &[Word<'_>], at: usize) -> Option<String> {
        listed(words, at).map(str::to_owned)
    }

    /// The first country in some words that acts and is not dealt with ("the delegation of X to Y").
    fn country_in(&self, words: &[Word<'_>], lexis: &Lexis) -> Option<String> {
        let signs = lexis.signs(&lexis.stems(words));
        let dealt_with = |at: usize| at > 0 && signs.contains(&(at - 1, Sign::Towards)) && words.len() > 2;
        (0..words.len()).filter(|at| !dealt_with(*at)).find_map(|at| self.country_at(words, at))
    }

    /// All countries that some words name.
    pub(crate) fn countries(&self, words: &[Word<'_>]) -> Vec<String> {
        let mut out: Vec<String> = (0..words.len()).filter_map(|at| self.country_at(words, at)).collect();
        out.sort();
        out.dedup();
        out
    }

    /// Whether a word names a country, so that it tells nothing of what is asked.
    pub(crate) fn is_country(&self, words: &[Word<'_>], at: usize) -> bool {
        self.country_at(words, at).is_some()
    }

    /// The country that the title names, else the one that is named most, the publisher's own left out.
    fn most_named(&self, title: &str, all: &[Word<'_>], but: Option<&str>) -> String {
        let titled: Vec<Word<'_>> = words(title).collect();
        let in_title = self.countries(&titled).into_iter().find(|country| Some(country.as_str()) != but);
        if let Some(country) = in_title.filter(|country| country != "eu") {
            return country;
        }
        let mut named = BTreeMap::<String, usize>::new();
        for at in 0..all.len() {
            if let Some(country) = self.country_at(all, at) {
                *named.entry(country).or_default() += 1;
            }
        }
        let most = named.iter().filter(|(country, _)| *country != "eu");
        most.max_by_key(|(country, times)| (**times, std::cmp::Reverse((*country).clone())))
            .map_or_else(String::new, |(country, _)| country.clone())
    }

    /// Whether the document speaks of its country as "our country".
    fn speaks_for_home(&self, all: &[Word<'_>], lexis: &Lexis) -> bool {
        lexis.signs(&lexis.stems(all)).iter().any(|(_, sign)| *sign == Sign::Ours)
    }

    /// Finds the country of persons in what stands beside their names.
    fn place_persons(&mut self, text: &str, found: &Extraction, lang: Lang) {
        let lexis = Lexis::of(lang);
        for mention in &found.mentions {
            let MentionValue::Person { role } = &mention.value else { continue };
            let near = |span: whereas_extract::Span| {
                let named: Vec<Word<'_>> = words(span.of(text)).collect();
                self.country_in(&named, lexis).or_else(|| self.national(&named, lexis))
            };
            let rest = &text[mention.span.end as usize..];
            let behind = match apposition_behind(rest) {
                "" => predicate_behind(rest, lexis),
                apposition => apposition,
            };
            let before = phrase_before(&text[..mention.span.start as usize]);
            let country = role.and_then(near).or_else(|| {
                let near: Vec<Word<'_>> = words(behind).collect();
                let country = self.country_in(&near, lexis).or_else(|| self.national(&near, lexis));
                country.or_else(|| {
                    let near: Vec<Word<'_>> = words(before).collect();
                    self.country_in(&near, lexis)
                })
            });
            let (Some(country), Some(word)) = (country, words(mention.span.of(text)).last()) else {
                continue;
            };
            self.persons.entry(word.folded).or_insert(country);
        }
    }

    /// The home country, where some words tell of who acts for a country.
    fn national(&self, words: &[Word<'_>], lexis: &Lexis) -> Option<String> {
        let signs = lexis.signs(&lexis.stems(words));
        let acts = signs.iter().any(|(_, sign)| *sign == Sign::National);
        (acts && !self.home.is_empty()).then(|| self.home.clone())
    }

    fn person(&self, name: &str) -> Option<String> {
        let last = words(name).last()?;
        self.persons.get(&last.folded).cloned()
    }

    /// The side behind a phrase; `speaker` is the side that says it.
    pub(crate) fn of_phrase(&self, phrase: &str, lang: Lang, speaker: &str) -> String {
        let lexis = Lexis::of(lang);
        let named: Vec<Word<'_>> = words(phrase).collect();
        if let Some(country) = self.country_in(&named, lexis) {
            return country;
        }
        if let Some(country) = self.person(phrase) {
            return country;
        }
        let signs = lexis.signs(&lexis.stems(&named));
        if signs.iter().any(|(at, sign)| *at == 0 && *sign == Sign::We) {
            return speaker.to_owned();
        }
        if let Some(home) = self.national(&named, lexis) {
            return home;
        }
        let told: Vec<&str> = named
            .iter()
            .zip(lexis.stems(&named))
            .enumerate()
            .filter(|(at, (_, stem))| lexis.weight(stem) > 0 && !self.is_country(&named, *at))
            .map(|(_, (word, _))| word.folded.as_str())
            .collect();
        let body = if told.is_empty() { phrase.to_owned() } else { told.join(" ") };
        fold_name(&body, limit::SIDE_BYTES_MAX).trim().to_owned()
    }
}

/// What stands between commas behind a name, or in brackets.
fn apposition_behind(text: &str) -> &str {
    let Some(rest) = text.strip_prefix([',', '(']).or_else(|| text.strip_prefix(" (")) else { return "" };
    up_to(begin(rest, APPOSITION_CHARS), &[',', ')', '.', ';', '\n'])
}

/// What a sentence tells that somebody is, behind the name: "is a member of the Parliament of X".
fn predicate_behind<'a>(text: &'a str, lexis: &Lexis) -> &'a str {
    let told = up_to(begin(text, APPOSITION_CHARS), &['.', ';', '\n']);
    let named: Vec<Word<'_>> = words(told).collect();
    let leads = lexis.signs(&lexis.stems(&named)).iter().any(|(at, sign)| *at == 0 && *sign == Sign::Is);
    if leads { told } else { "" }
}

/// The words of the same clause before a name.
fn phrase_before(text: &str) -> &str {
    let from = text.char_indices().rev().nth(APPOSITION_CHARS).map_or(0, |(at, _)| at);
    let near = text.get(from..).unwrap_or("");
    let clause = near.rfind([',', '.', ';', '\n', '(', ')']).map_or(0, |at| at + 1);
    near.get(clause..).unwrap_or("")
}

/// The first characters of a text.
fn begin(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(end, _)| &text[..end])
}

/// A text up to a mark.
fn up_to<'a>(text: &'a str, marks: &[char]) -> &'a str {
    text.find(marks).map_or(text, |end| &text[..end])
}
