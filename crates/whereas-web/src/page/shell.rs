//! What all pages share: the masthead with its navigation, and the foot.

use crate::asset;

/// Where in the site a page stands; the navigation marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    /// The list of documents, or a document.
    Documents,
    /// The list of demands.
    Demands,
    /// The list of all statements, or a statement.
    Statements,
    /// The search.
    Search,
    /// The glossary.
    About,
    /// None of them: an error.
    Nowhere,
}

/// What the base layout needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Shell {
    /// What the ledger is called.
    pub(crate) ledger: String,
    /// Where the page stands.
    pub(crate) here: Here,
    /// The words in the search field.
    pub(crate) searched: String,
}

impl Shell {
    /// The shell of a page.
    pub(crate) fn new(ledger: &str, here: Here) -> Self {
        Self { ledger: ledger.to_owned(), here, searched: String::new() }
    }

    /// The entries of the navigation: address, words, whether the page stands there.
    pub(crate) fn navigation(&self) -> [(&'static str, &'static str, bool); 4] {
        [
            ("/", "Documents", self.here == Here::Documents),
            ("/demands", "Demands", self.here == Here::Demands),
            ("/statements", "All statements", self.here == Here::Statements),
            ("/about", "About", self.here == Here::About),
        ]
    }

    /// The address of the style sheet; it changes with its content.
    pub(crate) fn style(&self) -> &'static str {
        asset::style_address()
    }

    /// The program's version.
    pub(crate) fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
