//! One pass over the text: tokens, and the phrases of the packs at each of them.

mod token;

pub(crate) use token::{Kind, Token, fold_letter, fold_term, term_words};

use crate::Span;
use crate::pack::lexicon::{ANY_PACK, Case, Entry, Label};
use crate::pack::{Class, Classes, Packs};

/// A phrase of the packs found in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// What it is.
    pub entry: Entry,
}

/// The text with its tokens and the phrases found in it.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    /// Canonical text.
    pub text: &'a str,
    /// The packs.
    pub packs: &'static Packs,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    found: Vec<Found>,
    /// Where in `found` the phrases that begin at a token stand; one more than tokens.
    index: Vec<u32>,
    /// The labels of the phrases that begin at a token, as bits.
    labels: Vec<u64>,
    /// The grammar classes of the phrases and stems that begin at a token, as bits; those of words stand in the token.
    classes: Vec<Classes>,
    /// The tokens at which marks of the packs begin, which are few.
    marks: Vec<u32>,
}

impl<'a> Scan<'a> {
    /// Tokens and phrases of a short text in whatever language: a title, a name.
    pub fn new(text: &'a str, packs: &'static Packs) -> Self {
        let mut scan = Self::cut(text, packs);
        let all = 0..scan.tokens.len();
        scan.enter(all, ANY_PACK);
        scan.find_phrases();
        scan
    }

    /// Tokens alone. They have to [`Scan::enter`] a language before [`Scan::find_phrases`].
    pub fn cut(text: &'a str, packs: &'static Packs) -> Self {
        let tokens = token::tokens(text, &packs.lexicon);
        let (labels, classes) = (vec![0; tokens.len()], vec![0; tokens.len()]);
        Self { text, packs, tokens, found: Vec::new(), index: Vec::new(), labels, classes, marks: Vec::new() }
    }

    /// Puts tokens into the language of a pack, [`ANY_PACK`] where nobody knows.
    pub fn enter(&mut self, tokens: std::ops::Range<usize>, pack: u8) {
        let lexicon = &self.packs.lexicon;
        self.tokens[tokens].iter_mut().for_each(|token| token.enter(pack, lexicon));
    }

    /// Finds the phrases: at each token those of its language, or of all where that is not known.
    pub fn find_phrases(&mut self) {
        let Self { packs, tokens, found, index, labels, classes, marks, .. } = self;
        found.clear();
        index.clear();
        marks.clear();
        found.reserve(tokens.len());
        index.reserve(tokens.len() + 1);
        let ids = |i: usize| tokens.get(i).map(|token: &Token| (token.word, token.stem));
        for (at, token) in tokens.iter().enumerate() {
            index.push(found.len() as u32);
            (labels[at], classes[at]) = (0, 0);
            packs.lexicon.phrases(at, token.pack, &ids, &mut |end, entry| {
                let fits = match entry.case {
                    Case::Any => true,
                    Case::Capital => token.capital,
                    Case::Upper => token.upper,
                };
                // A phrase does not run over the end of a paragraph.
                if fits && !tokens[at + 1..end].iter().any(|token| token.paragraph) {
                    labels[at] |= entry.label.bit();
                    if entry.label == Label::Class {
                        classes[at] |= 1 << entry.payload;
                    }
                    found.push(Found { first: at as u32, end: end as u32, entry: *entry });
                }
            });
            if labels[at] & Label::Mark.bit() != 0 {
                marks.push(at as u32);
            }
        }
        index.push(found.len() as u32);
    }

    /// The tokens of a range at which marks of the packs begin.
    pub fn marked(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.marks.partition_point(|&at| (at as usize) < range.start);
        self.marks[first..].iter().map(|&at| at as usize).take_while(move |&at| at < range.end)
    }

    /// The phrases that begin at token `at`.
    #[inline]
    pub fn found_at(&self, at: usize) -> &[Found] {
        match (self.index.get(at), self.index.get(at + 1)) {
            (Some(&first), Some(&end)) => &self.found[first as usize..end as usize],
            _ => &[],
        }
    }

    /// The longest phrase with this label that begins at token `at`, in pack `pack` or in none.
    #[inline]
    pub fn longest(&self, at: usize, label: Label, pack: u8) -> Option<Found> {
        if self.starts(at, label) { self.longest_begun(at, label, pack) } else { None }
    }

    fn longest_begun(&self, at: usize, label: Label, pack: u8) -> Option<Found> {
        self.found_at(at)
            .iter()
            .filter(|found| found.entry.label == label && fits_pack(found.entry, pack))
            .max_by_key(|found| found.end)
            .copied()
    }

    /// Whether a phrase with this label begins at token `at`.
    #[inline]
    pub fn is(&self, at: usize, label: Label, pack: u8) -> bool {
        self.starts(at, label)
            && self
                .found_at(at)
                .iter()
                .any(|found| found.entry.label == label && fits_pack(found.entry, pack))
    }

    /// Whether a phrase with one of some labels begins at token `at`, in pack `pack` or in none.
    #[inline]
    pub fn is_any(&self, at: usize, labels: u64, pack: u8) -> bool {
        let fits = |found: &Found| found.entry.label.bit() & labels != 0 && fits_pack(found.entry, pack);
        self.opens(at, labels, 0) && self.found_at(at).iter().any(fits)
    }

    /// Whether token `at` is of a grammar class in the language of `pack`.
    #[inline]
    pub fn class(&self, at: usize, class: Class, pack: u8) -> bool {
        // Most words are of no class that anybody asks for, which is told without a call.
        match (self.tokens.get(at), self.classes.get(at)) {
            (Some(token), Some(begun)) => {
                (token.pack != pack || (token.classes | begun) & class.bit() != 0)
                    && self.class_known(at, class, pack)
            }
            _ => false,
        }
    }

