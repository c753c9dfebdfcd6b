//! Who is who in the lists: which names of bodies, laws and places are names of one thing, in one language and across
//! languages.
//!
//! A line of a list holds the forms of one entity in one language. `packs/world/translations.txt` says which lines of
//! several languages are one: `European Union | fr Union européenne | ru Европейский союз`. A form that stands in two
//! lines of a language tells nothing.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::FILES;
use super::list::lines;
use crate::Lang;
use crate::scan::{fold_term, term_words};

/// Kinds of mentions that lists have names of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// `organisations.txt`.
    Organisation,
    /// `laws.txt`.
    Law,
    /// `places.txt`.
    Place,
}

impl Listed {
    const ALL: [(Listed, &'static str); 3] = [
        (Listed::Organisation, "organisations.txt"),
        (Listed::Law, "laws.txt"),
        (Listed::Place, "places.txt"),
    ];
}

#[derive(Default)]
struct Entities {
    /// By kind and folder: folded words and the name of the entity, or nothing where two lines have the words.
    names: BTreeMap<(Listed, &'static str), BTreeMap<String, Option<&'static str>>>,
    /// Countries by adjectives and inhabitants.
    demonyms: BTreeMap<&'static str, BTreeMap<String, Option<&'static str>>>,
    /// Names of publishers and of what they call by a short name, with its full name.
    houses: BTreeMap<(&'static str, &'static str), &'static str>,
    /// Words that make a phrase a body, by folder.
    heads: BTreeMap<&'static str, Vec<String>>,
    /// What is wrong with the translations.
    problems: Vec<String>,
}

/// The name that a list gives to what the words name: its first form, the English one where the lists tell it.
///
/// ```
/// use whereas_extract::{Lang, pack::entity::{Listed, listed}};
///
/// let (en, fr) = (Lang::EN, Lang::parse("fr").unwrap());
/// assert_eq!(listed(Listed::Organisation, en, "the EU"), Some("European Union"));
/// assert_eq!(listed(Listed::Organisation, fr, "UE"), Some("European Union"));
/// assert_eq!(listed(Listed::Organisation, en, "Free Quill Foundation"), None);
/// ```
#[must_use]
pub fn listed(kind: Listed, lang: Lang, words: &str) -> Option<&'static str> {
    let folded = folded(words);
    let bare = without_article(&folded);
    let look = |folder: &'static str, words: &str| entities().name(kind, folder, words);
    let folders = [folder_of(lang), Some("world"), Some("en")];
    folders.into_iter().flatten().find_map(|folder| look(folder, &folded).or_else(|| look(folder, bare)))
}

/// As [`listed`], where the lists tell the English name.
#[must_use]
pub fn english(kind: Listed, lang: Lang, words: &str) -> Option<&'static str> {
    let name = listed(kind, lang, words)?;
    (entities().name(kind, "en", &folded(name)) == Some(name)).then_some(name)
}

/// The full name of what an institution calls by a short name in its own documents: "Commission" in those of the
/// European Parliament.
///
/// ```
/// use whereas_extract::{Lang, pack::entity::house_name};
///
/// assert_eq!(house_name("European Parliament", Lang::EN, "Commission"), Some("European Commission"));
/// assert_eq!(house_name("Meridian Post", Lang::EN, "Commission"), None);
/// ```
#[must_use]
pub fn house_name(publisher: &str, lang: Lang, words: &str) -> Option<&'static str> {
    let house = listed(Listed::Organisation, lang, publisher)?;
    // Names of institutions in other languages stand beside the English ones.
    let short = english(Listed::Organisation, lang, words)?;
    entities().houses.get(&(house, short)).copied()
}

/// Whether institutions call each other so.
#[must_use]
pub fn is_house_name(lang: Lang, words: &str) -> bool {
    let short = english(Listed::Organisation, lang, words);
    short.is_some_and(|short| entities().houses.keys().any(|(_, known)| *known == short))
}

/// The country that words name, directly or by its people: "Republic of Moldova", "Moldovan".
///
/// ```
/// use whereas_extract::{Lang, pack::entity::country};
///
/// assert_eq!(country(Lang::EN, "Moldovan"), Some("Moldova"));
/// assert_eq!(country(Lang::parse("fr").unwrap(), "Moldavie"), Some("Moldova"));
/// ```
#[must_use]
pub fn country(lang: Lang, words: &str) -> Option<&'static str> {
    listed(Listed::Place, lang, words).or_else(|| {
        let folder = folder_of(lang)?;
        entities().demonyms.get(folder)?.get(&folded(words)).copied().flatten()
    })
}

/// A word or phrase of the names of bodies: what it says in English (`""` for what tells nothing), its language, and
/// the phrase.
pub type BodyWord = (&'static str, Lang, &'static str);

/// The words by which the same body is told in several languages.
#[must_use]
pub fn body_words() -> &'static [BodyWord] {
    static WORDS: OnceLock<Vec<BodyWord>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let files = FILES.iter().filter(|(name, _)| *name == "world/body-words.txt");
        files.flat_map(|(_, content)| lines(content)).flat_map(body_word_line).collect()
    })
}

