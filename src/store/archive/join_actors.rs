//! What the user has settled of actors elsewhere, taken into a store where they have settled something too.

use super::super::writer::json;
use super::super::{actor_edit, cast};
use super::join::Joining;
use crate::model::{ActorEdit, ActorKey, folded_name};

impl Joining<'_> {
    /// What was decided here stays: what contradicts it is left out.
    pub(super) fn edit(&mut self, edit: &ActorEdit) -> rusqlite::Result<()> {
        if let Some(nth) = self.own_edits.iter().position(|own| own == edit) {
            // Whatever the export says from here on, it says knowing this.
            self.own_edits.remove(nth);
            return Ok(());
        }
        if self.own_edits.iter().any(|own| contradict(own, edit)) {
            self.joined.left_out += 1;
            return Ok(());
        }
        actor_edit::about(edit).try_for_each(|key| {
            cast::actor_id(&self.db, key.as_str(), key.as_str(), key.kind()).map(|_| ())
        })?;
        self.db.prepare_cached("INSERT INTO actor_edit (edit) VALUES (?1)")?.execute([json(edit)?])?;
        actor_edit::follow_up(&self.db, edit)?;
        self.joined.settled += 1;
        Ok(())
    }
}

/// Whether two decisions are about the same, and say something else.
fn contradict(one: &ActorEdit, other: &ActorEdit) -> bool {
    use ActorEdit::{Alias, Merge, Rename, Split};
    match (one, other) {
        (Alias { surface, .. }, Alias { surface: other, .. } | Split { surface: other, .. })
        | (Split { surface, .. }, Alias { surface: other, .. }) => folded_name(surface) == folded_name(other),
        (Merge { from, into }, Merge { from: other, into: whom }) => {
            from == other || (from == whom && into == other)
        }
        (Merge { from, into }, Split { surface, from: whom })
        | (Split { surface, from: whom }, Merge { from, into }) => {
            into == whom && *from == ActorKey::of_name(surface)
        }
        (Rename { actor, .. }, Rename { actor: other, .. }) => actor == other,
        _ => false,
    }
}
