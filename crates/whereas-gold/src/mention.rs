//! Names, dates and figures: each distinct form once, loosely and strictly, with its value.

use std::collections::BTreeSet;

use whereas_extract::record::{MentionRecord, Value};

use crate::Sheet;
use crate::gold::Mention;
use crate::pairing::pair;
use crate::results::Outcome;
use crate::word::{fold, key, similar};

/// The kinds of mentions.
const KINDS: [&str; 7] = ["person", "organisation", "place", "law", "date", "figure", "meeting"];

pub(crate) fn compare(gold: &[Mention], found: &[MentionRecord], sheet: &mut Sheet<'_>) {
    for kind in KINDS {
        let wanted = distinct(gold.iter().filter(|m| m.kind == kind), |m| &m.quote);
        let got = distinct(found.iter().filter(|m| m.kind == kind), |m| &m.quote);
        let alike = |i: usize, j: usize| {
            let (a, b): (&str, &str) = (&wanted[i].quote, &got[j].quote);
            if key(a) == key(b) { 1.0 } else { similar(a, b) * 0.99 }
        };
        let pairs = pair(wanted.len(), got.len(), alike, 0.5);
        let strict = pairs.iter().filter(|&&(i, j)| key(&wanted[i].quote) == key(&got[j].quote)).count();
        let figure = format!("mention.{kind}");
        sheet.tally(&figure, pairs.len(), got.len(), wanted.len());
        sheet.tally(&format!("{figure}.strict"), strict, got.len(), wanted.len());
        for &(i, j) in &pairs {
            value(kind, wanted[i], got[j], sheet);
        }
        for (i, mention) in wanted.iter().enumerate() {
            match pairs.iter().find(|pair| pair.0 == i).map(|pair| got[pair.1]) {
                Some(other) if key(&other.quote) == key(&mention.quote) => {
                    sheet.datum(&figure, Outcome::Found, &mention.quote, "");
                }
                Some(other) => sheet.datum(&figure, Outcome::Near, &mention.quote, &fold(&other.quote)),
                None => sheet.datum(&figure, Outcome::Missed, &mention.quote, ""),
            }
        }
        for (_, mention) in got.iter().enumerate().filter(|(j, _)| pairs.iter().all(|pair| pair.1 != *j)) {
            sheet.datum(&figure, Outcome::False, &mention.quote, "");
        }
    }
}

/// The first of each form.
fn distinct<'a, T>(all: impl Iterator<Item = &'a T>, quote: impl Fn(&T) -> &String) -> Vec<&'a T> {
    let mut seen = BTreeSet::new();
    all.filter(|mention| seen.insert(fold(quote(mention)))).collect()
}

/// The normalised value of a pair.
fn value(kind: &str, wanted: &Mention, got: &MentionRecord, sheet: &mut Sheet<'_>) {
    let (figure, right, note) = match kind {
        "date" => {
            let wanted = wanted.value.as_ref().and_then(toml::Value::as_str).unwrap_or("");
            let got = if let Some(Value::Date(edtf)) = &got.value { edtf.as_str() } else { "" };
            if wanted.is_empty() && got.is_empty() {
                return;
            }
            ("date.value", wanted == got, format!("{wanted} not {got}"))
        }
        "figure" => {
            let number = wanted.value.as_ref().map_or(Some(0.0), number).unwrap_or(f64::NAN);
            let told = if let Some(Value::Number(number)) = got.value { number } else { f64::NAN };
            let bound = got.bound.map_or("=".to_owned(), bound);
            let wanted_bound = if wanted.bound.is_empty() { "=" } else { &wanted.bound };
            let near = (number - told).abs() <= 0.02 * number.abs() + 1e-9;
            let note = format!("{wanted_bound}{number} not {bound}{told}");
            ("figure.value", near && wanted_bound == bound, note)
        }
        "meeting" => {
            let ordinal = i64::from(got.ordinal.unwrap_or(0));
            let date = got.date.as_deref().unwrap_or("");
            let right = wanted.ordinal == ordinal && wanted.date == date;
            let note = format!("{} {} not {ordinal} {date}", wanted.ordinal, wanted.date);
            ("meeting.value", right, note)
        }
        _ => return,
    };
    sheet.share(figure, right);
    if !right {
        sheet.datum(figure, Outcome::Wrong, &wanted.quote, &note);
    }
}

fn number(value: &toml::Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|number| number as f64))
}

fn bound(bound: whereas_extract::Bound) -> String {
    let value = toml::Value::try_from(bound).ok();
    value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
