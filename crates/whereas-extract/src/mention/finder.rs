//! What all finders share: the tokens of a passage, what was found already, and walks over noun phrases.

use std::ops::Range;

use crate::Span;
use crate::pack::lexicon::{ANY_PACK, Label, PAST, THIRD};
use crate::pack::list::flag;
use crate::pack::{Class, Classes, Role};
use crate::scan::{Kind, Scan};

/// The longest run of capitals that is looked at, in tokens.
const RUN_TOKENS_MAX: usize = 48;

/// The longest rest of a name whose first word alone has a capital, in tokens.
const FIRST_WORD_REST_MAX: usize = 16;

/// How many of its words stand in a row without a link ("de", "по").
const WORDS_IN_ROW_MAX: usize = 3;

/// How many marks are looked over to see whether a word begins its sentence.
const MARKS_BEFORE_MAX: usize = 8;

/// Which kind of name claims a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Claim {
    /// None yet.
    #[default]
    Free,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A law.
    Law,
    /// A date.
    Date,
    /// A person.
    Person,
}

/// A passage while its mentions are found.
#[derive(Debug)]
pub(super) struct Finder<'s, 't> {
    pub scan: &'s Scan<'t>,
    pub pack: u8,
    pub tokens: Range<usize>,
    /// Per token of the whole text.
    pub claims: Vec<Claim>,
    /// Per token of the whole text: the first from it on that a name, a date or a figure may begin with.
    openers: Vec<u32>,
}

/// What a name, a date or a figure begins with where it begins with no capital and no digit.
const OPENERS: u64 = super::date::LABELS | super::law::LABELS | super::figure::LABELS | GROUPS;
const GROUPS: u64 =
    Label::Organisation.bit() | Label::OrganisationHead.bit() | Label::Group.bit() | Label::Place.bit();
const OPENER_CLASSES: Classes = super::date::CLASSES | Class::Provision.bit();

fn openers(scan: &Scan<'_>) -> Vec<u32> {
    let mut next = scan.tokens.len() as u32;
    let mut openers = vec![next; scan.tokens.len()];
    for (at, token) in scan.tokens.iter().enumerate().rev() {
        let opens = token.capital
            || matches!(token.kind, Kind::Number | Kind::Punctuation(b'$'))
            || scan.opens(at, OPENERS, OPENER_CLASSES);
        if opens {
            next = at as u32;
        }
        openers[at] = next;
    }
    openers
}

impl<'s, 't> Finder<'s, 't> {
    /// A finder for a whole text; [`Finder::enter`] moves it to a passage.
    pub fn new(scan: &'s Scan<'t>) -> Self {
        let claims = vec![Claim::Free; scan.tokens.len()];
        Self { scan, pack: 0, tokens: 0..0, claims, openers: openers(scan) }
    }

    /// Moves to a passage.
    pub fn enter(&mut self, tokens: Range<usize>, pack: u8) {
        self.tokens = tokens;
        self.pack = pack;
    }

    /// The first token of the passage from `at` on that a name, a date or a figure may begin with; its end without one.
    pub fn opener(&self, at: usize) -> usize {
        self.openers.get(at).map_or(self.tokens.end, |&next| self.tokens.end.min(next as usize))
    }

    #[inline]
    pub fn class(&self, at: usize, class: Class) -> bool {
        self.scan.class(at, class, self.pack)
    }

    /// Whether a word is of one of several classes; most words are of none, which is told at once.
    #[inline]
    pub fn any_class(&self, at: usize, classes: &[Class]) -> bool {
        let bits = classes.iter().fold(0, |bits, class| bits | class.bit());
        self.scan.opens(at, 0, bits) && classes.iter().any(|&class| self.class(at, class))
    }

    /// Whether a capital tells no name, because every noun of the language has one.
    pub fn noun_capitals(&self) -> bool {
        self.scan.packs.pack(self.pack).is_some_and(|pack| pack.noun_capitals)
    }

    #[inline]
    pub fn role(&self, at: usize, role: Role) -> bool {
        self.scan.role(at, role, self.pack)
    }

