//! What tests that cross crates share.

pub mod assemble;
pub mod desk;
pub mod eval;
pub mod forge;
pub mod perturb;
pub mod program;
pub mod property;
pub mod readme;

use std::io::Write;

/// Says that a test cannot run here. `cargo dev check` counts these lines.
pub fn skipped(why: &str) {
    // Written past the test's own capture, so that it is seen.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
