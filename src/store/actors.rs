//! What the store does and knows of actors.

use super::{Reader, Store, StoreError, actor_edit, actor_page, analyse, complete, followed};
use crate::model::{Actor, ActorEdit, ActorKey, ActorPage, ChangeId, CleanText, Edited, Timestamp};

impl Reader {
    /// The actors meant by what is typed, whatever its case and accents: those who are called so, by a name of
    /// theirs, first; those of most articles before others. Nothing typed finds the most frequent ones.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actors(&self, typed: &str, limit: usize) -> Result<Vec<Actor>, StoreError> {
        self.read("find actors", |db| complete::actors(db, typed, limit))
    }

    /// One actor.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actor(&self, key: &ActorKey) -> Result<Option<Actor>, StoreError> {
        self.read("read the actor", |db| complete::actor(db, key))
    }

    /// The actors whom the user follows, by name, with how many of their articles are unread.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn followed(&self) -> Result<Vec<Actor>, StoreError> {
        self.read("read the actors", complete::followed)
    }

    /// All that is stored of an actor; `None` where no article has it. Its roles, and what it belongs to, the store
    /// does not know.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actor_page(&self, key: &ActorKey) -> Result<Option<ActorPage>, StoreError> {
        self.read("read the actor", |db| {
            actor_page::page(db, key, Timestamp::now(), &|content| self.document(content))
        })
    }

    /// The actors who are called so, by a name that is folded, with how many articles call each of them so, the most
    /// first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actors_called(&self, name: &str) -> Result<Vec<(u64, Actor)>, StoreError> {
        self.read("find actors", |db| complete::called(db, name))
    }

    /// What articles call an actor, the most frequent name first: no more than a person looks through.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn names_of(&self, key: &ActorKey) -> Result<Vec<CleanText>, StoreError> {
        self.read("read the actor", |db| match complete::by_key(db, key)? {
            Some((id, _)) => actor_page::known_as(db, id),
            None => Ok(Vec::new()),
        })
    }

    /// What the user has changed in whose names are whose, the oldest change first, each with its number.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actor_edits(&self) -> Result<Vec<(i64, ActorEdit)>, StoreError> {
        self.read("read the actors", actor_edit::numbered)
    }

    /// What the user's own actors were when articles were last analysed; empty where there were none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actors_mark(&self) -> Result<String, StoreError> {
        Ok(self.meta(analyse::ACTORS)?.unwrap_or_default())
    }
}

impl Store {
    /// Follows an actor, or no more; the change, or `None` where it was so, or there is no such actor.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn follow(&mut self, actor: &ActorKey, on: bool) -> Result<Option<ChangeId>, StoreError> {
        self.write("follow the actor", |tx, _| followed::follow(tx, actor, on))
    }

    /// Changes whose a name is, in every stored article and in those that come; what came of it.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn edit_actor(&mut self, edit: &ActorEdit) -> Result<Edited, StoreError> {
        self.write("change the actor", |tx, _| actor_edit::make(tx, edit))
    }

    /// Takes back the change of this number to whose a name is, whenever it was made; what came of it, where there is one.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn undo_actor_edit(&mut self, number: i64) -> Result<Option<Edited>, StoreError> {
        self.write("change the actor", |tx, _| actor_edit::take_back(tx, number))
    }

    /// Notes what the user's own actors are known by, gives those that are stored the names that are `known` of them,
    /// and has everything analysed again.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_actors_mark(
        &mut self,
        mark: &str,
        known: &dyn Fn(&ActorKey) -> Option<CleanText>,
    ) -> Result<(), StoreError> {
        self.write("note the actors", |tx, _| analyse::want_all(tx, mark, known))
    }

    /// Notes that one has looked at the page of an actor.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn looked_at(&mut self, actor: &ActorKey, now: Timestamp) -> Result<(), StoreError> {
        self.write("note the actor", |tx, _| actor_page::looked_at(tx, actor, now))
    }
}
