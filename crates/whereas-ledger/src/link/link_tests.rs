//! Pairs of demands as they are read from whole documents: whether one makes the other again, and how it changed.

use whereas_extract::{Act, Hint, extract, read};

use super::LinkKind;
use super::change::{Change, change};
use super::gist::{Gist, gists};
use super::index::linked;
use super::part::Parts;
use super::score::{Whereabouts, score};
use super::sign::Sign;
use crate::limit;

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

/// What an organisation tells about Varosia in 2023.
fn told(words: &str) -> Gist {
    let text = format!("Statement of the Lantern Watch on Varosia\n\n4 May 2023\n\n{words}.");
    last(&text, &[Act::Finding, Act::Appraisal, Act::Commitment])
}

fn kind(from: &Gist, to: &Gist) -> Option<LinkKind> {
    score(from, to, Whereabouts::Elsewhere).map(|scored| scored.kind)
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
    let is = told("In 2022 Law No 174 was repealed in Varosia");
    assert_eq!(kind(&is, &was), Some(LinkKind::Fulfils));
    let not = last(
        "Déclaration de Lantern Watch sur la Varosie\n\n4 mai 2023\n\nLa Varosie refuse d’abroger la loi 174.",
        &[Act::Finding, Act::Appraisal],
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

/// The link between two statements of one document, by words of the later and of the earlier one.
fn linked_within(text: &str, from: &str, to: &str) -> Option<(LinkKind, u16)> {
    let text = read(text.as_bytes(), &Hint { name: "a.txt" }).unwrap();
    let found = extract(&text);
    let gists = gists(&text.text, &found, &[]);
    let with = |part: &str| {
        let at = found.statements.iter().position(|s| s.span.of(&text.text).contains(part));
        at.unwrap_or_else(|| panic!("{part} is in none of {:?}", found.statements)) as i64
    };
    let (later, earlier) = (with(from), with(to));
    let row = linked((later, &gists[later as usize]), (earlier, &gists[earlier as usize]))?;
    Some((row.kind, row.score))
}

#[test]
fn in_a_read_out_what_stands_behind_a_demand_replies_to_it() {
    let text = "Human Rights Dialogue between the Meridian Union and Varosia\n\nLantes, 20 November 2023\n\n\
        The MU called for the ban on marches to be lifted. Varosia explained that the ban applies to everybody. \
        Its hotels had received two million guests. The MU asked Varosia to invite the experts.\n\n\
        Varosia informed the MU that seven shelters had been opened.\n";
    let counts = |link: Option<(LinkKind, u16)>, kind| {
        link.is_some_and(|(found, score)| found == kind && score >= limit::REPLY_SCORE_MIN)
    };
    assert!(counts(linked_within(text, "ban applies", "ban on marches"), LinkKind::Answers));
    assert!(!counts(linked_within(text, "hotels", "ban on marches"), LinkKind::Answers));
    assert_eq!(linked_within(text, "seven shelters", "invite the experts"), None, "in another passage");
}

#[test]
fn what_a_law_is_called_tells_neither_praise_nor_refusal() {
    let told = last(
        "Statement of the Government of Varosia\n\n4 May 2023\n\nIn 2022 Varosia ratified the Convention against Torture.",
        &[Act::Finding],
    );
    assert_eq!((told.tone, told.marks.unsettled), (0, false));
}

#[test]
fn whoever_is_said_to_be_of_a_country_speaks_for_it() {
    let text = "Opinion\n\nFive letters\n\nBy Marat Orlo | 7 May 2024\n\nMarat Orlo is a member of the Parliament of Varosia.\n\n\
        It is simply untrue that one march in five was allowed in Kelmar.\n";
    assert_eq!(last(text, &[Act::Denial]).speaker, "varosia");
    for other in ["a lawyer who is wanted in", "a journalist jailed by the Government of"] {
        let text = text.replace("a member of the Parliament of", other);
        assert_ne!(last(&text, &[Act::Denial]).speaker, "varosia", "{other}");
    }
}

#[test]
fn a_single_case_is_not_all_cases() {
    let one = "Calls for an investigation into the deaths of three dockers in Port Savel, and for those responsible \
        to be brought to justice";
    let all = "Calls for an investigation into all allegations of torture, and for those responsible to be brought to \
        justice";
    let (one, all) = (resolution(2019, ASSEMBLY, one), resolution(2021, ASSEMBLY, all));
    let score = score(&all, &one, Whereabouts::Elsewhere).map_or(0, |scored| scored.score);
    assert!(score < limit::REPEATED_SCORE_MIN, "{score}");
}

#[test]
fn an_answer_about_another_treaty_counts_for_less() {
    let asked =
        |treaty: &str| resolution(2019, ASSEMBLY, &format!("Calls on Varosia to ratify the {treaty}"));
    let promise = last(
        "Statement of the Government of Varosia\n\n4 May 2021\n\n\
        Varosia will ratify the Optional Protocol to the Convention against Torture by 2022.",
        &[Act::Commitment],
    );
    let sure = |treaty: &str| {
        score(&promise, &asked(treaty), Whereabouts::Elsewhere).map_or(0, |scored| scored.score)
    };
    assert!(sure("Optional Protocol to the Convention against Torture") >= limit::REPLY_SCORE_MIN);
    let other = sure("Second Optional Protocol to the International Covenant on Civil and Political Rights");
    assert!(other < limit::REPLY_SCORE_MIN, "{other}");
}

#[test]
fn a_promise_is_said_to_be_broken_by_a_not_beside_its_deed() {
    let promise = last(
        "Statement of the Government of Varosia\n\n4 May 2021\n\n\
        The Ministry of Justice will complete its review of Articles 88 and 89 by the end of 2021.",
        &[Act::Commitment],
    );
    for (words, broken) in [
        ("The review of Articles 88 and 89 was never published in Varosia", true),
        ("The review of Articles 88 and 89 would be published in Varosia", false),
        ("The review of Articles 12 and 13 was never published in Varosia", false),
        ("The review of Articles 88 and 89 was published in Varosia", false),
        ("The review of Articles 88 and 89 was published, and no objections were received in Varosia", false),
    ] {
        assert_eq!(kind(&told(words), &promise) == Some(LinkKind::Contradicts), broken, "{words}");
    }
}

#[test]
fn he_is_whom_the_passage_named_before() {
    let text = "Human Rights Dialogue between the Meridian Union and Varosia\n\n20 November 2023\n\n\
        The Meridian Union urged the authorities to release Khasan Ordubeyev. \
        Varosia announced that he would be released in May.";
    assert_eq!(last(text, &[Act::Commitment]).persons.len(), 1);
    let own = "Statement on Varosia\n\n20 November 2023\n\n\
        Ana Demir met Khasan Ordubeyev. Boris Lund said that he would publish the list in May.";
    assert!(last(own, &[Act::Commitment]).persons.is_empty(), "he may be who speaks");
}

#[test]
fn all_of_them_may_be_counted() {
    let was = resolution(2019, ASSEMBLY, "Calls on Varosia to release all political prisoners");
    for (words, done) in [
        ("By May 2023 all 23 political prisoners had been released in Varosia", true),
        ("By May 2023 two political prisoners had been released in Varosia", false),
    ] {
        assert_eq!(kind(&told(words), &was) == Some(LinkKind::Fulfils), done, "{words}");
    }
}

#[test]
fn a_participle_may_have_any_ending() {
    let told = |words: &str| {
        let text = format!("Déclaration de Lantern Watch sur la Varosie\n\n4 mai 2023\n\n{words}.");
        last(&text, &[Act::Finding, Act::Appraisal, Act::Denial]).marks
    };
    assert!(
        told("Les listes ont été publiées en mai").done && told("La loi abrogée en mai était ancienne").done
    );
    assert!(told("La révision n’avait jamais été publiée").failed);
}

/// How sure a reply of the ministry is to a demand of the Assembly, and of which of the things asked it speaks.
fn replied(asked: &str, said: &str) -> (u16, Vec<u8>) {
    let demand = resolution(2021, ASSEMBLY, asked);
    let text = format!("Statement of the Ministry of Foreign Affairs of Varosia\n\n4 June 2021\n\n{said}.");
    let reply = last(&text, &[Act::Denial, Act::Finding, Act::Appraisal, Act::Commitment]);
    let sure = score(&reply, &demand, Whereabouts::Elsewhere).map_or(0, |scored| scored.score);
    (sure, Parts::of(&reply, &demand).places().collect())
}

#[test]
fn a_reply_speaks_of_the_part_that_it_has_most_in_common_with() {
    let asked = "Calls on Varosia to open shelters for women in every region, to lift the curfew in the Zarn Highlands, and \
        to ratify the Convention on Enforced Disappearance";
    for (said, part) in [
        ("Seven shelters for women have been opened", 0),
        ("The curfew in the Zarn Highlands protects the population", 1),
        ("Varosia will ratify the Convention on Enforced Disappearance in 2022", 2),
    ] {
        let (sure, parts) = replied(asked, said);
        assert!(sure >= limit::REPLY_SCORE_MIN, "{said}: {sure}");
        assert_eq!(parts, [part], "{said}");
    }
}

#[test]
fn who_speaks_of_a_condition_or_of_a_name_alone_does_not_reply() {
    let held = "There are no political prisoners in Varosia";
    let sure = |asked: &str, said: &str| replied(asked, said).0;
    assert!(sure("Calls on Varosia to release all political prisoners", held) >= limit::REPLY_SCORE_MIN);
    let budget = "Stresses that no budget support should be paid to the Government of Varosia as long as political prisoners are held";
    assert!(sure(budget, held) < limit::REPLY_SCORE_MIN);
    let civil = "Calls on Varosia to let civil society take part in the MU–Varosia Human Rights Dialogue";
    let ready = "We stand ready to discuss every question of concern at the 9th Human Rights Dialogue";
    assert!(sure(civil, ready) < limit::REPLY_SCORE_MIN);
}

#[test]
fn a_name_alone_does_not_make_two_demands_one() {
    let score_of = |earlier: &str, later: &str| {
        let (earlier, later) = (resolution(2019, ASSEMBLY, earlier), resolution(2021, ASSEMBLY, later));
        score(&later, &earlier, Whereabouts::Elsewhere).map_or(0, |scored| scored.score)
    };
    let fines = "Asks the authorities of Varosia to cancel the fines imposed on the Free Quill Foundation";
    let again = "Urges the authorities of Varosia to cancel the fines of the Free Quill Foundation";
    let accounts = "Urges the authorities of Varosia to unfreeze the accounts of the Free Quill Foundation";
    assert!(score_of(fines, again) >= limit::REPEATED_SCORE_MIN);
    assert!(score_of(fines, accounts) < limit::REPEATED_SCORE_MIN);
    let lawyer = "Urges Varosia to let Yevgeny Talmarov choose his counsel";
    let ban = "Urges Varosia to lift the three-year ban on Yevgeny Talmarov";
    assert!(score_of(lawyer, ban) < limit::REPEATED_SCORE_MIN, "{}", score_of(lawyer, ban));
}

#[test]
fn what_was_done_is_told_by_the_verb_that_asked_for_it() {
    for (asked, said, done) in [
        (
            "Calls on Varosia to reopen the schools of Port Sill",
            "Two schools of Port Sill were reopened",
            true,
        ),
        (
            "Calls on Varosia not to close the schools of Port Sill",
            "The schools of Port Sill were closed",
            false,
        ),
        (
            "Calls on Varosia to refrain from demolishing houses in Port Sill",
            "Houses in Port Sill were demolished",
            false,
        ),
        (
            "Calls on Varosia to stop demolishing houses in Port Sill",
            "Houses in Port Sill were demolished",
            false,
        ),
        (
            "Calls on Varosia to compensate evicted families in Port Sill",
            "Families in Port Sill were evicted",
            false,
        ),
        (
            "Calls on Varosia to return seized archives to the Lantern Watch",
            "Archives of the Lantern Watch were seized",
            false,
        ),
    ] {
        let demand = resolution(2021, ASSEMBLY, asked);
        let found = kind(&told(&format!("In Varosia in May: {said}")), &demand);
        assert_eq!(found == Some(LinkKind::Fulfils), done, "{asked}: {said}");
    }
}

#[test]
fn whether_something_is_so_is_no_condition() {
    let asked = "Calls on Varosia to establish if prisoners were tortured in Penal Colony No 7";
    assert!(replied(asked, "No prisoner has been tortured in Penal Colony No 7").0 >= limit::REPLY_SCORE_MIN);
}

#[test]
fn what_is_asked_of_it_or_him_is_told_with_the_sentence_before() {
    let before = |words: &str| {
        let text = format!("Statement of the Lantern Watch on Varosia\n\n4 May 2023\n\n{words}");
        demand(&text).before
    };
    for (words, wanted) in [
        (
            "Timur Askerin has been ill since March. We ask the prison service to let a doctor see him.",
            "Timur Askerin has been ill since March.",
        ),
        (
            "The review was promised for 2021. We ask the Ministry of Justice to send it to us.",
            "The review was promised for 2021.",
        ),
        ("Timur Askerin is ill. We ask the prison service to let a doctor see Timur Askerin.", ""),
        (
            "Timur Askerin was arrested by Col. A. V. Petrov in Kelmar. We ask the prison service to let a doctor see him.",
            "Timur Askerin was arrested by Col. A. V. Petrov in Kelmar.",
        ),
        ("We ask the Ministry of Justice to send it to us.", ""),
        ("The review was promised for 2021. We ask the Ministry of Justice to publish the whole review.", ""),
    ] {
        assert_eq!(before(words), wanted, "{words}");
    }
}

#[test]
fn what_one_side_asks_of_itself_or_asked_before_waits_for_no_reply() {
    for (words, aside) in [
        ("We should work together on trade, water and roads", true),
        ("The Government of Varosia should release all political prisoners", false),
        ("The Assembly once called on Varosia to release all political prisoners", true),
        ("The Assembly once again called on Varosia to release all political prisoners", false),
        ("We have repeatedly urged the Government of Varosia to release all political prisoners", false),
        ("The prisoners detained earlier must be released by the Government of Varosia", false),
        ("The Assembly called on Varosia to release all political prisoners", false),
    ] {
        let text = format!("Statement of the Lantern Watch on Varosia\n\n4 May 2023\n\n{words}.");
        assert_eq!(demand(&text).marks.is_aside(), aside, "{words}");
    }
    let interview = "Interview with Henrike Osterlo\n\n4 May 2023\n\nKelmar Observer: Will it end?\n\nHenrike Osterlo: We hope \
        so.\n\nKelmar Observer: The Assembly has asked the Council to impose sanctions. Why not?\n\nHenrike Osterlo: \
        That is decided by the Council.\n";
    assert!(demand(interview).marks.is_aside());
}

#[test]
fn what_became_of_a_promise_is_told_by_the_time_that_it_was_due() {
    let promise = last(
        "Statement of the Government of Varosia\n\n4 May 2022\n\nVarosia undertakes to hand over a summary of the closed \
         inquiry to the families by March 2023.",
        &[Act::Commitment],
    );
    for (words, wanted) in [
        ("The summary promised for March 2023 arrived on 2 April", Some(LinkKind::Fulfils)),
        ("The summary that was due in March 2023 has not yet been received", Some(LinkKind::Contradicts)),
        ("The bridge promised for March 2023 was opened on 2 April", None),
        ("In March 2023 a summary of the inquiry was discussed on the radio", None),
        ("In March 2023 the families of two dockers were detained", None),
        ("The families were not harassed in March 2023", None),
        ("In March 2023 the families were never threatened", None),
    ] {
        assert_eq!(kind(&told(words), &promise), wanted, "{words}");
    }
    let shelters = last(
        "Statement of the Government of Varosia\n\n4 May 2022\n\nThe Ministry of Health will open two shelters for women in \
         Kelmar by September 2022.",
        &[Act::Commitment],
    );
    for (words, wanted) in [
        (
            "In September 2022, a woman was killed in Kelmar after the police of Varosia had been called twice",
            None,
        ),
        ("In September 2022 the Ministry of Health published figures on women", None),
        (
            "The Ministry of Health reported in September 2022 that hospitals in Kelmar had been repaired",
            None,
        ),
        ("Two shelters for women were opened in Kelmar in September 2022", Some(LinkKind::Fulfils)),
        ("No shelter for women in Kelmar was opened", Some(LinkKind::Contradicts)),
    ] {
        assert_eq!(kind(&told(words), &shelters), wanted, "{words}");
    }
    let access = last(
        "Statement of the Government of Varosia\n\n4 May 2022\n\nVarosia will grant independent monitors access to Penal \
         Colony No 7 by March 2023.",
        &[Act::Commitment],
    );
    for (words, broken) in [
        (
            "Independent monitors were granted access to the colony in March 2023, and were not followed",
            false,
        ),
        ("Independent monitors in Penal Colony No 7 were not harassed by Varosia", false),
        ("Monitors were never threatened in Penal Colony No 7 in March 2023", false),
        ("Since March 2023 independent monitors have not been granted access to Penal Colony No 7", true),
    ] {
        assert_eq!(kind(&told(words), &access) == Some(LinkKind::Contradicts), broken, "{words}");
    }
}

#[test]
fn a_refusal_without_its_law_goes_back_to_the_law_named_last() {
    let asked =
        resolution(2021, ASSEMBLY, "Urges Varosia to repeal Articles 88 and 89 of the Code of Offences");
    let denial = |before: &str| {
        let words = format!("{before} The Government rejected the idea of a repeal.");
        let text = format!("Statement of the Government of Varosia\n\n4 May 2023\n\n{words}");
        last(&text, &[Act::Denial])
    };
    assert_eq!(
        kind(&denial("The Skupra debated Articles 88 and 89 of the Code."), &asked),
        Some(LinkKind::Denies)
    );
    assert_eq!(kind(&denial("The Skupra debated Article 12 of the Code."), &asked), None);
    for words in [
        "The Government rejected a proposal to amend the budget for 2024",
        "The Government denied that it had revoked the licence of the newspaper",
        "The Government rejected the amendment of the budget",
    ] {
        let text = format!(
            "Statement of the Government of Varosia\n\n4 May 2023\n\nThe Skupra debated Articles 88 and 89 of the Code. {words}."
        );
        assert_eq!(kind(&last(&text, &[Act::Denial, Act::Finding]), &asked), None, "{words}");
    }
}

#[test]
fn who_denies_a_motive_does_not_deny_what_is_asked() {
    let sign = |asked: &str, denied: &str| {
        let asked = resolution(2021, ASSEMBLY, asked);
        let text = format!("Statement of the Government of Varosia\n\n4 May 2023\n\n{denied}.");
        let denial = last(&text, &[Act::Denial]);
        linked((1 << 40, &asked), (2 << 40, &denial)).and_then(|row| row.sign)
    };
    let lift = "Urges Varosia to lift the ban on the newspaper Zarnsky Vestnik";
    let motivated = "Urges Varosia to lift the politically motivated ban on the newspaper Zarnsky Vestnik";
    for (asked, denied, wanted) in [
        (lift, "Varosia denied that the ban on Zarnsky Vestnik was politically motivated", Sign::Answered),
        (lift, "Varosia denied that there was a ban on Zarnsky Vestnik", Sign::Denied),
        (motivated, "Varosia denied that the ban on Zarnsky Vestnik was politically motivated", Sign::Denied),
    ] {
        assert_eq!(sign(asked, denied), Some(wanted), "{asked}: {denied}");
    }
}

#[test]
fn who_asks_their_own_side_does_not_take_the_place_of_who_asked_others() {
    let to_others = demand(
        "Resolution of the Assembly of the Meridian Union of 4 May 2019 on Varosia\n\n\
         1.  Urges the Government of Varosia to end the torture of prisoners in the colony of Zarn;\n",
    );
    let to_us = |year: u16| {
        let words = "We should end the torture of prisoners in the colony of Zarn";
        demand(&format!("Statement of the Lantern Watch on Varosia\n\n4 May {year}\n\n{words}.\n"))
    };
    assert!(to_us(2020).marks.of_us && !to_others.marks.of_us);
    let sign = |from: &Gist, to: &Gist| linked((2 << 40, from), (1 << 40, to)).and_then(|row| row.sign);
    assert_eq!(sign(&to_us(2020), &to_others), None);
    assert_eq!(sign(&to_us(2021), &to_us(2020)), Some(Sign::Repeated));
}
