//! Why the program proposes something. A reason is told in English by `Display`; who shows it in another language asks
//! for its parts.

use std::fmt;

use serde::{Serialize, Serializer};
pub use whereas_names::{Bar as NameBar, Role as NameRole, Rule as NameRule, Step as NameStep};

use crate::Basis;

/// Why a link or a name is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// What the later statement does about the earlier one.
    Stance(Stance),
    /// The later statement says that it was asked before.
    Again,
    /// The later statement cites the document of this date (EDTF).
    Cites(String),
    /// Both statements have something in common.
    Common {
        /// What.
        what: Common,
        /// The first of them: words of the later quotation, or ids of concepts and themes.
        named: Vec<String>,
        /// Whether there are more.
        more: bool,
    },
    /// A step of the comparison of two names of persons.
    Name(NameStep),
    /// The lists know both names as this one.
    Listed(String),
    /// The names say the same in another order or language.
    SameWords,
    /// The names say the same but for one letter.
    OneLetter,
    /// One name has the first letters of the other.
    Abbreviation,
    /// One name says all that the other says, and these words more.
    Part(String),
    /// The same name in this document; several people bear it.
    Namesake(String),
    /// A form goes back to a fuller one of its document.
    Form {
        /// By what.
        basis: Basis,
        /// The fuller form.
        base: String,
    },
}

/// What a later statement does about an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// The same side says it again.
    SameSide,
    /// Another body asks the same side for it.
    OtherBody,
    /// The same words go to somebody else.
    OtherAddressee,
    /// The side that was asked speaks of it.
    Speaks,
    /// The side that was asked says that it is not so.
    Denies,
    /// The two cannot both be right.
    Contradicts,
    /// It tells of something done.
    Done,
}

/// What two statements have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Common {
    /// Names of persons and others.
    Names,
    /// Laws and their provisions.
    Laws,
    /// Concepts of `data/link`, by their ids.
    Concepts,
    /// Concepts of the sentence before the later one, by their ids.
    ConceptsBefore,
    /// Themes, by their ids.
    Themes,
    /// Words.
    Words,
}

impl Common {
    /// Whether what is named are ids, words of English with hyphens between.
    pub fn is_id(self) -> bool {
        matches!(self, Common::Concepts | Common::ConceptsBefore | Common::Themes)
    }
}

impl Reason {
    /// Reasons one behind the other, in English.
    pub fn join(reasons: &[Reason]) -> String {
        let told: Vec<String> = reasons.iter().map(ToString::to_string).collect();
        told.join("; ")
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Stance(stance) => f.write_str(stance_words(*stance)),
            Reason::Again => f.write_str("it says that it was asked before"),
            Reason::Cites(date) => write!(f, "it cites the document of {date}"),
            Reason::Common { what, named, more } => {
                let ids = if what.is_id() { "-" } else { "\0" };
                let end = if *more { " …" } else { "" };
                write!(f, "{} {}{end}", common_words(*what), named.join(", ").replace(ids, " "))
            }
            Reason::Name(step) => step.fmt(f),
            Reason::Listed(name) => write!(f, "the lists know both as “{name}”"),
            Reason::SameWords => f.write_str("they say the same, in another order or language"),
            Reason::OneLetter => f.write_str("they say the same but for one letter"),
            Reason::Abbreviation => f.write_str("one has the first letters of the other"),
            Reason::Part(words) => write!(f, "one says all that the other says, and more: {words}"),
            Reason::Namesake(document) => write!(
                f,
                "the same name in {document}; several people bear it, so each document stands for itself"
            ),
            Reason::Form { basis, base } => form_words(f, *basis, base),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn stance_words(stance: Stance) -> &'static str {
    match stance {
        Stance::SameSide => "the same side says it again",
        Stance::OtherBody => "another body asks the same side for it",
        Stance::OtherAddressee => "the same words, other addressee",
        Stance::Speaks => "the side that was asked speaks of it",
        Stance::Denies => "the side that was asked says that it is not so",
        Stance::Contradicts => "the two may not both be right",
        Stance::Done => "it tells of something done",
    }
}

fn common_words(what: Common) -> &'static str {
    match what {
        Common::Names => "both name",
        Common::Laws => "both cite",
        Common::Concepts => "both speak of",
        Common::ConceptsBefore => "the sentence before speaks of",
        Common::Themes => "both are about",
        Common::Words => "words in common:",
    }
}

fn form_words(f: &mut fmt::Formatter<'_>, basis: Basis, base: &str) -> fmt::Result {
    match basis {
        Basis::Itself => f.write_str("the same name"),
        Basis::Brackets => write!(f, "in brackets beside “{base}”"),
        Basis::Inflected => write!(f, "another form of the words “{base}” in its document"),
        Basis::Publisher => write!(f, "short for “{base}”, who published the document"),
        Basis::House => write!(f, "short for “{base}” in documents of that institution and its sisters"),
        Basis::Shorter => write!(f, "short for “{base}” in its document"),
    }
}
