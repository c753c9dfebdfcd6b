//! Words and phrases of all packs: one table of words, one trie of phrases for each pack, built once.
//!
//! A word carries *symbols*: itself, the verb it is a form of (`~urge`), the sets it is in (`{adv}`), the stems
//! it begins with (`призыва*`). A phrase is a sequence of symbols. So one walk over the text finds the phrases
//! of every rule and list at once, however many there are.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::trie::Trie;

/// What a phrase tells when it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// What it is.
    pub label: Label,
    /// Index of the pack in [`super::Packs::packs`], [`ANY_PACK`] for lists of the world.
    pub pack: u8,
    /// How the words must be capitalised.
    pub case: Case,
    /// Rule index, month, number … as the label says.
    pub payload: u32,
}

/// Entries of no particular language.
pub(crate) const ANY_PACK: u8 = u8::MAX;

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    /// The cue of a statement rule.
    Cue,
    /// Words in which the cue of a statement rule is none (`never`); payload is the index of the rule.
    Never,
    /// The noun that a rule's verb takes (`with`); payload is the index of the rule.
    With,
    /// A word of a grammar class; payload is the [`super::Class`].
    Class,
    /// A month; payload 1–12.
    Month,
    /// A day of the week; payload 1 (Monday) – 7.
    Weekday,
    /// A season; payload 21–24 (EDTF).
    Season,
    /// A number word; payload is an index into [`super::Packs::numbers`].
    Number,
    /// An ordinal word; payload is the number.
    Ordinal,
    /// A word that multiplies a number; payload is an index into [`super::Packs::numbers`].
    Multiplier,
    /// A word that bounds a number; payload is the [`crate::Bound`] as its place in the list of bounds.
    Bound,
    /// A relative date; payload is the index in the pack.
    Relative,
    /// A place.
    Place,
    /// An adjective or noun of a country's people.
    Demonym,
    /// An organisation.
    Organisation,
    /// A noun that makes a phrase an organisation; payload 1 where doubtful.
    OrganisationHead,
    /// A law.
    Law,
    /// A noun that makes a phrase a law; payload 1 where doubtful.
    LawHead,
    /// A noun for people (activist, journalists).
    People,
    /// A title before a name.
    Title,
    /// A noun for groups that introduces names (movement, NGOs).
    Group,
    /// Somebody who can be asked to act.
    Actor,
    /// A given name.
    GivenName,
    /// A unit of measure.
    Unit,
    /// A noun that is counted.
    Counted,
    /// A noun for a meeting.
    Meeting,
    /// A word or phrase that marks a passage or a document; payload is the index in the pack's marks.
    Mark,
    /// A theme; payload is its index.
    Theme,
    /// Words that hedge.
    Hedge,
    /// A word that plays a role in names, dates or figures; payload is the [`super::Role`].
    Role,
    /// The words a reference to a text by its code begins with; payload is the index in [`super::Packs::citations`].
    Citation,
}

impl Label {
    /// Its bit where labels are told as bits.
    pub const fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// How the words of the text must be capitalised for a phrase to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Case {
    /// In any way.
    Any,
    /// The first letter is a capital.
    Capital,
    /// All letters are capitals (US, WHO).
    Upper,
}

/// What is known of a word, or of a stem that unknown words begin with.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    /// One bit per residue of its symbols: most steps of a phrase are refused by this.
    pub(super) mask: u64,
    /// The bits of the symbols that may follow where a phrase begins with this word, all where it is a phrase itself.
    pub(super) leads: u64,
    /// First of its symbols in [`Lexicon::symbols`].
    pub(super) first: u32,
    /// First of the places in [`Lexicon::roots`] where the phrases that begin with this word begin.
    pub(super) root_first: u32,
    /// First of its rows in [`Lexicon::grammar`].
    pub(super) grammar_first: u32,
    /// How many symbols there are.
    pub(super) count: u16,
    /// How many roots there are.
    pub(super) root_count: u16,
    /// How many rows of grammar there are.
    pub(super) grammar_count: u8,
    /// One for the word of a list of verbs that is as often a noun.
    pub noun: bool,
}

/// The numbers a word of a text is known by; 0 for none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// That of the word.
    pub word: u32,
    /// That of the longest stem it begins with.
    pub stem: u32,
}

/// A word that is compared as one number.
#[derive(Debug, Clone, Copy)]
struct Short {
    key: u128,
    known: Known,
}

