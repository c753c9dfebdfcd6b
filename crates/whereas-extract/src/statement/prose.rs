//! Statements in prose: the sentences of a speaker's own voice, and what others are made to say.
//!
//! Where the issuer, the author or the person interviewed speaks, every sentence that asserts, asks, promises,
//! denies or appraises counts. Where somebody reports, only sentences with a speaker count: the subject of a verb
//! of saying, or whoever stands behind a quotation.

use std::ops::Range;

use super::matrix::{self, Matrix};
use super::operative::Cue;
use super::{Act, Draft, Maker, clause, content, grammar, quotation, report, sentence, subject};
use crate::pack::Class;
use crate::pack::lexicon::{PAST, THIRD};
use crate::scan::Kind;
use crate::{Genre, MentionValue, Named, PassageKind};

/// Reads the statements of passage `index`.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize) {
    read_part(maker, index, 0..usize::MAX);
}

/// Reads the sentences of passage `index` that begin within some tokens.
pub(super) fn read_part(maker: &mut Maker<'_, '_>, index: usize, part: Range<usize>) {
    let own = is_own(maker, index);
    let mut reader = Passage::new(maker, index, own);
    reader.sentences.retain(|sentence| part.contains(&sentence.start));
    reader.read(maker);
}

/// Whether a passage speaks in somebody's own voice, so that every sentence of it may be a statement.
pub(super) fn is_own(maker: &Maker<'_, '_>, index: usize) -> bool {
    match (maker.document.genre, maker.document.passages[index].kind) {
        (Genre::Interview, PassageKind::Answer) => true,
        // What stands before the first question is somebody's opening words where it says "we" or "I".
        // Where it names who is asked, somebody else tells.
        (Genre::Interview, PassageKind::Body) => {
            let pack = maker.pack(index);
            let tokens = maker.tokens(index);
            let told = maker
                .mentions_in(tokens.clone())
                .any(|mention| maker.interviewee.as_deref() == Some(mention.span.of(maker.scan.text)));
            !told && tokens.clone().any(|at| maker.scan.first_person(at, pack))
        }
        (Genre::Interview, _) => false,
        (Genre::Statement | Genre::OpEd | Genre::Resolution, _) => true,
        _ => false,
    }
}

/// In a report the State whose turn a paragraph is: the subject of its first sentence, whatever that does. "It" goes
/// back to it.
fn state_that_speaks(maker: &Maker<'_, '_>, first: &Range<usize>, pack: u8) -> Option<Named> {
    if maker.document.genre != Genre::Report {
        return None;
    }
    let scan = maker.scan;
    let states = maker.mentions_in(first.clone()).filter(|m| matches!(m.value, MentionValue::Place));
    let mut subjects = states.filter(|state| {
        let tokens = scan.range(state.span);
        let opens = tokens.start <= first.start + 1 && scan.mark(tokens.end, b',');
        let led = tokens.start > first.start && scan.class(tokens.start - 1, Class::Preposition, pack);
        let verb = scan.forms(tokens.end) & (PAST | THIRD) != 0
            || scan.class(tokens.end, Class::Have, pack)
            || grammar::is_adverb(scan, tokens.end, pack);
        opens || verb && !led
    });
    let state = subjects.next()?;
    Some(Named { name: crate::fold_blanks(state.span.of(scan.text)), span: Some(state.span) })
}

/// A paragraph of a resolution without a governing verb: what it asserts or asks impersonally.
pub(super) fn impersonal(maker: &mut Maker<'_, '_>, index: usize) {
    read(maker, index);
}

/// The longest reporting clause beside a short quotation, in tokens.
const SHORT_TAIL: usize = 16;

/// The words that make less than this no sentence.
const SENTENCE_WORDS_MIN: usize = 3;

