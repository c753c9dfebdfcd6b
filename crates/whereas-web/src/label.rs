//! The words under which the pages show what the crates below know as values.

use whereas_extract::{Act, Genre, Lang, PassageKind, Polarity, Position};
use whereas_ledger::{Anchor, Basis, Verdict};

use crate::messages::Messages;

/// What a field for a date takes, as the attribute `pattern` of HTML: a year, a month or a day.
pub(crate) const DATE_PATTERN: &str = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?";

/// The language of a page.
type Words = &'static Messages;

/// One statement of this act.
pub(crate) fn act(words: Words, act: Act) -> &'static str {
    words.text(match act {
        Act::Demand => "act-demand",
        Act::Commitment => "act-commitment",
        Act::Denial => "act-denial",
        Act::Appraisal => "act-appraisal",
        Act::Finding => "act-finding",
    })
}

/// Several statements of this act.
pub(crate) fn acts(words: Words, act: Act) -> &'static str {
    words.text(match act {
        Act::Demand => "acts-demand",
        Act::Commitment => "acts-commitment",
        Act::Denial => "acts-denial",
        Act::Appraisal => "acts-appraisal",
        Act::Finding => "acts-finding",
    })
}

/// The noun that stands behind so many statements of this act.
pub(crate) fn noun(words: Words, act: Act, number: u32) -> &'static str {
    let key = match act {
        Act::Demand => "noun-demand",
        Act::Commitment => "noun-commitment",
        Act::Denial => "noun-denial",
        Act::Appraisal => "noun-appraisal",
        Act::Finding => "noun-finding",
    };
    words.plural(key, number)
}

/// The number of statements of this act, in words.
pub(crate) fn count(words: Words, act: Act, number: u32) -> String {
    let key = match act {
        Act::Demand => "count-demand",
        Act::Commitment => "count-commitment",
        Act::Denial => "count-denial",
        Act::Appraisal => "count-appraisal",
        Act::Finding => "count-finding",
    };
    words.count(key, number)
}

/// What the act is, in one sentence.
pub(crate) fn meaning(words: Words, act: Act) -> &'static str {
    words.text(match act {
        Act::Demand => "meaning-demand",
        Act::Commitment => "meaning-commitment",
        Act::Denial => "meaning-denial",
        Act::Appraisal => "meaning-appraisal",
        Act::Finding => "meaning-finding",
    })
}

/// Words that often make a sentence this act.
pub(crate) fn signs(words: Words, act: Act) -> &'static str {
    words.text(match act {
        Act::Demand => "signs-demand",
        Act::Commitment => "signs-commitment",
        Act::Denial => "signs-denial",
        Act::Appraisal => "signs-appraisal",
        Act::Finding => "signs-finding",
    })
}

/// The kind of a document.
pub(crate) fn genre(words: Words, genre: Genre) -> &'static str {
    words.text(match genre {
        Genre::Resolution => "genre-resolution",
        Genre::Readout => "genre-readout",
        Genre::Statement => "genre-statement",
        Genre::News => "genre-news",
        Genre::Interview => "genre-interview",
        Genre::OpEd => "genre-op-ed",
        Genre::Report => "genre-report",
    })
}

/// The passages of a kind that stand in the table of contents, once for all of them.
pub(crate) fn passages(words: Words, kind: PassageKind) -> Option<&'static str> {
    let key = match kind {
        PassageKind::Citation => "citations",
        PassageKind::Recital => "recitals",
        PassageKind::Paragraph => "paragraphs",
        PassageKind::Footnote => "footnotes",
        PassageKind::Question => "questions",
        PassageKind::Title
        | PassageKind::Heading
        | PassageKind::Formula
        | PassageKind::Point
        | PassageKind::Answer
        | PassageKind::Body
        | PassageKind::Boilerplate => return None,
    };
    Some(words.text(key))
}

/// A place in a document as people say it, from the id of its passage: `paragraph 9, point a`. Ids follow the
/// Akoma Ntoso naming convention; one that does not stays as it is.
pub(crate) fn place(words: Words, passage_id: &str) -> String {
    const NAMES: [(&str, &str); 15] = [
        ("title", "place-title"),
        ("formula", "place-formula"),
        ("heading", "place-heading"),
        ("cits", ""),
        ("cit", "place-citation"),
        ("recs", ""),
        ("rec", "place-recital"),
        ("para", "place-paragraph"),
        ("point", "place-point"),
        ("list", ""),
        ("authorialNote", "place-footnote"),
        ("question", "place-question"),
        ("answer", "place-answer"),
        ("p", "place-text"),
        ("boilerplate", "place-furniture"),
    ];
    let mut parts = Vec::new();
    for part in passage_id.split("__") {
        let (kind, number) = part.split_once('_').unwrap_or((part, ""));
        match NAMES.iter().find(|(code, _)| *code == kind) {
            Some((_, "")) => {}
            Some((_, key)) => parts.push(words.with(key, "number", number)),
            None => return passage_id.to_owned(),
        }
    }
    parts.join(", ")
}

