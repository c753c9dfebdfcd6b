//! Speech acts: the words, the act, who is responsible, and the slots of each act.

use std::collections::BTreeSet;

use whereas_extract::Act;
use whereas_extract::record::StatementRecord;

use crate::Sheet;
use crate::gold::{Gold, Statement};
use crate::pairing::{Folded, Place, overlap, pair};
use crate::results::Outcome;
use crate::rule;
use crate::word::{key, similar, tokens};

pub(crate) fn compare(gold: &Gold, found: &[StatementRecord], text: &Folded, sheet: &mut Sheet<'_>) {
    let wanted = &gold.statement;
    let mut taken = BTreeSet::new();
    let wanted_at: Vec<Option<Place>> = wanted.iter().map(|s| text.place(&s.quote, &mut taken)).collect();
    let mut taken = BTreeSet::new();
    let found_at: Vec<Option<Place>> = found.iter().map(|s| text.place(&s.quote, &mut taken)).collect();
    for (statement, at) in found.iter().zip(&found_at) {
        sheet.share("grounded", at.is_some());
        if at.is_none() {
            sheet.datum("grounded", Outcome::Wrong, &statement.quote, &statement.rule);
        }
    }
    for (statement, _) in wanted.iter().zip(&wanted_at).filter(|(_, at)| at.is_none()) {
        sheet.datum("gold", Outcome::Wrong, &statement.quote, "these words do not stand in the text");
    }
    let score = |i: usize, j: usize| {
        // Of two that overlap alike the one with the same act is meant.
        let same = if wanted[i].act == found[j].act.as_str() { 0.001 } else { 0.0 };
        overlap(wanted_at[i], found_at[j]) + same
    };
    let pairs = pair(wanted.len(), found.len(), score, 0.5);
    acts(wanted, found, &pairs, sheet);
    speakers(gold, found, &pairs, sheet);
    for &(i, j) in pairs.iter().filter(|&&(i, j)| wanted[i].act == found[j].act.as_str()) {
        slots(&wanted[i], &found[j], sheet);
    }
    list(wanted, found, &pairs, sheet);
}

fn acts(wanted: &[Statement], found: &[StatementRecord], pairs: &[(usize, usize)], sheet: &mut Sheet<'_>) {
    let right = |act: Option<Act>| {
        let same = |&&(i, j): &&(usize, usize)| {
            wanted[i].act == found[j].act.as_str() && act.is_none_or(|act| found[j].act == act)
        };
        pairs.iter().filter(same).count()
    };
    sheet.tally("statement.span", pairs.len(), found.len(), wanted.len());
    sheet.tally("statement.act", right(None), found.len(), wanted.len());
    for act in Act::ALL {
        let of_gold = wanted.iter().filter(|s| s.act == act.as_str()).count();
        let of_found = found.iter().filter(|s| s.act == act).count();
        sheet.tally(&format!("statement.{}", act.as_str()), right(Some(act)), of_found, of_gold);
    }
}

/// Who is responsible: over all, and apart for those who are not the document's usual speaker.
fn speakers(gold: &Gold, found: &[StatementRecord], pairs: &[(usize, usize)], sheet: &mut Sheet<'_>) {
    let wanted = &gold.statement;
    let usual = usual(wanted);
    let mut persons: Vec<BTreeSet<String>> = gold
        .mention
        .iter()
        .filter(|mention| mention.kind == "person")
        .map(|mention| tokens(&mention.quote).into_iter().collect())
        .collect();
    persons.push(tokens(&gold.document.author).into_iter().collect());
    for &(i, j) in pairs.iter().filter(|pair| !wanted[pair.0].speaker.is_empty()) {
        let right = same_speaker(&wanted[i].speaker, &found[j].speaker, &persons);
        sheet.share("speaker", right);
        if wanted[i].speaker != usual {
            sheet.share("speaker.other", right);
        }
        if !right {
            let note = format!("{} not {}", wanted[i].speaker, found[j].speaker);
            sheet.datum("speaker", Outcome::Wrong, &wanted[i].quote, &note);
        }
    }
}

/// The speaker of most statements; of several the first.
fn usual(wanted: &[Statement]) -> &str {
    let count = |name: &str| wanted.iter().filter(|s| s.speaker == name).count();
    let mut best = ("", 0);
    for statement in wanted {
        let times = count(&statement.speaker);
        if times > best.1 {
            best = (&statement.speaker, times);
        }
    }
    best.0
}

