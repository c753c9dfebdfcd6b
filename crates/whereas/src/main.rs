//! whereas
fn main() {}
