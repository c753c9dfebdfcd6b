//! Checking a whole ledger: every hash, every quotation, every derived row.
//!
//! Three witnesses are compared: the log with itself, what stands beside it with the hashes in the log, and
//! what is derived with what deriving again gives. One document is in memory at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::IgnoredAny;
use whereas_extract::id::sha256;

use crate::derive::{DERIVATION, derive};
use crate::entity::node::keys;
use crate::entry::{
    Captured, Decided, End, Entry, Erased, FIRST_PREV_HASH, Forgettable, Judged, Link, Noted,
};
use crate::judge::placed_ends;
use crate::link::index;
use crate::note::{from_log, placed_notes};
use crate::saved;
use crate::settle::placed;
use crate::standing;
use crate::stated::{self, overlay};
use crate::store::{
    Capture, Decision, DocumentKey, NoteEntry, Reading, SavedEntry, StatedEntry, Tx, index_sum, mention_key,
    statement_key,
};
use crate::{Anchor, LedgerError, Report, limit};

/// Checks everything.
pub(crate) fn verify(tx: &Tx<'_>) -> Result<Report, LedgerError> {
    let mut audit = Audit { tx, told: Told::default(), report: Report::default(), sums: BTreeMap::new() };
    for complaint in tx.integrity(limit::PROBLEMS_MAX)? {
        audit.problem(format!("the database file: {complaint}"));
    }
    audit.log()?;
    audit.blobs()?;
    audit.quotations()?;
    audit.readings()?;
    if tx.derivation()? != DERIVATION {
        // Another program's lists cannot be compared; what they are derived from was checked above.
        audit
            .problem("the lists were made by another `whereas`; `whereas reread` makes them anew".to_owned());
        return Ok(audit.report);
    }
    audit.documents()?;
    audit.judgements()?;
    audit.all_stated()?;
    audit.saved()?;
    audit.notes()?;
    audit.index()?;
    let strays = tx.stray_rows()?;
    if strays > 0 {
        audit.problem(format!("{strays} derived rows belong to no document"));
    }
    Ok(audit.report)
}

struct Audit<'a, 'b> {
    tx: &'a Tx<'b>,
    told: Told,
    report: Report,
    /// What the search index should hold, by document.
    sums: BTreeMap<i64, u64>,
}

/// What the log tells.
#[derive(Default)]
struct Told {
    documents: BTreeMap<String, ToldDocument>,
    /// Decisions with author and time, those of erased documents left out.
    decisions: BTreeMap<i64, (Decided, String, String, Option<i64>)>,
    /// Judgements likewise, without their ends in erased documents.
    judgements: BTreeMap<i64, (Judged, String, String, Option<i64>)>,
    /// What people stated, in documents that were not erased.
    stated: BTreeMap<i64, StatedEntry>,
    /// Searches that people keep.
    saved: BTreeMap<i64, SavedEntry>,
    /// Notes that were not erased.
    notes: BTreeMap<i64, NoteEntry>,
    /// Statements that erased notes were about; their quotations stay with their documents.
    left: Vec<End>,
}

#[derive(Default)]
struct ToldDocument {
    n: i64,
    captures: Vec<Capture>,
    resembles: String,
    /// Hashes of the latest readings, by version.
    readings: BTreeMap<u32, String>,
    erased_at: String,
}

impl Audit<'_, '_> {
    fn problem(&mut self, problem: String) {
        match self.report.problems.len().cmp(&limit::PROBLEMS_MAX) {
            std::cmp::Ordering::Less => self.report.problems.push(problem),
            std::cmp::Ordering::Equal => self.report.problems.push("… and more".to_owned()),
            std::cmp::Ordering::Greater => {}
        }
    }

