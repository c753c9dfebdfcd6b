//! The search.

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;
use whereas_extract::Lang;
use whereas_ledger::view::{FacetKind, Listing, NameFilter, NameRow, SearchFilter, Searched};
use whereas_ledger::{Ledger, Page as Stretch, Reader, Signature};

use super::document::{unclear_path, unclear_query};
use super::table::{Answer, BACK, Parameter, Route, change};
use super::{Page, back, fits, number, page};
use crate::address;
use crate::json;
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::search::SearchPage;
use crate::page::shell::Here;
use crate::query::{FIELD_CHARS_MAX, Pager, is_date, page_number};
use crate::reader::WebState;
use crate::visit::Visit;

/// How many names are shown above the hits.
const NAMES_SHOWN: u32 = 6;

/// The longest name of a search, in characters.
const NAME_CHARS_MAX: usize = 80;

/// What the address of a search holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchQuery {
    pub(crate) q: String,
    act: String,
    speaker: String,
    addressee: String,
    lang: String,
    year: String,
    document: String,
    page: String,
}

impl SearchQuery {
    /// The fields that narrow a search.
    pub(crate) fn narrowed(&self) -> [(FacetKind, &str); 6] {
        [
            (FacetKind::Act, self.act.trim()),
            (FacetKind::Speaker, self.speaker.trim()),
            (FacetKind::Addressee, self.addressee.trim()),
            (FacetKind::Lang, self.lang.trim()),
            (FacetKind::Year, self.year.trim()),
            (FacetKind::Document, self.document.trim()),
        ]
    }

    fn filter(&self) -> Result<SearchFilter, Fault> {
        let unclear = |note| Err(Fault::Unclear(note));
        fits(&self.q)?;
        for (kind, value) in self.narrowed() {
            if value.chars().count() > FIELD_CHARS_MAX {
                let name = json::record::facet_word(kind);
                return unclear(Note::new("unclear-field").with("field", name).with("n", FIELD_CHARS_MAX));
            }
        }
        let [(_, act), (_, speaker), (_, addressee), (_, lang), (_, year), (_, document)] = self.narrowed();
        if !year.is_empty() && !is_date(year) {
            return unclear(Note::new("unclear-date").with("value", year));
        }
        if !lang.is_empty() && Lang::parse(lang).is_none() {
            return unclear(Note::new("unclear-language").with("value", lang));
        }
        let act = match act {
            "" => None,
            act => {
                let unclear = |_| Fault::Unclear(Note::new("unclear-act").with("value", act));
                Some(act.parse().map_err(unclear)?)
            }
        };
        Ok(SearchFilter {
            words: self.q.trim().to_owned(),
            act,
            speaker: speaker.to_owned(),
            addressee: addressee.to_owned(),
            lang: lang.to_owned(),
            year: year.to_owned(),
            document: document.to_owned(),
        })
    }

    /// The address of the search with one field set to a value, `""` for none, on its first page.
    pub(crate) fn with(&self, set: FacetKind, value: &str) -> String {
        let fields = self.narrowed().map(|(kind, was)| (kind, if kind == set { value } else { was }));
        self.address(&fields, 1)
    }

    /// The address of a page of the search.
    pub(crate) fn at(&self, page: u32) -> String {
        self.address(&self.narrowed(), page)
    }

    fn address(&self, fields: &[(FacetKind, &str)], page: u32) -> String {
        let mut out = format!("/search?q={}", address::escape(self.q.trim()));
        for (kind, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            out += &format!("&{}={}", json::record::facet_word(*kind), address::escape(value));
        }
        if page > 1 {
            out += &format!("&page={page}");
        }
        out
    }
}

const SAVING: [Parameter; 2] = [
    Parameter { name: "name", about: "The name under which it is kept" },
    Parameter { name: "address", about: "The address of the search" },
];

const ENDING: [Parameter; 1] = [BACK];

const ERASING: [Parameter; 2] =
    [Parameter { name: "reason", about: "Why; the log keeps it, so name nobody in it" }, BACK];

/// The addresses of searches that people keep; they are listed with the search.
pub(super) fn routes() -> Vec<Route> {
    vec![
        change("/searches", "Keeps a search under a name", &SAVING, Answer::Elsewhere, post(save)),
        change("/searches/{seq}/undo", "Keeps a search no longer", &ENDING, Answer::Elsewhere, post(unsave)),
        change("/searches/{seq}/erase", "Erases a kept search", &ERASING, Answer::Elsewhere, post(erase)),
    ]
}

/// What the forms of kept searches hold.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Saving {
    name: String,
    address: String,
    reason: String,
    back: String,
}

