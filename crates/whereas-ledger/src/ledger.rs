//! The two handles of a ledger: [`Reader`] and [`Ledger`].

use std::path::Path;

use whereas_extract::record::Record;
use whereas_extract::{Extraction, Text};

use crate::derive::DERIVATION;
use crate::store::{Access, Durability, Selection, Store, Tx};
use crate::view::{
    AskingRow, Board, BoardFilter, Chain, ChangeRow, ClaimFilter, ClaimRow, Conflict, DecisionView,
    DocumentRow, DocumentView, Dossier, DossierQuery, DueListing, DueRow, EntityRow, FigureSeries, Found,
    Fulfilment, IdentityRow, LinkView, LinksOf, Listing, LogRow, MeetingSeries, MentionView, NameFilter,
    NameListing, Overview, ReviewFilter, ReviewQueue, RuleScore, SearchFilter, SearchHit, Searched,
    SilenceRow, Standing, StandingFilter, StatementFilter, StatementRow, StatementView, Timeline,
};
use crate::{Added, Addition, Candidate, LedgerError, Page, Report, Ruling, Signature, Told, Verdict};
use crate::{add, decide, entity, export, judge, rebuild, stamp, told, verify, view};

/// A ledger to read from. `Send`, with a connection of its own.
#[derive(Debug)]
pub struct Reader {
    pub(crate) store: Store,
}

/// A ledger to read from and to write to. `Send`.
///
/// ```
/// use whereas_extract::{Hint, extract, extractor_version, read};
/// use whereas_ledger::{Added, Addition, Ledger, Page};
///
/// let bytes = b"The Assembly of the Meridian Union,\n\n1.  Urges the Government of Varosia to act;\n";
/// let text = read(bytes, &Hint { name: "resolution.txt" })?;
/// let addition = Addition {
///     bytes,
///     origin: "resolution.txt",
///     document: None,
///     text: &text,
///     extraction: &extract(&text),
///     extractor: &extractor_version(),
///     by: "ana",
///     at: "2021-03-12T08:00:00Z",
///     method: "an example",
/// };
/// let mut ledger = Ledger::in_memory()?;
/// assert_eq!(ledger.add(&addition)?, Added::New { document: "d1".to_owned(), resembles: None });
/// assert_eq!(ledger.add(&addition)?, Added::Known { document: "d1".to_owned() });
/// assert_eq!(ledger.documents(Page::ALL)?.rows[0].origin, "resolution.txt");
/// assert!(ledger.verify()?.is_sound());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ledger {
    pub(crate) reader: Reader,
}

impl std::ops::Deref for Ledger {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Reader {
    /// Opens an existing ledger to read it.
    ///
    /// # Errors
    /// [`LedgerError::Absent`], [`LedgerError::NoLedger`], [`LedgerError::Newer`], [`LedgerError::Open`].
    pub fn open(path: &Path) -> Result<Reader, LedgerError> {
        Ok(Reader { store: Store::open(path, Access::Read)? })
    }

    /// Opens one more reader of the same ledger.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn reader(&self) -> Result<Reader, LedgerError> {
        Ok(Reader { store: self.store.again()? })
    }

