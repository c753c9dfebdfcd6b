//! Two documents side by side.

use askama::Template;
use whereas_ledger::view::DocumentView;

use super::blocks::{Block, Lens, blocks};
use super::inline::Inline;
use super::shell::Shell;
use super::statement_list::DocumentChoice;
use crate::segment::Piece;
use crate::{address, label};

/// The page of two documents, of which one or both may still have to be chosen.
#[derive(Template)]
#[template(path = "compare.html")]
pub(crate) struct ComparePage<'a> {
    pub(crate) shell: Shell,
    sides: [Side<'a>; 2],
    /// Documents to choose from; empty when they are too many for a menu.
    documents: Vec<DocumentChoice>,
}

/// One of the two.
struct Side<'a> {
    /// Its field in the address.
    field: &'static str,
    /// What stands before the ids of its elements.
    prefix: &'static str,
    view: Option<&'a DocumentView>,
    blocks: Vec<Block<'a>>,
    date: String,
}

impl<'a> ComparePage<'a> {
    /// Lays out two documents.
    pub(crate) fn new(
        shell: Shell,
        left: Option<&'a DocumentView>,
        right: Option<&'a DocumentView>,
        documents: Vec<DocumentChoice>,
    ) -> Self {
        let side = |field, prefix, view: Option<&'a DocumentView>| Side {
            field,
            prefix,
            view,
            blocks: view.map_or_else(Vec::new, |view| blocks(view, shell.words, Lens::default())),
            date: view.map_or_else(String::new, |view| label::date(shell.words, &view.row.date)),
        };
        let sides = [side("a", "a-", left), side("b", "b-", right)];
        Self { shell, sides, documents }
    }

    fn is_whole(&self) -> bool {
        self.sides.iter().all(|side| side.view.is_some())
    }
}

impl Side<'_> {
    fn id(&self) -> &str {
        self.view.map_or("", |view| &view.row.id)
    }

    fn address(&self) -> String {
        address::document(self.id())
    }

    fn lang(&self) -> &str {
        self.view.and_then(|view| view.row.languages.first()).map_or("", |lang| lang.code())
    }
}
