//! Web pages as saved from a browser: visible text in blocks, furniture marked, footnotes and tables kept.
//!
//! The tokens are those of the HTML standard. Instead of a tree we keep the stack of open elements, which is
//! enough to know where a block of text ends and whether it is furniture; broken nesting cannot lose text.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::canonical::Canonical;
use super::charset::Decoded;
use crate::{FrontMatter, Layout, Span, Text};

/// Open elements that are remembered; deeper ones count as their ancestors.
const DEPTH_MAX: usize = 512;

/// Elements whose content nobody sees.
const HIDDEN: [&str; 9] =
    ["script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea"];

/// Elements that stand inside a line.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "u", "var",
];

/// Elements that never have an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that are furniture by their name.
const FURNITURE: [&str; 7] = ["nav", "aside", "footer", "form", "button", "menu", "dialog"];

/// Words in `class` or `id` that tell furniture.
const FURNITURE_WORDS: [&str; 24] = [
    "share",
    "sharing",
    "social",
    "related",
    "cookie",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "sidebar",
    "menu",
    "navbar",
    "navigation",
    "footer",
    "comments",
    "advert",
    "advertisement",
    "promo",
    "subscribe",
    "banner",
    "pagination",
    "skip",
    "toolbar",
    "masthead",
    "recommended",
];

