//! What stands before and behind every page: who may ask, and what a browser may do with the answer.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY, VARY,
    WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::page::fault::Fault;
use crate::reader::WebState;
use crate::visit::Visit;

/// Files and answers of our own only, nothing inline, nothing from elsewhere, no frame around the pages, forms only
/// to ourselves.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

/// How long somebody waits who gave a wrong password.
const PAUSE: Duration = Duration::from_millis(300);

/// Refuses requests that came here under a foreign name, and adds the headers that every answer has.
///
/// Without a password, that only this machine can ask is the protection of the pages. A page from elsewhere could
/// have its own name resolve to 127.0.0.1 and then read our pages as its own (DNS rebinding); its requests carry
/// that name. With a password any name will do: a browser keeps it for the name under which it was typed.
pub(crate) async fn guard(
    State(state): State<WebState>,
    visit: Visit,
    mut request: Request,
    next: Next,
) -> Response {
    let mut response = match admitted(&state, &request) {
        Err(refusal) => refusal.response().await,
        Ok(_) if !request.method().is_safe() && !is_from_us(request.headers()) => {
            Fault::Forbidden.response(&state, &visit)
        }
        Ok(author) => {
            request.extensions_mut().insert(author);
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    const FIXED: [(HeaderName, &str); 6] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Addresses hold names of persons; they are nobody else's business. To ourselves the origin must be told, or
        // no form of ours could change anything.
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (VARY, "Accept, Accept-Language, Cookie"),
    ];
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The name of whoever asks, where a password is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Author(pub(crate) Option<String>);

/// Why somebody is not answered.
enum Refusal {
    Misdirected,
    Password,
}

impl Refusal {
    async fn response(self) -> Response {
        match self {
            Self::Misdirected => {
                let what = "whereas only answers under http://127.0.0.1, http://localhost or http://[::1].\n";
                (StatusCode::MISDIRECTED_REQUEST, what).into_response()
            }
            Self::Password => {
                tokio::time::sleep(PAUSE).await;
                let ask = [(WWW_AUTHENTICATE, "Basic realm=\"whereas\", charset=\"UTF-8\"")];
                (StatusCode::UNAUTHORIZED, ask, "Give your name and the password of this ledger.\n")
                    .into_response()
            }
        }
    }
}

/// Whether somebody is answered, and under which name.
fn admitted(state: &WebState, request: &Request) -> Result<Author, Refusal> {
    match state.password() {
        None if is_for_us(request) => Ok(Author(None)),
        None => Err(Refusal::Misdirected),
        Some(password) => {
            let name = password.admits(request.headers()).ok_or(Refusal::Password)?;
            Ok(Author(Some(name)))
        }
    }
}

/// Whether the request names this machine, in `Host` and, where a proxy form is used, in the address.
fn is_for_us(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let in_address = request.uri().authority().is_none_or(|authority| is_local(authority.as_str()));
    in_address && host.to_str().is_ok_and(is_local)
}

/// Whether the browser says that a page of ours asks: by the origin of the page, or where it sends none by the
/// site of the page. What sends neither is no browser in which a foreign page could be open; it must say who
/// it is all the same.
fn is_from_us(headers: &HeaderMap) -> bool {
    let only = |name: HeaderName| {
        let mut values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.next().filter(|_| values.next().is_none())
    };
    match (only(ORIGIN), only(HOST)) {
        (Some(origin), Some(host)) => origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"))
            .is_some_and(|name| name.eq_ignore_ascii_case(host)),
        _ => only(HeaderName::from_static("sec-fetch-site")) == Some("same-origin"),
    }
}

/// Whether a host, with or without a port, is this machine.
fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "[::1]") || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LocalHost", "[::1]", "[::1]:8080"] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:80",
            "127.0.0.1:80@x",
            "::1",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
