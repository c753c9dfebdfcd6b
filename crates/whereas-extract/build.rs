//! Lists the files of `packs/` so that dropping a file in is enough to ship it.

#![expect(clippy::disallowed_methods, reason = "a build script lists files; the crate itself does no I/O")]

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=packs");
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mut files = Vec::new();
    walk(&Path::new(&root).join("packs"), &mut files);
    files.sort();
    let mut source = String::from("pub(super) const FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let name = name.trim_start_matches('/').trim_start_matches("packs/");
        let _ = writeln!(source, "    ({name:?}, include_str!({:?})),", file.to_string_lossy());
    }
    source.push_str("];\n");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    if let Err(error) = std::fs::write(Path::new(&out).join("packs.rs"), source) {
        println!("cargo::error=cannot list the packs: {error}");
    }
}

fn walk(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        println!("cargo::rerun-if-changed={}", path.display());
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "txt") {
            files.push(path);
        }
    }
}