/// Reads a page.
pub(super) fn read(decoded: &Decoded<'_>) -> Text {
    let whole = decoded.whole();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new_with_emitter(whole.as_ref(), emitter) {
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => {
                page.words(&String::from_utf8_lossy(&words.value), decoded.source(words.span.start));
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.flush();
    page.finish()
}

#[derive(Debug)]
struct Open {
    name: String,
    layout: Layout,
    hidden: bool,
    link: bool,
    superscript: bool,
    pre: bool,
}

#[derive(Debug, Default)]
struct Page {
    out: Canonical,
    front: FrontMatter,
    layout: Vec<(Span, Layout)>,
    stack: Vec<Open>,
    /// The block that is being filled, with where its pieces came from.
    block: Vec<(String, usize)>,
    block_layout: Option<Layout>,
    /// Bytes of the block that stand in links.
    linked: usize,
    in_title: bool,
    title: String,
}

impl Page {
    fn open(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).to_lowercase();
        let attribute = |key: &str| {
            tag.attributes
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(key.as_bytes()))
                .map(|(_, value)| String::from_utf8_lossy(&value.value).into_owned())
        };
        match name.as_str() {
            "meta" => return self.meta(&attribute),
            "html" => self.front.lang = attribute("lang").unwrap_or_default().chars().take(2).collect(),
            "title" => self.in_title = true,
            "br" => return self.block.push(("\n".to_owned(), usize::MAX)),
            "hr" => return self.flush(),
            _ => {}
        }
        if VOID.contains(&name.as_str()) || tag.self_closing {
            return;
        }
        let inline = INLINE.contains(&name.as_str());
        if !inline {
            self.flush();
        }
        if name == "body" {
            // Also in a page that forgot `</head>`: what follows is seen.
            self.stack.retain(|open| open.name == "html");
        }
        self.close_implied(&name);
        let parent = self.stack.last();
        let open = Open {
            layout: layout(&name, &attribute, parent.map_or(Layout::Block, |p| p.layout)),
            hidden: parent.is_some_and(|p| p.hidden)
                || HIDDEN.contains(&name.as_str())
                || name == "head"
                || attribute("hidden").is_some()
                || attribute("aria-hidden").is_some_and(|value| value == "true"),
            link: parent.is_some_and(|p| p.link) || name == "a",
            superscript: name == "sup" || (inline && parent.is_some_and(|p| p.superscript)),
            pre: name == "pre" || parent.is_some_and(|p| p.pre),
            name,
        };
        if self.stack.len() < DEPTH_MAX {
            self.stack.push(open);
        }
    }

    /// `<p>`, `<li>`, `<td>` … end where the next one begins.
    fn close_implied(&mut self, name: &str) {
        let siblings: &[&str] = match name {
            "li" => &["li"],
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr"],
            "dd" | "dt" => &["dd", "dt"],
            "option" => &["option"],
            _ if INLINE.contains(&name) => return,
            _ => &["p"],
        };
        while self.stack.last().is_some_and(|open| siblings.contains(&open.name.as_str())) {
            self.stack.pop();
        }
    }

    fn close(&mut self, name: &str) {
        let name = name.to_lowercase();
        if name == "title" {
            self.in_title = false;
        }
        if !INLINE.contains(&name.as_str()) {
            self.flush();
        }
        if let Some(at) = self.stack.iter().rposition(|open| open.name == name) {
            self.stack.truncate(at);
        }
    }

    fn meta(&mut self, attribute: &dyn Fn(&str) -> Option<String>) {
        let key = attribute("property").or_else(|| attribute("name")).unwrap_or_default().to_lowercase();
        let value = attribute("content").unwrap_or_default().trim().to_owned();
        let front = &mut self.front;
        match key.as_str() {
            "og:title" | "dc.title" | "citation_title" => front.title = value,
            "article:published_time" | "dc.date" | "date" | "citation_publication_date" | "dcterms.date"
                if front.date.is_empty() && value.len() >= 10 =>
            {
                front.date = super::front::day(&value);
            }
            "author" | "article:author" | "dc.creator" if !value.starts_with("http") && !value.is_empty() => {
                front.authors = vec![value];
            }
            "og:site_name" | "dc.publisher" => front.publisher = value,
            "og:url" => front.address = value,
            _ => {}
        }
    }

    fn words(&mut self, words: &str, source: usize) {
        if self.in_title {
            self.title.push_str(words);
            return;
        }
        let (hidden, link, superscript, pre, layout) =
            self.stack.last().map_or((false, false, false, false, Layout::Block), |o| {
                (o.hidden, o.link, o.superscript, o.pre, o.layout)
            });
        if hidden {
            return;
        }
        if !words.trim().is_empty() {
            self.block_layout.get_or_insert(layout);
        }
        if link {
            self.linked += words.trim().len();
        }
        let words = if superscript { raise(words) } else { words.to_owned() };
        let words = if pre { words } else { words.replace('\n', " ") };
        self.block.push((words, source));
    }

    /// Writes the block that is being filled.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.block);
        let linked = std::mem::take(&mut self.linked);
        let layout = self.block_layout.take();
        let Some(layout) = layout else { return };
        if !self.out.text.is_empty() {
            self.out.push("\n\n", pieces.first().map_or(0, |piece| piece.1));
        }
        let start = self.out.text.len();
        // Runs of white space become one blank, as a browser shows them; <br> stays a line end.
        let mut gap = "";
        for (piece, source) in &pieces {
            if piece == "\n" && *source == usize::MAX {
                gap = "\n";
                continue;
            }
            let mut at = 0;
            for word in piece.split([' ', '\t', '\r', '\n']) {
                if !word.is_empty() {
                    if !gap.is_empty() && self.out.text.len() > start {
                        self.out.push(gap, source + at);
                    }
                    self.out.push(word, source + at);
                    gap = "";
                }
                at += word.len() + 1;
                if at <= piece.len() && gap.is_empty() {
                    gap = " ";
                }
            }
        }
        let span = Span::new(start as u32, self.out.text.len() as u32);
        // A short block that is all links is a menu, wherever it stands.
        // So is the name of the site at the head of the page, which leads to its first page.
        let menu = linked * 10 > span.len() as usize * 9 && span.len() < 60 && layout != Layout::Heading;
        let furniture = menu && (layout == Layout::Item || self.in_masthead());
        let layout = if furniture { Layout::Furniture } else { layout };
        if !span.is_empty() {
            self.layout.push((span, layout));
        }
    }

    /// Whether the block stands in the header of the page, and not in that of an article.
    fn in_masthead(&self) -> bool {
        let article = |open: &Open| matches!(open.name.as_str(), "article" | "main" | "section");
        self.stack.iter().any(|open| open.name == "header") && !self.stack.iter().any(article)
    }

    fn finish(mut self) -> Text {
        if self.front.title.is_empty() {
            let heading = self.layout.iter().find(|(_, layout)| *layout == Layout::Heading);
            self.front.title = match heading {
                Some((span, _)) => span.of(&self.out.text).to_owned(),
                None => String::new(),
            };
        }
        Text {
            text: self.out.text,
            front: self.front,
            layout: self.layout,
            map: self.out.map,
            ..Text::default()
        }
    }
}

