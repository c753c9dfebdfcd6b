//! A statement as all pages speak of it: who → whom: what.

use whereas_extract::Act;
use whereas_ledger::Verdict;
use whereas_ledger::view::StatementRow;

use crate::messages::Messages;
use crate::{address, label};

/// A row of the ledger with the words that pages show for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) row: &'a StatementRow,
    /// The language of the page.
    pub(crate) words: &'static Messages,
}

impl<'a> Said<'a> {
    /// The act as it stands in style sheets and addresses.
    pub(crate) fn class(&self) -> &'static str {
        self.row.act.as_str()
    }

    /// The act as a word.
    pub(crate) fn act(&self) -> &'static str {
        label::act(self.words, self.row.act)
    }

    /// The statement's page.
    pub(crate) fn address(&self) -> String {
        address::statement(&self.row.id)
    }

    /// The page of a demand over the years.
    pub(crate) fn chain_address(&self) -> String {
        super::linked::chain_address(&self.row.id)
    }

    /// The page of its document.
    pub(crate) fn document_address(&self) -> String {
        address::document(&self.row.document)
    }

    /// Its place on the page of its document.
    pub(crate) fn place_address(&self) -> String {
        address::statement_in_document(&self.row.document, &self.row.id)
    }

    /// Where in its document it stands.
    pub(crate) fn passage(&self) -> String {
        label::place(self.words, &self.row.passage)
    }

    /// Who is responsible: all speakers where there are several.
    pub(crate) fn who(&self) -> Vec<&'a str> {
        if self.row.speakers.is_empty() {
            Some(self.row.speaker.as_str()).into_iter().filter(|name| !name.is_empty()).collect()
        } else {
            self.row.speakers.iter().map(String::as_str).collect()
        }
    }

    /// Whom it addresses.
    pub(crate) fn whom(&self) -> &'a [String] {
        &self.row.addressees
    }

    /// Where a name leads that stands as speaker or addressee.
    pub(crate) fn name_address(&self, name: &str) -> String {
        address::called(&self.row.document, name)
    }

    /// Whether the pages must say to whom it is addressed, even when nobody is named.
    pub(crate) fn is_demand(&self) -> bool {
        self.row.act == Act::Demand
    }

    /// Findings are so many that their label in the running text is only a number.
    pub(crate) fn is_finding(&self) -> bool {
        self.row.act == Act::Finding
    }

    /// What is asked, each thing by itself; the whole quotation where nothing can be told apart.
    pub(crate) fn what(&self) -> Vec<&'a str> {
        if self.row.actions.is_empty() {
            vec![self.row.quote.as_str()]
        } else {
            self.row.actions.iter().map(String::as_str).collect()
        }
    }

    /// Praise, blame, or `""`.
    pub(crate) fn polarity(&self) -> &'static str {
        self.row.polarity.map_or("", |polarity| label::polarity(self.words, polarity))
    }

    /// What the State under review said to a recommendation, or `""`.
    pub(crate) fn position(&self) -> &'static str {
        self.row.position.map_or("", |position| label::position(self.words, position))
    }

    /// The list of all recommendations with the same position.
    pub(crate) fn same_position(&self) -> String {
        let position = self.row.position.map_or("", whereas_extract::Position::as_str);
        format!("/demands?position={position}")
    }

    /// For when it is promised, or `""`.
    pub(crate) fn due(&self) -> String {
        label::date(self.words, &self.row.due)
    }

    /// The date of its document, or `""`.
    pub(crate) fn date(&self) -> String {
        label::date(self.words, &self.row.document_date)
    }

    /// The last decision that stands, or `""`.
    pub(crate) fn verdict(&self) -> &'static str {
        self.row.decisions.last().map_or("", |decision| label::verdict(self.words, decision.verdict))
    }

    /// The last decision that stands and who took it, or `""`.
    pub(crate) fn decided(&self) -> String {
        let Some(decision) = self.row.decisions.last() else { return String::new() };
        let key = match decision.verdict {
            Verdict::Accepted => "decided-accepted",
            Verdict::Rejected => "decided-rejected",
        };
        self.words.with(key, "author", label::author(self.words, &decision.author))
    }

    /// Who stated it, where no rule found it; `""` otherwise.
    pub(crate) fn stated(&self) -> String {
        let author = whereas_ledger::person(&self.row.rule);
        author.map_or_else(String::new, |author| {
            self.words.with("stated-by", "author", label::author(self.words, author))
        })
    }

    /// Where it is taken back that somebody stated it.
    pub(crate) fn unstate_address(&self) -> String {
        format!("/stated/{}/undo", address::escape(&self.row.id))
    }

    /// How the last decision that stands marks it, else that a person stated it: a class, or `""`.
    pub(crate) fn layer(&self) -> &'static str {
        match self.row.decisions.last().map(|decision| decision.verdict) {
            None if whereas_ledger::person(&self.row.rule).is_some() => " stated",
            Some(Verdict::Accepted) => " accepted",
            Some(Verdict::Rejected) => " rejected",
            None => "",
        }
    }

    /// Where the last decision that stands is taken back; `""` without one.
    pub(crate) fn undo_address(&self) -> String {
        self.row
            .decisions
            .last()
            .map_or(String::new(), |decision| format!("/decisions/{}/undo", decision.seq))
    }

    /// Whether the last decision that stands rejects it; the pages then strike it through.
    pub(crate) fn is_rejected(&self) -> bool {
        self.row.decisions.last().is_some_and(|decision| decision.verdict == Verdict::Rejected)
    }

    /// How sure the rule is, in per cent.
    pub(crate) fn confidence(&self) -> String {
        label::per_cent(self.words, f64::from(self.row.confidence))
    }
}
