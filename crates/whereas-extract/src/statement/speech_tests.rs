//! Reported speech and governing verbs in whole documents: who is made to say what, in every position.

use crate::{Act, Hint, extract, read};

/// Act, speaker and words of each statement of a text.
fn said(text: &str) -> Vec<(Act, String, String)> {
    let text = read(text.as_bytes(), &Hint { name: "news.txt" }).expect("plain text is read");
    let words = |span: crate::Span| crate::fold_blanks(span.of(&text.text));
    extract(&text).statements.iter().map(|s| (s.act, s.speaker.name.clone(), words(s.span))).collect()
}

fn one(text: &str) -> (Act, String, String) {
    let mut all = said(text);
    assert_eq!(all.len(), 1, "one statement: {all:?}");
    all.remove(0)
}

fn found(act: Act, speaker: &str, words: &str) -> (Act, String, String) {
    (act, speaker.to_owned(), words.to_owned())
}

#[test]
fn a_clause_of_saying_may_stand_behind_what_it_reports() {
    let text =
        "KELMAR – The list was published in May and the talks went on, Minister Ana Demir said on Monday.";
    assert_eq!(one(text).1, "Ana Demir");
    let text =
        "Власти не имеют к этому отношения, сообщил в понедельник пресс-секретарь президента Дмитрий Орлов.";
    assert_eq!(one(text), found(Act::Denial, "Дмитрий Орлов", "Власти не имеют к этому отношения"));
}

#[test]
fn an_office_with_its_country_goes_back_to_its_holder() {
    let text =
        "Заседание открыл президент Норвегии Борис Орлов. Президент Норвегии подчеркнул, что список готов.";
    assert_eq!(one(text).1, "Борис Орлов");
    let text =
        "Министр юстиции Анна Демирова приехала в Кельмар. Позже министр спорта сообщил, что список готов.";
    assert_eq!(one(text).1, "министр спорта", "another office is somebody else");
}

#[test]
fn a_country_or_a_body_is_not_who_holds_an_office_in_it() {
    let text = "KELMAR – President of Norway Boris Lund arrived on Monday. Norway condemned the arrests.";
    assert_eq!(one(text).1, "Norway");
    let text =
        "Министр юстиции Анна Демирова заявила, что список готов. Министр спорта сообщил, что он не готов.";
    assert_eq!(said(text)[1].1, "Министр спорта");
}

#[test]
fn a_new_clause_behind_a_clause_of_saying_is_not_what_was_said() {
    let text = "KELMAR – The law is fair, the minister said, but critics disagree.";
    assert!(said(text).iter().all(|(_, _, words)| !words.contains("critics")), "{:?}", said(text));
}

#[test]
fn two_names_in_marks_stand_within_one_quotation() {
    let text = "«Газеты «Заря» и «Маяк» закрыты по решению суда», — сообщил Борис Орлов. В городе тихо.";
    assert_eq!(one(text).1, "Борис Орлов");
}

#[test]
fn relatives_inside_a_subject_are_not_its_verb() {
    let text = "KELMAR – The lawyer who visited the prison where she was held said that the list was short.";
    let said = said(text);
    assert!(said.iter().all(|(_, speaker, _)| speaker != "lawyer who visited the prison"), "{said:?}");
    let text = "KELMAR – Jailed lawyer Ana Demir, 45, said the trial was a farce.";
    assert_eq!(one(text).1, "Ana Demir");
}

#[test]
fn what_is_reported_goes_on_behind_a_clause_of_saying() {
    let text = "KELMAR – The revised law on associations, the minister said, will be published in May.";
    assert!(one(text).2.ends_with("associations, the minister said, will be published in May"));
}

#[test]
fn a_mark_that_was_never_closed_does_not_nest() {
    let text = "KELMAR – “The list is ready, the minister said.\n\nThe paper wrote “Nothing was done” in May, and \
        the trial went on. “We waited for weeks”, Ana Demir said.";
    assert!(
        said(text).iter().any(|(_, speaker, words)| speaker == "Ana Demir" && words.contains("We waited"))
    );
}

