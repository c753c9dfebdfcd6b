//! The first page: what the ledger holds, and its documents.

use askama::Template;
use whereas_extract::Act;
use whereas_ledger::view::{DocumentRow, Listing};

use super::shell::Shell;
use crate::messages::{Fill, Messages};
use crate::query::Pager;
use crate::{address, label};

/// The list of documents.
#[derive(Template)]
#[template(path = "document_list.html")]
pub(crate) struct DocumentListPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) documents: &'a Listing<DocumentRow>,
    /// How many statements of each act the ledger holds, in the order of [`Act::ALL`].
    pub(crate) totals: [u32; 5],
    pub(crate) pager: &'a Pager,
}

/// A figure of the overview.
struct Total {
    class: &'static str,
    number: String,
    noun: &'static str,
    meaning: &'static str,
    address: String,
}

/// A document as a row of the table.
struct Row<'a> {
    row: &'a DocumentRow,
    words: &'static Messages,
}

impl DocumentListPage<'_> {
    fn acts(&self) -> Vec<Total> {
        let total = |(act, number): (Act, u32)| Total {
            class: act.as_str(),
            number: label::grouped(number),
            noun: label::noun(self.shell.words, act, number),
            meaning: label::meaning(self.shell.words, act),
            address: address::act(act),
        };
        Act::ALL.into_iter().zip(self.totals).map(total).collect()
    }

    fn heads(&self) -> [(&'static str, &'static str); 5] {
        Act::ALL.map(|act| (act.as_str(), label::acts(self.shell.words, act)))
    }

    fn rows(&self) -> Vec<Row<'_>> {
        self.documents.rows.iter().map(|row| Row { row, words: self.shell.words }).collect()
    }

    /// How much the ledger holds, in a sentence.
    fn lead(&self) -> String {
        let all = self.totals.iter().fold(0u32, |sum, &count| sum.saturating_add(count));
        let documents = self.shell.n("count-documents", self.documents.total);
        let statements = self.shell.n("count-statements", all);
        let counts: [Fill<'_>; 2] = [("documents", &documents), ("statements", &statements)];
        self.shell.words.fill("documents-lead", &counts)
    }

    fn caption(&self) -> String {
        match self.pager.pages {
            0 | 1 => self.shell.t("documents-caption").to_owned(),
            pages => {
                let places: [Fill<'_>; 2] = [("page", &self.pager.page), ("pages", &pages)];
                self.shell.words.fill("documents-caption-page", &places)
            }
        }
    }
}

impl Row<'_> {
    fn address(&self) -> String {
        address::document(&self.row.id)
    }

    fn date(&self) -> String {
        label::date(self.words, &self.row.date)
    }

    fn genre(&self) -> &'static str {
        label::genre(self.words, self.row.genre)
    }

    fn lang(&self) -> &str {
        self.row.languages.first().map_or("", |lang| lang.code())
    }

    fn languages(&self) -> String {
        label::langs(self.words, &self.row.languages)
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
                let noun = self.words.with("noun-in-document", "noun", label::noun(self.words, act, count));
                let head = label::acts(self.words, act);
                (head, count, noun, address::act_in_document(act, &self.row.id))
            })
            .collect()
    }
}
