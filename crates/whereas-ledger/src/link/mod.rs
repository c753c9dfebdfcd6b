//! Links between statements: what was said again, answered, denied, contradicted, fulfilled.
//!
//! [`gist`] says what a statement is compared by, [`key`] under which keys it is found again, [`score`] what a
//! pair of statements is to each other. [`index`] keeps the stored links in step when a document comes or goes.

pub(crate) mod change;
pub(crate) mod gist;
pub(crate) mod index;
pub(crate) mod key;
mod lean;
pub(crate) mod lexis;
#[cfg(test)]
mod link_tests;
mod name;
pub(crate) mod part;
pub(crate) mod reason;
mod root;
pub(crate) mod score;
mod side;
pub(crate) mod sign;
pub(crate) mod topic;

pub use crate::judge::LinkKind;
pub use change::Change;
pub(crate) use lexis::Lexis;
pub use sign::Sign;

impl LinkKind {
    /// All kinds.
    pub const ALL: [LinkKind; 6] = [
        LinkKind::Repeats,
        LinkKind::Readdresses,
        LinkKind::Answers,
        LinkKind::Denies,
        LinkKind::Contradicts,
        LinkKind::Fulfils,
    ];

    /// The kind as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            LinkKind::Repeats => "repeats",
            LinkKind::Readdresses => "readdresses",
            LinkKind::Answers => "answers",
            LinkKind::Denies => "denies",
            LinkKind::Contradicts => "contradicts",
            LinkKind::Fulfils => "fulfils",
        }
    }
}

impl std::str::FromStr for LinkKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = LinkKind::ALL.map(LinkKind::as_str).join(", ");
        LinkKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| format!("`{word}` is no kind of link; there are {all}"))
    }
}
