//! A dossier: one person, body, law or place with all that the ledger has of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use askama::Template;
use whereas_ledger::Basis;
use whereas_ledger::Identity;
use whereas_ledger::view::{
    Conflict, Dossier, DossierStatement, EntityBrief, IdentityRow, Introduction, MeantRow, Part, Proposal,
    Reason, RoleClaim, Stands,
};

use super::linked;
use super::said::Said;
use super::shell::Shell;
use crate::messages::Messages;
use crate::picture::draw::clip;
use crate::query::Pager;
use crate::route::entity::DossierAddress;
use crate::{address, label, reason};

/// The longest title of a document in a list of places.
const TITLE_CHARS: usize = 60;

/// From which score on a proposed name is told beside the spellings.
const CLOSE_SCORE_MIN: f32 = 0.9;

/// Words of a role that are longer than this tell what it is.
const ROLE_WORD_CHARS: usize = 3;

/// How many proposals are seen at once.
const PROPOSALS_OPEN: usize = 4;

/// The page of a dossier.
#[derive(Template)]
#[template(path = "dossier.html")]
pub(crate) struct DossierPage<'a> {
    pub(crate) shell: Shell,
    id: &'a str,
    view: &'a Dossier,
    query: &'a DossierAddress,
    /// The judgement that was just made or taken back.
    done: Option<&'a IdentityRow>,
    pages: Pager,
    mention_pages: Pager,
}

/// A role with the documents that tell it.
struct RoleSpan<'a> {
    role: &'a str,
    first: &'a RoleClaim,
    last: &'a RoleClaim,
    documents: u32,
}

/// A statement with the part of the entity in it.
struct Line<'a> {
    said: Said<'a>,
    row: &'a DossierStatement,
}

impl<'a> DossierPage<'a> {
    /// Lays out a dossier; `pages` are the numbers of the pages of statements and of mentions.
    pub(crate) fn new(
        shell: Shell,
        id: &'a str,
        view: &'a Dossier,
        query: &'a DossierAddress,
        (page, mentions): (u32, u32),
        done: Option<&'a IdentityRow>,
    ) -> Self {
        let total = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        let pages = Pager::new(page, total(view.statements_total), |page| {
            let page = DossierAddress { page: page.to_string(), ..query.clone() };
            at(id, &page, "dossier-statements")
        });
        let mention_pages = Pager::new(mentions, total(view.mentions_total), |page| {
            let page = DossierAddress { mentions: page.to_string(), ..query.clone() };
            at(id, &page, "dossier-mentions")
        });
        Self { shell, id, view, query, done, pages, mention_pages }
    }

