//! What comparisons must say of invented people, and what must hold of any two names.

use proptest::prelude::*;

use crate::{Comparison, Name, Verdict, compare, explain, shortens};

fn verdict(a: &str, b: &str) -> Verdict {
    compare(&Name::parse(a), &Name::parse(b)).verdict
}

fn assert_all(pairs: &[(&str, &str)], wanted: Verdict) {
    let wrong: Vec<_> = pairs.iter().filter(|(a, b)| verdict(a, b) != wanted).collect();
    assert!(wrong.is_empty(), "not {}: {wrong:#?}", wanted.as_str());
}

#[test]
fn romanisations_of_one_name_are_the_same() {
    assert_all(
        &[
            ("Фёдор Чешуев", "Fyodor Cheshuev"),
            ("Фёдор Чешуев", "Fjodor Tscheschujew"),
            ("Фёдор Чешуев", "Fiodor Tchechouïev"),
            ("Фёдор Чешуев", "Fëdor Češuev"),
            ("Фёдор Чешуев", "Fiodor Czeszujew"),
            ("Жандос Құлагеров", "Jandos Qūlagerov"),
            ("Жандос Құлагеров", "Zhandos Kulagerov"),
            ("Жандос Құлагеров", "Жандос Кулагеров"),
            ("Микола Верасенко", "Nikolai Verasenko"),
            ("Уладзімір Марасаў", "Uladzimir Marasau"),
            ("Уладзімір Марасаў", "Vladimir Morosov"),
            ("Tharwan al-Meridi", "Tharwan El Méridi"),
            ("Abdulkarim Orlani", "Abd al-Karim Orlani"),
        ],
        Verdict::Same,
    );
}

#[test]
fn a_patronymic_may_be_left_out_but_not_another_one() {
    assert_all(
        &[
            ("VAROSOV Serik Maratovich", "Varosov Serik"),
            ("ВАРОСОВА Айгуль Серикқызы", "Varosova Aigul Serikovna"),
            ("Сұлтанов Варос Серікұлы", "Султанов Варос Серикович"),
            ("Varos Alirza oglu Meridov", "Варос Алирзаоглы Меридов"),
            ("Ivo Danilavich Varosevich", "Иво Данилович Варосевич"),
        ],
        Verdict::Same,
    );
    assert_all(
        &[
            ("Serik Maratovich Varosov", "Serik Muratovich Varosov"),
            ("Serik Maratovich Varosov", "Serik Maratovna Varosova"),
        ],
        Verdict::Different,
    );
}

#[test]
fn kin_are_two() {
    assert_all(
        &[
            // Father and son.
            ("Marat Varosov", "Serik Maratovich Varosov"),
            ("Serik Aibekuly", "Aibek Serikuly"),
            ("Alexander Petrovich Varosov", "Petr Alexandrovich Varosov"),
            ("Ivo Varos Jr", "Ivo Varos Sr"),
            // Brothers and sisters.
            ("Igor Maratovich Varosov", "Yegor Maratovich Varosov"),
            ("Hassan Varosi", "Hussein Varosi"),
            ("Marat Serikuly Varosov", "Murat Serikuly Varosov"),
            ("Valentin Varosov", "Valentina Varosova"),
            ("Olga Petrovna Varosova", "Oleg Petrovich Varosov"),
        ],
        Verdict::Different,
    );
    assert_ne!(verdict("Ardo Varosov", "Ardo Varosova"), Verdict::Same);
    assert_ne!(verdict("Ivo Varos Jr", "Ivo Varos"), Verdict::Same);
}

#[test]
fn less_than_two_full_names_decide_nothing() {
    assert_all(
        &[
            ("Abdulsattor", "Abdul-Sattor"),
            ("Abdulsattor", "Abdul Sattor"),
            ("Varosmerid", "Varos-Merid"),
            ("Varosov", "Варосов"),
            ("A. Varosov", "Aidar Varosov"),
            ("A. B. Varosov", "A. B. Varosov"),
            ("Aidar", "Aidar Varosov"),
            ("Elena Petrovna", "Елена Петровна"),
            ("Omar Varosi Meridi", "Varosi Meridi"),
            ("世界", "Varosov"),
            ("", ""),
        ],
        Verdict::Unsure,
    );
    assert_all(&[("A. Varosov", "Boris Varosov"), ("Varosov", "Meridin")], Verdict::Different);
}

#[test]
fn other_names_of_a_person_are_looked_at() {
    assert_all(
        &[
            ("Ivo Varosov (a.k.a. Omar Meridi)", "Omar al-Meridi"),
            ("Yana Varosova (MERIDINA)", "Yana Varosova-Meridina"),
            ("Ivo «Vano» Varosov", "Ivo Varosov"),
            ("Dr. Ivo Varosov", "Иво Варосов"),
            ("Ivo Varosov, MEP", "Иво Варосов"),
            ("Kasym-Zhomart Varosov", "Kassymzhomart Varosov"),
            // Each of several other names.
            ("Ivo Varosov, alias Omar Meridi, alias Aidan Orlo", "Aidan Orlo"),
            ("Ivo Varosov (a.k.a. Omar Meridi, Aidan Orlo)", "Omar al-Meridi"),
            ("Ivo Varosov “Omar Meridi” «Aidan Orlo»", "Aidan Orlo"),
            ("Ivo Varosov (alias MERIDI, Omar)", "Omar Meridi"),
            ("г-н Иво Варосов", "Ivo Varosov"),
        ],
        Verdict::Same,
    );
}

fn steps(a: &Name, b: &Name) -> Vec<String> {
    explain(a, b, &compare(a, b)).iter().map(ToString::to_string).collect()
}

