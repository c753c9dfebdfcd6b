//! Finding citations in a reading: a noun for a document with its number or its day, or a code alone.
//!
//! "its resolutions of 14 March 2019(1) and 11 March 2021(2) on the human rights situation": a noun, days with what
//! may stand between, the marks of footnotes, the subject. A pure function of one reading.

use std::collections::BTreeMap;

use whereas_extract::{Extraction, Lang, Mention, MentionValue, Passage, PassageKind, Span};

use super::noun::{Noun, Nouns};
use crate::limit;
use crate::link::Lexis;
use crate::word::{Word, words};

/// A citation where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    pub span: Span,
    pub passage: u32,
    /// What it is called, as the table has it.
    pub noun: String,
    pub genres: Vec<String>,
    pub number: String,
    pub date: String,
    /// Whose it is, where the text names a body.
    pub body: Option<Span>,
    /// Whether the text speaks of its own body's document.
    pub own: bool,
    pub about: Vec<String>,
    /// What stands in its footnote.
    pub note: Option<Span>,
}

/// How many words the noun and the day may have between them.
const REACH_WORDS: usize = 24;
/// How many words before the noun tell whose document it is.
const OWNER_WORDS: usize = 3;
/// The most words of a subject.
const SUBJECT_WORDS: usize = 30;
/// The most letters of a lower-case word in a code ("No", "p.", "Res").
const CODE_WORD_LETTERS: usize = 3;

/// All citations of a reading, in order of place.
pub(crate) fn cited(text: &str, found: &Extraction) -> Vec<Cited> {
    let mut mentions: Vec<&Mention> = found.mentions.iter().collect();
    mentions.sort_by_key(|mention| mention.span);
    let notes = notes(found);
    let mut out = Vec::new();
    for (passage, at) in found.document.passages.iter().zip(0u32..) {
        if passage.kind == PassageKind::Boilerplate || passage.span.is_empty() {
            continue;
        }
        let from = mentions.partition_point(|mention| mention.span.start < passage.span.start);
        let inside = mentions.iter().skip(from).take_while(|mention| mention.span.start < passage.span.end);
        let reader = Reader::new(text, passage, at, inside.copied().collect(), &notes);
        out.extend(reader.citations());
    }
    let pointed: Vec<Span> = out.iter().filter_map(|cited: &Cited| cited.note).collect();
    out.retain(|cited| !pointed.iter().any(|note| note.contains(cited.span)));
    out
}

/// Footnotes by their mark.
fn notes(found: &Extraction) -> BTreeMap<String, Span> {
    let notes = found.document.passages.iter().filter(|passage| passage.kind == PassageKind::Footnote);
    let mark = |num: &str| num.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    notes.map(|passage| (mark(&passage.num), passage.span)).filter(|(mark, _)| !mark.is_empty()).collect()
}

