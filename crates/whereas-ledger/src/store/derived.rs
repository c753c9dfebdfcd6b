//! The derived rows of one document: written, read back for `verify`, removed.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Row, params};
use whereas_extract::Position;

use super::value::{from_json, json, kind, said, word};
use super::{Tx, first_key, mention_key, place_of, statement_key};
use crate::LedgerError;
use crate::derive::{Derived, Head, Naming, Role, StatementEntry};
use crate::entity::mention::MentionEntry;
use crate::stem::StemsByLang;

impl Tx<'_> {
    /// Writes the derived rows of a document, all but its head.
    pub(crate) fn put_derived(&self, n: i64, derived: &Derived) -> Result<(), LedgerError> {
        let mut stems = StemsByLang::default();
        for (entry, place) in derived.statements.iter().zip(0u32..) {
            let key = statement_key(n, place);
            self.put_statement(key, n, entry)?;
            self.index(key, &entry.quote, stems.of(entry.lang))?;
        }
        for (entry, place) in derived.mentions.iter().zip(0u32..) {
            let key = mention_key(n, place);
            self.put_mention(key, n, entry)?;
            self.index(key, &entry.quote, stems.of(entry.lang))?;
        }
        for (gist, place) in derived.gists.iter().zip(0u32..) {
            self.put_gist(statement_key(n, place), gist)?;
        }
        let mut names = BTreeMap::new();
        for naming in &derived.namings {
            let name = match names.get(naming.folded.as_str()) {
                Some(name) => *name,
                None => {
                    let name = self.put_name(&naming.folded)?;
                    names.insert(naming.folded.as_str(), name);
                    name
                }
            };
            self.run(
                "insert into naming (name, role, statement) values ($1, $2, $3)",
                params![name, naming.role.as_str(), statement_key(n, naming.statement)],
            )?;
        }
        self.count_askings(n)?;
        derived.nodes.iter().try_for_each(|node| self.put_node(node))?;
        self.count_names(derived)?;
        self.put_claims(n, &derived.claims)?;
        for lang in &derived.spoken {
            self.run("insert into spoken (lang, document) values ($1, $2)", params![lang.code(), n])?;
        }
        self.put_series(n, &derived.figures, &derived.meetings)?;
        self.put_citations(n, &derived.citations, &derived.citable)?;
        for feature in &derived.features {
            self.run("insert into likeness (feature, document) values ($1, $2)", params![feature, n])?;
        }
        Ok(())
    }

    /// Reads the derived rows of a document, all but its head.
    pub(crate) fn derived(&self, n: i64) -> Result<Derived, LedgerError> {
        let statements = self.rows(
            "select id, passage, act, polarity, lang, quote, cue, speaker, speakers, addressees, actions, due,
               force, themes, rule, confidence, position, category
             from statement where document = $1 order by key",
            [n],
            statement_entry,
        )?;
        let mentions = self.rows(
            "select id, kind, passage, lang, quote, times, base, base_lang, basis, node from mention
             where key >= $1 and key < $2 order by key",
            params![first_key(n), first_key(n + 1)],
            mention_entry,
        )?;
        let (nodes, claims) = (self.nodes_in(n)?, self.claims_in(n)?);
        let namings = self.namings(n)?;
        let sql = "select lang from spoken where document = $1";
        let spoken = self.rows(sql, [n], |row| kind(row.get(0)?))?.into_iter().collect();
        let sql = "select feature from likeness where document = $1";
        let features = self.rows(sql, [n], |row| Ok(row.get(0)?))?.into_iter().collect();
        let (figures, meetings, gists) = (self.figures_in(n)?, self.meetings_in(n)?, self.gists(n)?);
        let citations = self.citations_in(n)?.into_iter().map(|citation| citation.entry).collect();
        let citable = self.citable_of(n)?;
        let head = Head::default();
        Ok(Derived {
            head,
            statements,
            mentions,
            namings,
            spoken,
            features,
            figures,
            meetings,
            gists,
            nodes,
            claims,
            citations,
            citable,
        })
    }

    /// Removes the derived rows of a document, all but its head.
    pub(crate) fn remove_derived(&self, n: i64) -> Result<(), LedgerError> {
        let (from, to) = (first_key(n), first_key(n + 1));
        self.unindex(from, to)?;
        self.uncount_askings(n)?;
        let names = self.rows(
            "select distinct name from naming where statement >= $1 and statement < $2",
            params![from, to],
            |row| Ok(row.get::<_, i64>(0)?),
        )?;
        self.run("delete from naming where statement >= $1 and statement < $2", params![from, to])?;
        for name in names {
            // A name that nothing bears is forgotten, so that adding step by step leaves what rebuilding
            // makes.
            let sql = "delete from name where n = $1 and not exists (select 1 from naming where name = $1)";
            self.run(sql, [name])?;
        }
        self.run("delete from statement where key >= $1 and key < $2", params![from, to])?;
        self.run("delete from gist where statement >= $1 and statement < $2", params![from, to])?;
        self.remove_mentions(n)?;
        self.remove_citations(n)?;
        for table in ["spoken", "likeness", "figure", "meeting"] {
            self.run(&format!("delete from {table} where document = $1"), [n])?;
        }
        Ok(())
    }

    /// Which rules of derivation the rows follow.
    pub(crate) fn derivation(&self) -> Result<i64, LedgerError> {
        self.number("select version from derivation", [])
    }

    /// Says which rules of derivation the rows follow.
    pub(crate) fn put_derivation(&self, version: i64) -> Result<(), LedgerError> {
        self.run("update derivation set version = $1", [version])?;
        Ok(())
    }

    /// Counts derived rows that belong to no document, or to one that was erased.
    pub(crate) fn stray_rows(&self) -> Result<i64, LedgerError> {
        let mut strays = 0;
        for table in [
            "statement",
            "mention",
            "figure",
            "meeting",
            "spoken",
            "likeness",
            "citation",
            "capture",
            "decision",
        ] {
            let sql = format!(
                "select count(*) from {table} t left join document d on d.n = t.document where d.n is null"
            );
            strays += self.number(&sql, [])?;
        }
        for table in
            ["statement", "mention", "figure", "meeting", "spoken", "likeness", "citation", "decision"]
        {
            let sql = format!(
                "select count(*) from {table} t join document d on d.n = t.document where d.erased_at <> ''"
            );
            strays += self.number(&sql, [])?;
        }
        let sql =
            "select count(*) from naming t left join statement s on s.key = t.statement where s.key is null";
        strays += self.number(sql, [])?;
        let sql = "select count(*) from name t where not exists (select 1 from naming where name = t.n)";
        strays += self.number(sql, [])?;
        let sql = "select (select count(*) from stirred)
            + (select count(*) from standing t left join statement s on s.key = t.demand where s.key is null)";
        Ok(strays
            + self.number(sql, [])?
            + self.stray_judgements()?
            + self.stray_nodes()?
            + self.stray_counts()?
            + self.stray_askings()?)
    }

    fn put_statement(&self, key: i64, n: i64, entry: &StatementEntry) -> Result<(), LedgerError> {
        self.run(
            "insert into statement (key, document, id, passage, act, polarity, lang, quote, cue, speaker,
               speakers, addressees, actions, due, force, themes, rule, confidence, position, category)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
            params![
                key,
                n,
                entry.id,
                entry.passage,
                entry.act.as_str(),
                entry.polarity.as_ref().map(word).transpose()?.unwrap_or_default(),
                entry.lang.code(),
                entry.quote,
                entry.cue,
                entry.speaker,
                json(&entry.speakers)?,
                json(&entry.addressees)?,
                json(&entry.actions)?,
                entry.due,
                entry.force,
                json(&entry.themes)?,
                entry.rule,
                f64::from(entry.confidence),
                entry.position.map_or("", Position::as_str),
                entry.category
            ],
        )?;
        Ok(())
    }

    fn put_mention(&self, key: i64, n: i64, entry: &MentionEntry) -> Result<(), LedgerError> {
        self.run(
            "insert into mention (key, document, id, kind, passage, lang, quote, times, base, base_lang,
               basis, node, folded)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            params![
                key,
                n,
                entry.id,
                entry.kind,
                entry.passage,
                entry.lang.code(),
                entry.quote,
                entry.times,
                entry.base,
                entry.base_lang.code(),
                word(&entry.basis)?,
                entry.node,
                crate::entity::node::fold(&entry.quote)
            ],
        )?;
        Ok(())
    }

    /// The number of a name, which it gets where it is new.
    fn put_name(&self, folded: &str) -> Result<i64, LedgerError> {
        self.run("insert into name (folded) values ($1) on conflict do nothing", [folded])?;
        self.number("select n from name where folded = $1", [folded])
    }

    fn namings(&self, n: i64) -> Result<BTreeSet<Naming>, LedgerError> {
        let sql = "select g.statement, g.role, name.folded from naming g join name on name.n = g.name
                   where g.statement >= $1 and g.statement < $2";
        let rows = self.rows(sql, params![first_key(n), first_key(n + 1)], |row| {
            let word: String = row.get(1)?;
            let role = Role::ALL.into_iter().find(|role| role.as_str() == word);
            let role = role.ok_or_else(|| LedgerError::Damaged { what: format!("`{word}` is no role") })?;
            Ok(Naming { statement: place_of(row.get(0)?), role, folded: row.get(2)? })
        })?;
        Ok(rows.into_iter().collect())
    }
}

