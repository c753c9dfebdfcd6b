//! A statement in its paragraph.

use whereas_extract::{CodePoints, Mention, MentionValue, Span};

use super::document::placed;
use super::{PlacedStatement, StatementView};
use crate::LedgerError;
use crate::anchor::context;
use crate::decide::whole_id;
use crate::store::Tx;

/// Returns the statement whose id begins so.
pub(crate) fn statement(tx: &Tx<'_>, given: &str) -> Result<Option<StatementView>, LedgerError> {
    let Some(id) = whole_id(tx, given)? else { return Ok(None) };
    let Some(mut located) = tx.statement(&id)? else { return Ok(None) };
    let damaged = || LedgerError::Damaged { what: format!("`{id}` stands in no text") };
    let key = tx.document_key_of(located.document)?.ok_or_else(damaged)?;
    let document = tx.document_row(key.n)?.ok_or_else(damaged)?;
    let reading = tx.reading(&key.id, key.versions)?.ok_or_else(damaged)?;
    let found = tx.found_in(key.n, &reading)?;
    found.check(&reading.text)?;
    let said = found.statements.get(located.place as usize).ok_or_else(damaged)?;
    let passage = found.document.passages.get(said.passage as usize).ok_or_else(damaged)?;
    // Nothing keeps a statement from reaching beyond its passage; then more of the text is shown.
    let shown =
        Span { start: passage.span.start.min(said.span.start), end: passage.span.end.max(said.span.end) };
    let history: Vec<_> = tx.decision_rows(key.n)?.into_iter().filter(|(on, _)| *on == id).collect();
    let history: Vec<_> = history.into_iter().map(|(_, row)| row).collect();
    located.row.decisions = history.iter().filter(|row| row.undone.is_none()).cloned().collect();
    let points = CodePoints::new(&reading.text);
    let (prefix, suffix) = context(&reading.text, said.span);
    let map = reading.source_map()?;
    Ok(Some(StatementView {
        placed: shifted(placed(located.row, said), shown),
        document,
        passage: passage.clone(),
        passage_text: shown.of(&reading.text).to_owned(),
        passage_start: shown.start,
        position: (points.at(said.span.start), points.at(said.span.end)),
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
        source_at: map.source(said.span.start),
        page: map.page(said.span.start),
        mentions: inside(&found.mentions, said.span, shown),
        history,
    }))
}

/// Counts places from the beginning of what is shown. Parts that stand elsewhere (an addressee named two
/// paragraphs before) have no place there and are left out.
fn shifted(mut placed: PlacedStatement, shown: Span) -> PlacedStatement {
    let shift = |span: &Span| shifted_span(*span, shown);
    placed.cue = placed.cue.as_ref().and_then(shift);
    placed.addressees = placed.addressees.iter().filter_map(shift).collect();
    placed.actions = placed.actions.iter().filter_map(shift).collect();
    placed.span = shift(&placed.span).unwrap_or_default();
    placed
}

fn shifted_span(span: Span, shown: Span) -> Option<Span> {
    let shift = |at: u32| at - shown.start;
    shown.contains(span).then(|| Span { start: shift(span.start), end: shift(span.end) })
}

/// The mentions inside a span of what is shown.
fn inside(mentions: &[Mention], span: Span, shown: Span) -> Vec<Mention> {
    let inside = mentions.iter().filter(|mention| span.contains(mention.span));
    inside.filter_map(|mention| moved(mention, shown)).collect()
}

/// A mention with every place counted from the beginning of what is shown.
fn moved(mention: &Mention, shown: Span) -> Option<Mention> {
    let shift = |span: Span| shifted_span(span, shown);
    let mut out = mention.clone();
    out.span = shift(out.span)?;
    match &mut out.value {
        MentionValue::Person { role } => *role = role.and_then(shift),
        MentionValue::Figure { of, .. } => *of = of.and_then(shift),
        MentionValue::Meeting { body, .. } => *body = body.and_then(shift),
        MentionValue::Organisation | MentionValue::Place | MentionValue::Law | MentionValue::Date { .. } => {}
    }
    Some(out)
}
