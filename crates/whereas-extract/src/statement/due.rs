//! When something is promised for: the time in the clause of the promise, not one that tells of something else in the
//! same sentence ("… the strategy that was launched in 2013").

use std::ops::Range;

use super::{Draft, Maker};
use crate::mention::date::{Calendar, behind_deadline};
use crate::mention::relative;
use crate::pack::Class;
use crate::pack::lexicon::{BASE, Label, PARTICIPLE, PAST};
use crate::scan::Kind;
use crate::{Mention, MentionValue};

/// The last year that EDTF writes in four digits.
const YEAR_MAX: u16 = 9999;

/// How far behind its cue the promised verb stands ("will also be held"), in tokens.
const VERB_REACH: usize = 3;

/// How far before a date its preposition stands, in tokens.
const LED_REACH: usize = 3;

/// How long the clause of a promise is read, in tokens.
const CLAUSE_REACH: usize = 120;

/// The time that a commitment names, as EDTF; `""` without one. None lies before the document.
pub(super) fn due(maker: &Maker<'_, '_>, draft: &Draft) -> String {
    let words = maker.scan.range(draft.span);
    let cue = draft.cue.map_or(words.start..words.start, |cue| maker.scan.range(cue));
    let reader = Reader { maker, pack: maker.pack(draft.passage), words, cue };
    let behind = reader.behind();
    let dated = |range: Range<usize>| maker.mentions_in(range).find_map(|mention| reader.value(mention));
    dated(behind.clone())
        .or_else(|| reader.lead())
        .or_else(|| reader.within(behind.clone()))
        .or_else(|| reader.deadline(behind.end))
        .or_else(|| reader.within(reader.words.start..reader.cue.start))
        .or_else(|| reader.ahead(behind.start..reader.sentence_end(behind.end)))
        .or_else(|| reader.ahead(reader.words.start..reader.cue.start))
        .unwrap_or_default()
}

struct Reader<'m, 's, 't> {
    maker: &'m Maker<'s, 't>,
    pack: u8,
    words: Range<usize>,
    cue: Range<usize>,
}