/// The first cells of a line are English, those of other languages begin with their code.
fn body_word_line(line: &'static str) -> Vec<BodyWord> {
    let cells: Vec<&str> = line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let says = cells.first().map_or("", |first| if *first == "-" { "" } else { *first });
    let word = |cell: &&'static str| match cell.split_once(' ') {
        Some((code, words)) if folder_code(code).is_some() => Some((says, folder_code(code)?, words)),
        _ => (*cell != "-").then_some((says, Lang::EN, *cell)),
    };
    cells.iter().filter_map(word).collect()
}

fn folder_code(code: &str) -> Option<Lang> {
    Lang::parse(code).filter(|lang| code.len() == 2 && folder_of(*lang).is_some())
}

/// Whether a word makes a phrase the name of a body: "Ministry", "комитет".
#[must_use]
pub fn is_head(lang: Lang, word: &str) -> bool {
    let folded = fold_term(word);
    let heads = folder_of(lang).and_then(|folder| entities().heads.get(folder));
    heads.is_some_and(|heads| heads.binary_search(&folded).is_ok())
}

/// A word of a name without the ending of its case, folded; the word itself, folded, in languages that have no such
/// endings.
#[must_use]
pub fn name_stem(lang: Lang, word: &str) -> String {
    let folded = fold_term(word);
    let packs = super::Packs::shipped();
    let Some(pack) = packs.pack(packs.index(lang)) else { return folded };
    let stem = |ending: &String| folded.strip_suffix(ending.as_str());
    let stems = pack.name_endings.iter().filter_map(stem);
    let stems = stems.filter(|stem| stem.chars().count() >= NAME_STEM_LETTERS_MIN);
    stems.min_by_key(|stem| stem.len()).map_or_else(|| folded.clone(), str::to_owned)
}

/// Whether a language has endings that names take by their case.
#[must_use]
pub fn has_cases(lang: Lang) -> bool {
    let packs = super::Packs::shipped();
    packs.pack(packs.index(lang)).is_some_and(|pack| !pack.name_endings.is_empty())
}

/// Before the ending of a case stand at least so many letters.
const NAME_STEM_LETTERS_MIN: usize = 3;

/// The folder of a language's pack.
fn folder_of(lang: Lang) -> Option<&'static str> {
    static FOLDERS: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
    let folders = FOLDERS.get_or_init(|| {
        let names = FILES.iter().filter_map(|(name, _)| name.split_once('/'));
        names.map(|(folder, _)| (folder, folder)).collect()
    });
    folders.get(lang.code()).copied()
}

/// Words as they are looked up: cut as a text is, parted by blanks.
fn folded(words: &str) -> String {
    term_words(words).join(" ")
}

/// Names in lists have no article.
fn without_article(folded: &str) -> &str {
    let bare = |article: &String| folded.strip_prefix(article.as_str())?.strip_prefix(' ');
    articles().iter().find_map(bare).unwrap_or(folded)
}

/// The articles of all languages, folded, the longest first; words are parted by blanks.
#[must_use]
pub fn articles() -> &'static [String] {
    static ARTICLES: OnceLock<Vec<String>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let files = FILES.iter().filter(|(name, _)| name.ends_with("/pack.toml"));
        let read = files.filter_map(|(_, content)| toml::from_str::<WithArticles>(content).ok());
        let mut all: Vec<String> =
            read.flat_map(|pack| pack.classes.article).map(|word| folded(&word)).collect();
        all.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        all.dedup();
        all
    })
}

/// The part of a pack that has its articles.
#[derive(serde::Deserialize)]
struct WithArticles {
    #[serde(default)]
    classes: ArticleClass,
}

#[derive(Default, serde::Deserialize)]
struct ArticleClass {
    #[serde(default)]
    article: Vec<String>,
}

fn entities() -> &'static Entities {
    static ENTITIES: OnceLock<Entities> = OnceLock::new();
    ENTITIES.get_or_init(|| {
        let mut entities = Entities::default();
        for (name, content) in FILES {
            let Some((folder, file)) = name.split_once('/') else { continue };
            if let Some((kind, _)) = Listed::ALL.iter().find(|(_, list)| *list == file) {
                entities.add(*kind, folder, content);
            }
            if file == "demonyms.txt" {
                entities.add_demonyms(folder, content);
            }
            if file == "organisation-heads.txt" {
                let forms = lines(content).flat_map(forms).map(fold_term);
                entities.heads.entry(folder).or_default().extend(forms);
            }
        }
        entities.heads.values_mut().for_each(|heads| heads.sort());
        for (_, content) in FILES.iter().filter(|(name, _)| *name == "world/translations.txt") {
            lines(content).for_each(|line| entities.translate(line));
        }
        for (_, content) in FILES.iter().filter(|(name, _)| *name == "world/institutions.txt") {
            lines(content).for_each(|line| entities.add_house(line));
        }
        let mut demonyms = std::mem::take(&mut entities.demonyms);
        for (folder, list) in &mut demonyms {
            for country in list.values_mut() {
                let named =
                    country.and_then(|country| entities.name(Listed::Place, folder, &folded(country)));
                *country = named.or(*country);
            }
        }
        entities.demonyms = demonyms;
        entities
    })
}

