//! The examples of the rules, run as tests: each rule fires in its `yes` sentences and in none of its `no` sentences.

use super::{Example, Packs, Rule, Where};
use crate::scan::Scan;
use crate::{Document, Genre, Passage, PassageKind, Span, Statement};

/// Reads a sentence as if it stood where the rule applies.
fn read(rule: &Rule, place: Where, text: &str) -> Vec<Statement> {
    let packs = Packs::shipped();
    let lang = packs.packs[rule.pack as usize].lang;
    let mut scan = Scan::cut(text, packs);
    scan.enter(0..scan.tokens.len(), rule.pack);
    scan.find_phrases();
    let (genre, kind) = match place {
        Where::Operative | Where::Item => (Genre::Resolution, PassageKind::Paragraph),
        Where::Preamble => (Genre::Resolution, PassageKind::Recital),
        Where::Prose | Where::Anywhere => (Genre::Statement, PassageKind::Body),
        Where::Report => (Genre::News, PassageKind::Body),
    };
    let span = Span::new(0, text.len() as u32);
    let passage =
        Passage { id: "p".to_owned(), kind, num: String::new(), lang, span, label: Span::new(0, 0) };
    let document =
        Document { genre, publisher: "Assembly".to_owned(), passages: vec![passage], ..Document::default() };
    let mentions = crate::mention::mentions(&scan, &document);
    crate::statement::statements(&scan, &document, &mentions)
}

/// What is wrong with an example; `None` when the rule does in some place what the example says.
fn miss(rule: &Rule, example: &Example) -> Option<String> {
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(&example.text).to_owned()).collect::<Vec<_>>();
    let mut seen = Vec::new();
    for &place in &rule.places {
        for found in read(rule, place, &example.text) {
            let cue = found.cue.map_or("", |cue| cue.of(&example.text));
            let fits = found.rule == rule.id
                && (example.cue.is_empty() || example.cue == cue)
                && example.to.as_ref().is_none_or(|to| *to == words(&found.addressees))
                && example.act.as_ref().is_none_or(|act| *act == words(&found.actions));
            if fits {
                return None;
            }
            let (to, act) = (words(&found.addressees), words(&found.actions));
            seen.push(format!("{} [{cue}] to {to:?} act {act:?}", found.rule));
        }
    }
    Some(format!("{}:{} {}: «{}» gave {}", rule.file, rule.line, rule.id, example.text, seen.join("; ")))
}

#[test]
fn every_rule_keeps_its_examples() {
    let packs = Packs::shipped();
    let mut wrong: Vec<String> = Vec::new();
    for rule in &packs.rules {
        wrong.extend(rule.yes.iter().filter_map(|example| miss(rule, example)));
        for text in &rule.no {
            let fires =
                rule.places.iter().any(|&place| read(rule, place, text).iter().any(|s| s.rule == rule.id));
            if fires {
                wrong.push(format!("{}:{} {} must not fire in «{text}»", rule.file, rule.line, rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}
