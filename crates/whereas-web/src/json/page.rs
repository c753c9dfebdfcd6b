//! Whole pages as JSON.

use whereas_extract::{Act, CodePoints};
use whereas_ledger::view::{
    ChangeRow, CompareRow, DecisionView, DocumentRow, DocumentView, LinkView, Listing, LogRow, NameRow,
    ReviewQueue, RuleScore, SavedRow, Searched, StatementRow,
};

use super::board::{Link, SurestLinks};
use super::entity::Name;
use super::follow::Compared;
use super::record::{
    Decision, Document, Doubt, Entry, FacetValue, Hit, Mention, Passage, SavedSearch, Statement, Version,
};
use super::shape::record;
use crate::label;
use crate::messages::Messages;
use crate::query::Pager;

record! {
    /// A page of the list of documents.
    Documents = "document-list" {
        /// How many there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page, by date.
        documents: Vec<Document>,
    }
}

record! {
    /// A document with its text and all that was found in it.
    DocumentPage = "document-page" {
        /// The document.
        document: Document,
        /// The canonical text; places count its code points.
        text: String,
        /// Its passages in reading order.
        passages: Vec<Passage>,
        /// Its mentions in order of place.
        mentions: Vec<Mention>,
        /// Its statements in order of place.
        statements: Vec<Statement>,
        /// The surest links of those statements that have any.
        links: Vec<SurestLinks>,
        /// Doubts of the reader.
        doubts: Vec<Doubt>,
        /// All versions, oldest first.
        versions: Vec<Version>,
        /// Decisions whose statement is gone since a newer reading.
        lost: Vec<Decision>,
    }
}

record! {
    /// Two documents side by side; one that was not named is absent.
    Comparison = "comparison" {
        /// The first.
        a: Option<DocumentPage>,
        /// The second.
        b: Option<DocumentPage>,
        /// What became of the demands of the earlier one in the later one.
        rows: Vec<Compared>,
        /// What the later one replies to the earlier one, the surest first.
        links: Vec<Link>,
    }
}

record! {
    /// A page of a list of statements.
    Statements = "statement-list" {
        /// How many pass the filter in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page, by date of the document.
        statements: Vec<Statement>,
    }
}

record! {
    /// A page of hits of the search.
    Hits = "hit-list" {
        /// How many there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page, by date of the document.
        hits: Vec<Hit>,
        /// By what they could be narrowed.
        facets: Vec<FacetValue>,
        /// Of how many hits the facets were counted.
        counted: u32,
        /// Searches that people keep.
        saved: Vec<SavedSearch>,
        /// On the first page of a search that is not narrowed: the first names that bear the words.
        names: Vec<Name>,
    }
}

record! {
    /// A page of the log.
    Entries = "entry-list" {
        /// How many there are in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Those of this page, oldest first.
        entries: Vec<Entry>,
    }
}

record! {
    /// A page of the review queue.
    Review = "review" {
        /// How many pass the filter and have no decision, or decisions that disagree.
        left: u32,
        /// On how many a decision stands.
        decided: u32,
        /// The number of this page, from 1.
        page: u32,
        /// What is worth a look, most first.
        items: Vec<ReviewItem>,
    }
}

record! {
    /// A statement that is worth a look.
    ReviewItem = "review-item" {
        /// The statement.
        statement: Statement,
        /// Whether decisions stand that disagree.
        contested: bool,
        /// How likely it is right, from 0 to 1, by its confidence and by what people decided on its rule.
        expected: f64,
    }
}

record! {
    /// What people decided on each rule, the worst first.
    RuleScores = "rule-decisions-list" {
        /// The rules on which somebody decided.
        rules: Vec<RuleDecisions>,
    }
}

record! {
    /// What people decided on what a rule found, as far as it stands.
    RuleDecisions = "rule-decisions" {
        /// The rule.
        rule: String,
        /// Decisions that say it was right.
        accepted: u32,
        /// Decisions that say it was wrong.
        rejected: u32,
        /// The share of the accepted.
        precision: Option<f64>,
    }
}

record! {
    /// What the last reading of each document changed, the newest reading first.
    Changes = "changes" {
        /// How many statements came or went in all.
        total: u32,
        /// The number of this page, from 1.
        page: u32,
        /// How many pages there are.
        pages: u32,
        /// Statements that came or went, those of this page.
        changes: Vec<Change>,
        /// Decisions that stand and that a reading moved or lost, newest first.
        displaced: Vec<Decision>,
    }
}

record! {
    /// A statement that a reading found for the first time, or no longer.
    Change = "change" {
        /// Number of the entry that tells of the reading.
        seq: i64,
        /// When it was read, RFC 3339 UTC.
        at: String,
        /// Id of the document.
        document: String,
        /// Title of the document.
        document_title: String,
        /// Id of the statement.
        statement: String,
        /// Its act.
        act: Act,
        /// Id of its passage.
        passage: String,
        /// Whether it is gone.
        gone: bool,
        /// Its words, empty where it is gone.
        quote: String,
    }
}

record! {
    /// What the words of the pages mean.
    About = "about" {
        /// Version of the program.
        version: String,
        /// What the ledger is called.
        ledger: String,
        /// The acts, in their order.
        acts: Vec<ActMeaning>,
    }
}

