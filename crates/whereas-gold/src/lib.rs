//! How much of what a careful reader marks does the extractor find?
//!
//! A gold file holds the annotation of one document, by verbatim quotations. Here the document is
//! extracted, the records that leave the program are matched with the annotation, and the matches are
//! counted as [`Figures`]. [`results`] lists every datum, so that the effect of a change is a readable diff;
//! [`rule`] tells how often each rule was right.

pub mod figure;
pub mod gold;
mod head;
mod mention;
mod pairing;
mod passage;
pub mod results;
pub mod rule;
mod statement;
mod word;

use std::collections::BTreeMap;

use whereas_extract::record::{
    DocumentRecord, MentionRecord, PassageRecord, Record, StatementRecord, records,
};
use whereas_extract::{Hint, extract, read};

use figure::Figures;
use gold::Case;
use results::Datum;

/// What came of reading some documents and comparing them with their gold.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// The counts, by name of the figure.
    pub figures: Figures,
    /// Every datum that was found, missed or invented.
    pub data: Vec<Datum>,
    /// How often each rule was right, by its name.
    pub rules: BTreeMap<String, rule::Score>,
    /// Documents that could not be read, with the reason.
    pub unread: Vec<String>,
    /// How many documents were read.
    pub documents: usize,
}

/// The records of one document, by type.
#[derive(Debug, Default)]
struct Found {
    document: Option<DocumentRecord>,
    passages: Vec<PassageRecord>,
    mentions: Vec<MentionRecord>,
    statements: Vec<StatementRecord>,
}

/// Reads every case and compares.
#[must_use]
pub fn evaluate(cases: &[Case]) -> Evaluation {
    let mut evaluation = Evaluation { figures: Figures::with_shares(), ..Evaluation::default() };
    for case in cases {
        let found = match found(case) {
            Ok(found) => {
                evaluation.documents += 1;
                found
            }
            Err(why) => {
                evaluation.unread.push(why);
                Found::default()
            }
        };
        compare(case, &found, &mut evaluation);
    }
    evaluation.data.sort();
    evaluation
}

/// Extracts one document the way `whereas extract` does.
fn found(case: &Case) -> Result<Found, String> {
    let hint = Hint { name: &case.file };
    let text = read(&case.bytes, &hint).map_err(|why| format!("{}: {why}", case.file))?;
    let extraction = extract(&text);
    extraction.check(&text.text).map_err(|broken| format!("{}: {broken}", case.file))?;
    let mut found = Found::default();
    for record in records(&case.stem, &case.file, &text.text, &text.map, &extraction) {
        match record {
            Record::Document(document) => found.document = Some(document),
            Record::Passage(passage) => found.passages.push(passage),
            Record::Mention(mention) => found.mentions.push(mention),
            Record::Statement(statement) => found.statements.push(statement),
        }
    }
    Ok(found)
}

fn compare(case: &Case, found: &Found, evaluation: &mut Evaluation) {
    let text = found.document.as_ref().map_or("", |document| &document.text);
    let folded = pairing::Folded::new(text);
    let mut sheet = Sheet { document: &case.stem, evaluation };
    head::compare(&case.gold, found, &folded, &mut sheet);
    passage::compare(&case.gold.passage, &found.passages, &mut sheet);
    statement::compare(&case.gold, &found.statements, &folded, &mut sheet);
    mention::compare(&case.gold.mention, &found.mentions, &mut sheet);
}

/// Where the comparison of one document is written down.
struct Sheet<'a> {
    document: &'a str,
    evaluation: &'a mut Evaluation,
}

impl Sheet<'_> {
    /// Counts one question that is answered right or wrong.
    fn share(&mut self, figure: &str, right: bool) {
        self.evaluation.figures.share(figure, right);
    }

    /// Counts things that were to be found.
    fn tally(&mut self, figure: &str, hit: usize, predicted: usize, gold: usize) {
        self.evaluation.figures.tally(figure, hit, predicted, gold);
    }

    /// Counts what a rule did.
    fn rule(&mut self, id: &str, count: impl FnOnce(&mut rule::Score)) {
        count(self.evaluation.rules.entry(id.to_owned()).or_default());
    }

    /// Notes what became of one datum.
    fn datum(&mut self, kind: &str, outcome: results::Outcome, words: &str, note: &str) {
        self.evaluation.data.push(Datum::new(self.document, kind, outcome, words, note));
    }
}
