//! Who is who, compared with what a reader joined and parted: `[[same]]` and `[[different]]` of `LINKS.toml`.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use whereas_extract::id::{fold_words, sha256};
use whereas_gold::gold::Case;
use whereas_tests::desk::Desk;
use whereas_tests::eval::gold;
use whereas_tests::program::root;
use whereas_tests::skipped;

/// F1 of joined forms on the invented country file: what may not fall.
const DEMO_F1_MIN: f64 = 0.87;
/// On real documents, and how many of the joins are right at least.
const SHARED_F1_MIN: f64 = 0.97;
const SHARED_PRECISION_MIN: f64 = 0.97;

/// What a reader joined and parted.
#[derive(Debug, Deserialize)]
struct Identities {
    /// All forms of one entity.
    #[serde(default)]
    same: Vec<Same>,
    /// Two that look alike and are two.
    #[serde(default)]
    different: Vec<Different>,
}

/// All forms of one entity.
#[derive(Debug, Deserialize)]
struct Same {
    /// `person` or `organisation`.
    kind: String,
    /// As they stand in the texts.
    forms: Vec<String>,
}

/// Two that look alike and are two.
#[derive(Debug, Deserialize)]
struct Different {
    /// `person` or `organisation`.
    kind: String,
    /// One of them.
    a: Place,
    /// The other one.
    b: Place,
}

/// A form in a document.
#[derive(Debug, Deserialize)]
struct Place {
    /// Name of the document's file.
    file: String,
    /// The form.
    form: String,
}

/// Two forms of a kind.
type Couple = (String, String, String);

/// Reads `LINKS.toml`.
fn read(path: &Path) -> Identities {
    toml::from_str(&std::fs::read_to_string(path).expect("LINKS.toml")).expect("links of the gold")
}

/// A form as it is compared: case, quotation marks and hyphens do not count, nor an article before it.
fn key(form: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' | '\'' | '`' | '"' | '“' | '”' | '«' | '»' => None,
        '‐' | '‑' | '–' | '—' => Some('-'),
        other => Some(other),
    };
    let words: String = form.chars().filter_map(plain).collect::<String>().to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = ["the ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article));
    bare.unwrap_or(&words).trim_matches([' ', '.', ',', ';', ':', '(', ')']).to_owned()
}

/// Every two forms that are joined.
fn couples<'a>(groups: impl IntoIterator<Item = (&'a str, Vec<String>)>) -> BTreeSet<Couple> {
    let mut found = BTreeSet::new();
    for (kind, forms) in groups {
        let forms: BTreeSet<String> = forms.into_iter().collect();
        for (at, a) in forms.iter().enumerate() {
            found.extend(forms.iter().skip(at + 1).map(|b| (kind.to_owned(), a.clone(), b.clone())));
        }
    }
    found
}

/// Precision, recall and F1 of the entities that `whereas links` prints. Forms that no reader marked do not count.
fn score(gold: &Identities, marked: &BTreeSet<String>, entities: &[Value]) -> [f64; 3] {
    let wanted = couples(
        gold.same.iter().map(|same| (same.kind.as_str(), same.forms.iter().map(|f| key(f)).collect())),
    );
    let known: BTreeSet<String> = gold
        .same
        .iter()
        .flat_map(|same| &same.forms)
        .map(|form| key(form))
        .chain(marked.iter().cloned())
        .collect();
    let forms = |row: &Value| -> Vec<String> {
        let all = row["forms"].as_array().into_iter().flatten().filter_map(Value::as_str);
        all.map(key).filter(|form| known.contains(form)).collect()
    };
    let scored = |row: &&Value| matches!(row["kind"].as_str(), Some("person" | "organisation"));
    let got = couples(
        entities.iter().filter(scored).map(|row| (row["kind"].as_str().unwrap_or_default(), forms(row))),
    );
    let hit = wanted.intersection(&got).count() as f64;
    let (precision, recall) = (hit / got.len().max(1) as f64, hit / wanted.len().max(1) as f64);
    [precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::EPSILON)]
}