    /// Returns the id of the document to which adding this would change nothing. Answers before the bytes are
    /// read, so that unchanged files cost a hash.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn known(&self, candidate: &Candidate<'_>) -> Result<Option<String>, LedgerError> {
        self.store.read(|tx| add::known(tx, candidate))
    }

    /// Lists documents by date, then in order of adding. Erased ones are not listed.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn documents(&self, page: Page) -> Result<Listing<DocumentRow>, LedgerError> {
        self.store.read(|tx| tx.document_page(page))
    }

    /// Returns the row of a document; `None` without such a document.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn document_row(&self, id: &str) -> Result<Option<DocumentRow>, LedgerError> {
        self.store.read(|tx| {
            let key = tx.document_key(id)?.filter(|key| key.erased_at.is_empty());
            key.map_or(Ok(None), |key| tx.document_row(key.n))
        })
    }

    /// Lists the statements of the newest versions that pass a filter.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn statements(&self, filter: &StatementFilter) -> Result<Listing<StatementRow>, LedgerError> {
        stamp::date(&filter.from)?;
        stamp::date(&filter.to)?;
        let mut rows = Vec::new();
        let total = self.store.read(|tx| {
            view::document::each_row(tx, filter, |located| {
                rows.push(located.row);
                Ok(())
            })
        })?;
        Ok(Listing { rows, total })
    }

    /// Finds the statements that pass a filter with words, for [`Reader::selected`]; its page does not matter. `None`
    /// where the filter has no words: [`Reader::statements`] is quick then.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn selection(&self, filter: &StatementFilter) -> Result<Option<Selection>, LedgerError> {
        stamp::date(&filter.from)?;
        stamp::date(&filter.to)?;
        self.store.read(|tx| tx.selection(filter))
    }

    /// Lists a page of a selection as [`Reader::statements`] would. What is no longer in the ledger is left out.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn selected(&self, selection: &Selection, page: Page) -> Result<Listing<StatementRow>, LedgerError> {
        let rows = self.store.read(|tx| view::document::selected(tx, selection, page))?;
        Ok(Listing { rows, total: selection.total() })
    }

    /// Returns a document with its text and all that was found in it; `None` without such a document.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn document(&self, id: &str) -> Result<Option<DocumentView>, LedgerError> {
        self.store.read(|tx| view::document::document(tx, id))
    }

    /// Returns a statement in its paragraph. The first digits of its id will do; `None` without such a
    /// statement.
    ///
    /// # Errors
    /// [`LedgerError::Ambiguous`], [`LedgerError::ShortId`], [`LedgerError::Damaged`],
    /// [`LedgerError::Store`].
    pub fn statement(&self, id: &str) -> Result<Option<StatementView>, LedgerError> {
        self.store.read(|tx| view::statement::statement(tx, id))
    }

    /// Searches quotations and mentions. Words are compared by their stems; `"words in quotes"` stand
    /// exactly so,
    /// `word*` begins a word. Never fails on what a user types.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn search(&self, words: &str, page: Page) -> Result<Listing<SearchHit>, LedgerError> {
        self.store.read(|tx| view::search::search(tx, words, page))
    }

    /// Searches quotations and names like [`Reader::search`], also names in other spellings and scripts; narrows what
    /// was found, and tells by what it could be narrowed further.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn searched(&self, filter: &SearchFilter, page: Page) -> Result<Searched, LedgerError> {
        stamp::date(&filter.year)?;
        self.store.read(|tx| view::searched::searched(tx, filter, page))
    }

    /// Lists demands with how they stand, by date of the document.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn standings(&self, filter: &StandingFilter) -> Result<Listing<Standing>, LedgerError> {
        stamp::date(&filter.statements.from)?;
        stamp::date(&filter.statements.to)?;
        self.store.read(|tx| view::standing::standings(tx, filter))
    }

    /// How each of these statements stands as far as it is a demand, as a person said last, else by the links; in their
    /// order.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn statuses(&self, rows: &[StatementRow]) -> Result<Vec<Option<view::Stands>>, LedgerError> {
        self.store.read(|tx| view::standing::statuses(tx, rows))
    }

    /// The board of demands as of a day (`2021-02-11`): each demand in its newest wording, by how it stands.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn board(&self, filter: &BoardFilter, on: &str) -> Result<Board, LedgerError> {
        stamp::date(&filter.statements.from)?;
        stamp::date(&filter.statements.to)?;
        self.store.read(|tx| view::board::board(tx, filter, on))
    }

    /// Returns a demand over the years, as of a day; `None` without such a demand. The first digits of the id of one
    /// wording will do.
    ///
    /// # Errors
    /// [`LedgerError::Ambiguous`], [`LedgerError::ShortId`], [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn chain(&self, demand: &str, on: &str) -> Result<Option<Chain>, LedgerError> {
        self.store.read(|tx| view::chain::chain(tx, demand, on))
    }

    /// Returns the link of this id (`denies:LATER:EARLIER`); `None` where nobody proposes or judged one.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn link(&self, id: &str) -> Result<Option<LinkView>, LedgerError> {
        self.store.read(|tx| view::link::link(tx, id))
    }

    /// Lists what is denied or contradicted, with what denies or contradicts it, the newest first.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Listing<ClaimRow>, LedgerError> {
        self.store.read(|tx| view::claim::claims(tx, filter))
    }

    /// Returns what the statements of one document reply to those of an earlier one, the surest first.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn links_between(&self, later: &str, earlier: &str) -> Result<Vec<LinkView>, LedgerError> {
        self.store.read(|tx| view::link::links_between(tx, later, earlier))
    }

    /// Returns the links of a statement to earlier and from later ones.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn links_of(&self, statement: &str) -> Result<LinksOf, LedgerError> {
        self.store.read(|tx| view::link::links_of(tx, statement))
    }

    /// Lists the demands without a reply in this ledger, the oldest first, as of a day (`2021-02-11`).
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn silence(&self, filter: &StatementFilter, on: &str) -> Result<Listing<SilenceRow>, LedgerError> {
        stamp::date(&filter.from)?;
        stamp::date(&filter.to)?;
        self.store.read(|tx| view::silence::silence(tx, filter, on))
    }

    /// One commitment that names a date, by the first digits of its id, as of a day (`2021-02-11`); `None` where a
    /// statement is none.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn due_one(&self, id: &str, on: &str) -> Result<Option<DueRow>, LedgerError> {
        self.store.read(|tx| view::due::one(tx, id, on))
    }

    /// Lists the commitments that pass a filter and name a date, as of a day (`2021-02-11`), all or those of which so
    /// much is known; what is longest overdue comes first. The act of the filter does not matter.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn due(
        &self,
        filter: &StatementFilter,
        only: Option<Fulfilment>,
        on: &str,
    ) -> Result<DueListing, LedgerError> {
        stamp::date(&filter.from)?;
        stamp::date(&filter.to)?;
        self.store.read(|tx| view::due::due(tx, filter, only, on))
    }

    /// Lists quantities of which at least two documents tell, each over time; with words, those that have
    /// them, also of one document.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn figures(&self, words: &str) -> Result<Vec<FigureSeries>, LedgerError> {
        self.store.read(|tx| view::figure::figures(tx, words))
    }

    /// A page of [`Reader::figures`]; of a quantity with very many figures the newest.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn figures_page(&self, words: &str, page: Page) -> Result<Listing<FigureSeries>, LedgerError> {
        self.store.read(|tx| view::figure::figures_page(tx, words, page))
    }

    /// Tells day by day what was asked, who met and what was replied, of what passes a filter.
    ///
    /// # Errors
    /// [`LedgerError::BadDate`], [`LedgerError::Store`].
    pub fn timeline(&self, filter: &StatementFilter) -> Result<Timeline, LedgerError> {
        stamp::date(&filter.from)?;
        stamp::date(&filter.to)?;
        self.store.read(|tx| view::timeline::timeline(tx, filter))
    }

    /// Lists who asks whom, the most demands first; with words, where one of the two has them.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn network(&self, words: &str, page: Page) -> Result<Listing<AskingRow>, LedgerError> {
        self.store.read(|tx| view::network::network(tx, words, page))
    }

    /// Counts what there is to follow up.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn overview(&self) -> Result<Overview, LedgerError> {
        self.store.read(view::overview::overview)
    }

    /// Lists series of meetings, with words those of the bodies that have them in a name.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn meetings(&self, words: &str) -> Result<Vec<MeetingSeries>, LedgerError> {
        self.store.read(|tx| view::meeting::meetings(tx, words))
    }

    /// Lists all entities: who is named in the ledger, by which forms, what is joined and what is proposed.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn entities(&self) -> Result<Vec<EntityRow>, LedgerError> {
        self.store.read(entity::list::entities)
    }

    /// Finds whom a name stands for, or the id of a mention, and all that the ledger has of it. Another spelling or
    /// script will do.
    ///
    /// # Errors
    /// [`LedgerError::Ambiguous`], [`LedgerError::Store`].
    pub fn who(&self, words: &str) -> Result<Found, LedgerError> {
        self.store.read(|tx| entity::dossier::who(tx, words))
    }

    /// Lists names with how many documents and spellings they have; those that most documents have come first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn names(&self, filter: &NameFilter, page: Page) -> Result<NameListing, LedgerError> {
        self.store.read(|tx| entity::name_list::names(tx, filter, page))
    }

    /// Returns the dossier of whom a mention stands for. The first digits of its id will do; `None` without such a
    /// mention, or where it stands for nobody.
    ///
    /// # Errors
    /// [`LedgerError::Ambiguous`], [`LedgerError::ShortId`], [`LedgerError::Store`].
    pub fn dossier(&self, mention: &str, query: &DossierQuery) -> Result<Option<Dossier>, LedgerError> {
        self.store.read(|tx| entity::dossier::by_mention(tx, mention, query))
    }

    /// Returns the id of the mention by which a document means a name that stands as speaker or addressee of its
    /// statements; `None` where it marks nobody so.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn called(&self, document: &str, name: &str) -> Result<Option<String>, LedgerError> {
        self.store.read(|tx| tx.mention_within(document, name))
    }

    /// Returns the judgement of who is who with this number, also when it was taken back.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn identity_judgement(&self, seq: i64) -> Result<Option<IdentityRow>, LedgerError> {
        self.store.read(|tx| entity::dossier::judgement(tx, seq))
    }

    /// Lists the judgements of who is who that lie on a mention and stand, oldest first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn identity_judgements_on(&self, mention: &str) -> Result<Vec<IdentityRow>, LedgerError> {
        self.store.read(|tx| entity::dossier::judgements_on(tx, mention))
    }

    /// Lists judgements of who is who that stand against each other, and who is close to two that are judged to be two.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn conflicts(&self) -> Result<Vec<Conflict>, LedgerError> {
        self.store.read(entity::conflict::conflicts)
    }

    /// Lists the log, oldest entry first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn log(&self, page: Page) -> Result<Listing<LogRow>, LedgerError> {
        self.store.read(|tx| tx.log_page(page))
    }

    /// The number of the last entry of the log, 0 where there is none. Whatever is read stays as it is until it grows.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn last_entry(&self) -> Result<i64, LedgerError> {
        self.store.read(|tx| tx.last_entry())
    }

    /// Returns the entry of the log with this number.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn entry(&self, seq: i64) -> Result<Option<LogRow>, LedgerError> {
        self.store.read(|tx| view::address::entry(tx, seq))
    }

    /// Returns the decision with this number, also when it was taken back.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn decision(&self, seq: i64) -> Result<Option<DecisionView>, LedgerError> {
        self.store.read(|tx| view::address::decision(tx, seq))
    }

    /// Returns a mention. The first digits of its id will do.
    ///
    /// # Errors
    /// [`LedgerError::Ambiguous`], [`LedgerError::ShortId`], [`LedgerError::Store`].
    pub fn mention(&self, id: &str) -> Result<Option<MentionView>, LedgerError> {
        self.store.read(|tx| view::address::mention(tx, id))
    }

    /// Lists what is worth a look: what people disagree on, then what is most likely wrong. `author` is whose last
    /// decision comes along.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn review(
        &self,
        filter: &ReviewFilter,
        author: &str,
        page: Page,
    ) -> Result<ReviewQueue, LedgerError> {
        self.store.read(|tx| view::review::queue(tx, filter, author, page))
    }

    /// Lists what people decided on what each rule found, the worst rule first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn rule_scores(&self) -> Result<Vec<RuleScore>, LedgerError> {
        self.store.read(view::review::scores)
    }

    /// Lists the decisions that stand and that reading again moved or lost, newest first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn displaced(&self) -> Result<Vec<DecisionView>, LedgerError> {
        self.store.read(view::review::displaced)
    }

    /// Lists what the last reading of each document changed, the newest reading first.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn changes(&self, page: Page) -> Result<Listing<ChangeRow>, LedgerError> {
        self.store.read(|tx| tx.changes(page))
    }

    /// Returns the original bytes of a version of a document.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::NoVersion`], [`LedgerError::Store`].
    pub fn source(&self, document: &str, version: u32) -> Result<Vec<u8>, LedgerError> {
        self.store.read(|tx| {
            let key = tx.document_key(document)?.filter(|key| key.erased_at.is_empty());
            let key = key.ok_or_else(|| LedgerError::NoDocument { id: document.to_owned() })?;
            let capture = tx.capture(key.n, version)?;
            let capture =
                capture.ok_or_else(|| LedgerError::NoVersion { id: document.to_owned(), version })?;
            let what = || format!("the original of {document}, version {version}, is missing");
            tx.blob(&capture.row.sha256)?.ok_or_else(|| LedgerError::Damaged { what: what() })
        })
    }

    /// Returns what was told of a version of a document when it came in.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Store`].
    pub fn told(&self, document: &str, version: u32) -> Result<Told, LedgerError> {
        self.store.read(|tx| {
            let key = tx.document_key(document)?;
            let key = key.ok_or_else(|| LedgerError::NoDocument { id: document.to_owned() })?;
            let capture = tx.capture(key.n, version)?;
            capture.map_or(Ok(Told::default()), |capture| told::told(tx, &capture.told))
        })
    }

    /// Hands every record of every document to `sink`, one document at a time.
    ///
    /// # Errors
    /// [`LedgerError::Export`] when the sink refuses, [`LedgerError::Damaged`], [`LedgerError::Store`].
    pub fn export(&self, sink: &mut dyn FnMut(Record) -> std::io::Result<()>) -> Result<(), LedgerError> {
        self.store.read(|tx| export::export(tx, sink))
    }

    /// Hashes everything again and checks every invariant.
    ///
    /// # Errors
    /// [`LedgerError::Store`]; what is wrong inside the ledger stands in the report.
    pub fn verify(&self) -> Result<Report, LedgerError> {
        self.store.read(verify::verify)
    }
}