#[test]
fn a_comparison_tells_its_steps() {
    let (a, b) = (Name::parse("Qūlager Mikalai Jr"), Name::parse("Құлагер Николай Варосович"));
    let why = steps(&a, &b);
    assert_eq!(
        why,
        [
            "family: Qūlager ≈ Құлагер by BGN/PCGN",
            "given: Mikalai ≈ Николай, one given name in two languages",
            "only in the second name: Варосович",
            "one name has more to it than a patronymic",
        ]
    );
}

#[test]
fn shorter_forms_of_a_name_are_told_from_other_names() {
    let full = Name::parse("Evgeni Arkadievich Talmarov");
    for short in [
        "Talmarov",
        "Evgeni Talmarov",
        "E. Talmarov",
        "E.A. Talmarov",
        "TALMAROV Evgeni",
        "Evgeni A. Talmarov",
    ] {
        assert!(shortens(&Name::parse(short), &full), "{short}");
    }
    for other in ["A. Talmarov", "Arkadi Talmarov", "Talmarova", "Evgeni Arkadievich Talmarov", "E.", ""] {
        assert!(!shortens(&Name::parse(other), &full), "{other}");
    }
}

#[test]
fn what_stands_in_one_word_and_in_two_is_shown_whole() {
    let (a, b) = (Name::parse("Varo Milan Orlosov"), Name::parse("Orlosov Varomilan"));
    let why = steps(&a, &b);
    let joined = "Varo Milan ≈ Varomilan, two words on one side and one on the other";
    assert!(why.iter().any(|step| step.ends_with(joined)), "{why:#?}");
    let why = steps(&b, &a);
    let joined = "Varomilan ≈ Varo Milan, one word on one side and two on the other";
    assert!(why.iter().any(|step| step.ends_with(joined)), "{why:#?}");
    assert!(!why.iter().any(|step| step.starts_with("only in")), "{why:#?}");
}

const WORDS: [&str; 40] = [
    "Иван",
    "Ivan",
    "Иванович",
    "Ivanovna",
    "Varosov",
    "Варосова",
    "ORLO",
    "Маратұлы",
    "Maratkyzy",
    "al",
    "bin",
    "Omar",
    "Hassan",
    "Hussein",
    "Абдуллаев",
    "Abdulkarim",
    "J.",
    "Yu.",
    "Jr",
    "Dr",
    "Haji",
    "Mullah",
    "Kim",
    "Jong",
    "O’Varo",
    "Ma'alin",
    "Tschornow",
    "Jelzan",
    "Қасым",
    "Qasym",
    "Varosevich",
    "Siarheevich",
    "Çelan",
    "Țîrlea",
    "Salim",
    "Selim",
    "El",
    "Varo-Meridi",
    "x",
    "世",
];

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..6)
}

fn of(words: &[&str]) -> Name {
    Name::parse(&words.join(" "))
}

/// Two comparisons that must not differ.
fn assert_alike(a: &Comparison, b: &Comparison) {
    assert_eq!(a.verdict, b.verdict);
    assert!((a.score - b.score).abs() < 1e-4, "{} and {}", a.score, b.score);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_comparison_has_no_sides(a in words(), b in words()) {
        let (a, b) = (of(&a), of(&b));
        assert_alike(&compare(&a, &b), &compare(&b, &a));
    }

    #[test]
    fn the_order_of_words_does_not_matter(
        (a, shuffled) in words().prop_flat_map(|a| (Just(a.clone()), Just(a).prop_shuffle())),
        b in words(),
    ) {
        assert_alike(&compare(&of(&a), &of(&b)), &compare(&of(&shuffled), &of(&b)));
    }

    #[test]
    fn case_does_not_matter(a in words(), b in words()) {
        let (name, b) = (a.join(" "), of(&b));
        let plain = compare(&Name::parse(&name), &b);
        assert_alike(&plain, &compare(&Name::parse(&name.to_uppercase()), &b));
        assert_alike(&plain, &compare(&Name::parse(&name.to_lowercase()), &b));
    }

    #[test]
    fn the_form_of_quotation_marks_does_not_matter(a in words(), b in words(), at in 0usize..6) {
        let quoted = |open: &str, close: &str| {
            let mut words: Vec<String> = a.iter().map(|word| (*word).to_owned()).collect();
            words.insert(at.min(words.len()), format!("{open}Vano{close}"));
            compare(&Name::parse(&words.join(" ")), &of(&b))
        };
        let plain = quoted("\"", "\"");
        for (open, close) in [("«", "»"), ("„", "“"), ("“", "”"), ("'", "'"), ("‘", "’")] {
            assert_alike(&plain, &quoted(open, close));
        }
    }

    #[test]
    fn any_text_can_be_compared(a in ".{0,60}", b in ".{0,60}") {
        let (a, b) = (Name::parse(&a), Name::parse(&b));
        let compared = compare(&a, &b);
        assert!((0.0..=1.0).contains(&compared.score));
        assert_alike(&compared, &compare(&b, &a));
        explain(&a, &b, &compared);
    }

    #[test]
    fn what_shortens_a_name_may_shorten_it(a in words(), more in words(), at in 0usize..6) {
        let mut full = a.clone();
        full.splice(at.min(full.len())..at.min(full.len()), more);
        let full = full.join(" ");
        let short = of(&a);
        prop_assert!(!shortens(&short, &Name::parse(&full)) || short.may_shorten(&full), "{a:?} {full}");
    }

    #[test]
    fn any_text_that_shortens_another_may_shorten_it(a in "[\\PC]{0,30}", b in "[\\PC]{0,30}") {
        let full = format!("{a} {b}");
        let short = Name::parse(&a);
        prop_assert!(!shortens(&short, &Name::parse(&full)) || short.may_shorten(&full));
    }
}
