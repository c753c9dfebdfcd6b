//! The examples of the packs (`packs/<language>/mentions.toml`), run as tests: what is named in each of them is found,
//! and nothing else of the kinds that the example lists.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Calendar, Mention, MentionValue, mentions};
use crate::pack::Packs;
use crate::scan::Scan;
use crate::{Document, Genre, Lang, Passage, PassageKind, Span};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    example: Vec<Example>,
}

/// A text, the day of its document, and the mentions of some kinds: `quote`, or `quote = value`.
#[derive(Debug, Deserialize)]
struct Example {
    text: String,
    #[serde(default)]
    on: String,
    #[serde(flatten)]
    kinds: BTreeMap<String, Vec<String>>,
}

fn read(lang: Lang, example: &Example) -> Vec<Mention> {
    let packs = Packs::shipped();
    let mut scan = Scan::new(&example.text, packs);
    let pack = packs.index(lang);
    scan.tokens.iter_mut().for_each(|token| token.enter(pack, &packs.lexicon));
    let span = Span::new(0, example.text.len() as u32);
    let passage = Passage {
        id: "p".to_owned(),
        kind: PassageKind::Body,
        num: String::new(),
        lang,
        span,
        label: Span::new(0, 0),
    };
    let date = example.on.clone();
    let document = Document { genre: Genre::Statement, date, passages: vec![passage], ..Document::default() };
    assert!(example.on.is_empty() || Calendar::from_iso(&example.on).base.is_some(), "{}", example.on);
    mentions(&scan, &document)
}

/// As an example writes it; the value only where `with` asks for it.
fn written(mention: &Mention, text: &str, with: bool) -> String {
    let quote = mention.span.of(text).to_owned();
    let value = match &mention.value {
        MentionValue::Date { edtf } => edtf.clone(),
        MentionValue::Figure { value, bound, of } => {
            let sign = sign_of(bound);
            let of = of.map_or("", |of| of.of(text));
            format!("{sign} {value} {of}").trim().to_owned()
        }
        MentionValue::Meeting { body, ordinal, date } => {
            format!("{} {ordinal} {date}", body.map_or("", |body| body.of(text))).trim().to_owned()
        }
        MentionValue::Person { role: Some(role) } => role.of(text).to_owned(),
        _ => String::new(),
    };
    if with { format!("{quote} = {value}") } else { quote }
}

fn sign_of(bound: &crate::Bound) -> &'static str {
    use crate::Bound::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};
    match bound {
        Exactly => "=",
        AtLeast => ">=",
        AtMost => "<=",
        MoreThan => ">",
        LessThan => "<",
        About => "~",
    }
}

fn misses(name: &str, lang: Lang, example: &Example) -> Vec<String> {
    let found = read(lang, example);
    let mut out = Vec::new();
    for (kind, wanted) in &example.kinds {
        let of_kind = found.iter().filter(|mention| mention.value.kind() == kind);
        let got: Vec<String> = of_kind
            .enumerate()
            .map(|(at, mention)| {
                let with = wanted.get(at).is_some_and(|wanted| wanted.contains(" = "));
                written(mention, &example.text, with)
            })
            .collect();
        if got != *wanted {
            out.push(format!("{name} {kind}: «{}»\n    wanted {wanted:?}\n    found  {got:?}", example.text));
        }
    }
    out
}

#[test]
fn every_pack_finds_the_mentions_of_its_examples() {
    let mut wrong = Vec::new();
    for (name, content) in crate::pack::FILES.iter().filter(|(name, _)| name.ends_with("/mentions.toml")) {
        match (name.split('/').next().and_then(Lang::parse), toml::from_str::<File>(content)) {
            (Some(lang), Ok(file)) => {
                wrong.extend(file.example.iter().flat_map(|example| misses(name, lang, example)));
            }
            (None, _) => wrong.push(format!("{name} stands in the folder of no language")),
            (_, Err(error)) => wrong.push(format!("{name}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}