/// One passage.
struct Reader<'a> {
    text: &'a str,
    at: u32,
    nouns: &'static Nouns,
    lexis: &'static Lexis,
    words: Vec<Word<'a>>,
    stems: Vec<String>,
    mentions: Vec<&'a Mention>,
    /// Days, months and years by where they begin.
    dates: BTreeMap<u32, (Span, &'a str)>,
    notes: &'a BTreeMap<String, Span>,
}

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        passage: &Passage,
        at: u32,
        mentions: Vec<&'a Mention>,
        notes: &'a BTreeMap<String, Span>,
    ) -> Self {
        let lang: Lang = passage.lang;
        let lexis = Lexis::of(lang);
        let start = passage.span.start;
        let mut words: Vec<Word<'a>> = words(passage.span.of(text)).collect();
        for word in &mut words {
            word.span = Span::new(word.span.start + start, word.span.end + start);
        }
        let stems = lexis.stems(&words);
        let date = |mention: &&'a Mention| match &mention.value {
            MentionValue::Date { edtf } if is_plain(edtf) => {
                Some((mention.span.start, (mention.span, edtf.as_str())))
            }
            _ => None,
        };
        let dates = mentions.iter().filter_map(date).collect();
        Reader { text, at, nouns: Nouns::of(lang), lexis, words, stems, mentions, dates, notes }
    }

    fn citations(&self) -> Vec<Cited> {
        let mut out: Vec<Cited> = Vec::new();
        let mut last: Option<(usize, &Noun)> = None;
        for at in 0..self.words.len() {
            let stands_for = || last.filter(|_| self.nouns.is_those(&self.stems[at]));
            let noun = self.nouns.noun(&self.stems[at]).map(|noun| (at, noun)).or_else(stands_for);
            let Some((place, noun)) = noun else { continue };
            last = Some((place, noun));
            let found = self.behind_noun(place, at, noun);
            out.extend(found.into_iter().take(limit::CITATIONS_MAX));
        }
        let codes: Vec<Cited> = self.codes().collect();
        // A code inside of a longer citation is part of it.
        let new = |code: &Cited| !out.iter().any(|other| other.span.overlaps(code.span));
        let codes: Vec<Cited> = codes.into_iter().filter(new).collect();
        out.extend(codes);
        out.sort_by_key(|cited| cited.span);
        out
    }

    /// What a noun, or the word at `at` that stands for it, leads to: a number, days, a subject.
    fn behind_noun(&self, place: usize, at: usize, noun: &Noun) -> Vec<Cited> {
        let number = self.number(at + 1);
        let (mut here, number) = number.map_or((at + 1, String::new()), |(next, number)| (next, number));
        let mut days: Vec<(Span, &str)> = Vec::new();
        let mut body = self.owner(place);
        let end = (at + 1 + REACH_WORDS).min(self.words.len());
        while here < end {
            let word = &self.words[here];
            if let Some((span, edtf)) = self.day_at(here, !days.is_empty()) {
                days.push((span, edtf));
                here = self.behind(span.end, here);
                here = self.behind_mark(here);
            } else if let Some(named) = self.named(word).filter(|_| days.is_empty()) {
                body = body.or_else(|| Some(named).filter(|m| is_body(m)).map(|m| m.span));
                here = self.behind(named.span.end, here);
            } else if self.may_stand_between(here, !days.is_empty()) {
                here += 1;
            } else {
                break;
            }
        }
        let year_before = || {
            let year = self.dates.values().find(|(span, _)| {
                self.text.get(span.end as usize..word_start(&self.words, place)) == Some(" ")
            });
            year.filter(|(_, edtf)| edtf.len() == 4).copied()
        };
        if days.is_empty() && number.is_empty() {
            days.extend(year_before());
        }
        let behind = days.last().map(|(span, _)| self.behind_mark(self.behind(span.end, at)));
        let (about, subject_end) = self.subject(behind.unwrap_or(here));
        let own = body.is_none() && self.is_own(place);
        let start = self.words[at].span.start;
        let cite = |from: u32, end: u32, date: &str, note: Option<Span>| Cited {
            span: Span::new(from, end),
            passage: self.at,
            noun: noun.word.clone(),
            genres: noun.genres.clone(),
            number: number.clone(),
            date: date.to_owned(),
            body,
            own,
            about: about.clone(),
            note,
        };
        if days.is_empty() {
            let end = self.words[here - 1].span.end;
            let code = number.contains('/').then(|| cite(start, subject_end.unwrap_or(end), "", None));
            return code.into_iter().collect();
        }
        let alone = days.len() == 1;
        let whole = |n: usize, (span, _): (Span, &str)| {
            let end = if alone { subject_end.unwrap_or(span.end) } else { span.end };
            if n > 0 {
                return Span::new(span.start, end);
            }
            // A year may stand before its noun: "the 2019 resolution".
            Span::new(start.min(span.start), end.max(self.words[at].span.end))
        };
        let each = days.iter().enumerate().map(|(n, day)| {
            let span = whole(n, *day);
            cite(span.start, span.end, day.1, self.note(day.0.end).or_else(|| self.note(span.end)))
        });
        each.collect()
    }

    /// The day that begins at a word, behind a word that leads to one; in a list also behind another day.
    fn day_at(&self, at: usize, in_list: bool) -> Option<(Span, &'a str)> {
        let day = self.dates.get(&self.words.get(at)?.span.start).copied()?;
        let led = at.checked_sub(1).is_some_and(|before| self.nouns.is_dated(&self.stems[before]));
        (led || in_list || self.is_adopted_on(at)).then_some(day)
    }

    /// "adopted on 14 March 2019": the word before the day would begin a subject elsewhere.
    fn is_adopted_on(&self, at: usize) -> bool {
        let (Some(on), Some(adopted)) = (at.checked_sub(1), at.checked_sub(2)) else { return false };
        self.nouns.leads_subject(&self.stems[on])
            && self.nouns.is_between(&self.stems[adopted])
            && !self.nouns.is_dated(&self.stems[adopted])
    }

    /// The number that stands at a word: `14 (2022)`, `60/251`; and the word behind it.
    fn number(&self, at: usize) -> Option<(usize, String)> {
        let is_number = |at: usize| {
            self.words.get(at).is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))
        };
        let first = if is_number(at) { at } else { at + 1 };
        let before =
            self.stems.get(at).is_some_and(|stem| first == at || matches!(stem.as_str(), "no" | "n" | "nr"));
        if !before
            || !is_number(first)
            || self.dates.get(&self.words[first].span.start).is_some_and(|(_, edtf)| edtf.len() > 4)
        {
            return None;
        }
        let glued = |at: usize| {
            let gap = self.text.get(self.words[at - 1].span.end as usize..self.words[at].span.start as usize);
            gap.is_some_and(|gap| matches!(gap, "/" | " (" | "("))
        };
        let mut behind = first + 1;
        while is_number(behind) && glued(behind) {
            behind += 1;
        }
        let digits: Vec<&str> = self.words[first..behind].iter().map(|word| word.folded.as_str()).collect();
        // A year alone is a day of the document, not its number.
        (digits.len() > 1 || first > at).then(|| (behind, digits.join("/")))
    }

    /// Whether a word may stand between the noun and its days; between two days only what joins them may.
    fn may_stand_between(&self, at: usize, in_list: bool) -> bool {
        let (word, stem) = (&self.words[at], &self.stems[at]);
        let gap = self.gap_before(at);
        if gap.contains([';', ':', '\n']) || gap.contains(". ") {
            return false;
        }
        if in_list {
            return self.nouns.is_between(stem) && !self.nouns.leads_subject(stem);
        }
        if self.nouns.leads_subject(stem) && self.dates.contains_key(&self.start_of(at + 1)) {
            return self.is_adopted_on(at + 1);
        }
        let marked = word.text.chars().all(|c| c.is_ascii_digit()) && gap.ends_with('(');
        self.nouns.is_between(stem)
            || marked
            || (word.text.starts_with(char::is_uppercase) && !gap.contains(','))
    }

    fn start_of(&self, at: usize) -> u32 {
        self.words.get(at).map_or(u32::MAX, |word| word.span.start)
    }

    fn gap_before(&self, at: usize) -> &str {
        let before =
            at.checked_sub(1).map_or(self.words[at].span.start, |before| self.words[before].span.end);
        self.text.get(before as usize..self.words[at].span.start as usize).unwrap_or("")
    }

    /// The body, place or person whose name begins at a word.
    fn named(&self, word: &Word<'_>) -> Option<&'a Mention> {
        let named = self.mentions.iter().filter(|mention| mention.span.start == word.span.start);
        let kinds = |mention: &&&Mention| {
            matches!(
                mention.value,
                MentionValue::Organisation | MentionValue::Place | MentionValue::Person { .. }
            )
        };
        named.filter(kinds).max_by_key(|mention| mention.span.end).copied()
    }

    /// The body whose name stands before a noun: "European Parliament resolution", "the Assembly’s resolution".
    fn owner(&self, noun: usize) -> Option<Span> {
        let start = self.words[noun].span.start;
        let near = |mention: &&&Mention| {
            let gap = self.text.get(mention.span.end as usize..start as usize).unwrap_or("…");
            let gap_words: Vec<Word<'_>> = words(gap).filter(|word| word.folded != "s").collect();
            let joins = |stem: &String| self.nouns.is_between(stem) || self.nouns.leads_subject(stem);
            is_body(mention)
                && gap_words.len() < OWNER_WORDS
                && !gap.contains([',', ';', '.', '('])
                && !self.lexis.stems(&gap_words).iter().any(joins)
        };
        let mut before = self.mentions.iter().filter(|mention| mention.span.end <= start);
        before.rfind(near).map(|mention| mention.span)
    }

    fn is_own(&self, noun: usize) -> bool {
        let near = noun.saturating_sub(OWNER_WORDS)..noun;
        near.into_iter().any(|at| self.nouns.is_own(&self.stems[at]))
            // Romanian puts it behind: "rezoluția sa din".
            || self.stems.get(noun + 1).is_some_and(|stem| self.nouns.is_own(stem))
    }

    /// The first word that begins behind a place.
    fn behind(&self, end: u32, from: usize) -> usize {
        let rest = self.words.get(from..).unwrap_or_default();
        from + rest.partition_point(|word| word.span.start < end)
    }

    /// The word behind the mark of a footnote, where one stands there.
    fn behind_mark(&self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else { return at };
        let rest = self.text.get(word.span.end as usize..).unwrap_or("");
        let digits = word.text.bytes().all(|byte| byte.is_ascii_digit());
        let is_mark = digits && self.gap_before(at).ends_with(['(', '[']) && rest.starts_with([')', ']']);
        if is_mark { at + 1 } else { at }
    }

    /// The footnote whose mark stands behind a place.
    fn note(&self, end: u32) -> Option<Span> {
        let at = self.behind(end, 0);
        let word = self.words.get(at).filter(|_| self.behind_mark(at) > at)?;
        self.notes.get(&word.folded).copied()
    }

    /// The stems of the subject that begins at a word, and where it ends.
    fn subject(&self, at: usize) -> (Vec<String>, Option<u32>) {
        if !self.stems.get(at).is_some_and(|stem| self.nouns.leads_subject(stem)) {
            return (Vec::new(), None);
        }
        let mut end = at + 1;
        let goes_on = |at: usize| {
            let gap = self.gap_before(at);
            !gap.contains([',', ';', ':', '(', '\n', '.'])
        };
        while end < self.words.len().min(at + SUBJECT_WORDS) && goes_on(end) {
            end += 1;
        }
        let mut about: Vec<String> =
            self.stems[at + 1..end].iter().filter(|stem| self.lexis.weight(stem) > 0).cloned().collect();
        about.sort();
        about.dedup();
        (about, Some(self.words[end - 1].span.end))
    }

    /// Laws that are told by a code alone.
    fn codes(&self) -> impl Iterator<Item = Cited> {
        let laws = self.mentions.iter().filter(|mention| mention.value == MentionValue::Law);
        laws.filter_map(|mention| {
            let number = code(mention.span.of(self.text))?;
            Some(Cited {
                span: mention.span,
                passage: self.at,
                noun: String::new(),
                genres: Vec::new(),
                number,
                date: String::new(),
                body: None,
                own: false,
                about: Vec::new(),
                note: None,
            })
        })
    }
}

