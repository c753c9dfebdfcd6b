//! Statement rules: a cue, the act it makes, and how the words around it are read.

use serde::Deserialize;

use crate::{Act, Polarity};

/// How the words behind a cue are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// "urges ADDRESSEE to ACTION", "urges ADDRESSEE that ACTION"; without an infinitive the object is the action.
    Addressee,
    /// "calls for ACTION", "calls for ADDRESSEE to ACTION".
    For,
    /// "it is vital for ADDRESSEE to ACTION", "it is vital that ADDRESSEE ACTION".
    Impersonal,
    /// "insists that ACTION": the whole clause; who has to act is looked for in it.
    That,
    /// "advises ADDRESSEE against ACTION".
    Against,
    /// "proposes ACTION".
    Object,
    /// "fordert ADDRESSEE auf, ACTION": a comma sets the action off.
    SetOff,
    /// "ADDRESSEE must ACTION": the subject before the cue acts.
    Subject,
    /// "в X сообщили": who says it stands before the cue, behind a preposition.
    Source,
    /// Nothing is read.
    #[default]
    None,
}

/// Where a rule may find its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// At the head of a clause of an operative paragraph or point.
    Operative,
    /// At the head of a recital or a preambular clause.
    Preamble,
    /// As the verb of a clause in prose, with its subject before it.
    Prose,
    /// Anywhere in a clause of prose.
    Anywhere,
    /// In a paragraph or point of a resolution that has no governing verb.
    Item,
    /// In what a verb of saying reports ("announced that the list would be published").
    Report,
}

/// A sentence that shows what a rule does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence or clause.
    pub text: String,
    /// The cue that must be found; where absent any.
    #[serde(default)]
    pub cue: String,
    /// The addressees that must be found, where given.
    pub to: Option<Vec<String>>,
    /// The actions that must be found, where given.
    pub act: Option<Vec<String>>,
}

/// A rule of a pack.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `en/demand/urge`.
    pub id: String,
    /// Index of its pack.
    pub(crate) pack: u8,
    /// The act it makes.
    pub act: Act,
    /// The act it makes where the clause holds a "should" or "must" (`stresses that X must …`).
    pub obliging: Option<Act>,
    /// Praise or blame.
    pub polarity: Option<Polarity>,
    /// 1–5.
    pub force: u8,
    /// In a preamble it only points to a text unless a that-clause follows ("Recalling its resolution").
    pub cites: bool,
    /// Its cues count only with a noun of `with` behind them ("expressed his deep concern").
    pub takes_noun: bool,
    /// The noun of `with` must follow but is no part of the cue ("there is no" torture).
    pub short: bool,
    /// The noun of `with` may stand anywhere in the clause ("nobody in the country is prosecuted").
    pub far: bool,
    /// Its cues count only before an infinitive ("готов помочь").
    pub infinitive: bool,
    /// It counts only where somebody is named who has to act ("stressed the need for X to …").
    pub addressed: bool,
    /// Its cues are verbs of saying: what they report belongs to their subject.
    pub says: bool,
    /// How the slots are read.
    pub frame: Frame,
    /// Where it counts.
    pub places: Vec<Where>,
    /// Cue patterns as written.
    pub cues: Vec<String>,
    /// Sentences in which it must fire.
    pub yes: Vec<Example>,
    /// Sentences in which it must not fire.
    pub no: Vec<String>,
    /// How sure, 0–1.
    pub confidence: f32,
    /// Why the rule is as it is.
    pub about: String,
    /// File and line.
    pub file: String,
    /// Line of the rule in the file, from 1.
    pub line: u32,
}

/// A rule as people see it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct RuleInfo {
    /// `en/demand/urge`.
    pub id: String,
    /// The language it reads, ISO 639-1.
    pub lang: crate::Lang,
    /// The act it makes.
    pub act: Act,
    /// What it is about.
    pub about: String,
    /// File below `packs/`.
    pub file: String,
    /// Line in the file, from 1.
    pub line: u32,
    /// Cue patterns as written.
    pub cues: Vec<String>,
    /// Sentences in which it must fire.
    pub examples: Vec<String>,
    /// Sentences in which it must not fire.
    pub counter_examples: Vec<String>,
}

impl Rule {
    /// The rule as people see it.
    #[must_use]
    pub fn info(&self) -> RuleInfo {
        RuleInfo {
            id: self.id.clone(),
            lang: self.id.get(..2).and_then(crate::Lang::parse).unwrap_or_default(),
            act: self.act,
            about: self.about.clone(),
            file: self.file.clone(),
            line: self.line,
            cues: self.cues.clone(),
            examples: self.yes.iter().map(|example| example.text.clone()).collect(),
            counter_examples: self.no.clone(),
        }
    }
}