#[cfg(test)]
impl Reader {
    /// Looks at the store itself.
    pub(crate) fn inspect<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, LedgerError>) -> T {
        self.store.read(work).unwrap()
    }
}

impl Ledger {
    /// Takes a store, and derives its tables anew where a program with other rules did it.
    fn with(mut store: Store) -> Result<Ledger, LedgerError> {
        if store.read(|tx| tx.derivation())? != DERIVATION {
            match store.write(Durability::Repeatable, rebuild::rebuild) {
                // A damaged ledger opens as it is, so that what it still holds can be looked at.
                Ok(()) | Err(LedgerError::Damaged { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Ledger { reader: Reader { store } })
    }

    /// Opens a ledger, making it where there is none.
    ///
    /// # Errors
    /// [`LedgerError::NoLedger`], [`LedgerError::Newer`], [`LedgerError::Open`].
    pub fn open(path: &Path) -> Result<Ledger, LedgerError> {
        Ledger::with(Store::open(path, Access::Create)?)
    }

    /// Opens a ledger that must exist.
    ///
    /// # Errors
    /// As [`Ledger::open`], and [`LedgerError::Absent`].
    pub fn open_existing(path: &Path) -> Result<Ledger, LedgerError> {
        Ledger::with(Store::open(path, Access::Write)?)
    }

    /// Makes a ledger that lives as long as its handles.
    ///
    /// # Errors
    /// [`LedgerError::Store`].
    pub fn in_memory() -> Result<Ledger, LedgerError> {
        Ledger::with(Store::in_memory()?)
    }

    /// Adds a document, or a version of one, in one transaction.
    ///
    /// # Errors
    /// [`LedgerError::TooLong`], [`LedgerError::BadId`], [`LedgerError::Erased`], [`LedgerError::Broken`],
    /// [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn add(&mut self, addition: &Addition<'_>) -> Result<Added, LedgerError> {
        self.add_told(addition, &Told::default())
    }

    /// Adds a document, or a version of one, of which a person tells something; `text` and `extraction` are what came
    /// of reading it so ([`Told::fill`]).
    ///
    /// # Errors
    /// As [`Ledger::add`], and [`LedgerError::BadDate`].
    pub fn add_told(&mut self, addition: &Addition<'_>, told: &Told) -> Result<Added, LedgerError> {
        self.reader.store.write(Durability::Repeatable, |tx| add::add(tx, addition, told))
    }

    /// Replaces what was found in the newest version of a document. Decisions stay with their statements.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Broken`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn reread(
        &mut self,
        document: &str,
        text: &Text,
        extraction: &Extraction,
        extractor: &str,
        signed: &Signature<'_>,
    ) -> Result<Added, LedgerError> {
        let work = |tx: &Tx<'_>| add::reread(tx, document, text, extraction, extractor, signed);
        self.reader.store.write(Durability::Repeatable, work)
    }

    /// Records what a person thinks of a statement and returns the number of the decision.
    ///
    /// # Errors
    /// [`LedgerError::NoStatement`], [`LedgerError::Ambiguous`], [`LedgerError::Busy`],
    /// [`LedgerError::Store`].
    pub fn decide(
        &mut self,
        statement: &str,
        verdict: Verdict,
        signed: &Signature<'_>,
    ) -> Result<i64, LedgerError> {
        self.reader.store.write(Durability::Lasting, |tx| decide::decide(tx, statement, verdict, signed))
    }

    /// Records what a person judges of one or two mentions or statements ([`Ruling::ends`]) and returns the number
    /// of the judgement. The first digits of ids will do.
    ///
    /// # Errors
    /// [`LedgerError::NoMention`], [`LedgerError::NoStatement`], [`LedgerError::Ambiguous`],
    /// [`LedgerError::WrongEnds`], [`LedgerError::SameEnds`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn judge(
        &mut self,
        ruling: Ruling,
        ids: &[&str],
        signed: &Signature<'_>,
    ) -> Result<i64, LedgerError> {
        self.reader.store.write(Durability::Lasting, |tx| judge::judge(tx, ruling, ids, signed))
    }