    fn log(&mut self) -> Result<(), LedgerError> {
        let (mut seq, mut hash) = (0, FIRST_PREV_HASH.to_owned());
        let tx = self.tx;
        tx.each_link(|link| {
            self.report.checked.entries += 1;
            seq += 1;
            if link.seq != seq {
                self.problem(format!("entry {seq} of the log is missing"));
                seq = link.seq;
            }
            if link.prev_hash != hash {
                self.problem(format!("entry {seq} of the log does not follow the one before it"));
            }
            if link.hash != link.computed_hash() {
                self.problem(format!("entry {seq} of the log was changed: its hash does not fit"));
            }
            hash.clone_from(&link.hash);
            match Entry::parse(&link.kind, &link.body) {
                Ok(entry) => {
                    if let Err(why) = self.told.hear(&link, entry) {
                        self.problem(format!("entry {seq} of the log {why}"));
                    }
                }
                Err(why) => self.problem(format!("entry {seq} of the log cannot be understood: {why}")),
            }
            Ok(())
        })?;
        (self.report.last_entry, self.report.last_hash) = (seq, if seq == 0 { String::new() } else { hash });
        Ok(())
    }

    fn blobs(&mut self) -> Result<(), LedgerError> {
        let mut wanted = BTreeSet::new();
        for document in self.told.documents.values().filter(|document| document.erased_at.is_empty()) {
            wanted.extend(document.captures.iter().map(|capture| capture.row.sha256.clone()));
        }
        for hash in self.tx.blob_hashes()? {
            self.report.checked.blobs += 1;
            if !wanted.remove(&hash) {
                self.problem(format!("the original {hash} belongs to no document"));
            }
            let now = self.tx.blob(&hash)?.map_or_else(String::new, |bytes| sha256(&bytes));
            if now != hash {
                self.problem(format!("the original {hash} was changed: its bytes now have the hash {now}"));
            }
        }
        for hash in wanted {
            self.problem(format!("the original {hash} is missing"));
        }
        Ok(())
    }

    fn quotations(&mut self) -> Result<(), LedgerError> {
        let mut wanted: BTreeSet<String> =
            self.told.decisions.values().map(|(said, ..)| said.quotation.clone()).collect();
        let ends = self.told.judgements.values().flat_map(|(judged, ..)| &judged.ends);
        wanted.extend(ends.map(|end| end.quotation.clone()));
        wanted.extend(self.told.stated.values().map(|said| said.stated.words.clone()));
        wanted.extend(self.told.saved.values().map(|saved| saved.words.clone()));
        let notes = self.told.notes.values();
        wanted.extend(notes.clone().map(|note| note.words.clone()));
        wanted.extend(notes.filter_map(|note| Some(note.about.as_ref()?.quotation.clone())));
        wanted.extend(self.told.left.iter().map(|end| end.quotation.clone()));
        let live = self.told.documents.values().filter(|document| document.erased_at.is_empty());
        let told = live.flat_map(|document| &document.captures).map(|capture| capture.told.clone());
        wanted.extend(told.filter(|hash| !hash.is_empty()));
        let words = self.told.judgements.values().map(|(judged, ..)| &judged.words);
        wanted.extend(words.filter(|words| !words.is_empty()).cloned());
        for hash in self.tx.quotation_hashes()? {
            if !wanted.remove(&hash) {
                self.problem(format!("the quotation {hash} belongs to no decision"));
            }
            if self.tx.words::<IgnoredAny>(&hash)?.is_none() {
                self.problem(format!("the quotation {hash} was changed: its hash does not fit"));
            }
        }
        for hash in wanted {
            self.problem(format!("the quotation {hash}, on which a decision rests, is missing"));
        }
        Ok(())
    }

    /// Readings of all versions; those of the newest are looked at again with their documents.
    fn readings(&mut self) -> Result<(), LedgerError> {
        let mut wanted = BTreeSet::new();
        for (id, document) in self.told.documents.iter().filter(|(_, document)| document.erased_at.is_empty())
        {
            wanted.extend(document.captures.iter().map(|capture| (id.clone(), capture.row.version)));
        }
        for key in self.tx.reading_keys()? {
            let (id, version) = &key;
            self.report.checked.extractions += 1;
            if !wanted.remove(&key) {
                self.problem(format!("the reading of {id}, version {version}, belongs to no document"));
                continue;
            }
            let Some(reading) = self.tx.reading(id, *version)? else { continue };
            let said = self.told.documents.get(id).and_then(|document| document.readings.get(version));
            if said != Some(&reading.hash()) {
                self.problem(format!(
                    "the reading of {id}, version {version}, was changed: its hash does not fit"
                ));
            }
        }
        for (id, version) in wanted {
            self.problem(format!("the reading of {id}, version {version}, is missing"));
        }
        Ok(())
    }

