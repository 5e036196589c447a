//! Changes to actors, said for people.

use crate::app::{Event, kind_name};
use crate::model::{ActorEdit, ActorKey, ChangeId, Edited, count};
use crate::newsroom::{Newsroom, NewsroomError};

/// What came of a change: the change with what it did, where there is one to take back; and what is to be told.
pub(super) type Made = (Option<(ChangeId, String)>, Event);

/// How much of a name is said, in characters.
const LONGEST_NAME: usize = 40;
/// How many names of an actor are said.
const NAMES: usize = 5;

/// Follows an actor, or no more.
pub(super) fn follow(newsroom: &mut Newsroom, actor: &ActorKey, on: bool) -> Result<Made, NewsroomError> {
    let name = name(newsroom, actor)?;
    let what = if on { format!("Followed {name}") } else { format!("No longer following {name}") };
    Ok(match newsroom.follow(actor, on)? {
        Some(change) => (Some((change, what.clone())), Event::Changed(what)),
        None => (None, Event::Told("It is so already".to_owned())),
    })
}

/// Changes whose a name is.
pub(super) fn edit(newsroom: &mut Newsroom, edit: &ActorEdit) -> Result<Made, NewsroomError> {
    // Names as they are before the change.
    let what = done(newsroom, edit)?;
    let odd = odd(newsroom, edit)?;
    let edited = newsroom.edit_actor(edit)?;
    Ok(match edited.change {
        Some(change) => {
            let told = format!("{what}{}{odd}", reach(edit, edited));
            (Some((change, what)), Event::ActorsChanged(told))
        }
        None => (None, Event::Told(why_nothing(newsroom, edit)?)),
    })
}

/// What a change does.
fn done(newsroom: &Newsroom, edit: &ActorEdit) -> Result<String, NewsroomError> {
    Ok(match edit {
        ActorEdit::Alias { surface, actor } => {
            format!("Gave the name {} to {}", short(surface), name(newsroom, actor)?)
        }
        ActorEdit::Merge { from, into } => {
            format!("Joined {} with {}", name(newsroom, from)?, name(newsroom, into)?)
        }
        ActorEdit::Split { surface, from } => {
            format!("Took {} from {}", short(surface), name(newsroom, from)?)
        }
        ActorEdit::Rename { actor, name: called } => {
            format!("Renamed {} to {}", name(newsroom, actor)?, short(called))
        }
    })
}

/// How far a change that was made reaches.
fn reach(edit: &ActorEdit, edited: Edited) -> String {
    let Edited { names, moved, articles, .. } = edited;
    let articles = count(articles, "article");
    match edit {
        ActorEdit::Alias { .. } if names == 0 => {
            " for what comes: no stored article has it as a name (a line in actors.tsv has it looked for)"
                .to_owned()
        }
        ActorEdit::Alias { .. } if moved == 0 => {
            " for what comes: in what is stored it was so already".to_owned()
        }
        ActorEdit::Alias { .. } | ActorEdit::Split { .. } => format!(", in {articles}"),
        ActorEdit::Merge { .. } => format!(", {} in {articles}", count(moved, "name")),
        ActorEdit::Rename { .. } => String::new(),
    }
}

/// What one may not have meant by a change, which is made all the same.
fn odd(newsroom: &Newsroom, edit: &ActorEdit) -> Result<String, NewsroomError> {
    Ok(match edit {
        ActorEdit::Merge { from, into } => match (kind_name(from.kind()), kind_name(into.kind())) {
            (Some(one), Some(other)) if one != other => format!(", though the first is no {other}"),
            _ => String::new(),
        },
        ActorEdit::Rename { actor, name } => {
            let other = newsroom.actors_named(name)?.into_iter().find(|other| other.key != *actor);
            other.map_or_else(String::new, |other| format!(" (as {} is; :merge joins the two)", other.key))
        }
        _ => String::new(),
    })
}

/// Why a change was none, and what to do.
fn why_nothing(newsroom: &Newsroom, edit: &ActorEdit) -> Result<String, NewsroomError> {
    let (ActorEdit::Alias { actor, .. } | ActorEdit::Rename { actor, .. }) = edit else {
        return why_none_moved(newsroom, edit);
    };
    let name = name(newsroom, actor)?;
    Ok(match edit {
        _ if newsroom.actor(actor)?.is_none() => format!("No article has {name} any more"),
        ActorEdit::Alias { surface, .. } => format!("{} is a name of {name} already", short(surface)),
        _ => format!("{name} is called so already"),
    })
}