    /// Says which institution is in charge of a demand and returns the number of the judgement. The last word that
    /// stands counts; the first digits of the id will do.
    ///
    /// # Errors
    /// [`LedgerError::NoStatement`], [`LedgerError::Ambiguous`], [`LedgerError::NotALine`],
    /// [`LedgerError::TooLong`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn charge(
        &mut self,
        demand: &str,
        institution: &str,
        signed: &Signature<'_>,
    ) -> Result<i64, LedgerError> {
        let work = |tx: &Tx<'_>| judge::charge(tx, demand, institution, signed);
        self.reader.store.write(Durability::Lasting, work)
    }

    /// Takes back the decision, judgement or note of this number and returns the number of the new entry.
    ///
    /// # Errors
    /// [`LedgerError::NotUndoable`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn undo(&mut self, decision: i64, signed: &Signature<'_>) -> Result<i64, LedgerError> {
        self.reader.store.write(Durability::Lasting, |tx| decide::undo(tx, decision, signed))
    }

    /// Removes a document's originals, extractions, quotations and index, and leaves a tombstone in the log.
    ///
    /// # Errors
    /// [`LedgerError::NoDocument`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn erase(&mut self, document: &str, signed: &Signature<'_>) -> Result<i64, LedgerError> {
        let seq = self.reader.store.write(Durability::Lasting, |tx| decide::erase(tx, document, signed))?;
        self.reader.store.forget()?;
        Ok(seq)
    }

    /// Derives everything again from the log, the originals and the extractions.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`], [`LedgerError::Busy`], [`LedgerError::Store`].
    pub fn rebuild(&mut self) -> Result<(), LedgerError> {
        self.reader.store.write(Durability::Repeatable, rebuild::rebuild)
    }
}
