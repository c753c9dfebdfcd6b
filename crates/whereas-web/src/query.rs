//! The state of a list as it stands in its address: which statements, and which page of them.

use serde::Deserialize;
use whereas_extract::{Act, Lang, Position};
use whereas_ledger::Page;
use whereas_ledger::view::StatementFilter;

use crate::address;
use crate::messages::{Messages, Note};

/// Rows on a page of a list.
pub(crate) const ROWS_PER_PAGE: u32 = 50;

/// Longest value of a field; nobody types more, and folding and comparing cost time per row.
pub(crate) const FIELD_CHARS_MAX: usize = 300;

/// The fields of the filter form as they arrive. What is not filled in is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(crate) struct StatementQuery {
    pub(crate) act: String,
    pub(crate) addressee: String,
    pub(crate) actor: String,
    pub(crate) person: String,
    pub(crate) law: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) document: String,
    pub(crate) text: String,
    pub(crate) lang: String,
    pub(crate) position: String,
    pub(crate) page: String,
}

impl StatementQuery {
    /// The fields that narrow the list: name in the address, message on the page, value.
    pub(crate) fn fields(&self) -> [(&'static str, &'static str, &str); 10] {
        [
            ("addressee", "chip-addressee", &self.addressee),
            ("actor", "chip-actor", &self.actor),
            ("person", "chip-person", &self.person),
            ("law", "chip-law", &self.law),
            ("from", "chip-from", &self.from),
            ("to", "chip-to", &self.to),
            ("document", "chip-document", &self.document),
            ("lang", "chip-lang", &self.lang),
            ("position", "chip-position", &self.position),
            ("text", "chip-text", &self.text),
        ]
    }

    /// Blanks at the ends of a value are slips of the hand.
    pub(crate) fn trimmed(mut self) -> Self {
        for field in [
            &mut self.act,
            &mut self.addressee,
            &mut self.actor,
            &mut self.person,
            &mut self.law,
            &mut self.from,
            &mut self.to,
            &mut self.document,
            &mut self.text,
            &mut self.lang,
            &mut self.position,
            &mut self.page,
        ] {
            *field = field.trim().to_owned();
        }
        self
    }

    /// What the ledger shall list, or the message that says what is wrong with the address.
    pub(crate) fn filter(&self) -> Result<StatementFilter, Note> {
        for (name, _, value) in self.fields() {
            if value.chars().count() > FIELD_CHARS_MAX {
                return Err(Note::new("unclear-field").with("field", name).with("n", FIELD_CHARS_MAX));
            }
        }
        for value in [&self.from, &self.to] {
            if !value.is_empty() && !is_date(value) {
                return Err(Note::new("unclear-date").with("value", value));
            }
        }
        if !self.lang.is_empty() && Lang::parse(&self.lang).is_none() {
            return Err(Note::new("unclear-language").with("value", &self.lang));
        }
        let stretch = Pager::stretch(self.page()?);
        Ok(StatementFilter {
            act: self.act()?,
            dated: false,
            position: self.position()?,
            addressee: self.addressee.clone(),
            actor: self.actor.clone(),
            person: self.person.clone(),
            law: self.law.clone(),
            theme: String::new(),
            from: self.from.clone(),
            to: self.to.clone(),
            document: self.document.clone(),
            text: self.text.clone(),
            lang: self.lang.clone(),
            offset: stretch.offset,
            limit: stretch.limit,
        })
    }

    /// The act asked for, if any.
    pub(crate) fn act(&self) -> Result<Option<Act>, Note> {
        if self.act.is_empty() {
            return Ok(None);
        }
        self.act.parse().map(Some).map_err(|_| Note::new("unclear-act").with("value", &self.act))
    }

    /// The position of the State under review asked for, if any.
    fn position(&self) -> Result<Option<Position>, Note> {
        if self.position.is_empty() {
            return Ok(None);
        }
        let unclear = |_| Note::new("unclear-position").with("value", &self.position);
        self.position.parse().map(Some).map_err(unclear)
    }

    /// The page asked for, from 1.
    pub(crate) fn page(&self) -> Result<u32, Note> {
        page_number(&self.page)
    }

