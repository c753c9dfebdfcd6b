//! Why the program proposes something, in the language of the page.

use whereas_ledger::view::{Common, NameBar, NameRole, NameRule, NameStep, Reason, Stance};

use crate::label;
use crate::messages::Messages;

/// The language of a page.
type Words = &'static Messages;

/// Reasons as one sentence.
pub(crate) fn sentence(words: Words, reasons: &[Reason]) -> String {
    let told: Vec<String> = reasons.iter().map(|reason| tell(words, reason)).collect();
    label::capital(&told.join(words.text("semicolon")))
}

/// One reason.
pub(crate) fn tell(words: Words, reason: &Reason) -> String {
    match reason {
        Reason::Stance(stance) => words.text(stance_key(*stance)).to_owned(),
        Reason::Again => words.text("why-again").to_owned(),
        Reason::Cites(date) => words.with("why-cites", "date", label::date(words, date)),
        Reason::Common { what, named, more } => common(words, *what, named, *more),
        Reason::Name(step) => name_step(words, step),
        Reason::Listed(name) => words.with("why-listed", "name", name),
        Reason::SameWords => words.text("why-same-words").to_owned(),
        Reason::OneLetter => words.text("why-one-letter").to_owned(),
        Reason::Abbreviation => words.text("why-abbreviation").to_owned(),
        Reason::Part(more) => words.with("why-part", "words", more),
        Reason::Namesake(document) => words.with("why-namesake", "document", document),
        Reason::Form { basis, base } => label::basis(words, *basis, base),
    }
}

/// A law, or its day where it is told by that.
fn law_name(words: Words, law: &str) -> String {
    let is_day = law.len() == "2021-02-11".len() && law.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    if is_day { label::date(words, law) } else { law.to_owned() }
}

fn stance_key(stance: Stance) -> &'static str {
    match stance {
        Stance::SameSide => "why-same-side",
        Stance::OtherBody => "why-other-body",
        Stance::OtherAddressee => "why-other-addressee",
        Stance::Speaks => "why-speaks",
        Stance::Denies => "why-denies",
        Stance::Contradicts => "why-contradicts",
        Stance::Done => "why-done",
    }
}

fn common(words: Words, what: Common, named: &[String], more: bool) -> String {
    let of = |family: &'static str, id: &String| match words.find(family, id) {
        Some(name) => name.to_owned(),
        None => id.replace('-', " "),
    };
    let (key, named): (_, Vec<String>) = match what {
        Common::Names => ("why-names", named.to_vec()),
        // The date of a law stands for one without a number.
        Common::Laws => ("why-laws", named.iter().map(|law| law_name(words, law)).collect()),
        Common::Words => ("why-words", named.to_vec()),
        Common::Concepts => ("why-concepts", named.iter().map(|id| of("concept-", id)).collect()),
        Common::ConceptsBefore => {
            ("why-concepts-before", named.iter().map(|id| of("concept-", id)).collect())
        }
        Common::Themes => ("why-themes", named.iter().map(|id| label::small(&of("theme-", id))).collect()),
    };
    words.with(key, "named", named.join(", ") + if more { " …" } else { "" })
}

fn name_step(words: Words, step: &NameStep) -> String {
    match step {
        NameStep::Paired { role, a, b, by } => {
            let role = words.text(role_key(*role));
            match by {
                NameRule::Romanised(schemes) => {
                    let schemes: Vec<String> = schemes.iter().map(|name| scheme(words, name)).collect();
                    let schemes = schemes.join(", ");
                    words.fill("why-romanised", &[("role", &role), ("a", a), ("b", b), ("schemes", &schemes)])
                }
                NameRule::Alike(percent) => {
                    let share = label::per_cent(words, f64::from(*percent) / 100.0);
                    words.fill("why-alike", &[("role", &role), ("a", a), ("b", b), ("share", &share)])
                }
                NameRule::Same => words.fill("why-same-part", &[("role", &role), ("a", a)]),
                NameRule::Father => words.fill("why-father", &[("role", &role), ("a", a), ("b", b)]),
                NameRule::Given => words.fill("why-given", &[("role", &role), ("a", a), ("b", b)]),
                NameRule::Initial => words.fill("why-initial", &[("role", &role), ("a", a), ("b", b)]),
                NameRule::TwoForOne | NameRule::OneForTwo => {
                    words.fill("why-joined", &[("role", &role), ("a", a), ("b", b)])
                }
            }
        }
        NameStep::OnlyFirst(only) => words.with("why-only-first", "words", only),
        NameStep::OnlySecond(only) => words.with("why-only-second", "words", only),
        NameStep::Barred(bar) => words.text(bar_key(*bar)).to_owned(),
    }
}