fn statement_entry(row: &Row<'_>) -> Result<StatementEntry, LedgerError> {
    let polarity: String = row.get(3)?;
    Ok(StatementEntry {
        id: row.get(0)?,
        passage: row.get(1)?,
        act: kind(row.get(2)?)?,
        polarity: if polarity.is_empty() { None } else { Some(kind(polarity)?) },
        lang: kind(row.get(4)?)?,
        quote: row.get(5)?,
        cue: row.get(6)?,
        speaker: row.get(7)?,
        speakers: from_json(&row.get::<_, String>(8)?)?,
        addressees: from_json(&row.get::<_, String>(9)?)?,
        actions: from_json(&row.get::<_, String>(10)?)?,
        due: row.get(11)?,
        force: row.get(12)?,
        themes: from_json(&row.get::<_, String>(13)?)?,
        rule: row.get(14)?,
        confidence: row.get::<_, f64>(15)? as f32,
        position: said(row.get(16)?)?,
        category: row.get(17)?,
    })
}

fn mention_entry(row: &Row<'_>) -> Result<MentionEntry, LedgerError> {
    Ok(MentionEntry {
        id: row.get(0)?,
        kind: row.get(1)?,
        passage: row.get(2)?,
        lang: kind(row.get(3)?)?,
        quote: row.get(4)?,
        times: row.get(5)?,
        base: row.get(6)?,
        base_lang: kind(row.get(7)?)?,
        basis: kind(row.get(8)?)?,
        node: row.get(9)?,
    })
}
