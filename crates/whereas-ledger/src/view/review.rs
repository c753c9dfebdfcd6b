//! The review queue: what is worth a look, in which order.
//!
//! First what people disagree on. Then what is most likely wrong: a rule's confidence is where one begins, and every
//! decision on a statement of the same rule moves it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use whereas_extract::Act;

use super::{DecisionView, StatementView, address, statement};
use crate::store::Tx;
use crate::{LedgerError, Page, limit};

/// For how many decisions the confidence of a rule counts.
const CONFIDENCE_WEIGHT: f64 = 5.0;

/// A statement that the last reading of its document found for the first time, or no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeRow {
    /// Number of the entry that tells of the reading.
    pub seq: i64,
    /// When it was read, RFC 3339 UTC.
    pub at: String,
    /// Id of the document.
    pub document: String,
    /// Title of the document.
    pub document_title: String,
    /// Id of the statement.
    pub statement: String,
    /// Its act.
    pub act: Act,
    /// Id of its passage.
    pub passage: String,
    /// Whether it is gone.
    pub gone: bool,
    /// Its words, `""` where it is gone.
    pub quote: String,
}

/// What to review. Empty fields do not filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewFilter {
    /// Only this document.
    pub document: String,
    /// Only this act.
    pub act: Option<Act>,
    /// Only what this rule found.
    pub rule: String,
}

/// What people decided on what a rule found, as far as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RuleScore {
    /// The rule.
    pub rule: String,
    /// Decisions that say it was right.
    pub accepted: u32,
    /// Decisions that say it was wrong.
    pub rejected: u32,
}

impl RuleScore {
    /// The share of decisions that say the rule was right; `None` without decisions.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        let all = self.accepted.saturating_add(self.rejected);
        (all > 0).then(|| f64::from(self.accepted) / f64::from(all))
    }

    /// How likely it is that a statement of this confidence is right.
    fn expected(&self, confidence: f64) -> f64 {
        let (accepted, rejected) = (f64::from(self.accepted), f64::from(self.rejected));
        (accepted + CONFIDENCE_WEIGHT * confidence) / (accepted + rejected + CONFIDENCE_WEIGHT)
    }
}

/// A statement that is worth a look.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewItem {
    /// The statement in its paragraph.
    pub statement: StatementView,
    /// Whether decisions stand that disagree.
    pub contested: bool,
    /// How likely it is right, from 0 to 1, by its confidence and by what people decided on its rule.
    pub expected: f64,
    /// What people decided on its rule.
    pub score: RuleScore,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewQueue {
    /// The statements, the one most worth a look first.
    pub items: Vec<ReviewItem>,
    /// How many pass the filter and have no decision, or decisions that disagree.
    pub left: u32,
    /// On how many a decision stands.
    pub decided: u32,
    /// The last decision of whoever asks that stands.
    pub last: Option<DecisionView>,
}

/// A page of the queue, for somebody.
pub(crate) fn queue(
    tx: &Tx<'_>,
    filter: &ReviewFilter,
    author: &str,
    page: Page,
) -> Result<ReviewQueue, LedgerError> {
    let document = match filter.document.as_str() {
        "" => None,
        id => {
            let key = tx.document_key(id)?.filter(|key| key.erased_at.is_empty());
            Some(key.ok_or_else(|| LedgerError::NoDocument { id: id.to_owned() })?.n)
        }
    };
    let scores: BTreeMap<String, RuleScore> =
        tx.rule_scores()?.into_iter().map(|score| (score.rule.clone(), score)).collect();
    let contested = contested(tx, filter)?;
    let wanted = page.offset.saturating_add(page.limit);
    let mut ids: Vec<String> = contested.iter().cloned().collect();
    for (_, group) in in_order(tx, filter, document, &scores)? {
        let missing = wanted.saturating_sub(ids.len() as u32);
        if missing == 0 {
            break;
        }
        ids.extend(tx.undecided(&group, document, missing)?);
    }
    let mut items = Vec::new();
    for id in ids.into_iter().skip(page.offset as usize).take(page.limit as usize) {
        let damaged = || LedgerError::Damaged { what: format!("`{id}` stands in no text") };
        let statement = statement::statement(tx, &id)?.ok_or_else(damaged)?;
        let row = &statement.placed.row;
        let score = scores.get(&row.rule).cloned();
        let score = score.unwrap_or_else(|| RuleScore { rule: row.rule.clone(), ..RuleScore::default() });
        let expected = score.expected(f64::from(row.confidence));
        items.push(ReviewItem { contested: contested.contains(&id), statement, expected, score });
    }
    let (all, decided) = tx.review_counts(filter, document)?;
    let left = all.saturating_sub(decided).saturating_add(contested.len() as u32);
    let last = match tx.last_decision_of(author)? {
        Some(seq) => address::decision(tx, seq)?,
        None => None,
    };
    Ok(ReviewQueue { items, left, decided, last })
}

/// Groups of statements, the one that is most likely wrong first.
fn in_order(
    tx: &Tx<'_>,
    filter: &ReviewFilter,
    document: Option<i64>,
    scores: &BTreeMap<String, RuleScore>,
) -> Result<Vec<(f64, crate::store::Group)>, LedgerError> {
    let groups = match document {
        None => tx.review_groups(filter)?,
        Some(n) => {
            let passes = |group: &crate::store::Group| {
                filter.act.is_none_or(|act| act == group.act)
                    && [&group.rule, ""].contains(&filter.rule.as_str())
            };
            tx.review_groups_of(n)?.into_iter().filter(passes).collect()
        }
    };
    let none = RuleScore::default();
    let mut out: Vec<_> = groups
        .into_iter()
        .map(|group| (scores.get(&group.rule).unwrap_or(&none).expected(group.confidence), group))
        .collect();
    out.sort_by(|(a, left), (b, right)| {
        a.total_cmp(b).then_with(|| (&left.rule, left.act).cmp(&(&right.rule, right.act)))
    });
    Ok(out)
}

/// Ids of the contested statements that pass a filter.
fn contested(tx: &Tx<'_>, filter: &ReviewFilter) -> Result<BTreeSet<String>, LedgerError> {
    let mut out = BTreeSet::new();
    for id in tx.contested()? {
        let Some(located) = tx.statement(&id)? else { continue };
        let row = located.row;
        let passes = (filter.document.is_empty() || filter.document == row.document)
            && filter.act.is_none_or(|act| act == row.act)
            && (filter.rule.is_empty() || filter.rule == row.rule);
        if passes {
            out.insert(id);
        }
    }
    Ok(out)
}

/// What people decided on each rule, the worst first, then the one with most decisions.
pub(crate) fn scores(tx: &Tx<'_>) -> Result<Vec<RuleScore>, LedgerError> {
    let mut out = tx.rule_scores()?;
    out.sort_by(|a, b| {
        let share = |score: &RuleScore| score.precision().unwrap_or(1.0);
        share(a).total_cmp(&share(b)).then_with(|| (b.rejected, &a.rule).cmp(&(a.rejected, &b.rule)))
    });
    Ok(out)
}

/// Decisions that stand and that reading again moved or lost, newest first.
pub(crate) fn displaced(tx: &Tx<'_>) -> Result<Vec<DecisionView>, LedgerError> {
    let mut out = Vec::new();
    for seq in tx.displaced(limit::DISPLACED_MAX)? {
        out.extend(address::decision(tx, seq)?);
    }
    Ok(out)
}
