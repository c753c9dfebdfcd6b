-- The tables of a ledger that are not derived, format 1. docs/ledger-format.md explains them and how to check
-- them by hand; lists.sql has what is derived.
-- These two files and fulltext.rs hold what only SQLite understands; every other statement keeps to the subset that
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
