//! The examples of the README and of the walkthrough, made anew from what the program prints.

use std::fs;

use crate::desk::Desk;
use crate::program::root;

/// The folder that stands for the reader's own.
const FOLDER: &str = "/home/ana/varosia";

/// The documents with examples.
pub const DOCUMENTS: [&str; 2] = ["README.md", "docs/walkthrough.md"];

/// Returns a document with the output of the commands of its ```` ```console ```` blocks filled in.
///
/// # Errors
/// When the invented country file cannot be copied, in words.
pub fn filled(readme: &str) -> Result<String, String> {
    let desk = Desk::new();
    let tell = |error: std::io::Error| format!("the invented country file: {error}");
    for entry in fs::read_dir(root().join("demo/documents")).map_err(tell)? {
        let path = entry.map_err(tell)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        desk.write(&format!("demo/documents/{name}"), fs::read(&path).map_err(tell)?);
    }
    let mut out = String::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        }
        if !inside || line.starts_with("```") {
            out.push_str(line);
            out.push('\n');
        } else if let Some(command) = line.strip_prefix("$ whereas ") {
            let words = words(command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            out.push_str(&format!("{line}\n{}", desk.run(&words).out.replace("DIR", FOLDER)));
        }
    }
    Ok(out)
}

/// Splits a command as a shell does where nothing but `"words in quotes"` is special.
fn words(command: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for letter in command.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => out.push(String::new()),
            _ => out.last_mut().into_iter().for_each(|word| word.push(letter)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_are_one() {
        assert_eq!(words("who \"Ivan Kestrov\" --by ana"), ["who", "Ivan Kestrov", "--by", "ana"]);
    }
}