    fn words(&self) -> &'static Messages {
        self.shell.words
    }

    fn kind(&self) -> String {
        label::mention(self.words(), &self.view.entity.kind)
    }

    fn is_person(&self) -> bool {
        self.view.entity.kind == "person"
    }

    /// The address of this page without what was just done, to come back to.
    fn back(&self) -> String {
        at(self.id, &DossierAddress { done: String::new(), ..self.query.clone() }, "")
    }

    /// The address of this page without a mention that is taken out of it: another mention leads to whom is left.
    fn back_without(&self, mention: &str) -> String {
        let mentions = self.view.mentions.iter().map(|row| row.id.as_str());
        let left = mentions.chain(self.view.spellings.iter().map(|row| row.mention.as_str()));
        let query = DossierAddress { done: String::new(), ..self.query.clone() };
        at(left.into_iter().find(|id| *id != mention).unwrap_or(self.id), &query, "")
    }

    /// What somebody who is proposed is said to be, and where they are named first.
    fn introduced(&self, proposal: &Proposal) -> String {
        introduced(self.words(), &proposal.introduced, proposal.entity.documents == 1)
    }

    /// What was just judged or taken back, in a sentence.
    fn done_words(&self, done: &IdentityRow) -> String {
        let key = match (done.undone, done.says) {
            (Some(_), _) => "who-done-undone",
            (None, Some(Identity::Same)) => "who-done-same",
            (None, Some(Identity::Different)) => "who-done-different",
            (None, Some(Identity::Unsure)) => "who-done-unsure",
            (None, None) => "who-done-detached",
        };
        self.words().with(key, "words", self.places(done))
    }

    /// The words that are judged and where they stand.
    fn places(&self, row: &IdentityRow) -> String {
        let place = |(words, title): &(String, String)| format!("“{words}” ({})", clip(title, TITLE_CHARS));
        row.places.iter().map(place).collect::<Vec<_>>().join(" · ")
    }

    fn says(&self, row: &IdentityRow) -> &'static str {
        self.words().text(match row.says {
            Some(Identity::Same) => "who-same",
            Some(Identity::Different) => "who-different",
            Some(Identity::Unsure) => "who-unsure",
            None => "who-detached",
        })
    }

    fn by(&self, row: &IdentityRow) -> String {
        let at = label::moment(self.words(), &row.at);
        self.words().fill("by-at", &[("author", &label::author(self.words(), &row.author)), ("at", &at)])
    }

    /// The id under which the entity is judged.
    fn own_id(&self) -> &'a str {
        &self.view.entity.id
    }

    /// In how many spellings it stands: two who are joined may be spelled alike.
    fn spelling_count(&self) -> usize {
        let all: BTreeSet<&str> = self.view.spellings.iter().map(|row| row.folded.as_str()).collect();
        all.len()
    }

    /// Names that are one with this one as far as spelling tells, and wait for a judgement.
    fn close_spellings(&self) -> Vec<&'a Proposal> {
        let open = |row: &&Proposal| row.same_name && row.unsure.is_none() && row.score >= CLOSE_SCORE_MIN;
        self.view.proposals.iter().filter(open).collect()
    }

    /// The judgement by which a mention of this one was taken out later, where that undoes what it joined.
    fn overridden(&self, row: &IdentityRow) -> Option<String> {
        let out = self.view.judgements.iter().find(|later| {
            later.says.is_none()
                && later.seq > row.seq
                && later.mentions.iter().any(|mention| row.mentions.contains(mention))
        })?;
        (row.says == Some(Identity::Same)).then(|| self.words().with("who-overridden", "seq", out.seq))
    }

    /// The proposals that are seen at once.
    fn first_proposals(&self) -> &'a [Proposal] {
        self.view.proposals.get(..PROPOSALS_OPEN.min(self.view.proposals.len())).unwrap_or_default()
    }

    /// The proposals that are folded away.
    fn more_proposals(&self) -> &'a [Proposal] {
        self.view.proposals.get(PROPOSALS_OPEN..).unwrap_or_default()
    }

    /// Whether both sides speak: then they stand beside each other.
    fn has_sides(&self) -> bool {
        let [by, to, about] = self.view.parts;
        by > 0 && to + about > 0 && self.query.part.is_empty()
    }

    fn conflict(&self, conflict: &Conflict) -> String {
        let entry = |at: usize| conflict.entries.get(at).copied().unwrap_or_default();
        match conflict.close_to.as_slice() {
            [a, b] => self
                .words()
                .fill("who-conflict-between", &[("a", &a.name), ("b", &b.name), ("seq", &entry(0))]),
            _ => self.words().fill("who-conflict-clash", &[("a", &entry(0)), ("b", &entry(1))]),
        }
    }

    /// Why a name is proposed.
    fn reasons(&self, reasons: &[Reason]) -> String {
        reason::sentence(self.words(), reasons)
    }

    fn score(&self, score: f32) -> String {
        self.words().with("who-alike", "score", label::per_cent(self.words(), f64::from(score)))
    }

    /// What both are said to be, where no word of it is the same: one name may be two persons'.
    fn other_roles(&self, proposal: &Proposal) -> Option<String> {
        let (own, other) = (self.view.roles.as_slice(), proposal.introduced.roles.as_slice());
        let (Some(first), Some(second)) = (own.first(), other.first()) else { return None };
        let all = |claims: &[RoleClaim]| -> BTreeSet<String> {
            let long = |word: &&str| word.chars().count() > ROLE_WORD_CHARS;
            let words = claims.iter().flat_map(|claim| claim.role.split(|c: char| !c.is_alphanumeric()));
            words.filter(long).map(str::to_lowercase).collect()
        };
        all(own)
            .is_disjoint(&all(other))
            .then(|| self.words().fill("who-other-roles", &[("own", &first.role), ("other", &second.role)]))
    }

    fn entity_kind(&self, entity: &EntityBrief) -> String {
        label::mention(self.words(), &entity.kind)
    }

    fn entity_address(&self, entity: &EntityBrief) -> String {
        address::entity(&entity.id)
    }

    /// Why a form belongs here.
    fn why(&self, basis: Basis, base: &str, judged: bool) -> String {
        if judged {
            return self.words().text("who-basis-judged").to_owned();
        }
        label::basis(self.words(), basis, base)
    }

    fn form_address(&self, folded: &str) -> String {
        let form = DossierAddress { form: folded.to_owned(), mentions: String::new(), ..self.query.clone() };
        at(self.id, &form, "dossier-mentions")
    }

    fn passage_address(&self, document: &str, passage: &str) -> String {
        address::passage(document, passage)
    }

    fn place(&self, passage: &str) -> String {
        label::place(self.words(), passage)
    }

    fn date(&self, date: &str) -> String {
        label::date(self.words(), date)
    }

    /// What somebody is said to be, each role once, in order of the first time.
    fn roles(&self) -> Vec<RoleSpan<'a>> {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut out: Vec<RoleSpan<'a>> = Vec::new();
        for claim in &self.view.roles {
            let at = *places.entry(claim.role.to_lowercase()).or_insert(out.len());
            match out.get_mut(at) {
                Some(span) => {
                    span.documents += u32::from(span.last.document != claim.document);
                    span.last = claim;
                }
                None => out.push(RoleSpan { role: &claim.role, first: claim, last: claim, documents: 1 }),
            }
        }
        out
    }

    fn role_time(&self, span: &RoleSpan<'_>) -> String {
        let (first, last) = (self.date(&span.first.date), self.date(&span.last.date));
        if first == last {
            return first;
        }
        self.words().fill("date-range", &[("from", &first), ("to", &last)])
    }

    fn statement_address(&self, row: &MeantRow) -> String {
        address::statement(&row.statement)
    }

    /// The claim that a meant role rests on.
    fn claim(&self, claim: &RoleClaim) -> String {
        let date = label::date(self.words(), &claim.date);
        let fills = [("role", &claim.role), ("document", &claim.document), ("date", &date)];
        self.words().fill("who-claim", &fills.map(|(name, value)| (name, value as &dyn Display)))
    }

    fn meant_part(&self, row: &MeantRow) -> &'static str {
        self.part_words(row.part)
    }

    fn part_words(&self, part: Part) -> &'static str {
        self.words().text(match part {
            Part::By => "who-part-by",
            Part::To => "who-part-to",
            Part::About => "who-part-about",
        })
    }

    /// The parts to choose from: address, words, how many, whether it is this page's.
    fn parts(&self) -> Vec<(String, &'static str, String, bool)> {
        let [by, to, about] = self.view.parts;
        let all = by + to + about;
        let choices = [
            ("", "who-part-all", all),
            ("by", "who-part-by", by),
            ("to", "who-part-to", to),
            ("about", "who-part-about", about),
        ];
        let choice = |(part, key, count): (&str, &'static str, usize)| {
            let own = DossierAddress { part: part.to_owned(), page: String::new(), ..self.query.clone() };
            let count = label::grouped(u32::try_from(count).unwrap_or(u32::MAX));
            (at(self.id, &own, "dossier-statements"), self.words().text(key), count, self.query.part == part)
        };
        choices.map(choice).into()
    }

    fn lines(&self) -> Vec<Line<'a>> {
        let words = self.words();
        self.view.statements.iter().map(|row| Line { said: Said { row: &row.row, words }, row }).collect()
    }
}

