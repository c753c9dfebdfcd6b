//! The board of demands, a demand over the years, and what people judge there.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use whereas_ledger::view::{BoardFilter, Chain, Place, StatementFilter, StatusJudgement};
use whereas_ledger::{LedgerError, Reader, Ruling, Status};

use super::decide::answer;
use super::document::{unclear_path, unclear_query};
use super::table::{Answer, BACK, DECIDING, PAGE, Parameter, REASON, Route, change, page as page_route};
use super::{Page, number, page};
use crate::address;
use crate::json::board as data;
use crate::json::record::Entry;
use crate::json::shape::Shape;
use crate::messages::Note;
use crate::page::board::{BoardPage, ChainPage};
use crate::page::fault::Fault;
use crate::page::linked::chain_address;
use crate::page::shell::Here;
use crate::query::{FIELD_CHARS_MAX, Pager, StatementQuery, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// Cards of each place where all places are shown.
const GROUP_CARDS: u32 = 6;
/// Cards on a page of one place.
pub(crate) const BOARD_CARDS: u32 = 30;

const NARROWS: [Parameter; 10] = [
    Parameter {
        name: "place",
        about: "Only this place: open, repeated, answered, denied, promised, fulfilled, contested",
    },
    Parameter { name: "addressee", about: "Words in the name of an addressee" },
    Parameter { name: "actor", about: "Words in the name of who asks" },
    Parameter { name: "person", about: "Words in the name of somebody named in the demand" },
    Parameter { name: "text", about: "Words of the demand" },
    Parameter { name: "law", about: "Words of a law named in the demand" },
    Parameter { name: "theme", about: "Id of a theme" },
    Parameter { name: "year", about: "Year of the newest wording" },
    Parameter { name: "charge", about: "The institution in charge" },
    PAGE,
];

const STATUS: [Parameter; 3] = [
    Parameter { name: "says", about: "open, answered, denied, promised, fulfilled or contested" },
    REASON,
    BACK,
];

const CHARGE: [Parameter; 3] =
    [Parameter { name: "institution", about: "The institution in charge" }, REASON, BACK];

/// The addresses of this file.
pub(super) fn routes() -> Vec<Route> {
    vec![
        page_route(
            "/board",
            "Demands in their newest wording by how they stand",
            &NARROWS,
            data::Board::schema,
            get(list),
        ),
        page_route("/board/{id}", "A demand over the years", &[], data::Chain::schema, get(show)),
        change(
            "/board/{id}/status",
            "Says how a demand stands",
            &STATUS,
            Answer::Record(data::Chain::schema),
            post(judge),
        ),
        change(
            "/board/{id}/charge",
            "Puts an institution in charge of a demand",
            &CHARGE,
            Answer::Record(data::Chain::schema),
            post(charge),
        ),
        change(
            "/judgements/{seq}/undo",
            "Takes a judgement back",
            &DECIDING,
            Answer::Record(Entry::schema),
            post(undo),
        ),
    ]
}

/// The fields of the board's address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BoardQuery {
    pub(crate) place: String,
    pub(crate) addressee: String,
    pub(crate) actor: String,
    pub(crate) person: String,
    pub(crate) text: String,
    pub(crate) law: String,
    pub(crate) theme: String,
    pub(crate) year: String,
    pub(crate) charge: String,
    pub(crate) page: String,
}

impl BoardQuery {
    /// The fields that narrow the board: name in the address, message on the page, value.
    pub(crate) fn fields(&self) -> [(&'static str, &'static str, &str); 8] {
        [
            ("addressee", "chip-addressee", &self.addressee),
            ("actor", "chip-actor", &self.actor),
            ("person", "chip-person", &self.person),
            ("text", "chip-text", &self.text),
            ("law", "chip-law", &self.law),
            ("theme", "board-chip-theme", &self.theme),
            ("year", "board-chip-year", &self.year),
            ("charge", "board-chip-charge", &self.charge),
        ]
    }

