//! The words under which the pages show what the crates below know as values.

use whereas_extract::{Act, Genre, Lang, PassageKind, Polarity, Position};
use whereas_ledger::{Anchor, Verdict};

/// One statement of this act.
pub(crate) fn act(act: Act) -> &'static str {
    match act {
        Act::Demand => "Demand",
        Act::Commitment => "Commitment",
        Act::Denial => "Denial",
        Act::Appraisal => "Appraisal",
        Act::Finding => "Finding",
    }
}

/// Several statements of this act.
pub(crate) fn acts(act: Act) -> &'static str {
    match act {
        Act::Demand => "Demands",
        Act::Commitment => "Commitments",
        Act::Denial => "Denials",
        Act::Appraisal => "Appraisals",
        Act::Finding => "Findings",
    }
}

/// What the act is, in one sentence.
pub(crate) fn act_meaning(act: Act) -> &'static str {
    match act {
        Act::Demand => "Somebody asks somebody to do or to stop something.",
        Act::Commitment => "Somebody says that they, or those they speak for, will do something.",
        Act::Denial => "Somebody says that what another claims is untrue, baseless or does not exist.",
        Act::Appraisal => "Somebody praises or blames.",
        Act::Finding => "Somebody asserts a fact: what happened, what is the case.",
    }
}

/// The kind of a document.
pub(crate) fn genre(genre: Genre) -> &'static str {
    match genre {
        Genre::Resolution => "Resolution",
        Genre::Readout => "Read-out",
        Genre::Statement => "Statement",
        Genre::News => "News report",
        Genre::Interview => "Interview",
        Genre::OpEd => "Opinion piece",
        Genre::Report => "Report",
    }
}

/// The passages of a kind that stand in the table of contents, once for all of them.
pub(crate) fn passages(kind: PassageKind) -> Option<&'static str> {
    match kind {
        PassageKind::Citation => Some("Citations"),
        PassageKind::Recital => Some("Recitals"),
        PassageKind::Paragraph => Some("Paragraphs"),
        PassageKind::Footnote => Some("Footnotes"),
        PassageKind::Question => Some("Questions"),
        PassageKind::Title
        | PassageKind::Heading
        | PassageKind::Formula
        | PassageKind::Point
        | PassageKind::Answer
        | PassageKind::Body
        | PassageKind::Boilerplate => None,
    }
}

/// A place in a document as people say it, from the id of its passage: `paragraph 9, point a`. Ids follow the
/// Akoma Ntoso naming convention; one that does not stays as it is.
pub(crate) fn place(passage_id: &str) -> String {
    const NAMES: [(&str, &str); 15] = [
        ("title", ""),
        ("formula", ""),
        ("heading", "heading"),
        ("cits", ""),
        ("cit", "citation"),
        ("recs", ""),
        ("rec", "recital"),
        ("para", "paragraph"),
        ("point", "point"),
        ("list", ""),
        ("authorialNote", "footnote"),
        ("question", "question"),
        ("answer", "answer"),
        ("p", "text"),
        ("boilerplate", "page furniture"),
    ];
    let mut parts = Vec::new();
    for part in passage_id.split("__") {
        let (kind, number) = part.split_once('_').unwrap_or((part, ""));
        match NAMES.iter().find(|(code, _)| *code == kind) {
            Some((code @ ("title" | "formula"), _)) => parts.push((*code).to_owned()),
            Some((_, "")) => {}
            Some((_, name)) => parts.push(format!("{name} {number}")),
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

/// Praise or blame.
pub(crate) fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Praise => "praise",
        Polarity::Blame => "blame",
    }
}

/// What the State under review said to a recommendation.
pub(crate) fn position(position: Position) -> &'static str {
    match position {
        Position::Supported => "supported",
        Position::Examined => "to be examined",
        Position::Rejected => "not supported",
        Position::Noted => "noted",
        Position::Implemented => "said to be implemented",
    }
}

/// What kind of action a recommendation asks for, or `""`.
pub(crate) fn category(category: u8) -> &'static str {
    match category {
        1 => "1 of 5, minimal",
        2 => "2 of 5, continuing",
        3 => "3 of 5, considering",
        4 => "4 of 5, general",
        5 => "5 of 5, specific",
        _ => "",
    }
}

