//! Words and phrases of all packs: one table of words, one trie of phrases, built once.
//!
//! A word carries *symbols*: itself, the verb it is a form of (`~urge`), the sets it is in (`{adv}`), the stems
//! it begins with (`призыва*`). A phrase is a sequence of symbols. So one walk over the text finds the phrases
//! of every rule and list at once, however many there are.

use rustc_hash::FxHashMap;

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

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    /// First of its symbols in [`Lexicon::symbols`].
    first: u32,
    /// How many there are.
    count: u16,
    /// First of the nodes of [`Lexicon::roots`] that a phrase beginning with this word stands at.
    root_first: u32,
    /// How many there are.
    root_count: u16,
    /// One bit per residue of its symbols: most steps of a phrase are refused by this.
    mask: u64,
    /// Languages (bit = pack index) of which it is a function word.
    pub function: u32,
    /// One for the word of a list of verbs that is as often a noun.
    pub noun: bool,
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

/// The table and the trie.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    ids: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    symbols: Vec<u32>,
    /// Stems with their symbols and the next shorter stem that is one too.
    stems: FxHashMap<Box<str>, u32>,
    stem_words: Vec<Word>,
    stem_bytes_min: usize,
    marks: Vec<u32>,
    steps: FxHashMap<(u32, u32), u32>,
    /// For each node one bit per residue of the symbols that lead on: most look-ups end here.
    leads: Vec<u64>,
    /// The nodes at which the phrases of each word begin.
    roots: Vec<u32>,
    accepts: Vec<(u32, u32)>,
    entries: Vec<Entry>,
    /// Grammar classes of each word as bits: for each word one number for any language, then one for each pack.
    classes: Vec<u64>,
    /// Forms of the verbs a word can be, laid out like `classes`.
    forms: Vec<u8>,
    packs: usize,
}

impl Lexicon {
    /// The grammar classes of a word, as bits, in one pack or ([`ANY_PACK`]) in any.
    pub fn classes(&self, id: u32, pack: u8) -> u64 {
        let column = if pack == ANY_PACK { 0 } else { usize::from(pack) + 1 };
        if column > self.packs {
            return 0;
        }
        self.classes.get(id as usize * (self.packs + 1) + column).copied().unwrap_or(0)
    }

    /// The forms of the verbs that a word can be, in one pack or ([`ANY_PACK`]) in any.
    pub fn forms(&self, id: u32, pack: u8) -> u8 {
        let column = if pack == ANY_PACK { 0 } else { usize::from(pack) + 1 };
        if column > self.packs {
            return 0;
        }
        self.forms.get(id as usize * (self.packs + 1) + column).copied().unwrap_or(0)
    }

    /// The number of a word that stands folded in `folded`; 0 for an unknown one.
    pub fn id(&self, folded: &str) -> u32 {
        self.ids.get(folded).copied().unwrap_or(0)
    }

    /// The number of a mark of punctuation; 0 where no phrase holds it.
    pub fn mark(&self, mark: u8) -> u32 {
        self.marks.get(mark as usize).copied().unwrap_or(0)
    }

    /// What is known of a word by its number.
    pub fn word(&self, id: u32) -> Word {
        self.words.get(id as usize).copied().unwrap_or_default()
    }

    /// The number of the longest stem a word begins with, 0 without one.
    pub fn stem(&self, folded: &str) -> u32 {
        if self.stems.is_empty() || folded.len() < self.stem_bytes_min {
            return 0;
        }
        let mut end = folded.len();
        while end >= self.stem_bytes_min {
            if folded.is_char_boundary(end)
                && let Some(&stem) = self.stems.get(&folded[..end])
            {
                return stem;
            }
            end -= 1;
        }
        0
    }

    fn symbols_of(&self, word: Word) -> &[u32] {
        &self.symbols[word.first as usize..word.first as usize + word.count as usize]
    }

    /// Calls `found(end, entry)` for every phrase that begins at token `at`; `ids(i)` gives word and stem of token `i`.
    pub fn phrases(
        &self,
        at: usize,
        len: usize,
        ids: &impl Fn(usize) -> (u32, u32),
        found: &mut impl FnMut(usize, &Entry),
    ) {
        let (id, stem) = ids(at);
        for word in [self.words.get(id as usize), self.stem_words.get(stem as usize)].into_iter().flatten() {
            let first = word.root_first as usize;
            for &node in &self.roots[first..first + word.root_count as usize] {
                self.walk(node, at + 1, len, ids, found, 0);
            }
        }
    }

