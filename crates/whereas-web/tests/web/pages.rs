//! Asks the router for its pages, without a socket.

use crate::{fixture, html};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::fixture::{Draft, Slots};
use crate::site::{ask, get, get_in, post, site};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{
    ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    COOKIE, ETAG, HOST, IF_NONE_MATCH, LOCATION, SET_COOKIE,
};
use axum::http::{Request, StatusCode};
use tower::ServiceExt;
use whereas_extract::{Act, Genre, MentionValue, PassageKind};
use whereas_ledger::{Ledger, Signature, Verdict};

/// The page as a reader hears it: status, then the text of its main region.
async fn page(site: &Router, address: &str) -> String {
    let answer = get(site, address).await;
    html::check(&answer.body).unwrap_or_else(|fault| panic!("{address}: {fault}"));
    format!("{address}\n{}\n\n{}", answer.status, html::main_text(&answer.body))
}

/// The id of the statement whose page says these words, by asking the list for them.
async fn statement(site: &Router, words: &str) -> String {
    let list = get(site, &format!("/statements?text={}", words.replace(' ', "%20"))).await.body;
    let links = html::links(&list);
    let link = links.iter().find(|link| link.starts_with("/statements/")).expect("a statement");
    link.split('#').next().expect("an address").to_owned()
}

#[tokio::test]
async fn the_first_page_lists_the_documents() {
    let ledger = fixture::ledger();
    insta::assert_snapshot!(page(&site(&ledger), "/").await);
}

#[tokio::test]
async fn a_resolution_shows_its_structure_with_a_margin() {
    let ledger = fixture::ledger();
    insta::assert_snapshot!(page(&site(&ledger), "/documents/d1").await);
}

#[tokio::test]
async fn a_read_out_in_two_languages_says_which_is_which() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    insta::assert_snapshot!(page(&site, "/documents/d2").await);
    let body = get(&site, "/documents/d2").await.body;
    assert!(body.contains(r#"<div class="words" lang="fr">"#));
}

#[tokio::test]
async fn an_interview_shows_its_turns() {
    let ledger = fixture::ledger();
    insta::assert_snapshot!(page(&site(&ledger), "/documents/d3").await);
}

#[tokio::test]
async fn paid_text_is_marked_as_such_wherever_it_is_quoted() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    insta::assert_snapshot!(page(&site, "/documents/paid-opinion").await);
    for address in ["/", "/statements?document=paid-opinion", &statement(&site, "three shelters").await] {
        assert!(page(&site, address).await.contains("Paid text"), "{address}");
    }
}

#[tokio::test]
async fn demands_are_listed_and_filtered() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    insta::assert_snapshot!("demands", page(&site, "/demands").await);
    insta::assert_snapshot!(
        "demands_filtered",
        page(&site, "/demands?addressee=GOVERNMENT&from=2019-04").await
    );
    insta::assert_snapshot!("demands_none", page(&site, "/demands?person=Nobody%20Such").await);
    insta::assert_snapshot!("statements", page(&site, "/statements").await);
    insta::assert_snapshot!("statements_of_an_act", page(&site, "/statements?act=commitment").await);
}

#[tokio::test]
async fn a_statement_has_a_page_of_its_own() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let address = statement(&site, "Urges the Government").await;
    insta::assert_snapshot!("statement_demand", page(&site, &address).await);
    let address = statement(&site, "monitors access").await;
    insta::assert_snapshot!("statement_over_points", page(&site, &address).await);
    let address = statement(&site, "It has not").await;
    insta::assert_snapshot!("statement_without_cue", page(&site, &address).await);
}

