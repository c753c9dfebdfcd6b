//! Statements while they are made.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::operative::Cue;
use super::{Act, Named, Polarity, Position};
use crate::pack::lexicon::{ING, Label, PAST, THIRD};
use crate::pack::{Class, Frame, Rule};
use crate::scan::Scan;
use crate::{Document, Genre, Mention, MentionValue, Span};

/// How many mentions back the holder of a role is looked for.
const ROLE_REACH: usize = 400;

/// A statement before identity, hedge and themes are known.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub act: Act,
    pub span: Span,
    pub passage: usize,
    pub cue: Option<Span>,
    /// `None`: the document's own voice.
    pub speaker: Option<Named>,
    /// All speakers where the form tells several.
    pub speakers: Vec<Named>,
    pub position: Option<Position>,
    pub category: u8,
    pub addressees: Vec<Span>,
    pub actions: Vec<Span>,
    pub polarity: Option<Polarity>,
    pub due: String,
    pub force: u8,
    pub rule: String,
    pub confidence: f32,
}

impl Draft {
    /// A statement that `rule` found.
    pub fn new(rule: &Rule, span: Span, passage: usize) -> Self {
        Self {
            act: rule.act,
            span,
            passage,
            cue: None,
            speaker: None,
            speakers: Vec::new(),
            position: None,
            category: 0,
            addressees: Vec::new(),
            actions: Vec::new(),
            polarity: rule.polarity,
            due: String::new(),
            force: rule.force,
            rule: rule.id.clone(),
            confidence: rule.confidence,
        }
    }

    /// Takes the verb of a reporting clause for its cue where the words themselves have none.
    pub fn told_by(&mut self, maker: &Maker<'_, '_>, cue: Cue) {
        if self.cue.is_none() {
            let rule = &maker.scan.packs.rules[cue.rule];
            self.cue = Some(maker.scan.span(cue.first, cue.end));
            self.rule.clone_from(&rule.id);
            self.confidence = rule.confidence;
        }
    }

    /// A sentence that asserts without a cue.
    pub fn bare(span: Span, passage: usize) -> Self {
        Self {
            act: Act::Finding,
            span,
            passage,
            cue: None,
            speaker: None,
            speakers: Vec::new(),
            position: None,
            category: 0,
            addressees: Vec::new(),
            actions: Vec::new(),
            polarity: None,
            due: String::new(),
            force: 0,
            rule: "form/finding/sentence".to_owned(),
            confidence: 0.6,
        }
    }
}

/// What is needed to make statements, and those made so far.
#[derive(Debug)]
pub(super) struct Maker<'s, 't> {
    pub scan: &'s Scan<'t>,
    pub document: &'s Document,
    pub mentions: &'s [Mention],
    pub drafts: Vec<Draft>,
    /// Who speaks in each passage that is a turn.
    speakers: Vec<Option<String>>,
    /// Who answers in an interview, where the text names him.
    pub interviewee: Option<String>,
    /// Whoever spoke last; pronouns go back to it.
    pub last_speaker: Option<Named>,
    /// Who issues the document, where no author is named.
    pub issuer: Option<Named>,
    /// The country that speaks, where the document is its speech.
    pub nation: Option<String>,
    /// The sentence before the one that is read, in tokens.
    pub before: Range<usize>,
    /// Where the sentence begins whose subject that is, in tokens; `usize::MAX` where it is none's.
    spoke_at: usize,
    /// Names that no list has, looked for when first asked for.
    own_names: OnceCell<FxHashSet<String>>,
}

impl<'s, 't> Maker<'s, 't> {
    pub fn new(scan: &'s Scan<'t>, document: &'s Document, mentions: &'s [Mention]) -> Self {
        let speakers = crate::document::speakers(scan, document, mentions);
        let interviewee = crate::document::interviewee(scan, document, mentions);
        let mut maker = Self {
            scan,
            document,
            mentions,
            drafts: Vec::new(),
            speakers,
            interviewee,
            last_speaker: None,
            issuer: None,
            nation: None,
            before: 0..0,
            spoke_at: usize::MAX,
            own_names: OnceCell::new(),
        };
        (maker.issuer, maker.nation) = super::issuer::issuer(&maker);
        maker
    }

