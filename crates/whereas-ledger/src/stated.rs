//! What people find themselves: statements and mentions that the rules missed, and statements that they read wrongly.
//!
//! The log holds who stated something when, and hashes; the words stand beside it and go with the document. A
//! statement is known by its words, as everywhere ([`whereas_extract::id`]): one at the words of a statement that
//! the rules found corrects it, at other words it is a new one. What people state is laid over each reading before
//! anything is derived from it, so that every list, link and search knows it, and what the rules found stays as it
//! is underneath.

use serde::{Deserialize, Serialize};
use whereas_extract::id::statement_id;
use whereas_extract::{Act, Extraction, Mention, MentionValue, Named, Polarity, Span, Statement};

use crate::anchor::{Letters, Quotation};
use crate::entry::{Entry, Stated};
use crate::judge::mention_id;
use crate::settle::resettle;
use crate::store::{StatedEntry, Tx};
use crate::{Anchor, LedgerError, Signature, edtf, limit, stamp};

/// What stands in the place of a rule's name before the name of whoever stated something.
const PERSON: &str = "person:";

/// Who stated what this rule found, if that was no rule.
#[must_use]
pub fn person(rule: &str) -> Option<&str> {
    rule.strip_prefix(PERSON)
}

/// What a person says of some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Saying {
    /// They are a statement.
    Statement(Slots),
    /// They name something.
    Mention {
        /// What they name.
        kind: Naming,
    },
}

/// What can be named by hand: kinds without a value of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Naming {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A law.
    Law,
}

impl Naming {
    /// All of them, in order.
    pub const ALL: [Naming; 4] = [Naming::Person, Naming::Organisation, Naming::Place, Naming::Law];

    /// The word for it, as for the kind of a mention.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.value().kind()
    }

    /// What a word stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Naming> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    fn value(self) -> MentionValue {
        match self {
            Naming::Person => MentionValue::Person { role: None },
            Naming::Organisation => MentionValue::Organisation,
            Naming::Place => MentionValue::Place,
            Naming::Law => MentionValue::Law,
        }
    }
}

/// The parts of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    /// What is done by saying it.
    pub act: Act,
    /// Who is responsible, or `""`.
    pub speaker: String,
    /// Who shall act, in words of the document.
    pub addressees: Vec<String>,
    /// What shall be done, in words of the document.
    pub actions: Vec<String>,
    /// Praise or blame.
    pub polarity: Option<Polarity>,
    /// For when it is promised, EDTF, or `""`.
    pub due: String,
}

/// Which words a person means.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// Those of this statement, by its id or its first digits.
    Of(&'a str),
    /// These words of a document, first looked for in a passage.
    In {
        /// Its id.
        document: &'a str,
        /// Id of the passage, or `""`.
        passage: &'a str,
        /// The words, whatever blanks and signs are between them.
        quote: &'a str,
    },
}

/// What stands beside the log.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    #[serde(flatten)]
    pub quotation: Quotation,
    pub saying: Saying,
}

impl Slots {
    fn check(&self) -> Result<(), LedgerError> {
        stamp::fits("the list of addressees and actions", self.addressees.len() + self.actions.len(), 64)?;
        for line in [&self.speaker, &self.due].into_iter().chain(&self.addressees).chain(&self.actions) {
            stamp::short("a part of a statement", line, limit::TOLD_BYTES_MAX)?;
        }
        if !self.due.is_empty() && edtf::days(&self.due).is_none() {
            return Err(LedgerError::BadDate { given: self.due.chars().take(64).collect() });
        }
        Ok(())
    }
}

