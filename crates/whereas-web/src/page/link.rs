//! A link by itself: both statements side by side, why, and what people say.

use askama::Template;
use whereas_ledger::LinkVerdict;
use whereas_ledger::view::LinkView;

use super::linked::{self, Ended, Linked};
use super::shell::Shell;
use crate::label;

/// The page of one link.
#[derive(Template)]
#[template(path = "link.html")]
pub(crate) struct LinkPage<'a> {
    pub(crate) shell: Shell,
    linked: Linked<'a>,
}

impl<'a> LinkPage<'a> {
    pub(crate) fn new(shell: Shell, link: &'a LinkView) -> Self {
        let linked = Linked { link, words: shell.words };
        Self { shell, linked }
    }

    /// Both statements under their heads, the earlier one first.
    fn ends(&self) -> [(Ended<'a>, &'static str); 2] {
        [(self.linked.to(), self.shell.t("link-earlier")), (self.linked.from(), self.shell.t("link-later"))]
    }

    fn at(&self, at: &str) -> String {
        label::moment(self.shell.words, at)
    }

    fn verdict(&self, says: &LinkVerdict) -> &'static str {
        linked::verdict(self.shell.words, *says)
    }

    fn undo(&self, seq: &i64) -> String {
        linked::undo_address(*seq)
    }
}
