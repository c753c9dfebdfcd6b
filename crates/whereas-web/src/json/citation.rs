//! The map of citations as JSON.

use whereas_ledger::view;

use super::shape::record;

record! {
    /// Which document cites which.
    CitationMap = "citation-map" {
        /// Documents that cite or are cited, in order of date.
        documents: Vec<CitedDocument>,
        /// Which of them cites which, and in how many places.
        pairs: Vec<CitationPair>,
        /// What is cited that is not in the ledger, the most cited first.
        outside: Vec<CitedOutside>,
        /// Whether there are more citations than a map is made of.
        more: bool,
    }
}

record! {
    /// A document that cites or is cited.
    CitedDocument = "cited-document" {
        /// Id of the document.
        document: String,
        /// Its title.
        document_title: String,
        /// Its date, or empty.
        document_date: String,
    }
}

record! {
    /// A document that cites another.
    CitationPair = "citation-pair" {
        /// Id of the document that cites.
        from: String,
        /// Id of the document that is cited.
        to: String,
        /// In how many places.
        times: u32,
    }
}

record! {
    /// Something that is cited and not in the ledger.
    CitedOutside = "cited-outside" {
        /// Its kind, number, day and body, as far as they are told.
        written: String,
        /// In how many places.
        times: u32,
        /// Ids of the documents that cite it.
        documents: Vec<String>,
    }
}

impl From<&view::CitationMap> for CitationMap {
    fn from(map: &view::CitationMap) -> Self {
        let documents = map.documents.iter().map(|document| CitedDocument {
            document: document.document.clone(),
            document_title: document.quote.clone(),
            document_date: document.document_date.clone(),
        });
        let pairs = map.pairs.iter().map(|pair| CitationPair {
            from: pair.from.clone(),
            to: pair.to.clone(),
            times: pair.times,
        });
        let outside = map.outside.iter().map(|cited| CitedOutside {
            written: cited.written.clone(),
            times: cited.times,
            documents: cited.documents.clone(),
        });
        Self {
            documents: documents.collect(),
            pairs: pairs.collect(),
            outside: outside.collect(),
            more: map.more,
        }
    }
}