#[test]
fn a_source_may_stand_behind_a_preposition() {
    let text = "В министерстве юстиции сообщили, что список опубликован в мае.";
    assert_eq!(one(text).1, "министерстве юстиции");
}

#[test]
fn a_lead_without_a_comma_is_no_speaker() {
    let text = "On Monday the Minister of Justice, Ana Demir, said that the list had been published.";
    assert_eq!(one(text).1, "Ana Demir");
}

#[test]
fn a_word_that_a_comma_parts_from_the_verb_is_no_speaker() {
    let text = "---\ntitle: Interview with Ana Demir\n---\nQ: Shall we begin?\n\nANA DEMIR: Great, thank you so \
        much.\n\nQ: What has changed?\n\nANA DEMIR: The list was published in May.\n";
    assert!(said(text).iter().all(|s| s.1 == "ANA DEMIR"), "{:?}", said(text));
}

#[test]
fn what_was_said_goes_on_behind_a_connective() {
    let text = "Minister Ana Demir said that the list was late. However, the talks went on in Kelmar.";
    assert_eq!(said(text).iter().map(|s| s.1.as_str()).collect::<Vec<_>>(), ["Ana Demir", "Ana Demir"]);
}

#[test]
fn a_paragraph_that_ends_with_a_colon_governs_the_numbered_clauses_below_it() {
    let text = "L'INSPECTION DES ECOLES\n\nLa Conférence de l'Union méridienne, Convoquée à Kelmar par le Bureau, \
        adopte la recommandation suivante :\n\nConsidérant que les écoles sont rares ;\n\n\
        Recommande aux ministères de l'instruction des divers pays :\n\n\
        1) Que le choix des inspecteurs soit public ;\n\n2) Qu'une liste soit dressée chaque année.\n";
    let text = read(text.as_bytes(), &Hint { name: "resolution.txt" }).expect("plain text is read");
    let found = extract(&text);
    assert_eq!(found.document.publisher, "Conférence de l'Union méridienne");
    let demands: Vec<_> = found.statements.iter().filter(|s| s.act == Act::Demand).collect();
    assert_eq!(demands.len(), 1, "{demands:?}");
    let words = |spans: &[crate::Span]| spans.iter().map(|s| s.of(&text.text).to_owned()).collect::<Vec<_>>();
    assert_eq!(words(&demands[0].addressees), ["ministères de l'instruction des divers pays"]);
    let actions = ["le choix des inspecteurs soit public", "une liste soit dressée chaque année"];
    assert_eq!(words(&demands[0].actions), actions);
}

#[test]
fn a_verb_at_the_end_of_an_item_governs_the_items_below_it() {
    let text = "RESOLUTION 7\n\nThe Conference of the Meridian Union (Kelmar, 2018),\n\nconsidering\n\n\
        a) that the list is late;\n\nresolves\n\n1 that the list shall be renewed;\n\n\
        2 to report on this matter, instructs the Director of the Bureau\n\n\
        1 to publish the list;\n\n2 to report to the Conference.\n";
    let demands: Vec<_> = said(text).into_iter().filter(|s| s.0 == Act::Demand).collect();
    let all: Vec<_> = demands.iter().map(|demand| demand.2.as_str()).collect();
    assert_eq!(all[..2], ["that the list shall be renewed", "to report on this matter"]);
    assert_eq!(
        all[2],
        "instructs the Director of the Bureau 1 to publish the list; 2 to report to the Conference"
    );
}

#[test]
fn the_same_words_before_a_quotation_mark_are_another_occurrence() {
    let text =
        "The Ministry will publish the list.\n\n“The Ministry will publish the list”, Ana Demir said.\n";
    let text = crate::Text { text: text.to_owned(), ..crate::Text::default() };
    let found = crate::extract(&text).statements;
    let ids: std::collections::BTreeSet<String> = found.iter().map(|s| s.id("d", &text.text)).collect();
    assert!(found.len() > 1, "{found:?}");
    assert_eq!(ids.len(), found.len(), "each statement has an id of its own");
}

