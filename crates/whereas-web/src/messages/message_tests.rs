//! Nothing is missing, unused or left untranslated, and nothing that is said stands outside of the files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// Beginnings of keys whose ends come from elsewhere: the values that need one are tested below.
const FAMILIES: [&str; 8] =
    ["entry-kind-", "theme-", "concept-", "scheme-", "lang-", "diagnostic-", "mention-", "status-"];

/// Words that stand on pages in every language as they are.
const NAMES: [&str; 5] = ["whereas", "SHA", "UTC", "JSON", "PDF"];

/// Texts that may be the same in English and another language.
const SAME: [&str; 45] = [
    "chain-silence",
    "add-documents",
    "act-",
    "acts-",
    "noun-",
    "count-",
    "per-cent",
    "date-",
    "moment",
    "nav-documents",
    "documents",
    "citations",
    "paragraphs",
    "questions",
    "place-point",
    "place-question",
    "mention-",
    "head-",
    "force-",
    "passage",
    "actions",
    "about-documents",
    "about-action-name",
    "about-mention-name",
    "filter-document",
    "slot-action",
    "code-points",
    "version",
    "position",
    "force",
    "category",
    "language",
    "acts-label",
    "place-",
    "head-version",
    "genre-",
    "theme-discrimination",
    "theme-sanctions",
    "concept-",
    "semicolon",
    "contents",
    "author",
    "size-",
    "document",
    "page-of",
];

fn keys(locale: Locale) -> BTreeSet<&'static str> {
    Messages::of(locale).texts.keys().map(String::as_str).collect()
}

fn forms(text: &Text) -> Vec<&str> {
    match text {
        Text::Plain(text) => vec![text],
        Text::Plural(forms) => forms.values().map(String::as_str).collect(),
    }
}

fn names(text: &str) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    let mut rest = text;
    while let Some((_, name, behind)) = brace(rest) {
        out.insert(name);
        rest = behind;
    }
    out
}

/// Every file below a folder of this crate that ends so, with its words, but for this one.
fn files(folder: &str, end: &str) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == end)
                && !path.ends_with("messages/message_tests.rs")
            {
                out.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    out
}

#[test]
fn every_language_has_the_same_keys_and_braces() {
    for locale in Locale::ALL {
        let messages = Messages::of(locale);
        assert!(messages.texts.len() > 100, "{locale:?} is read");
        assert_eq!(
            keys(Locale::En).difference(&keys(locale)).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "{locale:?}"
        );
        assert_eq!(
            keys(locale).difference(&keys(Locale::En)).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "{locale:?}"
        );
        for (key, text) in &messages.texts {
            let english = &Messages::of(Locale::En).texts[key];
            for form in forms(text) {
                assert_eq!(names(form), names(forms(english)[0]), "{locale:?} {key}");
                assert!(!form.trim().is_empty(), "{locale:?} {key}");
            }
        }
    }
}

#[test]
fn every_plural_has_the_forms_of_its_language() {
    for locale in Locale::ALL {
        let mut needed: BTreeSet<Plural> = (0..200).map(|n| locale.plural(n)).collect();
        needed.insert(Plural::Other);
        for (key, text) in &Messages::of(locale).texts {
            let english = &Messages::of(Locale::En).texts[key];
            assert_eq!(
                matches!(text, Text::Plural(_)),
                matches!(english, Text::Plural(_)),
                "{locale:?} {key}"
            );
            if let Text::Plural(forms) = text {
                assert_eq!(forms.keys().copied().collect::<BTreeSet<_>>(), needed, "{locale:?} {key}");
            }
        }
    }
}

#[test]
fn nothing_is_left_untranslated() {
    let english = Messages::of(Locale::En);
    for locale in [Locale::Fr, Locale::Ru] {
        let mut left = Vec::new();
        for (key, text) in &Messages::of(locale).texts {
            let may = SAME.iter().any(|same| key.starts_with(same));
            let letters = |text: &str| text.chars().any(char::is_alphabetic);
            if forms(text) == forms(&english.texts[key]) && forms(text).into_iter().any(letters) && !may {
                left.push(key);
            }
        }
        assert_eq!(left, Vec::<&String>::new(), "{locale:?}");
    }
    for (key, text) in &Messages::of(Locale::Ru).texts {
        let words = |form: &&str| names(form).is_empty() && form.chars().any(char::is_alphabetic);
        for form in forms(text).into_iter().filter(words) {
            let cyrillic =
                form.chars().any(|letter| ('а'..='я').contains(&letter.to_lowercase().next().unwrap()));
            assert!(cyrillic, "{key}: {form}");
        }
    }
}

