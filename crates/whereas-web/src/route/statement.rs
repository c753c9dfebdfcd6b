//! Statements: their lists and each by itself.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use whereas_ledger::view::StatementFilter;
use whereas_ledger::{LedgerError, Page as Stretch, Reader};

use super::document::{unclear_path, unclear_query};
use super::{Page, page};
use crate::messages::Note;
use crate::page::fault::Fault;
use crate::page::shell::{Here, Shell};
use crate::page::statement::StatementPage;
use crate::page::statement_list::{DocumentChoice, StatementListPage};
use crate::query::{Pager, StatementQuery};
use crate::reader::WebState;
use crate::visit::Visit;
use crate::{address, json};

/// More documents than this are no menu any more; the filter then takes the id.
const CHOICES_MAX: u32 = 300;

type Asked = Result<Query<StatementQuery>, QueryRejection>;

pub(super) async fn demands(State(state): State<WebState>, visit: Visit, query: Asked) -> Response {
    let shared = state.clone();
    page(state, visit, Here::Demands, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        let query = StatementQuery { act: "demand".to_owned(), ..query };
        listing((reader, &shared), shell, "/demands", query)
    })
    .await
}

pub(super) async fn list(State(state): State<WebState>, visit: Visit, query: Asked) -> Response {
    let shared = state.clone();
    page(state, visit, Here::Statements, move |reader, shell| {
        let Query(query) = query.map_err(|_| unclear_query())?;
        listing((reader, &shared), shell, "/statements", query)
    })
    .await
}

fn listing(
    (reader, state): (&Reader, &WebState),
    shell: Shell,
    path: &'static str,
    query: StatementQuery,
) -> Result<Page, Fault> {
    let query = query.trimmed();
    let filter = query.filter().map_err(Fault::Unclear)?;
    let whole = StatementFilter { offset: 0, limit: 0, ..filter.clone() };
    let found = || state.selections().of(reader, ("statements", &whole), || reader.selection(&whole));
    let selection = whole.is_searched().then(found).transpose()?;
    let listing = match selection.as_deref().and_then(Option::as_ref) {
        Some(selection) => {
            reader.selected(selection, Stretch { offset: filter.offset, limit: filter.limit })?
        }
        None => reader.statements(&filter)?,
    };
    let statuses = reader.statuses(&listing.rows)?;
    let number = query.page().map_err(Fault::Unclear)?;
    let pager = Pager::new(number, listing.total, |page| query.address(path, page, ""));
    let documents = choices(reader)?;
    let data = || json::page::Statements::of(&listing, &pager);
    let (query, act, shown, pages) = (&query, filter.act, &listing, &pager);
    Page::of(shell.form, data, || {
        let statuses = statuses.as_slice();
        StatementListPage { shell, path, act, query, listing: shown, statuses, pager: pages, documents }
            .render()
    })
}

/// The documents to choose from, as long as they fit a menu.
pub(super) fn choices(reader: &Reader) -> Result<Vec<DocumentChoice>, LedgerError> {
    let documents = reader.documents(whereas_ledger::Page { offset: 0, limit: CHOICES_MAX })?;
    if documents.total > CHOICES_MAX {
        return Ok(Vec::new());
    }
    let choice = |row: whereas_ledger::view::DocumentRow| DocumentChoice {
        id: row.id,
        title: row.title,
        date: row.date,
    };
    Ok(documents.rows.into_iter().map(choice).collect())
}

pub(super) async fn show(
    State(state): State<WebState>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    page(state, visit, Here::Statements, move |reader, shell| {
        let Path(id) = id.map_err(|_| unclear_path())?;
        let view = reader
            .statement(&id)?
            .ok_or_else(|| Fault::Absent(Note::new("absent-statement").with("id", &id)))?;
        if view.placed.row.id != id {
            // The first digits of an id will do, but the page has one address.
            return Ok(Page::Elsewhere(address::statement(&view.placed.row.id)));
        }
        let (links, notes, stated) = (reader.links_of(&id)?, reader.notes_about(&id)?, reader.stated(&id)?);
        let linked = Some(json::board::Links::from(&links));
        let data = || json::record::Statement { links: linked, ..json::record::Statement::from(&view) };
        Page::of(shell.form, data, || StatementPage::new(shell, &view, &links, &notes, &stated).render())
    })
    .await
}
