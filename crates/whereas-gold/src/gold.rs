//! Gold files: one document's annotation as TOML, made of verbatim quotations.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A document and its annotation.
#[derive(Debug, Clone)]
pub struct Case {
    /// The name that document and annotation share.
    pub stem: String,
    /// The file's name, with its ending.
    pub file: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// What a careful reader marked.
    pub gold: Gold,
}

/// What a careful reader marked in one document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// Title, date, publisher …
    #[serde(default)]
    pub document: Head,
    /// Structural units.
    #[serde(default)]
    pub passage: Vec<Passage>,
    /// Speech acts.
    #[serde(default)]
    pub statement: Vec<Statement>,
    /// Names, dates, figures.
    #[serde(default)]
    pub mention: Vec<Mention>,
}

/// The document as a whole.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Head {
    /// Its title, `""` without one.
    pub title: String,
    /// Its genre.
    pub genre: String,
    /// Its date.
    pub date: String,
    /// The languages in it.
    pub languages: Vec<String>,
    /// Who published it.
    pub publisher: String,
    /// Who wrote it.
    pub author: String,
    /// `sponsored` or `""`.
    pub disclosure: String,
    /// Page furniture.
    pub boilerplate: Vec<String>,
}

/// One structural unit.
#[derive(Debug, Clone, Deserialize)]
pub struct Passage {
    /// Its kind.
    pub kind: String,
    /// Its number, `""` without one.
    #[serde(default)]
    pub num: String,
    /// Its first words.
    pub begins: String,
}

/// One speech act.
#[derive(Debug, Clone, Deserialize)]
pub struct Statement {
    /// Which act.
    pub act: String,
    /// The words.
    pub quote: String,
    /// The words that make it this act.
    #[serde(default)]
    pub cue: String,
    /// Who is responsible.
    #[serde(default)]
    pub speaker: String,
    /// Who shall act.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// What shall be done.
    #[serde(default)]
    pub actions: Vec<String>,
    /// `+` or `-`.
    #[serde(default)]
    pub polarity: String,
    /// EDTF.
    #[serde(default)]
    pub due: String,
}

/// One name, date or figure.
#[derive(Debug, Clone, Deserialize)]
pub struct Mention {
    /// Its kind.
    pub kind: String,
    /// The words.
    pub quote: String,
    /// EDTF of a date, number of a figure.
    pub value: Option<toml::Value>,
    /// Bound of a figure.
    #[serde(default)]
    pub bound: String,
    /// Number of a meeting.
    #[serde(default)]
    pub ordinal: i64,
    /// Date of a meeting.
    #[serde(default)]
    pub date: String,
}

/// Reads every gold file of `gold` with the document of the same name in `documents`, in order of name.
///
/// # Errors
/// When a file is missing or is no gold file, in words.
pub fn cases(gold: &Path, documents: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for path in files(gold)?.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if stem == "LINKS" {
            continue;
        }
        let source = ["txt", "md", "html"]
            .map(|end| documents.join(format!("{stem}.{end}")))
            .into_iter()
            .find(|source| source.is_file())
            .ok_or_else(|| format!("{} has no document in {}", path.display(), documents.display()))?;
        let words = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        cases.push(Case {
            file: source.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bytes: fs::read(&source).map_err(|error| format!("{}: {error}", source.display()))?,
            gold: toml::from_str(&words).map_err(|error| format!("{}: {error}", path.display()))?,
            stem,
        });
    }
    if cases.is_empty() { Err(format!("{} holds no gold file", gold.display())) } else { Ok(cases) }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let tell = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(tell)? {
        files.push(entry.map_err(tell)?.path());
    }
    files.sort();
    Ok(files)
}