/// Records what a person says of some words; returns the number of the entry and the id of the statement or mention.
pub(crate) fn state(
    tx: &Tx<'_>,
    words: Words<'_>,
    saying: &Saying,
    signed: &Signature<'_>,
) -> Result<(i64, String), LedgerError> {
    signed.check()?;
    let (key, found, reading, span) = meant(tx, words)?;
    stamp::fits("the quotation", span.len() as usize, limit::QUOTE_BYTES_MAX)?;
    let text = &reading.text;
    if let Saying::Statement(slots) = saying {
        slots.check()?;
        for part in slots.addressees.iter().chain(&slots.actions) {
            nearest(text, part, span).ok_or_else(|| LedgerError::NotInText { words: brief(part) })?;
        }
    }
    let known = found.statements.iter().find(|statement| statement.span == span);
    let occurrence = known.map_or_else(|| occurrence(text, span), |statement| statement.occurrence);
    let quotation = Quotation::take(&key.id, text, span, occurrence);
    let item = match saying {
        Saying::Statement(_) => statement_id(&key.id, &quotation.quote, occurrence),
        Saying::Mention { kind } => mention_id(&key.id, kind.as_str(), &quotation.quote),
    };
    let kept = Kept { quotation, saying: saying.clone() };
    let stated = Stated {
        document: key.id.clone(),
        version: key.versions,
        item: item.clone(),
        words: tx.put_words(&key.id, &kept)?,
        reason: signed.reason.to_owned(),
    };
    let seq = tx.append(&Entry::Stated(stated.clone()), signed.by, signed.at)?;
    tx.put_stated(&from_log(seq, stated, key.n, signed.by, signed.at))?;
    resettle(tx, &key)?;
    Ok((seq, item))
}

/// The document, what stands in it now, and the place of the words that are meant.
fn meant(
    tx: &Tx<'_>,
    words: Words<'_>,
) -> Result<(crate::store::DocumentKey, Extraction, crate::store::Reading, Span), LedgerError> {
    let damaged = || LedgerError::Damaged { what: "a document has no reading".to_owned() };
    match words {
        Words::Of(given) => {
            let absent = || LedgerError::NoStatement { id: given.to_owned() };
            let id = crate::decide::whole_id(tx, given)?.ok_or_else(absent)?;
            let located = tx.statement(&id)?.ok_or_else(absent)?;
            let key = tx.document_key_of(located.document)?.ok_or_else(damaged)?;
            let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
            let found = tx.found_in(key.n, &reading)?;
            let span = found.statements.get(located.place as usize).ok_or_else(damaged)?.span;
            Ok((key, found, reading, span))
        }
        Words::In { document, passage, quote } => {
            let key = tx.document_key(document)?.filter(|key| key.erased_at.is_empty());
            let key = key.ok_or_else(|| LedgerError::NoDocument { id: document.to_owned() })?;
            let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
            let found = tx.found_in(key.n, &reading)?;
            let home = found.document.passages.iter().find(|known| known.id == passage);
            let home = home.map_or(Span { start: 0, end: 0 }, |passage| passage.span);
            let span = nearest(&reading.text, quote, home);
            let span = span.ok_or_else(|| LedgerError::NotInText { words: brief(quote) })?;
            Ok((key, found, reading, span))
        }
    }
}

fn brief(words: &str) -> String {
    words.chars().take(80).collect()
}

/// The place of some words in a text: inside `home`, else the one whose beginning is nearest to it.
fn nearest(text: &str, words: &str, home: Span) -> Option<Span> {
    let places = Letters::of(text).places_of(words, text);
    let far = |place: &Span| (!home.contains(*place), place.start.abs_diff(home.start), place.start);
    places.into_iter().min_by_key(far)
}

/// Which occurrence of its words in the text a place is, as the extractor counts.
fn occurrence(text: &str, span: Span) -> u32 {
    let same = |place: &Span| {
        place.start < span.start
            && whereas_extract::id::fold_words(place.of(text))
                == whereas_extract::id::fold_words(span.of(text))
    };
    Letters::of(text).places_of(span.of(text), text).iter().filter(|place| same(place)).count() as u32
}

/// The row that an entry of the log tells of, not yet placed.
pub(crate) fn from_log(seq: i64, stated: Stated, document: i64, by: &str, at: &str) -> StatedEntry {
    StatedEntry {
        seq,
        document,
        stated,
        author: by.to_owned(),
        at: at.to_owned(),
        undone: None,
        anchor: Anchor::Lost,
    }
}

/// Lays what people stated over what the rules found; says of each entry that stands whether its words are there.
pub(crate) fn overlay(
    tx: &Tx<'_>,
    document: i64,
    text: &str,
    found: &mut Extraction,
) -> Result<Vec<(i64, Anchor)>, LedgerError> {
    let entries = tx.stated_in(document)?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let letters = Letters::of(text);
    let mut anchors = Vec::with_capacity(entries.len());
    for (nth, entry) in entries.iter().enumerate() {
        // The last word on the same words counts.
        let later = entries.get(nth + 1..).unwrap_or_default();
        if later.iter().any(|other| other.stated.item == entry.stated.item) {
            anchors.push((entry.seq, Anchor::Moved));
            continue;
        }
        let kept: Option<Kept> = tx.words(&entry.stated.words)?;
        let placed = kept.and_then(|kept| Some((kept.quotation.find(&letters, text)?, kept)));
        let laid = placed.is_some_and(|(span, kept)| lay(found, text, span, &kept, entry));
        anchors.push((entry.seq, if laid { Anchor::Placed } else { Anchor::Lost }));
    }
    found.statements.sort_by_key(|statement| (statement.span.start, statement.span.end));
    found.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    Ok(anchors)
}

