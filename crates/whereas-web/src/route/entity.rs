//! Names: their list, their dossiers, and the judgements of who is who.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use whereas_ledger::view::{DossierQuery, IdentityRow, NameFilter, Part};
use whereas_ledger::{Identity, Ledger, Ruling};

use super::document::{unclear_path, unclear_query};
use super::table::{Answer, BACK, DECIDING, PAGE, Parameter, REASON, Route, change, page as route};
use super::{Page, back, fits, number, page};
use crate::json;
use crate::json::entity::{Called, Dossier, Judgement, Names};
use crate::json::shape::Shape;
use crate::messages::Note;
use crate::page::dossier::DossierPage;
use crate::page::entity_list::EntityListPage;
use crate::page::fault::Fault;
use crate::page::shell::Here;
use crate::query::{Pager, page_number};
use crate::reader::WebState;
use crate::visit::{self, Visit};
use crate::{address, label};

const NAMES: [Parameter; 4] = [
    Parameter { name: "q", about: "Words of a name, in any spelling or script" },
    Parameter { name: "kind", about: "Only `person`, `organisation`, `law` or `place`" },
    Parameter { name: "open", about: "`yes`: only names that wait for somebody to say who is the same" },
    PAGE,
];

const DOSSIER: [Parameter; 5] = [
    Parameter { name: "part", about: "Only statements `by`, `to` or `about` it" },
    Parameter { name: "page", about: "The number of the page of statements, from 1" },
    Parameter { name: "form", about: "Only mentions of this spelling" },
    Parameter { name: "mentions", about: "The number of the page of mentions, from 1" },
    Parameter {
        name: "done",
        about: "On the page for people: the number of the judgement that was just made",
    },
];

const CALLED: [Parameter; 1] =
    [Parameter { name: "name", about: "A name as a speaker or addressee of the document has it" }];

const JUDGING: [Parameter; 5] = [
    Parameter { name: "a", about: "Id of a mention" },
    Parameter { name: "b", about: "Id of another one" },
    Parameter { name: "says", about: "`same`, `different` or `unsure`" },
    REASON,
    BACK,
];

const DETACHING: [Parameter; 3] = [Parameter { name: "mention", about: "Id of the mention" }, REASON, BACK];

/// Addresses of names.
pub(super) fn routes() -> Vec<Route> {
    let judgement = Answer::Record(Judgement::schema);
    vec![
        route("/entities", "Persons, bodies, laws and places", &NAMES, Names::schema, get(list)),
        route(
            "/entities/{id}",
            "The dossier of whom a mention stands for",
            &DOSSIER,
            Dossier::schema,
            get(show),
        ),
        route(
            "/documents/{id}/names",
            "The dossier of whom a document calls so; the list of names where it marks nobody",
            &CALLED,
            Called::schema,
            get(called),
        ),
        route(
            "/identities/{seq}",
            "A judgement of who is who, also when it was taken back",
            &[],
            Judgement::schema,
            get(judged),
        ),
        change("/identities", "Says whether two mentions are one", &JUDGING, judgement, post(judge)),
        change(
            "/identities/detach",
            "Takes one mention out of whatever it was joined to",
            &DETACHING,
            Answer::Record(Judgement::schema),
            post(detach),
        ),
        change(
            "/identities/{seq}/undo",
            "Takes a judgement of who is who back",
            &DECIDING,
            Answer::Record(Judgement::schema),
            post(undo),
        ),
    ]
}

/// What the address of the list holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NameQuery {
    pub(crate) q: String,
    pub(crate) kind: String,
    pub(crate) open: String,
    page: String,
}

impl NameQuery {
    /// The address of a page of the list.
    pub(crate) fn address(&self, kind: &str, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let open = if self.open.is_empty() { "" } else { "yes" };
        address::with("/entities", &[("q", self.q.trim()), ("kind", kind), ("open", open), ("page", &page)])
    }

    /// The address of the names that wait for a judgement, or of all names.
    pub(crate) fn to_judge(&self, open: bool) -> String {
        let open = if open { "yes" } else { "" };
        address::with("/entities", &[("kind", &self.kind), ("open", open)])
    }
}

/// What the address of a dossier holds.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct DossierAddress {
    pub(crate) part: String,
    pub(crate) page: String,
    pub(crate) form: String,
    pub(crate) mentions: String,
    pub(crate) done: String,
}

