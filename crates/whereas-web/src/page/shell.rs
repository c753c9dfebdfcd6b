//! What all pages share: the masthead with its navigation, and the foot.

use askama::filters::Safe;

use crate::asset;
use crate::messages::{Locale, Messages};
use crate::reader::WebState;
use crate::visit::{Form, Visit};

/// Where in the site a page stands; the navigation marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    /// The list of documents, or a document.
    Documents,
    /// The board of demands, or one of them over the years.
    Board,
    /// The list of demands.
    Demands,
    /// The list of all statements, or a statement.
    Statements,
    /// The list of names, or a dossier.
    Names,
    /// What became of demands: the overview and what it leads to.
    FollowUp,
    /// The review.
    Review,
    /// Adding documents.
    Add,
    /// Notes of people.
    Notes,
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
    /// The words of the page in the reader's language.
    pub(crate) words: &'static Messages,
    /// The address of the page, to come back to.
    pub(crate) address: String,
    /// Whether the page may offer changes.
    pub(crate) writable: bool,
    /// The form that was asked for.
    pub(crate) form: Form,
}

impl Shell {
    /// The shell of a page.
    pub(crate) fn new(state: &WebState, here: Here, visit: &Visit) -> Self {
        Self {
            ledger: state.name().to_owned(),
            writable: state.is_writable(),
            here,
            searched: String::new(),
            words: visit.words,
            address: visit.address.clone(),
            form: visit.form,
        }
    }

    /// The message under a key.
    pub(crate) fn t(&self, key: &'static str) -> &'static str {
        self.words.text(key)
    }

    /// The message under a key for a number.
    pub(crate) fn n(&self, key: &'static str, number: u32) -> String {
        self.words.count(key, number)
    }

    /// The message under a key for so many things.
    pub(crate) fn many(&self, key: &'static str, number: usize) -> String {
        self.n(key, u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The message under a key with one thing filled in.
    pub(crate) fn with(&self, key: &'static str, name: &str, value: impl std::fmt::Display) -> String {
        self.words.with(key, name, value)
    }

    /// The message under a key with its markup.
    pub(crate) fn rich(&self, key: &'static str) -> Safe<String> {
        self.words.rich(key, &[])
    }

    /// The message under a key with its markup and one thing filled in.
    pub(crate) fn rich_with(&self, key: &'static str, name: &str, value: &str) -> Safe<String> {
        self.words.rich(key, &[(name, &value)])
    }

    /// The languages that pages come in.
    pub(crate) fn locales(&self) -> [Locale; 3] {
        Locale::ALL
    }

    /// The entries of the navigation: address, words, whether the page stands there.
    pub(crate) fn navigation(&self) -> [(&'static str, &'static str, bool); 9] {
        [
            ("/", self.t("nav-documents"), self.here == Here::Documents),
            ("/board", self.t("nav-board"), self.here == Here::Board),
            ("/demands", self.t("nav-demands"), self.here == Here::Demands),
            ("/statements", self.t("nav-statements"), self.here == Here::Statements),
            ("/follow-up", self.t("follow-nav"), self.here == Here::FollowUp),
            ("/entities", self.t("who-nav"), self.here == Here::Names),
            ("/review", self.t("review"), self.here == Here::Review),
            ("/notes", self.t("notes"), self.here == Here::Notes),
            ("/add", self.t("add"), self.here == Here::Add),
        ]
    }

    /// The address of the style sheet; it changes with its content.
    pub(crate) fn style(&self) -> &'static str {
        asset::style_address()
    }

    /// The address of the script; it changes with its content.
    pub(crate) fn script(&self) -> &'static str {
        asset::script_address()
    }

    /// The program's version.
    pub(crate) fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
