//! What the store does and knows of actors.

use super::{Reader, Store, StoreError, actor_edit, actor_page, analyse, complete, followed};
use crate::model::{Actor, ActorEdit, ActorKey, ActorPage, ChangeId, Timestamp};

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

    /// Changes whose a name is, in every stored article and in those that come; the change, or `None` where it was
    /// so, or no article has such an actor.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn edit_actor(&mut self, edit: &ActorEdit) -> Result<Option<ChangeId>, StoreError> {
        self.write("change the actor", |tx, _| actor_edit::make(tx, edit))
    }

    /// Notes what the user's own actors are known by, and has everything analysed again.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_actors_mark(&mut self, mark: &str) -> Result<(), StoreError> {
        self.write("note the actors", |tx, _| analyse::want_all(tx, mark))
    }

    /// Notes that one has looked at the page of an actor.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn looked_at(&mut self, actor: &ActorKey, now: Timestamp) -> Result<(), StoreError> {
        self.write("note the actor", |tx, _| actor_page::looked_at(tx, actor, now))
    }
}