    /// The frame of the rule that made a draft; `None` for one that the form made.
    pub fn frame_of(&self, draft: &Draft) -> Option<Frame> {
        self.scan.packs.rules.iter().find(|rule| rule.id == draft.rule).map(|rule| rule.frame)
    }

    /// The words that are names though no list has them, in small letters.
    pub fn own_names(&self) -> &FxHashSet<String> {
        self.own_names.get_or_init(|| super::own_name::own_names(self.scan))
    }

    /// The pack of a passage's language.
    pub fn pack(&self, passage: usize) -> u8 {
        self.document.passages.get(passage).map_or(u8::MAX, |p| self.scan.packs.index(p.lang))
    }

    /// The tokens of a passage.
    pub fn tokens(&self, passage: usize) -> Range<usize> {
        self.document.passages.get(passage).map_or(0..0, |p| self.scan.range(p.span))
    }

    /// How many points stand directly below a paragraph.
    pub fn points_below(&self, passage: usize) -> usize {
        let below = &self.document.passages[passage + 1..];
        below.iter().take_while(|p| p.kind == crate::PassageKind::Point).count()
    }

    /// Drops punctuation and coordinators at the end of a clause, and punctuation at its beginning.
    pub fn trim_clause(&self, range: Range<usize>, pack: u8) -> Range<usize> {
        let mut range = super::slot::trim(self.scan, range);
        while range.end > range.start
            && (self.scan.class(range.end - 1, Class::And, pack)
                || self.scan.class(range.end - 1, Class::But, pack))
        {
            range = super::slot::trim(self.scan, range.start..range.end - 1);
        }
        range
    }

    /// Whether a word that may be a noun or a name is a verb where it stands.
    ///
    /// "the demand for gas", "United States", "humanitarian support": behind an article, a possessive, a
    /// preposition or
    /// an adjective it is none.
    pub fn verb_here(&self, at: usize, clause_start: usize, pack: u8) -> bool {
        let scan = self.scan;
        let token = scan.tokens[at];
        if scan.forms(at) == 0 {
            return true;
        }
        if at == clause_start || at == 0 {
            return true;
        }
        let before = at - 1;
        if token.capital && !token.paragraph && !scan.mark(before, b'.') && !scan.mark(before, b'"') {
            return false;
        }
        let led = [Class::Article, Class::Determiner, Class::Possessive, Class::Of, Class::Preposition];
        let infinitive = scan.class(before, Class::Infinitive, pack);
        // "elle les appelle", "elle l'exhorte": what may be an article is a pronoun before a verb that is no noun.
        let elided = usize::from(scan.mark(before, b'\'') && scan.tokens[at].glued);
        let noun = scan.packs.lexicon.word(token.word).noun;
        if !noun
            && scan.forms(at) & THIRD != 0
            && scan.class(before.wrapping_sub(elided), Class::Clitic, pack)
        {
            return true;
        }
        // "this press conference": what can be a determiner is one before a word that may be a noun.
        let pronoun = scan.class(before, Class::Pronoun, pack)
            && !scan.class(before, Class::Possessive, pack)
            && !(scan.class(before, Class::Determiner, pack) && super::grammar::may_be_noun(scan, at));
        if !infinitive && !pronoun && led.iter().any(|&class| scan.class(before, class, pack))
            || scan.mark(before, b'\'')
            || scan.word(before) == "s" && scan.tokens[before].glued
        {
            return false;
        }
        let ambiguous = scan.packs.lexicon.word(token.word).noun && scan.forms(at) & (PAST | ING) == 0;
        let subject = scan.class(before, Class::FirstPerson, pack)
            || pronoun
            || infinitive
            || scan.class(before, Class::And, pack)
            || super::grammar::is_adverb(scan, before, pack)
            || scan.class(before, Class::Will, pack)
            || scan.class(before, Class::Must, pack)
            || scan.mark(before, b',')
            || scan.mark(before, b')')
            || scan.capital(before)
            || scan.is(before, Label::Actor, pack)
            || scan.is(before, Label::People, pack)
            || scan.is(before, Label::Group, pack)
            || scan.is(before, Label::Title, pack);
        // "U.S. military support and aid", "defence counsel of": a noun where nothing follows that it could govern.
        let ends = scan.class(at + 1, Class::Of, pack)
            || matches!(
                scan.tokens.get(at + 1).map(|t| t.kind),
                None | Some(crate::scan::Kind::Punctuation(b',' | b';' | b'.'))
            )
            || scan.class(at + 1, Class::And, pack);
        let labelled_only = !scan.class(before, Class::FirstPerson, pack) && !pronoun && !infinitive;
        !ambiguous || subject && !(ends && labelled_only)
    }

