-- The tables of a ledger, format 1. docs/ledger-format.md explains them and how to check them by hand.
-- This file and fulltext.rs hold what only SQLite understands; every other statement keeps to the subset that
-- PostgreSQL shares ($1 parameters, `on conflict do nothing`, no JSON operators).

-- 1. What must never be lost
-- -----------------------------------------------------------------------------------

-- What happened, in order. Each entry holds the hash of the one before it.
create table log (
  seq integer primary key,
  kind text not null,
  at text not null,
  author text not null,
  body text not null,
  prev_hash text not null,
  hash text not null
) strict;

create trigger log_is_not_changed before update on log
begin select raise(abort, 'the log is append-only: an entry cannot be changed'); end;

create trigger log_is_not_cut before delete on log
begin select raise(abort, 'the log is append-only: an entry cannot be removed'); end;

-- Also keeps `insert or replace` from removing an entry, which fires no delete trigger.
create trigger log_is_appended before insert on log
when new.seq is not (select coalesce(max(seq), 0) + 1 from log)
  or new.prev_hash is not coalesce(
    (select hash from log order by seq desc limit 1),
    '0000000000000000000000000000000000000000000000000000000000000000')
begin select raise(abort, 'the log is append-only: an entry must follow the last one'); end;

-- The original bytes, by their SHA-256.
create table blob (
  sha256 text primary key,
  bytes blob not null
) strict;

create trigger blob_is_not_changed before update on blob
begin select raise(abort, 'an original cannot be changed'); end;

-- The quotations that decisions rest on. They stand beside the log so that they can be erased.
create table quotation (
  sha256 text primary key,
  document text not null,
  body text not null
) strict;

create index quotation_by_document on quotation (document);

create trigger quotation_is_not_changed before update on quotation
begin select raise(abort, 'a quotation cannot be changed'); end;

-- 2. What can be made again by reading the originals
-- -----------------------------------------------------------

-- The latest reading of each version of each document.
create table extraction (
  document text not null,
  version integer not null,
  extractor text not null,
  text text not null,
  map text not null,
  body text not null,
  primary key (document, version)
) strict;

-- 3. What can be derived from the above (`Ledger::rebuild`)
-- ----------------------------------------------------

-- Which rules of derivation the tables below follow (derive.rs); they are made anew when it is another
-- number.
create table derivation (
  version integer not null
) strict;

-- One row for each document, also for those erased, whose row keeps only n, id and erased_at.
create table document (
  n integer primary key,
  id text not null unique,
  erased_at text not null,
  title text not null,
  genre text not null,
  date text not null,
  publisher text not null,
  author text not null,
  disclosure text not null,
  languages text not null,
  origin text not null,
  sha256 text not null,
  versions integer not null,
  added_at text not null,
  resembles text not null,
  demands integer not null,
  commitments integer not null,
  denials integer not null,
  appraisals integer not null,
  findings integer not null,
  look blob not null
) strict;

create index document_by_date on document (date, n);

create table capture (
  document integer not null,
  version integer not null,
  seq integer not null,
  sha256 text not null,
  bytes integer not null,
  origin text not null,
  at text not null,
  author text not null,
  method text not null,
  primary key (document, version)
) strict;

create index capture_by_origin on capture (origin, seq);
create index capture_by_blob on capture (sha256, seq);

-- Statements of the newest version of each document. The key is document.n * 2^27 + place.
create table statement (
  key integer primary key,
  document integer not null,
  id text not null,
  passage text not null,
  act text not null,
  polarity text not null,
  lang text not null,
  quote text not null,
  cue text not null,
  speaker text not null,
  speakers text not null,
  addressees text not null,
  actions text not null,
  due text not null,
  force integer not null,
  themes text not null,
  rule text not null,
  confidence real not null,
  position text not null default '',
  category integer not null default 0
) strict;

create index statement_by_id on statement (id);
create index statement_by_document on statement (document, act);
create index statement_by_act on statement (act);
create index statement_by_lang on statement (lang, document, act);
create index statement_by_position on statement (position) where position <> '';

-- Distinct mentions of the newest version of each document, each at its first place.
-- The key is document.n * 2^27 + 2^26 + place.
create table mention (
  key integer primary key,
  document integer not null,
  kind text not null,
  passage text not null,
  lang text not null,
  quote text not null,
  times integer not null
) strict;

-- Names in statements, folded, so that lists can be filtered by them. A blank stands before each word.
create table name (
  n integer primary key,
  folded text not null unique
) strict;

-- Roles: addressee, actor, person, law.
create table naming (
  name integer not null,
  role text not null,
  statement integer not null,
  primary key (name, role, statement)
) strict, without rowid;

create index naming_by_statement on naming (statement);

-- Languages in which something is indexed: the languages in which a search is stemmed.
create table spoken (
  lang text not null,
  document integer not null,
  primary key (lang, document)
) strict, without rowid;

create index spoken_by_document on spoken (document);

-- Hashes that two versions of a document are likely to share.
create table likeness (
  feature integer not null,
  document integer not null,
  primary key (feature, document)
) strict, without rowid;

create index likeness_by_document on likeness (document);

-- What each statement is compared by, as JSON (src/link/gist.rs).
create table gist (
  statement integer primary key,
  body text not null
) strict;

-- Hashes under which statements meet (src/link/key.rs).
create table link_key (
  hash integer not null,
  statement integer not null,
  speaks integer not null,
  primary key (hash, statement)
) strict, without rowid;

create index link_key_by_statement on link_key (statement, hash);

-- What a later statement is to an earlier one; score in thousandths, and how many keys hold the link.
create table link (
  later integer not null,
  earlier integer not null,
  kind text not null,
  score integer not null,
  shared integer not null,
  primary key (later, earlier)
) strict, without rowid;

create index link_by_earlier on link (earlier, later);

create table decision (
  seq integer primary key,
  document integer not null,
  version integer not null,
  decided_on text not null,
  verdict text not null,
  act text not null,
  author text not null,
  at text not null,
  reason text not null,
  quotation text not null,
  undone integer,
  anchor text not null,
  statement text not null
) strict;

create index decision_by_document on decision (document);
create index decision_by_statement on decision (statement);

-- Folded words of quotations and mentions, and those of their stems that differ from them; the row id is
-- the key of the statement or mention. The words come here split and folded (src/word.rs), so the tokenizer
-- has nothing to decide: `ascii` takes them as they are, where `unicode61` would fold them once more by the
-- Unicode tables of another year. The texts themselves stand in the tables above.
create virtual table search_index using fts5 (
  words, stems, content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- What stands in the index, for `verify`.
create virtual table search_term using fts5vocab (search_index, instance);
