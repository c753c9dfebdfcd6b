//! Who is who: from mentions to entities.
//!
//! Three steps, each a function of what stands before it and of nothing else:
//!
//! 1. Within a document every mention has a *base* ([`local`]): itself, or the full form of the same document that it
//!    goes back to – a surname to the full name, an abbreviation to the body behind whose name it stands in brackets.
//! 2. The base makes the *node* ([`node`]): a name. The same full name in several documents is one node; a name that
//!    does not tell by itself ("the Commission", a surname) is a node of its document.
//! 3. Judgements of people join nodes and part them ([`identity`]).
//!
//! Everything else – other spellings, other scripts, lists of names – is proposed ([`propose`]) when somebody asks,
//! and joins nothing.

mod body;
pub(crate) mod close;
pub(crate) mod conflict;
pub(crate) mod dossier;
pub(crate) mod extent;
pub(crate) mod find;
pub(crate) mod identity;
pub(crate) mod list;
pub(crate) mod local;
pub(crate) mod mention;
pub(crate) mod name_list;
pub(crate) mod node;
mod person;
pub(crate) mod propose;
mod said;
mod sense;
#[cfg(test)]
mod sim_tests;
#[cfg(test)]
mod speed_tests;

pub use local::Basis;
