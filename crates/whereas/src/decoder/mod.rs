//! Formats whose decoders may crash are decoded in child processes of this program, with limits of time and memory.
//!
//! A hostile PDF can overflow the stack of its decoder, which no language protects from; a hostile archive can ask
//! for all memory. So the bytes go to a child ([`child`]) and the text comes back, and whatever happens to the child
//! is an error of that one file ([`mod@pool`]). A child decodes many documents in turn.

pub mod child;
mod frame;
mod pool;

use std::sync::OnceLock;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use whereas_extract::Text;

use self::pool::Pool;

/// The longest that one document may take.
const TIME_MAX: Duration = Duration::from_secs(60);
/// The most time of the processor that a child may use up, in seconds: more than one document can before it is given
/// up, so that only a child whose parent is gone ever ends by it. Who has read many documents by then is replaced.
const CPU_SECONDS_MAX: u64 = 2 * TIME_MAX.as_secs();
/// The most memory that a child may ask for.
const MEMORY_BYTES_MAX: u64 = 2 << 30;

/// What a child is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Wish {
    /// The text of a document.
    Text,
    /// The files of an archive.
    Members,
}

/// The head of a question; the bytes of the document follow it.
#[derive(Debug, Serialize, Deserialize)]
struct Question {
    wish: Wish,
    name: String,
}

/// The head of an answer; the bytes of all members follow it, one after the other.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Text(Box<Text>),
    Members(Vec<MemberHead>),
    Refused(String),
}

/// A file in an archive: its path and its length, or why it cannot be had.
#[derive(Debug, Serialize, Deserialize)]
struct MemberHead {
    path: String,
    bytes: Result<usize, String>,
}

/// A file in an archive.
#[derive(Debug)]
pub struct Member {
    /// Its path in the archive.
    pub path: String,
    /// Its bytes, or why they cannot be had.
    pub bytes: Result<Vec<u8>, String>,
}

/// The text of a document, decoded in a child process. An error says in words why there is none.
pub fn text(bytes: &[u8], name: &str) -> Result<Text, String> {
    match pool().ask(&Question { wish: Wish::Text, name: name.to_owned() }, bytes)?.0 {
        Answer::Text(text) => Ok(*text),
        Answer::Refused(why) => Err(why),
        Answer::Members(_) => Err(pool::GARBLED.to_owned()),
    }
}

/// The files of an archive; `None` where the bytes are no archive.
pub fn members(bytes: &[u8], name: &str) -> Result<Option<Vec<Member>>, String> {
    if !bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let (answer, mut rest) = pool().ask(&Question { wish: Wish::Members, name: name.to_owned() }, bytes)?;
    match answer {
        Answer::Members(heads) => {
            let mut members = Vec::with_capacity(heads.len());
            for MemberHead { path, bytes } in heads {
                let bytes = bytes.map(|length| {
                    let behind = rest.split_off(length.min(rest.len()));
                    std::mem::replace(&mut rest, behind)
                });
                members.push(Member { path, bytes });
            }
            Ok(Some(members))
        }
        Answer::Refused(why) => Err(why),
        Answer::Text(_) => Ok(None),
    }
}

/// The children of this process.
fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(|| Pool::of_this_program(TIME_MAX))
}