#[test]
fn every_key_is_used() {
    let sources = [files("src", "rs"), files("templates", "html")].concat();
    let unused: Vec<_> = keys(Locale::En)
        .into_iter()
        .filter(|key| !FAMILIES.iter().any(|family| key.starts_with(family)))
        .filter(|key| !sources.iter().any(|(_, words)| words.contains(&format!("\"{key}\""))))
        .collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn every_key_that_is_asked_for_exists() {
    const CALLS: [&str; 10] = [
        ".t(",
        ".text(",
        "words.with(",
        "shell.with(",
        ".fill(",
        ".n(",
        ".many(",
        ".plural(",
        ".rich(",
        "Note::new(",
    ];
    let known = keys(Locale::En);
    let mut missing = Vec::new();
    for (path, words) in [files("src", "rs"), files("templates", "html")].concat() {
        for found in CALLS.iter().flat_map(|call| words.split(call).skip(1)) {
            let key = found.strip_prefix('"').and_then(|key| key.split('"').next());
            if let Some(key) = key.filter(|key| !known.contains(key)) {
                missing.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn whatever_has_a_name_has_it_in_every_language() {
    let messages = Messages::of(Locale::En);
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../whereas-extract/packs/en/themes.toml");
    let themes = fs::read_to_string(packs).unwrap();
    let themes = themes.lines().filter_map(|line| line.strip_suffix(" = ["));
    let themes: Vec<&str> = themes.filter(|theme| !theme.contains(['#', ' '])).collect();
    assert!(themes.len() > 30, "{themes:?}");
    for theme in themes {
        assert!(messages.find("theme-", theme).is_some(), "{theme}");
    }
    let known = Path::new(env!("CARGO_MANIFEST_DIR")).join("../whereas-ledger/data/link/en.toml");
    let known: toml::Table = fs::read_to_string(known).unwrap().parse().unwrap();
    for concept in known["concepts"].as_table().unwrap().keys() {
        assert!(messages.find("concept-", concept).is_some(), "{concept}");
    }
    let told =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics.md")).unwrap();
    for code in told.lines().filter_map(|line| line.strip_prefix("## ")) {
        assert!(messages.find("diagnostic-", code).is_some(), "{code}");
    }
    for kind in ["person", "organisation", "place", "law", "date", "figure", "meeting"] {
        assert!(messages.find("mention-", kind).is_some(), "{kind}");
    }
}

/// The words of a template that a reader would see and that come from no message.
fn bare(template: &str) -> Vec<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let end = match rest.get(at..at + 2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => "{",
        };
        out.push_str(&rest[..at]);
        let inside = &rest[at..];
        let length = inside[1..].find(end).map_or(inside.len(), |length| length + 1 + end.len());
        rest = &inside[length..];
    }
    out.push_str(rest);
    let mut seen = Vec::new();
    for part in out.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let spoken =
            ["aria-label=\"", "placeholder=\"", "title=\"", "alt=\"", "data-head=\"", "aria-description=\""];
        let attributes = spoken.iter().filter_map(|name| tag.split_once(name)?.1.split('"').next());
        for words in attributes.chain([text]) {
            seen.extend(words.split(|letter: char| !letter.is_alphabetic()).map(str::to_owned));
        }
    }
    seen.retain(|word| word.chars().count() > 1 && !NAMES.contains(&word.as_str()));
    seen
}

#[test]
fn no_template_holds_bare_words() {
    assert_eq!(bare("<p class=\"a\">{{ x }} Words {% if y %}<b title=\"Said\">"), ["Words", "Said"]);
    for (path, words) in files("templates", "html") {
        assert_eq!(bare(&words), Vec::<String>::new(), "{}", path.display());
    }
}
