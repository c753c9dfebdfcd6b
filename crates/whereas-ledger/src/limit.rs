//! Limits of the ledger. Nothing in it is unbounded (DESIGN, invariant 10).

/// How many of the names that most documents have are looked at for those that wait for a judgement.
pub const OPEN_NAMES_MAX: u32 = 300;

/// The largest original, in bytes. The same as what is read.
pub const BLOB_BYTES_MAX: usize = whereas_extract::read::SOURCE_BYTES_MAX;
/// The longest quotation that a decision keeps, in bytes; the rest is known by the statement's id.
pub const QUOTE_BYTES_MAX: usize = 64 << 10;
/// The longest reason of a decision, in bytes.
pub const REASON_BYTES_MAX: usize = 4 << 10;
/// The longest name of an author or of a method, in bytes.
pub const NAME_BYTES_MAX: usize = 256;
/// The longest path or address, in bytes.
pub const ORIGIN_BYTES_MAX: usize = 4 << 10;
/// The longest id of a document, in bytes.
pub const DOCUMENT_ID_BYTES_MAX: usize = 64;
/// The fewest digits by which a statement is looked up.
pub const ID_PREFIX_MIN: usize = 4;
/// Characters kept on each side of a quotation.
pub const CONTEXT_CHARS: usize = 32;
/// Terms of a search that are used; more are ignored.
pub const SEARCH_TERMS_MAX: usize = 32;
/// The longest word that is stemmed, in bytes; longer ones are found as they stand.
pub const STEM_BYTES_MAX: usize = 64;
/// The most statements, and the most mentions, of one document; what a key has room for.
pub const PLACES_MAX: usize = 1 << 26;
/// The most bytes that the quotations of one document take when they are written out.
pub const FOUND_BYTES_MAX: usize = 4 * BLOB_BYTES_MAX;
/// How much of a name is kept for filters, in bytes.
pub const FILTER_NAME_BYTES_MAX: usize = 512;
/// How much of a text stands for its missing title, in bytes.
pub const FIRST_WORDS_BYTES_MAX: usize = 80;
/// The fewest words by which a title tells its document from others of the same day.
pub const TELLING_TITLE_WORDS_MIN: usize = 3;
/// The share of common words from which a document is proposed as a version of another.
pub const RESEMBLANCE_PERCENT_MIN: usize = 50;
/// The share of common words below which the same title and day are no proposal.
pub const TITLED_RESEMBLANCE_PERCENT_MIN: usize = 25;
/// Documents that are compared for each feature that a new one shares with them.
pub const RESEMBLANCE_CANDIDATES_MAX: u32 = 4;
/// The longest words of a filter or a search, in bytes.
pub const WORDS_BYTES_MAX: usize = 4 << 10;
/// So many names are kept taken apart.
pub const KNOWN_NAMES_MAX: usize = 8192;
/// Up to so many documents are looked at one by one, more in one go over all.
pub const FEW_DOCUMENTS: usize = 1024;
/// A key that more names have than this tells nothing of who is who.
pub const KEY_NAMES_MAX: usize = 256;
/// The longest quotation of a role with a name, in bytes; beyond it the role stands alone.
pub const CLAIM_BYTES_MAX: usize = 300;
/// How many entities that may be the same a dossier names.
pub const SAME_PROPOSALS_MAX: usize = 16;

