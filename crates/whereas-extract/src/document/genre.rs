//! What kind of document this is: the form first (turns, recitals), then the marks of the packs, weighed.

use super::block::Block;
use super::label::{LabelKind, label};
use super::mark::{Head, begins_with, head};
use super::{Genre, interview};
use crate::pack::Place;
use crate::pack::lexicon::Label;
use crate::scan::{Kind, Scan};
use crate::{Span, Text};

/// Tells the genre.
pub(super) fn genre(scan: &Scan<'_>, text: &Text, blocks: &[Block]) -> Genre {
    let form = Form::of(scan, blocks);
    if form.is_resolution() {
        return Genre::Resolution;
    }
    if interview::evidence(scan, blocks).is_interview() {
        return Genre::Interview;
    }
    let mut scores = Scores::default();
    scores.add_title(scan, text);
    scores.add_marks(scan, blocks);
    scores.add_voice(scan, blocks);
    scores.best()
}

/// What the form of the document says.
#[derive(Debug, Default)]
struct Form {
    citations: usize,
    recitals: usize,
    preamble: usize,
    operative: usize,
    resolved: usize,
    decimal: usize,
    verbs: usize,
    formula: usize,
    blocks: usize,
}

impl Form {
    fn of(scan: &Scan<'_>, blocks: &[Block]) -> Form {
        let mut form = Form { blocks: blocks.len(), ..Form::default() };
        for block in blocks {
            let found = label(block.words(scan));
            let rest = found.map_or(0, |label| label.rest) as u32;
            let span = Span::new((block.span.start + rest).min(block.span.end), block.span.end);
            match head(scan, span, block.lang) {
                Head::Citation => form.citations += 1,
                Head::Recital => form.recitals += 1,
                Head::Preamble => form.preamble += 1,
                Head::Operative if found.is_some() || form.recitals + form.preamble > 0 => {
                    form.operative += 1
                }
                Head::Resolved => form.resolved += 1,
                Head::Verb(_) => form.verbs += 1,
                Head::Formula => form.formula += 1,
                _ => {}
            }
            form.decimal += usize::from(found.is_some_and(|label| label.kind == LabelKind::Decimal));
        }
        form
    }

    fn is_resolution(&self) -> bool {
        let preamble = self.citations + self.recitals + self.preamble;
        self.resolved > 0 && self.recitals > 0
            || self.citations + self.recitals >= 3
            || self.formula > 0 && self.operative >= 1
            || preamble >= 2 && self.operative >= 1
            || self.recitals >= 1 && self.operative >= 2
            || self.verbs >= 2 && self.blocks > 4
            || self.decimal >= 4 && self.decimal * 2 >= self.blocks
            || self.operative >= 4 && self.operative * 2 >= self.blocks
    }
}

const GENRES: [(&str, Genre); 7] = [
    ("genre:resolution", Genre::Resolution),
    ("genre:readout", Genre::Readout),
    ("genre:statement", Genre::Statement),
    ("genre:news", Genre::News),
    ("genre:interview", Genre::Interview),
    ("genre:op-ed", Genre::OpEd),
    ("genre:report", Genre::Report),
];

/// From so many bars on a line is the menu of a site, which names all its sections.
const MENU_BARS_MIN: usize = 3;
/// Blocks among which the title stands.
const TITLE_BLOCKS: usize = 4;
/// Blocks in which the text of a saved page begins: title, author and buttons stand before it.
const HEAD_BLOCKS: usize = 8;

#[derive(Debug, Default)]
struct Scores([f32; 7]);

impl Scores {
    fn add(&mut self, what: &str, weight: f32) {
        if let Some(at) = GENRES.iter().position(|(name, _)| *name == what) {
            self.0[at] += weight;
        }
    }

    fn add_title(&mut self, scan: &Scan<'_>, text: &Text) {
        let title = Scan::new(&text.front.title, scan.packs);
        for at in 0..title.tokens.len() {
            for found in title.found_at(at).iter().filter(|f| f.entry.label == Label::Mark) {
                let Some(mark) = scan.packs.marks.get(found.entry.payload as usize) else { continue };
                if mark.place == Place::Title || mark.place == Place::Anywhere {
                    self.add(&mark.what, mark.weight);
                }
            }
        }
        let shelf = Scan::new(&text.front.publisher, scan.packs);
        if (0..shelf.tokens.len()).any(|at| begins_with(&shelf, at, u8::MAX, "speaks-for-itself")) {
            self.add("genre:statement", 2.0);
        }
    }

    fn add_marks(&mut self, scan: &Scan<'_>, blocks: &[Block]) {
        for (rank, block) in blocks.iter().enumerate() {
            let tokens = scan.range(block.span);
            let heads = rank < TITLE_BLOCKS && tokens.len() < 40;
            let may_title = heads && block.words(scan).matches('|').count() < MENU_BARS_MIN;
            for at in scan.marked(tokens.clone()) {
                for found in scan.found_at(at).iter().filter(|f| f.entry.label == Label::Mark) {
                    let Some(mark) = scan.packs.marks.get(found.entry.payload as usize) else { continue };
                    let counts = match mark.place {
                        Place::Anywhere => true,
                        Place::Begins => at == tokens.start,
                        Place::Line => at == tokens.start && found.end as usize + 1 >= tokens.end,
                        Place::Title => may_title,
                    };
                    if counts {
                        self.add(&mark.what, mark.weight);
                    }
                }
            }
        }
    }

    /// Who speaks: a first person outside quotations makes a statement or an op-ed, a dateline makes news.
    fn add_voice(&mut self, scan: &Scan<'_>, blocks: &[Block]) {
        let (mut first, mut words, mut quoted) = (0usize, 0usize, 0usize);
        for block in blocks {
            let pack = scan.packs.index(block.lang);
            let mut inside = false;
            for at in scan.range(block.span) {
                match scan.tokens[at].kind {
                    Kind::Punctuation(b'"') => inside = !inside,
                    Kind::Word => {
                        words += 1;
                        quoted += usize::from(inside);
                        first += usize::from(!inside && scan.first_person(at, pack));
                    }
                    _ => {}
                }
            }
        }
        let words = words.max(1) as f32;
        if first as f32 / words > 0.01 {
            self.add("genre:statement", 2.0);
            self.add("genre:op-ed", 1.0);
        } else if first as f32 / words < 0.003 {
            self.add("genre:news", 0.8);
            self.add("genre:readout", 0.3);
        }
        if quoted as f32 / words > 0.12 && (first as f32 / words) < 0.01 {
            self.add("genre:news", 1.2);
        }
        if blocks.iter().take(HEAD_BLOCKS).any(|block| has_dateline(block.words(scan))) {
            self.add("genre:news", 3.0);
        }
    }

    fn best(&self) -> Genre {
        let best = self.0.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((at, score)) if *score > 0.5 => GENRES[at].1,
            _ => Genre::Statement,
        }
    }
}

/// "ASTANA – The delegation …", "LONDON (Agency) —".
fn has_dateline(words: &str) -> bool {
    let head: String = words.chars().take(60).collect();
    let Some((place, _)) = head.split_once([' ']).and_then(|_| {
        head.split_once(" – ").or_else(|| head.split_once(" — ")).or_else(|| head.split_once(" -- "))
    }) else {
        return false;
    };
    let letters: Vec<char> = place.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() > 2 && letters.iter().take(4).all(|c| c.is_uppercase()) && place.len() < 45
}
