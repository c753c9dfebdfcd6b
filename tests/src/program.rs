//! The real program, for tests that run it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Returns the path of the `whereas` program, built in the profile of the running test.
///
/// # Panics
/// When it cannot be built; then no test of commands can run.
#[must_use]
pub fn whereas() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| built().unwrap_or_else(|why| panic!("the program cannot be built: {why}")))
}

/// A test runs as `TARGET/PROFILE/deps/NAME`, a tool as `TARGET/PROFILE/NAME`; the program stands in `PROFILE`.
fn built() -> Result<PathBuf, String> {
    let test = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = test
        .ancestors()
        .skip(1)
        .find(|folder| !folder.ends_with("deps"))
        .ok_or("the test runs in an unusual place")?;
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let target = folder.parent().ok_or("the test runs in an unusual place")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "whereas", "--profile", profile, "--target-dir"])
        .arg(target)
        .current_dir(root())
        .status()
        .map_err(|error| error.to_string())?;
    if !built.success() {
        return Err("cargo build failed".to_owned());
    }
    Ok(folder.join("whereas").with_extension(std::env::consts::EXE_EXTENSION))
}

/// Returns the folder of the workspace.
#[must_use]
pub fn root() -> &'static Path {
    let member = Path::new(env!("CARGO_MANIFEST_DIR"));
    member.parent().unwrap_or(member)
}
