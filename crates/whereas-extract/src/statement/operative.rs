//! Statements of resolutions: operative paragraphs with their governing verbs, and the cues of rules.

use std::ops::Range;

use super::{Act, Draft, Maker, formula, governed, grammar, recital, sentence, slot};
use crate::pack::lexicon::{BASE, ING, Label, PARTICIPLE, THIRD};
use crate::pack::{Class, Frame, Rule, Where};
use crate::scan::{Found, Kind};
use crate::{PassageKind, Span};

/// A cue with its rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    /// First token, adverbs included.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Index of the rule.
    pub rule: usize,
}

/// Reads the statements of passage `index` and those below it; returns how many passages were read.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize) -> usize {
    let passage = &maker.document.passages[index];
    match passage.kind {
        PassageKind::Recital => {
            recital::read(maker, index);
            if let Some(cue) = governed::tail(maker, index) {
                return 1 + governed::read(maker, index, cue);
            }
        }
        PassageKind::Paragraph => return paragraph(maker, index),
        PassageKind::Heading => return ruled_items(maker, index),
        PassageKind::Point => operative(maker, index),
        _ => {}
    }
    1
}

/// A paragraph, with the points below it where its verb governs them.
fn paragraph(maker: &mut Maker<'_, '_>, index: usize) -> usize {
    if let Some(cue) = governed::tail(maker, index) {
        before_tail(maker, index, cue);
        return 1 + governed::read(maker, index, cue);
    }
    let points = maker.points_below(index);
    let cues = heads(maker, index);
    let pack = maker.pack(index);
    let last = maker.document.passages.get(index + points);
    let governs = points > 0
        && !cues.is_empty()
        && (1..=points).all(|n| heads(maker, index + n).is_empty() || !begins_with_cue(maker, index + n));
    if governs && let Some(last) = last {
        let end = last.span.end;
        govern(maker, index, &cues, index + 1..index + points + 1, end, pack);
        return points + 1;
    }
    if cues.is_empty() && points > 0 && infinitive_points(maker, index, points) {
        let end = maker.document.passages[index + points].span.end;
        impersonal(maker, index, index + 1..index + points + 1, end, pack);
        return points + 1;
    }
    operative(maker, index);
    1
}

/// The statements of a paragraph whose last verb governs the items below it.
fn before_tail(maker: &mut Maker<'_, '_>, index: usize, tail: Cue) {
    let pack = maker.pack(index);
    let cues = heads(maker, index);
    let own = &cues[..cues.len().saturating_sub(1)];
    for (n, cue) in own.iter().enumerate() {
        clause(maker, index, *cue, own.get(n + 1).map_or(tail.first, |next| next.first), pack);
    }
    if own.is_empty() {
        let range = maker.trim_clause(maker.tokens(index).start..tail.first, pack);
        if !wish(maker, index, range.clone()) {
            maker.push(Draft::bare(maker.scan.span(range.start, range.end), index));
        }
    }
}

fn begins_with_cue(maker: &Maker<'_, '_>, index: usize) -> bool {
    let tokens = maker.tokens(index);
    heads(maker, index).first().is_some_and(|cue| cue.first == tokens.start)
}

