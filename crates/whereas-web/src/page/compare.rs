//! Two documents side by side.

use askama::Template;
use whereas_ledger::view::{CompareRow, DocumentView, Fate, LinkView};
use whereas_ledger::{Piece as WordPiece, PieceKind};

use super::blocks::{Block, Lens, blocks};
use super::inline::Inline;
use super::linked::{self, Ended, Linked};
use super::pair::Partners;
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
    rows: Vec<Row<'a>>,
    links: &'a [LinkView],
    /// Documents to choose from; empty when they are too many for a menu.
    documents: Vec<DocumentChoice>,
}

/// A demand in both documents, or in one of them.
struct Row<'a> {
    fate: &'static str,
    /// The words of both, told apart, where one is a wording of the other.
    pieces: &'a [WordPiece],
    before: Option<Ended<'a>>,
    after: Option<Ended<'a>>,
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
        [left, right]: [Option<&'a DocumentView>; 2],
        documents: Vec<DocumentChoice>,
        rows: &'a [CompareRow],
        links: &'a [LinkView],
        partners: &'a Partners,
    ) -> Self {
        let side = |field, prefix, view: Option<&'a DocumentView>| Side {
            field,
            prefix,
            view,
            blocks: view.map_or_else(Vec::new, |view| blocks(view, shell.words, Lens::default(), partners)),
            date: view.map_or_else(String::new, |view| label::date(shell.words, &view.row.date)),
        };
        let sides = [side("a", "a-", left), side("b", "b-", right)];
        let words = shell.words;
        let row = |row: &'a CompareRow| Row {
            pieces: if row.fate == Fate::Mentioned { &[] } else { &row.wording },
            fate: linked::fate(words, row.fate),
            before: row.before.as_ref().map(|end| Ended { end, words }),
            after: row.after.as_ref().map(|end| Ended { end, words }),
        };
        Self { rows: rows.iter().map(row).collect(), links, shell, sides, documents }
    }

    /// How many demands met each fate, in the order in which they first stand in the table.
    fn fates(&self) -> Vec<(&'static str, usize)> {
        let mut out: Vec<(&'static str, usize)> = Vec::new();
        for row in &self.rows {
            match out.iter_mut().find(|(fate, _)| *fate == row.fate) {
                Some((_, count)) => *count += 1,
                None => out.push((row.fate, 1)),
            }
        }
        out
    }

    fn links(&self) -> Vec<Linked<'a>> {
        self.links.iter().map(|link| Linked { link, words: self.shell.words }).collect()
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
