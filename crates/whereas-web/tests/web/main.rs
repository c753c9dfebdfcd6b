//! Asks the router as browsers and programs do, without a socket.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod add;
mod api;
mod board;
mod decide;
mod entity;
mod fixture;
mod follow_up;
mod html;
mod note;
mod pages;
mod search;
mod site;
mod stated;
