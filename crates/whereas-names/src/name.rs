//! A name and its parts: what is shown, and what is compared.

use std::fmt;

use serde::Serialize;

use crate::ending::{self, Beside, Gender, Patronymic};
use crate::given::Given;
use crate::key::Key;
use crate::scheme::{Folded, KEYS_MAX, fold};
use crate::word::{Aside, Word, words};

/// The longest name; what is longer is cut.
pub const NAME_BYTES_MAX: usize = 400;
/// How many words of a name are compared.
pub const TOKENS_MAX: usize = 10;
/// How many other names of a person are read.
const ALIASES_MAX: usize = 4;
/// A word keeps its article as well as losing it only if so many letters are left: El-Sharif, Elsharif.
const WITHOUT_ARTICLE_MIN: usize = 4;
/// Behind "Abdul" stands a name of at least so many letters.
const SERVANT_OF_MIN: usize = 3;

/// In short words every letter counts.
const LOOSE_LETTERS_MIN: usize = 5;

/// What a part of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The name that the person was given.
    Given,
    /// The name of the family.
    Family,
    /// The father's name with an ending.
    Patronymic,
    /// One letter for a name.
    Initial,
    /// al-, bin, von: between names.
    Particle,
    /// A form of address, a rank, an honorific.
    Title,
    /// Junior, senior, II.
    Generation,
    /// Another name of the person, in quotation marks or brackets or behind "alias".
    Alias,
    /// Letters that cannot be read here.
    Unread,
}

impl Role {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Given => "given",
            Role::Family => "family",
            Role::Patronymic => "patronymic",
            Role::Initial => "initial",
            Role::Particle => "particle",
            Role::Title => "title",
            Role::Generation => "generation",
            Role::Alias => "alias",
            Role::Unread => "unread",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A part of a name, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The word.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// The keys under which it is compared.
    pub keys: Vec<String>,
}

/// How a word takes part in comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A given or family name.
    Plain,
    /// A patronymic.
    Patronymic,
    /// One letter.
    Initial,
}

/// A word as it is compared.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub kind: Kind,
    /// It need not be found in the other name: a nickname, a second family name in brackets.
    pub optional: bool,
    /// A hyphen joins it to another family name: either alone is often used.
    pub double: bool,
    /// It ends like a patronymic, whether or not it is one.
    pub child: bool,
    /// Long enough to be alike by less, without an ending or a patronymic that many others have too.
    pub loose: bool,
    /// The readings of the whole word.
    pub keys: Vec<Folded>,
    /// The readings of the father's name in a patronymic.
    pub stems: Vec<Folded>,
    /// Which given name it is; of a patronymic the father's.
    pub given: Option<Given>,
    /// Whose name it is, as far as the word tells.
    pub gender: Gender,
    /// The word, and which part of the name.
    pub part: usize,
}

/// A name, taken apart once and compared as often as one likes.
#[derive(Debug, Clone)]
pub struct Name {
    parts: Vec<Part>,
    /// In an order that does not depend on that of the words.
    pub(crate) tokens: Vec<Token>,
    /// How many names are written out; what a hyphen joins is one.
    pub(crate) full_words: usize,
    pub(crate) generation: Option<u8>,
    pub(crate) aliases: Vec<Name>,
}

impl Name {
    /// Takes a name apart. Never fails: what cannot be read is a part of the role `unread`.
    pub fn parse(name: &str) -> Self {
        let words = words(cut(name, NAME_BYTES_MAX));
        Self::of(&words, true)
    }

    /// Its parts, in the order in which they are written.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether [`shortens`](crate::shortens) may hold for this name and another one, told by how the other one is
    /// written, without taking it apart: it has more words, unless letters stand for some of this one's.
    pub fn may_shorten(&self, full: &str) -> bool {
        let words = full.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        words > self.parts.len() || self.tokens.iter().any(|token| token.kind == Kind::Initial)
    }