record! {
    /// An act and what it means.
    ActMeaning = "act" {
        /// The act.
        act: Act,
        /// Its name in the language of the answer.
        name: String,
        /// What it is, in the language of the answer.
        meaning: String,
    }
}

record! {
    /// What went wrong.
    Error = "error" {
        /// Why there is no answer, in the language of the answer.
        error: String,
    }
}

impl Documents {
    pub(crate) fn of(listing: &Listing<DocumentRow>, pager: &Pager) -> Self {
        let documents = listing.rows.iter().map(Document::from).collect();
        Self { total: listing.total, page: pager.page, pages: pager.pages, documents }
    }
}

impl Comparison {
    pub(crate) fn of(
        a: Option<&DocumentView>,
        b: Option<&DocumentView>,
        rows: &[CompareRow],
        links: &[LinkView],
    ) -> Self {
        Self {
            a: a.map(DocumentPage::from),
            b: b.map(DocumentPage::from),
            rows: rows.iter().map(Compared::from).collect(),
            links: links.iter().map(Link::from).collect(),
        }
    }
}

impl Statements {
    pub(crate) fn of(listing: &Listing<StatementRow>, pager: &Pager) -> Self {
        let statements = listing.rows.iter().map(Statement::from).collect();
        Self { total: listing.total, page: pager.page, pages: pager.pages, statements }
    }
}

impl Hits {
    pub(crate) fn of(found: &Searched, pager: &Pager, saved: &[SavedRow], names: &Listing<NameRow>) -> Self {
        let saved = saved.iter().map(SavedSearch::from).collect();
        let hits = found.hits.rows.iter().map(Hit::from).collect();
        let facets = found.facets.iter().map(FacetValue::from).collect();
        let (total, counted) = (found.hits.total, found.counted);
        let names = names.rows.iter().map(Name::from).collect();
        Self { total, page: pager.page, pages: pager.pages, hits, facets, counted, saved, names }
    }
}

impl Entries {
    pub(crate) fn of(listing: &Listing<LogRow>, pager: &Pager) -> Self {
        let entries = listing.rows.iter().map(Entry::from).collect();
        Self { total: listing.total, page: pager.page, pages: pager.pages, entries }
    }
}

impl From<&DocumentView> for DocumentPage {
    fn from(view: &DocumentView) -> Self {
        let points = CodePoints::new(&view.text);
        let statements = view.statements.iter().map(|placed| Statement {
            start: Some(points.at(placed.span.start)),
            end: Some(points.at(placed.span.end)),
            page: view.source.page(placed.span.start),
            ..Statement::from(&placed.row)
        });
        let links = view.statements.iter().filter_map(|placed| {
            let id = placed.row.id.as_str();
            view.links.get(id).map(|surest| SurestLinks::of(id, surest))
        });
        let doubts = view
            .diagnostics
            .iter()
            .map(|doubt| Doubt { code: doubt.code.clone(), message: doubt.message.clone() });
        Self {
            document: Document::from(&view.row),
            text: view.text.clone(),
            passages: Passage::all(view, &points),
            mentions: Mention::all(view, &points),
            statements: statements.collect(),
            links: links.collect(),
            doubts: doubts.collect(),
            versions: view.captures.iter().map(|capture| Version::of(&view.row.id, capture)).collect(),
            lost: view.lost.iter().map(Decision::from).collect(),
        }
    }
}

impl Review {
    pub(crate) fn of(queue: &ReviewQueue, page: u32) -> Self {
        let items = queue.items.iter().map(|item| ReviewItem {
            statement: Statement::from(&item.statement),
            contested: item.contested,
            expected: item.expected,
        });
        Self { left: queue.left, decided: queue.decided, page, items: items.collect() }
    }
}

impl RuleScores {
    pub(crate) fn of(scores: &[RuleScore]) -> Self {
        let rules = scores.iter().map(|score| RuleDecisions {
            rule: score.rule.clone(),
            accepted: score.accepted,
            rejected: score.rejected,
            precision: score.precision(),
        });
        Self { rules: rules.collect() }
    }
}

impl Changes {
    pub(crate) fn of(listing: &Listing<ChangeRow>, displaced: &[DecisionView], pager: &Pager) -> Self {
        let change = |row: &ChangeRow| Change {
            seq: row.seq,
            at: row.at.clone(),
            document: row.document.clone(),
            document_title: row.document_title.clone(),
            statement: row.statement.clone(),
            act: row.act,
            passage: row.passage.clone(),
            gone: row.gone,
            quote: row.quote.clone(),
        };
        Self {
            total: listing.total,
            page: pager.page,
            pages: pager.pages,
            changes: listing.rows.iter().map(change).collect(),
            displaced: displaced.iter().map(Decision::from).collect(),
        }
    }
}

impl About {
    pub(crate) fn new(ledger: &str, words: &'static Messages) -> Self {
        let acts = Act::ALL.map(|act| ActMeaning {
            act,
            name: label::act(words, act).to_owned(),
            meaning: label::meaning(words, act).to_owned(),
        });
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), ledger: ledger.to_owned(), acts: acts.into() }
    }
}