    /// The address of the board with these fields, of another place and page, leaving out the field `without`.
    pub(crate) fn address(&self, place: &str, page: u32, without: &str) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let fields = self.fields().map(|(name, _, value)| (name, value));
        let all = [("place", place)].into_iter().chain(fields).chain([("page", page.as_str())]);
        let set: Vec<String> = all
            .filter(|(name, value)| !value.is_empty() && *name != without)
            .map(|(name, value)| format!("{name}={}", address::escape(value)))
            .collect();
        format!("/board{}{}", if set.is_empty() { "" } else { "?" }, set.join("&"))
    }

    /// The address of the list of demands that pass these fields in whatever wording, where any of them tells it.
    pub(crate) fn wordings_address(&self) -> Option<String> {
        let query = StatementQuery {
            addressee: self.addressee.clone(),
            actor: self.actor.clone(),
            person: self.person.clone(),
            law: self.law.clone(),
            text: self.text.clone(),
            ..StatementQuery::default()
        };
        query.fields().iter().any(|(_, _, value)| !value.is_empty()).then(|| query.address("/demands", 1, ""))
    }

    fn trimmed(mut self) -> Self {
        let fields = [
            &mut self.place,
            &mut self.addressee,
            &mut self.actor,
            &mut self.person,
            &mut self.text,
            &mut self.law,
            &mut self.theme,
            &mut self.year,
            &mut self.charge,
        ];
        for field in fields {
            *field = field.trim().to_owned();
        }
        self
    }

    fn filter(&self) -> Result<BoardFilter, Note> {
        for (name, _, value) in self.fields() {
            if value.chars().count() > FIELD_CHARS_MAX {
                return Err(Note::new("unclear-field").with("field", name).with("n", FIELD_CHARS_MAX));
            }
        }
        // The year is a date like those of all lists.
        let dates = StatementQuery { from: self.year.clone(), ..StatementQuery::default() }.filter()?;
        let place = match self.place.as_str() {
            "" => None,
            word => match Place::ALL.into_iter().find(|place| place.as_str() == word) {
                Some(place) => Some(place),
                None => return Err(Note::new("board-unclear-place").with("value", word)),
            },
        };
        let limit = if place.is_some() { BOARD_CARDS } else { GROUP_CARDS };
        let page = if place.is_some() { page_number(&self.page)? } else { 1 };
        let statements = StatementFilter {
            addressee: self.addressee.clone(),
            actor: self.actor.clone(),
            person: self.person.clone(),
            text: self.text.clone(),
            law: self.law.clone(),
            theme: self.theme.clone(),
            to: dates.from.clone(),
            from: dates.from,
            offset: (page - 1).saturating_mul(limit),
            limit,
            ..StatementFilter::default()
        };
        Ok(BoardFilter { statements, charge: self.charge.clone(), place })
    }
}

async fn list(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<BoardQuery>, QueryRejection>,
) -> Response {
    let (today, shared) = (state.today(), state.clone());
    page(state, visit, Here::Board, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let query = query.trimmed();
        let filter = query.filter().map_err(Fault::Unclear)?;
        let day = day(reader, today)?;
        let find = || reader.board(&filter, &day);
        let board = shared.memo().of(reader, ("board", &(&filter, &day)), find)?;
        let page =
            if filter.place.is_some() { page_number(&query.page).map_err(Fault::Unclear)? } else { 1 };
        let pager = filter.place.map(|place| {
            let total = board.counts[place as usize];
            Pager::of(page, total, BOARD_CARDS, |page| query.address(place.as_str(), page, ""))
        });
        let record = || data::Board::of(&board, page);
        Page::of(shell.form, record, || {
            BoardPage { shell, query: &query, board: &board, place: filter.place, pager }.render()
        })
    })
    .await
}

/// The day that counts as today: the clerk's, else that of the last entry of the log.
pub(super) fn day(reader: &Reader, today: Option<String>) -> Result<String, Fault> {
    if let Some(today) = today {
        return Ok(today);
    }
    let last = reader.log(whereas_ledger::Page { offset: 0, limit: 1 })?.total;
    let entry = reader.entry(i64::from(last))?;
    Ok(entry
        .and_then(|entry| entry.at.get(..10).map(str::to_owned))
        .unwrap_or_else(|| "1970-01-01".to_owned()))
}

