//! How often each rule was right, so that the worst rule is known.

/// What one rule did on some documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Statements that it found as they are annotated.
    pub right: usize,
    /// Statements that it found and that are none, or of another act.
    pub wrong: usize,
    /// Annotated statements of its act that it did not find although it has their cue.
    pub missed: usize,
}

impl Score {
    /// The share of what it found that is right; `None` when it found nothing.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    /// The share of what it should have found that it found; `None` when there was nothing.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }

    /// How many errors it made.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.wrong + self.missed
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The name under which annotated statements are counted whose cue no rule has.
pub const NO_RULE: &str = "no rule";

/// The rules that have a cue and should have found the statement; [`NO_RULE`] where there is none.
pub(crate) fn of_cue(act: &str, cue: &str) -> Vec<String> {
    let mut rules: Vec<String> = whereas_extract::rules_with_cue(cue)
        .into_iter()
        .filter(|rule| rule.act.as_str() == act)
        .map(|rule| rule.id)
        .collect();
    if rules.is_empty() {
        rules.push(NO_RULE.to_owned());
    }
    rules
}
