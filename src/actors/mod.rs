//! Floor 2: who is in an article. Rests on the model alone.
//!
//! The store notes with each article what version of this made its cast: a change of what is recognised raises
//! `VERSION` in `store/cast.rs`.

mod lexicon;
mod recognizer;
mod surname;
pub mod tagger;

pub use recognizer::{Recognizer, stakeholder_names};