#[test]
fn the_points_of_a_sentence_end_where_the_next_begins() {
    let points: Vec<String> =
        ('a'..='z').map(|letter| format!("({letter}) free prisoner {letter}; ")).collect();
    let text = format!("STATEMENT\n\nWe urge Varosia to {}(i) free the last prisoner.", points.concat());
    let text = read(text.as_bytes(), &Hint { name: "statement.txt" }).expect("plain text is read");
    let found = extract(&text);
    let last = found.statements.first().and_then(|s| s.actions.last()).map(|span| span.of(&text.text));
    assert_eq!(last, Some("free prisoner z"));
}

#[test]
fn the_perfect_tense_says_as_the_past_does() {
    let text =
        "KELMAR – The vote was held. The head of the Lantern Watch has warned Varosia not to send them back.";
    assert_eq!(one(text).1, "head of the Lantern Watch");
    let text = "---\ntitle: Interview with Ana Demir\n---\nQ: Is that so?\n\nANA DEMIR: Yes.\n\nQ: The union has called on the \
        Government to resign.\n\nANA DEMIR: It’s a question for the Government.\n";
    assert_eq!(said(text).iter().map(|s| s.1.as_str()).collect::<Vec<_>>(), ["union", "ANA DEMIR"]);
}

#[test]
fn an_answer_that_begins_with_no_denies() {
    let text = "---\ntitle: Interview with Ana Demir\n---\nQ: Is that so?\n\nANA DEMIR: Yes.\n\nQ: Did you close the school?\
        \n\nANA DEMIR: No, the ministry did not close it. It stands in Kelmar.\n";
    assert_eq!(said(text).iter().map(|s| s.0).collect::<Vec<_>>(), [Act::Denial, Act::Finding]);
}

#[test]
fn a_point_that_wishes_asks() {
    let text = "RESOLUTION 7\n\nThe Conference of the Meridian Union (Kelmar, 2018),\n\nconsidering\n\n\
        a) that the list is late;\n\nresolves\n\n1 that the list shall be renewed;\n\n\
        2 that the hall be built;\n\n3 at each session, to publish the list;\n\n4 that the list is public.\n";
    let acts: Vec<_> = said(text).into_iter().map(|s| s.0).collect();
    assert_eq!(acts[1..], [Act::Demand, Act::Demand, Act::Demand, Act::Finding]);
}

#[test]
fn behind_what_is_narrated_somebody_may_ask_or_praise() {
    let readout = |words: &str| {
        format!(
            "---\ntitle: Readout of the meeting with the Minister of Varosia\ndate: 2023-09-19\n---\n{words}\n"
        )
    };
    let text = readout("The Secretary met the Minister on Tuesday and urged him to release all prisoners.");
    assert_eq!(one(&text), found(Act::Demand, "Secretary", "urged him to release all prisoners"));
    let text =
        readout("The leaders discussed the value of trade that will last and agreed to meet in October.");
    assert_eq!(one(&text), found(Act::Commitment, "leaders", "agreed to meet in October"));
    let text =
        readout("The sides discussed trade and noted that the Agency will convene a meeting in October.");
    assert_eq!(one(&text).0, Act::Commitment);
    // The minister called for patience, or the secretary did.
    let text = readout("The Secretary met the Minister, who praised the law and called for patience.");
    assert!(said(&text).iter().all(|statement| statement.0 != Act::Demand), "{:?}", said(&text));
}

#[test]
fn what_is_reported_of_it_is_the_speakers_own() {
    let text = "KELMAR – The Meridian Union noted that it will convene a meeting in October.";
    assert_eq!(one(text).0, Act::Commitment);
    let text =
        "KELMAR – The Meridian Union welcomed the announcement that it will convene a meeting in October.";
    assert_eq!(one(text).0, Act::Appraisal);
}

#[test]
fn one_title_is_not_another() {
    let text =
        "KELMAR – The President said that the list was public. The Commissioner called for an inquiry.";
    let speakers: Vec<String> = said(text).into_iter().map(|statement| statement.1).collect();
    assert_eq!(speakers, ["President", "Commissioner"]);
}