/// A line that is only a verb ("resolves", "considering"), and the items it governs.
fn ruled_items(maker: &mut Maker<'_, '_>, index: usize) -> usize {
    let cues = heads(maker, index);
    let pack = maker.pack(index);
    let tokens = maker.tokens(index);
    let below = maker.document.passages[index + 1..]
        .iter()
        .take_while(|p| matches!(p.kind, PassageKind::Point | PassageKind::Recital))
        .count();
    if below == 0 {
        return 1;
    }
    if let Some(cue) = cues.last().filter(|cue| cue.end + 1 >= tokens.end) {
        let rule = &maker.scan.packs.rules[cue.rule];
        if rule.act == Act::Demand || rule.places.contains(&Where::Operative) {
            let end = maker.document.passages[index + below].span.end;
            govern(maker, index, &cues, index + 1..index + below + 1, end, pack);
            return below + 1;
        }
    }
    if let Some(cue) = tokens.clone().find_map(|at| recital::preamble_cue(maker, at, pack, true)) {
        for item in index + 1..=index + below {
            let inner = maker.tokens(item);
            let clause = maker.trim_clause(inner.clone(), pack);
            let rule = &maker.scan.packs.rules[cue.rule];
            if clause.is_empty() || maker.document.passages[item].kind != PassageKind::Recital {
                continue;
            }
            let mut draft = Draft::new(rule, maker.scan.span(clause.start, clause.end), item);
            draft.cue = Some(maker.scan.span(cue.first, cue.end));
            draft.speaker = super::attribution::reported(maker, clause, pack);
            maker.push(draft);
        }
        return below + 1;
    }
    1
}

/// One verb over points: one statement, each point an action. Earlier verbs of the paragraph stand for themselves.
pub(super) fn govern(
    maker: &mut Maker<'_, '_>,
    index: usize,
    cues: &[Cue],
    points: Range<usize>,
    end: u32,
    pack: u8,
) {
    let Some((&last, before)) = cues.split_last() else { return };
    for (n, cue) in before.iter().enumerate() {
        clause(maker, index, *cue, before.get(n + 1).map_or(last.first, |next| next.first), pack);
    }
    let rule = &maker.scan.packs.rules[last.rule];
    let obliging =
        points.clone().any(|point| maker.tokens(point).any(|at| maker.scan.class(at, Class::Must, pack)));
    let act = if obliging { rule.obliging.unwrap_or(rule.act) } else { rule.act };
    let words = maker.scan.text.get(maker.scan.tokens[last.first].start as usize..end as usize).unwrap_or("");
    let kept = words.trim_end_matches([';', '.', ' ', '\n', ',']).len() as u32;
    let span = Span::new(maker.scan.tokens[last.first].start, maker.scan.tokens[last.first].start + kept);
    let mut draft = Draft::new(rule, span, index);
    draft.act = act;
    draft.cue = Some(maker.scan.span(last.first, last.end));
    if act == Act::Demand {
        let rest = last.end..maker.tokens(index).end;
        let named = slot::read(maker.scan, rest, rule.frame, pack);
        draft.addressees = if named.addressees.is_empty() {
            addressees_before(maker, last.end..maker.tokens(index).end, pack)
        } else {
            named.addressees
        };
        draft.actions = points.clone().filter_map(|point| point_action(maker, point, pack)).collect();
    }
    maker.push(draft);
    further_demands(maker, points, pack);
}

/// "… to publish the list. It must be complete": a later sentence of a governed point asks for itself.
pub(super) fn further_demands(maker: &mut Maker<'_, '_>, points: Range<usize>, pack: u8) {
    for point in points {
        let sentences = super::sentence::sentences(maker.scan, maker.tokens(point), pack);
        for sentence in sentences.into_iter().skip(1) {
            let clause = maker.trim_clause(sentence, pack);
            let draft = super::content::read(maker, clause, point, pack);
            if draft.act == Act::Demand {
                maker.push(draft);
            }
        }
    }
}

/// "Calls on the authorities to:" – who is named between the end of the cue and the colon.
pub(super) fn addressees_before(maker: &Maker<'_, '_>, words: Range<usize>, pack: u8) -> Vec<Span> {
    let tokens = slot::trim(maker.scan, words);
    let end = if tokens.end > tokens.start && maker.scan.class(tokens.end - 1, Class::Infinitive, pack) {
        tokens.end - 1
    } else {
        tokens.end
    };
    if end <= tokens.start {
        return Vec::new();
    }
    slot::read_subject(maker.scan, tokens.start..end, end..end, pack).addressees
}