/// A scheme of romanisation; one that has no name here, like `BGN/PCGN`, bears its own everywhere.
fn scheme(words: Words, name: &str) -> String {
    words.find("scheme-", &name.to_lowercase().replace(' ', "-")).unwrap_or(name).to_owned()
}

fn role_key(role: NameRole) -> &'static str {
    match role {
        NameRole::Given => "name-given",
        NameRole::Family => "name-family",
        NameRole::Patronymic => "name-patronymic",
        NameRole::Initial => "name-initial",
        NameRole::Particle => "name-particle",
        NameRole::Title => "name-title",
        NameRole::Generation => "name-generation",
        NameRole::Alias => "name-alias",
        NameRole::Unread => "name-unread",
    }
}

fn bar_key(bar: NameBar) -> &'static str {
    match bar {
        NameBar::None => "why-nothing",
        NameBar::Conflict => "why-conflict",
        NameBar::TooFew => "why-too-few",
        NameBar::Extra => "why-extra",
        NameBar::Generation => "why-generation",
        NameBar::Weak => "why-weak",
        NameBar::Gender => "why-gender",
        NameBar::Unread => "why-unread",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Locale;

    #[test]
    fn every_reason_is_told_in_every_language() {
        use NameBar::{Conflict, Extra, Gender, Generation, TooFew, Unread, Weak};
        use Stance::{Contradicts, Denies, Done, OtherAddressee, OtherBody, SameSide, Speaks};
        let paired = |role, by| {
            let (a, b) = ("Qūlager".to_owned(), "Құлагер".to_owned());
            Reason::Name(NameStep::Paired { role, a, b, by })
        };
        let mut all = vec![
            Reason::Again,
            Reason::Cites("2019-03-14".to_owned()),
            Reason::SameWords,
            Reason::OneLetter,
            Reason::Abbreviation,
            Reason::Name(NameStep::OnlyFirst("ә".to_owned())),
            Reason::Name(NameStep::OnlySecond("ә".to_owned())),
            paired(NameRole::Family, NameRule::Romanised(vec!["ISO 9"])),
            paired(NameRole::Given, NameRule::Alike(81)),
            paired(NameRole::Patronymic, NameRule::Father),
            paired(NameRole::Initial, NameRule::Initial),
            paired(NameRole::Alias, NameRule::OneForTwo),
        ];
        all.extend(
            [SameSide, OtherBody, OtherAddressee, Speaks, Denies, Contradicts, Done].map(Reason::Stance),
        );
        let bars = [Conflict, TooFew, Extra, Generation, Weak, Gender, Unread];
        all.extend(bars.map(|bar| Reason::Name(NameStep::Barred(bar))));
        for (what, id) in [(Common::Concepts, "fair-trial"), (Common::Themes, "death-penalty")] {
            all.push(Reason::Common { what, named: vec![id.to_owned()], more: true });
        }
        for locale in [Locale::Fr, Locale::Ru] {
            for reason in &all {
                let told = tell(Messages::of(locale), reason);
                assert!(!told.contains("why-") && !told.contains('{'), "{locale:?} {told}");
                assert_ne!(told, tell(Messages::of(Locale::En), reason), "{locale:?}");
            }
        }
        let words = Messages::of(Locale::Ru);
        let shared =
            Reason::Common { what: Common::Concepts, named: vec!["fair-trial".to_owned()], more: false };
        assert_eq!(
            sentence(words, &[Reason::Again, shared]),
            "Сказано, что об этом уже просили; оба говорят о теме: справедливое судебное разбирательство"
        );
    }
}
