-- The tables that are derived from the log and the newest readings (`Ledger::rebuild`). They are dropped and made
-- again from this file when a program with other rules of derivation (derive.rs) opens the ledger to write.

-- Which rules of derivation the tables follow.
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
create index document_by_day on document (date, demands, commitments, denials, appraisals, findings);

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
  -- Hash of what the person who handed it in told of it, or ''.
  told text not null,
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
  position text not null,
  category integer not null
) strict;

create index statement_by_id on statement (id);
create index statement_by_document on statement (document, act);
create index statement_by_act on statement (act);
create index statement_by_lang on statement (lang, document, act);
create index statement_by_rule on statement (rule, act, confidence);
create index statement_by_position on statement (position) where position <> '';
create index statement_by_due on statement (due) where due <> '';

-- Distinct mentions of the newest version of each document, each at its first place.
-- The key is document.n * 2^27 + 2^26 + place.
create table mention (
  key integer primary key,
  document integer not null,
  id text not null,
  kind text not null,
  passage text not null,
  lang text not null,
  quote text not null,
  times integer not null,
  base text not null,
  base_lang text not null,
  basis text not null,
  node text not null,
  folded text not null
) strict;

create index mention_by_id on mention (id);
create index mention_by_folded on mention (folded, node, document) where node <> '';
create index mention_by_node on mention (node, document) where node <> '';

-- What persons are said to be where they are named; the mention is a key.
create table claim (
  mention integer not null,
  role text not null,
  quote text not null,
  primary key (mention, role, quote)
) strict, without rowid;

-- Names that mentions stand for, once for each language of a base. The id is a hash of kind and
-- name, and of the document where the name does not tell by itself ("the Commission").
create table node (
  id text not null,
  lang text not null,
  kind text not null,
  name text not null,
  primary key (id, lang)
) strict, without rowid;

create index node_by_name on node (name);

-- Hashes that two names of one entity are likely to share.
create table node_key (
  feature integer not null,
  node text not null,
  lang text not null,
  primary key (feature, node, lang)
) strict, without rowid;

create index node_key_by_node on node_key (node, lang);

-- In how many documents a name stands, and in how many spellings, so that names are listed without counting mentions.
create table node_count (
  node text primary key,
  kind text not null,
  name text not null,
  documents integer not null,
  forms integer not null
) strict, without rowid;

create index node_count_by_kind on node_count (kind, documents desc, name, node);
create index node_count_by_documents on node_count (documents desc, name, node);

-- How many names of each kind there are.
create table kind_count (
  kind text primary key,
  names integer not null
) strict, without rowid;

-- The spellings of a name, each with how many documents have it.
create table node_form (
  node text not null,
  folded text not null,
  documents integer not null,
  primary key (node, folded)
) strict, without rowid;

-- Figures that say what they count, and meetings of a body, each at its first place; `series` holds the words by
-- which those of several documents belong together (series.rs).
create table figure (
  document integer not null,
  nth integer not null,
  passage text not null,
  lang text not null,
  quote text not null,
  value real not null,
  bound text not null,
  counted text not null,
  series text not null,
  telling integer not null,
  statement integer,
  times integer not null,
  primary key (document, nth)
) strict, without rowid;

create index figure_by_series on figure (series, telling, document);

create table meeting (
  document integer not null,
  nth integer not null,
  passage text not null,
  lang text not null,
  quote text not null,
  body text not null,
  series text not null,
  ordinal integer not null,
  date text not null,
  held integer not null,
  times integer not null,
  primary key (document, nth)
) strict, without rowid;

-- Names in statements, folded, so that lists can be filtered by them. A blank stands before each word.
create table name (
  n integer primary key,
  folded text not null unique
) strict;

-- Roles: addressee, actor, person, law, body.
create table naming (
  name integer not null,
  role text not null,
  statement integer not null,
  primary key (name, role, statement)
) strict, without rowid;

create index naming_by_statement on naming (statement);

-- How many demands each speaker makes of each addressee, by the numbers of their names.
create table asking (
  actor integer not null,
  addressee integer not null,
  demands integer not null,
  primary key (actor, addressee)
) strict, without rowid;

create index asking_by_demands on asking (demands desc, actor, addressee);

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

-- What each document cites, each thing once, at its first place; what is told of it, as JSON (src/citation).
create table citation (
  document integer not null,
  nth integer not null,
  id text not null,
  passage text not null,
  lang text not null,
  quote text not null,
  statement integer,
  cites text not null,
  note text not null,
  times integer not null,
  primary key (document, nth)
) strict, without rowid;

create index citation_by_id on citation (id);

-- Hashes under which what is cited may stand in the ledger, and under which documents do.
create table citation_key (
  hash integer not null,
  document integer not null,
  nth integer not null,
  primary key (hash, document, nth)
) strict, without rowid;

create index citation_key_by_document on citation_key (document);

create table citable (
  hash integer not null,
  document integer not null,
  primary key (hash, document)
) strict, without rowid;

create index citable_by_document on citable (document);

