//! `who`: the dossier of one person, body, law or place.

use serde::Serialize;
use whereas_ledger::Identity;
use whereas_ledger::view::{
    Conflict, Dossier, DossierMention, EntityBrief, Found, IdentityRow, MeantRow, Proposal, Reason, RoleClaim,
};

use super::show::field_lines;
use super::{Context, Outcome, statements};
use crate::args::{Format, Printing};
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::{INDENT, Table, on_one_line, paragraph};
use crate::terminal::{Style, Terminal};

/// Arguments of `who`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  whereas who Orlo
  whereas who 'Иво Орло' --format jsonl
  whereas who 4e4d862bb2

Another spelling or script of a name will do, and the first digits of the ID of a mention. What is only \
proposed is joined to nothing: `whereas judge` decides.")]
pub struct Args {
    /// A name, or the ID of a mention
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    #[command(flatten)]
    printing: Printing,
}

/// Prints a dossier.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, Failure> {
    let name = args.name.join(" ");
    let found = context.reader()?.who(&name)?;
    match args.printing.format {
        Format::Jsonl => context.print(|out| lines(&found, out))?,
        Format::Table => context.print_lines(&table(&found, context))?,
    }
    if found.dossier.is_none() && found.others.is_empty() {
        say(&format!("No mention of a person, body, law or place fits `{}`.", on_one_line(&name)));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// A row of a dossier as it leaves the program.
#[derive(Debug, Serialize)]
struct Line<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    row: &'a T,
}

/// A statement of a dossier as it leaves the program.
#[derive(Debug, Serialize)]
struct Said<'a> {
    #[serde(flatten)]
    statement: json::Statement<'a>,
    part: &'static str,
}

fn lines(found: &Found, out: &mut dyn std::io::Write) -> Result<(), Failure> {
    let mut each = |r#type: &'static str, row: &dyn erased::Row| row.line(r#type, out);
    if let Some(dossier) = &found.dossier {
        each("dossier", &dossier.entity)?;
        dossier.mentions.iter().try_for_each(|row| each("dossier-mention", row))?;
        dossier.proposals.iter().try_for_each(|row| each("proposal", row))?;
        dossier.conflicts.iter().try_for_each(|row| each("conflict", row))?;
        dossier.judgements.iter().try_for_each(|row| each("judgement", row))?;
        dossier.roles.iter().try_for_each(|row| each("role", row))?;
        dossier.meant.iter().try_for_each(|row| each("meant", row))?;
    }
    found.others.iter().try_for_each(|row| each("other", row))?;
    for said in found.dossier.iter().flat_map(|dossier| &dossier.statements) {
        let statement = json::Statement::from(&said.row);
        json::line(out, &Said { statement, part: said.part.as_str() })?;
    }
    Ok(())
}

/// Rows of any kind, one JSON object a line.
mod erased {
    use super::{Failure, Line, Serialize, json};

    pub trait Row {
        fn line(&self, r#type: &'static str, out: &mut dyn std::io::Write) -> Result<(), Failure>;
    }

