//! Lists in prose: one verb over items ("We call on the authorities to:"), and items that each begin with their verb
//! below a line that names who shall act ("To the Government of Varosia:").

use std::ops::Range;

use super::{Act, Draft, Maker, content, grammar, matrix, operative, prose, sentence, slot};
use crate::document;
use crate::pack::lexicon::BASE;
use crate::pack::{Class, Frame};
use crate::{Genre, MentionValue, PassageKind, Span};

/// The longest line that names who shall act, in tokens.
const ADDRESS_TOKENS_MAX: usize = 24;

/// How strongly an item asks that has nothing but its verb.
const FORCE: u8 = 3;

/// The most items of a list that are read.
const ITEMS_MAX: usize = 200;

/// Reads the list that passage `index` leads; returns how many passages were read, 0 where it leads none.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize) -> usize {
    let (tokens, pack) = (maker.tokens(index), maker.pack(index));
    let Some(last) = tokens.end.checked_sub(1).filter(|_| !tokens.is_empty()) else { return 0 };
    let colon = maker.scan.mark(last, b':');
    let heading = maker.document.passages[index].kind == PassageKind::Heading;
    let opens = colon || maker.scan.class(last, Class::Infinitive, pack);
    let names = (colon || heading) && maker.scan.class(tokens.start, Class::Preposition, pack);
    if !opens && !names {
        return 0;
    }
    let items = items(maker, index);
    if items.is_empty() {
        return 0;
    }
    if names && addressed(maker, index, items.clone(), pack) {
        return items.len() + 1;
    }
    // A heading asks only over a list.
    if opens && (!heading || asks(maker, index, pack)) {
        return governed(maker, index, items, pack);
    }
    0
}

/// Whether a line has a verb that asks.
fn asks(maker: &Maker<'_, '_>, index: usize, pack: u8) -> bool {
    let clause = maker.trim_clause(maker.tokens(index), pack);
    !clause.is_empty() && content::read(maker, clause, index, pack).act == Act::Demand
}

/// The passages below another that have a bullet, a number or a letter before them, all of one kind: "6. The Committee
/// urges …" behind "(b) …" is the next paragraph. What ends in a colon leads its own list.
fn items(maker: &Maker<'_, '_>, index: usize) -> Range<usize> {
    let below = maker.document.passages.get(index + 1..).unwrap_or_default();
    let words = |passage: &crate::Passage| passage.span.of(maker.scan.text);
    let kind = below.first().and_then(|first| document::label_kind(words(first)));
    let is_item = |passage: &&crate::Passage| {
        matches!(passage.kind, PassageKind::Body | PassageKind::Heading)
            && kind.is_some()
            && document::label_kind(words(passage)) == kind
            && !words(passage).trim_end().ends_with(':')
    };
    index + 1..index + 1 + below.iter().take(ITEMS_MAX).take_while(is_item).count()
}

/// The tokens of an item behind its label.
fn unlabelled(maker: &Maker<'_, '_>, item: usize) -> Range<usize> {
    let span = maker.document.passages[item].span;
    let label = document::label_bytes(span.of(maker.scan.text)) as u32;
    let tokens = maker.scan.range(Span::new(span.start + label, span.end));
    maker.trim_clause(tokens, maker.pack(item))
}

/// "We call on the authorities to: – free them; – pay them": one statement, each item an action. "The Committee welcomes:
/// (a) the law; (b) the court": one statement over all items. Returns how many passages were read: the line alone where
/// it governs nothing.
fn governed(maker: &mut Maker<'_, '_>, index: usize, items: Range<usize>, pack: u8) -> usize {
    let Some(lead) = sentence::sentences(maker.scan, maker.tokens(index), pack).pop() else { return 0 };
    prose::read_part(maker, index, 0..lead.start);
    let mut drafts = lead_drafts(maker, index, lead.clone(), items.start, pack);
    let actions: Vec<Span> = items.clone().filter_map(|item| action(maker, item, pack)).collect();
    let whole = |draft: &Draft| draft.act != Act::Finding && actions.len() == items.len();
    let Some((mut draft, cue)) =
        drafts.pop().filter(whole).and_then(|draft| draft.cue.map(|cue| (draft, cue)))
    else {
        prose::read_part(maker, index, lead.start..usize::MAX);
        return 1;
    };
    draft.span.end = actions.last().map_or(draft.span.end, |action| action.end);
    if draft.act == Act::Demand {
        let behind = operative::addressees_before(maker, maker.scan.range(cue).end..lead.end, pack);
        // "The authorities must take these measures: …" has them before its verb.
        let duty = maker.frame_of(&draft) == Some(Frame::Subject);
        if !duty && !behind.is_empty() || draft.addressees.is_empty() {
            draft.addressees = behind;
        }
        draft.actions = actions;
    }
    drafts.into_iter().for_each(|draft| maker.push(draft));
    maker.push(draft);
    operative::further_demands(maker, items.clone(), pack);
    maker.before = lead;
    items.len() + 1
}

