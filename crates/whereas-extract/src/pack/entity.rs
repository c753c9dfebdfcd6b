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
    /// Kind, folder and folded words; the name of the entity, or nothing where two lines have the words.
    names: BTreeMap<(Listed, &'static str, String), Option<&'static str>>,
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
    let look = |folder: &'static str, words: &str| {
        entities().names.get(&(kind, folder, words.to_owned())).copied().flatten()
    };
    let folders = [folder_of(lang), Some("world"), Some("en")];
    folders.into_iter().flatten().find_map(|folder| look(folder, &folded).or_else(|| look(folder, bare)))
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

fn folder_of(lang: Lang) -> Option<&'static str> {
    let names = FILES.iter().filter_map(|(name, _)| name.split_once('/'));
    names.map(|(folder, _)| folder).find(|folder| *folder == lang.code())
}

/// Words as they are looked up: cut as a text is, parted by blanks.
fn folded(words: &str) -> String {
    term_words(words).join(" ")
}

/// Names in lists have no article.
fn without_article(folded: &str) -> &str {
    ["the ", "la ", "le ", "les ", "l ' "].iter().find_map(|the| folded.strip_prefix(the)).unwrap_or(folded)
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
            if file == "organisation-heads.txt" {
                let forms = lines(content).flat_map(forms).map(fold_term);
                entities.heads.entry(folder).or_default().extend(forms);
            }
        }
        entities.heads.values_mut().for_each(|heads| heads.sort());
        for (_, content) in FILES.iter().filter(|(name, _)| *name == "world/translations.txt") {
            lines(content).for_each(|line| entities.translate(line));
        }
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
    fn add(&mut self, kind: Listed, folder: &'static str, content: &'static str) {
        for line in lines(content) {
            let Some(name) = forms(line).next() else { continue };
            for form in forms(line) {
                let told = self.names.entry((kind, folder, folded(form))).or_insert(Some(name));
                if *told != Some(name) {
                    *told = None;
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
            this.names.get(&(kind, folder, folded(words))).copied().flatten()
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
                    let same = self.names.iter_mut().filter(|((k, folder, _), told)| {
                        *k == kind && *folder == lang && **told == Some(other)
                    });
                    same.for_each(|(_, told)| *told = Some(name));
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
    fn a_form_that_two_lines_have_tells_nothing() {
        let mut entities = Entities::default();
        entities.add(Listed::Organisation, "en", "Meridian Union | MU\nMarine Unit | MU");
        let told = |words: &str| entities.names[&(Listed::Organisation, "en", folded(words))];
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