impl Reader<'_, '_, '_> {
    fn class(&self, at: usize, class: Class) -> bool {
        self.maker.scan.class(at, class, self.pack)
    }

    /// The clause of the cue, from the cue to where another clause begins.
    fn behind(&self) -> Range<usize> {
        let limit = self.words.end.min(self.cue.end + CLAUSE_REACH);
        let end = (self.cue.end..limit).find(|&at| self.parts(at)).unwrap_or(limit);
        self.cue.end.min(end)..end
    }

    /// Whether another clause begins at token `at`: "which …", "as others do", "the summit held in May".
    fn parts(&self, at: usize) -> bool {
        let scan = self.maker.scan;
        if scan.mark(at, b';') || self.class(at, Class::Relative) {
            return true;
        }
        let near = at <= self.cue.end + VERB_REACH;
        // "after 2025", "before the end of May", "avant l'été 2025" go on.
        let dates = (at + 1..at + 4).any(|next| self.begins_date(next));
        if self.class(at, Class::Subordinator) && at > self.cue.end {
            let joins = self.class(at, Class::And) || self.class(at + 1, Class::Adverb);
            return !dates && !joins;
        }
        let to_be = self.class(at, Class::Infinitive) && self.class(at + 1, Class::Be);
        let helped = at > 0 && (self.class(at - 1, Class::Be) || self.class(at - 1, Class::Have));
        let forms = scan.forms(at);
        let told = forms & (PARTICIPLE | PAST) != 0 && forms & BASE == 0 && !helped;
        // "à l'été 2025": the name of a time that is a participle, too.
        to_be && at > self.cue.end || told && !near && !self.begins_date(at)
    }

    /// "publish a list of the projects supported by its grants by March": a deadline behind a participle, which is the
    /// promise's again; so is a time that lies ahead, for what was done was done before: "projects supported since 2018
    /// in March 2025".
    fn deadline(&self, from: usize) -> Option<String> {
        let scan = self.maker.scan;
        let end = self.sentence_end(from);
        let led = |date: &&Mention| {
            let first = scan.range(date.span).start;
            // "to be held in October", "before the elections in October" date something else; "since 2018" is over.
            let others = |at: usize| {
                let before = self.class(at, Class::Subordinator) && !self.begins_date(at + 1);
                before || self.class(at, Class::Infinitive) && self.class(at + 1, Class::Be)
            };
            let later = || first > from + 2 && self.lies_ahead(date, first) && !(from..first).any(others);
            is_date(date) && first > from && (behind_deadline(scan, first, self.pack) || later())
        };
        self.maker.mentions_in(from..end.max(from)).find(led).and_then(|date| self.value(date))
    }

    /// Where a clause of its own begins behind token `from`, or the statement ends.
    fn sentence_end(&self, from: usize) -> usize {
        let joins = |at: usize| {
            self.maker.scan.mark(at, b';') || self.class(at, Class::Relative) || self.class(at, Class::That)
        };
        let end = self.words.end.max(from);
        (from..end).find(|&at| joins(at)).unwrap_or(end)
    }

    /// Whether a date behind "in" or "on" is certainly later than the document.
    fn lies_ahead(&self, date: &Mention, first: usize) -> bool {
        let MentionValue::Date { edtf } = &date.value else { return false };
        let dated = [Class::In, Class::On].iter().any(|&class| self.class(first - 1, class));
        dated && self.is_later(edtf) && self.maker.scan.forms(first - 2) & PARTICIPLE == 0
    }

    fn begins_date(&self, at: usize) -> bool {
        let scan = self.maker.scan;
        let Some(token) = scan.tokens.get(at) else { return false };
        let mut dates =
            self.maker.mentions_in(at..scan.tokens.len().min(at + DATE_TOKENS_MAX)).filter(|m| is_date(m));
        dates.next().is_some_and(|date| date.span.start == token.start)
    }

    /// A time before the subject: "In 2025 we will", "Specifically, by 2030, we plan".
    fn lead(&self) -> Option<String> {
        let scan = self.maker.scan;
        let dates = self.maker.mentions_in(self.words.start..self.cue.start);
        dates.filter(|m| is_date(m)).find_map(|date| {
            let range = scan.range(date.span);
            // Back over its preposition: "in May", "by the year 2009".
            let near = self.words.start.max(range.start.saturating_sub(LED_REACH))..range.start;
            let led = near.rev().find(|&at| self.class(at, Class::Preposition) || scan.mark(at, b','));
            let first = led.map_or(range.start, |at| at + usize::from(scan.mark(at, b',')));
            let opens = first == self.words.start
                || scan.mark(first - 1, b',')
                || self.class(first - 1, Class::That)
                || self.class(first - 1, Class::Adverb);
            let own = (range.end..self.cue.start).all(|at| !self.parts_lead(at));
            (opens && own).then(|| self.value(date)).flatten()
        })
    }

    /// Whether a clause begins or ends between a lead and the cue.
    fn parts_lead(&self, at: usize) -> bool {
        let forms = self.maker.scan.forms(at);
        self.class(at, Class::Relative)
            || self.class(at, Class::That)
            || self.maker.scan.mark(at, b';')
            || forms & PAST != 0 && forms & BASE == 0 && !self.class(at - 1, Class::Be)
    }

    /// The value of a date that the clause is dated by.
    fn value(&self, mention: &Mention) -> Option<String> {
        let MentionValue::Date { edtf } = &mention.value else { return None };
        let scan = self.maker.scan;
        let range = scan.range(mention.span);
        let before = range.start.checked_sub(1)?;
        // "the agreement of 5 May", "the 2002 summit", "resolution 242 (1967)", "since 2007": not when it will be done.
        let bare = self.maker.mentions_in(self.words.clone()).all(|other| {
            !matches!(other.value, MentionValue::Law | MentionValue::Organisation)
                || other.span.start > mention.span.start
                || other.span.end < mention.span.end
        });
        let numbered = scan.tokens[range.start].kind == Kind::Number;
        let of = self.class(before, Class::Of) && !self.stretches(before);
        let names = of
            // "le 15 janvier" is a day on which, "the 2002 summit" a name.
            || numbered && self.class(before, Class::Article) && !self.class(before, Class::On)
            || scan.mark(before, b'(')
            || scan.mark(before, b'-')
            || self.class(before, Class::From) && !edtf.contains('/') && !self.is_later(edtf)
            || scan.capital(range.end) && scan.is_word(before) && !self.class(before, Class::Preposition);
        if !bare || names {
            return None;
        }
        if self.is_ahead(edtf) || self.is_told(&range) {
            return Some(edtf.clone());
        }
        self.next_year(edtf, &range)
    }

    /// "on 1 February", promised in May: a month or day without its year that lies before the document is the next one.
    fn next_year(&self, edtf: &str, date: &Range<usize>) -> Option<String> {
        let scan = self.maker.scan;
        let year = |at: usize| scan.tokens[at].kind == Kind::Number && scan.tokens[at].span().len() == 4;
        let (own, rest) = edtf.split_once('-').filter(|(own, _)| own.len() == 4)?;
        let named = date.clone().any(|at| scan.longest(at, Label::Month, self.pack).is_some());
        // "In August, the Minister promised to …": that is when he did.
        let told = self.cue.clone().any(|at| scan.forms(at) & PAST != 0);
        if !named || told || date.clone().any(year) || edtf.contains('/') {
            return None;
        }
        let next = format!("{:04}-{rest}", own.parse::<u16>().ok().filter(|year| *year < YEAR_MAX)? + 1);
        // There is no 29 February 2025.
        let is_day = rest.len() < "02-29".len() || Calendar::from_iso(&next).base.is_some();
        is_day.then_some(next)
    }

    /// "as of 2015", "in the course of 2020", "le mois de janvier": an "of" that a time follows.
    fn stretches(&self, of: usize) -> bool {
        let Some(before) = of.checked_sub(1) else { return false };
        if self.class(before, Class::UnitMonth) {
            return true;
        }
        let article = before.saturating_sub(1);
        let led =
            |at: usize| self.class(at, Class::In) || self.class(at, Class::At) || self.class(at, Class::By);
        self.class(before, Class::Subordinator)
            || self.class(article, Class::Article) && article > 0 && led(article - 1)
    }

    /// "will visit Varosia in October 2022", told later: the year is written out, and the clause is dated by it.
    fn is_told(&self, date: &Range<usize>) -> bool {
        let scan = self.maker.scan;
        let year = |at: usize| scan.tokens[at].kind == Kind::Number && scan.tokens[at].span().len() == 4;
        let dated = [Class::In, Class::On, Class::By, Class::At]
            .iter()
            .any(|&class| date.start > self.cue.end && self.class(date.start - 1, class));
        dated && date.clone().any(year)
    }

    /// Whether a day or month lies after the document's: nothing is from that day yet, it begins then.
    fn is_later(&self, edtf: &str) -> bool {
        let base = &self.maker.document.date;
        edtf.len() > 4 && !base.is_empty() && edtf > base.as_str() && !base.starts_with(edtf)
    }

    /// Whether a date does not lie before the document; a stretch of time ends behind it.
    fn is_ahead(&self, edtf: &str) -> bool {
        let base = &self.maker.document.date;
        let (last, stretch) = edtf.rsplit_once('/').map_or((edtf, false), |(_, last)| (last, true));
        if edtf.is_empty() || base.is_empty() {
            return !edtf.is_empty();
        }
        let len = last.len().min(base.len());
        let (last, base) = (last.get(..len).unwrap_or(last), base.get(..len).unwrap_or(base));
        last > base || last == base && !stretch
    }

    /// "tomorrow", "by the end of the week": when that is.
    fn ahead(&self, range: Range<usize>) -> Option<String> {
        let calendar = Calendar::from_iso(&self.maker.document.date);
        range.clone().find_map(|at| relative::ahead(self.maker.scan, at, self.pack, &calendar))
    }

    /// "within six months": when that is.
    fn within(&self, range: Range<usize>) -> Option<String> {
        let calendar = Calendar::from_iso(&self.maker.document.date);
        range.clone().find_map(|at| relative::within(self.maker.scan, at, self.pack, &calendar))
    }
}