async fn save(
    State(state): State<WebState>,
    visit: Visit,
    form: Result<Form<Saving>, FormRejection>,
) -> Response {
    let unclear = || Fault::Unclear(Note::new("unclear-form"));
    let read = form.map_err(|_| unclear()).and_then(|Form(sent)| {
        let query = sent.address.strip_prefix("/search?").ok_or_else(unclear)?.to_owned();
        let name = sent.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = Some(name).filter(|name| !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX);
        Ok((
            name.ok_or_else(|| Fault::Unclear(Note::new("saved-nameless").with("n", NAME_CHARS_MAX)))?,
            query,
        ))
    });
    let (name, query) = match read {
        Ok(read) => read,
        Err(fault) => return fault.response(&state, &visit),
    };
    let to = format!("/search?{query}");
    let work =
        move |ledger: &mut Ledger, signed: &Signature<'_>| Ok(ledger.save_search(&name, &query, signed)?);
    match state.write(visit.author.clone(), String::new(), work).await {
        Ok(_) => Page::Shown(back(&to).to_owned()).into_response(),
        Err(fault) => fault.response(&state, &visit),
    }
}

async fn unsave(
    State(state): State<WebState>,
    visit: Visit,
    seq: Result<Path<String>, PathRejection>,
    form: Result<Form<Saving>, FormRejection>,
) -> Response {
    end(state, visit, seq, form, |ledger, seq, signed| {
        let is_kept = ledger.saved_searches()?.iter().any(|row| row.seq == seq);
        if !is_kept {
            return Err(Fault::Conflict(Note::new("not-undoable").with("seq", seq)));
        }
        Ok(ledger.undo(seq, signed)?)
    })
    .await
}

async fn erase(
    State(state): State<WebState>,
    visit: Visit,
    seq: Result<Path<String>, PathRejection>,
    form: Result<Form<Saving>, FormRejection>,
) -> Response {
    end(state, visit, seq, form, |ledger, seq, signed| Ok(ledger.forget_search(seq, signed)?)).await
}

/// Does something to a kept search, then leads back.
async fn end(
    state: WebState,
    visit: Visit,
    seq: Result<Path<String>, PathRejection>,
    form: Result<Form<Saving>, FormRejection>,
    work: fn(&mut Ledger, i64, &Signature<'_>) -> Result<i64, Fault>,
) -> Response {
    let seq = seq.map_err(|_| unclear_path()).and_then(|Path(seq)| number(&seq));
    let (seq, sent): (i64, Saving) = match (seq, form) {
        (Ok(seq), Ok(Form(sent))) => (seq, sent),
        (Err(fault), _) => return fault.response(&state, &visit),
        (_, Err(_)) => return Fault::Unclear(Note::new("unclear-form")).response(&state, &visit),
    };
    let work = move |ledger: &mut Ledger, signed: &Signature<'_>| work(ledger, seq, signed);
    match state.write(visit.author.clone(), sent.reason, work).await {
        Ok(_) => Page::Shown(back(&sent.back).to_owned()).into_response(),
        Err(fault) => fault.response(&state, &visit),
    }
}

/// The names that bear the words, for a search that is not narrowed.
fn names(state: &WebState, reader: &Reader, query: &SearchQuery) -> Result<Listing<NameRow>, Fault> {
    let words = query.q.trim();
    if words.is_empty() || query.narrowed().iter().any(|(_, value)| !value.is_empty()) {
        return Ok(Listing { rows: Vec::new(), total: 0 });
    }
    let filter = NameFilter { words: words.to_owned(), ..NameFilter::default() };
    let stretch = Stretch { offset: 0, limit: NAMES_SHOWN };
    Ok(state.names(reader, &filter, stretch)?.listing.clone())
}

pub(super) async fn find(
    State(state): State<WebState>,
    visit: Visit,
    query: Result<Query<SearchQuery>, QueryRejection>,
) -> Response {
    let shared = state.clone();
    page(state, visit, Here::Search, move |reader, mut shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let number = page_number(&query.page).map_err(Fault::Unclear)?;
        let filter = query.filter()?;
        let found: Searched = reader.searched(&filter, Pager::stretch(number))?;
        let pager = Pager::new(number, found.hits.total, |page| query.at(page));
        shell.searched.clone_from(&filter.words);
        let saved = reader.saved_searches()?;
        let names = match number {
            1 => names(&shared, reader, &query)?,
            _ => Listing { rows: Vec::new(), total: 0 },
        };
        let data = || json::page::Hits::of(&found, &pager, &saved, &names);
        Page::of(shell.form, data, || {
            let (query, found, pager, saved) = (&query, &found, &pager, saved.as_slice());
            SearchPage { shell: shell.clone(), query, found, pager, saved, names: &names }.render()
        })
    })
    .await
}
