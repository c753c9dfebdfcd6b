//! YAML front matter: title, date, authors, address, publisher.

use std::collections::BTreeMap;

use yaml_rust2::parser::{Event, Parser};

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
    let head = Head::read(yaml);
    let date = head.first(&["date", "published", "published_time", "created"]);
    FrontMatter {
        title: head.first(&["title", "headline"]).trim().to_owned(),
        date: day(&date),
        authors: head.list(&["author", "authors", "creators", "byline"]),
        address: head.first(&["source_url", "url", "address", "link", "permalink", "source-url"]),
        publisher: head.first(&["publisher", "source", "site", "institution"]).trim().to_owned(),
        lang: head.first(&["lang", "language"]),
    }
}

/// The entries of the front matter: a scalar or a plain list each. Anything deeper is passed over.
///
/// The events are read one by one and nothing is nested or copied, so that no file can make this costly.
#[derive(Debug, Default)]
struct Head(BTreeMap<String, Vec<String>>);

impl Head {
    fn read(yaml: &str) -> Head {
        let mut parser = Parser::new_from_str(yaml);
        let mut head = Head::default();
        let (mut depth, mut in_list, mut key) = (0usize, false, None::<String>);
        while let Ok((event, _)) = parser.next_token() {
            match event {
                Event::StreamEnd | Event::Alias(_) => break,
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    depth += 1;
                    in_list = depth == 2 && matches!(event, Event::SequenceStart(..));
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    depth = depth.saturating_sub(1);
                    in_list = false;
                    key = if depth == 1 { None } else { key };
                }
                Event::Scalar(value, ..) => match (&key, depth) {
                    (None, 1) => key = Some(value),
                    (Some(name), 1) => {
                        head.0.entry(name.clone()).or_default().push(value);
                        key = None;
                    }
                    (Some(name), 2) if in_list => head.0.entry(name.clone()).or_default().push(value),
                    _ => {}
                },
                _ => {}
            }
        }
        head
    }

    /// The first of these entries that is there and not empty.
    fn first(&self, keys: &[&str]) -> String {
        self.list(keys).into_iter().next().unwrap_or_default()
    }

    fn list(&self, keys: &[&str]) -> Vec<String> {
        let filled = |key: &&str| {
            let values = self.0.get(*key)?;
            let values: Vec<String> = values
                .iter()
                .filter(|v| !v.trim().is_empty() && *v != "~" && *v != "null")
                .cloned()
                .collect();
            (!values.is_empty()).then_some(values)
        };
        keys.iter().find_map(filled).unwrap_or_default()
    }
}

/// `YYYY-MM-DD` at the beginning of a value, else `""`.
pub(super) fn day(value: &str) -> String {
    let head = value.get(..10).unwrap_or("");
    let shape =
        head.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if shape && head.len() == 10 { head.to_owned() } else { String::new() }
}