struct Passage {
    index: usize,
    pack: u8,
    own: bool,
    sentences: Vec<Range<usize>>,
    /// Per token of the passage: inside quotation marks.
    quoted: Vec<bool>,
    start: usize,
    /// Attributions of quotations: (token, speaker, cue).
    attributions: Vec<Attribution>,
    /// Reporting clauses within quotation marks.
    incises: Vec<Range<usize>>,
    /// Whose indirect speech the last sentence was: the next may go on with it.
    voice: Option<Named>,
}

#[derive(Debug, Clone)]
struct Attribution {
    /// The reporting words ("she said").
    range: Range<usize>,
    speaker: Named,
    cue: Cue,
}

impl Passage {
    fn new(maker: &mut Maker<'_, '_>, index: usize, own: bool) -> Self {
        let pack = maker.pack(index);
        let tokens = maker.tokens(index);
        let sentences = sentence::sentences(maker.scan, tokens.clone(), pack);
        let mut quoted = quotation::inside(maker.scan, tokens.clone());
        let incises = incises(maker, &sentences, &quoted, tokens.start, pack);
        for at in incises.iter().cloned().flatten() {
            quoted[at - tokens.start] = false;
        }
        if let Some(state) = sentences.first().and_then(|first| state_that_speaks(maker, first, pack)) {
            maker.remember(&state);
        }
        let mut passage = Self {
            index,
            pack,
            own,
            sentences,
            quoted,
            start: tokens.start,
            attributions: Vec::new(),
            incises,
            voice: None,
        };
        passage.attributions = passage.find_attributions(maker);
        passage
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at.wrapping_sub(self.start)).copied().unwrap_or(false)
    }

    /// Reporting clauses outside the marks of a sentence that is a quotation for the most part.
    fn find_attributions(&self, maker: &mut Maker<'_, '_>) -> Vec<Attribution> {
        let mut out = Vec::new();
        if !self.quoted.contains(&true) {
            return out;
        }
        let before_passage = maker.before.clone();
        for range in &self.sentences {
            let outside: Vec<usize> = range.clone().filter(|&at| !self.is_quoted(at)).collect();
            if outside.len() < range.len()
                && let Some(attribution) = self.attribution(maker, &outside)
            {
                maker.remember(&attribution.speaker);
                out.push(attribution);
            }
            // Pronouns go back to what the document tells, over what somebody says in it.
            if outside.iter().any(|&at| maker.scan.is_word(at)) {
                maker.before = range.clone();
            }
        }
        maker.before = before_passage;
        out
    }

    /// The first reporting clause among some tokens of a sentence.
    fn attribution(&self, maker: &Maker<'_, '_>, outside: &[usize]) -> Option<Attribution> {
        runs(outside).into_iter().find_map(|run| {
            let (speaker, cue) = report::reporting(maker, run.clone(), self.pack)?;
            Some(Attribution { range: run, speaker, cue })
        })
    }

    fn read(&mut self, maker: &mut Maker<'_, '_>) {
        for range in std::mem::take(&mut self.sentences) {
            let words = range.clone().filter(|&at| maker.scan.is_word(at)).count();
            if words < SENTENCE_WORDS_MIN || is_question(maker, &range) {
                continue;
            }
            let quoted = range.clone().filter(|&at| self.is_quoted(at)).count();
            if quoted * 2 > range.len() && quoted >= 4 || self.is_told_quotation(maker, &range) {
                self.quotation(maker, &range);
            } else {
                self.sentence(maker, range.clone());
            }
            maker.before = range;
        }
    }

    /// A short quotation and its reporting clause, and nothing else: "… But that is not enough”, she said."
    fn is_told_quotation(&self, maker: &Maker<'_, '_>, range: &Range<usize>) -> bool {
        let next = self.incises.partition_point(|incise| incise.start < range.start);
        if self.incises.get(next).is_some_and(|incise| range.contains(&incise.start)) {
            return true;
        }
        let Some(told) =
            self.attributions.iter().find(|a| a.range.start >= range.start && a.range.end <= range.end)
        else {
            return false;
        };
        let words = range.clone().filter(|&at| self.is_quoted(at) && maker.scan.is_word(at)).count();
        let opens = range.clone().find(|&at| maker.scan.is_word(at)).is_some_and(|at| self.is_quoted(at));
        opens
            && words >= SENTENCE_WORDS_MIN
            && range
                .clone()
                .all(|at| self.is_quoted(at) || told.range.contains(&at) || !maker.scan.is_word(at))
            && told.range.len() <= SHORT_TAIL
    }

    /// A sentence of a quotation: its words inside the marks, said by whoever the passage names.
    fn quotation(&self, maker: &mut Maker<'_, '_>, range: &Range<usize>) {
        let inside: Vec<usize> = range.clone().filter(|&at| self.is_quoted(at)).collect();
        let (Some(&first), Some(&last)) = (inside.first(), inside.last()) else { return };
        let clause = maker.trim_clause(trim_marks(maker, first..last + 1), self.pack);
        if clause.len() < SENTENCE_WORDS_MIN {
            return;
        }
        let own = self.attributions.iter().find(|a| a.range.start >= range.start && a.range.end <= range.end);
        let near = own
            .or_else(|| self.attributions.iter().find(|a| a.range.start > range.start))
            .or(self.attributions.last());
        let speaker = near
            .map(|a| a.speaker.clone())
            .or_else(|| if self.own { None } else { maker.last_speaker.clone() });
        if speaker.is_none() && !self.own {
            return;
        }
        // Whoever is quoted spoke last, whom else the passage made to speak before.
        speaker.iter().for_each(|speaker| maker.remember(speaker));
        // Within the quotation somebody else may be told to have asked or promised something; for what others said the
        // one who is quoted is responsible.
        let other = matrix::find(maker, clause.clone(), self.pack).filter(|found| {
            let within = maker.scan.span(clause.start, clause.end);
            let says = found.cues.first().is_some_and(|cue| maker.scan.packs.rules[cue.rule].says);
            found.third_party
                && !says
                && found.speaker.span.is_some_and(|span| span.start >= within.start && span.end <= within.end)
        });
        if let Some(found) = other {
            for draft in matrix::drafts(maker, &found, self.index, self.pack) {
                maker.push(draft);
            }
            return;
        }
        let mut draft = content::read(maker, clause, self.index, self.pack);
        if let Some(own) = own {
            draft.told_by(maker, own.cue);
        }
        draft.speaker = speaker;
        maker.push(draft);
    }

    fn sentence(&mut self, maker: &mut Maker<'_, '_>, range: Range<usize>) {
        let clause = maker.trim_clause(trim_marks(maker, range), self.pack);
        if clause.is_empty() || greets(maker, &clause) {
            return;
        }
        let lead = super::attribution::according_to(maker, clause.clone(), self.pack);
        if let Some(speaker) = lead {
            return self.reported_by_source(maker, clause, speaker);
        }
        let found = matrix::find(maker, clause.clone(), self.pack);
        match (found, self.own) {
            (Some(found), false) => self.reported(maker, &found),
            (Some(found), true) if found.third_party => self.reported(maker, &found),
            (_, own) => {
                if let Some((speaker, cue, end)) = report::tail(maker, &clause, self.pack) {
                    self.told(maker, clause.start..end, speaker, cue);
                } else if own {
                    self.own_voice(maker, clause);
                } else if let Some(found) = matrix::behind_narrated(maker, &clause, self.pack) {
                    self.reported(maker, &found);
                } else {
                    self.narrated(maker, clause);
                }
            }
        }
    }

    /// A sentence with its reporting clause behind it.
    fn told(&mut self, maker: &mut Maker<'_, '_>, clause: Range<usize>, speaker: Named, cue: Cue) {
        let clause = maker.trim_clause(trim_marks(maker, clause), self.pack);
        let mut draft = content::read(maker, clause, self.index, self.pack);
        draft.told_by(maker, cue);
        maker.remember(&speaker);
        self.voice = Some(speaker.clone());
        draft.speaker = Some(speaker);
        maker.push(draft);
    }

    fn reported_by_source(&self, maker: &mut Maker<'_, '_>, clause: Range<usize>, speaker: Named) {
        let mut draft = content::read(maker, clause.clone(), self.index, self.pack);
        let at = clause.clone().find(|&at| maker.scan.class_end(at, Class::AccordingTo, self.pack).is_some());
        if let (Some(at), Act::Finding) = (at, draft.act) {
            let end = (at..clause.end).find(|&i| maker.scan.mark(i, b',')).unwrap_or(clause.end);
            draft.cue = Some(maker.scan.span(at, end));
        }
        // In somebody's own voice the source is part of what is asserted.
        draft.speaker = if self.own { None } else { Some(speaker) };
        maker.push(draft);
    }

    /// One statement per main verb of a reported sentence.
    fn reported(&mut self, maker: &mut Maker<'_, '_>, found: &Matrix) {
        maker.remember_at(&found.speaker, found.clause.start);
        let says = found.cues.iter().any(|cue| maker.scan.packs.rules[cue.rule].says);
        self.voice = says.then(|| found.speaker.clone());
        for draft in matrix::drafts(maker, found, self.index, self.pack) {
            maker.push(draft);
        }
    }

    /// A sentence of the speaker's own; two where its halves do different things.
    fn own_voice(&self, maker: &mut Maker<'_, '_>, clause: Range<usize>) {
        let introduces = maker.scan.mark(clause.end, b':')
            && maker.scan.tokens.get(clause.end + 1).is_none_or(|next| next.paragraph);
        let subject = subject::alone(maker, &clause, self.pack);
        let begin = clause.start;
        let parts = clause::halves(maker, clause, self.pack);
        for part in parts {
            let range = part.clone();
            let verb = content::has_verb(maker, &part, self.pack);
            let mut draft = content::read(maker, part, self.index, self.pack);
            self.contradict(maker, &range, verb, &mut draft);
            let said = introduces || names_author(maker, &range, self.pack) || leads_over(maker, &range);
            if draft.act == Act::Finding && said {
                continue;
            }
            // A caption or a heading without a verb says nothing.
            if verb || draft.act != Act::Finding || !grammar::lists_verbs(maker.scan, self.pack) {
                maker.push(draft);
            }
        }
        // "The Assembly took note of the law. It urges …": what follows goes back to whom this sentence is about.
        if let Some(subject) = subject {
            maker.remember_at(&subject, begin);
        }
    }

    /// "No, we did not close the school", "Not a single one": an answer that begins so says that what was asked is
    /// untrue.
    fn contradict(&self, maker: &Maker<'_, '_>, clause: &Range<usize>, verb: bool, draft: &mut Draft) {
        let scan = maker.scan;
        let answer = maker.document.passages[self.index].kind == PassageKind::Answer;
        if !answer || draft.act != Act::Finding || draft.cue.is_some() {
            return;
        }
        let bare = grammar::negation_end(scan, clause.start, self.pack).filter(|_| !verb);
        if let Some(end) = bare {
            draft.act = Act::Denial;
            draft.cue = Some(scan.span(clause.start, end));
            "form/denial/answer".clone_into(&mut draft.rule);
            return;
        }
        let Some(no) = crate::document::mark_end(scan, clause.start, "contradicts") else { return };
        // "There is no such plan" negates by itself.
        let itself = (clause.start..no).find(|&at| grammar::negation_end(scan, at, self.pack) == Some(no));
        let whole = itself.filter(|&at| at > clause.start).map(|_| clause.start..no);
        let negation = (no + 1..clause.end).find_map(|at| {
            grammar::negation_end(scan, at, self.pack).map(|end| at - usize::from(at > no + 1)..end)
        });
        if let Some(negation) = whole.or_else(|| negation.filter(|_| scan.mark(no, b','))) {
            draft.act = Act::Denial;
            draft.cue = Some(scan.span(negation.start, negation.end));
            "form/denial/answer".clone_into(&mut draft.rule);
        }
    }

    /// What the publishing side of a read-out asserts or promises itself; the course of the meeting is no statement.
    /// In news the sentence may go on with what somebody said.
    fn narrated(&mut self, maker: &mut Maker<'_, '_>, clause: Range<usize>) {
        if let Some(speaker) = self.voice.take()
            && maker.document.genre == Genre::News
            && goes_on(maker, &clause, self.pack)
        {
            let mut draft = content::read(maker, clause, self.index, self.pack);
            draft.speaker = Some(speaker.clone());
            maker.push(draft);
            self.voice = Some(speaker);
            return;
        }
        if maker.document.genre == Genre::News {
            return self.planned(maker, clause);
        }
        if maker.document.genre == Genre::Report {
            return self.laid_down(maker, clause);
        }
        if maker.document.genre != Genre::Readout || narrates(maker, &clause, self.pack) {
            return;
        }
        let mut draft = content::read(maker, clause.clone(), self.index, self.pack);
        let pronoun = maker.scan.class(clause.start, Class::Pronoun, self.pack)
            && !maker.scan.class(clause.start, Class::Determiner, self.pack)
            && !maker.scan.class(clause.start, Class::Impersonal, self.pack);
        if draft.act == Act::Commitment || pronoun && maker.spoke_before() {
            draft.speaker = subject::named(maker, &clause, self.pack);
        }
        maker.push(draft);
    }
}

