//! A comparison step by step: which parts were paired, by which rule, and what stood in the way.

use std::fmt;

use crate::compare::{Bar, By, Comparison, Halves, Pair};
use crate::name::{Kind, Name, Role, Token};

/// A step of a comparison. `Display` tells it in English; words stand as the names have them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A part of the first name was paired with one of the second.
    Paired {
        /// What it is in the first name.
        role: Role,
        /// The word of the first name.
        a: String,
        /// The word of the second name.
        b: String,
        /// By which rule.
        by: Rule,
    },
    /// Words that only the first name has.
    OnlyFirst(String),
    /// Words that only the second name has.
    OnlySecond(String),
    /// What stood in the way.
    Barred(Bar),
}

/// The rule by which two words were paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// They are written alike.
    Same,
    /// Romanisations make one of both.
    Romanised(Vec<&'static str>),
    /// One given name in two languages.
    Given,
    /// One father's name in two languages.
    Father,
    /// They sound alike, in percent.
    Alike(u8),
    /// One is the first letter of the other.
    Initial,
    /// Two words of the first name are one of the second.
    TwoForOne,
    /// One word of the first name is two of the second.
    OneForTwo,
}

/// The steps of a comparison in the order of the words of the first name.
pub fn explain(a: &Name, b: &Name, comparison: &Comparison) -> Vec<Step> {
    let (a, b) = (other(a, comparison.via.0), other(b, comparison.via.1));
    let mut pairs: Vec<&Pair> = comparison.pairs.iter().flatten().collect();
    pairs.sort_by_key(|pair| a.tokens.get(pair.a).map(|token| token.part));
    let mut steps: Vec<Step> = pairs.iter().filter_map(|pair| step(a, b, pair)).collect();
    let half = |pair: &Pair| match pair.by {
        By::Joined(Halves::First { other }) => Some((true, other)),
        By::Joined(Halves::Second { other }) => Some((false, other)),
        _ => None,
    };
    let paired = |at: usize, left: bool| {
        pairs.iter().any(|pair| at == if left { pair.a } else { pair.b } || half(pair) == Some((left, at)))
    };
    let only = |name: &Name, left: bool| -> Option<String> {
        let free = name.tokens.iter().enumerate().filter(|(at, _)| !paired(*at, left));
        let mut free: Vec<&Token> = free.map(|(_, token)| token).collect();
        free.sort_by_key(|token| token.part);
        let words: Vec<&str> = free.into_iter().map(|token| word(name, token)).collect();
        (!words.is_empty()).then(|| words.join(" "))
    };
    steps.extend(only(a, true).map(Step::OnlyFirst));
    steps.extend(only(b, false).map(Step::OnlySecond));
    steps.extend((comparison.bar != Bar::None).then_some(Step::Barred(comparison.bar)));
    steps
}

fn other(name: &Name, via: usize) -> &Name {
    via.checked_sub(1).and_then(|at| name.aliases.get(at)).unwrap_or(name)
}

fn word<'a>(name: &'a Name, token: &Token) -> &'a str {
    name.parts().get(token.part).map_or("", |part| part.text.as_str())
}

/// Two words as they follow each other in a name.
fn in_order(name: &Name, one: &Token, other: &Token) -> String {
    let (first, second) = if one.part <= other.part { (one, other) } else { (other, one) };
    if first.part == second.part {
        return word(name, first).to_owned();
    }
    format!("{} {}", word(name, first), word(name, second))
}

fn step(a: &Name, b: &Name, pair: &Pair) -> Option<Step> {
    let (left, right) = (a.tokens.get(pair.a)?, b.tokens.get(pair.b)?);
    let role = a.parts().get(left.part)?.role;
    let (mut left_word, mut right_word) = (word(a, left).to_owned(), word(b, right).to_owned());
    let by = match pair.by {
        By::Key { .. } if left_word == right_word => Rule::Same,
        By::Key { a, b } if a.scheme() == b.scheme() => Rule::Romanised(vec![a.scheme()]),
        By::Key { a, b } => {
            let schemes = [a.scheme(), b.scheme()].into_iter().filter(|scheme| *scheme != "BGN/PCGN");
            Rule::Romanised(schemes.collect())
        }
        By::Given if left.kind == Kind::Patronymic && right.kind == Kind::Patronymic => Rule::Father,
        By::Given => Rule::Given,
        By::Alike(alike) => Rule::Alike((alike * 100.0).round() as u8),
        By::Initial => Rule::Initial,
        By::Joined(Halves::First { other }) => {
            left_word = in_order(a, left, a.tokens.get(other)?);
            Rule::TwoForOne
        }
        By::Joined(Halves::Second { other }) => {
            right_word = in_order(b, right, b.tokens.get(other)?);
            Rule::OneForTwo
        }
    };
    Some(Step::Paired { role, a: left_word, b: right_word, by })
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Paired { role, a, b, by } => match by {
                Rule::Same => write!(f, "{role}: {a} on both sides"),
                Rule::Romanised(schemes) => write!(f, "{role}: {a} ≈ {b} by {}", schemes.join(" and ")),
                Rule::Father => write!(f, "{role}: {a} ≈ {b}, one father's name in two languages"),
                Rule::Given => write!(f, "{role}: {a} ≈ {b}, one given name in two languages"),
                Rule::Alike(percent) => write!(f, "{role}: {a} ~ {b}, {percent} % alike"),
                Rule::Initial => write!(f, "{role}: {a} may stand for {b}"),
                Rule::TwoForOne => {
                    write!(f, "{role}: {a} ≈ {b}, two words on one side and one on the other")
                }
                Rule::OneForTwo => {
                    write!(f, "{role}: {a} ≈ {b}, one word on one side and two on the other")
                }
            },
            Step::OnlyFirst(words) => write!(f, "only in the first name: {words}"),
            Step::OnlySecond(words) => write!(f, "only in the second name: {words}"),
            Step::Barred(bar) => f.write_str(bar_words(*bar)),
        }
    }
}

fn bar_words(bar: Bar) -> &'static str {
    match bar {
        Bar::None => "",
        Bar::Conflict => "each name has words that the other one lacks",
        Bar::TooFew => "too few full names to decide",
        Bar::Extra => "one name has more to it than a patronymic",
        Bar::Generation => "two generations",
        Bar::Weak => "not alike enough",
        Bar::Gender => "one form is a man's, the other a woman's",
        Bar::Unread => "nothing in one of the names can be read",
    }
}