-- What each statement is compared by, as bytes (postcard, src/link/gist.rs).
create table gist (
  statement integer primary key,
  body blob not null
) strict;

-- Hashes under which statements meet (src/link/key.rs).
create table link_key (
  hash integer not null,
  statement integer not null,
  speaks integer not null,
  primary key (hash, statement)
) strict, without rowid;

create index link_key_by_statement on link_key (statement, hash);

-- What a later statement is to an earlier one; how a demand comes back, and what the link tells of how a demand stands;
-- score in thousandths, of which of the things that the demand asks for the later one speaks (src/link/part.rs), and how
-- many keys hold the link.
create table link (
  later integer not null,
  earlier integer not null,
  kind text not null,
  change text not null,
  sign text not null,
  score integer not null,
  parts integer not null,
  shared integer not null,
  primary key (later, earlier)
) strict, without rowid;

-- Holds all that tells how demands stand, so that the links to one need not be looked up one by one.
create index link_by_earlier on link (earlier, sign, score, kind, parts);
create index link_by_claim on link (later, earlier, score) where kind in ('denies', 'contradicts');

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
  statement text not null,
  -- The rule that found the statement on which it lies, or ''.
  rule text not null
) strict;

create index decision_by_document on decision (document);
-- What the last reading of each document changed.
create table change (
  document integer not null,
  nth integer not null,
  seq integer not null,
  statement text not null,
  act text not null,
  passage text not null,
  gone integer not null,
  primary key (document, nth)
) strict, without rowid;

create index change_by_seq on change (seq, document, nth);

create index decision_by_rule on decision (rule, verdict) where undone is null;
create index decision_in_force on decision (statement, verdict) where undone is null;
create index decision_by_author on decision (author, seq) where undone is null;
create index decision_displaced on decision (seq) where anchor <> 'placed' and undone is null;
create index decision_by_statement on decision (statement);

-- What people judged of who is who (two mentions, or one that is detached), of links (two statements) and of
-- the status of a demand and who is in charge of it (one). The words stand in `quotation`.
create table judgement (
  seq integer primary key,
  subject text not null,
  kind text not null,
  says text not null,
  author text not null,
  at text not null,
  reason text not null,
  undone integer,
  -- Hash of the words that it gives, or ''.
  words text not null
) strict;

create index judgement_by_subject on judgement (subject, says);

-- The mentions or statements that a judgement is about, in its order.
create table judgement_end (
  seq integer not null,
  nth integer not null,
  document integer not null,
  version integer not null,
  judged_on text not null,
  quotation text not null,
  anchor text not null,
  item text not null,
  primary key (seq, nth)
) strict, without rowid;

create index judgement_end_by_document on judgement_end (document);
create index judgement_end_by_item on judgement_end (item);

-- What people stated: statements and mentions that they found or corrected. The words stand in `quotation`.
create table stated (
  seq integer primary key,
  document integer not null,
  version integer not null,
  item text not null,
  words text not null,
  reason text not null,
  author text not null,
  at text not null,
  undone integer,
  anchor text not null
) strict;

create index stated_by_document on stated (document) where undone is null;
create index stated_by_item on stated (item);

-- Searches that people keep. Name and words stand in `quotation`.
create table saved (
  seq integer primary key,
  words text not null,
  author text not null,
  at text not null,
  undone integer
) strict;

-- Notes of people: one row for each wording. `first` is the first entry of the note; `document`, `version`, `noted_on`,
-- `quotation`, `anchor` and `item` are the statement that it is about, and where that lies. The words stand in `quotation`.
create table note (
  seq integer primary key,
  first integer not null,
  words text not null,
  author text not null,
  at text not null,
  undone integer,
  document integer not null,
  version integer not null,
  noted_on text not null,
  quotation text not null,
  anchor text not null,
  item text not null,
  kind text not null,
  sensitivity text not null,
  date text not null
) strict;

create index note_by_first on note (first, seq);
create index note_by_date on note (date, seq);
create index note_by_document on note (document) where document <> 0;
create index note_by_item on note (item) where item <> '';

-- How each demand stands (src/standing.rs): by the links that tell of it (`status`), where the board shows it (`place`,
-- '' where a later demand makes it again), and which institution is in charge of it.
create table standing (
  demand integer primary key,
  date text not null,
  status text not null,
  place text not null,
  charge text not null,
  aside integer not null
) strict;

create index standing_by_status on standing (status, demand);
create index standing_by_place on standing (place, date, demand) where place <> '';
create index standing_by_charge on standing (charge, place, date, demand) where charge <> '';

-- Demands of which `standing` may no longer tell what holds. Empty when a transaction ends.
create table stirred (
  demand integer primary key
) strict;

create trigger statement_stirs after insert on statement when new.act = 'demand' begin
  insert or ignore into stirred (demand) values (new.key);
end;

create trigger statement_goes after delete on statement when old.act = 'demand' begin
  delete from standing where demand = old.key;
end;