    /// Whether two names at least are written out, so that it can tell a person.
    pub fn is_full(&self) -> bool {
        self.full_words > 1
    }

    /// The parts of a role, parted by blanks.
    pub fn role(&self, role: Role) -> String {
        let words: Vec<&str> =
            self.parts.iter().filter(|part| part.role == role).map(|part| part.text.as_str()).collect();
        words.join(" ")
    }

    fn of(words: &[Word], with_aliases: bool) -> Self {
        let mut draft = Draft::new(words);
        draft.mark_asides();
        draft.mark_beside();
        let tokens = draft.tokens();
        let roles = draft.roles(&tokens);
        let parts = words.iter().zip(&roles).enumerate().map(|(at, (word, role))| Part {
            text: word.text.clone(),
            role: *role,
            keys: shown_keys(&tokens, at),
        });
        let parts = parts.collect();
        let aliases = if with_aliases { draft.aliases() } else { Vec::new() };
        let (generation, full_words) = (draft.generation, draft.full_words(&tokens));
        Self { parts, tokens: sorted(tokens), full_words, generation, aliases }
    }
}

/// The keys of a word; of a patronymic those of the father's name.
fn shown_keys(tokens: &[Token], part: usize) -> Vec<String> {
    let of = |token: &Token| {
        let keys = if token.stems.is_empty() { &token.keys } else { &token.stems };
        keys.iter().map(|folded| folded.key.to_string()).collect::<Vec<_>>()
    };
    tokens.iter().filter(|token| token.part == part).flat_map(of).collect()
}

/// The beginning of a text, at most so many bytes.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The order in which names are compared must not depend on that of their words.
fn sorted(mut tokens: Vec<Token>) -> Vec<Token> {
    tokens.sort_by(|a, b| {
        let key = |token: &Token| token.keys.first().map(|folded| folded.key).unwrap_or_default();
        (a.kind, a.optional, key(a)).cmp(&(b.kind, b.optional, key(b)))
    });
    tokens.truncate(TOKENS_MAX);
    tokens
}

/// What a word turned out to be, before the roles are dealt out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Name,
    Optional,
    Alias,
    Beside(Beside),
}

struct Draft<'a> {
    words: &'a [Word],
    marks: Vec<Mark>,
    generation: Option<u8>,
}

impl<'a> Draft<'a> {
    fn new(words: &'a [Word]) -> Self {
        Self { words, marks: vec![Mark::Name; words.len()], generation: None }
    }

    fn names(&self) -> usize {
        self.marks.iter().filter(|mark| **mark == Mark::Name).count()
    }

    /// Finds particles, titles and generations, as long as two words are left for the name. Which of them are left must
    /// not depend on where they stand, so they are taken in the order of the alphabet.
    fn mark_beside(&mut self) {
        let mut found: Vec<(u8, String, usize, Beside)> = Vec::new();
        for (at, word) in self.words.iter().enumerate().filter(|(_, word)| word.aside == Aside::None) {
            let lower = word.text.to_lowercase();
            let Some(beside) = ending::beside(&lower) else { continue };
            let rank = match beside {
                Beside::Particle => 0,
                Beside::Generation(_) => 1,
                Beside::Title => 2,
            };
            found.push((rank, lower, at, beside));
        }
        found.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
        for (_, _, at, beside) in found {
            if self.names() > 2 {
                self.mark(at, Mark::Beside(beside));
                if let Beside::Generation(number) = beside {
                    self.generation = Some(number);
                }
            }
        }
    }

    fn mark(&mut self, at: usize, mark: Mark) {
        if let Some(place) = self.marks.get_mut(at) {
            *place = mark;
        }
    }

