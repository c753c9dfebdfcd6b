//! Office documents: what DOCX and ODT share.

pub(super) mod docx;
mod flow;
mod number;
pub(super) mod odt;

use super::ReadError;

fn broken(why: String) -> ReadError {
    ReadError::Broken { format: "Office", why }
}