    fn documents(&mut self) -> Result<(), LedgerError> {
        let mut told = std::mem::take(&mut self.told.documents);
        for key in self.tx.document_keys()? {
            let Some(document) = told.remove(&key.id) else {
                self.problem(format!("the log does not know the document {}", key.id));
                continue;
            };
            self.document(&key, &document)?;
        }
        for id in told.keys() {
            self.problem(format!("the document {id} is missing from the list of documents"));
        }
        for (seq, (said, ..)) in std::mem::take(&mut self.told.decisions) {
            self.problem(format!(
                "decision {seq}, on {}, is missing from the list of decisions",
                said.statement
            ));
        }
        Ok(())
    }

    fn document(&mut self, key: &DocumentKey, told: &ToldDocument) -> Result<(), LedgerError> {
        let id = &key.id;
        let captures = self.tx.captures(key.n)?;
        let newest = captures.last().map_or(0, |capture| capture.row.version);
        let versions = if told.erased_at.is_empty() { newest } else { 0 };
        if key.n != told.n || key.erased_at != told.erased_at || key.versions != versions {
            self.problem(format!("the row of {id} is out of step with the log"));
        }
        if captures != told.captures {
            self.problem(format!("the captures of {id} are out of step with the log"));
        }
        if !told.erased_at.is_empty() {
            return Ok(());
        }
        if key.resembles != told.resembles {
            self.problem(format!("what {id} resembles is out of step with the log"));
        }
        match (captures.last(), self.tx.reading(id, newest)?) {
            (Some(capture), Some(reading)) => self.reading(key, capture, &reading),
            // Its absence was reported with the readings.
            _ => Ok(()),
        }
    }

    fn reading(
        &mut self,
        key: &DocumentKey,
        capture: &Capture,
        reading: &Reading,
    ) -> Result<(), LedgerError> {
        let id = &key.id;
        let mut found = match reading.found() {
            Ok(found) => found,
            Err(why) => {
                self.problem(format!("the reading of {id} cannot be understood: {why}"));
                return Ok(());
            }
        };
        let anchors = overlay(self.tx, key.n, &reading.text, &mut found)?;
        self.stated(key, &anchors)?;
        if let Err(broken) = found.check(&reading.text) {
            self.problem(format!("the reading of {id} does not fit its text: {broken}"));
            return Ok(());
        }
        let derived = derive(id, &reading.text, &found)?;
        self.report.checked.passages += found.document.passages.len() as u64;
        self.report.checked.mentions += found.mentions.len() as u64;
        self.report.checked.statements += found.statements.len() as u64;
        self.rows(key, capture, &derived)?;
        let mut places = BTreeMap::new();
        for (entry, statement) in derived.statements.iter().zip(&found.statements) {
            if places.insert(&entry.id, statement.span).is_some_and(|span| span != statement.span) {
                self.problem(format!("two statements of {id} share the id {}", entry.id));
            }
        }
        let decisions = self.tx.decisions(key.n)?;
        let now = placed(self.tx, &decisions, &reading.text, &found, &derived)?;
        for (decision, (_, anchor, statement)) in decisions.iter().zip(now) {
            self.decision(decision)?;
            if (decision.anchor, &decision.statement) != (anchor, &statement) {
                self.problem(format!("decision {} does not lie where it belongs", decision.seq));
            }
        }
        self.ends(key, reading, &found, &derived)
    }

    /// Looks whether the ends of judgements lie where they belong.
    fn ends(
        &mut self,
        key: &DocumentKey,
        reading: &Reading,
        found: &whereas_extract::Extraction,
        derived: &crate::derive::Derived,
    ) -> Result<(), LedgerError> {
        let now = placed_ends(self.tx, key.n, &reading.text, found, derived)?;
        for ((seq, _, _, stored), (_, _, anchor, item)) in self.tx.ends_in(key.n)?.into_iter().zip(now) {
            if (stored.anchor, &stored.item) != (anchor, &item) {
                self.problem(format!("judgement {seq} does not lie where it belongs"));
            }
        }
        let now = placed_notes(self.tx, key.n, &reading.text, found, derived)?;
        let stored = self.tx.notes_in(key.n)?.into_iter().filter(|note| note.about.is_some());
        for (stored, (seq, anchor, item)) in stored.zip(now) {
            if (stored.seq, stored.anchor, &stored.item) != (seq, anchor, &item) {
                self.problem(format!("note {seq} does not lie where it belongs"));
            }
        }
        Ok(())
    }

