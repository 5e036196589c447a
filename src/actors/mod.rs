//! Floor 2: who is in an article. Rests on the model alone.

mod lexicon;
mod recognizer;
mod surname;

pub use recognizer::{Recognizer, VERSION, stakeholder_names};
