//! The language of each block, by script and by the function words of the packs.

use super::block::Block;
use crate::Lang;
use crate::pack::lexicon::ANY_PACK;
use crate::scan::{Kind, Scan};

/// Function words that decide for a language on their own.
const SURE_WORDS: u32 = 3;

/// Sets the language of each block, finds the phrases of these languages, and returns all languages, the one with most
/// words first.
pub(super) fn identify(scan: &mut Scan<'_>, blocks: &mut [Block]) -> Vec<Lang> {
    let mut totals = vec![0usize; scan.packs.packs.len()];
    let mut decided: Vec<Option<usize>> = Vec::with_capacity(blocks.len());
    for block in blocks.iter() {
        let count = count(scan, block);
        let choice = count.decide(scan).or_else(|| count.ask(scan));
        if let Some(pack) = choice {
            totals[pack] += count.words;
        }
        decided.push(choice);
    }
    let main =
        (0..totals.len()).filter(|&i| totals[i] > 0).max_by_key(|&i| (totals[i], std::cmp::Reverse(i)));
    // What cannot be told (a name, a number, a button of the page) is looked up in all languages …
    for (block, choice) in blocks.iter_mut().zip(&decided) {
        let pack = choice.map_or(ANY_PACK, |pack| pack as u8);
        scan.enter(scan.range(block.span), pack);
    }
    scan.find_phrases();
    // … and then stands in the language around it.
    for (block, choice) in blocks.iter_mut().zip(&decided) {
        let pack = choice.or(main);
        block.lang = pack.map_or(Lang::UNKNOWN, |pack| scan.packs.packs[pack].lang);
        if let (None, Some(main)) = (choice, main) {
            scan.enter(scan.range(block.span), main as u8);
        }
    }
    let mut order: Vec<usize> = (0..totals.len()).filter(|&i| totals[i] > 0).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(totals[i]));
    let all: usize = totals.iter().sum();
    order
        .into_iter()
        .enumerate()
        .filter(|&(rank, i)| rank == 0 || totals[i] * 40 > all || totals[i] > 40)
        .map(|(_, i)| scan.packs.packs[i].lang)
        .collect()
}

#[derive(Debug)]
struct Count {
    /// Function words of each pack.
    function: Vec<u32>,
    /// Words in all.
    words: usize,
    cyrillic: usize,
    /// Words with a capital.
    capitals: usize,
    span: crate::Span,
}

fn count(scan: &Scan<'_>, block: &Block) -> Count {
    let mut function = vec![0; scan.packs.packs.len()];
    let (mut words, mut cyrillic, mut capitals) = (0, 0, 0);
    for token in &scan.tokens[scan.range(block.span)] {
        if token.kind != Kind::Word {
            continue;
        }
        words += 1;
        capitals += usize::from(token.capital);
        cyrillic += usize::from(
            !token.plain && matches!(scan.text.as_bytes().get(token.start as usize), Some(0xD0..=0xD4)),
        );
        let mut bits = scan.packs.lexicon.function(token.word);
        while bits != 0 {
            let pack = bits.trailing_zeros() as usize;
            if let Some(count) = function.get_mut(pack) {
                *count += 1;
            }
            bits &= bits - 1;
        }
    }
    Count { function, words, cyrillic, capitals, span: block.span }
}

/// A paragraph shorter than this is not asked about: names alone must never decide.
const ASK_WORDS_MIN: usize = 6;

/// How much of a paragraph is shown to the library, in bytes.
const ASK_BYTES_MAX: usize = 400;

/// The library that is asked in doubt; it reads its models when it is asked for the first time.
fn detector() -> &'static lingua::LanguageDetector {
    static DETECTOR: std::sync::OnceLock<lingua::LanguageDetector> = std::sync::OnceLock::new();
    DETECTOR.get_or_init(|| {
        lingua::LanguageDetectorBuilder::from_all_languages().with_minimum_relative_distance(0.2).build()
    })
}

/// How many letters beyond ASCII a paragraph is told by; an alphabet has fewer.
const WIDE_LETTERS_MAX: usize = 200;

/// The letters and marks of a text beyond ASCII, each once.
fn wide_letters(text: &str) -> Vec<char> {
    let mut letters = Vec::new();
    if !text.is_ascii() {
        for letter in text.chars().filter(|c| !c.is_ascii()) {
            if letters.len() < WIDE_LETTERS_MAX && !letters.contains(&letter) {
                letters.push(letter);
            }
        }
    }
    letters
}

impl Count {
    /// Asks the library about a paragraph that the function words leave in doubt.
    fn ask(&self, scan: &Scan<'_>) -> Option<usize> {
        if self.words < ASK_WORDS_MIN || self.capitals * 2 > self.words {
            return None;
        }
        let text = self.span.of(scan.text);
        let cut = text.char_indices().map(|(at, _)| at).find(|&at| at >= ASK_BYTES_MAX).unwrap_or(text.len());
        let code = detector().detect_language_of(&text[..cut])?.iso_code_639_1().to_string();
        let lang = Lang::parse(&code.to_lowercase())?;
        scan.packs.packs.iter().position(|pack| pack.lang == lang)
    }

    fn decide(&self, scan: &Scan<'_>) -> Option<usize> {
        if self.words == 0 {
            return None;
        }
        let script = if self.cyrillic * 2 > self.words { "cyrillic" } else { "latin" };
        let text = self.span.of(scan.text);
        let wide = wide_letters(text);
        let mut ranked: Vec<(u32, usize)> = Vec::new();
        for (i, pack) in scan.packs.packs.iter().enumerate() {
            if pack.script != script {
                continue;
            }
            let own = wide.iter().filter(|letter| pack.letters.contains(letter)).count() as u32;
            ranked.push((self.function[i] + 2 * own, i));
        }
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let (best, pack) = *ranked.first()?;
        let second = ranked.get(1).map_or(0, |other| other.0);
        let clear = best >= SURE_WORDS && best * 2 > second * 3;
        let dense = best >= 1 && best > second * 2 && best as usize * 6 >= self.words;
        (clear || dense || (script == "cyrillic" && best > second)).then_some(pack)
    }
}
