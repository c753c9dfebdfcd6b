//! The first page: what the ledger holds, and its documents.

use askama::Template;
use whereas_extract::Act;
use whereas_ledger::view::{DocumentRow, Listing};

use super::shell::Shell;
use crate::query::Pager;
use crate::{address, label};

/// The list of documents.
#[derive(Template)]
#[template(path = "document_list.html")]
pub(crate) struct DocumentListPage {
    pub(crate) shell: Shell,
    pub(crate) documents: Listing<DocumentRow>,
    /// How many statements of each act the ledger holds, in the order of [`Act::ALL`].
    pub(crate) totals: [u32; 5],
    pub(crate) pager: Pager,
}

/// A figure of the overview.
struct Total {
    class: &'static str,
    number: String,
    noun: String,
    meaning: &'static str,
    address: String,
}

/// A document as a row of the table.
struct Row<'a> {
    row: &'a DocumentRow,
}

impl DocumentListPage {
    fn acts(&self) -> Vec<Total> {
        let total = |(act, number): (Act, u32)| Total {
            class: act.as_str(),
            number: label::grouped(number),
            noun: (if number == 1 { label::act(act) } else { label::acts(act) }).to_lowercase(),
            meaning: label::act_meaning(act),
            address: address::act(act),
        };
        Act::ALL.into_iter().zip(self.totals).map(total).collect()
    }

    fn heads(&self) -> [(&'static str, &'static str); 5] {
        Act::ALL.map(|act| (act.as_str(), label::acts(act)))
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.documents.rows.iter().map(|row| Row { row }).collect()
    }

    fn document_count(&self) -> String {
        label::count(self.documents.total, "document", "documents")
    }

    fn statement_count(&self) -> String {
        let all = self.totals.iter().fold(0u32, |sum, &count| sum.saturating_add(count));
        label::count(all, "statement", "statements")
    }
}

impl Row<'_> {
    fn address(&self) -> String {
        address::document(&self.row.id)
    }

    fn date(&self) -> String {
        label::date(&self.row.date)
    }

    fn genre(&self) -> &'static str {
        label::genre(self.row.genre)
    }

    fn lang(&self) -> &str {
        self.row.languages.first().map_or("", |lang| lang.code())
    }

    fn languages(&self) -> String {
        super::document::languages(&self.row.languages)
    }

    fn publisher(&self) -> &str {
        if self.row.publisher.is_empty() { &self.row.author } else { &self.row.publisher }
    }

    fn is_paid_for(&self) -> bool {
        !self.row.disclosure.is_empty()
    }

    /// Head of the column, number, the noun for so many, and the list of these statements.
    fn counts(&self) -> Vec<(&'static str, u32, String, String)> {
        Act::ALL
            .into_iter()
            .zip(self.row.counts)
            .map(|(act, count)| {
                let noun = if count == 1 { label::act(act) } else { label::acts(act) };
                (label::acts(act), count, noun.to_lowercase(), address::act_in_document(act, &self.row.id))
            })
            .collect()
    }
}
