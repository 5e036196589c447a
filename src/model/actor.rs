//! Who is in the news: actors, and what an article says of them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CleanText, Place, fold};

/// The stable name of an actor across everything stored: `name:steve-witkoff`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorKey(CleanText);

/// What sort of actor it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorType {
    /// A human being.
    Person,
    /// A state.
    State,
    /// An organisation.
    Organisation,
    /// A group of people.
    Group,
    /// Not known yet: named by a stakeholder line only.
    #[default]
    Unknown,
}

/// An actor, as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Its stable name.
    pub key: ActorKey,
    /// What to call it.
    pub name: CleanText,
    /// What sort it is.
    pub kind: ActorType,
    /// In how many stored articles it appears.
    pub articles: u64,
}

/// The actors of one article, the most important first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// Each actor once.
    pub members: Vec<Member>,
}

/// One actor in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub key: ActorKey,
    /// What the article calls it in full.
    pub name: CleanText,
    /// What sort of actor it is.
    #[serde(default)]
    pub kind: ActorType,
    /// What the article says of it, in reading order.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Where the article names it, in reading order.
    #[serde(default)]
    pub mentions: Vec<Place>,
}

/// Something that an article says of an actor, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// How it says it.
    pub kind: StatementKind,
    /// The words.
    pub place: Place,
}

/// How an article says something of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// A stakeholder line.
    Position,
}

impl ActorKey {
    /// The key of an actor that is known by its name alone. Case, accents and punctuation make no difference.
    pub fn of_name(name: &str) -> Self {
        let folded = fold(name);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Self(CleanText::new(&format!("name:{}", words.join("-"))))
    }

    /// A key read back from where it was kept.
    pub fn from_stored(key: &str) -> Self {
        Self(CleanText::new(key))
    }

    /// The key as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ActorKey;

    #[test]
    fn a_name_has_one_key_however_it_is_typed() {
        let key = ActorKey::of_name("Steve Witkoff");
        assert_eq!(key.as_str(), "name:steve-witkoff");
        assert_eq!(ActorKey::of_name(" STEVE  witkoff "), key);
        assert_eq!(ActorKey::of_name("Recep Tayyip Erdoğan").as_str(), "name:recep-tayyip-erdogan");
        assert_eq!(ActorKey::of_name("U.S.").as_str(), "name:u-s");
        assert_eq!(ActorKey::of_name("北京").as_str(), "name:北京");
    }
}
