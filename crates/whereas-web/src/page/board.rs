//! The board of demands, and a demand over the years.

use askama::Template;
use whereas_ledger::view::{
    Board, BoardCard, Chain, ChargeJudgement, Ground, Place, Reply, Standing, StatusJudgement, Wording,
};
use whereas_ledger::{PieceKind, Sign, Status};

use super::linked::{self, Ended, Linked};
use super::said::Said;
use super::shell::Shell;
use crate::label;
use crate::messages::Fill;
use crate::query::Pager;
use crate::route::board::BoardQuery;

/// The board.
#[derive(Template)]
#[template(path = "board.html")]
pub(crate) struct BoardPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) query: &'a BoardQuery,
    pub(crate) board: &'a Board,
    /// The one place that is shown; else the first cards of each.
    pub(crate) place: Option<Place>,
    pub(crate) pager: Option<Pager>,
}

/// Demands that stand in one place.
struct Group<'a> {
    place: Place,
    words: &'static str,
    meaning: &'static str,
    count: u32,
    cards: Vec<&'a BoardCard>,
    /// Where all of them are, if these are not all.
    all: Option<String>,
}

/// A filter that is set, and the address of the board without it.
struct Chip {
    words: &'static str,
    value: String,
    remove: String,
    without: String,
}

impl BoardPage<'_> {
    /// The tabs: address, words, how many, whether it is this page's.
    fn tabs(&self) -> Vec<(String, &'static str, String, bool)> {
        let all = self.board.counts.iter().sum();
        let first =
            (self.query.address("", 1, ""), self.shell.t("all"), label::grouped(all), self.place.is_none());
        let tab = |(place, count): (Place, u32)| {
            let address = self.query.address(place.as_str(), 1, "");
            let words = linked::place(self.shell.words, place);
            (address, words, label::grouped(count), self.place == Some(place))
        };
        let tabs = Place::ALL.into_iter().zip(self.board.counts).map(tab);
        std::iter::once(first).chain(tabs).collect()
    }

    fn groups(&self) -> Vec<Group<'_>> {
        let shown = |place: &Place| self.place.is_none_or(|only| only == *place);
        let group = |place: Place| {
            let count = self.board.counts[place as usize];
            let cards: Vec<&BoardCard> = self.board.cards.iter().filter(|card| card.place == place).collect();
            let more = self.place.is_none() && (cards.len() as u32) < count;
            Group {
                place,
                words: linked::place(self.shell.words, place),
                meaning: linked::place_meaning(self.shell.words, place),
                count,
                cards,
                all: more.then(|| self.query.address(place.as_str(), 1, "")),
            }
        };
        let groups = Place::ALL.into_iter().filter(shown).map(group);
        groups.filter(|group| self.place.is_some() || group.count > 0).collect()
    }

    fn is_empty(&self) -> bool {
        self.board.counts.iter().all(|count| *count == 0)
    }

    fn is_narrowed(&self) -> bool {
        self.query.fields().iter().any(|(_, _, value)| !value.is_empty())
    }

    fn said<'a>(&self, card: &'a &BoardCard) -> Said<'a> {
        Said { row: &card.standing.demand, words: self.shell.words }
    }

    fn chain(&self, card: &BoardCard) -> String {
        linked::chain_address(&card.standing.demand.id)
    }

    /// How often and since when: `asked 4 times since 14 March 2019`.
    fn asked(&self, card: &BoardCard) -> String {
        let since = label::date(self.shell.words, &card.since);
        let newest = label::date(self.shell.words, &card.standing.demand.document_date);
        match (card.asked, since.as_str()) {
            (_, "") => self.shell.t("no-date").to_owned(),
            (1, since) => self.shell.with("board-asked-once", "date", since),
            (n, since) => {
                let times = self.shell.n("board-times", n);
                let fills: [Fill<'_>; 3] = [("times", &times), ("since", &since), ("date", &newest)];
                self.shell.words.fill("board-asked", &fills)
            }
        }
    }

    /// Days without a reply, or that none could stand here.
    fn days(&self, card: &BoardCard) -> String {
        if card.days.is_some() && !card.followed {
            return self.shell.t("board-unfollowed").to_owned();
        }
        days(&self.shell, card.days)
    }

    /// The statement on which the place rests.
    fn ground<'a>(&self, card: &'a &BoardCard) -> Option<Told<'a>> {
        ground(&self.shell, &card.standing, card.place)
    }

    /// What was heard last of an earlier wording.
    fn last<'a>(&self, card: &'a &BoardCard) -> Option<Told<'a>> {
        card.last.as_ref().map(|ground| told(&self.shell, ground))
    }

    fn says(&self, card: &BoardCard) -> Vec<String> {
        card.standing.judgements.iter().map(|row| says(&self.shell, row)).collect()
    }

    /// Themes to choose from: id, words, whether chosen.
    fn themes(&self) -> Vec<(&'static str, &'static str, bool)> {
        let all = self.shell.words.family("theme-");
        all.into_iter().map(|(id, words)| (id, words, id == self.query.theme)).collect()
    }

    fn chips(&self) -> Vec<Chip> {
        let set = self.query.fields().into_iter().filter(|(_, _, value)| !value.is_empty());
        let place = self.place.map_or("", Place::as_str);
        let chip = |(name, key, value): (&'static str, &'static str, &str)| {
            let words = self.shell.t(key);
            let value = match name {
                "theme" => label::theme(self.shell.words, value),
                _ => value.to_owned(),
            };
            let remove = self.shell.with("chip-remove", "filter", format_args!("{words} {value}"));
            Chip { words, value, remove, without: self.query.address(place, 1, name) }
        };
        set.map(chip).collect()
    }

    fn unfiltered(&self) -> String {
        BoardQuery::default().address(self.place.map_or("", Place::as_str), 1, "")
    }
}