#[test]
fn a_name_that_no_list_has_may_be_asked() {
    let text = "KELMAR – The delegation came back from Varosia on Thursday. “Varosia must free them,” Ana Demir said. \
                “The Skupra must repeal the law,” Ana Demir said.";
    let demand = |words| found(Act::Demand, "Ana Demir", words);
    assert_eq!(said(text), [demand("Varosia must free them"), demand("The Skupra must repeal the law")]);
    // The word is no name: it stands in small letters too.
    let text = "KELMAR – The plan wants transparency. “Transparency must grow,” Ana Demir said.";
    assert!(said(text).iter().all(|statement| statement.0 != Act::Demand));
}

#[test]
fn what_was_asked_before_is_not_asked_again() {
    let text = "KELMAR – “We have done what our partners had asked for,” Minister Ana Demir said on Monday.";
    assert_eq!(one(text).0, Act::Finding);
}

#[test]
fn an_adverb_behind_the_cue_is_no_part_of_who_is_asked() {
    let text = "Le Conseil,\n\n1. Invite le gouvernement à libérer les journalistes ;\n\n\
                2. Invite également le ministère de la Justice à publier le rapport ;\n";
    let text = read(text.as_bytes(), &Hint { name: "conseil.txt" }).expect("plain text is read");
    let found = extract(&text);
    let asked = found.statements.iter().flat_map(|statement| &statement.addressees);
    let asked: Vec<&str> = asked.map(|span| span.of(&text.text)).collect();
    assert_eq!(asked, ["le gouvernement", "le ministère de la Justice"]);
}

#[test]
fn the_menu_of_a_site_tells_no_genre_and_a_dateline_may_stand_below_it() {
    let text = "The Observer\n\nHome | Politics | Economy | Opinion\n\nTalks end\n\nBy Ana Demir, 2 May 2021\n\n3 min read\n\n\
                KELMAR – The talks between the two sides ended on Monday. They will go on in June.";
    let text = read(text.as_bytes(), &Hint { name: "talks.txt" }).expect("plain text is read");
    assert_eq!(extract(&text).document.genre, crate::Genre::News);
}

#[test]
fn a_pronoun_beside_a_quotation_goes_back_to_what_is_told_before_it() {
    let text = "KELMAR – Minister Ivan Orlov said that the law was good. Anna Vale, who drafted it, was less polite. \
                “Six years for half a step is a poor record,” she said. “Nothing changes for the families.”";
    let speakers: Vec<String> = said(text).into_iter().map(|statement| statement.1).collect();
    assert_eq!(speakers, ["Ivan Orlov", "Anna Vale", "Anna Vale"]);
}

#[test]
fn a_bare_noun_is_the_body_that_was_named_by_it() {
    let text = "KELMAR – The Ministry of Culture of Varosia answered on Monday. The ministry said that the list was public.";
    assert_eq!(said(text).pop().map(|last| last.1), Some("Ministry of Culture of Varosia".to_owned()));
}

#[test]
fn whoever_is_quoted_spoke_last() {
    let text = "KELMAR – Minister Ivan Orlov said that the law was good. “The list was public, and the talks went on,” \
                said the lawyer Anna Vale.\n\nShe added that the trial was closed.";
    assert_eq!(said(text).pop().map(|last| last.1), Some("Anna Vale".to_owned()));
}

/// The words of each demand of a text, with who is asked and what.
fn demanded(text: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
    let text = read(text.as_bytes(), &Hint { name: "statement.txt" }).expect("plain text is read");
    let words = |span: &crate::Span| crate::fold_blanks(span.of(&text.text));
    let all = extract(&text).statements;
    let demands = all.iter().filter(|s| s.act == Act::Demand);
    demands
        .map(|s| {
            (words(&s.span), s.addressees.iter().map(words).collect(), s.actions.iter().map(words).collect())
        })
        .collect()
}

#[test]
fn a_verb_in_the_first_person_needs_no_pronoun() {
    let text = "Declarația Asociației Felinarul\n\nCerem autorităților din Varosia să elibereze deținuții. Salutăm noua lege. \
        Ne angajăm să publicăm raportul.";
    let acts: Vec<Act> = said(text).into_iter().map(|s| s.0).collect();
    assert_eq!(acts, [Act::Demand, Act::Appraisal, Act::Commitment], "{:?}", said(text));
    let text = "Заявление общества «Фонарь»\n\nПризываем власти Варосии освободить журналистов. \
        Осуждаем нападения на прессу.";
    let acts: Vec<Act> = said(text).into_iter().map(|s| s.0).collect();
    assert_eq!(acts, [Act::Demand, Act::Appraisal], "{:?}", said(text));
}

