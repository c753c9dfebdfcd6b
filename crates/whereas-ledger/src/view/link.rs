//! Links as they are shown: both quotations, what the later one is to the earlier one, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::Serialize;
use whereas_extract::{Act, Lang};

use super::reason::Reason;
use super::verdict::{LinkState, Verdicts};
use crate::judge::{LinkVerdict, Ruling};
use crate::link::gist::Gist;
use crate::link::reason::reasons;
use crate::link::{Change, LinkKind};
use crate::standing::Grounds;
use crate::store::{Judgement, LinkRow, Tx, document_of};
use crate::{LedgerError, limit};

/// A link between two statements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkView {
    /// Kind and both statements: `repeats:ID:ID`.
    pub id: String,
    /// What the later statement is to the earlier one.
    pub kind: LinkKind,
    /// The later statement.
    pub from: LinkEnd,
    /// The earlier one.
    pub to: LinkEnd,
    /// How a demand comes back.
    pub change: Option<Change>,
    /// 0–1.
    pub confidence: f32,
    /// What people think of it.
    pub state: LinkState,
    /// Why it is proposed.
    pub why: Vec<Reason>,
    /// What people say of it and still stands, oldest first.
    pub judgements: Vec<LinkJudgement>,
}

/// What a person says of a link.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkJudgement {
    /// Number in the log.
    pub seq: i64,
    /// Whether it holds.
    pub says: LinkVerdict,
    /// Who.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Why, or `""`.
    pub reason: String,
}

/// The links of a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinksOf {
    /// To earlier statements, the best first.
    pub earlier: Vec<LinkView>,
    /// From later statements, the best first.
    pub later: Vec<LinkView>,
}

/// A statement at the end of a link.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkEnd {
    /// Id of the statement.
    pub statement: String,
    /// Id of its document.
    pub document: String,
    /// Where the document came from.
    pub origin: String,
    /// Title of the document.
    pub document_title: String,
    /// Day of the document, or `""`.
    pub document_date: String,
    /// `sponsored` or `""`.
    pub disclosure: String,
    /// Id of the passage.
    pub passage: String,
    /// The language.
    pub lang: Lang,
    /// The act.
    pub act: Act,
    /// Who says it.
    pub speaker: String,
    /// The words.
    pub quote: String,
}

/// Which links to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkFilter {
    /// Only this kind.
    pub kind: Option<LinkKind>,
    /// Only links from this document; `""` for all.
    pub document: String,
}

/// Hands the links to `each`, document by document in order of date, the best proposals of each statement first.
pub(crate) fn each_link(
    tx: &Tx<'_>,
    filter: &LinkFilter,
    mut each: impl FnMut(LinkView) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let verdicts = Verdicts::read(tx)?;
    let by_hand = verdicts.confirmed_from(tx)?;
    let mut shown = Shown::new(tx);
    for document in tx.documents_by_date(&filter.document)? {
        let mut statements: BTreeSet<i64> = tx.linking_statements(document)?.into_iter().collect();
        statements.extend(by_hand.iter().filter(|key| document_of(**key) == document));
        for statement in statements {
            let mut rows = verdicts.made_by_hand(tx, statement)?;
            rows.extend(tx.links_from(statement, limit::PROPOSALS_MAX)?);
            for row in rows.iter().filter(|row| filter.kind.is_none_or(|kind| kind == row.kind)) {
                each(shown.link(row, &verdicts)?)?;
            }
        }
    }
    Ok(())
}

/// The link of this id; `None` where the program proposes none and nobody has judged one.
pub(crate) fn link(tx: &Tx<'_>, id: &str) -> Result<Option<LinkView>, LedgerError> {
    let mut parts = id.splitn(3, ':');
    let (Some(kind), Some(from), Some(to)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(None);
    };
    let Some(kind) = LinkKind::ALL.into_iter().find(|known| known.as_str() == kind) else { return Ok(None) };
    let ends = tx.statement_key_of(from)?.zip(tx.statement_key_of(to)?);
    let Some((from, to)) = ends else { return Ok(None) };
    let mut shown = Shown::new(tx);
    shown.between(from, to, kind, &Verdicts::read(tx)?)
}

/// What the statements of one document reply to those of an earlier one, the surest first.
pub(crate) fn links_between(tx: &Tx<'_>, later: &str, earlier: &str) -> Result<Vec<LinkView>, LedgerError> {
    let (Some(later), Some(earlier)) = (tx.document_key(later)?, tx.document_key(earlier)?) else {
        return Ok(Vec::new());
    };
    let verdicts = Verdicts::read(tx)?;
    let mut shown = Shown::new(tx);
    let rows = tx.links_between(later.n, earlier.n)?;
    rows.iter().map(|row| shown.link(row, &verdicts)).collect()
}

/// The links from later statements: those that people made, then the replies that the program proposes, then what says
/// it again, each the best first.
pub(super) fn later_links(
    tx: &Tx<'_>,
    key: i64,
    id: &str,
    verdicts: &Verdicts,
) -> Result<Vec<LinkRow>, LedgerError> {
    // Of what many documents ask again the replies are few among the links; each kind has its share.
    let mut proposed = tx.replies_to(key, limit::REPLIES_MAX)?;
    proposed.extend(tx.repetitions_of(key, limit::PROPOSALS_MAX)?);
    let known = |row: &LinkRow| proposed.iter().any(|other| (other.from, other.kind) == (row.from, row.kind));
    let by_hand = verdicts.confirmed_to(tx, key, id)?.into_iter().map(|(row, _)| row);
    Ok(by_hand.filter(|row| !known(row)).chain(proposed.iter().copied()).collect())
}

