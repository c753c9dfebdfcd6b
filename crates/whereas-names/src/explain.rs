//! A comparison in words: which parts were paired, by which rule, and what stood in the way.

use crate::compare::{Bar, By, Comparison, Halves, Pair};
use crate::name::{Kind, Name, Token};

/// The steps of a comparison, one sentence each, in the order of the words of the first name.
pub fn explain(a: &Name, b: &Name, comparison: &Comparison) -> Vec<String> {
    let (a, b) = (other(a, comparison.via.0), other(b, comparison.via.1));
    let mut pairs: Vec<&Pair> = comparison.pairs.iter().flatten().collect();
    pairs.sort_by_key(|pair| a.tokens.get(pair.a).map(|token| token.part));
    let mut steps: Vec<String> = pairs.iter().filter_map(|pair| step(a, b, pair)).collect();
    let half = |pair: &Pair| match pair.by {
        By::Joined(Halves::First { other }) => Some((true, other)),
        By::Joined(Halves::Second { other }) => Some((false, other)),
        _ => None,
    };
    let paired = |at: usize, left: bool| {
        pairs.iter().any(|pair| at == if left { pair.a } else { pair.b } || half(pair) == Some((left, at)))
    };
    let only = |name: &Name, left: bool| -> Vec<String> {
        let free = name.tokens.iter().enumerate().filter(|(at, _)| !paired(*at, left));
        let mut free: Vec<&Token> = free.map(|(_, token)| token).collect();
        free.sort_by_key(|token| token.part);
        free.into_iter().map(|token| word(name, token).to_owned()).collect()
    };
    for (words, which) in [(only(a, true), "first"), (only(b, false), "second")] {
        if !words.is_empty() {
            steps.push(format!("only in the {which} name: {}", words.join(" ")));
        }
    }
    steps.extend(bar(comparison.bar).map(str::to_owned));
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

fn step(a: &Name, b: &Name, pair: &Pair) -> Option<String> {
    let (left, right) = (a.tokens.get(pair.a)?, b.tokens.get(pair.b)?);
    let role = a.parts().get(left.part)?.role;
    let (left_word, right_word) = (word(a, left), word(b, right));
    let father = left.kind == Kind::Patronymic && right.kind == Kind::Patronymic;
    Some(match pair.by {
        By::Key { .. } if left_word == right_word => format!("{role}: {left_word} on both sides"),
        By::Key { a, b } if a.scheme() == b.scheme() => {
            format!("{role}: {left_word} ≈ {right_word} by {}", a.scheme())
        }
        By::Key { a, b } => {
            let schemes = [a.scheme(), b.scheme()].into_iter().filter(|scheme| *scheme != "BGN/PCGN");
            let schemes: Vec<&str> = schemes.collect();
            format!("{role}: {left_word} ≈ {right_word} by {}", schemes.join(" and "))
        }
        By::Given if father => {
            format!("{role}: {left_word} ≈ {right_word}, one father's name in two languages")
        }
        By::Given => format!("{role}: {left_word} ≈ {right_word}, one given name in two languages"),
        By::Alike(alike) => format!("{role}: {left_word} ~ {right_word}, {:.0} % alike", alike * 100.0),
        By::Initial => format!("{role}: {left_word} may stand for {right_word}"),
        By::Joined(Halves::First { other }) => {
            let two = in_order(a, left, a.tokens.get(other)?);
            format!("{role}: {two} ≈ {right_word}, two words on one side and one on the other")
        }
        By::Joined(Halves::Second { other }) => {
            let two = in_order(b, right, b.tokens.get(other)?);
            format!("{role}: {left_word} ≈ {two}, one word on one side and two on the other")
        }
    })
}

fn bar(bar: Bar) -> Option<&'static str> {
    match bar {
        Bar::None => None,
        Bar::Conflict => Some("each name has words that the other one lacks"),
        Bar::TooFew => Some("too few full names to decide"),
        Bar::Extra => Some("one name has more to it than a patronymic"),
        Bar::Generation => Some("two generations"),
        Bar::Weak => Some("not alike enough"),
        Bar::Gender => Some("one form is a man's, the other a woman's"),
        Bar::Unread => Some("nothing in one of the names can be read"),
    }
}
