//! Following up: claim and counter-claim, what is due, and where nothing was heard.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use whereas_ledger::view::{ClaimFilter, Fulfilment, LinkState, StatementFilter, StatusJudgement};

use super::board::{Id, Sent, day, read as read_form};
use super::decide::answer;
use super::document::unclear_query;
use super::table::{Answer, BACK, PAGE, Parameter, REASON, Route, change, page as page_route};
use super::{Page, page};
use crate::address;
use crate::json::follow::{Claims, DueRecord, Dues, Silences};
use crate::json::shape::Shape;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::follow::{ClaimsPage, DuePage, SilencePage};
use crate::page::shell::Here;
use crate::query::{FIELD_CHARS_MAX, Pager, StatementQuery, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// Counter-claims on a page.
const CLAIM_ROWS: u32 = 20;

const CLAIMS: [Parameter; 4] = [
    Parameter { name: "actor", about: "Words in the name of a speaker, of either side" },
    Parameter { name: "theme", about: "Id of a theme, of either side" },
    Parameter { name: "state", about: "proposed, confirmed or rejected" },
    PAGE,
];

const DUE: [Parameter; 5] = [
    Parameter { name: "actor", about: "Words in the name of who promised" },
    Parameter { name: "text", about: "Words in the quotation" },
    Parameter { name: "fulfilment", about: "What is known of them: unheard, broken, kept or running" },
    Parameter { name: "on", about: "As of this day instead of today" },
    PAGE,
];

const STATUS: [Parameter; 3] =
    [Parameter { name: "says", about: "kept, broken, or unheard where nothing tells" }, REASON, BACK];

const SILENCE: [Parameter; 5] = [
    Parameter { name: "addressee", about: "Words in the name of an addressee" },
    Parameter { name: "actor", about: "Words in the name of who asks" },
    Parameter { name: "text", about: "Words in the quotation" },
    Parameter { name: "on", about: "As of this day instead of today" },
    PAGE,
];

/// The addresses of this file.
pub(super) fn routes() -> Vec<Route> {
    vec![
        page_route(
            "/claims",
            "Claims with what denies or contradicts them",
            &CLAIMS,
            Claims::schema,
            get(claims),
        ),
        page_route("/due", "Promises by the day on which they are due", &DUE, Dues::schema, get(due)),
        change(
            "/due/{id}/status",
            "Says what became of a promise",
            &STATUS,
            Answer::Record(DueRecord::schema),
            post(judge),
        ),
        page_route(
            "/silence",
            "Demands without a reply, the oldest first",
            &SILENCE,
            Silences::schema,
            get(silence),
        ),
    ]
}

/// The fields of these pages' addresses; each page has its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct FollowQuery {
    pub(crate) addressee: String,
    pub(crate) actor: String,
    pub(crate) text: String,
    pub(crate) theme: String,
    pub(crate) state: String,
    pub(crate) fulfilment: String,
    pub(crate) on: String,
    pub(crate) page: String,
}

impl FollowQuery {
    fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("addressee", &self.addressee),
            ("actor", &self.actor),
            ("text", &self.text),
            ("theme", &self.theme),
            ("state", &self.state),
            ("fulfilment", &self.fulfilment),
            ("on", &self.on),
        ]
    }

    /// The address at `path` with these fields, on `page`.
    pub(crate) fn address(&self, path: &str, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let all = self.fields().into_iter().chain([("page", page.as_str())]);
        let set: Vec<String> = all
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", address::escape(value)))
            .collect();
        format!("{path}{}{}", if set.is_empty() { "" } else { "?" }, set.join("&"))
    }

    /// Whether anything narrows the list.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.fields().iter().any(|(name, value)| *name != "on" && !value.is_empty())
    }

    /// The query with its fields trimmed and looked at.
    fn sound(mut self) -> Result<Self, Note> {
        for field in [
            &mut self.addressee,
            &mut self.actor,
            &mut self.text,
            &mut self.theme,
            &mut self.state,
            &mut self.fulfilment,
            &mut self.on,
        ] {
            *field = field.trim().to_owned();
        }
        for (name, value) in self.fields() {
            if value.chars().count() > FIELD_CHARS_MAX {
                return Err(Note::new("unclear-field").with("field", name).with("n", FIELD_CHARS_MAX));
            }
        }
        // The day is a date like those of all lists.
        StatementQuery { from: self.on.clone(), ..StatementQuery::default() }.filter()?;
        Ok(self)
    }

    fn state(&self) -> Result<Option<LinkState>, Note> {
        match self.state.as_str() {
            "" => Ok(None),
            "proposed" => Ok(Some(LinkState::Proposed)),
            "confirmed" => Ok(Some(LinkState::Confirmed)),
            "rejected" => Ok(Some(LinkState::Rejected)),
            other => Err(Note::new("claims-unclear-state").with("value", other)),
        }
    }

    fn fulfilment(&self) -> Result<Option<Fulfilment>, Note> {
        let unclear = |_| Note::new("due-unclear-fulfilment").with("value", self.fulfilment.as_str());
        (!self.fulfilment.is_empty()).then(|| self.fulfilment.parse().map_err(unclear)).transpose()
    }

    /// The filter of a list of statements, and the number of its page.
    fn filter(&self) -> Result<(StatementFilter, u32), Note> {
        let page = page_number(&self.page)?;
        let stretch = Pager::stretch(page);
        let filter = StatementFilter {
            addressee: self.addressee.clone(),
            actor: self.actor.clone(),
            text: self.text.clone(),
            offset: stretch.offset,
            limit: stretch.limit,
            ..StatementFilter::default()
        };
        Ok((filter, page))
    }
}