/// How far behind the first word of "Under the Law on Assembly" its law begins, in tokens; "In accordance with the
/// Convention" begins what is recommended.
const LEAD_TOKENS: usize = 2;

impl Passage {
    /// "The State party should publish the list": what a report asks in its own voice.
    fn laid_down(&self, maker: &mut Maker<'_, '_>, clause: Range<usize>) {
        // "They should not be construed as …" asks nobody.
        let pronoun = maker.scan.class(clause.start, Class::Pronoun, self.pack);
        // "Under article 5, suspects must be heard" tells what a law asks.
        let by_law = maker.scan.class(clause.start, Class::Preposition, self.pack)
            && maker.mentions_in(clause.clone()).any(|mention| {
                mention.value == MentionValue::Law
                    && maker.scan.range(mention.span).start <= clause.start + LEAD_TOKENS
            });
        let mut draft = content::read(maker, clause.clone(), self.index, self.pack);
        match draft.act {
            Act::Demand if !pronoun && !by_law => maker.push(draft),
            // "The State party has agreed to report": the plan of whoever will act.
            Act::Commitment if !pronoun && !by_law => {
                draft.speaker = subject::named(maker, &clause, self.pack);
                maker.push(draft);
            }
            _ => {}
        }
    }
}

/// What a journalist tells of somebody's plans: a commitment of whoever will act.
impl Passage {
    fn planned(&self, maker: &mut Maker<'_, '_>, clause: Range<usize>) {
        let mut draft = content::read(maker, clause.clone(), self.index, self.pack);
        if draft.act == Act::Commitment {
            draft.speaker = subject::named(maker, &clause, self.pack);
            maker.push(draft);
        }
    }
}

