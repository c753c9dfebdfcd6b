//! The description of every address.

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use super::table::routes;
use crate::json;

pub(super) async fn show() -> impl IntoResponse {
    ([(CONTENT_TYPE, json::MEDIA_TYPE)], json::openapi::document(&routes()).to_string())
}
