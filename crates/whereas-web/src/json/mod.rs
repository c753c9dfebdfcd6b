//! Every page as data for programs, and the description of all of it.
//!
//! The fields have the names that the commands print (docs/json.md). `record` and `page` hold the objects,
//! `shape` describes them, `openapi` describes the addresses.

pub(crate) mod add;
pub(crate) mod board;
pub(crate) mod citation;
pub(crate) mod course;
pub(crate) mod entity;
pub(crate) mod follow;
pub(crate) mod follow_up;
pub(crate) mod note;
pub(crate) mod openapi;
pub(crate) mod page;
pub(crate) mod record;
pub(crate) mod series;
pub(crate) mod shape;
pub(crate) mod stated;

use serde::Serialize;

use crate::page::fault::Fault;

/// The media type of the answers.
pub(crate) const MEDIA_TYPE: &str = "application/json; charset=utf-8";

/// Writes an object down.
pub(crate) fn text(object: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(object).map_err(|_| Fault::Crash)
}
