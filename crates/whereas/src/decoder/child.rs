//! The child: reads documents from standard input, writes texts to standard output, until there are no more.

use std::io::{self, Write};

use whereas_extract::read::{is_archive, members};
use whereas_extract::{Hint, read};

use super::{Answer, CPU_SECONDS_MAX, MEMORY_BYTES_MAX, MemberHead, Question, Wish, frame};

/// Answers questions until the parent closes its end.
pub fn serve() -> io::Result<()> {
    limit();
    // A decoder that panics is no news to anybody; the parent says which page is missing.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut source, mut out) = (io::stdin().lock(), io::stdout().lock());
    while let Some(question) = frame::read(&mut source)? {
        let bytes = frame::read(&mut source)?.unwrap_or_default();
        let (answer, rest) = match frame::from_json::<Question>(&question) {
            Ok(question) => answer(&question, &bytes),
            Err(error) => (Answer::Refused(error.to_string()), Vec::new()),
        };
        frame::write_json(&mut out, &answer)?;
        frame::write(&mut out, &rest)?;
        out.flush()?;
    }
    Ok(())
}

fn answer(question: &Question, bytes: &[u8]) -> (Answer, Vec<u8>) {
    let mut rest = Vec::new();
    if question.wish == Wish::Members && is_archive(bytes) {
        let found = match members(bytes) {
            Ok(found) => found,
            Err(error) => return (Answer::Refused(error.to_string()), rest),
        };
        let mut heads = Vec::with_capacity(found.len());
        for member in found {
            let bytes = member.bytes.map_err(|error| error.to_string()).map(|bytes| {
                rest.extend_from_slice(&bytes);
                bytes.len()
            });
            heads.push(MemberHead { path: member.path, bytes });
        }
        return (Answer::Members(heads), rest);
    }
    if question.wish == Wish::Members {
        return (Answer::Text(Box::default()), rest);
    }
    match read(bytes, &Hint { name: &question.name }) {
        Ok(text) => (Answer::Text(Box::new(text)), rest),
        Err(error) => (Answer::Refused(error.to_string()), rest),
    }
}

/// Takes from this process what decoding does not need: memory and time without end, writing files, leaving core dumps.
fn limit() {
    #[cfg(unix)]
    {
        use rlimit::Resource;
        // Where a system knows no such limit, the limit of time still holds.
        let _ = Resource::AS.set(MEMORY_BYTES_MAX, MEMORY_BYTES_MAX);
        let _ = Resource::CPU.set(CPU_SECONDS_MAX, CPU_SECONDS_MAX);
        let _ = Resource::FSIZE.set(0, 0);
        let _ = Resource::CORE.set(0, 0);
    }
    #[cfg(not(unix))]
    let _ = (CPU_SECONDS_MAX, MEMORY_BYTES_MAX);
}
