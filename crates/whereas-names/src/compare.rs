//! Whether two names are one.
//!
//! Words are paired: first those that are surely one, then the most alike of what is left. What stays unpaired decides:
//! on both sides, the names are two; on one side, it depends on what is missing.

use serde::Serialize;

use crate::distance::{consonant_cost, similarity};
use crate::name::{Kind, Name, TOKENS_MAX, Token};
use crate::scheme::Folded;

/// Words that are less alike than this are not paired.
const ALIKE_MIN: f32 = 0.7;
/// Names without a patronymic come from everywhere, and no family ending makes two of them look alike.
const ALIKE_LOOSE_MIN: f32 = 0.62;
/// A word in which one consonant may be wrong has at least so many letters.
const SLIP_LETTERS_MIN: usize = 6;
/// What the consonants of a long and of a short word may cost, in letters.
const SLIP_LONG_MAX: f32 = 1.0;
const SLIP_SHORT_MAX: f32 = 0.6;
/// How alike firm words are, vowels and all.
const FIRM_MIN: f32 = 0.75;
/// The mean likeness of all words of one name.
const MEAN_MIN: f32 = 0.8;
/// What the score loses for each word that only one of the names has.
const EXTRA_COST: f32 = 0.03;
/// Spellings of one given name in two languages.
const KNOWN: f32 = 0.99;
/// A known given name and an unknown word: a slip of the pen must be small.
const HALF_KNOWN_MIN: f32 = 0.75;
/// The score of a pair on which there is too little to decide.
const UNSURE_MAX: f32 = 0.75;
/// The score of two names.
const DIFFERENT_MAX: f32 = 0.5;

/// Whether two names are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They are one name.
    Same,
    /// They are two.
    Different,
    /// They could be one, but too little is there to say so.
    Unsure,
}

impl Verdict {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Different => "different",
            Verdict::Unsure => "unsure",
        }
    }
}

/// By what two words were paired.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum By {
    /// One key of each is the same.
    Key { a: Folded, b: Folded },
    /// Both are spellings of one given name.
    Given,
    /// Their keys are alike.
    Alike(f32),
    /// A letter stands for the word.
    Initial,
    /// Two words on one side are one on the other.
    Joined(Halves),
}

/// On which side a name has in two words what the other one has in one, and the half that is not in the pair itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Halves {
    First { other: usize },
    Second { other: usize },
}

/// Two words that were paired; places in the tokens of each name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    pub by: By,
    pub alike: f32,
}

/// Why the verdict is not `same` although words are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Nothing stands in the way.
    None,
    /// Both names have words that the other one lacks.
    Conflict,
    /// Less than two full names are paired.
    TooFew,
    /// One name has more than a patronymic more.
    Extra,
    /// Junior and senior.
    Generation,
    /// Words are paired, but not alike enough.
    Weak,
    /// A word in the form of a man and in that of a woman.
    Gender,
    /// Nothing can be read.
    Unread,
}

/// The outcome of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Comparison {
    /// Whether they are one name.
    pub verdict: Verdict,
    /// How alike they are, from 0 to 1.
    pub score: f32,
    pub(crate) pairs: [Option<Pair>; TOKENS_MAX],
    pub(crate) bar: Bar,
    /// Which of the other names of each was compared; 0 is the name itself.
    pub(crate) via: (usize, usize),
}

/// Compares two names, and their other names too: the best verdict counts.
pub fn compare(a: &Name, b: &Name) -> Comparison {
    let mut best = compare_one(a, b);
    for (x, left) in std::iter::once(a).chain(&a.aliases).enumerate() {
        for (y, right) in std::iter::once(b).chain(&b.aliases).enumerate() {
            if (x, y) != (0, 0) {
                let other = Comparison { via: (x, y), ..compare_one(left, right) };
                if (other.verdict == Verdict::Same, other.score) > (best.verdict == Verdict::Same, best.score)
                {
                    best = other;
                }
            }
        }
    }
    best
}