    /// The address of the list at `path` with these fields, on `page`, leaving out the field `without`.
    pub(crate) fn address(&self, path: &str, page: u32, without: &str) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        // `/demands` says the act in its path.
        let act = if path == "/demands" { "" } else { self.act.as_str() };
        let mut out = path.to_owned();
        let fields = self.fields().map(|(name, _, value)| (name, value));
        for (name, value) in [("act", act)].into_iter().chain(fields).chain([("page", page.as_str())]) {
            if !value.is_empty() && name != without {
                out.push(if out.contains('?') { '&' } else { '?' });
                out.push_str(name);
                out.push('=');
                out.push_str(&address::escape(value));
            }
        }
        out
    }
}

/// Where in a list a page stands, and how to turn it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pager {
    /// This page, from 1.
    pub(crate) page: u32,
    /// How many there are, at least 1.
    pub(crate) pages: u32,
    /// The address of the page before, if there is one.
    pub(crate) previous: Option<String>,
    /// The address of the page behind, if there is one.
    pub(crate) next: Option<String>,
}

impl Pager {
    /// The pager of a list of `total` rows; `address` gives the address of a page.
    pub(crate) fn new(page: u32, total: u32, address: impl Fn(u32) -> String) -> Self {
        Self::of(page, total, ROWS_PER_PAGE, address)
    }

    /// The pager of a list of `total` rows, of which a page has `rows`.
    pub(crate) fn of(page: u32, total: u32, rows: u32, address: impl Fn(u32) -> String) -> Self {
        let pages = total.div_ceil(rows).max(1);
        Self {
            page,
            pages,
            previous: (page > 1).then(|| address((page - 1).min(pages))),
            next: (page < pages).then(|| address(page + 1)),
        }
    }

    /// What a page says that lies behind the last one.
    pub(crate) fn beyond(&self, words: &Messages) -> String {
        words.count("pages-only", self.pages)
    }

    /// Where in the list a page stands.
    pub(crate) fn place(&self, words: &Messages) -> String {
        words.fill("page-of", &[("page", &self.page), ("pages", &self.pages)])
    }

    /// The stretch of the list that a page shows.
    pub(crate) fn stretch(page: u32) -> Page {
        Page { offset: (page - 1).saturating_mul(ROWS_PER_PAGE), limit: ROWS_PER_PAGE }
    }
}

/// Reads the number of a page as it stands in an address; nothing is the first.
pub(crate) fn page_number(page: &str) -> Result<u32, Note> {
    match page.trim() {
        "" => Ok(1),
        page => match page.parse() {
            Ok(page @ 1..) => Ok(page),
            _ => Err(Note::new("unclear-page").with("value", page)),
        },
    }
}

/// Whether this is a year, a month or a day.
pub(crate) fn is_date(value: &str) -> bool {
    let mut parts = value.split('-');
    let number = |part: Option<&str>, digits: usize, range: std::ops::RangeInclusive<u32>| match part {
        None => true,
        Some(part) => {
            part.len() == digits
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && part.parse().is_ok_and(|number| range.contains(&number))
        }
    };
    number(parts.next(), 4, 1..=9999)
        && number(parts.next(), 2, 1..=12)
        && number(parts.next(), 2, 1..=31)
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_only_what_narrows_the_list() {
        let query = StatementQuery {
            act: "demand".to_owned(),
            addressee: "the Government & co".to_owned(),
            from: "2019".to_owned(),
            page: "3".to_owned(),
            ..Default::default()
        };
        assert_eq!(
            query.address("/demands", 1, ""),
            "/demands?addressee=the%20Government%20%26%20co&from=2019"
        );
        assert_eq!(query.address("/statements", 2, "addressee"), "/statements?act=demand&from=2019&page=2");
    }

    #[test]
    fn dates_are_years_months_or_days() {
        let read =
            ["2021", "2021-02", "2021-02-11", "21", "2021-2", "2021-13", "2021-02-11-1", "2021-", "+021"]
                .map(is_date);
        assert_eq!(read, [true, true, true, false, false, false, false, false, false]);
    }

    #[test]
    fn pages_count_from_one() {
        let page = |page: &str| StatementQuery { page: page.to_owned(), ..Default::default() }.page();
        assert_eq!(page(""), Ok(1));
        assert_eq!(page("7"), Ok(7));
        assert_eq!(page("0"), Err(Note::new("unclear-page").with("value", 0)));
    }
}
