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
            name: label::act(self.shell.words, act),
            meaning: label::meaning(self.shell.words, act),
            signs: label::signs(self.shell.words, act),
            address: address::act(act),
        })
    }
}