fn point_action(maker: &Maker<'_, '_>, point: usize, pack: u8) -> Option<Span> {
    let scan = maker.scan;
    let tokens = maker.trim_clause(maker.tokens(point), pack);
    let led = [Class::Infinitive, Class::That].iter().any(|&class| scan.class(tokens.start, class, pack));
    let start = if led { grammar::past_lead(scan, tokens.start) } else { tokens.start };
    (start < tokens.end).then(|| scan.span(start, tokens.end))
}

/// Points that are infinitives under a paragraph without a verb of asking ("the following measures could be taken:").
fn infinitive_points(maker: &Maker<'_, '_>, index: usize, points: usize) -> bool {
    let pack = maker.pack(index);
    let tokens = maker.tokens(index);
    let opens = tokens.end > tokens.start && maker.scan.mark(tokens.end - 1, b':');
    opens
        && (1..=points).all(|n| maker.tokens(index + n).start < maker.scan.tokens.len())
        && modal_cue(maker, index, pack).is_some()
}

fn modal_cue(maker: &Maker<'_, '_>, index: usize, pack: u8) -> Option<Cue> {
    maker.tokens(index).find_map(|at| {
        best_cue(maker, at, pack, |rule, _| rule.act == Act::Demand && rule.places.contains(&Where::Anywhere))
    })
}

fn impersonal(maker: &mut Maker<'_, '_>, index: usize, points: Range<usize>, end: u32, pack: u8) {
    let Some(cue) = modal_cue(maker, index, pack) else { return };
    let start = maker.document.passages[index].span.start;
    let words = maker.scan.text.get(start as usize..end as usize).unwrap_or("");
    let kept = words.trim_end_matches([';', '.', ' ', '\n', ',']).len() as u32;
    let mut draft = Draft::new(&maker.scan.packs.rules[cue.rule], Span::new(start, start + kept), index);
    draft.cue = Some(maker.scan.span(cue.first, cue.end));
    draft.actions = points.clone().filter_map(|point| point_action(maker, point, pack)).collect();
    maker.push(draft);
    further_demands(maker, points, pack);
}

/// "The Assembly urges Varosia to … and calls on the Union to …": the verbs have a subject before them, as in prose.
fn begins_with_subject(maker: &Maker<'_, '_>, index: usize) -> bool {
    let (tokens, pack) = (maker.tokens(index), maker.pack(index));
    let cues = heads(maker, index);
    let opened = cues.first().is_none_or(|cue| opens_only(maker, tokens.start, cue.first, pack));
    let first = super::sentence::sentences(maker.scan, tokens, pack).into_iter().next();
    !opened && first.is_some_and(|first| super::matrix::find(maker, first, pack).is_some())
}

/// The clauses of a paragraph or point, one statement per governing verb.
fn operative(maker: &mut Maker<'_, '_>, index: usize) {
    if begins_with_subject(maker, index) {
        return super::prose::impersonal(maker, index);
    }
    let cues = heads(maker, index);
    let pack = maker.pack(index);
    let end = maker.tokens(index).end;
    if cues.is_empty() {
        if !formula::asked_before(maker, index) && !bare_infinitive(maker, index) {
            super::prose::impersonal(maker, index);
        }
        return;
    }
    for (n, cue) in cues.iter().enumerate() {
        clause(maker, index, *cue, cues.get(n + 1).map_or(end, |next| next.first), pack);
    }
}

/// "to ensure that …", "at each session, to schedule", "that the building be constructed": a point whose governing line
/// is lost. It asserts nothing; what it wants done is asked of nobody that is named.
fn bare_infinitive(maker: &mut Maker<'_, '_>, index: usize) -> bool {
    let pack = maker.pack(index);
    let tokens = maker.trim_clause(maker.tokens(index), pack);
    wish(maker, index, tokens)
}

/// How far before its infinitive the lead of a point begins, in tokens.
const LEAD_TOKENS_MAX: usize = 60;

