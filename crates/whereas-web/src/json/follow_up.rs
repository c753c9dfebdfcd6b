//! The overview of what there is to follow up as JSON.

use super::shape::record;
use crate::page::follow_up::Entry;

record! {
    /// What there is to follow up.
    FollowUp = "follow-up" {
        /// The pages that follow something up.
        entries: Vec<FollowUpEntry>,
    }
}

record! {
    /// A page that follows something up.
    FollowUpEntry = "follow-up-entry" {
        /// Its address.
        address: String,
        /// Its name in the language of the answer.
        name: String,
        /// What it shows, in the language of the answer.
        about: String,
        /// How much there is, where that is known.
        count: Option<u32>,
    }
}

impl FollowUp {
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let entries = entries.iter().map(|entry| FollowUpEntry {
            address: entry.address.to_owned(),
            name: entry.name.to_owned(),
            about: entry.about.to_owned(),
            count: entry.count,
        });
        Self { entries: entries.collect() }
    }
}
