//! The gist of a statement: what it is compared by, small enough to be kept beside it.
//!
//! A pure function of one reading. Scoring needs nothing but two gists, so that a link depends on its two
//! statements and the shipped tables only.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use whereas_extract::{Act, Bound, Extraction, Lang, Mention, MentionValue, Polarity, Span, Statement};

use super::lexis::{Lexis, Sign, TELLING};
use super::name::{consonants, law_keys, person_key};
use super::side::Sides;
use super::topic::Topic;
use crate::citation::find::Cited;
use crate::limit;
use crate::word::{Word, words};

/// How many words before something done a "not" still speaks of it.
const UNDONE_WORDS: usize = 3;
/// The same where the "not" begins its clause: "No report on the prisons was published".
const NOTHING_WORDS: usize = 10;
/// How many statements back what is replied to may stand.
const BESIDE_STATEMENTS: u8 = 3;
/// How many words from something done a word of wanting or refusing still speaks of it.
const UNSETTLED_WORDS: usize = 4;
/// How near words that tell of something done "as promised" stand to the word of promising.
const PROMISED_WORDS: usize = 2;
/// How far behind the addressees a word leads what is asked, in bytes.
const LEADING_BYTES: u32 = 24;
/// The fewest consonants of a name that tells something.
const NAME_CONSONANTS_MIN: usize = 3;
/// The strongest tone.
const TONE_MAX: i8 = 4;

/// What only a country's own organs do with its laws.
const LEGISLATIVE: [&str; 5] = ["repeal", "amend", "ratify", "adopt", "reject"];

/// What a statement is compared by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gist {
    pub act: Act,
    pub lang: Lang,
    pub force: u8,
    /// Day of the document, or `""`.
    pub date: String,
    /// The side that speaks, or `""`.
    pub speaker: String,
    /// The speaker as the text names them, folded: two officials of one side are two speakers.
    pub voice: String,
    /// The country that its document is about, or `""`.
    pub home: String,
    /// The sides that are asked.
    pub asked: BTreeSet<String>,
    /// The sides that it is about: those asked, those named, else the country of its document.
    pub about: BTreeSet<String>,
    /// Content words with their weights.
    pub stems: BTreeMap<String, u8>,
    /// Those of them that are part of a name: "the Free Quill Foundation".
    pub of_names: BTreeSet<String>,
    pub concepts: BTreeSet<String>,
    /// What is to be done, whatever the language.
    pub deeds: BTreeSet<String>,
    /// Concepts of the sentence before, where this one leans on it.
    pub carried: BTreeSet<String>,
    pub themes: BTreeSet<String>,
    pub persons: BTreeSet<String>,
    /// Other names in it, by their consonants: what stays when a text is translated.
    pub names: BTreeSet<String>,
    pub laws: BTreeSet<String>,
    /// Each thing that is asked.
    pub actions: Vec<Action>,
    pub counts: Vec<Count>,
    /// The days of the documents that it cites.
    pub cites: BTreeSet<String>,
    /// Above zero: things are good; below: bad.
    pub tone: i8,
    /// It is the first statement of its passage.
    pub leads: bool,
    /// How many statements before it the other side said what it replies to, in the same passage; 0 where it stands
    /// beside none.
    pub beside: u8,
    pub marks: Marks,
    /// The stems of what it tells to have been done to something: "two schools were reopened".
    pub undergone: BTreeSet<String>,
    /// The same of what it tells not to have been done, with the deeds for which these words stand.
    pub spared: BTreeSet<String>,
    /// The days, months and years that it names, EDTF.
    pub days: BTreeSet<String>,
    /// The stem of the first word behind its cue that tells something: what a promise is to do.
    pub head: String,
    /// Other names in it than of bodies, by their consonants: the single case that it is about.
    pub cases: BTreeSet<String>,
    /// Of a demand that asks something of "it" or "him": the sentence before it, verbatim, or `""`.
    pub before: String,
}

