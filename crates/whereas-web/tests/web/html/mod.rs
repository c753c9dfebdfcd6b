//! Just enough of HTML to test our own pages: they are written strictly, and this reader is strict.

use std::collections::BTreeSet;

/// Elements that have no end.
const VOID: [&str; 5] = ["meta", "link", "input", "br", "!doctype"];
/// Elements that stand on lines of their own in the text of a page.
const BLOCKS: [&str; 24] = [
    "h1",
    "h2",
    "h3",
    "p",
    "li",
    "tr",
    "dt",
    "dd",
    "caption",
    "summary",
    "option",
    "label",
    "figcaption",
    "blockquote",
    "table",
    "ul",
    "ol",
    "dl",
    "nav",
    "section",
    "div",
    "form",
    "details",
    "button",
];

/// A piece of a page.
enum Token<'a> {
    Open { name: String, attributes: Vec<(&'a str, String)> },
    Close(String),
    Text(String),
}

fn decode(text: &str) -> String {
    [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    .replace("&#38;", "&")
    .replace("&amp;", "&")
}

/// Cuts a page into tags and text.
fn tokens(html: &str) -> Result<Vec<Token<'_>>, String> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            out.push(Token::Text(decode(&rest[..at])));
        }
        rest = &rest[at + 1..];
        let end = rest.find('>').ok_or("a tag without end")?;
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            out.push(Token::Close(name.to_ascii_lowercase()));
        } else {
            out.push(open(tag)?);
        }
    }
    out.push(Token::Text(decode(rest)));
    Ok(out)
}

fn open(tag: &str) -> Result<Token<'_>, String> {
    let (name, mut rest) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(Token::Open { name: name.to_ascii_lowercase(), attributes });
        }
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let attribute = &rest[..end];
        let value;
        if let Some(quoted) = rest[end..].strip_prefix("=\"") {
            let close = quoted.find('"').ok_or_else(|| format!("an open quote in <{tag}>"))?;
            value = decode(&quoted[..close]);
            rest = &quoted[close + 1..];
        } else {
            value = String::new();
            rest = &rest[end..];
        }
        // SVG's own spelling.
        let known =
            attribute == "viewBox" || attribute.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if name != "!DOCTYPE" && (!known || attribute.starts_with("on") || attribute == "style") {
            return Err(format!("the attribute {attribute} in <{tag}>"));
        }
        attributes.push((attribute, value));
    }
}

/// Checks that tags balance, ids are unique, there is one h1, and fields have labels.
pub fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut labelled = BTreeSet::new();
    let mut fields = BTreeSet::new();
    let mut heads = 0;
    for token in tokens(html)? {
        match token {
            Token::Open { name, attributes } => {
                heads += usize::from(name == "h1");
                let value = |wanted: &str| {
                    attributes.iter().find(|(name, _)| *name == wanted).map(|(_, v)| v.clone())
                };
                if let Some(id) = value("id")
                    && !ids.insert(id.clone())
                {
                    return Err(format!("the id {id} stands twice"));
                }
                labelled.extend(value("for"));
                let hidden = value("type").is_some_and(|kind| kind == "hidden");
                if matches!(name.as_str(), "input" | "select" | "textarea") && !hidden {
                    fields.insert(value("id").unwrap_or_default());
                }
                if name == "a" && open.contains(&name) {
                    return Err("a link inside a link".to_owned());
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::Close(name) => match open.pop() {
                Some(last) if last == name => {}
                last => return Err(format!("</{name}> closes {last:?}")),
            },
            Token::Text(_) => {}
        }
    }
    if !open.is_empty() || heads != 1 || fields != labelled {
        return Err(format!("open: {open:?}, h1: {heads}, fields {fields:?}, labels for {labelled:?}"));
    }
    Ok(())
}

/// Every address the page links to, loads or asks; not those to which it sends changes.
pub fn links(html: &str) -> BTreeSet<String> {
    attribute(html, &["href", "src", "action"])
}

/// Every id on the page.
pub fn ids(html: &str) -> BTreeSet<String> {
    attribute(html, &["id"])
}

fn attribute(html: &str, wanted: &[&str]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for token in tokens(html).expect("a page") {
        if let Token::Open { attributes, .. } = token {
            if attributes.iter().any(|(name, value)| *name == "method" && value == "post") {
                continue;
            }
            out.extend(
                attributes.into_iter().filter(|(name, _)| wanted.contains(name)).map(|(_, value)| value),
            );
        }
    }
    out
}

/// The text of the main region, a line for each block, links in brackets behind their words.
pub fn main_text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for token in tokens(html).expect("a page") {
        match token {
            Token::Open { name, .. } | Token::Close(name) if name == "main" => inside = !inside,
            _ if !inside => {}
            Token::Open { name, attributes } => {
                if BLOCKS.contains(&name.as_str()) {
                    out.push('\n');
                } else if name == "th" || name == "td" {
                    out.push_str(" | ");
                }
                if name == "input" {
                    let value =
                        |name| attributes.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str());
                    out.push_str(&format!("[{}={}]", value("name"), value("value")));
                }
            }
            Token::Close(name) => {
                if BLOCKS.contains(&name.as_str()) {
                    out.push('\n');
                }
            }
            Token::Text(text) => out.push_str(&text.replace('\n', " ")),
        }
    }
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