/// Where the phrases of one pack that begin with a symbol begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Root {
    /// The bits of the symbols that lead on.
    pub leads: u64,
    /// The node in the trie.
    pub node: u32,
    /// The pack.
    pub pack: u8,
    /// Whether the symbol alone is a phrase.
    pub ends: bool,
}

/// The grammar of a word in one pack.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Grammar {
    /// Its classes, as bits.
    pub classes: super::Classes,
    /// The forms of the verbs it can be, as bits.
    pub forms: u8,
}

/// Base form or infinitive.
pub(crate) const BASE: u8 = 1;
/// Third person singular present: the form of operative clauses.
pub(crate) const THIRD: u8 = 2;
/// Past.
pub(crate) const PAST: u8 = 4;
/// Past participle.
pub(crate) const PARTICIPLE: u8 = 8;
/// Present participle: the form of preambles (noting, considérant).
pub(crate) const ING: u8 = 16;

/// Words of at most so many bytes are compared as one number.
pub(crate) const PACKED_BYTES_MAX: usize = 16;

/// A short word as a number.
fn packed(folded: &str) -> Option<u128> {
    let mut bytes = [0; PACKED_BYTES_MAX];
    bytes.get_mut(..folded.len())?.copy_from_slice(folded.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

fn hash(key: u128) -> u64 {
    FxBuildHasher.hash_one(key)
}

/// The table and the tries.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// The words of at most [`PACKED_BYTES_MAX`] bytes, which are most words of a text.
    short: HashTable<Short>,
    /// The longer words.
    long: FxHashMap<Box<str>, Known>,
    words: Vec<Word>,
    /// The languages (bit = pack index) of which a word is a function word: for the first words, others are of none.
    functions: Vec<u32>,
    pub(super) symbols: Vec<u32>,
    pub(super) stems: Stems,
    pub(super) stem_words: Vec<Word>,
    pub(super) marks: Vec<u32>,
    /// Where the phrases of each word begin.
    pub(super) roots: Vec<Root>,
    pub(super) trie: Trie,
    /// The grammar of each word in each pack that knows it.
    pub(super) grammar: Vec<(u8, Grammar)>,
}

/// The stems in alphabetical order.
#[derive(Debug, Default)]
pub(super) struct Stems {
    /// Each with the number of the longest other stem it begins with, plus one; 0 without one.
    sorted: Vec<(Box<str>, u32)>,
}

impl Stems {
    /// Stems that come in alphabetical order.
    pub fn new<'s>(stems: impl Iterator<Item = &'s String>) -> Self {
        let mut all = Self::default();
        for stem in stems {
            let shorter = all.longest(stem);
            all.sorted.push((stem.as_str().into(), shorter));
        }
        all
    }

    /// The number, counted from one, of the longest stem that `folded` begins with; 0 without one.
    fn longest(&self, folded: &str) -> u32 {
        // Whatever stands between a stem and a word that begins with it begins with it too.
        let mut stem = self.sorted.partition_point(|(stem, _)| **stem <= *folded) as u32;
        while let Some((words, shorter)) = stem.checked_sub(1).and_then(|at| self.sorted.get(at as usize)) {
            if folded.starts_with(&**words) {
                return stem;
            }
            stem = *shorter;
        }
        0
    }
}

impl Lexicon {
    /// One without words.
    pub(super) fn new(trie: Trie, stems: Stems) -> Self {
        let mut lexicon = Self { trie, stems, ..Self::default() };
        // Number 0 is that of unknown words.
        lexicon.insert("", Word::default(), 0);
        lexicon
    }

    /// Gives a word the next number. Those that are function words of some language (bit = pack index) come first.
    pub(super) fn insert(&mut self, folded: &str, word: Word, function: u32) {
        if function != 0 || self.words.is_empty() {
            self.functions.push(function);
        }
        let known = Known { word: self.words.len() as u32, stem: self.stems.longest(folded) };
        self.words.push(word);
        match packed(folded) {
            Some(key) => {
                self.short.insert_unique(hash(key), Short { key, known }, |short| hash(short.key));
            }
            None => {
                self.long.insert(folded.into(), known);
            }
        }
    }

    /// The grammar of a word, in one pack or ([`ANY_PACK`]) in any.
    #[inline]
    pub fn grammar(&self, id: u32, pack: u8) -> Grammar {
        match self.words.get(id as usize) {
            Some(word) if word.grammar_count > 0 => self.grammar_of(word, pack),
            _ => Grammar::default(),
        }
    }

