//! `extract --stdin-jsonl`: one document a line in, one line of JSON out, in the same order, for pipes and clusters.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use whereas_extract::Diagnostic;
use whereas_extract::read::{SOURCE_BYTES_MAX, is_ending_read};
use whereas_extract::record::{
    DocumentRecord, MentionRecord, PassageRecord, Record, StatementRecord, records,
};

use super::{Context, Outcome};
use crate::message::Failure;
use crate::{input, json, pipeline};

/// The longest line: the largest document in base64, and as much again for its other fields.
const LINE_BYTES_MAX: usize = SOURCE_BYTES_MAX * 2;

/// A document as it comes in: one of `text`, `path` and `base64`, and what one knows of it.
#[derive(Debug, Default, Deserialize)]
struct Request {
    /// Comes back as it is.
    #[serde(default)]
    id: Value,
    text: Option<String>,
    path: Option<PathBuf>,
    base64: Option<String>,
    /// File name or address; its ending tells the format where the bytes do not.
    #[serde(default)]
    name: String,
}

/// What goes out for a document.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Reply<'a> {
    Extraction {
        id: &'a Value,
        document: Box<DocumentRecord>,
        passages: Vec<PassageRecord>,
        mentions: Vec<MentionRecord>,
        statements: Vec<StatementRecord>,
        diagnostics: Vec<Doubt<'a>>,
    },
    Error {
        id: &'a Value,
        line: u64,
        error: &'a str,
    },
}

/// A diagnostic as it goes out.
#[derive(Debug, Serialize)]
struct Doubt<'a> {
    code: &'a str,
    message: &'a str,
}

/// What came of a line: the line that answers it, and whether the document was read.
type Answer = (Result<Vec<u8>, Failure>, bool);

/// Answers every line of standard input.
pub fn run(workers: usize, context: &Context) -> Result<Outcome, Failure> {
    let (mut read, mut failed) = (0usize, 0usize);
    context.print(|out| {
        let end = pipeline::in_order(
            lines(BufReader::new(io::stdin()), LINE_BYTES_MAX),
            workers,
            answer,
            |(line, good)| {
                read += usize::from(good);
                failed += usize::from(!good);
                // Flushed line by line: whoever sent the document may wait for the answer before sending the next.
                let written = line.and_then(|line| Ok(out.write_all(&line).and_then(|()| out.flush())?));
                written.map_or_else(ControlFlow::Break, ControlFlow::Continue)
            },
        );
        match end {
            ControlFlow::Break(failure) => Err(failure),
            ControlFlow::Continue(()) => Ok(()),
        }
    })?;
    Ok(match (read, failed) {
        (_, 1..) => Outcome::Failed,
        (0, 0) => Outcome::Nothing,
        _ => Outcome::Done,
    })
}

/// Lines with their numbers, from 1; empty ones are passed over. A line with more than `bytes_max` bytes is cut, and
/// the rest of it is skipped.
fn lines(mut source: impl BufRead, bytes_max: usize) -> impl Iterator<Item = (u64, io::Result<Vec<u8>>)> {
    let mut number = 0;
    let mut next = move || {
        let mut line = Vec::new();
        let limit = bytes_max as u64;
        number += 1;
        match source.by_ref().take(limit).read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Ok(_) if line.len() as u64 == limit && line.last() != Some(&b'\n') => {
                let skipped = source.skip_until(b'\n');
                let long = || io::Error::other(format!("the line is longer than {limit} bytes"));
                return Some((number, skipped.and_then(|_| Err(long()))));
            }
            Ok(_) => {}
            Err(error) => return Some((number, Err(error))),
        }
        Some((number, Ok(line)))
    };
    let mut broken = false;
    std::iter::from_fn(move || {
        if broken {
            return None;
        }
        let found = next()?;
        // After an error of the stream itself nothing comes any more.
        broken = found.1.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Other);
        Some(found)
    })
    .filter(|(_, line)| !line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty()))
}

