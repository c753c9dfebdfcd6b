//! Links and statuses as all pages speak of them: what a statement is to another, how a demand stands, in words.

use whereas_ledger::view::{Fate, LinkEnd, LinkState, LinkView, Place, Reason, Stands, SurestLink};
use whereas_ledger::{Change, LinkKind, LinkVerdict, Sign, Status};

use crate::messages::Messages;
use crate::{address, label, reason};

/// The language of a page.
type Words = &'static Messages;

/// A link with the words that pages show for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Linked<'a> {
    pub(crate) link: &'a LinkView,
    pub(crate) words: Words,
}

/// A statement at the end of a link with the words that pages show for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ended<'a> {
    pub(crate) end: &'a LinkEnd,
    pub(crate) words: Words,
}

/// One of the surest links of a statement with the words that its card shows for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surest<'a> {
    pub(crate) link: &'a SurestLink,
    pub(crate) words: Words,
}

impl Surest<'_> {
    /// What the statement is to the other one, and when that was said: `repeats 14 March 2019`, `denied 24 March 2021`;
    /// where no date is told, in which document.
    pub(crate) fn what(&self) -> String {
        if self.link.document_date.is_empty() {
            let kind = if self.link.later { passive } else { kind };
            return format!("{} {}", kind(self.words, self.link.kind), self.link.document_title);
        }
        let key = match (self.link.later, self.link.kind) {
            (false, LinkKind::Repeats) => "card-repeats",
            (false, LinkKind::Readdresses) => "card-readdresses",
            (false, LinkKind::Answers) => "card-answers",
            (false, LinkKind::Denies) => "card-denies",
            (false, LinkKind::Contradicts) => "card-contradicts",
            (false, LinkKind::Fulfils) => "card-fulfils",
            (true, LinkKind::Repeats) => "card-repeated",
            (true, LinkKind::Readdresses) => "card-readdressed",
            (true, LinkKind::Answers) => "card-answered",
            (true, LinkKind::Denies) => "card-denied",
            (true, LinkKind::Contradicts) => "card-contradicted",
            (true, LinkKind::Fulfils) => "card-fulfilled",
        };
        self.words.with(key, "when", label::date(self.words, &self.link.document_date))
    }

    /// The other one in its document.
    pub(crate) fn address(&self) -> String {
        address::statement_in_document(&self.link.document, &self.link.statement)
    }

    pub(crate) fn is_confirmed(&self) -> bool {
        self.link.state == LinkState::Confirmed
    }
}

impl<'a> Linked<'a> {
    pub(crate) fn from(&self) -> Ended<'a> {
        Ended { end: &self.link.from, words: self.words }
    }

    pub(crate) fn to(&self) -> Ended<'a> {
        Ended { end: &self.link.to, words: self.words }
    }

    /// Its page.
    pub(crate) fn address(&self) -> String {
        link_address(&self.link.id)
    }

    /// The id that it has as an element.
    pub(crate) fn anchor(&self) -> String {
        format!("link-{}", self.link.id.replace(':', "-"))
    }

    /// What the later statement is to the earlier one, as seen from the later one: `denies`.
    pub(crate) fn kind(&self) -> &'static str {
        kind(self.words, self.link.kind)
    }

    /// The same as seen from the earlier one: `denied by`.
    pub(crate) fn passive(&self) -> &'static str {
        passive(self.words, self.link.kind)
    }

    /// How a demand comes back, or `""`.
    pub(crate) fn change(&self) -> &'static str {
        self.link.change.map_or("", |change| self::change(self.words, change))
    }

    /// Proposed with its score, confirmed or rejected with who says so.
    pub(crate) fn state(&self) -> String {
        let last = self.link.judgements.last();
        match (self.link.state, last) {
            (LinkState::Confirmed, Some(last)) => {
                self.words.with("link-confirmed-by", "author", label::author(self.words, &last.author))
            }
            (LinkState::Rejected, Some(last)) => {
                self.words.with("link-rejected-by", "author", label::author(self.words, &last.author))
            }
            _ => {
                let score = label::per_cent(self.words, f64::from(self.link.confidence));
                self.words.with("link-proposed", "score", score)
            }
        }
    }

    /// How its state marks it.
    pub(crate) fn class(&self) -> &'static str {
        match self.link.state {
            LinkState::Proposed => "proposed",
            LinkState::Confirmed => "confirmed",
            LinkState::Rejected => "refuted",
        }
    }

    pub(crate) fn is_confirmed(&self) -> bool {
        self.link.state == LinkState::Confirmed
    }

    pub(crate) fn is_rejected(&self) -> bool {
        self.link.state == LinkState::Rejected
    }

    /// One reason of the program.
    pub(crate) fn tell(&self, why: &Reason) -> String {
        reason::tell(self.words, why)
    }

    /// The reasons of the program in one sentence.
    pub(crate) fn why(&self) -> String {
        reason::sentence(self.words, &self.link.why)
    }

    /// Where the last word of a person is taken back, if one stands.
    pub(crate) fn undo_address(&self) -> Option<String> {
        self.link.judgements.last().map(|last| undo_address(last.seq))
    }

    /// Why a person says so, or `""`.
    pub(crate) fn reason(&self) -> &'a str {
        self.link.judgements.last().map_or("", |last| &last.reason)
    }
}

