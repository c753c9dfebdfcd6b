//! Ids of passages after the Akoma Ntoso naming convention: `cits__cit_1`, `recs__rec_A`, `para_3__point_a`.

use std::collections::BTreeMap;

use super::{Passage, PassageKind};

/// Gives every passage its id. Numbers that come twice (annexes) get a counter behind them.
pub(super) fn number(passages: &mut [Passage]) {
    let mut counts: BTreeMap<PassageKind, u32> = BTreeMap::new();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let mut parent = String::new();
    let mut points = 0;
    let mut point = String::new();
    for passage in passages {
        let count = counts.entry(passage.kind).or_insert(0);
        *count += 1;
        let num = clean(&passage.num);
        let own = if num.is_empty() { count.to_string() } else { num.clone() };
        let id = match passage.kind {
            PassageKind::Title => format!("title_{own}"),
            PassageKind::Heading => format!("heading_{own}"),
            PassageKind::Formula => format!("formula_{own}"),
            PassageKind::Citation => format!("cits__cit_{own}"),
            PassageKind::Recital => format!("recs__rec_{own}"),
            PassageKind::Paragraph => format!("para_{own}"),
            PassageKind::Point => {
                points += 1;
                // Without a label it is another part of the point before.
                if !passage.label.is_empty() || point.is_empty() {
                    let own = if num.is_empty() { points.to_string() } else { num };
                    let own = format!("point_{own}");
                    point = if parent.is_empty() { own } else { format!("{parent}__{own}") };
                }
                point.clone()
            }
            PassageKind::Footnote => format!("authorialNote_{own}"),
            PassageKind::Question => format!("question_{own}"),
            PassageKind::Answer => format!("answer_{own}"),
            PassageKind::Body => format!("p_{own}"),
            PassageKind::Boilerplate => format!("boilerplate_{own}"),
        };
        passage.id = free(&mut taken, id);
        if passage.kind != PassageKind::Point {
            points = 0;
            point.clear();
            parent = match passage.kind {
                PassageKind::Paragraph | PassageKind::Recital => passage.id.clone(),
                _ => String::new(),
            };
        }
    }
}

/// The id itself, or with a counter behind it where it is taken already.
fn free(taken: &mut BTreeMap<String, u32>, id: String) -> String {
    let seen = taken.entry(id.clone()).or_insert(0);
    *seen += 1;
    if *seen == 1 {
        return id;
    }
    // A full stop stands in no number that `clean` makes, so that this id is nobody else's.
    format!("{id}.{seen}")
}

/// A number without its marks: `(a)` → `a`, `4.2.1` → `4-2-1`.
fn clean(num: &str) -> String {
    let mut out = String::new();
    for c in num.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn numbers_lose_their_marks() {
        assert_eq!(["(vi)", "3.a", "AA.", "4.2.1"].map(clean), ["vi", "3-a", "AA", "4-2-1"]);
    }
}
