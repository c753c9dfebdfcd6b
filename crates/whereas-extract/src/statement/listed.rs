//! Lists in prose: one verb over items ("We call on the authorities to:"), and items that each begin with their verb
//! below a line that names who shall act ("To the Government of Varosia:").

use std::ops::Range;

use super::{Act, Draft, Maker, content, matrix, operative, prose, sentence, slot};
use crate::document;
use crate::pack::Class;
use crate::pack::lexicon::BASE;
use crate::{PassageKind, Span};

/// The longest line that names who shall act, in tokens.
const ADDRESS_TOKENS_MAX: usize = 24;

/// How strongly an item asks that has nothing but its verb.
const FORCE: u8 = 3;

/// Reads the list that passage `index` leads; returns how many passages were read, 0 where it leads none.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize) -> usize {
    let items = items(maker, index);
    let tokens = maker.tokens(index);
    let Some(last) = tokens.end.checked_sub(1).filter(|_| !items.is_empty() && !tokens.is_empty()) else {
        return 0;
    };
    let pack = maker.pack(index);
    let opens = maker.scan.mark(last, b':') || maker.scan.class(last, Class::Infinitive, pack);
    if opens && governed(maker, index, items.clone(), pack) || addressed(maker, index, items.clone(), pack) {
        items.len() + 1
    } else {
        0
    }
}

/// The passages below another that have a bullet, a number or a letter before them.
fn items(maker: &Maker<'_, '_>, index: usize) -> Range<usize> {
    let is_item = |passage: &&crate::Passage| {
        let plain = matches!(passage.kind, PassageKind::Body | PassageKind::Heading);
        plain && document::label_bytes(passage.span.of(maker.scan.text)) > 0
    };
    let below = maker.document.passages.get(index + 1..).unwrap_or_default();
    index + 1..index + 1 + below.iter().take_while(is_item).count()
}

/// The tokens of an item behind its label.
fn unlabelled(maker: &Maker<'_, '_>, item: usize) -> Range<usize> {
    let span = maker.document.passages[item].span;
    let label = document::label_bytes(span.of(maker.scan.text)) as u32;
    let tokens = maker.scan.range(Span::new(span.start + label, span.end));
    maker.trim_clause(tokens, maker.pack(item))
}

/// "We call on the authorities to: – free them; – pay them": one statement, each item an action.
fn governed(maker: &mut Maker<'_, '_>, index: usize, items: Range<usize>, pack: u8) -> bool {
    let Some(lead) = sentence::sentences(maker.scan, maker.tokens(index), pack).pop() else { return false };
    let clause = maker.trim_clause(lead.clone(), pack);
    let mut draft = match matrix::find(maker, clause.clone(), pack) {
        Some(found) => matrix::drafts(maker, &found, index, pack).pop(),
        None => prose::is_own(maker, index).then(|| content::read(maker, clause.clone(), index, pack)),
    };
    let Some(draft) = draft.as_mut().filter(|draft| draft.act == Act::Demand) else { return false };
    let Some(cue) = draft.cue else { return false };
    let actions: Vec<Span> = items.clone().filter_map(|item| action(maker, item, pack)).collect();
    let Some(end) = actions.last().map(|action| action.end).filter(|_| actions.len() == items.len()) else {
        return false;
    };
    draft.span = Span::new(draft.span.start, end);
    draft.addressees = operative::addressees_before(maker, maker.scan.range(cue).end..lead.end, pack);
    draft.actions = actions;
    let draft = draft.clone();
    prose::read_before(maker, index, lead.start);
    maker.push(draft);
    true
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
    let led = scan.class(line.start, Class::Preposition, pack);
    if !led || line.len() < 2 || line.len() > ADDRESS_TOKENS_MAX {
        return false;
    }
    let addressees = slot::read_subject(scan, line.start + 1..line.end, line.end..line.end, pack).addressees;
    let asks = |item: usize| {
        let words = unlabelled(maker, item);
        let verb = words.start + usize::from(scan.class(words.start, Class::Infinitive, pack));
        scan.forms(verb) & BASE != 0
    };
    if addressees.is_empty() || !items.clone().all(asks) {
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
