//! Readings made by hand, for tests: an invented country, marked-up paragraphs.

use whereas_extract::id::fold_words;
use whereas_extract::{
    Act, Extraction, Hint, Lang, Mention, MentionValue, Named, Passage, PassageKind, Span, Statement, Text,
    extract, read,
};

use crate::{Added, Addition, Ledger, LedgerError, Signature};

/// A text with what was found in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sample {
    pub text: Text,
    pub found: Extraction,
}

/// Days that are found where they stand in a paragraph.
const DAYS: [(&str, &str); 2] = [("11 March 2021", "2021-03-11"), ("2 May 2021", "2021-05-02")];

/// When everything happens, unless a test says otherwise.
pub(crate) const AT: &str = "2021-03-12T08:00:00Z";

/// Who decides, when and why.
pub(crate) const ANA: Signature<'static> = Signature { by: "ana", at: AT, reason: "" };

/// Adds a document that is read and extracted as any other.
pub(crate) fn add_text(ledger: &mut Ledger, origin: &str, text: &str) {
    let text = read(text.as_bytes(), &Hint { name: "a.txt" }).unwrap();
    let extraction = extract(&text);
    let added = ledger.add(&Addition {
        bytes: text.text.as_bytes(),
        origin,
        document: None,
        text: &text,
        extraction: &extraction,
        extractor: "test+1",
        by: "ana",
        at: AT,
        method: "whereas add 0.1.0",
    });
    assert!(matches!(added.unwrap(), Added::New { .. }), "{origin}");
}

impl Sample {
    /// A document with a title and a date.
    pub(crate) fn titled(title: &str, date: &str) -> Sample {
        let mut sample = Sample::default();
        sample.text.text = format!("{title}\n\n");
        sample.text.map.push(0, 0);
        let head = &mut sample.found.document;
        (head.title, head.date) = (title.to_owned(), date.to_owned());
        head.publisher = "Assembly of the Meridian Union".to_owned();
        head.languages = vec![Lang::EN];
        sample.passage("title", PassageKind::Title, Lang::EN, Span::new(0, title.len() as u32));
        sample
    }

    /// A paragraph that says something: `[addressee]`, `{action}`, `<person>`, `^law^`. Its first word is
    /// the cue.
    pub(crate) fn says(self, act: Act, marked: &str) -> Sample {
        self.says_in("en", act, marked)
    }

    /// A paragraph in another language.
    pub(crate) fn says_in(mut self, lang: &str, act: Act, marked: &str) -> Sample {
        let lang = Lang::parse(lang).unwrap();
        let number = self.found.document.passages.len();
        self.text.text += &format!("{number}. ");
        let start = self.text.text.len() as u32;
        let (words, slots) = unmark(marked, start);
        self.text.text += &words;
        let span = Span::new(start, self.text.text.len() as u32);
        self.text.text += ".\n";
        let passage = self.passage(&format!("para_{number}"), PassageKind::Paragraph, lang, span);
        let of_kind = |mark: char| slots.iter().filter(move |(m, _)| *m == mark).map(|(_, span)| *span);
        for (mark, value) in [('<', MentionValue::Person { role: None }), ('^', MentionValue::Law)] {
            let mentions = of_kind(mark).map(|span| Mention { span, passage, value: value.clone() });
            self.found.mentions.extend(mentions);
        }
        for (day, edtf) in DAYS {
            let dated = words
                .match_indices(day)
                .map(|(at, _)| Span::new(start + at as u32, start + (at + day.len()) as u32));
            let value = || MentionValue::Date { edtf: edtf.to_owned() };
            self.found.mentions.extend(dated.map(|span| Mention { span, passage, value: value() }));
        }
        self.found.statements.push(Statement {
            act,
            span,
            occurrence: 0,
            passage,
            cue: words.split(' ').next().map(|cue| Span::new(start, start + cue.len() as u32)),
            speaker: Named { name: "Assembly of the Meridian Union".to_owned(), span: None },
            speakers: Vec::new(),
            addressees: of_kind('[').collect(),
            actions: of_kind('{').collect(),
            polarity: None,
            due: String::new(),
            force: 3,
            position: None,
            category: 0,
            hedge: None,
            themes: Vec::new(),
            lang,
            rule: "en/test".to_owned(),
            confidence: 0.9,
        });
        self.count_occurrences()
    }

