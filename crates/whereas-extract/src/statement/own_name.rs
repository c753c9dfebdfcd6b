//! Names that no list has, told by their capitals: "Varosia", "the Skupra".

use rustc_hash::FxHashSet;

use crate::pack::Class;
use crate::scan::{Kind, Scan};

/// The words, in small letters, that stand with a capital inside a sentence, and nowhere without: at the beginning of a
/// sentence the capital tells nothing.
pub(super) fn own_names(scan: &Scan<'_>) -> FxHashSet<String> {
    let words = || (1..scan.tokens.len()).filter(|&at| scan.tokens[at].kind == Kind::Word);
    let article = |at: usize| scan.class(at, Class::Article, scan.tokens[at].pack);
    let begun = |at: usize| scan.is_word(at) && (!scan.capital(at) || article(at));
    let inside = |&at: &usize| scan.capital(at) && begun(at - 1);
    let mut out: FxHashSet<String> = words().filter(inside).map(|at| scan.word(at).to_lowercase()).collect();
    for at in words().filter(|&at| !scan.capital(at)) {
        out.remove(scan.word(at));
    }
    out
}
