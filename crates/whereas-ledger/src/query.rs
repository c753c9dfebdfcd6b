//! What a user types into a search box, understood without ever complaining.

use whereas_extract::{Lang, Span};

use crate::limit::{SEARCH_TERMS_MAX, WORDS_BYTES_MAX};
use crate::stem::Stems;
use crate::word::{Word, words};

/// Words that must all be found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    pub terms: Vec<Term>,
}

/// One thing to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    /// A word in any of its forms.
    Word {
        folded: String,
        /// Its stems in every language of the ledger.
        stems: Vec<String>,
    },
    /// `word*`.
    Beginning(String),
    /// `"words in quotes"`.
    Phrase(Vec<String>),
}

impl Query {
    /// Understands what was typed: words, `"words in quotes"`, `beginnings*`.
    pub(crate) fn parse(typed: &str, langs: &[Lang]) -> Query {
        let stems: Vec<Stems> = langs.iter().copied().map(Stems::of).collect();
        let mut query = Query::default();
        let mut rest = clipped(typed);
        while let Some((before, quoted)) = rest.split_once(is_quote) {
            query.add_words(before, &stems);
            // A quote that is never closed is a slip; its words count as words.
            let Some((phrase, behind)) = quoted.split_once(is_quote) else {
                query.add_words(quoted, &stems);
                rest = "";
                break;
            };
            query.add_phrase(phrase);
            rest = behind;
        }
        query.add_words(rest, &stems);
        query.terms.truncate(SEARCH_TERMS_MAX);
        query
    }

    /// All words as beginnings of words: for filters.
    pub(crate) fn beginnings(typed: &str) -> Query {
        let terms = words(clipped(typed)).map(|word| Term::Beginning(word.folded));
        Query { terms: terms.take(SEARCH_TERMS_MAX).collect() }
    }

    /// Whether a quotation has all the words as they were typed, not only other forms of them.
    pub(crate) fn has_words(&self, quote: &str) -> bool {
        let found: Vec<Word<'_>> = words(quote).collect();
        self.terms.iter().all(|term| match term {
            Term::Word { folded, .. } => found.iter().any(|word| word.folded == *folded),
            Term::Beginning(_) | Term::Phrase(_) => true,
        })
    }

    fn add_words(&mut self, text: &str, stems: &[Stems]) {
        for word in words(text) {
            if text.get(word.span.end as usize..).is_some_and(|behind| behind.starts_with('*')) {
                self.terms.push(Term::Beginning(word.folded));
                continue;
            }
            let mut forms: Vec<String> = stems.iter().flat_map(|stems| stems.of_word(&word)).collect();
            forms.sort();
            forms.dedup();
            self.terms.push(Term::Word { folded: word.folded, stems: forms });
        }
    }

    fn add_phrase(&mut self, text: &str) {
        let phrase: Vec<String> = words(text).map(|word| word.folded).take(SEARCH_TERMS_MAX).collect();
        if !phrase.is_empty() {
            self.terms.push(Term::Phrase(phrase));
        }
    }

    /// The stretches of a quotation that the query found, in order, not overlapping.
    pub(crate) fn matched(&self, quote: &str, lang: Lang) -> Vec<Span> {
        let stems = Stems::of(lang);
        let words: Vec<Word<'_>> = words(quote).collect();
        let mut spans = Vec::new();
        for term in &self.terms {
            match term {
                Term::Phrase(phrase) => spans.extend(
                    words
                        .windows(phrase.len())
                        .filter(|window| window.iter().map(|word| &word.folded).eq(phrase))
                        .filter_map(|window| Some((window.first()?.span.start, window.last()?.span.end)))
                        .map(|(start, end)| Span { start, end }),
                ),
                Term::Word { .. } | Term::Beginning(_) => {
                    spans.extend(words.iter().filter(|word| fits(term, word, &stems)).map(|word| word.span));
                }
            }
        }
        merged(spans)
    }
}

fn fits(term: &Term, word: &Word<'_>, stems: &Stems) -> bool {
    match term {
        Term::Word { folded, stems: forms } => {
            let wanted = |form: &String| form == folded || forms.contains(form);
            wanted(&word.folded) || stems.of_word(word).iter().any(wanted)
        }
        Term::Beginning(beginning) => word.folded.starts_with(beginning.as_str()),
        Term::Phrase(_) => false,
    }
}

fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn clipped(typed: &str) -> &str {
    let mut end = typed.len().min(WORDS_BYTES_MAX);
    while !typed.is_char_boundary(end) {
        end -= 1;
    }
    &typed[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word(folded: &str, stems: &[&str]) -> Term {
        Term::Word { folded: folded.to_owned(), stems: stems.iter().map(|stem| (*stem).to_owned()).collect() }
    }

    fn beginning(folded: &str) -> Term {
        Term::Beginning(folded.to_owned())
    }

    fn phrase(words: &[&str]) -> Term {
        Term::Phrase(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn words_phrases_and_beginnings_are_told_apart() {
        let query = Query::parse("Prisoners “right of  Assembly” Varos* -", &[Lang::EN]);
        assert_eq!(
            query.terms,
            [word("prisoners", &["prison"]), phrase(&["right", "of", "assembly"]), beginning("varos")]
        );
    }

    #[test]
    fn slips_are_forgiven() {
        assert_eq!(Query::parse("a \"b c", &[]).terms, [word("a", &[]), word("b", &[]), word("c", &[])]);
        assert_eq!(Query::parse("\"\" \"*\" * ** NOT(^ ", &[]).terms, [word("not", &[])]);
        assert_eq!(Query::parse("", &[Lang::EN]), Query::default());
    }

    #[test]
    fn every_language_of_the_ledger_gives_its_stems() {
        let langs = [Lang::EN, Lang::parse("fr").unwrap()];
        assert_eq!(Query::parse("libertés", &langs).terms, [word("libertes", &["libert", "liberte"])]);
    }

    #[test]
    fn what_matched_is_marked() {
        let quote = "release all political prisoners; no prisoner of conscience";
        let query = Query::parse("prisoner \"political prisoners\" consc*", &[Lang::EN]);
        let marked: Vec<&str> = query.matched(quote, Lang::EN).iter().map(|span| span.of(quote)).collect();
        assert_eq!(marked, ["political prisoners", "prisoner", "conscience"]);
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,60}", quote in "\\PC{0,60}") {
            let query = Query::parse(&typed, &[Lang::EN]);
            for span in query.matched(&quote, Lang::EN) {
                prop_assert!(!span.of(&quote).is_empty());
            }
            Query::beginnings(&typed);
        }
    }
}
