//! `demands --status`: how demands stand, and what that rests on.

use whereas_ledger::view::{Ground, Listing, Standing, StandingFilter, StatementFilter};
use whereas_ledger::{Reader, Sign, Status};

use super::statements::{ID_DIGITS, who_to_whom};
use super::{Context, Outcome};
use crate::args::Format;
use crate::json;
use crate::message::{Failure, count, say};
use crate::table::{INDENT, Table, paragraph};

/// What `--status` can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Wanted {
    /// All demands, each with its status
    Any,
    /// Nothing was heard
    Open,
    /// Made again in a later document
    Repeated,
    /// Somebody replied
    Answered,
    /// Said to be unfounded
    Denied,
    /// Promised
    Promised,
    /// Said to be done
    Fulfilled,
    /// Said to be done, and denied
    Contested,
}

impl Wanted {
    fn status(self) -> Option<Status> {
        match self {
            Wanted::Any | Wanted::Repeated => None,
            Wanted::Open => Some(Status::Open),
            Wanted::Answered => Some(Status::Answered),
            Wanted::Denied => Some(Status::Denied),
            Wanted::Promised => Some(Status::Promised),
            Wanted::Fulfilled => Some(Status::Fulfilled),
            Wanted::Contested => Some(Status::Contested),
        }
    }
}

/// Lists demands with how they stand.
pub fn list(
    wanted: Wanted,
    statements: StatementFilter,
    format: Format,
    context: &Context,
) -> Result<Outcome, Failure> {
    let filter = StandingFilter {
        statements,
        status: wanted.status(),
        repeated: wanted == Wanted::Repeated,
        silent: false,
    };
    let reader: Reader = context.reader()?;
    let standings = reader.standings(&filter)?;
    match format {
        Format::Table => context.print_lines(&table(&standings, context))?,
        Format::Jsonl => context.print(|out| {
            standings.rows.iter().try_for_each(|row| json::line(out, &json::Standing::from(row)))
        })?,
    }
    if standings.rows.is_empty() {
        say("No demand that passes these filters stands so.");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

fn table(standings: &Listing<Standing>, context: &Context) -> Vec<String> {
    if standings.rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&["ID", "DATE", "STATUS", "WHO → WHOM"]).spaced();
    for row in &standings.rows {
        let demand = &row.demand;
        let cells = [
            demand.id.chars().take(ID_DIGITS).collect(),
            demand.document_date.clone(),
            status(row),
            who_to_whom(demand),
        ];
        let mut beneath = paragraph(&demand.quote, context.terminal, INDENT);
        if row.is_in_part() {
            for part in &row.parts {
                let says = format!("{}: “{}”", word(part.status), part.quote);
                beneath.extend(paragraph(&says, context.terminal, 2 * INDENT));
            }
        }
        for ground in &row.grounds {
            beneath.extend(paragraph(&words(ground, &demand.id), context.terminal, 2 * INDENT));
        }
        for judged in &row.judgements {
            let says = format!("{} {}: {:?} {}", judged.seq, judged.author, judged.says, judged.reason);
            beneath.extend(paragraph(&says.to_lowercase(), context.terminal, 2 * INDENT));
        }
        table.row_with(cells, beneath);
    }
    let mut lines = table.lines(context.terminal);
    lines.push(String::new());
    lines.push(count(standings.total as usize, "demand", "demands"));
    lines
}

fn word(status: Status) -> String {
    format!("{status:?}").to_lowercase()
}

/// The status as a word, with whether all that is asked stands so, how often the demand was repeated and by when it was
/// promised.
fn status(row: &Standing) -> String {
    let mut out = word(row.status);
    if row.is_in_part() {
        out += " in part";
    }
    if !row.until.is_empty() {
        out += &format!(" until {}", row.until);
    }
    if row.repeated > 0 {
        out += &format!(", repeated {}×", row.repeated);
    }
    out
}

fn words(ground: &Ground, demand: &str) -> String {
    let id: String = ground.by.statement.chars().take(ID_DIGITS).collect();
    let sure = if ground.confirmed { "confirmed".to_owned() } else { format!("{:.2}", ground.confidence) };
    let sign = match ground.sign {
        Sign::Repeated => "repeated by",
        Sign::Discussed => "talked about in",
        Sign::Answered => "answered by",
        Sign::Denied => "denied by",
        Sign::Promised => "promised by",
        Sign::Fulfilled => "said to be done by",
    };
    let by = &ground.by;
    let to = if ground.to == demand { "" } else { ", to an earlier wording" };
    format!("{sign} {}, {} {} ({id}, {sure}{to}): “{}”", by.speaker, by.document, by.document_date, by.quote)
}
