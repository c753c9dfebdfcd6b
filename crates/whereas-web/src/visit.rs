//! Who asks, for what, and in which form and language it shall be answered.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, HOST, REFERER};
use axum::http::request::Parts;

use crate::guard::Author;
use crate::messages::{Locale, Messages};

/// What all answers to one request depend on.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// The words of the page.
    pub(crate) words: &'static Messages,
    /// The address that was asked for, with its query.
    pub(crate) address: String,
    /// The page of ours from which the request came, where the browser tells it.
    pub(crate) came_from: Option<String>,
    /// The form of the answer.
    pub(crate) form: Form,
    /// The name under which somebody gave the password.
    pub(crate) author: Option<String>,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page for people.
    Html,
    /// The same as data, for programs.
    Json,
}

/// Says that an address ended in `.json`; set before routing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AsJson;

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let accepted = parts.headers.get_all(ACCEPT).into_iter().filter_map(|value| value.to_str().ok());
        let form = if parts.extensions.get::<AsJson>().is_some() {
            Form::Json
        } else {
            accepted.flat_map(|value| value.split(',')).find_map(form).unwrap_or(Form::Html)
        };
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str()).to_owned();
        let author = parts.extensions.get::<Author>().and_then(|author| author.0.clone());
        let came_from = came_from(&parts.headers);
        Ok(Self { author, words: Messages::of(Locale::of_request(&parts.headers)), address, came_from, form })
    }
}

/// The path of the page that a request came from, if it is one of ours.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (scheme, rest) = text(REFERER)?.split_once("://")?;
    let path = rest.strip_prefix(text(HOST)?)?;
    let ours = matches!(scheme, "http" | "https")
        && path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\');
    ours.then(|| path.to_owned())
}

/// The form that a media type stands for. Browsers name theirs first.
fn form(media_type: &str) -> Option<Form> {
    match media_type.split(';').next().unwrap_or("").trim() {
        "text/html" | "application/xhtml+xml" => Some(Form::Html),
        "application/json" => Some(Form::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_gone_back_to() {
        let from = |referer: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "127.0.0.1:8080".parse().unwrap());
            headers.insert(REFERER, referer.parse().unwrap());
            came_from(&headers)
        };
        assert_eq!(from("http://127.0.0.1:8080/demands?from=x").as_deref(), Some("/demands?from=x"));
        for foreign in [
            "http://127.0.0.1:8080//evil.example/x",
            "http://127.0.0.1:8080/\\evil.example",
            "http://evil.example/",
            "http://127.0.0.1:80801/x",
            "ftp://127.0.0.1:8080/x",
            "about:blank",
        ] {
            assert_eq!(from(foreign), None, "{foreign}");
        }
    }
}
