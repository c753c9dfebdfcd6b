//! What the person who hands a document in tells of it: title, date, publisher. The words stand beside the log, so
//! that they go when the document is erased, and are used again whenever it is read again.

use serde::{Deserialize, Serialize};
use whereas_extract::FrontMatter;

use crate::store::Tx;
use crate::{LedgerError, limit, stamp};

/// What was told of a capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Told {
    /// The name of the file, whose ending tells the format.
    pub name: String,
    /// What goes before what the file says of itself, where it is filled in.
    pub front: FrontMatter,
}

/// Told words with their document, which makes their hash its own.
#[derive(Serialize, Deserialize)]
struct Kept {
    document: String,
    told: Told,
}

impl Told {
    /// Puts what was told in the place of what the file says of itself.
    pub fn fill(&self, front: &mut FrontMatter) {
        let FrontMatter { title, date, authors, address, publisher, lang } = &self.front;
        let fill = |told: &String, own: &mut String| {
            if !told.is_empty() {
                own.clone_from(told);
            }
        };
        fill(title, &mut front.title);
        fill(date, &mut front.date);
        fill(address, &mut front.address);
        fill(publisher, &mut front.publisher);
        fill(lang, &mut front.lang);
        if !authors.is_empty() {
            front.authors.clone_from(authors);
        }
    }

    fn check(&self) -> Result<(), LedgerError> {
        let FrontMatter { title, date, authors, address, publisher, lang } = &self.front;
        stamp::date(date)?;
        for told in [&self.name, title, address, publisher, lang].into_iter().chain(authors) {
            stamp::short("what is told of a document", told, limit::TOLD_BYTES_MAX)?;
        }
        stamp::fits("the list of authors", authors.len(), limit::TOLD_AUTHORS_MAX)
    }
}

/// Keeps what was told of a document and returns its hash; `""` where nothing was.
pub(crate) fn keep(tx: &Tx<'_>, document: &str, told: &Told) -> Result<String, LedgerError> {
    if *told == Told::default() {
        return Ok(String::new());
    }
    told.check()?;
    tx.put_words(document, &Kept { document: document.to_owned(), told: told.clone() })
}

/// What was told under this hash.
pub(crate) fn told(tx: &Tx<'_>, hash: &str) -> Result<Told, LedgerError> {
    let kept: Option<Kept> = tx.words(hash)?;
    Ok(kept.map_or_else(Told::default, |kept| kept.told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ANA, Sample};
    use crate::{Addition, Ledger};

    #[test]
    fn what_was_told_is_there_for_the_next_reading_and_goes_with_the_document() {
        let sample = Sample::titled("Minutes of the Assembly", "");
        let front = FrontMatter { date: "2021-03".to_owned(), ..FrontMatter::default() };
        let told = Told { name: "minutes.txt".to_owned(), front };
        let addition = Addition {
            bytes: sample.text.text.as_bytes(),
            origin: "https://assembly.example/minutes",
            document: None,
            text: &sample.text,
            extraction: &sample.found,
            extractor: "test",
            by: ANA.by,
            at: ANA.at,
            method: "test",
        };
        let mut ledger = Ledger::in_memory().unwrap();
        ledger.add_told(&addition, &told).unwrap();
        assert_eq!(ledger.told("d1", 1).unwrap(), told);
        ledger.rebuild().unwrap();
        assert_eq!(ledger.told("d1", 1).unwrap(), told);
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
        let mut own = FrontMatter { title: "Minutes".to_owned(), ..FrontMatter::default() };
        told.fill(&mut own);
        assert_eq!((own.title.as_str(), own.date.as_str()), ("Minutes", "2021-03"));

        ledger.erase("d1", &ANA).unwrap();
        assert_eq!(ledger.inspect(|tx| tx.quotation_hashes()), Vec::<String>::new());
        assert_eq!(ledger.verify().unwrap().problems, Vec::<String>::new());
    }
}