    #[inline]
    pub fn is(&self, at: usize, label: Label) -> bool {
        self.scan.is(at, label, self.pack)
    }

    #[inline]
    pub fn longest(&self, at: usize, label: Label) -> Option<usize> {
        self.scan.longest(at, label, self.pack).map(|f| f.end as usize).filter(|&end| end <= self.tokens.end)
    }

    /// One past the longest term of a list that begins at `at` and has a flag there.
    #[inline]
    pub fn flagged(&self, at: usize, label: Label, flag: u32) -> Option<usize> {
        if self.scan.starts(at, label) { self.flagged_begun(at, label, flag) } else { None }
    }

    fn flagged_begun(&self, at: usize, label: Label, flag: u32) -> Option<usize> {
        let fits = |found: &&crate::scan::Found| {
            let entry = found.entry;
            entry.label == label
                && entry.payload & flag != 0
                && (entry.pack == self.pack || entry.pack == ANY_PACK)
        };
        let end = self.scan.found_at(at).iter().filter(fits).map(|found| found.end as usize).max();
        end.filter(|&end| end <= self.tokens.end)
    }

    /// The letter of a genitive behind an apostrophe: "Varosia’s".
    pub fn genitive(&self, at: usize) -> bool {
        self.scan.mark(at, b'\'')
            && self.scan.tokens.get(at + 1).is_some_and(|t| t.glued)
            && self.role(at + 1, Role::Genitive)
    }

    /// A single head noun of a list that is not doubtful.
    pub fn sure_head(&self, at: usize, label: Label) -> bool {
        self.scan.starts(at, label)
            && self.scan.found_at(at).iter().any(|found| {
                found.entry.label == label
                    && found.entry.payload & flag::DOUBTFUL == 0
                    && found.entry.pack == self.pack
                    && found.end as usize == at + 1
            })
    }

