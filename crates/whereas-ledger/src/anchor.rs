//! Where a decision lies after its document was read again (DESIGN, invariant 4).
//!
//! A decision keeps the words it was made on, 32 characters on each side, and how often these words stood
//! in the text. [`place`] finds the words in the new text and then the statement that stands there. It is a
//! pure function of the decision and the newest reading, never of the readings between, so that what was
//! built step by step equals what is rebuilt.
//!
//! An id alone does not tell two equal sentences apart: when the first of them goes, the second inherits
//! its id. So where words stand more than once, or did, their neighbourhood has to agree. In doubt a
//! decision is lost and stays visible; it never goes to a statement that nobody judged.

use serde::{Deserialize, Serialize};
use whereas_extract::Span;

use crate::Anchor;
use crate::limit::CONTEXT_CHARS;

/// The words a decision was made on, with all that is needed to find them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Quotation {
    /// The document; makes the hash of a quotation its own.
    pub document: String,
    /// The words.
    pub quote: String,
    /// The characters before them.
    pub prefix: String,
    /// The characters behind them.
    pub suffix: String,
    /// Which occurrence of its words the statement was, as in its id.
    pub occurrence: u32,
    /// Which of the places with these letters it was, from 0.
    pub nth: u32,
    /// How many places had these letters.
    pub of: u32,
    /// How many of them had the same neighbourhood.
    pub alike: u32,
}

/// A statement of the newest reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub id: String,
    pub span: Span,
}

impl Quotation {
    /// Takes down the words at `span`.
    pub(crate) fn take(document: &str, text: &str, span: Span, occurrence: u32) -> Quotation {
        let (prefix, suffix) = context(text, span);
        let mut taken = Quotation {
            document: document.to_owned(),
            quote: span.of(text).to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            occurrence,
            nth: 0,
            of: 1,
            alike: 1,
        };
        let letters = Letters::of(text);
        let places = taken.places(&letters, text);
        if !places.is_empty() {
            taken.nth = places.iter().filter(|place| place.start < span.start).count() as u32;
            taken.of = places.len() as u32;
            taken.alike = places.iter().filter(|place| taken.is_at_home(text, **place)).count() as u32;
        }
        taken
    }

    /// Words that a person gives to a document; they stand nowhere in it.
    pub(crate) fn given(document: &str, words: &str) -> Quotation {
        Quotation {
            document: document.to_owned(),
            quote: words.to_owned(),
            prefix: String::new(),
            suffix: String::new(),
            occurrence: 0,
            nth: 0,
            of: 0,
            alike: 0,
        }
    }

    /// Returns whether both sides of a place are as they were.
    fn is_at_home(&self, text: &str, place: Span) -> bool {
        let (prefix, suffix) = context(text, place);
        let (before, now) = (letters_of(&self.prefix), letters_of(prefix));
        let (behind, next) = (letters_of(&self.suffix), letters_of(suffix));
        // Blanks are no letters, so 32 characters may hold a few letters more or less than they did.
        before.is_empty() == now.is_empty()
            && behind.is_empty() == next.is_empty()
            && (before.ends_with(&now) || now.ends_with(&before))
            && (behind.starts_with(&next) || next.starts_with(&behind))
    }

    /// Counts the letters next to a place that are as they were.
    fn likeness(&self, text: &str, place: Span) -> usize {
        let (prefix, suffix) = context(text, place);
        let (before, now) = (letters_of(&self.prefix), letters_of(prefix));
        let (behind, next) = (letters_of(&self.suffix), letters_of(suffix));
        let left = before.chars().rev().zip(now.chars().rev()).take_while(|(a, b)| a == b).count();
        left + behind.chars().zip(next.chars()).take_while(|(a, b)| a == b).count()
    }

