//! `cargo dev eval`: the figures, the errors, and the committed results.

use std::path::{Path, PathBuf};

use whereas_tests::eval::gold::{self, Case};
use whereas_tests::eval::{Evaluation, evaluate, floor, results};

/// What to evaluate.
#[derive(Default)]
struct Wish {
    gold: Option<PathBuf>,
    only: String,
    show: usize,
    bless: bool,
    raise: bool,
}

/// Runs the command.
pub fn run(words: &[&str]) -> Result<(), String> {
    let wish = wish(words)?;
    if wish.raise {
        return raise();
    }
    if let Some(folder) = &wish.gold {
        return report(&wish, &folder.display().to_string(), gold::cases(folder, folder)?).map(drop);
    }
    let evaluation = report(&wish, "the invented country file", gold::demo()?)?;
    let mut below = Vec::new();
    if wish.only.is_empty() {
        let floors = floor::read(&floor::of_demo())?;
        below = floor::below(&evaluation.figures, floors.get("all").unwrap_or(&Default::default()));
    }
    if wish.bless {
        let path = results_path();
        let bytes = results::csv(&evaluation.data);
        std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("wrote {}", path.display());
    }
    if below.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = below.iter().map(ToString::to_string).collect();
    Err(format!("below the floor:\n{}", lines.join("\n")))
}

/// Raises the floors to what is found now, those of real documents where these are here.
fn raise() -> Result<(), String> {
    let mut sets =
        vec![(floor::of_demo(), "all", gold::demo()?), (floor::of_demo(), "velmara", gold::velmara()?)];
    if let Some(folder) = gold::shared() {
        let all = gold::cases(&folder, &folder)?;
        let resolution = all.iter().filter(|case| case.stem.starts_with("003_")).cloned().collect();
        sets.extend([(floor::of_shared(), "all", all), (floor::of_shared(), "resolution", resolution)]);
    }
    for (path, set, cases) in sets {
        let mut floors = floor::read(&path)?;
        let old = floors.remove(set).unwrap_or_default();
        let new = floor::raised(&evaluate(&cases).figures, &old);
        let risen = new.iter().filter(|(name, floor)| old.get(*name) != Some(floor)).count();
        println!("{}, {set}: {risen} floors have risen", path.display());
        floors.insert(set.to_owned(), new);
        floor::write(&path, &floors)?;
    }
    Ok(())
}

/// The committed results of the invented country file.
fn results_path() -> PathBuf {
    whereas_tests::program::root().join("tests/eval/results.csv")
}

fn wish(words: &[&str]) -> Result<Wish, String> {
    let mut wish = Wish::default();
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        let mut value = || words.next().copied().ok_or_else(|| format!("{word} needs a value"));
        match word {
            "--gold" => wish.gold = Some(Path::new(value()?).to_owned()),
            "--only" => wish.only = value()?.to_owned(),
            "--show" => wish.show = value()?.parse().map_err(|_| "--show needs a number".to_owned())?,
            "--bless" => wish.bless = true,
            "--raise" => wish.raise = true,
            other => return Err(format!("`{other}` is no option of eval")),
        }
    }
    Ok(wish)
}

fn report(wish: &Wish, name: &str, mut cases: Vec<Case>) -> Result<Evaluation, String> {
    cases.retain(|case| case.stem.starts_with(&wish.only));
    let evaluation = evaluate(&cases);
    println!("{name}: {} of {} documents read", evaluation.documents, cases.len());
    evaluation.unread.iter().for_each(|why| println!("  not read: {why}"));
    print!("{}", evaluation.figures);
    if wish.show > 0 {
        println!("{}", results::errors(&evaluation.data, wish.show));
    }
    Ok(evaluation)
}
