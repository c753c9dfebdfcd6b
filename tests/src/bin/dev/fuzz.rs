//! `cargo dev fuzz`: builds a fuzz target on the stable toolchain and runs it for a while.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use whereas_tests::forge;
use whereas_tests::property::named;

/// The fuzz targets.
pub const TARGETS: [&str; 5] = ["read", "extract", "pdf", "packed", "mail"];

/// What makes rustc put in what libFuzzer wants to see: coverage, compared values, addresses.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Zsanitizer=address";

/// The fuzz targets, each with its longest input in bytes: short enough to try many.
const INPUT_MAX: [(&str, usize); 5] =
    [("read", 4_096), ("extract", 300), ("pdf", 8_192), ("packed", 4_096), ("mail", 4_096)];
/// How much of a document the target `read` begins with, in bytes.
const SEED_BYTES: usize = 2_000;
/// One input may take so many seconds; the sanitizer slows everything down.
const SECONDS_MAX: u32 = 30;
/// How many inputs of random choices the target `extract` begins with.
const SEEDS: u64 = 48;

/// Runs the command.
pub fn run(words: &[&str]) -> Result<(), String> {
    let (target, seconds, language) = match words {
        [target, seconds] => (target, seconds, ""),
        [target @ "extract", seconds, language] => (target, seconds, *language),
        _ => {
            return Err(
                "usage: cargo dev fuzz TARGET SECONDS, or cargo dev fuzz extract SECONDS LANGUAGE".to_owned()
            );
        }
    };
    let seconds = seconds.parse().map_err(|_| format!("`{seconds}` is no number of seconds"))?;
    let inputs = fuzz_in(target, seconds, language)?;
    let words = if language.is_empty() { String::new() } else { format!(" in `{language}`") };
    println!("fuzz {target}{words}: {inputs} inputs in {seconds} seconds, all hold");
    Ok(())
}

/// Fuzzes a target and returns how many inputs were tried.
pub fn fuzz(target: &str, seconds: u32) -> Result<u64, String> {
    fuzz_in(target, seconds, "")
}

/// Fuzzes a target; `extract` with the words of one language where one is named.
fn fuzz_in(target: &str, seconds: u32, language: &str) -> Result<u64, String> {
    let Some((_, longest)) = INPUT_MAX.iter().find(|(name, _)| *name == target) else {
        return Err(format!("`{target}` is no fuzz target; there are {}", TARGETS.join(" and ")));
    };
    let folder = whereas_tests::program::root().join("fuzz");
    let program = build(&folder, target)?;
    let packs = whereas_tests::program::root().join("crates/whereas-extract/packs").join(language);
    if !packs.is_dir() {
        return Err(format!("there is no language pack `{language}`"));
    }
    let corpus = folder.join("target/corpus").join(format!("{target}{language}"));
    let tell = |error: std::io::Error| format!("cannot write the seeds: {error}");
    fs::create_dir_all(&corpus).map_err(tell)?;
    fs::create_dir_all(folder.join("artifacts")).map_err(tell)?;
    seeds(target, &corpus).map_err(tell)?;
    let artifacts = folder.join("artifacts").join(format!("{target}-"));
    let regressions = folder.join("regressions").join(target);
    fs::create_dir_all(&regressions).map_err(tell)?;
    let output = Command::new(program)
        .env(whereas_tests::assemble::LANGUAGE, language)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-timeout={SECONDS_MAX}"))
        .arg(format!("-max_len={longest}"))
        .arg(format!("-artifact_prefix={}", artifacts.display()))
        .args(["-rss_limit_mb=4096", "-print_final_stats=1"])
        .arg(&corpus)
        .arg(&regressions)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("the fuzzer does not start: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let lines: Vec<&str> = said.lines().collect();
        let last = lines[lines.len().saturating_sub(60)..].join("\n");
        return Err(format!(
            "{last}\nfuzz {target}: an input does not hold; keep it in fuzz/regressions/{target}"
        ));
    }
    let count = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    count
        .and_then(|count| count.trim().parse().ok())
        .ok_or("the fuzzer did not tell how much it tried".to_owned())
}

/// Builds a target; the nightly flags work on a stable compiler of the same build.
fn build(folder: &Path, target: &str) -> Result<PathBuf, String> {
    let host = host()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo)
        .args(["build", "--quiet", "--locked", "--release", "--bin", target, "--target", &host])
        .arg("--target-dir")
        .arg(folder.join("target"))
        .current_dir(folder)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", FLAGS)
        .status()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    let program = folder.join("target").join(host).join("release").join(target);
    if done.success() { Ok(program) } else { Err(format!("the fuzz target `{target}` does not build")) }
}

/// The name of this machine, as rustc writes it.
fn host() -> Result<String, String> {
    let output = Command::new("rustc").arg("-vV").output().map_err(|error| format!("rustc: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or("rustc does not tell its host".to_owned())
}

/// Writes what a fuzzer begins with.
fn seeds(target: &str, corpus: &Path) -> std::io::Result<()> {
    if target == "read" {
        for entry in fs::read_dir(whereas_tests::program::root().join("demo/documents"))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            for (number, part) in fs::read(&path)?.chunks(SEED_BYTES).enumerate() {
                // A letter that is cut in two would make the whole part another charset.
                let words = String::from_utf8_lossy(part);
                fs::write(corpus.join(format!("{number}-{name}")), named(&name, words.as_bytes()))?;
            }
        }
        return Ok(());
    }
    let written = format_seeds(target);
    for (number, seed) in written.iter().enumerate() {
        fs::write(corpus.join(format!("seed-{number}")), seed)?;
    }
    if !written.is_empty() {
        return Ok(());
    }
    for seed in 0..SEEDS {
        // Odd multiples of a large odd number spread well enough to choose fragments by.
        let choice = |at: u64| ((seed * 400 + at).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8;
        let choices: Vec<u8> = (0..20 + seed * 5).map(choice).collect();
        fs::write(corpus.join(format!("seed-{seed}")), choices)?;
    }
    Ok(())
}

/// What the targets of single formats begin with; nothing for the others.
fn format_seeds(target: &str) -> Vec<Vec<u8>> {
    let page = forge::page(&["The Assembly urges", "1.  the Government of Varosia to free all."]);
    let packed = |first: u8, xml: &str| [&[first], xml.as_bytes()].concat();
    match target {
        "pdf" => vec![forge::pdf(&[page.clone(), page.clone()]), page],
        "packed" => vec![
            packed(
                0,
                "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr>\
                 </w:pPr><w:r><w:t>Urges</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
                 <w:footnote w:id=\"2\"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote>",
            ),
            packed(
                1,
                "<office:text><text:h>Title</text:h><text:list text:style-name=\"L\"><text:list-item><text:p>One\
                 <text:note><text:note-citation>1</text:note-citation>\
                 <text:note-body><text:p>N</text:p></text:note-body>\
                 </text:note></text:p></text:list-item></text:list></office:text>",
            ),
            packed(
                2,
                "<package><dc:title>A</dc:title><item id=\"a\" href=\"a.xhtml\"/><itemref idref=\"a\"/></package>",
            ),
            [vec![3], forge::pack(&[("a.txt", b"Words")])].concat(),
        ],
        "mail" => vec![
            b"From: A <a@b.example>\r\nSubject: =?utf-8?B?w4Y=?=\r\nDate: Mon, 3 May 2021 10:00:00 +0200\r\n\
              Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
              Content-Type: text/html\r\n\r\n<p>Urges\r\n--x\r\n\
              Content-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF\r\n--x--\r\n"
                .to_vec(),
        ],
        _ => Vec::new(),
    }
}
