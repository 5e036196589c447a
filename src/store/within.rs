//! Where words are to stand, as the index and the articles are asked for it: actors by their keys.

use rusqlite::Connection;

use super::set::Set;
use super::words::{part_tag, quoted_tag, stance_tag};
use super::{complete, names};
use crate::model::{ActorKey, Cast, Document, Expr, Field, Part, Place, Within, said};

/// More actors than this under one name are cut off, the most frequent kept.
pub(super) const MAX_ACTORS: usize = 100;

/// Where words are to stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Where {
    parts: Vec<Part>,
    said_by: Vec<Speakers>,
}

/// Whose words they are to be.
#[derive(Clone, Debug)]
struct Speakers {
    field: Field,
    keys: Vec<ActorKey>,
    /// The articles in which they say something.
    articles: Set,
}

impl Where {
    /// What these say of the words among them; what is said further out where they say nothing.
    pub(super) fn of(db: &Connection, conjuncts: &[Expr], outer: &Self) -> rusqlite::Result<Self> {
        let Within { parts, said_by } = Within::of(conjuncts);
        let parts = if parts.is_empty() { outer.parts.clone() } else { parts };
        if said_by.is_empty() {
            return Ok(Self { parts, said_by: outer.said_by.clone() });
        }
        let speakers = said_by.iter().map(|(field, name)| {
            let actors = complete::actors_called(db, name, MAX_ACTORS)?;
            let tag = if *field == Field::Quote { quoted_tag } else { stance_tag };
            let articles = names::tagged(db, &actors, tag)?.map_or(Set::Nothing, Set::of);
            Ok(Speakers { field: *field, keys: complete::keys(db, &actors)?, articles })
        });
        Ok(Self { parts, said_by: speakers.collect::<rusqlite::Result<_>>()? })
    }

    /// Whether they may stand anywhere.
    pub(super) fn is_anywhere(&self) -> bool {
        self.parts.is_empty() && self.said_by.is_empty()
    }

    /// Whether they are to stand in the title, which every article has, and nowhere else.
    pub(super) fn is_title(&self) -> bool {
        self.parts == [Part::Title] && self.said_by.is_empty()
    }

    /// Whether it matters who says them.
    pub(super) fn is_said(&self) -> bool {
        !self.said_by.is_empty()
    }

    /// The articles that have such a place, as far as the index knows them.
    pub(super) fn articles(&self) -> Set {
        let parts = if self.parts.is_empty() || self.parts.contains(&Part::Title) {
            Set::Everything
        } else {
            Set::any_word(self.parts.iter().map(|part| part_tag(part.name())))
        };
        match self.said_by.as_slice() {
            [] => parts,
            said_by => parts.and(Set::any(said_by.iter().map(|speakers| speakers.articles.clone()))),
        }
    }

    /// Whether a text that stands in a part may have them.
    pub(super) fn has_part(&self, part: Option<Part>) -> bool {
        self.parts.is_empty() || part.is_some_and(|part| self.parts.contains(&part))
    }

    /// The stretches of an article that are said by whom they are to be said by.
    pub(super) fn said_in(&self, document: &Document, cast: &Cast) -> Vec<Place> {
        let said = self
            .said_by
            .iter()
            .flat_map(|speakers| said(cast, speakers.field, |key| speakers.keys.contains(key)));
        said.filter(|place| self.has_part(Some(document.part_at(place.spot)))).collect()
    }
}
