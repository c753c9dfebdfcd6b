//! The whole way of one document, and what must hold of the result.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, Document, Mention, Span, Statement, Text};

/// Everything that was found in one document. Spans are bytes of the [`Text`] it was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Extraction {
    /// Head and passages.
    pub document: Document,
    /// Mentions in order of place.
    pub mentions: Vec<Mention>,
    /// Statements in order of place.
    pub statements: Vec<Statement>,
    /// Doubts.
    pub diagnostics: Vec<Diagnostic>,
}

/// An invariant that an extraction breaks; there is no such extraction unless the program has a bug.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} at bytes {start}–{end}")]
pub struct Broken {
    /// Which invariant.
    pub what: &'static str,
    /// First byte of the offending span.
    pub start: u32,
    /// Its end.
    pub end: u32,
}

/// Extracts all that the language packs know from a text. Total: never fails, never panics.
///
/// ```
/// use whereas_extract::{Act, Hint, extract, read};
///
/// let page = b"The Assembly of the Meridian Union,\n\n1.  Urges the Government of Varosia to free all prisoners;\n";
/// let text = read(page, &Hint { name: "resolution.txt" })?;
/// let found = extract(&text);
/// assert_eq!(found.statements[0].act, Act::Demand);
/// # Ok::<(), whereas_extract::ReadError>(())
/// ```
#[must_use]
pub fn extract(text: &Text) -> Extraction {
    let packs = crate::pack::Packs::shipped();
    let mut scan = crate::scan::Scan::cut(&text.text, packs);
    let document = crate::document::structure(&mut scan, text);
    let mentions = crate::mention::mentions(&scan, &document);
    let statements = crate::statement::statements(&scan, &document, &mentions);
    let mut diagnostics = text.notes.clone();
    diagnostics.extend(crate::diagnostic::diagnose(&document, packs));
    Extraction { document, mentions, statements, diagnostics }
}

/// The extractor's version: the program's version and a hash of all language packs and lists.
#[must_use]
pub fn extractor_version() -> String {
    format!("{}+{}", env!("CARGO_PKG_VERSION"), crate::pack::hash())
}

impl Extraction {
    /// Checks what must hold of every extraction of `text`: spans lie on character boundaries of the text, passages are
    /// ordered and do not overlap, cues and slots belong to existing passages, ids of passages are unique.
    ///
    /// # Errors
    /// The first [`Broken`] invariant.
    pub fn check(&self, text: &str) -> Result<(), Broken> {
        let fits = |span: Span, what| {
            if text.get(span.start as usize..span.end as usize).is_some() {
                Ok(())
            } else {
                Err(Broken { what, start: span.start, end: span.end })
            }
        };
        let mut last = 0;
        let mut ids = std::collections::BTreeSet::new();
        for passage in &self.document.passages {
            fits(passage.span, "a passage reaches out of the text")?;
            fits(passage.label, "a passage's label reaches out of the text")?;
            if passage.span.start < last {
                return Err(Broken {
                    what: "passages overlap",
                    start: passage.span.start,
                    end: passage.span.end,
                });
            }
            last = passage.span.end;
            if !ids.insert(passage.id.as_str()) {
                return Err(Broken {
                    what: "two passages share an id",
                    start: passage.span.start,
                    end: passage.span.end,
                });
            }
        }
        let passages = self.document.passages.len();
        for mention in &self.mentions {
            fits(mention.span, "a mention reaches out of the text")?;
            if mention.passage as usize >= passages {
                return Err(Broken {
                    what: "a mention stands in no passage",
                    start: mention.span.start,
                    end: mention.span.end,
                });
            }
        }
        for statement in &self.statements {
            fits(statement.span, "a statement reaches out of the text")?;
            let slots = statement.cue.iter().chain(&statement.addressees).chain(&statement.actions);
            for slot in slots.chain(statement.hedge.iter()).chain(statement.speaker.span.iter()) {
                fits(*slot, "a slot of a statement reaches out of the text")?;
            }
            if statement.passage as usize >= passages || statement.span.is_empty() {
                return Err(Broken {
                    what: "a statement is empty or stands in no passage",
                    start: statement.span.start,
                    end: statement.span.end,
                });
            }
        }
        Ok(())
    }
}
