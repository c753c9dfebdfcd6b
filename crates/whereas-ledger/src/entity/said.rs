//! What is said by, to and about an entity, and what it is said to be.

use std::collections::{BTreeMap, BTreeSet};

use whereas_extract::pack::entity::articles;

use crate::derive::Role;
use crate::store::{EntityMention, Tx};
use crate::view::{DossierStatement, MeantRow, Part, RoleClaim, StatementFilter};
use crate::word::fold_name;
use crate::{LedgerError, Page, limit};

/// The statements in which an entity has a part, in order of time, and how many there are.
pub(super) fn statements(
    tx: &Tx<'_>,
    mentions: &[EntityMention],
) -> Result<(Vec<DossierStatement>, usize), LedgerError> {
    let mut forms: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for mention in mentions {
        let folded = fold_name(&mention.quote, limit::FILTER_NAME_BYTES_MAX);
        forms.entry(folded).or_default().insert(mention.document);
    }
    let mut parts: BTreeMap<i64, Part> = BTreeMap::new();
    for (folded, documents) in &forms {
        for (role, part) in [
            (Role::Actor, Part::By),
            (Role::Addressee, Part::To),
            (Role::Person, Part::About),
            (Role::Law, Part::About),
            (Role::Body, Part::About),
        ] {
            for name in with_articles(folded) {
                for (key, document) in tx.statements_named(role, &name)? {
                    if documents.contains(&document) {
                        let place = parts.entry(key).or_insert(part);
                        *place = (*place).min(part);
                    }
                }
            }
        }
    }
    let keys: Vec<i64> = parts.keys().copied().collect();
    let page = Page { offset: 0, limit: limit::DOSSIER_STATEMENTS_MAX };
    let (keys, _) = tx.in_order(&keys, &StatementFilter::default(), page)?;
    let mut out = Vec::new();
    for key in keys {
        if let (Some(located), Some(part)) = (tx.statement_at(key)?, parts.get(&key)) {
            out.push(DossierStatement { part: *part, row: located.row });
        }
    }
    Ok((out, parts.len()))
}

/// A folded name alone, and behind every article.
fn with_articles(folded: &str) -> Vec<String> {
    let behind = articles().iter().map(|article| format!(" {article}{folded}"));
    std::iter::once(folded.to_owned()).chain(behind).collect()
}

/// What an entity is said to be, in order of time.
pub(super) fn roles(tx: &Tx<'_>, mentions: &[EntityMention]) -> Result<Vec<RoleClaim>, LedgerError> {
    let mut out = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.kind == "person") {
        out.extend(tx.claims_of(mention.key)?);
    }
    out.sort_by(|a, b| {
        (&a.date, &a.document, &a.role, &a.quote).cmp(&(&b.date, &b.document, &b.role, &b.quote))
    });
    Ok(out)
}

/// Speakers and addressees of later documents who are called by a role alone.
pub(super) fn meant(tx: &Tx<'_>, roles: &[RoleClaim]) -> Result<Vec<MeantRow>, LedgerError> {
    // The last claim of each role before a document counts.
    let mut claims: BTreeMap<String, Vec<&RoleClaim>> = BTreeMap::new();
    for claim in roles.iter().filter(|claim| !claim.date.is_empty()) {
        claims.entry(fold_name(&claim.role, limit::FILTER_NAME_BYTES_MAX)).or_default().push(claim);
    }
    let mut out: Vec<MeantRow> = Vec::new();
    for (folded, claims) in &claims {
        for (role, part) in [(Role::Actor, Part::By), (Role::Addressee, Part::To)] {
            for name in with_articles(folded) {
                for (key, _) in tx.statements_named(role, &name)? {
                    if out.len() >= limit::MEANT_MAX {
                        return Ok(out);
                    }
                    let Some(located) = tx.statement_at(key)? else { continue };
                    let date = &located.row.document_date;
                    if let Some(claim) = claims.iter().rev().find(|claim| claim.date <= *date) {
                        out.push(MeantRow {
                            words: name.trim_start().to_owned(),
                            part,
                            statement: located.row.id.clone(),
                            document: located.row.document.clone(),
                            date: date.clone(),
                            claim: format!("{} in {} ({})", claim.role, claim.document, claim.date),
                        });
                    }
                }
            }
        }
    }
    out.sort_by(|a, b| (&a.date, &a.document, &a.statement).cmp(&(&b.date, &b.document, &b.statement)));
    Ok(out)
}
