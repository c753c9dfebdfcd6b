//! What is said by, to and about an entity, and what it is said to be.

use std::collections::BTreeMap;

use whereas_extract::Act;
use whereas_extract::pack::entity::articles;

use super::extent::Extent;
use super::node::fold;
use crate::derive::Role;
use crate::standing::Grounds;
use crate::store::{EntityMention, Tx, document_of};
use crate::view::document::with_decisions;
use crate::view::standing::stands;
use crate::view::verdict::Verdicts;
use crate::view::{DossierQuery, DossierStatement, MeantRow, Part, RoleClaim, Spelling, StatementFilter};
use crate::word::fold_name;
use crate::{LedgerError, limit};

/// Words of fewer letters are small: "of", "de", "der".
const SMALL_LETTERS: usize = 4;

/// Statements in which an entity has a part.
pub(super) struct Said {
    pub rows: Vec<DossierStatement>,
    /// How many pass the query.
    pub total: usize,
    /// How many there are of each part.
    pub parts: [usize; 3],
}

/// The statements in which an entity has a part, in order of time.
pub(super) fn statements(
    tx: &Tx<'_>,
    extent: &Extent,
    spellings: &[Spelling],
    query: &DossierQuery,
) -> Result<Said, LedgerError> {
    let mut forms: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let others = tx.extent_others(extent)?;
    for spelling in spellings {
        let folded = fold_name(&spelling.form, limit::FILTER_NAME_BYTES_MAX);
        forms.entry(folded).or_default().extend(documents(tx, extent, &others, spelling)?);
    }
    let mut found: Vec<(i64, Part)> = Vec::new();
    for (folded, documents) in &mut forms {
        documents.sort_unstable();
        for name in with_articles(folded) {
            let own = tx.parts_of(&name)?.into_iter();
            let own = own.filter(|(_, key)| documents.binary_search(&document_of(*key)).is_ok());
            found.extend(own.filter_map(|(role, key)| Some((key, part(role)?))));
        }
    }
    // Of several parts in a statement the first counts: who speaks is not only spoken of.
    found.sort_unstable();
    found.dedup_by_key(|(key, _)| *key);
    let count = |part| found.iter().filter(|(_, own)| *own == part).count();
    let parts = [count(Part::By), count(Part::To), count(Part::About)];
    found.retain(|(_, own)| query.part.is_none_or(|part| part == *own));
    let keys: Vec<i64> = found.iter().map(|(key, _)| *key).collect();
    let (page, _) = tx.in_order(&keys, &StatementFilter::default(), query.statements)?;
    let verdicts = if query.with_status { Some(Verdicts::read(tx)?) } else { None };
    let mut grounds = Grounds::new(tx);
    let mut rows = Vec::new();
    for key in page {
        let at = found.binary_search_by_key(&key, |(key, _)| *key).unwrap_or(usize::MAX);
        if let (Some(located), Some((_, part))) = (tx.statement_at(key)?, found.get(at)) {
            let row = with_decisions(tx, located)?;
            let stands = match &verdicts {
                Some(verdicts) if row.act == Act::Demand => {
                    Some(stands(&mut grounds, key, &row.id, verdicts)?)
                }
                _ => None,
            };
            rows.push(DossierStatement { part: *part, row, stands });
        }
    }
    Ok(Said { rows, total: found.len(), parts })
}

/// The documents in which a spelling stands for an entity; `others` are the mentions that people joined to it.
fn documents(
    tx: &Tx<'_>,
    extent: &Extent,
    others: &[EntityMention],
    spelling: &Spelling,
) -> Result<Vec<i64>, LedgerError> {
    let mut out = Vec::new();
    if extent.nodes.contains(&spelling.node) {
        out = tx.documents_spelling(&spelling.node, &spelling.folded)?;
        for id in &extent.without {
            let detached = tx.entity_mention(id)?;
            let detached = detached.filter(|m| m.node == spelling.node && fold(&m.quote) == spelling.folded);
            out.retain(|document| detached.as_ref().is_none_or(|m| m.document != *document));
        }
    }
    let others = others.iter().filter(|m| m.node == spelling.node && fold(&m.quote) == spelling.folded);
    out.extend(others.map(|mention| mention.document));
    Ok(out)
}

/// What a name is to a statement; a theme is nobody's name.
fn part(role: Role) -> Option<Part> {
    match role {
        Role::Actor => Some(Part::By),
        Role::Addressee => Some(Part::To),
        Role::Person | Role::Law | Role::Body => Some(Part::About),
        Role::Theme => None,
    }
}

/// A folded name alone, and behind every article.
fn with_articles(folded: &str) -> Vec<String> {
    let behind = articles().iter().map(|article| format!(" {article}{folded}"));
    std::iter::once(folded.to_owned()).chain(behind).collect()
}

fn is_small_word(word: &&str) -> bool {
    word.chars().count() < SMALL_LETTERS
}

/// The forms in which a later document may have a folded role, the role itself first: "minister of justice" also as
/// "justice minister" and, of an office that is known by then, as "minister".
fn role_forms(folded: &str) -> Vec<String> {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut out = vec![folded.to_owned()];
    if let Some(at) = words.iter().position(is_small_word).filter(|at| *at > 0) {
        let (office, field) = (words.get(..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default());
        if !field.is_empty() && !field.iter().any(is_small_word) {
            out.push(format!(" {} {}", field.join(" "), office.join(" ")));
        }
        out.push(format!(" {}", office.join(" ")));
    }
    out
}

/// Speakers and addressees of later documents who are called by a role alone.
pub(super) fn meant(tx: &Tx<'_>, roles: &[RoleClaim]) -> Result<Vec<MeantRow>, LedgerError> {
    // The last claim of each role before a document counts.
    let mut claims: BTreeMap<(usize, String), Vec<&RoleClaim>> = BTreeMap::new();
    for claim in roles.iter().filter(|claim| !claim.date.is_empty()) {
        let folded = fold_name(&claim.role, limit::FILTER_NAME_BYTES_MAX);
        for (rank, form) in role_forms(&folded).into_iter().enumerate() {
            claims.entry((rank, form)).or_default().push(claim);
        }
    }
    let mut out: Vec<MeantRow> = Vec::new();
    for ((_, folded), claims) in &claims {
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
                            claim: (*claim).clone(),
                        });
                    }
                }
            }
        }
    }
    out.sort_by(|a, b| (&a.date, &a.document, &a.statement).cmp(&(&b.date, &b.document, &b.statement)));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_other_forms_in_later_documents() {
        let of = |role: &str| role_forms(&fold_name(role, limit::FILTER_NAME_BYTES_MAX));
        assert_eq!(of("Minister of Justice"), [" minister of justice", " justice minister", " minister"]);
        assert_eq!(of("ministre de la Justice"), [" ministre de la justice", " ministre"]);
        assert_eq!(of("Ombudsman"), [" ombudsman"]);
        assert_eq!(of("Deputy Minister of Justice").last().unwrap(), " deputy minister");
    }
}
