//! What follows from one reading of one document: the rows by which lists are filtered and words are
//! searched.
//!
//! A pure function of the reading, so that `verify` can derive again and compare, and rebuilding gives the
//! same rows as adding did.

use std::collections::BTreeSet;

use whereas_extract::id::sha256;
use whereas_extract::{Act, Extraction, Lang, Mention, MentionValue, Polarity, Position, Span, Statement};

use crate::citation::{self, CitationEntry};
use crate::entity::mention::{ClaimEntry, MentionEntry, distinct};
use crate::entity::node::Node;
use crate::likeness::Look;
use crate::link::gist::{Gist, gists};
use crate::series::{FigureEntry, MeetingEntry, figures, meetings};
use crate::stem::Stems;
use crate::word::{fold_name, words};
use crate::{LedgerError, limit, stamp};

/// The rules of derivation. To be raised with every change of what is derived (folding, stems, tables):
/// ledgers of an older program are then derived anew when they are opened to write.
pub(crate) const DERIVATION: i64 = 27;

/// Everything that is derived from one document, but for its row, which also needs its captures.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Derived {
    pub head: Head,
    pub statements: Vec<StatementEntry>,
    pub mentions: Vec<MentionEntry>,
    pub namings: BTreeSet<Naming>,
    pub spoken: BTreeSet<Lang>,
    pub features: BTreeSet<i64>,
    /// What each statement is compared by.
    pub gists: Vec<Gist>,
    pub figures: Vec<FigureEntry>,
    pub meetings: Vec<MeetingEntry>,
    /// The names that its mentions stand for.
    pub nodes: BTreeSet<Node>,
    /// What its persons are said to be.
    pub claims: BTreeSet<ClaimEntry>,
    /// What it cites.
    pub citations: Vec<CitationEntry>,
    /// The keys under which it can be cited.
    pub citable: BTreeSet<i64>,
}

/// What the row of a document takes from its reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Head {
    pub title: String,
    pub genre: whereas_extract::Genre,
    pub date: String,
    pub publisher: String,
    pub author: String,
    pub disclosure: String,
    pub languages: Vec<Lang>,
    pub counts: [u32; 5],
    pub look: Vec<u8>,
}

/// A statement as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StatementEntry {
    pub id: String,
    pub passage: String,
    pub act: Act,
    pub polarity: Option<Polarity>,
    pub lang: Lang,
    pub quote: String,
    pub cue: String,
    pub speaker: String,
    pub speakers: Vec<String>,
    pub addressees: Vec<String>,
    pub actions: Vec<String>,
    pub due: String,
    pub force: u8,
    pub position: Option<Position>,
    pub category: u8,
    pub themes: Vec<String>,
    pub rule: String,
    pub confidence: f32,
}

/// A name with a part in a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Naming {
    /// Place of the statement among the document's statements.
    pub statement: u32,
    pub role: Role,
    /// As [`fold_name`] gives it.
    pub folded: String,
}

/// The part that a name has in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Addressee,
    Actor,
    Person,
    Law,
    Body,
    Theme,
}

impl Role {
    pub(crate) const ALL: [Role; 6] =
        [Role::Addressee, Role::Actor, Role::Person, Role::Law, Role::Body, Role::Theme];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Role::Addressee => "addressee",
            Role::Actor => "actor",
            Role::Person => "person",
            Role::Law => "law",
            Role::Body => "body",
            Role::Theme => "theme",
        }
    }
}

/// Derives all rows of a document.
pub(crate) fn derive(id: &str, text: &str, found: &Extraction) -> Result<Derived, LedgerError> {
    check_size(found)?;
    let look = Look::of(text);
    let mut out = Derived { head: head(text, found, &look), ..Derived::default() };
    out.features = look.features();
    out.features.extend(title_feature(&found.document.title, &found.document.date));
    let by_place = mentions_by_place(found);
    for (statement, place) in found.statements.iter().zip(0u32..) {
        let entry = statement_entry(id, text, found, statement);
        add_namings(&mut out.namings, place, &entry, statement, text, &by_place);
        out.spoken.insert(entry.lang);
        out.statements.push(entry);
    }
    (out.mentions, out.nodes, out.claims) = distinct(id, text, found);
    let mut cited = citation::find::cited(text, found);
    out.citable = citation::target::citable(found, &cited);
    cited.retain(|cited| !citation::target::is_of_itself(found, cited));
    out.citations = citation::entries(id, text, found, &cited, &out.mentions);
    out.gists = gists(text, found, &cited);
    out.figures = figures(text, found);
    out.meetings = meetings(text, found);
    out.spoken.extend(out.mentions.iter().map(|mention| mention.lang));
    Ok(out)
}

/// Bounds what is written out: statements that overlap without end would multiply the text.
fn check_size(found: &Extraction) -> Result<(), LedgerError> {
    let many = found.statements.len().max(found.mentions.len());
    stamp::fits("the list of what was found in the document", many, limit::PLACES_MAX)?;
    let slots = |s: &Statement| -> u64 {
        let spans = s.cue.iter().chain(&s.addressees).chain(&s.actions);
        spans.chain([&s.span]).map(|span| u64::from(span.len())).sum()
    };
    let size: u64 = found.statements.iter().map(slots).sum();
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    stamp::fits("what was found in the document, written out,", size, limit::FOUND_BYTES_MAX)
}

