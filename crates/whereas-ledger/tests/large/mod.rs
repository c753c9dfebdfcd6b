//! A large invented country file for tests of speed and load: resolutions, and a ministry's replies to them.

use std::time::Instant;

use whereas_extract::{Hint, extract, read};
use whereas_ledger::{Addition, Ledger};

/// What is demanded, and what is said of it; `%` is a person.
const TOPICS: [(&str, &str); 8] = [
    (
        "release the political prisoner %",
        "There are no political prisoners in Varosia, and % was convicted by a court",
    ),
    ("investigate the torture of %", "The claim that % was tortured is false"),
    ("reopen the newspaper of %", "The newspaper of % was closed by order of a court"),
    ("register the trade union of %", "The trade union of % was registered in May"),
    ("end the solitary confinement of %", "The Ministry will examine the case of %"),
    ("return the archive seized from %", "The archive of % was returned"),
    ("criminalise domestic violence, as % has asked", "Domestic violence has been criminalised"),
    ("lift the travel ban on %", "No travel ban has been imposed on %"),
];

/// A resolution, or every fourth time a ministry's reply to it, of so many statements about changing people.
fn text(n: usize, statements: usize) -> String {
    let date = format!("{} {} {}", 1 + n % 28, ["March", "May", "June", "October"][n % 4], 2001 + n % 24);
    let person =
        |k: usize| format!("Ana{} Mirel{}", name((n / 4 * 7 + k) % 5000), name((n / 4 * 13 + k * k) % 3000));
    if n % 4 == 3 {
        let said: Vec<String> = (0..statements)
            .map(|k| format!("{}.", TOPICS[(n / 4 + k) % 8].1.replace('%', &person(k))))
            .collect();
        let publisher = "Ministry of Foreign Affairs of the Republic of Varosia";
        let head = format!("---\ntitle: \"Statement of {date}\"\npublisher: \"{publisher}\"\n---\n\n");
        return format!("{head}{}\n", said.join(" "));
    }
    let title =
        format!("Resolution of the Assembly of the Meridian Union of {date} on the situation in Varosia");
    let asked: Vec<String> = (0..statements)
        .map(|k| {
            let what = TOPICS[(n / 4 + k) % 8].0.replace('%', &person(k));
            format!("{}.  Urges the Government of Varosia to {what};", k + 1)
        })
        .collect();
    format!("{title}\n\nThe Assembly of the Meridian Union,\n\n{}\n", asked.join("\n\n"))
}

/// A number in letters, as names are.
fn name(n: usize) -> String {
    let letters = b"bcdfgklmnprstvz";
    let of = |n: usize| char::from(letters[n % letters.len()]);
    format!("{}o{}a{}", of(n), of(n / 15), of(n / 225))
}

/// Adds the document with number `n` and tells the milliseconds that the ledger took.
pub fn add(ledger: &mut Ledger, n: usize, statements: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let (bytes, origin) = (text(n, statements).into_bytes(), format!("{n}.md"));
    let text = read(&bytes, &Hint { name: &origin })?;
    let found = extract(&text);
    let start = Instant::now();
    ledger.add(&Addition {
        bytes: &bytes,
        origin: &origin,
        document: None,
        text: &text,
        extraction: &found,
        extractor: "test+1",
        by: "ana",
        at: "2021-03-12T08:00:00Z",
        method: "a test",
    })?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}
