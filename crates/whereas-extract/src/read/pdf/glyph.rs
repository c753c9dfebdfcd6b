//! What the decoder tells of a page: each glyph, where it stands and how large it is.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// Glyphs of one page that are read; no page of text has so many.
const GLYPHS_MAX: usize = 200_000;

/// A letter as the decoder gives it.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Left end of its base line.
    pub x: f64,
    /// Height of its base line, upwards.
    pub y: f64,
    /// Right end.
    pub end: f64,
    /// Size of the type.
    pub size: f64,
    /// Its letters: one, none, or several for a ligature.
    pub text: String,
}

/// Where a line of text runs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    Right,
    Up,
    Left,
    Down,
}

/// A page while it is decoded, and afterwards.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its number, from 1.
    pub number: u32,
    /// The glyphs that run in the page's main direction, turned so that they run to the right.
    pub glyphs: Vec<Glyph>,
    /// Text that runs in another direction, as it came: stamps, marks at the margin.
    pub aside: String,
    raw: Vec<(Direction, Glyph)>,
}

impl Sheet {
    /// A page before it is decoded.
    pub fn new(number: u32) -> Self {
        Self { number, glyphs: Vec::new(), aside: String::new(), raw: Vec::new() }
    }

    /// Turns the page so that most of its text runs to the right.
    pub fn upright(mut self) -> Self {
        use Direction::{Down, Left, Right, Up};
        let count = |wanted: Direction| self.raw.iter().filter(|(direction, _)| *direction == wanted).count();
        let main = [Right, Up, Left, Down].into_iter().max_by_key(|d| (count(*d), *d == Right));
        let main = main.unwrap_or(Right);
        for (direction, mut glyph) in std::mem::take(&mut self.raw) {
            if direction != main {
                self.aside.push_str(&glyph.text);
                continue;
            }
            let (x, y, width) = (glyph.x, glyph.y, glyph.end - glyph.x);
            (glyph.x, glyph.y) = match main {
                Right => (x, y),
                Up => (y, -x),
                Left => (-x, -y),
                Down => (-y, x),
            };
            glyph.end = glyph.x + width;
            self.glyphs.push(glyph);
        }
        self
    }
}

impl OutputDev for Sheet {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letters: &str,
    ) -> Result<(), OutputError> {
        let size = f64::hypot(place.m21, place.m22) * font_size.abs();
        let length = f64::hypot(place.m11, place.m12) * (font_size * width).abs();
        let finite = [place.m31, place.m32, size, length].iter().all(|number| number.is_finite());
        if !finite || size <= 0. || letters.is_empty() || self.raw.len() >= GLYPHS_MAX {
            return Ok(());
        }
        let (along, across) = (place.m11 * font_size, place.m12 * font_size);
        let direction = match (across.abs() > along.abs(), along >= 0., across >= 0.) {
            (false, true, _) => Direction::Right,
            (false, false, _) => Direction::Left,
            (true, _, true) => Direction::Up,
            (true, _, false) => Direction::Down,
        };
        let (x, y) = (place.m31, place.m32);
        self.raw.push((direction, Glyph { x, y, end: x + length, size, text: letters.to_owned() }));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
