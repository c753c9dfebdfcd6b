//! Whether two texts look like versions of one document.
//!
//! A [`Look`] holds the smallest hash of the text's word triples in each of 32 classes; two texts agree in
//! about as many classes as the share of triples they have in common. Groups of four classes make a feature
//! under which a text is found again without going through the others, so that adding costs the same in a
//! large ledger.

use std::collections::BTreeSet;

use crate::limit;
use crate::word::words;

const CLASSES: usize = 32;
const CLASSES_PER_FEATURE: usize = 4;
const WORDS_PER_SHINGLE: usize = 3;

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// The smallest hash of each class, `u32::MAX` in an empty one.
    smallest: [u32; CLASSES],
}

impl Look {
    /// Goes through the words of a text.
    pub(crate) fn of(text: &str) -> Look {
        let mut smallest = [u32::MAX; CLASSES];
        let mut last = [0u64; WORDS_PER_SHINGLE];
        for (n, word) in words(text).enumerate() {
            last.rotate_left(1);
            last[WORDS_PER_SHINGLE - 1] = hash(word.folded.as_bytes());
            if n + 1 < WORDS_PER_SHINGLE {
                continue;
            }
            let shingle = last.iter().fold(0u64, |all, word| mix(all.wrapping_add(*word)));
            let class = (shingle % CLASSES as u64) as usize;
            smallest[class] = smallest[class].min((shingle >> 32) as u32);
        }
        Look { smallest }
    }

    /// Hashes that a similar text is likely to share; none of a text too short to have a look of its own.
    pub(crate) fn features(&self) -> BTreeSet<i64> {
        if !self.is_telling() {
            return BTreeSet::new();
        }
        let groups = self.smallest.chunks(CLASSES_PER_FEATURE).zip(0u64..);
        let feature = |(group, n): (&[u32], u64)| {
            group.iter().fold(mix(n), |all, part| mix(all.wrapping_add(u64::from(*part)))).cast_signed()
        };
        groups.map(feature).collect()
    }

    /// Returns whether the two share enough to be proposed as versions for their words alone.
    pub(crate) fn resembles(&self, other: &Look) -> bool {
        self.is_telling() && other.is_telling() && self.percent(other) >= limit::RESEMBLANCE_PERCENT_MIN
    }

    /// Returns whether two documents with the same title and day are something else after all: a series of reports
    /// has one title, and a printer one day. Texts of few words tell nothing.
    pub(crate) fn differs(&self, other: &Look) -> bool {
        self.is_telling() && other.is_telling() && self.percent(other) < limit::TITLED_RESEMBLANCE_PERCENT_MIN
    }

    /// Returns whether the text has enough words for a look of its own.
    fn is_telling(&self) -> bool {
        !self.smallest.contains(&u32::MAX)
    }

    fn percent(&self, other: &Look) -> usize {
        self.smallest.iter().zip(&other.smallest).filter(|(a, b)| a == b).count() * 100 / CLASSES
    }

    /// The form in which it is stored.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        self.smallest.iter().flat_map(|part| part.to_le_bytes()).collect()
    }

    /// Reads the stored form; `None` for anything else.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Look> {
        let mut smallest = [0; CLASSES];
        if bytes.len() != CLASSES * 4 {
            return None;
        }
        for (part, four) in smallest.iter_mut().zip(bytes.chunks_exact(4)) {
            *part = u32::from_le_bytes(four.try_into().ok()?);
        }
        Some(Look { smallest })
    }
}

/// FNV-1a: the same on every machine and in every version of the program, as stored hashes must be.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |all, byte| (all ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// Spreads the bits of a hash (the finaliser of SplitMix64).
pub(crate) fn mix(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn essay(words: std::ops::Range<u32>) -> String {
        words.map(|n| format!("word{} ", n.wrapping_mul(2_654_435_761) % 10_007)).collect()
    }

    #[test]
    fn a_version_resembles_and_a_stranger_does_not() {
        let one = Look::of(&essay(0..600));
        let edited = Look::of(&essay(0..600).replace("word0", "other").replacen("word", "term", 12));
        let other = Look::of(&essay(1000..1600));
        assert!(one.resembles(&edited));
        assert!(one.features().intersection(&edited.features()).next().is_some());
        assert!(!one.resembles(&other) && one.differs(&other) && !one.differs(&edited));
        assert!(one.features().intersection(&other.features()).next().is_none());
    }

    #[test]
    fn a_text_of_few_words_has_no_look() {
        let short = Look::of("Urges Varosia to act");
        assert_eq!(short.features(), BTreeSet::new());
        assert!(!short.resembles(&short) && !short.differs(&Look::of("")));
    }

    #[test]
    fn it_comes_back_from_the_store() {
        let one = Look::of(&essay(0..100));
        assert_eq!(Look::from_bytes(&one.to_bytes()), Some(one));
        assert_eq!(Look::from_bytes(b"abc"), None);
    }

    #[test]
    fn hashes_stay_what_they_are() {
        let features = Look::of(&essay(0..600)).features();
        assert_eq!(features.len(), 8);
        assert_eq!(mix(hash(b"Varosia")), 17_273_292_982_120_451_428);
    }
}