/// What phrases of the tables tell about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Marks {
    /// It says that it was said before.
    pub again: bool,
    /// It tells of something done.
    pub done: bool,
    /// It tells of something that was not done.
    pub failed: bool,
    /// It tells that something is wanted, planned, refused or put off.
    pub unsettled: bool,
    /// It tells that something was talked about, no more.
    pub mere: bool,
    /// It speaks of a reason, or of a tie to something else: "politically motivated", "has nothing to do with".
    pub motive: bool,
    /// How many words make it weaker, and stronger.
    pub weak: u8,
    pub hard: u8,
    /// It asks for everything of a kind: "all places of detention".
    pub whole: bool,
    /// It speaks of a meeting that is to take place, or took place.
    pub meets: bool,
    /// A "not" stands in it.
    pub not: bool,
    /// It tells of what was promised as of something promised: "the summary promised for June".
    pub as_promised: bool,
    /// It speaks of changing a law and says not of which: "the idea of a repeal".
    pub open_change: bool,
    /// It asks its own side alone: "we should work together".
    pub of_us: bool,
    /// It tells of what was asked some time before, "the Assembly once called on us to …", or a question does.
    pub retold: bool,
}

impl Marks {
    /// Whether a demand waits for no reply: it goes to nobody else, or was made some time before.
    pub(crate) fn is_aside(self) -> bool {
        self.of_us || self.retold
    }
}

/// A thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Action {
    /// The stem of the word that it begins with, which tells what is to be done; or `""` where that word tells little.
    pub head: String,
    /// It asks not to do it.
    pub omits: bool,
    /// Its telling words.
    pub stems: BTreeSet<String>,
    pub concepts: BTreeSet<String>,
    pub deeds: BTreeSet<String>,
    pub persons: BTreeSet<String>,
    pub laws: BTreeSet<String>,
    /// How many of its words make the demand stronger.
    pub hard: u8,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Count {
    pub value: f64,
    pub bound: Bound,
    /// Stem of what is counted.
    pub of: String,
}

/// The gists of all statements of a reading, in their order.
pub(crate) fn gists(text: &str, found: &Extraction, cited: &[Cited]) -> Vec<Gist> {
    if found.statements.is_empty() {
        return Vec::new();
    }
    let sides = Sides::of(text, found);
    let mut mentions: Vec<&Mention> = found.mentions.iter().collect();
    mentions.sort_by_key(|mention| mention.span);
    let mut out: Vec<Gist> = Vec::with_capacity(found.statements.len());
    for (at, statement) in found.statements.iter().enumerate() {
        let from = mentions.partition_point(|mention| mention.span.start < statement.span.start);
        let inside = mentions.iter().skip(from).take_while(|mention| mention.span.start < statement.span.end);
        let inside: Vec<&Mention> = inside.copied().filter(|m| statement.span.contains(m.span)).collect();
        let reader = Reader {
            text,
            found,
            mentions: &mentions,
            sides: &sides,
            lexis: Lexis::of(statement.lang),
            statement,
        };
        let (mut gist, leans) = reader.gist(&inside);
        let cites =
            cited.iter().filter(|cited| statement.span.contains(cited.span) && !cited.date.is_empty());
        let before = at.checked_sub(1).and_then(|before| found.statements.get(before));
        gist.leads = before.is_none_or(|before| before.passage != statement.passage);
        gist.cites = cites.map(|cited| cited.date.clone()).take(limit::GIST_NAMES_MAX).collect();
        let before =
            at.checked_sub(1).and_then(|before| Some((found.statements.get(before)?, out.get(before)?)));
        if let Some((_, before)) = before.filter(|(other, before)| {
            leans && gist.concepts.is_empty() && near(other, statement) && before.voice == gist.voice
        }) {
            gist.carried = before.concepts.union(&before.carried).cloned().collect();
        }
        gist.beside = beside(&gist, &out);
        out.push(gist);
    }
    out
}

/// How many statements before a statement stands what it replies to, among those before it: in a read-out each side
/// says its part in turn, and what the one says right behind what the other asked of it is the reply.
fn beside(gist: &Gist, before: &[Gist]) -> u8 {
    if gist.leads || gist.act == Act::Demand || gist.speaker.is_empty() {
        return 0;
    }
    let mut best: Option<(u8, f32)> = None;
    for (back, other) in (1..=BESIDE_STATEMENTS).zip(before.iter().rev()) {
        let strength = Topic::of(gist, other).strength;
        let replies =
            other.speaker != gist.speaker && !other.speaker.is_empty() && may_be_replied_to(gist, other);
        if replies && (back == 1 || strength > 0.0) && best.is_none_or(|(_, most)| strength > most) {
            best = Some((back, strength));
        }
        if other.leads {
            break;
        }
    }
    best.map_or(0, |(back, _)| back)
}

