//! Collects the words and phrases of all packs and puts the [`Lexicon`] together.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Class;
use super::lexicon::{Entry, Grammar, Label, Lexicon, PHRASE_WORDS_MAX, Stems, Word};
use super::trie::{Roots, Sprout, bit};

/// Builds a [`Lexicon`].
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// How many symbols there are.
    symbols: u32,
    /// The symbols of verbs (`en~urge`), sets (`en{adv}`) and stems (`*призыва`).
    names: FxHashMap<String, u32>,
    words: Vec<Draft>,
    /// Where in `words` each word stands.
    places: FxHashMap<String, usize>,
    /// The symbols of each stem.
    stems: BTreeMap<String, Vec<u32>>,
    phrases: Sprout,
}

/// A word while what is known of it is collected.
#[derive(Debug)]
struct Draft {
    folded: String,
    /// Its symbols, its own first.
    symbols: Vec<u32>,
    function: u32,
    noun: bool,
    /// Its grammar in each pack that knows it.
    grammar: Vec<(u8, Grammar)>,
}

impl Builder {
    fn new_symbol(&mut self) -> u32 {
        self.symbols += 1;
        self.symbols
    }

    fn symbol(&mut self, name: String) -> u32 {
        if let Some(&symbol) = self.names.get(&name) {
            return symbol;
        }
        let symbol = self.new_symbol();
        self.names.insert(name, symbol);
        symbol
    }

    fn word(&mut self, folded: &str) -> &mut Draft {
        let at = match self.places.get(folded) {
            Some(&at) => at,
            None => {
                let own = self.new_symbol();
                let folded = folded.to_owned();
                self.places.insert(folded.clone(), self.words.len());
                self.words.push(Draft {
                    folded,
                    symbols: vec![own],
                    function: 0,
                    noun: false,
                    grammar: Vec::new(),
                });
                self.words.len() - 1
            }
        };
        &mut self.words[at]
    }

    fn give(&mut self, folded: &str, symbol: u32) {
        let symbols = &mut self.word(folded).symbols;
        if !symbols.contains(&symbol) {
            symbols.push(symbol);
        }
    }

    fn give_stem(&mut self, stem: &str, symbol: u32) {
        let symbols = self.stems.entry(stem.to_owned()).or_default();
        if !symbols.contains(&symbol) {
            symbols.push(symbol);
        }
    }

    fn grammar(&mut self, folded: &str, pack: u8) -> &mut Grammar {
        let rows = &mut self.word(folded).grammar;
        let at = rows.iter().position(|(of, _)| *of == pack).unwrap_or_else(|| {
            rows.push((pack, Grammar::default()));
            rows.len() - 1
        });
        &mut rows[at].1
    }

    /// Marks a word as a function word of a pack.
    pub fn function_word(&mut self, folded: &str, pack: usize) {
        self.word(folded).function |= 1 << pack;
    }

    /// Makes a word a form of a verb.
    pub fn verb_form(&mut self, pack: (&str, u8), lemma: &str, form: u8, folded: &str, noun: bool) {
        let symbol = self.symbol(format!("{}~{lemma}", pack.0));
        self.give(folded, symbol);
        self.word(folded).noun |= noun;
        self.grammar(folded, pack.1).forms |= form;
    }

    /// Puts a word into a class of a pack.
    pub fn in_class(&mut self, pack: u8, class: Class, folded: &str) {
        self.grammar(folded, pack).classes |= class.bit();
    }

    /// Puts a word into a named set of a pack.
    pub fn set_member(&mut self, pack: &str, set: &str, folded: &str) {
        let symbol = self.symbol(format!("{pack}{{{set}}}"));
        match folded.strip_suffix('*') {
            Some(stem) => self.give_stem(stem, symbol),
            None => self.give(folded, symbol),
        }
    }

