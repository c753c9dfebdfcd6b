//! The OpenAPI document: every address, what it takes and what it answers, made from the table of routes.

use serde_json::{Map, Value, json};

use super::page::Error;
use super::shape::{Schemas, Shape};
use crate::route::table::{Answer, Parameter, Route};

/// The document, written down.
pub(crate) fn document(routes: &[Route]) -> Value {
    let mut known = Schemas::new();
    let error = Error::schema(&mut known);
    let mut paths = Map::new();
    for route in routes {
        let operation = operation(route, &error, &mut known);
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.as_str().to_ascii_lowercase()] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "whereas",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Every page of the ledger as data. Ask with `Accept: application/json`, or put `.json` \
                            behind the path. Changes are only taken from pages of this server: they need an `Origin` \
                            that is its own.",
        },
        "paths": paths,
        "components": { "schemas": known },
    })
}

fn operation(route: &Route, error: &Value, known: &mut Schemas) -> Value {
    let in_path =
        route.path.split(['{', '}']).skip(1).step_by(2).map(
            |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
        );
    let is_form = route.method == axum::http::Method::POST;
    let in_query = route.parameters.iter().filter(|_| !is_form).map(|Parameter { name, about }| {
        json!({ "name": name, "in": "query", "description": about, "schema": { "type": "string" } })
    });
    let mut responses = Map::new();
    match route.answer {
        Answer::Record(schema) => {
            responses
                .insert("200".to_owned(), content("What is asked for", "application/json", schema(known)));
        }
        Answer::File(media_type) => {
            let schema = json!({ "type": "string" });
            responses.insert("200".to_owned(), content("The file", media_type, schema));
        }
        Answer::Elsewhere => {
            let about = "The page to go to, as `Location`";
            responses.insert("303".to_owned(), json!({ "description": about }));
        }
    }
    responses.insert("default".to_owned(), content("What went wrong", "application/json", error.clone()));
    let mut out = json!({
        "summary": route.about,
        "parameters": in_path.chain(in_query).collect::<Vec<_>>(),
        "responses": responses,
    });
    if is_form {
        let fields: Map<String, Value> = route
            .parameters
            .iter()
            .map(|field| (field.name.to_owned(), json!({ "type": "string", "description": field.about })))
            .collect();
        let schema = json!({ "type": "object", "properties": fields });
        out["requestBody"] = json!({ "content": { route.form: { "schema": schema } } });
    }
    out
}

fn content(about: &str, media_type: &str, schema: Value) -> Value {
    json!({ "description": about, "content": { media_type: { "schema": schema } } })
}
