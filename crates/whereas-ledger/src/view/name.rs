//! The list of names: persons, bodies, laws and places of a ledger.

use serde::Serialize;

use super::dossier::Introduction;

use super::Listing;

/// Which names to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameFilter {
    /// Only `person`, `organisation`, `law` or `place`; `""` for all.
    pub kind: String,
    /// Words of a name, in any spelling or script; `""` for all names.
    pub words: String,
    /// Only names that wait for somebody to say whether they are the same as others, of the few hundred that most
    /// documents have; `words` are not looked at then.
    pub open: bool,
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
    /// Whether several people bear this name, as judged or as their fuller names tell; each has a dossier of their own
    /// then.
    pub several: bool,
    /// How they come in; only where names are searched for or wait for a judgement.
    pub introduced: Option<Introduction>,
    /// How many names may be the same and wait for a judgement; only where it was asked for.
    pub open: Option<u32>,
}

/// A page of the list of names.
#[derive(Debug, Clone, PartialEq)]
pub struct NameListing {
    /// The names; those that most documents have come first.
    pub listing: Listing<NameRow>,
    /// How many names of each kind the ledger has, in order of kinds.
    pub kinds: Vec<(String, u32)>,
}
