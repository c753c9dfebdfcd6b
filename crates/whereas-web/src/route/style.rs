//! Static files. They carry their content's hash, so a browser asks for them once.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::asset::{self, Asset};

pub(super) async fn style(headers: HeaderMap) -> Response {
    // The address of the style sheet changes with its content.
    file(&asset::STYLE, &headers, "public, max-age=31536000, immutable")
}

pub(super) async fn script(headers: HeaderMap) -> Response {
    file(&asset::SCRIPT, &headers, "public, max-age=31536000, immutable")
}

pub(super) async fn icon(headers: HeaderMap) -> Response {
    file(&asset::ICON, &headers, "public, max-age=86400")
}

fn file(asset: &'static Asset, headers: &HeaderMap, keep: &'static str) -> Response {
    let tag = format!("\"{}\"", asset.tag);
    let known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|value| matches!(value.trim().trim_start_matches("W/"), value if value == tag || value == "*"));
    let head = [(CACHE_CONTROL, keep.to_owned()), (ETAG, tag)];
    if known {
        (StatusCode::NOT_MODIFIED, head).into_response()
    } else {
        (head, [(CONTENT_TYPE, asset.media_type)], asset.bytes).into_response()
    }
}