fn answer((number, line): (u64, io::Result<Vec<u8>>)) -> Answer {
    let mut request = Request::default();
    let error = match parse(line, &mut request).and_then(|()| extraction(&request)) {
        Ok(answer) => return (Ok(answer), true),
        Err(error) => error,
    };
    (line_of(&Reply::Error { id: &request.id, line: number, error: &error }), false)
}

fn parse(line: io::Result<Vec<u8>>, request: &mut Request) -> Result<(), String> {
    let line = line.map_err(|error| error.to_string())?;
    let value: Value = serde_json::from_slice(&line).map_err(|error| format!("this is no JSON: {error}"))?;
    // The id comes back also where the rest makes no sense.
    request.id = value.get("id").cloned().unwrap_or_default();
    *request =
        serde_json::from_value(value).map_err(|error| format!("a field is not as it should be: {error}"))?;
    Ok(())
}

fn extraction(request: &Request) -> Result<Vec<u8>, String> {
    let said = |failure: Failure| failure.what().to_owned();
    let (bytes, name) = document(request)?;
    // Who gives the text has read the file: an ending that is not read (`page.aspx`) is no reason to refuse it.
    let told = if request.text.is_none() || is_ending_read(&name) { name.as_str() } else { "" };
    let reading = input::reading(&bytes, told).map_err(said)?;
    let id = match &request.id {
        Value::Null => super::extract::id(&name, &bytes),
        Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    let (mut passages, mut mentions, mut statements) = (Vec::new(), Vec::new(), Vec::new());
    let mut head = None;
    for record in records(&id, &name, &reading.text.text, &reading.text.map, &reading.found) {
        match record {
            Record::Document(document) => head = Some(Box::new(document)),
            Record::Passage(passage) => passages.push(passage),
            Record::Mention(mention) => mentions.push(mention),
            Record::Statement(statement) => statements.push(statement),
        }
    }
    let document = head.ok_or("the document has no head")?;
    let doubt = |found: &'_ Diagnostic| (found.code.clone(), found.message.clone());
    let doubts: Vec<(String, String)> = reading.found.diagnostics.iter().map(doubt).collect();
    let diagnostics = doubts.iter().map(|(code, message)| Doubt { code, message }).collect();
    let id = &Value::String(id.clone());
    let id = if request.id.is_null() { id } else { &request.id };
    line_of(&Reply::Extraction { id, document, passages, mentions, statements, diagnostics }).map_err(said)
}

/// The bytes of a document, and the name they come under.
fn document(request: &Request) -> Result<(Vec<u8>, String), String> {
    match (&request.text, &request.path, &request.base64) {
        (Some(text), None, None) => Ok((text.clone().into_bytes(), request.name.clone())),
        (None, Some(path), None) => {
            let bytes = input::file_bytes(path).map_err(|failure| failure.what().to_owned())?;
            Ok((bytes, path.display().to_string()))
        }
        (None, None, Some(base64)) => {
            let bytes = STANDARD.decode(base64).map_err(|error| format!("`base64` is none: {error}"))?;
            Ok((bytes, request.name.clone()))
        }
        _ => Err("a document needs one of the fields `text`, `path` and `base64`".to_owned()),
    }
}

fn line_of(reply: &Reply<'_>) -> Result<Vec<u8>, Failure> {
    let mut line = Vec::new();
    json::line(&mut line, reply)?;
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_an_error_and_the_next_one_is_read() {
        // With its end, the second line has just as many bytes as are allowed.
        let source = "0123456789\n{\"a\":1}\n\n0123456789 and so on\n{}".as_bytes();
        let found: Vec<(u64, Result<Vec<u8>, String>)> = lines(source, 8)
            .map(|(number, line)| (number, line.map_err(|error| error.to_string())))
            .collect();
        let long = || Err("the line is longer than 8 bytes".to_owned());
        assert_eq!(
            found,
            [(1, long()), (2, Ok(b"{\"a\":1}\n".to_vec())), (4, long()), (5, Ok(b"{}".to_vec()))]
        );
    }
}