    /// Words in brackets and quotation marks, and all behind "alias".
    fn mark_asides(&mut self) {
        let mut alias = false;
        for (at, word) in self.words.iter().enumerate() {
            let begins = ending::is_alias_word(&word.text.to_lowercase());
            alias |= begins && word.aside == Aside::None && at > 0;
            let group = self.words.iter().filter(|other| other.aside == word.aside).count();
            if begins || alias || (word.aside != Aside::None && group > 1) {
                self.mark(at, Mark::Alias);
            } else if word.aside != Aside::None {
                self.mark(at, Mark::Optional);
            }
        }
        if self.names() == 0 {
            self.marks.iter_mut().for_each(|mark| *mark = Mark::Name);
        }
    }

    /// The other names: the words of each aside, parted again where a word such as "alias" begins another one, or a
    /// comma between two names of two words.
    fn aliases(&self) -> Vec<Name> {
        let mut groups: Vec<(Aside, Vec<Word>)> = Vec::new();
        let mut ends = true;
        for (word, mark) in self.words.iter().zip(&self.marks) {
            if *mark != Mark::Alias || ending::is_alias_word(&word.text.to_lowercase()) {
                ends = true;
                continue;
            }
            let own = Word { aside: Aside::None, ..word.clone() };
            match groups.last_mut() {
                Some((aside, words)) if !ends && *aside == word.aside => words.push(own),
                _ => groups.push((word.aside, vec![own])),
            }
            ends = false;
        }
        let names = groups.into_iter().flat_map(|(_, words)| listed(words));
        names.filter(|words| words.len() > 1).take(ALIASES_MAX).map(|words| Name::of(&words, false)).collect()
    }

    /// How many names are written out; what a hyphen joins is one.
    fn full_words(&self, tokens: &[Token]) -> usize {
        let named = |at: usize| {
            tokens.iter().any(|token| token.part == at && token.kind != Kind::Initial && !token.optional)
        };
        let goes_on = |at: usize| {
            self.words.get(at).is_some_and(|word| word.joined) && at.checked_sub(1).is_some_and(named)
        };
        (0..self.words.len()).filter(|at| named(*at) && !goes_on(*at)).count()
    }

