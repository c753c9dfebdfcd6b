//! What stands before and behind every page: who may ask, and what a browser may do with the answer.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::reader::WebState;

/// No script, nothing from elsewhere, no frame around the pages, forms only to ourselves.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Refuses requests that came here under a foreign name, and adds the headers that every answer has.
///
/// The pages have no password: that only this machine can ask is their protection. A page from elsewhere
/// could have its own name resolve to 127.0.0.1 and then read our pages as its own (DNS rebinding); its
/// requests carry that name.
pub(crate) async fn guard(State(_): State<WebState>, request: Request, next: Next) -> Response {
    let mut response = if is_for_us(&request) {
        next.run(request).await
    } else {
        let what = "whereas only answers under http://127.0.0.1, http://localhost or http://[::1].\n";
        (StatusCode::MISDIRECTED_REQUEST, what).into_response()
    };
    let headers = response.headers_mut();
    const FIXED: [(HeaderName, &str); 4] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Addresses hold names of persons; they are nobody else's business.
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Whether the request names this machine, in `Host` and, where a proxy form is used, in the address.
fn is_for_us(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let in_address = request.uri().authority().is_none_or(|authority| is_local(authority.as_str()));
    in_address && host.to_str().is_ok_and(is_local)
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