    fn grammar_of(&self, word: &Word, pack: u8) -> Grammar {
        let first = word.grammar_first as usize;
        let mut all = Grammar::default();
        for (of, grammar) in &self.grammar[first..first + word.grammar_count as usize] {
            if *of == pack || pack == ANY_PACK {
                all.classes |= grammar.classes;
                all.forms |= grammar.forms;
            }
        }
        all
    }

    /// What a word that stands folded in `folded` is known by.
    pub fn find(&self, folded: &str) -> Known {
        let known = match packed(folded) {
            Some(key) => self.find_short(key),
            None => self.long.get(folded).copied(),
        };
        known.unwrap_or_else(|| Known { word: 0, stem: self.stem(folded) })
    }

    /// The number of the longest stem that an unknown word begins with; 0 without one.
    pub fn stem(&self, folded: &str) -> u32 {
        self.stems.longest(folded)
    }

    /// What a word of the lexicon of at most [`PACKED_BYTES_MAX`] bytes is known by; they stand from the lowest byte on
    /// in `key`.
    #[inline]
    pub fn find_short(&self, key: u128) -> Option<Known> {
        self.short.find(hash(key), |short| short.key == key).map(|short| short.known)
    }

    /// The number of a mark of punctuation; 0 where no phrase holds it.
    pub fn mark(&self, mark: u8) -> u32 {
        self.marks.get(mark as usize).copied().unwrap_or(0)
    }

    /// The languages (bit = pack index) of which a word is a function word.
    pub fn function(&self, id: u32) -> u32 {
        self.functions.get(id as usize).copied().unwrap_or(0)
    }

    /// What is known of a word by its number.
    #[inline]
    pub fn word(&self, id: u32) -> Word {
        self.words.get(id as usize).copied().unwrap_or_default()
    }

    /// Calls `found(end, entry)` for every phrase of `pack`, of no language, or ([`ANY_PACK`]) of any, that begins at
    /// token `at`; `ids(i)` gives word and stem of token `i`, nothing behind the last.
    pub fn phrases(
        &self,
        at: usize,
        pack: u8,
        ids: &impl Fn(usize) -> Option<(u32, u32)>,
        found: &mut impl FnMut(usize, &Entry),
    ) {
        let Some(token) = ids(at) else { return };
        if token == (0, 0) {
            return;
        }
        let next = ids(at + 1).map_or(0, |(id, stem)| self.mask(id, stem));
        for word in
            [self.words.get(token.0 as usize), self.stem_words.get(token.1 as usize)].into_iter().flatten()
        {
            if word.root_count == 0 || word.leads != u64::MAX && word.leads & next == 0 {
                continue;
            }
            let first = word.root_first as usize;
            for root in &self.roots[first..first + word.root_count as usize] {
                let leads = root.ends || root.leads & next != 0;
                if leads && (root.pack == pack || root.pack == ANY_PACK || pack == ANY_PACK) {
                    self.walk(root.node, at + 1, ids, found, 0);
                }
            }
        }
    }

    /// The bits of the symbols of a word and of the stem it begins with.
    #[inline]
    fn mask(&self, id: u32, stem: u32) -> u64 {
        let mask = |words: &[Word], at: u32| words.get(at as usize).map_or(0, |word| word.mask);
        mask(&self.words, id) | mask(&self.stem_words, stem)
    }

    fn symbols_of(&self, word: &Word) -> &[u32] {
        &self.symbols[word.first as usize..word.first as usize + word.count as usize]
    }

    fn walk(
        &self,
        node: u32,
        at: usize,
        ids: &impl Fn(usize) -> Option<(u32, u32)>,
        found: &mut impl FnMut(usize, &Entry),
        depth: usize,
    ) {
        for entry in self.trie.entries(node) {
            found(at, entry);
        }
        let leads = self.trie.leads(node);
        if leads == 0 || depth > PHRASE_WORDS_MAX {
            return;
        }
        let Some((id, stem)) = ids(at) else { return };
        for word in [self.words.get(id as usize), self.stem_words.get(stem as usize)].into_iter().flatten() {
            if leads & word.mask == 0 {
                continue;
            }
            for &symbol in self.symbols_of(word) {
                if leads & super::trie::bit(symbol) != 0
                    && let Some(next) = self.trie.step(node, symbol)
                {
                    self.walk(next, at + 1, ids, found, depth + 1);
                }
            }
        }
    }
}

/// The longest phrase, in words.
pub(crate) const PHRASE_WORDS_MAX: usize = 24;