/// Words with a capital at their beginning.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(char::to_uppercase).into_iter().flatten().collect();
    first + letters.as_str()
}

/// Words with a small letter at their beginning, but for abbreviations ("LGBTI").
pub(crate) fn small(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(char::to_lowercase).into_iter().flatten().collect();
    let rest = letters.as_str();
    if rest.starts_with(char::is_uppercase) { words.to_owned() } else { first + rest }
}

/// The kind of what is named, or of another hit of the search.
pub(crate) fn mention(words: Words, kind: &str) -> String {
    words.find("mention-", kind).unwrap_or(kind).to_owned()
}

/// Why a form of a name goes back to its base.
pub(crate) fn basis(words: Words, basis: Basis, base: &str) -> String {
    let key = match basis {
        Basis::Itself => "who-basis-itself",
        Basis::Brackets => "who-basis-brackets",
        Basis::Inflected => "who-basis-inflected",
        Basis::Shorter => "who-basis-shorter",
        Basis::Publisher => "who-basis-publisher",
        Basis::House => "who-basis-house",
    };
    words.with(key, "base", whereas_extract::fold_blanks(base))
}

/// What kind of entry of the log.
pub(crate) fn entry(words: Words, kind: &str) -> String {
    words.find("entry-kind-", kind).unwrap_or(kind).to_owned()
}

/// A theme; the id of one that has no name here.
pub(crate) fn theme(words: Words, id: &str) -> String {
    words.find("theme-", id).unwrap_or(id).to_owned()
}

/// Praise or blame.
pub(crate) fn polarity(words: Words, polarity: Polarity) -> &'static str {
    words.text(match polarity {
        Polarity::Praise => "praise",
        Polarity::Blame => "blame",
    })
}

/// What the State under review said to a recommendation.
pub(crate) fn position(words: Words, position: Position) -> &'static str {
    words.text(match position {
        Position::Supported => "position-supported",
        Position::Examined => "position-examined",
        Position::Rejected => "position-rejected",
        Position::Noted => "position-noted",
        Position::Implemented => "position-implemented",
    })
}

/// What kind of action a recommendation asks for, or `""`.
pub(crate) fn category(words: Words, category: u8) -> &'static str {
    match category {
        1 => words.text("category-1"),
        2 => words.text("category-2"),
        3 => words.text("category-3"),
        4 => words.text("category-4"),
        5 => words.text("category-5"),
        _ => "",
    }
}

/// How strongly a demand is put, from the verb it is put with.
pub(crate) fn force(words: Words, force: u8) -> &'static str {
    match force {
        1 => words.text("force-1"),
        2 => words.text("force-2"),
        3 => words.text("force-3"),
        4 => words.text("force-4"),
        5 => words.text("force-5"),
        _ => "",
    }
}

/// What a person decided.
pub(crate) fn verdict(words: Words, verdict: Verdict) -> &'static str {
    words.text(match verdict {
        Verdict::Accepted => "verdict-accepted",
        Verdict::Rejected => "verdict-rejected",
    })
}

/// Where a decision stands after a newer reading.
pub(crate) fn anchor(words: Words, anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Placed => "",
        Anchor::Moved => words.text("anchor-moved"),
        Anchor::Lost => words.text("anchor-lost"),
    }
}

/// A language; the code of one that is not among the messages.
pub(crate) fn lang(words: Words, lang: Lang) -> String {
    match lang.code() {
        "" => words.text("lang-unknown").to_owned(),
        code => words.find("lang-", code).unwrap_or(code).to_owned(),
    }
}

/// Languages, main one first.
pub(crate) fn langs(words: Words, langs: &[Lang]) -> String {
    langs.iter().map(|&lang| self::lang(words, lang)).collect::<Vec<_>>().join(", ")
}

