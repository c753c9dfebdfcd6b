//! `judge`: a person says whether two mentions are one person, body, law or place.

use clap::ValueEnum;
use serde::Serialize;
use whereas_ledger::view::Conflict;
use whereas_ledger::{Identity, Ruling, Signature};

use super::{Context, Outcome};
use crate::args::{By, Format, Printing};
use crate::message::{Failure, say};
use crate::table::paragraph;
use crate::{clock, json};

/// Arguments of `judge`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas judge 3f0a91c2d4 same 81d7702b6e --reason 'same date of birth in both'
  whereas judge 3f0a91c2d4 different 81d7702b6e
  whereas judge --detach 3f0a91c2d4
  whereas judge --conflicts

The IDs are those of mentions that `whereas who` prints; their first digits will do. `whereas undo N` takes a judgement back.")]
pub struct Args {
    /// A mention
    #[arg(value_name = "A", required_unless_present_any = ["detach", "conflicts"], requires = "says")]
    a: Option<String>,
    /// What they are: same, different or unsure
    #[arg(value_enum, value_name = "JUDGEMENT", hide_possible_values = true, requires = "b")]
    says: Option<Says>,
    /// Another mention
    #[arg(value_name = "B")]
    b: Option<String>,
    /// Take one mention out of what it was joined to
    #[arg(long, value_name = "MENTION", conflicts_with_all = ["a", "conflicts"])]
    detach: Option<String>,
    /// List judgements that stand against each other, and who is close to two that are judged to be two
    #[arg(long, conflicts_with = "a")]
    conflicts: bool,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    reason: String,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    printing: Printing,
}

/// What two mentions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Says {
    /// One
    Same,
    /// Two
    Different,
    /// Nobody can tell
    Unsure,
}

/// A conflict as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    conflict: &'a Conflict,
}

/// Records a judgement, or lists conflicts.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    if args.conflicts {
        return conflicts(args, context);
    }
    let mut ledger = context.writer()?;
    let (by, at) = (clock::author(args.by.by.as_deref()), clock::now());
    let signed = Signature { by: &by, at: &at, reason: &args.reason };
    let (seq, words) = match (&args.detach, &args.a, args.says, &args.b) {
        (Some(id), ..) => (
            ledger.judge(Ruling::Detached, &[id], &signed)?,
            format!("Mention {id} stands alone, says {by}."),
        ),
        (None, Some(a), Some(says), Some(b)) => {
            let (says, words) = match says {
                Says::Same => (Identity::Same, "are one"),
                Says::Different => (Identity::Different, "are two"),
                Says::Unsure => (Identity::Unsure, "may be one or two"),
            };
            let seq = ledger.judge(Ruling::Identity { says }, &[a, b], &signed)?;
            (seq, format!("Mentions {a} and {b} {words}, says {by}."))
        }
        _ => return Err(Failure::new("a judgement is about two mentions: A same B")),
    };
    context.print_lines(&[words])?;
    say(&format!("hint: take it back with `whereas undo {seq}`"));
    Ok(Outcome::Done)
}

fn conflicts(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let conflicts = context.reader()?.conflicts()?;
    match args.printing.format {
        Format::Jsonl => context.print(|out| {
            let mut lines = conflicts.iter().map(|conflict| Line { r#type: "conflict", conflict });
            lines.try_for_each(|line| json::line(out, &line))
        })?,
        Format::Table => {
            let lines: Vec<String> =
                conflicts.iter().flat_map(|row| paragraph(&row.words, context.terminal, 0)).collect();
            context.print_lines(&lines)?;
        }
    }
    if conflicts.is_empty() {
        say("No judgement stands against another one.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}
