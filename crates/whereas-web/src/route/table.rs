//! Every address: what answers it, and what is said of it in the OpenAPI document. There is no other list.

use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use serde_json::Value;

use super::{
    about, add, board, citation, compare, course, decide, decision, document, entity, entry, follow,
    follow_up, language, link, mention, note, openapi, review, search, series, stated, statement, style,
};
use crate::json::page::{
    About, Changes, Comparison, DocumentPage, Documents, Entries, Hits, Review, RuleScores, Statements,
};
use crate::json::record::{Decision, Entry, Mention, Statement, Version};
use crate::json::shape::{Schemas, Shape};
use crate::reader::WebState;

/// An address and what answers it.
pub(crate) struct Route {
    /// With names of what varies in braces.
    pub(crate) path: &'static str,
    pub(crate) method: Method,
    /// What it is, for the reader of the OpenAPI document.
    pub(crate) about: &'static str,
    /// What stands behind `?`, or what the form holds.
    pub(crate) parameters: &'static [Parameter],
    /// How a form is sent.
    pub(crate) form: &'static str,
    pub(crate) answer: Answer,
    /// What makes the answer.
    pub(crate) handler: MethodRouter<WebState>,
}

/// A field of a query or a form.
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
}

/// What an address answers to a program.
pub(crate) enum Answer {
    /// An object of this form.
    Record(fn(&mut Schemas) -> Value),
    /// A file of this media type.
    File(&'static str),
    /// Where to go.
    Elsewhere,
}

pub(super) const PAGE: Parameter = Parameter { name: "page", about: "The number of the page, from 1" };

/// How most forms are sent.
const FORM: &str = "application/x-www-form-urlencoded";

/// What narrows a list of statements; the fields of `StatementQuery`.
const NARROWS: [Parameter; 11] = [
    Parameter { name: "addressee", about: "Words in the name of an addressee" },
    Parameter { name: "actor", about: "Words in the name of a speaker" },
    Parameter { name: "person", about: "Words of a person named in the statement" },
    Parameter { name: "law", about: "Words of a law named in the statement" },
    Parameter { name: "from", about: "Documents of this day or later: 2021, 2021-02 or 2021-02-11" },
    Parameter { name: "to", about: "Documents of this day or earlier" },
    Parameter { name: "document", about: "Only this document" },
    Parameter { name: "text", about: "Words in the quotation" },
    Parameter { name: "lang", about: "Only this language, ISO 639-1" },
    Parameter {
        name: "position",
        about: "Only recommendations with this position of the State under review",
    },
    PAGE,
];

const ACT_AND_NARROWS: [Parameter; 12] = {
    const ACT: Parameter = Parameter { name: "act", about: "Only this act" };
    let [a, b, c, d, e, f, g, h, i, j, k] = NARROWS;
    [ACT, a, b, c, d, e, f, g, h, i, j, k]
};

const SEARCH: [Parameter; 8] = [
    Parameter {
        name: "q",
        about: "Words; those in quotation marks stand exactly so, a star ends a beginning",
    },
    Parameter { name: "act", about: "Only statements of this act" },
    Parameter { name: "speaker", about: "Only statements with these words in the speaker" },
    Parameter { name: "addressee", about: "Only statements with these words in an addressee" },
    Parameter { name: "lang", about: "Only statements in this language, ISO 639-1" },
    Parameter { name: "year", about: "Only documents of this year" },
    Parameter { name: "document", about: "Only this document" },
    PAGE,
];

const LENS: [Parameter; 2] = [
    Parameter { name: "act", about: "On the page for people: only statements of this act" },
    Parameter {
        name: "layer",
        about: "On the page for people: `program`, what nobody decided on, or `people`",
    },
];

const PAIR: [Parameter; 2] =
    [Parameter { name: "a", about: "Id of a document" }, Parameter { name: "b", about: "Id of another" }];

const REVIEW: [Parameter; 4] = [
    Parameter { name: "document", about: "Only this document" },
    Parameter { name: "act", about: "Only this act" },
    Parameter { name: "rule", about: "Only what this rule found" },
    PAGE,
];

/// Why, if somebody wants to say.
pub(super) const REASON: Parameter = Parameter { name: "reason", about: "Why, if somebody wants to say" };

/// Where a browser goes back to after a change.
pub(super) const BACK: Parameter = Parameter { name: "back", about: "The path that a browser goes back to" };

/// What every decision takes.
pub(super) const DECIDING: [Parameter; 2] = [REASON, BACK];

const LANGUAGE: [Parameter; 2] = [Parameter { name: "language", about: "en, fr or ru" }, BACK];

/// A page that is only read.
pub(super) fn page(
    path: &'static str,
    about: &'static str,
    parameters: &'static [Parameter],
    schema: fn(&mut Schemas) -> Value,
    handler: MethodRouter<WebState>,
) -> Route {
    Route {
        path,
        method: Method::GET,
        about,
        parameters,
        form: FORM,
        answer: Answer::Record(schema),
        handler,
    }
}

/// A file.
fn file(
    path: &'static str,
    about: &'static str,
    media_type: &'static str,
    handler: MethodRouter<WebState>,
) -> Route {
    let answer = Answer::File(media_type);
    Route { path, method: Method::GET, about, parameters: &[], form: FORM, answer, handler }
}

/// A change.
pub(super) fn change(
    path: &'static str,
    about: &'static str,
    parameters: &'static [Parameter],
    answer: Answer,
    handler: MethodRouter<WebState>,
) -> Route {
    Route { path, method: Method::POST, about, parameters, form: FORM, answer, handler }
}

/// All routes.
pub(crate) fn routes() -> Vec<Route> {
    [
        documents(),
        statements(),
        follow_up::routes(),
        series::routes(),
        board::routes(),
        link::routes(),
        follow::routes(),
        entity::routes(),
        course::routes(),
        citation::routes(),
        changes(),
        add::routes(),
        note::routes(),
        stated::routes(),
        search::routes(),
        files(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Documents, their versions and what is named in them.
fn documents() -> Vec<Route> {
    vec![
        page("/", "The documents", &[PAGE], Documents::schema, get(document::list)),
        page("/documents", "The documents, as at `/`", &[PAGE], Documents::schema, get(document::list)),
        page(
            "/documents/{id}",
            "A document with its text and all that was found in it",
            &LENS,
            DocumentPage::schema,
            get(document::show),
        ),
        page(
            "/documents/{id}/versions/{version}",
            "A version of a document: how its original came in",
            &[],
            Version::schema,
            get(document::version),
        ),
        file(
            "/documents/{id}/versions/{version}/original",
            "The original bytes of a version",
            "application/octet-stream",
            get(document::original),
        ),
        page(
            "/mentions/{id}",
            "A name, date or figure as a document has it",
            &[],
            Mention::schema,
            get(mention::show),
        ),
        page("/compare", "Two documents side by side", &PAIR, Comparison::schema, get(compare::show)),
    ]
}

/// Statements, the review, the log, and what the words mean.
fn statements() -> Vec<Route> {
    vec![
        page("/demands", "Demands", &NARROWS, Statements::schema, get(statement::demands)),
        page("/statements", "Statements", &ACT_AND_NARROWS, Statements::schema, get(statement::list)),
        page(
            "/statements/{id}",
            "A statement in its paragraph; the first digits of its id lead there",
            &[],
            Statement::schema,
            get(statement::show),
        ),
        page("/search", "Quotations and names with these words", &SEARCH, Hits::schema, get(search::find)),
        page("/log", "What happened, in order", &[PAGE], Entries::schema, get(entry::list)),
        page("/log/{seq}", "An entry of the log", &[], Entry::schema, get(entry::show)),
        page(
            "/decisions/{seq}",
            "A decision, by its number in the log, also when it was taken back",
            &[],
            Decision::schema,
            get(decision::show),
        ),
        page("/review", "What is worth a look, in order", &REVIEW, Review::schema, get(review::queue)),
        page(
            "/review/rules",
            "What people decided on each rule",
            &[],
            RuleScores::schema,
            get(review::rules),
        ),
        page(
            "/review/changes",
            "What the last reading of each document changed",
            &[PAGE],
            Changes::schema,
            get(review::changes),
        ),
        page("/about", "What the words mean", &[], About::schema, get(about::show)),
    ]
}

/// Whatever changes something.
fn changes() -> Vec<Route> {
    vec![
        change(
            "/statements/{id}/accept",
            "Says that a statement is right",
            &DECIDING,
            Answer::Record(Statement::schema),
            post(decide::accept),
        ),
        change(
            "/statements/{id}/reject",
            "Says that a statement is wrong",
            &DECIDING,
            Answer::Record(Statement::schema),
            post(decide::reject),
        ),
        change(
            "/decisions/{seq}/undo",
            "Takes a decision back",
            &DECIDING,
            Answer::Record(Decision::schema),
            post(decide::undo),
        ),
        change(
            "/language",
            "Chooses the language of the pages, kept in a cookie",
            &LANGUAGE,
            Answer::Elsewhere,
            post(language::choose),
        ),
    ]
}

/// Files that belong to the pages.
fn files() -> Vec<Route> {
    vec![
        file("/openapi.json", "This description", "application/json", get(openapi::show)),
        file("/assets/script.js", "The script of the keys", "text/javascript", get(style::script)),
        file("/assets/style.css", "The style sheet", "text/css", get(style::style)),
        file("/assets/icon.svg", "The icon", "image/svg+xml", get(style::icon)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::StatementQuery;

    #[test]
    fn the_fields_of_the_query_are_described() {
        let told: Vec<&str> = NARROWS.iter().map(|parameter| parameter.name).collect();
        let query = StatementQuery::default();
        let mut known: Vec<&str> = query.fields().iter().map(|(name, _, _)| *name).collect();
        known.push("page");
        let sorted = |mut names: Vec<_>| {
            names.sort_unstable();
            names
        };
        assert_eq!(sorted(told), sorted(known));
    }
}