/// Lays one saying over the reading; whether there was a place for it.
fn lay(found: &mut Extraction, text: &str, span: Span, kept: &Kept, entry: &StatedEntry) -> bool {
    let passages = &found.document.passages;
    let inside =
        passages.iter().position(|passage| passage.span.start <= span.start && span.start < passage.span.end);
    let Some(passage) = inside else { return false };
    let lang = passages.get(passage).map_or(whereas_extract::Lang::UNKNOWN, |passage| passage.lang);
    match &kept.saying {
        Saying::Mention { kind } => {
            let same = |mention: &Mention| mention.span == span && mention.value.kind() == kind.as_str();
            if !found.mentions.iter().any(same) {
                found.mentions.push(Mention { span, passage: passage as u32, value: kind.value() });
            }
        }
        Saying::Statement(slots) => {
            let here = found.statements.iter().position(|statement| statement.span == span);
            // Ids are never shared: one that stands elsewhere under this id is the one that is meant.
            let same =
                |statement: &Statement| statement.id(&kept.quotation.document, text) == entry.stated.item;
            let at = here.or_else(|| found.statements.iter().position(same)).unwrap_or_else(|| {
                found.statements.push(bare(span, passage as u32, kept.quotation.occurrence, lang));
                found.statements.len() - 1
            });
            if let Some(statement) = found.statements.get_mut(at) {
                fill(statement, text, slots, &entry.author);
            }
        }
    }
    true
}

/// A statement of which nothing is said yet.
fn bare(span: Span, passage: u32, occurrence: u32, lang: whereas_extract::Lang) -> Statement {
    Statement {
        act: Act::Finding,
        span,
        occurrence,
        passage,
        cue: None,
        speaker: Named { name: String::new(), span: None },
        speakers: Vec::new(),
        addressees: Vec::new(),
        actions: Vec::new(),
        polarity: None,
        due: String::new(),
        force: 0,
        position: None,
        category: 0,
        hedge: None,
        themes: Vec::new(),
        lang,
        rule: String::new(),
        confidence: 1.0,
    }
}