/// What an element says about the text in it.
fn layout(name: &str, attribute: &dyn Fn(&str) -> Option<String>, parent: Layout) -> Layout {
    if parent == Layout::Furniture || parent == Layout::Footnote {
        return parent;
    }
    let role = attribute("role").unwrap_or_default();
    let told = FURNITURE.contains(&name)
        || matches!(role.as_str(), "navigation" | "contentinfo" | "complementary" | "search" | "banner");
    let marks = format!(
        "{} {}",
        attribute("class").unwrap_or_default().to_lowercase(),
        attribute("id").unwrap_or_default().to_lowercase()
    );
    let mut words = marks.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let container = !matches!(name, "html" | "body" | "main" | "article" | "h1");
    if told || (container && words.clone().any(|word| FURNITURE_WORDS.contains(&word))) {
        return Layout::Furniture;
    }
    if words.any(|word| matches!(word, "footnote" | "footnotes" | "endnotes" | "doc-footnote")) {
        return Layout::Footnote;
    }
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Layout::Heading,
        "li" | "dd" | "dt" => Layout::Item,
        "td" | "th" => Layout::Cell,
        _ if INLINE.contains(&name) => parent,
        // A block inside a cell or an item is still in it.
        "p" | "div" if matches!(parent, Layout::Cell | Layout::Item) => parent,
        _ => Layout::Block,
    }
}

/// Digits of a raised footnote mark, so that they do not run into the word they stand at.
pub(super) fn raise(words: &str) -> String {
    let digits = words.trim();
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return words.to_owned();
    }
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    words.chars().map(|c| c.to_digit(10).map_or(c, |digit| RAISED[digit as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hint, read::read as read_any};

    fn page(html: &str) -> Text {
        read_any(html.as_bytes(), &Hint { name: "page.html" }).expect("readable")
    }

    #[test]
    fn blocks_furniture_and_footnotes() {
        let text = page(
            "<html lang=en><head><title>T</title><script>var a='<p>no</p>';</script></head><body><nav><a href=/>Home</a></nav>\
             <h1>Title</h1><p>On 3 May 2021<sup>1</sup> it\n  was&nbsp;said &amp; done.<br>Next line<p>Second\
             <table><tr><td>12<td>cases</table><div class='post-share'>Share</div><footer>Foot</footer>",
        );
        let blocks: Vec<(&str, Layout)> = text.layout.iter().map(|(s, l)| (s.of(&text.text), *l)).collect();
        assert_eq!(
            blocks,
            [
                ("Home", Layout::Furniture),
                ("Title", Layout::Heading),
                ("On 3 May 2021¹ it was\u{a0}said & done.\nNext line", Layout::Block),
                ("Second", Layout::Block),
                ("12", Layout::Cell),
                ("cases", Layout::Cell),
                ("Share", Layout::Furniture),
                ("Foot", Layout::Furniture),
            ]
        );
        assert_eq!(text.front.title, "Title");
        assert_eq!(text.front.lang, "en");
    }

    #[test]
    fn the_name_of_the_site_is_furniture_and_the_title_is_not() {
        let text = page(
            "<body><header><a href=/>Kelmar Observer</a><h1><a href=/1>Title</a></h1></header>\
             <article><header><a href=/2>By the desk</a></header><p>Text</article>",
        );
        let layout: Vec<Layout> = text.layout.iter().map(|(_, layout)| *layout).collect();
        assert_eq!(layout, [Layout::Furniture, Layout::Heading, Layout::Block, Layout::Block]);
    }

    #[test]
    fn the_way_back_leads_to_the_word() {
        let html = "<p>One <b>two</b> three</p>";
        let text = page(html);
        let at = text.text.find("three").expect("is there") as u32;
        assert_eq!(text.map.source(at), html.find("three").map(|at| at as u32));
    }
}
