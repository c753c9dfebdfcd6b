//! The form by which a person finds or corrects a statement.

use askama::Template;
use whereas_extract::{Act, Lang, Polarity};
use whereas_ledger::Naming;
use whereas_ledger::view::{DocumentRow, StatementRow};

use super::shell::Shell;
use crate::{address, label};

/// The page with the form.
#[derive(Template)]
#[template(path = "stating.html")]
pub(crate) struct StatingPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) document: &'a DocumentRow,
    pub(crate) draft: &'a Draft,
}

/// What stands in the form.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The statement that is corrected, or `""`.
    pub(crate) statement: String,
    pub(crate) quote: String,
    pub(crate) passage: String,
    pub(crate) act: String,
    pub(crate) speaker: String,
    pub(crate) addressees: Vec<String>,
    pub(crate) actions: Vec<String>,
    pub(crate) polarity: Option<Polarity>,
    pub(crate) due: String,
}

impl Draft {
    /// A statement as it is, to be corrected.
    pub(crate) fn of(row: &StatementRow) -> Self {
        Self {
            statement: row.id.clone(),
            quote: row.quote.clone(),
            passage: row.passage.clone(),
            act: row.act.as_str().to_owned(),
            speaker: row.speaker.clone(),
            addressees: row.addressees.clone(),
            actions: row.actions.clone(),
            polarity: row.polarity,
            due: row.due.clone(),
        }
    }
}

impl StatingPage<'_> {
    fn heading(&self) -> &'static str {
        self.shell.t(if self.is_new() { "stated-new" } else { "stated-correct" })
    }

    fn is_new(&self) -> bool {
        self.draft.statement.is_empty()
    }

    fn action(&self) -> String {
        format!("{}/state", address::document(&self.document.id))
    }

    fn document_address(&self) -> String {
        address::document(&self.document.id)
    }

    fn lang(&self) -> &str {
        self.document.languages.first().map_or("", Lang::code)
    }

    /// Acts to choose from: word in data, word on the page, whether it is chosen.
    fn acts(&self) -> [(&'static str, &'static str, bool); 5] {
        Act::ALL.map(|act| (act.as_str(), label::act(self.shell.words, act), act.as_str() == self.draft.act))
    }

    /// What words can name: word in data, word on the page.
    fn namings(&self) -> [(&'static str, String); 4] {
        Naming::ALL.map(|kind| (kind.as_str(), label::mention(self.shell.words, kind.as_str())))
    }

    /// Praise or blame.
    fn polarities(&self) -> [(&'static str, &'static str, bool); 2] {
        [(Polarity::Praise, "+"), (Polarity::Blame, "-")].map(|(polarity, sign)| {
            (sign, label::polarity(self.shell.words, polarity), self.draft.polarity == Some(polarity))
        })
    }

    fn lines(&self, parts: &[String]) -> String {
        parts.iter().map(|part| whereas_extract::fold_blanks(part)).collect::<Vec<_>>().join("\n")
    }
}