    /// Finds every place at which the letters and digits of the quotation stand, whatever blanks, line ends
    /// and punctuation are between them, and which cuts no word that the quotation did not cut.
    fn places(&self, letters: &Letters, text: &str) -> Vec<Span> {
        let wanted = letters_of(&self.quote);
        if wanted.is_empty() {
            // Nothing but signs: they have to stand there as they are.
            let signs = text.match_indices(&self.quote).map(|(at, signs)| (at as u32, signs.len() as u32));
            return signs.map(|(at, len)| Span { start: at, end: at + len }).collect();
        }
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let cut = |before: Option<char>, behind: Option<char>| is_letter(before) && is_letter(behind);
        let cuts_first = cut(self.prefix.chars().next_back(), self.quote.chars().next());
        let cuts_last = cut(self.quote.chars().next_back(), self.suffix.chars().next());
        let mut places = letters.find(&wanted, text);
        places.retain(|place| {
            let (before, behind) = context(text, *place);
            (cuts_first || !is_letter(before.chars().next_back()))
                && (cuts_last || !is_letter(behind.chars().next()))
        });
        places
    }

    /// Finds where the words stand now.
    pub(crate) fn find(&self, letters: &Letters, text: &str) -> Option<Span> {
        let places = self.places(letters, text);
        let same_number = places.len() == self.of as usize;
        if places.len() == 1 && same_number {
            return places.first().copied();
        }
        let mut at_home = places.iter().copied().filter(|place| self.is_at_home(text, *place));
        let (home, other_home) = (at_home.next(), at_home.next());
        if !same_number {
            // Some came or went. Only an unmistakable neighbourhood tells which of them this one is.
            return if self.alike == 1 && other_home.is_none() { home } else { None };
        }
        if self.alike == 1 && other_home.is_none() && home.is_some() {
            return home;
        }
        // As many as before, and nothing tells them apart but their order, which must not be contradicted.
        let own = *places.get(self.nth as usize)?;
        let likeness = self.likeness(text, own);
        let is_best = places.iter().all(|place| self.likeness(text, *place) <= likeness);
        is_best.then_some(own)
    }
}

/// The letters of a text, to look for many quotations in it.
pub(crate) struct Letters {
    letters: String,
    /// For each byte of `letters` the byte of the text where its character begins.
    at: Vec<u32>,
}

impl Letters {
    /// Goes through a text once.
    pub(crate) fn of(text: &str) -> Letters {
        let mut letters = String::with_capacity(text.len());
        let mut at = Vec::with_capacity(text.len());
        for (start, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            letters.extend(c.to_lowercase());
            at.resize(letters.len(), start as u32);
        }
        Letters { letters, at }
    }

    /// Finds every place of some words, whatever blanks and signs are between them, that cuts no other word.
    pub(crate) fn places_of(&self, words: &str, text: &str) -> Vec<Span> {
        let wanted = letters_of(words);
        if wanted.is_empty() {
            return Vec::new();
        }
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let mut places = self.find(&wanted, text);
        places.retain(|place| {
            let (before, behind) = context(text, *place);
            !is_letter(before.chars().next_back()) && !is_letter(behind.chars().next())
        });
        places
    }

    /// Finds every place of these letters, as spans of the text.
    fn find(&self, wanted: &str, text: &str) -> Vec<Span> {
        let mut out = Vec::new();
        let mut from = 0;
        while let Some(found) = self.letters.get(from..).and_then(|rest| rest.find(wanted)) {
            let start = from + found;
            let Some(first) = self.letters[start..].chars().next() else { break };
            from = start + first.len_utf8();
            out.extend(self.span(start, start + wanted.len(), text));
        }
        out
    }

    fn span(&self, start: usize, end: usize, text: &str) -> Option<Span> {
        let first = *self.at.get(start)?;
        let last = *self.at.get(end.checked_sub(1)?)?;
        let width = text.get(last as usize..)?.chars().next()?.len_utf8();
        Some(Span { start: first, end: last + width as u32 })
    }
}

fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the characters on both sides of a span.
pub(crate) fn context(text: &str, span: Span) -> (&str, &str) {
    let before = text.get(..span.start as usize).unwrap_or("");
    let behind = text.get(span.end as usize..).unwrap_or("");
    let start = before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
    let end = behind.char_indices().nth(CONTEXT_CHARS).map_or(behind.len(), |(at, _)| at);
    (&before[start..], &behind[..end])
}

/// Says where a decision on statement `id` lies in a new reading, and on which statement (`""` when lost).
pub(crate) fn place(
    id: &str,
    quotation: &Quotation,
    letters: &Letters,
    text: &str,
    targets: &[Target],
) -> (Anchor, String) {
    let lost = (Anchor::Lost, String::new());
    let Some(home) = quotation.find(letters, text) else { return lost };
    let half = |target: &&Target| {
        let shared = target.span.end.min(home.end).saturating_sub(target.span.start.max(home.start));
        u64::from(shared) * 2 >= u64::from(home.len())
    };
    let mut near = targets.iter().filter(half);
    let (first, second) = (near.next(), near.next());
    let same = first.into_iter().chain(second).chain(near).find(|target| target.id == id);
    match (same, first, second) {
        (Some(same), _, _) => (Anchor::Placed, same.id.clone()),
        (None, Some(one), None) => (Anchor::Moved, one.id.clone()),
        _ => lost,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use whereas_extract::id::statement_id;

    use super::*;

    /// The statements at each of these words, in order; words that stand twice are listed twice.
    fn targets(text: &str, quotes: &[&str]) -> Vec<Target> {
        let mut from = std::collections::BTreeMap::<&str, (usize, u32)>::new();
        quotes
            .iter()
            .map(|quote| {
                let (at, n) = from.entry(quote).or_default();
                let start = *at + text[*at..].find(quote).unwrap();
                let id = statement_id("d1", quote, *n);
                (*at, *n) = (start + 1, *n + 1);
                Target { id, span: Span::new(start as u32, (start + quote.len()) as u32) }
            })
            .collect()
    }

    /// Decides on the `nth` of `quotes` in `old` and places it in `new`, which has the statements `found`;
    /// tells the anchor and which of the found statements it is.
    fn moved(old: &str, quotes: &[&str], nth: usize, new: &str, found: &[&str]) -> (Anchor, Option<usize>) {
        let target = targets(old, quotes).remove(nth);
        let occurrence = quotes[..nth].iter().filter(|quote| **quote == quotes[nth]).count() as u32;
        let taken = Quotation::take("d1", old, target.span, occurrence);
        let targets = targets(new, found);
        let (anchor, id) = place(&target.id, &taken, &Letters::of(new), new, &targets);
        (anchor, targets.iter().position(|target| target.id == id))
    }

    const OLD: &str = "1. Urges Varosia to free Ana Mirelle;\n2. Calls on Varosia to repeal Article 9;\n\
        3. Urges Varosia to free Ivo Tarn;\n";
    const FREE_ANA: &str = "Urges Varosia to free Ana Mirelle";
    const FREE_IVO: &str = "Urges Varosia to free Ivo Tarn";
    const REPEAL: &str = "Calls on Varosia to repeal Article 9";

    #[test]
    fn the_same_reading_leaves_it_in_place() {
        let all = [FREE_ANA, REPEAL, FREE_IVO];
        for nth in 0..3 {
            assert_eq!(moved(OLD, &all, nth, OLD, &all), (Anchor::Placed, Some(nth)));
        }
    }

    #[test]
    fn a_moved_paragraph_keeps_its_decision() {
        let new = format!("1. {REPEAL};\n\n2. Thanks the envoy;\n\n3. {FREE_IVO};\n\n4. {FREE_ANA}.\n");
        let found = [REPEAL, FREE_IVO, FREE_ANA];
        assert_eq!(moved(OLD, &[FREE_ANA, REPEAL, FREE_IVO], 0, &new, &found), (Anchor::Placed, Some(2)));
    }

    #[test]
    fn a_near_duplicate_does_not_inherit_a_decision() {
        let all = [FREE_ANA, REPEAL, FREE_IVO];
        let new = OLD.replace(FREE_ANA, "Urges Varosia to free Ana Morel");
        let found = ["Urges Varosia to free Ana Morel", REPEAL, FREE_IVO];
        assert_eq!(moved(OLD, &all, 0, &new, &found), (Anchor::Lost, None));
        assert_eq!(moved(OLD, &all, 2, &new, &found), (Anchor::Placed, Some(2)));
    }

    #[test]
    fn a_statement_that_grew_or_shrank_takes_it_along() {
        let long = "Urges Varosia to free Ana Mirelle;\n2. Calls on Varosia";
        assert_eq!(moved(OLD, &[FREE_ANA], 0, OLD, &[long]), (Anchor::Moved, Some(0)));
        let short = "Varosia to free Ana Mirelle";
        assert_eq!(moved(OLD, &[FREE_ANA], 0, OLD, &[short]), (Anchor::Moved, Some(0)));
        assert_eq!(moved(OLD, &[FREE_ANA], 0, OLD, &["Ana Mirelle"]), (Anchor::Lost, None));
    }

    #[test]
    fn two_halves_share_nothing_out() {
        let text = "aaaa bbbb cc";
        let halves = ["aaaa b", "bbb cc"];
        assert_eq!(moved(text, &[text], 0, text, &halves), (Anchor::Lost, None));
    }

    #[test]
    fn reflowed_words_are_the_same_statement() {
        let new = OLD.replace("Varosia to free", "Varosia\n   to free");
        let found = ["Urges Varosia\n   to free Ana Mirelle"];
        assert_eq!(moved(OLD, &[FREE_ANA], 0, &new, &found), (Anchor::Placed, Some(0)));
    }

    #[test]
    fn mended_hyphenation_is_seen_as_a_move() {
        let old = "1. Urges Varosia to re-\npeal Article 9;";
        let new = "1. Urges Varosia to repeal Article 9;";
        let found = ["Urges Varosia to repeal Article 9"];
        let before = ["Urges Varosia to re-\npeal Article 9"];
        assert_eq!(moved(old, &before, 0, new, &found), (Anchor::Moved, Some(0)));
    }

    #[test]
    fn words_inside_longer_words_do_not_count() {
        let old = "Asks Varosia to act. ";
        let new = "Asks Varosia to action this.";
        assert_eq!(
            moved(old, &["Asks Varosia to act"], 0, new, &["Asks Varosia to action this"]),
            (Anchor::Lost, None)
        );
    }

    const TWICE: &str = "1. The envoy was refused entry. Calls for their release. The talks went on in Port \
        Sill.\n\
        2. Forty fishermen were taken at sea. Calls for their release. Their families wait in Marrow Bay.\n";
    const RELEASE: &str = "Calls for their release";

    #[test]
    fn equal_sentences_keep_their_decisions_apart() {
        let all = [RELEASE, RELEASE];
        assert_eq!(moved(TWICE, &all, 0, TWICE, &all), (Anchor::Placed, Some(0)));
        assert_eq!(moved(TWICE, &all, 1, TWICE, &all), (Anchor::Placed, Some(1)));
    }

    #[test]
    fn the_second_of_two_equal_sentences_does_not_inherit_from_the_first() {
        let second_only = TWICE.split_once('\n').unwrap().1;
        let all = [RELEASE, RELEASE];
        assert_eq!(moved(TWICE, &all, 0, second_only, &[RELEASE]), (Anchor::Lost, None));
        // Its own decision follows it, though its id changed from the second occurrence's to the first's.
        assert_eq!(moved(TWICE, &all, 1, second_only, &[RELEASE]), (Anchor::Moved, Some(0)));
        // When its neighbours changed as well, nothing is left that tells the two apart.
        let retold = second_only.replace("at sea", "on the high sea");
        assert_eq!(moved(TWICE, &all, 1, &retold, &[RELEASE]), (Anchor::Lost, None));
    }

    #[test]
    fn a_third_equal_sentence_in_front_pushes_nobody_away() {
        let new = format!("0. At Stone Quay a printer was held for a night. {RELEASE}. He is back.\n{TWICE}");
        let old = [RELEASE, RELEASE];
        let found = [RELEASE, RELEASE, RELEASE];
        assert_eq!(moved(TWICE, &old, 1, &new, &found), (Anchor::Moved, Some(2)));
        // The first one now has a line before it that was not there.
        assert_eq!(moved(TWICE, &old, 0, &new, &found), (Anchor::Moved, Some(1)));
    }

    #[test]
    fn swapped_equal_sentences_are_followed_not_confused() {
        let (first, second) = TWICE.split_once('\n').unwrap();
        let new = format!("0. Opens.\n\n{second}\n{first}\n\n9. Closes the session of today.");
        let old = format!("0. Opens.\n\n{first}\n{second}\n\n9. Closes the session of today.");
        let all = [RELEASE, RELEASE];
        assert_eq!(moved(&old, &all, 0, &new, &all), (Anchor::Moved, Some(1)));
        assert_eq!(moved(&old, &all, 1, &new, &all), (Anchor::Moved, Some(0)));
    }

    #[test]
    fn sentences_that_nothing_tells_apart_keep_their_order_or_are_lost() {
        let line = "Calls for their release now and for ever, without any delay. ";
        let quote = "Calls for their release now and for ever, without any delay";
        let (four, three) = (line.repeat(4), line.repeat(3));
        let in_four = [quote; 4];
        assert_eq!(moved(&four, &in_four, 1, &four, &in_four), (Anchor::Placed, Some(1)));
        assert_eq!(moved(&four, &in_four, 1, &three, &[quote; 3]), (Anchor::Lost, None));
    }

    #[test]
    fn words_that_are_gone_are_lost() {
        assert_eq!(moved(OLD, &[FREE_ANA], 0, "Nothing here.", &["Nothing here"]), (Anchor::Lost, None));
        assert_eq!(moved("a ... b", &["..."], 0, "a ... b", &["..."]), (Anchor::Placed, Some(0)));
        assert_eq!(moved("a ... b", &["..."], 0, "a .. b", &[".."]), (Anchor::Lost, None));
    }

    #[test]
    fn context_counts_characters() {
        let text = "ж".repeat(40) + "X" + &"щ".repeat(3);
        let (prefix, suffix) = context(&text, Span::new(80, 81));
        assert_eq!((prefix, suffix), ("ж".repeat(32).as_str(), "щщщ"));
    }

    proptest! {
        /// Whatever a statement cuts through, a decision lies on it as long as nothing changes.
        #[test]
        fn a_decision_lies_on_its_statement(
            text in "([ab.é\u{130} \n]|aé b|b. ){1,40}",
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 2),
            others in prop::collection::vec(any::<[prop::sample::Index; 2]>(), 0..4),
        ) {
            let bounds: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
            let span = |a: &prop::sample::Index, b: &prop::sample::Index| {
                let (a, b) = (*a.get(&bounds), *b.get(&bounds));
                Span::new(a.min(b) as u32, a.max(b) as u32)
            };
            let judged = span(&cuts[0], &cuts[1]);
            prop_assume!(!judged.is_empty());
            let target = |(n, span)| Target { id: format!("s{n}"), span };
            let spans = others.iter().map(|[a, b]| span(a, b)).chain([judged]);
            let targets: Vec<Target> = spans.enumerate().map(target).collect();
            let id = &targets[others.len()].id;
            let taken = Quotation::take("d1", &text, judged, 0);
            let lies = place(id, &taken, &Letters::of(&text), &text, &targets);
            prop_assert_eq!(lies, (Anchor::Placed, id.clone()));
        }
    }
}
