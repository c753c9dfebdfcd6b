//! `rules`: the rules by which statements are found, each with the words that trigger it and its examples; with gold at
//! hand, how often each is right.

use std::path::{Path, PathBuf};

use serde::Serialize;
use whereas_extract::Lang;
use whereas_extract::pack::{self, RuleInfo};
use whereas_gold::rule::{NO_RULE, Score};

use super::show::field_lines;
use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::Table;

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas rules
  whereas rules fr/demand
  whereas rules en/demand/urge
  whereas rules en/demand --gold demo/gold --documents demo/documents

A rule is named LANGUAGE/ACT/NAME. `whereas show ID --why` tells by which one a statement was found.")]
pub struct Args {
    /// Only rules whose name begins so
    #[arg(value_name = "NAME", default_value = "", hide_default_value = true)]
    name: String,
    /// A folder of gold files: tells how often each rule is right on their documents, the worst first
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Where the documents of the gold files are, if not beside them
    #[arg(long, value_name = "DIR", requires = "gold")]
    documents: Option<PathBuf>,
    #[command(flatten)]
    printing: Printing,
}

/// A rule as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    rule: &'a RuleInfo,
}

/// Lists the rules, or shows the one that is named.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    if let Some(folder) = &args.gold {
        return scores(folder, args, context);
    }
    let exact = pack::rule(&args.name);
    let rules = match &exact {
        Some(rule) => vec![rule.clone()],
        None => pack::rules().into_iter().filter(|rule| rule.id.starts_with(&args.name)).collect(),
    };
    match (args.printing.format, &exact) {
        (Format::Jsonl, _) => context
            .print(|out| rules.iter().try_for_each(|rule| json::line(out, &Line { r#type: "rule", rule })))?,
        (Format::Table, Some(rule)) => {
            let fields = [vec![("rule", rule.id.clone())], fields(rule)].concat();
            context.print_lines(&field_lines(&fields, context.terminal))?;
        }
        (Format::Table, None) => context.print_lines(&table(&rules, context))?,
    }
    if rules.is_empty() {
        say(&format!("No rule has a name that begins with `{}`", args.name));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// How often a rule is right, as it leaves the program.
#[derive(Debug, Serialize)]
struct ScoreLine<'a> {
    r#type: &'static str,
    rule: &'a str,
    right: usize,
    wrong: usize,
    missed: usize,
    precision: Option<f64>,
    recall: Option<f64>,
}

/// Prints how often each rule is right on a folder of gold, the rule with the most errors first.
fn scores(folder: &Path, args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let documents = args.documents.as_deref().unwrap_or(folder);
    let cases = whereas_gold::gold::cases(folder, documents).map_err(Failure::new)?;
    let evaluation = whereas_gold::evaluate(&cases);
    evaluation.unread.iter().for_each(|why| say(why));
    let named = |id: &str| id.starts_with(&args.name) || id == NO_RULE && args.name.is_empty();
    let mut scores: Vec<(&str, Score)> = evaluation
        .rules
        .iter()
        .filter(|(id, _)| named(id))
        .map(|(id, score)| (id.as_str(), *score))
        .collect();
    scores.sort_by_key(|(id, score)| (std::cmp::Reverse(score.errors()), *id));
    match args.printing.format {
        Format::Jsonl => context.print(|out| {
            scores.iter().try_for_each(|&(rule, score)| {
                let Score { right, wrong, missed } = score;
                let (precision, recall) = (score.precision(), score.recall());
                json::line(
                    out,
                    &ScoreLine { r#type: "rule-score", rule, right, wrong, missed, precision, recall },
                )
            })
        })?,
        Format::Table => {
            let mut table = Table::new(&["RIGHT", "WRONG", "MISSED", "PRECISION", "RECALL", "RULE"]);
            let shown = |part: Option<f64>| part.map_or_else(|| "–".to_owned(), |part| format!("{part:.2}"));
            for (id, score) in &scores {
                let counts = [score.right, score.wrong, score.missed].map(|count| count.to_string());
                table.row(counts.into_iter().chain([
                    shown(score.precision()),
                    shown(score.recall()),
                    (*id).to_owned(),
                ]));
            }
            context.print_lines(&table.lines(context.terminal))?;
        }
    }
    Ok(if scores.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn table(rules: &[RuleInfo], context: &Context) -> Vec<String> {
    if rules.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["NAME", "ABOUT"]);
    for rule in rules {
        table.row([rule.id.clone(), about(rule)]);
    }
    let mut lines = table.lines(context.terminal);
    lines.extend([String::new(), count(rules.len(), "rule", "rules")]);
    lines
}

/// What the rule says of itself, else its first example.
fn about(rule: &RuleInfo) -> String {
    if rule.about.is_empty() {
        rule.examples.first().map_or(String::new(), |example| format!("“{example}”"))
    } else {
        rule.about.clone()
    }
}

/// What `show --why` says of a rule.
pub fn explanation(id: &str) -> Vec<(&'static str, String)> {
    match pack::rule(id) {
        Some(rule) => fields(&rule),
        // "form/demand/recommendation": no words of a pack, the form of the text told it.
        None if id.starts_with("form/") => {
            vec![("stands in", "the form of the text, no rule of a pack".to_owned())]
        }
        None => vec![(
            "stands in",
            "a pack of another version; `whereas reread` applies this version's".to_owned(),
        )],
    }
}

/// What `show --why` says of the readings that lost.
pub fn rivals(quote: &str, lang: Lang, rule: &str) -> Vec<(&'static str, String)> {
    whereas_extract::rivals(quote, lang, rule)
        .into_iter()
        .map(|rival| ("not", format!("{} by “{}”: {}", rival.rule, rival.cue, rival.lost.as_str())))
        .collect()
}

fn fields(rule: &RuleInfo) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("stands in", place(rule)),
        ("makes", rule.act.as_str().to_owned()),
        ("about", rule.about.clone()),
        ("cues", rule.cues.join(" | ")),
    ];
    fields.extend(rule.examples.iter().map(|example| ("finds", example.clone())));
    fields.extend(rule.counter_examples.iter().map(|example| ("leaves", example.clone())));
    fields
}

/// The file and line, as an editor takes them.
fn place(rule: &RuleInfo) -> String {
    format!("packs/{}:{}", rule.file, rule.line)
}