    /// Compares the derived rows of a document with what its reading gives.
    fn rows(
        &mut self,
        key: &DocumentKey,
        capture: &Capture,
        derived: &crate::derive::Derived,
    ) -> Result<(), LedgerError> {
        let id = &key.id;
        let stored = self.tx.derived(key.n)?;
        for (now, should) in
            stored.statements.iter().zip(&derived.statements).filter(|(now, should)| now != should)
        {
            let (now, should) = (&now.id, &should.id);
            self.problem(format!("the listed statement {now} of {id} differs from {should} in its text"));
        }
        let same_lists = stored.statements.len() == derived.statements.len()
            && (&stored.mentions, &stored.namings) == (&derived.mentions, &derived.namings)
            && (&stored.spoken, &stored.features) == (&derived.spoken, &derived.features)
            && (&stored.citations, &stored.citable) == (&derived.citations, &derived.citable)
            && (&stored.figures, &stored.meetings) == (&derived.figures, &derived.meetings)
            && (&stored.gists, &stored.nodes, &stored.claims)
                == (&derived.gists, &derived.nodes, &derived.claims);
        if !same_lists {
            self.problem(format!("the lists of what was found in {id} are out of step with its text"));
        }
        if !index::is_in_step(self.tx, key.n, &derived.gists)? {
            self.problem(format!("the links of {id} are out of step with its text"));
        }
        if !standing::is_in_step(self.tx, key.n)? {
            self.problem(format!("how the demands of {id} stand is out of step with their links"));
        }
        for node in &derived.nodes {
            if self.tx.node_keys(node)? != keys(node) {
                self.problem(format!("the keys of the name “{}” are not what they should be", node.name));
            }
        }
        if !self.tx.has_head(capture, &derived.head)? {
            self.problem(format!("the row of {id} is out of step with its newest version"));
        }
        let mut stems = crate::stem::StemsByLang::default();
        let mut sum = 0u64;
        for (entry, place) in derived.statements.iter().zip(0u32..) {
            let key = statement_key(key.n, place);
            sum = sum.wrapping_add(index_sum(key, &entry.quote, stems.of(entry.lang)));
        }
        for (entry, place) in derived.mentions.iter().zip(0u32..) {
            let key = mention_key(key.n, place);
            sum = sum.wrapping_add(index_sum(key, &entry.quote, stems.of(entry.lang)));
        }
        self.report.checked.indexed += (derived.statements.len() + derived.mentions.len()) as u64;
        self.sums.insert(key.n, sum);
        Ok(())
    }

    fn decision(&mut self, decision: &Decision) -> Result<(), LedgerError> {
        self.report.checked.decisions += 1;
        let seq = decision.seq;
        let stored = (decision.said.clone(), decision.author.clone(), decision.at.clone(), decision.undone);
        if self.told.decisions.remove(&seq).as_ref() != Some(&stored) {
            self.problem(format!("decision {seq} is out of step with the log"));
        }
        let quotation = self.tx.quotation(&decision.said.quotation)?;
        if quotation.is_some_and(|quotation| !decision.rests_on(&quotation)) {
            self.problem(format!("the quotation of decision {seq} is not the one that was decided on"));
        }
        Ok(())
    }

    /// Judgements against the log; where their ends lie is looked at with their documents.
    fn judgements(&mut self) -> Result<(), LedgerError> {
        let mut told = std::mem::take(&mut self.told.judgements);
        for seq in self.tx.judgement_numbers()? {
            self.report.checked.decisions += 1;
            let Some(stored) = self.tx.judgement(seq)? else { continue };
            let ends = stored.ends.into_iter().map(|end| end.on).collect();
            let (ruling, words) = (stored.ruling, stored.words);
            let judged = Judged { ruling, words, ends, reason: stored.reason };
            let said = told.remove(&seq);
            if said.as_ref() != Some(&(judged, stored.author, stored.at, stored.undone)) {
                self.problem(format!("judgement {seq} is out of step with the log"));
            }
            let ends = said.map_or(Vec::new(), |(judged, ..)| judged.ends);
            for end in ends {
                self.judgement_end(seq, &end)?;
            }
        }
        for seq in told.keys() {
            self.problem(format!("judgement {seq} is missing from the list of judgements"));
        }
        Ok(())
    }

