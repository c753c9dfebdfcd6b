//! The pages of a large ledger, and many readers beside one who decides. Not run by default: they take long.
//!
//! `cargo test --release -p whereas-web --test load -- --ignored --nocapture --test-threads 1`. With
//! `WHEREAS_LOAD=FILE` the large ledger is made there once, and used again; `WHEREAS_LOAD_DOCUMENTS=N` makes a
//! smaller one.

#![expect(clippy::print_stdout, reason = "tells what it measured")]

#[path = "../../whereas-ledger/tests/large/mod.rs"]
mod large;

use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use whereas_ledger::Ledger;
use whereas_web::{Clerk, WebState, router, serve};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const DOCUMENTS: usize = 20_000;
/// Statements in each document: half a million in all.
const STATEMENTS: usize = 26;
/// Clients that ask at once.
const CLIENTS: usize = 8;
/// Questions of each client for each kind of page.
const QUESTIONS: usize = 60;
/// The largest page, in compressed bytes.
const PAGE_BYTES_MAX: usize = 300_000;

/// Readers beside the one who decides, and for how long.
const READERS: usize = 200;
const LASTS: Duration = Duration::from_secs(120);
/// Documents of their ledger.
const SHARED_DOCUMENTS: usize = 200;

/// An answer: status, body, milliseconds.
struct Answer {
    status: u16,
    body: Vec<u8>,
    took: f64,
}

/// Asks as a browser does that knows gzip where `packed`, and waits for the whole answer.
fn ask(server: SocketAddr, head: &str, body: &str, packed: bool) -> Result<Answer> {
    let start = Instant::now();
    let mut stream = TcpStream::connect(server)?;
    let packed = if packed { "Accept-Encoding: gzip\r\n" } else { "" };
    let request = format!(
        "{head} HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\nConnection: close\r\n{packed}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let took = start.elapsed().as_secs_f64() * 1000.0;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or("an answer without a head")?;
    let head = String::from_utf8(bytes[..end].to_vec())?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
    Ok(Answer { status, body: bytes.split_off(end + 4), took })
}

/// The JSON of a page.
fn json(server: SocketAddr, path: &str) -> Result<Value> {
    let stream = ask_json(server, path)?;
    Ok(serde_json::from_slice(&stream)?)
}

fn ask_json(server: SocketAddr, path: &str) -> Result<Vec<u8>> {
    // HTTP 1.0 has no chunks.
    let mut stream = TcpStream::connect(server)?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {server}\r\nAccept: application/json\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or("an answer without a head")?;
    Ok(bytes.split_off(end + 4))
}

/// Serves a ledger until the test ends.
fn serving(ledger: &Path) -> Result<SocketAddr> {
    let clerk = Clerk { author: "ana".to_owned(), now: || "2026-03-12T08:00:00Z".to_owned() };
    let router = router(WebState::open(ledger, clerk)?);
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            serve(listener, router).await.map_err(std::io::Error::other)
        })
    });
    Ok(address)
}

fn fill(path: &Path, documents: usize) -> Result<()> {
    let start = Instant::now();
    let mut ledger = Ledger::open(path)?;
    for n in 0..documents {
        large::add(&mut ledger, n, STATEMENTS).map_err(|why| why.to_string())?;
    }
    println!("{documents} documents in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// The slowest of a hundred: the time that 99 of 100 answers keep within.
fn p99(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[(times.len() * 99 / 100).min(times.len() - 1)]
}

/// A kind of pages: its name, the n-th address, and the most milliseconds.
type Kind<'a> = (&'a str, &'a (dyn Fn(usize) -> String + Sync), f64);

/// Lets eight clients ask for pages of a kind; the p99 in milliseconds and the size of the largest page.
fn measure(server: SocketAddr, path: &(dyn Fn(usize) -> String + Sync)) -> Result<(f64, usize)> {
    // What is true of the whole ledger is looked for once after each change; how long that takes is shown apart.
    let cold = ask(server, &format!("GET {}", path(0)), "", true)?.took;
    println!("{:>18}  {cold:8.1} ms for the first one", "");
    let ask_all = |client: usize| -> Result<Vec<(f64, usize)>> {
        let mut out = Vec::new();
        for question in 0..QUESTIONS {
            let path = path(client * QUESTIONS + question);
            let answer = ask(server, &format!("GET {path}"), "", true)?;
            if answer.status != 200 {
                return Err(format!("{path}: {}", answer.status).into());
            }
            out.push((answer.took, answer.body.len()));
        }
        Ok(out)
    };
    let mut all = Vec::new();
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|client| scope.spawn(move || ask_all(client))).collect();
        for client in clients {
            all.extend(client.join().map_err(|_| "a client broke off")??);
        }
        Ok::<(), Box<dyn Error + Send + Sync>>(())
    })?;
    let largest = all.iter().map(|(_, bytes)| *bytes).max().unwrap_or(0);
    let mut times: Vec<f64> = all.into_iter().map(|(took, _)| took).collect();
    Ok((p99(&mut times), largest))
}

