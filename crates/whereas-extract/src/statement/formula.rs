//! Formulas that ask ("submits the following recommendation:") and the numbered paragraphs below them.

use super::operative::{Cue, govern, operative_cue};
use super::{Act, Draft, Maker};
use crate::PassageKind;
use crate::pack::Class;
use crate::pack::lexicon::{BASE, THIRD};

/// Reads the formula at passage `index`: over paragraphs that each begin with their verb or with "that" it is one
/// demand, each paragraph an action. Returns how many passages were read.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize) -> usize {
    let below = maker.document.passages.get(index + 1..).unwrap_or_default();
    let items = (0..below.len()).take_while(|n| is_governed(maker, index + 1 + n)).count();
    let (Some(cue), Some(last)) = (asking_cue(maker, index), below[..items].last()) else { return 1 };
    let (end, pack) = (last.span.end, maker.pack(index));
    govern(maker, index, &[cue], index + 1..index + 1 + items, end, pack);
    items + 1
}

/// The verb by which a formula asks.
fn asking_cue(maker: &Maker<'_, '_>, formula: usize) -> Option<Cue> {
    let pack = maker.pack(formula);
    maker.tokens(formula).find_map(|at| {
        operative_cue(maker, at, pack).filter(|cue| maker.scan.packs.rules[cue.rule].act == Act::Demand)
    })
}

/// A numbered paragraph that begins with the infinitive of its verb, or with "that".
fn is_governed(maker: &Maker<'_, '_>, index: usize) -> bool {
    let kind = maker.document.passages[index].kind;
    let (first, pack) = (maker.trim_clause(maker.tokens(index), maker.pack(index)).start, maker.pack(index));
    let led = || [Class::That, Class::Infinitive].iter().any(|&class| maker.scan.class(first, class, pack));
    // "S’assurer que": the verb stands behind its pronoun.
    let reflexive = 2 * usize::from(maker.scan.mark(first + 1, b'\''));
    matches!(kind, PassageKind::Paragraph | PassageKind::Point)
        && is_numbered(maker, index)
        && (led() || is_bare(maker, first + reflexive))
}

fn is_numbered(maker: &Maker<'_, '_>, index: usize) -> bool {
    let passage = &maker.document.passages[index];
    !passage.num.is_empty() && !passage.span.is_empty()
}

/// Whether the infinitive of a verb stands at token `at`.
fn is_bare(maker: &Maker<'_, '_>, at: usize) -> bool {
    let forms = maker.scan.forms(at);
    forms & BASE != 0 && forms & THIRD == 0
}

/// Among how many passages at the head of a document its formula is looked for.
const FORMULA_REACH: usize = 120;

/// A numbered paragraph that begins with its verb, behind others that do not, under a formula that asks.
pub(super) fn asked_before(maker: &mut Maker<'_, '_>, index: usize) -> bool {
    let tokens = maker.trim_clause(maker.tokens(index), maker.pack(index));
    if !is_bare(maker, tokens.start) || !is_numbered(maker, index) {
        return false;
    }
    let head = &maker.document.passages[..index.min(FORMULA_REACH)];
    let formula = head.iter().rposition(|passage| passage.kind == PassageKind::Formula);
    let Some(cue) = formula.and_then(|formula| asking_cue(maker, formula)) else { return false };
    let rule = &maker.scan.packs.rules[cue.rule];
    let mut draft = Draft::new(rule, maker.scan.span(tokens.start, tokens.end), index);
    draft.cue = Some(maker.scan.span(cue.first, cue.end));
    draft.actions = vec![draft.span];
    maker.push(draft);
    true
}
