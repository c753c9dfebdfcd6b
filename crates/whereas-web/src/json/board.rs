//! Links, how demands stand, the board and chains as JSON.

use serde_json::{Value, json};
use whereas_extract::{Act, Lang};
use whereas_ledger::view::{self, BoardCard, LinkState, LinksOf, Place, Reply};
use whereas_ledger::{Change, LinkKind, LinkVerdict, Piece, PieceKind, Sign, Status};

use super::record::Statement;
use super::shape::{Schemas, Shape, record};

macro_rules! words {
    ($($type:ty => [$($word:literal),*]),* $(,)?) => {
        $(impl Shape for $type {
            fn schema(_: &mut Schemas) -> Value {
                json!({ "enum": [$($word),*] })
            }
        })*
    };
}

words! {
    LinkKind => ["repeats", "readdresses", "answers", "denies", "contradicts", "fulfils"],
    LinkState => ["proposed", "confirmed", "rejected"],
    LinkVerdict => ["confirmed", "rejected"],
    Change => ["same", "sharpened", "softened", "narrowed", "widened", "moved"],
    Sign => ["repeated", "discussed", "answered", "denied", "promised", "fulfilled"],
    Status => ["open", "answered", "denied", "promised", "fulfilled", "contested"],
    Place => ["open", "repeated", "answered", "denied", "promised", "fulfilled", "contested"],
    PieceKind => ["kept", "gone", "added"],
}

record! {
    /// What a later statement is to an earlier one.
    Link = "link" {
        /// Kind and both statements: `denies:LATER:EARLIER`.
        id: String,
        /// What the later statement is to the earlier one.
        kind: LinkKind,
        /// The later statement.
        from: LinkEnd,
        /// The earlier one.
        to: LinkEnd,
        /// How a demand comes back.
        change: Option<Change>,
        /// Whether a person has judged it.
        state: LinkState,
        /// 0–1.
        confidence: f32,
        /// The reasons in words.
        why: Vec<String>,
        /// What people say of it and still stands, oldest first.
        judgements: Vec<LinkJudgement>,
    }
}

record! {
    /// A statement at the end of a link.
    LinkEnd = "link-end" {
        /// Id of the statement.
        statement: String,
        /// Id of its document.
        document: String,
        /// The path or address that the document came from.
        file: String,
        /// Title of the document.
        document_title: String,
        /// Date of the document, or empty.
        document_date: String,
        /// `sponsored` when the document says that it is paid for.
        disclosure: String,
        /// Id of the passage.
        passage: String,
        /// The act.
        act: Act,
        /// Who says it.
        speaker: String,
        /// Language.
        lang: Lang,
        /// The words.
        quote: String,
    }
}

record! {
    /// What a person says of a link.
    LinkJudgement = "link-judgement" {
        /// Number in the log.
        seq: i64,
        /// Whether it holds.
        says: LinkVerdict,
        /// Who.
        author: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// Why, or empty.
        reason: String,
    }
}

record! {
    /// The links of a statement, the best first.
    Links = "links" {
        /// To earlier statements.
        earlier: Vec<Link>,
        /// From later statements.
        later: Vec<Link>,
    }
}

record! {
    /// The surest links of a statement.
    SurestLinks = "surest-links" {
        /// Id of the statement.
        statement: String,
        /// How many of its links count in all.
        total: u32,
        /// The best, those first that a person confirmed.
        links: Vec<SurestLink>,
    }
}

record! {
    /// A link as seen from one of its statements.
    SurestLink = "surest-link" {
        /// What the later statement is to the earlier one.
        kind: LinkKind,
        /// Whether the other statement is the later one.
        later: bool,
        /// Id of the other statement.
        statement: String,
        /// Id of its document.
        document: String,
        /// Title of its document.
        document_title: String,
        /// Date of its document, or empty.
        document_date: String,
        /// 0–1.
        confidence: f32,
        /// Whether a person has judged it.
        state: LinkState,
    }
}

record! {
    /// A demand and how it stands.
    Standing = "standing" {
        /// The demand.
        demand: Statement,
        /// How it stands as far as the program can tell.
        status: Status,
        /// How many later documents make it again.
        repeated: u32,
        /// By when it was promised, EDTF, or empty.
        until: String,
        /// What that rests on.
        grounds: Vec<Ground>,
        /// The things that are asked, each with how it stands; none where it is one thing alone.
        parts: Vec<StandingPart>,
        /// What people say.
        judgements: Vec<StatusJudgement>,
    }
}

record! {
    /// One of several things that a demand asks for.
    StandingPart = "standing-part" {
        /// Its words.
        quote: String,
        /// How it stands by the replies that speak of it, or of the demand as a whole.
        status: Status,
    }
}

