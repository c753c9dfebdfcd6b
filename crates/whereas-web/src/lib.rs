//! The pages of `whereas`: server-rendered HTML over a ledger, for this machine unless told otherwise.
//!
//! ```text
//! request ──guard──► route ──(a reader of the ledger)──► views ──► page ──(template)──► HTML
//! ```
//!
//! - [`router`] answers requests from a [`WebState`]; [`serve_blocking`] does the rest from file to Ctrl-C.
//! - `route` asks the ledger, `page` decides order and words, `templates/` holds the HTML, `segment` turns
//!   overlapping marks into elements that nest.
//! - No SQL, no file formats: what pages need beyond the views belongs in `whereas-ledger`.
//!
//! Whatever comes from a document is escaped by the templates; the only raw HTML is in the templates and in the
//! messages.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod address;
mod asset;
mod footnote;
mod guard;
mod intake;
mod json;
mod label;
mod memo;
mod messages;
mod page;
mod password;
mod picture;
mod query;
mod reader;
mod reason;
mod route;
mod segment;
mod server;
mod visit;

pub use intake::{Paper, ReadFile};
pub use password::{PASSWORD_CHARS_MIN, Password, PasswordError};
pub use reader::{Clerk, WebState};
pub use route::router;
pub use server::{Place, ServeError, serve, serve_blocking};
