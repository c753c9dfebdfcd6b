//! Pairs of demands as they are read from whole documents: whether one makes the other again, and how it changed.

use whereas_extract::{Act, Hint, extract, read};

use super::LinkKind;
use super::change::{Change, change};
use super::gist::{Gist, gists};
use super::score::score;

/// The last demand of a document.
fn demand(text: &str) -> Gist {
    last(text, &[Act::Demand])
}

/// The last statement of a document that is one of these acts.
fn last(text: &str, acts: &[Act]) -> Gist {
    let text = read(text.as_bytes(), &Hint { name: "a.txt" }).unwrap();
    let found = extract(&text);
    let last = gists(&text.text, &found, &[]).into_iter().rfind(|gist| acts.contains(&gist.act));
    last.unwrap_or_else(|| panic!("none of {acts:?} in {:?}", found.statements))
}

fn resolution(year: u16, body: &str, words: &str) -> Gist {
    demand(&format!("Resolution of {body} of 4 May {year} on Varosia\n\n{body},\n\n1.  {words};\n"))
}

fn kind(from: &Gist, to: &Gist) -> Option<LinkKind> {
    score(from, to, false).map(|scored| scored.kind)
}

const ASSEMBLY: &str = "the Assembly of the Meridian Union";

#[test]
fn a_pronoun_tells_a_demand_by_the_person_before_it() {
    let her = "Statement of the Lantern Watch\n\nIn Varosia Zhanna Mirsalova is in prison. We urge the authorities to release her.";
    assert_eq!(demand(her).persons.len(), 1);
    let their = "Statement of the Lantern Watch\n\nIn Varosia Zhanna Mirsalova and Darya Holubets are in prison. \
        We urge the authorities to release them.";
    assert_eq!(demand(their).persons.len(), 2);
    let him = "Statement of the Lantern Watch\n\nWe urge the authorities of Varosia to release Khasan Ordubeyev and his lawyer.";
    assert_eq!(demand(him).persons.len(), 1);
    let duties = "Statement of the Lantern Watch\n\nIn Varosia Zhanna Mirsalova was arrested in May. \
        We urge the authorities to fulfil their obligations.";
    assert!(demand(duties).persons.is_empty());
}

#[test]
fn anybody_tells_that_the_very_deed_was_done() {
    let told = |words: &str| {
        let text = format!("Statement of the Lantern Watch on Varosia\n\n4 May 2023\n\n{words}.");
        last(&text, &[Act::Finding, Act::Appraisal])
    };
    let ratify =
        resolution(2019, ASSEMBLY, "Calls on Varosia to ratify the Convention on Enforced Disappearance");
    let promise = last(
        "Statement of the Government of Varosia\n\n4 May 2021\n\nVarosia will ratify the Convention on Enforced Disappearance by 2022.",
        &[Act::Commitment],
    );
    for (words, done) in [
        ("In 2022 Varosia has ratified the Convention on Enforced Disappearance", true),
        ("We welcome the ratification by Varosia of the Convention on Enforced Disappearance", true),
        ("Varosia has not ratified the Convention on Enforced Disappearance", false),
        ("Varosia has never ratified the Convention on Enforced Disappearance", false),
        ("In 2022 Varosia has published the Convention on Enforced Disappearance", false),
        ("In 2022 Sweden has ratified the Convention on Torture", false),
        ("Varosia refused to ratify the Convention on Enforced Disappearance", false),
        ("The ratification by Varosia of the Convention on Enforced Disappearance is still pending", false),
        (
            "Parliament has postponed the ratification by Varosia of the Convention on Enforced Disappearance",
            false,
        ),
        ("We welcome the readiness of Varosia to ratify the Convention on Enforced Disappearance", false),
        ("We welcome the commitment of Varosia to ratify the Convention on Enforced Disappearance", false),
        (
            "We welcome the visit of experts to Varosia to discuss the Convention on Enforced Disappearance",
            false,
        ),
    ] {
        for to in [&ratify, &promise] {
            let fulfils = kind(&told(words), to) == Some(LinkKind::Fulfils);
            assert_eq!(fulfils, done, "{words} {:?}", to.act);
        }
    }
    let release = resolution(2019, ASSEMBLY, "Urges Varosia to release Khasan Ordubeyev");
    for (words, done) in [
        ("In 2022 Khasan Ordubeyev was released in Varosia", true),
        ("In 2022 Raisa Umarkhan was released in Varosia", false),
        ("In 2022 three persons were released in Varosia", false),
        ("Khasan Ordubeyev was refused early release in Varosia", false),
        ("Varosia released a video of Raisa Umarkhan", false),
    ] {
        assert_eq!(kind(&told(words), &release) == Some(LinkKind::Fulfils), done, "{words}");
    }
}

#[test]
fn a_no_before_a_number_takes_nothing_back() {
    let was = resolution(2019, ASSEMBLY, "Calls on Varosia to repeal Law No 174 on blogs");
    let told = |text: &str| last(text, &[Act::Finding, Act::Appraisal]);
    let is = told(
        "Statement of the Lantern Watch on Varosia\n\n4 May 2023\n\nIn 2022 Law No 174 was repealed in Varosia.",
    );
    assert_eq!(kind(&is, &was), Some(LinkKind::Fulfils));
    let not = told(
        "Déclaration de Lantern Watch sur la Varosie\n\n4 mai 2023\n\nLa Varosie refuse d’abroger la loi 174.",
    );
    assert_ne!(kind(&not, &was), Some(LinkKind::Fulfils));
}

#[test]
fn a_legislature_acts_for_its_country() {
    let was = resolution(2019, ASSEMBLY, "Calls on the Government of Varosia to repeal the law on blogs");
    for body in ["the National Assembly", "the Majlis", "the Senate"] {
        let is = resolution(2021, ASSEMBLY, &format!("Calls on {body} to repeal the law on blogs"));
        assert_eq!(kind(&is, &was), Some(LinkKind::Repeats), "{body}");
    }
    let other = resolution(2021, ASSEMBLY, "Calls on the Lantern Watch to repeal the law on blogs");
    assert_ne!(kind(&other, &was), Some(LinkKind::Repeats));
}

#[test]
fn demands_in_two_languages_meet_by_concepts_and_roots() {
    let was =
        resolution(2019, ASSEMBLY, "Calls on Varosia to stop the trial of civilians by military courts");
    let is = demand(
        "Résolution de l’Assemblée du 4 mai 2021 sur la Varosie\n\nL’Assemblée,\n\n1.  demande à la Varosie de mettre fin aux \
         procès de civils devant les juridictions militaires ;\n",
    );
    assert_eq!(kind(&is, &was), Some(LinkKind::Repeats));
}

#[test]
fn what_asked_for_all_of_a_kind_asks_for_less_when_it_names_some() {
    let was = resolution(
        2019,
        ASSEMBLY,
        "Calls on Varosia to grant monitors access to the Kelmar colony and all other prisons",
    );
    let is = resolution(2021, ASSEMBLY, "Calls on Varosia to grant monitors access to the Kelmar colony");
    assert_eq!(change(&is, &was), Change::Narrowed);
    assert_eq!(change(&was, &is), Change::Widened);
    let all = resolution(
        2021,
        ASSEMBLY,
        "Calls on Varosia to take all necessary measures to grant monitors access",
    );
    assert!(!all.marks.whole && was.marks.whole && !is.marks.whole);
}