/// A calendar date as people write it; what is no plain date stays as it is.
pub(crate) fn date(words: Words, edtf: &str) -> String {
    if let Some((from, to)) = edtf.split_once('/') {
        return words.fill("date-range", &[("from", &date(words, from)), ("to", &date(words, to))]);
    }
    let mut parts = edtf.splitn(3, '-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let number = month.filter(|month| month.len() == 2).and_then(|month| month.parse::<usize>().ok());
    let named = |key| number?.checked_sub(1).and_then(|nth| words.nth(key, nth));
    match day.map(str::parse::<u8>) {
        // EDTF numbers seasons from 21.
        None => match named("months").or_else(|| words.nth("seasons", number?.checked_sub(21)?)) {
            Some(month) => words.fill("date-month", &[("month", &month), ("year", &year)]),
            None => edtf.to_owned(),
        },
        Some(Ok(day @ 1..=31)) => match named("months-in-date") {
            Some(month) if day == 1 => words.fill("date-first", &[("month", &month), ("year", &year)]),
            Some(month) => words.fill("date-day", &[("day", &day), ("month", &month), ("year", &year)]),
            None => edtf.to_owned(),
        },
        Some(_) => edtf.to_owned(),
    }
}

/// A moment of the log (`2021-02-11T09:30:00Z`) to the minute.
pub(crate) fn moment(words: Words, rfc3339: &str) -> String {
    match rfc3339.split_once('T') {
        Some((day, time)) => match time.get(..5) {
            Some(minute) => words.fill("moment", &[("date", &date(words, day)), ("time", &minute)]),
            None => rfc3339.to_owned(),
        },
        None => rfc3339.to_owned(),
    }
}

/// A share from 0 to 1, in per cent.
pub(crate) fn per_cent(words: Words, share: f64) -> String {
    words.with("per-cent", "n", format_args!("{:.0}", share.clamp(0.0, 1.0) * 100.0))
}

/// Who decided; in words where the machine tells no name.
pub(crate) fn author<'a>(words: &'static Messages, name: &'a str) -> &'a str {
    /// What the command line signs with then.
    const NOBODY: &str = "unknown";
    if name == NOBODY { words.text("author-unknown") } else { name }
}

/// A number with its thousands set apart by a narrow no-break space.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// The size of a file.
pub(crate) fn size(words: Words, bytes: u64) -> String {
    match bytes {
        0..1_000 => words.with("size-bytes", "n", bytes),
        1_000..1_000_000 => words.with("size-kb", "n", bytes / 1_000),
        _ => {
            let (whole, tenth) = (bytes / 1_000_000, bytes / 100_000 % 10);
            let point = words.text("decimal-point");
            words.with("size-mb", "n", format_args!("{whole}{point}{tenth}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Locale;

    fn english() -> Words {
        Messages::of(Locale::En)
    }

    #[test]
    fn dates_read_as_people_write_them() {
        let given = [
            "2021-02-11",
            "2021-02",
            "2018-23",
            "2021",
            "2020-02/2020-11",
            "2021-02-xx",
            "2021-13-01",
            "soon",
            "",
        ];
        let expected = [
            "11 February 2021",
            "February 2021",
            "autumn 2018",
            "2021",
            "February 2020 to November 2020",
            "2021-02-xx",
            "2021-13-01",
            "soon",
            "",
        ];
        assert_eq!(given.map(|edtf| date(english(), edtf)), expected);
        let first = date(Messages::of(Locale::Fr), "2021-03-01");
        assert_eq!(first, "1er mars 2021");
        let russian = ["2021-02-11", "2021-02"].map(|edtf| date(Messages::of(Locale::Ru), edtf));
        assert_eq!(russian, ["11 февраля 2021 года", "февраль 2021 года"]);
    }

    #[test]
    fn places_read_as_people_say_them() {
        let ids =
            ["para_9__point_a", "recs__rec_D", "cits__cit_1", "title_1", "authorialNote_2", "p_4", "x_1", ""];
        let expected =
            ["paragraph 9, point a", "recital D", "citation 1", "title", "footnote 2", "text 4", "x_1", ""];
        assert_eq!(ids.map(|id| place(english(), id)), expected);
    }

    #[test]
    fn moments_are_cut_to_the_minute() {
        assert_eq!(moment(english(), "2021-02-11T09:30:59Z"), "11 February 2021, 09:30 UTC");
        assert_eq!(moment(english(), "2021"), "2021");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(count(english(), Act::Demand, 1), "1 demand");
        assert_eq!(count(english(), Act::Demand, 1_234_567), "1\u{202f}234\u{202f}567 demands");
        assert_eq!(count(Messages::of(Locale::Ru), Act::Demand, 22), "22 требования");
        assert_eq!(size(english(), 1_540_000), "1.5 MB");
    }
}
