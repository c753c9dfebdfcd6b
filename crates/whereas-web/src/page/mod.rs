//! Pages: one struct per template, filled from the views of the ledger. Words, order and grouping are decided
//! here and in `templates/`; where the data come from is the business of `route`.

pub(crate) mod about;
pub(crate) mod add;
pub(crate) mod blocks;
pub(crate) mod board;
pub(crate) mod citation;
pub(crate) mod compare;
pub(crate) mod document;
pub(crate) mod document_list;
pub(crate) mod dossier;
pub(crate) mod entity_list;
pub(crate) mod entry;
pub(crate) mod fault;
pub(crate) mod figure;
pub(crate) mod follow;
pub(crate) mod follow_up;
pub(crate) mod inline;
pub(crate) mod link;
pub(crate) mod linked;
pub(crate) mod meeting;
pub(crate) mod network;
pub(crate) mod note;
pub(crate) mod pair;
pub(crate) mod review;
pub(crate) mod said;
pub(crate) mod search;
pub(crate) mod shell;
pub(crate) mod stated;
pub(crate) mod statement;
pub(crate) mod statement_list;
pub(crate) mod timeline;
pub(crate) mod version;
