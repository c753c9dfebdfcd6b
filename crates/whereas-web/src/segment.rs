//! Cuts a text at the borders of overlapping marks into pieces that nest properly.
//!
//! A statement contains its cue, its addressees, its actions and mentions; statements stand inside others;
//! and nothing keeps a mention from crossing the border of an action. HTML only knows elements that nest. So
//! where two marks cross, one of them is closed and opened again on the other side of the border. What is
//! opened again says so ([`Piece::Open`]'s `first`), so that ids and labels are written once.

use std::cmp::Reverse;

use whereas_extract::Span;

/// How deep marks may nest; what would go deeper is left out, so that no document makes a page explode.
pub(crate) const NESTING_MAX: usize = 16;

/// A stretch of a text and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark<T> {
    /// Bytes of the text that is segmented.
    pub(crate) span: Span,
    /// Where two marks cross, the one of the higher rank is split.
    pub(crate) rank: u8,
    /// What it is.
    pub(crate) what: T,
}

/// A piece of the segmented text. `Open` and `Close` balance; the texts together are the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'a, T> {
    /// A mark begins, or goes on behind a border.
    Open {
        /// What is marked.
        what: T,
        /// Whether it begins here (else it was split).
        first: bool,
    },
    /// Words.
    Text(&'a str),
    /// The mark opened last and not yet closed ends here, or pauses at a border.
    Close {
        /// What was marked.
        what: T,
    },
}

/// Cuts `text` at the borders of `marks`. Marks that do not fit the text are left out.
pub(crate) fn segment<'a, T: Clone>(text: &'a str, marks: &[Mark<T>]) -> Vec<Piece<'a, T>> {
    let mut cutter = Cutter::new(text, marks);
    let mut borders: Vec<u32> =
        cutter.waiting.iter().flat_map(|&mark| [marks[mark].span.start, marks[mark].span.end]).collect();
    borders.sort_unstable();
    borders.dedup();
    let mut at = 0;
    for border in borders {
        cutter.text(&text[at..border as usize]);
        at = border as usize;
        cutter.cross(border);
    }
    cutter.text(&text[at..]);
    cutter.pieces
}

/// The state of the cutting: which marks are open, outermost first, and which are still to come.
struct Cutter<'a, 'm, T> {
    marks: &'m [Mark<T>],
    /// Indices of marks that have not begun, the next one last.
    waiting: Vec<usize>,
    /// Indices of open marks, outermost first.
    open: Vec<usize>,
    pieces: Vec<Piece<'a, T>>,
}

impl<'a, 'm, T: Clone> Cutter<'a, 'm, T> {
    fn new(text: &str, marks: &'m [Mark<T>]) -> Self {
        let mut waiting: Vec<usize> = (0..marks.len())
            .filter(|&mark| {
                let Span { start, end } = marks[mark].span;
                start < end && text.get(start as usize..end as usize).is_some()
            })
            .collect();
        waiting.sort_by_key(|&mark| Reverse((marks[mark].span.start, mark)));
        Self { marks, waiting, open: Vec::new(), pieces: Vec::new() }
    }

    fn text(&mut self, words: &'a str) {
        if !words.is_empty() {
            self.pieces.push(Piece::Text(words));
        }
    }

    /// Closes what ends at `border` and opens what begins there.
    fn cross(&mut self, border: u32) {
        let mut opening = Vec::new();
        while let Some(&mark) = self.waiting.last()
            && self.marks[mark].span.start == border
        {
            self.waiting.pop();
            opening.push(mark);
        }
        let outermost = self.open.iter().position(|&open| self.must_close(open, border, &opening));
        let keep = outermost.unwrap_or(self.open.len());
        let mut going_on = self.open.split_off(keep);
        let closing = going_on.iter().rev().map(|&mark| Piece::Close { what: self.marks[mark].what.clone() });
        self.pieces.extend(closing);
        going_on.retain(|&mark| self.marks[mark].span.end > border);
        let mut next: Vec<(usize, bool)> = going_on.into_iter().map(|mark| (mark, false)).collect();
        next.extend(opening.into_iter().map(|mark| (mark, true)));
        next.sort_by_key(|&(mark, _)| (Reverse(self.marks[mark].span.end), self.marks[mark].rank, mark));
        next.truncate(NESTING_MAX.saturating_sub(self.open.len()));
        for (mark, first) in next {
            self.pieces.push(Piece::Open { what: self.marks[mark].what.clone(), first });
            self.open.push(mark);
        }
    }

