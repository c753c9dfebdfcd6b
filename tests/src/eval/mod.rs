//! The figures of the project itself: the comparison with gold of `whereas-gold`, its documents here, and the floors.

pub mod chain;
pub mod floor;
pub mod gold;

pub use whereas_gold::{Evaluation, evaluate, figure, results};
