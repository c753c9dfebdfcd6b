//! Language packs.

/// A hash of all packs and lists, 12 hexadecimal digits.
#[must_use]
pub fn hash() -> String {
    String::from("000000000000")
}
