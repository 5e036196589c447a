//! Floor 2: who is in an article. Rests on the model alone.
//!
//! The store notes with each article what version of this made its cast: a change of what is recognised raises
//! `VERSION` in `store/cast.rs`.

mod acronym;
mod cast;
mod credits;
mod cues;
mod doubt;
mod language;
mod lexicon;
mod lines;
mod metonym;
mod missed;
mod name;
mod office;
mod people;
mod places;
pub mod quotes;
mod raw;
mod reading;
mod recognizer;
mod resolve;
mod roles;
mod rule_out;
mod scraps;
mod seeming;
mod shortened;
mod span;
mod surnames;
mod table;
pub mod tagger;
mod token;
mod tongue;
mod when;

pub use recognizer::Recognizer;
pub use table::{
    ActorTable, Alias, AliasKind, Date, Directory, Entry, LineError, Role, Roles, Term, doubts, taken,
};