/// By how many roles somebody is introduced.
pub const INTRODUCTION_ROLES_MAX: usize = 3;
/// How many entities a name is looked for among.
pub const FOUND_ENTITIES_MAX: usize = 32;
/// How many statements a dossier holds.
pub const DOSSIER_STATEMENTS_MAX: u32 = 1000;
/// How many spellings of a name a dossier shows, and by how many statements are found.
pub const SPELLINGS_MAX: u32 = 100;
/// How many claims of what somebody is a dossier reads.
pub const CLAIMS_MAX: u32 = 500;
/// How many statements a timeline looks at, and to how many demands it looks for replies.
pub const TIMELINE_STATEMENTS_MAX: u32 = 10_000;
/// See [`TIMELINE_STATEMENTS_MAX`].
pub const TIMELINE_DEMANDS_MAX: u32 = 500;
/// How many pairs of who asks whom are looked at.
pub const ASKINGS_MAX: u32 = 2000;
/// How many figures of one quantity a page shows.
pub const FIGURES_SHOWN_MAX: u32 = 200;
/// How many names a search for a name finds.
pub const NAMES_FOUND_MAX: u32 = 300;
/// How many statements that may mean somebody by a role a dossier names.
pub const MEANT_MAX: usize = 50;
/// Digits of an id in words.
pub const SHOWN_ID_DIGITS: usize = 10;
/// The longest list of problems that `verify` reports.
pub const PROBLEMS_MAX: usize = 1000;
/// Statements that came, and that went, of which a reading tells; of more it tells the first.
pub const CHANGES_MAX: usize = 500;
/// The longest list of decisions that reading again has moved or lost.
pub const DISPLACED_MAX: u32 = 500;
/// The longest title, publisher or other thing that is told of a document, in bytes.
pub const TOLD_BYTES_MAX: usize = 2 << 10;
/// The most authors that are told of a document.
pub const TOLD_AUTHORS_MAX: usize = 64;
/// The longest note, in bytes.
pub const NOTE_BYTES_MAX: usize = 64 << 10;
/// The most persons and bodies that a note names.
pub const NOTE_NAMES_MAX: usize = 256;
/// How many hits of a search are looked at to count what they have in common.
pub const FACET_ROWS_MAX: usize = 500;
/// How many values of a facet are shown.
pub const FACET_VALUES_MAX: usize = 8;
/// How many places of another spelling of a name a search finds.
pub const SPELLED_MAX: u32 = 1000;
/// How many searches are kept.
pub const SAVED_MAX: usize = 500;
/// How many statements an ambiguous id names.
pub const CANDIDATES_MAX: u32 = 8;
/// How much of the name of a body tells its side, in bytes.
pub const SIDE_BYTES_MAX: usize = 64;
/// The most content words of a statement that are compared with others.
pub const GIST_STEMS_MAX: usize = 64;
/// The most persons, and the most provisions, of a statement that are compared with others.
pub const GIST_NAMES_MAX: usize = 32;
/// The most things asked in one demand that are compared with others.
pub const GIST_ACTIONS_MAX: usize = 16;
/// How far behind a sentence the next one may lean on it, in bytes.
pub const CARRY_BYTES_MAX: u32 = 400;
/// How far before a reply the law stands that it speaks of without a name, in bytes.
pub const LAW_BYTES_MAX: u32 = 2_000;
/// The most words of a demand that make keys.
pub const KEY_WORDS_MAX: usize = 6;
/// The most sides under which a statement is found.
pub const KEY_SIDES_MAX: usize = 4;
/// A key that stands in more statements tells nothing, like a stop word.
/// Tests meet it with a few statements.
pub const KEY_ROWS_MAX: usize = if cfg!(test) { 6 } else { 128 };
/// The lowest score, in thousandths, of a link that is kept.
pub const LINK_SCORE_MIN: u16 = 200;
/// The most proposals that are shown for a statement.
pub const PROPOSALS_MAX: u32 = 8;
/// The lowest score, in thousandths, from which a demand counts as made again.
pub const REPEATED_SCORE_MIN: u16 = 620;
/// The lowest score, in thousandths, from which a reply counts as one before a person has looked at it.
pub const REPLY_SCORE_MIN: u16 = 400;
/// The same for a later wording of the demand than the one that it replies to; `store/lists.sql` has the number too.
pub const LATE_REPLY_SCORE_MIN: u16 = 500;
/// The lowest score, in thousandths, that such a reply has to the later wording itself.
pub const LATE_REPLY_OWN_MIN: u16 = 250;
/// The lowest score, in thousandths, that such a wording has to the demand itself.
pub const CHAIN_KIN_SCORE_MIN: u16 = 350;
/// The lowest score, in thousandths, from which a wording of a wording belongs to a demand's chain, at both steps.
pub const CHAIN_STEP_SCORE_MIN: u16 = 660;
/// How many of the surest wordings are asked for theirs.
pub const CHAIN_STEPS_MAX: usize = 8;
/// The most spellings that judgements add to the words of a filter.
pub const FILTER_SPELLINGS_MAX: usize = 32;
/// The most links that the card of a statement shows in the margin.
pub const CARD_LINKS_MAX: usize = 3;
/// The most links of a document that are looked at for its cards.
pub const CARD_LINK_ROWS_MAX: u32 = 20_000;
/// The most links that are looked at to tell how a demand stands.
pub const GROUNDS_MAX: u32 = 256;
/// The most statements of a kind that are shown for how a demand stands.
pub const GROUNDS_SHOWN_MAX: usize = 3;
/// The score, in thousandths, from which two wordings say nearly the same.
pub const SAME_WORDING_SCORE_MIN: u16 = 750;
/// How many replies to a wording are looked at for what was heard last.
pub const HEARD_MAX: u32 = 8;
/// The most demands of one document with which one of another is compared.
pub const COMPARED_MAX: usize = 512;
/// The most wordings of one demand that a chain holds.
pub const CHAIN_MAX: u32 = 24;
/// The most earlier wordings of a demand of which a late reply counts for it; `store/lists.sql` has the number too.
pub const LATE_WORDINGS_MAX: usize = 3;
/// The most replies that are shown under a demand.
pub const REPLIES_MAX: u32 = 6;
/// The most claims that are listed for a counter-claim.
pub const CLAIMS_LISTED_MAX: usize = 24;
/// How many of them a page shows before it is asked for the others.
pub const CLAIMS_SHOWN_MAX: usize = 3;
/// The most claims of one counter-claim that are looked at.
pub const COUNTERED_MAX: u32 = 64;
/// The most links other than of demands that are shown between two documents.
pub const BETWEEN_MAX: u32 = 60;
/// The most institutions in charge that the board offers to choose from.
pub const CHARGES_MAX: u32 = 200;
/// The share of common words, and their weight, from which a demand that is not repeated is at least spoken of.
pub const MENTIONED_SHARE_MIN: f32 = 0.3;
/// See [`MENTIONED_SHARE_MIN`].
pub const MENTIONED_STRENGTH_MIN: f32 = 3.0;
/// The share of a demand that stands in another one when it was moved there.
pub const PART_SHARE_MIN: f32 = 0.6;
/// The most things that one document cites; further ones are ignored.
pub const CITATIONS_MAX: usize = 512;
/// A key under which more documents can be cited tells none of them.
pub const CITABLE_ROWS_MAX: usize = 64;
/// The most documents that are shown for one citation.
pub const CITED_SHOWN_MAX: usize = 3;
/// The most citations of a document that are looked at.
pub const CITING_MAX: usize = 1000;
/// The most citations that a map is made of.
pub const MAP_CITATIONS_MAX: usize = 5000;