/// Something that was said to a demand: how, who, the words.
pub(crate) struct Told<'a> {
    pub(crate) sign: &'static str,
    pub(crate) by: Ended<'a>,
    /// How sure the link is, where nobody has confirmed it; else `""`.
    pub(crate) sure: String,
}

/// Whether the links tell of a demand for several things that they stand differently, and nobody says how it stands.
pub(crate) fn stands_in_part(standing: &Standing) -> bool {
    standing.is_in_part() && standing.judgements.is_empty()
}

/// The statement on which a place rests.
fn ground<'a>(shell: &Shell, standing: &'a Standing, place: Place) -> Option<Told<'a>> {
    let has = |sign: &str| standing.grounds.iter().any(|ground| ground.sign.as_str() == sign);
    let tells = |ground: &&Ground| match place {
        Place::Open | Place::Repeated => false,
        Place::Contested => true,
        // Where one part was done and another is open, the demand is answered by what tells that.
        Place::Answered if standing.judgements.is_empty() && !has(place.as_str()) => {
            ground.sign == Sign::Fulfilled
        }
        other => ground.sign.as_str() == other.as_str(),
    };
    // What somebody paid for tells it only where nobody else does, unless a person confirmed it.
    let free = |ground: &&Ground| ground.confirmed || ground.by.disclosure.is_empty();
    let told_by = || standing.grounds.iter().filter(tells);
    told_by().find(free).or_else(|| told_by().next()).map(|ground| told(shell, ground))
}

fn told<'a>(shell: &Shell, ground: &'a Ground) -> Told<'a> {
    let sign = linked::sign(shell.words, ground.sign);
    let sure = || {
        let score = label::per_cent(shell.words, f64::from(ground.confidence));
        shell.with("link-proposed", "score", score)
    };
    let sure = if ground.confirmed { String::new() } else { sure() };
    Told { sign, by: Ended { end: &ground.by, words: shell.words }, sure }
}

/// Days without a reply in words, or `""`.
fn days(shell: &Shell, days: Option<i32>) -> String {
    days.and_then(|days| u32::try_from(days).ok()).map_or(String::new(), |days| shell.n("board-days", days))
}

/// What a person says of a status: `promised, says ana`.
fn says(shell: &Shell, row: &StatusJudgement) -> String {
    let fills: [Fill<'_>; 2] = [
        ("status", &linked::status(shell.words, row.says)),
        ("author", &label::author(shell.words, &row.author)),
    ];
    shell.words.fill("board-says", &fills)
}

/// A reply, and what it is.
type HeadedReply<'a> = (Linked<'a>, &'static str);

/// A demand over the years.
#[derive(Template)]
#[template(path = "chain.html")]
pub(crate) struct ChainPage<'a> {
    pub(crate) shell: Shell,
    /// The wording that was asked for.
    pub(crate) id: &'a str,
    pub(crate) chain: &'a Chain,
    pub(crate) newest: &'a Standing,
}