async fn show(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    let today = state.today();
    page(state, visit, Here::Board, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let chain = found(reader, &id, &day(reader, today)?)?;
        if !chain.wordings.iter().any(|wording| wording.standing.demand.id == id) {
            let whole = chain.wordings.iter().find(|wording| wording.standing.demand.id.starts_with(&id));
            if let Some(whole) = whole {
                return Ok(Page::Elsewhere(chain_address(&whole.standing.demand.id)));
            }
        }
        let absent = || Fault::Absent(Note::new("board-absent").with("id", &id));
        let newest = &chain.wordings.last().ok_or_else(absent)?.standing;
        let record = || data::Chain::from(&chain);
        Page::of(shell.form, record, || ChainPage { shell, id: &id, chain: &chain, newest }.render())
    })
    .await
}

fn found(reader: &Reader, id: &str, on: &str) -> Result<Chain, Fault> {
    let absent = || Fault::Absent(Note::new("board-absent").with("id", id));
    reader.chain(id, on)?.ok_or_else(absent)
}

/// What a form holds that judges a demand.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Judging {
    pub(super) says: String,
    pub(super) institution: String,
    pub(super) reason: String,
    pub(super) back: String,
}

pub(super) type Sent = Result<Form<Judging>, FormRejection>;
pub(super) type Id = Result<Path<String>, PathRejection>;

pub(super) fn read(place: Id, form: Sent) -> Result<(String, Judging), Fault> {
    let Path(place) = place.map_err(|_| unclear_path())?;
    let Form(sent) = form.map_err(|_| Fault::Unclear(Note::new("unclear-form")))?;
    Ok((place, sent))
}

async fn judge(State(state): State<WebState>, visit: Visit, id: Id, form: Sent) -> Response {
    let (id, sent) = match read(id, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason, says) = (visit.author.clone(), sent.reason.trim().to_owned(), sent.says.clone());
    let judged = state.write(author, reason, move |ledger, signed| {
        let status = Status::ALL.into_iter().find(|status| Place::from(*status).as_str() == says.trim());
        let status =
            status.ok_or_else(|| Fault::Unclear(Note::new("board-unclear-place").with("value", &says)))?;
        let on = signed.at.get(..10).unwrap_or_default();
        let chain = found(ledger, &id, on)?;
        let own = chain.wordings.iter().find(|wording| wording.standing.demand.id == id);
        let own = own.map_or(&[][..], |wording| &wording.standing.judgements);
        let is_mine = |row: &&StatusJudgement| row.author == signed.by;
        // The same button twice judges once, and who thinks better of it does not contradict themselves.
        let last = own.last().filter(is_mine);
        let same = last.is_some_and(|row| row.says == status && signed.reason.is_empty());
        if !same {
            for row in own.iter().filter(is_mine) {
                ledger.undo(row.seq, signed)?;
            }
            ledger.judge(Ruling::Status { says: status }, &[&id], signed)?;
        }
        Ok(data::Chain::from(&found(ledger, &id, on)?))
    });
    answer(&state, &visit, &sent.back, judged.await)
}

async fn charge(State(state): State<WebState>, visit: Visit, id: Id, form: Sent) -> Response {
    let (id, sent) = match read(id, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason) = (visit.author.clone(), sent.reason.trim().to_owned());
    let institution = sent.institution.trim().to_owned();
    let charged = state.write(author, reason, move |ledger, signed| {
        let on = signed.at.get(..10).unwrap_or_default();
        let chain = found(ledger, &id, on)?;
        let stands = |row: &whereas_ledger::view::ChargeJudgement| {
            row.statement == id && row.institution == institution
        };
        if !chain.charges.last().is_some_and(stands) {
            ledger.charge(&id, &institution, signed).map_err(|error| match error {
                LedgerError::NotALine { .. } => Fault::Unclear(Note::new("board-charge-empty")),
                other => other.into(),
            })?;
        }
        Ok(data::Chain::from(&found(ledger, &id, on)?))
    });
    answer(&state, &visit, &sent.back, charged.await)
}

async fn undo(State(state): State<WebState>, visit: Visit, seq: Id, form: Sent) -> Response {
    let (seq, sent) = match read(seq, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason) = (visit.author.clone(), sent.reason.trim().to_owned());
    let undone = state.write(author, reason, move |ledger, signed| {
        let by_entry = ledger.undo(number(&seq)?, signed)?;
        let absent = || Fault::Absent(Note::new("absent-entry").with("seq", by_entry));
        Ok(Entry::from(&ledger.entry(by_entry)?.ok_or_else(absent)?))
    });
    answer(&state, &visit, &sent.back, undone.await)
}
