//! What a statement leans on that stands before it: the person, the law or the sentence that it goes back to; and the
//! demands that lean on an earlier one.

use std::collections::BTreeSet;

use whereas_extract::{Act, Mention, MentionValue, PassageKind, Span};

use super::gist::{Gist, Reader};
use super::lexis::{Sign, TELLING};
use super::name::{law_keys, person_key};
use crate::limit;
use crate::word::{Word, words};

/// How many telling words what is asked of "it" has at most.
const PRONOUN_WORDS_MAX: usize = 3;
/// The least and the most bytes of the sentence before a demand that are kept with it.
const BEFORE_BYTES_MIN: usize = 24;
const BEFORE_BYTES_MAX: usize = 360;
/// How many letters a shortened word has at most: "Col.".
const SHORT_LETTERS_MAX: usize = 4;
/// The longest words for one's own side: "all of us".
const US_WORDS_MAX: usize = 3;
/// How far before the cue a word stands that tells of an earlier demand: "once called on".
const RETOLD_WORDS: usize = 2;
/// Between persons who are named beside each other stand fewer bytes than this: "Ana Mirel and Ms".
const BESIDE_BYTES: u32 = 16;

/// What leads to the law that is changed.
const OF: [&str; 9] = ["of", "to", "de", "du", "des", "d", "a", "al", "ale"];

