//! `entities`: who is who in the whole ledger. `links` prints them too.

use serde::Serialize;
use whereas_ledger::view::{EntityForm, EntityRow, FormState, Reason};

use super::{Context, Outcome};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::Table;

/// Arguments of `entities`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  whereas entities")]
pub struct Args {
    #[command(flatten)]
    printing: Printing,
}

/// An entity as it leaves the program.
#[derive(Debug, Serialize)]
struct Entity<'a> {
    r#type: &'static str,
    kind: &'a str,
    id: &'a str,
    name: &'a str,
    forms: Vec<&'a str>,
    members: Vec<Member<'a>>,
}

/// A form of an entity, and how it came to it.
#[derive(Debug, Serialize)]
struct Member<'a> {
    form: &'a str,
    state: FormState,
    why: &'a [Reason],
    score: f64,
    mentions: &'a [String],
    times: u32,
}

/// Prints all entities.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let entities = context.reader()?.entities()?;
    match args.printing.format {
        Format::Jsonl => context.print(|out| lines(&entities, out))?,
        Format::Table => context.print_lines(&table(&entities, context))?,
    }
    if entities.is_empty() {
        say("Nobody is named in this ledger.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// Writes entities, one object a line.
pub fn lines(entities: &[EntityRow], out: &mut dyn std::io::Write) -> Result<(), Failure> {
    entities.iter().try_for_each(|row| json::line(out, &entity(row)))
}

fn entity(row: &EntityRow) -> Entity<'_> {
    Entity {
        r#type: "entity",
        kind: &row.kind,
        id: &row.id,
        name: &row.name,
        forms: row.forms.iter().map(|form| form.form.as_str()).collect(),
        members: row.forms.iter().map(member).collect(),
    }
}

fn member(form: &EntityForm) -> Member<'_> {
    Member {
        form: &form.form,
        state: form.state,
        why: &form.why,
        score: (f64::from(form.score) * 1000.0).round() / 1000.0,
        mentions: &form.mentions,
        times: form.times,
    }
}

/// Entities that have more than one form.
fn table(entities: &[EntityRow], context: &Context) -> Vec<String> {
    let mut table = Table::new(&["KIND", "NAME", "ALSO", "ID"]);
    for row in entities.iter().filter(|row| row.forms.len() > 1) {
        let others = row.forms.iter().filter(|form| form.form != row.name).map(|form| match form.state {
            FormState::Joined => form.form.clone(),
            FormState::Proposed => format!("{}?", form.form),
        });
        let others: Vec<String> = others.collect();
        table.row([row.kind.clone(), row.name.clone(), others.join(" · "), row.id.clone()]);
    }
    let mut lines = table.lines(context.terminal);
    lines.push(count(entities.len(), "entity", "entities"));
    lines
}
