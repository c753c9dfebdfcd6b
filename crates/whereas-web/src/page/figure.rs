//! Figures: the same quantity over time, as a picture and as a table.

use askama::Template;
use whereas_ledger::view::{FigureRow, FigureSeries, Listing, Step};

use super::shell::Shell;
use crate::picture::figure::{chart, number};
use crate::picture::{Mark, Picture};
use crate::query::Pager;
use crate::{address, label};

/// A page of quantities.
#[derive(Template)]
#[template(path = "figures.html")]
pub(crate) struct FigurePage<'a> {
    pub(crate) shell: Shell,
    /// The words that were asked for.
    pub(crate) words: String,
    pub(crate) found: &'a Listing<FigureSeries>,
    pub(crate) pager: &'a Pager,
}

impl FigurePage<'_> {
    fn count(&self) -> String {
        self.shell.n("fig-count", self.found.total)
    }

    fn picture(&self, series: &FigureSeries, nth: &usize) -> Option<Picture> {
        chart(series, &format!("figure-{nth}"), self.shell.words)
    }

    fn number(&self, row: &FigureRow) -> String {
        number(row.value, row.bound)
    }

    fn date(&self, row: &FigureRow) -> String {
        label::date(self.shell.words, &row.document_date)
    }

    fn place(&self, row: &FigureRow) -> String {
        label::place(self.shell.words, &row.passage)
    }

    /// The statement that tells the figure, or its passage.
    fn address(&self, row: &FigureRow) -> String {
        if row.statement.is_empty() {
            address::passage(&row.document, &row.passage)
        } else {
            address::statement_in_document(&row.document, &row.statement)
        }
    }

    /// What the figure is beside the one before it, and whom it disputes.
    fn step(&self, series: &FigureSeries, row: &FigureRow) -> String {
        let step = self.shell.t(match row.step {
            Step::First => "fig-first",
            Step::Agrees => "fig-agrees",
            Step::Denies => "fig-denies",
            Step::Higher => "fig-higher",
            Step::Lower => "fig-lower",
        });
        match row.disputes.and_then(|at| series.rows.get(at as usize)) {
            Some(other) => {
                let told = format!("{} – {}", other.speaker, self.number(other));
                let disputes = self.shell.with("fig-disputes", "other", told);
                [step, &disputes].join(self.shell.t("semicolon"))
            }
            None => step.to_owned(),
        }
    }
}