impl Reader<'_> {
    /// The law, or the provisions with a number, that the document named last before the statement, not long before.
    pub(super) fn laws_before(&self, numbered: bool) -> Vec<String> {
        let start = self.statement.span.start;
        let before = self.found.mentions.iter().filter(|mention| {
            let far = start.checked_sub(mention.span.end);
            mention.value == MentionValue::Law && far.is_some_and(|far| far < limit::LAW_BYTES_MAX)
        });
        let last = before
            .filter(|mention| !numbered || mention.span.of(self.text).contains(|c: char| c.is_ascii_digit()))
            .max_by_key(|mention| mention.span);
        last.map_or_else(Vec::new, |mention| {
            law_keys(mention.span.of(self.text), self.statement.lang, self.lexis)
        })
    }

    /// Whom the pronouns of a statement mean that names nobody. What a person says of "him" may be of themselves,
    /// unless they ask for it.
    pub(super) fn persons_meant(&self, gist: &Gist, signs: &BTreeSet<(usize, Sign)>) -> Vec<String> {
        let has = |wanted: Sign| signs.iter().any(|(_, sign)| *sign == wanted);
        let (one, many) = (has(Sign::Him), has(Sign::Them));
        if !gist.persons.is_empty() || !one && !many {
            return Vec::new();
        }
        let speaker = &self.statement.speaker.name;
        let speaks = |mention: &&Mention| {
            matches!(mention.value, MentionValue::Person { .. }) && mention.span.of(self.text) == speaker
        };
        let of_others = gist.act == Act::Demand || !self.mentions.iter().any(speaks);
        if of_others { self.persons_before(many) } else { Vec::new() }
    }

    /// The person whom the passage named last before the statement, with those named beside them where there are many:
    /// "her", "their".
    pub(super) fn persons_before(&self, many: bool) -> Vec<String> {
        let start = self.statement.span.start;
        let passage = self.found.document.passages.get(self.statement.passage as usize);
        let from = passage.map_or(start, |passage| passage.span.start);
        let past = self.mentions.partition_point(|mention| mention.span.start < start);
        let here = self.mentions[..past].iter().rev().take_while(|mention| mention.span.start >= from);
        let named = here.filter(|mention| {
            mention.span.end <= start && matches!(mention.value, MentionValue::Person { .. })
        });
        let mut out = Vec::new();
        let mut next = None;
        for mention in named {
            let beside =
                next.is_none_or(|next: u32| many && next.saturating_sub(mention.span.end) < BESIDE_BYTES);
            if !beside || out.len() >= limit::GIST_NAMES_MAX {
                break;
            }
            next = Some(mention.span.start);
            out.extend(person_key(mention.span.of(self.text)));
        }
        out
    }

    /// Whether what is asked is told by a pronoun and by little else: "let a doctor of her choice see him".
    pub(super) fn asks_by_pronoun(&self, inside: &[&Mention]) -> bool {
        let actions = &self.statement.actions;
        let by_pronoun = |span: &Span| {
            let all: Vec<Word<'_>> = words(span.of(self.text)).collect();
            let stems = self.lexis.stems(&all);
            let telling = stems.iter().filter(|stem| self.lexis.weight(stem) == TELLING).count();
            let signs = self.lexis.signs(&stems);
            telling <= PRONOUN_WORDS_MAX && signs.iter().any(|(_, sign)| *sign == Sign::Pronoun)
        };
        let names = |mention: &&Mention| {
            matches!(mention.value, MentionValue::Person { .. } | MentionValue::Law)
                && actions.iter().any(|span| span.contains(mention.span))
        };
        let named = || inside.iter().copied().any(|mention| names(&mention));
        self.statement.act == Act::Demand && actions.iter().any(by_pronoun) && !named()
    }

    /// The end of the passage before the statement, as far as one sentence goes and not too far.
    pub(super) fn sentence_before(&self) -> String {
        let start = self.statement.span.start;
        let passage = self.found.document.passages.get(self.statement.passage as usize);
        let from = passage.map_or(start, |passage| passage.span.start.min(start));
        let before = self.text.get(from as usize..start as usize).unwrap_or_default();
        let before = before.trim_end().trim_end_matches(['“', '«', '„', '"']).trim_end();
        // What stands in the midst of a sentence is told by that.
        if !before.ends_with(['.', '!', '?', ':', ';', '”', '»']) {
            return String::new();
        }
        let ends = |at: usize| before.get(at..).is_some_and(|rest| rest.starts_with([' ', '\n']));
        // "Mr.", "A. V. Petrov": a point behind a short word with a capital ends nothing.
        let shortens = |at: usize| {
            let word =
                before.get(..at).and_then(|head| head.split_whitespace().next_back()).unwrap_or_default();
            word.chars().count() <= SHORT_LETTERS_MAX && word.starts_with(char::is_uppercase)
        };
        let is_end = |at: usize, mark: &str| ends(at + mark.len()) && !(mark == "." && shortens(at));
        let mut marks =
            before.rmatch_indices(['.', '!', '?', '”', '»']).filter(|(at, mark)| is_end(*at, mark));
        let first = marks.find(|(at, _)| before.len() - at > BEFORE_BYTES_MIN);
        let sentence = before.get(first.map_or(0, |(at, mark)| at + mark.len())..).unwrap_or_default().trim();
        if sentence.len() > BEFORE_BYTES_MAX { String::new() } else { sentence.to_owned() }
    }

    /// Whether all who are asked are the speaker's own side: "we", "we all".
    pub(super) fn asks_us(&self) -> bool {
        let asked = &self.statement.addressees;
        let is_us = |span: &Span| {
            let named: Vec<Word<'_>> = words(span.of(self.text)).collect();
            named.len() <= US_WORDS_MAX
                && self.lexis.signs(&self.lexis.stems(&named)).contains(&(0, Sign::We))
        };
        !asked.is_empty() && asked.iter().all(is_us)
    }

    /// Whether it stands in a question of an interview: who asks about a demand of others makes none.
    pub(super) fn is_question(&self) -> bool {
        let passage = self.found.document.passages.get(self.statement.passage as usize);
        passage.is_some_and(|passage| passage.kind == PassageKind::Question)
    }

    /// Whether the words of a change at token `at` go on with no law of their own: "the amendment of the budget" does.
    pub(super) fn ends_with_change(&self, all: &[Word<'_>], at: usize) -> bool {
        let stems = self.lexis.stems(all.get(at..).unwrap_or_default());
        let deed = self.lexis.signs(&stems).into_iter().find(|(_, sign)| matches!(sign, Sign::Deed(_)));
        let Some((deed, _)) = deed else { return false };
        let next = all.get(at + deed + 1);
        next.is_none_or(|next| !OF.contains(&next.folded.as_str()))
    }

    /// Whether a word right before the cue tells that it was asked some time before.
    pub(super) fn is_retold(&self, all: &[Word<'_>], signs: &BTreeSet<(usize, Sign)>) -> bool {
        // Who says so of themselves asks still: "we have once more called on".
        let name = &self.statement.speaker.name;
        let head = &self.found.document;
        let is_own = name.is_empty() || *name == head.author || *name == head.publisher;
        if is_own || signs.iter().any(|(_, sign)| *sign == Sign::Again) {
            return false;
        }
        let Some(cue) = self.statement.cue.filter(|cue| self.statement.span.contains(*cue)) else {
            return false;
        };
        let start = cue.start - self.statement.span.start;
        let first = all.partition_point(|word| word.span.start < start);
        // The first words of a cue may be such a word: "has asked".
        let behind = all.partition_point(|word| word.span.start < cue.end - self.statement.span.start);
        (first.saturating_sub(RETOLD_WORDS)..behind.saturating_sub(1).max(first))
            .any(|at| signs.contains(&(at, Sign::Retold)))
    }
}