/// The statements of a line over a list, the last of which governs its items.
fn lead_drafts(maker: &Maker<'_, '_>, index: usize, lead: Range<usize>, item: usize, pack: u8) -> Vec<Draft> {
    let clause = maker.trim_clause(lead.clone(), pack);
    if let Some(found) = matrix::find(maker, clause.clone(), pack) {
        return matrix::drafts(maker, &found, index, pack);
    }
    let report = maker.document.genre == Genre::Report;
    if !report && !prose::is_own(maker, index) {
        return Vec::new();
    }
    // "The authorities must:" is a duty with what the first item says.
    let with_item = clause.start..unlabelled(maker, item).end.max(clause.end);
    let mut draft = content::read(maker, with_item, index, pack);
    draft.span = maker.scan.span(clause.start, clause.end);
    let of_lead = draft.cue.is_some_and(|cue| cue.start < draft.span.end);
    // A report asks in its own voice, and nothing else.
    let asks = !report || draft.act == Act::Demand;
    if of_lead && asks { vec![draft] } else { Vec::new() }
}

/// What an item asks, its first sentence without the mark of an infinitive.
fn action(maker: &Maker<'_, '_>, item: usize, pack: u8) -> Option<Span> {
    let words = unlabelled(maker, item);
    let first = sentence::sentences(maker.scan, words, pack).into_iter().next()?;
    let clause = maker.trim_clause(first, pack);
    let marked = maker.scan.class(clause.start, Class::Infinitive, pack);
    let start = clause.start + usize::from(marked && clause.len() > 1);
    (start < clause.end).then(|| maker.scan.span(start, clause.end))
}

/// "To the Government of Varosia: – Free all prisoners. – Repeal the law.": each item asks for itself.
fn addressed(maker: &mut Maker<'_, '_>, index: usize, items: Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    let line = maker.trim_clause(maker.tokens(index), pack);
    if line.len() < 2 || line.len() > ADDRESS_TOKENS_MAX {
        return false;
    }
    let addressees = slot::read_subject(scan, line.start + 1..line.end, line.end..line.end, pack).addressees;
    let named = line.clone().any(|at| scan.is_any(at, grammar::ACTORS, pack))
        || maker.mentions_in(line.clone()).any(|m| {
            matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation | MentionValue::Place)
        });
    let asks = |item: usize| {
        let words = unlabelled(maker, item);
        let verb = words.start + usize::from(scan.class(words.start, Class::Infinitive, pack));
        // "Arrest of two dockers", "Report on prisons"
        let noun = grammar::may_be_noun(scan, verb) && scan.class(verb + 1, Class::Preposition, pack);
        scan.forms(verb) & BASE != 0 && !noun
    };
    if !named || addressees.is_empty() || !items.clone().all(asks) {
        return false;
    }
    for item in items {
        let words = unlabelled(maker, item);
        let Some(action) = action(maker, item, pack) else { continue };
        let verb = scan.range(action).start;
        let mut draft = Draft { act: Act::Demand, force: FORCE, ..Draft::bare(action, item) };
        "form/demand/listed".clone_into(&mut draft.rule);
        draft.cue = Some(scan.span(verb, verb + 1));
        draft.addressees.clone_from(&addressees);
        draft.actions = vec![action];
        let past = scan.range(action).end;
        maker.push(draft);
        for rest in sentence::sentences(scan, past..words.end.max(past), pack) {
            let clause = maker.trim_clause(rest, pack);
            if !clause.is_empty() {
                let draft = content::read(maker, clause, item, pack);
                maker.push(draft);
            }
        }
    }
    true
}