/// Whether a sentence behind somebody's indirect speech goes on with it: it is tied to it by a connective, or it does
/// not tell what happened.
fn goes_on(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    let tied = scan.class_end(clause.start, Class::Connective, pack).is_some()
        || scan.class(clause.start, Class::But, pack);
    let verb = clause.clone().skip(1).find(|&at| {
        scan.forms(at) & (PAST | THIRD) != 0 && !grammar::may_be_noun(scan, at) && !scan.capital(at)
            || scan.class(at, Class::Be, pack)
            || scan.class(at, Class::Will, pack)
            || scan.class(at, Class::Must, pack)
    });
    tied || verb.is_some_and(|at| scan.forms(at) & PAST == 0)
}

/// The reporting clauses within the marks of quotations, at most one in a sentence.
fn incises(
    maker: &Maker<'_, '_>,
    sentences: &[Range<usize>],
    quoted: &[bool],
    start: usize,
    pack: u8,
) -> Vec<Range<usize>> {
    if !quoted.contains(&true) {
        return Vec::new();
    }
    let inside = |range: &Range<usize>| {
        let all: Vec<usize> = range.clone().filter(|&at| quoted.get(at - start) == Some(&true)).collect();
        Some(*all.first()?..*all.last()? + 1)
    };
    sentences.iter().filter_map(|sentence| report::incise(maker, &inside(sentence)?, pack)).collect()
}

