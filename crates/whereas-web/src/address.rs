//! Addresses of pages. Each thing has one, and it does not change.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use whereas_extract::Act;

use crate::query::FIELD_CHARS_MAX;

/// What needs an escape in a path segment, a query value or a fragment; the unreserved signs stay readable.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Escapes a value for any part of an address.
pub(crate) fn escape(value: &str) -> String {
    utf8_percent_encode(value, ESCAPED).to_string()
}

/// The page of a document.
pub(crate) fn document(id: &str) -> String {
    let id = escape(id);
    // At the end of an address this would ask for the page as data.
    match id.strip_suffix(".json") {
        Some(stem) => format!("/documents/{stem}%2Ejson"),
        None => format!("/documents/{id}"),
    }
}

/// The page of a version of a document.
pub(crate) fn version(document_id: &str, version: u32) -> String {
    format!("{}/versions/{version}", document(document_id))
}

/// The id that a decision has as an element of its statement's page.
pub(crate) fn decision_anchor(seq: i64) -> String {
    format!("decision-{seq}")
}

/// The place of a passage on the page of its document.
pub(crate) fn passage(document_id: &str, passage: &str) -> String {
    format!("{}#{}", document(document_id), escape(passage))
}

/// The page of a statement.
pub(crate) fn statement(id: &str) -> String {
    format!("/statements/{}", escape(id))
}

/// The place of a statement on the page of its document.
pub(crate) fn statement_in_document(document_id: &str, id: &str) -> String {
    format!("{}#{}", document(document_id), statement_anchor(id))
}

/// The id that a statement has as an element of its document's page.
pub(crate) fn statement_anchor(id: &str) -> String {
    format!("s-{id}")
}

/// The dossier of whom a mention stands for.
pub(crate) fn entity(mention: &str) -> String {
    format!("/entities/{}", escape(mention))
}

/// Where whom a document calls so is looked up.
pub(crate) fn called(document_id: &str, name: &str) -> String {
    let id = escape(document_id);
    let name: String = name.chars().take(FIELD_CHARS_MAX).collect();
    with(&format!("/documents/{id}/names"), &[("name", &name)])
}

/// A path with the fields of its query that hold something.
pub(crate) fn with(path: &str, fields: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.push_str(name);
        out.push('=');
        out.push_str(&escape(value));
    }
    out
}

/// The list of all statements of an act; demands have a page of their own.
pub(crate) fn act(act: Act) -> String {
    match act {
        Act::Demand => "/demands".to_owned(),
        other => format!("/statements?act={}", other.as_str()),
    }
}

/// The statements of one act in one document.
pub(crate) fn act_in_document(shown: Act, document_id: &str) -> String {
    let list = act(shown);
    let sign = if list.contains('?') { '&' } else { '?' };
    format!("{list}{sign}document={}", escape(document_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_given_by_people_are_escaped() {
        assert_eq!(document("a b/c?d"), "/documents/a%20b%2Fc%3Fd");
        assert_eq!(document("a.json"), "/documents/a%2Ejson");
        assert_eq!(passage("d1", "para_3__point_a"), "/documents/d1#para_3__point_a");
        assert_eq!(act_in_document(Act::Denial, "ü"), "/statements?act=denial&document=%C3%BC");
        assert_eq!(act_in_document(Act::Demand, "d1"), "/demands?document=d1");
    }
}