    impl<T: Serialize> Row for T {
        fn line(&self, r#type: &'static str, out: &mut dyn std::io::Write) -> Result<(), Failure> {
            json::line(out, &Line { r#type, row: self })
        }
    }
}

fn table(found: &Found, context: &Context) -> Vec<String> {
    let terminal = context.terminal;
    let mut out = Vec::new();
    if let Some(dossier) = &found.dossier {
        out.extend(head(dossier, terminal));
        section(&mut out, "Named as", mentions(&dossier.mentions, terminal), terminal);
        section(&mut out, "May be the same", proposals(dossier, terminal), terminal);
        section(&mut out, "Conflicts", conflicts(&dossier.conflicts, terminal), terminal);
        section(&mut out, "Judged", judgements(&dossier.judgements, terminal), terminal);
        section(&mut out, "Roles", roles(&dossier.roles, terminal), terminal);
        section(&mut out, "May be meant by a role", meant(&dossier.meant, terminal), terminal);
        section(&mut out, "Statements", said(dossier, terminal), terminal);
    }
    if !found.others.is_empty() {
        let title = if found.dossier.is_some() { "Others of this name" } else { "Several fit" };
        let mut table = Table::new(&["ID", "KIND", "NAME", "FROM"]);
        for other in &found.others {
            table.row([short(&other.id), other.kind.clone(), other.name.clone(), place(other)]);
        }
        section(&mut out, title, table.lines(terminal), terminal);
    }
    out
}

/// Adds a part with its heading, if there is anything in it.
fn section(out: &mut Vec<String>, title: &str, lines: Vec<String>, terminal: Terminal) {
    if lines.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(String::new());
    }
    out.push(terminal.style(Style::Bold, title));
    out.extend(lines);
}

/// The digits of an id that are printed.
fn short(id: &str) -> String {
    id.chars().take(statements::ID_DIGITS).collect()
}

fn place(entity: &EntityBrief) -> String {
    format!("{} · {}", entity.document, count(entity.documents, "document", "documents"))
}

fn head(dossier: &Dossier, terminal: Terminal) -> Vec<String> {
    let entity = &dossier.entity;
    let words = format!("{} · {} · {}", entity.name, entity.kind, short(&entity.id));
    vec![terminal.style(Style::Bold, &on_one_line(&words))]
}

fn mentions(rows: &[DossierMention], terminal: Terminal) -> Vec<String> {
    let mut table = Table::new(&["ID", "FORM", "DATE", "PLACE", "TIMES", "WHY"]);
    for row in rows {
        let place = format!("{} {}", row.document, row.passage);
        let cells = [short(&row.id), row.form.clone(), row.document_date.clone(), place];
        table.row(cells.into_iter().chain([row.times.to_string(), row.why.to_string()]));
    }
    if rows.is_empty() { Vec::new() } else { table.lines(terminal) }
}

fn proposals(dossier: &Dossier, terminal: Terminal) -> Vec<String> {
    let mut out = Vec::new();
    for Proposal { entity, score, why, unsure, .. } in &dossier.proposals {
        let judged = unsure.map_or(String::new(), |seq| format!(" [unsure by entry {seq}]"));
        let line = format!(
            "{}  {}  {:.2}  {}{judged}",
            short(&entity.id),
            on_one_line(&entity.name),
            score,
            place(entity)
        );
        out.push(line);
        out.extend(paragraph(&Reason::join(why), terminal, INDENT));
    }
    if let Some(first) = dossier.proposals.first() {
        let (own, other) = (short(&dossier.entity.id), short(&first.entity.id));
        out.push(format!("judge: whereas judge {own} same {other} --reason WORDS (or different, unsure)"));
    }
    out
}

fn conflicts(rows: &[Conflict], terminal: Terminal) -> Vec<String> {
    rows.iter().flat_map(|row| paragraph(&row.words, terminal, 0)).collect()
}

fn judgements(rows: &[IdentityRow], terminal: Terminal) -> Vec<String> {
    let words = |row: &IdentityRow| {
        let said = row.says.map_or("detached", says);
        let reason = if row.reason.is_empty() { String::new() } else { format!(": {}", row.reason) };
        format!("{} {said} {} – {} on {}{reason}", row.seq, row.words.join(", "), row.author, row.at)
    };
    rows.iter().flat_map(|row| paragraph(&words(row), terminal, 0)).collect()
}

/// A judgement as a word.
pub fn says(says: Identity) -> &'static str {
    match says {
        Identity::Same => "same",
        Identity::Different => "different",
        Identity::Unsure => "unsure",
    }
}

fn roles(rows: &[RoleClaim], terminal: Terminal) -> Vec<String> {
    let mut table = Table::new(&["DATE", "ROLE", "IN", "QUOTATION"]);
    for row in rows {
        table.row([row.date.clone(), row.role.clone(), row.document.clone(), row.quote.clone()]);
    }
    if rows.is_empty() { Vec::new() } else { table.lines(terminal) }
}

fn meant(rows: &[MeantRow], terminal: Terminal) -> Vec<String> {
    let fields = rows.iter().map(|row| {
        let part = row.part.as_str();
        let statement = short(&row.statement);
        (
            "proposed",
            format!(
                "{} statement {statement} in {} ({}): “{}”, after {}",
                part, row.document, row.date, row.words, row.claim
            ),
        )
    });
    field_lines(&fields.collect::<Vec<_>>(), terminal)
}

fn said(dossier: &Dossier, terminal: Terminal) -> Vec<String> {
    let mut table = Table::new(&["DATE", "PART", "ACT", "ID", "PLACE", "WHO"]).spaced();
    for statement in &dossier.statements {
        let row = &statement.row;
        let cells = [
            row.document_date.clone(),
            statement.part.as_str().to_owned(),
            row.act.as_str().to_owned(),
            short(&row.id),
            format!("{} {}", row.document, row.passage),
            statements::speakers(row),
        ];
        table.row_with(cells, paragraph(&row.quote, terminal, INDENT));
    }
    if dossier.statements.is_empty() {
        return Vec::new();
    }
    let mut lines = table.lines(terminal);
    lines.push(String::new());
    let all = count(dossier.statements_total, "statement", "statements");
    let shown = dossier.statements.len();
    lines.push(if shown < dossier.statements_total { format!("{shown} of {all}") } else { all });
    lines
}
