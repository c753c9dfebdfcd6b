//! How close two names are: whether they may be names of one entity, and why.
//!
//! A function of the two names and of shipped tables only, and the same from both sides.

use std::collections::BTreeSet;

use whereas_extract::pack::entity::{Listed, english, listed};
use whereas_names::{Name, Verdict, compare, explain, fold, shortens};

use super::node::{Node, initials};
use super::sense::{head, senses};
use crate::view::Reason;

/// What two names are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Degree {
    /// They are two names.
    Different,
    /// They may be one, and too little is there to say so.
    Unsure,
    /// One is a shorter form of the other, and would fit others as well.
    Shorter,
    /// They are one name in two spellings, languages or scripts.
    Same,
}

/// How close two names are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Close {
    pub degree: Degree,
    /// From 0 to 1.
    pub score: f32,
    by: By,
}

impl Close {
    /// The same with another degree.
    pub(crate) fn with(self, degree: Degree) -> Close {
        Close { degree, ..self }
    }
}

/// By what they are close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Person,
    Listed,
    Words,
    Spelling,
    Abbreviation,
    Part,
    Nothing,
}

/// A name made ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub node: Node,
    person: Option<Name>,
    listed: Option<&'static str>,
    /// Whether a list tells its English name.
    english: bool,
    /// What it says ([`senses`]).
    senses: BTreeSet<String>,
    /// What the noun says that makes it a body.
    head: BTreeSet<String>,
    /// Whether it tells by itself who is meant.
    tells: bool,
    initials: BTreeSet<String>,
}

/// The letters of an abbreviation that tell something.
const ABBREVIATION_LETTERS_MIN: usize = 3;
/// Words in which a letter may differ ("defence", "defense") have at least so many.
const SLIP_LETTERS_MIN: usize = 5;

/// How many letters the end of a name of another language has at most.
const END_LETTERS_MAX: usize = 2;

const SCORE_LISTED: f32 = 0.95;
const SCORE_WORDS: f32 = 0.9;
const SCORE_SPELLING: f32 = 0.85;
const SCORE_ABBREVIATION: f32 = 0.7;
const SCORE_SHORTER: f32 = 0.65;
const SCORE_PART: f32 = 0.5;

impl Known {
    pub(crate) fn new(node: Node) -> Known {
        match node.kind.as_str() {
            "person" => Known::of_person(node),
            _ => Known::of_words(node),
        }
    }

    /// Names of persons are compared by their own rules: what their words say does not matter.
    fn of_person(node: Node) -> Known {
        let name = Name::parse(&node.name);
        Known {
            tells: name.is_full(),
            person: Some(name),
            listed: None,
            english: false,
            senses: BTreeSet::new(),
            head: BTreeSet::new(),
            initials: BTreeSet::new(),
            node,
        }
    }

    fn of_words(node: Node) -> Known {
        let list = match node.kind.as_str() {
            "organisation" => Some(Listed::Organisation),
            "law" => Some(Listed::Law),
            "place" => Some(Listed::Place),
            _ => None,
        };
        Known {
            person: None,
            listed: list.and_then(|list| listed(list, node.lang, &node.name)),
            english: list.is_some_and(|list| english(list, node.lang, &node.name).is_some()),
            senses: senses(node.lang, &node.name),
            head: head(node.lang, &node.name),
            tells: node.tells(),
            initials: initials(&node.name),
            node,
        }
    }