    /// Adds a phrase given as words, each a plain word, a stem (`stem*`), a verb (`~lemma`) or a set (`{name}`).
    pub fn phrase(&mut self, pack: &str, words: &[String], entry: Entry) {
        if let ([word], Label::Class) = (words, entry.label)
            && !word.ends_with('*')
        {
            // Looked up so often that it is known of the word.
            self.grammar(word, entry.pack).classes |= 1 << entry.payload;
            return;
        }
        let symbols: Vec<u32> =
            words.iter().take(PHRASE_WORDS_MAX).map(|word| self.phrase_symbol(pack, word)).collect();
        self.phrases.insert(&symbols, entry);
    }

    fn phrase_symbol(&mut self, pack: &str, word: &str) -> u32 {
        if let Some(stem) = word.strip_suffix('*') {
            let symbol = self.symbol(format!("*{stem}"));
            self.give_stem(stem, symbol);
            return symbol;
        }
        if !word.starts_with(['~', '{']) {
            return self.word(word).symbols[0];
        }
        let symbol = self.symbol(format!("{pack}{word}"));
        // `{one|two|three}` names its members itself.
        if word.starts_with('{') && word.contains('|') {
            for member in word.trim_matches(['{', '}']).split('|') {
                self.give(member, symbol);
            }
        }
        symbol
    }

    /// Puts the tables together.
    pub fn build(mut self) -> Lexicon {
        let (trie, roots) = std::mem::take(&mut self.phrases).grow(self.symbols as usize + 1);
        let mut lexicon = Lexicon::new(trie, Stems::new(self.stems.keys()));
        // Function words come first: they are looked up most, and for them alone languages are told.
        let (function, other): (Vec<&Draft>, Vec<&Draft>) = self.words.iter().partition(|w| w.function != 0);
        for draft in function.into_iter().chain(other) {
            let word = add_word(&mut lexicon, draft, &roots);
            lexicon.insert(&draft.folded, word, draft.function);
        }
        self.add_stems(&mut lexicon, &roots);
        lexicon.marks =
            (0..128u8).map(|mark| lexicon.find((mark as char).encode_utf8(&mut [0; 4])).word).collect();
        lexicon
    }

    /// Each stem gets its own symbols and those of the shorter stems it begins with.
    fn add_stems(&self, lexicon: &mut Lexicon, roots: &Roots) {
        lexicon.stem_words.push(Word::default());
        for stem in self.stems.keys() {
            let mut symbols: Vec<u32> = (1..=stem.len())
                .filter_map(|end| self.stems.get(stem.get(..end)?))
                .flat_map(|symbols| symbols.iter().copied())
                .collect();
            symbols.sort_unstable();
            let word = add_symbols(lexicon, &symbols, roots);
            lexicon.stem_words.push(word);
        }
    }
}

fn add_word(lexicon: &mut Lexicon, draft: &Draft, roots: &Roots) -> Word {
    let mut word = add_symbols(lexicon, &draft.symbols, roots);
    word.noun = draft.noun;
    word.grammar_first = lexicon.grammar.len() as u32;
    word.grammar_count = draft.grammar.len() as u8;
    lexicon.grammar.extend(&draft.grammar);
    word
}

fn add_symbols(lexicon: &mut Lexicon, symbols: &[u32], roots: &Roots) -> Word {
    let word = Word {
        mask: symbols.iter().fold(0, |mask, &symbol| mask | bit(symbol)),
        first: lexicon.symbols.len() as u32,
        count: symbols.len() as u16,
        root_first: lexicon.roots.len() as u32,
        ..Word::default()
    };
    lexicon.symbols.extend(symbols);
    let begun = symbols.iter().filter_map(|&symbol| roots.get(symbol as usize)).flatten();
    lexicon.roots.extend(begun);
    let leads = lexicon.roots[word.root_first as usize..]
        .iter()
        .fold(0, |leads, root| leads | if root.ends { u64::MAX } else { root.leads });
    Word { root_count: (lexicon.roots.len() as u32 - word.root_first) as u16, leads, ..word }
}
