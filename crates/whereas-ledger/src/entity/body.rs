//! Bodies and laws within a document: abbreviations in brackets, case forms, and short forms such as "the Commission".

use std::collections::{BTreeMap, BTreeSet};

use whereas_extract::pack::entity::is_head;

use super::local::{Basis, Form, Resolved};
use crate::stem::StemsByLang;
use crate::word::words;

/// How many forms that share a word are compared with each other in one document.
const SHARING_MAX: usize = 64;
/// The longest stretch between a name and what stands in brackets behind it: a blank, the bracket, a quotation mark.
const BETWEEN_BYTES_MAX: usize = 12;
/// The longest abbreviation, in letters.
const ABBREVIATION_LETTERS_MAX: usize = 12;

/// A word of a name, in the forms by which it is compared.
struct Word {
    folded: String,
    stems: BTreeSet<String>,
    /// It makes a phrase a body.
    head: bool,
    /// It has a capital, or stands in a language where it need not.
    capital: bool,
}

struct Body<'a> {
    at: usize,
    form: &'a Form<'a>,
    words: Vec<Word>,
}

/// Says of each form what it goes back to.
pub(super) fn steps(
    text: &str,
    forms: &[Form<'_>],
    places: &[usize],
    stems: &mut StemsByLang,
    steps: &mut [Resolved],
) {
    let bodies: Vec<Body<'_>> =
        places.iter().filter_map(|&at| forms.get(at).map(|form| body(at, form, stems))).collect();
    let mut sharing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, body) in bodies.iter().enumerate() {
        for stem in body.words.iter().flat_map(|word| &word.stems) {
            let same = sharing.entry(stem).or_default();
            if same.len() < SHARING_MAX && same.last() != Some(&at) {
                same.push(at);
            }
        }
    }
    let bracketed = bracketed(text, &bodies);
    for (at, short) in bodies.iter().enumerate() {
        let mut others: Vec<usize> = short
            .words
            .iter()
            .flat_map(|word| &word.stems)
            .filter_map(|stem| sharing.get(stem.as_str()))
            .flatten()
            .copied()
            .collect();
        others.sort_unstable();
        others.dedup();
        let others: Vec<&Body<'_>> =
            others.into_iter().filter(|other| *other != at).filter_map(|other| bodies.get(other)).collect();
        let step = bracketed.get(&short.at).copied();
        let step = step.or_else(|| inflected(short, &others)).or_else(|| shorter(short, &others));
        if let (Some(step), Some(place)) = (step, steps.get_mut(short.at)) {
            *place = step;
        }
    }
}

fn body<'a>(at: usize, form: &'a Form<'a>, stems: &mut StemsByLang) -> Body<'a> {
    let by = stems.of(form.lang);
    let make = |word: crate::word::Word<'_>| {
        let mut stems: BTreeSet<String> = by.of_word(&word).into_iter().collect();
        stems.insert(word.folded.clone());
        let head = is_head(form.lang, word.text);
        let capital = word.text.starts_with(char::is_uppercase);
        Word { folded: word.folded, stems, head, capital }
    };
    Body { at, form, words: words(form.quote).map(make).collect() }
}

/// Abbreviations that stand in brackets behind a name, or before the name in brackets.
fn bracketed(text: &str, bodies: &[Body<'_>]) -> BTreeMap<usize, Resolved> {
    let mut places: Vec<(whereas_extract::Span, usize)> = bodies
        .iter()
        .enumerate()
        .flat_map(|(at, body)| body.form.spans.iter().map(move |span| (*span, at)))
        .collect();
    places.sort_unstable();
    let mut found = BTreeMap::new();
    for pair in places.windows(2) {
        let &[(before, a), (behind, b)] = pair else { continue };
        let between = text.get(before.end as usize..behind.start as usize).unwrap_or("");
        let rest = text.get(behind.end as usize..).unwrap_or("");
        if a == b || !opens(between) || !closes(rest) {
            continue;
        }
        let (Some(first), Some(second)) = (bodies.get(a), bodies.get(b)) else { continue };
        let (full, short) = match (is_abbreviation(first.form), is_abbreviation(second.form)) {
            (false, true) => (first, second),
            (true, false) => (second, first),
            _ => continue,
        };
        found.entry(short.at).or_insert(Resolved { base: full.at, basis: Basis::Brackets });
    }
    found
}

fn opens(between: &str) -> bool {
    between.len() <= BETWEEN_BYTES_MAX
        && between.trim_start().starts_with(['(', '['])
        && !between.contains(|c: char| c.is_alphanumeric())
}

fn closes(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | ']'));
    rest.starts_with([')', ']'])
}