/// How strongly a demand is put, from the verb it is put with.
pub(crate) fn force(force: u8) -> &'static str {
    match force {
        1 => "1 of 5, an invitation",
        2 => "2 of 5",
        3 => "3 of 5",
        4 => "4 of 5",
        5 => "5 of 5, insistence",
        _ => "",
    }
}

/// What a person decided.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Rejected => "rejected",
    }
}

/// Where a decision stands after a newer reading.
pub(crate) fn anchor(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Placed => "",
        Anchor::Moved => "moved here from slightly other words by a newer reading",
        Anchor::Lost => "its statement is gone since a newer reading",
    }
}

/// A language, in English; the code of one that is not in this short table.
pub(crate) fn lang(lang: Lang) -> String {
    let name = match lang.code() {
        "" => "unknown",
        "ar" => "Arabic",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "it" => "Italian",
        "kk" => "Kazakh",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        code => return code.to_owned(),
    };
    name.to_owned()
}

/// A calendar date as people write it; what is no plain date stays as it is.
pub(crate) fn date(edtf: &str) -> String {
    if let Some((from, to)) = edtf.split_once('/') {
        return format!("{} to {}", date(from), date(to));
    }
    let mut parts = edtf.splitn(3, '-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let month = match month {
        Some(month) => match time_of_year(month) {
            Some(name) => name,
            None => return edtf.to_owned(),
        },
        None => return edtf.to_owned(),
    };
    match day.map(str::parse::<u8>) {
        None => format!("{month} {year}"),
        Some(Ok(day @ 1..=31)) => format!("{day} {month} {year}"),
        Some(_) => edtf.to_owned(),
    }
}

/// A month or, as EDTF numbers them from 21, a season.
fn time_of_year(number: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 16] = [
        ("01", "January"),
        ("02", "February"),
        ("03", "March"),
        ("04", "April"),
        ("05", "May"),
        ("06", "June"),
        ("07", "July"),
        ("08", "August"),
        ("09", "September"),
        ("10", "October"),
        ("11", "November"),
        ("12", "December"),
        ("21", "spring"),
        ("22", "summer"),
        ("23", "autumn"),
        ("24", "winter"),
    ];
    NAMES.iter().find(|(code, _)| *code == number).map(|(_, name)| *name)
}

/// A moment of the log (`2021-02-11T09:30:00Z`) to the minute.
pub(crate) fn moment(rfc3339: &str) -> String {
    match rfc3339.split_once('T') {
        Some((day, time)) => match time.get(..5) {
            Some(minute) => format!("{}, {minute} UTC", date(day)),
            None => rfc3339.to_owned(),
        },
        None => rfc3339.to_owned(),
    }
}

/// A number with its noun: `1 demand`, `2 demands`.
pub(crate) fn count(number: u32, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
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
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        let shown = ["2021-02-11", "2021-02", "2018-23", "2021", "2020-02/2020-11", "2021-02-xx", "soon", ""]
            .map(date);
        let expected = [
            "11 February 2021",
            "February 2021",
            "autumn 2018",
            "2021",
            "February 2020 to November 2020",
            "2021-02-xx",
            "soon",
            "",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn places_read_as_people_say_them() {
        let ids =
            ["para_9__point_a", "recs__rec_D", "cits__cit_1", "title_1", "authorialNote_2", "p_4", "x_1", ""];
        let expected =
            ["paragraph 9, point a", "recital D", "citation 1", "title", "footnote 2", "text 4", "x_1", ""];
        assert_eq!(ids.map(place), expected);
    }

    #[test]
    fn moments_are_cut_to_the_minute() {
        assert_eq!(moment("2021-02-11T09:30:59Z"), "11 February 2021, 09:30 UTC");
        assert_eq!(moment("2021"), "2021");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(count(1, "demand", "demands"), "1 demand");
        assert_eq!(count(1_234_567, "demand", "demands"), "1\u{202f}234\u{202f}567 demands");
        assert_eq!(size(1_540_000), "1.5 MB");
    }
}
