//! Mail (EML): headers as front matter, the body as the page or text that it is; attachments are named.

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::{ReadError, charset, html, plain};
use crate::{Diagnostic, FrontMatter, SourceMap, Text};

/// Attachments that are named one by one.
const ATTACHMENTS_NAMED_MAX: usize = 20;

/// Reads a mail.
pub(super) fn read(bytes: &[u8]) -> Result<Text, ReadError> {
    let broken = || ReadError::Broken { format: "mail", why: "it has no headers".to_owned() };
    let mail = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    let mut text = body(&mail);
    // What the body says of itself (the head of a page) gives way to the headers.
    text.front = front(&mail);
    text.map = SourceMap::default();
    text.notes = attachments(&mail);
    Ok(text)
}

/// The page where there is one: it has the tables and the quotations that its plain copy lost.
fn body(mail: &Message<'_>) -> Text {
    let pages = mail.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    let page: String = pages.collect::<Vec<_>>().join("\n");
    if !page.trim().is_empty() {
        return html::read(&charset::decode(page.as_bytes(), true));
    }
    let words = mail.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(words) => Some(words.as_ref()),
        _ => None,
    });
    plain::read(&charset::decode(words.collect::<Vec<_>>().join("\n\n").as_bytes(), false))
}

fn front(mail: &Message<'_>) -> FrontMatter {
    let from = mail.from().and_then(Address::first);
    let name = from.and_then(|from| from.name().or_else(|| from.address())).unwrap_or_default();
    FrontMatter {
        title: mail.subject().unwrap_or_default().trim().to_owned(),
        date: mail
            .date()
            .map_or(String::new(), |date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        authors: [name.trim().to_owned()].into_iter().filter(|name| !name.is_empty()).collect(),
        ..FrontMatter::default()
    }
}

fn attachments(mail: &Message<'_>) -> Vec<Diagnostic> {
    let named = mail.attachments().filter_map(|part| part.attachment_name()).take(ATTACHMENTS_NAMED_MAX);
    let note = |name: &str| Diagnostic {
        code: "attachment-not-read".to_owned(),
        message: format!("the attachment `{name}` is not read; save it and read it as a document of its own"),
        span: None,
    };
    named.map(note).collect()
}
