//! What a document is cited by, and how well a citation fits a document.

use std::collections::BTreeSet;

use whereas_extract::{Extraction, Lang, PassageKind};

use super::Reference;
use super::find::Cited;
use crate::likeness::{hash, mix};
use crate::link::Lexis;
use crate::word::{fold_name, words};

/// What each thing that fits counts, in thousandths.
const NUMBER: u16 = 600;
const DAY: u16 = 500;
const MONTH: u16 = 350;
const YEAR: u16 = 350;
const BODY: u16 = 250;
const GENRE: u16 = 150;
const SUBJECT: u16 = 100;
/// What it takes to be the document that is cited.
pub(crate) const SCORE_MIN: u16 = 500;
/// How many words of a subject must be told before it speaks against a document that has none of them.
const SUBJECT_WORDS_MIN: usize = 2;

/// The head of a document, as citations are compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub genre: String,
    pub date: String,
    pub publisher: String,
    pub title: String,
    pub lang: Lang,
}

/// Why a document is the one that is cited, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fit {
    /// Thousandths.
    pub score: u16,
    pub why: Vec<String>,
}

fn key(parts: &[&str]) -> i64 {
    parts.iter().fold(0u64, |all, part| mix(all.wrapping_add(hash(part.as_bytes())))).cast_signed()
}

/// The keys of a day: itself, its month, its year.
fn date_keys(date: &str) -> impl Iterator<Item = i64> {
    [10, 7, 4].into_iter().filter_map(|len| Some(key(&["date", date.get(..len)?])))
}

/// The keys under which a document can be cited: its day, the numbers and codes in its head.
pub(crate) fn citable(found: &Extraction, cited: &[Cited]) -> BTreeSet<i64> {
    let mut out: BTreeSet<i64> = date_keys(&found.document.date).collect();
    out.extend(
        cited
            .iter()
            .filter(|c| !c.number.is_empty() && is_of_itself(found, c))
            .map(|c| key(&["number", &c.number])),
    );
    if let Some(number) = titled_number(&found.document.title) {
        out.insert(key(&["number", &number]));
    }
    out
}

/// Whether a citation is the document's own name.
pub(crate) fn is_of_itself(found: &Extraction, cited: &Cited) -> bool {
    let document = &found.document;
    let in_head = document.passages.get(cited.passage as usize).is_some_and(|passage| {
        matches!(passage.kind, PassageKind::Title | PassageKind::Heading | PassageKind::Formula)
    });
    let told = !(cited.number.is_empty() && cited.date.is_empty());
    in_head && told && (cited.date.is_empty() || cited.date == document.date)
}

/// The number in a title: "Resolution 14 (2022)".
fn titled_number(title: &str) -> Option<String> {
    let all: Vec<_> = words(title).collect();
    let pair = all.windows(2).find(|pair| {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let gap = title.get(pair[0].span.end as usize..pair[1].span.start as usize);
        digits(pair[0].text) && digits(pair[1].text) && matches!(gap, Some("/" | " ("))
    })?;
    Some(format!("{}/{}", pair[0].folded, pair[1].folded))
}

/// The keys under which what is cited may stand in the ledger, the most telling one first.
pub(crate) fn wanted(cites: &Reference) -> Vec<i64> {
    let date = (!cites.date.is_empty()).then(|| key(&["date", &cites.date]));
    citable_number(cites).into_iter().chain(date).collect()
}

/// The key of the number of what is cited, if it has one.
pub(crate) fn citable_number(cites: &Reference) -> Option<i64> {
    (!cites.number.is_empty()).then(|| key(&["number", &cites.number]))
}

/// How well a citation fits a document; nothing where something speaks against it. `numbered` says that the document
/// bears the number, `citing` is the day of the document that cites.
pub(crate) fn fit(
    cites: &Reference,
    lang: Lang,
    citing: &str,
    target: &Target,
    numbered: bool,
) -> Option<Fit> {
    let later = !citing.is_empty() && target.date.as_str() > citing;
    if later || !may_be_of(&cites.date, &target.date) {
        return None;
    }
    let mut fit = Fit { score: 0, why: Vec::new() };
    let mut add = |score: u16, why: String| {
        fit.score += score;
        fit.why.push(why);
    };
    if numbered {
        add(NUMBER, format!("it has the number {}", cites.number));
    }
    match cites.date.len() {
        10 => add(DAY, format!("it is of {}", cites.date)),
        7 => add(MONTH, format!("it is of {}", cites.date)),
        4 => add(YEAR, format!("it is of {}", cites.date)),
        _ => {}
    }
    if !cites.body.is_empty() && !target.publisher.is_empty() {
        if is_same_body(&cites.body, &target.publisher, lang) {
            add(BODY, format!("its publisher is {}", target.publisher));
        } else if !numbered && lang == target.lang {
            return None;
        }
    }
    if cites.genres.contains(&target.genre) {
        add(GENRE, format!("it is a {}", target.genre));
    } else if !numbered && !cites.genres.is_empty() {
        return None;
    }
    if lang == target.lang && !cites.about.is_empty() {
        let common = in_title(&cites.about, target);
        if common.is_empty() && cites.about.len() >= SUBJECT_WORDS_MIN && !numbered {
            return None;
        }
        let share = common.len() as f32 / cites.about.len() as f32;
        if !common.is_empty() {
            add((share * f32::from(SUBJECT)) as u16, format!("its title has {}", common.join(", ")));
        }
    }
    fit.score = fit.score.min(1000);
    (fit.score >= SCORE_MIN).then_some(fit)
}