/// What the words of a point want done, where they are an infinitive or a wish.
fn wish(maker: &mut Maker<'_, '_>, index: usize, tokens: Range<usize>) -> bool {
    let pack = maker.pack(index);
    let (scan, first) = (maker.scan, tokens.start);
    if tokens.len() < 3 {
        return false;
    }
    let infinitive = |at: usize| {
        scan.class(at, Class::Infinitive, pack)
            && !scan.capital(at)
            && scan.forms(at + 1) & BASE != 0
            && !scan.class(at + 1, Class::Article, pack)
    };
    let led = || {
        let leads =
            scan.class(first, Class::Preposition, pack) || scan.forms(first) & (ING | PARTICIPLE) != 0;
        let reach = first..tokens.end.min(first + LEAD_TOKENS_MAX);
        let begins = reach.clone().find(|&at| scan.mark(at, b',') && infinitive(at + 1))?;
        let finite = (first..begins).any(|at| super::matrix::finite(maker, at, pack));
        (leads && !scan.capital(first) && !finite).then_some(begins + 1)
    };
    let that = || scan.class(first, Class::That, pack) && wishes(maker, &tokens, pack);
    let (rule, cue) = match (infinitive(first), that()) {
        (true, _) => ("form/demand/infinitive", first),
        (_, true) => ("form/demand/that", first),
        _ => match led() {
            Some(to) => ("form/demand/infinitive", to),
            None => return false,
        },
    };
    let mut draft = Draft { act: Act::Demand, ..Draft::bare(scan.span(tokens.start, tokens.end), index) };
    draft.cue = Some(scan.span(cue, cue + 1));
    rule.clone_into(&mut draft.rule);
    let start = if cue == first { grammar::past_lead(scan, first) } else { first };
    draft.actions = vec![scan.span(start, tokens.end)];
    maker.push(draft);
    true
}

/// Whether a that-clause wishes: a sentence of its own ("That teachers be trained", "Que les maîtres soient formés"),
/// or one with a bare "be".
fn wishes(maker: &Maker<'_, '_>, tokens: &Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    let must = tokens.clone().any(|at| scan.class(at, Class::Must, pack));
    let verb = tokens.clone().skip(1).find(|&at| {
        scan.class(at, Class::Be, pack)
            || scan.class(at, Class::Will, pack)
            || scan.class(at, Class::Auxiliary, pack)
            || super::matrix::finite(maker, at, pack)
    });
    let bare = verb.is_some_and(|verb| grammar::is_bare_be(scan, verb, pack));
    !must && (scan.capital(tokens.start) || bare)
}

fn clause(maker: &mut Maker<'_, '_>, index: usize, cue: Cue, end: usize, pack: u8) {
    let tokens = maker.trim_clause(cue.first..end, pack);
    if tokens.end < cue.end {
        return;
    }
    let rule = &maker.scan.packs.rules[cue.rule];
    let mut draft = Draft::new(rule, maker.scan.span(tokens.start, tokens.end), index);
    draft.cue = Some(maker.scan.span(cue.first, cue.end));
    let that = (cue.end..tokens.end.min(cue.end + 9)).any(|at| maker.scan.class(at, Class::That, pack));
    let frame = match rule.obliging {
        Some(act) if that && obliges(maker, cue.end..tokens.end, pack) => {
            draft.act = act;
            draft.force = if rule.force == 0 { 3 } else { rule.force };
            Frame::That
        }
        _ => rule.frame,
    };
    if draft.act == Act::Demand {
        let slots = slot::read(maker.scan, cue.end..tokens.end, frame, pack);
        draft.addressees = slots.addressees;
        draft.actions = slots.actions;
    }
    maker.push(draft);
}

