//! Cue patterns: `{adv}? ~call [up]on`, `is {adv}? concerned [about|at|by]`.
//!
//! Words part at blanks. `[a|b c|]` are alternatives (an empty one makes it optional), a trailing `?` makes one word
//! optional, `~verb` is any form of a verb, `{name}` any word of a set of the pack, `stem*` any word that begins so.

use super::lexicon::PHRASE_WORDS_MAX;

/// The most phrases one pattern may stand for.
const EXPANSIONS_MAX: usize = 4_000;

/// Expands a pattern to its phrases, each a list of words.
///
/// # Errors
/// What is wrong with the pattern, in words.
pub(super) fn expand(pattern: &str) -> Result<Vec<Vec<String>>, String> {
    let mut phrases: Vec<Vec<String>> = vec![Vec::new()];
    for part in parts(pattern)? {
        let mut next = Vec::new();
        for phrase in &phrases {
            for choice in &part {
                let mut longer = phrase.clone();
                longer.extend(choice.iter().cloned());
                next.push(longer);
            }
        }
        if next.len() > EXPANSIONS_MAX {
            return Err(format!("`{pattern}` stands for more than {EXPANSIONS_MAX} phrases; use a set"));
        }
        phrases = next;
    }
    phrases.retain(|phrase| !phrase.is_empty());
    if phrases.iter().any(|phrase| phrase.len() > PHRASE_WORDS_MAX) {
        return Err(format!("`{pattern}` has more than {PHRASE_WORDS_MAX} words"));
    }
    Ok(phrases)
}

/// The parts of a pattern, each a list of choices, each a list of words.
fn parts(pattern: &str) -> Result<Vec<Vec<Vec<String>>>, String> {
    let mut parts = Vec::new();
    let mut rest = pattern.trim();
    while !rest.is_empty() {
        let (part, after) = if let Some(inner) = rest.strip_prefix('[') {
            let Some(end) = inner.find(']') else { return Err(format!("`{pattern}`: a [ without its ]")) };
            (choices(inner[..end].split('|').map(words).collect()), &inner[end + 1..])
        } else {
            let end = rest.find([' ', '[']).unwrap_or(rest.len());
            let (word, optional) =
                rest[..end].strip_suffix('?').map_or((&rest[..end], false), |word| (word, true));
            let mut choices = vec![words(word)];
            if optional {
                choices.push(Vec::new());
            }
            (choices, &rest[end..])
        };
        parts.push(part);
        rest = after.trim_start();
    }
    Ok(parts)
}

/// Single words among alternatives become one set, so that patterns with many of them stay small.
fn choices(all: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let plain = |choice: &Vec<String>| match choice.as_slice() {
        [word] => !word.starts_with(['~', '{']) && !word.ends_with('*'),
        _ => false,
    };
    if all.iter().filter(|choice| plain(choice)).count() < 3 {
        return all;
    }
    let (single, mut rest): (Vec<_>, Vec<_>) = all.into_iter().partition(plain);
    rest.push(vec![format!("{{{}}}", single.concat().join("|"))]);
    rest
}

fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        if word.starts_with('~') {
            out.push(crate::scan::fold_term(word));
        } else if word.starts_with('{') {
            out.push(word.to_owned());
        } else if let Some(stem) = word.strip_suffix('*') {
            out.push(format!("{}*", crate::scan::fold_term(stem)));
        } else {
            out.extend(crate::scan::term_words(word));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_options_and_marks_expand() {
        let phrases = expand("{adv}? ~call [up|]on").expect("valid");
        let flat: Vec<String> = phrases.iter().map(|p| p.join(" ")).collect();
        assert_eq!(flat, ["{adv} ~call up on", "{adv} ~call on", "~call up on", "~call on"]);
        assert_eq!(expand("so-called").expect("valid"), [["so", "-", "called"]]);
        assert!(expand("a [b").is_err());
        assert!(expand(&"word ".repeat(PHRASE_WORDS_MAX + 1)).is_err());
    }
}