fn why_none_moved(newsroom: &Newsroom, edit: &ActorEdit) -> Result<String, NewsroomError> {
    Ok(match edit {
        ActorEdit::Merge { from, into } if from == into => "That is the same actor already".to_owned(),
        ActorEdit::Split { surface, from } => {
            let names = newsroom.names_of(from)?;
            let names: Vec<String> = names.iter().take(NAMES).map(|name| short(name)).collect();
            let (surface, name) = (short(surface), name(newsroom, from)?);
            match names.as_slice() {
                [] => format!("No article has {name} any more"),
                [only] if *from == ActorKey::of_name(only) => {
                    format!("{only} is its only name; :merge says whose it is")
                }
                names => {
                    format!("{surface} is no name of {name} in any article; its names: {}", names.join(", "))
                }
            }
        }
        _ => "No article has that actor any more: nothing to join".to_owned(),
    })
}

fn name(newsroom: &Newsroom, key: &ActorKey) -> Result<String, NewsroomError> {
    Ok(short(&newsroom.actor(key)?.map_or_else(|| key.to_string(), |actor| actor.name.to_string())))
}

/// A name, cut where it is so long that nothing else would be seen.
fn short(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CleanText, Timestamp};
    use crate::newsroom::{Pace, Source};

    #[test]
    fn a_change_says_what_it_changed_or_why_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut newsroom = Newsroom::open(dir.path()).expect("a newsroom");
        for text in [
            "# Talks\n\nKremlin spokesman Dmitry Peskov met the Marn Group. Peskov left, and Russia said nothing.\n",
            "# More\n\nRussia was silent on Tuesday, and so was the Kremlin.\n\n## Stakeholders\n\n**River Folk:** Want more.\n",
        ] {
            let source = Source::Stdin(text.as_bytes().into());
            newsroom.import(&[source], None, Timestamp::UNIX_EPOCH, &mut |_| ()).expect("imported");
        }
        newsroom.analyse(Pace::Full, &mut |_| true).expect("analysed");
        let key = |key: &str| ActorKey::from_stored(key);
        let (russia, peskov, folk) = (key("state:RUS"), key("person:dmitry-peskov"), key("name:river-folk"));
        let long = CleanText::line(&"Kremlin ".repeat(40));
        let alias = |surface: &str, actor: &ActorKey| ActorEdit::Alias {
            surface: surface.into(),
            actor: actor.clone(),
        };
        let split =
            |surface: &str, from: &ActorKey| ActorEdit::Split { surface: surface.into(), from: from.clone() };
        let merge =
            |from: &ActorKey, into: &ActorKey| ActorEdit::Merge { from: from.clone(), into: into.clone() };
        let rename =
            |actor: &ActorKey, name: &str| ActorEdit::Rename { actor: actor.clone(), name: name.into() };
        let mut check = |change: ActorEdit, expected: &str, is_made: bool| {
            let (made, event) = edit(&mut newsroom, &change).expect("tried");
            let (Event::ActorsChanged(told) | Event::Told(told)) = event else { panic!("nothing is told") };
            assert_eq!((told.as_str(), made.is_some()), (expected, is_made), "{change:?}");
        };
        check(alias("kremlin", &peskov), "Gave the name kremlin to Dmitry Peskov, in 2 articles", true);
        check(
            alias("Russia", &russia),
            "Gave the name Russia to Russia for what comes: in what is stored it was so already",
            true,
        );
        check(alias("Kremlin", &peskov), "Kremlin is a name of Dmitry Peskov already", false);
        check(
            alias(&long, &russia),
            "Gave the name Kremlin Kremlin Kremlin Kremlin Kremlin… to Russia for what comes: no stored article has it as a name (a line in actors.tsv has it looked for)",
            true,
        );
        check(
            split("Moscow", &russia),
            "Moscow is no name of Russia in any article; its names: Russia",
            false,
        );
        check(split("River Folk", &folk), "River Folk is its only name; :merge says whose it is", false);
        check(split("Peskov", &peskov), "Took Peskov from Dmitry Peskov, in 1 article", true);
        check(merge(&russia, &russia), "That is the same actor already", false);
        check(
            rename(&folk, "Dmitry Peskov"),
            "Renamed River Folk to Dmitry Peskov (as person:dmitry-peskov is; :merge joins the two)",
            true,
        );
        check(rename(&folk, "River Folk"), "Renamed Dmitry Peskov to River Folk", true);
        check(merge(&folk, &russia), "Joined River Folk with Russia, 1 name in 1 article", true);
        let group = key("org:marn-group");
        check(
            merge(&group, &russia),
            "Joined Marn Group with Russia, 1 name in 1 article, though the first is no state",
            true,
        );
        check(rename(&russia, "Russia"), "Russia is called so already", false);
        check(rename(&russia, "The Bear"), "Renamed Russia to The Bear", true);
        check(rename(&key("org:none"), "None"), "No article has org:none any more", false);
    }
}
