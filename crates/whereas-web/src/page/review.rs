//! The review: the queue of what is worth a look, the figures of rules, and what reading again has changed.

use askama::Template;
use whereas_extract::{Act, Span};
use whereas_ledger::view::{ChangeRow, DecisionView, Listing, ReviewItem, ReviewQueue, RuleScore};

use super::inline::{Card, Inline, Margin};
use super::said::Said;
use super::shell::Shell;
use super::statement_list::DocumentChoice;
use crate::messages::Fill;
use crate::query::Pager;
use crate::route::review::ReviewQuery;
use crate::segment::Piece;
use crate::{address, label};

/// Statements on a page of the queue; each comes with its paragraph.
pub(crate) const REVIEW_ROWS: u32 = 10;

/// A page of the queue.
#[derive(Template)]
#[template(path = "review.html")]
pub(crate) struct ReviewPage<'a> {
    pub(crate) shell: Shell,
    queue: &'a ReviewQueue,
    query: &'a ReviewQuery,
    page: u32,
    documents: Vec<DocumentChoice>,
    rows: Vec<Row<'a>>,
}

/// A statement of the queue.
struct Row<'a> {
    item: &'a ReviewItem,
    said: Said<'a>,
    pieces: Vec<Piece<'a, Inline<'a>>>,
}

/// The figures of rules.
#[derive(Template)]
#[template(path = "rules.html")]
pub(crate) struct RulesPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) scores: &'a [RuleScore],
}

/// What the last reading of each document changed.
#[derive(Template)]
#[template(path = "changes.html")]
pub(crate) struct ChangesPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) listing: &'a Listing<ChangeRow>,
    pub(crate) displaced: &'a [DecisionView],
    pub(crate) pager: &'a Pager,
}

impl<'a> ReviewPage<'a> {
    /// Lays out a page of the queue.
    pub(crate) fn new(
        shell: Shell,
        queue: &'a ReviewQueue,
        query: &'a ReviewQuery,
        page: u32,
        documents: Vec<DocumentChoice>,
    ) -> Self {
        let row = |item: &'a ReviewItem| {
            let view = &item.statement;
            let mut margin = Margin::new(Span { start: 0, end: view.passage_text.len() as u32 });
            margin.statement(Card::new(1, &view.placed, shell.words));
            let pieces = margin.pieces(&view.passage_text);
            Row { item, said: Said { row: &view.placed.row, words: shell.words }, pieces }
        };
        let rows = queue.items.iter().map(row).collect();
        Self { queue, query, page, documents, rows, shell }
    }

    fn acts(&self) -> [(&'static str, &'static str, bool); 5] {
        let chosen = self.query.act.trim();
        Act::ALL.map(|act| (act.as_str(), label::acts(self.shell.words, act), act.as_str() == chosen))
    }

    /// The page behind, where there is more.
    fn next(&self) -> Option<String> {
        let more = self.queue.left > self.page.saturating_mul(REVIEW_ROWS);
        more.then(|| self.query.address(self.page + 1))
    }

    /// The page before.
    fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| self.query.address(self.page - 1))
    }

    /// The address of the queue as it is, for the script to count anew.
    fn data_address(&self) -> String {
        let address = self.query.address(self.page);
        address.replacen("/review", "/review.json", 1)
    }

    /// What was decided last, in a line.
    fn last(&self, last: &DecisionView) -> String {
        let words = self.shell.words;
        let verdict = label::verdict(words, last.decision.verdict);
        words.fill(
            "review-last",
            &[("verdict", &verdict), ("quote", &whereas_extract::fold_blanks(&last.decision.quote))],
        )
    }
}

impl Row<'_> {
    fn lang(&self) -> &str {
        self.item.statement.passage.lang.code()
    }

    /// Why it is worth a look.
    fn why(&self) -> String {
        let (words, score) = (self.said.words, &self.item.score);
        let confidence = self.said.confidence();
        match score.precision() {
            None => words.with("review-why", "confidence", confidence),
            Some(precision) => {
                let share = label::per_cent(words, precision);
                let all = score.accepted.saturating_add(score.rejected);
                let fills: [Fill<'_>; 4] =
                    [("confidence", &confidence), ("share", &share), ("right", &score.accepted), ("n", &all)];
                words.fill("review-why-score", &fills)
            }
        }
    }

    fn rule_address(&self) -> String {
        format!("/review?rule={}", address::escape(&self.said.row.rule))
    }

    fn has_points(&self) -> bool {
        self.item.statement.passage_text.len() > self.item.statement.passage.span.len() as usize
    }
}

impl RulesPage<'_> {
    fn precision(&self, score: &RuleScore) -> String {
        score.precision().map_or_else(String::new, |share| label::per_cent(self.shell.words, share))
    }

    fn address(&self, score: &RuleScore) -> String {
        format!("/review?rule={}", address::escape(&score.rule))
    }
}

impl ChangesPage<'_> {
    fn act(&self, change: &ChangeRow) -> &'static str {
        label::act(self.shell.words, change.act)
    }

    fn place(&self, change: &ChangeRow) -> String {
        label::place(self.shell.words, &change.passage)
    }

    fn place_address(&self, change: &ChangeRow) -> String {
        address::passage(&change.document, &change.passage)
    }

    fn statement_address(&self, change: &ChangeRow) -> String {
        address::statement(&change.statement)
    }

    fn read_at(&self, change: &ChangeRow) -> String {
        label::moment(self.shell.words, &change.at)
    }

    fn anchor(&self, view: &DecisionView) -> &'static str {
        label::anchor(self.shell.words, view.decision.anchor)
    }

    fn decided(&self, view: &DecisionView) -> String {
        let (words, decision) = (self.shell.words, &view.decision);
        let (verdict, at) = (label::verdict(words, decision.verdict), label::moment(words, &decision.at));
        words.fill(
            "decided-by",
            &[("verdict", &verdict), ("author", &label::author(words, &decision.author)), ("at", &at)],
        )
    }

    fn address(&self, view: &DecisionView) -> String {
        format!("/decisions/{}", view.decision.seq)
    }
}