/// Whether a name is a shorter form of another one, letter by letter: a surname of a full name, an initial for a given
/// name, a full name without its patronymic. Other spellings are for [`compare`].
///
/// ```
/// use whereas_names::{Name, shortens};
///
/// let full = Name::parse("Ivo Marovich Varosov");
/// assert!(shortens(&Name::parse("Varosov"), &full) && shortens(&Name::parse("I. Varosov"), &full));
/// assert!(!shortens(&Name::parse("M. Varosov"), &full) && !shortens(&full, &full));
/// ```
pub fn shortens(short: &Name, full: &Name) -> bool {
    let one_key = |a: &Token, b: &Token| a.keys.iter().any(|x| b.keys.iter().any(|y| x.key == y.key));
    let (mut used, mut whole, mut given, mut initials) = (0u16, 0, false, [false; 2]);
    let free = |used: u16| full.tokens.iter().enumerate().filter(move |(at, _)| used & 1 << at == 0);
    for token in short.tokens.iter().filter(|token| !token.optional && token.kind != Kind::Initial) {
        let Some((at, other)) = free(used).find(|(_, other)| one_key(token, other)) else { return false };
        used |= 1 << at;
        whole += 1;
        given |= other.kind == Kind::Plain && whole > 1;
    }
    for token in short.tokens.iter().filter(|token| token.kind == Kind::Initial) {
        let fits = |(_, other): &(usize, &Token)| is_initial(token, other);
        let Some((at, other)) = free(used).find(fits) else { return false };
        used |= 1 << at;
        initials[usize::from(other.kind == Kind::Patronymic)] = true;
    }
    // The letter of a father's name never stands without the given name or its letter.
    let [of_name, of_father] = initials;
    let more = short.parts().len() < full.parts().len() || of_name || of_father;
    let generation = short.generation.is_none() || short.generation == full.generation;
    whole > 0 && more && generation && (!of_father || of_name || given) && full.full_words > 1
}

fn compare_one(a: &Name, b: &Name) -> Comparison {
    let mut pairing = Pairing::new(&a.tokens, &b.tokens);
    pairing.pair_equal();
    pairing.pair_alike();
    pairing.pair_joined();
    pairing.pair_initials();
    pairing.judge(a, b)
}

struct Pairing<'a> {
    a: &'a [Token],
    b: &'a [Token],
    pairs: [Option<Pair>; TOKENS_MAX],
    count: usize,
    used_a: u16,
    used_b: u16,
}

impl<'a> Pairing<'a> {
    fn new(a: &'a [Token], b: &'a [Token]) -> Self {
        Self { a, b, pairs: [None; TOKENS_MAX], count: 0, used_a: 0, used_b: 0 }
    }

    fn free(tokens: &'a [Token], used: u16) -> impl Iterator<Item = (usize, &'a Token)> {
        tokens.iter().enumerate().filter(move |(at, _)| used & 1 << at == 0)
    }