record! {
    /// A statement on which a status rests.
    Ground = "ground" {
        /// What it does to the demand.
        sign: Sign,
        /// The statement.
        by: LinkEnd,
        /// Id of the demand that it was said to: this one, or an earlier wording.
        to: String,
        /// Places among the demand's parts of those that it speaks of; none where it speaks of the demand as a whole.
        parts: Vec<u8>,
        /// 0–1.
        confidence: f32,
        /// Whether a person has confirmed it.
        confirmed: bool,
    }
}

record! {
    /// What a person says of a demand's status.
    StatusJudgement = "status-judgement" {
        /// Number in the log.
        seq: i64,
        /// The status.
        says: Status,
        /// Who.
        author: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// Why, or empty.
        reason: String,
    }
}

record! {
    /// The board of demands: each in its newest wording, by how it stands.
    Board = "board" {
        /// How many stand in each place, in the order of the places.
        counts: Vec<u32>,
        /// The number of this page, from 1.
        page: u32,
        /// The cards of the place that was asked for, or the first of each, the newest first.
        cards: Vec<Card>,
        /// The institutions in charge of demands.
        charges: Vec<String>,
    }
}

record! {
    /// A demand on the board.
    Card = "board-card" {
        /// The newest wording and how it stands.
        standing: Standing,
        /// Where the board shows it.
        place: Place,
        /// Date of the oldest wording, or empty.
        since: String,
        /// How many wordings there are.
        asked: u32,
        /// Days since the newest wording without a reply.
        days: Option<u32>,
        /// Whether the ledger has a later document, in which a reply could stand at all.
        followed: bool,
        /// What was heard last of an earlier wording, where nothing was heard since.
        last: Option<Ground>,
        /// The institution in charge, or empty.
        charge: String,
        /// Of a demand that asks something of "it" or "him": the sentence before it, verbatim, or empty.
        before: String,
    }
}

record! {
    /// A demand over the years.
    Chain = "chain" {
        /// Its wordings, the oldest first.
        wordings: Vec<Wording>,
        /// Where the board shows the newest wording, or would if it waited for a reply and none made it again.
        place: Place,
        /// Whether nothing was heard of it and it waits for no reply: it asks the speaker's own side, or is retold.
        aside: bool,
        /// Id of a later demand that makes the newest wording again, but not the one that was asked for; or empty.
        later: String,
        /// Whether there are more than are shown.
        more: bool,
        /// Days since the newest wording.
        days: Option<u32>,
        /// Documents later than the newest wording, in all of which a reply was looked for.
        searched: u32,
        /// What was heard last before the newest wording was made, where nothing was heard since.
        last: Option<Ground>,
        /// The institution in charge, or empty.
        charge: String,
        /// Who put which institution in charge, oldest first.
        charges: Vec<ChargeJudgement>,
    }
}

record! {
    /// A demand in one of its wordings.
    Wording = "wording" {
        /// The demand and how it stands.
        standing: Standing,
        /// The earlier wording that it takes up.
        link: Option<Link>,
        /// The words of both, told apart.
        wording: Vec<WordingPiece>,
        /// What was replied, the surest first.
        replies: Vec<ReplyRecord>,
        /// Of a demand that asks something of "it" or "him": the sentence before it, verbatim, or empty.
        before: String,
    }
}

record! {
    /// Some words, and whether both quotations have them.
    WordingPiece = "piece" {
        /// Whether they stayed, went or came.
        kind: PieceKind,
        /// The words.
        words: String,
    }
}

record! {
    /// What was replied to a demand.
    ReplyRecord = "reply" {
        /// The reply as a link.
        link: Link,
        /// What it does to the demand, where it is sure enough.
        sign: Option<Sign>,
        /// Whether it is sure enough to tell how the demand stands.
        counts: bool,
    }
}

record! {
    /// Who put an institution in charge of a demand.
    ChargeJudgement = "charge-judgement" {
        /// Number in the log.
        seq: i64,
        /// Id of the wording.
        statement: String,
        /// The institution.
        institution: String,
        /// Who.
        author: String,
        /// When, RFC 3339 UTC.
        at: String,
        /// Why, or empty.
        reason: String,
    }
}

/// Days as they are counted, none where the day lies ahead.
fn days(days: Option<i32>) -> Option<u32> {
    days.and_then(|days| u32::try_from(days).ok())
}

impl SurestLinks {
    pub(crate) fn of(statement: &str, surest: &view::SurestLinks) -> Self {
        let links = surest.links.iter().map(SurestLink::from).collect();
        Self { statement: statement.to_owned(), total: surest.total, links }
    }
}

impl From<&view::SurestLink> for SurestLink {
    fn from(link: &view::SurestLink) -> Self {
        Self {
            kind: link.kind,
            later: link.later,
            statement: link.statement.clone(),
            document: link.document.clone(),
            document_title: link.document_title.clone(),
            document_date: link.document_date.clone(),
            confidence: link.confidence,
            state: link.state,
        }
    }
}

