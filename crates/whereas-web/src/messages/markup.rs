//! The little markup that messages have: `*italics*`, `` `code` ``, `[words](/address)`. Everything else, and
//! everything that is filled in, is escaped.

use super::{Fill, filled};

/// The text as HTML.
pub(super) fn html(text: &str, fills: &[Fill<'_>]) -> String {
    let values: Vec<(&str, String)> =
        fills.iter().map(|(name, value)| (*name, escape(&value.to_string()))).collect();
    let fills: Vec<Fill<'_>> = values.iter().map(|(name, value)| (*name, value as _)).collect();
    filled(&marked(&escape(text)), &fills)
}

/// Turns the marks into elements. They do not nest.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['*', '`', '[']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (element, behind) = element(from).unwrap_or_else(|| (from[..1].to_owned(), &from[1..]));
        out.push_str(&element);
        rest = behind;
    }
    out + rest
}

/// The element that begins here, and what stands behind it.
fn element(text: &str) -> Option<(String, &str)> {
    let inside = &text[1..];
    if text.starts_with('[') {
        let (words, rest) = inside.split_once("](")?;
        let (address, behind) = rest.split_once(')')?;
        return Some((format!("<a href=\"{address}\">{words}</a>"), behind));
    }
    let (mark, name) = if text.starts_with('*') { ('*', "i") } else { ('`', "code") };
    let (words, behind) = inside.split_once(mark)?;
    Some((format!("<{name}>{words}</{name}>"), behind))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_elements_and_values_are_escaped() {
        let evil = "*<script>*";
        assert_eq!(
            html("a *b* `c` [d](/e) {f} * <", &[("f", &evil)]),
            "a <i>b</i> <code>c</code> <a href=\"/e\">d</a> *&#60;script&#62;* * &#60;"
        );
    }
}