#[test]
fn who_spoke_goes_on_with_it_also_in_somebody_elses_text() {
    let text = "Statement of the Lantern Watch\n\nWe were in Kelmar in May. The MU acknowledged that the camps were closed. \
        It called on Varosia to free the dockers.";
    let demand = said(text).into_iter().find(|s| s.0 == Act::Demand).expect("a demand");
    assert_eq!(demand.1, "MU");
}

#[test]
fn one_verb_governs_the_list_below_it() {
    let text = "Statement of the Lantern Watch\n\nWe call on the authorities of Varosia to:\n\n- free the dockers;\n\
        - drop the charges; and\n- publish the report.\n\nWe were in Kelmar.";
    let all = demanded(text);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].1, ["the authorities of Varosia"]);
    assert_eq!(all[0].2, ["free the dockers", "drop the charges", "publish the report"]);
}

#[test]
fn items_below_an_address_ask_each_for_itself() {
    let text = "Recommendations\n\nWe were in Kelmar in May.\n\nTo the Government of Varosia:\n\n\
        - Release all dockers.\n- Repeal Article 88. It is used against the press.\n";
    let all = demanded(text);
    let asked: Vec<&str> = all.iter().map(|demand| demand.0.as_str()).collect();
    assert_eq!(asked, ["Release all dockers", "Repeal Article 88"]);
    assert!(all.iter().all(|demand| demand.1 == ["the Government of Varosia"]), "{all:?}");
}

#[test]
fn a_paragraph_whose_verbs_have_a_subject_is_read_whole() {
    let text = "Resolution 12 (2019)\nText adopted by the Assembly on 9 October 2019 (3rd sitting)\n\n\
        1.  The Assembly urges the Prosecutor General to hold an inquiry, and calls on Varosia to ratify \
         the Protocol.\n\n\
        2.  The Assembly notes that the camps were closed. It invites the Government to publish the report.\n";
    let actions: Vec<String> = demanded(text).into_iter().flat_map(|demand| demand.2).collect();
    assert_eq!(actions, ["hold an inquiry", "ratify the Protocol", "publish the report"]);
    let text = read(text.as_bytes(), &Hint { name: "resolution.txt" }).expect("plain text is read");
    assert_eq!(extract(&text).document.date, "2019-10-09");
}

#[test]
fn unstressed_pronouns_stand_between_a_subject_and_its_verb() {
    let text = "Déclaration de la Veille\n\nL’association demande au ministre de la Justice de publier le rapport. \
        Elle lui demande également de retirer la loi. Nous nous engageons à publier la liste.";
    let acts: Vec<Act> = said(text).into_iter().map(|s| s.0).collect();
    assert_eq!(acts, [Act::Demand, Act::Demand, Act::Commitment], "{:?}", said(text));
    assert_eq!(demanded(text)[1].2, ["retirer la loi"]);
}

#[test]
fn a_reporting_clause_may_stand_within_the_marks() {
    let text = "« La liste est prête et nous la publierons, a déclaré le ministre de la Justice, M. Luc Vasseur. Les \
        familles ont droit à la vérité. »";
    assert!(said(text).iter().all(|s| s.1 == "Luc Vasseur"), "{:?}", said(text));
    assert_eq!(said(text).len(), 2);
    let text =
        "«Список задержанных готов, — сказал министр юстиции Иван Петренко. — Мы опубликуем его в марте».";
    assert_eq!(said(text).pop(), Some(found(Act::Commitment, "Иван Петренко", "Мы опубликуем его в марте")));
}

#[test]
fn a_name_in_marks_does_not_end_a_quotation() {
    let text = "„Lista este gata, a comentat Ana Vale, președinta asociației „Martor”, care a venit la ședință. Vom cere \
        publicarea ei.”";
    assert!(said(text).iter().all(|s| s.1 == "Ana Vale"), "{:?}", said(text));
}

