//! Lists: one entity a line, its forms parted by ` | `, comments behind `#` at the beginning of a line.

use super::Class;
use super::builder::Builder;
use super::lexicon::{ANY_PACK, Case, Entry, Label};
use crate::scan::term_words;

/// What a list says of the terms of a line behind ` ; `, as bits of their payload.
pub(crate) mod flag {
    /// As often something else (` ?` at the end of the line).
    pub const DOUBTFUL: u32 = 1;
    /// A title that stands behind the name ("MP").
    pub const BEHIND: u32 = 2;
    /// A head noun that makes a body in lower case too, behind a place or a body ("Varosian parliament").
    pub const LOWER: u32 = 4;
    /// A head noun that makes a body in lower case too, before its field ("ministry of culture").
    pub const FIELD: u32 = 8;
    /// A body named after a people or a person ("Varosian Government", "Orlo Administration").
    pub const NAMED_AFTER: u32 = 16;
    /// An office whose mandate follows in lower case ("Rapporteur on the right to food").
    pub const MANDATE: u32 = 32;
    /// A text that is named by its day or number ("resolution of 14 March 2019").
    pub const DATED: u32 = 64;
    /// A code or constitution that has its field before it in lower case ("criminal code").
    pub const BRANCH: u32 = 128;
    /// A head noun that makes a body in lower case directly behind a country ("Varosian parliament").
    pub const NATIONAL: u32 = 256;
    /// A meeting to which one side comes ("visit").
    pub const VISIT: u32 = 512;
    /// A plural form for one occasion ("talks").
    pub const ONCE: u32 = 1024;
    /// A head noun of bodies that two sides have in common ("Cooperation Council").
    pub const JOINT: u32 = 2048;

    /// The names of the flags in lists.
    pub(super) const NAMES: [(&str, u32); 12] = [
        ("doubtful", DOUBTFUL),
        ("behind", BEHIND),
        ("lower", LOWER),
        ("field", FIELD),
        ("named-after", NAMED_AFTER),
        ("mandate", MANDATE),
        ("dated", DATED),
        ("branch", BRANCH),
        ("national", NATIONAL),
        ("visit", VISIT),
        ("once", ONCE),
        ("joint", JOINT),
    ];
}

/// The forms of a line and its flags.
fn flagged(line: &str) -> Result<(&str, u32), String> {
    let (line, mut flags) = line.strip_suffix(" ?").map_or((line, 0), |line| (line, flag::DOUBTFUL));
    let Some((forms, names)) = line.split_once(" ; ") else { return Ok((line, flags)) };
    for name in names.split_whitespace() {
        let known = flag::NAMES.iter().find(|(known, _)| *known == name);
        flags |=
            known.map(|(_, bit)| *bit).ok_or_else(|| format!("`{name}` in `{line}` is no flag of a list"))?;
    }
    Ok((forms, flags))
}

/// Adds a list to the lexicon. `name` is the file's name without folder and ending.
pub(super) fn add(builder: &mut Builder, name: &str, pack: u8, content: &str) -> Result<(), String> {
    let label = match name {
        "places" => Label::Place,
        "demonyms" => Label::Demonym,
        "organisations" => Label::Organisation,
        "organisation-heads" => Label::OrganisationHead,
        "laws" => Label::Law,
        "law-heads" => Label::LawHead,
        "people" => Label::People,
        "titles" => Label::Title,
        "groups" => Label::Group,
        "actors" => Label::Actor,
        "units" => Label::Unit,
        "counted" => Label::Counted,
        "meetings" => Label::Meeting,
        _ if name.starts_with("given-names") => Label::GivenName,
        other => return Err(format!("`{other}.txt` is no list the program knows")),
    };
    for line in lines(content) {
        let (line, flags) = flagged(line)?;
        let forms = if label == Label::Demonym {
            line.split_once(':').map_or(line, |(_, forms)| forms)
        } else {
            line
        };
        for form in forms.split('|').map(str::trim).filter(|form| !form.is_empty()) {
            let entry = Entry { label, pack, case: case(form), payload: flags };
            builder.phrase("", &stemmed(form), entry);
        }
    }
    Ok(())
}

/// The words of a form; `stem*` is any word that begins so.
fn stemmed(form: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in form.split_whitespace() {
        words.extend(term_words(part.trim_end_matches('*')));
        if let Some(last) = words.last_mut()
            && part.ends_with('*')
        {
            last.push('*');
        }
    }
    words
}

/// Adds the verbs of a pack: `base | third | past | participle | ing | first`, forms of one column parted by `/`,
/// ` ; noun` behind those that are as often nouns. The first person is listed where it stands without a pronoun.
pub(super) fn add_verbs(builder: &mut Builder, pack: (&str, u8), content: &str) {
    const COLUMNS: [(u8, bool); 6] = [
        (super::lexicon::BASE, false),
        (super::lexicon::THIRD, false),
        (super::lexicon::PAST, false),
        (super::lexicon::PARTICIPLE, false),
        (super::lexicon::ING, false),
        (super::lexicon::THIRD, true),
    ];
    for line in lines(content) {
        let (forms, noun) =
            line.split_once(';').map_or((line, false), |(forms, rest)| (forms, rest.contains("noun")));
        let columns: Vec<&str> = forms.split('|').map(str::trim).collect();
        let Some(lemma) =
            columns.first().map(|base| term_words(base.split('/').next().unwrap_or(base)).join(" "))
        else {
            continue;
        };
        for (column, (form, first_person)) in columns.iter().zip(COLUMNS) {
            for variant in column.split('/').map(str::trim).filter(|v| !v.is_empty() && *v != "-") {
                if let [word] = term_words(variant).as_slice() {
                    builder.verb_form(pack, &lemma, form, word, noun);
                    if first_person {
                        builder.in_class(pack.1, Class::FirstPerson, word);
                    }
                }
            }
        }
    }
}

/// The lines of a list without comments.
pub(super) fn lines(content: &str) -> impl Iterator<Item = &str> {
    content.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// How a term must be capitalised, by how the list writes it.
pub(super) fn case(term: &str) -> Case {
    let first: String = term.chars().take_while(|c| c.is_alphabetic()).collect();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    if capitals >= 2 && capitals == first.chars().count() {
        Case::Upper
    } else if capitals > 0 && first.starts_with(char::is_uppercase) {
        Case::Capital
    } else {
        Case::Any
    }
}

/// The pack index under which a list of the world stands.
pub(super) const WORLD: u8 = ANY_PACK;
