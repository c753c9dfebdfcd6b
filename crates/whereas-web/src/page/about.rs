//! What the words on the pages mean.

use askama::Template;
use whereas_extract::Act;

use super::shell::Shell;
use crate::{address, label};

/// The glossary.
#[derive(Template)]
#[template(path = "about.html")]
pub(crate) struct AboutPage {
    pub(crate) shell: Shell,
}

/// An act with what it means and the signs that show it.
struct ActEntry {
    class: &'static str,
    name: &'static str,
    meaning: &'static str,
    signs: &'static str,
    address: String,
}

impl AboutPage {
    fn acts(&self) -> [ActEntry; 5] {
        Act::ALL.map(|act| ActEntry {
            class: act.as_str(),
            name: label::act(act),
            meaning: label::act_meaning(act),
            signs: signs(act),
            address: address::act(act),
        })
    }
}

/// Words that often make a sentence this act.
fn signs(act: Act) -> &'static str {
    match act {
        Act::Demand => "urges, calls on, insists that, recommends, must",
        Act::Commitment => "will, intends to, has promised, is scheduled for",
        Act::Denial => "rejects, does not correspond to reality, there are no",
        Act::Appraisal => "welcomes, commends, deplores, condemns, regrets",
        Act::Finding => "whereas, notes that, said that, according to",
    }
}
