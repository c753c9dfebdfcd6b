//! The words of two quotations told apart: what stayed, what went, what came.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// Some words, and whether both quotations have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Whether they stayed, went or came.
    pub kind: PieceKind,
    /// The words.
    pub words: String,
}

/// Whether words stayed, went or came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PieceKind {
    /// Both have them.
    Kept,
    /// Only the earlier one has them.
    Gone,
    /// Only the later one has them.
    Added,
}

/// Tells the words of two quotations apart. White space counts as one blank.
pub(crate) fn reworded(before: &str, after: &str) -> Vec<Piece> {
    let (before, after) = (whereas_extract::fold_blanks(before), whereas_extract::fold_blanks(after));
    let before: Vec<&str> = before.split(' ').collect();
    let after: Vec<&str> = after.split(' ').collect();
    let mut out: Vec<Piece> = Vec::new();
    for change in TextDiff::from_slices(&before, &after).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Kept,
            ChangeTag::Delete => PieceKind::Gone,
            ChangeTag::Insert => PieceKind::Added,
        };
        match out.last_mut().filter(|last| last.kind == kind) {
            Some(last) => {
                last.words.push(' ');
                last.words.push_str(change.value());
            }
            None => out.push(Piece { kind, words: change.value().to_owned() }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_changed_are_told() {
        let pieces = reworded("Urges Varosia to repeal\nthe law", "Invites Varosia to amend the law soon");
        let told: Vec<(PieceKind, &str)> =
            pieces.iter().map(|piece| (piece.kind, piece.words.as_str())).collect();
        use PieceKind::{Added, Gone, Kept};
        assert_eq!(
            told,
            [
                (Gone, "Urges"),
                (Added, "Invites"),
                (Kept, "Varosia to"),
                (Gone, "repeal"),
                (Added, "amend"),
                (Kept, "the law"),
                (Added, "soon")
            ]
        );
    }
}