impl Line<'_> {
    /// How a demand stands; `""` for other statements.
    fn status(&self) -> String {
        self.row.stands.map_or_else(String::new, |stands| linked::stands(self.said.words, stands))
    }

    /// How often the demand was made again; `""` where it was not.
    fn repeated(&self) -> String {
        match self.row.stands {
            Some(Stands { repeated: times @ 1.., .. }) => self.said.words.count("who-repeated", times),
            _ => String::new(),
        }
    }
}

/// What somebody is said to be, and where they are named first, or alone.
pub(crate) fn introduced(words: &'static Messages, introduced: &Introduction, alone: bool) -> String {
    let roles: Vec<&str> = introduced.roles.iter().map(|claim| claim.role.as_str()).collect();
    let key = if alone { "who-named-in" } else { "who-named-first-in" };
    let place = words.with(key, "document", clip(&introduced.title, TITLE_CHARS));
    if roles.is_empty() { place } else { format!("{} · {place}", roles.join("; ")) }
}

/// The address of a dossier with its query, at a part of the page.
fn at(id: &str, query: &DossierAddress, part: &str) -> String {
    let page = |page: &str| if page == "1" { String::new() } else { page.to_owned() };
    let (statements, mentions) = (page(&query.page), page(&query.mentions));
    let path = address::with(
        &address::entity(id),
        &[("part", &query.part), ("page", &statements), ("form", &query.form), ("mentions", &mentions)],
    );
    if part.is_empty() { path } else { format!("{path}#{part}") }
}
