//! What the user has changed in whose names are whose, for casts that the store has not yet.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::{ActorEdit, ActorKey, Cast, CleanText, folded_name, owner_after};
use crate::store::{Reader, StoreError};

/// The changes, with what the actors are called that they are about.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<ActorEdit>,
    names: HashMap<ActorKey, CleanText>,
}

impl Edits {
    /// Reads them.
    pub(super) fn read(reader: &Reader) -> Result<Self, StoreError> {
        let edits = reader.actor_edits()?;
        let mut names = HashMap::new();
        for edit in &edits {
            let key = match edit {
                ActorEdit::Alias { actor, .. } | ActorEdit::Rename { actor, .. } => actor.clone(),
                ActorEdit::Merge { into, .. } => into.clone(),
                ActorEdit::Split { surface, .. } => ActorKey::of_name(surface),
            };
            names.extend(reader.actor(&key)?.map(|actor| (key, actor.name)));
        }
        Ok(Self { edits, names })
    }

    /// A cast as the user will see it.
    pub(super) fn of<'c>(&self, cast: &'c Cast) -> Cow<'c, Cast> {
        if self.edits.is_empty() {
            return Cow::Borrowed(cast);
        }
        Cow::Owned(cast.clone().regrouped(&|key, surface| {
            let owner = owner_after(&self.edits, key, &folded_name(surface))?;
            self.names.get(&owner).map(|name| (owner.clone(), name.clone()))
        }))
    }
}