    fn free_a(&self) -> impl Iterator<Item = (usize, &'a Token)> + use<'a> {
        Self::free(self.a, self.used_a)
    }

    fn free_b(&self) -> impl Iterator<Item = (usize, &'a Token)> + use<'a> {
        Self::free(self.b, self.used_b)
    }

    fn add(&mut self, pair: Pair) {
        self.used_a |= 1 << pair.a;
        self.used_b |= 1 << pair.b;
        if let Some(place) = self.pairs.get_mut(self.count) {
            *place = Some(pair);
            self.count += 1;
        }
    }

    /// Words that have a key in common, or are one given name.
    fn pair_equal(&mut self) {
        for (a, left) in self.free_a() {
            let found = self.free_b().find_map(|(b, right)| Some((b, equal(left, right)?)));
            if let Some((b, by)) = found {
                let alike = if by == By::Given { KNOWN } else { 1.0 };
                self.add(Pair { a, b, by, alike });
            }
        }
    }

    /// The most alike of what is left, again and again.
    fn pair_alike(&mut self) {
        let mut table = [[0f32; TOKENS_MAX]; TOKENS_MAX];
        for (a, left) in self.free_a() {
            for (b, right) in self.free_b() {
                table[a][b] = alike(left, right);
            }
        }
        for _ in 0..TOKENS_MAX {
            let mut best: Option<Pair> = None;
            for (a, _) in self.free_a() {
                for (b, _) in self.free_b() {
                    let alike = table[a][b];
                    if alike > 0.0 && best.is_none_or(|best| alike > best.alike) {
                        best = Some(Pair { a, b, by: By::Alike(alike), alike });
                    }
                }
            }
            let Some(best) = best else { return };
            self.add(best);
        }
    }

    /// "Kasym Zhomart" and "Kasymzhomart": two words of one name that are left may be one of the other.
    fn pair_joined(&mut self) {
        let left = self.free_a().filter(|(_, token)| token.kind == Kind::Plain).count();
        let right = self.free_b().filter(|(_, token)| token.kind == Kind::Plain).count();
        match (left, right) {
            (2, 1) => {
                if let (Some(two), Some(one)) = (self.two(self.free_a()), self.free_b().next())
                    && is_joined(two, one.1)
                {
                    let other = two.0.0;
                    self.used_a |= 1 << other;
                    let by = By::Joined(Halves::First { other });
                    self.add(Pair { a: two.1.0, b: one.0, by, alike: KNOWN });
                }
            }
            (1, 2) => {
                if let (Some(two), Some(one)) = (self.two(self.free_b()), self.free_a().next())
                    && is_joined(two, one.1)
                {
                    let other = two.0.0;
                    self.used_b |= 1 << other;
                    let by = By::Joined(Halves::Second { other });
                    self.add(Pair { a: one.0, b: two.1.0, by, alike: KNOWN });
                }
            }
            _ => {}
        }
    }

    fn two(&self, mut free: impl Iterator<Item = (usize, &'a Token)>) -> Option<Two<'a>> {
        Some((free.next()?, free.next()?))
    }

    /// Letters that stand for a word, or for the same letter.
    fn pair_initials(&mut self) {
        for (a, left) in self.free_a() {
            let fits = |(_, right): &(usize, &Token)| {
                (left.kind == Kind::Initial || right.kind == Kind::Initial) && is_initial(left, right)
            };
            let found = self.free_b().find(fits).map(|(b, _)| b);
            if let Some(b) = found {
                self.add(Pair { a, b, by: By::Initial, alike: KNOWN });
            }
        }
    }

    fn judge(self, a: &Name, b: &Name) -> Comparison {
        let paired = self.pairs.iter().flatten();
        let (mut sum, mut plain, mut patronymics) = (0f32, 0, 0);
        let (mut gender, mut loose, mut known) = (false, 0, false);
        for pair in paired {
            let (Some(left), Some(right)) = (self.a.get(pair.a), self.b.get(pair.b)) else { continue };
            sum += pair.alike;
            match (pair.by, left.kind, right.kind) {
                (By::Initial, ..) => {}
                (_, Kind::Patronymic, Kind::Patronymic) => patronymics += 1,
                (By::Joined(_), ..) => plain += 2,
                _ => plain += 1,
            }
            known |= left.given.is_some() && left.given == right.given && left.kind == Kind::Plain;
            let plain_pair = left.kind == Kind::Plain && matches!(pair.by, By::Alike(_));
            loose += usize::from(plain_pair && !(left.loose && right.loose) && !is_firm(left, right));
            gender |= left.gender.contradicts(right.gender) && left.given.is_none() && right.given.is_none();
        }
        // Of two words that end like patronymics, one is the family name.
        let (plain, patronymics) =
            if patronymics > 1 { (plain + 1, patronymics - 1) } else { (plain, patronymics) };
        let mean = if self.count == 0 { 0.0 } else { sum / self.count as f32 };
        let bar = self.bar(a, b, Weights { mean, plain, patronymics, gender, loose, known });
        let extra = self.free_a().chain(self.free_b()).filter(|(_, token)| !token.optional).count();
        let score = (mean - EXTRA_COST * extra as f32).max(0.0);
        let (verdict, score) = match bar {
            Bar::None => (Verdict::Same, score),
            Bar::TooFew | Bar::Extra | Bar::Gender | Bar::Weak if self.count > 0 => {
                (Verdict::Unsure, score.min(UNSURE_MAX))
            }
            Bar::Unread => (Verdict::Unsure, 0.0),
            _ => {
                let words = self.a.len().max(self.b.len()).max(1);
                (Verdict::Different, (sum / words as f32).min(DIFFERENT_MAX))
            }
        };
        Comparison { verdict, score, pairs: self.pairs, bar, via: (0, 0) }
    }

    fn bar(&self, a: &Name, b: &Name, weights: Weights) -> Bar {
        let Weights { mean, plain, patronymics, gender, loose, known } = weights;
        if self.a.is_empty() || self.b.is_empty() {
            return Bar::Unread;
        }
        let needed = |(_, token): &(usize, &Token)| !token.optional;
        let (left, right) = (self.free_a().filter(needed).count(), self.free_b().filter(needed).count());
        let plain_extra =
            |(_, token): &(usize, &Token)| !token.optional && !token.double && token.kind == Kind::Plain;
        let extra = self.free_a().chain(self.free_b()).filter(plain_extra).count();
        if left > 0 && right > 0 {
            return Bar::Conflict;
        }
        if a.generation.is_some() && b.generation.is_some() && a.generation != b.generation {
            return Bar::Generation;
        }
        // Short words, and family names of a common ending, are alike by chance: their consonants have to agree, unless
        // two more words are the same, a known given name among them.
        if mean < MEAN_MIN || loose > usize::from(known && plain + patronymics > 2) {
            return Bar::Weak;
        }
        // "Abdulsattor" is compared as two words, and is still one name.
        if plain < 2 || a.full_words < 2 || b.full_words < 2 {
            return Bar::TooFew;
        }
        if gender && patronymics == 0 {
            return Bar::Gender;
        }
        let full = plain + patronymics >= 3 && patronymics > 0;
        match extra {
            0 if a.generation == b.generation => Bar::None,
            1 if full => Bar::None,
            _ => Bar::Extra,
        }
    }
}

type Two<'a> = ((usize, &'a Token), (usize, &'a Token));

struct Weights {
    mean: f32,
    /// How many given and family names are paired.
    plain: usize,
    patronymics: usize,
    gender: bool,
    /// How many pairs of short words, or of words with a common ending, differ in their consonants.
    loose: usize,
    /// Whether a given name that is known is paired.
    known: bool,
}

/// Whether two words are surely one, and by what.
fn equal(a: &Token, b: &Token) -> Option<By> {
    if a.kind == Kind::Initial || b.kind == Kind::Initial {
        return None;
    }
    let both = a.kind == Kind::Patronymic && b.kind == Kind::Patronymic;
    if both && a.gender != b.gender {
        return None;
    }
    let (left, right) = if both { (&a.stems, &b.stems) } else { (&a.keys, &b.keys) };
    for x in left {
        if let Some(y) = right.iter().find(|y| y.key == x.key) {
            return Some(By::Key { a: *x, b: *y });
        }
    }
    (a.kind == b.kind && a.given.is_some() && a.given == b.given).then_some(By::Given)
}

/// How alike two words are; 0 where they cannot be one.
fn alike(a: &Token, b: &Token) -> f32 {
    if a.kind == Kind::Initial || b.kind == Kind::Initial {
        return 0.0;
    }
    let both = a.kind == Kind::Patronymic && b.kind == Kind::Patronymic;
    if both && a.gender != b.gender {
        return 0.0;
    }
    // "Serik" and "Serikuly" are father and son.
    if a.child != b.child && a.kind == b.kind && (a.given.is_some() || b.given.is_some()) {
        return 0.0;
    }
    let least = match (a.given, b.given) {
        // Both are known, and not as one: Yegor and Igor; or one is the father of the other.
        (Some(_), Some(_)) => return 0.0,
        (None, None) if a.loose && b.loose => ALIKE_LOOSE_MIN,
        (None, None) => ALIKE_MIN,
        _ => HALF_KNOWN_MIN,
    };
    let (left, right) = if both { (&a.stems, &b.stems) } else { (&a.keys, &b.keys) };
    let pairs = left.iter().flat_map(|x| right.iter().map(move |y| (x, y)));
    pairs.map(|(x, y)| similarity(&x.key, &y.key, least)).fold(0.0, f32::max)
}

/// Whether the consonants of two words agree, but for one slip in a long word.
fn is_firm(a: &Token, b: &Token) -> bool {
    let both = a.kind == Kind::Patronymic && b.kind == Kind::Patronymic;
    let (left, right) = if both { (&a.stems, &b.stems) } else { (&a.keys, &b.keys) };
    let mut pairs = left.iter().flat_map(|x| right.iter().map(move |y| (x.key, y.key)));
    pairs.any(|(x, y)| {
        let slip = if x.len().min(y.len()) >= SLIP_LETTERS_MIN { SLIP_LONG_MAX } else { SLIP_SHORT_MAX };
        consonant_cost(&x, &y, slip + 0.1) <= slip && similarity(&x, &y, FIRM_MIN) > 0.0
    })
}

fn is_joined((first, second): Two<'_>, one: &Token) -> bool {
    let pairs = first.1.keys.iter().flat_map(|x| second.1.keys.iter().map(move |y| (x.key, y.key)));
    let joined = pairs.flat_map(|(x, y)| [x.joined(&y), y.joined(&x)]);
    joined.into_iter().any(|two| one.keys.iter().any(|one| similarity(&two, &one.key, HALF_KNOWN_MIN) > 0.0))
}

/// Whether two words begin with one letter, in some reading of each.
fn is_initial(a: &Token, b: &Token) -> bool {
    let mut pairs = a.keys.iter().flat_map(|x| b.keys.iter().map(move |y| (x, y)));
    pairs.any(|(x, y)| x.key.codes().first() == y.key.codes().first())
}
