//! The list of names: persons, bodies, laws and places of a ledger.

use serde::Serialize;

use super::Listing;

/// Which names to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameFilter {
    /// Only `person`, `organisation`, `law` or `place`; `""` for all.
    pub kind: String,
    /// Words of a name, in any spelling or script; `""` for all names.
    pub words: String,
}

/// A name in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameRow {
    /// Id of its first mention, which leads to its dossier.
    pub id: String,
    /// `person`, `organisation`, `law` or `place`.
    pub kind: String,
    /// Its most frequent full form.
    pub name: String,
    /// In how many documents it stands.
    pub documents: u32,
    /// In how many spellings.
    pub spellings: u32,
    /// Whether people judged that several bear this name; each has a dossier of their own then.
    pub several: bool,
}

/// A page of the list of names.
#[derive(Debug, Clone, PartialEq)]
pub struct NameListing {
    /// The names; those that most documents have come first.
    pub listing: Listing<NameRow>,
    /// How many names of each kind the ledger has, in order of kinds.
    pub kinds: Vec<(String, u32)>,
}
