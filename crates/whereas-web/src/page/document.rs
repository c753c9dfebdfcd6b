//! The reader: a document as it was published, with a margin that says what is done in it.

use askama::Template;
use askama::filters::Safe;
use whereas_extract::{Act, Diagnostic, Lang, PassageKind, Span};
use whereas_ledger::view::{CaptureRow, DecisionRow, DocumentView};

use super::blocks::{Block, Lens, blocks, shown};
use super::inline::Inline;
use super::pair::Partners;
use super::shell::Shell;
use crate::messages::Messages;
use crate::segment::Piece;
use crate::{address, label};

/// The page of one document.
#[derive(Template)]
#[template(path = "document.html")]
pub(crate) struct DocumentPage<'a> {
    pub(crate) shell: Shell,
    view: &'a DocumentView,
    counts: Vec<ActCount>,
    contents: Vec<Entry<'a>>,
    blocks: Vec<Block<'a>>,
    lens: Lens,
}

/// Nothing stands beside the document.
static NO_PARTNERS: Partners = Partners::NONE;

/// How many statements of an act the document holds.
struct ActCount {
    class: &'static str,
    words: String,
    address: String,
}

/// A line of the table of contents.
struct Entry<'a> {
    words: String,
    lang: &'a str,
    address: String,
}

impl<'a> DocumentPage<'a> {
    /// Lays out a document.
    pub(crate) fn new(shell: Shell, view: &'a DocumentView, lens: Lens) -> Self {
        let counts = Act::ALL
            .into_iter()
            .zip(view.row.counts)
            .filter(|&(_, count)| count > 0)
            .map(|(act, count)| ActCount {
                class: act.as_str(),
                words: label::count(shell.words, act, count),
                address: address::act_in_document(act, &view.row.id),
            })
            .collect();
        Self {
            view,
            counts,
            contents: contents(view, shell.words),
            blocks: blocks(view, shell.words, lens, &NO_PARTNERS),
            lens,
            shell,
        }
    }

    /// The address of the reader with another lens.
    fn through(&self, lens: Lens) -> String {
        let mut fields = Vec::new();
        if let Some(act) = lens.act {
            fields.push(format!("act={}", act.as_str()));
        }
        if let Some(decided) = lens.decided {
            fields.push(format!("layer={}", if decided { "people" } else { "program" }));
        }
        let sign = if fields.is_empty() { "" } else { "?" };
        format!("{}{sign}{}#page-text", address::document(&self.view.row.id), fields.join("&"))
    }

    /// The acts to look at: address, words, whether they are shown by themselves.
    fn lenses(&self) -> Vec<(String, &'static str, bool)> {
        let lens = |act, words| (self.through(Lens { act, ..self.lens }), words, self.lens.act == act);
        let acts = Act::ALL.into_iter().zip(self.view.row.counts).filter(|&(_, count)| count > 0);
        let acts = acts.map(|(act, _)| lens(Some(act), label::acts(self.shell.words, act)));
        std::iter::once(lens(None, self.shell.t("all"))).chain(acts).collect()
    }

    /// The layers to look at: address, words, whether they are shown.
    fn layers(&self) -> [(String, &'static str, bool); 3] {
        let layers = [(None, "layer-all"), (Some(false), "layer-program"), (Some(true), "layer-people")];
        layers.map(|(decided, key)| {
            let lens = Lens { decided, ..self.lens };
            (self.through(lens), self.shell.t(key), self.lens.decided == decided)
        })
    }

    /// The page that shows it beside another document.
    fn beside(&self) -> String {
        format!("/compare?a={}", address::escape(&self.view.row.id))
    }

    /// Where a person states something of it.
    fn state_address(&self) -> String {
        format!("{}/state", address::document(&self.view.row.id))
    }

    fn address(&self) -> String {
        address::document(&self.view.row.id)
    }

    fn genre(&self) -> &'static str {
        label::genre(self.shell.words, self.view.row.genre)
    }

    fn date(&self) -> String {
        label::date(self.shell.words, &self.view.row.date)
    }

    fn languages(&self) -> String {
        label::langs(self.shell.words, &self.view.row.languages)
    }

    /// A long table of contents is folded, so that the text begins on the first screen.
    fn has_long_contents(&self) -> bool {
        const ENTRIES_SHOWN: usize = 16;
        self.contents.len() > ENTRIES_SHOWN
    }

    /// The language of the title: the document's main one.
    fn lang(&self) -> &'a str {
        self.view.row.languages.first().map_or("", Lang::code)
    }

    /// The document of which this one looked like a version.
    fn resembled(&self) -> Safe<String> {
        let id = &self.view.row.resembles;
        self.shell.words.rich("resembles", &[("id", id), ("address", &address::document(id))])
    }

    /// A doubt in the reader's language; as it came where there are no words for it.
    fn doubt(&self, doubt: &'a Diagnostic) -> &'a str {
        self.shell.words.find("diagnostic-", &doubt.code).unwrap_or(&doubt.message)
    }

    fn is_paid_for(&self) -> bool {
        !self.view.row.disclosure.is_empty()
    }

    fn added(&self, capture: &CaptureRow) -> String {
        label::moment(self.shell.words, &capture.at)
    }

    fn size(&self, capture: &CaptureRow) -> String {
        label::size(self.shell.words, capture.bytes)
    }

    fn decided(&self, decision: &DecisionRow) -> String {
        let words = self.shell.words;
        let (verdict, at) = (label::verdict(words, decision.verdict), label::moment(words, &decision.at));
        words.fill(
            "decided-by",
            &[("verdict", &verdict), ("author", &label::author(words, &decision.author)), ("at", &at)],
        )
    }

    fn version(&self, capture: &CaptureRow) -> String {
        address::version(&self.view.row.id, capture.version)
    }

    fn added_by(&self, capture: &CaptureRow) -> String {
        self.shell.words.fill(
            "added-by",
            &[("author", &label::author(self.shell.words, &capture.by)), ("method", &capture.method)],
        )
    }

    /// The words at a doubt's place, cut to a line.
    fn doubted(&self, span: &Option<Span>) -> String {
        const CHARS_MAX: usize = 90;
        let words = whereas_extract::fold_blanks(span.map_or("", |span| span.of(&self.view.text)));
        match words.char_indices().nth(CHARS_MAX) {
            Some((cut, _)) => format!("{}…", &words[..cut]),
            None => words,
        }
    }
}

/// The table of contents: every heading, and the first of each run of citations, recitals, paragraphs …
fn contents<'a>(view: &'a DocumentView, words: &'static Messages) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    // The run that is being counted: its kind, its name, the entry that holds it, and how many so far.
    let mut run: Option<(PassageKind, &str, usize, u32)> = None;
    for passage in &view.passages {
        let address = format!("#{}", address::escape(&passage.id));
        if passage.kind == PassageKind::Heading {
            let heading = whereas_extract::fold_blanks(shown(&view.text, passage).of(&view.text));
            entries.push(Entry { words: heading, lang: passage.lang.code(), address });
        } else if let Some(name) = label::passages(words, passage.kind) {
            let (_, name, entry, count) = match run {
                Some((kind, name, entry, count)) if kind == passage.kind => (kind, name, entry, count + 1),
                _ => {
                    entries.push(Entry { words: String::new(), lang: "", address });
                    (passage.kind, name, entries.len() - 1, 1)
                }
            };
            entries[entry].words = format!("{name} ({count})");
            run = Some((passage.kind, name, entry, count));
        }
    }
    entries
}
