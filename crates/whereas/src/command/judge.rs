//! `judge`: a person says whether two mentions are one, whether a statement takes up another, or how a demand stands.

use clap::ValueEnum;
use serde::Serialize;
use whereas_ledger::view::Conflict;
use whereas_ledger::{Identity, LinkKind, LinkVerdict, Ruling, Signature, Status};

use super::{Context, Outcome};
use crate::args::{By, Format, Printing};
use crate::message::{Failure, say};
use crate::table::paragraph;
use crate::{clock, json};

/// Arguments of `judge`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas judge 4e4d862bb2 same 685082294d --reason 'same date of birth in both'
  whereas judge 4e4d862bb2 different 685082294d
  whereas judge --detach 4e4d862bb2
  whereas judge --conflicts
  whereas judge 18d9202a03 answers 5344e16c65
  whereas judge 18d9202a03 denies 5344e16c65 --not --reason 'speaks of another school'
  whereas judge 5344e16c65 promised
  whereas judge 5344e16c65 charge 'Ministry of Justice'
  whereas judge 9ce6521f2c kept --reason 'the list was published'
  whereas judge d0549596ff cites d1 --not

Who is who is said of mentions, whose IDs `whereas who` prints. Whether a statement repeats, answers, denies,
contradicts or fulfils another one, the later one first, how a demand stands, and whether a promise was kept, is
said of statements, whose IDs all lists print. Which document a citation names is said of the citation, whose ID
`whereas links --kind cites` prints, and of the document. First digits will do. `whereas undo N` takes a judgement
back.")]
pub struct Args {
    /// A mention, or a statement
    #[arg(value_name = "A", required_unless_present_any = ["detach", "conflicts"], requires = "says")]
    a: Option<String>,
    /// Of two mentions: same, different or unsure. Of two statements: repeats, answers, denies, contradicts or
    /// fulfils. Of a citation and a document: cites. Of a demand: open, answered, denied, promised, fulfilled or
    /// contested, or charge. Of a promise with a date: kept, broken or unheard
    #[arg(value_enum, value_name = "JUDGEMENT", hide_possible_values = true)]
    says: Option<Says>,
    /// Another mention or statement; or the institution in charge
    #[arg(value_name = "B")]
    b: Option<String>,
    /// The statement does not take up the other one in this way
    #[arg(long, requires = "b")]
    not: bool,
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

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Says {
    /// Two mentions are one
    Same,
    /// Two mentions are two
    Different,
    /// Nobody can tell
    Unsure,
    /// A statement asks the same again
    Repeats,
    /// A statement replies
    Answers,
    /// A statement says that it is not so
    Denies,
    /// Both cannot be true
    Contradicts,
    /// A statement claims that it was done
    Fulfils,
    /// A citation names a document
    Cites,
    /// A demand was not heard
    Open,
    /// A demand was answered
    Answered,
    /// A demand was denied
    Denied,
    /// A demand was promised
    Promised,
    /// A demand is said to be fulfilled
    Fulfilled,
    /// A demand is contested
    Contested,
    /// An institution is in charge of a demand
    Charge,
    /// A promise was kept
    Kept,
    /// A promise was not kept
    Broken,
    /// Nothing tells whether a promise was kept
    Unheard,
}

impl Says {
    /// What is recorded, and the sentence that says it of `a`, and of `b` where there are two.
    fn ruling(self, not: bool) -> (Ruling, &'static str) {
        let identity = |says, words| (Ruling::Identity { says }, words);
        let status = |says, words| (Ruling::Status { says }, words);
        let says = if not { LinkVerdict::Rejected } else { LinkVerdict::Confirmed };
        let link = |kind, words| (Ruling::Link { kind, says }, words);
        match self {
            Says::Same => identity(Identity::Same, "is the same as"),
            Says::Different => identity(Identity::Different, "is another one than"),
            Says::Unsure => identity(Identity::Unsure, "may be the same as"),
            Says::Repeats => link(LinkKind::Repeats, "repeats"),
            Says::Answers => link(LinkKind::Answers, "answers"),
            Says::Denies => link(LinkKind::Denies, "denies"),
            Says::Contradicts => link(LinkKind::Contradicts, "contradicts"),
            Says::Fulfils => link(LinkKind::Fulfils, "fulfils"),
            Says::Cites => (Ruling::Citation { says }, "cites"),
            Says::Open => status(Status::Open, "is open"),
            Says::Answered => status(Status::Answered, "was answered"),
            Says::Denied => status(Status::Denied, "was denied"),
            Says::Promised => status(Status::Promised, "was promised"),
            Says::Fulfilled => status(Status::Fulfilled, "is said to be fulfilled"),
            Says::Contested => status(Status::Contested, "is contested"),
            Says::Charge => (Ruling::Charge, "is in charge of"),
            Says::Kept => status(Status::Fulfilled, "was kept"),
            Says::Broken => status(Status::Denied, "was not kept"),
            Says::Unheard => status(Status::Open, "was not heard of"),
        }
    }
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
    let (ruling, ids, words) = said(args)?;
    if let (Some(Says::Kept | Says::Broken | Says::Unheard), Some(id)) = (args.says, &args.a)
        && ledger.due_one(id, at.get(..10).unwrap_or_default())?.is_none()
    {
        return Err(Failure::new(format!("`{id}` is no promise with a date"))
            .hint("`whereas due` lists those that are"));
    }
    let seq = match (ruling, ids.as_slice()) {
        (Ruling::Charge, [demand, institution]) => ledger.charge(demand, institution, &signed)?,
        (ruling, ids) => ledger.judge(ruling, ids, &signed)?,
    };
    let words = format!("{words}, says {by}.");
    context.print_lines(&[words])?;
    say(&format!("hint: take it back with `whereas undo {seq}`"));
    Ok(Outcome::Done)
}

/// What is to be recorded, of which mentions or statements, and the sentence that says so.
fn said(args: &Args) -> Result<(Ruling, Vec<&str>, String), Failure> {
    if let Some(id) = &args.detach {
        return Ok((Ruling::Detached, vec![id], format!("{id} stands alone")));
    }
    let (Some(a), Some(says)) = (&args.a, args.says) else {
        return Err(
            Failure::new("a judgement is about something").hint("`whereas judge --help` shows examples")
        );
    };
    let (ruling, words) = says.ruling(args.not);
    if args.not && !matches!(ruling, Ruling::Link { .. } | Ruling::Citation { .. }) {
        return Err(Failure::new(
            "`--not` goes with repeats, answers, denies, contradicts, fulfils and cites",
        )
        .hint("of two mentions, say `different`"));
    }
    let ids: Vec<&str> = [Some(a), args.b.as_ref()].into_iter().flatten().map(String::as_str).collect();
    if let (Ruling::Charge, [demand, institution]) = (ruling, ids.as_slice()) {
        return Ok((ruling, ids.clone(), format!("{institution} {words} {demand}")));
    }
    let not = if args.not { "it is not so that " } else { "" };
    let end = args.b.as_ref().map_or(String::new(), |b| format!(" {b}"));
    Ok((ruling, ids, format!("{not}{a} {words}{end}")))
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
