//! YAML front matter: title, date, authors, address, publisher.

use yaml_rust2::{Yaml, YamlLoader};

use crate::FrontMatter;

/// Longest front matter that is parsed, in bytes.
const FRONT_BYTES_MAX: usize = 64 << 10;

/// Splits front matter from the body: its data, and the byte at which the body begins.
///
/// A first line `SOURCE: …` (where a collection noted its own source) is skipped.
pub(super) fn split(text: &str) -> (FrontMatter, usize) {
    let start = text.strip_prefix('\u{FEFF}').map_or(0, |_| '\u{FEFF}'.len_utf8());
    let start = start + source_line(&text[start..]);
    let rest = &text[start..];
    let Some(inner) = rest.strip_prefix("---\n").or_else(|| rest.strip_prefix("---\r\n")) else {
        return (FrontMatter::default(), start);
    };
    let inner_start = text.len() - inner.len();
    let window = &inner[..floor(inner, FRONT_BYTES_MAX)];
    let mut at = 0;
    for line in window.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let front = parse(&inner[..at]);
            return (front, inner_start + at + line.len());
        }
        at += line.len();
    }
    (FrontMatter::default(), start)
}

/// Length of a first line `SOURCE: …`, with its end.
fn source_line(text: &str) -> usize {
    if text.starts_with("SOURCE: ") { text.find('\n').map_or(text.len(), |at| at + 1) } else { 0 }
}

/// The largest character boundary not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn parse(yaml: &str) -> FrontMatter {
    let Ok(documents) = YamlLoader::load_from_str(yaml) else { return FrontMatter::default() };
    let Some(head) = documents.first() else { return FrontMatter::default() };
    let first = |keys: &[&str]| keys.iter().map(|key| scalar(&head[*key])).find(|value| !value.is_empty());
    let date = first(&["date", "published", "published_time", "created"]).unwrap_or_default();
    FrontMatter {
        title: first(&["title", "headline"]).unwrap_or_default().trim().to_owned(),
        date: day(&date),
        authors: ["author", "authors", "creators", "byline"]
            .iter()
            .map(|key| list(&head[*key]))
            .find(|names| !names.is_empty())
            .unwrap_or_default(),
        address: first(&["source_url", "url", "address", "link", "permalink", "source-url"])
            .unwrap_or_default(),
        publisher: first(&["publisher", "source", "site", "institution"])
            .unwrap_or_default()
            .trim()
            .to_owned(),
        lang: first(&["lang", "language"]).unwrap_or_default(),
    }
}

/// `YYYY-MM-DD` at the beginning of a value, else `""`.
fn day(value: &str) -> String {
    let head = value.get(..10).unwrap_or("");
    let shape =
        head.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if shape && head.len() == 10 { head.to_owned() } else { String::new() }
}

fn scalar(value: &Yaml) -> String {
    match value {
        Yaml::String(text) | Yaml::Real(text) => text.clone(),
        Yaml::Integer(number) => number.to_string(),
        _ => String::new(),
    }
}

fn list(value: &Yaml) -> Vec<String> {
    match value {
        Yaml::Array(items) => items.iter().map(scalar).filter(|item| !item.is_empty()).collect(),
        other => Some(scalar(other)).filter(|item| !item.is_empty()).into_iter().collect(),
    }
}