    /// The country that a place is, or is called by, in English.
    pub(crate) fn country(&self) -> Option<&'static str> {
        self.listed.filter(|_| self.node.kind == "place")
    }

    /// Whether this names a body by fewer words: "Ministry of Justice" of "Ministry of Justice of Varosia". A body of
    /// another country than the one that the ledger is about is another one.
    pub(crate) fn is_part_of(&self, full: &Known, home: Option<&str>) -> bool {
        let home = home.map(|name| format!("@{}", crate::word::fold(name)));
        let abroad = |sense: &&String| sense.starts_with('@') && Some(*sense) != home.as_ref();
        self.node.kind == "organisation"
            && full.node.kind == "organisation"
            && self.tells
            && self.senses.len() > 1
            && self.senses.len() < full.senses.len()
            && !self.head.is_empty()
            && self.head == full.head
            && self.senses.is_subset(&full.senses)
            && !full.senses.difference(&self.senses).any(|sense| abroad(&sense))
    }

    /// Whether this is a shorter form of another name.
    pub(crate) fn is_short_for(&self, full: &Known) -> bool {
        match (&self.person, &full.person) {
            (Some(short), Some(full)) => shortens(short, full),
            _ => {
                let fits = |letters: &String| full.node.name.contains(' ') && full.initials.contains(letters);
                self.abbreviation().is_some_and(fits)
            }
        }
    }

    /// Whether this may be a shorter form of another name, as far as that is told without taking it apart.
    pub(crate) fn may_be_short_for(&self, full: &Node) -> bool {
        self.person.as_ref().is_none_or(|short| short.may_shorten(&full.name))
    }

    /// The one word of an abbreviation.
    fn abbreviation(&self) -> Option<&String> {
        let mut all = self.initials.iter();
        let only = all.next().filter(|_| all.next().is_none() && !self.node.name.contains(' '))?;
        (only.chars().count() >= ABBREVIATION_LETTERS_MIN).then_some(only)
    }
}

/// How close two names are; [`Degree::Different`] for names of two kinds. Names that do not tell by themselves ("the
/// Commission") are never the same.
pub(crate) fn close(a: &Known, b: &Known) -> Close {
    let close = close_by_words(a, b);
    if close.degree != Degree::Same || a.tells && b.tells {
        return close;
    }
    Close { degree: Degree::Unsure, score: close.score.min(SCORE_PART), ..close }
}

fn close_by_words(a: &Known, b: &Known) -> Close {
    let made = |degree, score, by| Close { degree, score, by };
    if a.node.kind != b.node.kind {
        return made(Degree::Different, 0.0, By::Nothing);
    }
    if let (Some(left), Some(right)) = (&a.person, &b.person) {
        return persons(left, right);
    }
    if a.listed.is_some() && a.listed == b.listed {
        return made(Degree::Same, SCORE_LISTED, By::Listed);
    }
    // Two lines of one list are two; lines of lists in two languages may be one that no translation ties.
    let comparable = a.node.lang == b.node.lang || a.english && b.english;
    if a.listed.is_some() && b.listed.is_some() && comparable {
        return made(Degree::Different, 0.0, By::Nothing);
    }
    if a.is_short_for(b) || b.is_short_for(a) {
        return made(Degree::Shorter, SCORE_ABBREVIATION, By::Abbreviation);
    }
    if a.senses.is_empty() || b.senses.is_empty() || a.node.kind == "place" {
        return made(Degree::Different, 0.0, By::Nothing);
    }
    if a.senses == b.senses {
        return made(Degree::Same, SCORE_WORDS, By::Words);
    }
    let languages = a.node.lang != b.node.lang;
    if a.senses.len() == b.senses.len() && spelled_alike(&a.senses, &b.senses, languages) {
        return made(Degree::Same, SCORE_SPELLING, By::Spelling);
    }
    if a.senses.is_subset(&b.senses) || b.senses.is_subset(&a.senses) {
        return made(Degree::Unsure, SCORE_PART, By::Part);
    }
    made(Degree::Different, 0.0, By::Nothing)
}

fn persons(a: &Name, b: &Name) -> Close {
    let compared = compare(a, b);
    let (degree, score) = match compared.verdict {
        Verdict::Same => (Degree::Same, compared.score),
        _ if shortens(a, b) || shortens(b, a) => (Degree::Shorter, SCORE_SHORTER),
        Verdict::Unsure => (Degree::Unsure, compared.score),
        Verdict::Different => (Degree::Different, compared.score),
    };
    Close { degree, score, by: By::Person }
}

/// Whether all words but one are the same, and that one but for a letter, or in two languages but for its end.
fn spelled_alike(a: &BTreeSet<String>, b: &BTreeSet<String>, languages: bool) -> bool {
    let (mut left, mut right) = (a.difference(b), b.difference(a));
    match (left.next(), right.next(), left.next()) {
        (Some(one), Some(other), None) => {
            is_slip(one, other) || languages && is_one_but_for_the_end(one, other)
        }
        _ => false,
    }
}

/// "varosia", "varosie": names of places and people end in each language in its own way.
fn is_one_but_for_the_end(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let rest = a.chars().count().max(b.chars().count()) - same;
    same >= SLIP_LETTERS_MIN && rest <= END_LETTERS_MAX
}

