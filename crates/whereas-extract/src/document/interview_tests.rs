//! Turns of transcripts: who asks, who answers, and what is no turn.

use crate::{Document, PassageKind, Text, extract};

fn text(words: &str) -> Text {
    Text { text: words.to_owned(), ..Text::default() }
}

/// Kind, number and first words of the turns.
fn turns(text: &Text) -> Vec<(PassageKind, String, String)> {
    let Document { passages, .. } = extract(text).document;
    passages
        .into_iter()
        .filter(|p| matches!(p.kind, PassageKind::Question | PassageKind::Answer))
        .map(|p| (p.kind, p.num, first_words(p.span.of(&text.text))))
        .collect()
}

fn first_words(words: &str) -> String {
    words.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

fn numbers(text: &Text) -> Vec<String> {
    turns(text).into_iter().map(|(kind, num, _)| format!("{} {num}", kind.as_str())).collect()
}

fn speakers(text: &Text) -> Vec<String> {
    let mut names: Vec<String> = extract(text).statements.into_iter().map(|s| s.speaker.name).collect();
    names.dedup();
    names
}

#[test]
fn a_letter_and_blanks_are_the_label_of_a_question() {
    let text = text(
        "MS. ORLO:\u{a0} Hi, everyone. The Council will meet in Kelmar.\n\n\
         Q\u{a0}\u{a0}\u{a0} A couple of questions. The ministry is going to close the school.\n\n\
         MS. ORLO:\u{a0} We have seen the report. Varosia must open the school again.\n\n\
         Q\u{a0}\u{a0}\u{a0} And the other one?\n\n\
         MS. ORLO:\u{a0} We will ask the minister.",
    );
    assert_eq!(numbers(&text), ["answer 1", "question 1", "answer 2", "question 2", "answer 3"]);
    assert_eq!(turns(&text)[1].2, "A couple of");
    assert_eq!(speakers(&text), ["ORLO"]);
}

#[test]
fn who_speaks_at_length_does_not_ask() {
    let answer =
        "OFFICIAL: The Council has met in Kelmar. It has seen the report and will answer it in March.\n\n";
    let text = text(&answer.repeat(5));
    assert!(turns(&text).iter().all(|turn| turn.0 == PassageKind::Answer), "{:?}", turns(&text));
}

#[test]
fn a_subject_line_is_no_turn() {
    let text = text(
        "SUBJECT/S: The visit to Kelmar; prisons\n\nANA DEMIR: Varosia must open the prisons.\n\nJOURNALIST: When?\n\n\
         DEMIR: We will ask this week.\n\nJOURNALIST: Why?\n\nDEMIR: The law says so.",
    );
    assert_eq!(numbers(&text), ["answer 1", "question 1", "answer 2", "question 2", "answer 3"]);
}

#[test]
fn nobody_speaks_behind_the_end_of_a_transcript() {
    let text = text(
        "ANA DEMIR: Varosia must open the prisons.\n\nJOURNALIST: When?\n\nDEMIR: We will ask this week.\n\n\
         JOURNALIST: Why?\n\nDEMIR: The law says so.\n\n[ENDS]\n\n\
         Members of the press who wish to be told of our visits please write to the office in Kelmar.",
    );
    assert_eq!(numbers(&text).last().map(String::as_str), Some("answer 3"));
    assert_eq!(turns(&text).len(), 5);
}

#[test]
fn the_line_of_a_name_opens_the_turn_of_that_speaker() {
    let text = text(
        "JOINT TRANSCRIPT\n\nANA DEMIR\n\n\
         I am here with Boris Kestrov to speak about the prisons of Varosia, which we have seen this week.\n\n\
         The prisons are full, and the Government of Varosia must let the children go.\n\n\
         BORIS KESTROV: I agree with that.\n\nJOURNALIST: Why?\n\nANA DEMIR: The law says so.\n\nJOURNALIST: When?\n\n\
         BORIS KESTROV: This week.",
    );
    assert_eq!(turns(&text)[0].2, "I am here");
    assert_eq!(speakers(&text)[0], "ANA DEMIR");
}

#[test]
fn a_turn_goes_on_behind_a_page() {
    let mut text = text(
        "PRIME MINISTER:\n\nVaroise ships have left the harbour of Kelmar. They will be back in March, when the\n\n2\n\n\
         weather is better than today, and not before that day.\n\n3\n\nThe harbour is safe.\n\n\
         JOURNALIST:\n\nWhy?\n\nPRIME MINISTER:\n\nThe law says so.\n\nVisit of the minister to Kelmar (1 of 2)\n\n\
         We have read the law.\n\nJOURNALIST:\n\nWhen?\n\nPRIME MINISTER:\n\nVery soon.",
    );
    text.front.authors = vec!["Demir, Ana".to_owned()];
    text.front.publisher = "PRIME MINISTER".to_owned();
    assert_eq!(numbers(&text), ["answer 1", "question 1", "answer 2", "question 2", "answer 3"]);
    assert_eq!(speakers(&text), ["Ana Demir"]);
}

#[test]
fn initials_before_a_name_label_a_dialogue() {
    let mut words = String::from("Встреча в Кельмаре с министром.\n\n");
    for _ in 0..2 {
        words += "А.Демир: Это важное дело. Как идут дела?\n\n";
        words += "Б.Кестров: Мы провели проверку тюрем.\n\nПроверка показала, что тюрьмы переполнены.\n\n";
        words += &"Мы будем продолжать проверку в этом году.\n\n".repeat(6);
    }
    let text = text(&words);
    assert_eq!(numbers(&text), ["question 1", "answer 1", "question 2", "answer 2"]);
}

#[test]
fn a_transcript_that_is_cut_leaves_no_empty_turn() {
    let mut text = text(
        "ANA DEMIR:\n\nThe harbour is safe.\n\nwww.kelmar.example\n\nhttps://kelmar.example/a (1 of 2)\n\n\
         It will stay so.\n\nJOURNALIST:\n\nWhy?\n\nANA DEMIR:\n\nThe law says so.\n\nJOURNALIST:\n\nWhen?",
    );
    text.front.title = "Harbour".to_owned();
    assert!(turns(&text).iter().all(|turn| !turn.2.is_empty()), "{:?}", turns(&text));
    assert_eq!(turns(&text)[1].2, "It will stay");
    assert_eq!(speakers(&text), ["ANA DEMIR"]);
}

#[test]
fn the_head_takes_no_heading_for_a_publisher() {
    let mut text = text(
        "Acknowledgements\n\nI thank the people of Kelmar, who have told me of their prisons this week.",
    );
    text.front.title = "Address on prisons".to_owned();
    assert_eq!(extract(&text).document.publisher, "");
}

#[test]
fn a_first_line_that_calls_out_is_a_title() {
    let text = text(
        "Varosia offers a new harbour to Kelmar!\n\n\
         The Government of Varosia has offered a new harbour to the town of Kelmar, the ministry said on Monday.",
    );
    assert_eq!(extract(&text).document.title, "Varosia offers a new harbour to Kelmar!");
}

#[test]
fn a_letter_stands_for_whoever_the_head_is_about() {
    let turns =
        "Q: Is the list ready?\n\nA: It was printed in May.\n\nQ: And the law?\n\nA: We will publish it.\n";
    let told =
        format!("Ana Demir has been Minister of Justice since March. She spoke to us in Kelmar.\n\n{turns}");
    assert_eq!(speakers(&text(&told)), ["Ana Demir"]);
    let titled = format!("Ana Demir: “The list is ready”\n\n{turns}");
    assert_eq!(speakers(&text(&titled)), ["Ana Demir"]);
}