/// The same name; for a person of this document also a longer or shorter form of it.
fn same_speaker(a: &str, b: &str, persons: &[BTreeSet<String>]) -> bool {
    if key(a) == key(b) || similar(a, b) >= 0.5 {
        return true;
    }
    let a: BTreeSet<String> = tokens(a).into_iter().collect();
    let b: BTreeSet<String> = tokens(b).into_iter().collect();
    !a.is_empty()
        && !b.is_empty()
        && (a.is_subset(&b) || b.is_subset(&a))
        && persons.iter().any(|person| a.is_subset(person) || b.is_subset(person))
}

/// What a pair of one act has beside its words.
fn slots(wanted: &Statement, found: &StatementRecord, sheet: &mut Sheet<'_>) {
    if !wanted.cue.is_empty() {
        let right = key(&wanted.cue) == key(&found.cue) || similar(&wanted.cue, &found.cue) >= 0.5;
        answer(sheet, "cue", right, wanted, &format!("{} not {}", wanted.cue, found.cue));
    }
    if found.act == Act::Demand {
        phrases(sheet, "addressee", &wanted.addressees, &found.addressees);
        phrases(sheet, "action", &wanted.actions, &found.actions);
    }
    if found.act == Act::Appraisal && !wanted.polarity.is_empty() {
        answer(sheet, "polarity", wanted.polarity == found.polarity, wanted, &found.rule);
    }
    if found.act == Act::Commitment && !wanted.due.is_empty() {
        let note = format!("{} not {}", wanted.due, found.due);
        answer(sheet, "due", wanted.due == found.due, wanted, &note);
    }
}

fn answer(sheet: &mut Sheet<'_>, figure: &str, right: bool, wanted: &Statement, note: &str) {
    sheet.share(figure, right);
    if !right {
        sheet.datum(figure, Outcome::Wrong, &wanted.quote, note);
    }
}

fn phrases(sheet: &mut Sheet<'_>, figure: &str, wanted: &[String], found: &[String]) {
    let alike = |i: usize, j: usize| {
        let (a, b): (&str, &str) = (&wanted[i], &found[j]);
        if key(a) == key(b) { 1.0 } else { similar(a, b) }
    };
    let pairs = pair(wanted.len(), found.len(), alike, 0.5);
    sheet.tally(figure, pairs.len(), found.len(), wanted.len());
    for (_, words) in wanted.iter().enumerate().filter(|(i, _)| pairs.iter().all(|pair| pair.0 != *i)) {
        sheet.datum(figure, Outcome::Missed, words, "");
    }
    for (_, words) in found.iter().enumerate().filter(|(j, _)| pairs.iter().all(|pair| pair.1 != *j)) {
        sheet.datum(figure, Outcome::False, words, "");
    }
}

/// Writes down what became of each statement.
fn list(wanted: &[Statement], found: &[StatementRecord], pairs: &[(usize, usize)], sheet: &mut Sheet<'_>) {
    for (i, statement) in wanted.iter().enumerate() {
        let kind = format!("statement.{}", statement.act);
        match pairs.iter().find(|pair| pair.0 == i).map(|pair| &found[pair.1]) {
            None => {
                missed(statement, sheet);
                sheet.datum(&kind, Outcome::Missed, &statement.quote, "");
            }
            Some(got) if got.act.as_str() == statement.act => {
                sheet.rule(&got.rule, |score| score.right += 1);
                sheet.datum(&kind, Outcome::Found, &statement.quote, &got.rule);
            }
            Some(got) => {
                sheet.rule(&got.rule, |score| score.wrong += 1);
                missed(statement, sheet);
                let note = format!("taken for {} by {}", got.act.as_str(), got.rule);
                sheet.datum(&kind, Outcome::Wrong, &statement.quote, &note);
            }
        }
    }
    for (_, got) in found.iter().enumerate().filter(|(j, _)| pairs.iter().all(|pair| pair.1 != *j)) {
        sheet.rule(&got.rule, |score| score.wrong += 1);
        sheet.datum(&format!("statement.{}", got.act.as_str()), Outcome::False, &got.quote, &got.rule);
    }
}

/// Counts a statement that was not found with the rules that have its cue.
fn missed(statement: &Statement, sheet: &mut Sheet<'_>) {
    for id in rule::of_cue(&statement.act, &statement.cue) {
        sheet.rule(&id, |score| score.missed += 1);
    }
}