    /// Gives every word the nodes its phrases begin at, and the mask of its symbols.
    fn index_words(&mut self, starts: &[u32]) {
        let mut words = std::mem::take(&mut self.words);
        let mut stems = std::mem::take(&mut self.stem_words);
        for word in words.iter_mut().chain(&mut stems) {
            let symbols = &self.symbols[word.first as usize..word.first as usize + word.count as usize];
            word.mask = symbols.iter().fold(0, |mask, symbol| mask | 1 << (symbol & 63));
            word.root_first = self.roots.len() as u32;
            self.roots
                .extend(symbols.iter().map(|&symbol| starts[symbol as usize]).filter(|&node| node != 0));
            word.root_count = (self.roots.len() as u32 - word.root_first) as u16;
        }
        self.words = words;
        self.stem_words = stems;
    }

    fn token_symbols(&self, id: u32, stem: u32) -> impl Iterator<Item = u32> + '_ {
        let word = if id == 0 { &[][..] } else { self.symbols_of(self.words[id as usize]) };
        let stem = if stem == 0 { &[][..] } else { self.symbols_of(self.stem_words[stem as usize]) };
        word.iter().chain(stem).copied()
    }

    fn walk(
        &self,
        node: u32,
        at: usize,
        len: usize,
        ids: &impl Fn(usize) -> (u32, u32),
        found: &mut impl FnMut(usize, &Entry),
        depth: usize,
    ) {
        let (first, end) = self.accepts[node as usize];
        for entry in &self.entries[first as usize..end as usize] {
            found(at, entry);
        }
        if at >= len || depth > PHRASE_WORDS_MAX {
            return;
        }
        let (id, stem) = ids(at);
        let leads = self.leads[node as usize];
        let mask = self.words[id as usize].mask | self.stem_words[stem as usize].mask;
        if leads & mask == 0 {
            return;
        }
        for symbol in self.token_symbols(id, stem) {
            if leads & (1 << (symbol & 63)) == 0 {
                continue;
            }
            if let Some(&next) = self.steps.get(&(node, symbol)) {
                self.walk(next, at + 1, len, ids, found, depth + 1);
            }
        }
    }
}

/// The longest phrase, in words.
pub(crate) const PHRASE_WORDS_MAX: usize = 24;

/// Builds a [`Lexicon`].
#[derive(Debug, Default)]
pub(crate) struct Builder {
    names: FxHashMap<String, u32>,
    words: FxHashMap<String, (Vec<u32>, Word)>,
    stems: FxHashMap<String, u32>,
    steps: FxHashMap<(u32, u32), u32>,
    accepts: Vec<Vec<Entry>>,
    /// Grammar classes of single words: (word, pack, class).
    classes: Vec<(String, u8, u32)>,
    /// Forms of verbs: (word, pack, form).
    forms: Vec<(String, u8, u8)>,
}

impl Builder {
    fn symbol(&mut self, name: String) -> u32 {
        let next = self.names.len() as u32 + 1;
        *self.names.entry(name).or_insert(next)
    }

    /// The symbol a word has on its own.
    fn own(&mut self, folded: &str) -> u32 {
        if let Some((symbols, _)) = self.words.get(folded) {
            return symbols[0];
        }
        let own = self.symbol(format!("={folded}"));
        self.words.insert(folded.to_owned(), (vec![own], Word::default()));
        own
    }

    fn word(&mut self, folded: &str) -> &mut (Vec<u32>, Word) {
        self.own(folded);
        self.words.entry(folded.to_owned()).or_default()
    }

    fn give(&mut self, folded: &str, symbol: u32) {
        let symbols = &mut self.word(folded).0;
        if !symbols.contains(&symbol) {
            symbols.push(symbol);
        }
    }

    /// Marks a word as a function word of a pack.
    pub fn function_word(&mut self, folded: &str, pack: usize) {
        self.word(folded).1.function |= 1 << pack;
    }

    /// Makes a word a form of a verb.
    pub fn verb_form(&mut self, pack: (&str, u8), lemma: &str, form: u8, folded: &str, noun: bool) {
        let symbol = self.symbol(format!("{}~{lemma}", pack.0));
        self.give(folded, symbol);
        self.word(folded).1.noun |= noun;
        self.forms.push((folded.to_owned(), pack.1, form));
    }

    /// Puts a word into a named set of a pack.
    pub fn set_member(&mut self, pack: &str, set: &str, folded: &str) {
        let symbol = self.symbol(format!("{pack}{{{set}}}"));
        match folded.strip_suffix('*') {
            Some(stem) => {
                self.stems.insert(format!("{stem}\u{0}{symbol}"), symbol);
            }
            None => self.give(folded, symbol),
        }
    }

