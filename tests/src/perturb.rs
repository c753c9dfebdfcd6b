//! Variants of a document that no reader would read differently, with its annotation.

use crate::eval::gold::{Case, Gold};

/// A harmless change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// Typographic quotation marks and dashes become those of a typewriter.
    Straight,
    /// Blanks that do not break, or are narrow, become plain ones.
    Blanks,
    /// Lines end after at most 72 characters; paragraphs stay apart.
    Reflow,
    /// The text stands in a web page, between a menu and a list of other articles.
    Page,
    /// Lines end as on Windows, and the file begins with a byte order mark.
    Windows,
}

/// The width of a reflowed line.
const COLUMNS: usize = 72;

/// Changes a case; `None` where the variant says nothing about a document of its format.
#[must_use]
pub fn perturb(case: &Case, variant: Variant) -> Option<Case> {
    let page = case.file.ends_with(".html");
    let words = String::from_utf8_lossy(&case.bytes).into_owned();
    let (front, body) = front(&words);
    let mut changed = case.clone();
    let document = match variant {
        Variant::Straight => {
            // Front matter keeps its own quotation marks: they belong to YAML.
            let head = changed.gold.document.clone();
            change(&mut changed.gold, &straight);
            if !front.is_empty() {
                changed.gold.document.title = head.title;
            }
            format!("{front}{}", straight(&named_letters(body)))
        }
        Variant::Blanks => {
            change(&mut changed.gold, &blanks);
            format!("{front}{}", blanks(&named_letters(body)))
        }
        Variant::Reflow if !page => format!("{front}{}", reflow(body)),
        Variant::Page if !page && front.is_empty() => {
            changed.file = format!("{}.html", case.stem);
            in_page(body)
        }
        Variant::Windows => format!("\u{feff}{}", words.replace('\n', "\r\n")),
        Variant::Reflow | Variant::Page => return None,
    };
    changed.bytes = document.into_bytes();
    Some(changed)
}

/// Splits the front matter off.
fn front(words: &str) -> (&str, &str) {
    let end = words.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    end.map_or(("", words), |end| words.split_at("---\n".len() + end + "\n---\n".len()))
}

/// Writes out what a page names (`&ldquo;`).
fn named_letters(words: &str) -> String {
    let letters = [
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&nbsp;", "\u{a0}"),
    ];
    letters.iter().fold(words.to_owned(), |words, (name, letter)| words.replace(name, letter))
}

fn straight(words: &str) -> String {
    words
        .chars()
        .map(|letter| match letter {
            '’' | '‘' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '–' | '—' | '‑' => '-',
            other => other,
        })
        .collect()
}

fn blanks(words: &str) -> String {
    words.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
}

/// Paragraphs of a text: blocks between empty lines.
fn paragraphs(words: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for line in words.lines() {
        if line.trim().is_empty() {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line);
        }
    }
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

fn reflow(words: &str) -> String {
    let wrapped: Vec<String> = paragraphs(words).iter().map(|paragraph| wrap(paragraph)).collect();
    wrapped.join("\n\n") + "\n"
}

/// Breaks at plain blanks only: a blank that does not break stays.
fn wrap(paragraph: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in paragraph.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > COLUMNS {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}

fn in_page(words: &str) -> String {
    let escape = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let body: Vec<String> =
        paragraphs(words).iter().map(|paragraph| format!("<p>{}</p>", escape(paragraph))).collect();
    format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>Archive</title>\n\
         <style>nav {{ color: grey }}</style><script>track(\"calls on\");</script></head>\n<body>\n\
         <header><a href=\"/\">Archive of the Zarn basin</a></header>\n\
         <nav><ul><li><a href=\"/a\">Collections</a></li><li><a href=\"/b\">Opening hours</a></li></ul></nav>\n\
         <main>\n{}\n</main>\n\
         <aside><h2>Others read</h2><ul><li><a href=\"/c\">Fishing on the Zarn</a></li></ul></aside>\n\
         <footer><p>Legal notice</p></footer>\n</body></html>\n",
        body.join("\n")
    )
}

/// Applies the same change to every quotation of an annotation.
fn change(gold: &mut Gold, how: &dyn Fn(&str) -> String) {
    let mut words: Vec<&mut String> = vec![&mut gold.document.title, &mut gold.document.publisher];
    words.push(&mut gold.document.author);
    words.extend(&mut gold.document.boilerplate);
    words.extend(gold.passage.iter_mut().map(|passage| &mut passage.begins));
    for statement in &mut gold.statement {
        words.extend([&mut statement.quote, &mut statement.cue, &mut statement.speaker]);
        words.extend(statement.addressees.iter_mut().chain(&mut statement.actions));
    }
    words.extend(gold.mention.iter_mut().map(|mention| &mut mention.quote));
    for words in words {
        *words = how(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_and_paragraphs_kept() {
        let long = "word ".repeat(30);
        let wrapped = reflow(&format!("{long}\n\nEnd\u{a0}of it."));
        let widths: Vec<usize> = wrapped.lines().map(|line| line.chars().count()).collect();
        assert_eq!(widths, [69, 69, 9, 0, 10]);
    }

    #[test]
    fn front_matter_stays() {
        assert_eq!(front("---\na: b\n---\nText"), ("---\na: b\n---\n", "Text"));
        assert_eq!(front("Text\n---\n"), ("", "Text\n---\n"));
    }
}
