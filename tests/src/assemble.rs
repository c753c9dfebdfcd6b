//! Texts put together from what the packs know: the words most likely to confuse the extractor.
//!
//! Random letters never look like a resolution. Here random bytes choose among the packs' own cues, examples
//! and list terms, lines of the invented country file, and the glue between them.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::program::root;

/// What stands between words: ends of sentences and paragraphs, numbers, marks, brackets.
const GLUE: [&str; 48] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\n\n",
    ". ",
    "; ",
    ", ",
    " and ",
    " to ",
    " that ",
    ";\n\n",
    "(2)",
    "(1) ",
    "1.  ",
    "\n\n1. ",
    "\n\n2.\t",
    "\n\n(a) ",
    "\n\n– ",
    "\n\nA.  whereas ",
    "\n\nB. ",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "\u{a0}",
    "\u{202f}",
    "\u{2011}",
    ": ",
    "\n\nQ: ",
    "\n\nA: ",
    "? ",
    "…",
    "the ",
    " should ",
    " must not ",
    "§ 4.2.1 ",
    "\n# ",
    "\n| ",
    "[1]",
    "12 ",
    " of ",
    "e\u{301}",
    "\u{200b}",
];

/// The longest text that is put together, in bytes.
const BYTES_MAX: usize = 20_000;

/// Puts a text together: every two bytes choose one piece.
#[must_use]
pub fn assemble(choices: &[u8]) -> String {
    let fragments = fragments();
    let mut text = String::new();
    for pair in choices.chunks(2) {
        let (first, second) = (usize::from(pair[0]), usize::from(*pair.get(1).unwrap_or(&0)));
        // Half of the pieces are glue, or no two fragments would ever meet in one sentence.
        if first % 2 == 0 {
            text.push_str(GLUE[(first / 2 + second) % GLUE.len()]);
        } else if let Some(fragment) =
            fragments.get((first / 2 * 256 + second) * 7919 % fragments.len().max(1))
        {
            text.push_str(fragment);
            text.push(' ');
        }
        if text.len() > BYTES_MAX {
            break;
        }
    }
    text
}

/// The variable that names the one language whose pack a fuzzer puts texts together from (`ru`).
pub const LANGUAGE: &str = "WHEREAS_FUZZ_LANGUAGE";

/// Every fragment once, in order.
fn fragments() -> &'static [String] {
    static FRAGMENTS: OnceLock<Vec<String>> = OnceLock::new();
    FRAGMENTS.get_or_init(|| {
        let language = std::env::var(LANGUAGE).unwrap_or_default();
        let mut all = Vec::new();
        for rule in whereas_extract::pack::rules() {
            if !language.is_empty() && rule.id.split('/').next() != Some(language.as_str()) {
                continue;
            }
            all.extend(rule.cues.iter().map(|cue| plain(cue)));
            all.extend(rule.examples);
            all.extend(rule.counter_examples);
        }
        for file in files(&root().join("crates/whereas-extract/packs").join(&language)) {
            if file.ends_with(".txt") {
                let words = fs::read_to_string(&file).unwrap_or_default();
                // Every tenth line: lists are long and their lines alike.
                all.extend(words.lines().step_by(10).flat_map(terms));
            }
        }
        for file in files(&root().join("demo/documents")) {
            let words = fs::read_to_string(&file).unwrap_or_default();
            all.extend(words.lines().map(|line| line.trim().to_owned()));
        }
        all.retain(|fragment| !fragment.is_empty());
        all.sort();
        all.dedup();
        all
    })
}

/// The forms on a line of a list.
fn terms(line: &str) -> Vec<String> {
    let line = line.split('#').next().unwrap_or("");
    line.split(['|', ':', ';']).map(|term| term.trim().trim_end_matches(['*', '?']).to_owned()).collect()
}

/// One phrase of a cue pattern: `{adv}? ~call [on|upon]` becomes `call on`.
fn plain(cue: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    let mut cut = false;
    for letter in cue.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            '|' => cut = true,
            ']' => cut = false,
            '[' | '~' | '?' | '*' => {}
            _ if depth > 0 || cut => {}
            _ => out.push(letter),
        }
    }
    whereas_extract::fold_blanks(&out)
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(files(&path));
        } else {
            out.push(path.to_string_lossy().into_owned());
        }
    }
    out.sort();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_becomes_one_of_its_phrases() {
        assert_eq!(plain("{adv}? ~call [on|upon]"), "call on");
    }

    #[test]
    fn the_same_choices_give_the_same_text() {
        let choices: Vec<u8> = (0..=255).collect();
        assert_eq!(assemble(&choices), assemble(&choices));
        assert!(fragments().len() > 500, "{} fragments", fragments().len());
    }
}