-- Statements of which people judged something, to be asked for by document and key: few documents have any, and of the
-- others no statement need be read. A key tells its document behind 27 bits (PLACE_BITS, store/mod.rs).
create view judged_statement as
  select e.document as document, s.key as key
    from judgement_end e cross join statement s where s.id = e.item and s.document = e.document;

-- Which demand makes which again, as people judge.
create view confirmed_again as
  select a.key as later, b.key as earlier
    from judgement j join judgement_end m on m.seq = j.seq and m.nth = 0
      join judgement_end n on n.seq = j.seq and n.nth = 1
      join statement a on a.id = m.item join statement b on b.id = n.item
    where j.subject = 'link' and j.kind = 'repeats';

-- Which demand makes which again, of those of which late replies count for it: the three surest
-- (limit::LATE_WORDINGS_MAX), and all where people judged something of either, for they may have rejected some, and put
-- an institution in charge, which any later wording keeps.
create view heard_again as
  select l.later as later, l.earlier as earlier from link l where l.sign = 'repeated' and (
    3 > (select count(*) from (
      select 1 from link o where o.later = l.later and o.sign = 'repeated'
        and (o.score > l.score or (o.score = l.score and o.earlier < l.earlier)) limit 3
    ))
    or exists (select 1 from judged_statement where document = l.later >> 27 and key = l.later)
    or exists (select 1 from judged_statement where document = l.earlier >> 27 and key = l.earlier)
  );

-- A link tells nothing new of a demand when another one of its sign and of the same parts is there, unless people judged one of them.
create trigger link_stirs_earlier after insert on link when new.sign <> '' and (
  not exists (select 1 from link
    where sign = new.sign and earlier = new.earlier and parts = new.parts and later <> new.later)
  or exists (select 1 from judged_statement where document = new.earlier >> 27 and key = new.earlier)
) begin
  insert or ignore into stirred (demand) values (new.earlier);
end;

create trigger link_stirs_later after insert on link when new.sign = 'repeated'
  and exists (select 1 from heard_again where later = new.later and earlier = new.earlier) begin
  insert or ignore into stirred (demand) values (new.later);
end;

create trigger link_goes_earlier before delete on link when old.sign <> '' and (
  not exists (select 1 from link
    where sign = old.sign and earlier = old.earlier and parts = old.parts and later <> old.later)
  or exists (select 1 from judged_statement where document = old.earlier >> 27 and key = old.earlier)
) begin
  insert or ignore into stirred (demand) values (old.earlier);
end;

create trigger link_goes_later before delete on link when old.sign = 'repeated'
  and exists (select 1 from heard_again where later = old.later and earlier = old.earlier) begin
  insert or ignore into stirred (demand) values (old.later);
end;

-- A reply of a score (LATE_REPLY_SCORE_MIN) may count for the later wordings of the demand too.
create trigger reply_stirs after insert on link
    when new.score >= 500 and new.sign in ('answered', 'denied', 'promised', 'fulfilled') begin
  insert or ignore into stirred (demand) select later from heard_again where earlier = new.earlier;
  insert or ignore into stirred (demand) select later from confirmed_again where earlier = new.earlier;
end;

create trigger reply_goes before delete on link
    when old.score >= 500 and old.sign in ('answered', 'denied', 'promised', 'fulfilled') begin
  insert or ignore into stirred (demand) select later from heard_again where earlier = old.earlier;
  insert or ignore into stirred (demand) select later from confirmed_again where earlier = old.earlier;
end;

-- A judgement tells of the demands at its ends, and of those that make them again.
create view judged_demand as
  select e.seq as seq, s.key as demand from judgement_end e join statement s on s.id = e.item
  union all
  select e.seq, l.later from judgement_end e join statement s on s.id = e.item
    join link l on l.earlier = s.key and l.sign = 'repeated'
  union all
  select e.seq, c.later from judgement_end e join statement s on s.id = e.item
    join confirmed_again c on c.earlier = s.key;

create trigger judgement_stirs after update of undone on judgement begin
  insert or ignore into stirred (demand) select demand from judged_demand where seq = new.seq;
end;

create trigger judgement_end_stirs after insert on judgement_end begin
  insert or ignore into stirred (demand) select demand from judged_demand where seq = new.seq;
end;

create trigger judgement_end_moves after update on judgement_end begin
  insert or ignore into stirred (demand) select demand from judged_demand where seq = new.seq;
end;

create trigger judgement_end_goes after delete on judgement_end begin
  insert or ignore into stirred (demand) select demand from judged_demand where seq = old.seq;
end;

-- Folded words of quotations and mentions, and those of their stems that differ from them; the row id is
-- the key of the statement or mention. The words come here split and folded (src/word.rs), so the tokenizer
-- has nothing to decide: `ascii` takes them as they are, where `unicode61` would fold them once more by the
-- Unicode tables of another year. The texts themselves stand in the tables above.
create virtual table search_index using fts5 (
  words, stems, content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- What stands in the index, for `verify`.
create virtual table search_term using fts5vocab (search_index, instance);
