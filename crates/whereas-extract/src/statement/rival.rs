//! Readings that lost: the other rules whose cues stand in a statement, and why they did not make it.

use super::Act;
use crate::pack::lexicon::Label;
use crate::pack::{Packs, Rule, RuleInfo};
use crate::scan::{Found, Scan};
use crate::{Lang, Span};

/// A rule whose cue stands in the words of a statement that another rule made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rival {
    /// `en/finding/say`.
    pub rule: String,
    /// Its cue.
    pub cue: String,
    /// Why it lost.
    pub lost: Lost,
}

/// Why a reading lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Its cue lies in the longer cue of the rule that won.
    Shorter,
    /// It makes a weaker act: a finding yields to a demand.
    Weaker,
    /// The words stand where the rule says that they are no cue.
    Never,
    /// Its words do not govern the clause.
    Governed,
}

impl Lost {
    /// The reason in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Lost::Shorter => "its cue is part of a longer one",
            Lost::Weaker => "its act yields to a stronger one",
            Lost::Never => "its words stand where they are no cue",
            Lost::Governed => "its words do not govern the clause, or stand where the rule does not apply",
        }
    }
}

/// The other rules whose cues stand in `quote`, in order of place; `winner` is the rule that made the statement.
#[must_use]
pub fn rivals(quote: &str, lang: Lang, winner: &str) -> Vec<Rival> {
    let packs = Packs::shipped();
    let scan = Scan::new(quote, packs);
    let pack = packs.index(lang);
    let won = packs.rules.iter().position(|rule| rule.id == winner);
    let cues = |at: usize| {
        scan.found_at(at).iter().filter(|found| found.entry.label == Label::Cue && found.entry.pack == pack)
    };
    let of_winner: Vec<&Found> = (0..scan.tokens.len())
        .flat_map(cues)
        .filter(|found| Some(found.entry.payload as usize) == won)
        .collect();
    let act = won.and_then(|at| packs.rules.get(at)).map_or(Act::Finding, |rule| rule.act);
    let mut out: Vec<Rival> = Vec::new();
    for found in (0..scan.tokens.len()).flat_map(cues) {
        let Some(rule) = packs.rules.get(found.entry.payload as usize).filter(|rule| rule.id != winner)
        else {
            continue;
        };
        if out.iter().any(|known| known.rule == rule.id) {
            continue;
        }
        let inside = |cue: &&Found| cue.first <= found.first && cue.end >= found.end;
        let lost = if of_winner.iter().any(inside) {
            Lost::Shorter
        } else if is_never(&scan, found) {
            Lost::Never
        } else if rule.act > act {
            Lost::Weaker
        } else {
            Lost::Governed
        };
        let cue: Span = scan.span(found.first as usize, found.end as usize);
        out.push(Rival { rule: rule.id.clone(), cue: crate::fold_blanks(cue.of(quote)), lost });
    }
    out
}

fn is_never(scan: &Scan<'_>, cue: &Found) -> bool {
    scan.found_at(cue.first as usize).iter().any(|found| {
        found.entry.label == Label::Never && found.entry.payload == cue.entry.payload && found.end >= cue.end
    })
}

/// The rules of which `cue` is a whole cue, in any language.
#[must_use]
pub fn rules_with_cue(cue: &str) -> Vec<RuleInfo> {
    let packs = Packs::shipped();
    let scan = Scan::new(cue, packs);
    let end = scan.tokens.len() as u32;
    let noun = |rule: u32| {
        (0..scan.tokens.len())
            .flat_map(|at| scan.found_at(at))
            .any(|found| found.entry.label == Label::With && found.entry.payload == rule && found.end == end)
    };
    let mut indices: Vec<u32> = scan
        .found_at(0)
        .iter()
        .filter(|found| found.entry.label == Label::Cue)
        .filter(|found| {
            let takes_noun =
                packs.rules.get(found.entry.payload as usize).is_some_and(|rule| rule.takes_noun);
            if takes_noun { noun(found.entry.payload) } else { found.end == end }
        })
        .map(|found| found.entry.payload)
        .collect();
    indices.sort_unstable();
    indices.dedup();
    indices.iter().filter_map(|&at| packs.rules.get(at as usize)).map(Rule::info).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_that_lost_says_why() {
        let found = rivals("stressed that the authorities must publish the list", Lang::EN, "en/demand/must");
        let say =
            found.iter().find(|rival| rival.rule == "en/finding/say").expect("a verb of saying stands there");
        assert_eq!((say.cue.as_str(), say.lost), ("stressed", Lost::Weaker));
        let found = rivals("rejected the appeal", Lang::EN, "en/finding/say");
        assert!(found.iter().any(|rival| rival.rule == "en/denial/reject" && rival.lost == Lost::Never));
    }

    #[test]
    fn rules_are_found_by_their_cue() {
        let ids = |cue| rules_with_cue(cue).into_iter().map(|rule| rule.id).collect::<Vec<_>>();
        assert_eq!(ids("strongly urges"), ["en/demand/urge"]);
        assert!(ids("expressed his deep concern about").contains(&"en/appraisal/blame-noun".to_owned()));
        assert_eq!(ids("sat down"), Vec::<String>::new());
    }
}