    /// Adds a phrase given as words, each a plain word, a stem (`stem*`), a verb (`~lemma`) or a set (`{name}`).
    pub fn phrase(&mut self, pack: &str, words: &[String], entry: Entry) {
        if let ([word], Label::Class) = (words, entry.label) {
            self.classes.push((word.clone(), entry.pack, entry.payload));
        }
        let mut node = 0;
        for word in words.iter().take(PHRASE_WORDS_MAX) {
            if word.starts_with('{') {
                for member in word.trim_matches(['{', '}']).split('|').filter(|_| word.contains('|')) {
                    let set = self.symbol(format!("{pack}{word}"));
                    self.give(member, set);
                }
            }
            let symbol = if word.starts_with('~') || word.starts_with('{') {
                self.symbol(format!("{pack}{word}"))
            } else if let Some(stem) = word.strip_suffix('*') {
                let symbol = self.symbol(format!("*{stem}"));
                self.stems.insert(format!("{stem}\u{0}{symbol}"), symbol);
                symbol
            } else {
                self.own(word)
            };
            let next = self.steps.len() as u32 + 1;
            node = *self.steps.entry((node, symbol)).or_insert(next);
        }
        if node == 0 {
            return;
        }
        if self.accepts.len() <= node as usize {
            self.accepts.resize(node as usize + 1, Vec::new());
        }
        if !self.accepts[node as usize].contains(&entry) {
            self.accepts[node as usize].push(entry);
        }
    }

    /// Puts the tables together.
    pub fn build(mut self) -> Lexicon {
        self.accepts.resize(self.steps.len() + 1, Vec::new());
        let mut lexicon = Lexicon { words: vec![Word::default()], ..Lexicon::default() };
        lexicon.stem_words.push(Word::default());
        self.build_stems(&mut lexicon);
        let mut words: Vec<(String, (Vec<u32>, Word))> = self.words.into_iter().collect();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        for (folded, (symbols, mut word)) in words {
            word.first = lexicon.symbols.len() as u32;
            word.count = symbols.len() as u16;
            lexicon.symbols.extend(symbols);
            lexicon.ids.insert(folded.into_boxed_str(), lexicon.words.len() as u32);
            lexicon.words.push(word);
        }
        lexicon.marks = (0..128u8).map(|mark| lexicon.id((mark as char).encode_utf8(&mut [0; 4]))).collect();
        let mut starts = vec![0; self.names.len() + 2];
        lexicon.leads = vec![0; self.steps.len() + 1];
        for (&(node, symbol), &next) in &self.steps {
            lexicon.leads[node as usize] |= 1 << (symbol & 63);
            if node == 0 {
                starts[symbol as usize] = next;
            }
        }
        lexicon.index_words(&starts);
        for entries in &self.accepts {
            let first = lexicon.entries.len() as u32;
            lexicon.entries.extend(entries);
            lexicon.accepts.push((first, lexicon.entries.len() as u32));
        }
        lexicon.steps = self.steps;
        let packs = self.classes.iter().map(|class| class.1).chain(self.forms.iter().map(|form| form.1));
        lexicon.packs = packs.filter(|pack| *pack != ANY_PACK).max().map_or(0, |pack| usize::from(pack) + 1);
        lexicon.forms = vec![0; lexicon.words.len() * (lexicon.packs + 1)];
        for (word, pack, form) in &self.forms {
            let row = lexicon.id(word) as usize * (lexicon.packs + 1);
            lexicon.forms[row] |= form;
            lexicon.forms[row + usize::from(*pack) + 1] |= form;
        }
        lexicon.classes = vec![0; lexicon.words.len() * (lexicon.packs + 1)];
        for (word, pack, class) in &self.classes {
            let row = lexicon.id(word) as usize * (lexicon.packs + 1);
            lexicon.classes[row] |= 1 << class;
            lexicon.classes[row + usize::from(*pack) + 1] |= 1 << class;
        }
        lexicon
    }

    /// Each stem gets its own symbols and those of the shorter stems it begins with.
    fn build_stems(&self, lexicon: &mut Lexicon) {
        let mut by_stem: std::collections::BTreeMap<&str, Vec<u32>> = std::collections::BTreeMap::new();
        for (key, &symbol) in &self.stems {
            by_stem.entry(key.split('\u{0}').next().unwrap_or(key)).or_default().push(symbol);
        }
        lexicon.stem_bytes_min = by_stem.keys().map(|stem| stem.len()).min().unwrap_or(0).max(2);
        for stem in by_stem.keys() {
            let mut symbols: Vec<u32> = by_stem
                .iter()
                .filter(|(shorter, _)| stem.starts_with(**shorter))
                .flat_map(|(_, symbols)| symbols.iter().copied())
                .collect();
            symbols.sort_unstable();
            let word =
                Word { first: lexicon.symbols.len() as u32, count: symbols.len() as u16, ..Word::default() };
            lexicon.symbols.extend(symbols);
            lexicon.stems.insert((*stem).into(), lexicon.stem_words.len() as u32);
            lexicon.stem_words.push(word);
        }
    }
}
