//! Names of persons across scripts and spellings.
//!
//! [`Name::parse`] takes a name apart (given, family, patronymic, initials, titles …) and folds each part under every
//! romanisation that could have made it ([`fold`]). [`compare`] says whether two names are one name – `same`,
//! `different` or `unsure` – with a score, and [`explain`] tells in words what matched what, and by which rule.
//!
//! A verdict does not depend on the order of the two names or of their words, on case, or on the form of quotation
//! marks: documents differ in all of these for one and the same person. `same` says that two *names* are one; whether
//! two *people* are one is for a person to judge.
//!
//! All knowledge stands in `data/` with examples that are tests. The crate knows nothing of documents or ledgers.

mod block;
mod compare;
#[cfg(test)]
mod compare_tests;
mod distance;
mod ending;
mod explain;
mod given;
mod key;
mod name;
#[cfg(test)]
mod name_tests;
mod scheme;
mod table;
mod word;

pub use block::BLOCKS_MAX;
pub use compare::{Bar, Comparison, Verdict, compare, shortens};
pub use explain::{Rule, Step, explain};
pub use key::Key;
pub use name::{NAME_BYTES_MAX, Name, Part, Role};
pub use scheme::{Folded, fold};