    /// Who says everything.
    pub(crate) fn by(mut self, speaker: &str) -> Sample {
        for statement in &mut self.found.statements {
            statement.speaker.name = speaker.to_owned();
        }
        self
    }

    /// What a newer extractor finds: the same text, with this statement cut to its first half.
    pub(crate) fn with_cut_statement(mut self, n: usize, keep: u32) -> Sample {
        self.found.statements[n].span.end = self.found.statements[n].span.start + keep;
        self.found.statements[n].actions.clear();
        self.found.statements[n].addressees.clear();
        self.count_occurrences()
    }

    fn passage(&mut self, id: &str, kind: PassageKind, lang: Lang, span: Span) -> u32 {
        let label = Span::new(span.start, span.start);
        let num = String::new();
        self.found.document.passages.push(Passage { id: id.to_owned(), kind, num, lang, span, label });
        self.found.document.passages.len() as u32 - 1
    }

    fn count_occurrences(mut self) -> Sample {
        let words: Vec<String> =
            self.found.statements.iter().map(|s| fold_words(s.span.of(&self.text.text))).collect();
        for (n, statement) in self.found.statements.iter_mut().enumerate() {
            statement.occurrence = words[..n].iter().filter(|other| **other == words[n]).count() as u32;
        }
        self
    }

    /// The id of the n-th statement in a document.
    pub(crate) fn id(&self, document: &str, n: usize) -> String {
        self.found.statements[n].id(document, &self.text.text)
    }

    /// Adds it; its bytes are its text.
    pub(crate) fn add(&self, ledger: &mut Ledger, origin: &str) -> Result<Added, LedgerError> {
        self.add_as(ledger, origin, None, "test+1")
    }

    /// Adds it as a certain document, read by a certain extractor.
    pub(crate) fn add_as(
        &self,
        ledger: &mut Ledger,
        origin: &str,
        document: Option<&str>,
        extractor: &str,
    ) -> Result<Added, LedgerError> {
        ledger.add(&Addition {
            bytes: self.text.text.as_bytes(),
            origin,
            document,
            text: &self.text,
            extraction: &self.found,
            extractor,
            by: "ana",
            at: AT,
            method: "whereas add 0.1.0",
        })
    }
}

/// Takes the marks out of a paragraph that begins at `start`.
fn unmark(marked: &str, start: u32) -> (String, Vec<(char, Span)>) {
    let mut words = String::new();
    let mut open: Vec<(char, u32)> = Vec::new();
    let mut slots = Vec::new();
    for c in marked.chars() {
        let at = start + words.len() as u32;
        let opener = match c {
            ']' => '[',
            '}' => '{',
            '>' => '<',
            other => other,
        };
        match open.last() {
            Some(&(mark, from)) if mark == opener && (c != opener || c == '^') => {
                open.pop();
                slots.push((mark, Span::new(from, at)));
            }
            _ if matches!(c, '[' | '{' | '<' | '^') => open.push((c, at)),
            _ => words.push(c),
        }
    }
    assert!(open.is_empty(), "unclosed mark in {marked}");
    slots.sort_by_key(|(_, span)| *span);
    (words, slots)
}

/// A resolution of the invented country file.
pub(crate) fn resolution() -> Sample {
    Sample::titled("Resolution of 11 March 2021 on the situation in Varosia", "2021-03-11")
        .says(
            Act::Demand,
            "Urges [the Government of Varosia] to {release <Ana Mirelle>} and to {repeal ^Article 9^}",
        )
        .says(Act::Appraisal, "Condemns the raids on the libraries of Port Sill")
        .says(Act::Demand, "Calls on [the Council] to {list the judges}; calls for an answer by autumn")
}

/// A ministry's answer, in two languages.
pub(crate) fn answer() -> Sample {
    Sample::titled("Statement of the Ministry of Justice", "2021-04-02")
        .says(Act::Denial, "Rejects the claim that <Ana Mirelle> is a prisoner of conscience")
        .says_in("ro", Act::Finding, "Subliniază libertățile garantate de ^articolul 9^ al legii")
        .by("Ministry of Justice of Varosia")
}