impl From<&view::LinkView> for Link {
    fn from(link: &view::LinkView) -> Self {
        let judgement = |row: &view::LinkJudgement| LinkJudgement {
            seq: row.seq,
            says: row.says,
            author: row.author.clone(),
            at: row.at.clone(),
            reason: row.reason.clone(),
        };
        Self {
            id: link.id.clone(),
            kind: link.kind,
            from: LinkEnd::from(&link.from),
            to: LinkEnd::from(&link.to),
            change: link.change,
            state: link.state,
            confidence: link.confidence,
            why: link.why.iter().map(ToString::to_string).collect(),
            judgements: link.judgements.iter().map(judgement).collect(),
        }
    }
}

impl From<&view::LinkEnd> for LinkEnd {
    fn from(end: &view::LinkEnd) -> Self {
        Self {
            statement: end.statement.clone(),
            document: end.document.clone(),
            file: end.origin.clone(),
            document_title: end.document_title.clone(),
            document_date: end.document_date.clone(),
            disclosure: end.disclosure.clone(),
            passage: end.passage.clone(),
            act: end.act,
            speaker: end.speaker.clone(),
            lang: end.lang,
            quote: end.quote.clone(),
        }
    }
}

impl From<&LinksOf> for Links {
    fn from(links: &LinksOf) -> Self {
        let all = |links: &[view::LinkView]| links.iter().map(Link::from).collect();
        Self { earlier: all(&links.earlier), later: all(&links.later) }
    }
}

impl From<&view::Ground> for Ground {
    fn from(ground: &view::Ground) -> Self {
        Self {
            sign: ground.sign,
            by: LinkEnd::from(&ground.by),
            to: ground.to.clone(),
            parts: ground.parts.clone(),
            confidence: ground.confidence,
            confirmed: ground.confirmed,
        }
    }
}

impl From<&view::StatusJudgement> for StatusJudgement {
    fn from(row: &view::StatusJudgement) -> Self {
        Self {
            seq: row.seq,
            says: row.says,
            author: row.author.clone(),
            at: row.at.clone(),
            reason: row.reason.clone(),
        }
    }
}

impl From<&view::Standing> for Standing {
    fn from(row: &view::Standing) -> Self {
        Self {
            demand: Statement::from(&row.demand),
            status: row.status,
            repeated: row.repeated,
            until: row.until.clone(),
            grounds: row.grounds.iter().map(Ground::from).collect(),
            parts: row
                .parts
                .iter()
                .map(|part| StandingPart { quote: part.quote.clone(), status: part.status })
                .collect(),
            judgements: row.judgements.iter().map(StatusJudgement::from).collect(),
        }
    }
}

impl Board {
    pub(crate) fn of(board: &view::Board, page: u32) -> Self {
        let card = |card: &BoardCard| Card {
            standing: Standing::from(&card.standing),
            place: card.place,
            since: card.since.clone(),
            asked: card.asked,
            days: days(card.days),
            followed: card.followed,
            last: card.last.as_ref().map(Ground::from),
            charge: card.charge.clone(),
            before: card.before.clone(),
        };
        Self {
            counts: board.counts.into(),
            page,
            cards: board.cards.iter().map(card).collect(),
            charges: board.charges.iter().map(|(name, _)| name.clone()).collect(),
        }
    }
}

impl From<&view::Chain> for Chain {
    fn from(chain: &view::Chain) -> Self {
        let charge = |row: &view::ChargeJudgement| ChargeJudgement {
            seq: row.seq,
            statement: row.statement.clone(),
            institution: row.institution.clone(),
            author: row.author.clone(),
            at: row.at.clone(),
            reason: row.reason.clone(),
        };
        Self {
            wordings: chain.wordings.iter().map(Wording::from).collect(),
            place: chain.place,
            aside: chain.aside,
            later: chain.later.clone(),
            more: chain.more,
            days: days(chain.days),
            searched: chain.searched,
            last: chain.last.as_ref().map(Ground::from),
            charge: chain.charge.clone(),
            charges: chain.charges.iter().map(charge).collect(),
        }
    }
}

impl From<&view::Wording> for Wording {
    fn from(wording: &view::Wording) -> Self {
        let reply = |reply: &Reply| ReplyRecord {
            link: Link::from(&reply.link),
            sign: reply.sign,
            counts: reply.counts,
        };
        Self {
            before: wording.before.clone(),
            standing: Standing::from(&wording.standing),
            link: wording.link.as_ref().map(Link::from),
            wording: pieces(&wording.wording),
            replies: wording.replies.iter().map(reply).collect(),
        }
    }
}

/// Words told apart.
pub(crate) fn pieces(pieces: &[Piece]) -> Vec<WordingPiece> {
    pieces.iter().map(|piece| WordingPiece { kind: piece.kind, words: piece.words.clone() }).collect()
}