/// Whether a should or must stands in the clause itself, not in a clause inside it.
fn obliges(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> bool {
    let Some(must) = range.clone().find(|&at| maker.scan.class_end(at, Class::Must, pack).is_some()) else {
        return false;
    };
    // "the need to": no obligation of somebody.
    let noun = grammar::may_be_noun(maker.scan, must);
    let relative = (range.start..must).rev().take(6).any(|at| maker.scan.class(at, Class::Relative, pack));
    !noun && !relative
}

/// The governing verbs of a passage.
pub(super) fn heads(maker: &Maker<'_, '_>, index: usize) -> Vec<Cue> {
    let pack = maker.pack(index);
    let tokens = maker.tokens(index);
    let mut out: Vec<Cue> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let at_start = at == tokens.start || out.is_empty() && opens_only(maker, tokens.start, at, pack);
        if let Some(cue) = operative_cue(maker, at, pack)
            && (at_start || coordinated(maker, at, pack) && looks_governing(maker, cue, pack))
            && cue.end <= tokens.end
        {
            at = cue.end;
            out.push(cue);
            continue;
        }
        at += 1;
    }
    out
}

/// Whether only adverbs, quotation marks or the words before "that the Senate--" stand before token `at`.
fn opens_only(maker: &Maker<'_, '_>, start: usize, at: usize, pack: u8) -> bool {
    if at - start > 4 {
        return false;
    }
    (start..at).all(|i| {
        matches!(maker.scan.tokens[i].kind, Kind::Punctuation(_))
            || maker.scan.class_end(i, Class::Adverb, pack).is_some()
            || i > start && maker.scan.class_end(start, Class::Adverb, pack).is_some_and(|end| end > i)
    })
}

/// Whether a new clause can begin at token `at`: behind a semicolon, a comma, "and" or "but".
fn coordinated(maker: &Maker<'_, '_>, at: usize, pack: u8) -> bool {
    let scan = maker.scan;
    // "…, *encourages* it": the mark of an emphasis is no word.
    let at = if at > 0 && scan.mark(at - 1, b'*') { at - 1 } else { at };
    let Some(before) = at.checked_sub(1) else { return true };
    scan.mark(before, b';')
        || scan.mark(before, b',')
        || scan.mark(before, b':')
        || scan.mark(before, b'_')
        || scan.class(before, Class::And, pack)
        || scan.class(before, Class::But, pack)
        || at >= 2
            && (scan.mark(at - 2, b';') || scan.mark(at - 2, b','))
            && scan.class(before, Class::Adverb, pack)
}

/// Inside a sentence a verb governs only where an object or a that-clause follows: "demands for bribes" is a noun.
fn looks_governing(maker: &Maker<'_, '_>, cue: Cue, pack: u8) -> bool {
    let scan = maker.scan;
    let next = grammar::past_emphasis(maker.scan, cue.end);
    cue.end - cue.first >= 2
        || scan.class(next, Class::Determiner, pack)
        || scan.class(next, Class::That, pack)
        || scan.class(next, Class::Possessive, pack)
        || scan.class(next, Class::Pronoun, pack)
        || scan.capital(next)
        || scan.mark(next, b',')
        || scan.is(next, Label::Actor, pack)
        || scan.class(next, Class::Adverb, pack)
        || scan.mark(cue.first.wrapping_sub(1), b';')
}

pub(super) fn operative_cue(maker: &Maker<'_, '_>, at: usize, pack: u8) -> Option<Cue> {
    best_cue(maker, at, pack, |rule, found| {
        let forms = forms(maker, found);
        rule.places.contains(&Where::Operative) && (forms & THIRD != 0 || forms == 0)
    })
}

/// The longest cue at a token whose rule fits; of equally long ones the strongest act.
///
/// A cue may begin with an adverb ("also affirmed"); where a longer one begins at its verb ("affirmed its commitment
/// to"), that one counts, adverb included.
#[inline]
pub(super) fn best_cue(
    maker: &Maker<'_, '_>,
    at: usize,
    pack: u8,
    fits: impl Fn(&Rule, &Found) -> bool,
) -> Option<Cue> {
    if !maker.scan.starts(at, Label::Cue) {
        return None;
    }
    let best = cue_at(maker, at, pack, &fits)?;
    let longer = (at + 1..best.end)
        .filter_map(|inner| cue_at(maker, inner, pack, &fits))
        .find(|cue| cue.end > best.end);
    Some(longer.map_or(best, |cue| Cue { first: at, ..cue }))
}