/// Mostly capitals, in one word: "EEAS", "MoJ", "VP/HR".
fn is_abbreviation(form: &Form<'_>) -> bool {
    let letters: Vec<char> = form.quote.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    !form.quote.contains(char::is_whitespace)
        && (2..=ABBREVIATION_LETTERS_MAX).contains(&letters.len())
        && capitals * 2 > letters.len()
}

fn one_word(a: &Word, b: &Word) -> bool {
    a.stems.intersection(&b.stems).next().is_some()
}

/// The same words in other cases: of these the most frequent is the base, then the shortest.
fn inflected(form: &Body<'_>, others: &[&Body<'_>]) -> Option<Resolved> {
    let same = |other: &&&Body<'_>| {
        other.form.lang == form.form.lang
            && other.words.len() == form.words.len()
            && !is_abbreviation(form.form)
            && other.words.iter().zip(&form.words).all(|(a, b)| one_word(a, b))
    };
    let rank = |body: &Body<'_>| {
        let Form { quote, times, .. } = body.form;
        (std::cmp::Reverse(*times), quote.chars().count(), (*quote).to_owned())
    };
    let base = others.iter().filter(same).min_by_key(|other| rank(other))?;
    (rank(base) < rank(form)).then_some(Resolved { base: base.at, basis: Basis::Inflected })
}

/// The one fuller form whose words these are, the noun among them: "the Commission" of "the European Commission".
fn shorter(short: &Body<'_>, others: &[&Body<'_>]) -> Option<Resolved> {
    if !short.words.iter().any(|word| word.head) {
        return None;
    }
    let found: Vec<&&Body<'_>> = others.iter().filter(|full| is_part(short, full)).collect();
    // Of a form and a fuller one the fullest: "Commission", "European Commission", …
    let fuller = |a: &Body<'_>| found.iter().any(|b| a.at != b.at && is_part(a, b));
    let mut fullest = found.iter().filter(|full| !fuller(full));
    let first = fullest.next()?;
    fullest.next().is_none().then_some(Resolved { base: first.at, basis: Basis::Shorter })
}

/// Whether the words of one form stand together in a fuller one with the noun among them, and what is left out stands
/// before them, or behind them with a word in lower case: "Commission" of "Commission on Human Rights", "Human Rights Dialogue" of "Meridian Human
/// Rights Dialogue".
fn is_part(short: &Body<'_>, full: &Body<'_>) -> bool {
    let (few, many) = (short.words.len(), full.words.len());
    if few >= many || short.form.lang != full.form.lang {
        return false;
    }
    let fits =
        |from: &usize| short.words.iter().zip(full.words.iter().skip(*from)).all(|(a, b)| one_word(a, b));
    (0..=many - few).filter(fits).any(|from| {
        let ends_well = full.words.get(from + few).is_none_or(|next| !next.capital);
        head(full).is_some_and(|head| (from..from + few).contains(&head)) && ends_well
    })
}

/// The noun that makes a form a body: the last one before what is added in lower case, else the first one.
fn head(body: &Body<'_>) -> Option<usize> {
    let added =
        body.words.iter().skip(1).position(|word| !word.capital).map_or(body.words.len(), |at| at + 1);
    let before = body.words.iter().take(added).rposition(|word| word.head);
    before.or_else(|| body.words.iter().position(|word| word.head))
}