    /// Whether token `at` is a pronoun of the first person: "us", not "US".
    pub fn first_person(&self, at: usize, pack: u8) -> bool {
        self.class(at, Class::FirstPerson, pack)
            && !(self.tokens[at].upper && self.word(at).chars().nth(1).is_some())
    }

    fn class_known(&self, at: usize, class: Class, pack: u8) -> bool {
        self.word_class(at, class, pack)
            // A stem of the class; what is known of words is no phrase.
            || self.class_phrases(at, class, pack).any(|found| found.end == at as u32 + 1)
    }

    #[inline]
    fn word_class(&self, at: usize, class: Class, pack: u8) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let classes = if pack == token.pack {
            token.classes
        } else {
            self.packs.lexicon.grammar(token.word, pack).classes
        };
        classes & class.bit() != 0
    }

    #[inline]
    fn class_phrases(&self, at: usize, class: Class, pack: u8) -> impl Iterator<Item = &Found> {
        let begun = self.classes.get(at).is_some_and(|classes| classes & class.bit() != 0);
        let found = if begun { self.found_at(at) } else { &[] };
        found.iter().filter(move |found| {
            found.entry.label == Label::Class
                && found.entry.payload == class as u32
                && fits_pack(found.entry, pack)
        })
    }

    /// Whether a phrase with this label begins at token `at`, in any pack.
    #[inline]
    pub fn starts(&self, at: usize, label: Label) -> bool {
        self.labels.get(at).is_some_and(|labels| labels & label.bit() != 0)
    }

    /// Whether token `at` is a grammar word, of whatever class.
    pub fn grammatical(&self, at: usize, pack: u8) -> bool {
        self.tokens.get(at).is_some_and(|token| self.packs.lexicon.grammar(token.word, pack).classes != 0)
            || self.is(at, Label::Class, pack)
    }

    /// Whether a phrase with one of some labels begins at token `at`, or it is of one of some classes, in any language:
    /// what most words are refused by before they are looked at.
    #[inline]
    pub fn opens(&self, at: usize, labels: u64, classes: Classes) -> bool {
        match (self.labels.get(at), self.classes.get(at), self.tokens.get(at)) {
            (Some(all), Some(phrases), Some(token)) => {
                all & labels != 0 || (phrases | token.classes) & classes != 0
            }
            _ => false,
        }
    }

    /// One past the longest phrase of a grammar class that begins at token `at`.
    #[inline]
    pub fn class_end(&self, at: usize, class: Class, pack: u8) -> Option<usize> {
        match (self.tokens.get(at), self.classes.get(at)) {
            (Some(token), Some(begun))
                if token.pack != pack || (token.classes | begun) & class.bit() != 0 =>
            {
                self.class_end_known(at, class, pack)
            }
            _ => None,
        }
    }

    fn class_end_known(&self, at: usize, class: Class, pack: u8) -> Option<usize> {
        let phrase = self.class_phrases(at, class, pack).map(|found| found.end as usize).max();
        phrase.or_else(|| self.word_class(at, class, pack).then_some(at + 1))
    }

    /// One past the longest phrase that plays a role and begins at token `at`.
    #[inline]
    pub fn role_end(&self, at: usize, role: crate::pack::Role, pack: u8) -> Option<usize> {
        if self.starts(at, Label::Role) { self.role_end_begun(at, role, pack) } else { None }
    }

    fn role_end_begun(&self, at: usize, role: crate::pack::Role, pack: u8) -> Option<usize> {
        let plays = |found: &&Found| {
            found.entry.label == Label::Role
                && found.entry.payload == role as u32
                && fits_pack(found.entry, pack)
        };
        self.found_at(at).iter().filter(plays).map(|found| found.end as usize).max()
    }

    /// Whether token `at` plays a role by itself.
    #[inline]
    pub fn role(&self, at: usize, role: crate::pack::Role, pack: u8) -> bool {
        self.starts(at, Label::Role)
            && self.found_at(at).iter().any(|found| {
                found.entry.label == Label::Role
                    && found.entry.payload == role as u32
                    && found.end as usize == at + 1
                    && fits_pack(found.entry, pack)
            })
    }

    /// The words of token `at`.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span().of(self.text))
    }

    /// The span from token `first` to token `end`, exclusive.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(from), Some(to)) if first < end => Span::new(from.start, to.end.max(from.start)),
            (Some(from), _) => Span::new(from.start, from.start),
            _ => Span::new(self.text.len() as u32, self.text.len() as u32),
        }
    }

    /// The tokens (first, one past the last) that lie in `span`.
    pub fn range(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.start < span.start);
        let end = self.tokens.partition_point(|token| token.end <= span.end);
        first..end.max(first)
    }

    /// Whether token `at` is the punctuation `mark`.
    #[inline]
    pub fn mark(&self, at: usize, mark: u8) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Punctuation(mark))
    }

    /// Whether token `at` is a word (letters).
    #[inline]
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    /// Whether token `at` is a word with a capital first letter.
    #[inline]
    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.capital)
    }

    /// The forms of a verb that token `at` can be.
    #[inline]
    pub fn forms(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(0, |token| token.forms)
    }
}

#[inline]
fn fits_pack(entry: Entry, pack: u8) -> bool {
    entry.pack == pack || entry.pack == ANY_PACK || pack == ANY_PACK
}