    /// Whether an open mark ends at the border, or must make room for one of lower rank that outlasts it.
    fn must_close(&self, open: usize, border: u32, opening: &[usize]) -> bool {
        let open = &self.marks[open];
        open.span.end <= border
            || opening.iter().any(|&new| {
                let new = &self.marks[new];
                new.span.end > open.span.end && new.rank < open.rank
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Writes pieces as brackets: `[a` opens, `(a` goes on, `]` closes.
    fn brackets(text: &str, marks: &[(u32, u32, u8, char)]) -> String {
        let marks: Vec<Mark<char>> = marks
            .iter()
            .map(|&(start, end, rank, what)| Mark { span: Span { start, end }, rank, what })
            .collect();
        segment(text, &marks)
            .iter()
            .map(|piece| match piece {
                Piece::Open { what, first: true } => format!("[{what} "),
                Piece::Open { what, first: false } => format!("({what} "),
                Piece::Text(words) => (*words).to_owned(),
                Piece::Close { .. } => "]".to_owned(),
            })
            .collect()
    }

    #[test]
    fn what_lies_inside_nests() {
        let marks = [(0, 17, 0, 's'), (0, 5, 2, 'c'), (6, 9, 1, 'a'), (13, 17, 1, 'x')];
        assert_eq!(brackets("urges him to stop; then", &marks), "[s [c urges] [a him] to [x stop]]; then");
    }

    #[test]
    fn a_statement_inside_an_action_does_not_split_it() {
        let marks = [(0, 9, 0, 's'), (2, 9, 1, 'x'), (4, 6, 0, 't')];
        assert_eq!(brackets("abcdefghi", &marks), "[s ab[x cd[t ef]ghi]]");
    }

    #[test]
    fn a_mention_is_split_where_it_crosses_the_border_of_a_statement() {
        let marks = [(0, 4, 3, 'm'), (2, 8, 0, 's')];
        assert_eq!(brackets("abcdefghi", &marks), "[m ab][s (m cd]efgh]i");
    }

    #[test]
    fn two_statements_that_cross_split_the_later_one() {
        let marks = [(0, 4, 0, 's'), (2, 8, 0, 't')];
        assert_eq!(brackets("abcdefghi", &marks), "[s ab[t cd]](t efgh]i");
    }

    #[test]
    fn marks_that_do_not_fit_the_text_are_left_out() {
        let marks = [(0, 1, 0, 'a'), (1, 1, 0, 'b'), (0, 99, 0, 'c'), (3, 2, 0, 'd'), (0, 2, 0, 'e')];
        assert_eq!(brackets("ța", &marks), "[e ț]a");
    }

    #[test]
    fn nesting_has_a_limit() {
        let marks: Vec<_> = (0..99).map(|n| (n, 200 - n, 0, 's')).collect();
        let deepest = brackets(&"x".repeat(200), &marks)
            .chars()
            .scan(0usize, |depth, sign| {
                *depth = match sign {
                    '[' | '(' => *depth + 1,
                    ']' => *depth - 1,
                    _ => *depth,
                };
                Some(*depth)
            })
            .max();
        assert_eq!(deepest, Some(NESTING_MAX));
    }

    proptest! {
        #[test]
        fn pieces_hold_the_whole_text_and_balance(
            text in "[a-cț ]{0,40}",
            spans in prop::collection::vec((0u32..50, 0u32..50, 0u8..4), 0..30),
        ) {
            let marks: Vec<Mark<usize>> = spans.iter().enumerate()
                .map(|(what, &(start, end, rank))| Mark { span: Span { start, end }, rank, what })
                .collect();
            let pieces = segment(&text, &marks);
            let mut open = Vec::new();
            let mut words = String::new();
            let mut under = vec![String::new(); marks.len()];
            let mut begun = vec![0; marks.len()];
            for piece in &pieces {
                match piece {
                    Piece::Open { what, first } => {
                        prop_assert_eq!(*first, begun[*what] == 0);
                        begun[*what] += 1;
                        open.push(*what);
                    }
                    Piece::Text(part) => {
                        prop_assert!(!part.is_empty());
                        words.push_str(part);
                        open.iter().for_each(|&what| under[what].push_str(part));
                    }
                    Piece::Close { what } => prop_assert_eq!(open.pop(), Some(*what)),
                }
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(words, text.clone());
            for (mark, under) in marks.iter().zip(under) {
                let fits = mark.span.start < mark.span.end;
                let full = if fits { mark.span.of(&text) } else { "" };
                // Deeper than the limit nothing is shown; above it every mark covers exactly its words.
                prop_assert!(under == full || marks.len() > NESTING_MAX);
            }
        }
    }
}