fn head(text: &str, found: &Extraction, look: &Look) -> Head {
    let document = &found.document;
    let count = |act: Act| found.statements.iter().filter(|s| s.act == act).count() as u32;
    Head {
        title: if document.title.is_empty() { first_words(text) } else { document.title.clone() },
        genre: document.genre,
        date: document.date.clone(),
        publisher: document.publisher.clone(),
        author: document.author.clone(),
        disclosure: document.disclosure.clone(),
        languages: document.languages.clone(),
        counts: Act::ALL.map(count),
        look: look.to_bytes(),
    }
}

/// The first words of a text that has no title.
fn first_words(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() >= limit::FIRST_WORDS_BYTES_MAX {
            if out.is_empty() {
                out.extend(word.chars().take(limit::FIRST_WORDS_BYTES_MAX / 4));
            }
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

pub(crate) fn passage_id(found: &Extraction, passage: u32) -> String {
    found.document.passages.get(passage as usize).map_or(String::new(), |p| p.id.clone())
}

pub(crate) fn passage_lang(found: &Extraction, passage: u32) -> Lang {
    found.document.passages.get(passage as usize).map_or(Lang::UNKNOWN, |p| p.lang)
}

fn statement_entry(id: &str, text: &str, found: &Extraction, s: &Statement) -> StatementEntry {
    let quoted = |span: Span| span.of(text).to_owned();
    StatementEntry {
        id: s.id(id, text),
        passage: passage_id(found, s.passage),
        act: s.act,
        polarity: s.polarity,
        lang: s.lang,
        quote: quoted(s.span),
        cue: s.cue.map_or(String::new(), quoted),
        speaker: s.speaker.name.clone(),
        speakers: s.speakers.iter().map(|named| named.name.clone()).collect(),
        addressees: s.addressees.iter().copied().map(quoted).collect(),
        actions: s.actions.iter().copied().map(quoted).collect(),
        due: s.due.clone(),
        force: s.force,
        position: s.position,
        category: s.category,
        themes: s.themes.clone(),
        rule: s.rule.clone(),
        confidence: s.confidence,
    }
}

/// Persons, laws and bodies by their beginning.
fn mentions_by_place(found: &Extraction) -> Vec<&Mention> {
    let named = |m: &&Mention| {
        matches!(m.value, MentionValue::Person { .. } | MentionValue::Law | MentionValue::Organisation)
    };
    let mut out: Vec<&Mention> = found.mentions.iter().filter(named).collect();
    out.sort_by_key(|mention| mention.span);
    out
}

fn add_namings(
    out: &mut BTreeSet<Naming>,
    place: u32,
    entry: &StatementEntry,
    statement: &Statement,
    text: &str,
    by_place: &[&Mention],
) {
    let mut add = |role, name: &str| {
        let folded = fold_name(name, limit::FILTER_NAME_BYTES_MAX);
        if !folded.is_empty() {
            out.insert(Naming { statement: place, role, folded });
        }
    };
    entry.addressees.iter().for_each(|name| add(Role::Addressee, name));
    entry.themes.iter().for_each(|theme| add(Role::Theme, theme));
    [&entry.speaker].into_iter().chain(&entry.speakers).for_each(|name| add(Role::Actor, name));
    let first = by_place.partition_point(|mention| mention.span.start < statement.span.start);
    let inside = by_place.iter().skip(first).take_while(|mention| mention.span.start < statement.span.end);
    for mention in inside.filter(|mention| statement.span.contains(mention.span)) {
        let role = match mention.value {
            MentionValue::Law => Role::Law,
            MentionValue::Organisation => Role::Body,
            _ => Role::Person,
        };
        add(role, mention.span.of(text));
    }
}

/// A hash of title and date, which versions of a document share; none for titles that say little.
pub(crate) fn title_feature(title: &str, date: &str) -> Option<i64> {
    let folded = fold_name(title, limit::FILTER_NAME_BYTES_MAX);
    if date.is_empty() || folded.split_whitespace().count() < limit::TELLING_TITLE_WORDS_MIN {
        return None;
    }
    let hash = sha256(format!("{date}{folded}").as_bytes());
    let short = u64::from_str_radix(hash.get(..16)?, 16).ok()?;
    Some(short.cast_signed())
}

/// The two columns of the search index for some words: folded words, and stems that differ from them.
pub(crate) fn indexed(quote: &str, stems: &Stems) -> (String, String) {
    let (mut folded, mut stemmed) = (String::with_capacity(quote.len()), String::new());
    let push = |out: &mut String, word: &str| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    };
    for word in words(quote) {
        stems.of_word(&word).iter().for_each(|stem| push(&mut stemmed, stem));
        push(&mut folded, &word.folded);
    }
    (folded, stemmed)
}
