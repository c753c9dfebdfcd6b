//! A dossier: all that the ledger has of one person, body, law or place.

use std::fmt;

use serde::{Serialize, Serializer};

use super::standing::Stands;
use super::{Reason, StatementRow};
use crate::{Basis, Identity, Page};

/// What `who` finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The entity that fits best; none where the name fits several equally well.
    pub dossier: Option<Dossier>,
    /// Others that fit, the best first.
    pub others: Vec<EntityBrief>,
}

/// An entity in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityBrief {
    /// Id of its first mention; `who` and `judge` take it.
    pub id: String,
    /// `person`, `organisation`, `law` or `place`.
    pub kind: String,
    /// Its most frequent full form.
    pub name: String,
    /// Id of the document of its first mention.
    pub document: String,
    /// In how many documents it stands.
    pub documents: usize,
}

/// All that the ledger has of one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The entity.
    pub entity: EntityBrief,
    /// Its spellings, the most frequent first.
    pub spellings: Vec<Spelling>,
    /// Every form in every document, in order of time; the page of them that was asked for.
    pub mentions: Vec<DossierMention>,
    /// How many there are in all.
    pub mentions_total: usize,
    /// Who may be the same.
    pub proposals: Vec<Proposal>,
    /// Judgements that stand against each other or against a proposal.
    pub conflicts: Vec<Conflict>,
    /// What people judged of its mentions, oldest first; those that were taken back are left out.
    pub judgements: Vec<IdentityRow>,
    /// What it is said to be, in order of time.
    pub roles: Vec<RoleClaim>,
    /// Later words that may mean it by such a role.
    pub meant: Vec<MeantRow>,
    /// Statements by, to or about it, in order of time; the page of them that was asked for.
    pub statements: Vec<DossierStatement>,
    /// How many statements pass the query in all.
    pub statements_total: usize,
    /// How many there are by, to and about it.
    pub parts: [usize; 3],
}

/// Which parts of a dossier are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierQuery {
    /// Which stretch of the mentions.
    pub mentions: Page,
    /// Only mentions of this spelling ([`Spelling::folded`]); `""` for all.
    pub form: String,
    /// Which stretch of the statements.
    pub statements: Page,
    /// Only statements in which it has this part.
    pub part: Option<Part>,
    /// Whether demands come with how they stand.
    pub with_status: bool,
}

impl Default for DossierQuery {
    fn default() -> Self {
        let statements = Page { offset: 0, limit: crate::limit::DOSSIER_STATEMENTS_MAX };
        Self { mentions: Page::ALL, form: String::new(), statements, part: None, with_status: false }
    }
}

/// A spelling of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spelling {
    /// As it stands in the first document that has it.
    pub form: String,
    /// The same, as spellings are compared.
    pub folded: String,
    /// How many documents have it.
    pub documents: u32,
    /// Why it belongs here, where it stands first.
    pub basis: Basis,
    /// The fuller form that it goes back to there.
    pub base: String,
    /// Why.
    pub why: Reason,
    /// Whether a person's judgement brought it here.
    pub judged: bool,
    /// Id of its first mention.
    pub mention: String,
    /// The name that it stands for.
    #[serde(skip)]
    pub(crate) node: String,
}

/// One form in one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DossierMention {
    /// Its id.
    pub id: String,
    /// As it stands in the text.
    pub form: String,
    /// Id of the document.
    pub document: String,
    /// Title of the document.
    pub document_title: String,
    /// Date of the document or `""`.
    pub document_date: String,
    /// Id of the passage of its first place.
    pub passage: String,
    /// How often the document has it.
    pub times: u32,
    /// Why it belongs here.
    pub basis: Basis,
    /// Why.
    pub why: Reason,
    /// The fuller form of the document that it goes back to.
    pub base: String,
}

/// Another entity that may be the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// Who.
    pub entity: EntityBrief,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// Whether the names are one; else one may be a short form of the other, or too little is there to say.
    pub same_name: bool,
    /// Why.
    pub why: Vec<Reason>,
    /// What tells somebody who judges whom they have before them.
    #[serde(flatten)]
    pub introduced: Introduction,
    /// The judgement that nobody can tell, if somebody judged so.
    pub unsure: Option<i64>,
}

/// How somebody comes in: what tells those who bear one name apart for a reader.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Introduction {
    /// What they are first said to be, each role once, in order of time.
    pub roles: Vec<RoleClaim>,
    /// Title of the document where they are named first.
    pub title: String,
}

/// What cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Numbers of the judgements.
    pub entries: Vec<i64>,
    /// What stands against what, in words.
    pub words: String,
    /// The two that are judged to be two, to both of which the entity is close; none where judgements clash.
    #[serde(skip)]
    pub close_to: Vec<EntityBrief>,
}

/// A judgement of who is who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentityRow {
    /// Number in the log.
    pub seq: i64,
    /// What was said; none for a mention that was detached.
    pub says: Option<Identity>,
    /// Ids of the mentions.
    pub mentions: Vec<String>,
    /// Their words and documents.
    pub words: Vec<String>,
    /// The same apart: words as they stand, and the title of the document.
    #[serde(skip)]
    pub places: Vec<(String, String)>,
    /// Who judged.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Why, or `""`.
    pub reason: String,
    /// Number of the entry that took it back, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone: Option<i64>,
}

/// What somebody is said to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleClaim {
    /// The role as it stands in the text.
    pub role: String,
    /// The role and the name.
    pub quote: String,
    /// Id of the document.
    pub document: String,
    /// Date of the document or `""`.
    pub date: String,
    /// Id of the mention.
    pub mention: String,
}

/// The role, and where it is claimed.
impl fmt::Display for RoleClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {} ({})", self.role, self.document, self.date)
    }
}

fn in_words<S: Serializer>(claim: &RoleClaim, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(claim)
}

/// Words that may mean somebody by a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeantRow {
    /// The words: "the minister".
    pub words: String,
    /// `by` or `to`: whether they are the speaker or an addressee.
    pub part: Part,
    /// Id of the statement.
    pub statement: String,
    /// Id of the document.
    pub document: String,
    /// Date of the document or `""`.
    pub date: String,
    /// The claim that it rests on.
    #[serde(serialize_with = "in_words")]
    pub claim: RoleClaim,
}

/// A statement and the part of the entity in it.
#[derive(Debug, Clone, PartialEq)]
pub struct DossierStatement {
    /// The part.
    pub part: Part,
    /// The statement.
    pub row: StatementRow,
    /// How it stands and how many later documents repeat it, where it is a demand and that was asked for.
    pub stands: Option<Stands>,
}

/// The part that an entity has in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// It speaks.
    By,
    /// It shall act.
    To,
    /// It is named.
    About,
}

impl Part {
    /// The part as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Part::By => "by",
            Part::To => "to",
            Part::About => "about",
        }
    }
}
