//! The overview of what there is to follow up: a line and a number for each page.

use askama::Template;
use whereas_ledger::view::Overview;

use super::shell::Shell;
use crate::messages::Messages;

/// The overview.
#[derive(Template)]
#[template(path = "follow_up.html")]
pub(crate) struct FollowUpPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) entries: &'a [Entry],
}

/// A page that the overview leads to.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) address: &'static str,
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// How much there is, where that is known.
    pub(crate) count: Option<u32>,
}

/// The pages that there are, of those that follow something up.
pub(crate) fn entries(overview: &Overview, words: &'static Messages, known: &[&str]) -> Vec<Entry> {
    let all = [
        ("/board", "follow-board", "follow-board-about", Some(overview.board)),
        ("/silence", "follow-silence", "follow-silence-about", Some(overview.silent)),
        ("/due", "follow-due", "follow-due-about", Some(overview.due)),
        ("/claims", "follow-claims", "follow-claims-about", Some(overview.claims)),
        ("/timeline", "follow-timeline", "follow-timeline-about", Some(overview.demands)),
        ("/figures", "fig-figures", "fig-lead", Some(overview.quantities)),
        ("/meetings", "meet-meetings", "meet-lead", Some(overview.bodies)),
        ("/network", "follow-network", "follow-network-about", Some(overview.pairs)),
        ("/citations", "follow-citations", "follow-citations-about", None),
    ];
    let there = all.into_iter().filter(|(address, ..)| known.contains(address));
    there
        .map(|(address, name, about, count)| Entry {
            address,
            name: words.text(name),
            about: words.text(about),
            count,
        })
        .collect()
}

impl FollowUpPage<'_> {
    fn number(&self, count: &u32) -> String {
        crate::label::grouped(*count)
    }
}