impl<'a> ChainPage<'a> {
    fn said(&self, standing: &'a Standing) -> Said<'a> {
        Said { row: &standing.demand, words: self.shell.words }
    }

    fn head(&self) -> Said<'a> {
        self.said(self.newest)
    }

    fn status(&self, standing: &Standing) -> &'static str {
        linked::status(self.shell.words, standing.status)
    }

    /// The board with the demands that stand alike.
    fn board_address(&self) -> String {
        BoardQuery::default().address(self.chain.place.as_str(), 1, "")
    }

    fn place_words(&self) -> &'static str {
        linked::place(self.shell.words, self.chain.place)
    }

    /// The chain of the later demand that makes the newest wording again.
    fn later_address(&self) -> String {
        linked::chain_address(&self.chain.later)
    }

    fn ground(&self) -> Option<Told<'a>> {
        ground(&self.shell, self.newest, self.chain.place)
    }

    /// What was heard last of an earlier wording, where nothing was heard since the newest one.
    fn last(&self) -> Option<Told<'a>> {
        self.chain.last.as_ref().map(|ground| told(&self.shell, ground))
    }

    /// The reply to an earlier wording on which it rests how a wording stands that is not the newest.
    fn borrowed(&self, wording: &'a Wording) -> Option<Told<'a>> {
        let standing = &wording.standing;
        let own = |ground: &&Ground| ground.to == standing.demand.id && ground.sign != Sign::Repeated;
        let is_newest = standing.demand.id == self.newest.demand.id;
        if is_newest || standing.grounds.iter().any(|ground| own(&ground)) {
            return None;
        }
        ground(&self.shell, standing, Place::from(standing.status))
    }

    fn asked(&self) -> String {
        self.shell.many("board-wordings", self.chain.wordings.len())
    }

    fn is_silent(&self) -> bool {
        !self.chain.aside && matches!(self.chain.place, Place::Open | Place::Repeated)
    }

    fn days(&self) -> String {
        days(&self.shell, self.chain.days)
    }

    fn searched(&self) -> String {
        self.shell.n("board-searched", self.chain.searched)
    }

    fn until(&self, standing: &Standing) -> String {
        label::date(self.shell.words, &standing.until)
    }

    fn says(&self, row: &StatusJudgement) -> String {
        says(&self.shell, row)
    }

    fn at(&self, at: &str) -> String {
        label::moment(self.shell.words, at)
    }

    fn undo(&self, seq: &i64) -> String {
        linked::undo_address(*seq)
    }

    fn in_charge(&self, row: &ChargeJudgement) -> String {
        let fills: [Fill<'_>; 2] =
            [("institution", &row.institution), ("author", &label::author(self.shell.words, &row.author))];
        self.shell.words.fill("board-in-charge-by", &fills)
    }

    fn action(&self, what: &str) -> String {
        format!("{}/{what}", linked::chain_address(&self.newest.demand.id))
    }

    /// The link to the wording before, if it is shown.
    fn link(&self, wording: &'a Wording) -> Option<Linked<'a>> {
        wording.link.as_ref().map(|link| Linked { link, words: self.shell.words })
    }

    /// Each reply with what it is: those that count, and those that are too unsure.
    fn replies(&self, wording: &'a Wording) -> (Vec<HeadedReply<'a>>, Vec<HeadedReply<'a>>) {
        let headed = |reply: &&'a Reply| {
            let linked = Linked { link: &reply.link, words: self.shell.words };
            let head = reply.sign.map_or(linked.passive(), |sign| linked::sign(self.shell.words, sign));
            (linked, head)
        };
        let (counting, weak): (Vec<&Reply>, Vec<&Reply>) =
            wording.replies.iter().partition(|reply| reply.counts);
        (counting.iter().map(headed).collect(), weak.iter().map(headed).collect())
    }

    fn is_asked_for(&self, wording: &Wording) -> bool {
        self.chain.wordings.len() > 1 && wording.standing.demand.id == self.id
    }

    /// The statuses to choose from: word, words, whether it stands.
    fn statuses(&self) -> Vec<(&'static str, &'static str, bool)> {
        let stands = self.newest.judgements.last().map_or(self.newest.status, |row| row.says);
        let one = |status: Status| {
            (Place::from(status).as_str(), linked::status(self.shell.words, status), status == stands)
        };
        Status::ALL.into_iter().map(one).collect()
    }
}
