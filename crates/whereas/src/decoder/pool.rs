//! Children that wait for documents: one for each thread that decodes, started when the first is needed.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Answer, Question, frame};
use crate::message::in_words;

/// A child is replaced after so many documents, so that what its decoders leak does not add up.
const DOCUMENTS_MAX: usize = 200;
/// An answer that does not belong to its question.
pub(super) const GARBLED: &str = "its decoder gave an answer that makes no sense";

/// Children that are waiting.
#[derive(Debug)]
pub(super) struct Pool {
    program: io::Result<PathBuf>,
    arguments: Vec<String>,
    time: Duration,
    idle: Mutex<Vec<Decoder>>,
}

/// A child with both ends of its pipes.
#[derive(Debug)]
struct Decoder {
    child: Arc<Mutex<Child>>,
    questions: ChildStdin,
    answers: ChildStdout,
    served: usize,
}

/// Why a child gave no answer.
#[derive(Debug)]
enum Trouble {
    /// It took too long and was ended.
    Slow,
    /// It died, or said what no child says.
    Dead,
}

impl Pool {
    /// Children of this very program.
    pub fn of_this_program(time: Duration) -> Pool {
        Pool {
            program: std::env::current_exe(),
            arguments: vec![super::super::args::DECODE.to_owned()],
            time,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Asks a child. What happens to it is an error in words.
    pub fn ask(&self, question: &Question, bytes: &[u8]) -> Result<(Answer, Vec<u8>), String> {
        let waiting = lock(&self.idle).pop();
        let used = waiting.is_some();
        let mut decoder = waiting.map_or_else(|| self.start(), Ok)?;
        let mut answered = decoder.ask(question, bytes, self.time);
        if used && matches!(answered, Err(Trouble::Dead)) {
            // The documents before may have left it weak; a fresh one tells whether it is this document.
            decoder = self.start()?;
            answered = decoder.ask(question, bytes, self.time);
        }
        match answered {
            Ok(answer) => {
                if decoder.served < DOCUMENTS_MAX {
                    lock(&self.idle).push(decoder);
                }
                Ok(answer)
            }
            Err(Trouble::Slow) => {
                let seconds = self.time.as_secs();
                Err(format!("decoding it took longer than {seconds} seconds and was given up"))
            }
            Err(Trouble::Dead) => Err("decoding it took too much memory, or crashed the decoder".to_owned()),
        }
    }

    fn start(&self) -> Result<Decoder, String> {
        let cannot = |error: &io::Error| format!("cannot start its decoder: {}", in_words(error));
        let program = self.program.as_ref().map_err(cannot)?;
        let mut child = Command::new(program)
            .args(&self.arguments)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| cannot(&error))?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(GARBLED.to_owned());
        };
        Ok(Decoder { child: Arc::new(Mutex::new(child)), questions, answers, served: 0 })
    }
}

impl Decoder {
    /// Puts a question and waits for the answer, at most for `time`.
    fn ask(
        &mut self,
        question: &Question,
        bytes: &[u8],
        time: Duration,
    ) -> Result<(Answer, Vec<u8>), Trouble> {
        self.served += 1;
        let (done, waits) = channel::<()>();
        let child = Arc::clone(&self.child);
        let watch = std::thread::spawn(move || {
            let late = waits.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if late {
                // Ends the wait of the other thread: its pipes break.
                let _ = lock(&child).kill();
            }
            late
        });
        let answer = self.exchange(question, bytes);
        drop(done);
        let late = watch.join().unwrap_or(false);
        match answer {
            Ok(answer) => Ok(answer),
            Err(_) if late => Err(Trouble::Slow),
            Err(_) => Err(Trouble::Dead),
        }
    }

    fn exchange(&mut self, question: &Question, bytes: &[u8]) -> io::Result<(Answer, Vec<u8>)> {
        frame::write_json(&mut self.questions, question)?;
        frame::write(&mut self.questions, bytes)?;
        self.questions.flush()?;
        let ended = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let answer = frame::read(&mut self.answers)?.ok_or_else(ended)?;
        let rest = frame::read(&mut self.answers)?.ok_or_else(ended)?;
        Ok((frame::from_json(&answer)?, rest))
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        let mut child = lock(&self.child);
        // It may be gone already; waiting for it leaves no zombie behind.
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::decoder::Wish;

    /// A pool whose children run a script instead of a decoder.
    fn pool(script: &str, time: Duration) -> Pool {
        Pool {
            program: Ok("/bin/sh".into()),
            arguments: vec!["-c".to_owned(), script.to_owned()],
            time,
            idle: Mutex::default(),
        }
    }

    fn ask(script: &str, bytes: usize) -> String {
        let question = Question { wish: Wish::Text, name: "a.pdf".to_owned() };
        let pool = pool(script, Duration::from_millis(300));
        pool.ask(&question, &vec![0; bytes]).map(|_| ()).expect_err("no answer")
    }

    #[test]
    fn whatever_happens_to_a_child_is_an_error_in_words() {
        assert!(ask("exec sleep 60", 10).contains("longer than"));
        assert!(ask("exit 1", 10).contains("crashed"));
        assert!(ask("kill -SEGV $$", 1 << 20).contains("crashed"));
        assert!(ask("echo this is no answer at all", 10).contains("crashed"));
        let none = Pool { program: Ok("/none".into()), ..pool("", Duration::ZERO) };
        let question = Question { wish: Wish::Text, name: String::new() };
        assert!(none.ask(&question, b"").expect_err("no program").contains("cannot start"));
    }
}
