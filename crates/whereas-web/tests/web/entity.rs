//! Names, dossiers, and the judgements of who is who.

use crate::html;
use crate::site::{desk, get, get_json, post};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::Value;
use whereas_ledger::mention_id;

/// The same person in two spellings.
fn both() -> [String; 2] {
    [mention_id("d1", "person", "Yevgeni Talmarov"), mention_id("d2", "person", "Evgueni Talmarov")]
}

async fn data(site: &Router, address: &str) -> Value {
    let answer = get_json(site, address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn names<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list[field].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn names_are_listed_by_how_many_documents_have_them_and_found_in_any_script() {
    let (site, _) = desk();
    let all = data(&site, "/entities").await;
    assert_eq!(all["total"], 7);
    let persons = data(&site, "/entities?kind=person").await;
    assert_eq!(names(&persons, "names"), ["Evgueni Talmarov", "Oleg Sarvin", "Yevgeni Talmarov"]);
    let found = data(&site, "/entities?q=%D0%95%D0%B2%D0%B3%D0%B5%D0%BD%D0%B8%D0%B9+%D0%A2%D0%B0%D0%BB%D0%BC%D0%B0%D1%80%D0%BE%D0%B2").await;
    assert_eq!(names(&found, "names"), ["Evgueni Talmarov", "Yevgeni Talmarov"]);
    let part = data(&site, "/entities?q=lantern").await;
    assert_eq!(names(&part, "names"), ["Lantern Watch"]);
    for address in
        ["/entities", "/entities?kind=law", "/entities?q=talm", "/entities?q=nobody", "/entities?page=9"]
    {
        let page = get(&site, address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        html::check(&page.body).unwrap_or_else(|error| panic!("{address}: {error}"));
    }
    assert_eq!(get(&site, "/entities?kind=ship").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_dossier_shows_spellings_statements_and_who_may_be_the_same() {
    let (site, _) = desk();
    let [a, _] = both();
    let dossier = data(&site, &format!("/entities/{a}")).await;
    assert_eq!(dossier["entity"]["name"], "Yevgeni Talmarov");
    assert_eq!((&dossier["by"], &dossier["to"], &dossier["about"]), (&0.into(), &0.into(), &2.into()));
    assert_eq!(dossier["proposals"][0]["entity"]["name"], "Evgueni Talmarov");
    let statuses: Vec<&Value> =
        dossier["statements"].as_array().unwrap().iter().map(|row| &row["status"]).collect();
    assert_eq!(statuses, [&Value::Null, &"open".into()]);
    let page = get(&site, &format!("/entities/{a}")).await.body;
    html::check(&page).unwrap();
    for words in ["Is it the same?", "Spellings", "Take out", "value=\"same\"", "Addressee"] {
        assert!(page.contains(words), "{words}");
    }
    let about = data(&site, &format!("/entities/{a}?part=about")).await;
    assert_eq!(about["statements_total"], 2);
    assert_eq!(data(&site, &format!("/entities/{a}?part=by")).await["statements_total"], 0);
    assert_eq!(get(&site, "/entities/0123456789abcdef").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&site, &format!("/entities/{a}?part=under")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn two_are_judged_to_be_one_and_parted_again() {
    let (site, reader) = desk();
    let [a, b] = both();
    let form = format!("a={a}&b={b}&says=same&back=%2Fentities%2F{a}");
    let answer = post(&site, "/identities", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let seq = reader.log(Default::default()).unwrap().total;
    assert_eq!(answer.headers[LOCATION], format!("/entities/{a}?done={seq}"));
    let page = get(&site, &format!("/entities/{a}?done={seq}")).await.body;
    html::check(&page).unwrap();
    assert!(page.contains("Judged to be the same") && page.contains(&format!("/identities/{seq}/undo")));
    assert!(!page.contains("” in d"), "documents have their titles: {page}");
    // Either mention leads to the one dossier, and the list has one row of both.
    for id in [&a, &b] {
        let dossier = data(&site, &format!("/entities/{id}")).await;
        assert_eq!(dossier["spellings"].as_array().unwrap().len(), 2);
        assert_eq!(dossier["about"], 3);
        assert_eq!(dossier["proposals"], Value::Array(Vec::new()));
    }
    let persons = data(&site, "/entities?kind=person").await;
    assert_eq!((&persons["total"], &persons["names"][0]["documents"]), (&2.into(), &2.into()));
    // The same button twice judges once.
    post(&site, "/identities", &form).await;
    assert_eq!(reader.log(Default::default()).unwrap().total, seq);

    let answer = post(&site, &format!("/identities/{seq}/undo"), &format!("back=%2Fentities%2F{a}")).await;
    assert_eq!(answer.headers[LOCATION], format!("/entities/{a}?done={seq}"));
    let page = get(&site, &format!("/entities/{a}?done={seq}")).await.body;
    assert!(page.contains("The judgement is taken back"));
    assert_eq!(data(&site, &format!("/entities/{a}")).await["spellings"].as_array().unwrap().len(), 1);
    let again = post(&site, &format!("/identities/{seq}/undo"), "").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(data(&site, &format!("/identities/{seq}")).await["undone"].is_number());
    assert!(reader.verify().unwrap().is_sound());
}

#[tokio::test]
async fn who_thinks_better_of_it_does_not_contradict_themselves() {
    let (site, reader) = desk();
    let [a, b] = both();
    for says in ["same", "unsure", "different"] {
        post(&site, "/identities", &format!("a={a}&b={b}&says={says}&back=/")).await;
    }
    let standing = reader.identity_judgements_on(&a).unwrap();
    let [only] = standing.as_slice() else { panic!("{standing:?}") };
    assert_eq!(only.says, Some(whereas_ledger::Identity::Different));
    assert_eq!(data(&site, &format!("/entities/{a}")).await["proposals"], Value::Array(Vec::new()));
    assert_eq!(
        post(&site, "/identities", &format!("a={a}&b={a}&says=same")).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        post(&site, "/identities", "a=0123456789abcdef&b=0123456789abcdee&says=same").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        post(&site, "/identities", &format!("a={a}&b={b}&says=twin")).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn one_mention_is_taken_out_and_put_back() {
    let (site, reader) = desk();
    let [a, b] = both();
    post(&site, "/identities", &format!("a={a}&b={b}&says=same&back=/")).await;
    post(&site, "/identities/detach", &format!("mention={b}&back=%2Fentities%2F{a}")).await;
    let seq = reader.log(Default::default()).unwrap().total;
    let dossier = data(&site, &format!("/entities/{a}")).await;
    assert_eq!(dossier["judgements"].as_array().unwrap().len(), 2);
    // What was joined wrongly is out, though the judgement was made of that very mention.
    assert_eq!(dossier["mentions"].as_array().unwrap().len(), 1);
    assert_eq!(data(&site, &format!("/entities/{b}")).await["mentions"].as_array().unwrap().len(), 1);
    // Joined once more, it can be taken out once more.
    post(&site, "/identities", &format!("a={a}&b={b}&says=same&reason=again&back=/")).await;
    assert_eq!(data(&site, &format!("/entities/{a}")).await["mentions"].as_array().unwrap().len(), 2);
    post(&site, "/identities/detach", &format!("mention={b}&back=/")).await;
    assert_eq!(data(&site, &format!("/entities/{a}")).await["mentions"].as_array().unwrap().len(), 1);
    let last = reader.log(Default::default()).unwrap().total;
    for seq in [last, last - 1] {
        post(&site, &format!("/identities/{seq}/undo"), "back=/").await;
    }
    let page = get(&site, &format!("/entities/{a}?done={seq}")).await.body;
    assert!(page.contains("Taken out, to stand by itself"));
    post(&site, &format!("/identities/{seq}/undo"), "back=/").await;
    assert_eq!(data(&site, &format!("/entities/{a}")).await["judgements"].as_array().unwrap().len(), 1);
    assert!(reader.verify().unwrap().is_sound());
}

#[tokio::test]
async fn who_is_left_is_shown_when_the_one_that_led_here_is_taken_out() {
    let (site, _) = desk();
    let [a, b] = both();
    post(&site, "/identities", &format!("a={a}&b={b}&says=same&back=/")).await;
    let page = get(&site, &format!("/entities/{b}")).await.body;
    let form = |mention: &str, left: &str| {
        format!(
            "name=\"mention\" value=\"{mention}\"><input type=\"hidden\" name=\"back\" value=\"/entities/{left}\""
        )
    };
    assert!(page.contains(&form(&b, &a)) && page.contains(&form(&a, &b)), "{page}");
}

#[tokio::test]
async fn nobody_vanishes_from_the_list_of_names() {
    let (site, _) = desk();
    let [a, b] = both();
    post(&site, "/identities", &format!("a={a}&b={b}&says=same&back=/")).await;
    post(&site, "/identities/detach", &format!("mention={b}&back=/")).await;
    let persons = data(&site, "/entities?kind=person").await;
    assert_eq!(persons["total"], names(&persons, "names").len());
    assert!(names(&persons, "names").contains(&"Evgueni Talmarov"), "{persons}");
    assert!(names(&persons, "names").contains(&"Yevgeni Talmarov"), "{persons}");
    assert_eq!(get(&site, "/entities?open=no").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn names_that_wait_for_a_judgement_are_listed_until_it_is_made() {
    let (site, _) = desk();
    let [a, b] = both();
    let open = data(&site, "/entities?open=yes&kind=person").await;
    assert_eq!(names(&open, "names"), ["Evgueni Talmarov", "Yevgeni Talmarov"]);
    assert_eq!(open["names"][0]["open"], 1);
    let page = get(&site, "/entities?open=yes").await.body;
    html::check(&page).unwrap();
    assert!(page.contains(&format!("/entities/{a}#dossier-proposals")), "{page}");
    post(&site, "/identities", &format!("a={a}&b={b}&says=different&back=/")).await;
    assert_eq!(data(&site, "/entities?open=yes&kind=person").await["total"], 0);
    let page = get(&site, "/entities?open=yes&kind=person").await.body;
    assert!(page.contains("No name waits for a judgement."));
}

#[tokio::test]
async fn filters_by_a_name_follow_what_people_judged() {
    let (site, _) = desk();
    let [a, b] = both();
    let found = async |name: &str| {
        let list = data(&site, &format!("/statements?person={name}")).await;
        list["total"].as_u64().expect("a count")
    };
    let (one, other) = (found("yevgeni").await, found("evgueni").await);
    assert!(one > 0 && other > 0, "{one} {other}");
    post(&site, "/identities", &format!("a={a}&b={b}&says=same&back=/")).await;
    assert_eq!((found("yevgeni").await, found("evgueni").await), (one + other, one + other));
    post(&site, "/identities", &format!("a={a}&b={b}&says=different&back=/")).await;
    assert_eq!((found("yevgeni").await, found("evgueni").await), (one, other));
}

#[tokio::test]
async fn mentions_lead_to_their_dossiers() {
    let (site, _) = desk();
    let [a, _] = both();
    for address in ["/documents/d1", "/demands"] {
        let page = get(&site, address).await.body;
        html::check(&page).unwrap();
        let leads = page.contains(&format!("<a class=\"mention person\" href=\"/entities/{a}\">"));
        assert_eq!(leads, address == "/documents/d1", "{address}");
    }
}