impl DossierAddress {
    fn query(&self) -> Result<DossierQuery, Fault> {
        let part = match self.part.as_str() {
            "" => None,
            "by" => Some(Part::By),
            "to" => Some(Part::To),
            "about" => Some(Part::About),
            part => return Err(Fault::Unclear(Note::new("who-unclear-part").with("value", part))),
        };
        let stretch = |page: &str| page_number(page).map(Pager::stretch).map_err(Fault::Unclear);
        Ok(DossierQuery {
            mentions: stretch(&self.mentions)?,
            form: self.form.clone(),
            statements: stretch(&self.page)?,
            part,
            with_status: true,
        })
    }
}

async fn list(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<NameQuery>, QueryRejection>,
) -> Response {
    let shared = state.clone();
    page(state, visit, Here::Names, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        if !matches!(query.kind.as_str(), "" | "person" | "organisation" | "law" | "place") {
            return Err(Fault::Unclear(Note::new("who-unclear-kind").with("value", &query.kind)));
        }
        fits(&query.q)?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let open = match query.open.as_str() {
            "" => false,
            "yes" => true,
            other => return Err(Fault::Unclear(Note::new("who-unclear-open").with("value", other))),
        };
        let filter = NameFilter { kind: query.kind.clone(), words: query.q.trim().to_owned(), open };
        let stretch = Pager::stretch(number);
        let found = shared.names(reader, &filter, stretch)?;
        let pager = Pager::new(number, found.listing.total, |page| query.address(&query.kind, page));
        let (form, shown) = (shell.form, (&*found, &pager, &query));
        Page::of(
            form,
            || Names::of(&found, &pager),
            || {
                let (found, pager, query) = shown;
                EntityListPage { shell, found, pager, query }.render()
            },
        )
    })
    .await
}

async fn show(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
    query: Result<Query<DossierAddress>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Names, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let Query(query) = query.map_err(|_| unclear_query())?;
        let absent = || Fault::Absent(Note::new("who-absent").with("id", &id));
        let view = reader.dossier(&id, &query.query()?)?.ok_or_else(absent)?;
        let done = match query.done.as_str() {
            "" => None,
            seq => reader.identity_judgement(number(seq)?)?,
        };
        let pages = (
            page_number(&query.page).map_err(Fault::Unclear)?,
            page_number(&query.mentions).map_err(Fault::Unclear)?,
        );
        let (form, shown) = (shell.form, (&view, &query, done.as_ref()));
        Page::of(
            form,
            || Dossier::from(&view),
            || {
                let (view, query, done) = shown;
                DossierPage::new(shell, &id, view, query, pages, done).render()
            },
        )
    })
    .await
}

/// What the address of a name within a document holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CalledQuery {
    name: String,
}

async fn called(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
    query: Result<Query<CalledQuery>, QueryRejection>,
) -> Response {
    page(state, visit, Here::Names, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let Query(CalledQuery { name }) = query.map_err(|_| unclear_query())?;
        fits(&name)?;
        let mention = reader.called(&id, &name)?;
        let list = || address::with("/entities", &[("q", name.trim())]);
        let address = mention.as_deref().map_or_else(list, address::entity);
        let data = || Called { name: name.clone(), mention: mention.clone().unwrap_or_default() };
        Page::part(shell.form, data, address)
    })
    .await
}

async fn judged(
    State(state): State<WebState>,
    visit: Visit,
    seq: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::Names, move |reader, shell| {
        let Path(seq) = seq.map_err(|_| unclear_path())?;
        let row = reader.identity_judgement(number(&seq)?)?.ok_or_else(|| absent_judgement(&seq))?;
        let mention = row.mentions.first().map_or("", String::as_str);
        let address = format!("{}?done={seq}", address::entity(mention));
        Page::part(shell.form, || Judgement::from(&row), address)
    })
    .await
}

fn absent_judgement(seq: &str) -> Fault {
    Fault::Absent(Note::new("absent-entry").with("seq", seq))
}

/// What a form that judges holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Judging {
    a: String,
    b: String,
    mention: String,
    says: String,
    reason: String,
    back: String,
}

type Sent = Result<Form<Judging>, FormRejection>;

fn sent(form: Sent) -> Result<Judging, Fault> {
    let Form(sent) = form.map_err(|_| Fault::Unclear(Note::new("unclear-form")))?;
    Ok(sent)
}

