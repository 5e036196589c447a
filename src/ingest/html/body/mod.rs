//! Where on a page the article is.

mod anchor;
mod cards;
mod choose;
mod class_words;
mod measure;
mod out;

pub(super) use choose::{choose, headline};
pub(super) use out::{Out, is_caption, mark};
