//! Bodies and laws within a document: abbreviations in brackets, case forms, and short forms such as "the
//! Commission".

use std::collections::{BTreeMap, BTreeSet};

use whereas_extract::pack::entity::{Listed, house_name, is_head, is_house_name, listed};
use whereas_extract::{Lang, Span};

use super::local::{Basis, Form, Setting, Step};
use super::node::initials;
use super::sense::senses;
use crate::link::Lexis;
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
    /// What it says.
    senses: BTreeSet<String>,
    /// What the noun that makes it a body says.
    head: BTreeSet<String>,
}

/// Says of each form what it goes back to.
pub(super) fn steps(
    setting: Setting<'_>,
    forms: &[Form<'_>],
    places: &[usize],
    stems: &mut StemsByLang,
    steps: &mut BTreeMap<usize, Step>,
) {
    let bodies: Vec<Body<'_>> =
        places.iter().filter_map(|&at| forms.get(at).map(|form| body(at, form, stems))).collect();
    let sharing = sharing(&bodies);
    let bracketed = bracketed(setting.text, &bodies);
    let publisher = Form {
        kind: "organisation",
        quote: setting.publisher,
        lang: setting.lang,
        times: 1,
        spans: Vec::new(),
        roles: Vec::new(),
    };
    let publisher = body(usize::MAX, &publisher, stems);
    for (at, short) in bodies.iter().enumerate() {
        let keys = short.keys();
        let mut others: Vec<usize> =
            keys.iter().filter_map(|key| sharing.get(*key)).flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        let others: Vec<&Body<'_>> =
            others.into_iter().filter(|other| *other != at).filter_map(|other| bodies.get(other)).collect();
        let step = bracketed.get(&short.at).cloned();
        let step = step.or_else(|| inflected(short, &others));
        let step = step.or_else(|| ours(setting, short, &others));
        let step = step.or_else(|| of_the_house(setting, short, &publisher));
        let step = step.or_else(|| shorter(short, &others).filter(|_| !is_sister(setting, short)));
        if let Some(step) = step {
            steps.insert(short.at, step);
        }
    }
}

/// The bodies that have a stem or a sense, each in order of place.
fn sharing<'a>(bodies: &'a [Body<'_>]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut sharing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, body) in bodies.iter().enumerate() {
        for key in body.keys() {
            let same = sharing.entry(key).or_default();
            if same.len() < SHARING_MAX && same.last() != Some(&at) {
                same.push(at);
            }
        }
    }
    sharing
}

impl Body<'_> {
    fn keys(&self) -> BTreeSet<&str> {
        let stems = self.words.iter().flat_map(|word| &word.stems);
        stems.chain(&self.senses).map(String::as_str).collect()
    }

    fn first(&self) -> Option<Span> {
        self.form.spans.first().copied()
    }
}

/// In a resolution "the Commission", "the Council" are the sisters of the institution that adopts it, whatever other
/// commission stands before.
fn is_sister(setting: Setting<'_>, short: &Body<'_>) -> bool {
    setting.resolution && !says_more(short) && is_house_name(short.form.lang, short.form.quote)
}

