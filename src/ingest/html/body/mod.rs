//! Where on a page the article is.

mod choose;
mod class_words;
mod measure;
mod out;

pub(super) use choose::choose;
pub(super) use out::mark;