#[test]
#[ignore = "takes half an hour to fill the ledger"]
fn pages_of_a_large_ledger_come_quickly() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path =
        std::env::var_os("WHEREAS_LOAD").map_or_else(|| dir.path().join("large.whereas"), PathBuf::from);
    if path.exists() {
        // Lists that older rules made are made again.
        Ledger::open(&path)?;
    } else {
        let documents = std::env::var("WHEREAS_LOAD_DOCUMENTS").map_or(Ok(DOCUMENTS), |n| n.parse())?;
        fill(&path, documents)?;
    }
    let server = serving(&path)?;
    let documents = json(server, "/documents")?["total"].as_u64().unwrap_or(0) as usize;
    let total = &json(server, "/statements")?["total"];
    println!("{documents} documents, {total} statements");
    let names = json(server, "/entities?kind=person")?;
    let ids = |list: &Value| -> Vec<String> {
        let rows = list.as_array().into_iter().flatten();
        rows.filter_map(|row| row["id"].as_str().map(str::to_owned)).collect()
    };
    let persons = ids(&names["names"]);
    let demands = ids(&json(server, "/demands")?["statements"]);
    assert!(!persons.is_empty() && !demands.is_empty());
    let document = |n: usize| format!("/documents/d{}", 1 + n * 37 % documents);
    let words = ["prisoner", "torture", "newspaper", "archive", "Mirel", "travel ban", "solitary", "union"];
    let search = |n: usize| format!("/search?q={}", words[n % words.len()].replace(' ', "+"));
    let person = |n: usize| format!("/entities/{}", persons[n % persons.len()]);
    let chain = |n: usize| format!("/board/{}", demands[n % demands.len()]);
    let statuses = ["open", "answered", "denied", "promised", "fulfilled"];
    let board = |n: usize| format!("/board?place={}", statuses[n % statuses.len()]);
    let list = |n: usize| format!("/demands?addressee=government&page={}", 1 + n % 40);
    let names = |n: usize| format!("/entities?page={}", 1 + n % 40);
    let fixed = |path: &'static str| move |_: usize| path.to_owned();
    let timeline = |n: usize| format!("/timeline?person=Mirel{}", ["bobaba", "coc", "dod"][n % 3]);
    let kinds: [Kind<'_>; 16] = [
        ("follow-up", &fixed("/follow-up"), 50.0),
        ("timeline", &fixed("/timeline"), 50.0),
        ("narrow timeline", &timeline, 50.0),
        ("figures", &fixed("/figures"), 50.0),
        ("meetings", &fixed("/meetings"), 50.0),
        ("network", &fixed("/network"), 50.0),
        ("citations", &fixed("/citations"), 50.0),
        ("reader", &document, 50.0),
        ("board", &|_| "/board".to_owned(), 50.0),
        ("board of a status", &board, 50.0),
        ("chain", &chain, 50.0),
        ("dossier", &person, 50.0),
        ("list of demands", &list, 50.0),
        ("names", &names, 50.0),
        ("review", &|_| "/review".to_owned(), 50.0),
        ("search", &search, 150.0),
    ];
    let mut slow = Vec::new();
    for (kind, path, most) in kinds {
        let (p99, bytes) = measure(server, path)?;
        println!("{kind:>18}: p99 {p99:>7.1} ms (at most {most:.0}), largest page {bytes} bytes");
        if p99 > most || bytes > PAGE_BYTES_MAX {
            slow.push(kind);
        }
    }
    assert!(slow.is_empty(), "too slow or too large: {slow:?}");
    Ok(())
}

#[test]
#[ignore = "takes two minutes"]
fn many_read_while_one_decides() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("shared.whereas");
    fill(&path, SHARED_DOCUMENTS)?;
    let server = serving(&path)?;
    let rows = json(server, "/demands")?;
    let demands: Vec<String> = rows["statements"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["id"].as_str().map(str::to_owned))
        .collect();
    let (stop, asked, decided) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let read = |n: usize| -> Result<()> {
            let mut turn = n;
            while !stop.load(Ordering::Relaxed) {
                turn += 1;
                let path = match turn % 5 {
                    0 => "/board".to_owned(),
                    1 => "/search?q=prisoner".to_owned(),
                    2 => "/review".to_owned(),
                    3 => format!("/statements/{}", demands[turn % demands.len()]),
                    _ => format!("/documents/d{}", 1 + turn % SHARED_DOCUMENTS),
                };
                let answer = ask(server, &format!("GET {path}"), "", true)?;
                if answer.status != 200 {
                    return Err(format!("{path}: {}", answer.status).into());
                }
                asked.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        };
        let readers: Vec<_> = (0..READERS).map(|n| scope.spawn(move || read(n))).collect();
        let start = Instant::now();
        while start.elapsed() < LASTS {
            let n = decided.load(Ordering::Relaxed);
            let verdict = if n % 3 == 0 { "reject" } else { "accept" };
            let path = format!("/statements/{}/{verdict}", demands[n % demands.len()]);
            let answer = ask(server, &format!("POST {path}"), &format!("reason=number+{n}"), false);
            let status = answer.as_ref().map_or(0, |answer| answer.status);
            if status >= 400 || status == 0 {
                stop.store(true, Ordering::Relaxed);
                return Err(format!("{path}: {status}").into());
            }
            decided.fetch_add(1, Ordering::Relaxed);
        }
        stop.store(true, Ordering::Relaxed);
        for reader in readers {
            reader.join().map_err(|_| "a reader broke off")??;
        }
        Ok::<(), Box<dyn Error + Send + Sync>>(())
    })?;
    let (asked, decided) = (asked.into_inner(), decided.into_inner());
    println!("{READERS} readers saw {asked} pages while {decided} decisions were taken");
    let ledger = Ledger::open(&path)?;
    let entries = ledger.log(whereas_ledger::Page { offset: 0, limit: 1 })?.total;
    let logged = u64::from(entries) - 2 * SHARED_DOCUMENTS as u64;
    // Who decides again takes the decision before back: one entry more.
    assert!(logged >= decided as u64, "{logged} entries for {decided} decisions");
    let report = ledger.verify()?;
    assert!(report.is_sound(), "{report:?}");
    Ok(())
}