    /// Whether a word in lower case ends as adverbs do: "annually", "respectively".
    pub fn adverb(&self, at: usize) -> bool {
        let endings = self.scan.packs.pack(self.pack).map_or(&[][..], |pack| &pack.adverb_endings);
        let word = self.scan.word(at);
        self.class(at, Class::Adverb)
            || !self.scan.capital(at) && endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word ends as plurals do, as far as its language shows it.
    pub fn plural(&self, at: usize) -> bool {
        let endings = self.scan.packs.pack(self.pack).map_or(&[][..], |pack| &pack.plural_endings);
        let word = self.scan.word(at);
        self.scan.is_word(at) && endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    pub fn span(&self, range: &Range<usize>) -> Span {
        self.scan.span(range.start, range.end)
    }

    pub fn claim(&mut self, range: &Range<usize>, claim: Claim) {
        self.claims[range.clone()].fill(claim);
    }

    pub fn free(&self, range: Range<usize>) -> bool {
        self.claims[range].iter().all(|&claim| claim == Claim::Free)
    }

    /// A capitalised word that is no grammar word at the beginning of its sentence.
    pub fn name_word(&self, at: usize) -> bool {
        at < self.tokens.end
            && self.scan.capital(at)
            && !(self.class(at, Class::NotName) && self.starts_sentence(at))
    }

    /// "Considering the Convention": a verb that begins its sentence, and no name.
    pub fn opening_verb(&self, at: usize) -> bool {
        self.scan.forms(at) != 0 && !self.noun(at) && self.starts_sentence(at)
    }

    /// Whether token `at` is the first word of a sentence or passage.
    pub fn starts_sentence(&self, at: usize) -> bool {
        let mut before = at;
        let reach = self.tokens.start.max(at.saturating_sub(MARKS_BEFORE_MAX));
        while before > reach {
            before -= 1;
            match self.scan.tokens[before].kind {
                Kind::Punctuation(b'"' | b'\'' | b'(' | b'*' | b'_' | b'[') => {}
                Kind::Punctuation(b'.' | b'!' | b'?' | b':' | b';') => return true,
                _ => return false,
            }
        }
        before == self.tokens.start
    }

    /// One past the words of a noun phrase in lower case that begins at `at`: "peaceful assembly", "women’s rights and
    /// children’s safety". It ends before verbs, relatives, marks, and "and" with an article.
    pub fn phrase_end(&self, at: usize, words_max: usize) -> usize {
        let mut end = at;
        let mut words = 0;
        while end < self.tokens.end && words < words_max {
            let token = self.scan.tokens[end];
            let stop = match token.kind {
                Kind::Word => self.ends_phrase(end),
                Kind::Number => end > at && (token.glued || self.claims[end] == Claim::Date),
                Kind::Punctuation(b'\'' | b'-' | b'_') => !token.glued,
                Kind::Punctuation(b',') => !self.list_comma(end),
                Kind::Punctuation(_) | Kind::NoteMark => true,
            };
            if stop || token.paragraph && end > at {
                break;
            }
            words += usize::from(token.kind == Kind::Word);
            end += 1;
        }
        // Not "and", "of", "the", "in" at the end.
        while end > at
            && (self.loose(end - 1)
                || !self.scan.is_word(end - 1) && !matches!(self.scan.tokens[end - 1].kind, Kind::Number))
        {
            let possessive = self.scan.mark(end - 1, b'\'');
            end -= 1;
            if possessive {
                break;
            }
        }
        end
    }

    /// One past the subject of a law or the mandate of an office: a noun phrase without what only follows it ("in line
    /// with the law").
    pub fn subject_end(&self, at: usize, words_max: usize) -> usize {
        let end = self.phrase_end(at, words_max);
        let aside = (at..end).find(|&i| self.scan.role_end(i, Role::Aside, self.pack).is_some());
        aside.unwrap_or(end)
    }

    fn ends_phrase(&self, at: usize) -> bool {
        let forms = self.scan.forms(at);
        let finite = forms & (PAST | THIRD) != 0
            && !self.scan.capital(at)
            && !self.scan.packs.lexicon.word(self.scan.tokens[at].word).noun;
        let and_article = self.class(at, Class::And)
            && (self.class(at + 1, Class::Article)
                || self.class(at + 1, Class::Possessive)
                || self.class(at + 1, Class::Determiner)
                || self.class(at + 1, Class::Preposition)
                || self.scan.forms(at + 1) & (PAST | THIRD) != 0 && !self.noun(at + 1)
                || self.class(at + 1, Class::Infinitive));
        finite
            || and_article
            || self.class(at, Class::Subordinator)
            || self.class(at, Class::Relative)
            || self.class(at, Class::Be)
            || self.class(at, Class::Have)
            || self.class(at, Class::Must)
            || self.class(at, Class::Will)
            || self.class(at, Class::Pronoun) && !self.class(at, Class::Determiner)
            || self.class(at, Class::But)
            || self.claims[at] == Claim::Date
    }

    /// A verb of the lists that is as often a noun.
    pub fn noun(&self, at: usize) -> bool {
        self.scan.tokens.get(at).is_some_and(|token| self.scan.packs.lexicon.word(token.word).noun)
    }

    /// A comma between members of a list that ends in "and" soon: "Prevent, Suppress and Punish".
    fn list_comma(&self, at: usize) -> bool {
        self.scan.capital(at + 1)
            && (at + 2..at + 4).any(|i| self.class(i, Class::And) && self.scan.capital(i + 1))
            && self.scan.capital(at - usize::from(at > 0))
    }

    fn loose(&self, at: usize) -> bool {
        self.class(at, Class::And)
            || self.class(at, Class::Preposition)
            || self.class(at, Class::Article)
            || self.class(at, Class::Of)
    }

    /// One past a run of capitalised words with the little words that stand between them in names of bodies and laws:
    /// "Coalition Against Torture", "Fuel and Energy Workers", "Rule of Law".
    pub fn capital_run(&self, at: usize) -> usize {
        let mut end = at;
        let mut reach = at;
        let limit = self.tokens.end.min(at + RUN_TOKENS_MAX);
        while reach < limit {
            let token = self.scan.tokens[reach];
            if token.paragraph && reach > at || self.claims[reach] == Claim::Date {
                break;
            }
            match token.kind {
                Kind::Word if token.capital || self.scan.is_word(reach) && self.starts_with_digit(reach) => {
                    reach += 1;
                    end = reach;
                }
                Kind::Punctuation(b'-' | b'_' | b'/' | b'&' | b'+')
                    if reach > at && (token.glued || token.kind == Kind::Punctuation(b'&')) =>
                {
                    reach += 1
                }
                Kind::Punctuation(b'\'') if token.glued && reach > at => {
                    // "Organisations’ Association", "People’s Council"
                    reach += 1 + usize::from(self.genitive(reach));
                }
                Kind::Punctuation(b'.')
                    if token.glued && reach > at && self.scan.word(reach - 1).chars().nth(1).is_none() =>
                {
                    reach += 1;
                    end = reach;
                }
                Kind::Number if token.glued && reach > at => {
                    reach += 1;
                    end = reach;
                }
                Kind::Word if reach > at && self.inner_word(reach) && reach - end < 2 => reach += 1,
                _ => break,
            }
        }
        end
    }

    /// Whether the language writes the first word of a name with a capital, and what belongs to it behind it.
    pub fn first_word_names(&self) -> bool {
        self.scan.packs.pack(self.pack).is_some_and(|pack| pack.first_word_names)
    }

    /// One past the words in lower case that go on a name whose first word alone has a capital: "[Ministère] des
    /// affaires étrangères", "[Министерство] иностранных дел". Where names are written in capitals nothing goes on.
    pub fn first_word_rest(&self, at: usize) -> usize {
        let Some(pack) = self.scan.packs.pack(self.pack).filter(|pack| pack.first_word_names) else {
            return at;
        };
        let (mut end, mut reach, mut row) = (at, at, 0);
        while reach < self.tokens.end.min(at + FIRST_WORD_REST_MAX) {
            let token = self.scan.tokens[reach];
            let glued = token.glued && matches!(token.kind, Kind::Punctuation(b'\'' | b'-'));
            let link = self.role(reach, Role::NameLink);
            if token.paragraph || self.claims[reach] != Claim::Free || token.kind != Kind::Word && !glued {
                break;
            }
            // "et le Comité", "и Министерство": another name.
            let another = self.class(reach, Class::And) && self.class(reach + 1, Class::Article)
                || token.capital && self.sure_head(reach, Label::OrganisationHead);
            if another {
                break;
            }
            reach += 1;
            if glued || link {
                row = 0;
                continue;
            }
            row += 1;
            let name = token.capital && !self.is(reach - 1, Label::GivenName);
            let ending = || {
                pack.name_word_endings.is_empty()
                    || pack.name_word_endings.iter().any(|e| self.scan.word(reach - 1).ends_with(e.as_str()))
            };
            if row > WORDS_IN_ROW_MAX || !name && (self.grammatical(reach - 1) || !ending()) {
                break;
            }
            end = reach;
        }
        end
    }

    /// A word that ends a noun phrase, or a preposition, adverb or title.
    fn grammatical(&self, at: usize) -> bool {
        const CLASSES: [Class; 5] =
            [Class::Preposition, Class::Negation, Class::Determiner, Class::Adverb, Class::And];
        self.ends_phrase(at)
            || self.any_class(at, &CLASSES)
            || self.is(at, Label::Title)
            || self.scan.forms(at) != 0 && !self.noun(at)
    }

    fn starts_with_digit(&self, at: usize) -> bool {
        self.scan.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Little words inside names: of, for, and, on, the, against, to.
    fn inner_word(&self, at: usize) -> bool {
        (self.class(at, Class::Of)
            || self.class(at, Class::For)
            || self.class(at, Class::And)
            || self.class(at, Class::On)
            || self.class(at, Class::Article)
            || self.class(at, Class::Against))
            && !self.scan.capital(at)
    }
}
