//! A statement by itself: its words in their paragraph, its slots, its place, its rule, what people decided.

use std::collections::BTreeSet;

use askama::Template;
use whereas_extract::{PassageKind, Span};
use whereas_ledger::view::{DecisionRow, LinksOf, NoteRow, StatedRow, StatementView};

use super::inline::{Card, Inline, Margin};
use super::linked::{Ended, Linked, chain_address};
use super::note::Noted;
use super::said::Said;
use super::shell::Shell;
use crate::messages::Fill;
use crate::route::entity::KINDS;
use crate::segment::Piece;
use crate::{address, label};

/// The page of one statement.
#[derive(Template)]
#[template(path = "statement.html")]
pub(crate) struct StatementPage<'a> {
    pub(crate) shell: Shell,
    view: &'a StatementView,
    links: &'a LinksOf,
    said: Said<'a>,
    pieces: Vec<Piece<'a, Inline<'a>>>,
    /// Notes by people about it.
    notes: Vec<Noted<'a>>,
    /// What people stated of it.
    stated: &'a [StatedRow],
}

/// Something named inside the statement, and its dossier.
struct Named<'a> {
    kind: String,
    words: &'a str,
    address: Option<String>,
}

impl<'a> StatementPage<'a> {
    /// Lays out a statement.
    pub(crate) fn new(
        shell: Shell,
        view: &'a StatementView,
        links: &'a LinksOf,
        notes: &'a [NoteRow],
        stated: &'a [StatedRow],
    ) -> Self {
        let notes = notes.iter().map(|row| Noted { row, words: shell.words }).collect();
        let whole = Span { start: 0, end: view.passage_text.len() as u32 };
        let mut margin = Margin::new(whole);
        margin.statement(Card::new(1, &view.placed, shell.words));
        for mention in &view.mentions {
            margin.mention(mention, &view.document.id, mention.span.of(&view.passage_text));
        }
        let pieces = margin.pieces(&view.passage_text);
        let said = Said { row: &view.placed.row, words: shell.words };
        Self { shell, view, links, said, pieces, notes, stated }
    }

    /// The links to earlier statements, then those from later ones: each with its other end and what it is.
    fn links(&self) -> Vec<(Linked<'a>, Ended<'a>, &'static str)> {
        let linked = |link| Linked { link, words: self.shell.words };
        let earlier = self.links.earlier.iter().map(linked).map(|one| (one, one.to(), one.kind()));
        let later = self.links.later.iter().map(linked).map(|one| (one, one.from(), one.passive()));
        earlier.chain(later).collect()
    }

    /// The page of the demand over the years.
    fn chain(&self) -> String {
        chain_address(&self.view.placed.row.id)
    }

    /// Who stated something of it when.
    fn stated_by(&self, row: &StatedRow) -> String {
        let at = label::moment(self.shell.words, &row.at);
        self.shell
            .words
            .fill("stated-by-at", &[("author", &label::author(self.shell.words, &row.author)), ("at", &at)])
    }

    /// Whether something that people stated of it stands.
    fn has_stated(&self) -> bool {
        self.stated.iter().any(|row| row.undone.is_none())
    }

    fn passage(&self) -> String {
        label::capital(&self.passage_inside())
    }

    fn passage_inside(&self) -> String {
        label::place(self.shell.words, &self.view.passage.id)
    }

    fn passage_address(&self) -> String {
        address::passage(&self.view.document.id, &self.view.passage.id)
    }

    /// The language of the document's title: its main one.
    fn title_lang(&self) -> &'a str {
        self.view.document.languages.first().map_or("", |lang| lang.code())
    }

    fn document_date(&self) -> String {
        label::date(self.shell.words, &self.view.document.date)
    }

    fn genre(&self) -> &'static str {
        label::genre(self.shell.words, self.view.document.genre)
    }

    fn is_paid_for(&self) -> bool {
        !self.view.document.disclosure.is_empty()
    }

    fn language(&self) -> String {
        label::lang(self.shell.words, self.view.placed.row.lang)
    }

    fn force(&self) -> &'static str {
        label::force(self.shell.words, self.view.placed.row.force)
    }

    fn category(&self) -> &'static str {
        label::category(self.shell.words, self.view.placed.row.category)
    }

    /// Whether the passage's number is printed before its words; turns of an interview are only counted.
    fn is_numbered(&self) -> bool {
        let counted = matches!(self.view.passage.kind, PassageKind::Question | PassageKind::Answer);
        !counted && !self.view.passage.num.is_empty()
    }

    /// Whether the statement goes on through the points below its passage; they keep their lines then.
    fn has_points(&self) -> bool {
        self.view.passage_text.len() > self.view.passage.span.len() as usize
    }

    /// The folder in which the rule stands: its language.
    fn rule_language(&self) -> Option<&'a str> {
        self.view.placed.row.rule.split_once('/').map(|(pack, _)| pack)
    }

    /// What is named inside the statement, each once, in order of place.
    fn named(&self) -> Vec<Named<'a>> {
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        for mention in &self.view.mentions {
            let (kind, words) = (mention.value.kind(), mention.span.of(&self.view.passage_text));
            if words.is_empty() || !seen.insert((kind, words)) {
                continue;
            }
            let id = || whereas_ledger::mention_id(&self.view.document.id, kind, words);
            let address = KINDS.contains(&kind).then(|| address::entity(&id()));
            let kind = label::mention(self.shell.words, kind);
            out.push(Named { kind, words, address });
        }
        out
    }

    /// One paragraph that says where the words stand, for a footnote or a letter.
    fn citation(&self) -> String {
        let StatementView { document, position, placed, .. } = self.view;
        let mut parts = vec![document.title.clone()];
        if !document.publisher.is_empty() && !document.title.contains(&document.publisher) {
            parts.push(document.publisher.clone());
        }
        if !document.date.is_empty()
            && !document.title.contains(&label::date(self.shell.words, &document.date))
        {
            parts.push(label::date(self.shell.words, &document.date));
        }
        parts.push(self.passage_inside());
        let words = whereas_extract::fold_blanks(&placed.row.quote);
        let place: [Fill<'_>; 5] = [
            ("id", &placed.row.id),
            ("document", &document.id),
            ("from", &position.0),
            ("to", &position.1),
            ("sha", &document.sha256),
        ];
        format!("“{words}” – {}. {}", parts.join(", "), self.shell.words.fill("citation-place", &place))
    }

    /// Where the words stand in the text, in code points.
    fn characters(&self) -> String {
        let (from, to) = self.view.position;
        self.shell.words.fill("characters-of", &[("from", &from), ("to", &to)])
    }

    fn theme(&self, id: &str) -> String {
        label::theme(self.shell.words, id)
    }

    fn decided(&self, decision: &DecisionRow) -> String {
        let at = label::moment(self.shell.words, &decision.at);
        self.shell
            .words
            .fill("by-at", &[("author", &label::author(self.shell.words, &decision.author)), ("at", &at)])
    }

    fn verdict(&self, decision: &DecisionRow) -> &'static str {
        label::verdict(self.shell.words, decision.verdict)
    }

    fn anchor(&self, decision: &DecisionRow) -> &'static str {
        label::anchor(self.shell.words, decision.anchor)
    }

    /// The id of a decision as an element of the page.
    fn decision_anchor(&self, decision: &DecisionRow) -> String {
        address::decision_anchor(decision.seq)
    }

    /// Whether a decision of the history was taken back.
    fn is_undone(&self, decision: &DecisionRow) -> bool {
        !self.view.placed.row.decisions.iter().any(|standing| standing.seq == decision.seq)
    }
}
