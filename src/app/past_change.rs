//! What was changed before, or by another program, in words.

use crate::model::{ActorEdit, PastChange, count};

/// How much of a title is said, in characters.
const LONGEST: usize = 60;

/// What a change did.
pub fn in_words(change: &PastChange) -> String {
    match change {
        PastChange::Read { articles, read } => {
            format!("Marked {} {}", count(*articles, "article"), if *read { "read" } else { "unread" })
        }
        PastChange::Starred(true) => "Starred an article".to_owned(),
        PastChange::Starred(false) => "Took the star of an article away".to_owned(),
        PastChange::Tags { article } => format!("Changed the tags of “{}”", short(article)),
        PastChange::Note { article, written: true } => format!("Wrote the note of “{}”", short(article)),
        PastChange::Note { article, written: false } => {
            format!("Took the note of “{}” away", short(article))
        }
        PastChange::FeedEdited(name) => format!("Changed the feed {}", short(name)),
        PastChange::FeedRemoved(name) => format!("Removed the feed {}", short(name)),
        PastChange::Followed { actor, followed: true } => format!("Followed {}", short(actor)),
        PastChange::Followed { actor, followed: false } => format!("No longer following {}", short(actor)),
        PastChange::ActorEdited(edit) => edited(edit),
        PastChange::SearchSaved(name) => format!("Saved or changed the search {}", short(name)),
        PastChange::SearchRemoved(name) => format!("Removed the saved search {}", short(name)),
        PastChange::RuleAdded(_, query) => format!("Muted by the rule {}", short(&query.to_string())),
        PastChange::RuleRemoved(_, query) => format!("Removed the rule {}", short(&query.to_string())),
    }
}

fn edited(edit: &ActorEdit) -> String {
    match edit {
        ActorEdit::Alias { surface, actor } => format!("Gave the name {} to {actor}", short(surface)),
        ActorEdit::Merge { from, into } => format!("Joined {from} with {into}"),
        ActorEdit::Split { surface, from } => format!("Took {} from {from}", short(surface)),
        ActorEdit::Rename { actor, name } => format!("Renamed {actor} to {}", short(name)),
    }
}

/// A text, cut where it is so long that nothing else would be seen.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, in_words};
    use crate::model::{PastChange, Query, RuleId};

    #[test]
    fn a_change_of_before_says_what_it_was_about() {
        let check = |change: PastChange, words: &str| assert_eq!(in_words(&change), words);
        check(PastChange::Read { articles: 12, read: true }, "Marked 12 articles read");
        check(PastChange::Read { articles: 1, read: false }, "Marked 1 article unread");
        check(PastChange::FeedRemoved("Wire".into()), "Removed the feed Wire");
        let query = Query::parse("talks").expect("a query");
        check(PastChange::RuleRemoved(RuleId(3), query), "Removed the rule talks");
        let title = "long ".repeat(100);
        let note = PastChange::Note { article: title.as_str().into(), written: false };
        let cut = title[..LONGEST].trim_end();
        check(note, &format!("Took the note of “{cut}…” away"));
    }
}