    fn tokens(&self) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        for (at, (word, mark)) in self.words.iter().zip(&self.marks).enumerate() {
            if matches!(mark, Mark::Name | Mark::Optional) {
                tokens.extend(tokens_of(word, at, *mark == Mark::Optional));
            }
        }
        mark_patronymics(&mut tokens);
        self.mark_doubles(&mut tokens);
        mark_loose(&mut tokens);
        tokens
    }

    /// Finds family names of two words with a hyphen, neither of which is a given name.
    fn mark_doubles(&self, tokens: &mut [Token]) {
        let joined = |at: usize| self.words.get(at).is_some_and(|word| word.joined);
        let plain = |at: usize, tokens: &[Token]| {
            let is_plain =
                |token: &Token| token.part == at && token.kind == Kind::Plain && token.given.is_none();
            tokens.iter().any(is_plain)
        };
        for at in (1..self.words.len()).filter(|at| joined(*at)) {
            if plain(at, tokens) && plain(at - 1, tokens) {
                tokens.iter_mut().filter(|token| token.part + 1 == at || token.part == at).for_each(
                    |token| {
                        token.double = true;
                    },
                );
            }
        }
    }

    /// Deals out the roles for people to see: by capitals, comma, endings, known given names, and last by place.
    fn roles(&self, tokens: &[Token]) -> Vec<Role> {
        let mut roles: Vec<Option<Role>> =
            self.marks.iter().zip(0..).map(|(mark, at)| self.sure_role(*mark, at, tokens)).collect();
        let open = |roles: &[Option<Role>]| -> Vec<usize> {
            (0..roles.len()).filter(|at| roles.get(*at) == Some(&None)).collect()
        };
        let mut left = open(&roles);
        let families = self.families(&left, tokens);
        if families.len() < left.len() || roles.contains(&Some(Role::Initial)) || left.len() == 1 {
            for at in families {
                if let Some(role) = roles.get_mut(at) {
                    *role = Some(Role::Family);
                }
            }
        }
        left = open(&roles);
        for at in left {
            if let Some(role) = roles.get_mut(at) {
                *role = Some(Role::Given);
            }
        }
        roles.into_iter().map(|role| role.unwrap_or(Role::Given)).collect()
    }

    fn sure_role(&self, mark: Mark, at: usize, tokens: &[Token]) -> Option<Role> {
        match mark {
            Mark::Beside(Beside::Title) => return Some(Role::Title),
            Mark::Beside(Beside::Particle) => return Some(Role::Particle),
            Mark::Beside(Beside::Generation(_)) => return Some(Role::Generation),
            Mark::Alias | Mark::Optional => return Some(Role::Alias),
            Mark::Name => {}
        }
        match tokens.iter().find(|token| token.part == at).map(|token| token.kind) {
            None => Some(Role::Unread),
            Some(Kind::Patronymic) => Some(Role::Patronymic),
            Some(Kind::Initial) => Some(Role::Initial),
            Some(Kind::Plain) => None,
        }
    }

    /// Which of the words without a role are the family name.
    fn families(&self, left: &[usize], tokens: &[Token]) -> Vec<usize> {
        let word = |at: &usize| self.words.get(*at);
        let capital: Vec<usize> =
            left.iter().filter(|at| word(at).is_some_and(|word| is_capital(&word.text))).copied().collect();
        if !capital.is_empty() && capital.len() < left.len() {
            return capital;
        }
        if let Some(comma) = self.words.iter().position(|word| word.comma) {
            let before: Vec<usize> = left.iter().filter(|at| **at <= comma).copied().collect();
            if !before.is_empty() && before.len() < left.len() {
                return before;
            }
        }
        // "Family Given Patronymic": the given name stands right before the patronymic.
        let patronymic =
            tokens.iter().filter(|token| token.kind == Kind::Patronymic).map(|token| token.part).min();
        if let Some(at) = patronymic
            && let Some(given) = left.iter().rposition(|place| *place < at)
        {
            return left.iter().enumerate().filter(|(place, _)| *place != given).map(|(_, at)| *at).collect();
        }
        let known = |at: &usize| tokens.iter().any(|token| token.part == *at && token.given.is_some());
        match (left.first(), left.last()) {
            (Some(first), Some(last)) if !known(first) && known(last) && left.len() == 2 => vec![*first],
            (_, Some(last)) => {
                left.iter().filter(|at| *at == last || self.belongs(**at, *last)).copied().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether hyphens join a word to a later one.
    fn belongs(&self, at: usize, to: usize) -> bool {
        at < to && self.words.get(at + 1..=to).is_some_and(|words| words.iter().all(|word| word.joined))
    }
}

/// "Omar Meridi, Ivo Orlo" are two names; "Meridi, Omar" is one.
fn listed(words: Vec<Word>) -> Vec<Vec<Word>> {
    let names: Vec<Vec<Word>> = words.split_inclusive(|word| word.comma).map(<[Word]>::to_vec).collect();
    if names.iter().all(|name| name.len() > 1) { names } else { vec![words] }
}

fn is_capital(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// The tokens of a word: mostly one; "Abdulkarim" is two, as others write it in two words.
fn tokens_of(word: &Word, part: usize, optional: bool) -> Vec<Token> {
    let mut keys: Vec<Folded> = Vec::new();
    for form in word.text.split('/') {
        keys.extend(fold(form));
    }
    keys.truncate(KEYS_MAX);
    let Some(first) = keys.first().copied() else { return Vec::new() };
    if word.initial {
        return vec![Token { kind: Kind::Initial, ..token(keys, None, part, optional) }];
    }
    let given = Given::of(&keys);
    if given.is_none() && keys.iter().all(|folded| ending::patronymic(&folded.key).is_none()) {
        if let Some(rest) = behind(&first.key, &["abdul", "abdel", "abdal", "abdol", "abdu"], SERVANT_OF_MIN)
        {
            let servant = first.with(Key::of("abdul"));
            let rest = first.with(rest);
            return [servant, rest]
                .map(|folded| token(vec![folded], Given::of(&[folded]), part, optional))
                .into();
        }
        if let Some(rest) = behind(&first.key, &["el", "al"], WITHOUT_ARTICLE_MIN)
            && keys.len() < KEYS_MAX
        {
            keys.push(first.with(rest));
        }
    }
    vec![token(keys, given, part, optional)]
}

/// What stands behind one of these beginnings, if enough is left.
fn behind(key: &Key, beginnings: &[&str], least: usize) -> Option<Key> {
    beginnings.iter().find_map(|beginning| key.behind(&Key::of(beginning))).filter(|rest| rest.len() >= least)
}

fn token(keys: Vec<Folded>, given: Option<Given>, part: usize, optional: bool) -> Token {
    let gender = match given {
        Some(given) => given.gender(),
        None => keys.first().map_or(Gender::Unknown, |folded| ending::family_gender(&folded.key)),
    };
    Token {
        kind: Kind::Plain,
        optional,
        double: false,
        child: false,
        loose: false,
        keys,
        stems: Vec::new(),
        given,
        gender,
        part,
    }
}

/// Decides which words are patronymics. The East Slavic endings of men are also those of family names: such a word is a
/// patronymic where it is the only one, or where the father's name is known.
fn mark_patronymics(tokens: &mut [Token]) {
    let names = tokens.iter().filter(|token| token.kind != Kind::Initial && !token.optional).count();
    let read: Vec<Option<Reading>> = tokens.iter().map(reading).collect();
    let candidates = read.iter().flatten().count();
    for (token, reading) in tokens.iter_mut().zip(read) {
        let Some(reading) = reading else { continue };
        token.child = true;
        let sure = candidates == 1 || reading.father.is_some();
        // Of two words the second is the family name, whatever its ending: "Varo Orlouly", "Ivo Meridevich".
        let daughter =
            reading.ending.slavic && reading.ending.gender == Gender::Female && reading.father.is_some();
        let alone = names < 3 && !daughter;
        if sure && !alone {
            token.kind = Kind::Patronymic;
            token.gender = reading.ending.gender;
            token.given = reading.father;
            token.stems = reading.stems;
        }
    }
}

/// Finds the words for which less likeness is enough.
fn mark_loose(tokens: &mut [Token]) {
    if tokens.iter().all(|token| token.kind != Kind::Patronymic) {
        for token in tokens {
            let long = token.keys.first().is_some_and(|folded| folded.key.len() >= LOOSE_LETTERS_MIN);
            token.loose = long && token.gender == Gender::Unknown;
        }
    }
}

struct Reading {
    ending: Patronymic,
    stems: Vec<Folded>,
    father: Option<Given>,
}

/// A word read as a patronymic, if it ends like one.
fn reading(token: &Token) -> Option<Reading> {
    if token.kind == Kind::Initial || token.given.is_some() {
        return None;
    }
    let mut ending = None;
    let mut stems: Vec<Folded> = Vec::new();
    for folded in &token.keys {
        let Some((found, stem)) = ending::patronymic(&folded.key) else { continue };
        ending = ending.or(Some(found));
        // "Serik-kyzy" is written, and folded, with one k.
        let longer = folded.key.first(folded.key.len() + 1 - found.ending.len());
        let both = [Some(stem), (!found.slavic).then_some(longer)];
        for stem in both.into_iter().flatten() {
            if stems.len() < KEYS_MAX && stems.iter().all(|other| other.key != stem) {
                stems.push(folded.with(stem));
            }
        }
    }
    let father = Given::of_stem(&stems);
    Some(Reading { ending: ending?, stems, father })
}
