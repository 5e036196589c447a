//! Who is in the news: actors and their stable names.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ChangeId, CleanText, folded_name};

/// The stable name of an actor across everything stored: `person:dmitry-peskov`, `state:RUS`, `org:nato`,
/// `group:hamas`; `name:european-allies` where nothing says what sort of actor it is.
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
    /// What it is: *Kremlin spokesman*.
    #[serde(default)]
    pub role: Option<CleanText>,
    /// In how many stored articles it appears.
    pub articles: u64,
    /// How many of them are unread; counted for followed actors alone.
    #[serde(default)]
    pub unread: u64,
    /// Whether the user follows it.
    #[serde(default)]
    pub followed: bool,
    /// The name by which a search found it, where that is not what it is called: *Kremlin* for Russia.
    #[serde(default)]
    pub found_as: Option<CleanText>,
}

/// What came of a change to whose a name is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The change, to be taken back; none where nothing is to be other than before.
    pub change: Option<ChangeId>,
    /// How many names were looked at: those that are written so, those of both actors.
    pub names: u64,
    /// How many of them are another's now.
    pub moved: u64,
    /// How many articles have those.
    pub articles: u64,
}

/// Whom a name in a search means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The name, as it was typed.
    pub name: String,
    /// The actors who are called so.
    pub actors: Vec<Actor>,
}

/// A change by the user to whose name is whose. It holds for every stored article and for those that come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorEdit {
    /// A name is this actor's.
    Alias {
        /// The name, as articles write it.
        surface: CleanText,
        /// Whose it is.
        actor: ActorKey,
    },
    /// One actor is the same as another.
    Merge {
        /// The one that goes.
        from: ActorKey,
        /// The one that stays.
        into: ActorKey,
    },
    /// A name is not this actor's, but one of its own.
    Split {
        /// The name, as articles write it.
        surface: CleanText,
        /// Whose it is not.
        from: ActorKey,
    },
    /// An actor is called otherwise.
    Rename {
        /// Who.
        actor: ActorKey,
        /// What to call it.
        name: CleanText,
    },
}

impl ActorKey {
    /// The key of an actor that is known by its name alone. Case, accents and punctuation make no difference.
    pub fn of_name(name: &str) -> Self {
        Self::of_kind(ActorType::Unknown, name)
    }

    /// The key of an actor of a sort, by its full name.
    pub fn of_kind(kind: ActorType, name: &str) -> Self {
        Self(CleanText::new(&format!("{}:{}", kind.prefix(), folded_name(name).replace(' ', "-"))))
    }

    /// What sort of actor has this key.
    pub fn kind(&self) -> ActorType {
        let prefix = self.0.split(':').next().unwrap_or_default();
        ActorType::NAMED.into_iter().find(|kind| kind.prefix() == prefix).unwrap_or_default()
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

impl ActorType {
    /// Those of which something is known.
    const NAMED: [Self; 4] = [Self::Person, Self::State, Self::Organisation, Self::Group];

    /// What their keys begin with, before a colon.
    fn prefix(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Organisation => "org",
            Self::Group => "group",
            Self::Unknown => "name",
        }
    }
}

impl fmt::Display for ActorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What may stand after a field of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// Actors.
    Actors(Vec<Actor>),
    /// Words, and how many articles have each, where that is known.
    Words(Vec<(CleanText, u64)>),
}

#[cfg(test)]
mod tests {
    use super::{ActorKey, ActorType};

    #[test]
    fn a_name_has_one_key_however_it_is_typed() {
        let key = ActorKey::of_name("Steve Witkoff");
        assert_eq!(key.as_str(), "name:steve-witkoff");
        assert_eq!(ActorKey::of_name(" STEVE  witkoff "), key);
        assert_eq!(ActorKey::of_name("Recep Tayyip Erdoğan").as_str(), "name:recep-tayyip-erdogan");
        assert_eq!(ActorKey::of_name("U.S.").as_str(), "name:u-s");
        assert_eq!(ActorKey::of_name("北京").as_str(), "name:北京");
    }

    #[test]
    fn a_key_says_what_sort_of_actor_it_is() {
        let key = ActorKey::of_kind(ActorType::Person, "Dmitry Peskov");
        assert_eq!((key.as_str(), key.kind()), ("person:dmitry-peskov", ActorType::Person));
        assert_eq!(ActorKey::from_stored("state:RUS").kind(), ActorType::State);
        assert_eq!(ActorKey::of_name("European Allies").kind(), ActorType::Unknown);
    }
}
