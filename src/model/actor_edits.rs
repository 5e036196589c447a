//! Whose a name is, after what the user has changed.

use super::{ActorEdit, ActorKey, ActorType, fold};

/// A name as it is compared: its words without case, accents and punctuation, parted by single spaces.
pub fn folded_name(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whose a name is after these edits, the oldest first: a name that was `given` to an actor (to nobody, where that was
/// not certain) and is `surface`, folded.
pub fn owner_after<'a>(
    edits: impl IntoIterator<Item = &'a ActorEdit>,
    given: Option<&ActorKey>,
    surface: &str,
) -> Option<ActorKey> {
    let mut owner = given.cloned();
    for edit in edits {
        match edit {
            ActorEdit::Alias { surface: alias, actor }
                if folded_name(alias) == surface
                    && owner.as_ref().is_none_or(|owner| is_but_a_surname(surface, owner)) =>
            {
                owner = Some(actor.clone());
            }
            ActorEdit::Merge { from, into } if owner.as_ref() == Some(from) => owner = Some(into.clone()),
            ActorEdit::Split { surface: split, from }
                if owner.as_ref() == Some(from) && folded_name(split) == surface =>
            {
                owner = Some(ActorKey::of_name(split));
            }
            _ => {}
        }
    }
    owner
}

/// Whether a name says little of whose it is: one word at the end of a person's name, or all that is known of an actor.
fn is_but_a_surname(surface: &str, owner: &ActorKey) -> bool {
    let is_surname = || {
        let slug = owner.as_str().split_once(':').map_or("", |(_, slug)| slug);
        !surface.contains(' ') && slug.strip_suffix(surface).is_some_and(|first| first.ends_with('-'))
    };
    *owner == ActorKey::of_name(surface) || (owner.kind() == ActorType::Person && is_surname())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str) -> ActorKey {
        ActorKey::from_stored(key)
    }

    #[test]
    fn edits_hold_in_their_order() {
        let alias =
            |surface: &str, actor: &str| ActorEdit::Alias { surface: surface.into(), actor: key(actor) };
        let merge = |from: &str, into: &str| ActorEdit::Merge { from: key(from), into: key(into) };
        let split = |surface: &str, from: &str| ActorEdit::Split { surface: surface.into(), from: key(from) };
        for (edits, given, surface, expected) in [
            (vec![alias("Jordan", "state:JOR")], "", "jordan", "state:JOR"),
            (vec![alias("Jordan", "state:JOR")], "person:ann-jordan", "jordan", "state:JOR"),
            (vec![alias("Ann Jordan", "state:JOR")], "person:ann-jordan", "ann jordan", "person:ann-jordan"),
            (vec![alias("JORDAN", "state:JOR")], "org:jordan-times", "jordan", "org:jordan-times"),
            (vec![alias("Talks Group", "org:a")], "name:talks-group", "talks group", "org:a"),
            (vec![merge("org:a", "org:b"), merge("org:b", "org:c")], "org:a", "x", "org:c"),
            (vec![merge("org:b", "org:c"), merge("org:a", "org:b")], "org:a", "x", "org:b"),
            (vec![split("Moscow", "state:RUS")], "state:RUS", "moscow", "name:moscow"),
            (vec![split("Moscow", "state:RUS")], "state:RUS", "russia", "state:RUS"),
            (vec![alias("x", "org:a"), merge("org:a", "org:b")], "", "x", "org:b"),
            (vec![merge("org:b", "org:c")], "", "x", ""),
        ] {
            let given = Some(key(given)).filter(|given| !given.as_str().is_empty());
            let owner = owner_after(&edits, given.as_ref(), surface);
            assert_eq!(owner.as_ref().map_or("", ActorKey::as_str), expected, "{surface} by {edits:?}");
        }
    }
}