type Asked = Result<Query<FollowQuery>, QueryRejection>;

fn read(query: Asked) -> Result<FollowQuery, Fault> {
    let Query(query) = query.map_err(|_| unclear_query())?;
    query.sound().map_err(Fault::Unclear)
}

async fn claims(State(state): State<WebState>, visit: Visit, query: Asked) -> Response {
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let query = read(query)?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let stretch =
            whereas_ledger::Page { offset: (number - 1).saturating_mul(CLAIM_ROWS), limit: CLAIM_ROWS };
        let filter = ClaimFilter {
            actor: query.actor.clone(),
            theme: query.theme.clone(),
            state: query.state().map_err(Fault::Unclear)?,
            page: stretch,
        };
        let listing = reader.claims(&filter)?;
        let pager = Pager::of(number, listing.total, CLAIM_ROWS, |page| query.address("/claims", page));
        let data = || Claims::of(&listing, &pager);
        Page::of(shell.form, data, || {
            ClaimsPage { shell, query: &query, listing: &listing, pager: &pager }.render()
        })
    })
    .await
}

async fn due(State(state): State<WebState>, visit: Visit, query: Asked) -> Response {
    let today = state.today();
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let query = read(query)?;
        let (filter, number) = query.filter().map_err(Fault::Unclear)?;
        let on = if query.on.is_empty() { day(reader, today)? } else { query.on.clone() };
        let only = query.fulfilment().map_err(Fault::Unclear)?;
        let all = reader.due(&filter, only, &on)?;
        let pager = Pager::new(number, all.listing.total, |page| query.address("/due", page));
        let data = || Dues::of(&all, &on, &pager);
        Page::of(shell.form, data, || {
            let (listing, counts) = (&all.listing, &all.counts);
            DuePage { shell, query: &query, on: &on, listing, counts, pager: &pager }.render()
        })
    })
    .await
}

/// Records what a person says of a promise, in place of what the same person said before.
async fn judge(State(state): State<WebState>, visit: Visit, id: Id, form: Sent) -> Response {
    let (id, sent) = match read_form(id, form) {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason, says) = (visit.author.clone(), sent.reason.trim().to_owned(), sent.says.clone());
    let judged = state.write(author, reason, move |ledger, signed| {
        let unclear = || Fault::Unclear(Note::new("due-unclear-says").with("value", &says));
        let fulfilment: Fulfilment = says.trim().parse().map_err(|_| unclear())?;
        let ruling = fulfilment.ruling().ok_or_else(unclear)?;
        let on = signed.at.get(..10).unwrap_or_default();
        let absent = || Fault::Absent(Note::new("due-absent").with("id", &id));
        let row = ledger.due_one(&id, on)?.ok_or_else(absent)?;
        let is_mine = |row: &&StatusJudgement| row.author == signed.by;
        let says = |row: &StatusJudgement| Fulfilment::judged(row.says) == Some(fulfilment);
        // The same button twice judges once, and who thinks better of it does not contradict themselves; what somebody
        // else said since is answered.
        let last = row.judgements.last().filter(is_mine);
        let same = last.is_some_and(|row| says(row) && signed.reason.is_empty());
        if !same {
            for row in row.judgements.iter().filter(is_mine) {
                ledger.undo(row.seq, signed)?;
            }
            ledger.judge(ruling, &[&id], signed)?;
        }
        Ok(DueRecord::from(&ledger.due_one(&id, on)?.ok_or_else(absent)?))
    });
    answer(&state, &visit, &sent.back, judged.await)
}

async fn silence(State(state): State<WebState>, visit: Visit, query: Asked) -> Response {
    let today = state.today();
    page(state, visit, Here::FollowUp, move |reader, shell| {
        let query = read(query)?;
        let (filter, number) = query.filter().map_err(Fault::Unclear)?;
        let on = if query.on.is_empty() { day(reader, today)? } else { query.on.clone() };
        let listing = reader.silence(&filter, &on)?;
        let pager = Pager::new(number, listing.total, |page| query.address("/silence", page));
        let data = || Silences::of(&listing, &on, &pager);
        Page::of(shell.form, data, || {
            SilencePage { shell, query: &query, on: &on, listing: &listing, pager: &pager }.render()
        })
    })
    .await
}
