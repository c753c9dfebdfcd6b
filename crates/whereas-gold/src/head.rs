//! The document as a whole: kind, date, languages, furniture; and what must hold of every quotation.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::gold::Gold;
use crate::pairing::{Folded, Place};
use crate::results::Outcome;
use crate::word::fold;
use crate::{Found, Sheet};

pub(crate) fn compare(gold: &Gold, found: &Found, text: &Folded, sheet: &mut Sheet<'_>) {
    let wanted = &gold.document;
    let head = found.document.as_ref();
    let genre = head.map(|head| word(&head.genre)).unwrap_or_default();
    let date = head.map_or("", |head| &head.date);
    let disclosure = head.map_or("", |head| &head.disclosure);
    answer(sheet, "document.genre", &wanted.genre, &genre);
    answer(sheet, "document.date", &wanted.date, date);
    answer(sheet, "document.disclosure", &wanted.disclosure, disclosure);
    let languages: BTreeSet<&str> = wanted.languages.iter().map(String::as_str).collect();
    let told: BTreeSet<&str> =
        head.map(|head| head.languages.iter().map(|lang| lang.code()).collect()).unwrap_or_default();
    answer(sheet, "document.languages", &list(&languages), &list(&told));
    for (figure, wanted, told) in [
        ("document.title", &wanted.title, head.map(|head| &head.title)),
        ("document.publisher", &wanted.publisher, head.map(|head| &head.publisher)),
        ("document.author", &wanted.author, head.map(|head| &head.author)),
    ] {
        answer(sheet, figure, &fold(wanted), &told.map(|told| fold(told)).unwrap_or_default());
    }
    verbatim(found, sheet);
    furniture(gold, found, text, sheet);
}

/// The word that an enum is written as.
fn word(value: &impl Serialize) -> String {
    toml::Value::try_from(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn list(codes: &BTreeSet<&str>) -> String {
    codes.iter().copied().collect::<Vec<_>>().join(" ")
}

fn answer(sheet: &mut Sheet<'_>, figure: &str, wanted: &str, told: &str) {
    sheet.share(figure, wanted == told);
    if wanted != told {
        sheet.datum(figure, Outcome::Wrong, wanted, told);
    }
}

/// Every quotation stands at its place in the text, counted in code points.
fn verbatim(found: &Found, sheet: &mut Sheet<'_>) {
    let text: Vec<char> = found.document.iter().flat_map(|head| head.text.chars()).collect();
    let passages = found.passages.iter().map(|p| (p.start, p.end, &p.quote));
    let mentions = found.mentions.iter().map(|m| (m.start, m.end, &m.quote));
    let statements = found.statements.iter().map(|s| (s.start, s.end, &s.quote));
    for (start, end, quote) in passages.chain(mentions).chain(statements) {
        let there = text.get(start as usize..end as usize);
        let same = there.is_some_and(|there| there.iter().copied().eq(quote.chars()));
        sheet.share("verbatim", same);
        if !same {
            sheet.datum("verbatim", Outcome::Wrong, quote, "");
        }
    }
}

/// No stretch of page furniture became a statement.
fn furniture(gold: &Gold, found: &Found, text: &Folded, sheet: &mut Sheet<'_>) {
    let mut taken = BTreeSet::new();
    let said: Vec<Option<Place>> =
        found.statements.iter().map(|statement| text.place(&statement.quote, &mut taken)).collect();
    for piece in &gold.document.boilerplate {
        let place = text.place(piece, &mut BTreeSet::new());
        let kept_out = found.document.is_some()
            && place.is_some_and(|at| !said.iter().flatten().any(|said| said.1.min(at.1) > said.0.max(at.0)));
        sheet.share("boilerplate.kept_out", kept_out);
        if !kept_out {
            let note = if place.is_some() { "in a statement" } else { "not in the text" };
            sheet.datum("boilerplate.kept_out", Outcome::Wrong, piece, note);
        }
    }
}