fn word_start(words: &[Word<'_>], at: usize) -> usize {
    words[at].span.start as usize
}

fn is_body(mention: &Mention) -> bool {
    mention.value == MentionValue::Organisation
}

/// Whether a date is one day, month or year.
fn is_plain(edtf: &str) -> bool {
    matches!(edtf.len(), 4 | 7 | 10) && edtf.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The folded code that some words are, if they are the code of a document: `OJ C 44, 11.2.2020, p. 12`,
/// `A/HRC/40/12`. A provision or a name with a year is none.
pub(crate) fn code(quote: &str) -> Option<String> {
    let all: Vec<Word<'_>> = words(quote).collect();
    let is_code = |word: &Word<'_>| {
        word.text.chars().any(|c| c.is_ascii_digit())
            || word.text.chars().all(char::is_uppercase)
            || word.text.chars().count() <= CODE_WORD_LETTERS
    };
    let is_number = |word: &Word<'_>| word.text.starts_with(|c: char| c.is_ascii_digit());
    let letters = all.iter().filter(|word| word.text.starts_with(char::is_uppercase)).count();
    let numbers = all.iter().filter(|word| is_number(word)).count();
    let whole = !quote.contains('§') && letters > 0 && numbers > 1 && all.iter().all(is_code);
    whole.then(|| all.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::noun::examples;
    use crate::sample::Sample;

    /// A text in which `[words=2021-03-11]` are days.
    fn read(lang: Lang, marked: &str) -> Vec<Cited> {
        let (mut text, mut days) = (String::new(), Vec::new());
        for (n, piece) in marked.split(['[', ']']).enumerate() {
            let Some((words, edtf)) = piece.split_once('=').filter(|_| n % 2 == 1) else {
                text += piece;
                continue;
            };
            let start = text.len() as u32;
            text += words;
            days.push((Span::new(start, text.len() as u32), edtf.to_owned()));
        }
        let mut sample = Sample::default();
        sample.found.document.passages.push(Passage {
            id: "p_1".to_owned(),
            kind: PassageKind::Citation,
            num: String::new(),
            lang,
            span: Span::new(0, text.len() as u32),
            label: Span::new(0, 0),
        });
        let date = |(span, edtf)| Mention { span, passage: 0, value: MentionValue::Date { edtf } };
        sample.found.mentions.extend(days.into_iter().map(date));
        cited(&text, &sample.found)
    }

    #[test]
    fn the_table_keeps_its_examples() {
        for example in examples() {
            let found = read(example.lang, &example.text);
            let told: Vec<String> =
                found.iter().map(|c| format!("{} {} {}", c.noun, c.number, c.date)).collect();
            assert_eq!(told, example.cited, "{}", example.text);
        }
    }

    #[test]
    fn a_code_is_more_than_a_provision() {
        assert_eq!(code("OJ MU C 44, 11.2.2020, p. 12").as_deref(), Some("oj mu c 44 11 2 2020 p 12"));
        assert_eq!(code("P9_TA(2021)0056").as_deref(), Some("p9 ta 2021 0056"));
        assert_eq!(code("A/HRC/40/12").as_deref(), Some("a hrc 40 12"));
        for none in ["Article 174 of the Criminal Code", "Rule 144(5)", "Article 9", "18 U.S.C. § 2383"] {
            assert_eq!(code(none), None, "{none}");
        }
    }

    #[test]
    fn the_subject_and_the_quotation_go_along() {
        let found = read(
            Lang::EN,
            "having regard to its resolution of [14 March 2019=2019-03-14] on the prisons of Varosia,",
        );
        let text = "having regard to its resolution of 14 March 2019 on the prisons of Varosia,";
        assert_eq!(found[0].span.of(text), "resolution of 14 March 2019 on the prisons of Varosia");
        assert!(found[0].own && found[0].about.contains(&"prison".to_owned()), "{found:?}");
    }
}
