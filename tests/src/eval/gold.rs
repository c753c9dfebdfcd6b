//! Where the gold files stand.

use std::path::PathBuf;

pub use whereas_gold::gold::{Case, Gold, Mention, Passage, Statement, cases};

/// The cases of the invented country file.
///
/// # Errors
/// When a file is missing or is no gold file, in words.
pub fn demo() -> Result<Vec<Case>, String> {
    let demo = crate::program::root().join("demo");
    cases(&demo.join("gold"), &demo.join("documents"))
}

/// The documents of the third invented country file, half of which nobody who writes rules has read.
///
/// # Errors
/// When a file is missing or is no gold file, in words.
pub fn velmara() -> Result<Vec<Case>, String> {
    let folder = crate::program::root().join("tests/velmara");
    cases(&folder, &folder)
}

/// The folder of real documents that may stand beside the project.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let beside = crate::program::root().parent()?.join("shared/gold/dev");
    beside.is_dir().then_some(beside)
}