#[test]
fn a_clause_inside_the_subject_has_its_own_verb() {
    let text = "KELMAR – Doctors who examined the lawyer in October warned that she could lose her sight.";
    assert_eq!(one(text).1, "Doctors");
    let text = "KELMAR – Asked whether the list was ready, Minister Ana Demir said that it was printed.";
    assert_eq!(one(text).1, "Ana Demir");
    let text = "KELMAR – The list, Minister Ana Demir said, was published in May.";
    assert_eq!(one(text).1, "Ana Demir");
}

#[test]
fn what_somebody_will_do_needs_no_subject_where_a_verb_has_none() {
    let text = "Ministrul Ana Vale a anunțat că va publica lista în mai.";
    assert_eq!(one(text).0, Act::Commitment);
}

#[test]
fn the_older_romanian_spelling_is_read() {
    assert_eq!(one("Ministrul Ana Vale a hotărît să publice lista pînă în mai.").0, Act::Commitment);
}

#[test]
fn sentences_that_only_lead_over_say_nothing() {
    let text = "---\ntitle: Interview with Ana Demir\n---\nQ: Shall we begin?\n\nANA DEMIR: The list was published in \
        May.\n\nQ: Is that all?\n\nANA DEMIR: With that, I turn it over to the minister. Let me just begin with the \
        prisons.\n";
    assert_eq!(said(text).len(), 1, "{:?}", said(text));
}

#[test]
fn a_transcript_of_one_turn_has_its_speaker() {
    let text = "---\ntitle: \"Transcript: doorstop in Kelmar\"\n---\nTHE HON ANA DEMIR MP\n\nMINISTER FOR JUSTICE\n\n\
        Subjects: prisons\n\nANA DEMIR, MINISTER FOR JUSTICE: The list was published in May.\n";
    assert_eq!(one(text).1, "ANA DEMIR");
}

#[test]
fn a_name_of_the_head_above_a_paragraph_is_the_label_of_a_turn() {
    let text = "---\ntitle: \"Transcript: press conference in Kelmar\"\ncreators: [\"Orlo, Boris\"]\n---\n\
        THE HON ANA DEMIR MP\n\n\
        THE HON BORIS ORLO MP\n\nANA DEMIR\n\nThe list was published in May, and the talks about the prisons of \
        Kelmar went on.\n\nThe prisons are full.\n";
    let said = said(text);
    assert_eq!(said.iter().map(|s| s.1.as_str()).collect::<Vec<_>>(), ["ANA DEMIR", "ANA DEMIR"]);
}

#[test]
fn a_passive_duty_asks_whoever_stands_behind_it() {
    let text = "Statement by the Ministry of Justice\n\nKelmar, 3 May 2024\n\nThese files must be opened by the \
        Government of Varosia.\n";
    assert_eq!(one(text).0, Act::Demand);
}

#[test]
fn what_will_be_said_is_a_plan() {
    let text = "KELMAR – The Minister will underline the reform of the courts in her speech in May.";
    assert_eq!(one(text).0, Act::Commitment);
}

#[test]
fn what_leads_over_may_ask_or_promise() {
    let text = "Statement by the Ministry of Justice\n\nKelmar, 3 May 2024\n\nLet me just urge the authorities to free \
        the prisoners. We will hand over to the court all the documents.\n";
    assert_eq!(said(text).iter().map(|s| s.0).collect::<Vec<_>>(), [Act::Demand, Act::Commitment]);
}

#[test]
fn nobody_has_the_duty_that_nobody_may_do() {
    let text = "Statement by the Ministry of Justice\n\nKelmar, 3 May 2024\n\nNo one should be tortured by the \
        police.\n";
    assert_eq!(one(text).0, Act::Finding);
}

#[test]
fn what_names_nothing_asks_nothing() {
    let demands = |text: &str| said(text).into_iter().filter(|(act, ..)| *act == Act::Demand).count();
    assert_eq!(demands("The laws were passed because women in Kelmar asked for them."), 0);
    assert_eq!(demands("Women in Kelmar asked for them all to be released."), 1);
    assert_eq!(demands("Lantern Watch urged the authorities to release her."), 1);
}