#[tokio::test]
async fn decisions_show_on_the_page_of_their_statement_also_when_taken_back() {
    let mut ledger = fixture::ledger();
    let site = site(&ledger);
    let address = statement(&site, "deplores the sentence").await;
    let id = address.trim_start_matches("/statements/").to_owned();
    let first = Signature { by: "ana", at: "2021-04-02T10:00:00Z", reason: "He is named two clauses above." };
    let decision = ledger.decide(&id, Verdict::Accepted, &first).expect("decided");
    let second = Signature { by: "ben", at: "2021-04-03T10:00:00Z", reason: "" };
    ledger.undo(decision, &second).expect("taken back");
    let third = Signature { by: "ben", at: "2021-04-03T10:01:00Z", reason: "No blame." };
    ledger.decide(&id, Verdict::Rejected, &third).expect("decided");
    let shown = page(&site, &address).await;
    insta::assert_snapshot!(shown[shown.find("What people decided").expect("the section")..].to_owned());
    assert!(get(&site, "/documents/d1").await.body.contains("said appraisal rejected"));
}

#[tokio::test]
async fn the_first_digits_of_an_id_lead_to_its_address() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let address = statement(&site, "It has not").await;
    let short = &address[..address.len() - 6];
    let answer = get(&site, short).await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.headers[LOCATION], address.as_str());
}

#[tokio::test]
async fn the_search_finds_quotations_and_names() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    insta::assert_snapshot!("search", page(&site, "/search?q=Talmarov").await);
    insta::assert_snapshot!("search_nothing", page(&site, "/search?q=zebra").await);
    insta::assert_snapshot!("search_empty", page(&site, "/search").await);
}

#[tokio::test]
async fn the_glossary_explains_the_words() {
    let ledger = fixture::ledger();
    insta::assert_snapshot!(page(&site(&ledger), "/about").await);
}

