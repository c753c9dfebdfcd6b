//! Chains: the same demand over the years, as a reader marked them in `LINKS.toml` and as the program proposes them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// The links that a reader marked.
#[derive(Debug, Deserialize)]
pub struct Links {
    /// Links between statements.
    pub link: Vec<Link>,
    /// The same words to another addressee.
    #[serde(default)]
    pub readdressed: Vec<Pair>,
    /// Demands that a later document no longer makes.
    #[serde(default)]
    pub dropped: Vec<Dropped>,
    /// Documents that are cited.
    #[serde(default)]
    pub cites: Vec<Cites>,
}

/// A citation that a reader marked.
#[derive(Debug, Deserialize)]
pub struct Cites {
    /// Where it stands.
    pub from: End,
    /// Name of the file that it names, or `""` where it is not there.
    pub to: String,
}

/// A link that a reader marked.
#[derive(Debug, Deserialize)]
pub struct Link {
    /// `repeats` and so on.
    pub kind: String,
    /// How a demand comes back.
    #[serde(default)]
    pub change: String,
    /// The later statement.
    pub from: End,
    /// The earlier one.
    pub to: End,
}

/// Two statements.
#[derive(Debug, Deserialize)]
pub struct Pair {
    /// The later one.
    pub from: End,
    /// The earlier one.
    pub to: End,
}

/// A demand that is gone.
#[derive(Debug, Deserialize)]
pub struct Dropped {
    /// Its document.
    pub file: String,
    /// Its words.
    pub quote: String,
    /// The document in which it is missed.
    pub later: String,
}

/// A statement by its document and its words.
#[derive(Debug, Clone, Deserialize)]
pub struct End {
    /// Name of the file.
    pub file: String,
    /// The words.
    pub quote: String,
}

/// A repetition that the program proposes.
#[derive(Debug, Clone)]
pub struct Step {
    /// The later demand.
    pub from: End,
    /// The earlier one.
    pub to: End,
    /// How it comes back.
    pub change: String,
}

/// How far chains agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Chains that the reader marked.
    pub chains: usize,
    /// Share of the proposed steps whose ends stand in one chain of the reader.
    pub precision: f64,
    /// Share of the reader's steps whose ends stand in one chain of the program.
    pub recall: f64,
    /// Share of the steps that both have of which the change is named alike.
    pub changes: f64,
}

impl Agreement {
    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(f64::EPSILON)
    }
}

/// Reads the links of a gold folder.
///
/// # Errors
/// When the file is missing or no such file, in words.
pub fn links(gold: &Path) -> Result<Links, String> {
    let path = gold.join("LINKS.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Compares the steps that are proposed with those that a reader marked. Only repeated demands count: they have
/// a change.
#[must_use]
pub fn agreement(links: &Links, steps: &[Step]) -> Agreement {
    let gold: Vec<&Link> =
        links.link.iter().filter(|l| l.kind == "repeats" && !l.change.is_empty()).collect();
    let mut known = Known::default();
    let gold: Vec<(usize, usize, &str)> =
        gold.iter().map(|link| (known.add(&link.from), known.add(&link.to), link.change.as_str())).collect();
    let read = known.ends.len();
    let found: Vec<(usize, usize, &str)> =
        steps.iter().map(|s| (known.like(&s.from), known.like(&s.to), s.change.as_str())).collect();
    let mut of_reader = Chains::new(known.ends.len());
    gold.iter().for_each(|(a, b, _)| of_reader.join(*a, *b));
    let mut of_program = Chains::new(known.ends.len());
    found.iter().for_each(|(a, b, _)| of_program.join(*a, *b));
    let right = found.iter().filter(|(a, b, _)| of_reader.are_one(*a, *b)).count();
    let met = gold.iter().filter(|(a, b, _)| of_program.are_one(*a, *b)).count();
    let both: Vec<bool> = gold
        .iter()
        .filter_map(|(a, b, change)| {
            let same = found.iter().find(|(x, y, _)| (x, y) == (a, b))?;
            Some(same.2 == *change)
        })
        .collect();
    let share = |of: usize, all: usize| if all == 0 { 0.0 } else { of as f64 / all as f64 };
    let chains: std::collections::BTreeSet<usize> = (0..read).map(|end| of_reader.head(end)).collect();
    Agreement {
        chains: chains.len(),
        precision: share(right, found.len()),
        recall: share(met, gold.len()),
        changes: share(both.iter().filter(|same| **same).count(), both.len()),
    }
}

/// The statements that are spoken of, each once.
#[derive(Default)]
struct Known {
    ends: Vec<End>,
}

impl Known {
    fn add(&mut self, end: &End) -> usize {
        let is_it = |other: &End| other.file == end.file && words(&other.quote) == words(&end.quote);
        self.ends.iter().position(is_it).unwrap_or_else(|| {
            self.ends.push(end.clone());
            self.ends.len() - 1
        })
    }

    /// The statement of the reader that has at least half of the words, else a new one.
    fn like(&mut self, end: &End) -> usize {
        let near = self.ends.iter().enumerate().filter(|(_, other)| other.file == end.file);
        let best = near.map(|(at, other)| (alike(&other.quote, &end.quote), at));
        match best.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(share, _)| *share >= 0.5) {
            Some((_, at)) => at,
            None => self.add(end),
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The share of common words of two quotations.
fn alike(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    let mut left = BTreeMap::<&str, usize>::new();
    a.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let mut common = 0;
    for word in &b {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    common as f64 / (a.len() + b.len() - common).max(1) as f64
}

/// Which statements belong together.
struct Chains {
    next: Vec<usize>,
}

impl Chains {
    fn new(of: usize) -> Self {
        Self { next: (0..of).collect() }
    }

    fn head(&self, mut end: usize) -> usize {
        while self.next[end] != end {
            end = self.next[end];
        }
        end
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.head(a), self.head(b));
        self.next[a] = b;
    }

    fn are_one(&self, a: usize, b: usize) -> bool {
        self.head(a) == self.head(b)
    }
}