    /// Whether what people stated in a document is known to have its words there.
    fn stated(&mut self, key: &DocumentKey, anchors: &[(i64, Anchor)]) -> Result<(), LedgerError> {
        let stored = self.tx.stated_in(key.n)?.into_iter().map(|entry| (entry.seq, entry.anchor));
        if stored.collect::<Vec<_>>() != anchors {
            self.problem(format!("what people stated in {} does not lie where it belongs", key.id));
        }
        Ok(())
    }

    /// Searches against the log.
    fn saved(&mut self) -> Result<(), LedgerError> {
        let told = std::mem::take(&mut self.told.saved);
        if !self.tx.saved_entries()?.iter().eq(told.values()) {
            self.problem("the list of searches is out of step with the log".to_owned());
        }
        Ok(())
    }

    /// What people stated against the log.
    fn all_stated(&mut self) -> Result<(), LedgerError> {
        let mut told = std::mem::take(&mut self.told.stated);
        for stored in self.tx.all_stated()? {
            self.report.checked.decisions += 1;
            let said = told.remove(&stored.seq).map(|said| {
                let (document, anchor) = (stored.document, stored.anchor);
                StatedEntry { document, anchor, ..said }
            });
            if said.as_ref() != Some(&stored) {
                self.problem(format!("entry {} is out of step with what people stated", stored.seq));
            }
        }
        for seq in told.keys() {
            self.problem(format!("entry {seq} is missing from what people stated"));
        }
        Ok(())
    }

    /// Notes against the log; where the statements lie that they are about is looked at with their documents.
    fn notes(&mut self) -> Result<(), LedgerError> {
        let mut told = std::mem::take(&mut self.told.notes);
        for stored in self.tx.note_entries()? {
            self.report.checked.decisions += 1;
            let said = told.remove(&stored.seq);
            let said = said.map(|said| NoteEntry {
                document: stored.document,
                anchor: stored.anchor,
                item: stored.item.clone(),
                ..said
            });
            if said.as_ref() != Some(&stored) {
                self.problem(format!("note {} is out of step with the log", stored.seq));
            }
        }
        for seq in told.keys() {
            self.problem(format!("note {seq} is missing from the list of notes"));
        }
        Ok(())
    }

    fn judgement_end(&mut self, seq: i64, end: &End) -> Result<(), LedgerError> {
        let quotation = self.tx.quotation(&end.quotation)?;
        if quotation.is_some_and(|quotation| quotation.document != end.document) {
            self.problem(format!("a quotation of judgement {seq} is not of its document"));
        }
        Ok(())
    }

    fn index(&mut self) -> Result<(), LedgerError> {
        let mut indexed = self.tx.index_sums()?;
        for (n, sum) in std::mem::take(&mut self.sums) {
            if indexed.remove(&n).unwrap_or(0) != sum {
                let id = self.tx.document_key_of(n)?.map_or_else(String::new, |key| key.id);
                self.problem(format!("the search index is out of step with the text of {id}"));
            }
        }
        if !indexed.is_empty() {
            self.problem("the search index holds words of documents that are not there".to_owned());
        }
        Ok(())
    }
}

