//! Lists: one entity a line, its forms parted by ` | `, comments behind `#` at the beginning of a line.

use super::builder::Builder;
use super::lexicon::{ANY_PACK, Case, Entry, Label};
use crate::scan::term_words;

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
        let (line, doubtful) = line.strip_suffix(" ?").map_or((line, false), |line| (line, true));
        let forms = if label == Label::Demonym {
            line.split_once(':').map_or(line, |(_, forms)| forms)
        } else {
            line
        };
        for form in forms.split('|').map(str::trim).filter(|form| !form.is_empty()) {
            let entry = Entry { label, pack, case: case(form), payload: u32::from(doubtful) };
            let stem = form.ends_with('*');
            let mut words = term_words(form.trim_end_matches('*'));
            if let Some(last) = words.last_mut()
                && stem
            {
                last.push('*');
            }
            builder.phrase("", &words, entry);
        }
    }
    Ok(())
}

/// Adds the verbs of a pack: `base | third | past | participle | ing`, forms of one column parted by `/`,
/// ` ; noun` behind those that are as often nouns.
pub(super) fn add_verbs(builder: &mut Builder, pack: (&str, u8), content: &str) {
    const COLUMNS: [u8; 5] = [
        super::lexicon::BASE,
        super::lexicon::THIRD,
        super::lexicon::PAST,
        super::lexicon::PARTICIPLE,
        super::lexicon::ING,
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
        for (column, form) in columns.iter().zip(COLUMNS) {
            for variant in column.split('/').map(str::trim).filter(|v| !v.is_empty() && *v != "-") {
                if let [word] = term_words(variant).as_slice() {
                    builder.verb_form(pack, &lemma, form, word, noun);
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
