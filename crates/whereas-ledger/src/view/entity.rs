//! Entities as they are shown.

use super::reason::Reason;

/// Somebody or something, with every form by which it is named in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityRow {
    /// `person`, `organisation`, `law` or `place`.
    pub kind: String,
    /// Id of its first mention; judgements take it.
    pub id: String,
    /// Its most frequent full form.
    pub name: String,
    /// Every form, the most frequent first.
    pub forms: Vec<EntityForm>,
}

/// A form of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityForm {
    /// As it stands in the text.
    pub form: String,
    /// Whether it is joined to the others, or proposed.
    pub state: FormState,
    /// Why.
    pub why: Vec<Reason>,
    /// How sure a proposal is, from 0 to 1; 1 where it is joined.
    pub score: f32,
    /// Ids of its mentions, one for each document, in order of adding.
    pub mentions: Vec<String>,
    /// How often it stands in all documents.
    pub times: u32,
}

/// How a form came to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormState {
    /// By the same full name, within its document, or by a judgement.
    Joined,
    /// By a likeness that nobody has judged.
    Proposed,
}
