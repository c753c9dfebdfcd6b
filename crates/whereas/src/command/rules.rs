//! `rules`: the rules by which statements are found, each with the words that trigger it and its examples.

use serde::Serialize;
use whereas_extract::pack::{self, RuleInfo};

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

A rule is named LANGUAGE/ACT/NAME. `whereas show ID --why` tells by which one a statement was found.")]
pub struct Args {
    /// Only rules whose name begins so
    #[arg(value_name = "NAME", default_value = "", hide_default_value = true)]
    name: String,
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