/// One letter changed, added or left out in a long word, or another way to write its sounds.
fn is_slip(a: &str, b: &str) -> bool {
    if a.starts_with('@') || b.starts_with('@') {
        return false;
    }
    let (x, y) = (fold(a), fold(b));
    if x.iter().any(|x| y.iter().any(|y| x.key == y.key && x.key.len() >= SLIP_LETTERS_MIN)) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if few.len() < SLIP_LETTERS_MIN || many.len() - few.len() > 1 {
        return false;
    }
    let front = few.iter().zip(many).take_while(|(x, y)| x == y).count();
    let back = few.iter().rev().zip(many.iter().rev()).take_while(|(x, y)| x == y).count();
    front + back + 1 >= many.len()
}

/// Why two names are as close as they are.
pub(crate) fn why(a: &Known, b: &Known) -> Vec<Reason> {
    let said = close(a, b);
    match said.by {
        By::Person => {
            let (Some(left), Some(right)) = (&a.person, &b.person) else { return Vec::new() };
            explain(left, right, &compare(left, right)).into_iter().map(Reason::Name).collect()
        }
        By::Listed => vec![Reason::Listed(a.listed.unwrap_or_default().to_owned())],
        By::Words => vec![Reason::SameWords],
        By::Spelling => vec![Reason::OneLetter],
        By::Abbreviation => vec![Reason::Abbreviation],
        By::Part => {
            let only: Vec<&str> = a.senses.symmetric_difference(&b.senses).map(String::as_str).collect();
            vec![Reason::Part(only.join(" "))]
        }
        By::Nothing => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use whereas_extract::Lang;

    use super::super::node::node;
    use super::*;

    fn known(kind: &str, lang: &str, quote: &str) -> Known {
        Known::new(node("d1", kind, Lang::parse(lang).unwrap(), quote))
    }

    fn degree(kind: &str, a: (&str, &str), b: (&str, &str)) -> Degree {
        let (a, b) = (known(kind, a.0, a.1), known(kind, b.0, b.1));
        assert_eq!(close(&a, &b), close(&b, &a));
        assert_eq!(why(&a, &b).is_empty(), close(&a, &b).by == By::Nothing);
        close(&a, &b).degree
    }

    #[test]
    fn bodies_are_close_by_lists_words_and_first_letters() {
        let of = |a, b| degree("organisation", ("en", a), ("en", b));
        assert_eq!(of("EU", "European Union"), Degree::Same);
        assert_eq!(of("EU", "European Parliament"), Degree::Different);
        assert_eq!(of("Committee on Prisons", "Prisons Committee"), Degree::Same);
        assert_eq!(of("Committee on Orlo Defence", "Committee for Orlo Defense"), Degree::Same);
        assert_eq!(of("Free Quill Foundation", "FQF"), Degree::Shorter);
        assert_eq!(of("Free Quill Foundation", "Free Quill Foundation of Varosia"), Degree::Unsure);
        assert_eq!(of("Free Quill Foundation", "Lantern Watch"), Degree::Different);
        assert_eq!(degree("organisation", ("en", "EU"), ("fr", "Union européenne")), Degree::Same);
        let (en, ro) = (("en", "Human Rights Dialogue"), ("ro", "Dialogului privind drepturile omului"));
        assert_eq!(degree("organisation", en, ro), Degree::Same);
    }

    #[test]
    fn persons_are_close_by_the_rules_of_names() {
        let of = |a, b| degree("person", ("en", a), ("en", b));
        assert_eq!(of("Evgeni Talmarov", "Jevgeni Talmarow"), Degree::Same);
        assert_eq!(of("A. Talmarov", "Arkady Talmarov"), Degree::Shorter);
        assert_eq!(of("Talmarov", "Arkady Talmarov"), Degree::Shorter);
        assert_eq!(of("Yevgeni Talmarov", "Arkady Talmarov"), Degree::Different);
    }

    #[test]
    fn a_slip_is_one_letter_of_a_long_word() {
        assert!(
            is_slip("defence", "defense") && is_slip("organis", "organiz") && is_slip("mission", "missions")
        );
        assert!(!is_slip("east", "west") && !is_slip("defence", "offense"));
    }
}
