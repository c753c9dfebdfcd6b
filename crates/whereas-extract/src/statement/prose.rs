//! Statements in prose.

use super::Maker;

/// Reads the statements of passage `index`.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize) {
    let _ = (maker, index);
}

/// A paragraph of a resolution without a governing verb: what it asserts or asks impersonally.
pub(super) fn impersonal(maker: &mut Maker<'_, '_>, index: usize) {
    let _ = (maker, index);
}