impl<'a> Ended<'a> {
    pub(crate) fn address(&self) -> String {
        address::statement(&self.end.statement)
    }

    pub(crate) fn place_address(&self) -> String {
        address::statement_in_document(&self.end.document, &self.end.statement)
    }

    pub(crate) fn class(&self) -> &'static str {
        self.end.act.as_str()
    }

    pub(crate) fn act(&self) -> &'static str {
        label::act(self.words, self.end.act)
    }

    pub(crate) fn date(&self) -> String {
        label::date(self.words, &self.end.document_date)
    }

    pub(crate) fn passage(&self) -> String {
        label::place(self.words, &self.end.passage)
    }

    pub(crate) fn is_paid_for(&self) -> bool {
        !self.end.disclosure.is_empty()
    }

    /// Who says it.
    pub(crate) fn speaker(&self) -> &'a str {
        if self.end.speaker.is_empty() { self.words.text("speaker-unknown") } else { &self.end.speaker }
    }
}

/// The page of a link.
pub(crate) fn link_address(id: &str) -> String {
    format!("/links/{}", address::escape(id))
}

/// How a demand stands, and whether only part of what is asked stands so: `denied in part`.
pub(crate) fn stands(words: &'static Messages, stands: Stands) -> String {
    let status = status(words, stands.status);
    if stands.in_part { format!("{status} {}", words.text("in-part")) } else { status.to_owned() }
}

/// The page of a demand over the years.
pub(crate) fn chain_address(demand: &str) -> String {
    format!("/board/{}", address::escape(demand))
}

/// Where a judgement is taken back.
pub(crate) fn undo_address(seq: i64) -> String {
    format!("/judgements/{seq}/undo")
}

/// What a later statement is to an earlier one.
pub(crate) fn kind(words: Words, kind: LinkKind) -> &'static str {
    words.text(match kind {
        LinkKind::Repeats => "link-repeats",
        LinkKind::Readdresses => "link-readdresses",
        LinkKind::Answers => "link-answers",
        LinkKind::Denies => "link-denies",
        LinkKind::Contradicts => "link-contradicts",
        LinkKind::Fulfils => "link-fulfils",
    })
}

/// What an earlier statement is by a later one.
pub(crate) fn passive(words: Words, kind: LinkKind) -> &'static str {
    words.text(match kind {
        LinkKind::Repeats => "link-repeated-by",
        LinkKind::Readdresses => "link-readdressed-by",
        LinkKind::Answers => "link-answered-by",
        LinkKind::Denies => "link-denied-by",
        LinkKind::Contradicts => "link-contradicted-by",
        LinkKind::Fulfils => "link-fulfilled-by",
    })
}

/// How a demand comes back.
pub(crate) fn change(words: Words, change: Change) -> &'static str {
    words.text(match change {
        Change::Same => "change-same",
        Change::Sharpened => "change-sharpened",
        Change::Softened => "change-softened",
        Change::Narrowed => "change-narrowed",
        Change::Widened => "change-widened",
        Change::Moved => "change-moved",
    })
}

/// What became of a demand.
pub(crate) fn fate(words: Words, fate: Fate) -> &'static str {
    words.text(match fate {
        Fate::Kept => "fate-kept",
        Fate::Sharpened => "change-sharpened",
        Fate::Softened => "change-softened",
        Fate::Narrowed => "change-narrowed",
        Fate::Widened => "change-widened",
        Fate::Moved => "fate-moved",
        Fate::Readdressed => "fate-readdressed",
        Fate::Mentioned => "fate-mentioned",
        Fate::Dropped => "fate-dropped",
        Fate::New => "fate-new",
    })
}

/// What a statement does to a demand: `denied by`.
pub(crate) fn sign(words: Words, sign: Sign) -> &'static str {
    words.text(match sign {
        Sign::Repeated => "link-repeated-by",
        Sign::Discussed => "sign-discussed-by",
        Sign::Answered => "link-answered-by",
        Sign::Denied => "link-denied-by",
        Sign::Promised => "sign-promised-by",
        Sign::Fulfilled => "sign-fulfilled-by",
    })
}

/// Where the board shows a demand.
pub(crate) fn place(words: Words, place: Place) -> &'static str {
    words.find("status-", place.as_str()).unwrap_or_else(|| place.as_str())
}

/// What stands in a place of the board.
pub(crate) fn place_meaning(words: Words, place: Place) -> &'static str {
    words.text(match place {
        Place::Open => "board-means-open",
        Place::Repeated => "board-means-repeated",
        Place::Answered => "board-means-answered",
        Place::Denied => "board-means-denied",
        Place::Promised => "board-means-promised",
        Place::Fulfilled => "board-means-fulfilled",
        Place::Contested => "board-means-contested",
    })
}

/// How a demand stands.
pub(crate) fn status(words: Words, status: Status) -> &'static str {
    place(words, Place::from(status))
}

/// Whether a person says that a link holds.
pub(crate) fn verdict(words: Words, verdict: LinkVerdict) -> &'static str {
    words.text(match verdict {
        LinkVerdict::Confirmed => "link-confirmed",
        LinkVerdict::Rejected => "link-rejected",
    })
}