/// The `[[different]]` pairs that are one entity. `documents` are ids by the name of the file.
fn wrongly_joined(
    gold: &Identities,
    entities: &[Value],
    documents: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut entity_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, row) in entities.iter().enumerate() {
        let members = row["members"].as_array().into_iter().flatten();
        let ids = members.flat_map(|member| member["mentions"].as_array().into_iter().flatten());
        entity_of.extend(ids.filter_map(Value::as_str).map(|id| (id, at)));
    }
    let of = |kind: &str, place: &Place| {
        let document = documents.get(&place.file)?;
        let id = sha256(format!("{document}\0{kind}\0{}", fold_words(&place.form)).as_bytes());
        entity_of.get(id.get(..16)?).copied()
    };
    let is_one = |pair: &&Different| {
        let (a, b) = (of(&pair.kind, &pair.a), of(&pair.kind, &pair.b));
        a.is_some() && a == b
    };
    let joined = gold.different.iter().filter(is_one);
    joined.map(|pair| format!("{} in {} and {}", pair.a.form, pair.a.file, pair.b.file)).collect()
}

fn objects(desk: &Desk, args: &[&str]) -> Vec<Value> {
    let said = desk.run(args);
    assert_eq!(said.code, 0, "{said}");
    said.out.lines().map(|line| serde_json::from_str(line).expect("a line is one JSON object")).collect()
}

/// The entities of a ledger that holds a folder.
fn entities(desk: &Desk, files: &[String]) -> Vec<Value> {
    let args: Vec<&str> = std::iter::once("add").chain(files.iter().map(String::as_str)).collect();
    let said = desk.run(&args);
    assert_eq!(said.code, 0, "{said}");
    objects(desk, &["entities", "--format", "jsonl"])
}

/// Persons and bodies that a reader marked.
fn marked(cases: &[Case]) -> BTreeSet<String> {
    let mentions = cases.iter().flat_map(|case| &case.gold.mention);
    let scored = mentions.filter(|mention| matches!(mention.kind.as_str(), "person" | "organisation"));
    scored.map(|mention| key(&mention.quote)).collect()
}

#[test]
fn entities_of_the_invented_country_file_hold_their_floor() {
    let desk = Desk::new();
    let gold = read(&root().join("demo/gold/LINKS.toml"));
    let entities = entities(&desk, &[root().join("demo/documents").to_string_lossy().into_owned()]);
    let marked = marked(&gold::demo().expect("gold of the invented country file"));
    let [precision, recall, f1] = score(&gold, &marked, &entities);
    assert!(f1 >= DEMO_F1_MIN, "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
    let name = |path: &str| Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    let documents = objects(&desk, &["documents", "--format", "jsonl"]);
    let documents: BTreeMap<String, String> = documents
        .iter()
        .filter_map(|row| Some((name(row["file"].as_str()?)?, row["id"].as_str()?.to_owned())))
        .collect();
    assert_eq!(documents.len(), 16);
    assert_eq!(wrongly_joined(&gold, &entities, &documents), Vec::<String>::new());
}

#[test]
fn entities_of_real_documents_hold_their_floor() {
    let Some(folder) = gold::shared() else {
        skipped(
            "entities_of_real_documents_hold_their_floor: there is no ../shared/gold/dev beside the repository",
        );
        return;
    };
    let gold = read(&folder.join("LINKS.toml"));
    let mut cases = gold::cases(&folder, &folder).expect("gold of real documents");
    let entities = entities(&Desk::new(), &texts(&folder));
    // The links were drawn on the first five documents.
    cases.retain(|case| case.stem.starts_with("00"));
    let [precision, recall, f1] = score(&gold, &marked(&cases), &entities);
    assert!(
        f1 >= SHARED_F1_MIN && precision >= SHARED_PRECISION_MIN,
        "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}"
    );
}

/// The texts of a folder, in order.
fn texts(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let mut texts: Vec<String> = texts.map(|path| path.to_string_lossy().into_owned()).collect();
    texts.sort();
    texts
}