/// Says of a statement what a person says of it.
fn fill(statement: &mut Statement, text: &str, slots: &Slots, author: &str) {
    /// The force of a demand of which nobody says how strong it is: it calls on somebody.
    const CALLS_ON: u8 = 3;
    let span = statement.span;
    let places = |parts: &[String]| parts.iter().filter_map(|part| nearest(text, part, span)).collect();
    if statement.speaker.name != slots.speaker {
        statement.speaker = Named { name: slots.speaker.clone(), span: None };
        statement.speakers.clear();
    }
    let is_demand = slots.act == Act::Demand;
    statement.force = if is_demand {
        statement.force.max(if statement.act == slots.act { 0 } else { CALLS_ON })
    } else {
        0
    };
    if is_demand && statement.force == 0 {
        statement.force = CALLS_ON;
    }
    if statement.act != slots.act {
        (statement.cue, statement.position, statement.category) = (None, None, 0);
    }
    statement.act = slots.act;
    statement.addressees = places(&slots.addressees);
    statement.actions = places(&slots.actions);
    statement.polarity = slots.polarity;
    statement.due.clone_from(&slots.due);
    statement.rule = format!("{PERSON}{author}");
    statement.confidence = 1.0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ledger;
    use crate::sample::{ANA, Sample};
    use crate::sim_tests::said_by;
    use crate::view::StatementFilter;

    const MISSED: &str = "Everybody knows that {the judges} must be heard";

    /// A document of which the rules have found the first sentence only.
    fn ledger() -> (Ledger, Sample) {
        let mut ledger = Ledger::in_memory().unwrap();
        let mut sample = Sample::titled("Minutes", "2021-03-11")
            .says(Act::Demand, "Urges [the Government of Varosia] to {free <Ana Mirelle>}")
            .says(Act::Demand, MISSED);
        sample.found.statements.truncate(1);
        sample.add(&mut ledger, "a.txt").unwrap();
        (ledger, sample)
    }

    fn new<'a>(quote: &'a str) -> Words<'a> {
        Words::In { document: "d1", passage: "", quote }
    }

    fn assert_lasting(ledger: &mut Ledger) {
        let all = |ledger: &Ledger| ledger.statements(&StatementFilter::default()).unwrap();
        let before = all(ledger);
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
        ledger.rebuild().unwrap();
        assert_eq!(all(ledger), before);
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }

    #[test]
    fn a_statement_that_was_missed_is_listed_and_taken_back() {
        let (mut ledger, _) = ledger();
        let slots = Slots {
            act: Act::Demand,
            addressees: vec!["the Government of Varosia".to_owned()],
            actions: vec!["must be\nheard".to_owned()],
            ..said_by("Lantern Watch")
        };
        let (seq, id) =
            ledger.state(new("that the judges must be heard"), &Saying::Statement(slots), &ANA).unwrap();
        let row = ledger.statement(&id).unwrap().unwrap().placed.row;
        assert_eq!(
            (row.quote.as_str(), row.speaker.as_str()),
            ("that the judges must be heard", "Lantern Watch")
        );
        assert_eq!(
            (person(&row.rule), row.actions, row.force),
            (Some("ana"), vec!["must be heard".to_owned()], 3)
        );
        assert_eq!(ledger.search("judges", crate::Page::ALL).unwrap().total, 1);
        assert_lasting(&mut ledger);
        ledger.undo(seq, &ANA).unwrap();
        assert!(ledger.statement(&id).unwrap().is_none());
        assert!(ledger.undo(seq, &ANA).is_err());
        assert_lasting(&mut ledger);
    }

    #[test]
    fn a_correction_keeps_the_id_and_the_next_reading() {
        let (mut ledger, sample) = ledger();
        let id = sample.id("d1", 0);
        ledger.decide(&id, crate::Verdict::Accepted, &ANA).unwrap();
        let slots =
            Slots { act: Act::Commitment, due: "2021-12".to_owned(), ..said_by("Ministry of Justice") };
        let (seq, same) = ledger.state(Words::Of(&id[..8]), &Saying::Statement(slots), &ANA).unwrap();
        assert_eq!(same, id);
        let row = |ledger: &Ledger| ledger.statement(&id).unwrap().unwrap().placed.row;
        assert_eq!((row(&ledger).act, row(&ledger).decisions.len()), (Act::Commitment, 1));
        // Other rules find nothing there any more; what a person stated stays.
        let mut other = sample.clone();
        other.found.statements.clear();
        ledger.reread("d1", &other.text, &other.found, "test+2", &ANA).unwrap();
        assert_eq!((row(&ledger).act, row(&ledger).due.as_str()), (Act::Commitment, "2021-12"));
        assert_lasting(&mut ledger);
        ledger.reread("d1", &sample.text, &sample.found, "test+3", &ANA).unwrap();
        ledger.undo(seq, &ANA).unwrap();
        assert_eq!((row(&ledger).act, row(&ledger).rule.as_str()), (Act::Demand, "en/test"));
        assert_lasting(&mut ledger);
    }

    #[test]
    fn a_mention_that_was_missed_is_known_and_goes_with_its_document() {
        let (mut ledger, _) = ledger();
        let saying = Saying::Mention { kind: Naming::Organisation };
        let (_, id) = ledger.state(new("the judges"), &saying, &ANA).unwrap();
        assert_eq!(ledger.mention(&id).unwrap().unwrap().kind, "organisation");
        assert_lasting(&mut ledger);
        ledger.erase("d1", &ANA).unwrap();
        assert_eq!(ledger.inspect(|tx| tx.quotation_hashes()), Vec::<String>::new());
        assert_lasting(&mut ledger);
    }

    #[test]
    fn words_that_a_document_does_not_hold_are_refused() {
        let (mut ledger, _) = ledger();
        let slots = said_by("");
        for quote in ["the judge", "", "…"] {
            let stated = ledger.state(new(quote), &Saying::Statement(slots.clone()), &ANA);
            assert!(matches!(stated, Err(LedgerError::NotInText { .. })), "{quote}: {stated:?}");
        }
        let slots = Slots { addressees: vec!["the Pope".to_owned()], ..slots };
        assert!(ledger.state(new("the judges"), &Saying::Statement(slots), &ANA).is_err());
    }
}
