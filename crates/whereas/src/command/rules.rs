//! `rules`: the rules by which statements are found.

use super::{Context, Outcome};
use crate::message::Failure;

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Lists the rules.
pub fn run(_: &Args, _: &Context) -> Result<Outcome, Failure> {
    Err(Failure::new("the rules cannot be listed yet"))
}

/// What `show --why` says of a rule.
pub fn explanation(id: &str) -> Vec<(&'static str, String)> {
    let _ = id;
    Vec::new()
}
