//! The chosen part of a page as raw blocks: one walk.

mod inline;
mod links;
mod list;
mod math;
mod media;
mod quotation;
mod raised;
mod table;
mod walk;

pub(super) use links::Base;
pub(super) use walk::walk;
