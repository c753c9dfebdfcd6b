//! What the parts of invented names are.

use crate::{Name, Role};

/// The parts with the first letters of their roles.
fn parts(name: &str) -> String {
    let parsed = Name::parse(name);
    let show = |part: &crate::Part| format!("{}:{}", part.role, part.text);
    parsed.parts().iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn capitals_commas_endings_and_known_names_tell_the_family_name() {
    let wanted = [
        ("VAROSOV Serik Maratovich", "family:VAROSOV given:Serik patronymic:Maratovich"),
        ("Варосов Серик Маратович", "family:Варосов given:Серик patronymic:Маратович"),
        ("Серик Маратұлы Варосов", "given:Серик patronymic:Маратұлы family:Варосов"),
        ("Varosov, Serik", "family:Varosov given:Serik"),
        ("Varosov Serik", "family:Varosov given:Serik"),
        ("Serik Varosov", "given:Serik family:Varosov"),
        ("Varosov", "family:Varosov"),
        ("A.B. Varosov", "initial:A initial:B family:Varosov"),
        ("Yana Orlo-Varo", "given:Yana family:Orlo family:Varo"),
        ("Aidan VAROSEVICH", "given:Aidan family:VAROSEVICH"),
        ("Marat Danilavich VAROSEVICH", "given:Marat patronymic:Danilavich family:VAROSEVICH"),
    ];
    for (name, parts_wanted) in wanted {
        assert_eq!(parts(name), parts_wanted);
    }
}

#[test]
fn titles_particles_generations_and_aliases_are_set_apart() {
    let wanted = [
        ("Dr. Ivo Varosov Jr.", "title:Dr given:Ivo family:Varosov generation:Jr"),
        ("Omar bin Varo al-Meridi", "given:Omar particle:bin given:Varo particle:al family:Meridi"),
        ("Ivo «Vano» Varosov", "given:Ivo alias:Vano family:Varosov"),
        ("Ivo Varosov (a.k.a. Omar)", "given:Ivo family:Varosov alias:a.k.a. alias:Omar"),
        ("Varos Alirza oglu Meridov", "given:Varos patronymic:Alirza oglu family:Meridov"),
        ("Ivo 世界 Varosov", "given:Ivo unread:世界 family:Varosov"),
        // What is left must be a name.
        ("Haji Varo", "given:Haji family:Varo"),
    ];
    for (name, parts_wanted) in wanted {
        assert_eq!(parts(name), parts_wanted);
    }
}

/// The rows of a list.
fn rows(file: &'static str) -> Vec<&'static str> {
    crate::table::rows(file).map(|row| row.head).collect()
}

#[test]
fn every_title_is_found() {
    for title in rows(include_str!("../data/titles.txt")) {
        assert_eq!(
            parts(&format!("{title} Orlan Varosov")),
            format!("title:{title} given:Orlan family:Varosov")
        );
    }
    assert_eq!(parts("Г‑Н Orlan Varosov"), "title:Г‑Н given:Orlan family:Varosov");
}

#[test]
fn every_word_for_alias_is_found() {
    for word in rows(include_str!("../data/aliases.txt")) {
        assert_eq!(
            parts(&format!("Orlan Varosov {word} Omar Meridi")),
            format!("given:Orlan family:Varosov alias:{word} alias:Omar alias:Meridi")
        );
    }
}

#[test]
fn a_role_can_be_asked_for() {
    let name = Name::parse("VAROSOVA-MERIDINA Yana");
    assert_eq!(name.role(Role::Family), "VAROSOVA MERIDINA");
    assert_eq!(name.role(Role::Given), "Yana");
}

#[test]
fn a_name_without_end_is_cut() {
    let name = Name::parse(&"Varo ".repeat(10_000));
    assert!(name.parts().len() <= crate::NAME_BYTES_MAX / 5 + 1);
}
