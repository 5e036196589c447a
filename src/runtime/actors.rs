//! Changes to actors, said for people.

use crate::app::Event;
use crate::model::{ActorEdit, ActorKey, ChangeId};
use crate::newsroom::{Newsroom, NewsroomError};

/// What came of a change: the change with what it did, where there is one to take back; and what is to be told.
pub(super) type Made = (Option<(ChangeId, String)>, Event);

/// Follows an actor, or no more.
pub(super) fn follow(newsroom: &mut Newsroom, actor: &ActorKey, on: bool) -> Result<Made, NewsroomError> {
    let name = name(newsroom, actor)?;
    let what = if on { format!("Followed {name}") } else { format!("No longer following {name}") };
    Ok(made(newsroom.follow(actor, on)?, what, Event::Changed))
}

/// Changes whose a name is.
pub(super) fn edit(newsroom: &mut Newsroom, edit: &ActorEdit) -> Result<Made, NewsroomError> {
    let what = match edit {
        ActorEdit::Alias { surface, actor } => {
            format!("Gave the name {surface} to {}", name(newsroom, actor)?)
        }
        ActorEdit::Merge { from, into } => {
            format!("Joined {} with {}", name(newsroom, from)?, name(newsroom, into)?)
        }
        ActorEdit::Split { surface, from } => format!("Took {surface} from {}", name(newsroom, from)?),
        ActorEdit::Rename { actor, name: called } => {
            format!("Renamed {} to {called}", name(newsroom, actor)?)
        }
    };
    Ok(made(newsroom.edit_actor(edit)?, what, Event::ActorsChanged))
}

fn made(change: Option<ChangeId>, what: String, event: fn(String) -> Event) -> Made {
    match change {
        Some(change) => (Some((change, what.clone())), event(what)),
        None => (None, Event::Told("It is so already".to_owned())),
    }
}

fn name(newsroom: &Newsroom, key: &ActorKey) -> Result<String, NewsroomError> {
    Ok(newsroom.actor(key)?.map_or_else(|| key.to_string(), |actor| actor.name.to_string()))
}
