//! The words of the pages in the languages of their readers.
//!
//! They stand in `messages/`, one file a language, for translators to edit; `en.toml` explains the form. A page
//! asks for a text by its key; what stands in braces is filled in.

mod locale;
mod markup;
#[cfg(test)]
mod message_tests;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use askama::filters::Safe;
use serde::Deserialize;

pub(crate) use locale::{COOKIE, Locale};

use crate::label;

/// The texts of one language.
#[derive(Debug)]
pub(crate) struct Messages {
    /// The language.
    pub(crate) locale: Locale,
    texts: BTreeMap<String, Text>,
}

/// What stands under a key.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    /// One text.
    Plain(String),
    /// A text for each plural category of the language (CLDR).
    Plural(BTreeMap<Plural, String>),
}

/// A plural category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Plural {
    One,
    Few,
    Many,
    Other,
}

/// A name in braces and what takes its place.
pub(crate) type Fill<'a> = (&'a str, &'a dyn Display);

/// A text to be said later, in a language that is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    key: &'static str,
    fills: Vec<(&'static str, String)>,
}

impl Note {
    /// The text under a key.
    pub(crate) fn new(key: &'static str) -> Self {
        Self { key, fills: Vec::new() }
    }

    /// Fills in a name.
    pub(crate) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.fills.push((name, value.to_string()));
        self
    }
}

impl Messages {
    fn read(locale: Locale, file: &str) -> Self {
        // A test reads every file, so a broken one does not ship; here it would only show keys.
        let file = locale.spaced(file);
        Self { locale, texts: toml::from_str(&file).unwrap_or_default() }
    }

    /// The texts of a language.
    pub(crate) fn of(locale: Locale) -> &'static Messages {
        static EN: LazyLock<Messages> =
            LazyLock::new(|| Messages::read(Locale::En, include_str!("../../messages/en.toml")));
        static FR: LazyLock<Messages> =
            LazyLock::new(|| Messages::read(Locale::Fr, include_str!("../../messages/fr.toml")));
        static RU: LazyLock<Messages> =
            LazyLock::new(|| Messages::read(Locale::Ru, include_str!("../../messages/ru.toml")));
        match locale {
            Locale::En => &EN,
            Locale::Fr => &FR,
            Locale::Ru => &RU,
        }
    }

    /// The text under `prefix` and `name`, where names come from elsewhere and may have none.
    pub(crate) fn find(&self, prefix: &str, name: &str) -> Option<&str> {
        match self.texts.get(&format!("{prefix}{name}"))? {
            Text::Plain(text) => Some(text),
            Text::Plural(_) => None,
        }
    }

    /// All texts whose keys begin so, by what stands behind, in order of the texts.
    pub(crate) fn family(&'static self, prefix: &str) -> Vec<(&'static str, &'static str)> {
        let own = self.texts.iter().filter_map(|(key, text)| match text {
            Text::Plain(text) => Some((key.strip_prefix(prefix)?, text.as_str())),
            Text::Plural(_) => None,
        });
        let mut out: Vec<(&str, &str)> = own.collect();
        out.sort_by_key(|(_, text)| *text);
        out
    }

    /// The text under a key.
    pub(crate) fn text<'a>(&'a self, key: &'a str) -> &'a str {
        match self.texts.get(key) {
            Some(Text::Plain(text)) => text,
            found => {
                debug_assert!(found.is_some(), "no message `{key}`");
                key
            }
        }
    }

    /// The text under a key with its braces filled.
    pub(crate) fn fill(&self, key: &str, fills: &[Fill<'_>]) -> String {
        filled(self.text(key), fills)
    }

    /// [`Messages::fill`] with one name.
    pub(crate) fn with(&self, key: &str, name: &str, value: impl Display) -> String {
        self.fill(key, &[(name, &value)])
    }

    /// What a note says in this language.
    pub(crate) fn note(&self, note: &Note) -> String {
        let fills: Vec<Fill<'_>> = note.fills.iter().map(|(name, value)| (*name, value as _)).collect();
        filled(self.plural(note.key, 1), &fills)
    }

    /// The text under a key for this number, with the number filled in.
    pub(crate) fn count(&self, key: &str, number: u32) -> String {
        filled(self.plural(key, number), &[("n", &label::grouped(number))])
    }

    /// The text under a key for this number.
    pub(crate) fn plural<'a>(&'a self, key: &'a str, number: u32) -> &'a str {
        match self.texts.get(key) {
            Some(Text::Plural(forms)) => {
                let form = forms.get(&self.locale.plural(number)).or_else(|| forms.get(&Plural::Other));
                form.map_or(key, String::as_str)
            }
            _ => self.text(key),
        }
    }

    /// The text under a key as HTML, with its markup, its braces filled.
    pub(crate) fn rich(&self, key: &str, fills: &[Fill<'_>]) -> Safe<String> {
        Safe(markup::html(self.text(key), fills))
    }

    /// The `nth` of the words that stand under a key with commas between, from 0.
    pub(crate) fn nth<'a>(&'a self, key: &'a str, nth: usize) -> Option<&'a str> {
        self.text(key).split(", ").nth(nth)
    }
}

/// Puts values into the braces of a text; braces of other names stay.
fn filled(text: &str, fills: &[Fill<'_>]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, name, behind)) = brace(rest) {
        out.push_str(before);
        match fills.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(&value.to_string()),
            None => out.push_str(&rest[before.len()..rest.len() - behind.len()]),
        }
        rest = behind;
    }
    out + rest
}

/// The first name in braces, with what stands before and behind it.
fn brace(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, behind) = rest.split_once('}')?;
    Some((before, name, behind))
}
