//! Loads the files of the packs into [`Packs`].

use std::collections::BTreeMap;

use serde::Deserialize;

use super::builder::Builder;
use super::lexicon::{Case, Entry, Label};
use super::rule::{Example, Frame, Rule, Where};
use super::{Citation, Class, Mark, Pack, Packs, Role, list, pattern};
use crate::scan::{fold_term, term_words};
use crate::{Act, Lang, Polarity};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PackFile {
    language: Language,
    #[serde(default)]
    function_words: Vec<String>,
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(default)]
    infinitive_endings: Vec<String>,
    #[serde(default)]
    ordinal_endings: Vec<String>,
    #[serde(default)]
    adverb_endings: Vec<String>,
    #[serde(default)]
    verbs_complete: bool,
    #[serde(default)]
    name_endings: Vec<String>,
    #[serde(default)]
    plural_endings: Vec<String>,
    #[serde(default)]
    noun_capitals: bool,
    #[serde(default)]
    first_word_names: bool,
    #[serde(default)]
    name_word_endings: Vec<String>,
    #[serde(default)]
    verb_first: bool,
    #[serde(default)]
    classes: BTreeMap<Class, Vec<String>>,
    #[serde(default)]
    roles: BTreeMap<Role, Vec<String>>,
    #[serde(default)]
    sets: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    numbers: BTreeMap<String, f64>,
    #[serde(default)]
    multipliers: BTreeMap<String, f64>,
    #[serde(default)]
    ordinals: BTreeMap<String, u32>,
    #[serde(default)]
    months: BTreeMap<String, u32>,
    #[serde(default)]
    weekdays: BTreeMap<String, u32>,
    #[serde(default)]
    seasons: BTreeMap<String, u32>,
    #[serde(default)]
    bounds: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    hedges: Vec<String>,
    #[serde(default)]
    relative: Vec<Relative>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    code: String,
    /// For the reader of the file.
    #[serde(rename = "name")]
    _name: String,
    script: String,
    #[serde(default)]
    letters: String,
}

/// A date that counts from the document's date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Relative {
    /// The words.
    pub words: Vec<String>,
    /// What is counted.
    pub unit: RelativeUnit,
    /// How many units from the document's date.
    #[serde(default)]
    pub offset: i32,
}

/// What a relative date counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RelativeUnit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// A date that has no value ("past weeks").
    Open,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    act: Act,
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: toml::Spanned<String>,
    #[serde(default)]
    about: String,
    cue: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    short: bool,
    #[serde(default)]
    far: bool,
    #[serde(default)]
    infinitive: bool,
    #[serde(default)]
    cites: bool,
    #[serde(default)]
    says: bool,
    #[serde(default)]
    addressed: bool,
    #[serde(default)]
    frame: Frame,
    #[serde(rename = "in")]
    places: Vec<Where>,
    #[serde(default)]
    force: u8,
    polarity: Option<Polarity>,
    obliging: Option<Act>,
    #[serde(default = "sure")]
    confidence: f32,
    yes: Vec<YesEntry>,
    #[serde(default)]
    no: Vec<String>,
}

/// An example is a sentence, or a sentence with what must be found in it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum YesEntry {
    Text(String),
    Full(Example),
}