    /// The mentions inside a range of tokens.
    pub fn mentions_in(&self, range: Range<usize>) -> impl Iterator<Item = &'s Mention> {
        let span = self.scan.span(range.start, range.end);
        let first = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[first..]
            .iter()
            .take_while(move |m| m.span.start < span.end)
            .filter(move |m| m.span.end <= span.end)
    }

    /// Who speaks where nobody else is named.
    pub fn own_voice(&self) -> Named {
        if let Some(issuer) = &self.issuer {
            return issuer.clone();
        }
        let document = self.document;
        let author = !document.author.is_empty();
        let name = match document.genre {
            Genre::OpEd if !author => "author",
            Genre::OpEd | Genre::Statement | Genre::Report | Genre::Interview if author => &document.author,
            Genre::Interview => self.interviewee.as_deref().unwrap_or("interviewee"),
            _ => &document.publisher,
        };
        Named { name: name.to_owned(), span: None }
    }

    /// Who speaks in a passage: the label of a turn, else the document's own voice.
    pub fn voice_of(&self, passage: usize) -> Named {
        let speaker = self.speakers.get(passage).cloned().flatten();
        speaker.map_or_else(|| self.own_voice(), |name| Named { name, span: None })
    }

    /// Whom "he", "she" or "they" at the head of a sentence means: who spoke in the sentence before, else the one
    /// person whom that sentence names, else whoever spoke last. "It" is no person.
    pub fn antecedent(&self, person: bool) -> Option<Named> {
        if self.spoke_before() {
            return self.last_speaker.clone();
        }
        let mut persons =
            self.mentions_in(self.before.clone()).filter(|m| matches!(m.value, MentionValue::Person { .. }));
        match (persons.next(), persons.next()) {
            (Some(one), None) if person => Some(self.name(one)),
            _ => self.last_speaker.clone(),
        }
    }

    /// Whether whoever spoke last spoke, or is named, in the sentence before.
    pub fn spoke_before(&self) -> bool {
        let before = self.scan.span(self.before.start, self.before.end);
        let spoke = self.last_speaker.as_ref().and_then(|speaker| speaker.span);
        spoke.is_some_and(|span| span.start >= before.start && span.end <= before.end)
            || self.before.contains(&self.spoke_at)
    }

    /// Who spoke last, where that was a person or somebody with a name that no list has: no other title ("The
    /// President").
    pub fn last_person(&self, pack: u8) -> Option<Named> {
        let last = self.last_speaker.as_ref()?;
        let tokens = self.scan.range(last.span?);
        let title = self.scan.longest(tokens.start, Label::Title, pack);
        let named = tokens.clone().all(|at| self.scan.capital(at))
            && title.is_none_or(|title| title.end as usize != tokens.end);
        let body = self.mentions_in(tokens).any(|m| !matches!(m.value, MentionValue::Person { .. }));
        (named && !body).then(|| last.clone())
    }

    fn name(&self, mention: &Mention) -> Named {
        Named { name: crate::fold_blanks(mention.span.of(self.scan.text)), span: Some(mention.span) }
    }

    /// Remembers who spoke, for the pronouns that follow.
    pub fn remember(&mut self, speaker: &Named) {
        self.remember_at(speaker, usize::MAX);
    }

    /// Remembers the subject of a sentence that begins at a token.
    pub fn remember_at(&mut self, subject: &Named, begin: usize) {
        if !subject.name.is_empty() {
            self.last_speaker = Some(subject.clone());
            self.spoke_at = begin;
        }
    }

    /// "The Vice President" → the person whom the text introduced with this title; `None` when it did not.
    pub fn by_role(&self, named: &Named) -> Option<Named> {
        let role = crate::id::fold_words(&named.name);
        let role = role.strip_prefix("the ").unwrap_or(&role);
        if role.split(' ').count() > 6 {
            return None;
        }
        let before = named.span.map_or(u32::MAX, |span| span.start);
        let office = self.is_office(named);
        let past = self.mentions.partition_point(|m| m.span.start < before);
        let holder = self.mentions[..past].iter().rev().take(ROLE_REACH).find(|m| match m.value {
            MentionValue::Person { role: Some(span) } => {
                let title = crate::id::fold_words(span.of(self.scan.text));
                title == role
                    || office
                        && (title.ends_with(&format!(" {role}")) && self.is_head_of(role, span)
                            || title.starts_with(&format!("{role} ")) && self.names_realm(span))
                    || role == "minister" && title.contains("minister")
            }
            _ => false,
        })?;
        Some(self.name(holder))
    }

    /// Whether a role ends in the words without a preposition before them: "minister" is the head of "deputy minister",
    /// "Lantern Watch" is none of "director at Lantern Watch".
    fn is_head_of(&self, words: &str, role: Span) -> bool {
        let tokens = self.scan.range(role);
        let head = tokens.len().saturating_sub(words.split(' ').count());
        let joins = [Class::Preposition, Class::Of, Class::For, Class::At];
        // "Deputy Minister of Justice" is another than the Minister of Justice, "Varosian Minister of Justice" is not.
        let whole = words.contains(' ');
        tokens.take(head).all(|at| {
            let pack = self.scan.tokens[at].pack;
            !joins.iter().any(|class| self.scan.class(at, *class, pack))
                && (!whole || self.scan.is(at, Label::Demonym, pack))
        })
    }

    /// Whether a name is an office and no country or body in which one is held.
    fn is_office(&self, named: &Named) -> bool {
        let Some(span) = named.span else { return true };
        let tokens = self.scan.range(span);
        let other = |m: &Mention| matches!(m.value, MentionValue::Place | MentionValue::Organisation);
        !self.mentions_in(tokens).any(|m| m.span.start <= span.start && other(m))
    }

    /// "president of Norway", "президент Норвегии": whether a role holds a country or body.
    fn names_realm(&self, role: Span) -> bool {
        let realm = |m: &Mention| matches!(m.value, MentionValue::Place | MentionValue::Organisation);
        self.mentions_in(self.scan.range(role)).any(realm)
    }

    /// Whether the text before tells what somebody is, as far back as roles are looked for.
    pub fn has_role(&self, named: &Named) -> bool {
        let last = named.span.map_or(u32::MAX, |span| span.start);
        let past = self.mentions.partition_point(|m| m.span.start <= last);
        self.mentions[..past].iter().rev().take(ROLE_REACH).any(|m| {
            matches!(m.value, MentionValue::Person { role: Some(_) })
                && m.span.of(self.scan.text).ends_with(named.name.as_str())
        })
    }

    /// "The ministry" → "Ministry of Culture": the body that the text named last by this noun and more words.
    pub fn by_head(&self, named: &Named, pack: u8) -> Option<Named> {
        let span = named.span?;
        let tokens = self.scan.range(span);
        if tokens.len() != 1 || !self.scan.is(tokens.start, Label::OrganisationHead, pack) {
            return None;
        }
        let head = self.scan.word(tokens.start).to_lowercase();
        // In its own text it is the one that publishes it.
        let publisher = &self.document.publisher;
        if publisher.split_whitespace().any(|word| word.to_lowercase() == head) {
            return Some(Named { name: publisher.clone(), span: None });
        }
        let past = self.mentions.partition_point(|m| m.span.start < span.start);
        let body = self.mentions[..past].iter().rev().take(ROLE_REACH).find(|m| {
            let words = self.scan.range(m.span);
            m.value == MentionValue::Organisation
                && words.len() > 1
                && [words.start, words.end - 1].iter().any(|&at| self.scan.word(at).to_lowercase() == head)
                && words.into_iter().any(|at| self.tells_field(at, &head, pack))
        })?;
        Some(self.name(body))
    }

    /// Whether a word of a body's name tells its field: "culture", not the country, for each has its government.
    fn tells_field(&self, at: usize, head: &str, pack: u8) -> bool {
        let of_country =
            [Label::Place, Label::Demonym, Label::People].iter().any(|&label| self.scan.is(at, label, pack));
        let small =
            [Class::Preposition, Class::Article, Class::And].iter().any(|&c| self.scan.class(at, c, pack));
        self.scan.is_word(at) && !of_country && !small && self.scan.word(at).to_lowercase() != head
    }

    pub fn push(&mut self, draft: Draft) {
        if !draft.span.is_empty() {
            self.drafts.push(draft);
        }
    }
}