fn cue_at(maker: &Maker<'_, '_>, at: usize, pack: u8, fits: &impl Fn(&Rule, &Found) -> bool) -> Option<Cue> {
    if !maker.scan.is(at, Label::Cue, pack) {
        return None;
    }
    maker
        .scan
        .found_at(at)
        .iter()
        .filter(|found| found.entry.label == Label::Cue && found.entry.pack == pack && !never(maker, found))
        .filter_map(|found| {
            let index = found.entry.payload as usize;
            let rule = maker.scan.packs.rules.get(index).filter(|rule| fits(rule, found))?;
            let cue_end = found.end as usize;
            // An adverb may stand between.
            let infinitive = || (cue_end..cue_end + 2).any(|at| grammar::is_infinitive(maker.scan, at, pack));
            if rule.infinitive && !infinitive() {
                return None;
            }
            let noun = if rule.takes_noun { noun_end(maker, found, pack, rule.far)? } else { cue_end };
            // "a party called “Unity”": what is quoted is a name.
            let quotes = rule.takes_noun && rule.short && maker.scan.mark(noun - 1, b'"');
            if quotes && maker.scan.capital(noun) {
                return None;
            }
            Some((if rule.short { cue_end } else { noun }, index, rule.act))
        })
        .max_by_key(|&(end, index, act)| (end, std::cmp::Reverse(act), std::cmp::Reverse(index)))
        .map(|(end, rule, _)| Cue { first: at, end, rule })
}

/// How far behind its verb the noun of a rule may stand ("expressed the Assembly's full support"), in tokens.
const NOUN_REACH: usize = 8;

/// How far it may stand in a rule that looks through the clause, in tokens.
const FAR_REACH: usize = 20;

/// One past the noun that the verb of a rule takes, in the noun phrase behind it or (`far`) in the clause.
fn noun_end(maker: &Maker<'_, '_>, cue: &Found, pack: u8, far: bool) -> Option<usize> {
    let scan = maker.scan;
    let start = cue.end as usize;
    let reach = if far { FAR_REACH } else { NOUN_REACH };
    let words = scan.packs.pack(pack);
    for at in start..(start + reach).min(scan.tokens.len()) {
        if scan.starts(at, Label::With) {
            let nouns = scan
                .found_at(at)
                .iter()
                .filter(|found| found.entry.label == Label::With && found.entry.payload == cue.entry.payload);
            if let Some(noun) = nouns.max_by_key(|found| found.end) {
                return Some(noun.end as usize);
            }
        }
        let ends = matches!(scan.tokens[at].kind, Kind::Punctuation(b',' | b';' | b':' | b'(' | b'!' | b'?'))
            || scan.tokens[at].paragraph
            || scan.class(at, Class::That, pack)
            || scan.class(at, Class::Relative, pack)
            || sentence::ends_here(scan, at, scan.tokens.len(), words)
            || !far && scan.class(at, Class::Preposition, pack) && !scan.class(at, Class::Of, pack);
        if ends {
            return None;
        }
    }
    None
}

/// Whether the words go on so that the cue is none ("rejected the appeal" denies nothing).
fn never(maker: &Maker<'_, '_>, cue: &Found) -> bool {
    let first = cue.first as usize;
    maker.scan.starts(first, Label::Never)
        && maker.scan.found_at(first).iter().any(|found| {
            found.entry.label == Label::Never
                && found.entry.payload == cue.entry.payload
                && found.end >= cue.end
        })
}

/// The verb forms in a cue.
pub(super) fn forms(maker: &Maker<'_, '_>, found: &Found) -> u8 {
    (found.first..found.end).fold(0, |all, at| all | maker.scan.forms(at as usize))
}
