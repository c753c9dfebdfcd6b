//! `state`: a person finds a statement or a mention that the rules missed, or corrects a statement.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use whereas_extract::{Act, Polarity};
use whereas_ledger::view::StatementView;
use whereas_ledger::{Naming, Saying, Signature, Slots, Words};

use super::{Context, Outcome};
use crate::args::{By, act_parser};
use crate::clock;
use crate::message::{Failure, say};

/// Arguments of `state`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas state d1 'civil society should take part in the preparation' --act demand
  whereas state d1 'civil society' --mention organisation
  whereas state --correct 5344e16c65 --act commitment --due 2021-12

The quotation, addressees and actions are words of the document; blanks and line ends do not matter. When a \
statement is corrected, what is not given stays as it is. `whereas undo N` takes it back.")]
pub struct Args {
    /// The document
    #[arg(
        value_name = "DOCUMENT",
        required_unless_present = "correct",
        conflicts_with = "correct",
        requires = "quote"
    )]
    document: Option<String>,
    /// Words of it
    #[arg(value_name = "QUOTATION")]
    quote: Option<String>,
    /// The statement that is corrected
    #[arg(long, value_name = "ID")]
    correct: Option<String>,
    /// What is done by saying it
    #[arg(long, value_name = "ACT", value_parser = act_parser(), required_unless_present_any = ["correct", "mention"])]
    act: Option<Act>,
    /// They are no statement, they name something: person, organisation, place or law
    #[arg(long, value_name = "KIND", value_parser = naming_parser(), conflicts_with_all = ["act", "correct"])]
    mention: Option<Naming>,
    /// Id of the passage in which the words are looked for first
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    passage: String,
    /// Who is responsible
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Who shall act; may stand several times
    #[arg(long = "addressee", value_name = "WORDS")]
    addressees: Vec<String>,
    /// What shall be done; may stand several times
    #[arg(long = "action", value_name = "WORDS")]
    actions: Vec<String>,
    /// Of an appraisal: it praises
    #[arg(long, conflicts_with = "blame")]
    praise: bool,
    /// Of an appraisal: it blames
    #[arg(long)]
    blame: bool,
    /// For when it is promised: 2021, 2021-12 or another EDTF date
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    reason: String,
    #[command(flatten)]
    by: By,
}

fn naming_parser() -> impl TypedValueParser<Value = Naming> {
    PossibleValuesParser::new(Naming::ALL.map(Naming::as_str))
        .try_map(|word| Naming::parse(&word).ok_or("no kind"))
}

/// Records what a person states.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let mut ledger = context.writer()?;
    let (by, at) = (clock::author(args.by.by.as_deref()), clock::now());
    let signed = Signature { by: &by, at: &at, reason: &args.reason };
    let before = match &args.correct {
        Some(id) => ledger.statement(id)?,
        None => None,
    };
    let saying = match args.mention {
        Some(kind) => Saying::Mention { kind },
        None => Saying::Statement(slots(args, before.as_ref())),
    };
    let words = match (&args.correct, &args.document, &args.quote) {
        (Some(id), ..) => Words::Of(id),
        (None, Some(document), Some(quote)) => Words::In { document, passage: &args.passage, quote },
        _ => return Err(Failure::new("a statement needs a document and its words")),
    };
    let (seq, item) = ledger.state(words, &saying, &signed)?;
    context.print_lines(&[format!("{item} is stated by {by}.")])?;
    say(&format!("hint: take it back with `whereas undo {seq}`"));
    Ok(Outcome::Done)
}

/// The parts of a statement: those given, else those that it has.
fn slots(args: &Args, before: Option<&StatementView>) -> Slots {
    let row = before.map(|view| &view.placed.row);
    let list = |given: &[String], had: Option<&Vec<String>>| match had {
        Some(had) if given.is_empty() => had.clone(),
        _ => given.to_vec(),
    };
    let polarity = match (args.praise, args.blame) {
        (true, _) => Some(Polarity::Praise),
        (_, true) => Some(Polarity::Blame),
        _ => row.and_then(|row| row.polarity),
    };
    Slots {
        act: args.act.or(row.map(|row| row.act)).unwrap_or(Act::Finding),
        speaker: args.speaker.clone().or(row.map(|row| row.speaker.clone())).unwrap_or_default(),
        addressees: list(&args.addressees, row.map(|row| &row.addressees)),
        actions: list(&args.actions, row.map(|row| &row.actions)),
        polarity,
        due: args.due.clone().or(row.map(|row| row.due.clone())).unwrap_or_default(),
    }
}
