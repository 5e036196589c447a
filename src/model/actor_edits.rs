//! Whose a name is, after what the user has changed.

use super::{ActorEdit, ActorKey, fold};

/// A name as it is compared: its words without case, accents and punctuation, parted by single spaces.
pub fn folded_name(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A folded name without the article that it begins with; none, where it is without.
pub fn without_article(name: &str) -> Option<&str> {
    const ARTICLES: [&str; 11] = ["the", "le", "la", "les", "der", "die", "das", "el", "los", "las", "il"];
    name.split_once(' ').filter(|(first, _)| ARTICLES.contains(first)).map(|(_, rest)| rest)
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
            ActorEdit::Alias { surface: alias, actor } if folded_name(alias) == surface => {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str) -> ActorKey {
        ActorKey::from_stored(key)
    }

    #[test]
    fn an_article_is_taken_off() {
        assert_eq!(without_article("the kremlin"), Some("kremlin"));
        assert_eq!((without_article("the"), without_article("theresa may")), (None, None));
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
            (vec![alias("Jordan", "state:JOR")], "person:ann-jordan", "ann jordan", "person:ann-jordan"),
            (vec![alias("JORDAN", "state:JOR")], "org:jordan-times", "jordan", "state:JOR"),
            (vec![alias("x", "org:a"), alias("X", "org:b")], "org:a", "x", "org:b"),
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