/// Runs of neighbouring numbers.
fn runs(sorted: &[usize]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for &at in sorted {
        match out.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

fn is_question(maker: &Maker<'_, '_>, range: &Range<usize>) -> bool {
    range.clone().rev().take(3).any(|at| maker.scan.mark(at, b'?'))
}

/// Drops quotation marks at the ends.
fn trim_marks(maker: &Maker<'_, '_>, range: Range<usize>) -> Range<usize> {
    let loose = |at: usize| {
        matches!(
            maker.scan.tokens[at].kind,
            Kind::Punctuation(b'"' | b'*' | b'_' | b'.' | b',' | b'!' | b';' | b':' | b'#' | b'>' | b'-')
        )
    };
    let mut range = range;
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    // A quotation inside the clause keeps its closing mark.
    while range.start < range.end && loose(range.end - 1) {
        let closes_inner = maker.scan.mark(range.end - 1, b'"')
            && (range.start..range.end - 1).any(|at| maker.scan.mark(at, b'"'));
        if closes_inner {
            break;
        }
        range.end -= 1;
    }
    range
}

/// Whether the author of an op-ed is its subject: then the editors speak.
fn names_author(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> bool {
    let author = &maker.document.author;
    maker.document.genre == Genre::OpEd
        && !author.is_empty()
        && subject::named(maker, clause, pack).is_some_and(|named| named.name == *author)
}

/// "Thank you", "Good morning": no statement.
fn greets(maker: &Maker<'_, '_>, clause: &Range<usize>) -> bool {
    maker.scan.found_at(clause.start).iter().any(|found| {
        maker.scan.packs.marks.get(found.entry.payload as usize).is_some_and(|mark| mark.what == "greeting")
            && found.entry.label == crate::pack::lexicon::Label::Mark
            && clause.len() < 14
    })
}

/// The longest sentence that only leads over, and how far into it it says so, in tokens.
const TRANSITION_TOKENS_MAX: usize = 30;
const TRANSITION_REACH: usize = 12;

/// "With that, I turn it over to Ana", "I'll take your questions": no statement.
fn leads_over(maker: &Maker<'_, '_>, clause: &Range<usize>) -> bool {
    clause.len() < TRANSITION_TOKENS_MAX
        && clause
            .clone()
            .take(TRANSITION_REACH)
            .any(|at| crate::document::mark_end(maker.scan, at, "transition").is_some())
}

/// Whether the sentence tells the course of a meeting.
fn narrates(maker: &Maker<'_, '_>, clause: &Range<usize>, pack: u8) -> bool {
    let verb = clause.clone().find(|&at| {
        let forms = maker.scan.forms(at);
        (forms & (crate::pack::lexicon::PAST | crate::pack::lexicon::THIRD) != 0
            && !maker.scan.capital(at)
            && !maker.scan.packs.lexicon.word(maker.scan.tokens[at].word).noun)
            || maker.scan.class(at, Class::Be, pack)
            || maker.scan.class(at, Class::Will, pack)
    });
    let Some(verb) = verb else { return true };
    if clause.clone().any(|at| {
        maker.scan.class(at, Class::FirstPerson, pack) && !maker.scan.class(at, Class::Possessive, pack)
    }) {
        return false;
    }
    maker.scan.found_at(verb).iter().any(|found| {
        found.entry.label == crate::pack::lexicon::Label::Mark
            && maker
                .scan
                .packs
                .marks
                .get(found.entry.payload as usize)
                .is_some_and(|mark| mark.what == "narration")
    }) || maker.scan.forms(verb) & crate::pack::lexicon::PAST != 0
        && !maker.scan.class(verb, Class::Be, pack)
        && maker.document.passages.len() > 200
}
