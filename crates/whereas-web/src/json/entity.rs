//! Names, dossiers and judgements of who is who as JSON.

use whereas_ledger::Identity;
use whereas_ledger::view::{self, NameListing};

use super::record::Statement;
use super::shape::record;
use crate::query::Pager;

record! {
    /// A page of the list of names.
    Names = "name-list" {
        /// How many pass the filter in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page; those that most documents have come first.
        names: Vec<Name>,
    }
}

record! {
    /// A person, body, law or place as it is listed.
    Name = "name-row" {
        /// Id of its first mention, which leads to its dossier.
        id: String,
        /// `person`, `organisation`, `law` or `place`.
        kind: String,
        /// Its most frequent full form.
        name: String,
        /// In how many documents it stands.
        documents: u32,
        /// In how many spellings.
        spellings: u32,
        /// Whether several people bear this name, as judged or as their fuller names tell.
        several: bool,
        /// What it is first said to be; only where names are searched for or wait for a judgement.
        roles: Vec<Role>,
        /// How many names may be the same and wait for a judgement; only where `open` asks for it.
        open: Option<u32>,
    }
}

record! {
    /// Whom a document means by a name.
    Called = "called" {
        /// The name.
        name: String,
        /// Id of the mention that leads to the dossier; empty where the document marks nobody so.
        mention: String,
    }
}

record! {
    /// All that the ledger has of one person, body, law or place.
    Dossier = "dossier-page" {
        /// The entity.
        entity: Entity,
        /// Its spellings, the most frequent first.
        spellings: Vec<Spelling>,
        /// How many mentions there are in all, one for each form and document.
        mentions_total: u32,
        /// A page of them, in order of time.
        mentions: Vec<DossierMention>,
        /// Who may be the same.
        proposals: Vec<Proposal>,
        /// Judgements that stand against each other or against a proposal.
        conflicts: Vec<Conflict>,
        /// What people judged and still stands, oldest first.
        judgements: Vec<Judgement>,
        /// What it is said to be, in order of time.
        roles: Vec<Role>,
        /// Later words that may mean it by such a role.
        meant: Vec<Meant>,
        /// How many statements pass in all.
        statements_total: u32,
        /// How many statements there are by it.
        by: u32,
        /// How many are addressed to it.
        to: u32,
        /// How many name it otherwise.
        about: u32,
        /// A page of the statements, in order of time.
        statements: Vec<DossierStatement>,
    }
}

record! {
    /// An entity in one line.
    Entity = "dossier" {
        /// Id of its first mention.
        id: String,
        /// `person`, `organisation`, `law` or `place`.
        kind: String,
        /// Its most frequent full form.
        name: String,
        /// Id of the document of its first mention.
        document: String,
        /// In how many documents it stands.
        documents: u32,
    }
}

record! {
    /// A spelling of an entity.
    Spelling = "spelling" {
        /// As it stands in the first document that has it.
        form: String,
        /// How many documents have it.
        documents: u32,
        /// Why it belongs here: `itself`, `brackets`, `inflected`, `shorter`, `publisher`, `house`.
        basis: String,
        /// Why, in words.
        why: String,
        /// Whether a person's judgement brought it here.
        judged: bool,
        /// Id of its first mention.
        mention: String,
    }
}

record! {
    /// One form in one document.
    DossierMention = "dossier-mention" {
        /// Its id.
        id: String,
        /// As it stands in the text.
        form: String,
        /// Id of the document.
        document: String,
        /// Title of the document.
        document_title: String,
        /// Date of the document, or empty.
        document_date: String,
        /// Id of the passage of its first place.
        passage: String,
        /// How often the document has it.
        times: u32,
        /// Why it belongs here.
        basis: String,
        /// Why, in words.
        why: String,
    }
}

record! {
    /// Another entity that may be the same.
    Proposal = "proposal" {
        /// Who.
        entity: Entity,
        /// How sure, from 0 to 1.
        score: f32,
        /// Whether the names are one; else one may be a short form of the other, or too little is there to say.
        same_name: bool,
        /// Why, in words.
        why: Vec<String>,
        /// What the other is first said to be, each role once.
        roles: Vec<Role>,
        /// Title of the document where the other is named first.
        title: String,
        /// Number of the judgement that nobody can tell, where somebody judged so.
        unsure: Option<i64>,
    }
}

record! {
    /// What cannot all be true.
    Conflict = "conflict" {
        /// Numbers of the judgements.
        entries: Vec<i64>,
        /// What stands against what, in words.
        words: String,
    }
}

record! {
    /// A judgement of who is who.
    Judgement = "judgement" {
        /// Number in the log.
        seq: i64,
        /// `same`, `different` or `unsure`; absent for a mention that was detached.
        says: Option<String>,
        /// Ids of the mentions.
        mentions: Vec<String>,
        /// Their words and documents.
        words: Vec<String>,
        /// Who judged.
        author: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// Why, or empty.
        reason: String,
        /// Number of the entry that took it back, if one did.
        undone: Option<i64>,
    }
}

record! {
    /// What somebody is said to be.
    Role = "role" {
        /// The role as it stands in the text.
        role: String,
        /// The role and the name.
        quote: String,
        /// Id of the document.
        document: String,
        /// Date of the document, or empty.
        date: String,
        /// Id of the mention.
        mention: String,
    }
}

