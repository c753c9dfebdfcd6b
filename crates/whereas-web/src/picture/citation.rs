//! Which document cites which: the documents one below the other by date, an arc from each that cites to each that is
//! cited.

use std::collections::{BTreeMap, BTreeSet};

use whereas_ledger::view::{CitationMap, CitedDocument};

use super::Picture;
use super::draw::{circle, clip};
use crate::label;
use crate::messages::Messages;

const WIDTH: u32 = 960;
const TOP: f64 = 24.0;
const ROW: f64 = 26.0;
/// Where the documents stand; their names end before, the arcs swing behind.
const X: f64 = 620.0;
/// How far the widest arc swings.
const SWING: f64 = 310.0;
/// Documents that are drawn; the table has all.
const DOCUMENTS_MAX: usize = 40;
const LETTERS_MAX: usize = 58;

/// Draws the documents that cite and are cited most; nothing where none cites another.
pub(crate) fn arcs(map: &CitationMap, words: &'static Messages) -> Option<Picture> {
    let shown = shown(map);
    let places: BTreeMap<&str, f64> = shown
        .iter()
        .enumerate()
        .map(|(nth, document)| (document.document.as_str(), TOP + ROW * nth as f64))
        .collect();
    if map.pairs.is_empty() {
        return None;
    }
    let size = (WIDTH, (TOP + ROW * shown.len() as f64) as u32 + 8);
    let title = words.text("cite-title").to_owned();
    let mut picture = Picture::new("citations-picture", title, words.text("cite-about").to_owned(), size);
    let longest = ROW * shown.len().saturating_sub(1).max(1) as f64;
    for pair in &map.pairs {
        let (Some(from), Some(to)) = (places.get(pair.from.as_str()), places.get(pair.to.as_str())) else {
            continue;
        };
        let out = X + 10.0 + SWING * ((from - to).abs() / longest).sqrt();
        let path = format!("M{X:.1} {from:.1}C{out:.1} {from:.1} {out:.1} {to:.1} {:.1} {to:.1}", X + 8.0);
        let told = format!("{} → {} × {}", name(map, &pair.from), name(map, &pair.to), pair.times);
        picture.band("cites", path, 1.0 + f64::from(pair.times).sqrt().min(5.0), told);
        // The arrow stands at what is cited.
        let head = format!(
            "M{:.1} {:.1}L{:.1} {to:.1}L{:.1} {:.1}",
            X + 13.0,
            to - 4.0,
            X + 7.0,
            X + 13.0,
            to + 4.0
        );
        picture.path("bound", head, "");
    }
    for document in shown {
        let Some(y) = places.get(document.document.as_str()) else { continue };
        picture.path("held", circle((X, *y), 4.5), document.quote.clone());
        let date = label::date(words, &document.document_date);
        let words = format!("{} · {date}", clip(&document.quote, LETTERS_MAX));
        picture.write("label end", (X - 12.0, y + 4.0), words);
    }
    Some(picture)
}

/// The documents with most citations, in order of date.
fn shown(map: &CitationMap) -> Vec<&CitedDocument> {
    let mut times = BTreeMap::<&str, u32>::new();
    for pair in &map.pairs {
        *times.entry(&pair.from).or_default() += pair.times;
        *times.entry(&pair.to).or_default() += pair.times;
    }
    let mut all: Vec<(&str, u32)> = times.into_iter().collect();
    all.sort_by_key(|(id, times)| (std::cmp::Reverse(*times), *id));
    let kept: BTreeSet<&str> = all.into_iter().take(DOCUMENTS_MAX).map(|(id, _)| id).collect();
    map.documents.iter().filter(|document| kept.contains(document.document.as_str())).collect()
}

/// The title of a document of the map.
pub(crate) fn name<'a>(map: &'a CitationMap, id: &'a str) -> &'a str {
    map.documents.iter().find(|document| document.document == id).map_or(id, |document| &document.quote)
}
