//! Which statements of two documents belong together, for the links between their marks where the documents stand
//! side by side.

use std::collections::BTreeMap;

use whereas_ledger::view::{CompareRow, DocumentView, Fate, LinkState, LinkView};

use super::linked::{self, Linked};
use crate::messages::Messages;
use crate::{address, label};

/// A statement of the other document.
#[derive(Debug)]
pub(crate) struct Partner {
    /// Where its words stand on the page.
    pub(crate) address: String,
    /// What the later of both is to the earlier one, for the style sheet.
    pub(crate) kind: &'static str,
    /// The same in words: `denied by: denial 3 in the other document`.
    pub(crate) words: String,
}

/// The partners of the statements of two documents, by id.
#[derive(Debug)]
pub(crate) struct Partners(BTreeMap<String, Vec<Partner>>);

/// Where a statement stands on the page, and how it is called there.
struct Place {
    address: String,
    name: String,
}

impl Partners {
    /// Nobody has any.
    pub(crate) const NONE: Self = Self(BTreeMap::new());

    /// The partners of the statements of two documents that stand side by side in this order.
    pub(crate) fn of(
        words: &'static Messages,
        sides: [&DocumentView; 2],
        rows: &[CompareRow],
        links: &[LinkView],
    ) -> Self {
        let mut out = Self::NONE;
        let places = places(words, sides);
        // That a demand is spoken of says less of it than what is said to it.
        for link in links.iter().filter(|link| counts(link)) {
            let seen = Linked { link, words };
            let (earlier, later) =
                ((&*link.to.statement, seen.passive()), (&*link.from.statement, seen.kind()));
            out.put(words, &places, link.kind.as_str(), earlier, later);
        }
        for row in rows {
            if let (Some(before), Some(after)) = (&row.before, &row.after) {
                let fate = linked::fate(words, row.fate);
                out.put(words, &places, line(row.fate), (&before.statement, fate), (&after.statement, fate));
            }
        }
        out
    }

    /// The partners of a statement, the surest first.
    pub(crate) fn of_statement(&self, id: &str) -> &[Partner] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// Makes two statements partners of each other; each comes with what it is to the other one.
    fn put(
        &mut self,
        words: &'static Messages,
        places: &BTreeMap<&str, Place>,
        kind: &'static str,
        one: (&str, &'static str),
        other: (&str, &'static str),
    ) {
        for ((own, what), (partner, _)) in [(one, other), (other, one)] {
            let Some(place) = places.get(partner) else { continue };
            let partners = self.0.entry(own.to_owned()).or_default();
            if partners.len() < PARTNERS_SHOWN_MAX
                && partners.iter().all(|known| known.address != place.address)
            {
                let words = words.fill("compare-partner", &[("what", &what), ("name", &place.name)]);
                partners.push(Partner { address: place.address.clone(), kind, words });
            }
        }
    }
}

/// Whether a link counts: a person confirmed it, or it is sure enough and nobody rejected it.
fn counts(link: &LinkView) -> bool {
    let least = f32::from(whereas_ledger::limit::REPLY_SCORE_MIN) / 1000.0;
    match link.state {
        LinkState::Confirmed => true,
        LinkState::Proposed => link.confidence >= least,
        LinkState::Rejected => false,
    }
}

/// The most partners that the mark of a statement leads to.
const PARTNERS_SHOWN_MAX: usize = 3;

/// All statements of both documents, under the numbers that they have there.
fn places<'a>(words: &'static Messages, sides: [&'a DocumentView; 2]) -> BTreeMap<&'a str, Place> {
    let mut out = BTreeMap::new();
    for (view, prefix) in sides.into_iter().zip(["a-", "b-"]) {
        for (index, placed) in view.statements.iter().enumerate() {
            let id = placed.row.id.as_str();
            let address = format!("#{prefix}{}", address::statement_anchor(id));
            let name = format!("{} {}", label::act(words, placed.row.act), index + 1);
            out.insert(id, Place { address, name });
        }
    }
    out
}

/// The kind of the line from a demand to what became of it.
fn line(fate: Fate) -> &'static str {
    match fate {
        Fate::Readdressed => "readdresses",
        Fate::Mentioned => "mentions",
        _ => "repeats",
    }
}
