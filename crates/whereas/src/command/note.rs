//! `note`: writes down what somebody saw or heard that stands in no document.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use whereas_ledger::{Note, NoteKind, Sensitivity, Signature};

use super::{Context, Outcome};
use crate::args::By;
use crate::clock;
use crate::message::{Failure, say};

/// Arguments of `note`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas note --kind visit --date 2021-03 --place 'Penal Colony No 7' He looks ill.
  whereas note --about 5344e16c65 --sensitivity public The answer came by telephone.
  whereas note --replaces 12 He is ill.
  whereas note --erase 12 --reason 'she asked for it'

The words stand beside the log and can be erased. Each wording is taken back by `whereas undo N`; \
`whereas notes` lists notes with their numbers.")]
pub struct Args {
    /// What happened
    #[arg(value_name = "WORDS", required_unless_present = "erase", conflicts_with = "erase")]
    words: Vec<String>,
    /// What it tells of
    #[arg(long, value_name = "KIND", value_parser = kind_parser(), default_value = "other")]
    kind: NoteKind,
    /// When that was: 2021, 2021-02, 2021-02-11 or another EDTF date
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    date: String,
    /// Where that was
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    place: String,
    /// Who told it, or how it is known
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    source: String,
    /// Who may read it; confidential notes leave no export unless it is asked for them
    #[arg(long, value_name = "WHO", value_parser = sensitivity_parser(), default_value = "confidential")]
    sensitivity: Sensitivity,
    /// A person or body that it names; may stand several times
    #[arg(long = "name", value_name = "NAME")]
    names: Vec<String>,
    /// The statement that it is about
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// The note that is written anew
    #[arg(long, value_name = "N")]
    replaces: Option<i64>,
    /// Erase this note with all its wordings
    #[arg(long, value_name = "N")]
    erase: Option<i64>,
    /// Why it is erased
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    reason: String,
    #[command(flatten)]
    by: By,
}

/// Reads a kind from its word, and lets the help and the completions list all of them.
pub fn kind_parser() -> impl TypedValueParser<Value = NoteKind> {
    let kinds: Vec<&str> = NoteKind::ALL.iter().map(|kind| kind.as_str()).collect();
    PossibleValuesParser::new(kinds).try_map(|word| NoteKind::parse(&word).ok_or("no kind"))
}

/// Reads a sensitivity likewise.
pub fn sensitivity_parser() -> impl TypedValueParser<Value = Sensitivity> {
    let known: Vec<&str> = Sensitivity::ALL.iter().map(|known| known.as_str()).collect();
    PossibleValuesParser::new(known).try_map(|word| Sensitivity::parse(&word).ok_or("no sensitivity"))
}

/// Writes a note, or erases one.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let mut ledger = context.writer()?;
    let (by, at) = (clock::author(args.by.by.as_deref()), clock::now());
    let signed = Signature { by: &by, at: &at, reason: &args.reason };
    if let Some(seq) = args.erase {
        ledger.forget_note(seq, &signed)?;
        context.print_lines(&[format!("Note {seq} was erased with all its wordings.")])?;
        return Ok(Outcome::Done);
    }
    let note = Note {
        kind: args.kind,
        date: args.date.clone(),
        place: args.place.clone(),
        source: args.source.clone(),
        sensitivity: args.sensitivity,
        words: args.words.join(" "),
        names: args.names.clone(),
    };
    let seq = ledger.write_note(&note, args.about.as_deref(), args.replaces, &signed)?;
    let first = args.replaces.unwrap_or(seq);
    context.print_lines(&[format!("Note {first} was written, {}.", args.sensitivity.as_str())])?;
    say(&format!("hint: take it back with `whereas undo {seq}`"));
    Ok(Outcome::Done)
}