/// The forms of a line, without its flags.
fn forms(line: &str) -> impl Iterator<Item = &str> {
    let line = line.strip_suffix(" ?").unwrap_or(line);
    let line = line.split_once(" ; ").map_or(line, |(forms, _)| forms);
    line.split('|').map(str::trim).filter(|form| !form.is_empty() && !form.contains('*'))
}

impl Entities {
    /// The entity that folded words name in a folder's list.
    fn name(&self, kind: Listed, folder: &str, folded: &str) -> Option<&'static str> {
        self.names.get(&(kind, folder))?.get(folded).copied().flatten()
    }

    fn add(&mut self, kind: Listed, folder: &'static str, content: &'static str) {
        for line in lines(content) {
            let Some(name) = forms(line).next() else { continue };
            for form in forms(line) {
                let list = self.names.entry((kind, folder)).or_default();
                let told = list.entry(folded(form)).or_insert(Some(name));
                if *told != Some(name) {
                    *told = None;
                }
            }
        }
    }

    /// Lines such as `Moldova: Moldovan | Moldovans`.
    fn add_demonyms(&mut self, folder: &'static str, content: &'static str) {
        for (country, rest) in lines(content).filter_map(|line| line.split_once(':')) {
            for form in forms(rest) {
                let list = self.demonyms.entry(folder).or_default();
                let told = list.entry(folded(form)).or_insert(Some(country.trim()));
                if *told != Some(country.trim()) {
                    *told = None;
                }
            }
        }
    }

    /// A line of institutions, and what they call each other.
    fn add_house(&mut self, line: &'static str) {
        let (members, names) = line.split_once(" ; ").unwrap_or((line, ""));
        for (short, full) in names.split('|').filter_map(|name| name.split_once('=')) {
            for member in members.split('|') {
                let told =
                    [member, short, full].map(|words| self.name(Listed::Organisation, "en", &folded(words)));
                match told {
                    [Some(member), Some(short), Some(full)] => {
                        self.houses.insert((member, short), full);
                    }
                    _ => self.problems.push(format!("{line}: no list has{member}or{short}or{full}alone")),
                }
            }
        }
    }

    /// Gives the lines of other languages the name of the first one.
    fn translate(&mut self, line: &'static str) {
        let mut forms = forms(line);
        let Some(first) = forms.next() else { return };
        let kinds = Listed::ALL.map(|(kind, _)| kind);
        let known = |this: &Self, kind: Listed, folder: &'static str, words: &str| {
            this.name(kind, folder, &folded(words))
        };
        let Some((kind, name)) =
            kinds.into_iter().find_map(|kind| Some((kind, known(self, kind, "en", first)?)))
        else {
            return self.problems.push(format!("{first}: no list of English names has it alone"));
        };
        for form in forms {
            let Some((lang, words)) = form.split_once(' ') else { continue };
            match known(self, kind, lang, words) {
                Some(other) => {
                    let list = self.names.iter_mut().find(|((k, folder), _)| *k == kind && *folder == lang);
                    let forms = list.into_iter().flat_map(|(_, list)| list.values_mut());
                    forms.filter(|told| **told == Some(other)).for_each(|told| *told = Some(name));
                }
                None => self.problems.push(format!("{first}: no list has {form} alone")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_translation_stands_in_a_list() {
        assert_eq!(entities().problems, Vec::<String>::new());
    }

    #[test]
    fn every_word_of_bodies_is_told_once_in_a_language() {
        let mut told: BTreeMap<(Lang, String), &str> = BTreeMap::new();
        for (says, lang, words) in body_words() {
            let before = told.insert((*lang, folded(words)), *says);
            assert!(before.is_none_or(|before| before == *says), "{lang} {words}: {before:?} and {says}");
        }
        assert!(told.len() > 300);
    }

    #[test]
    fn a_form_that_two_lines_have_tells_nothing() {
        let mut entities = Entities::default();
        entities.add(Listed::Organisation, "en", "Meridian Union | MU\nMarine Unit | MU");
        let told = |words: &str| entities.name(Listed::Organisation, "en", &folded(words));
        assert_eq!((told("MU"), told("Marine Unit")), (None, Some("Marine Unit")));
    }

    #[test]
    fn endings_of_cases_come_off() {
        let ru = Lang::parse("ru").unwrap();
        assert_eq!(name_stem(ru, "Варосова"), name_stem(ru, "Варосовым"));
        assert_eq!(name_stem(Lang::EN, "Varosova"), "varosova");
        assert!(has_cases(ru) && !has_cases(Lang::EN));
    }

    #[test]
    fn heads_are_told() {
        assert!(is_head(Lang::EN, "Commission") && !is_head(Lang::EN, "Rights"));
    }
}
