//! Statements as a table with its filter: all demands, all statements of an act, all statements.

use askama::Template;
use whereas_extract::{Act, Lang};
use whereas_ledger::view::{Listing, Stands, StatementRow};

use super::linked;
use super::said::Said;
use super::shell::Shell;
use crate::label;
use crate::messages::Fill;
use crate::query::{Pager, StatementQuery};

/// A list of statements.
#[derive(Template)]
#[template(path = "statement_list.html")]
pub(crate) struct StatementListPage<'a> {
    pub(crate) shell: Shell,
    /// `/demands` or `/statements`.
    pub(crate) path: &'static str,
    pub(crate) query: &'a StatementQuery,
    pub(crate) act: Option<Act>,
    pub(crate) listing: &'a Listing<StatementRow>,
    /// How each demand of the list stands, in the order of its rows.
    pub(crate) statuses: &'a [Option<Stands>],
    pub(crate) pager: &'a Pager,
    /// Documents to choose from, with their titles; empty when they are too many for a menu.
    pub(crate) documents: Vec<DocumentChoice>,
}

/// A document that the filter offers.
#[derive(Debug, Clone)]
pub(crate) struct DocumentChoice {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) date: String,
}

/// A filter that is set, and the address of the list without it.
struct Chip {
    words: &'static str,
    value: String,
    remove: String,
    without: String,
}

impl StatementListPage<'_> {
    fn heading(&self) -> &'static str {
        self.act.map_or(self.shell.t("all-statements"), |act| label::acts(self.shell.words, act))
    }

    fn meaning(&self) -> &'static str {
        self.act.map_or(self.shell.t("meaning-all"), |act| label::meaning(self.shell.words, act))
    }

    fn is_demands(&self) -> bool {
        self.act == Some(Act::Demand)
    }

    fn count(&self) -> String {
        match self.act {
            Some(act) => label::count(self.shell.words, act, self.listing.total),
            None => self.shell.n("count-statements", self.listing.total),
        }
    }

    /// The statements, and how each stands that is a demand.
    fn rows(&self) -> Vec<(Said<'_>, Option<String>)> {
        let words = self.shell.words;
        let status = |nth: usize| self.statuses.get(nth).copied().flatten();
        let rows = self.listing.rows.iter().enumerate();
        rows.map(|(nth, row)| (Said { row, words }, status(nth).map(|stands| linked::stands(words, stands))))
            .collect()
    }

    /// The acts to choose from: address, words, whether it is this page's.
    fn acts(&self) -> Vec<(String, &'static str, bool)> {
        let all = StatementQuery { act: String::new(), ..self.query.clone() };
        let mut out = vec![(all.address("/statements", 1, ""), self.shell.t("all"), self.act.is_none())];
        out.extend(Act::ALL.into_iter().map(|act| {
            let query = StatementQuery { act: act.as_str().to_owned(), ..self.query.clone() };
            let path = if act == Act::Demand { "/demands" } else { "/statements" };
            (query.address(path, 1, ""), label::acts(self.shell.words, act), self.act == Some(act))
        }));
        out
    }

    fn chips(&self) -> Vec<Chip> {
        let fields = self.query.fields().into_iter().filter(|(_, _, value)| !value.is_empty());
        fields
            .map(|(name, key, value)| {
                let (words, value) = (self.shell.t(key), self.shown(name, value));
                let remove = self.shell.with("chip-remove", "filter", format_args!("{words} {value}"));
                Chip { words, value, remove, without: self.query.address(self.path, 1, name) }
            })
            .collect()
    }

    /// A filter's value as people read it.
    fn shown(&self, name: &str, value: &str) -> String {
        match name {
            "from" | "to" => label::date(self.shell.words, value),
            "lang" => Lang::parse(value)
                .map_or_else(|| value.to_owned(), |lang| label::lang(self.shell.words, lang)),
            "document" => self
                .documents
                .iter()
                .find(|document| document.id == value)
                .map_or_else(|| value.to_owned(), |document| document.title.clone()),
            _ => value.to_owned(),
        }
    }

    fn caption(&self) -> String {
        let heading = self.heading();
        match self.pager.pages {
            0 | 1 => self.shell.with("list-caption", "heading", heading),
            pages => {
                let fills: [Fill<'_>; 3] =
                    [("heading", &heading), ("page", &self.pager.page), ("pages", &pages)];
                self.shell.words.fill("list-caption-page", &fills)
            }
        }
    }

    /// The list without any filter.
    fn unfiltered(&self) -> String {
        StatementQuery { act: self.query.act.clone(), ..Default::default() }.address(self.path, 1, "")
    }
}

impl DocumentChoice {
    /// What the menu says.
    pub(crate) fn words(&self) -> String {
        if self.date.is_empty() { self.title.clone() } else { format!("{} – {}", self.date, self.title) }
    }
}
