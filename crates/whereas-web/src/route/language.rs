//! The language of the pages, chosen by hand.

use axum::extract::Form;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::back;
use crate::messages::{COOKIE, Locale};

/// How long the choice is kept, in seconds: a year.
const KEPT_SECONDS: u32 = 365 * 24 * 60 * 60;

/// What the buttons at the foot of a page send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    language: String,
    back: String,
}

pub(super) async fn choose(Form(choice): Form<Choice>) -> Response {
    let to = Redirect::to(back(&choice.back));
    match Locale::parse(&choice.language) {
        Some(locale) => {
            let cookie =
                format!("{COOKIE}={}; Path=/; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Lax", locale.code());
            ([(SET_COOKIE, cookie)], to).into_response()
        }
        None => to.into_response(),
    }
}
