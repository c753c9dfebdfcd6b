//! Which language a reader sees: the one chosen by hand, else the one the browser asks for, else English.

use std::borrow::Cow;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE as COOKIE_HEADER};

use super::Plural;

/// The cookie that keeps what was chosen by hand.
pub(crate) const COOKIE: &str = "whereas-language";

/// Languages that a browser asks for beyond this number are not looked at.
const ASKED_MAX: usize = 32;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Locale {
    En,
    Fr,
    Ru,
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Locale; 3] = [Locale::En, Locale::Fr, Locale::Ru];

    /// ISO 639-1.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Fr => "fr",
            Locale::Ru => "ru",
        }
    }

    /// Its name in itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Locale::En => "English",
            Locale::Fr => "Français",
            Locale::Ru => "Русский",
        }
    }

    /// The language of a code; what follows a hyphen does not matter.
    pub(crate) fn parse(tag: &str) -> Option<Locale> {
        let code = tag.split('-').next().unwrap_or("").trim();
        Locale::ALL.into_iter().find(|locale| code.eq_ignore_ascii_case(locale.code()))
    }

    /// The language for a request.
    pub(crate) fn of_request(headers: &HeaderMap) -> Locale {
        let texts = |name| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        let chosen = texts(COOKIE_HEADER)
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='))
            .find_map(Locale::parse);
        chosen.or_else(|| texts(ACCEPT_LANGUAGE).find_map(preferred)).unwrap_or(Locale::En)
    }

    /// A file of texts with the blanks that no line may be broken at: French has one before double signs and within its
    /// quotation marks, and nobody types it.
    pub(super) fn spaced(self, texts: &str) -> Cow<'_, str> {
        if self != Locale::Fr {
            return Cow::Borrowed(texts);
        }
        let wide = texts.replace(" :", "\u{a0}:").replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
        Cow::Owned(
            [" ;", " ?", " !", " %"]
                .iter()
                .fold(wide, |texts, sign| texts.replace(sign, &sign.replace(' ', "\u{202f}"))),
        )
    }

    /// The plural category of a number (CLDR, cardinals).
    pub(super) fn plural(self, number: u32) -> Plural {
        match (self, number, number % 10, number % 100) {
            (Locale::En, 1, ..) | (Locale::Fr, 0 | 1, ..) => Plural::One,
            (Locale::En | Locale::Fr, ..) => Plural::Other,
            (Locale::Ru, _, 1, tens) if tens != 11 => Plural::One,
            (Locale::Ru, _, 2..=4, tens) if !(12..=14).contains(&tens) => Plural::Few,
            (Locale::Ru, ..) => Plural::Many,
        }
    }
}

/// The language of ours that an `Accept-Language` likes best.
fn preferred(header: &str) -> Option<Locale> {
    let mut best: Option<(f32, Locale)> = None;
    for asked in header.split(',').take(ASKED_MAX) {
        let (tag, weight) = asked.split_once(';').unwrap_or((asked, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
        if let Some(locale) = Locale::parse(tag)
            && weight > best.map_or(0.0, |(weight, _)| weight)
        {
            best = Some((weight, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_hand_goes_before_the_browser_and_the_browser_before_english() {
        let locale = |cookie: &'static str, accept: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE_HEADER, HeaderValue::from_static(cookie));
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
            Locale::of_request(&headers).code()
        };
        assert_eq!(locale("", ""), "en");
        assert_eq!(locale("", "de, kk;q=0.9"), "en");
        assert_eq!(locale("", "de, fr-CH;q=0.7, ru;q=0.9, en;q=0.5"), "ru");
        assert_eq!(locale("", "ru;q=0, fr;q=x, en;q=0.1"), "en");
        assert_eq!(locale("a=b; whereas-language=fr", "ru"), "fr");
        assert_eq!(locale("whereas-language=xx", "ru"), "ru");
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let forms = |locale: Locale| [0, 1, 2, 5, 11, 21, 22, 112].map(|n| locale.plural(n));
        use Plural::{Few, Many, One, Other};
        assert_eq!(forms(Locale::En), [Other, One, Other, Other, Other, Other, Other, Other]);
        assert_eq!(forms(Locale::Fr), [One, One, Other, Other, Other, Other, Other, Other]);
        assert_eq!(forms(Locale::Ru), [Many, One, Few, Many, Many, One, Few, Many]);
    }
}