/// Carries a change out and answers with what now stands.
async fn judgement(
    state: WebState,
    visit: Visit,
    form: Sent,
    work: impl FnOnce(&Judging, &mut Ledger, &whereas_ledger::Signature<'_>) -> Result<i64, Fault>
    + Send
    + 'static,
) -> Response {
    let sent = match sent(form) {
        Ok(sent) => sent,
        Err(fault) => return fault.response(&state, &visit),
    };
    let (author, reason, goes_to) = (visit.author.clone(), sent.reason.trim().to_owned(), sent.back.clone());
    let done = state.write(author, reason, move |ledger, signed| {
        let seq = work(&sent, ledger, signed)?;
        ledger.identity_judgement(seq)?.ok_or_else(|| absent_judgement(&seq.to_string()))
    });
    answer(&state, &visit, &goes_to, done.await)
}

async fn judge(State(state): State<WebState>, visit: Visit, form: Sent) -> Response {
    judgement(state, visit, form, |sent, ledger, signed| {
        let says = match sent.says.as_str() {
            "same" => Identity::Same,
            "different" => Identity::Different,
            "unsure" => Identity::Unsure,
            says => return Err(Fault::Unclear(Note::new("who-unclear-says").with("value", says))),
        };
        let between = |row: &IdentityRow| {
            row.author == signed.by && row.says.is_some() && row.mentions.contains(&sent.b)
        };
        let own = ledger.identity_judgements_on(&sent.a)?.into_iter().filter(between);
        let (same, other): (Vec<IdentityRow>, Vec<IdentityRow>) = own.partition(|row| row.says == Some(says));
        // Who thinks better of it does not contradict themselves.
        for row in other {
            ledger.undo(row.seq, signed)?;
        }
        match same.last() {
            // The same button twice, or the same page sent again, judges once.
            Some(row) if signed.reason.is_empty() => Ok(row.seq),
            _ => Ok(ledger.judge(Ruling::Identity { says }, &[&sent.a, &sent.b], signed)?),
        }
    })
    .await
}

async fn detach(State(state): State<WebState>, visit: Visit, form: Sent) -> Response {
    judgement(state, visit, form, |sent, ledger, signed| {
        let standing = ledger.identity_judgements_on(&sent.mention)?;
        let joined = standing.iter().rfind(|row| row.says == Some(Identity::Same)).map_or(0, |row| row.seq);
        // The same button twice takes out once; what somebody has joined since is taken out again.
        match standing.iter().rfind(|row| row.says.is_none() && row.seq > joined) {
            Some(row) => Ok(row.seq),
            None => Ok(ledger.judge(Ruling::Detached, &[&sent.mention], signed)?),
        }
    })
    .await
}

async fn undo(
    State(state): State<WebState>,
    visit: Visit,
    seq: Result<Path<String>, PathRejection>,
    form: Sent,
) -> Response {
    let seq = match seq.map_err(|_| unclear_path()).and_then(|Path(seq)| number::<i64>(&seq)) {
        Ok(seq) => seq,
        Err(fault) => return fault.response(&state, &visit),
    };
    judgement(state, visit, form, move |_, ledger, signed| {
        ledger.undo(seq, signed)?;
        Ok(seq)
    })
    .await
}

/// Programs are told what now stands; browsers go back and are shown what was done, with its undo at hand.
fn answer(state: &WebState, visit: &Visit, goes_to: &str, done: Result<IdentityRow, Fault>) -> Response {
    let page = done.and_then(|row| match visit.form {
        visit::Form::Html => {
            let path = back(goes_to);
            let sign = if path.contains('?') { '&' } else { '?' };
            Ok(Page::Shown(format!("{path}{sign}done={}", row.seq)))
        }
        visit::Form::Json => Ok(Page::Json(json::text(&Judgement::from(&row))?)),
    });
    match page {
        Ok(page) => page.into_response(),
        Err(fault) => fault.response(state, visit),
    }
}

/// The kinds of names, in the order of the pages.
pub(crate) const KINDS: [&str; 4] = ["person", "organisation", "law", "place"];

/// The plural word for a kind of names.
pub(crate) fn kind_words(words: &'static crate::messages::Messages, kind: &str) -> String {
    match kind {
        "" => words.text("all").to_owned(),
        "person" => words.text("who-persons").to_owned(),
        "organisation" => words.text("who-organisations").to_owned(),
        "law" => words.text("who-laws").to_owned(),
        "place" => words.text("who-places").to_owned(),
        other => label::mention(words, other),
    }
}