fn sure() -> f32 {
    0.9
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkFile {
    mark: Vec<MarkEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkEntry {
    what: String,
    #[serde(default = "one")]
    weight: f32,
    #[serde(default)]
    place: Place,
    words: Vec<String>,
}

fn one() -> f32 {
    1.0
}

/// Where a mark counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Place {
    /// In the title.
    Title,
    /// At the beginning of a passage.
    Begins,
    /// A passage that is nothing else.
    Line,
    /// Anywhere in the text.
    #[default]
    Anywhere,
}

/// Loads all files; what is wrong with them is collected in [`Packs::problems`].
pub(super) fn load(files: &[(&str, &str)]) -> Packs {
    let mut loader = Loader::default();
    // Grammar first: the indices of packs must stand before rules and lists refer to them.
    for (name, content) in files.iter().filter(|(name, _)| name.ends_with("/pack.toml")) {
        loader.pack(name, content);
    }
    for (name, content) in files.iter().filter(|(name, _)| !name.ends_with("/pack.toml")) {
        if let Err(problem) = loader.file(name, content) {
            loader.problems.push(format!("packs/{name}: {problem}"));
        }
    }
    Packs {
        packs: loader.packs,
        lexicon: loader.builder.build(),
        rules: loader.rules,
        numbers: loader.numbers,
        marks: loader.marks,
        categories: loader.categories,
        citations: loader.citations,
        themes: loader.themes,
        hosts: loader.hosts,
        family_endings: loader.family_endings,
        problems: loader.problems,
    }
}

#[derive(Debug, Default)]
struct Loader {
    builder: Builder,
    packs: Vec<Pack>,
    rules: Vec<Rule>,
    numbers: Vec<f64>,
    marks: Vec<Mark>,
    categories: super::category::Categories,
    citations: Vec<Citation>,
    themes: Vec<String>,
    hosts: Vec<(String, String)>,
    family_endings: Vec<(String, usize)>,
    problems: Vec<String>,
}

impl Loader {
    fn pack(&mut self, name: &str, content: &str) {
        let file: PackFile = match toml::from_str(content) {
            Ok(file) => file,
            Err(error) => return self.problems.push(format!("packs/{name}: {error}")),
        };
        let Some(lang) = Lang::parse(&file.language.code) else {
            return self.problems.push(format!("packs/{name}: `{}` is no language", file.language.code));
        };
        let index = self.packs.len() as u8;
        self.grammar(index, lang.code(), &file);
        self.numbers(index, &file);
        self.packs.push(Pack {
            lang,
            script: file.language.script,
            abbreviations: file.abbreviations.iter().map(|word| fold_term(word)).collect(),
            infinitive_endings: file.infinitive_endings,
            ordinal_endings: file.ordinal_endings,
            adverb_endings: file.adverb_endings,
            verbs_complete: file.verbs_complete,
            name_endings: file.name_endings,
            plural_endings: file.plural_endings,
            noun_capitals: file.noun_capitals,
            first_word_names: file.first_word_names,
            name_word_endings: file.name_word_endings,
            verb_first: file.verb_first,
            relatives: file.relative,
            letters: file.language.letters.chars().collect(),
        });
    }

    fn grammar(&mut self, pack: u8, code: &str, file: &PackFile) {
        for word in &file.function_words {
            for part in term_words(word) {
                self.builder.function_word(&part, pack as usize);
            }
        }
        for (set, words) in &file.sets {
            for word in words {
                // A set is a symbol of a word: several words could never match.
                if term_words(word).len() > 1 {
                    self.problems.push(format!("packs/{code}: set `{set}`: “{word}” is more than one word"));
                }
                self.builder.set_member(code, set, &fold_term(word));
            }
        }
        for (class, words) in &file.classes {
            self.words(words, Entry { label: Label::Class, pack, case: Case::Any, payload: *class as u32 });
        }
        for (role, words) in &file.roles {
            self.words(words, Entry { label: Label::Role, pack, case: Case::Any, payload: *role as u32 });
        }
        self.words(&file.hedges, Entry { label: Label::Hedge, pack, case: Case::Any, payload: 0 });
        for (at, relative) in file.relative.iter().enumerate() {
            self.words(
                &relative.words,
                Entry { label: Label::Relative, pack, case: Case::Any, payload: at as u32 },
            );
        }
    }

    fn numbers(&mut self, pack: u8, file: &PackFile) {
        let tables: [(&BTreeMap<String, u32>, Label); 4] = [
            (&file.ordinals, Label::Ordinal),
            (&file.months, Label::Month),
            (&file.weekdays, Label::Weekday),
            (&file.seasons, Label::Season),
        ];
        for (table, label) in tables {
            for (words, number) in table {
                let entry = Entry { label, pack, case: list::case(words), payload: *number };
                self.words(std::slice::from_ref(words), entry);
            }
        }
        for (table, label) in [(&file.numbers, Label::Number), (&file.multipliers, Label::Multiplier)] {
            for (words, number) in table {
                let entry = Entry { label, pack, case: Case::Any, payload: self.numbers.len() as u32 };
                self.numbers.push(*number);
                self.words(std::slice::from_ref(words), entry);
            }
        }
        for (bound, words) in &file.bounds {
            match BOUNDS.iter().position(|known| known == bound) {
                Some(at) => {
                    self.words(
                        words,
                        Entry { label: Label::Bound, pack, case: Case::Any, payload: at as u32 },
                    );
                }
                None => self.problems.push(format!("`{bound}` is no bound; there are {}", BOUNDS.join(" "))),
            }
        }
    }

    fn words(&mut self, phrases: &[String], entry: Entry) {
        for phrase in phrases {
            match pattern::expand(phrase) {
                Ok(expanded) => expanded.iter().for_each(|words| self.builder.phrase("", words, entry)),
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    fn file(&mut self, name: &str, content: &str) -> Result<(), String> {
        let (folder, file) =
            name.split_once('/').ok_or("a file must stand in the folder of a language or in `world`")?;
        let pack = if folder == "world" {
            list::WORLD
        } else {
            let known = self.packs.iter().position(|pack| pack.lang.code() == folder);
            known.ok_or_else(|| format!("there is no packs/{folder}/pack.toml"))? as u8
        };
        match file {
            "verbs.txt" => list::add_verbs(&mut self.builder, (folder, pack), content),
            "hosts.txt" => {
                let pairs = list::lines(content).filter_map(|line| line.split_once('='));
                self.hosts.extend(pairs.map(|(host, name)| (host.trim().to_owned(), name.trim().to_owned())));
            }
            "citations.txt" => {
                for line in list::lines(content) {
                    self.citation(pack, line)?;
                }
            }
            "family-endings.txt" => {
                for line in list::lines(content) {
                    let (endings, least) = line.split_once(';').unwrap_or((line, "3"));
                    let least = least.trim().parse().unwrap_or(3);
                    let endings = endings.split('|').map(|e| fold_term(e.trim().trim_start_matches('-')));
                    self.family_endings.extend(endings.filter(|e| !e.is_empty()).map(|e| (e, least)));
                }
            }
            // Examples, which the tests of `mention` run, and what only [`super::entity`] asks for.
            "mentions.toml" | "translations.txt" | "body-words.txt" | "institutions.txt" => {}
            "marks.toml" => self.mark_file(pack, content)?,
            "categories.toml" => self.categories.add(pack, content)?,
            "themes.toml" => self.theme_file(pack, content)?,
            _ => match file.rsplit_once('.') {
                Some((list, "txt")) => list::add(&mut self.builder, list, pack, content)?,
                Some((rules, "toml")) => self.rule_file(folder, pack, rules, name, content)?,
                _ => return Err("is neither a list (.txt) nor rules (.toml)".to_owned()),
            },
        }
        Ok(())
    }

    /// A citation is found by its words up to the first that is left open.
    fn citation(&mut self, pack: u8, line: &str) -> Result<(), String> {
        let case = list::case(line.trim_start_matches(['%', ' ', '[']));
        for words in pattern::expand(line)? {
            let number_first = words.first().is_some_and(|word| word == "%");
            let words = &words[usize::from(number_first)..];
            let head = words.iter().position(|word| word == "%" || word == "@").unwrap_or(words.len());
            let entry = Entry { label: Label::Citation, pack, case, payload: self.citations.len() as u32 };
            self.builder.phrase("", &words[..head], entry);
            self.citations.push(Citation { number_first, tail: words[head..].to_vec() });
        }
        Ok(())
    }

    fn mark_file(&mut self, pack: u8, content: &str) -> Result<(), String> {
        let file: MarkFile = toml::from_str(content).map_err(|error| error.to_string())?;
        for mark in file.mark {
            let entry = Entry { label: Label::Mark, pack, case: Case::Any, payload: self.marks.len() as u32 };
            self.words(&mark.words, entry);
            self.marks.push(Mark { what: mark.what, weight: mark.weight, place: mark.place });
        }
        Ok(())
    }

    fn theme_file(&mut self, pack: u8, content: &str) -> Result<(), String> {
        let file: BTreeMap<String, Vec<String>> =
            toml::from_str(content).map_err(|error| error.to_string())?;
        for (theme, words) in file {
            let at = self.themes.iter().position(|known| *known == theme).unwrap_or_else(|| {
                self.themes.push(theme.clone());
                self.themes.len() - 1
            });
            self.words(&words, Entry { label: Label::Theme, pack, case: Case::Any, payload: at as u32 });
        }
        Ok(())
    }

    fn rule_file(
        &mut self,
        lang: &str,
        pack: u8,
        stem: &str,
        name: &str,
        content: &str,
    ) -> Result<(), String> {
        let file: RuleFile = toml::from_str(content).map_err(|error| error.to_string())?;
        for entry in file.rule {
            let line = content[..entry.id.span().start.min(content.len())].matches('\n').count() as u32 + 1;
            let index = self.rules.len() as u32;
            let id = format!("{lang}/{stem}/{}", entry.id.get_ref());
            if self.rules.iter().any(|rule| rule.id == id) {
                return Err(format!("line {line}: there are two rules `{id}`"));
            }
            for (label, patterns) in
                [(Label::Cue, &entry.cue), (Label::Never, &entry.never), (Label::With, &entry.with)]
            {
                for words in patterns
                    .iter()
                    .map(|written| pattern::expand(written))
                    .collect::<Result<Vec<_>, _>>()?
                    .concat()
                {
                    self.builder.phrase(lang, &words, Entry { label, pack, case: Case::Any, payload: index });
                }
            }
            let full = |yes| match yes {
                YesEntry::Text(text) => Example { text, cue: String::new(), to: None, act: None },
                YesEntry::Full(example) => example,
            };
            self.rules.push(Rule {
                id,
                pack,
                act: file.act,
                obliging: entry.obliging,
                polarity: entry.polarity,
                force: entry.force,
                cites: entry.cites,
                says: entry.says,
                addressed: entry.addressed,
                takes_noun: !entry.with.is_empty(),
                short: entry.short,
                far: entry.far,
                infinitive: entry.infinitive,
                frame: entry.frame,
                places: entry.places,
                cues: entry.cue,
                yes: entry.yes.into_iter().map(full).collect(),
                no: entry.no,
                confidence: entry.confidence,
                about: entry.about,
                file: name.to_owned(),
                line,
            });
        }
        Ok(())
    }
}

/// Bounds in the order of [`Label::Bound`]'s payload.
pub(crate) const BOUNDS: [&str; 6] = ["=", ">=", "<=", ">", "<", "~"];