/// The links of a statement: those that people made, and what the program proposes; of later statements the replies
/// come before what says it again, each the best first.
pub(crate) fn links_of(tx: &Tx<'_>, id: &str) -> Result<LinksOf, LedgerError> {
    let mut out = LinksOf { earlier: Vec::new(), later: Vec::new() };
    let Some(key) = tx.statement_key_of(id)? else { return Ok(out) };
    let verdicts = Verdicts::about(tx, id)?;
    let mut shown = Shown::new(tx);
    let mut earlier = verdicts.made_by_hand(tx, key)?;
    earlier.extend(tx.links_from(key, limit::PROPOSALS_MAX)?);
    for row in earlier {
        out.earlier.push(shown.link(&row, &verdicts)?);
    }
    for row in later_links(tx, key, id, &verdicts)? {
        out.later.push(shown.link(&row, &verdicts)?);
    }
    Ok(out)
}

/// What is needed to show links.
pub(crate) struct Shown<'a, 'b> {
    pub tx: &'a Tx<'b>,
    /// What tells how demands stand, as far as it was looked for.
    pub grounds: Grounds<'a, 'b>,
    origins: BTreeMap<i64, String>,
    /// The statements that were shown last, for several links lead to one.
    ends: BTreeMap<i64, (LinkEnd, Rc<Gist>)>,
}

/// How many statements are remembered before they are forgotten all together.
const ENDS_MAX: usize = 512;

impl<'a, 'b> Shown<'a, 'b> {
    pub(crate) fn new(tx: &'a Tx<'b>) -> Self {
        Self { tx, grounds: Grounds::new(tx), origins: BTreeMap::new(), ends: BTreeMap::new() }
    }

    /// A statement at the end of a link, and what it is about.
    fn whole_end(&mut self, statement: i64) -> Result<(LinkEnd, Rc<Gist>), LedgerError> {
        if let Some(known) = self.ends.get(&statement) {
            return Ok(known.clone());
        }
        let what = || LedgerError::Damaged { what: format!("statement {statement} has no gist") };
        let end = (self.end(statement)?, Rc::new(self.tx.gist(statement)?.ok_or_else(what)?));
        if self.ends.len() >= ENDS_MAX {
            self.ends.clear();
        }
        self.ends.insert(statement, end.clone());
        Ok(end)
    }

    /// A link with all that is shown of it.
    pub(crate) fn link(&mut self, row: &LinkRow, verdicts: &Verdicts) -> Result<LinkView, LedgerError> {
        let ((from, from_gist), (to, to_gist)) = (self.whole_end(row.from)?, self.whole_end(row.to)?);
        Ok(LinkView {
            id: format!("{}:{}:{}", row.kind.as_str(), from.statement, to.statement),
            kind: row.kind,
            change: row.change,
            state: verdicts.state(row.kind, &from.statement, &to.statement),
            why: reasons(row.kind, &from_gist, &to_gist, [&from.quote, &to.quote]),
            confidence: f32::from(row.score) / 1000.0,
            judgements: self.judgements(row.kind, &from.statement, &to.statement, verdicts)?,
            from,
            to,
        })
    }

    /// What people say of a link.
    fn judgements(
        &self,
        kind: LinkKind,
        from: &str,
        to: &str,
        verdicts: &Verdicts,
    ) -> Result<Vec<LinkJudgement>, LedgerError> {
        if verdicts.on(from, to).is_none() {
            return Ok(Vec::new());
        }
        let mut out = Vec::new();
        for judgement in self.tx.judgements_on(from)?.into_iter().filter(Judgement::counts) {
            let is_it = judgement.ends.get(1).is_some_and(|end| end.item == to);
            match judgement.ruling {
                Ruling::Link { kind: of, says } if is_it && of == kind => out.push(LinkJudgement {
                    seq: judgement.seq,
                    says,
                    author: judgement.author,
                    at: judgement.at,
                    reason: judgement.reason,
                }),
                _ => {}
            }
        }
        Ok(out)
    }

    /// The link of some kind between two statements, the later one first: proposed by the program, or judged by a
    /// person.
    pub(crate) fn between(
        &mut self,
        from: i64,
        to: i64,
        kind: LinkKind,
        verdicts: &Verdicts,
    ) -> Result<Option<LinkView>, LedgerError> {
        let proposed = self.tx.linked(from, to)?.filter(|row| row.kind == kind);
        let row = match proposed {
            Some(row) => Some(row),
            None => {
                let (a, b) = (self.tx.statement_id(from)?, self.tx.statement_id(to)?);
                let judged =
                    a.zip(b).and_then(|(a, b)| verdicts.on(&a, &b)).is_some_and(|said| said.0 == kind);
                judged.then_some(LinkRow::by_hand(from, to, kind))
            }
        };
        row.map(|row| self.link(&row, verdicts)).transpose()
    }

    /// A statement at the end of a link.
    pub(crate) fn end(&mut self, statement: i64) -> Result<LinkEnd, LedgerError> {
        let damaged = || LedgerError::Damaged {
            what: format!("a link leads to statement {statement}, which is not there"),
        };
        let row = self.tx.statement_at(statement)?.ok_or_else(damaged)?.row;
        let n = document_of(statement);
        if !self.origins.contains_key(&n) {
            let origin = self.tx.origin(n)?.ok_or_else(damaged)?;
            self.origins.insert(n, origin);
        }
        Ok(LinkEnd {
            statement: row.id,
            document: row.document,
            origin: self.origins.get(&n).cloned().unwrap_or_default(),
            document_title: row.document_title,
            document_date: row.document_date,
            disclosure: row.disclosure,
            passage: row.passage,
            lang: row.lang,
            act: row.act,
            speaker: row.speaker,
            quote: row.quote,
        })
    }
}
