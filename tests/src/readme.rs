//! The example of the README, made anew from what the program prints.

use std::fs;

use crate::desk::Desk;
use crate::program::root;

/// The folder that stands for the reader's own.
const FOLDER: &str = "/home/ana/varosia";

/// Returns the README with the output of the commands of its ```` ```console ```` blocks filled in.
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
            let words: Vec<&str> = command.split(' ').collect();
            out.push_str(&format!("{line}\n{}", desk.run(&words).out.replace("DIR", FOLDER)));
        }
    }
    Ok(out)
}