/// Whether a statement asks something of the side that speaks later, or says what it may deny.
fn may_be_replied_to(reply: &Gist, other: &Gist) -> bool {
    let concerned = other.about.contains(&reply.speaker);
    match other.act {
        Act::Demand => concerned,
        Act::Finding | Act::Appraisal => reply.act == Act::Denial && concerned,
        _ => false,
    }
}

/// Whether one statement follows the other at once.
fn near(before: &Statement, statement: &Statement) -> bool {
    before.passage.abs_diff(statement.passage) <= 1
        && statement.span.start.saturating_sub(before.span.end) < limit::CARRY_BYTES_MAX
}

/// What the gist of one statement is made from.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) found: &'a Extraction,
    /// In their order.
    pub(super) mentions: &'a [&'a Mention],
    sides: &'a Sides,
    pub(super) lexis: &'static Lexis,
    pub(super) statement: &'a Statement,
}

impl Reader<'_> {
    /// Also tells whether the statement leans on the one before.
    fn gist(&self, inside: &[&Mention]) -> (Gist, bool) {
        let statement = self.statement;
        let (speaker, asked) = self.who();
        let quote = statement.span.of(self.text);
        let all: Vec<Word<'_>> = words(quote).collect();
        let stems = self.lexis.stems(&all);
        let signs = self.lexis.signs(&stems);
        let said = self.said(&all, &signs, inside);
        let mut gist = Gist {
            act: statement.act,
            lang: statement.lang,
            force: statement.force,
            date: self.found.document.date.clone(),
            voice: crate::word::fold_name(&statement.speaker.name, limit::SIDE_BYTES_MAX),
            about: self.about(&all, &asked, &speaker),
            home: self.sides.home.clone(),
            speaker,
            asked,
            stems: BTreeMap::new(),
            of_names: BTreeSet::new(),
            concepts: BTreeSet::new(),
            deeds: BTreeSet::new(),
            carried: BTreeSet::new(),
            themes: statement.themes.iter().cloned().collect(),
            persons: BTreeSet::new(),
            names: self.names(&all, inside, false),
            laws: BTreeSet::new(),
            actions: self.actions(inside),
            counts: Vec::new(),
            cites: BTreeSet::new(),
            tone: tone(&said, statement),
            leads: false,
            beside: 0,
            marks: Marks::default(),
            undergone: BTreeSet::new(),
            spared: BTreeSet::new(),
            days: BTreeSet::new(),
            head: self.head(&all, &stems),
            cases: self.names(&all, inside, true),
            before: String::new(),
        };
        (gist.stems, gist.of_names) = self.content(&all, &stems, inside);
        for mention in inside {
            self.mention(&mut gist, mention);
        }
        if self.asks_by_pronoun(inside) {
            gist.before = self.sentence_before();
        }
        gist.persons.extend(self.persons_meant(&gist, &signs));
        let done = self.heed_done(&mut gist, &all, &stems, &signs);
        gist.marks.unsettled = is_unsettled(&done, &said);
        gist.marks.of_us = self.asks_us();
        gist.marks.retold =
            statement.act == Act::Demand && (self.is_question() || self.is_retold(&all, &signs));
        let leans = self.heed(&mut gist, &all, signs);
        if leaves_law_open(&gist) {
            gist.laws.extend(self.laws_before(false));
        }
        if self.changes_laws(&gist) {
            gist.asked = self.without_parliament(gist.asked);
            gist.about.extend(gist.asked.iter().cloned());
        }
        (gist, leans)
    }

    /// Takes up what was done and what was not; returns where it is told.
    fn heed_done(
        &self,
        gist: &mut Gist,
        all: &[Word<'_>],
        stems: &[String],
        signs: &BTreeSet<(usize, Sign)>,
    ) -> Vec<usize> {
        let mut done = self.lexis.done_at(all);
        (gist.marks.done, gist.marks.failed) = self.done(&done, all, signs);
        let mut undergone = Vec::new();
        for at in self.lexis.undergone_at(all).into_iter().take(limit::GIST_NAMES_MAX) {
            let (was_done, was_not) = self.done(&[at], all, signs);
            undergone.extend(was_done.then_some(at));
            // "No objections were received" spares nothing that was asked for.
            let tells = |word: &String| self.lexis.weight(word) > 0;
            let denied =
                |from: usize| signs.contains(&(from, Sign::Not)) && !stems[from + 1..at].iter().any(tells);
            if was_not && (at.saturating_sub(UNDONE_WORDS)..at).any(denied) {
                let deeds =
                    signs.iter().filter(|(place, _)| *place == at).filter_map(|(_, sign)| match sign {
                        Sign::Deed(id) => Some(id.clone()),
                        _ => None,
                    });
                gist.spared.extend(deeds.chain(stems.get(at).cloned()));
            }
        }
        gist.undergone = undergone.iter().filter_map(|at| stems.get(*at)).cloned().collect();
        done.extend(undergone);
        done
    }

    /// Takes up what the phrases of the tables tell; says whether the statement leans on the one before.
    fn heed(&self, gist: &mut Gist, all: &[Word<'_>], signs: BTreeSet<(usize, Sign)>) -> bool {
        let (mut leans, mut wholes) = (false, 0);
        let governs = |at: usize| all.get(at).is_some_and(|word| self.governs(word.span.start));
        for (at, sign) in signs {
            match sign {
                Sign::Concept(id) => {
                    gist.concepts.insert(id);
                }
                Sign::Deed(id) => {
                    gist.deeds.insert(id);
                }
                Sign::Again => gist.marks.again = true,
                Sign::Mere => gist.marks.mere = true,
                Sign::Motive => gist.marks.motive = true,
                Sign::Meets => gist.marks.meets = true,
                Sign::Not => gist.marks.not = true,
                Sign::AsPromised => gist.marks.as_promised = true,
                Sign::OpenChange if self.ends_with_change(all, at) => gist.marks.open_change = true,
                Sign::Weakens if governs(at) => gist.marks.weak = gist.marks.weak.saturating_add(1),
                Sign::Whole => wholes += 1,
                Sign::NotWhole => wholes -= 1,
                Sign::Hardens => gist.marks.hard = gist.marks.hard.saturating_add(1),
                Sign::Carry => leans |= at < 4,
                Sign::SameProvisions if gist.laws.is_empty() => gist.laws.extend(self.laws_before(true)),
                _ => {}
            }
        }
        gist.marks.whole = wholes > 0;
        leans
    }

    /// Whether something was done, and whether something was not, for a "not" stands before it in its clause; "No 7" is
    /// a number.
    fn done(&self, done: &[usize], all: &[Word<'_>], signs: &BTreeSet<(usize, Sign)>) -> (bool, bool) {
        let quote = self.statement.span.of(self.text);
        let is_number = |at: usize| {
            all.get(at + 1).is_some_and(|next| next.folded.starts_with(|c: char| c.is_ascii_digit()))
        };
        let one_clause = |from: usize, to: usize| {
            let ends = all.get(from).zip(all.get(to));
            let between = ends.and_then(|(a, b)| quote.get(a.span.end as usize..b.span.start as usize));
            between.is_some_and(|between| !between.contains([',', ';', ':']))
        };
        let near = |sign: Sign, at: usize| {
            signs.iter().any(|(other, found)| {
                let reach = if self.opens_clause(all, *other) { NOTHING_WORDS } else { UNDONE_WORDS };
                let before = *other <= at && at - other <= reach && one_clause(*other, at);
                // "Opened none of the shelters".
                let behind = *other == at + 1 && one_clause(at, *other) && sign == Sign::Not;
                *found == sign && (before || behind) && !is_number(*other)
            })
        };
        let is_done = |at: &usize| !near(Sign::Not, *at) && !near(Sign::Undone, *at);
        (done.iter().any(is_done), done.iter().any(|at| near(Sign::Not, *at)))
    }

    /// Whether nothing that tells anything stands before a word.
    fn opens_clause(&self, all: &[Word<'_>], at: usize) -> bool {
        self.lexis.stems(all.get(..at).unwrap_or_default()).iter().all(|stem| self.lexis.weight(stem) == 0)
    }

    /// The signs outside the names of laws: the name of a convention "against torture" tells neither that something is
    /// bad nor that somebody is against it.
    fn said(
        &self,
        all: &[Word<'_>],
        signs: &BTreeSet<(usize, Sign)>,
        inside: &[&Mention],
    ) -> BTreeSet<(usize, Sign)> {
        let start = self.statement.span.start;
        let is_name = |word: &Word<'_>| {
            let place = Span { start: start + word.span.start, end: start + word.span.end };
            inside.iter().any(|m| matches!(m.value, MentionValue::Law) && m.span.contains(place))
        };
        let said = |at: usize| all.get(at).is_some_and(|word| !is_name(word));
        signs.iter().filter(|(at, _)| said(*at)).cloned().collect()
    }

    /// Whether a demand asks to change a law.
    fn changes_laws(&self, gist: &Gist) -> bool {
        !gist.laws.is_empty() && LEGISLATIVE.iter().any(|deed| gist.deeds.contains(*deed))
    }

    /// The sides that are asked to change a law, with the country of the document in place of a body that no table
    /// knows, told by a name of one word: "the Skupra". Whoever changes a country's laws acts for it.
    fn without_parliament(&self, asked: BTreeSet<String>) -> BTreeSet<String> {
        let home = &self.sides.home;
        let is_body = |side: &String| {
            let is_name = |word: Word<'_>| word.folded == *side && word.text.starts_with(char::is_uppercase);
            let mut phrases = self.statement.addressees.iter().map(|span| span.of(self.text));
            self.lexis.weight(side) == TELLING
                && phrases.any(|phrase| words(phrase).last().is_some_and(is_name))
        };
        let own = |side: String| if !home.is_empty() && is_body(&side) { home.clone() } else { side };
        asked.into_iter().map(own).collect()
    }

    /// The stem of the first word behind the cue that tells something.
    fn head(&self, all: &[Word<'_>], stems: &[String]) -> String {
        let end = self.statement.cue.map_or(0, |cue| cue.end.saturating_sub(self.statement.span.start));
        let behind = all.iter().zip(stems).filter(|(word, _)| word.span.start >= end);
        behind.map(|(_, stem)| stem).find(|stem| self.lexis.weight(stem) > 0).cloned().unwrap_or_default()
    }

    /// Whether a word, told by its place in the quotation, leads what is asked: it is among the first behind the
    /// cue and the addressees.
    fn governs(&self, at: u32) -> bool {
        let statement = self.statement;
        let slots = statement.cue.iter().chain(&statement.addressees);
        let ends = slots.filter(|slot| statement.span.contains(**slot)).map(|slot| slot.end);
        let begin = ends.max().unwrap_or(statement.span.start) - statement.span.start;
        at.checked_sub(begin).is_some_and(|far| far < LEADING_BYTES)
    }

    /// The side that speaks and the sides that are asked.
    fn who(&self) -> (String, BTreeSet<String>) {
        let statement = self.statement;
        let head = &self.found.document;
        let name = statement.speaker.name.as_str();
        let of_head = name.is_empty() || name == head.author || name == head.publisher;
        let speaker = if of_head && !self.sides.own.is_empty() {
            self.sides.own.clone()
        } else {
            self.sides.of_phrase(name, statement.lang, "")
        };
        let asked = statement
            .addressees
            .iter()
            .map(|span| self.sides.of_phrase(span.of(self.text), statement.lang, &speaker));
        let asked = asked.filter(|side| !side.is_empty()).collect();
        (speaker, asked)
    }

    fn about(&self, all: &[Word<'_>], asked: &BTreeSet<String>, speaker: &str) -> BTreeSet<String> {
        let mut about = asked.clone();
        about.extend(self.sides.countries(all));
        let others = about.iter().any(|side| side != speaker);
        if !self.sides.home.is_empty() && (!others || self.statement.act != Act::Demand) {
            about.insert(self.sides.home.clone());
        }
        about
    }

    /// Content words: neither cue nor addressee nor a person, date or law; and those of them that are part of a name,
    /// for they have a capital and begin no sentence.
    fn content(
        &self,
        all: &[Word<'_>],
        stems: &[String],
        inside: &[&Mention],
    ) -> (BTreeMap<String, u8>, BTreeSet<String>) {
        let start = self.statement.span.start;
        let named = inside.iter().filter(|m| {
            matches!(m.value, MentionValue::Person { .. } | MentionValue::Date { .. } | MentionValue::Law)
        });
        let slots = self.statement.cue.iter().chain(&self.statement.addressees).copied();
        let skipped: Vec<Span> = slots.chain(named.map(|mention| mention.span)).collect();
        let (mut out, mut of_names) = (BTreeMap::new(), BTreeSet::new());
        for (at, (word, stem)) in all.iter().zip(stems).enumerate() {
            let place = Span { start: start + word.span.start, end: start + word.span.end };
            let weight = self.lexis.weight(stem);
            let tells = weight > 0
                && !skipped.iter().any(|span| span.contains(place))
                && !self.sides.is_country(all, at);
            if tells && out.len() < limit::GIST_STEMS_MAX {
                out.insert(stem.clone(), weight);
                if word.text.starts_with(char::is_uppercase) && !self.begins(word) {
                    of_names.insert(stem.clone());
                }
            }
        }
        (out, of_names)
    }

    /// Whether a word begins a sentence or a point: nothing is before it, or a mark that ends something.
    fn begins(&self, word: &Word<'_>) -> bool {
        let before = self.statement.span.of(self.text).get(..word.span.start as usize).unwrap_or_default();
        before.trim_end().chars().next_back().is_none_or(|mark| ".:;!?()[]“„«\"".contains(mark))
    }

    fn actions(&self, inside: &[&Mention]) -> Vec<Action> {
        let actions = self.statement.actions.iter().take(limit::GIST_ACTIONS_MAX);
        actions.map(|span| self.action(*span, inside)).collect()
    }

    /// A thing that is asked, without a clause that describes it or its condition: "the law, which is old", "no aid as
    /// long as people are held".
    fn action(&self, span: Span, inside: &[&Mention]) -> Action {
        let action = span.of(self.text);
        let mut all: Vec<Word<'_>> = words(action).collect();
        let stems = self.lexis.stems(&all);
        let signs = self.lexis.signs(&stems);
        let behind_comma = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| all.get(before));
            let gap = before
                .zip(all.get(at))
                .and_then(|(before, word)| action.get(before.span.end as usize..word.span.start as usize));
            gap.is_some_and(|gap| gap.contains(','))
        };
        let ends = |(at, sign): &&(usize, Sign)| {
            *at > 0 && *sign == Sign::Condition || *sign == Sign::Which && behind_comma(*at)
        };
        let described = signs.iter().find(ends);
        let end = described.map_or(all.len(), |(at, _)| *at);
        all.truncate(end);
        let first = stems.iter().take(end).position(|stem| self.lexis.weight(stem) > 0).unwrap_or(end);
        let omits = signs.iter().any(|(at, sign)| *at < first && *sign == Sign::Not);
        let is_telling = |stem: &&String| self.lexis.weight(stem) == TELLING;
        let head = stems.get(first).filter(is_telling).cloned().unwrap_or_default();
        let telling = stems.into_iter().take(end).filter(|stem| self.lexis.weight(stem) == TELLING);
        let mut out =
            Action { head, omits, stems: telling.take(limit::GIST_STEMS_MAX).collect(), ..Action::default() };
        for (_, sign) in signs.into_iter().filter(|(at, _)| *at < end) {
            match sign {
                Sign::Concept(id) => _ = out.concepts.insert(id),
                Sign::Deed(id) => _ = out.deeds.insert(id),
                Sign::Hardens => out.hard = out.hard.saturating_add(1),
                _ => {}
            }
        }
        for mention in inside.iter().filter(|mention| span.contains(mention.span)) {
            let name = mention.span.of(self.text);
            match mention.value {
                MentionValue::Person { .. } => out.persons.extend(person_key(name)),
                MentionValue::Law => out.laws.extend(law_keys(name, self.statement.lang, self.lexis)),
                _ => {}
            }
        }
        out
    }

    /// Words with a capital that begin no sentence, and are no country, person, law or part of a slot.
    /// With `without_bodies`, also none of a body.
    fn names(&self, all: &[Word<'_>], inside: &[&Mention], without_bodies: bool) -> BTreeSet<String> {
        let start = self.statement.span.start;
        let named = inside.iter().filter(|m| match m.value {
            MentionValue::Person { .. } | MentionValue::Law | MentionValue::Date { .. } => true,
            MentionValue::Organisation => without_bodies,
            _ => false,
        });
        let slots = self.statement.cue.iter().chain(&self.statement.addressees).copied();
        let skipped: Vec<Span> = slots.chain(named.map(|mention| mention.span)).collect();
        let is_name = |(at, word): &(usize, &Word<'_>)| {
            let place = Span { start: start + word.span.start, end: start + word.span.end };
            *at > 0
                && word.text.starts_with(char::is_uppercase)
                && !skipped.iter().any(|span| span.contains(place))
                && !self.sides.is_country(all, *at)
        };
        let names = all.iter().enumerate().filter(is_name).map(|(_, word)| consonants(&word.folded));
        names.filter(|name| name.len() >= NAME_CONSONANTS_MIN).take(limit::GIST_NAMES_MAX).collect()
    }

    fn mention(&self, gist: &mut Gist, mention: &Mention) {
        let quote = mention.span.of(self.text);
        match &mention.value {
            // Who promises, asks or denies is not spoken of: "Orlo announced that …"; who tells may tell of themselves.
            MentionValue::Person { .. }
                if gist.persons.len() < limit::GIST_NAMES_MAX
                    && (gist.act == Act::Finding || quote != self.statement.speaker.name) =>
            {
                gist.persons.extend(person_key(quote));
            }
            MentionValue::Law if gist.laws.len() < limit::GIST_NAMES_MAX => {
                gist.laws.extend(law_keys(quote, self.statement.lang, self.lexis));
            }
            MentionValue::Date { edtf } => {
                if gist.days.len() < limit::GIST_NAMES_MAX {
                    gist.days.insert(edtf.clone());
                }
                // A day tells as much as a provision: what happened then, or the law of that day.
                if edtf.len() == "2021-02-11".len() {
                    gist.laws.insert(edtf.clone());
                }
            }
            MentionValue::Figure { value, bound, of } => {
                let counted: Vec<Word<'_>> =
                    of.map(|span| words(span.of(self.text)).collect()).unwrap_or_default();
                let stems = self.lexis.stems(&counted);
                let told = stems.iter().rfind(|stem| self.lexis.weight(stem) == TELLING).or(stems.last());
                if let Some(of) = told {
                    gist.counts.push(Count { value: *value, bound: *bound, of: of.clone() });
                }
            }
            _ => {}
        }
    }
}

/// Whether a reply speaks of changing a law, says not of which, and speaks of nothing else: "the idea of a repeal".
fn leaves_law_open(gist: &Gist) -> bool {
    let replies = matches!(gist.act, Act::Denial | Act::Commitment);
    replies && gist.marks.open_change && gist.laws.is_empty() && gist.concepts.is_empty()
}

fn tone(signs: &BTreeSet<(usize, Sign)>, statement: &Statement) -> i8 {
    let count =
        |wanted: &Sign| signs.iter().filter(|(_, sign)| sign == wanted).take(TONE_MAX as usize).count() as i8;
    let said = match statement.polarity {
        Some(Polarity::Praise) => 1,
        Some(Polarity::Blame) => -1,
        None => 0,
    };
    (count(&Sign::Better) - count(&Sign::Worse) + 2 * said).clamp(-TONE_MAX, TONE_MAX)
}

/// Whether what is said is wanted, planned, refused or put off. Where it is told what was done, at these words, only
/// what stands near counts: "the review that was promised was published".
fn is_unsettled(done: &[usize], said: &BTreeSet<(usize, Sign)>) -> bool {
    let near = |at: usize| done.is_empty() || done.iter().any(|done| done.abs_diff(at) <= UNSETTLED_WORDS);
    let kept = |at: usize| {
        let mut kept = said.iter().filter(|(_, sign)| *sign == Sign::AsPromised);
        kept.any(|(from, _)| from.abs_diff(at) <= PROMISED_WORDS)
    };
    said.iter().any(|(at, sign)| *sign == Sign::Unsettled && near(*at) && !kept(*at))
}