impl Told {
    /// Takes in one entry; says what is wrong with it.
    fn hear(&mut self, link: &Link, entry: Entry) -> Result<(), String> {
        match entry {
            Entry::Captured(captured) => self.hear_captured(link, &captured),
            Entry::Extracted(extracted) => {
                let document = self.live(&extracted.document)?;
                if extracted.version == 0 || extracted.version as usize > document.captures.len() {
                    return Err(format!("tells of version {}, which was never captured", extracted.version));
                }
                document.readings.insert(extracted.version, extracted.sha256);
                Ok(())
            }
            Entry::Decided(said) => {
                self.live(&said.document)?;
                self.decisions.insert(link.seq, (said, link.author.clone(), link.at.clone(), None));
                Ok(())
            }
            Entry::Judged(judged) => {
                for end in &judged.ends {
                    self.live(&end.document)?;
                }
                self.judgements.insert(link.seq, (judged, link.author.clone(), link.at.clone(), None));
                Ok(())
            }
            Entry::Saved(saved) => {
                let entry = saved::from_log(link.seq, saved, &link.author, &link.at);
                self.saved.insert(link.seq, entry);
                Ok(())
            }
            Entry::Stated(said) => {
                self.live(&said.document)?;
                let entry = stated::from_log(link.seq, said, 0, &link.author, &link.at);
                self.stated.insert(link.seq, entry);
                Ok(())
            }
            Entry::Noted(noted) => self.hear_noted(link, noted),
            Entry::Forgotten(forgotten) => {
                match forgotten.what {
                    Forgettable::Note(first) => {
                        let gone = self.notes.extract_if(.., |_, note| note.first == first);
                        self.left.extend(gone.filter_map(|(_, note)| note.about));
                    }
                    Forgettable::Search(seq) => drop(self.saved.remove(&seq)),
                }
                Ok(())
            }
            Entry::Undone(undone) => match self.undone(undone.decision) {
                Some(by_entry) if by_entry.is_none() => {
                    *by_entry = Some(link.seq);
                    Ok(())
                }
                _ => Err(format!("takes back {}, which is no decision that stood", undone.decision)),
            },
            Entry::Erased(erased) => self.hear_erased(link, &erased),
        }
    }

    fn hear_noted(&mut self, link: &Link, noted: Noted) -> Result<(), String> {
        if let Some(end) = &noted.about {
            self.live(&end.document)?;
        }
        let first = noted.replaces.unwrap_or(link.seq);
        if first != link.seq && !self.notes.values().any(|note| note.first == first) {
            return Err(format!("writes note {first} anew, which is not there"));
        }
        self.notes.insert(link.seq, from_log(link.seq, noted, 0, &link.author, &link.at));
        Ok(())
    }

    /// What goes with a document that was erased.
    fn hear_erased(&mut self, link: &Link, erased: &Erased) -> Result<(), String> {
        self.live(&erased.document)?.erased_at.clone_from(&link.at);
        self.decisions.retain(|_, (said, ..)| said.document != erased.document);
        self.stated.retain(|_, said| said.stated.document != erased.document);
        self.left.retain(|end| end.document != erased.document);
        for note in self.notes.values_mut() {
            note.about = note.about.take().filter(|end| end.document != erased.document);
        }
        self.judgements.retain(|_, (judged, ..)| {
            judged.ends.retain(|end| end.document != erased.document);
            !judged.ends.is_empty()
        });
        Ok(())
    }

    fn hear_captured(&mut self, link: &Link, captured: &Captured) -> Result<(), String> {
        let id = &captured.document;
        if captured.version == 1 {
            let n = self.documents.len() as i64 + 1;
            if self.documents.contains_key(id) {
                return Err(format!("makes the document {id} a second time"));
            }
            let resembles = captured.resembles.clone();
            self.documents.insert(id.clone(), ToldDocument { n, resembles, ..ToldDocument::default() });
        }
        let document = self.live(id)?;
        if captured.version as usize != document.captures.len() + 1 {
            return Err(format!("makes version {} of {id} out of order", captured.version));
        }
        document.captures.push(crate::add::capture(document.n, link.seq, captured, &link.author, &link.at));
        Ok(())
    }

    /// What took back a decision or a judgement, if it is one.
    fn undone(&mut self, seq: i64) -> Option<&mut Option<i64>> {
        let judgement = self.judgements.get_mut(&seq).map(|(.., undone)| undone);
        let note = self.notes.get_mut(&seq).map(|note| &mut note.undone);
        let saved = self.saved.get_mut(&seq).map(|saved| &mut saved.undone);
        let stated = self.stated.get_mut(&seq).map(|said| &mut said.undone);
        self.decisions.get_mut(&seq).map(|(.., undone)| undone).or(judgement).or(note).or(stated).or(saved)
    }

    fn live(&mut self, id: &str) -> Result<&mut ToldDocument, String> {
        let document = self.documents.get_mut(id).filter(|document| document.erased_at.is_empty());
        document.ok_or_else(|| format!("tells of the document {id}, which is not there"))
    }
}