record! {
    /// Words that may mean somebody by a role.
    Meant = "meant" {
        /// The words.
        words: String,
        /// `by` or `to`: whether they are the speaker or an addressee.
        part: String,
        /// Id of the statement.
        statement: String,
        /// Id of the document.
        document: String,
        /// Date of the document, or empty.
        date: String,
        /// The claim that it rests on: its role, document and date.
        claim: String,
    }
}

record! {
    /// A statement and the part of the entity in it.
    DossierStatement = "dossier-statement" {
        /// `by`, `to` or `about`.
        part: String,
        /// The statement.
        statement: Statement,
        /// How a demand stands.
        status: Option<String>,
        /// How many later documents make the demand again.
        repeated: Option<u32>,
    }
}

/// A value of the ledger as the word that its JSON has.
pub(crate) fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

impl From<&view::NameRow> for Name {
    fn from(row: &view::NameRow) -> Self {
        Self {
            id: row.id.clone(),
            kind: row.kind.clone(),
            name: row.name.clone(),
            documents: row.documents,
            spellings: row.spellings,
            several: row.several,
            roles: row.introduced.iter().flat_map(|came| &came.roles).map(Role::from).collect(),
            open: row.open,
        }
    }
}

impl Names {
    pub(crate) fn of(found: &NameListing, pager: &Pager) -> Self {
        let names = found.listing.rows.iter().map(Name::from);
        Self { total: found.listing.total, page: pager.page, pages: pager.pages, names: names.collect() }
    }
}

impl From<&view::Dossier> for Dossier {
    fn from(view: &view::Dossier) -> Self {
        let [by, to, about] = view.parts.map(count);
        Self {
            entity: Entity::from(&view.entity),
            spellings: view.spellings.iter().map(Spelling::from).collect(),
            mentions_total: count(view.mentions_total),
            mentions: view.mentions.iter().map(DossierMention::from).collect(),
            proposals: view.proposals.iter().map(Proposal::from).collect(),
            conflicts: view
                .conflicts
                .iter()
                .map(|row| Conflict { entries: row.entries.clone(), words: row.words.clone() })
                .collect(),
            judgements: view.judgements.iter().map(Judgement::from).collect(),
            roles: view.roles.iter().map(Role::from).collect(),
            meant: view.meant.iter().map(Meant::from).collect(),
            statements_total: count(view.statements_total),
            by,
            to,
            about,
            statements: view.statements.iter().map(DossierStatement::from).collect(),
        }
    }
}

impl From<&view::EntityBrief> for Entity {
    fn from(brief: &view::EntityBrief) -> Self {
        Self {
            id: brief.id.clone(),
            kind: brief.kind.clone(),
            name: brief.name.clone(),
            document: brief.document.clone(),
            documents: count(brief.documents),
        }
    }
}

impl From<&view::Spelling> for Spelling {
    fn from(row: &view::Spelling) -> Self {
        Self {
            form: row.form.clone(),
            documents: row.documents,
            basis: word(row.basis),
            why: row.why.to_string(),
            judged: row.judged,
            mention: row.mention.clone(),
        }
    }
}

impl From<&view::DossierMention> for DossierMention {
    fn from(row: &view::DossierMention) -> Self {
        Self {
            id: row.id.clone(),
            form: row.form.clone(),
            document: row.document.clone(),
            document_title: row.document_title.clone(),
            document_date: row.document_date.clone(),
            passage: row.passage.clone(),
            times: row.times,
            basis: word(row.basis),
            why: row.why.to_string(),
        }
    }
}

impl From<&view::Proposal> for Proposal {
    fn from(row: &view::Proposal) -> Self {
        Self {
            entity: Entity::from(&row.entity),
            score: row.score,
            same_name: row.same_name,
            why: row.why.iter().map(ToString::to_string).collect(),
            roles: row.introduced.roles.iter().map(Role::from).collect(),
            title: row.introduced.title.clone(),
            unsure: row.unsure,
        }
    }
}

impl From<&view::IdentityRow> for Judgement {
    fn from(row: &view::IdentityRow) -> Self {
        Self {
            seq: row.seq,
            says: row.says.map(|says: Identity| word(says)),
            mentions: row.mentions.clone(),
            words: row.words.clone(),
            author: row.author.clone(),
            at: row.at.clone(),
            reason: row.reason.clone(),
            undone: row.undone,
        }
    }
}

impl From<&view::RoleClaim> for Role {
    fn from(row: &view::RoleClaim) -> Self {
        Self {
            role: row.role.clone(),
            quote: row.quote.clone(),
            document: row.document.clone(),
            date: row.date.clone(),
            mention: row.mention.clone(),
        }
    }
}

impl From<&view::MeantRow> for Meant {
    fn from(row: &view::MeantRow) -> Self {
        Self {
            words: row.words.clone(),
            part: row.part.as_str().to_owned(),
            statement: row.statement.clone(),
            document: row.document.clone(),
            date: row.date.clone(),
            claim: row.claim.to_string(),
        }
    }
}

impl From<&view::DossierStatement> for DossierStatement {
    fn from(said: &view::DossierStatement) -> Self {
        Self {
            part: said.part.as_str().to_owned(),
            statement: Statement::from(&said.row),
            status: said.stands.map(|stands| word(stands.status)),
            repeated: said.stands.map(|stands| stands.repeated),
        }
    }
}
