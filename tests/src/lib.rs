//! What tests that cross crates share.

pub mod desk;
pub mod eval;
pub mod program;