#[tokio::test]
async fn faults_are_told_in_the_readers_words() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let mut shown = Vec::new();
    for address in [
        "/nowhere",
        "/documents/d99",
        "/documents/%FF",
        "/statements/0123456789abcdef",
        "/statements/xy",
        "/statements?act=wish",
        "/demands?from=yesterday",
        "/demands?page=0",
        "/demands?page=99",
        "/demands?lang=English",
        "/demands?text=a&text=b",
        &format!("/search?q={}", "x".repeat(301)),
    ] {
        shown.push(page(&site, address).await);
    }
    insta::assert_snapshot!(shown.join("\n\n----\n\n"));
    assert_eq!(post(&site, "/demands", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_empty_ledger_says_what_to_do() {
    let ledger = Ledger::in_memory().expect("a ledger");
    let site = site(&ledger);
    insta::assert_snapshot!("empty_documents", page(&site, "/").await);
    insta::assert_snapshot!("empty_demands", page(&site, "/demands").await);
}

#[tokio::test]
async fn long_lists_have_pages() {
    let mut ledger = Ledger::in_memory().expect("a ledger");
    let mut draft = Draft::new(Genre::Statement, "Many demands", "2020", "Lantern Watch");
    for n in 1..=120 {
        let words = format!("We urge them to do thing {n}.");
        draft.passage(PassageKind::Body, &format!("p_{n}"), "", &words);
        let slots = Slots { cue: "urge", speaker: "Lantern Watch", to: &["them"], ..Slots::default() };
        draft.say(&format!("p_{n}"), Act::Demand, words.trim_end_matches('.'), slots);
    }
    fixture::add(&mut ledger, None, "many.txt", &draft);
    let site = site(&ledger);
    let second = get(&site, "/demands?addressee=them&page=2").await.body;
    let links = html::links(&second);
    assert!(links.contains("/demands?addressee=them"), "{links:?}");
    assert!(links.contains("/demands?addressee=them&page=3"), "{links:?}");
    assert_eq!(html::main_text(&second).matches("We urge them to do thing").count(), 50);
    let last = get(&site, "/demands?page=3").await.body;
    assert_eq!(html::main_text(&last).matches("We urge them to do thing").count(), 20);
}

#[tokio::test]
async fn every_link_leads_somewhere() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut fragments: BTreeSet<(String, String)> = BTreeSet::new();
    let mut queue = VecDeque::from(["/".to_owned()]);
    while let Some(address) = queue.pop_front() {
        if ids.contains_key(&address) {
            continue;
        }
        let answer = get(&site, &address).await;
        // Whom a document calls so is looked up when the link is followed.
        if answer.status == StatusCode::SEE_OTHER && address.contains("/names?name=") {
            queue.push_back(answer.headers[LOCATION].to_str().expect("an address").to_owned());
            ids.insert(address, BTreeSet::new());
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        if !answer.headers[CONTENT_TYPE].to_str().expect("text").starts_with("text/html") {
            ids.insert(address, BTreeSet::new());
            continue;
        }
        html::check(&answer.body).unwrap_or_else(|fault| panic!("{address}: {fault}"));
        for link in html::links(&answer.body) {
            let (path, fragment) = link.split_once('#').map_or((link.as_str(), ""), |(p, f)| (p, f));
            let path = if path.is_empty() { address.clone() } else { path.to_owned() };
            assert!(path.starts_with('/'), "{address} links to {link}");
            if !fragment.is_empty() {
                fragments.insert((path.clone(), fragment.to_owned()));
            }
            queue.push_back(path);
        }
        ids.insert(address, html::ids(&answer.body));
    }
    for (path, fragment) in fragments {
        assert!(ids[&path].contains(&fragment), "{path} has no place {fragment}");
    }
    let documents = |versions| {
        let ours = ids.keys().filter(|address| address.starts_with("/documents/") && !address.contains('?'));
        ours.filter(|address| address.ends_with("/versions/1") == versions).count()
    };
    assert_eq!(documents(true), 4, "every version is reached");
    assert_eq!(documents(false), 8, "every document is reached, and its original");
}

#[tokio::test]
async fn a_hostile_document_stays_text() {
    let evil = r#"<script>alert(1)</script>"><img src=x onerror=alert(1)><!-- ]]> {{ 7*7 }}"#;
    let mut draft = Draft::new(Genre::News, evil, "2020-01-01", evil);
    draft.found.document.author = evil.to_owned();
    draft.passage(PassageKind::Title, "title_1", "", evil);
    draft.passage(PassageKind::Paragraph, "\"><script>alert(2)</script>", evil, evil);
    draft.passage(PassageKind::Boilerplate, "boilerplate_1", "", evil);
    draft.passage(PassageKind::Heading, "javascript:alert(3)", "", evil);
    draft.passage(PassageKind::Body, "p_1", "", &format!("He urges {evil} to {evil} now"));
    let slots = Slots { cue: "urges", speaker: evil, to: &[evil], actions: &[evil] };
    let words = format!("urges {evil} to {evil}");
    let statement = draft.say("p_1", Act::Demand, &words, slots);
    statement.rule = evil.to_owned();
    statement.due = evil.to_owned();
    statement.themes = vec![evil.to_owned()];
    draft.mention("p_1", evil, MentionValue::Person { role: None });
    draft.loose(evil);
    let mut ledger = Ledger::in_memory().expect("a ledger");
    fixture::add(&mut ledger, None, evil, &draft);
    let clerk = whereas_web::Clerk { author: evil.to_owned(), now: || "2021-04-02T10:00:00Z".to_owned() };
    let state = whereas_web::WebState::with_desk(ledger, evil, clerk).expect("a desk");
    let site = whereas_web::router(state);
    let statement = self::statement(&site, "urges").await;
    let decided =
        post(&site, &format!("{statement}/reject"), "back=/&reason=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER);
    let query = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
    for address in [
        "/".to_owned(),
        "/documents/d1".to_owned(),
        "/documents/d1?act=demand&layer=program".to_owned(),
        "/documents/d1/versions/1".to_owned(),
        "/compare?a=d1&b=d1".to_owned(),
        "/log".to_owned(),
        "/log/1".to_owned(),
        "/review".to_owned(),
        "/review/rules".to_owned(),
        "/review/changes".to_owned(),
        "/demands".to_owned(),
        "/statements".to_owned(),
        statement,
        "/search?q=script".to_owned(),
        format!("/search?q={query}"),
        format!("/demands?addressee={query}&text={query}&document={query}"),
        format!("/demands?from={query}"),
        format!("/statements?act={query}"),
        format!("/documents/{query}"),
        format!("/statements/{query}"),
    ] {
        let body = get(&site, &address).await.body;
        html::check(&body).unwrap_or_else(|fault| panic!("{address}: {fault}"));
        let scripts = body.matches("<script").count();
        let ours = body.matches("<script type=\"module\" src=\"/assets/script.js?v=").count();
        assert!(scripts == ours && ours == 1 && !body.contains("<img"), "{address}\n{body}");
        for link in html::links(&body) {
            assert!(link.starts_with(['/', '#']), "{address} links to {link}");
        }
    }
}

#[tokio::test]
async fn only_requests_to_this_machine_are_answered() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:8080", "[::1]:8080"] {
        let request = Request::get("/").header(HOST, host).body(Body::empty()).expect("a request");
        assert_eq!(ask(&site, request).await.status, StatusCode::OK, "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""] {
        let request = Request::get("/").header(HOST, host).body(Body::empty()).expect("a request");
        let answer = ask(&site, request).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        let what = "whereas only answers under http://127.0.0.1, http://localhost or http://[::1].\n";
        assert_eq!(answer.body, what);
    }
    let nameless = Request::get("/").body(Body::empty()).expect("a request");
    assert_eq!(ask(&site, nameless).await.status, StatusCode::MISDIRECTED_REQUEST);
    let by_proxy = Request::get("http://evil.example/").header(HOST, "localhost").body(Body::empty());
    assert_eq!(ask(&site, by_proxy.expect("a request")).await.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn pages_come_in_the_language_that_the_browser_asks_for() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let address = statement(&site, "Urges the Government").await;
    for (languages, code, words) in [
        ("ru, en;q=0.5", "ru", "14 марта 2019 года"),
        ("fr-CH", "fr", "14 mars 2019"),
        ("de", "en", "14 March 2019"),
    ] {
        for address in ["/", "/documents/d1", "/demands", &address, "/search?q=Talmarov"] {
            let body = get_in(&site, address, languages).await.body;
            html::check(&body).unwrap_or_else(|fault| panic!("{address}: {fault}"));
            assert!(body.contains(&format!("<html lang=\"{code}\">")), "{address}");
            assert!(body.contains(words), "{address} in {code}");
        }
    }
    let shown = html::main_text(&get_in(&site, "/demands", "ru").await.body);
    insta::assert_snapshot!("demands_in_russian", shown);
    let shown = html::main_text(&get_in(&site, &address, "fr").await.body);
    insta::assert_snapshot!("statement_in_french", shown);
}

#[tokio::test]
async fn a_language_chosen_by_hand_stays() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let answer = post(&site, "/language", "language=fr&back=%2Fdemands%3Ffrom%3D2019").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers[LOCATION], "/demands?from=2019");
    let cookie = answer.headers[SET_COOKIE].to_str().expect("text").to_owned();
    assert_eq!(cookie, "whereas-language=fr; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
    let kept = cookie.split(';').next().expect("the cookie");
    let request =
        Request::get("/").header(HOST, "localhost").header(ACCEPT_LANGUAGE, "ru").header(COOKIE, kept);
    let body = ask(&site, request.body(Body::empty()).expect("a request")).await.body;
    assert!(body.contains("<html lang=\"fr\">"));
    for elsewhere in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", ""] {
        let answer = post(&site, "/language", &format!("language=ru&back={elsewhere}")).await;
        assert_eq!(answer.headers[LOCATION], "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn changes_are_taken_from_pages_of_ours_only() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let send = async |name: &'static str, value: &str| {
        let request = Request::post("/language").header(HOST, "localhost:8471").header(name, value);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        ask(&site, request.body(Body::from("language=fr&back=/")).expect("a request")).await.status
    };
    assert_eq!(send("origin", "http://localhost:8471").await, StatusCode::SEE_OTHER);
    assert_eq!(send("sec-fetch-site", "same-origin").await, StatusCode::SEE_OTHER);
    for origin in ["http://localhost:9999", "http://evil.example", "null", "localhost:8471", ""] {
        assert_eq!(send("origin", origin).await, StatusCode::FORBIDDEN, "{origin}");
    }
    assert_eq!(send("sec-fetch-site", "cross-site").await, StatusCode::FORBIDDEN);
    assert_eq!(send("accept", "*/*").await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn with_a_password_nobody_is_answered_who_does_not_give_it() {
    let ledger = fixture::ledger();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("password");
    std::fs::write(&path, "correct horse battery\n").expect("a file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("a mode");
    }
    let password = whereas_web::Password::read(&path).expect("a password");
    let state = whereas_web::WebState::new(ledger.reader().expect("a reader"), "a").expect("readers");
    let site = whereas_web::router(state.guarded(Some(password)));
    let ask = async |address: &str, authorization: &str| {
        let request =
            Request::get(address).header(HOST, "ledger.example").header(AUTHORIZATION, authorization);
        ask(&site, request.body(Body::empty()).expect("a request")).await
    };
    // ana:correct horse battery, ana:wrong
    let (right, wrong) = ("Basic YW5hOmNvcnJlY3QgaG9yc2UgYmF0dGVyeQ==", "Basic YW5hOndyb25n");
    assert_eq!(ask("/", right).await.status, StatusCode::OK);
    for address in ["/", "/openapi.json", "/assets/style.css", "/documents/d1/versions/1/original"] {
        let answer = ask(address, wrong).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(answer.headers.contains_key("www-authenticate") && !answer.body.contains("Varosia"));
    }
}

#[tokio::test]
async fn pages_are_compressed_for_who_takes_it() {
    let ledger = fixture::ledger();
    let request = |encoding: &str| {
        let request = Request::get("/").header(HOST, "localhost").header(ACCEPT_ENCODING, encoding);
        request.body(Body::empty()).expect("a request")
    };
    let site = site(&ledger);
    let packed = site.clone().oneshot(request("gzip")).await.expect("an answer");
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    let bytes = to_bytes(packed.into_body(), 1 << 20).await.expect("a body");
    let plain = ask(&site, request("identity")).await;
    assert!(!plain.headers.contains_key("content-encoding"));
    assert!(bytes.starts_with(&[0x1f, 0x8b]) && bytes.len() * 2 < plain.body.len());
}

#[tokio::test]
async fn every_answer_tells_the_browser_what_it_may_do() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    for address in ["/", "/nowhere", "/assets/style.css", "/demands?page=0"] {
        let headers = get(&site, address).await.headers;
        let shown = |name: &str| headers[name].to_str().expect("text").to_owned();
        let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";
        assert_eq!(shown(CONTENT_SECURITY_POLICY.as_str()), policy, "{address}");
        assert_eq!(shown("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(shown("referrer-policy"), "same-origin", "{address}");
    }
    let page = get(&site, "/").await;
    assert_eq!(page.headers[CACHE_CONTROL], "no-store");
    assert_eq!(page.headers[CONTENT_TYPE], "text/html; charset=utf-8");
    assert!(
        !page.body.contains("style=\"") && !page.body.contains("http://") && !page.body.contains("https://")
    );
}

#[tokio::test]
async fn the_style_sheet_is_asked_for_once() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let address = html::links(&get(&site, "/").await.body)
        .into_iter()
        .find(|link| link.starts_with("/assets/style.css?v="))
        .expect("the style sheet");
    let first = get(&site, &address).await;
    assert_eq!(first.headers[CONTENT_TYPE], "text/css; charset=utf-8");
    assert_eq!(first.headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
    let tag = first.headers[ETAG].clone();
    let again =
        Request::get(&address).header(HOST, "localhost").header(IF_NONE_MATCH, tag).body(Body::empty());
    let again = ask(&site, again.expect("a request")).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn a_name_leads_to_whom_its_document_means() {
    let ledger = fixture::ledger();
    let site = site(&ledger);
    let links = html::links(&get(&site, "/statements").await.body);
    let called = links.iter().find(|link| link.contains("/names?name=")).expect("speakers are links");
    let answer = get(&site, called).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.headers[LOCATION].to_str().expect("an address").starts_with("/entities"));
    let nobody = get(&site, "/documents/d1/names?name=Nobody%20At%20All").await;
    assert_eq!(nobody.headers[LOCATION], "/entities?q=Nobody%20At%20All");
    let absent = get(&site, "/documents/d99/names?name=Ana").await;
    assert_eq!(absent.headers[LOCATION], "/entities?q=Ana", "an address that is kept still leads on");
}