/// Whether a day lies in what is told of it.
fn may_be_of(told: &str, date: &str) -> bool {
    told.is_empty() || date.is_empty() || date.starts_with(told) || told.starts_with(date)
}

/// The words of a title whose stems are those of a subject.
fn in_title(about: &[String], target: &Target) -> Vec<String> {
    let all: Vec<_> = words(&target.title).collect();
    let stems = Lexis::of(target.lang).stems(&all);
    let both = all.iter().zip(stems).filter(|(_, stem)| about.contains(stem));
    let found: BTreeSet<String> = both.map(|(word, _)| word.text.to_lowercase()).collect();
    found.into_iter().collect()
}

/// Whether two names are of one body: the words of the one stand in the other.
fn is_same_body(a: &str, b: &str, lang: Lang) -> bool {
    let lexis = Lexis::of(lang);
    let telling = |name: &str| -> BTreeSet<String> {
        let all: Vec<_> = words(name).collect();
        let stems = lexis.stems(&all);
        all.iter()
            .zip(stems)
            .filter(|(_, stem)| lexis.weight(stem) > 0)
            .map(|(word, _)| word.folded.clone())
            .collect()
    };
    let (a_words, b_words) = (telling(a), telling(b));
    let whole = |name: &str| fold_name(name, crate::limit::FILTER_NAME_BYTES_MAX);
    whole(a) == whole(b)
        || (!a_words.is_empty() && a_words.is_subset(&b_words))
        || (!b_words.is_empty() && b_words.is_subset(&a_words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cites(number: &str, date: &str, body: &str, about: &[&str]) -> Reference {
        Reference {
            noun: "resolution".to_owned(),
            genres: vec!["resolution".to_owned()],
            number: number.to_owned(),
            date: date.to_owned(),
            body: body.to_owned(),
            about: about.iter().map(|&stem| stem.to_owned()).collect(),
        }
    }

    fn assembly(title: &str) -> Target {
        Target {
            genre: "resolution".to_owned(),
            date: "2019-03-14".to_owned(),
            publisher: "Assembly of the Meridian Union".to_owned(),
            title: title.to_owned(),
            lang: Lang::EN,
        }
    }

    fn score(cites: &Reference, target: &Target, numbered: bool) -> Option<u16> {
        fit(cites, Lang::EN, "2021-03-11", target, numbered).map(|fit| fit.score)
    }

    #[test]
    fn a_day_and_a_body_tell_a_document_unless_the_subject_is_another() {
        let target = assembly("Resolution of 14 March 2019 on the prisons of Varosia");
        let assembly = "Assembly";
        assert_eq!(
            score(&cites("", "2019-03-14", assembly, &["prison", "varosia"]), &target, false),
            Some(1000)
        );
        assert_eq!(score(&cites("", "2019-03-14", "", &[]), &target, false), Some(650));
        assert_eq!(score(&cites("", "2019-03-14", assembly, &["fish", "quota"]), &target, false), None);
        assert_eq!(score(&cites("", "2019-03-14", "Senate of Norland", &[]), &target, false), None);
        assert_eq!(score(&cites("", "2019-03-15", assembly, &[]), &target, false), None);
        assert_eq!(score(&cites("", "2019", assembly, &[]), &target, false), Some(750));
        assert_eq!(score(&cites("", "2019", "", &[]), &target, false), Some(500));
    }

    #[test]
    fn a_number_tells_more_than_a_name_and_nothing_later_is_cited() {
        let target = assembly("Resolution 14 (2022)");
        assert_eq!(titled_number(&target.title).as_deref(), Some("14/2022"));
        assert_eq!(score(&cites("14/2022", "", "Conseil", &[]), &target, true), Some(750));
        let late = Target { date: "2022-01-01".to_owned(), ..target };
        assert_eq!(score(&cites("14/2022", "", "", &[]), &late, true), None);
    }
}
