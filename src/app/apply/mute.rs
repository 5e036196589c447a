//! Muting what a query finds, an author, an actor.

use super::web_feeds::ask;
use crate::app::dialog::{AskFor, MuteBy};
use crate::app::msg::{Effect, Write};
use crate::app::state::State;
use crate::model::Query;

/// Mutes what was typed. Where nothing was, asks: for words, or whether it is the author or the chosen actor of the
/// article.
pub(super) fn mute(state: &mut State, by: MuteBy, typed: &str) -> Vec<Effect> {
    if !typed.trim().is_empty() {
        return order(state, by, typed);
    }
    let current = state.current();
    let reading = state.reading.as_ref().filter(|reading| Some(reading.article.headline.id) == current);
    let meant = reading.and_then(|reading| match by {
        MuteBy::Words => None,
        MuteBy::Author => reading.article.document.authors.first().map(|author| author.name.to_string()),
        MuteBy::Actor => reading.chosen_member().map(|member| member.name.to_string()),
    });
    ask(state, AskFor::Mute(by), meant.unwrap_or_default())
}

/// Has a rule made.
pub(super) fn order(state: &mut State, by: MuteBy, typed: &str) -> Vec<Effect> {
    let name = || typed.trim().replace('"', " ");
    let query = Query::parse(&match by {
        MuteBy::Words => typed.to_owned(),
        MuteBy::Author => format!("author:\"{}\"", name()),
        MuteBy::Actor => format!("actor:\"{}\"", name()),
    });
    match query {
        Ok(query) if query.is_empty() => Vec::new(),
        Ok(query) => {
            state.tell("Muting …");
            vec![Effect::Write(Write::Mute(query))]
        }
        Err(error) => {
            state.complain(error.to_string());
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Reading;
    use crate::app::desk::Desk;

    /// What is written last after some keys.
    fn check(desk: &mut Desk, keys: &str, expected: &str) {
        desk.press(keys);
        let expected = Query::parse(expected).expect("a query");
        assert_eq!(desk.done.last(), Some(&Effect::Write(Write::Mute(expected))), "{keys}");
    }

    #[test]
    fn words_authors_and_actors_are_muted() {
        let mut desk = Desk::open((80, 24));
        check(&mut desk, ": m u t e space x x space y enter", "xx y");
        check(&mut desk, ": m u t e enter x x enter", "xx");
        check(&mut desk, "enter : m u t e - a u t h o r enter enter", "author:\"Ada Berg\"");
        check(&mut desk, ": m u t e - a c t o r space L i n d enter", "actor:Lind");
        let before = desk.done.len();
        desk.press("esc : m u t e enter enter : m u t e - a c t o r enter esc");
        assert_eq!(desk.done.len(), before, "nothing was typed");
        desk.press("a j");
        let chosen = desk.state.reading.as_ref().and_then(Reading::chosen_member).map(|chosen| &chosen.name);
        let chosen = format!("actor:\"{}\"", chosen.expect("one"));
        check(&mut desk, ": m u t e - a c t o r enter enter", &chosen);
    }

    #[test]
    fn what_is_muted_goes_from_the_list_and_comes_back() {
        let mut desk = Desk::open((80, 24));
        let rows = |desk: &Desk| desk.state.list.rows().len();
        let names = |desk: &Desk| {
            let rows = desk.state.feeds.rows().iter();
            rows.map(|row| row.name.clone()).collect::<Vec<_>>()
        };
        assert!(!names(&desk).contains(&"Muted".to_owned()));
        desk.press(": m u t e space B a s i n enter");
        let notice = desk.state.notice.as_ref().map(|notice| notice.text.to_string());
        assert_eq!(notice.as_deref(), Some("Muted 1 article, and those that will come; u takes it back"));
        assert_eq!((rows(&desk), &*names(&desk)[3]), (11, "Muted"));
        desk.press("h j j j");
        assert_eq!(rows(&desk), 1);
        assert!(desk.state.list.rows()[0].status.muted);
        desk.press("u k k k");
        assert_eq!(rows(&desk), 12);
        assert!(!names(&desk).contains(&"Muted".to_owned()));
    }
}
