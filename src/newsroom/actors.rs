//! Actors across the whole store: who they are, followed, and told apart.

use super::error::NewsroomError;
use super::{KnownActors, Newsroom};
use crate::model::{Actor, ActorEdit, ActorKey, ChangeId, CleanText, Edited, Timestamp, folded_name};

impl Newsroom {
    /// The same newsroom, which knows these actors. Where the user's own are others than before, everything is to be
    /// analysed again; then, and where all of it is for another reason, actors are called as they are known now.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn with_actors(mut self, known: KnownActors) -> Result<Self, NewsroomError> {
        let mark = known.mark();
        let totals = self.reader.totals()?;
        let is_anew = totals.articles > 0 && totals.waiting >= totals.articles;
        if is_anew || self.reader.actors_mark()? != mark {
            let directory = known.directory();
            self.store.note_actors_mark(&mark, &|key| directory.get(key).map(|entry| entry.name))?;
        }
        Ok(Self { known, ..self })
    }

    /// An actor; `None` where no article has it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actor(&self, key: &ActorKey) -> Result<Option<Actor>, NewsroomError> {
        Ok(self.reader.actor(key)?)
    }

    /// The actors that are called just so.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actors_named(&self, name: &str) -> Result<Vec<Actor>, NewsroomError> {
        let mut called = self.reader.actors_called(&folded_name(name))?;
        called.retain(|(_, actor)| folded_name(&actor.name) == folded_name(name));
        Ok(called.into_iter().map(|(_, actor)| actor).collect())
    }

    /// Follows an actor, or no more; the change, or `None` where it was so.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn follow(&mut self, actor: &ActorKey, on: bool) -> Result<Option<ChangeId>, NewsroomError> {
        Ok(self.store.follow(actor, on)?)
    }

    /// What articles call an actor, the most frequent name first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn names_of(&self, key: &ActorKey) -> Result<Vec<CleanText>, NewsroomError> {
        Ok(self.reader.names_of(key)?)
    }

    /// Changes whose a name is, in every stored article and in those that come; what came of it.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn edit_actor(&mut self, edit: &ActorEdit) -> Result<Edited, NewsroomError> {
        Ok(self.store.edit_actor(edit)?)
    }

    /// Notes that one looks at the page of an actor now.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn looked_at(&mut self, actor: &ActorKey) -> Result<(), NewsroomError> {
        Ok(self.store.looked_at(actor, Timestamp::now())?)
    }
}
