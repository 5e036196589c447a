//! One line of the table of actors. Its words are those of the text that it was read from, which stays.

use std::borrow::Cow;

use super::date::Term;
use crate::model::{ActorKey, CleanText};

/// An actor, as the table knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its stable name.
    pub key: ActorKey,
    /// What to call it.
    pub name: CleanText,
    /// What else it is called.
    pub aliases: Vec<Alias>,
    /// Longer phrases that are never it: *Georgia Tech*.
    pub not: Vec<&'static str>,
    /// What it is or was: *President of Russia*.
    pub roles: Roles,
    /// The states and organisations that it belongs to, the most usual first.
    pub of: Vec<ActorKey>,
    /// Its CAMEO code: `RUSGOV`.
    pub cameo: Option<&'static str>,
    /// Its Wikidata item: `Q7747`.
    pub wikidata: Option<&'static str>,
}

/// A name of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub text: &'static str,
    /// What sort of name it is.
    pub kind: AliasKind,
    /// Whether it is also a word, a month, a place or another's name, and so needs a cue.
    pub ambiguous: bool,
    /// The language that it is of, ISO 639-1; English and what is the same in every language have none.
    pub lang: Option<Lang>,
    /// When it is in use.
    pub term: Term,
    /// Whether the user has given it.
    pub own: bool,
}

/// ISO 639-1 code of a language.
pub type Lang = [u8; 2];

/// What sort of name an alias is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AliasKind {
    /// A name.
    #[default]
    Name,
    /// A word for what is of a state or whoever is: *Russian*.
    Nationality,
    /// A state's capital.
    Capital,
    /// A seat of government, which always stands for its state: *Kremlin*.
    Seat,
}

/// What an actor is and was, as its line says it: few of them are ever asked for, and reading all would take longer
/// than all the rest of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(pub(super) Cow<'static, str>);

/// Something that an actor is or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role<'a> {
    /// The words: *President of Russia*.
    pub text: &'a str,
    /// When.
    pub term: Term,
}
