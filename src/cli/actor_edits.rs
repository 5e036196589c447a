//! `masthead actors edits` and `masthead actors undo`: what the user has settled of actors, and taking it back.

use serde_json::{Map, Value, json};

use super::Outcome;
use super::args::Shared;
use super::out::{json_text, note, say};
use super::search::open;
use crate::model::{ActorEdit, ActorKey, count};
use crate::newsroom::Newsroom;
use crate::store::{Reader, StoreError};

/// Prints what was settled, the oldest first, each with its number.
pub(super) fn list(shared: &Shared, as_json: bool) -> Outcome {
    let reader = open(shared)?;
    let edits = reader.actor_edits()?;
    if as_json {
        let edits: Vec<Value> =
            edits.iter().map(|(number, edit)| edit_json(&reader, *number, edit)).collect::<Result<_, _>>()?;
        say(&json_text(&serde_json::to_string_pretty(&edits)?))?;
        return Ok(true);
    }
    for (number, edit) in &edits {
        say(&format!("{number:>5}  {}", in_words(&reader, edit)?))?;
    }
    if !edits.is_empty() {
        note("masthead actors undo N takes one back");
    }
    Ok(true)
}

/// Takes back what was settled under a number.
pub(super) fn undo(shared: &Shared, number: i64) -> Outcome {
    let reader = open(shared)?;
    let Some((_, edit)) = reader.actor_edits()?.into_iter().find(|(known, _)| *known == number) else {
        return Err(
            format!("there is no edit {number}; `masthead actors edits` shows those there are").into()
        );
    };
    // Names as they are before it is taken back.
    let what = in_words(&reader, &edit)?;
    let edited = Newsroom::open(&shared.store_dir()?)?.store().undo_actor_edit(number)?.unwrap_or_default();
    let reach = match edit {
        ActorEdit::Rename { .. } => String::new(),
        _ => format!(", in {}", count(edited.articles, "article")),
    };
    say(&format!("took back: {what}{reach}"))?;
    Ok(true)
}

fn in_words(reader: &Reader, edit: &ActorEdit) -> Result<String, StoreError> {
    let who = |key| who(reader, key);
    Ok(match edit {
        ActorEdit::Alias { surface, actor } => format!("the name {surface} is {}", who(actor)?),
        ActorEdit::Merge { from, into } => format!("{} is the same as {}", who(from)?, who(into)?),
        ActorEdit::Split { surface, from } => format!("the name {surface} is not {}", who(from)?),
        ActorEdit::Rename { actor, name } => format!("{actor} is called {name}"),
    })
}

fn who(reader: &Reader, key: &ActorKey) -> Result<String, StoreError> {
    Ok(reader.actor(key)?.map_or_else(|| key.to_string(), |actor| format!("{} ({key})", actor.name)))
}

/// `{"number": 3, "edit": "merge", "from": …, "into": …, "words": …}`
fn edit_json(reader: &Reader, number: i64, edit: &ActorEdit) -> Result<Value, Box<dyn std::error::Error>> {
    let mut fields = Map::from_iter([("number".to_owned(), json!(number))]);
    if let Value::Object(edit) = serde_json::to_value(edit)? {
        for (kind, of) in edit {
            fields.insert("edit".to_owned(), json!(kind));
            fields.extend(of.as_object().cloned().unwrap_or_default());
        }
    }
    fields.insert("words".to_owned(), json!(in_words(reader, edit)?));
    Ok(Value::Object(fields))
}