/// The longest date, in tokens.
const DATE_TOKENS_MAX: usize = 12;

fn is_date(mention: &Mention) -> bool {
    matches!(mention.value, MentionValue::Date { .. })
}

#[cfg(test)]
mod tests {
    use crate::{Hint, extract, read};

    /// The times of what a statement of 28 November 2023 promises.
    fn dues(words: &str) -> Vec<String> {
        let text = format!("---\ndate: 2023-11-28\n---\nSTATEMENT\n\n{words}");
        let text = read(text.as_bytes(), &Hint { name: "statement.md" }).expect("plain text is read");
        extract(&text).statements.into_iter().map(|s| s.due).collect()
    }

    #[test]
    fn a_promise_is_due_when_its_clause_says() {
        assert_eq!(
            dues("The exercise will take place in early December and will end the season."),
            ["2023-12"]
        );
        assert_eq!(dues("We will publish the list by the end of next year."), ["2024"]);
        assert_eq!(dues("By the year 2030, we will close the camps."), ["2030"]);
        assert_eq!(dues("We will close the camps in the course of 2025."), ["2025"]);
        assert_eq!(dues("We will act within two years."), ["2025"]);
        assert_eq!(dues("We will stay in Kelmar until June 2025."), ["2025-06"]);
        assert_eq!(dues("We will publish the list in the coming months."), [""]);
        assert_eq!(dues("Nous publierons la liste le 15 janvier 2025."), ["2025-01-15"]);
        assert_eq!(dues("Nous publierons la liste dans les six mois."), ["2024-05"]);
        assert_eq!(dues("Nous publierons la liste à l’été 2025."), ["2025-22"]);
        assert_eq!(dues("Nous nous engageons à publier la liste d’ici mars."), ["2024-03"]);
        assert_eq!(dues("Мы опубликуем список через год."), ["2024"]);
        assert_eq!(dues("Мы опубликуем список в мае."), ["2024-05"]);
        assert_eq!(dues("The new code will apply from 1 March 2024."), ["2024-03-01"]);
        assert_eq!(dues("We will publish the list within a period of three months."), ["2024-02"]);
        assert_eq!(dues("We will publish the list by the end of the week."), ["2023-12-03"]);
        assert_eq!(dues("We will publish the list by the summer."), ["2024-22"]);
        assert_eq!(dues("Our talks tomorrow will focus on the prisons."), ["2023-11-29"]);
        assert_eq!(dues("Мы опубликуем список до конца недели."), ["2023-12-03"]);
        assert_eq!(dues("Nous publierons la liste d’ici la fin du mois."), ["2023-11"]);
        assert_eq!(dues("We will publish the list on 1 February."), ["2024-02-01"]);
        assert_eq!(
            dues("We will publish a list of the projects supported since 2018 in March 2024."),
            ["2024-03"]
        );
        assert_eq!(dues("A second list will be laid before the Skupra by the summer."), ["2024-22"]);
    }

    #[test]
    fn what_else_happened_some_day_dates_no_promise() {
        assert_eq!(dues("We will continue the plan, which was launched in 2013."), [""]);
        assert_eq!(dues("We will implement the agreement of 5 May 2024."), [""]);
        assert_eq!(dues("We will work with Varosia as it hosts the summit in 2024."), [""]);
        assert_eq!(dues("We will attend the conference to be held in 2025."), [""]);
        assert_eq!(dues("We will attend the conference to be held in Kelmar in March 2025."), [""]);
        assert_eq!(dues("We will attend the great conference on water planned in March 2025."), [""]);
        assert_eq!(dues("We will publish the report on prisons before the elections in October 2024."), [""]);
        assert_eq!(dues("We will publish the report on prisons after the elections in October 2024."), [""]);
        assert_eq!(dues("We have been there since last May and we will remain there."), [""]);
    }
}
