//! What the grammar of a pack says of a token: questions that are asked in several places.

use crate::pack::Class;
use crate::pack::lexicon::{BASE, Label, THIRD};
use crate::scan::Scan;

/// What words for somebody who can act are, as bits.
pub(super) const ACTORS: u64 = Label::Actor.bit()
    | Label::Organisation.bit()
    | Label::OrganisationHead.bit()
    | Label::Place.bit()
    | Label::Title.bit()
    | Label::People.bit()
    | Label::Group.bit()
    | Label::Demonym.bit();

/// Whether token `at` is an adverb, by the list of the pack or by its ending.
pub(super) fn is_adverb(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    scan.class(at, Class::Adverb, pack) || has_adverb_ending(scan, at, pack)
}

/// What a name that ends as adverbs do is known as ("Italy", "Assembly", "Emily").
const NAMES: u64 = ACTORS | Label::GivenName.bit() | Label::LawHead.bit();

/// Whether token `at` ends as adverbs do ("-ly") and is no verb ("reply"), name or other known noun.
pub(super) fn has_adverb_ending(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    let Some(endings) = scan.packs.pack(pack).map(|pack| &pack.adverb_endings) else { return false };
    scan.is_word(at)
        && endings.iter().any(|ending| scan.word(at).ends_with(ending.as_str()))
        && scan.forms(at) == 0
        && !scan.class(at, Class::NotAdverb, pack)
        && !(scan.capital(at) && scan.is_any(at, NAMES, pack))
}

/// One past a word that leads a clause, with the apostrophe where it is elided: "qu’|une liste".
pub(super) fn past_lead(scan: &Scan<'_>, at: usize) -> usize {
    at + 1 + usize::from(scan.mark(at + 1, b'\''))
}

/// The token behind the mark of an emphasis ("*Recalling*"), which is no word.
pub(super) fn past_emphasis(scan: &Scan<'_>, at: usize) -> usize {
    at + usize::from(scan.mark(at, b'*'))
}

/// Whether the pack lists the verbs of ordinary prose.
pub(super) fn lists_verbs(scan: &Scan<'_>, pack: u8) -> bool {
    scan.packs.pack(pack).is_some_and(|pack| pack.verbs_complete)
}

/// Whether token `at` is an infinitive: behind the word that marks one, or by its ending where a language has none.
pub(super) fn is_infinitive(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    let marked = scan.class(at, Class::Infinitive, pack) && scan.forms(at + 1) & BASE != 0;
    marked || ends_infinitive(scan, at, pack)
}

/// Whether token `at` ends as the infinitives of a language do that has no word for them.
pub(super) fn ends_infinitive(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    let Some(endings) = scan.packs.pack(pack).map(|pack| &pack.infinitive_endings) else { return false };
    let word = scan.word(at);
    scan.is_word(at)
        && !scan.capital(at)
        && word.chars().count() > 3
        && endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// One past the negation at token `at`: "not", "don't".
pub(super) fn negation_end(scan: &Scan<'_>, at: usize, pack: u8) -> Option<usize> {
    scan.class_end(at, Class::Negation, pack)
}

/// "be" itself, not "is" or "was".
pub(super) fn is_bare_be(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    scan.class(at, Class::Be, pack) && scan.forms(at) & BASE != 0
}

/// Whether token `at` may as often be a noun as a verb ("demands"; "demanded" is a verb).
pub(super) fn may_be_noun(scan: &Scan<'_>, at: usize) -> bool {
    scan.tokens
        .get(at)
        .is_some_and(|token| scan.packs.lexicon.word(token.word).noun && token.forms & (BASE | THIRD) != 0)
}

/// Whether token `at` is a verb whose form alone tells that the speaker is its subject: "solicităm", "призываем".
pub(super) fn in_first_person(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    scan.class(at, Class::FirstPerson, pack) && (scan.forms(at) != 0 || scan.class(at, Class::Will, pack))
}
