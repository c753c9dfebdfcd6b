//! Items under a verb that stands at the end of the passage before them: "… on this matter, instructs the Director",
//! then "1 to report …". Where pages lost their lines, the verb of the next items is the last clause of an item.

use std::ops::Range;

use super::operative::{Cue, heads};
use super::{Act, Draft, Maker, grammar, slot};
use crate::pack::Class;
use crate::pack::lexicon::BASE;
use crate::{PassageKind, Span};

/// The longest clause that only names who is asked ("instructs the Director of the Bureau"), in tokens.
const TAIL_TOKENS_MAX: usize = 30;

/// The verb at the end of passage `index` that governs the items below it.
pub(super) fn tail(maker: &Maker<'_, '_>, index: usize) -> Option<Cue> {
    let pack = maker.pack(index);
    let tokens = maker.tokens(index);
    if !is_item(maker, index + 1) {
        return None;
    }
    let open = tokens.end > tokens.start
        && !maker.scan.mark(tokens.end - 1, b';')
        && !maker.scan.mark(tokens.end - 1, b'.');
    // "Recommande aux ministères :" – a paragraph of its own that opens the items.
    let opens = open && maker.scan.mark(tokens.end - 1, b':');
    let cue = heads(maker, index).pop().filter(|cue| opens || open && cue.first > tokens.start)?;
    let asks = maker.scan.packs.rules[cue.rule].act == Act::Demand;
    let names = cue.end..tokens.end;
    let goes_on = names.clone().any(|at| {
        maker.scan.class(at, Class::Infinitive, pack) && maker.scan.forms(at + 1) & BASE != 0
            || maker.scan.class(at, Class::That, pack)
    });
    (asks && !goes_on && names.len() <= TAIL_TOKENS_MAX).then_some(cue)
}

/// Whether a passage is an item without a verb of its own: "1 to report", "2 that the Bureau should".
fn is_item(maker: &Maker<'_, '_>, index: usize) -> bool {
    let Some(passage) = maker.document.passages.get(index) else { return false };
    let pack = maker.pack(index);
    let first = maker.tokens(index).start;
    let kind = matches!(passage.kind, PassageKind::Paragraph | PassageKind::Point);
    kind && (maker.scan.class(first, Class::Infinitive, pack) || maker.scan.class(first, Class::That, pack))
}

/// Reads the items that `cue`, at the end of passage `index`, governs, and those that the end of the last of them
/// governs; returns how many passages were read.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize, cue: Cue) -> usize {
    let mut holder = index;
    let mut governing = Some(cue);
    while let Some(cue) = governing {
        let mut last = holder;
        let mut actions: Vec<Span> = Vec::new();
        governing = None;
        while governing.is_none() && is_item(maker, last + 1) {
            last += 1;
            governing = tail(maker, last);
            let end = governing.map_or(maker.tokens(last).end, |next| next.first);
            actions.extend(action(maker, last, end));
        }
        push(maker, holder, cue, actions);
        holder = last;
    }
    holder - index
}

/// What an item asks for, up to token `end`.
fn action(maker: &Maker<'_, '_>, item: usize, end: usize) -> Option<Span> {
    let first = maker.tokens(item).start;
    let range = maker.trim_clause(grammar::past_lead(maker.scan, first)..end, maker.pack(item));
    (!range.is_empty()).then(|| maker.scan.span(range.start, range.end))
}

fn push(maker: &mut Maker<'_, '_>, holder: usize, cue: Cue, actions: Vec<Span>) {
    let Some(last) = actions.last() else { return };
    let pack = maker.pack(holder);
    let rule = &maker.scan.packs.rules[cue.rule];
    let span = Span::new(maker.scan.tokens[cue.first].start, last.end);
    let mut draft = Draft::new(rule, span, holder);
    draft.cue = Some(maker.scan.span(cue.first, cue.end));
    let names: Range<usize> = slot::trim(maker.scan, cue.end..maker.tokens(holder).end);
    draft.addressees = slot::read_subject(maker.scan, names.clone(), names.end..names.end, pack).addressees;
    draft.actions = actions;
    maker.push(draft);
}