/// "our Parliament", wherever the form stands: of several fuller forms the one that is named after a country.
fn ours(setting: Setting<'_>, short: &Body<'_>, others: &[&Body<'_>]) -> Option<Step> {
    let lexis = Lexis::of(short.form.lang);
    let is_ours = |span: &Span| {
        let before = setting.text.get(..span.start as usize).unwrap_or("");
        let last = before.rsplit(['\n', '.', ',', ';']).next().and_then(|clause| words(clause).last());
        let named = words(short.form.quote);
        lexis.is_ours(&last.into_iter().chain(named).collect::<Vec<_>>())
    };
    if short.form.spans.is_empty() || !short.form.spans.iter().all(is_ours) {
        return None;
    }
    let of_country = |full: &&&Body<'_>| full.senses.iter().any(|sense| sense.starts_with('@'));
    let found: Vec<&&Body<'_>> =
        others.iter().filter(of_country).filter(|full| is_part(short, full)).collect();
    let first = found.first()?;
    let one = found.iter().all(|full| full.senses == first.senses);
    one.then_some(Step::To(first.at, Basis::Shorter))
}

/// "Commission" in a document of the European Parliament; "the Ministry" in a statement of a ministry.
fn of_the_house(setting: Setting<'_>, short: &Body<'_>, publisher: &Body<'_>) -> Option<Step> {
    if short.form.kind != "organisation" {
        return None;
    }
    if let Some(full) = house_name(setting.publisher, short.form.lang, short.form.quote) {
        return Some(Step::Outside(full.to_owned(), Lang::EN, Basis::House));
    }
    let names = is_part(short, publisher) && short.words.iter().any(|word| word.head);
    names.then(|| Step::Outside(setting.publisher.to_owned(), setting.lang, Basis::Publisher))
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
    let words: Vec<Word> = words(form.quote).map(make).collect();
    let head = head(&words).and_then(|at| words.get(at)).map_or("", |word| &word.folded);
    let head = senses(form.lang, head);
    Body { at, form, words, senses: senses(form.lang, form.quote), head }
}

/// Abbreviations that stand in brackets behind a name, or before the name in brackets.
fn bracketed(text: &str, bodies: &[Body<'_>]) -> BTreeMap<usize, Step> {
    let mut places: Vec<(Span, usize)> = bodies
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
        if is_known_otherwise(short.form, full.form) {
            continue;
        }
        found.entry(short.at).or_insert(Step::To(full.at, Basis::Brackets));
    }
    found
}

/// "Committee of the Meridian Union (MU)": the lists know the abbreviation as that of something else.
fn is_known_otherwise(short: &Form<'_>, full: &Form<'_>) -> bool {
    let known = |form: &Form<'_>| listed(Listed::Organisation, form.lang, form.quote);
    let is_short_for = initials(full.quote).contains(&crate::word::fold(short.quote));
    !is_short_for && known(short).is_some() && known(short) != known(full)
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
fn inflected(form: &Body<'_>, others: &[&Body<'_>]) -> Option<Step> {
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
    (rank(base) < rank(form)).then_some(Step::To(base.at, Basis::Inflected))
}

/// The fuller form whose words these are, the noun among them: "the Commission" of "the European Commission". A
/// noun alone goes back to what stands before it. Where it may be short for two bodies, it tells neither.
fn shorter(short: &Body<'_>, others: &[&Body<'_>]) -> Option<Step> {
    let place = short.first()?;
    if !short.words.iter().any(|word| word.head) {
        return None;
    }
    let told = |full: &&&Body<'_>| says_more(short) || full.first().is_some_and(|first| first < place);
    let found: Vec<&&Body<'_>> = others.iter().filter(told).filter(|full| is_part(short, full)).collect();
    // Of a form and a fuller one the fullest: "Commission", "European Commission", …
    let fuller = |a: &Body<'_>| found.iter().any(|b| a.at != b.at && is_part(a, b));
    let fullest: Vec<&&&Body<'_>> = found.iter().filter(|full| !fuller(full)).collect();
    let first = fullest.first()?;
    let one = fullest.iter().all(|full| full.senses == first.senses);
    one.then_some(Step::To(first.at, Basis::Shorter))
}

/// Whether the words of one form stand together in a fuller one with the noun among them, and what is left out
/// stands before them, or behind them with a word in lower case: "Commission" of "Commission on Human Rights",
/// "Human Rights Dialogue" of "Meridian Human Rights Dialogue".
fn is_part(short: &Body<'_>, full: &Body<'_>) -> bool {
    let (few, many) = (short.words.len(), full.words.len());
    // "Orlo Committee on Prisons" and "Prisons Committee": two senses at least tell as well as words in a row.
    if says_more(short) && short.senses.len() < full.senses.len() {
        return short.head == full.head && short.senses.is_subset(&full.senses);
    }
    if few >= many || short.form.lang != full.form.lang {
        return false;
    }
    let fits =
        |from: &usize| short.words.iter().zip(full.words.iter().skip(*from)).all(|(a, b)| one_word(a, b));
    (0..=many - few).filter(fits).any(|from| {
        let ends_well = full.words.get(from + few).is_none_or(|next| !next.capital);
        head(&full.words).is_some_and(|head| (from..from + few).contains(&head)) && ends_well
    })
}

/// The noun that makes a form a body: the last one before what is added in lower case ("of …"), in a form that begins
/// in lower case the first one.
fn head(words: &[Word]) -> Option<usize> {
    if words.first().is_some_and(|word| !word.capital) {
        return words.iter().position(|word| word.head);
    }
    let added = words.iter().position(|word| !word.capital).unwrap_or(words.len());
    words.iter().take(added).rposition(|word| word.head)
}

/// More than a noun for bodies: "Prisons Committee", not "Committee".
fn says_more(body: &Body<'_>) -> bool {
    body.senses.len() > 1
}
